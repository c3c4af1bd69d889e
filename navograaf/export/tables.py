"""A network as two CSV tables with the column names that Gephi's spreadsheet importer knows.

OUT.csv stands for a pair, since one table cannot hold both: OUT-nodes.csv and OUT-edges.csv. Law:
the first columns are Gephi's own (Id, Label, Timeset; Source, Target, Type, Id, Kind, Label, Weight,
Timeset), the others the network's, in the same order in every row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from navograaf.export.cells import cell_text
from navograaf.export.network import Column, Edge, Network, Node
from navograaf.export.spells import Spell


def table_paths(path: Path) -> tuple[Path, Path]:
    """Where the pair goes: out.csv -> out-nodes.csv, out-edges.csv."""
    return path.with_name(f"{path.stem}-nodes{path.suffix}"), path.with_name(f"{path.stem}-edges{path.suffix}")


def write_tables(network: Network, nodes: IO[bytes], edges: IO[bytes]) -> None:
    """Write both tables: UTF-8, commas, quotes where needed, lines ended by CR LF."""
    _write(nodes, _node_rows(network))
    _write(edges, _edge_rows(network))


def timeset(spells: tuple[Spell, ...]) -> str:
    """Spells as Gephi writes a set of intervals: `<[2020-02-12, 2020-02-13]; [2020-10-22, 2020-10-23]>`."""
    return f"<{'; '.join(f'[{start}, {end}]' for start, end in spells)}>" if spells else ""


def _node_rows(network: Network) -> Iterator[list[str]]:
    yield ["Id", "Label", "Timeset", "kind", *(column.name for column in network.node_columns)]
    for node in network.nodes:
        yield [node.id, node.label, timeset(node.spells), node.kind, *_cells(node, network.node_columns)]


def _edge_rows(network: Network) -> Iterator[list[str]]:
    own = ["Source", "Target", "Type", "Id", "Kind", "Label", "Weight", "Timeset"]
    yield [*own, *(column.name for column in network.edge_columns)]
    direction = "Directed" if network.directed else "Undirected"
    for edge in network.edges:
        own = [edge.source, edge.target, direction, edge.id, edge.kind, edge.label, repr(edge.weight)]
        yield [*own, timeset(edge.spells), *_cells(edge, network.edge_columns)]


def _cells(element: Node | Edge, columns: tuple[Column, ...]) -> list[str]:
    return [cell_text(element.values[column.name]) if column.name in element.values else "" for column in columns]


def _write(stream: IO[bytes], rows: Iterable[list[str]]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    # Lines end as RFC 4180 says; with a line feed alone Python 3.11 leaves a carriage return in a label unquoted.
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    text.flush()
    text.detach()
