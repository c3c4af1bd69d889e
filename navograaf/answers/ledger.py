"""The ledger: what ministers expected and promised, and what came of it.

Between the rows of ledger_rows.py and the forms; the command and OpenedGraph.ledger call it. Laws: what is asked for is
all that is left out; statements of one matter on one meeting stand together, whatever letters make them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.answers import collection
from navograaf.answers.about import about as spoken_of
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.dates import day
from navograaf.answers.filters import Limits, in_time
from navograaf.answers.holder import holder_of
from navograaf.answers.ledger_asked import (
    Held,
    InStretch,
    Sought,
    Test,
    at_meeting,
    between,
    due_at,
    held_by,
    meant,
    sought,
)
from navograaf.answers.ledger_model import OUTCOMES, STATUSES, Chain, Row, Spot
from navograaf.answers.ledger_rows import has_outcomes, read, told
from navograaf.answers.lookup import open_store
from navograaf.answers.subjects import Thing, index
from navograaf.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder
    from navograaf.server.remote import Endpoint


@dataclass(frozen=True, slots=True)
class Matter:
    """Statements on one meeting about the same thing, of which the same came."""

    label: str
    """What they are about; "" for a statement that stands alone."""
    rows: tuple[Row, ...]

    @property
    def kind(self) -> str:
        """expectation or commitment."""
        return self.rows[0].kind

    @property
    def outcome(self) -> str:
        """What came of it."""
        return self.rows[0].outcome

    @property
    def found(self) -> tuple[Spot, ...]:
        """Where that stands."""
        return tuple(dict.fromkeys(spot for row in self.rows for spot in row.found))

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers by which it was met."""
        return tuple(dict.fromkeys(paper for row in self.rows for paper in row.papers))


@dataclass(frozen=True, slots=True)
class Ledger:
    """The answer: rows and chains in the order of reading."""

    subjects: tuple[str, ...]
    filters: tuple[str, ...]
    """What else was asked for, in words: "by Bijleveld"."""
    things: tuple[Thing, ...]
    rows: tuple[Row, ...]
    chains: tuple[Chain, ...]
    letters: tuple[LetterCard, ...]
    """The letters looked in."""
    later: tuple[LetterCard, ...] = ()
    """Letters of the graph left out: they came later than the day asked for, or nothing says when."""
    linked: bool = True
    """Whether outcomes were looked for in the graph."""
    told: tuple[str, ...] = ()
    """What a reader must know of how the subjects were found, in whole sentences."""

    @property
    def expectations(self) -> tuple[Row, ...]:
        """What letters expect, propose, have under way or say is not yet decided."""
        return tuple(row for row in self.rows if row.kind == "expectation")

    @property
    def commitments(self) -> tuple[Row, ...]:
        """What they promise."""
        return tuple(row for row in self.rows if row.kind == "commitment")

    def occasions(self) -> Iterator[tuple[Meeting | None, str, list[tuple[str, str, list[Matter]]]]]:
        """By meeting (None: no meeting), with its date: kind and outcome, then the matters."""
        placed = sorted(self.rows, key=_place)
        for (date, _), found in groupby(placed, lambda row: _place(row)[:2]):
            own = list(found)
            yield own[0].occasion, date if date != _NEVER else "", list(_groups(own))


_NEVER = "9999"


