"""The values that a network carries, and how they are written as text.

Used by every network writer, so that GEXF, GraphML and CSV say the same. Laws: what `Cleaner` let
through, XML 1.0 can hold; what `list_text` wrote, both Gephi and Gephi Lite read back as the same list.
"""

from __future__ import annotations

import re

from navograaf.iris import PREFIXES, THINGS

Value = str | int | float | bool | tuple[str, ...]
"""A cell: text, a number, true or false, or a list of texts."""

# XML 1.0, production [2] Char: https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"[\t\r\n]+")
_NEEDS_CARE = re.compile(r'[\t\r\n\\"]')


class Cleaner:
    """Takes out what XML cannot hold and counts it: one letter's form feed must not make a file unreadable."""

    __slots__ = ("removed",)

    def __init__(self) -> None:
        self.removed = 0
        """Characters taken out so far."""

    def text(self, value: str) -> str:
        """`value` without the characters that XML 1.0 forbids."""
        if value.isprintable():  # nothing printable is forbidden, and this is seen at once
            return value
        clean, count = _ILLEGAL.subn("", value)
        self.removed += count
        return clean

    def value(self, value: Value) -> Value:
        """The same for any cell; numbers pass as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(self.text(item) for item in value)
        return value


def has_illegal(value: str) -> bool:
    """Whether `value` holds a character that XML 1.0 forbids."""
    return _ILLEGAL.search(value) is not None


def short(iri: str) -> str:
    """An IRI as a short stable id: our things without their base (`mission/NMI`), known namespaces with a prefix."""
    if iri.startswith(THINGS):
        return iri[len(THINGS) :]
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def list_text(items: tuple[str, ...]) -> str:
    """A list as `["a", "b"]`.

    Without the quotes Gephi eats brackets ("NMI (Irak)" loses one); a line break inside an item is
    read differently by each program, so it becomes a space.
    """
    if _NEEDS_CARE.search("".join(items)):  # seldom, and there are as many lists as edges
        items = tuple(_BREAKS.sub(" ", item).replace("\\", "\\\\").replace('"', '\\"') for item in items)
    return '["' + '", "'.join(items) + '"]' if items else "[]"


def cell_text(value: Value) -> str:
    """Any cell as text: true/false in lower case, lists as `list_text` writes them."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return list_text(value)
    return repr(value)
