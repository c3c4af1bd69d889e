"""An answer in time: meetings and letters about none, with what is said, what is silent and what is not said again.

Between trace.py and the forms of an answer. Laws: dates never run backwards, whether something is said or not; what is
not said again is told of a meeting whose letters speak of the subject, since silence is told by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from navograaf.answers.changes import dropped
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.entries import Entry

OWN = ("decision", "position", "commitment")
"""Kinds of statement whose sentence is told when nothing is like it; of facts, numbers and subjects of talk few come
back."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What the letters about one meeting said to which nothing in those about the next is like."""

    meeting: Meeting
    since: Meeting
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting with its letters, or a letter about no meeting (meeting None). A letter without entries is silent."""

    meeting: Meeting | None
    date: str
    letters: tuple[tuple[LetterCard, tuple[Entry, ...]], ...]
    dropped: Dropped | None = None

    @property
    def silent(self) -> bool:
        """Whether none of its letters speaks of the subjects."""
        return not any(entries for _, entries in self.letters)


def occasions(
    entries: Sequence[Entry], silent: Iterable[LetterCard], gone: Iterable[Dropped] = ()
) -> tuple[Occasion, ...]:
    """The letters that speak, with their entries, and those that are silent, in the order of reading."""
    said = {iri: tuple(own) for iri, own in groupby(entries, lambda entry: entry.letter.iri)}
    cards = {card.iri: card for card in (*(entry.letter for entry in entries), *silent)}
    lost = {one.meeting.iri: one for one in gone}
    return tuple(
        Occasion(meeting, date, tuple((card, said.get(card.iri, ())) for card in own), _lost(lost, meeting))
        for (date, meeting), own in groupby(
            sorted(cards.values(), key=lambda card: card.order), lambda card: (card.when, card.meeting)
        )
    )


def _lost(lost: dict[str, Dropped], meeting: Meeting | None) -> Dropped | None:
    return lost.get(meeting.iri) if meeting else None


def no_longer_said(entries: Sequence[Entry]) -> tuple[Dropped, ...]:
    """For each meeting but the first: what was decided, planned or held at the one before and is not said again.

    Meetings whose letters are all silent, and letters about no meeting, are passed over.
    """
    met = [
        (meeting, list(own))
        for meeting, own in groupby(
            (entry for entry in entries if entry.letter.meeting), lambda entry: entry.letter.meeting
        )
        if meeting
    ]
    found = []
    for (since, before), (meeting, now) in pairwise(met):
        lost = tuple(entry for entry in dropped(before, now) if any(one.kind in OWN for one in entry.statements))
        if lost:
            found.append(Dropped(meeting, since, lost))
    return tuple(found)
