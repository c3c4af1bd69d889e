"""How alike two decisions are in what they are about: the words and names they share, weighed by how rare they are.

Used by decisions.py and outcomes.py. A word counts by its inverse document frequency over the sentences of the
collection (Spärck Jones 1972) and two decisions by the cosine of their words (Salton's vector space). Law: the likeness
of two decisions does not depend on their order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from navograaf.links.model import Collection, Item
from navograaf.links.rarity import Rarity
from navograaf.words.lists import meanings


@cache
def family(act: str) -> str:
    """The family of an act, "settle" for "approve"; an act without one is its own."""
    return meanings("act-family").get(act, act)


class Likeness:
    """The decisions of a collection, ready to be compared."""

    def __init__(self, collection: Collection, items: Iterable[Item]) -> None:
        self._rarity = Rarity(collection.sentences)
        self._vectors = {item.iri: self._vector(item) for item in items}
        self._lengths = {iri: math.sqrt(math.fsum(v * v for v in one.values())) for iri, one in self._vectors.items()}

    def rarity(self, feature: str) -> float:
        """How much a stem or a name counts: 0 for one that every sentence has."""
        return self._rarity.of(feature)

    def of(self, a: Item, b: Item) -> float:
        """The likeness of two decisions, 0 to 1."""
        first, second = self._vectors[a.iri], self._vectors[b.iri]
        shared = math.fsum(first[name] * second[name] for name in first.keys() & second.keys())
        return shared / (self._lengths[a.iri] * self._lengths[b.iri]) if shared else 0.0

    def telling(self, item: Item, most: int) -> list[str]:
        """The `most` rarest features of a decision, by which others like it are looked up."""
        vector = self._vectors[item.iri]
        return sorted(vector, key=lambda name: (-vector[name], name))[:most]

    def _vector(self, item: Item) -> dict[str, float]:
        found = {name: self.rarity(name) for name in item.stems | item.named | item.about}
        return {**{name: weight for name, weight in found.items() if weight > 0}, f"act:{item.act}": 1.0}
