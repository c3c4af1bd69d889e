"""One function, two engines: the fast one reports what pyshacl reports, on good graphs and on a thousand broken ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pyoxigraph as ox
import pytest
from broken_letters import SCOPES, Broken, broken, compared, components, results
from letter_case import LETTER, apply, case, case_paths, letter, node, nquads, reference, triples
from rdflib import Graph
from rdflib import Literal as Words

from navograaf.errors import GraphError
from navograaf.files import folder
from navograaf.graph import engine, engines, proof
from navograaf.graph.check import check_letter, check_reference
from navograaf.graph.engines import Engine, hold
from navograaf.graph.known import known
from navograaf.graph.nodes import read
from navograaf.graph.proof_queries import query
from navograaf.graph.proof_rules import rules
from navograaf.graph.shapes import Scope, part, shapes
from navograaf.iris import GRAPHS, ONTOLOGY, PREFIXES, THINGS

KNOWN = reference()
ABOUT = known(KNOWN)
PATHS = list(case_paths())
COUNT = 1_000


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Filled with the names of what pyshacl is asked to hold against a graph."""
    names: list[str] = []
    run = engine.run

    def told(data: object, some: object) -> object:
        names.extend(sorted({str(s) for s in some.graph.subjects() if str(s).startswith(ONTOLOGY)}))  # type: ignore[attr-defined]
        return run(data, some)  # type: ignore[arg-type]

    def never(*_: object) -> object:
        raise AssertionError("the whole graph was left to pyshacl")

    monkeypatch.setattr(proof, "run", told)
    monkeypatch.setattr(engines, "run", never)
    yield names


# The same report


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case_has_the_same_report(path: Path) -> None:
    found = case(path)
    text = nquads(apply(found))
    if found.scope == "letter":
        fast, slow = check_letter(text, KNOWN), check_letter(text, KNOWN, engine="pyshacl")
    else:
        fast, slow = check_reference(text), check_reference(text, engine="pyshacl")
    assert fast == slow
    assert len(PATHS) == 82


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_a_thousand_broken_graphs_have_the_same_reports_and_break_every_constraint() -> None:
    found = compared(COUNT)
    assert found.differ == []
    assert found.results > 3_000
    every = set().union(*map(components, sorted(set(SCOPES))))
    assert len(every) == 270
    assert every - found.broken == set()


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_hardly_any_broken_graph_is_left_to_pyshacl_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    whole: list[object] = []

    def counted(*args: Any) -> engine.Data:
        whole.append(args)
        return engine.prepare(*args)

    monkeypatch.setattr(engines, "prepare", counted)
    for one in broken(120):
        results(one, "fast")
    assert len(whole) <= 2


def test_the_same_seed_gives_the_same_graphs() -> None:
    assert list(broken(30)) == list(broken(30))
    assert [one.nquads for one in broken(30)] != [one.nquads for one in broken(30, seed=7)]
    assert {one.scope for one in broken(30)} == set(SCOPES)


def test_letters_of_the_seeds_have_the_same_report(seeds_graph: object) -> None:
    for one in seeds_graph.letters():  # type: ignore[attr-defined]
        text = one.nquads.read_text("utf-8")
        assert check_letter(text) == check_letter(text, engine="pyshacl")


def test_terms_of_office_that_a_letter_gives_itself_are_no_proof() -> None:
    """Those of the reference data alone count, whatever a letter says of a person."""
    rows = apply(case(next(path for path in PATHS if path.stem == "signatory-after-office")))
    plain = check_letter(nquads(rows), KNOWN)
    (signed,) = (row for row in rows if row.predicate == node("navo:signatory"))
    (post,) = (row.object for row in rows if row.subject == signed.subject and row.predicate == node("navo:inRole"))
    career = ox.NamedNode(THINGS + "career/made")
    own = {ox.Triple(career, node("org:member"), signed.object), ox.Triple(career, node("org:role"), post)}
    text = nquads(rows | own)
    assert check_letter(text, KNOWN) == check_letter(text, KNOWN, engine="pyshacl")
    assert [result.component for result in plain] == ["SPARQL"]
    assert "SPARQL" in {result.component for result in check_letter(text, KNOWN)}


