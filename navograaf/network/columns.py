"""The columns of a network, with the type that holds all their values.

For assemble.py: elements pass through `Columns.seen` while they are merged, so that none need be kept. Law: a column
has one type; text holds anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from navograaf.network.model import INTEGER_LIMIT, Column, ColumnType, Edge, Node
from navograaf.network.reading import Reader

Element = TypeVar("Element", Node, Edge)


class Columns:
    """What was seen of the nodes or of the edges."""

    def __init__(self, reader: Reader) -> None:
        self._names = [*(("mentions",) if reader.weighed else ()), *reader.free]
        self._lists = reader.table.lists
        self._types: dict[str, set[type]] = {name: set() for name in ("first", "last", "mentions", *self._names)}
        self._large: set[str] = set()
        self.last = ""
        """The latest day, "" when nothing has a date."""

    def seen(self, elements: Iterable[Element]) -> Iterator[Element]:
        """The elements as they are."""
        types = self._types
        for element in elements:
            for name, value in element.values.items():
                kind = type(value)
                types[name].add(kind)
                if kind is int and not -INTEGER_LIMIT < value < INTEGER_LIMIT:  # type: ignore[operator]
                    self._large.add(name)
            if element.spells and element.spells[-1].end > self.last:
                self.last = element.spells[-1].end
            yield element

    def typed(self) -> tuple[Column, ...]:
        """All columns: first and last day when anything has one, then mentions, then those of the query."""
        names = [*(("first", "last") if self.last and self._types["first"] else ()), *self._names]
        return tuple(Column(name, self._type(name)) for name in names)

    def _type(self, name: str) -> ColumnType:
        found = self._types[name]
        if name in self._lists:
            return "liststring"
        if not found or found & {str, tuple}:
            return "string"
        if bool in found:
            return "boolean" if found == {bool} else "string"
        if float in found:
            return "double"
        return "long" if name in self._large else "integer"


def timed_columns(reader: Reader) -> tuple[Column, ...]:
    """The columns that may have values by spell: those that are added up. Numbers of any kind fit a double."""
    sums = [name for name, way in reader.columns if way == "sum"]
    own = "mentions" if reader.weighed else "weight"
    return tuple(Column(own if name == "weight" else name, "double") for name in sums)
