"""The same rows from a server as from the folder: with the union as default graph, with a word for it, and without."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from conftest import ROOT
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, QuerySolutions, QueryTriples, Store
from sparql_server import oxigraph, passing, served

from navograaf.answers.ask import ask
from navograaf.answers.ledger import ledger
from navograaf.answers.lookup import rows
from navograaf.answers.meetings import meetings
from navograaf.answers.query import run
from navograaf.answers.trace import trace
from navograaf.cli.ask import query as query_command
from navograaf.cli.export import export as export_command
from navograaf.cli.trace import trace as trace_command
from navograaf.errors import EndpointError, NavograafError, QueryError, SubjectError
from navograaf.export.rdf import write_rdf
from navograaf.graph.folder import GraphFolder
from navograaf.iris import GRAPHS, PREFIXES, THINGS
from navograaf.server.address import address
from navograaf.server.graph_store import GraphStore
from navograaf.server.push import plan, push
from navograaf.server.remote import Endpoint
from navograaf.server.union import SWITCHES

QUERIES = ROOT / "queries"
SHIPPED = sorted(QUERIES.glob("*.rq")) + sorted(QUERIES.glob("gephi/*/*.rq"))
INTERNAL = sorted((QUERIES / "internal").glob("*.rq"))
THE_WAYS = ("union", "switch", "across")
LETTER = f"{THINGS}letter/28676-346"
GIVEN = (f"{THINGS}topic/iraq", f"{THINGS}mission/NMI", f"{THINGS}country/nl", LETTER)


@pytest.fixture(scope="module")
def store(seeds_graph: GraphFolder) -> Store:
    return seeds_graph.store()


@pytest.fixture(scope="module")
def servers(seeds_graph: GraphFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A server whose default graph is the union of all, and one whose default graph is empty."""
    place = tmp_path_factory.mktemp("servers")
    with oxigraph(place / "one", "--union-default-graph") as one, oxigraph(place / "two") as two:
        for url in (one, two):
            graphs = GraphStore(address(url, environ={}))
            push(seeds_graph, graphs, plan(seeds_graph, graphs))
            graphs.close()
        yield {"union": one, "switch": two, "across": two}


