"""Parts of a picture set beside each other, as words on a page.

Used by springs.py and apart.py: in one piece, parts without edges between them push each other away until nothing
can be read. Law: the boxes of two parts never overlap.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Points = npt.NDArray[np.float64]

Point = tuple[float, float]
BETWEEN = 40.0
"""Space between two parts."""
_WIDE = 1.5


def block(halves: Points) -> Points:
    """Centres of boxes in rows and columns, the first at the upper left, each cell as large as the largest box."""
    import numpy as np

    width, height = 2 * halves.max(axis=0)
    columns = max(1, round(math.sqrt(len(halves) * _WIDE * height / width)))
    numbers = np.arange(len(halves))
    return np.column_stack(((numbers % columns) * width, -(numbers // columns) * height))


def packed(parts: Sequence[tuple[Points, Points]], between: float = BETWEEN) -> list[Point]:
    """How far each part (centres and halves of its boxes) is to be moved, so that all lie in rows.

    The first stands at the upper left; a row is as wide as the first part, or as a page of all needs.
    """
    frames = [_frame(centres, halves) for centres, halves in parts]
    area = sum((right - left + between) * (top - bottom + between) for left, bottom, right, top in frames)
    page = max([math.sqrt(area * _WIDE), *(right - left for left, _, right, _ in frames[:1])])
    result: list[Point] = []
    x = y = lowest = 0.0
    for left, bottom, right, top in frames:
        if x > 0 and x + right - left > page:
            x, y = 0.0, lowest - between
        result.append((x - left, y - top))
        x += right - left + between
        lowest = min(lowest, y - (top - bottom))
    return result


def _frame(centres: Points, halves: Points) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of all boxes."""
    low, high = (centres - halves).min(axis=0), (centres + halves).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])
