"""The named graphs of a graph folder, one by one, as N-Triples: what is pushed to a server.

Between the graph folder and push.py. Laws: the hash of a part is that of what it holds, so an equal graph has an equal
hash on every machine; a letter is read when it is pushed, not when it is compared.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from navograaf.errors import GraphError
from navograaf.graph.evidence import graph_iri
from navograaf.graph.folder import GraphFolder
from navograaf.graph.stored import StoredLetter

_END = re.compile(r" <([^<>\"\s]+)> \.\n?\Z")


class Part(NamedTuple):
    """One named graph."""

    graph: str
    """Its IRI."""
    sha256: str
    """Of what it holds: of a letter's N-Quads, as the list of letters has it, else of the triples."""
    read: Callable[[], bytes]
    """Gives its sorted N-Triples, UTF-8."""


def parts(folder: GraphFolder, wanted: frozenset[str] | None = None) -> Iterator[Part]:
    """The graphs of a folder: the reference data, what stands beside the letters, the letters by id.

    wanted: the IRIs of those that are asked for, or None for all. Raises GraphError for a
    file that is damaged.
    """
    try:
        reference = folder.reference_path().read_text(encoding="utf-8")
    except FileNotFoundError:
        reference = ""
    links = "".join(sorted(line for _, text in folder.links() for line in text.splitlines(keepends=True)))
    beside = ((folder.graph(name), f"{name}.nq") for name in ("corrections", "manifestations"))
    for quads, where in ((reference, "reference.nq"), (links, "links"), *beside):
        yield from (part for part in _split(quads, where) if wanted is None or part.graph in wanted)
    for letter in folder.letters():
        if wanted is None or graph_iri(letter.id) in wanted:
            yield Part(graph_iri(letter.id), letter.nquads_sha256, partial(_letter, folder, letter))


def _letter(folder: GraphFolder, letter: StoredLetter) -> bytes:
    (part,) = _split(folder.nquads(letter), letter.nquads.name)
    return part.read()


def count(folder: GraphFolder) -> int:
    """About how many graphs there are, for a bar."""
    return len(folder.letters()) + 1


def _split(quads: str, where: str) -> Iterator[Part]:
    """The graphs of one file of N-Quads, sorted by IRI."""
    if not quads:
        return
    first = _END.search(quads[: quads.index("\n") + 1] if "\n" in quads else quads)
    if first is None:
        raise GraphError("a line names no graph", where=where, todo="Build the graph again")
    end = f" <{first[1]}> .\n"
    # A line end never stands in a term, so a graph that ends every line can be taken off with one call.
    if quads.count(end) == quads.count("\n"):
        yield _part(first[1], quads.replace(end, " .\n"))
        return
    found: dict[str, list[str]] = {}
    for line in quads.splitlines(keepends=True):
        graph = _END.search(line)
        if graph is None:
            raise GraphError("a line names no graph", where=where, todo="Build the graph again")
        found.setdefault(graph[1], []).append(f"{line[: graph.start()]} .\n")
    for name in sorted(found):
        yield _part(name, "".join(found[name]))


def _part(graph: str, triples: str) -> Part:
    data = triples.encode("utf-8")
    return Part(graph, hashlib.sha256(data).hexdigest(), lambda: data)
