"""The numbers and bullets before the items of lists: no words of the file, but printed, and cited ("vraag 12").

Between the parts of the file and the reader of its words. Law: counts as Word counts (ISO/IEC 29500-1, 17.9), item by
item in the order of the text; where it would print what is no plain number, nothing is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from navograaf.letters.docx.names import attr, child, count, each, short, told

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
"""Of a list (ISO/IEC 29500-1, 17.9.6). Others are not read: each list that defines one anew has a copy of all."""
_ROMAN = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
_DASHES = "-–—−"
BULLET = "•"


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    restart: int
    """Begins anew after an item of this level, from 1, or of one above it; 0: never."""
    legal: bool


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of numbering.xml, and how far each has counted."""

    def __init__(self, root: _Element | None) -> None:
        lists: dict[str, _List] = {}
        links: dict[str, str] = {}
        linked: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._starts: dict[tuple[str, int], int] = {}
        for one in () if root is None else root:
            name = attr(one, "abstractNumId") or ""
            if short(one) == "w:abstractNum":
                lists[name] = _List(_levels(one))
                links[attr(child(one, "w:styleLink"), "val") or ""] = name
                linked[name] = attr(child(one, "w:numStyleLink"), "val") or ""
            elif short(one) == "w:num":
                of = attr(child(one, "w:abstractNumId"), "val") or ""
                of = links.get(linked.get(of, ""), of) if linked.get(of) else of
                if of in lists:
                    self._number(attr(one, "numId") or "", one, lists[of])

    def _number(self, number: str, element: _Element, of: _List) -> None:
        own = _levels(element)
        # a level that is defined anew counts on in the same list, where only its form is another
        self._lists[number] = _List(of.levels | own, of.counts) if own else of
        for change in each(element, "w:lvlOverride"):
            if (start := child(change, "w:startOverride")) is not None:
                self._starts[number, count(change, 0, "ilvl")] = count(start, 1)

    def next(self, number: str, depth: int) -> str:
        """The number or bullet of the next item of a list at a depth, from 0, as it is printed; "" for none."""
        one = self._lists.get(number) if number else None
        level = one.levels.get(depth) if one else None
        if one is None or level is None:
            return ""
        start = self._starts.pop((number, depth), None)
        if start is not None:
            one.counts[depth] = start
        else:
            one.counts[depth] = one.counts[depth] + 1 if depth in one.counts else level.start
        for deeper in range(depth + 1, _LEVELS):
            if deeper in one.levels and depth < one.levels[deeper].restart:
                one.counts.pop(deeper, None)
        return _printed(one, level)


def _levels(element: _Element) -> dict[int, _Level]:
    return {depth: _level(level) for level in each(element, "w:lvl") if (depth := count(level, 0, "ilvl")) < _LEVELS}


def _level(element: _Element) -> _Level:
    depth = count(element, 0, "ilvl")
    return _Level(
        count(child(element, "w:start"), 0),
        attr(child(element, "w:numFmt"), "val") or "decimal",
        (attr(child(element, "w:lvlText"), "val") or "")[:100],
        count(child(element, "w:lvlRestart"), depth),
        bool(told(child(element, "w:isLgl"))),
    )


def _printed(one: _List, level: _Level) -> str:
    if level.form == "bullet":
        return "-" if level.text and level.text in _DASHES else BULLET if level.text.strip() else ""
    made, last = "", 0
    for place in _PLACE.finditer(level.text):
        depth = int(place[1]) - 1
        shown = one.levels.get(depth)
        form = "decimal" if level.legal or shown is None else shown.form
        text = formed(one.counts.get(depth, shown.start if shown else 1), form)
        if text is None:
            return ""
        made += level.text[last : place.start()] + text
        last = place.end()
    return made + level.text[last:]


def formed(n: int, form: str) -> str | None:
    """A number in a form of ISO/IEC 29500-1, 17.18.59 (decimal, lowerRoman ...); None for one that is no plain one."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{n:02}"
    if form in ("lowerLetter", "upperLetter") and 0 < n <= 260:
        made = "abcdefghijklmnopqrstuvwxyz"[(n - 1) % 26] * ((n + 25) // 26)
        return made.upper() if form == "upperLetter" else made
    if form in ("lowerRoman", "upperRoman") and 0 < n < 4000:
        made = _roman(n)
        return made.upper() if form == "upperRoman" else made
    return str(n) if form == "decimal" else None


def _roman(n: int) -> str:
    made = ""
    for value, sign in _ROMAN.items():
        made += sign * (n // value)
        n %= value
    return made
