"""What was said about subjects over time: the sentences, oldest meeting first, with their letters.

Reads the graph (subjects, collection, entries and the queries in queries/internal) and hands a Trace to
the renderers. Law: one sentence is one entry, however many of the subjects it is about and however much
it says of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

from navograaf.answers import collection
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.entries import Entry, How, Spoken, entries
from navograaf.answers.lookup import open_store, rows
from navograaf.answers.subjects import Thing, index, resolve
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer: `entries` in the order to read them, and `silent` letters that say nothing of the subjects."""

    asked: tuple[str, ...]
    things: tuple[Thing, ...]
    entries: tuple[Entry, ...]
    silent: tuple[LetterCard, ...] = ()
    also: tuple[Thing, ...] = ()
    """Narrower topics, parts of a mission and papers of a dossier that were looked for as well and found."""
    related: tuple[Thing, ...] = ()
    """Things left out to which the words asked for point as well: the topic Irak, when NMI was asked for."""

    @property
    def letters(self) -> list[LetterCard]:
        """The letters that speak of the subjects, in order."""
        return [letter for letter, _ in groupby(entry.letter for entry in self.entries)]

    @property
    def total(self) -> int:
        """How many letters the graph holds."""
        return len(self.letters) + len(self.silent)

    def occasions(self) -> Iterator[tuple[Meeting | None, str, list[tuple[LetterCard, list[Entry]]]]]:
        """The entries by meeting (None: a letter about no meeting), with the date, then by letter."""
        for (date, meeting), found in groupby(self.entries, lambda e: (e.date, e.letter.meeting)):
            yield meeting, date, [(letter, list(own)) for letter, own in groupby(found, lambda e: e.letter)]


def trace(source: GraphFolder | Store | Path | str, subjects: Sequence[str], *, narrower: bool = True) -> Trace:
    """The sentences about any of `subjects` (names, ids or Kamerstukken) in the graph `source`.

    With `narrower` a topic takes in its narrower topics, a mission or meeting its parts, a dossier its
    papers. Raises SubjectError for a subject that the graph does not know, GraphError where there is none.
    """
    store = open_store(source)
    known = index(store)
    things = tuple(dict.fromkeys(item for text in subjects for item in resolve(store, text, known)))
    related = dict.fromkeys(item for text in subjects for item in known.pointed(text))
    spoken: dict[str, Spoken] = {}
    also: dict[str, None] = {}
    for item in things:
        for iri in sorted(row[0] for row in rows(store, "covered", subject=item.iri)) if narrower else [item.iri]:
            said = sorted(rows(store, "said", thing=iri))
            stated = sorted(rows(store, "stated", thing=iri))
            if (said or stated) and all(iri != other.iri for other in things):
                also[iri] = None
            for sentence, how, start, end in said:
                why = spoken.setdefault(sentence, Spoken())
                why.add(item.id, iri.removeprefix(THINGS), cast("How", how))
                if start and end:
                    why.marks.add((int(start), int(end)))
            for _, sentence in stated:
                why = spoken.setdefault(sentence, Spoken())
                why.add(item.id, iri.removeprefix(THINGS), "stated")
    cards = collection.letters(store)
    found = tuple(entries(store, cards, spoken))
    present = {entry.letter.iri for entry in found}
    return Trace(
        asked=tuple(dict.fromkeys(subjects)),
        things=things,
        entries=found,
        silent=tuple(card for card in cards if card.iri not in present),
        also=tuple(known.things[iri] for iri in also if iri in known.things),
        related=tuple(item for item in related if item not in things),
    )
