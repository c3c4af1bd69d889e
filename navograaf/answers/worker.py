"""The child process that runs SPARQL over a store, so that a query can be killed.

query.py starts this file by its path and talks to it over stdin and stdout, one JSON object a line. The
engine has no time limit and cannot be interrupted, so the limit is the death of this process. Laws: it
opens the store read-only; it imports nothing of navograaf, to be ready in a few hundredths of a second;
it ends when its parent does (stdin closes), even in the middle of a query.

Request: {"query", "prefixes", "graphs", "rows", "characters"}; graphs: the IRIs in FROM clauses. With {"query",
"prefixes", "parse": true} the query is parsed and not run. Replies: {"variables": [...]}, {"triples": true} or
{"truth": bool}, then {"rows": [...]} in batches, then {"done": true}; {"error": kind, "text": why} at any point. A
term is [kind, value, language, datatype] or null; kind is uri, bnode, literal or triple.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterable
from typing import Any

_BATCH = 500


class _TooLarge(Exception):
    """More rows or characters than asked for."""


def main(store_path: str, memory: int) -> None:
    """Serve the store at `store_path` until stdin closes.

    store_path: "" for an empty store. memory: bytes that queries may take, 0 for any.
    """
    # Ctrl-C goes to every process of a terminal; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    from pyoxigraph import Store

    try:
        store = Store.read_only(store_path) if store_path else Store()
    except (OSError, RuntimeError, ValueError) as error:
        _say({"error": "store", "text": str(error)})
        return
    _limit_memory(memory)
    _say({"ready": True})
    while True:
        _answer(store, requests.get())


def _listen(requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    for line in sys.stdin:
        requests.put(json.loads(line))
    os._exit(0)  # the parent is gone: do not finish a query that nobody waits for


def _limit_memory(memory: int) -> None:
    """Let the process take `memory` bytes of address space more than it has now, where a system can say so."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = _address_space() + memory
    if memory and (hard == resource.RLIM_INFINITY or limit < hard):
        try:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
        except (ValueError, OSError):  # macOS knows the limit and refuses to set it: go on without
            return


def _address_space() -> int:
    # Half a gigabyte with five threads, and more with every core: reserved, hardly any of it used.
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123 (pathlib takes 10 ms to import)
            return int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except FileNotFoundError:  # only Linux tells
        return 0


def _answer(store: Any, request: dict[str, Any]) -> None:
    try:
        if request.get("parse"):
            _parse(store, request)
        else:
            _run(store, request)
    except SyntaxError as error:
        _say({"error": "syntax", "text": str(error)})
    except _TooLarge as error:
        _say({"error": "size", "text": str(error)})
    except MemoryError:
        _say({"error": "memory", "text": ""})
    except (OSError, RuntimeError, ValueError) as error:
        _say({"error": "engine", "text": str(error)})


def _parse(store: Any, request: dict[str, Any]) -> None:
    from pyoxigraph import DefaultGraph

    try:
        # The engine has no call that only parses. It refuses these two together, and does so between parsing and
        # running: a count would be counted here, and a SERVICE asked.
        store.query(
            request["query"],
            prefixes=request["prefixes"],
            use_default_graph_as_union=True,
            default_graph=DefaultGraph(),
        )
    except ValueError:
        _say({"done": True})
    else:
        raise RuntimeError("the engine no longer parses a query without running it")


def _run(store: Any, request: dict[str, Any]) -> None:
    from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

    missing = [graph for graph in request["graphs"] if not store.contains_named_graph(NamedNode(graph))]
    if missing:
        _say({"error": "graph", "text": missing[0]})
        return
    # With the union as default graph the engine does not look at FROM at all.
    union = not request["graphs"]
    found = store.query(request["query"], prefixes=request["prefixes"], use_default_graph_as_union=union)
    if isinstance(found, QueryBoolean):
        _say({"truth": bool(found)})
    elif isinstance(found, QuerySolutions):
        _say({"variables": [variable.value for variable in found.variables]})
        _rows(found, request)
    else:
        _say({"triples": True})
        _rows(found, request)
    _say({"done": True})


def _rows(found: Iterable[Iterable[Any]], request: dict[str, Any]) -> None:
    batch: list[list[list[str] | None]] = []
    characters = 0
    for rows, solution in enumerate(found, start=1):
        row = [None if term is None else _term(term) for term in solution]
        characters += sum(len(term[1]) for term in row if term)
        if rows > request["rows"]:
            raise _TooLarge("rows")
        if characters > request["characters"]:
            raise _TooLarge("characters")
        batch.append(row)
        if len(batch) >= _BATCH:
            _say({"rows": batch})
            batch = []
    if batch:
        _say({"rows": batch})


def _term(term: Any) -> list[str]:
    name = type(term).__name__
    if name == "NamedNode":
        return ["uri", term.value, "", ""]
    if name == "BlankNode":
        return ["bnode", term.value, "", ""]
    if name == "Literal":
        return ["literal", term.value, term.language or "", term.datatype.value]
    return ["triple", str(term), "", ""]


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
