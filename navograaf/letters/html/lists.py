"""The numbers that ordered lists print: they stand in no text of the page, and letters cite them.

Asked by html/flow. The rules are those of the HTML Living Standard (4.4.5, 4.4.8): start, value, reversed, type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from navograaf.letters.html.names import NUMBERED, classes, tag

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_TYPES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i"}
_TYPES |= {"upper-roman": "I", "decimal": "1"}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 10_000
"""A list that counts further is none; Roman numbers grow with the number."""


@dataclass
class Numbering:
    """The open lists, innermost last; the number that the next words of an item print."""

    _lists: list[list[int | str]] = field(default_factory=list)
    """The next number, the step, the type."""
    _due: str = ""

    def opens(self, element: HtmlElement) -> None:
        """A list or an item begins."""
        if tag(element) == "ol":
            step = -1 if element.get("reversed") is not None else 1
            first = len(element.findall("li")) if step < 0 else 1
            self._lists.append([_number(element.get("start"), first), step, _type(element)])
            self._due = ""
            return
        above = element.getparent()
        if not self._lists or above is None or tag(above) != "ol":
            self._due = ""
            return
        row = self._lists[-1]
        at, step = _number(element.get("value"), int(row[0])), int(row[1])
        row[0] = at + step
        self._due = "" if row[2] == "none" or _prints_its_own(element) else f"{_printed(at, str(row[2]))}. "

    def closes(self, element: HtmlElement) -> None:
        """A list or an item ends."""
        self._due = ""
        if tag(element) == "ol" and self._lists:
            self._lists.pop()

    def due(self) -> str:
        """What is printed before the first words of an item, once."""
        due, self._due = self._due, ""
        return due


def _number(text: str | None, default: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,5})\s*", text or "")
    return int(found[1]) if found else default


def _type(element: HtmlElement) -> str:
    if found := _STYLE.search(element.get("style", "")):
        return _TYPES.get(found[1].lower(), "none" if found[1].lower() == "none" else "1")
    return element.get("type", "1")


def _prints_its_own(item: HtmlElement) -> bool:
    first = next(item.iter("span"), None)
    return first is not None and not NUMBERED.isdisjoint(classes(first))


def _printed(number: int, kind: str) -> str:
    """A number as a list prints it: 3, c, C, iii or III."""
    if kind not in ("a", "A", "i", "I") or not 0 < number < _MOST:
        return str(number)
    made = ""
    if kind in "aA":
        while number:
            number, letter = divmod(number - 1, 26)
            made = chr(97 + letter) + made
    else:
        for value, sign in _ROMAN:
            made += sign * (number // value)
            number %= value
    return made.upper() if kind.isupper() else made
