"""The rows of one node or edge, put together.

Between reading.py and assemble.py. Laws: the order of the rows does not matter; what is added up, gathered and counted
is what the front comment of the query says; two values where one is asked are an error that names file, row and column.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from navograaf.network.cells import Cleaner, Value
from navograaf.network.model import Timed
from navograaf.network.reading import Packed, Reader
from navograaf.network.spells import Spell, merged


class Gathered(NamedTuple):
    """All that the rows of one element say."""

    label: str
    """"" where no row gives one."""
    spells: tuple[Spell, ...]
    values: dict[str, Value]
    """`weight` stands among them under its own name."""
    timed: Timed


def gathered(reader: Reader, rows: Sequence[Packed], name: str) -> Gathered:
    """The rows of the element called `name`, merged. Raises ExportError for values that do not go together."""
    if len(rows) == 1 and not reader.dynamic:
        return _alone(reader, rows[0], name)
    label = min(filter(None, (reader.clean.text(row[1]) for row in rows)), default="")
    spells = merged({Spell(row[2], row[3]) for row in rows if row[2]})
    values: dict[str, Value] = {"first": spells[0].start, "last": spells[-1].end} if spells else {}
    timed: dict[str, tuple[tuple[Spell, int | float], ...]] = {}
    for place, (column, way) in enumerate(reader.columns):
        cells = [(row[0], cell) for row in rows if (cell := row[4][place]) is not None]
        if not cells:
            continue
        if way == "one":
            values[column] = _one(reader, column, cells, name)
        elif way == "sum":
            values[column] = _sum([_number(reader, column, *cell, name) for cell in cells])
            if reader.dynamic and spells:
                timed[column] = tuple((one, _within(one, rows, place)) for one in spells)
        else:
            items = {item for _, cell in cells for item in _items(reader.clean, cell)}
            if way == "count":
                values[column] = len(items)
            elif items:
                values[column] = tuple(sorted(items))
    return Gathered(label, spells, values, timed)


def _alone(reader: Reader, row: Packed, element: str) -> Gathered:
    """The same for an element of one row, in less time: most edges of large networks are such."""
    number, label, start, end, cells = row
    spells: tuple[Spell, ...] = (Spell(start, end),) if start else ()
    values: dict[str, Value] = {"first": start, "last": end} if start else {}
    for (name, way), cell in zip(reader.columns, cells, strict=True):
        if cell is None:
            continue
        if way == "one":
            values[name] = reader.clean.value(cell)
        elif way == "sum":
            values[name] = _number(reader, name, number, cell, element)
        elif way == "count":
            values[name] = len(_items(reader.clean, cell))
        elif items := _items(reader.clean, cell):
            values[name] = tuple(sorted(items))
    return Gathered(reader.clean.text(label), spells, values, {})


def _items(clean: Cleaner, cell: Value) -> set[str]:
    """The values of a cell that may hold several, one a line."""
    text = clean.text(str(cell))
    return {line for line in text.split("\n") if line} if "\n" in text else {text} if text else set()


def _one(reader: Reader, name: str, cells: Sequence[tuple[int, Value]], element: str) -> Value:
    first = reader.clean.value(cells[0][1])
    for number, raw in cells[1:]:
        cell = reader.clean.value(raw)
        if cell == first and isinstance(cell, bool) == isinstance(first, bool):
            if isinstance(cell, float):
                first = cell  # 1 and 1.0 are one number, whichever comes first
            continue
        todo = "Let the query choose one value"
        if name != "kind":
            todo = f'Name the column in "# lists: {name}" or "# sums: {name}", or let the query choose one value'
        what = f"row {number} ({element}): ?{name} is {cell!r} where another row of the same element says {first!r}"
        raise reader.error(what, todo)
    return first


def _number(reader: Reader, name: str, number: int, cell: Value, element: str) -> int | float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise reader.error(f"row {number} ({element}): ?{name} is {cell!r}, which is no number", "Mend the query")
    return cell


def _sum(numbers: Sequence[int | float]) -> int | float:
    # fsum: floats added one by one would sum to something else when the rows come in another order.
    if len(numbers) == 1:
        return numbers[0]
    return math.fsum(numbers) if any(isinstance(number, float) for number in numbers) else sum(numbers)


def _within(whole: Spell, rows: Sequence[Packed], place: int) -> int | float:
    """What the rows within one spell of their element add up to."""
    inside = [row[4][place] for row in rows if row[2] and whole.start <= row[2] <= whole.end]
    return _sum([cell for cell in inside if isinstance(cell, int | float)])
