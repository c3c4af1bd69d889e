"""What was found, missed and found wrongly in a layer, and the three figures made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """Counts of one layer. For topics-spans they count characters, for all others items."""

    hits: int = 0
    false_hits: int = 0
    misses: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    """The annotated items that nothing matched, with start and end."""
    false: list[dict[str, Any]] = field(default_factory=list)
    """The findings that match nothing annotated."""

    def miss(self, item: dict[str, Any]) -> None:
        """Count an annotated item that was not found, and keep it."""
        self.misses += 1
        self.missed.append(item)

    def wrong(self, item: dict[str, Any]) -> None:
        """Count a finding that the annotation does not have, and keep it."""
        self.false_hits += 1
        self.false.append(item)

    def add(self, other: Tally) -> None:
        """Take the counts and items of `other` in."""
        self.hits += other.hits
        self.false_hits += other.false_hits
        self.misses += other.misses
        self.missed += other.missed
        self.false += other.false

    @property
    def precision(self) -> float | None:
        """The share of the findings that are right; None when nothing was found."""
        found = self.hits + self.false_hits
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """The share of the annotated items that were found; None when there is nothing to find."""
        wanted = self.hits + self.misses
        return self.hits / wanted if wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None when there is nothing to compare."""
        if self.precision is None and self.recall is None:
            return None
        if not self.precision or not self.recall:
            return 0.0
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def as_json(self) -> dict[str, float | int | None]:
        """The figures under the keys p, r, f1, tp, fp and fn."""
        return {
            "p": self.precision,
            "r": self.recall,
            "f1": self.f1,
            "tp": self.hits,
            "fp": self.false_hits,
            "fn": self.misses,
        }
