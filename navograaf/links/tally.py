"""What is counted over all letters: in how many sentences words stand, and how often letters call a document what.

Beside filing.py, which brings letters in and out; weights.py reads the numbers. Law: the numbers are those of the
letters that are in, whatever came before; those before the change are noted.
"""

from __future__ import annotations

from collections.abc import Mapping

from navograaf.links.kept import Kept
from navograaf.links.touched import Touched


class Tally:
    """The numbers, brought up to date with the letters of one change."""

    def __init__(self, kept: Kept, touched: Touched) -> None:
        self._kept, self._touched = kept, touched

    def count(self, found: Mapping[str, int], sign: int) -> None:
        """Add (sign 1) or take away (-1) the sentences of a letter in which words and names stand, and all ("")."""
        db = self._kept.db
        for feature in found:
            if feature not in self._touched.counts:
                row = db.execute("SELECT count FROM count WHERE feature = ?", (feature,)).fetchone()
                self._touched.counts[feature] = row[0] if row else 0
        db.executemany(
            "INSERT INTO count VALUES (?, ?) ON CONFLICT (feature) DO UPDATE SET count = count + excluded.count",
            [(feature, sign * number) for feature, number in sorted(found.items())],
        )

    def call(self, surfaces: Mapping[tuple[str, str], int], sign: int) -> None:
        """Add or take away how often a letter calls a document so: (document, words) -> times."""
        for name, _ in surfaces:
            if name not in self._touched.surfaces:
                self._touched.surfaces[name] = self._kept.surface(name)
        self._kept.db.executemany(
            "INSERT INTO surface VALUES (?, ?, ?)"
            " ON CONFLICT (name, words) DO UPDATE SET count = count + excluded.count",
            [(name, words, sign * number) for (name, words), number in sorted(surfaces.items())],
        )

    def clean(self) -> None:
        """Remove the rows of what is found nowhere any more: when no step asks what was there before."""
        many = self._kept.db.executemany
        many("DELETE FROM count WHERE feature = ? AND count = 0", [(one,) for one in self._touched.counts])
        many("DELETE FROM surface WHERE name = ? AND count = 0", [(one,) for one in self._touched.surfaces])
