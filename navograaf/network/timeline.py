"""Places by the first day, from left to right. The layout `time`.

Used by layout.py. Laws: nodes of one day stand at one x, a later day further right; nodes without a
day stand left of the first; no two nodes overlap, nor a label to the right of its node; what hangs
together (the column `thread`, and threads that share a node; else connected part and community) shares a
band, so that edges run level.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from navograaf.network.packing import Point
from navograaf.network.room import GAP, Room

if TYPE_CHECKING:
    import networkx as nx

_STEP = 24.0  # from one day to the next; each doubling of the time between adds as much again
_FULL = 4  # nodes on one day from which on its labels all get room before the next day
_WIDE = 0.9  # at least as wide as this share of the height
_NO_DAY = ""  # sorts before every day

Lanes = dict[int, int]
Strip = tuple[float, float, float, float]
"""Upper and lower edge of a band, downwards, and the stretch of x that it takes."""


def day_scale(days: Mapping[str, Sequence[Room]]) -> dict[str, float]:
    """Where each day stands: ISO days and the rooms of their nodes -> x; the day "" is no day.

    A gap of d days is as wide as log2(1 + d), so that weeks are seen beside years; and after a day
    with many nodes there is room for their labels.
    """
    result: dict[str, float] = {}
    before, x = None, 0.0
    for day in sorted(days):
        if before is not None:
            wide = max(2 * room.radius + room.label for room in days[before]) + 3 * GAP
            known = before != _NO_DAY
            apart = (date.fromisoformat(day) - date.fromisoformat(before)).days if known else 0
            share = min(1.0, len(days[before]) / _FULL) if known else 1.0
            x += max(_STEP * math.log2(1 + apart), wide * share)
        result[day] = x
        before = day
    return result


def time_places(
    graph: nx.Graph[int],
    rooms: Sequence[Room],
    communities: Sequence[int] | None,
    days: Sequence[str | None],
    threads: Sequence[Sequence[str]],
) -> list[Point]:
    """A place for each node by its first day (None: no day) and its threads; y grows upwards."""
    known = [day or _NO_DAY for day in days]
    by_day: dict[str, list[Room]] = {}
    for day, room in zip(known, rooms, strict=True):
        by_day.setdefault(day, []).append(room)
    scale = day_scale(by_day)
    left = [scale[day] for day in known]
    result: list[Point] = [(0.0, 0.0)] * len(known)
    taken: list[Strip] = []
    for band in _bands(graph, communities, known, threads):
        lanes = _lanes(graph, rooms, left, band)
        downs, height = _downs(lanes, rooms)
        start = min(left[number] - rooms[number].radius for number in band)
        end = max(_end(left[number], rooms[number]) for number in band)
        top = _free(taken, start, end, height)
        insort(taken, (top, top + height, start, end))
        for number in band:
            result[number] = (left[number], -(top + downs[lanes[number]]))
    # Few days and many nodes would make a tower. To draw it wider moves nothing onto another.
    wide = max(max(left), max((lower for _, lower, _, _ in taken), default=0.0) * _WIDE) / (max(left) or 1.0)
    return [(x * wide, y) for x, y in result]


def _bands(
    graph: nx.Graph[int], communities: Sequence[int] | None, days: Sequence[str], threads: Sequence[Sequence[str]]
) -> list[list[int]]:
    """Nodes that share a band, the earliest band first, those without edges or thread last."""
    import networkx as nx

    part = {}
    for place, members in enumerate(sorted(sorted(members) for members in nx.connected_components(graph))):
        part.update(dict.fromkeys(members, place))
    found: dict[tuple[int, str, int, int], list[int]] = {}
    bands = _joined(threads)
    for number, names in enumerate(threads):
        if names:
            key = (0, bands[names[0]], 0, 0)
        elif not graph[number]:
            key = (1, "", 0, 0)
        else:
            key = (0, "", part[number], communities[number] if communities else 0)
        found.setdefault(key, []).append(number)
    first = {key: min((days[number] for number in band if days[number]), default="9999") for key, band in found.items()}
    # Bands of one part stay together: they come where the first of them comes.
    whole: dict[tuple[int, str, int], str] = {}
    for key, day in first.items():
        whole[key[:3]] = min(day, whole.get(key[:3], day))
    return [found[key] for key in sorted(found, key=lambda key: (key[0], whole[key[:3]], key[:3], first[key], key))]


def _joined(threads: Iterable[Sequence[str]]) -> dict[str, str]:
    """What the band of each thread is called: threads that share a node share a band."""
    import networkx as nx

    shared: nx.Graph[str] = nx.Graph()
    for names in threads:
        nx.add_path(shared, names)
    return {name: min(band) for band in nx.connected_components(shared) for name in band}


def _end(left: float, room: Room) -> float:
    return left + room.radius + GAP + room.label + GAP


def _lanes(graph: nx.Graph[int], rooms: Sequence[Room], left: Sequence[float], band: Sequence[int]) -> Lanes:
    """The lane of each node of a band: free there, and as near as can be to its neighbours before it."""
    lanes: Lanes = {}
    ends: dict[int, float] = {}
    day = -math.inf
    up: Lanes = {}
    down: Lanes = {}
    for number in sorted(band, key=lambda number: (left[number], -rooms[number].radius, number)):
        placed = [lanes[other] for other in graph[number] if other in lanes]
        wish = sum(placed) / len(placed) if placed else 0.0
        start = left[number] - rooms[number].radius
        if left[number] != day:
            day, up, down = left[number], {}, {}
        lane = next(lane for lane in _outwards(wish, up, down) if ends.get(lane, -math.inf) <= start)
        lanes[number], up[lane], down[lane] = lane, lane + 1, lane - 1
        ends[lane] = _end(left[number], rooms[number])
    return lanes


def _outwards(wish: float, up: Lanes, down: Lanes) -> Iterator[int]:
    """All lanes that have nothing of this day, the nearest to a wish first.

    `up` and `down` lead from a lane that has something to one further on: to count past each would take long.
    """
    middle = round(wish)
    above, below = _beyond(up, middle), _beyond(down, middle)
    while True:
        near = (above - middle) - (middle - below)
        if near < 0 or (near == 0 and wish >= middle):
            yield above
            above, below = _beyond(up, above + 1), below if below < above else _beyond(down, below - 1)
        else:
            yield below
            above, below = above if below < above else _beyond(up, above + 1), _beyond(down, below - 1)


def _beyond(way: Lanes, lane: int) -> int:
    """The first lane from this one on that leads no further."""
    passed = []
    while lane in way:
        passed.append(lane)
        lane = way[lane]
    way.update(dict.fromkeys(passed, lane))
    return lane


def _downs(lanes: Lanes, rooms: Sequence[Room]) -> tuple[dict[int, float], float]:
    """How far below the band's top each lane's middle is, and the height of the band."""
    heights: dict[int, float] = {}
    for number, lane in lanes.items():
        heights[lane] = max(heights.get(lane, 0.0), rooms[number].height)
    downs, down = {}, GAP
    for lane in sorted(heights):
        downs[lane] = down + heights[lane] / 2
        down += heights[lane] + GAP
    return downs, down + GAP


def _free(taken: Sequence[Strip], start: float, end: float, height: float) -> float:
    """The highest place where a band of this height fits among those that are there, sorted from the top."""
    top = 0.0
    for upper, lower, first, last in taken:
        if top + height <= upper:
            break
        if lower > top and first < end and start < last:
            top = lower
    return top
