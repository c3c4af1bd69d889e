"""The named graphs of a server, over the SPARQL 1.1 Graph Store HTTP Protocol: read, replaced, added to, deleted.

Between client.py and push.py. Laws: a graph is replaced by one request, which a server does whole or not at all; what
a server cannot do now is tried again, so many times and no more, and each time that is told; what it refuses is said at
once, in its own words; a server that never answered is not waited for.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import quote

from navograaf.errors import EndpointError, QueryError
from navograaf.server.address import Address
from navograaf.server.client import Client
from navograaf.server.failures import Absent, Unreachable
from navograaf.server.received import Answer

SECONDS = 300.0
"""Seconds that one request may take: a letter of a thousand pages takes a few."""
SIZE = 1 << 30
_WAITS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds between one try and the next."""
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504, 507})
"""Answers after which the same request may do better."""
_DENIED = frozenset({401, 403})
TRIPLES = "application/n-triples"


class GraphStore:
    """The graphs of one server. Every name is the IRI of a named graph."""

    def __init__(
        self, place: Address, *, wait: Callable[[float], None] = time.sleep, say: Callable[[str], None] = lambda _: None
    ) -> None:
        """wait: what passes the time between two tries, in seconds; say: told of each of them, in a sentence."""
        self._url, self._client, self._wait, self._say = place.graphs, Client(place.authorization), wait, say
        self._where = place.store_name
        self._answered = False

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def get(self, graph: str) -> bytes:
        """The graph as N-Triples; empty when the server has none of this name. Raises as `put` does."""
        answer = self._try("GET", graph, b"")
        if answer is None:
            return b""
        if answer.kind not in (TRIPLES, "text/plain") and answer.body.read(1):
            raise EndpointError(
                f"the server gives {answer.kind or 'something without a type'} where N-Triples were asked for",
                where=self._where,
                todo="Name the address of its graph store with --graph-store",
            )
        answer.body.seek(0)
        return answer.body.read()

    def put(self, graph: str, triples: bytes) -> None:
        """Replace the graph by these N-Triples (UTF-8), or make it.

        Raises EndpointError when the server refuses, or after the last try; QueryError when it takes too long.
        """
        self._try("PUT", graph, triples)

    def add(self, graph: str, triples: bytes, *, once: bool = False) -> None:
        """Add these N-Triples to the graph, or make it of them. once: try once. Raises as `put` does."""
        self._try("POST", graph, triples, once=once)

    def delete(self, graph: str) -> None:
        """Take the graph away; one that is not there is no error. Raises as `put` does."""
        self._try("DELETE", graph, b"")

    def _try(self, method: str, graph: str, triples: bytes, *, once: bool = False) -> Answer | None:
        """The answer, after as many tries as it takes; None for a graph that is not there."""
        url = f"{self._url}{'&' if '?' in self._url else '?'}graph={quote(graph, safe='')}"
        headers = {"Content-Type": TRIPLES} if triples or method in ("PUT", "POST") else {"Accept": TRIPLES}
        tried = 0
        while True:
            tried += 1
            pause = None if once or tried > len(_WAITS) else _WAITS[tried - 1]
            try:
                answer = self._client.request(method, url, body=triples, headers=headers, seconds=SECONDS, size=SIZE)
            except Unreachable as error:
                # One that was there a moment ago may be starting again; for one that never was, the address is wrong.
                if pause is None or (tried > 1 and isinstance(error, Absent) and not self._answered):
                    raise
                self._again(error.what, pause)
                continue
            except QueryError as error:
                raise EndpointError(
                    error.what, where=self._where, todo="What was pushed before is kept; go on with the same command"
                ) from error
            self._answered = True
            if answer.status not in _LATER or pause is None:
                return self._judged(method, graph, answer)
            self._again(f"the server cannot do it now ({answer.status})", pause)

    def _again(self, why: str, pause: float) -> None:
        self._say(f"{self._where}: {why}; trying again in {pause:g} seconds")
        self._wait(pause)

    def _judged(self, method: str, graph: str, answer: Answer) -> Answer | None:
        if 200 <= answer.status < 300:
            return answer
        if answer.status in (404, 410) and method in ("GET", "DELETE"):
            return None
        said = f": {answer.reason}" if answer.reason else ""
        raise EndpointError(
            f"the server refuses to {_VERBS[method]} <{graph}> ({answer.status}{said})",
            where=self._where,
            todo=_remedy(answer.status),
        )


_VERBS = {"GET": "give", "PUT": "store", "POST": "add to", "DELETE": "delete"}


def _remedy(status: int) -> str:
    if status in _DENIED:
        return "Say who you are with NAVOGRAAF_ENDPOINT_USER and NAVOGRAAF_ENDPOINT_PASSWORD"
    if status in (404, 405):
        return "Does it take graphs at this address? Name another with --graph-store"
    return "What was pushed before is kept; go on with the same command" if status >= 500 else ""
