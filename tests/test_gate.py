"""What a query may not do: no request leaves the machine, no file is read, nothing is changed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from navograaf.answers.gate import LONGEST, admit
from navograaf.answers.query import Engine
from navograaf.errors import QueryError

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

CALLS = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "small letters": "select * { service <URL> { ?s ?p ?o } }",
    "SILENT": "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "sub-select": "SELECT * { { SELECT ?s { SERVICE <URL> { ?s ?p ?o } } } }",
    "EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "NOT EXISTS": "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "MINUS": "SELECT * { ?s ?p ?o MINUS { SERVICE <URL> { ?s ?p ?o } } }",
    "OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
    "short escape": "SELECT * { SERV\\u0049CE <URL> { ?s ?p ?o } }",
    "long escape": "SELECT * { SERV\\U00000049CE <URL> { ?s ?p ?o } }",
    "after a comment that ends in a carriage return": "SELECT * { #x\rSERVICE <URL> { ?s ?p ?o } }",
    "after a number": "SELECT * { ?s ?p 1SERVICE <URL> { ?s ?p ?o } }",
    "after less than": "SELECT * { ?s ?p ?o FILTER(1 <2) SERVICE <URL> { ?s ?p ?o } FILTER(2> 1) }",
    "name in a variable": "SELECT * { SERVICE ?where { ?s ?p ?o } VALUES ?where { <URL> } }",
    "ASK": "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "CONSTRUCT": "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
}
HARMLESS = (
    'SELECT * { ?s ?p "SERVICE <http://example.org/> { }" }',
    "SELECT * { ?s ?p '''a\nSERVICE <x> { }''' }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/>",
    "# SERVICE\nSELECT * { ?s ?p ?o }",
    "SELECT * { ?s <http://example.org/SERVICE> ?o }",
    "SELECT ?service { ?service ?p ?o }",
    "PREFIX e: <http://example.org/> SELECT * { ?s e:service ?o }",
)
UPDATES = (
    "LOAD <file:///etc/hostname>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "PREFIX e: <http://example.org/>\n# a comment\nDROP ALL",
    "clear all",
)


FRAGMENTS = (
    *("SERVICE", "SERVICE ", "service", "SILENT", "<http://127.0.0.1:1/>", "<http://127.0.0.1:1/>{}", "SERVICE:x{}"),
    *("{", "}", "(", ")", "{}", " ", "\n", "\r", "#", "#>", "<", "<", "<?b", "<e:b", ">", "<x)SERVICE#>", "<a>"),
    *("'", '"', "'''", '"""', "''", "\\'", '\\"', "\\u0053", "\\u000D", "\\", "@nl", "^^"),
    *("?a", "?s", "e:p", "e:", "?", "1", "1.", "true", ".", ";", ",", "a", "/", "*", "&&", "||", "=", "!", "-", "|"),
    *("FILTER(", "FILTER(1<2)", "BIND(1<2 AS ?z)", "?s ?p ?o", "OPTIONAL{", "UNION", "EXISTS{", "MINUS{", "VALUES ?v{"),
)
"""What strings, comments, addresses and "less than" begin and end with, so that they stand where a reader errs."""
pieces = st.lists(st.sampled_from(FRAGMENTS), max_size=9).map("".join)


@pytest.fixture
def address() -> Iterator[tuple[str, socket.socket]]:
    """The address of a listener on this machine, and the listener."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.2)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/sparql", listener


@pytest.fixture(scope="module")
def engine(seeds_graph: GraphFolder) -> Iterator[Engine]:
    with Engine(seeds_graph) as found:
        yield found


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS)
def test_a_query_that_calls_another_server_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE sends parts of the graph to another server"):
        admit(query.replace("URL", "http://127.0.0.1:9/"))


def test_no_refused_query_reaches_a_server(engine: Engine, address: tuple[str, socket.socket]) -> None:
    url, listener = address
    for query in CALLS.values():
        with pytest.raises(QueryError):
            engine.run(query.replace("URL", url))
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_service_elsewhere_is_admitted(engine: Engine, query: str) -> None:
    assert admit(query) == query
    engine.run(query + " LIMIT 1" if "#" not in query else query.replace("SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }"))


def test_allow_service_admits_all_of_them() -> None:
    assert len(CALLS) == 16
    for query in CALLS.values():
        assert admit(query, allow_service=True) == query.replace("\r", "\n")


@pytest.mark.parametrize("update", UPDATES)
def test_an_update_is_refused(engine: Engine, update: str) -> None:
    with pytest.raises(QueryError, match="a graph is only changed by building it"):
        engine.run(update)
    assert engine.run("ASK { ?letter navo:letterKind ?kind }").truth


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED", "from", "FR\\u004FM"])
@pytest.mark.parametrize("source", ["file:///etc/hostname", "URL"])
def test_from_reads_no_file_and_no_address(
    engine: Engine, address: tuple[str, socket.socket], clause: str, source: str
) -> None:
    url, listener = address
    with pytest.raises(QueryError):
        engine.run(f"SELECT * {clause} <{source.replace('URL', url)}> {{ ?s ?p ?o }} LIMIT 5")
    with pytest.raises(TimeoutError):
        listener.accept()


def test_from_names_a_graph_of_the_store(engine: Engine) -> None:
    graph = "https://w3id.org/navograaf/graph/letter/28676-346"
    letters = "{ ?letter navo:letterKind ?kind }"
    assert [row[0].short for row in engine.run(f"SELECT ?letter FROM <{graph}> {letters}").rows if row[0]] == [
        "letter/28676-346"
    ]
    assert len(engine.run(f"SELECT ?letter {letters}").rows) == 5


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "empty"),
        (" \n# only a comment\n", "empty"),
        ("ASK { }" + " " * LONGEST, "characters"),
        ("ASK { }\x00", r"control character \(U\+0000\)"),
    ],
    ids=["empty", "comment", "long", "control"],
)
def test_a_text_that_is_no_query_is_refused(query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        admit(query)


def test_a_listener_would_have_heard(engine: Engine, address: tuple[str, socket.socket]) -> None:
    url, listener = address
    with pytest.raises(QueryError):  # the listener never answers
        engine.run(CALLS["plain"].replace("URL", url), allow_service=True, timeout=2)
    listener.accept()[0].close()


STORE = Store()
STORE.add(Quad(*[NamedNode("http://example.org/p")] * 3))


@settings(max_examples=1500, deadline=None)
@given(before=pieces, between=pieces, after=pieces)
@example(before="?s a #x\r<http://t> FILTER(1<2)", between="", after="")
@example(before="?s ?p ?o #x\r", between="", after="'")
@example(before="FILTER(?s<?p#>'''\n)", between=" #'''", after="")
def test_what_is_admitted_calls_nobody(before: str, between: str, after: str) -> None:
    prefixes = "PREFIX e: <http://example.org/> PREFIX : <http://127.0.0.1:1/>"
    query = f"{prefixes} SELECT * {{ {before}SERVICE#>{between}\n<http://127.0.0.1:1/> {{}} {after} }}"
    try:
        admitted = admit(query)
    except QueryError:
        return
    try:
        list(STORE.query(admitted))  # the engine refuses port 1 before it opens a connection, with an OSError
    except SyntaxError:
        return
