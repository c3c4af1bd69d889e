"""navograaf.network.projection: the two queries of a projection, and what is said of broken ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from network_samples import hand_made_store

from navograaf import files
from navograaf.errors import ExportError
from navograaf.graph.folder import GraphFolder
from navograaf.network.assemble import network
from navograaf.network.cells import Value
from navograaf.network.model import Edge, Node
from navograaf.network.projection import projection, projections
from navograaf.network.rows import run

ROOT = Path(__file__).resolve().parent.parent
NODES = '# title: Titel\nSELECT ?id ("x" AS ?label) ("k" AS ?kind) { VALUES ?id { <https://a.b/c> } }'
EDGES = '# direction: directed\nSELECT ?source ?target ("x" AS ?label) ("k" AS ?kind) { VALUES (?source ?target) {} }'


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a projection called `own`, beside the shipped ones."""
    shutil.copytree(ROOT / "queries", tmp_path / "queries")
    (tmp_path / "ontology").mkdir()
    place = tmp_path / "queries" / "gephi" / "own"
    place.mkdir()
    (place / "nodes.rq").write_text(NODES, encoding="utf-8")
    (place / "edges.rq").write_text(EDGES, encoding="utf-8")
    monkeypatch.setenv(files.VARIABLE, str(tmp_path))
    files.root.cache_clear()
    yield place
    files.root.cache_clear()


DIRECTED = {"actors", "all", "chain", "citations", "decisions", "missions", "positions"}
LAYOUTS = {"actors": "sides", "positions": "sides", "missions": "sides"} | dict.fromkeys(
    ("chain", "citations", "decisions"), "time"
)


def test_the_shipped_projections() -> None:
    assert len(projections()) == 9
    chosen = [projection(name) for name in projections()]
    assert {one.name for one in chosen if one.directed} == DIRECTED
    assert {one.name: one.layout for one in chosen if one.layout != "network"} == LAYOUTS
    assert all(one.title and one.description and one.kinds for one in chosen)
    assert all(set(one.kinds) <= set(one.kind_names) for one in chosen if one.name != "all")


@pytest.mark.parametrize("name", [name for name in projections() if name != "all"])  # its own tests draw that one
def test_every_element_has_one_label_and_no_edge_is_doubled(name: str, seeds_graph: GraphFolder) -> None:
    chosen, store = projection(name), seeds_graph.store()
    found = network(chosen, run(chosen.nodes, store), run(chosen.edges, store))
    elements: list[Node | Edge] = [*found.nodes, *found.edges]
    assert len(found.nodes) > 7
    assert len(found.edges) > 7
    assert len({element.id for element in elements}) == len(elements)
    assert all(element.label for element in elements)
    assert {node.kind for node in found.nodes} >= set(chosen.kinds[:1])
    if chosen.layout == "sides":
        assert {node.values["side"] for node in found.nodes} == {"left", "right"}


def test_an_unknown_projection_lists_the_known() -> None:
    with pytest.raises(ExportError, match=r"no projection 'onderwerpen'\. Choose one of: .*citations.*topics"):
        projection("onderwerpen")


