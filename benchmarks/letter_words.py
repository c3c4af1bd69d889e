"""The words of made letters: genre.toml read, its templates filled, dates and numbers written out.

Under make_letters.py, between letter_names.py and letter_text.py. Law: every draw comes from the chance that is given,
in the order of the slots.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from letter_names import few
from letter_plan import Chance

_OTHERS = ("22112", "23432", "26643", "27830", "27925", "33763", "34919")
"""Dossiers in which no letter is made."""
_SLOT = re.compile(r"\{(\w+)\}|\[([^\[\]]*)\]")


@cache
def genre() -> dict[str, Any]:
    """genre.toml."""
    with Path(__file__).with_name("genre.toml").open("rb") as stream:
        return tomllib.load(stream)


def form(name: str, /, **given: object) -> str:
    """A fixed form of genre.toml, filled."""
    return str(genre()["form"][name]).format(**given)


class Words:
    """Fills templates: word lists of genre.toml, names of the ontology, invented nouns, numbers and dates."""

    def __init__(self, chance: Chance, day: date) -> None:
        self.chance, self.day, self.genre = chance, day, genre()
        self.drawn: dict[str, Callable[[], str]] = {
            "compound": self._compound,
            "made": self._made,
            **{name: self._again(some) for name, some in few(chance, day, genre()["form"]["mission"]).items()},
            "fraction": lambda: chance.pick(self.genre["fractions"]),
            "kst": self.reference,
            "date": lambda: written(day - timedelta(days=20 + chance.below(600))),
            "ahead": lambda: month(day + timedelta(days=40 + chance.below(400))),
            "past_month": lambda: month(day - timedelta(days=30 + chance.below(500))),
            "year": lambda: str(day.year - chance.below(9)),
            "number": lambda: _points(20 + chance.below(chance.pick((60, 400, 9_000)))),
            "small": lambda: str(2 + chance.below(38)),
            "percent": lambda: f"{1 + chance.below(60)},{chance.below(10)}%",
            "euro": self._euro,
        }

    def _again(self, some: list[str]) -> Callable[[], str]:
        return lambda: self.chance.pick(some)

    def fill(self, template: str, given: dict[str, str]) -> str:
        """The template with every slot filled, those of `given` first."""
        text = template
        while _SLOT.search(text):
            text = _SLOT.sub(lambda found: self._one(found, given), text)
        return text

    def _one(self, found: re.Match[str], given: dict[str, str]) -> str:
        name, choice = found.groups()
        if choice is not None:
            return self.chance.pick(choice.split("|"))
        if name in given:
            return given[name]
        drawn = self.drawn.get(name)
        return drawn() if drawn else self.chance.pick(self.genre["words"][name])

    def _compound(self) -> str:
        parts, chance = self.genre["compound"], self.chance
        article = chance.pick(parts["articles"])
        middle = chance.pick(parts["middle"]) if chance.below(3) else ""
        noun = chance.pick(parts["first"]) + middle + chance.pick(parts[article])
        return (
            f"{article} {chance.pick(self.genre['words']['adjectief'])} {noun}"
            if chance.below(3)
            else f"{article} {noun}"
        )

    def _made(self) -> str:
        return " ".join(self.chance.pick(self.genre["made"][part]) for part in ("first", "second", "third"))

    def reference(self) -> str:
        """A paper that is no letter of ours."""
        dossier = self.chance.pick(_OTHERS)
        return form("paper", dossier=spaced(dossier), nr=2 + self.chance.below(900))

    def _euro(self) -> str:
        whole, tenth = 1 + self.chance.below(400), 1 + self.chance.below(9)
        return form("euro", whole=whole, tenth=tenth, amount=self.chance.pick(self.genre["amounts"]))


def written(day: date) -> str:
    """The day as letters print it."""
    return f"{day.day} {month(day)}"


def month(day: date) -> str:
    """The month and the year as letters print them."""
    return f"{genre()['months'][day.month - 1]} {day.year}"


def spaced(dossier: str) -> str:
    """The dossier as papers print it: 28 676, 21 501-28."""
    return f"{dossier[:2]} {dossier[2:]}"


def _points(number: int) -> str:
    return f"{number:,}".replace(",", ".")
