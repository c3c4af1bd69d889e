"""What was said about subjects over time: the sentences, oldest meeting first, with their letters.

Reads the graph (subjects, collection, entries and the queries in queries/internal) and hands a Trace to
the renderers. Laws: one sentence is one entry, however many of the subjects it is about and however much
it says of them; what is left out is left out before it is compared only where nobody could know it yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.answers import collection
from navograaf.answers.about import about
from navograaf.answers.changes import compared
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.entries import Entry, entries
from navograaf.answers.filters import Known, Limits, in_time, known, within
from navograaf.answers.holder import Holder, holder_of
from navograaf.answers.lookup import open_store
from navograaf.answers.occasions import Dropped, Occasion, no_longer_said, occasions
from navograaf.answers.outcomes import Came, came_of
from navograaf.answers.subjects import Thing, index

if TYPE_CHECKING:
    from pandas import DataFrame
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder
    from navograaf.server.remote import Endpoint

_NAMED = 8
"""So many letters are named in a note."""


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
    passed: tuple[LetterCard, ...] = ()
    """Letters that speak of the subjects, but say nothing of the kind or of the holder asked for."""
    dropped: tuple[Dropped, ...] = ()
    """What is not said again in like words by the letters about the next meeting, meeting by meeting."""
    outcomes: Mapping[str, Came] = field(default_factory=dict)
    """Statement IRI -> what came of it."""
    limits: Limits = field(default_factory=Limits)
    holder: Holder | None = None
    placed: Mapping[str, Known] = field(default_factory=dict)
    """Letter IRI -> since when it counts as known, where a day was asked for."""
    left_out: tuple[LetterCard, ...] = ()
    """Letters of the graph outside the dates asked for."""
    notes: tuple[str, ...] = ()
    """What a reader must be told of how this was found, in whole sentences."""

    @property
    def letters(self) -> list[LetterCard]:
        """The letters that speak of the subjects, in order."""
        return [letter for letter, _ in groupby(entry.letter for entry in self.entries)]

    @property
    def total(self) -> int:
        """How many letters were looked at: all of the graph, or those within the dates asked for."""
        return len(self.letters) + len(self.silent) + len(self.passed)

    def occasions(self) -> Iterator[tuple[Meeting | None, str, list[tuple[LetterCard, list[Entry]]]]]:
        """The entries by meeting (None: a letter about no meeting), with the date, then by letter."""
        for (date, meeting), found in groupby(self.entries, lambda e: (e.date, e.letter.meeting)):
            yield meeting, date, [(letter, list(own)) for letter, own in groupby(found, lambda e: e.letter)]

    def frame(self) -> DataFrame:
        """A row an entry in a data frame, with the columns of the csv. Raises NavograafError without pandas."""
        from navograaf.answers.frames import trace_frame

        return trace_frame(self)

    def timeline(self) -> tuple[Occasion, ...]:
        """The same with the letters that are silent in their place in time, and what is not said again."""
        return occasions(self.entries, self.silent, self.dropped)


def trace(
    source: GraphFolder | Store | Endpoint | Path | str,
    subjects: Sequence[str],
    *,
    narrower: bool = True,
    limits: Limits | None = None,
) -> Trace:
    """The sentences about any of `subjects` (names, ids, Kamerstukken or words) in the graph `source`.

    With `narrower` a topic takes in its narrower topics, a mission or meeting its parts, a dossier its papers, a
    holder those who speak for them. Raises SubjectError for a subject that the graph does not know and no letter
    has words of, GraphError where there is no graph, QueryError for limits that are none.
    """
    limits = limits or Limits()
    limits.check()
    store = open_store(source)
    names = index(store)
    asked = about(store, subjects, names, narrower=narrower)
    cards = collection.letters(store)
    in_day, hidden = in_time(cards, limits)
    whole = compared(tuple(entries(store, in_day, asked.spoken)))
    shown, undated = within(in_day, limits)
    kept = {card.iri for card in shown}
    holder = holder_of(store, limits.holder, names, cards=cards, alone=not narrower) if limits.holder else None
    found = tuple(entry for entry in whole if entry.letter.iri in kept and _wanted(entry, limits, holder))
    speaking, present = {entry.letter.iri for entry in whole}, {entry.letter.iri for entry in found}
    told = [one.iri for entry in found for one in entry.statements]
    pointed = dict.fromkeys(item for text in subjects for item in names.pointed(text))
    return Trace(
        asked=tuple(dict.fromkeys(subjects)),
        things=asked.things,
        entries=found,
        silent=tuple(card for card in shown if card.iri not in speaking),
        also=tuple(names.things[iri] for iri in asked.also if iri in names.things),
        related=tuple(item for item in pointed if item not in asked.things),
        passed=tuple(card for card in shown if card.iri in speaking - present),
        dropped=tuple(_lost(whole, kept, limits, holder)),
        outcomes=came_of(store, told, {card.iri: card for card in in_day}, all_known=not limits.as_of),
        limits=limits,
        holder=holder,
        placed={card.iri: known(card) for card in shown} if limits.as_of else {},
        left_out=tuple(card for card in cards if card.iri not in kept),
        notes=(*asked.notes, *_not_yet(cards, in_day, limits), *_left_out((*hidden, *undated))),
    )


def _wanted(entry: Entry, limits: Limits, holder: Holder | None) -> bool:
    """Whether the sentence says something of the kinds asked for, and something that is the holder's."""
    if limits.kinds and not set(limits.kinds) & set(entry.kinds):
        return False
    return holder is None or any(holder.holds(one, entry.letter) for one in entry.statements)


def _lost(whole: Sequence[Entry], kept: set[str], limits: Limits, holder: Holder | None) -> Iterator[Dropped]:
    """What is not said again at the meetings that are shown, of the kinds and the holder asked for."""
    meetings = {entry.letter.meeting for entry in whole if entry.letter.iri in kept}
    for one in no_longer_said(whole):
        lost = tuple(entry for entry in one.entries if _wanted(entry, limits, holder))
        if lost and one.meeting in meetings:
            yield Dropped(one.meeting, one.since, lost)


def _not_yet(cards: Sequence[LetterCard], kept: Sequence[LetterCard], limits: Limits) -> Iterator[str]:
    """The letters without a date that were not known on the day asked for, and why that is thought."""
    shown = {card.iri for card in kept}
    late = [(card, known(card)) for card in cards if limits.as_of and card.iri not in shown]
    told = [f"{card.id} ({one.why})" for card, one in late if one.day and one.why]
    if told:
        more = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
        yield f"Not known yet on {limits.as_of}, as far as can be told: {', '.join(told[:_NAMED])}{more}."


def _left_out(cards: Sequence[LetterCard]) -> Iterator[str]:
    if cards:
        more = f" and {len(cards) - _NAMED} more" if len(cards) > _NAMED else ""
        yield f"Left out, since nothing says when they are of: {', '.join(card.id for card in cards[:_NAMED])}{more}."
