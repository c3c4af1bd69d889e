"""Which file a network becomes, by the ending of its name.

Between the command line and the writers, one module a format. Law: a file is written whole or not at all (target.py).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

from navograaf.export.limits import check_size
from navograaf.export.target import written
from navograaf.network.model import Network

__all__ = ["NETWORKS", "Writer", "check_size", "write_network"]

Writer = Callable[[Network, IO[bytes]], None]
NETWORKS = ("gexf", "graphml", "csv", "json", "dot", "html", "svg", "png")
"""The endings of networks."""
RDF = ("ttl", "trig", "nq", "jsonld")
"""The endings of the graph itself (rdf.py)."""


def write_network(network: Network, out: Path, kind: str) -> tuple[Path, ...]:
    """Write a laid out network to `out` as one of NETWORKS; csv makes two files. Returns their paths.

    Raises ExportError when the format cannot hold the network, a renderer is missing or a file cannot be written.
    """
    if kind == "csv":
        from navograaf.export.tables import table_paths, write_tables

        pair = table_paths(out)
        with written(*pair) as (nodes, edges):
            write_tables(network, nodes, edges)
        return pair
    write = _writer(kind)
    with written(out) as (stream,):
        write(network, stream)
    return (out,)


def _writer(kind: str) -> Writer:
    # Imported when asked for: the page and the picture bring templates and renderers along.
    match kind:
        case "gexf":
            from navograaf.export.gexf import write_gexf

            return write_gexf
        case "graphml":
            from navograaf.export.graphml import write_graphml

            return write_graphml
        case "json":
            from navograaf.export.node_link import write_node_link

            return write_node_link
        case "dot":
            from navograaf.export.dot import write_dot

            return write_dot
        case "html":
            from navograaf.export.preview import write_preview

            return write_preview
        case "svg":
            from navograaf.export.svg import write_svg

            return write_svg
        case "png":
            from navograaf.export.png import write_png

            return write_png
    raise ValueError(f"{kind!r} is none of {NETWORKS}")
