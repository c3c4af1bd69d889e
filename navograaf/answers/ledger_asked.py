"""What a ledger is asked for: subjects, meetings, those who decide or promise, and days.

Between the names that a person gives and the rows that ledger.py keeps. Laws: a name of nothing is an error, never an
empty answer; a row without a day lies in no stretch of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from navograaf.answers.about import About
from navograaf.answers.holder import Holder
from navograaf.answers.ledger_model import Chain, Row
from navograaf.answers.lookup import rows
from navograaf.answers.periods import touches
from navograaf.answers.subjects import Index, resolve
from navograaf.errors import SubjectError
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

Test = Callable[[Row], bool]
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LAST = "-99"
"""After every day of a month and every month of a year."""


def about(store: Store, asked: About, chains: Iterable[Chain]) -> Test:
    """Whether a row has to do with any of the subjects of `asked`, narrower topics, parts and papers taken in.

    It is about one, its words name one, its sentence is in a trace since its letter goes on about one there or since
    something stated in it is about one, it is met by one, or it is part of a chain that is about one or has a member
    that has to do with one.
    """
    ids: set[str] = set()
    stated: set[str] = set()
    for item in asked.things:
        for iri in sorted(row[0] for row in rows(store, "covered", subject=item.iri)) if item.iri else ():
            ids.add(iri.removeprefix(THINGS))
            stated.update(statement for statement, _ in rows(store, "stated", thing=iri))
    # A passage about a topic holds decisions about other things as well: it does not count.
    whole = {sentence for sentence, why in asked.spoken.items() if why.hows & {"continued", "stated"}}
    named = {sentence: why.marks for sentence, why in asked.spoken.items() if why.hows & {"named", "words"}}

    def own(row: Row) -> bool:
        spot = row.spot
        return (
            spot.iri in stated
            or row.sentence in whole
            or any(start < spot.end and spot.start < end for start, end in named.get(row.sentence, ()))
            or not ids.isdisjoint(row.papers)
        )

    found = (chain for chain in chains if ids.intersection(chain.about) or any(map(own, chain.items)))
    matters = {row.spot.iri for chain in found for row in chain.items}
    return lambda row: row.spot.iri in matters or own(row)


def at_meeting(store: Store, text: str, known: Index) -> Test:
    """Whether a row is due at the meeting called `text`, or is said in a letter about it.

    `text` is a name or id of a meeting, or a day, month or year in which it is held. Raises SubjectError for another.
    """
    if _DAY.fullmatch(text):
        first, last = text, text + _LAST

        def held(row: Row) -> bool:
            met = (row.meeting, row.spot.letter.meeting)
            return any(
                one and first <= (one.end or one.start) and one.start <= last for one in met if one and one.start
            )

        return held
    ids = {item.iri for item in resolve(store, text, known) if item.kind == "meeting"}
    if not ids:
        raise SubjectError(f"no meeting in this graph is called {text!r}", todo="Give its id, or its day as 2020-10-22")
    covered = {row[0] for iri in sorted(ids) for row in rows(store, "covered", subject=iri)}
    return lambda row: any(one and one.iri in covered for one in (row.meeting, row.spot.letter.meeting))


def held_by(holder: Holder) -> Test:
    """Whether those who are asked for decide or promise it."""
    kinds = {"expectation": "decision"}
    return lambda row: holder.theirs(kinds.get(row.kind, row.kind), row.who_ids, row.who, row.spot.letter)


def between(since: str, until: str) -> Test:
    """Whether the meeting of a row's letter (else its date) touches a stretch; one without a day does not."""

    def test(row: Row) -> bool:
        card = row.spot.letter
        return bool(touches(card.when, card.meeting.end if card.meeting else "", since, until))

    return test if since or until else lambda _: True
