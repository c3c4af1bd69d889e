"""`navograaf export`: formats by ending, messages, and no half-written file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from factory import small_graph
from lxml import etree
from test_gexf import check_profile

from navograaf.cli import main
from navograaf.export.projection import projections
from navograaf.graph.folder import GraphFolder

LETTERS = ("28676-333", "001_verslag")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_graph(tmp_path_factory.mktemp("export"))


@pytest.fixture
def run(graph: GraphFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Run the command in an empty folder; returns status and stderr, and asserts that stdout stays empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NAVOGRAAF_GRAPH", str(graph.path))

    def command(*args: str) -> tuple[int, str]:
        status = main(["export", *args])
        out, err = capsys.readouterr()
        assert out == ""
        return status, err

    return command


def test_a_gexf_file_of_topics_and_missions(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("out.gexf") == (0, "out.gexf: 3 nodes, 3 edges (topics)\n")
    found = nx.read_gexf(tmp_path / "out.gexf", version="1.3")
    assert found.nodes["mission/NMI"]["meetings"] == 2
    assert found.nodes["topic/civil-preparedness"]["depth"] == "substantive"
    assert found.edges["mission/NMI", "topic/civil-preparedness"]["weight"] == 2
    assert found.edges["mission/NMI", "topic/civil-preparedness"]["evidence"] == '["001_verslag", "28676-333"]'


def test_the_five_letters(seeds_graph: GraphFolder, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name in projections():
        assert run(f"{name}.gexf", "--projection", name, "--graph", str(seeds_graph.path))[0] == 0
        check_profile(etree.parse(tmp_path / f"{name}.gexf").getroot())
    topics = nx.read_gexf(tmp_path / "topics.gexf", version="1.3")
    iraq = topics.nodes["mission/NMI"]
    assert iraq["label"] == "NAVO-missie in Irak"
    assert (iraq["meetings"], iraq["first"], iraq["last"]) == (2, "2020-02-12", "2020-10-23")
    assert iraq["spells"] == [("2020-02-12", "2020-02-13"), ("2020-10-22", "2020-10-23")]
    cited = nx.read_gexf(tmp_path / "citations.gexf", version="1.3")
    assert cited.nodes["kamerstuk/34919-71"]["mentions"] == 2
    assert not cited.has_edge("kamerstuk/28676-346", "kamerstuk/28676-346"), "its own footer"


def test_every_format_is_written_and_nothing_else(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name in ("a.gexf", "a.graphml", "a.csv", "a.ttl", "a.trig", "a.nq", "a.jsonld", "b.GEXF"):
        status, message = run(name)
        assert status == 0, message
    assert sorted(item.name for item in tmp_path.iterdir()) == [
        "a-edges.csv", "a-nodes.csv", "a.gexf", "a.graphml", "a.jsonld", "a.nq", "a.trig", "a.ttl", "b.GEXF",
    ]  # fmt: skip
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.GEXF").read_bytes()
    assert all(item.stat().st_size > 100 for item in tmp_path.iterdir())
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a.gexf").stat().st_mode & 0o777 == 0o666 & ~mask


def test_csv_names_both_files(run) -> None:  # type: ignore[no-untyped-def]
    assert (
        run("net.csv", "--projection", "citations")[1]
        == "net-nodes.csv and net-edges.csv: 3 nodes, 2 edges (citations)\n"
    )


def test_a_letter_as_nquads_is_the_file_in_the_graph_folder(run, graph: GraphFolder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    stored = {letter.id: letter for letter in graph.letters()}
    assert set(stored) == set(LETTERS)
    assert run("one.nq", "--letter", "28676-333")[0] == 0
    assert (tmp_path / "one.nq").read_text("utf-8").splitlines() == stored["28676-333"].nquads.read_text(
        "utf-8"
    ).splitlines()


def test_an_existing_file_is_replaced(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "out.gexf").write_text("old")
    run("out.gexf")
    first = (tmp_path / "out.gexf").read_bytes()
    run("out.gexf")
    assert (tmp_path / "out.gexf").read_bytes() == first
    assert first.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (
            ["out.xlsx"],
            1,
            "Error: out.xlsx: the ending '.xlsx' is not known. Choose one of: .gexf, .graphml, .csv, .ttl",
        ),
        (["out"], 1, "Error: out: the name has no ending. Choose one of: .gexf"),
        (["out.gexf", "--projection", "x"], 1, "Error: there is no projection 'x'. Choose one of: citations, topics"),
        (["out.gexf", "--letter", "28676-333"], 1, "Error: --letter does not go with .gexf. Choose one of: .ttl"),
        (["out.nq", "--projection", "topics"], 1, "Error: --projection does not go with .nq. Choose one of: .gexf"),
        (["out.nq", "--letter", "1-2"], 1, "Error: there is no letter '1-2' in this graph. Choose one of: 001_verslag"),
        (["no/out.gexf"], 1, "Error: no: the folder is not there"),
        (["out.gexf", "--graph", "nowhere"], 2, "Error: nowhere: there is no graph here"),
        ([], 2, "Usage: navograaf export"),
    ],
)
def test_errors_are_one_sentence_and_leave_no_file(
    run, args: list[str], status: int, message: str, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    found, said = run(*args)
    assert found == status
    assert said.startswith(message)
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_network_without_nodes_is_an_error_and_no_file(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from pyoxigraph import Store

    monkeypatch.setattr(GraphFolder, "store", lambda self: Store())
    status, said = run("out.gexf")
    assert (status, said.partition(".")[0]) == (1, "Error: the projection 'topics' finds nothing in this graph")
    status, said = run("out.trig")
    assert (status, said.partition(".")[0]) == (1, "Error: the graph holds nothing to write")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_leaves_the_old_file(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from navograaf.export import gexf

    def broken(network: object) -> object:
        yield "<?xml"
        raise OSError(28, "No space left on device")

    (tmp_path / "out.gexf").write_text("old")
    monkeypatch.setattr(gexf, "gexf_pieces", broken)
    status, said = run("out.gexf")
    assert (status, said.startswith("Error: out.gexf: cannot be written (No space left on device)")) == (1, True)
    assert [item.name for item in tmp_path.iterdir()] == ["out.gexf"]
    assert (tmp_path / "out.gexf").read_text() == "old"


def test_removed_characters_and_a_missing_layout_are_told(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from network_samples import made_network

    from navograaf.export import layout, network

    made = made_network([{"id": "a", "label": "A\x00", "kind": "k"}], [])
    monkeypatch.setattr(network, "network", lambda *args: made)
    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 0)
    assert run("out.gexf")[1].splitlines() == [
        "out.gexf: 1 nodes, 0 edges (topics)",
        "1 characters that XML cannot hold were left out of texts",
        "The network is too large to be laid out here: run a layout in Gephi",
    ]


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from navograaf.cli import main; main(['export', '--help'])\n"
        "print(sorted({'networkx', 'numpy', 'lxml', 'rdflib', 'pyoxigraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "OUT-nodes.csv" in done.stdout
    assert done.stdout.endswith("[]\n")
