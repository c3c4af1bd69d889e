"""SPARQL over a graph folder, with limits: time, memory, rows, and what gate.py refuses.

    with Engine("graph") as engine:
        engine.run("SELECT ?letter { ?letter navo:letterKind 'agenda' }").rows

Every query of a user or of queries/ runs here, in a child process. Laws: a query that takes too long is
stopped, not waited for; an answer is whole or there is none; the store cannot be changed. The default
graph is all graphs together, and the prefixes of iris.PREFIXES are known without declaring them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from navograaf.answers.binding import bind
from navograaf.answers.child import Child, Gone, Refused
from navograaf.answers.gate import admit, named_graphs
from navograaf.answers.refusals import engine_error, refused, too_slow
from navograaf.answers.terms import TRIPLE, Result, Row, Term
from navograaf.errors import GraphError, NavograafError
from navograaf.graph.folder import GraphFolder
from navograaf.iris import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.server.remote import Endpoint

TIMEOUT = 30.0
"""Seconds that a query may take."""
ROWS, CHARACTERS = 100_000, 200_000_000
"""Rows, and characters in all of them, that an answer may have."""
MEMORY = 4 << 30
"""Bytes that queries may take in the child process, on systems that can limit it."""
_ATTEMPTS = 5
Source: TypeAlias = "GraphFolder | Endpoint | Path | str"


class Engine:
    """One graph, for one query after another. Use it in a `with` statement."""

    def __init__(self, source: Source, *, memory: int = MEMORY) -> None:
        """source: a graph folder, its path, the path of an Oxigraph store, or a server, which then answers instead.

        Raises GraphError when it is none of these.
        """
        self._server = _server(source)
        self._place = located(source)
        self._memory = memory
        self._child: Child | None = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> Child | None:
        """Start the child process without waiting for it, when there is something else to do first.

        None for a server, which runs already.
        """
        return self._started() if self._server is None else None

    def _started(self) -> Child:
        if self._child and self._child.alive:
            return self._child
        self.close()
        self._child = Child(_store_path(self._place), self._memory)
        return self._child

    def run(
        self,
        text: str,
        *,
        params: Mapping[str, Sequence[Term]] | None = None,
        timeout: float = TIMEOUT,
        rows: int = ROWS,
        allow_service: bool = False,
    ) -> Result:
        """The answer to a SELECT, ASK, CONSTRUCT or DESCRIBE.

        params: values for VALUES blocks (see binding.py); timeout: seconds; rows: how many are accepted.
        Raises QueryError when the query is refused, does not parse, takes too long or has too large an answer.
        """
        query = admit(bind(text, params) if params else text, allow_service=allow_service)
        if self._server is not None:
            return self._server.answer(query, named_graphs(query), seconds=timeout, rows=rows, characters=CHARACTERS)
        request = {
            "query": query,
            "prefixes": PREFIXES,
            "graphs": named_graphs(query),
            "rows": rows,
            "characters": CHARACTERS,
        }
        try:
            return _collected(self._ready().ask(request, timeout), query)
        except Gone as gone:
            self.close()
            raise (too_slow(timeout) if gone.late else engine_error(gone.status, self._memory)) from gone
        except NavograafError:
            raise
        except BaseException:  # Ctrl-C too: replies still to come are not those of the next query
            self.close()
            raise

    def close(self) -> None:
        """End the child process; the next query starts another."""
        if self._child:
            self._child.kill()
            self._child = None

    def _ready(self) -> Child:
        for attempt in range(_ATTEMPTS):
            child = self._started()
            try:
                child.ready()
                return child
            except Refused as error:
                self.close()
                # A build may have replaced the state since its name was read.
                if _store_path(self._place) == child.store or attempt == _ATTEMPTS - 1:
                    raise GraphError(f"the store cannot be opened ({error})", where=str(child.store)) from error
        raise AssertionError("the last attempt returns or raises")


def run(
    source: Source,
    text: str,
    *,
    params: Mapping[str, Sequence[Term]] | None = None,
    timeout: float = TIMEOUT,
    rows: int = ROWS,
    allow_service: bool = False,
) -> Result:
    """The answer to one query over the graph at `source`: Engine.run in a process of its own."""
    with Engine(source) as engine:
        return engine.run(text, params=params, timeout=timeout, rows=rows, allow_service=allow_service)


def located(source: Source) -> GraphFolder | Path:
    """The graph folder, or the path of the Oxigraph store, that `source` names. Raises GraphError for neither.

    A server has no such place, and gets one that nothing opens.
    """
    if isinstance(source, GraphFolder):
        return source
    if not isinstance(source, (Path, str)):
        return Path()
    path = Path(source)
    return path if (path / "CURRENT").is_file() else GraphFolder.open(path)


def opened(source: Source) -> Store:
    """The store that `source` names, opened read-only in this process; a server passes for one (server/remote.py)."""
    server = _server(source)
    if server is not None:
        return cast("Store", server)
    place = located(source)
    if isinstance(place, GraphFolder):
        return cast("Store", place.snapshot())
    from pyoxigraph import Store

    return Store.read_only(str(place))


def _server(source: Source) -> Endpoint | None:
    # Told by what it is not: to import what asks servers costs a folder's answer too much.
    return None if isinstance(source, (GraphFolder, Path, str)) else source


def _store_path(place: GraphFolder | Path) -> Path:
    return place.store_path if isinstance(place, GraphFolder) else place


def _collected(replies: Iterator[dict[str, Any]], query: str) -> Result:
    head: dict[str, Any] = {}
    rows: list[Row] = []
    for reply in replies:
        if "error" in reply:
            raise refused(reply["error"], reply["text"], query)
        if "rows" in reply:
            rows += [tuple(Term(*term) if term else None for term in row) for row in reply["rows"]]
        elif "done" not in reply:
            head = reply
    if "truth" in head:
        return Result((), truth=head["truth"])
    if "triples" in head:
        return Result(TRIPLE, tuple(sorted(set(rows))), graph=True)
    return Result(tuple(head["variables"]), tuple(rows))
