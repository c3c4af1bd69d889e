"""A SPARQL server in the place of a store: what answers, networks and exports ask of a store, asked of it.

Between answers/, network/ and export/, which read a pyoxigraph store, and asking.py. Laws: the same rows as of a store
with the same graphs (tests compare them on servers with and without a union); nothing is ever changed there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navograaf.answers.refusals import refused
from navograaf.errors import EndpointError
from navograaf.iris import GRAPHS, PREFIXES
from navograaf.server.address import Address, address
from navograaf.server.asked import dataset, declared, form_of
from navograaf.server.asking import Asker, Params
from navograaf.server.pushed import PUSHED, UNDERWAY
from navograaf.server.syntax import Syntax
from navograaf.server.union import SWITCHES, Union, union_of

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store, Triple

    from navograaf.answers.terms import Result

SECONDS = 300.0
"""Seconds for one of the queries that make an answer or a network."""
_AT_ONCE = 200
"""So many texts go into one question."""


class Endpoint:
    """A server, read-only. It keeps a connection open: use it in a `with` statement, or close it."""

    def __init__(self, place: Address | str, *, switches: Params = SWITCHES) -> None:
        """place: the server, or the address that `address` takes. switches: how a union may be asked for (union.py).

        Nothing is sent before the first question. Raises EndpointError for an address that is none.
        """
        self.place = address(place) if isinstance(place, str) else place
        self._asker, self._switches, self._syntax = Asker(self.place), switches, Syntax()
        self._union: Union | None = None
        self._written: dict[str, str] = {}
        self._ahead: dict[tuple[Any, Any], list[Quad]] = {}

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<server {self.place.name}>"

    def close(self) -> None:
        """Close the connection, and end the process that parses."""
        self._asker.close()
        self._syntax.close()

    @property
    def union(self) -> Union:
        """How this server is asked about all its graphs together."""
        if self._union is None:
            self._union = union_of(self._asker, SECONDS, self._switches)
        return self._union

    def check(self) -> Endpoint:
        """Itself. Raises EndpointError when the server has no graph of navograaf: an empty answer would hide that."""
        if self.union.empty:
            raise EndpointError(
                "the server has no graph of navograaf",
                where=self.place.name,
                todo="Bring one there with `navograaf push --endpoint`",
            )
        return self

    def is_half_pushed(self) -> bool:
        """Whether a push is under way, or broke off, so that answers may lack letters."""
        marked = f'?graphs ?property ?one FILTER(STRSTARTS(STR(?one), "{UNDERWAY}"))'
        return bool(self._send(f"ASK {{ GRAPH <{PUSHED}> {{ {marked} }} }}", (), SECONDS))

    def query(
        self,
        text: str,
        *,
        prefixes: Mapping[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        default_graph: NamedNode | None = None,
    ) -> Any:
        """The answer to a query, as `pyoxigraph.Store.query` gives it: solutions, a truth, or an iterator of triples.

        default_graph: the one graph to ask. Raises QueryError and EndpointError as Asker.ask does.
        """
        query = declared(text, prefixes or {})
        if default_graph is not None:
            return self._send(query, (("default-graph-uri", default_graph.value),), SECONDS)
        return self._united(query, SECONDS) if use_default_graph_as_union else self._send(query, (), SECONDS)

    def answer(self, query: str, graphs: Sequence[str], *, seconds: float, rows: int, characters: int) -> Result:
        """The answer to a query that gate.py let pass. graphs: those after FROM, which are then all that it sees.

        Raises QueryError and EndpointError as Asker.ask does, QueryError for more than so many rows or characters.
        """
        from navograaf.server.answered import result

        self._syntax.check(query, seconds)
        text = declared(query, PREFIXES)
        for graph in graphs:
            if not self._holds(graph, seconds):
                raise refused("graph", graph, query)
        # Oxigraph overlooks FROM where the union is the default, but not the same said in parameters.
        found = self._send(text, dataset(query, graphs), seconds) if graphs else self._united(text, seconds)
        return result(found, rows=rows, characters=characters)

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads of the named graphs that fit a pattern, as a store gives them. None stands for any."""
        from pyoxigraph import DefaultGraph, Quad

        if isinstance(graph_name, DefaultGraph):
            return
        if (subject, graph_name) == (None, None) and (predicate, object) in self._ahead:
            yield from self._ahead[predicate, object]
            return
        given = (subject, predicate, object)
        terms = [f"?{name}" if term is None else str(term) for name, term in zip("spo", given, strict=True)]
        if graph_name is not None:
            where = " ".join(terms)
            query = f"CONSTRUCT {{ {where} }} WHERE {{ GRAPH {graph_name} {{ {where} }} }}"
            for triple in self._asker.triples(query, seconds=SECONDS):
                yield Quad(triple.subject, triple.predicate, triple.object, graph_name)
            return
        own = [f"?{name}" for name in "spo" if f"?{name}" in terms]
        query = f"SELECT {' '.join(own)} ?g WHERE {{ GRAPH ?g {{ {' '.join(terms)} }} }}"
        rows: Any = self._asker.ask(query, seconds=SECONDS)
        for row in rows:
            found: list[Any] = [row[name] if term is None else term for name, term in zip("spo", given, strict=True)]
            yield Quad(found[0], found[1], found[2], row["g"])

    def ahead(self, predicate: str, texts: Sequence[str]) -> None:
        """Read the quads with this property and any of these texts now, since each of them will be asked for."""
        from pyoxigraph import Literal, NamedNode, Quad

        by = NamedNode(predicate)
        for start in range(0, len(texts), _AT_ONCE):
            some = [Literal(text) for text in texts[start : start + _AT_ONCE]]
            self._ahead.update({(by, text): [] for text in some})
            values = " ".join(map(str, some))
            rows: Any = self._asker.ask(
                f"SELECT ?s ?o ?g {{ VALUES ?o {{ {values} }} GRAPH ?g {{ ?s {by} ?o }} }}", seconds=SECONDS
            )
            for row in rows:
                self._ahead[by, row["o"]].append(Quad(row["s"], by, row["o"], row["g"]))

    def named_graphs(self) -> list[NamedNode]:
        """The graphs that are navograaf's, sorted."""
        query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{GRAPHS}")) }}'
        rows: Any = self._asker.ask(query, seconds=SECONDS)
        return sorted((row["g"] for row in rows if row["g"].value != PUSHED), key=str)

    def copied(self, path: Path, only: str | None = None) -> Store:
        """A store in the new folder `path` with these graphs, for what asks too often to ask over a network.

        only: the IRI of the one graph to copy.
        """
        from pyoxigraph import NamedNode, Store

        store = Store(str(path))
        for graph in [NamedNode(only)] if only else self.named_graphs():
            store.bulk_extend(self.quads_for_pattern(None, None, None, graph))
        return store

    def _holds(self, graph: str, seconds: float) -> bool:
        from pyoxigraph import NamedNode

        try:
            return bool(self._send(f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}", (), seconds))
        except ValueError:  # it is no IRI
            return False

    def _united(self, query: str, seconds: float) -> Any:
        union = self.union
        if union.across or (union.chooses and "GRAPH" in query.upper()):
            from navograaf.server.across import across

            if query not in self._written:
                self._written[query] = across(query, lambda text: self._send(text, (), seconds))
            return self._send(self._written[query], (), seconds)
        return self._send(query, union.params, seconds)

    def _send(self, query: str, params: Params, seconds: float) -> Any:
        if form_of(query) in ("construct", "describe"):
            return self._asker.triples(query, params, seconds=seconds)
        return self._asker.ask(query, params, seconds=seconds)
