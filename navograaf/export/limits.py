"""How large a network may be that is drawn, in a page or in a picture.

Asked by the command before anything is laid out, and by the writers again. Law: what is drawn needs places, so no limit
is above that of network/layout.py; whoever is refused is told what to leave out.
"""

from __future__ import annotations

from navograaf.errors import ExportError

DRAWN = ("html", "svg", "png")
"""The endings of what is drawn."""
EDGE_LIMIT = 20_000
"""Most edges of a page: above it a browser answers to the mouse with a delay."""
LESS = (
    "Take less of it with --topic, --mission, --since, --until, --min-weight or --largest-component, or write a .gexf "
    "and lay it out in Gephi"
)


def check_size(kind: str, nodes: int, edges: int) -> None:
    """Raise ExportError when a network of so many nodes and edges is too large for `kind`, an ending."""
    from navograaf.network.layout import LAYOUT_LIMIT
    from navograaf.network.linked import LINKED_LIMIT

    if kind not in DRAWN:
        return
    what = "page" if kind == "html" else "picture"
    if nodes > LAYOUT_LIMIT:
        raise ExportError(f"{nodes:,} nodes are more than a {what} can show ({LAYOUT_LIMIT:,})", todo=LESS)
    if kind == "html" and edges > EDGE_LIMIT:
        raise ExportError(f"{edges:,} edges are more than a page can show ({EDGE_LIMIT:,})", todo=LESS)
    if nodes + edges > LINKED_LIMIT:
        counted = f"{nodes:,} nodes and {edges:,} edges"
        raise ExportError(f"{counted} are more than a {what} can show ({LINKED_LIMIT:,} together)", todo=LESS)
