"""navograaf.export.projection: the two queries of a projection, and what is said of broken ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from network_samples import hand_made_store

from navograaf import files
from navograaf.errors import ExportError
from navograaf.export.cells import Value
from navograaf.export.network import Edge, Network, Node, network
from navograaf.export.projection import projection, projections, run

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


def shipped(name: str) -> Network:
    chosen, store = projection(name), hand_made_store()
    return network(chosen, run(chosen.nodes, store), run(chosen.edges, store))


def test_the_shipped_projections() -> None:
    assert {"topics", "citations"} <= set(projections())
    assert not projection("topics").directed
    assert projection("citations").directed


def test_topics_and_missions_by_meeting() -> None:
    nodes = {node.id: node for node in shipped("topics").nodes}
    assert sorted(nodes) == ["mission/NMI", "topic/cyber", "topic/iraq"], "silent is spoken of outside any meeting"
    assert nodes["mission/NMI"] == Node(
        id="mission/NMI",
        label="NAVO-missie in Irak",
        kind="mission",
        spells=(("2020-02-01", "2020-02-29"), ("2020-10-22", "2020-10-23")),
        values={
            "first": "2020-02-01",
            "last": "2020-10-23",
            "mentions": 3,
            "meetings": 2,
            "evidence": ("28676-333", "28676-346"),
        },
    )
    iraq = nodes["topic/iraq"].values
    assert (iraq["depth"], iraq["broader"]) == ("substantive", "operaties en missies")
    assert (iraq["mentions"], iraq["meetings"]) == (0, 2), "a passage is no mention, but the meeting counts"


def test_edges_join_what_one_meeting_speaks_of_in_two_letters() -> None:
    found = shipped("topics")
    pairs = {(edge.source, edge.target): edge for edge in found.edges}
    assert sorted(pairs) == [
        ("mission/NMI", "topic/cyber"),
        ("mission/NMI", "topic/iraq"),
        ("topic/cyber", "topic/iraq"),
    ]
    assert pairs["mission/NMI", "topic/iraq"].weight == 2
    assert pairs["mission/NMI", "topic/cyber"].weight == 1
    assert pairs["mission/NMI", "topic/cyber"].values["evidence"] == ("28676-333", "verslag")
    assert pairs["mission/NMI", "topic/iraq"].spells == (("2020-02-01", "2020-02-29"), ("2020-10-22", "2020-10-23"))
    assert found.modified == "2020-10-23"


def test_citations_join_letters_and_papers_by_their_number() -> None:
    found = shipped("citations")
    nodes = {node.id: node for node in found.nodes}
    assert {name: node.label for name, node in nodes.items()} == {
        "kamerstuk/27925-692": "27925-692",
        "kamerstuk/28676-333": "28676-333",
        "letter/28676-346": "28676-346",
        "letter/los": "los",
        "letter/verslag": "verslag NAVO-ministers, februari 2020",
    }
    assert nodes["kamerstuk/27925-692"].values == {
        "first": "2020-01-01", "last": "2020-01-31", "mentions": 1, "collected": False,
    }  # fmt: skip
    known = nodes["kamerstuk/28676-333"]
    assert (known.kind, known.values["collected"], known.values["mentions"]) == ("letter", True, 1)
    assert known.spells == (("2020-02-03", "2020-02-03"),)
    assert [(edge.source, edge.target, edge.values["reference"]) for edge in found.edges] == [
        ("kamerstuk/28676-333", "kamerstuk/27925-692", ("Kamerstuk 27 925, nr. 692",)),
        ("letter/verslag", "kamerstuk/28676-333", ("nr. 333",)),
    ], "the letter's own number in its footer is no citation"


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize("name", projections())
def test_both_engines_give_the_same_rows(name: str) -> None:
    from pyoxigraph import RdfFormat
    from rdflib import Dataset

    store = hand_made_store()
    dataset = Dataset(default_union=True)
    dataset.parse(data=store.dump(format=RdfFormat.N_QUADS).decode(), format="nquads")
    for table in (projection(name).nodes, projection(name).edges):
        solutions = store.query(table.text, use_default_graph_as_union=True)
        ours = sorted(tuple(in_order(term and term.value) for term in row) for row in solutions)  # type: ignore[union-attr]
        theirs = sorted(tuple(in_order(term) for term in row) for row in dataset.query(table.text))  # type: ignore[union-attr]
        assert ours
        assert ours == theirs, table.where


def in_order(cell: object) -> str:
    """A cell as text; the order inside GROUP_CONCAT is the engine's own affair."""
    return "" if cell is None else "\n".join(sorted(set(str(cell).split("\n"))))


def test_every_element_has_one_label_and_no_edge_is_doubled() -> None:
    for name in projections():
        found = shipped(name)
        elements: list[Node | Edge] = [*found.nodes, *found.edges]
        assert len({element.id for element in elements}) == len(elements)
        assert all(element.label for element in elements)


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
        ("nodes.rq", NODES.replace("# title", "# titel"), "the title is missing"),
        ("edges.rq", EDGES.replace("directed", "both"), "the direction is missing or unknown"),
        ("nodes.rq", NODES.replace("?label", "?name"), r"no column \?label"),
        ("edges.rq", EDGES.replace("?target", "?to"), r"no column \?target"),
        ("nodes.rq", NODES.replace("SELECT", "SELECTED"), "cannot be run"),
        ("nodes.rq", NODES.replace("{ VALUES", "{ SERVICE <http://127.0.0.1/> {} VALUES"), "SERVICE sends parts"),
        ("edges.rq", "# direction: directed\nCLEAR ALL", "CLEAR changes a graph"),
        ("nodes.rq", "# title: x\nASK { ?s ?p ?o }", "no SELECT"),
        (
            "nodes.rq",
            NODES.replace('"x"', '"INF"^^<http://www.w3.org/2001/XMLSchema#double>'),
            r"row 1, column \?label",
        ),
        ("nodes.rq", NODES.replace('"x"', "BNODE()"), r"row 1, column \?label: a blank node"),
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
    with pytest.raises(ExportError, match="cannot be read") as caught:
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
