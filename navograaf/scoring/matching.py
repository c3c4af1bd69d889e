"""How an annotated item and a finding are paired: spans, equal names, one to one in text order.

Items are JSON objects with `start` and `end`, code points of the raw letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from navograaf.scoring.tally import Tally

Item = dict[str, Any]
Span = tuple[int, int]

LONG = 600
"""Characters. A finding may be longer than its pair up to this, or to three times the pair: a whole
section is no answer to "which sentence says so"."""


def span(item: Item) -> Span:
    """Start and end of an item."""
    return item["start"], item["end"]


def shared(a: Span, b: Span) -> int:
    """How many characters two spans have in common; zero or less when they do not touch."""
    return min(a[1], b[1]) - max(a[0], b[0])


def touches(a: Item, b: Item) -> bool:
    """Whether two items have a character in common."""
    return shared(span(a), span(b)) > 0


def shares_half(a: Span, b: Span) -> bool:
    """Whether half of the shorter span lies in the longer, and the longer is not out of proportion."""
    short, long = sorted((a[1] - a[0], b[1] - b[0]))
    return shared(a, b) * 2 >= max(1, short) and long <= max(LONG, 3 * short)


def same_place(a: Item, b: Item) -> bool:
    """`shares_half` for two items."""
    return shares_half(span(a), span(b))


def plain(name: object) -> str:
    """A name without case, spaces and signs: "TAAC-North" and "taac north" are one."""
    return re.sub(r"[^a-z0-9]+", "", str(name or "").casefold())


def mentions_of(things: Iterable[Item] | None, key: str = "id") -> list[Item]:
    """The mentions of things as items of their own, each with the thing's `key` as "id" and the thing as "item"."""
    return [
        {**mention, "id": thing.get(key), "item": thing}
        for thing in things or ()
        for mention in thing.get("mentions") or ()
    ]


def never(_: Item) -> bool:
    """The condition that no item meets."""
    return False


def pair(
    annotated: Sequence[Item],
    found: Sequence[Item],
    same: Callable[[Item, Item], bool],
    *,
    free: Callable[[Item], bool] = never,
    excused: Callable[[Item], bool] = never,
) -> Tally:
    """Pair annotated items with findings, one to one, and count.

    same(annotated, finding) decides; of several findings the one that shares most is taken.
    Annotated items that are `free` count neither found nor missed, take what is left by the others,
    and a finding that touches one is not held false. An item that is `excused`, annotated or found,
    is not counted against the findings when it has no pair.
    """
    tally, left = Tally(), dict(enumerate(found))
    for item in sorted(annotated, key=lambda a: (free(a), *span(a))):
        fits = [number for number, finding in left.items() if same(item, finding)]
        if fits:
            # max keeps the first of equals, the earliest in the order of the findings
            del left[max(fits, key=lambda number: shared(span(item), span(left[number])))]
            tally.hits += not free(item)
        elif not free(item) and not excused(item):
            tally.miss(item)
    frees = [item for item in annotated if free(item)]
    for finding in left.values():
        if not excused(finding) and not any(touches(item, finding) for item in frees):
            tally.wrong(finding)
    return tally
