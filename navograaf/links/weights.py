"""The weights of words in a store of letters, so that one more letter changes few of them.

Beside rarity.py. In a few letters each word counts by the exact number of sentences that have it. In more it counts by
that number rounded to a power of two, so that a letter changes the weight of the few words whose number passes such a
bound, and only what has these words is compared again. Law: a weight depends on the letters that there are, not on
which came last.
"""

from __future__ import annotations

from collections.abc import Mapping

from navograaf.links.kept import Kept
from navograaf.links.rarity import Rarity

EXACT = 64
"""So many letters at most are few."""
_MOST = 60_000
"""So many weights are remembered."""


def rounded(count: int) -> int:
    """A number of sentences that stands for those up to the next power of two; small ones stand for themselves."""
    return count if count < 4 else 3 << (count.bit_length() - 2)


class Weights:
    """In how many sentences words stand, as they count."""

    def __init__(self, kept: Kept, exact: int = EXACT) -> None:
        self._kept = kept
        self.exact = len(kept.nodes) <= exact
        self._known: dict[str, int] = {}

    def get(self, feature: str, default: int = 0, /) -> int:
        """The number of sentences by which a word or name counts."""
        found = self._known.get(feature)
        if found is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            row = self._kept.db.execute("SELECT count FROM count WHERE feature = ?", (feature,)).fetchone()
            found = self._known[feature] = self._as_counted(row[0] if row else default)
        return found

    def rarity(self) -> Rarity:
        """The weights."""
        return Rarity.counted(self, self.get(""))

    def name(self) -> str:
        """What all weights hang on: while it stays the same, only the words that changed change."""
        return f"exact {self.get('')}" if self.exact else f"rounded {self.get('')}"

    def changed(self, before: Mapping[str, int]) -> list[str]:
        """The words whose weight is another than with the numbers of before."""
        return [one for one, count in sorted(before.items()) if self._as_counted(count) != self.get(one)]

    def _as_counted(self, count: int) -> int:
        return count if self.exact else rounded(count)