@pytest.fixture(scope="module", params=THE_WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def endpoint(servers: dict[str, str], way: str) -> Iterator[Endpoint]:
    with Endpoint(servers[way], switches=() if way == "across" else SWITCHES) as found:
        yield found


def counted(found: Any) -> Counter[tuple[object, ...]]:
    """The rows, however they are ordered. GROUP_CONCAT puts its parts in any order too."""
    assert isinstance(found, QuerySolutions)
    return Counter(tuple(_cell(term) for term in row) for row in found)


def _cell(term: Any) -> object:
    value = getattr(term, "value", None)
    return tuple(sorted(value.split("\n"))) if value and "\n" in value else str(term)


def test_every_way_is_found_out(endpoint: Endpoint, way: str) -> None:
    assert endpoint.union.across == (way == "across")
    assert bool(endpoint.union.params) == (way == "switch")


def test_the_shipped_queries_are_there() -> None:
    assert len(SHIPPED) >= 46
    assert len(INTERNAL) >= 34


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(QUERIES).as_posix())
def test_shipped_queries_have_the_same_rows(store: Store, servers: dict[str, str], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = counted(store.query(text, use_default_graph_as_union=True))
    # The whole graph takes seconds each time: once, and the hard way.
    for way in THE_WAYS if path.parent.name != "all" else ("across",):
        with Endpoint(servers[way], switches=() if way == "across" else SWITCHES) as endpoint:
            assert counted(endpoint.query(text, use_default_graph_as_union=True)) == expected, way


@pytest.mark.parametrize("path", INTERNAL, ids=lambda path: path.stem)
def test_internal_queries_have_the_same_rows(store: Store, endpoint: Endpoint, path: Path) -> None:
    names = set(re.findall(r"\$(\w+)", path.read_text(encoding="utf-8")))
    sentence, statement = (
        min(
            str(quad.subject)[1:-1]
            for quad in store.quads_for_pattern(None, NamedNode(f"{PREFIXES['navo']}{name}"), None)
        )
        for name in ("sentenceKind", "status")
    )
    for iri in (*GIVEN, sentence, statement) if names else GIVEN[:1]:
        given = dict.fromkeys(names, iri)
        for graph in (None, f"{GRAPHS}letter/28676-346"):
            expected = sorted(rows(store, path.stem, graph=graph, **given))
            assert sorted(rows(endpoint, path.stem, graph=graph, **given)) == expected  # type: ignore[arg-type]


ANSWERS: dict[str, Callable[[Any], object]] = {
    "a mission": lambda source: trace(source, ["NMI"]),
    "words": lambda source: trace(source, ["afschrikking"]),
    "two": lambda source: trace(source, ["Irak", "Resolute Support"], narrower=False),
    "ledger": lambda source: ledger(source),
    "ledger of one": lambda source: ledger(source, ["NMI"]),
    "meetings": lambda source: meetings(source),
    "a topic": lambda source: ask(source, "topic-over-time", {"topic": ["Irak"]}),
    "a meeting by its day": lambda source: ask(source, "decisions-at-meeting", {"meeting": ["2020-10-22"]}),
    "a path": lambda source: ask(source, "paper-path", {"from": ["28676-346"], "to": ["28676-344"]}),
    "a letter": lambda source: ask(source, "citations", {"letter": ["004"]}),
    "all": lambda source: ask(source, "expectations-met", {}),
}


@pytest.fixture(scope="module")
def answers(seeds_graph: GraphFolder) -> dict[str, object]:
    """What the folder answers."""
    return {name: answer(seeds_graph) for name, answer in ANSWERS.items()}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_the_same(answers: dict[str, object], endpoint: Endpoint, name: str) -> None:
    assert ANSWERS[name](endpoint) == answers[name]


def test_a_triple_of_two_graphs_counts_once_across_graphs(store: Store, servers: dict[str, str]) -> None:
    """A meeting stands in the graphs of several letters. Oxigraph's own union has such a triple more than once."""
    whole = Store()
    whole.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    text = f"SELECT (COUNT(*) AS ?n) {{ ?l <{PREFIXES['navo']}aboutMeeting> ?m . ?m a ?kind }}"
    asked: Any = (store.query(text, use_default_graph_as_union=True), whole.query(text))
    (twice,), (once,) = asked
    with Endpoint(servers["across"], switches=()) as endpoint:
        (found,) = endpoint.query(text, use_default_graph_as_union=True)
    assert found["n"] == once["n"] != twice["n"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?l ?k { ?l navo:letterKind ?k } ORDER BY ?l",
        "SELECT * { ?l navo:letterKind ?k . ?l ^navo:letter/navo:status ?s } ORDER BY ?l ?k ?s LIMIT 99",
        "SELECT (COUNT(*) AS ?n) { [] navo:letter ?l ; navo:evidence/navo:exact ?s }",
        "SELECT (COUNT(*) AS ?n) { ?a skos:broader+ ?b }",
        "SELECT ?b (COUNT(?a) AS ?n) { ?a (skos:broader|navo:partOf)* ?b . ?b skos:prefLabel ?l } GROUP BY ?b ORDER BY ?b",
        "SELECT DISTINCT ?a ?b { ?a (rdfs:label|skos:prefLabel|^skos:broader/skos:altLabel) ?b } ORDER BY ?a ?b",
        "SELECT ?a { ?a skos:prefLabel ?l FILTER(LANG(?l) = 'nl') MINUS { ?a skos:broader ?b } } ORDER BY ?a",
        "SELECT DISTINCT ?l ?m { ?l navo:letterKind 'report', ?k ; a ?t . OPTIONAL { ?l navo:aboutMeeting [ a ?m ] } } "
        "ORDER BY ?l ?m",
        "SELECT ?l (GROUP_CONCAT(?k) AS ?all) { ?l navo:letterKind ?k , ?k } GROUP BY ?l ORDER BY ?l",
        "SELECT ?x { VALUES ?x { <urn:not-there> } ?x skos:broader* ?y }",
        "SELECT ?y { <urn:not-there> skos:broader* ?y }",
        "ASK { ?l navo:letterKind 'agenda' . ?l navo:aboutMeeting/navo:startDate ?d }",
        "ASK { ?l navo:letterKind 'nothing' }",
        "CONSTRUCT { ?l navo:letterKind ?k } WHERE { ?l navo:letterKind ?k }",
        "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?l navo:letterKind ?k } ?l navo:aboutMeeting ?m }",
        "SELECT ?k FROM <https://w3id.org/navograaf/graph/letter/28676-346> { ?l navo:letterKind ?k }",
        "SELECT ?k FROM NAMED <https://w3id.org/navograaf/graph/letter/28676-346> { GRAPH ?g { ?l navo:letterKind ?k } }",
        'SELECT ?a { ?a rdfs:label ?l FILTER(?l = "a @nl ^^ # {") } # GRAPH ?g { ?a ?b ?c }',
    ],
)
def test_queries_of_a_user_have_the_same_rows(seeds_graph: GraphFolder, endpoint: Endpoint, text: str) -> None:
    assert run(endpoint, text) == run(seeds_graph, text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
        "SELECT ?x { ?x navo:nothing }",
        "SELECT ?x { ?x unknown:p ?y }",
        "ASK { ?x unknown:p ?y }",
        "SELECT ?x { ?x navo:service ?y",
        "",
    ],
)
def test_what_is_refused_of_a_folder_is_refused_before_it_is_sent(
    seeds_graph: GraphFolder, servers: dict[str, str], text: str
) -> None:
    seen: list[str] = []
    with pytest.raises(QueryError) as local:
        run(seeds_graph, text)
    with passing(servers["union"], seen) as url, Endpoint(url) as endpoint, pytest.raises(QueryError) as remote:
        run(endpoint, text)
    assert str(remote.value) == str(local.value)
    assert seen == []


