"""The rows of one of the two queries, checked and packed.

Between rows.py and gathered.py. Laws: a column keeps out of the names that Gephi and navograaf give themselves; a row
outside what is asked for still describes its element, but adds nothing up; broken rows are named with their number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from navograaf.errors import ExportError
from navograaf.network.cells import Cleaner, Value, has_illegal
from navograaf.network.front import Table
from navograaf.network.selection import Selection
from navograaf.network.spells import spell

RESERVED = frozenset(
    {"x", "y", "z", "r", "g", "b", "a", "size", "color", "colour", "viz", "timeset", "interval", "type", "key"}
    | {"degree", "weighted_degree", "betweenness", "community", "first", "last", "spells"}
)
"""Names that Gephi, Gephi Lite or navograaf itself gives to columns, and `key`, which networkx keeps for itself."""
_OWN = frozenset({"label", "kind", "start", "end", "weight", "about"})
_ENDS = {True: frozenset({"source", "target"}), False: frozenset({"id"})}
_OVER_TIME = "_over_time"  # how the writer of GEXF calls a number that changes
_FOREVER = "9999-12-31"

Packed = tuple[int, str, str, str, tuple[Value | None, ...]]
"""A row: its number, label, first and last day ("" where it has none), and the cells of Reader.columns."""


class Reader:
    """Reads the rows of the nodes or of the edges."""

    def __init__(self, table: Table, columns: Sequence[str], selection: Selection, *, dynamic: bool = False) -> None:
        """columns: those of the query. dynamic: whether to keep the sums by spell.

        Raises ExportError for a column whose name is taken.
        """
        self.table, self.selection, self.dynamic = table, selection, dynamic
        self.clean = Cleaner()
        self.has_about = "about" in columns
        edges = "source" in table.required
        self.weighed = not edges and "weight" in columns
        """Whether these are nodes with a weight."""
        own = _OWN | _ENDS[edges]
        self.free = [column for column in columns if column not in own]
        for column in self.free:
            # Importers take `Weight` for `weight`, so the case of a name does not make it another.
            name = column.lower()
            taken = name in RESERVED | _OWN | _ENDS[True] | _ENDS[False] or name.endswith(_OVER_TIME)
            if taken or (name == "mentions" and self.weighed):
                raise self.error(f"the column name ?{column} is taken", "Call it otherwise")
        weight = ("weight",) if edges or self.weighed else ()
        self.columns = [(name, table.merge(name)) for name in ("kind", *weight, *self.free)]
        self.first, self.last = _FOREVER, ""
        """The first and the last day of all rows."""

    def pack(self, number: int, row: Mapping[str, Value], *, of_thing: bool = False) -> tuple[Packed, bool]:
        """A row packed, and whether it is in the stretch of time and about the things that are asked for.

        A row that is not keeps only what describes. of_thing: whether it is a row of such a thing itself. Raises
        ExportError for a date that is none and a spell that ends before it starts.
        """
        start, end = self._days(number, row)
        cells = tuple(row.get(name) for name, _ in self.columns)
        label = str(row.get("label", ""))
        wanted = self.selection.in_time(start, end)
        if wanted and self.has_about and self.selection.things and not of_thing:
            if "about" not in row:
                # It tells of the element itself, such as the date of a letter: true whatever is asked for.
                return (number, label, start, end, cells), False
            wanted = self.selection.about(row["about"])
        if wanted:
            return (number, label, start, end, cells), True
        described = tuple(cell if way == "one" else None for cell, (_, way) in zip(cells, self.columns, strict=True))
        return (number, label, "", "", described), False

    def checked_id(self, number: int, column: str, name: str) -> str:
        """`name`, which can be the id of an element. Raises ExportError when it cannot."""
        # No white space: an edge's id is its source, kind and target with spaces between, and must be unique.
        if not name or has_illegal(name) or any(character.isspace() for character in name):
            raise self.error(f"row {number}: ?{column} is {name!r}, which cannot be an id", "Give the IRI of the thing")
        return name

    def checked_kind(self, number: int, row: Mapping[str, Value]) -> str:
        """The kind that a row gives. Raises ExportError when that is not one word."""
        kind = self.clean.text(str(row.get("kind", "")))
        if len(kind.split()) != 1 or kind != kind.strip():
            what = "empty" if not kind.strip() else f"{kind!r}, which is not one word"
            raise self.error(f"row {number}{_element(row)}: ?kind is {what}", "Bind one word in every row")
        return kind

    def error(self, what: str, todo: str) -> ExportError:
        """An error in this query."""
        return ExportError(what, where=self.table.where, todo=todo)

    def _days(self, number: int, row: Mapping[str, Value]) -> tuple[str, str]:
        """The first and the last day of a row, "" and "" without a date."""
        if "start" not in row and "end" not in row:
            return "", ""
        try:
            when = spell(*(str(row[name]) if name in row else None for name in ("start", "end")))
        except ValueError as error:
            raise self.error(
                f"row {number}{_element(row)}: the time is wrong: {error}",
                "Mend the dates in the graph, or ?start and ?end in the query",
            ) from error
        assert when is not None
        self.first, self.last = min(self.first, when.start), max(self.last, when.end)
        return when


def _element(row: Mapping[str, Value]) -> str:
    """What a row is about, for an error: the order of rows is the engine's own, so a number alone leads nowhere."""
    name = " ".join(str(row[end]) for end in ("id", "source", "target") if end in row)
    return f" ({name})" if name else ""
