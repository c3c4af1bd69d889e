"""Boxes that overlap, moved apart.

Used by springs.py, whose springs know nothing of the size of nodes. Laws: afterwards no two boxes
overlap; boxes that are apart stay where they are; the picture becomes at most LOOSEST times as wide and
as high as it was or as its boxes need; the same boxes give the same places.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from navograaf.network.packing import packed

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from navograaf.network.packing import Points

    Numbers = npt.NDArray[np.intp]

LOOSEST = 8.0
"""What the pushes leave wider or higher than this many times what was there or is needed is set in rows."""
_ROUNDS = 100
_COMPARED = 20_000_000  # pairs compared in all rounds together: some two seconds
_WIDER = 0.0002  # a little more room each round, so that crowds do not push each other round for ever
_CRUMB = 1e-6
_GOLDEN = math.pi * (3 - math.sqrt(5))  # the golden angle
_SEED = 0.6  # of a box between neighbours in a spiral: then it is about as dense as boxes in rows


def seeds(numbers: npt.NDArray[np.int64]) -> Points:
    """A place in the spiral of a sunflower for each number, about 1 apart; equal numbers have the same place."""
    import numpy as np

    reach = np.sqrt(numbers)
    return np.column_stack((reach * np.cos(numbers * _GOLDEN), reach * np.sin(numbers * _GOLDEN)))


def apart(centres: Points, halves: Points) -> Points:
    """New centres for boxes (both n x 2; `halves` half the width and half the height), none over another.

    Boxes on one spot start from a spiral round it. Each pair that overlaps is pushed along the side where
    it overlaps least, as often as needed; what is left after the last round goes down until it is free.
    """
    import numpy as np

    places = _off_one_spot(centres.astype(float), halves)
    largest = LOOSEST * np.maximum(_frame(centres, halves), _needed(halves))
    compared = 0
    for number in range(_ROUNDS):
        first, second, delta, over, pairs = _overlaps(places, halves)
        compared += pairs
        if not len(first) or compared > _COMPARED:
            break
        # np.sign would leave those on one spot where they are; the later one goes up or to the right.
        side = np.where(delta >= 0, 0.5, -0.5)
        across = over[:, 0] < over[:, 1]
        push = over * side
        push[across, 1] = 0.0
        push[~across, 0] = 0.0
        for axis in (0, 1):
            moved = np.bincount(second, push[:, axis], len(places)) - np.bincount(first, push[:, axis], len(places))
            # No further than one box at a time: in a crowd, pushes from all sides add up to a leap.
            limit = halves[:, axis]
            places[:, axis] += np.clip(moved, -limit, limit)
        middle = places.mean(axis=0)
        places = middle + (places - middle) * (1 + _WIDER * number)
    places = _fallen(places, halves)
    return places if (_frame(places, halves) <= largest).all() else _rows(halves)


def _frame(places: Points, halves: Points) -> Points:
    """Width and height of all boxes together."""
    sides: Points = (places + halves).max(axis=0) - (places - halves).min(axis=0)
    return sides


def _needed(halves: Points) -> Points:
    """Width and height that the boxes need: of a square of their area, and of the widest and the highest."""
    import numpy as np

    sides: Points = np.maximum(2 * halves.max(axis=0), math.sqrt(float(4 * halves.prod(axis=1).sum())))
    return sides


def _off_one_spot(places: Points, halves: Points) -> Points:
    """Boxes on one spot in a spiral round it, in order of number: pushes along one axis would make a tower of them."""
    import numpy as np

    _, spot, many = np.unique(places, axis=0, return_inverse=True, return_counts=True)
    spot = spot.reshape(-1)
    order = np.argsort(spot, kind="stable")
    turn = np.empty(len(places), dtype=np.int64)
    turn[order] = np.arange(len(places)) - np.repeat(np.cumsum(many) - many, many)
    spread: Points = places + seeds(turn) * (2 * _SEED * halves.mean(axis=0))
    return spread


def _fallen(places: Points, halves: Points) -> Points:
    """Each box, the highest first, as far down as it must go to be free of those before it."""
    import numpy as np

    result = places.copy()
    order = np.argsort(-places[:, 1], kind="stable")
    for place, number in enumerate(order):
        others = order[:place]
        beside = np.abs(result[others, 0] - places[number, 0]) < halves[others, 0] + halves[number, 0] - _CRUMB
        others = others[beside]
        tops, bottoms = result[others, 1] + halves[others, 1], result[others, 1] - halves[others, 1]
        y, half = places[number, 1], halves[number, 1]
        for each in np.argsort(-tops, kind="stable"):
            if y - half >= tops[each] - _CRUMB:
                break
            if y + half > bottoms[each] + _CRUMB:
                y = bottoms[each] - half
        result[number, 1] = y
    return result


def _rows(halves: Points) -> Points:
    """Boxes in rows, the highest first, so that a row is full."""
    import numpy as np

    order = np.argsort(-halves[:, 1], kind="stable")
    result = np.empty_like(halves)
    result[order] = packed([(np.zeros((1, 2)), halves[[number]]) for number in order], between=0.0)
    return result


def _overlaps(places: Points, halves: Points) -> tuple[Numbers, Numbers, Points, Points, int]:
    """The pairs that overlap: both numbers, the way from the first to the second, how much; how many were compared.

    Only boxes that share a stretch of the x axis are compared, so memory follows what is near.
    """
    import numpy as np

    low, high = places[:, 0] - halves[:, 0], places[:, 0] + halves[:, 0]
    order = np.argsort(low, kind="stable")
    reach = np.searchsorted(low[order], high[order])
    count = np.maximum(reach - np.arange(len(order)) - 1, 0)
    left = np.repeat(np.arange(len(order)), count)
    right = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count) + left + 1
    y, half = places[order, 1], halves[order, 1]
    near = half[left] + half[right] - np.abs(y[left] - y[right]) > _CRUMB
    one, other = order[left[near]], order[right[near]]
    # By number, not by place: two on one spot must be pushed the same way in each round.
    first, second = np.minimum(one, other), np.maximum(one, other)
    delta = places[second] - places[first]
    over = halves[first] + halves[second] - np.abs(delta)
    hit = over[:, 0] > _CRUMB
    return first[hit], second[hit], delta[hit], over[hit], len(left)
