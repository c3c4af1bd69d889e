"""A change of links put into the store: the quads that go, then the quads that come.

After update.py. Law: afterwards the graphs of links in the store hold what the database tells, and nothing else was
touched; no more than a part is held in memory at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from navograaf.links.link_change import LinkChange
from navograaf.links.link_quads import graph_iri
from navograaf.links.model import KINDS

if TYPE_CHECKING:
    from pyoxigraph import Store

_PART = 1 << 22
"""Characters of N-Quads that are put into the store at a time."""


def put_into(store: Store, change: LinkChange) -> None:
    """Make the links in `store` those of `change`: all of them where the database is new, else the difference.

    Raises SyntaxError for what is no N-Quads: a defect.
    """
    from pyoxigraph import NamedNode, RdfFormat, parse

    if change.whole:
        for kind in KINDS:
            store.remove_graph(NamedNode(graph_iri(kind)))
        came: Iterable[str] = change.all()
    else:
        for gone, _ in change.differences():
            for quad in parse(input=_text(gone).encode("utf-8"), format=RdfFormat.N_QUADS):
                store.remove(quad)
        came = (_text(new) for _, new in change.differences())
    for part in _parts(came):
        store.load(input=part.encode("utf-8"), format=RdfFormat.N_QUADS)
    for kind in KINDS:  # a graph of which all quads were removed one by one is still listed
        graph = NamedNode(graph_iri(kind))
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)


def _text(lines: set[str]) -> str:
    return "".join(f"{line}\n" for line in sorted(lines))


def _parts(texts: Iterable[str]) -> Iterator[str]:
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= _PART:
            yield "".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting)