# What is proved, and what is asked


def test_a_good_letter_is_proved_without_pyshacl(asked: list[str]) -> None:
    assert check_letter(nquads(letter()), KNOWN) == []
    assert asked == []


def test_what_is_missing_is_told_without_pyshacl(asked: list[str]) -> None:
    rows = {row for row in letter() if row.predicate.value != ONTOLOGY + "foundBy"}
    found = check_letter(nquads(rows), KNOWN)
    assert {result.component for result in found} == {"MinCount"}
    assert asked == []


def test_pyshacl_is_asked_about_the_doubtful_shape_alone(asked: list[str]) -> None:
    rows = {row for row in letter() if (row.subject, row.predicate) != (ox.NamedNode(LETTER), node("navo:place"))}
    text = nquads(rows | {ox.Triple(ox.NamedNode(LETTER), node("navo:place"), ox.Literal(""))})
    (result,) = check_letter(text, KNOWN)
    assert (result.path, result.component) == ("navo:place", "MinLength")
    assert asked == [ONTOLOGY + "LetterShape-place"]


@pytest.mark.parametrize("scope", ["letter", "reference", "corrections", "links", "collection"])
def test_every_shape_is_read_in_full(scope: Scope) -> None:
    """A strange shape is right but slow: who adds one should know."""
    found = rules(shapes(scope))
    assert found.strange == ()
    names = {rule.name for rule in found.rules} | {one.name for one in found.asked}
    targets = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
    graph = shapes(scope).graph
    assert names == {str(s) for s, p in graph.subject_predicates() if str(p).rpartition("#")[2] in targets}


STRANGE = {
    "a component": "sh:property [ sh:path navo:place ; sh:hasValue 'Utrecht' ]",
    "a length": "sh:property [ sh:path navo:place ; sh:minLength 30 ]",
    "two lengths": "sh:property [ sh:path navo:place ; sh:maxCount 0 ; sh:maxCount 0 ]",
    "a member": "sh:property [ sh:path navo:place ; sh:or ( [ sh:minLength 90 ] [ sh:datatype xsd:date ] ) ]",
    "another length": "sh:property [ sh:path navo:place ; sh:maxLength 0 ]",
    "a long path": "sh:property [ sh:path ( navo:evidence oa:hasSource navo:length ) ; sh:minCount 1 ]",
    "a pattern with flags": "sh:property [ sh:path navo:place ; sh:pattern 'x' ; sh:flags 'i' ]",
    "a kind": "sh:property [ sh:path navo:place ; sh:nodeKind sh:BlankNode ]",
    "a shape in a shape": "sh:property [ sh:path navo:signature ; sh:node [ sh:property [ sh:path navo:no ; sh:minCount 1 ] ] ]",
    "not": "sh:not [ sh:class navo:Letter ]",
    "closed": "sh:closed true",
    "a query with a union": "sh:sparql [ sh:select 'SELECT $this WHERE { { $this ?p ?o } UNION { $this a ?c } }' ]",
    "a query for a class": "sh:sparql [ sh:select 'SELECT $this ?value WHERE { $this a ?value }' ]",
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE)
def test_a_shape_that_is_not_read_is_never_passed_over(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("navo.ttl", "shapes.ttl"):
        (tmp_path / name).write_text((folder("ontology") / name).read_text("utf-8"), "utf-8")
    with (tmp_path / "shapes.ttl").open("a", encoding="utf-8") as stream:
        stream.write(
            f'\nnavo:NewShape a sh:NodeShape ; sh:targetClass navo:Letter ; navo:checkedIn "letter" ; {body} .\n'
        )
    monkeypatch.setattr("navograaf.graph.shapes.folder", lambda name: tmp_path)
    text = nquads(letter())
    fast, slow = check_letter(text, KNOWN), check_letter(text, KNOWN, engine="pyshacl")
    assert fast == slow
    assert {result.shape for result in fast} == {ONTOLOGY + "NewShape"}


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("{ $this navo:doubt ?value }", True),
        ("{ $this navo:letter ?l . ?l navo:number ?value . FILTER ( xsd:integer(?value) > 3 ) }", True),
        ("{ $this navo:letter ?l FILTER NOT EXISTS { ?l navo:part/navo:number ?n OPTIONAL { ?n navo:of ?m } } }", True),
        ("{ ?value navo:letter $this }", False),  # nothing is asked of $this
        ("{ $this ?p ?value }", False),
        ("{ $this navo:part* ?value }", False),
        ("{ $this navo:doubt ?value . BIND ( 1 AS ?x ) }", False),
        ("{ $this navo:doubt ?value FILTER ( ?value IN ( 1, 2 ) ) }", False),
        ("{ $this navo:doubt ?value } LIMIT 1", False),
        ("{ $this other:doubt ?value }", False),
        ("{ $this navo:doubt ?value ", False),
        ("{ $this navo:doubt ?value # why\n }", False),
    ],
)
def test_queries_that_are_read(body: str, is_read: bool) -> None:
    prefixes = {"navo": ONTOLOGY, "xsd": PREFIXES["xsd"]}
    assert (query(f"SELECT $this ?value WHERE {body}", prefixes) is not None) is is_read


