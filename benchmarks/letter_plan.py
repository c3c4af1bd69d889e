"""What is fixed of a made letter before a word is written: its kind, its meeting, its day and its number.

Under make_letters.py. Law: all of it depends on the seed and the number of the letter alone.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

SEED = 28676
VOLUME = 1_000
"""Letters in one dossier: 300 meetings with three letters each and a hundred letters about missions."""
GROUP, MEETINGS_A_GROUP = 10, 3
KINDS = ("agenda", "consultation", "report")
_FIRST_DAY, _DAYS_BETWEEN = date(2003, 1, 20), 26
_DOSSIERS = ("28676", "29521", "33694", "21501-28", "25295", "26150", "29754", "30821", "32623", "36045")
T = TypeVar("T")


class Chance:
    """Draws that are the same on every machine and in every Python: all of them come from random.random."""

    def __init__(self, *key: object) -> None:
        self._draw = random.Random("/".join(map(str, key))).random  # noqa: S311

    def below(self, count: int) -> int:
        return int(self._draw() * count)

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        at = self.below(sum(weights))
        for item, weight in zip(items, weights, strict=True):
            at -= weight
            if at < 0:
                return item
        raise AssertionError("the weights are used up")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed of a letter before a word is written; `meeting` counts in the volume (None: about a mission)."""

    number: int
    volume: int
    kind: str
    meeting: int
    day: date
    dossier: str
    nr: int


def plan(number: int, seed: int = SEED) -> Plan:
    """Kind, day and paper number of a letter."""
    volume, place = divmod(number, VOLUME)
    group, at = divmod(place, GROUP)
    about_mission = at == MEETINGS_A_GROUP * len(KINDS)
    meeting = group * MEETINGS_A_GROUP + min(at // len(KINDS), MEETINGS_A_GROUP - 1)
    first = first_day(meeting, volume, seed)
    kind = "mission" if about_mission else KINDS[at % len(KINDS)]
    after = {"agenda": -12, "consultation": -4, "report": 7, "mission": 12}[kind] + Chance(seed, number, "day").below(3)
    dossier = _DOSSIERS[volume % len(_DOSSIERS)]
    nr = place + 1 + VOLUME * (volume // len(_DOSSIERS))
    return Plan(number, volume, kind, meeting, first + timedelta(days=after), dossier, nr)


def first_day(meeting: int, volume: int, seed: int) -> date:
    """The day on which a meeting begins."""
    day = _FIRST_DAY + timedelta(days=meeting * _DAYS_BETWEEN + Chance(seed, volume, meeting, "first").below(12))
    return day - timedelta(days=max(0, day.weekday() - 3))  # Monday to Thursday: a second day is a working day too
