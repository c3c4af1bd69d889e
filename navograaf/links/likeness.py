"""How alike two decisions are in what they are about: the words and names they share, weighed by how rare they are.

Used by pairs.py and decisions.py; held.py says which decisions are ready to be compared. A word counts by its inverse
document frequency over the sentences of all letters (Spärck Jones 1972) and two decisions by the cosine of their words
(Salton's vector space). Law: the likeness of two decisions does not depend on their order.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

from navograaf.links.model import Item
from navograaf.links.rarity import Rarity
from navograaf.words.lists import meanings


@cache
def family(act: str) -> str:
    """The family of an act, "settle" for "approve"; an act without one is its own."""
    return meanings("act-family").get(act, act)


class Likeness:
    """The likeness of decisions that are known to it."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._vectors: dict[str, dict[str, float]] = _Vectors(self._vector)
        self._lengths: dict[str, float] = {}
        self._items: dict[str, Item] = {}

    def know(self, item: Item) -> None:
        """Make ready to compare a decision."""
        self._items[item.iri] = item

    def forget(self, item: Item) -> None:
        """Forget a decision."""
        self._items.pop(item.iri, None)
        self._vectors.pop(item.iri, None)
        self._lengths.pop(item.iri, None)

    def of(self, a: Item, b: Item) -> float:
        """The likeness of two decisions, 0 to 1."""
        first, second = self._vectors[a.iri], self._vectors[b.iri]
        shared = math.fsum([first[name] * second[name] for name in first.keys() & second.keys()])
        return shared / (self._lengths[a.iri] * self._lengths[b.iri]) if shared else 0.0

    def telling(self, item: Item, most: int) -> list[str]:
        """The `most` rarest features of a decision, by which others like it are looked up."""
        vector = self._vectors[item.iri]
        return sorted(vector, key=lambda name: (-vector[name], name))[:most]

    def _vector(self, iri: str) -> dict[str, float]:
        """The words and names of a decision with their weights."""
        item = self._items[iri]
        found = {name: self._rarity.of(name) for name in item.stems | item.named | item.about}
        vector = {**{name: weight for name, weight in found.items() if weight > 0}, f"act:{item.act}": 1.0}
        self._lengths[iri] = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
        return vector


class _Vectors(dict[str, dict[str, float]]):
    """Vectors that are made when they are first asked for."""

    def __init__(self, make: Callable[[str], dict[str, float]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, iri: str) -> dict[str, float]:
        vector = self[iri] = self._make(iri)
        return vector