def test_an_analyst_adds_a_projection_without_python(own: Path) -> None:
    chosen = projection("own")
    found = network(chosen, run(chosen.nodes, hand_made_store()), run(chosen.edges, hand_made_store()))
    assert [(node.id, node.label) for node in found.nodes] == [("https://a.b/c", "x")]
    assert (chosen.title, chosen.directed, found.modified) == ("Titel", True, None)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("nodes.rq", NODES.replace("# title", "# titel"), "# titel: is no key"),
        ("nodes.rq", NODES.replace("# title: Titel", "# Titel"), "the title is missing"),
        ("nodes.rq", f"# title: Een\n{NODES}", "# title: stands there twice"),
        ("edges.rq", f"# sum: weight\n{EDGES}", "# sum: is no key"),
        ("edges.rq", f"# lists: kind\n{EDGES}", "names the column kind, whose rows add up in a way of its own"),
        ("edges.rq", EDGES.replace("{ VALUES", "FROM <https://a.b/> { VALUES"), "FROM chooses graphs"),
        (
            "nodes.rq",
            NODES.replace("?id (", "?id (1e300 AS ?far) (", 1),
            "row 1 .https://a.b/c., column .far: .* no number that a network",
        ),
        (
            "nodes.rq",
            NODES.replace("?id (", f"?id ({10**16} AS ?far) (", 1),
            "row 1 .https://a.b/c., column .far: .* too large a number",
        ),
        (
            "nodes.rq",
            NODES.replace('"k"', '"two words"'),
            "row 1 .https://a.b/c.: .kind is 'two words', which is not one word",
        ),
        ("nodes.rq", NODES.replace('"k"', '""'), "row 1 .https://a.b/c.: .kind is empty"),
        ("edges.rq", EDGES.replace("directed", "both"), "the direction is missing or unknown"),
        ("nodes.rq", f"# layout: circle\n{NODES}", "the layout is missing or unknown"),
        ("nodes.rq", f"# names: topic onderwerp\n{NODES}", "the names of the kinds cannot be read"),
        ("nodes.rq", f"# sums: meetings\n{NODES}", "names the column meetings, which the query lacks"),
        (
            "nodes.rq",
            f"# counts: p\n# lists: p\n{NODES.replace('?id', '?id (1 AS ?p)', 1)}",
            "names the column p, in two ways",
        ),
        ("nodes.rq", NODES.replace("?label", "?name"), r"no column \?label"),
        ("edges.rq", EDGES.replace("?target", "?to"), r"no column \?target"),
        ("nodes.rq", NODES.replace("SELECT", "SELECTED"), "cannot be run"),
        ("nodes.rq", NODES.replace("{ VALUES", "{ SERVICE <http://127.0.0.1/> {} VALUES"), "SERVICE sends parts"),
        ("edges.rq", "# direction: directed\nCLEAR ALL", "CLEAR changes a graph"),
        ("nodes.rq", "# title: x\nASK { ?s ?p ?o }", "no SELECT"),
        (
            "nodes.rq",
            NODES.replace('"x"', '"INF"^^<http://www.w3.org/2001/XMLSchema#double>'),
            r"row 1 \(https://a.b/c\), column \?label: INF is no number",
        ),
        ("nodes.rq", NODES.replace('"x"', "BNODE()"), r"row 1 \(https://a.b/c\), column \?label: a blank node"),
    ],
)
def test_a_broken_query_is_named(own: Path, file: str, text: str, message: str) -> None:
    (own / file).write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match=message) as caught:
        chosen = projection("own")
        network(chosen, run(chosen.nodes, hand_made_store()), run(chosen.edges, hand_made_store()))
    assert caught.value.where == f"queries/gephi/own/{file}"
    assert caught.value.todo


def test_a_missing_file_is_named(own: Path) -> None:
    (own / "edges.rq").unlink()
    with pytest.raises(ExportError, match="is not there") as caught:
        projection("own")
    assert caught.value.where == "queries/gephi/own/edges.rq"


def test_literals_become_python_values(own: Path) -> None:
    when = '"2020-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    cells = f"(3 AS ?whole) (0.5 AS ?part) (true AS ?yes) ({when} AS ?when)"
    (own / "nodes.rq").write_text(NODES.replace("?id (", f"?id {cells} (", 1), encoding="utf-8")
    columns, rows = run(projection("own").nodes, hand_made_store())
    expected: dict[str, Value] = {
        "id": "https://a.b/c", "whole": 3, "part": 0.5, "yes": True, "when": "2020-02", "label": "x", "kind": "k",
    }  # fmt: skip
    assert columns == list(expected)
    assert list(rows) == [expected]


def test_a_folder_of_ones_own_is_a_projection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "nodes.rq").write_text(f"\ufeff{NODES}", encoding="utf-8")
    (place / "edges.rq").write_text(EDGES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("mine", "./mine", str(place)):
        chosen = projection(name)
        assert (chosen.name, chosen.title, chosen.layout) == ("mine", "Titel", "network")
    (place / "edges.rq").write_bytes(b"# direction: directed \xe9")
    with pytest.raises(ExportError, match="is not UTF-8") as caught:
        projection("./mine")
    assert caught.value.where == "mine/edges.rq", "the path as it was given"
    (place / "edges.rq").unlink()
    with pytest.raises(ExportError, match="is not there"):
        projection("./mine")


def test_a_broken_projection_does_not_stop_the_others(own: Path) -> None:
    (own / "nodes.rq").write_text("# titel: x", encoding="utf-8")
    assert projection("topics").title


def test_a_variant_draws_the_edges_otherwise(own: Path) -> None:
    text = EDGES.replace("directed", "undirected", 1)
    (own / "edges-Year.rq").write_text(f"# description: per jaar\n# counts: years\n{text}", encoding="utf-8")
    chosen = projection("own", "Year")
    assert (chosen.edges.where, chosen.edges.text) != (projection("own").edges.where, projection("own").edges.text)
    assert (chosen.directed, chosen.description) == (False, "per jaar")
    assert (chosen.edges.merge("years"), chosen.edges.merge("weight"), chosen.edges.merge("x")) == (
        "count",
        "sum",
        "one",
    )
    for name in ("month", "../edges", ""):
        with pytest.raises(ExportError, match="has no edges by") as caught:
            projection("own", name)
        assert caught.value.todo == "Choose one of: Year; or leave --by out"
    with pytest.raises(ExportError, match="has no edges by 'month'") as caught:
        projection("chain", "month")
    assert caught.value.todo == "Leave --by out"
