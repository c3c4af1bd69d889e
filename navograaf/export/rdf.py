"""The graph itself as RDF: Turtle, TriG, N-Quads or JSON-LD, whole or of one letter.

TriG, N-Quads and JSON-LD keep the named graphs, so each statement still says which letter it came
from; Turtle has none and is their union. Laws: the same graph gives the same bytes, whatever order
the store keeps; memory holds one named graph at a time (Turtle: the list of subjects).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, TypeVar

from navograaf.errors import ExportError
from navograaf.graph.evidence import graph_iri
from navograaf.iris import PREFIXES, THINGS

if TYPE_CHECKING:
    from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

Item = TypeVar("Item")
# A prefix for each kind of thing: with `id:` alone every name would hold an escaped slash (id:mission\/NMI).
_KINDS = (
    *("act", "country", "document", "dossier", "kamerstuk", "kenmerk", "letter", "meeting", "mission"),
    *("organisation", "person", "post", "resolution", "rule", "topic"),
)


def letter_graph(letter: str, stored: Iterable[tuple[str, str]]) -> str:
    """The IRI of a letter's named graph. `stored`: (id, file name) of the letters in the graph folder.

    letter: its id (28676-346), the same after `letter/`, or its file name with or without folder and
    ending. Raises ExportError when no letter, or more than one, is called so.
    """
    pairs = list(stored)
    wanted = letter.removeprefix("letter/")
    found = {name for name, _ in pairs if name == wanted} or {
        name for name, file in pairs if PurePath(letter).name in (file, PurePath(file).stem)
    }
    if len(found) == 1:
        return graph_iri(found.pop())
    some = ", ".join(sorted(found or {name for name, _ in pairs})[:10])
    what = f"more than one letter is called {letter!r}" if found else f"there is no letter {letter!r} in this graph"
    raise ExportError(what, todo=f"Choose one of: {some}" if some else "Build the graph first")


def write_rdf(
    store: Store, stream: IO[bytes], kind: str, graph: str | None = None, counts: dict[str, int] | None = None
) -> int:
    """Write the store, or one named graph of it, as `kind`, one of formats.RDF. Returns the number of statements.

    graph: the IRI of a named graph. counts: gets the number of statements of each named graph, by IRI ("" for those of
    none); of Turtle, which has no graphs, nothing. Raises ExportError when there is nothing to write.
    """
    from pyoxigraph import NamedNode, RdfFormat, serialize

    one = NamedNode(graph) if graph else None
    formats = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD, "ttl": RdfFormat.TURTLE}
    counter = _Counter()
    prefixes = {**PREFIXES, **{name: f"{THINGS}{name}/" for name in _KINDS}}
    if kind == "ttl":
        serialize(counter.counted(_triples(store, one)), stream, formats[kind], prefixes=prefixes)
    else:
        serialize(
            counter.counted(_quads(store, one, {} if counts is None else counts)),
            stream,
            formats[kind],
            prefixes=prefixes,
        )
    if not counter.count:
        raise ExportError("the graph holds nothing to write", todo="Build it first, or choose another letter")
    return counter.count


class _Counter:
    """Counts what passes: the serializer itself does not say."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0

    def counted(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self.count += 1
            yield item


def _quads(store: Store, one: NamedNode | None, counts: dict[str, int]) -> Iterator[Quad]:
    """Quads graph by graph, sorted within each."""
    for graph in [one] if one else _graphs(store):
        quads = sorted(store.quads_for_pattern(None, None, None, graph), key=str)
        counts[getattr(graph, "value", "")] = len(quads)
        yield from quads


def _graphs(store: Store) -> list[NamedNode | DefaultGraph]:
    from pyoxigraph import DefaultGraph

    named = [graph for graph in store.named_graphs() if not isinstance(graph, DefaultGraph)]
    return [DefaultGraph(), *sorted(named, key=str)]  # type: ignore[list-item]


def _triples(store: Store, one: NamedNode | None) -> Iterator[Triple]:
    """Triples without repetition, subject by subject: two letters may say the same of one thing."""
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, one)}
    for subject in sorted(subjects, key=str):
        triples = {quad.triple for quad in store.quads_for_pattern(subject, None, None, one)}
        yield from sorted(triples, key=str)
