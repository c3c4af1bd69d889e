"""How much it says that two passages share a word or a name: the rarer, the more.

Used by commitments.py and asked.py, which compare sentences. A word counts by its inverse document frequency
(Spärck Jones 1972) over the sentences given. Law: what is shared does not depend on which of the two comes first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from navograaf.links.model import Sentence

PROSE = ("text", "footnote")
"""Kinds of sentence that tell something; a heading or a signature does not."""
_NAMES: Mapping[str, float] = {
    **{"document": 1.5, "mission": 1.0, "resolution": 1.0, "kamerstuk": 1.0, "topic": 0.7},
    **{"organisation": 0.3, "country": 0.3},
}
"""How much a name of a kind counts beside a word. A topic mostly repeats the words that made it; a person or a meeting
is named everywhere."""


class Counts(Protocol):
    """In how many sentences each word and name stands."""

    def get(self, feature: str, default: int, /) -> int:
        """The number of sentences, `default` where none has it."""


class Rarity:
    """The weights of words and names in a set of sentences."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for sentence in sentences:
            if sentence.kind in PROSE:
                total += 1
                counts.update(sentence.stems)
                counts.update(name for name in sentence.named if "/" in name)
        self._counts: Counts = counts
        self._total = total

    @classmethod
    def counted(cls, counts: Counts, total: int) -> Rarity:
        """The weights where it is known in how many of `total` sentences each word and name stands."""
        rarity = cls(())
        rarity._counts, rarity._total = counts, total
        return rarity

    def of(self, feature: str) -> float:
        """The weight of a stem ("missie") or a name ("mission/NMI"); 0 for a name of a kind that says little."""
        kind, slash, _ = feature.partition("/")
        much = _NAMES.get(kind, 0.0) if slash else 1.0
        if not much:
            return 0.0
        return much * max(0.0, math.log((self._total + 1) / (self._counts.get(feature, 0) + 1)))

    @property
    def word(self) -> float:
        """The weight of a word that two sentences share and no other has: the measure of "a word's worth"."""
        return math.log(max(self._total + 1, 6) / 3)

    def count(self, feature: str) -> int:
        """In how many of the sentences it stands."""
        return self._counts.get(feature, 0)

    def sum(self, features: Iterable[str]) -> float:
        """The weights of `features` together, the same whatever their order."""
        return math.fsum(self.of(feature) for feature in features)

    def telling(self, features: Iterable[str], most: int) -> list[str]:
        """The `most` rarest of `features` that stand in a sentence at all, rarest first."""
        known = [feature for feature in features if self._counts.get(feature, 0) and self.of(feature) > 0]
        return sorted(known, key=lambda one: (-self.of(one), one))[:most]
