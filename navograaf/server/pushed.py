"""What a server has of a graph folder: a graph of its own there, with the hash of every graph that was pushed.

Read and written by push.py. It stands on the server so that another machine can go on. Laws: a graph that is listed
with a hash is there with that hash; one that is listed as UNDERWAY alone may be there or not; a graph that is
not listed is not ours, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from navograaf.errors import EndpointError
from navograaf.graph.nquads import iri, text
from navograaf.iris import GRAPHS, PREFIXES
from navograaf.server.graph_store import GraphStore

PUSHED = f"{GRAPHS}pushed"
"""The IRI of the list."""
UNDERWAY = "0" * 64
"""Stands for the hash of a graph that is about to be stored or deleted, until that is done."""
_HASH = f"{PREFIXES['schema']}sha256"
_LINE = re.compile(
    r"""<(?P<list>[^<>"\s]+)>\s+<(?P<property>[^<>"\s]+)>\s+"(?P<sha256>[0-9a-f]{64})[ ](?P<graph>[^<>"\s]+)"
        (?:\^\^<http://www\.w3\.org/2001/XMLSchema\#string>)?\s*\.""",
    re.VERBOSE,
)


def read(store: GraphStore) -> dict[str, str]:
    """IRI of graph -> hash, or UNDERWAY for one of which it is not known what the server has.

    A hash beside UNDERWAY was added when the graph was stored, and counts. Raises EndpointError when the graph of that
    name holds something else.
    """
    found: dict[str, str] = {}
    for line in store.get(PUSHED).decode("utf-8", "replace").split("\n"):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        if match is None or (match["list"], match["property"]) != (PUSHED, _HASH):
            raise EndpointError(
                f"the graph <{PUSHED}> of the server holds something else than a list of what was pushed",
                todo="Delete that graph, and everything will be pushed again",
            )
        graph, sha256 = match["graph"], match["sha256"]
        before = found.get(graph, UNDERWAY)
        if before == UNDERWAY:
            found[graph] = sha256
        elif sha256 not in (UNDERWAY, before):
            found[graph] = UNDERWAY
    return found


def write(store: GraphStore, listed: Mapping[str, str]) -> None:
    """Replace the list."""
    if listed:
        store.put(PUSHED, _lines(listed.items()))
    else:
        store.delete(PUSHED)


def add(store: GraphStore, stored: Mapping[str, str], *, once: bool = False) -> None:
    """Add the hashes of graphs that are listed as UNDERWAY. once: do not try again when the server does not answer."""
    if stored:
        store.add(PUSHED, _lines(stored.items()), once=once)


def _lines(listed: Iterable[tuple[str, str]]) -> bytes:
    # One subject for all of it: whatever counts the things of the union of all graphs meets one more.
    front = f"{iri(PUSHED)} {iri(_HASH)} "
    return "".join(f"{front}{text(f'{sha256} {graph}')} .\n" for graph, sha256 in sorted(listed)).encode("utf-8")