@pytest.mark.parametrize("text", ["DESCRIBE <urn:a>", "CONSTRUCT WHERE { ?a ?b ?c }", "SELECT ?a { ?a ?b (1 2) }"])
def test_what_cannot_be_asked_across_graphs_is_said(servers: dict[str, str], text: str) -> None:
    with Endpoint(servers["across"], switches=()) as endpoint, pytest.raises(QueryError) as error:
        run(endpoint, text)
    assert error.value.todo


def test_limits_hold(endpoint: Endpoint) -> None:
    with pytest.raises(QueryError, match="too many rows"):
        run(endpoint, "SELECT ?a { ?a navo:letter ?b }", rows=10)
    with pytest.raises(QueryError, match="no part called <urn:not-there>"):
        run(endpoint, "SELECT ?a FROM <urn:not-there> { ?a ?b ?c }")
    with pytest.raises(SubjectError):
        trace(endpoint, ["Nergenshuizen"])


def test_a_slow_query_is_not_waited_for(servers: dict[str, str]) -> None:
    with Endpoint(servers["union"]) as endpoint, pytest.raises(QueryError, match=r"more than 0\.2 seconds"):
        run(endpoint, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.2)


def test_the_graph_comes_back_as_it_was(seeds_graph: GraphFolder, servers: dict[str, str], tmp_path: Path) -> None:
    letter = f"{GRAPHS}letter/28676-346"
    for kind, graph, more in (("nq", None, []), ("ttl", letter, ["--letter", "28676-346"])):
        mine, theirs = BytesIO(), tmp_path / f"out.{kind}"
        write_rdf(seeds_graph.store(), mine, kind, graph)
        done = CliRunner().invoke(export_command, [str(theirs), "--endpoint", servers["across"], *more])
        assert done.exit_code == 0, done.output
        assert theirs.read_bytes() == mine.getvalue()


def test_networks_are_the_same(seeds_graph: GraphFolder, servers: dict[str, str], tmp_path: Path) -> None:
    options = ["x.gexf", "--projection", "decisions", "--mission", "NMI"]
    made: list[dict[str, bytes]] = []
    for number, more in enumerate((["--graph", str(seeds_graph.path)], ["--endpoint", servers["across"]])):
        (tmp_path / str(number)).mkdir()
        out = str(tmp_path / str(number) / options[0])
        done = CliRunner().invoke(export_command, [out, *options[1:], *more])
        assert done.exit_code == 0, done.output
        made.append({path.name: path.read_bytes() for path in (tmp_path / str(number)).iterdir()})
    assert made[0] == made[1] != {}


def test_commands_print_the_same(seeds_graph: GraphFolder, servers: dict[str, str]) -> None:
    for command, words in (
        (trace_command, ["NMI", "--format", "markdown"]),
        (query_command, ["SELECT ?q { ?x navo:exact ?q FILTER(STRLEN(?q) > 300) } ORDER BY ?q"]),
    ):
        local = CliRunner().invoke(command, [*words, "--graph", str(seeds_graph.path)])
        remote = CliRunner().invoke(command, [*words, "--endpoint", servers["switch"]])
        assert remote.output == local.output
        assert local.exit_code == remote.exit_code == 0
        assert len(local.output) > 1000


def test_a_server_without_our_graphs_is_named(tmp_path: Path) -> None:
    with oxigraph(tmp_path / "empty") as url, Endpoint(url) as endpoint:
        with pytest.raises(EndpointError, match="no graph of navograaf"):
            endpoint.check()
        assert run(endpoint, "SELECT ?a { ?a ?b ?c }").rows == ()


def test_nothing_is_sent_before_the_first_question() -> None:
    seen: list[str] = []
    with served(lambda handler: seen.append(handler.path)) as url, Endpoint(url):
        pass
    assert seen == []


def test_a_switch_that_a_server_does_not_know_is_not_trusted(store: Store) -> None:
    """A server without a union that passes over every parameter, and one that refuses them."""

    def answered(strict: bool) -> Callable[[Any], None]:
        def reply(handler: Any) -> None:
            given = parse_qs(handler.body.decode())
            if strict and set(given) != {"query"}:
                handler.send(400, b"unknown parameter", "text/plain")
                return
            found = store.query(given["query"][0])
            assert not isinstance(found, QueryTriples)
            handler.send(200, found.serialize(format=QueryResultsFormat.JSON))

        return reply

    for strict in (True, False):
        with served(answered(strict)) as url, Endpoint(url) as endpoint:
            assert endpoint.union.across
            text = f"SELECT ?k {{ <{LETTER}> <{PREFIXES['navo']}letterKind> ?k }}"
            assert [row["k"].value for row in endpoint.query(text, use_default_graph_as_union=True)] == ["questions"]


def test_errors_are_those_of_navograaf() -> None:
    damaged = pytest.raises(NavograafError, match="breaks off or is damaged")
    answer = json.dumps({"a": 1}).encode()
    with served(lambda handler: handler.send(200, answer)) as url, Endpoint(url) as endpoint, damaged:
        trace(endpoint, ["NMI"])
