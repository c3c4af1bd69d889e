"""One query to a SPARQL server, over the SPARQL 1.1 Protocol, and its answer read.

Between client.py and remote.py. Laws: an answer that is cut short, or holds an error in its middle, is no answer: it
is read through before any of it is given out; the query is one that gate.py has let pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING
from urllib.parse import urlencode

from navograaf.errors import EndpointError, QueryError
from navograaf.server.address import Address
from navograaf.server.client import Client
from navograaf.server.received import Answer, shown

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, Triple

SIZE = 1 << 30
"""Bytes that an answer may have."""
Params = Sequence[tuple[str, str]]
"""Parameters of the protocol beside the query."""
_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples"


class Asker:
    """Sends queries to one server, one after another."""

    def __init__(self, place: Address) -> None:
        self._url, self._where, self._client = place.query, place.name, Client(place.authorization)

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def ask(self, query: str, params: Params = (), *, seconds: float) -> QuerySolutions | QueryBoolean:
        """The answer to a SELECT or an ASK. params: of the protocol, beside the query.

        Raises QueryError when the server does not understand the query, takes longer than `seconds` or sends too much;
        EndpointError for all else that goes wrong.
        """
        from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

        answer = self._post(query, params, f"{_ROWS}, application/sparql-results+xml;q=0.5", seconds)
        form = QueryResultsFormat.from_media_type(answer.kind)
        if form not in (QueryResultsFormat.JSON, QueryResultsFormat.XML):
            raise self._unread(answer, "rows")
        try:
            found = parse_query_results(answer.body, format=form)
            if isinstance(found, QueryBoolean):
                return found
            for _ in found:  # to its end: no row is given out of an answer that breaks off
                pass
        except (SyntaxError, ValueError) as error:
            raise self._broken(answer) from error
        answer.body.seek(0)
        return parse_query_results(answer.body, format=form)

    def triples(self, query: str, params: Params = (), *, seconds: float) -> Iterator[Triple]:
        """The triples that a CONSTRUCT or DESCRIBE makes, as they come. Raises as `ask` does, some of it later."""
        from pyoxigraph import RdfFormat

        answer = self._post(query, params, f"{_GRAPH}, text/turtle;q=0.5", seconds)
        form = RdfFormat.from_media_type(answer.kind)
        if form is None:
            raise self._unread(answer, "triples")
        return self._parsed(answer, form)

    def _parsed(self, answer: Answer, form: RdfFormat) -> Iterator[Triple]:
        from pyoxigraph import parse

        try:
            for quad in parse(answer.body, format=form):
                yield quad.triple
        except (SyntaxError, ValueError) as error:
            raise self._broken(answer) from error

    def _post(self, query: str, params: Params, accept: str, seconds: float) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        body = urlencode([("query", query), *params]).encode("ascii")
        answer = self._client.request("POST", self._url, body=body, headers=headers, seconds=seconds, size=SIZE)
        if answer.status != 200:
            raise self._refusal(answer)
        return answer

    def _refusal(self, answer: Answer) -> QueryError | EndpointError:
        status, why = answer.status, answer.reason
        said = f": {why}" if why else ""
        if status in (400, 422):
            return QueryError(f"the server does not take the query{said}", where=self._where)
        if status in (408, 503, 504):
            return QueryError(
                f"the server stopped the query or is busy ({status}{said})", todo="Ask for less, or later"
            )
        todo = ""
        if status in (401, 403):
            todo = "Say who you are with NAVOGRAAF_ENDPOINT_USER and NAVOGRAAF_ENDPOINT_PASSWORD"
        elif status in (404, 405):
            todo = "Does the server take queries at this address? Give the one of its query service"
        return EndpointError(f"the server refuses ({status}{said})", where=self._where, todo=todo)

    def _unread(self, answer: Answer, what: str) -> EndpointError:
        kind = shown(answer.kind) or "something without a type"
        return EndpointError(
            f"the server gives {kind} where {what} were asked for",
            where=self._where,
            todo="Is this the address of its query service?",
        )

    def _broken(self, answer: Answer) -> EndpointError:
        last = _last_words(answer.body)
        return EndpointError(
            f"the answer breaks off or is damaged{f' (it ends with {last!r})' if last else ''}",
            where=self._where,
            todo="The server may have a time limit of its own: ask for less",
        )


def _last_words(body: IO[bytes]) -> str:
    body.seek(0, 2)
    body.seek(max(body.tell() - 120, 0))
    return shown(body.read().decode("utf-8", "replace"))[-100:]
