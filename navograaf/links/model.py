"""What links compare and what they are: letters with their statements in, links out.

Between digest.py, which reads the graph, and the modules that find links. Laws: nothing here says more than one letter
does; a link has a rule, a reason and a confidence, and what it joins can be quoted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LetterKind = Literal["agenda", "questions", "report", "letter"]
LETTER_KINDS: dict[str, str] = {
    "agenda": "agenda",
    "questions": "consultation",
    "report": "report",
    "letter": "letter",
}
"""Kinds of letter, before, about and after a meeting, with what each is called: the order of the letters on it."""
Kind = Literal["decisions", "outcomes", "commitments", "documents", "letters", "questions"]
KINDS: tuple[Kind, ...] = ("decisions", "outcomes", "commitments", "documents", "letters", "questions")
"""Kinds of link, each with a graph of its own, `graph/links/<kind>`."""
Confidence = Literal["high", "medium", "low"]
Outcome = Literal["fulfilled", "changed", "contradicted", "silent", "no report", "kept", "open"]
"""What came of an expectation: fulfilled, changed, contradicted, silent (the report says nothing of it) or no report
(none is in the collection). What came of a commitment: kept, open, silent or no report."""


Order = tuple[str, str, int, str, str]


def reading_order(when: str, meeting: str, kind: str, date: str, identifier: str) -> Order:
    """Sorts letters: by the date that places them (unknown last), meeting, kind, own date, id."""
    kinds = [*LETTER_KINDS]
    return when or "9999", meeting, kinds.index(kind) if kind in kinds else len(kinds), date or "9999", identifier


@dataclass(frozen=True, slots=True)
class LetterNode:
    """A letter as links see it. Dates are ISO with the precision they have, "" when unknown."""

    iri: str
    id: str
    file: str
    kind: LetterKind
    date: str
    """The date that it prints."""
    paper: str
    """Its Kamerstuk number, "28676-346", "" when unknown."""
    meeting: str = ""
    """IRI of the meeting that it is about, "" when none."""
    meeting_start: str = ""
    meeting_end: str = ""
    body: str = ""
    """The body that meets: "NATO defence ministers"."""

    @property
    def when(self) -> str:
        """The date that places it: the first day of its meeting, else its own, else ""."""
        return self.meeting_start or self.date

    @property
    def order(self) -> Order:
        """Sorts letters as they are read."""
        return reading_order(self.when, self.meeting, self.kind, self.date, self.id)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter: its place, its words on one line, the ids of the things named in it."""

    iri: str
    letter: LetterNode
    start: int
    end: int
    kind: str
    """text, footnote, heading, letterhead or signature."""
    section: str
    """IRI of the section it stands in, "" when none."""
    words: str
    stems: frozenset[str]
    """Stems of its words, without those that say little."""
    named: frozenset[str]
    """Ends of the IRIs of the things named, gone on about or cited in it: "mission/NMI", "kamerstuk/28676-347"."""


@dataclass(frozen=True, slots=True)
class Item:
    """A statement of a letter: a decision, commitment, question or answer."""

    iri: str
    letter: LetterNode
    kind: str
    """decision, commitment, position, question or answer."""
    start: int
    end: int
    words: str
    """Its own words on one line, less those of a decision that is told inside it."""
    stems: frozenset[str]
    """Stems of its own words, without those that say little."""
    named: frozenset[str]
    """Ends of the IRIs of the things named in its own words."""
    about: frozenset[str]
    """Ends of the IRIs of the missions and topics that it is about."""
    sentence: str
    """IRI of the sentence that it begins in, "" when none."""
    section: str = ""
    """IRI of the section that this sentence stands in, "" when none."""
    act: str = ""
    """End of the IRI of the act of a decision without "act/": "adopt"."""
    status: str = ""
    """Of a decision: taken, expected, proposed, pending or not_yet."""
    who: frozenset[str] = frozenset()
    """Who decides, promises or asks: ends of IRIs ("country/NL") and names."""
    object: str = ""
    meeting: str = ""
    """IRI of the meeting at which it is done, "" when none is said."""
    date: str = ""
    """The day for which it is said, ISO with the precision it has."""
    due: str = ""
    """Of a commitment: when, in the words of the letter."""
    conditional: bool = False
    numbers: tuple[str, ...] = ()
    """Of a question, its number; of an answer, the numbers of its questions."""

    @property
    def order(self) -> tuple[Order, int, int, str]:
        """Sorts items as they are read."""
        return self.letter.order, self.start, self.end, self.iri


@dataclass(frozen=True, slots=True)
class Link:
    """Something that two places in letters say of each other.

    source: IRI of the statement that it starts from; targets: IRIs of statements, sentences or papers, none when the
    answer is silence; outcome: "" for kinds that have none.
    """

    kind: Kind
    source: str
    targets: tuple[str, ...]
    rule: str
    """Id of the rule in extract/links.toml, "links.same-document"."""
    confidence: Confidence
    reason: str
    """Why, in English words that a reader can check: "both name the Defence Capability Review Report"."""
    outcome: Outcome | Literal[""] = ""
    report: str = ""
    """IRI of the letter in which the outcome was looked for or found, "" when there is none."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The same matter decided upon from letter to letter: a chain."""

    members: tuple[str, ...]
    """IRIs of decisions in the order of reading, at least two."""
    label: str
    """What it is about, in the words of a letter or the name of a thing."""
    about: tuple[str, ...] = ()
    """Ends of the IRIs of the missions, topics and documents that its members share."""
