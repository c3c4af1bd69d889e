"""A network as two CSV tables with the column names that Gephi's spreadsheet importer knows.

OUT.csv stands for a pair, since one table cannot hold both: OUT-nodes.csv and OUT-edges.csv. Law:
the first columns are Gephi's own (Id, Label, Timeset; Source, Target, Type, Id, Kind, Label, Weight,
Timeset), the others the network's, in the same order in every row; no text begins a formula, whether a spreadsheet
takes commas, semicolons or tabs for the ends of cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from navograaf.network.cells import Value, cell_text
from navograaf.network.model import Column, Edge, Network, Node
from navograaf.network.spells import Spell

# A spreadsheet passes over blanks before the sign of a formula, and over a quote that it did not expect.
_FORMULA = re.compile(r" *[=+@-]|[\t\r\n]")
_LATER_FORMULA = re.compile(r'([;\t\r\n])(?=[ "]*[=+@-])')
_QUOTED = re.compile(r'[",;\t\r\n]')


def table_paths(path: Path) -> tuple[Path, Path]:
    """Where the pair goes: out.csv -> out-nodes.csv, out-edges.csv."""
    return path.with_name(f"{path.stem}-nodes{path.suffix}"), path.with_name(f"{path.stem}-edges{path.suffix}")


def write_tables(network: Network, nodes: IO[bytes], edges: IO[bytes]) -> None:
    """Write both tables: UTF-8, commas, quotes where any spreadsheet needs them, lines ended by CR LF (RFC 4180)."""
    _write(nodes, _node_rows(network))
    _write(edges, _edge_rows(network))


def timeset(spells: tuple[Spell, ...]) -> str:
    """Spells as Gephi writes a set of intervals: `<[2020-02-12, 2020-02-13]; [2020-10-22, 2020-10-23]>`."""
    return f"<{'; '.join(f'[{start}, {end}]' for start, end in spells)}>" if spells else ""


def safe(text: str) -> str:
    """`text` with an apostrophe wherever a spreadsheet would take what follows for a formula.

    A letter is untrusted, and a CSV file is opened with a double click: Excel and LibreOffice would run
    `=HYPERLINK(...)` from its words. A Dutch Excel ends its cells at semicolons and knows no quote in the middle of
    one, so a formula also begins after a semicolon, a tab or a line break, quoted or not. The apostrophe is seen in
    Gephi, and is rare: no name of ours begins so.
    """
    later = _LATER_FORMULA.sub(r"\1'", text)
    return f"'{later}" if _FORMULA.match(text) else later


def _node_rows(network: Network) -> Iterator[list[str]]:
    yield ["Id", "Label", "Timeset", "kind", *(column.name for column in network.node_columns)]
    for node in network.nodes:
        own = [safe(node.id), safe(node.label), timeset(node.spells), safe(node.kind)]
        yield [*own, *_cells(node, network.node_columns)]


def _edge_rows(network: Network) -> Iterator[list[str]]:
    own = ["Source", "Target", "Type", "Id", "Kind", "Label", "Weight", "Timeset"]
    yield [*own, *(column.name for column in network.edge_columns)]
    direction = "Directed" if network.directed else "Undirected"
    for edge in network.edges:
        own = [safe(edge.source), safe(edge.target), direction, safe(edge.id), safe(edge.kind), safe(edge.label)]
        yield [*own, repr(edge.weight), timeset(edge.spells), *_cells(edge, network.edge_columns)]


def _cells(element: Node | Edge, columns: tuple[Column, ...]) -> list[str]:
    return [_cell(element.values.get(column.name, "")) for column in columns]


def _cell(value: Value) -> str:
    # A number below zero begins with a sign and is no formula.
    return cell_text(value) if isinstance(value, (int, float)) else safe(cell_text(value))


def _write(stream: IO[bytes], rows: Iterable[list[str]]) -> None:
    for row in rows:
        stream.write(f"{','.join(map(_quoted, row))}\r\n".encode())


def _quoted(cell: str) -> str:
    # The csv module leaves semicolons and tabs unquoted, and LibreOffice splits cells at them unless told otherwise.
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