def test_a_query_looks_at_the_rows_that_can_match() -> None:
    found = query("SELECT $this WHERE { $this navo:a ?x ; navo:b ?y . ?x navo:c/navo:d ?z }", {"navo": "u:"})
    assert found is not None
    assert found.this == {"<u:a>", "<u:b>"}
    assert found.looks_at(["<u:a>"]) == set()
    assert found.looks_at(["<u:a>", "<u:b>", "<u:d>", "<u:e>"]) == {"<u:a>", "<u:b>", "<u:d>"}


# Reading


def test_a_part_of_the_shapes_is_what_these_shapes_need() -> None:
    found = shapes("letter")
    some = part(found, frozenset({ONTOLOGY + "LetterShape-letterKind"}))
    assert (None, None, Words("agenda")) in some.graph
    assert 0 < len(some.graph) < 30
    assert isinstance(some.graph, Graph)


@pytest.mark.parametrize(
    "line",
    [
        '<https://e.org/a> <https://e.org/p> "\\u0041" <https://e.org/g> .',
        '<https://e.org/a> <https://e.org/p> "a"^^<http://www.w3.org/2001/XMLSchema#string> <https://e.org/g> .',
        '<https://e.org/a> <https://e.org/p> "a"@NL <https://e.org/g> .',
        "<https://e.org/a> <https://e.org/p> _:b <https://e.org/g> .",
        "_:a <https://e.org/p> <https://e.org/b> <https://e.org/g> .",
        "<https://e.org/a>  <https://e.org/p> <https://e.org/b> <https://e.org/g> .",
        "# nothing",
        "",
    ],
)
def test_what_can_be_written_otherwise_is_left_to_a_parser(line: str) -> None:
    assert read(f"{line}\n") is None
    good = '<https://e.org/a> <https://e.org/p> "a" <https://e.org/g> .\n'
    assert read(good) is not None
    assert read(f"{line}\n{good}") is None


