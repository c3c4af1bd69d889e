"""The letters of a graph as a reader cites them: kind, number, date, and the meeting each is about.

Between the store and every answer that lists letters. Law: what no letter says stays "", and where
letters disagree about a meeting the more precise value is shown, whatever the order of building.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from navograaf.answers.dates import day, span
from navograaf.answers.lookup import Row, rows
from navograaf.iris import PREFIXES, THINGS
from navograaf.links.model import LETTER_KINDS, Order, reading_order
from navograaf.names.snapshot import names_of

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.names.read import Names

KIND_NAMES = LETTER_KINDS


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. Dates are ISO with the precision they have; a value that no letter gives is ""."""

    iri: str
    id: str
    label: str
    start: str = ""
    end: str = ""
    place: str = ""
    format: str = ""

    @property
    def dates(self) -> str:
        """The days in words, "12–13 Feb 2020"."""
        return span(self.start, self.end) if self.start or self.end else "date unknown"


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter of the graph: `id` ends its IRI, `paper` is its Kamerstuk number, "" when unknown."""

    iri: str
    id: str
    file: str
    kind: str
    date: str = ""
    paper: str = ""
    address: str = ""
    title: str = ""
    meeting: Meeting | None = None
    doubts: tuple[str, ...] = ()
    """Why what was found in it is to be distrusted: whole sentences."""
    tied: str = ""
    """Why other letters tell that it is about `meeting`, where its own words do not; "" when they do."""
    told: str = ""
    """The file beside it that tells its number, where its own words do not; "" when they do."""

    @property
    def inferred(self) -> bool:
        """Whether the number is not printed as such on the letter: its id is that of one that is."""
        return bool(self.paper) and self.paper != self.id

    @property
    def name(self) -> str:
        """How an answer cites it: "agenda 28676-333, 3 Feb 2020"; a number that is inferred, or told, says so."""
        number = self.paper or "(number unknown)"
        if self.inferred:
            number += " (number inferred)"
        elif self.told:
            number += f" (number told by {self.told})"
        name = f"{KIND_NAMES.get(self.kind, self.kind)} {number}" + (f", {day(self.date)}" if self.date else "")
        return f"{name} (meeting inferred)" if self.tied else name

    @property
    def when(self) -> str:
        """The ISO date that places it in time: the start of its meeting, else its own, else ""."""
        return (self.meeting.start if self.meeting else "") or self.date

    @property
    def order(self) -> Order:
        """Sorts letters as they are read."""
        meeting = self.meeting.iri if self.meeting else ""
        return reading_order(self.when, meeting, self.kind, self.date, self.id)


def letters(store: Store) -> list[LetterCard]:
    """Every letter of the graph, in the order of LetterCard.order."""
    kept = names_of(store)
    ties = {iri: (meeting, reason) for iri, meeting, _, reason in reversed(rows(store, "ties"))}
    if kept is not None:
        return _kept(kept, ties)
    meetings = {iri: described(iri, given) for iri, given in facts(rows(store, "meetings")).items()}
    doubts: dict[str, tuple[str, ...]] = {}
    for iri, doubt in rows(store, "doubts"):
        doubts[iri] = (*doubts.get(iri, ()), doubt)
    cards: dict[str, LetterCard] = {}
    for row in rows(store, "letters"):
        if row[0] not in cards:  # more rows only when a value is given twice: the first in order counts
            meeting, tied = ties.get(row[0], (row[6], ""))
            cards[row[0]] = _card(row, meetings.get(meeting), doubts.get(row[0], ()), tied)
    return sorted(cards.values(), key=lambda card: card.order)


def _kept(kept: Names, ties: Mapping[str, tuple[str, str]]) -> list[LetterCard]:
    """The letters out of the file of names; what ties them to meetings was asked of the store."""
    found = kept.letters()
    doubts = kept.doubts()
    about = [ties.get(row[0], (row[6], "")) for row in found]
    told = facts(kept.meetings(sorted({meeting for meeting, _ in about if meeting})))
    meetings = {iri: described(iri, given) for iri, given in told.items()}
    cards = (
        _card(row, meetings.get(meeting), doubts.get(row[0], ()), tied)
        for row, (meeting, tied) in zip(found, about, strict=True)
    )
    return sorted(cards, key=lambda card: card.order)


def _card(row: Row, meeting: Meeting | None, doubts: tuple[str, ...], tied: str) -> LetterCard:
    """row: as letters.rq gives it."""
    iri, file, kind, date, paper, address, _, title, source = row
    id_ = unquote(iri.removeprefix(f"{THINGS}letter/"))
    number = paper.rpartition("/")[2]
    return LetterCard(iri, id_, file, kind or "letter", date, number, address, title, meeting, doubts, tied, source)


def facts(given: Iterable[Row]) -> dict[str, dict[str, list[str]]]:
    """Rows of subject, property and value as subject -> property -> values in order."""
    values: dict[str, dict[str, list[str]]] = {}
    for iri, property_, value in sorted(given):
        values.setdefault(iri, {}).setdefault(property_, []).append(value)
    return values


def described(iri: str, given: dict[str, list[str]]) -> Meeting:
    """A meeting from its properties (IRIs) with their values; of several values the most precise counts."""

    def value(*names: str) -> str:
        for name in names:
            prefix, _, local = name.partition(":")
            found = given.get(PREFIXES[prefix] + local)
            if found:
                return min(found, key=lambda v: (-len(v), v))  # 2020-02-12 says more than 2020-02
        return ""

    id_ = iri.removeprefix(f"{THINGS}meeting/")
    label = value("navo:body", "rdfs:label") or id_
    dates = value("navo:startDate"), value("navo:endDate")
    return Meeting(iri, id_, label, *dates, value("navo:place"), value("navo:format"))
