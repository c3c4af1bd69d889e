"""Decisions made by hand for the tests of threads and outcomes, and a likeness that is given and not measured."""

from __future__ import annotations

from typing import Any

from small_letters import Letter

from navograaf.links.likeness import Likeness
from navograaf.links.model import Item

JUNE, AUTUMN = "dmm-2018-06-07", "dmm-2018-10-03"
PLEDGE, NMI, KFOR = "document/pledge", "mission/NMI", "mission/KFOR"


class Given(Likeness):
    """A likeness for all pairs, or one for each, given by the IRIs of the two."""

    def __init__(self, score: float | dict[frozenset[str], float], telling: dict[str, list[str]] | None = None) -> None:
        self.score, self.names = score, telling

    def know(self, item: Item) -> None:
        """Nothing is held of a decision."""

    forget = know

    def of(self, a: Item, b: Item) -> float:
        return self.score.get(frozenset((a.iri, b.iri)), 0.0) if isinstance(self.score, dict) else self.score

    def telling(self, item: Item, most: int) -> list[str]:
        return (["a word"] if self.names is None else self.names.get(item.iri, []))[:most]


def letter(name: str = "first", **more: Any) -> Letter:
    """A letter about no meeting, unless one is given."""
    return Letter(name, **{"kind": "letter", "date": f"2018-0{1 + len(name) % 8}-01", **more})


def decide(where: Letter, act: str, status: str = "taken", named: str = "", about: str = "", **more: Any) -> Item:
    where.say(more.pop("say", "Zij deden dit."), *named.split())
    where.state("decision", *about.split(), act=act, status=status, **more)
    return where.items[-1]
