"""The queries of the shapes answered without an engine: no node is left out for which an engine finds a row."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.graph.proof_answers import Facts, matched
from navograaf.graph.proof_filters import Unsure, Words, cast, compared, constant
from navograaf.graph.proof_queries import query
from navograaf.iris import PREFIXES

XSD = PREFIXES["xsd"]
PREFIX = {"u": "u:", "xsd": XSD}
DECLARED = f"PREFIX u: <u:> PREFIX xsd: <{XSD}> "
QUERIES = [
    "{ $this u:a ?value }",
    "{ $this u:a ?x ; u:b ?value . ?x u:c ?y . ?value u:c ?y }",
    "{ $this u:a ?x . ?value u:b $this ; u:c ?y }",
    "{ $this u:a ?x ; u:b ?y . FILTER ( xsd:integer(?x) > xsd:integer(?y) ) }",
    "{ $this u:a ?x ; u:b ?y . FILTER ( DATATYPE(?x) != xsd:string && STR(?x) <= STR(?y) ) }",
    "{ $this u:a ?x ; u:b ?y . FILTER ( SUBSTR(STR(?x), 1, IF(STRLEN(STR(?y)) < 3, 2, 4)) = STR(?y) ) }",
    "{ $this u:a ?x FILTER NOT EXISTS { ?x u:b/u:c ?y } }",
    "{ $this u:a ?x FILTER EXISTS { ?z u:b ?x ; u:c ?y } }",
    "{ $this u:a ?x FILTER NOT EXISTS { ?x u:b ?y OPTIONAL { ?y u:c ?z } FILTER ( !BOUND(?z) || STR(?z) < '' ) } }",
    "{ $this u:a ?x OPTIONAL { ?x u:b ?y } FILTER ( !BOUND(?y) ) }",
    '{ $this u:a ?x . FILTER ( STR(?x) = "12" || STR(?x) = "x" ) }',
    '{ $this u:a ?x ; u:b u:n1 . ?x u:c "x" }',
]
QUERIES = [one.replace("''", '"1"') for one in QUERIES]
nodes = st.sampled_from([f"<u:n{n}>" for n in range(4)])
words = ['"x"', '"12"', '"7"', '"XII"', '""', '"2"@nl', f'"2020"^^<{XSD}gYear>', f'"2020-01-02"^^<{XSD}date>']
items = st.one_of(nodes, st.sampled_from([*words, f'"7"^^<{XSD}integer>', f'"12"^^<{XSD}integer>']))
graphs = st.sets(st.tuples(nodes, st.sampled_from(["<u:a>", "<u:b>", "<u:c>"]), items), max_size=14)


class Rows:
    """Rows by predicate, as proof.py has them."""

    def __init__(self, rows: set[tuple[str, str, str]]) -> None:
        self.rows = rows

    def values(self, predicate: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for subject, own, item in sorted(self.rows):
            if own == predicate:
                found[subject] = (*found.get(subject, ()), item)
        return found


def answers(text: str, rows: set[tuple[str, str, str]], lent: set[tuple[str, str, str]]) -> set[str]:
    read = query(f"SELECT $this ?value WHERE {text}", PREFIX)
    assert read is not None
    facts = Facts(Rows(rows), frozenset({"<u:a>", "<u:b>", "<u:c>"}), sorted(lent))  # type: ignore[arg-type]
    return matched(read, sorted({subject for subject, _, _ in rows}), facts)


def in_engine(text: str, rows: set[tuple[str, str, str]]) -> set[str]:
    store = ox.Store()
    store.load("".join(f"{s} {p} {o} .\n" for s, p, o in sorted(rows)), format=ox.RdfFormat.N_TRIPLES)
    found = store.query(f"{DECLARED}SELECT DISTINCT $this WHERE {text}")
    assert isinstance(found, ox.QuerySolutions)
    return {str(row["this"]) for row in found}


@pytest.mark.parametrize("text", QUERIES)
@given(rows=graphs)
def test_no_row_that_an_engine_finds_is_missed(text: str, rows: set[tuple[str, str, str]]) -> None:
    assert in_engine(text, rows) - answers(text, rows, set()) == set()


@pytest.mark.parametrize("text", [QUERIES[n] for n in (0, 1, 2, 6, 7, 9, 11)])
@given(rows=graphs)
def test_joins_are_as_in_an_engine(text: str, rows: set[tuple[str, str, str]]) -> None:
    """Where nothing is compared, nothing is unsure."""
    assert answers(text, rows, set()) == in_engine(text, rows)


def test_rows_that_are_lent_count_and_those_that_nothing_looks_at_do_not() -> None:
    own = {("<u:n1>", "<u:a>", "<u:n2>"), ("<u:n1>", "<u:d>", "<u:n2>")}
    text = "{ $this u:a ?x . ?y u:d ?x }"
    assert answers(text, own, set()) == set()
    assert answers(text, own, {("<u:n3>", "<u:d>", "<u:n2>")}) == {"<u:n1>"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Words("a"), Words("b"), True),
        (1, 2, True),
        (f'"7"^^<{XSD}integer>', 7, False),
        ("<u:a>", "<u:b>", None),  # IRIs have no order
        (Words("1"), 1, None),
        ('"a"@nl', '"a"@nl', None),
        (f'"007"^^<{XSD}integer>', 7, None),
    ],
)
def test_what_engines_may_compare_otherwise_is_not_sure(one: object, other: object, expected: bool | None) -> None:
    less = compared("<", constant(one), constant(other))
    if expected is None:
        with pytest.raises(Unsure):
            less({})
    else:
        assert less({}) is expected


@pytest.mark.parametrize("words", [" 12 ", "+1", "007", "1.0", "9" * 30])
def test_a_number_in_another_form_is_not_sure(words: str) -> None:
    with pytest.raises(Unsure):
        cast(constant(Words(words)))({})
    assert cast(constant(Words("12")))({}) == 12
