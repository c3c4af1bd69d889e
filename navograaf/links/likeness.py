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
from navograaf.links.rarity import Rarity, rarity_of
from navograaf.words.lists import meanings


@cache
def family(act: str) -> str:
    """The family of an act, "settle" for "approve"; an act without one is its own."""
    return meanings("act-family").get(act, act)


class Likeness:
    """The decisions of a collection, ready to be compared."""

    def __init__(self, collection: Collection, items: Iterable[Item]) -> None:
        self._rarity = rarity_of(collection)
        made = {item.iri: vector_of(item, self._rarity) for item in items}
        self._vectors = {iri: vector for iri, (vector, _) in made.items()}
        self._lengths = {iri: length for iri, (_, length) in made.items()}

    def rarity(self, feature: str) -> float:
        """How much a stem or a name counts: 0 for one that every sentence has."""
        return self._rarity.of(feature)

    def of(self, a: Item, b: Item) -> float:
        """The likeness of two decisions, 0 to 1."""
        first, second = self._vectors[a.iri], self._vectors[b.iri]
        shared = math.fsum([first[name] * second[name] for name in first.keys() & second.keys()])
        return shared / (self._lengths[a.iri] * self._lengths[b.iri]) if shared else 0.0

    def telling(self, item: Item, most: int) -> list[str]:
        """The `most` rarest features of a decision, by which others like it are looked up."""
        vector = self._vectors[item.iri]
        return sorted(vector, key=lambda name: (-vector[name], name))[:most]


def vector_of(item: Item, rarity: Rarity) -> tuple[dict[str, float], float]:
    """The words and names of a decision with their weights, and the length of that vector."""
    found = {name: rarity.of(name) for name in item.stems | item.named | item.about}
    vector = {**{name: weight for name, weight in found.items() if weight > 0}, f"act:{item.act}": 1.0}
    return vector, math.sqrt(math.fsum(weight * weight for weight in vector.values()))
