"""The graph as Python objects, and a package that costs nothing to import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from factory import small_graph

import navograaf
from navograaf import open_graph
from navograaf.answers.filters import Limits
from navograaf.answers.opened import OpenedGraph
from navograaf.answers.trace import trace
from navograaf.errors import GraphError, QueryError, SubjectError
from navograaf.graph.folder import GraphFolder
from navograaf.iris import GRAPHS

HEAVY = ("pyoxigraph", "rdflib", "jinja2", "lxml", "networkx", "numpy", "pyshacl", "click")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_graph(tmp_path_factory.mktemp("opened"))


@pytest.fixture(scope="module")
def opened(folder: GraphFolder) -> OpenedGraph:
    return open_graph(folder.path)


def test_the_letters_by_the_date_of_their_meeting(opened: OpenedGraph) -> None:
    assert [card.id for card in opened.letters()] == ["28676-333", "001_verslag"]


def test_a_path_may_be_text(folder: GraphFolder) -> None:
    assert len(open_graph(str(folder.path)).letters()) == 2


def test_a_trace_is_the_same_as_that_of_the_command(opened: OpenedGraph, folder: GraphFolder) -> None:
    assert opened.trace("NMI", "TR") == trace(folder, ["NMI", "TR"])
    assert opened.trace("NMI").entries


def test_a_trace_has_the_limits_of_the_command(opened: OpenedGraph, folder: GraphFolder) -> None:
    limits = Limits("2020-12-31", "2020", "2021", ("fact", "plan"), "")
    assert opened.trace("NMI", as_of="2020-12-31", since="2020", until="2021", kinds=["fact", "plan"]) == trace(
        folder, ["NMI"], limits=limits
    )
    with pytest.raises(QueryError):
        opened.trace("NMI", as_of="yesterday")


def test_subjects_are_things(opened: OpenedGraph) -> None:
    assert [item.id for item in opened.subjects("Irak")] == ["topic/iraq", "country/IQ"]
    with pytest.raises(SubjectError):
        opened.subjects("no such thing")


def test_a_query_has_rows_and_cannot_change_the_graph(opened: OpenedGraph) -> None:
    rows = opened.query("SELECT ?file { ?letter navo:sourceFile ?file } ORDER BY ?file").rows
    assert [row[0].value for row in rows if row[0]] == ["001_verslag.txt", "004_agenda.txt"]
    with pytest.raises(QueryError):
        opened.query("DELETE WHERE { ?s ?p ?o }")


def test_a_question_takes_one_value_or_several(opened: OpenedGraph) -> None:
    one = opened.ask("topic-over-time", topic="resilience-pledge")
    both = opened.ask("topic-over-time", topic=["resilience-pledge", "mission/NMI"])
    assert 0 < len(one.rows) < len(both.rows)
    with pytest.raises(QueryError):
        opened.ask("no-such-question")
    with pytest.raises(QueryError):
        opened.ask("topic-over-time", nothing="x")


def test_the_copy_in_rdflib_has_every_triple_and_a_graph_a_letter(opened: OpenedGraph) -> None:
    copy = opened.to_rdflib()
    names = {str(graph.identifier) for graph in copy.graphs()}
    assert f"{GRAPHS}letter/28676-333" in names
    assert f"{GRAPHS}reference" in names
    assert sum(len(graph) for graph in copy.graphs()) == len(opened.store)


def test_where_there_is_no_graph_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        open_graph(tmp_path)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import sys, navograaf; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        navograaf.nothing_such  # noqa: B018
