"""The rows of the ledger: what a letter expects or promises, with what came of it, and the chains that they form.

Made by ledger_rows.py, picked by ledger.py, written by the forms. Law: every quote has the place where it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from navograaf.answers.collection import LetterCard, Meeting

STATUSES = ("expected", "proposed", "pending", "not_yet", "promised")
OUTCOMES = ("fulfilled", "changed", "contradicted", "silent", "no report", "kept", "open")
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Words at a place of a letter. start and end count code points of the raw letter; the quote is in clean words."""

    iri: str
    letter: LetterCard
    start: int
    end: int
    quote: str = ""
    page: int | None = None
    """On which the words begin, where the letter has pages."""

    @property
    def place(self) -> str:
        """Where it stands, as `navograaf show` takes it: LETTER:START-END."""
        return f"{self.letter.id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Row:
    """An expectation, a commitment, or (in a chain) a decision that was taken. What no letter says is ""."""

    kind: str
    """expectation, commitment or decision."""
    spot: Spot
    sentence: str
    status: str
    """One of STATUSES; taken."""
    who: tuple[str, ...]
    """What they are called who decide or promise."""
    who_ids: tuple[str, ...]
    told_by: str
    act: str
    object: str
    about: tuple[str, ...]
    meeting: Meeting | None
    """The meeting at which it is due."""
    date: str
    """The day for which it is said, ISO with the precision it has."""
    due: str
    """Of a commitment: when, in the words of the letter."""
    condition: str
    outcome: str = ""
    """One of OUTCOMES; "" where nothing was looked for: a decision taken, a graph without links."""
    found: tuple[Spot, ...] = ()
    """Where the outcome stands."""
    papers: tuple[str, ...] = ()
    """Ids of the papers by which it was met: "kamerstuk/28676-347"."""
    report: LetterCard | None = None
    """The letter in which the outcome was looked for or found."""
    confidence: str = ""
    reason: str = ""
    rule: str = ""
    thread: str = ""
    """IRI of the first thread that it is part of."""
    label: str = ""
    """What that thread is about."""

    @property
    def occasion(self) -> Meeting | None:
        """The meeting under which the ledger has it: at which it is due, else that its letter is about."""
        return self.meeting or self.spot.letter.meeting


@dataclass(frozen=True, slots=True)
class Chain:
    """The same matter from letter to letter; `outcome` is what came of the last expectation in it, "" where none is."""

    iri: str
    label: str
    about: tuple[str, ...]
    items: tuple[Row, ...]

    @property
    def outcome(self) -> str:
        """What came of the last expectation."""
        return self.last.outcome if self.last else ""

    @property
    def last(self) -> Row | None:
        """The last expectation in it."""
        return next((row for row in reversed(self.items) if row.kind == "expectation"), None)