def ledger(
    source: GraphFolder | Store | Endpoint | Path | str,
    subjects: Sequence[str] = (),
    *,
    meeting: str = "",
    holder: str = "",
    statuses: Sequence[str] = (),
    outcomes: Sequence[str] = (),
    as_of: str = "",
    since: str = "",
    until: str = "",
) -> Ledger:
    """The expectations and commitments in the graph `source`, about any of `subjects` (all when there is none).

    meeting: its name, id or day; holder: who decides or promises; statuses of STATUSES, outcomes of OUTCOMES; days are
    ISO, as precise as wanted: `as_of` what parliament had that day, `since` and `until` of the meeting. A chain is in
    the answer, whole, when one of its members is or it is about a subject. Raises SubjectError for a name of nothing,
    QueryError for a status or outcome that is none, a day that is no date or a stretch that ends before it begins,
    GraphError where there is none.
    """
    limits = Limits(as_of=as_of, since=since, until=until)
    limits.check()
    _check(statuses, STATUSES, "status")
    _check(outcomes, OUTCOMES, "outcome")
    store = open_store(source)
    cards = collection.letters(store)
    known, _ = in_time(cards, limits)
    had = [card.iri for card in known]
    shown = set(had)
    in_stretch = between(since, until)
    names = index(store)
    asked = spoken_of(store, subjects, names, narrower=True)
    subject = sought(store, asked) if subjects else None
    held = meant(store, meeting, names) if meeting else None
    own = held_by(holder_of(store, holder, names, cards=cards)) if holder else None
    items = _items(store, subject, held, known, in_stretch if since or until else None)
    rows, chains = read(store, cards, had, items)
    tests: list[Test] = [lambda row: in_stretch(row.spot.letter)]
    tests += [subject.test(chains)] if subject else []
    tests += [at_meeting(held)] if held else []
    tests += [own] if own else []
    tests += [lambda row: row.status in statuses] if statuses else []
    tests += [lambda row: row.outcome in outcomes] if outcomes else []
    filters = (("meeting", meeting), ("by", holder), ("since", since), ("until", until), ("as of", as_of))
    words = [f"{name} {day(value)}" for name, value in filters if value]
    words += [" or ".join(one.replace("_", " ") for one in given) for given in (statuses, outcomes) if given]
    narrowed = bool(len(tests) > 1 or since or until)
    return Ledger(
        subjects=tuple(subjects),
        filters=tuple(words),
        things=asked.things,
        rows=tuple(row for row in rows if all(test(row) for test in tests)),
        chains=tuple(
            chain for chain in chains if not narrowed or any(all(test(row) for test in tests) for row in chain.items)
        ),
        letters=tuple(known),
        later=tuple(card for card in cards if card.iri not in shown),
        linked=any(row.outcome for row in rows) or (not rows if items is None else has_outcomes(store, cards, had)),
        told=tuple(asked.notes),
    )


def _items(
    store: Store, subject: Sought | None, held: Held | None, known: Sequence[LetterCard], spoken: InStretch | None
) -> set[str] | None:
    """What has to be read so that no row or chain of the answer is missed, as ledger_rows.read takes it.

    known: the letters looked in; spoken: whether a letter lies in the stretch asked for.
    """
    if subject:
        return subject.items(store)
    if held:
        return due_at(store, held, known)
    return set(told(store, [card.iri for card in known if spoken(card)])) if spoken else None


def _place(row: Row) -> tuple[str, str, int, int]:
    """Sorts rows by the meeting they stand under, then expectations before commitments, each by outcome."""
    meeting = row.occasion
    date = (meeting.start if meeting else row.spot.letter.date) or _NEVER
    outcome = OUTCOMES.index(row.outcome) if row.outcome in OUTCOMES else len(OUTCOMES)
    return date, meeting.id if meeting else "", int(row.kind == "commitment"), outcome


def _groups(own: list[Row]) -> Iterator[tuple[str, str, list[Matter]]]:
    for (kind, outcome), found in groupby(own, lambda row: (row.kind, row.outcome)):
        matters: dict[str, list[Row]] = {}
        for row in found:
            matters.setdefault(row.thread or row.spot.iri, []).append(row)
        yield kind, outcome, [Matter(same[0].label, tuple(same)) for same in matters.values()]


def _check(given: Sequence[str], known: Sequence[str], what: str) -> None:
    wrong = [one for one in given if one not in known]
    if wrong:
        raise QueryError(f"no {what} is called {wrong[0]!r}", todo=f"It is one of {', '.join(known)}")
