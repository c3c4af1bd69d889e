"""What was said about subjects over time: the sentences, oldest meeting first, with their letters.

Reads the graph (subjects, collection and the queries in queries/internal) and hands a Trace to the
renderers. Law: an entry is a sentence of a letter, its offsets into the raw text and its words as
they stand there; one sentence is one entry however many of the subjects it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from navograaf.answers import collection
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.lookup import letter_graph, open_store, rows
from navograaf.answers.quotes import clean_quote
from navograaf.answers.subjects import Thing, index, resolve
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder

How = Literal["named", "continued", "passage"]
HOWS: tuple[How, ...] = ("named", "continued", "passage")
"""The sentence names the subject; goes on about it ("deze missie"); stands in a passage about it."""
SPOKEN = ("text", "footnote")
"""Kinds of sentence that say something; headings, letterhead and signature count where nothing else does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence about the subjects. start, end and marks count code points of the raw letter."""

    letter: LetterCard
    iri: str
    start: int
    end: int
    kind: How
    part: str
    """What the sentence is: text, footnote, heading, letterhead or signature."""
    section: str
    about: tuple[str, ...]
    """Ids of the subjects asked for that the sentence is about."""
    found: tuple[str, ...]
    """Ids of the things found in it: a subject, or what belongs to one ("topic/civil-preparedness")."""
    exact: str
    """The words as in the file, with line breaks and hyphens."""
    quote: str
    """The same words to read and to copy: lines joined."""
    marks: tuple[tuple[int, int], ...] = ()
    quote_marks: tuple[tuple[int, int], ...] = ()
    """The names of the subjects: their places in the raw letter, and in `quote`."""
    references: tuple[str, ...] = ()
    """Ids of the papers that the sentence cites, "27925-692"."""

    @property
    def date(self) -> str:
        """The ISO date of the meeting that the letter is about, else of the letter, else ""."""
        return self.letter.when


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
    spoken: dict[str, _Spoken] = {}
    also: dict[str, None] = {}
    for item in things:
        for iri in sorted(row[0] for row in rows(store, "covered", subject=item.iri)) if narrower else [item.iri]:
            said = rows(store, "said", thing=iri)
            if said and all(iri != other.iri for other in things):
                also[iri] = None
            for sentence, how, start, end in sorted(said):
                spoken.setdefault(sentence, _Spoken()).add(item.id, iri.removeprefix(THINGS), how, start, end)
    cards = collection.letters(store)
    entries = tuple(_entries(store, cards, spoken))
    present = {entry.letter.iri for entry in entries}
    return Trace(
        asked=tuple(dict.fromkeys(subjects)),
        things=things,
        entries=entries,
        silent=tuple(card for card in cards if card.iri not in present),
        also=tuple(known.things[iri] for iri in also if iri in known.things),
        related=tuple(item for item in related if item not in things),
    )


@dataclass(slots=True)
class _Spoken:
    """What the rows of said.rq tell of one sentence."""

    about: dict[str, None] = field(default_factory=dict)
    found: dict[str, None] = field(default_factory=dict)
    hows: set[str] = field(default_factory=set)
    marks: set[tuple[int, int]] = field(default_factory=set)

    def add(self, subject: str, found: str, how: str, start: str, end: str) -> None:
        self.about[subject] = self.found[found] = None
        self.hows.add(how)
        if start and end:
            self.marks.add((int(start), int(end)))

    @property
    def kind(self) -> How:
        return next(how for how in HOWS if how in self.hows)


def _entries(store: Store, cards: Iterable[LetterCard], spoken: dict[str, _Spoken]) -> Iterator[Entry]:
    by_letter: dict[str, list[str]] = {}
    for sentence in spoken:
        by_letter.setdefault(sentence.rpartition("/sentence/")[0], []).append(sentence)
    for card in cards:
        if card.iri in by_letter:
            yield from _of_letter(store, card, {iri: spoken[iri] for iri in by_letter[card.iri]})


def _of_letter(store: Store, card: LetterCard, spoken: dict[str, _Spoken]) -> Iterator[Entry]:
    graph = letter_graph(card.iri)
    found = [(iri, *rows(store, "sentence", graph=graph, sentence=iri)[0]) for iri in spoken]
    # A footnote block at the foot of a page stands inside a passage by accident: it counts when it names.
    found = [row for row in found if row[1] == "text" or spoken[row[0]].kind == "named"]
    found = [row for row in found if row[1] in SPOKEN] or found
    if not found:
        return
    headings = section_names(rows(store, "sections", graph=graph))
    cited: dict[str, dict[str, None]] = {}
    for sentence, paper, _ in rows(store, "citations", graph=graph):
        cited.setdefault(sentence, {})[_paper(paper)] = None
    for iri, part, start, end, exact, clean, section in sorted(found, key=lambda row: (int(row[2]), int(row[3]))):
        said, first = spoken[iri], int(start)
        marks = tuple(sorted(said.marks))
        quote, quote_marks = clean_quote(exact, clean, [(s - first, e - first) for s, e in marks])
        yield Entry(
            letter=card,
            iri=iri,
            start=first,
            end=int(end),
            kind=said.kind,
            part=part,
            section=headings.get(section, ""),
            about=tuple(said.about),
            found=tuple(said.found),
            exact=exact,
            quote=quote,
            marks=marks,
            quote_marks=quote_marks,
            references=tuple(cited.get(iri, ())),
        )


def _paper(iri: str) -> str:
    """The id of a paper that is cited, "27925-692"; the address of a page."""
    return iri.removeprefix(THINGS).partition("/")[2] if iri.startswith(THINGS) else iri


def section_names(sections: Iterable[Sequence[str]]) -> dict[str, str]:
    """Section IRI -> its heading on one line; rows as sections.rq gives them, in text order.

    A heading that the letter uses more than once is told apart by the one before it: "Antwoord" in a
    consultation becomes "Vraag 14 › Antwoord".
    """
    named = [(iri, " ".join(heading.split())) for iri, heading in sections]
    counts: dict[str, int] = {}
    for _, heading in named:
        counts[heading] = counts.get(heading, 0) + 1
    names: dict[str, str] = {}
    last = ""
    for iri, heading in named:
        if counts[heading] == 1:
            last = heading
        names[iri] = heading if counts[heading] == 1 or not last else f"{last} › {heading}"
    return names
