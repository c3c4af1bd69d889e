"""The meetings of made letters: what they are called, who goes, and what they decide on.

Under make_letters.py, before letter_text.py. Law: an agenda and its report speak of one meeting, so that it depends on
the seed and its number alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from letter_plan import SEED, Chance, first_day
from letter_words import Words, form, genre, written


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting: what it is called, who goes, and what it decides on (agenda and report speak of the same)."""

    of: str
    minister: str
    place: str
    first: date
    last: date
    matters: tuple[str, ...]

    @property
    def when(self) -> str:
        """Its day or days as letters print them."""
        if self.first == self.last:
            return written(self.first)
        same = (self.first.month, self.first.year) == (self.last.month, self.last.year)
        return form("days", first=self.first.day if same else written(self.first), last=written(self.last))


def held(meeting: int, volume: int, seed: int = SEED) -> Held:
    """The meeting with this number in the volume."""
    chance = Chance(seed, volume, meeting, "meeting")
    bodies = genre()["bodies"]
    body = chance.weighted(bodies, [each["weight"] for each in bodies])
    first = first_day(meeting, volume, seed)
    words = Words(chance, first)
    matters = tuple(_matter(words, chance) for _ in range(7))
    return Held(
        body["of"],
        body["minister"],
        chance.pick(body["places"]),
        first,
        first + timedelta(days=chance.below(2)),
        matters,
    )


def _matter(words: Words, chance: Chance) -> str:
    return words.fill(chance.pick(genre()["matter"]), {})