@pytest.mark.parametrize(
    "line",
    [
        "<https://e.org/a b> <https://e.org/p> <https://e.org/b> <https://e.org/g> .",
        '<https://e.org/a> <https://e.org/p> "a"\n"b" <https://e.org/g> .',
        '<https://e.org/a> <https://e.org/p> "a" "b" <https://e.org/g> .',
        '<https://e.org/a> <https://e.org/p> "a"b" <https://e.org/g> .',
        '<https://e.org/a> "p" "a" <https://e.org/g> .',
        '"a" <https://e.org/p> "a" <https://e.org/g> .',
        "<a> <https://e.org/p> <https://e.org/b> <https://e.org/g> .",
        "<https://e.org/%zz> <https://e.org/p> <https://e.org/b> <https://e.org/g> .",
        '<https://e.org/a> <https://e.org/p> "a"^^<xsd> <https://e.org/g> .',
        '<https://e.org/a> <https://e.org/p> "a"@ <https://e.org/g> .',
        "<https://e.org/a> <https://e.org/p> <https://e.org/b> <https://e.org/g>",
        "<https://e.org/a> <https://e.org/p> <https://e.org/g> .",
    ],
)
def test_what_is_no_n_quads_is_an_error_of_both_engines(line: str) -> None:
    """The last is a triple without a graph, which N-Quads allow."""
    text = nquads(letter()) + line + "\n"
    told = []
    for name in get_args(Engine):
        try:
            check_letter(text, KNOWN, engine=name)
            told.append("")
        except GraphError as error:
            told.append(str(error))
    assert told[0] == told[1]
    assert bool(told[0]) != line.endswith("p> <https://e.org/g> .")


def test_terms_are_given_without_quotes_and_escapes() -> None:
    graph = ox.NamedNode(GRAPHS + "letter/x")
    words = 'a "b" \\ c\n\t\x0c\x7f\u2028 é 😀'
    quads = [
        ox.Quad(
            ox.NamedNode("https://e.org/a"), ox.NamedNode("https://e.org/p"), ox.Literal(words, language="nl"), graph
        ),
        ox.Quad(
            ox.NamedNode("https://e.org/é"), ox.NamedNode("https://e.org/p"), ox.NamedNode("https://e.org/a"), graph
        ),
    ]
    from navograaf.graph.nquads import text

    lines = [f"{quad.subject} {quad.predicate} {{}} {graph} .\n" for quad in quads]
    found = read(lines[0].format(text(words, "nl")) + lines[1].format("<https://e.org/a>"))
    assert found is not None
    assert found.values("https://e.org/a", "https://e.org/p") == [words]
    assert found.holders("https://e.org/p", "https://e.org/a") == ["https://e.org/é"]
    assert found.describes("https://e.org/é") and not found.describes("https://e.org/b")
    assert found.name == GRAPHS + "letter/x"


def test_a_string_that_reads_like_a_node_is_not_that_node() -> None:
    it = ox.NamedNode(LETTER + "/run/R")
    rows = letter() | {ox.Triple(ox.NamedNode(LETTER), node("prov:wasGeneratedBy"), ox.Literal(it.value))}
    text = nquads(rows)
    assert check_letter(text, KNOWN) == check_letter(text, KNOWN, engine="pyshacl") == []


def test_both_engines_hold_one_graph_in_one_form() -> None:
    text = nquads(apply(case(next(path for path in PATHS if path.stem == "signatory-after-office"))))
    fast, slow = (hold(text, ABOUT, shapes("letter"), name) for name in get_args(Engine))
    assert fast.results == slow.results != []
    assert fast.facts.name == slow.facts.name == GRAPHS + "letter/28676-346"
    for predicate in ("sourceFile", "place", "signature"):
        assert fast.facts.values(LETTER, ONTOLOGY + predicate) == slow.facts.values(LETTER, ONTOLOGY + predicate)
    mission = f"{THINGS}mission/NMI"
    assert fast.facts.holders(ONTOLOGY + "mentions", mission) == slow.facts.holders(ONTOLOGY + "mentions", mission)


def test_the_benchmark_of_the_engines_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    import check_engines

    found = check_engines.measure([nquads(letter())], repeat=1, ways=("fast", "pyshacl"))
    assert found["pyshacl"]["times pyshacl"] == 1
    assert found["fast"]["seconds"] > 0
    assert [line.count("|") for line in check_engines.report(found)[2:]] == [5, 5, 5, 5]


def test_a_broken_graph_has_its_number(asked: list[str]) -> None:
    one = next(broken(1))
    assert isinstance(one, Broken) and one.number == 0
    assert triples(PATHS[0]) and asked == []
