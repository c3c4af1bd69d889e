"""Which of the words that a pattern fixes is the rarest: by that one it is looked up.

Between the templates of a pattern (templates.py) and its anchors. A template is what a match reads like: letters as
`plain` makes them, with marks for what is not fixed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from navograaf.words.lists import meanings
from navograaf.words.tokens import Anchor

EDGE, GAP, BLANK = "\0", "\1", "\2"
"""In a template: no word goes on across here; anything, or nothing, stands here; spaces (where it opens)."""
_FIXED = re.compile(rf"(?P<open>^|{GAP})?(?P<word>\w+)(?P<goes_on>$|(?={GAP}))?|[^\w{EDGE}{GAP}]")


def rarer(one: list[Anchor] | None, other: list[Anchor] | None) -> list[Anchor] | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other, key=_weight)


def of_templates(templates: Sequence[str]) -> list[Anchor] | None:
    """One anchor of each template, None when a template has none."""
    found: dict[Anchor, None] = {}
    for template in templates:
        best = _in_template(template)
        if best is None:
            return None
        found[best] = None
    return list(found)


@cache
def _in_template(template: str) -> Anchor | None:
    """The rarest of the tokens that a template fixes."""
    if template.isalnum():
        return Anchor(template, False, False)
    held: dict[Anchor, float] = {}
    for found in _FIXED.finditer(template):
        letters = found["word"]
        if letters is None:
            anchor = Anchor(found[0], True, True)
        else:
            anchor = Anchor(letters, found["open"] is None, found["goes_on"] is None)
        held[anchor] = _rate(anchor)
    return min(held, key=lambda anchor: (held[anchor], anchor)) if held else None


def _weight(chosen: Sequence[Anchor]) -> float:
    """How often one of the anchors is to be expected in a text."""
    return sum(map(_rate, chosen))


@cache
def _rate(anchor: Anchor) -> float:
    """In how many of a thousand sentences a token fits an anchor, roughly: common words counted, others by length."""
    if not anchor.letters.isalnum():
        return _SIGN
    few = max(_RARE, _SHORT * _FEWER ** len(anchor.letters))
    if anchor.starts and anchor.ends:
        return _shares().get(anchor, few)
    return _shares().get(anchor, 0.0) + few * (_STARTS if anchor.starts else _INSIDE)


_SIGN, _RARE, _SHORT, _FEWER, _STARTS, _INSIDE = 500.0, 2.0, 250.0, 0.45, 3.0, 6.0
"""Sentences of a thousand with a sign; with a long word; with a word of no letters, and how many fewer with each
letter; how many more with a word that only starts so, or only holds the letters."""


@cache
def _shares() -> dict[Anchor, float]:
    """In how many of a thousand sentences a common word fits an anchor."""
    held: dict[Anchor, float] = {}
    for word, printed in meanings("common").items():
        size, share = len(word), float(printed)
        pieces = {(i, j) for i in range(size) for j in range(i + 1, size + 1)}
        fitted = {
            Anchor(word[i:j], i == 0 and starts, j == size and ends)
            for i, j in pieces
            for starts in (False, True)
            for ends in (False, True)
        }
        for anchor in fitted:
            held[anchor] = held.get(anchor, 0.0) + share
    return held
