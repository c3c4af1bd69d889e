"""Projections: two queries that turn a graph into the nodes and the edges of a network.

A projection is a folder queries/gephi/NAME/ with nodes.rq and edges.rq, so that an analyst adds one
without Python; queries/gephi/README.md is the contract of their columns and front comments. A file
edges-VARIANT.rq beside edges.rq draws the edges another way. This module finds the folder and reads it with front.py;
rows.py runs the queries. Law: a file that breaks the contract is named, with the remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from navograaf.errors import ExportError
from navograaf.files import folder
from navograaf.network.front import Table, names, table
from navograaf.network.model import Layout

NODE_COLUMNS = ("id", "label", "kind")
EDGE_COLUMNS = ("source", "target", "kind", "label")
"""The columns that a query must have; start, end, weight, evidence, about and any others are free."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A network as its folder describes it."""

    name: str
    title: str
    description: str
    directed: bool
    kinds: tuple[str, ...]
    """Kinds of nodes in the order of the palette; others follow."""
    nodes: Table
    edges: Table
    layout: Layout = "network"
    edge_kinds: tuple[str, ...] = ()
    """Kinds of edges in the order of their colours; others follow."""
    kind_names: Mapping[str, str] = field(default_factory=dict)
    """What a reader calls a kind of nodes."""


def projections() -> dict[str, str]:
    """The names for --projection, sorted, each with its title."""
    fronts = {name: table(*_file(place, "nodes.rq"), NODE_COLUMNS)[1] for name, place in _shipped().items()}
    return {name: front.get("title", "") for name, front in fronts.items()}


def projection(name: str, by: str | None = None) -> Projection:
    """Read a projection: one of `projections`, or a folder of the user's own given by its path (`./mine`).

    by: the variant of its edges, edges-BY.rq; None reads edges.rq. Raises ExportError for an unknown name
    or variant (it lists the known) and for a file that is missing or broken.
    """
    place = _place(name)
    nodes, front = table(*_file(place, "nodes.rq"), NODE_COLUMNS)
    edges, edge_front = table(*_file(place, _edges(place, by)), EDGE_COLUMNS)
    if not front.get("title"):
        raise ExportError("the title is missing", where=nodes.where, todo='Begin the file with "# title: ..."')
    layout = front.get("layout", "network")
    for key, value, known, query in (
        ("direction", edge_front.get("direction"), ("directed", "undirected"), edges),
        ("layout", layout, get_args(Layout), nodes),
    ):
        if value not in known:
            raise ExportError(
                f"the {key} is missing or unknown",
                where=query.where,
                todo="Begin the file with " + " or ".join(f'"# {key}: {word}"' for word in known),
            )
    return Projection(
        name=place.resolve().name,
        title=front["title"],
        description=edge_front.get("description", front.get("description", "")),
        directed=edge_front["direction"] == "directed",
        kinds=tuple(front.get("kinds", "").split()),
        nodes=nodes,
        edges=edges,
        layout=layout,  # type: ignore[arg-type]  # one of its words, as was just seen
        edge_kinds=tuple(edge_front.get("kinds", "").split()),
        kind_names=names(front.get("names", ""), nodes.where),
    )


def _shipped() -> dict[str, Path]:
    """The folders in queries/gephi that hold a projection, by name."""
    return {path.parent.name: path.parent for path in sorted((folder("queries") / "gephi").glob("*/nodes.rq"))}


def _file(place: Path, name: str) -> tuple[Path, str]:
    """A file of a projection, and where it is as a user knows it."""
    path, queries = place / name, folder("queries")
    return path, f"queries/{path.relative_to(queries).as_posix()}" if path.is_relative_to(queries) else str(path)


def _place(name: str) -> Path:
    """The folder of a projection."""
    known = _shipped()
    if name in known:
        return known[name]
    if name and Path(name).is_dir():
        return Path(name)
    todo = f"Choose one of: {', '.join(known)}; or give the path of a folder with nodes.rq and edges.rq"
    raise ExportError(f"there is no projection {name!r}", todo=todo)


def _edges(place: Path, by: str | None) -> str:
    """The name of the file of the edges, or of a variant of them."""
    if by is None:
        return "edges.rq"
    known = sorted(path.stem.removeprefix("edges-") for path in place.glob("edges-*.rq"))
    if by not in known:
        todo = f"Choose one of: {', '.join(known)}; or leave --by out" if known else "Leave --by out"
        raise ExportError(f"the projection {place.resolve().name!r} has no edges by {by!r}", todo=todo)
    return f"edges-{by}.rq"
