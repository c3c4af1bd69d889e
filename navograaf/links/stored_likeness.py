"""The likeness of decisions that are looked up in a database as they are needed.

Beside likeness.py, for paired.py. Law: as that of decisions in memory.
"""

from __future__ import annotations

from collections.abc import Callable

from navograaf.links.likeness import Likeness, vector_of
from navograaf.links.model import Item
from navograaf.links.rarity import Rarity


class StoredLikeness(Likeness):
    """The likeness of decisions that are looked up as they are needed."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._vectors: dict[str, dict[str, float]] = _Vectors(self._vector)
        self._lengths: dict[str, float] = {}
        self._items: dict[str, Item] = {}

    @property
    def weights(self) -> Rarity:
        """The weights of words and names."""
        return self._rarity

    def know(self, item: Item) -> None:
        """Make ready to compare a decision."""
        self._items[item.iri] = item

    def forget(self, item: Item) -> None:
        """Forget a decision."""
        self._items.pop(item.iri, None)
        self._vectors.pop(item.iri, None)
        self._lengths.pop(item.iri, None)

    def _vector(self, iri: str) -> dict[str, float]:
        vector, self._lengths[iri] = vector_of(self._items[iri], self._rarity)
        return vector


class _Vectors(dict[str, dict[str, float]]):
    """Vectors that are made when they are first asked for."""

    def __init__(self, make: Callable[[str], dict[str, float]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, iri: str) -> dict[str, float]:
        vector = self[iri] = self._make(iri)
        return vector
