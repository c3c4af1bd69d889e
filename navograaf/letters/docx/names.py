"""The names in WordprocessingML, told alike in the two dialects of ISO/IEC 29500: transitional and strict.

Used by all that reads a docx. Law: an element of another vocabulary never passes for one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = {
    "w": (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ),
    "r": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
    "m": (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    ),
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
}
"""Prefix -> the namespaces that it stands for here, of the transitional and the strict dialect (ISO/IEC 29500)."""
_PREFIX = {space: prefix for prefix, spaces in _SPACES.items() for space in spaces}
_COUNT = re.compile(r"\d{1,6}")
_DEEPEST = 40
"""Steps in a path: a paragraph in a text box in a table in another takes 20, and a longer path would fill memory."""
_OFF = frozenset({"0", "false", "off", "none"})


@lru_cache(4096)
def _short(tag: str) -> str:
    space, _, local = tag.removeprefix("{").rpartition("}")
    return f"{_PREFIX.get(space, '')}:{local}"


@lru_cache(1024)
def _long(prefix: str, local: str) -> tuple[str, ...]:
    return tuple(f"{{{space}}}{local}" for space in _SPACES[prefix])


def short(element: _Element) -> str:
    """The name of an element: "w:p"; ":p" in a vocabulary that is none of these."""
    return _short(str(element.tag))


def child(element: _Element | None, *names: str) -> _Element | None:
    """The element reached by the first child of each name in turn: child(p, "w:pPr", "w:rPr")."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if short(one) == name), None)
    return element


def each(element: _Element | None, *names: str) -> Iterator[_Element]:
    """The elements of these names under an element, at whatever depth, in their order."""
    if element is not None:
        cut = (name.partition(":") for name in names)
        yield from element.iter(*(long for prefix, _, local in cut for long in _long(prefix, local)))


def attr(element: _Element | None, local: str, prefix: str = "w") -> str | None:
    """The value of an attribute; None where it does not stand."""
    if element is not None:
        for name in _long(prefix, local):
            if (value := element.get(name)) is not None:
                return str(value)
    return None


def count(element: _Element | None, default: int, local: str = "val") -> int:
    """The whole number in an attribute; `default` where there is none, or one that no document has."""
    value = (attr(element, local) or "").strip()
    return int(value) if _COUNT.fullmatch(value) else default


def told(element: _Element | None) -> bool | None:
    """A property that is on or off (ISO/IEC 29500-1, 17.17.4); None where it does not stand."""
    return None if element is None else attr(element, "val") not in _OFF


class Paths:
    """The paths of elements, as XPaths without prefixes: "/document/body/p[12]"."""

    def __init__(self) -> None:
        self._places: dict[_Element, dict[_Element, int]] = {}
        # of each parent that was asked about, the places of its children: to count them anew for each is quadratic

    def of(self, element: _Element) -> str:
        """The path of an element; "" of one that stands deeper than any of a letter."""
        steps: list[str] = []
        at: _Element | None = element
        while at is not None:
            if len(steps) == _DEEPEST:
                return ""
            parent, local = at.getparent(), short(at).partition(":")[2]
            plain = parent is None or (local == "body" and parent.getparent() is None)
            steps.append(local if plain or parent is None else f"{local}[{self._place(parent, at)}]")
            at = parent
        return "/" + "/".join(reversed(steps))

    def _place(self, parent: _Element, element: _Element) -> int:
        if parent not in self._places:
            seen: dict[str, int] = {}
            places: dict[_Element, int] = {}
            for one in parent:
                local = short(one).partition(":")[2]
                places[one] = seen[local] = seen.get(local, 0) + 1
            self._places[parent] = places
        return self._places[parent][element]
