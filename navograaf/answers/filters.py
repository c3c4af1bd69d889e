"""Which part of an answer is wanted: what could be known on a day, a stretch of time, kinds of statement, a holder.

Between trace.py and the letters. Laws: a letter without a date is never taken for known before it must have been; what
is left out for want of a date is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from navograaf.answers.collection import KIND_NAMES, LetterCard
from navograaf.answers.entries import KINDS
from navograaf.answers.periods import asked_period, check_stretch, touches
from navograaf.errors import QueryError
from navograaf.links.known_from import known_from
from navograaf.words.period import period


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked for beside the subjects; "" and () ask for all. Dates are a day, a month or a year."""

    as_of: str = ""
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = ()
    holder: str = ""

    def check(self) -> None:
        """Raises QueryError for a date that is none, a stretch that ends before it begins, a kind that no entry has."""
        if self.as_of:
            asked_period(self.as_of, "as-of")
        check_stretch(self.since, self.until)
        wrong = [kind for kind in self.kinds if kind not in KINDS]
        if wrong:
            raise QueryError(f"there is no kind {wrong[0]!r}", todo=f"Kinds are {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True)
class Known:
    """The first day on which a letter was surely known, and how that is told; day None when it cannot be told."""

    day: date | None
    why: str = ""
    """"" for a letter with a date, else in words: "no date of its own, so before its meeting"."""


def known(card: LetterCard) -> Known:
    """When a letter was surely known: on its date (the last day that it can mean), else by its kind and its meeting."""
    start, end = (card.meeting.start, card.meeting.end) if card.meeting else ("", "")
    day, how = known_from(card.kind, card.date, start, end)
    if how == "dated":
        return Known(day)
    if day is None:
        dated = period(start or end) and period(end or start)
        return Known(
            None, "no date, and a meeting at the end of time" if dated else "no date and no meeting that has one"
        )
    side = "before its meeting begins" if how == "before" else "after its meeting ends"
    return Known(day, f"{KIND_NAMES.get(card.kind, card.kind)} without a date: {side}")


def in_time(cards: Iterable[LetterCard], limits: Limits) -> tuple[list[LetterCard], list[LetterCard]]:
    """The letters within the dates asked for, and those of the others that have no date to judge by."""
    kept: list[LetterCard] = []
    undated: list[LetterCard] = []
    day = asked_period(limits.as_of, "as-of")[1] if limits.as_of else None
    if day is None:
        return list(cards), undated
    for card in cards:
        from_day = known(card).day
        if from_day is None:
            undated.append(card)
        elif from_day <= day:
            kept.append(card)
    return kept, undated


def within(cards: Iterable[LetterCard], limits: Limits) -> tuple[list[LetterCard], list[LetterCard]]:
    """The letters whose meeting, or whose own date, touches the stretch since - until; and those without a date."""
    cards = list(cards)
    if not (limits.since or limits.until):
        return cards, []
    kept: list[LetterCard] = []
    undated: list[LetterCard] = []
    for card in cards:
        inside = touches(card.when, card.meeting.end if card.meeting else "", limits.since, limits.until)
        if inside is None:
            undated.append(card)
        elif inside:
            kept.append(card)
    return kept, undated
