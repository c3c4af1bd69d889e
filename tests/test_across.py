"""What a query becomes for a server that keeps its graphs apart; that its rows are right is shown in test_remote.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from navograaf.errors import QueryError
from navograaf.server.across import across
from navograaf.server.closure import MOST
from navograaf.server.tokens import joined, tokens

P, Q = NamedNode("urn:p"), NamedNode("urn:q")
NODES = [NamedNode(f"urn:n{n}") for n in range(4)]
GRAPHS = [NamedNode(f"urn:g{n}") for n in range(3)]
QUERIES = (
    "SELECT ?a ?b { ?a <urn:p> ?b }",
    "SELECT ?a ?c { ?a <urn:p> ?b . ?b <urn:q> ?c }",
    "SELECT ?a ?c { ?a <urn:p>/<urn:q> ?c }",
    "SELECT * { ?a ^<urn:p>/(<urn:q>|<urn:p>) ?c }",
    "SELECT ?a ?c { ?a (<urn:p>|<urn:q>) ?c }",
    "SELECT ?a ?c { ?a (<urn:p>|^<urn:q>) ?c }",
    "SELECT ?a ?c { ?a (<urn:p>/<urn:q>|<urn:p>) ?c }",
    "SELECT ?a ?b { ?a <urn:p>* ?b }",
    "SELECT ?a ?b { ?a <urn:p>+ ?b }",
    "SELECT ?a ?b { ?a <urn:p>? ?b }",
    "SELECT ?a { ?a <urn:p>* ?a }",
    "SELECT ?a { ?a <urn:p>+ ?a }",
    "SELECT ?a ?b ?c { ?a <urn:p>* ?b . ?b <urn:q>* ?c }",
    "SELECT ?a ?b ?c { ?a (<urn:p>|^<urn:q>)* ?b . ?b <urn:q> ?c }",
    "SELECT DISTINCT ?a ?b { ?a (<urn:p>/<urn:q>?)+ ?b }",
    "SELECT ?a ?b { VALUES ?a { <urn:n0> <urn:n1> <urn:zzz> } ?a (<urn:p>|<urn:q>)* ?b }",
    "SELECT ?a ?b { VALUES ?b { <urn:n0> } ?a <urn:p>* ?b . ?a <urn:q> ?c }",
    "SELECT ?b { <urn:n0> <urn:p>* ?b }",
    "SELECT ?b { <urn:n0> <urn:p>*/<urn:q> ?b }",
    "SELECT ?b { ?b <urn:p>* <urn:n1> . ?b <urn:q>? <urn:n2> }",
    "SELECT ?a { ?a !(<urn:p>) ?b }",
    "SELECT ?a { ?a <urn:p> [ <urn:q> ?c ] }",
    "SELECT ?a { ?a <urn:p> _:x . _:x <urn:q> [] }",
    "SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?b , ?c ; <urn:q> ?d }",
    "SELECT ?a (COUNT(?b) AS ?n) { ?a <urn:p>|<urn:q> ?b } GROUP BY ?a",
    "SELECT ?a (COUNT(DISTINCT ?b) AS ?n) (MIN(?b) AS ?m) { ?a <urn:p>|<urn:q> ?b } GROUP BY ?a",
    "SELECT ?a ?c { ?a <urn:p> ?b OPTIONAL { ?b <urn:q> ?c } }",
    "SELECT ?a { ?a <urn:p> ?b MINUS { ?b <urn:q>/<urn:p> ?c } }",
    "SELECT ?a { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?b } FILTER EXISTS { ?b <urn:p>* <urn:n1> } }",
    "SELECT ?a { ?a <urn:p> ?b FILTER(NOT EXISTS { ?b <urn:q> ?c } || ?a = <urn:n0>) }",
    "SELECT ?a ?n { ?a <urn:p> ?b { SELECT ?b (COUNT(*) AS ?n) { ?b <urn:q> ?c } GROUP BY ?b } }",
    "SELECT ?a ?b { ?a <urn:p> ?b { SELECT DISTINCT ?b { ?b <urn:q> ?c . ?c <urn:p>? ?d } } }",
    "SELECT (1 AS ?x) { <urn:n0> <urn:p> <urn:n1> }",
    "SELECT ?a { <urn:n0> <urn:p> <urn:n1> . ?a a? <urn:n1> }",
    "SELECT ?p { ?a ?p ?b . ?b ?p ?c }",
    "SELECT ?g { GRAPH ?g { ?a <urn:p> ?b } ?b <urn:q> ?c }",
    "SELECT ?a ?b { BIND(<urn:n1> AS ?a) ?a <urn:p> ?b }",
)

IN_OTHER_WORDS = {
    "SELECT * { ?a ^<urn:p>/(<urn:q>|<urn:p>) ?c }": (
        "SELECT ?a ?c { ?x <urn:p> ?a { ?x <urn:q> ?c } UNION { ?x <urn:p> ?c } }"
    ),
    "SELECT ?a ?c { ?a (<urn:p>|<urn:q>) ?c }": "SELECT ?a ?c { { ?a <urn:p> ?c } UNION { ?a <urn:q> ?c } }",
    "SELECT ?a ?c { ?a (<urn:p>|^<urn:q>) ?c }": "SELECT ?a ?c { { ?a <urn:p> ?c } UNION { ?c <urn:q> ?a } }",
    "SELECT ?a ?c { ?a (<urn:p>/<urn:q>|<urn:p>) ?c }": (
        "SELECT ?a ?c { { ?a <urn:p> ?x . ?x <urn:q> ?c } UNION { ?a <urn:p> ?c } }"
    ),
    "SELECT ?a (COUNT(?b) AS ?n) { ?a <urn:p>|<urn:q> ?b } GROUP BY ?a": (
        "SELECT ?a (COUNT(?b) AS ?n) { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?b } } GROUP BY ?a"
    ),
    "SELECT ?a { ?a !(<urn:p>) ?b }": "SELECT ?a { ?a ?p ?b FILTER(?p != <urn:p>) }",
}
"""Oxigraph gives a pair once that two ways of `|` or `!` lead to; SPARQL says twice."""


def filled(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def apart(store: Store) -> Any:
    """Asks a store as a server that keeps its graphs apart."""
    return lambda text: store.query(text)


def listed(found: Any) -> tuple[list[str], list[tuple[str, ...]]]:
    names = [variable.value for variable in found.variables]
    return names, sorted(tuple(str(term) for term in row) for row in found)


EDGES = st.sets(
    st.tuples(st.sampled_from(NODES), st.sampled_from([P, Q]), st.sampled_from(NODES), st.sampled_from(GRAPHS))
)


@settings(max_examples=40, deadline=None)
@given(edges=EDGES)
def test_the_rows_are_those_of_the_union(edges: set[tuple[NamedNode, NamedNode, NamedNode, NamedNode]]) -> None:
    store = filled(Quad(*edge) for edge in edges)
    # As the default graph of a store: with `use_default_graph_as_union` Oxigraph gives a triple of two graphs twice.
    whole = filled(quad for edge in edges for quad in (Quad(*edge[:3]), Quad(*edge)))
    for query in QUERIES:
        expected = listed(whole.query(IN_OTHER_WORDS.get(query, query)))
        written = across(query, apart(store))
        names, rows = listed(store.query(written))
        if query.startswith("SELECT *"):
            assert names == expected[0]
        assert rows == expected[1], f"{query}\n{written}"


def test_every_kind_of_query_is_there() -> None:
    assert len(QUERIES) == 37


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ?a { ?a <urn:p> "x {  ?y @nl ^^ # "@nl-BE ; <urn:q> "1"^^<urn:t>, 5, -2.5e3, true . } # GRAPH {',
        "PREFIX a: <urn:a#> SELECT(COUNT(*)AS?n){?a a:b.c\\/d 'it''s' , '''it's'''.FILTER(?a<?b&&?b>=3)}",
    ],
)
def test_tokens_joined_are_the_same_query(text: str) -> None:
    once = tokens(text)
    again = tokens(joined(once))
    assert [(token.kind, token.text) for token in again] == [(token.kind, token.text) for token in once]
    assert sum(token.kind == "string" for token in once) in (2, 3)


def test_what_is_in_a_string_or_comment_is_left_alone() -> None:
    written = across('SELECT ?a { ?a <urn:p> "{ ?x ?y ?z }" # ?a ?b ?c\n }', apart(Store()))
    assert written.count("GRAPH") == 1
    assert '"{ ?x ?y ?z }"' in written


def test_variables_that_are_added_are_new() -> None:
    store = filled([Quad(NODES[0], P, NODES[1], GRAPHS[0])])
    query = "SELECT ?navograaf_1 ?navograaf_2 { ?navograaf_1 <urn:p> ?navograaf_2 }"
    assert len(listed(store.query(across(query, apart(store))))[1]) == 1


@pytest.mark.parametrize(
    "query",
    [
        "DESCRIBE <urn:a>",
        "CONSTRUCT WHERE { ?a ?b ?c }",
        "SELECT ?a { ?a <urn:p> (1 2) }",
        "SELECT ?a { ?a <urn:p> ?b ",
        "SELECT ?a { ?a (<urn:p>*|<urn:q>) ?b }",
        "SELECT ?a { _:x <urn:p> ?a FILTER(true) _:x <urn:q> ?b }",
        "SELECT ?a WHERE",
        "",
    ],
)
def test_what_cannot_be_written_so_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        across(query, apart(Store()))


@pytest.mark.parametrize(
    "where",
    [
        " . ".join(f"?a{n} <urn:p>? ?a{n + 1}" for n in range(200)),
        f"?a0 {'/'.join(['<urn:p>?'] * 200)} ?b",
        f"?a0 ({'/'.join(['<urn:p>?'] * 200)})* ?b",
    ],
    ids=("patterns", "sequence", "repeated"),
)
def test_ways_are_counted_before_they_are_written(where: str) -> None:
    """Two to the power of 200 of them would never be."""
    with pytest.raises(QueryError, match="too many paths"):
        across(f"SELECT DISTINCT ?a0 {{ {where} }}", apart(Store()))


def test_so_many_ways_are_written() -> None:
    assert across(f"SELECT DISTINCT ?a {{ ?a {'/'.join(['<urn:p>?'] * 6)} ?b }}", apart(Store())).count("UNION") >= 63
    with pytest.raises(QueryError, match="too many paths"):
        across(f"SELECT DISTINCT ?a {{ ?a {'/'.join(['<urn:p>?'] * 7)} ?b }}", apart(Store()))


def test_paths_from_everywhere_have_a_limit() -> None:
    ring = 200
    nodes = [NamedNode(f"urn:n{n}") for n in range(ring)]
    store = filled(Quad(nodes[n], P, nodes[(n + 1) % ring], GRAPHS[n % 3]) for n in range(ring))
    assert ring * ring > MOST
    with pytest.raises(QueryError, match="too many"):
        across("SELECT ?a ?b { ?a <urn:p>* ?b }", apart(store))
    query = "SELECT ?b { <urn:n5> <urn:p>* ?b }"
    assert len(listed(store.query(across(query, apart(store))))[1]) == ring


NESTED = {
    "groups": ("{", "?a ?b ?c", "}"),
    "paths": ("?a (", "<urn:p>", ") ?c"),
    "filters": ("?a ?b ?c FILTER(", "?a", ")"),
    "blank nodes": ("?a ?b [", "<urn:p> ?c", "]"),
    "exists": ("?a ?b ?c FILTER EXISTS {", "?c ?d ?e", "}"),
}
ONCE = {"paths": ("(", ")"), "filters": ("(", ")"), "blank nodes": ("<urn:q> [", "]")}
"""What is repeated, where that is not the whole of it."""


@pytest.mark.parametrize("kind", NESTED)
@pytest.mark.parametrize(("depth", "fits"), [(50, True), (70, False), (100_000, False)])
def test_what_is_nested_too_deep_is_refused(kind: str, depth: int, fits: bool) -> None:
    start, inside, end = NESTED[kind]
    more, less = ONCE.get(kind, (start, end))
    query = f"SELECT * {{ {start} {more * depth} {inside} {less * depth} {end} }}"
    if fits:
        assert "GRAPH" in across(query, apart(Store()))
    else:
        with pytest.raises(QueryError, match="deep in one another"):
            across(query, apart(Store()))


@pytest.mark.parametrize("start", ["?a", str(NODES[0])])
def test_repeats_within_repeats_are_not_asked_without_end(start: str) -> None:
    store = filled(Quad(NODES[0], P, node, GRAPHS[0]) for node in NODES)
    asked: list[str] = []

    def ask(text: str) -> Any:
        asked.append(text)
        return store.query(text)

    for depth in (3, 50):
        path = f"{'(' * depth}<urn:p>{')*' * depth}"
        query = f"SELECT DISTINCT ?b {{ {start} {path} ?b }}"
        if depth == 3:
            plain = across(f"SELECT DISTINCT ?b {{ {start} <urn:p>* ?b }}", ask)
            assert listed(store.query(across(query, ask))) == listed(store.query(plain))
        else:
            asked.clear()
            with pytest.raises(QueryError, match="more than 1,000 questions"):
                across(query, ask)
            assert len(asked) == 1_000
