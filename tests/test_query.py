"""SPARQL over a graph folder: rows, limits, errors in one sentence, and a store that nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from navograaf.answers.query import Engine, run
from navograaf.answers.terms import Term, literal, uri
from navograaf.errors import GraphError, NavograafError, QueryError
from navograaf.iris import PREFIXES

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

LETTER = "https://w3id.org/navograaf/id/letter/28676-346"
SLOW = "SELECT ?a ?b ?c { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z } ORDER BY ?x ?y ?z ?a ?b ?c"


@pytest.fixture(scope="module")
def engine(seeds_graph: GraphFolder) -> Iterator[Engine]:
    with Engine(seeds_graph) as found:
        yield found


def test_select_gives_rows_of_terms(engine: Engine) -> None:
    result = engine.run(
        f"SELECT ?number ?date {{ <{LETTER}> navo:number ?number OPTIONAL {{ <{LETTER}> eli:date_document ?date }} }}"
    )
    assert result.variables == ("number", "date")
    assert result.rows == ((literal("346"), None),)
    assert result.values() == [{"number": "346"}]
    assert not result.graph
    assert result.truth is None


def test_ask_gives_a_truth(engine: Engine) -> None:
    assert engine.run(f"ASK {{ <{LETTER}> navo:number '346' }}").truth is True
    assert engine.run(f"ASK {{ <{LETTER}> navo:number '345' }}").truth is False


def test_construct_gives_a_graph_without_doubles(engine: Engine) -> None:
    result = engine.run("CONSTRUCT { ?letter navo:letterKind 'x' } { ?letter navo:letterKind ?kind ; ?p ?o }")
    assert result.graph
    assert len(result.rows) == 5
    predicate = uri(PREFIXES["navo"] + "letterKind")
    assert all(row[1:] == (predicate, literal("x")) for row in result.rows)
    assert list(result.rows) == sorted(result.rows)


def test_describe_tells_of_one_thing(engine: Engine) -> None:
    result = engine.run(f"DESCRIBE <{LETTER}>")
    assert result.graph
    assert {row[0] for row in result.rows} == {uri(LETTER)}


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_the_prefixes_are_known(engine: Engine, prefix: str) -> None:
    assert engine.run(f"SELECT (STR({prefix}:x) AS ?iri) {{ }}").values() == [{"iri": PREFIXES[prefix] + "x"}]


def test_values_of_parameters_go_into_their_block(engine: Engine) -> None:
    query = "SELECT ?number { VALUES ?letter { UNDEF } ?letter navo:letterKind ?kind ; navo:number ?number }"
    assert engine.run(query, params={"letter": [uri(LETTER)]}).values() == [{"number": "346"}]
    assert len(engine.run(query, params={"letter": []}).rows) == len(engine.run(query).rows) > 1
    with pytest.raises(QueryError, match=r"no block VALUES \?other"):
        engine.run(query, params={"other": [uri(LETTER)]})


def test_a_parameter_is_never_sparql(engine: Engine) -> None:
    query = "SELECT ?words { VALUES ?words { UNDEF } }"
    hostile = '" } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #\n\\'
    assert engine.run(query, params={"words": [literal(hostile)]}).values() == [{"words": hostile}]
    with pytest.raises(NavograafError):
        engine.run(query, params={"words": [Term("uri", "urn:a> } SERVICE <urn:b")]})


@pytest.mark.parametrize(
    ("query", "words", "where"),
    [
        ("SELECT * WHERE ?s ?p ?o }", "does not parse from", "line 1"),
        ("SELECT *\n{ ?s ?p ?o", "ends too early", "line 2"),
        ("SELECT * { ?s nope:x ?o }", "the prefix 'nope:' is not declared", "line 1"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "neither grouped nor counted", ""),
        ("letters about Iraq", "does not parse", "line 1"),
    ],
)
def test_a_query_that_does_not_parse_is_one_sentence(engine: Engine, query: str, words: str, where: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        engine.run(query)
    assert where in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "expected one of" not in str(caught.value)


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_is_answered(engine: Engine) -> None:
    with pytest.raises(QueryError, match="took more than 1 seconds and was stopped"):
        engine.run(SLOW, timeout=1)
    assert engine.run("ASK { ?letter navo:letterKind ?kind }").truth


def test_too_large_an_answer_is_refused_whole(engine: Engine) -> None:
    with pytest.raises(QueryError, match="too many rows"):
        engine.run("SELECT * { ?s ?p ?o }", rows=10)
    with pytest.raises(QueryError, match="too many rows"):
        engine.run("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", rows=10)
    assert len(engine.run("SELECT * { ?s ?p ?o } LIMIT 10", rows=10).rows) == 10


def test_the_default_graph_is_all_graphs_together(engine: Engine) -> None:
    both = f"{{ ?mention navo:letter <{LETTER}> ; navo:mentions ?thing . ?thing skos:prefLabel ?label }}"
    assert engine.run(f"ASK {both}").truth
    assert not engine.run(f"ASK {{ GRAPH ?one {both} }}").truth  # the label is in the reference, the mention is not


def test_queries_change_nothing_in_the_store(seeds_graph: GraphFolder) -> None:
    def content() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in seeds_graph.store_path.rglob("*") if path.is_file()}

    before = content()
    run(seeds_graph, "SELECT * { ?s ?p ?o } LIMIT 100")
    with pytest.raises(QueryError):
        run(seeds_graph, "DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(QueryError):
        run(seeds_graph, SLOW, timeout=0.2)
    assert content() == before


def test_a_folder_without_a_graph_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        run(tmp_path, "ASK { }")
