"""How a template of a pattern opens, and how templates are put behind one another.

Under templates.py. A head is as much of a template as tells how it opens: a token with what stands before it and the
next mark. Law: two marks of one kind that meet are one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from navograaf.words.rarity import BLANK, EDGE, GAP

MOST = 5000
"""A pattern with more templates than this has no anchors, and none of its openings are told."""
_KNOWN = 50_000
"""So many heads are remembered with how they open."""
_MARKS = frozenset((EDGE, GAP, BLANK))
_APART = re.compile(rf"[^\w{GAP}{BLANK}]")
_HEAD = re.compile(rf"[{EDGE}{BLANK}]*(?:\w+\W|[^\w{EDGE}{BLANK}])")


def headed(heads: list[str], more: list[str]) -> tuple[list[str], bool]:
    """The heads with what follows those that do not yet tell how they open, and whether all now do."""
    if len(heads) * len(more) > MOST:
        return [GAP], False
    longer: dict[str, None] = {}
    opened = True
    for head in heads:
        if match := opens(head):
            longer[match] = None
            continue
        for one in [_joined(head, m) for m in more] if head else more:
            match = opens(one)
            longer[match or one] = None
            opened = opened and bool(match)
    return list(longer), opened


@lru_cache(maxsize=_KNOWN)
def opens(head: str) -> str:
    """As much of a head as tells how it opens, "" where it does not."""
    match = _HEAD.match(head)
    return match[0] if match else ""


def behind(left: list[str], right: list[str]) -> list[str]:
    """Each of the right behind each of the left."""
    if any(r[:1] in _MARKS for r in right):
        return [_joined(one, other) for one in left for other in right]
    return [one + other for one in left for other in right]


def dropped(templates: list[str]) -> str:
    """What stands for templates that are weighed already: their marks at either end, anything between."""
    if not all(t.endswith(EDGE) for t in templates):
        return GAP
    # Where one begins with letters, the word before goes on into it; a sign ends that word.
    return EDGE if all(_APART.match(t) for t in templates) else GAP + EDGE


def _joined(left: str, right: str) -> str:
    if left and right and left[-1] == right[0] and right[0] in _MARKS:
        return left + right[1:]
    return left + right
