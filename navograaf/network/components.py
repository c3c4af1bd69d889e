"""The largest connected part of a network.

For assemble.py. Laws: an edge joins its ends whatever its direction; of parts of one size the one with the first id
is taken; memory grows with the nodes, not with the edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from navograaf.network.model import Edge, Edges


def largest_component(names: Sequence[str], edges: Edges) -> tuple[list[str], Iterator[Edge]]:
    """The nodes (sorted as given) and the edges of the largest part."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]  # halving the path keeps the trees flat
            name = parent[name]
        return name

    for edge in edges:
        one, other = root(edge.source), root(edge.target)
        if one != other:
            # The smaller id is the root, so that a part is known by its first.
            parent[max(one, other)] = min(one, other)
    if not names:
        return [], iter(())
    roots = {name: root(name) for name in names}
    sizes = Counter(roots.values())
    largest = min(sizes, key=lambda name: (-sizes[name], name))
    chosen = [name for name in names if roots[name] == largest]
    return chosen, (edge for edge in edges if roots[edge.source] == largest)
