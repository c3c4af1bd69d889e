"""What a ledger is asked for: subjects, meetings, those who decide or promise, and days.

Between the names that a person gives and the rows that ledger.py keeps. Laws: a name of nothing is an error, never an
empty answer; a row without a day lies in no stretch of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navograaf.answers.about import About
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.holder import Holder
from navograaf.answers.ledger_model import Chain, Row
from navograaf.answers.ledger_rows import meetings_of, told
from navograaf.answers.lookup import rows, rows_of
from navograaf.answers.outcomes import KINDS
from navograaf.answers.periods import touches
from navograaf.answers.subjects import Index, resolve
from navograaf.errors import SubjectError
from navograaf.iris import GRAPHS, THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

Test = Callable[[Row], bool]
Held = Callable[[Meeting], bool]
InStretch = Callable[[LetterCard], bool]
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LAST = "-99"
"""After every day of a month and every month of a year."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What makes a row have to do with any of the subjects asked for, narrower topics, parts and papers taken in.

    It is about one, its words name one, its sentence is in a trace since its letter goes on about one there or since
    something stated in it is about one, it is met by one, or it is part of a chain that is about one or has a member
    that has to do with one.
    """

    ids: frozenset[str]
    stated: frozenset[str]
    whole: frozenset[str]
    """Sentences all of whose statements count."""
    named: Mapping[str, Iterable[tuple[int, int]]]
    """Sentences of which the statements count that have one of these places in them."""

    def items(self, store: Store) -> set[str]:
        """IRIs of all statements that may have to do with them, and of the subjects that a chain may be about."""
        inside = rows_of(store, "stated-in", "sentences", sorted({*self.whole, *self.named}))
        things = sorted(THINGS + id_ for id_ in self.ids)
        graphs = (f"{GRAPHS}links/{kind}" for kind in KINDS)
        met = {row[0] for graph in graphs for row in rows_of(store, "links-to", "targets", things, graph=graph)}
        return {*self.stated, *(row[0] for row in inside), *met, *things}

    def test(self, chains: Iterable[Chain]) -> Test:
        """Whether a row has to do with them; chains: all in which any such row is."""
        found = (chain for chain in chains if self.ids.intersection(chain.about) or any(map(self._own, chain.items)))
        matters = {row.spot.iri for chain in found for row in chain.items}
        return lambda row: row.spot.iri in matters or self._own(row)

    def _own(self, row: Row) -> bool:
        spot = row.spot
        return (
            spot.iri in self.stated
            or row.sentence in self.whole
            or any(start < spot.end and spot.start < end for start, end in self.named.get(row.sentence, ()))
            or not self.ids.isdisjoint(row.papers)
        )


def sought(store: Store, asked: About) -> Sought:
    """What the subjects of `asked` take in."""
    ids: set[str] = set()
    stated: set[str] = set()
    for item in asked.things:
        for iri in sorted(row[0] for row in rows(store, "covered", subject=item.iri)) if item.iri else ():
            ids.add(iri.removeprefix(THINGS))
            stated.update(statement for statement, _ in rows(store, "stated", thing=iri))
    # A passage about a topic holds decisions about other things as well: it does not count.
    whole = frozenset(sentence for sentence, why in asked.spoken.items() if why.hows & {"continued", "stated"})
    named = {sentence: why.marks for sentence, why in asked.spoken.items() if why.hows & {"named", "words"}}
    return Sought(frozenset(ids), frozenset(stated), whole, named)


def meant(store: Store, text: str, known: Index) -> Held:
    """Whether a meeting is called `text`: its name or id, or a day, month or year in which it is held.

    Raises SubjectError for the name of no meeting.
    """
    if _DAY.fullmatch(text):
        first, last = text, text + _LAST
        return lambda one: bool(one.start) and first <= (one.end or one.start) and one.start <= last
    ids = {item.iri for item in resolve(store, text, known) if item.kind == "meeting"}
    if not ids:
        raise SubjectError(f"no meeting in this graph is called {text!r}", todo="Give its id, or its day as 2020-10-22")
    covered = {row[0] for iri in sorted(ids) for row in rows(store, "covered", subject=iri)}
    return lambda one: one.iri in covered


def at_meeting(held: Held) -> Test:
    """Whether a row is due at such a meeting, or is said in a letter about it."""
    return lambda row: any(one and held(one) for one in (row.meeting, row.spot.letter.meeting))


def due_at(store: Store, held: Held, cards: Sequence[LetterCard]) -> set[str]:
    """IRIs of all statements that may be due at such a meeting, or are said in those of the letters that are about it.

    cards: letters.
    """
    due = meetings_of(store, sorted({row[0] for row in rows(store, "due-meetings")}), cards)
    met = sorted(iri for iri, one in due.items() if held(one))
    about = [card.iri for card in cards if card.meeting and held(card.meeting)]
    return {*(row[0] for row in rows_of(store, "due-at", "meetings", met)), *told(store, about)}


def held_by(holder: Holder) -> Test:
    """Whether those who are asked for decide or promise it."""
    kinds = {"expectation": "decision"}
    return lambda row: holder.theirs(kinds.get(row.kind, row.kind), row.who_ids, row.who, row.spot.letter)


def between(since: str, until: str) -> InStretch:
    """Whether the meeting of a letter (else its date) touches a stretch; one without a day does not."""

    def test(card: LetterCard) -> bool:
        return bool(touches(card.when, card.meeting.end if card.meeting else "", since, until))

    return test if since or until else lambda _: True
