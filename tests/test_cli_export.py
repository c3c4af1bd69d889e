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
from navograaf.graph.folder import GraphFolder
from navograaf.network.projection import projections

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
    assert run("out.gexf") == (0, "out.gexf: 3 nodes, 2 edges (topics)\n")
    found = nx.read_gexf(tmp_path / "out.gexf", version="1.3")
    assert found.nodes["mission/NMI"]["meetings"] == 2
    assert found.nodes["topic/civil-preparedness"]["depth"] == "substantive"
    assert found.edges["mission/NMI", "topic/civil-preparedness"]["weight"] == 1, "under one heading"
    run("out.gexf", "--by", "meeting")
    found = nx.read_gexf(tmp_path / "out.gexf", version="1.3")
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


def test_the_statements_are_counted_by_what_they_are_of(seeds_graph: GraphFolder, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    place = str(seeds_graph.path)
    lines = [quad.graph_name.value for quad in seeds_graph.store()]
    numbers = [sum(f"/graph/{kind}" in name for name in lines) for kind in ("letter/", "links", "reference")]
    assert sum(numbers) == len(lines)
    own = sum(letter.quads for letter in seeds_graph.letters())
    assert numbers[0] == own, "what the last line of a build counts"
    _, said = run("out.nq", "--graph", place)
    of = f"{own:,} of letters, {numbers[1]:,} of links, {numbers[2]:,} of reference data"
    assert said == f"out.nq: {len(lines):,} statements ({of})\n"
    merged = len({quad.triple for quad in seeds_graph.store()})
    assert run("out.ttl", "--graph", place)[1] == f"out.ttl: {merged:,} statements, what several graphs say once\n"
    one = seeds_graph.letters()[0]
    assert run("one.nq", "--letter", one.id, "--graph", place)[1] == f"one.nq: {one.quads:,} statements\n"


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
            "Error: out.xlsx: the ending '.xlsx' is not known. Choose one of: .gexf, .graphml, .csv, .json, .dot, .html, .svg",
        ),
        (["out"], 1, "Error: out: the name has no ending. Choose one of: .gexf"),
        (["out.gexf", "--projection", "x"], 1, "Error: there is no projection 'x'. Choose one of: actors, all, chain"),
        (["out.gexf", "--letter", "28676-333"], 1, "Error: --letter does not go with .gexf. Choose one of: .ttl"),
        (
            ["out.nq", "--projection", "topics"],
            1,
            "Error: what chooses a network (--projection, --since, --topic...) does",
        ),
        (["out.gexf", "--min-weight", "nan"], 2, "Usage: navograaf export"),
        (["out.gexf", "--since", ""], 2, "Error: since: '' is no date"),
        (["out.gexf", "--projection", ""], 1, "Error: there is no projection ''"),
        (
            ["out.gexf", "--projection", "chain", "--mission", "NMI"],
            1,
            "Error: nothing is left of the projection 'chain'",
        ),
        (["out.svg", "--dynamic-columns"], 1, "Error: --dynamic-columns does not go with .svg. Write a .gexf"),
        (
            ["out.gexf", "--by", "moon"],
            1,
            "Error: the projection 'topics' has no edges by 'moon'. Choose one of: meeting",
        ),
        (
            ["out.gexf", "--since", "2030"],
            1,
            "Error: nothing is left of the projection 'topics' (--since 2030-01-01). Its dates run from",
        ),
        (
            ["out.gexf", "--since", "2021", "--until", "2020"],
            2,
            "Error: 2021 - 2020: the stretch ends before it begins",
        ),
        (["out.gexf", "--until", "morgen"], 2, "Error: until: 'morgen' is no date"),
        (["out.gexf", "--mission", "Atlantis"], 1, "Error: nothing in this graph is called 'Atlantis'"),
        (["out.gexf", "--topic", "mission/NMI"], 1, "Error: --topic: 'mission/NMI' is no topic"),
        (["out.gexf", "--min-weight", "-1"], 2, "Usage: navograaf export"),
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


@pytest.mark.parametrize(
    "option",
    [
        ["--projection", "topics"], ["--by", "meeting"], ["--since", "2020"], ["--until", "2020"], ["--topic", "x"],
        ["--mission", "x"], ["--min-weight", "2"], ["--largest-component"], ["--dynamic-columns"],
    ],
)  # fmt: skip
def test_what_chooses_a_network_does_not_go_with_the_graph_itself(run, option: list[str], tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    status, said = run("out.ttl", *option)
    assert (status, said.startswith("Error: what chooses a network")) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_the_tables_hold_what_their_names_say(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("net.csv")
    assert (tmp_path / "net-nodes.csv").read_text("utf-8").startswith("Id,Label,Timeset,kind,")
    assert (tmp_path / "net-edges.csv").read_text("utf-8").startswith("Source,Target,Type,Id,Kind,Label,Weight,")


def test_a_network_without_nodes_is_an_error_and_no_file(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from pyoxigraph import Store

    monkeypatch.setattr(GraphFolder, "store", lambda self: Store())
    monkeypatch.setattr(GraphFolder, "snapshot", lambda self: Store())
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

    from navograaf.network import assemble, layout

    made = made_network([{"id": "a", "label": "A\x00", "kind": "k"}], [])
    monkeypatch.setattr(assemble, "network", lambda *args, **more: made)
    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 0)
    first, *rest = run("out.gexf")[1].splitlines()
    assert first == "out.gexf: 1 node, 0 edges (topics)"
    assert any(line.startswith("No positions") for line in rest)
    assert rest[-1] == "1 characters that XML cannot hold were left out of texts"


def test_a_large_network_is_told(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from navograaf.cli import export

    monkeypatch.setattr(export, "_LARGE", 2)
    assert "This is a large network: --topic, --mission, --since or --min-weight make it smaller" in run("out.gexf")[1]


def test_a_picture_of_too_much_is_refused_before_it_is_laid_out(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from navograaf.network import layout

    monkeypatch.setattr(layout, "LAYOUT_LIMIT", 2)
    monkeypatch.setattr(layout, "laid_out", lambda network: pytest.fail("laid out first"))
    for name in ("out.svg", "out.html"):
        status, said = run(name)
        assert status == 1
        assert "--min-weight" in said


def test_a_part_says_what_was_asked_for(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("out.gexf", "--mission", "NMI", "--since", "2020")[0] == 0
    told = etree.parse(tmp_path / "out.gexf").findtext(".//{*}description")
    assert told is not None
    assert told.endswith("[--since 2020-01-01 --mission NMI]")


def test_the_projections_are_listed_with_their_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--projections"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(projections()) == [
        "actors", "all", "chain", "citations", "countries", "decisions", "missions", "positions", "topics",
    ]  # fmt: skip
    assert all(len(line.split()) > 2 for line in lines)


def test_a_part_of_a_network(seeds_graph: GraphFolder, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Filters on the five letters: each gives less, and what it promises."""
    graph = ("--graph", str(seeds_graph.path))

    def read(*args: str) -> nx.Graph[str]:
        status, said = run("part.gexf", *graph, *args)
        assert status == 0, said
        return nx.read_gexf(tmp_path / "part.gexf", version="1.3")

    whole = read()
    late = read("--since", "2021")
    assert 0 < len(late) < len(whole)
    assert {spell for _, spells in late.nodes(data="spells") for spell in spells or ()} == {
        ("2021-10-21", "2021-10-22")
    }
    around = read("--mission", "NMI")
    assert set(around) == {"mission/NMI", *whole["mission/NMI"]}
    heavy = read("--min-weight", "3", "--largest-component")
    assert nx.is_connected(heavy)
    assert all(weight >= 3 for *_, weight in heavy.edges(data="weight"))
    assert set(heavy) < set(whole)
    by_meeting = read("--by", "meeting")
    assert by_meeting.number_of_edges() > whole.number_of_edges()
    assert max(weight for *_, weight in by_meeting.edges(data="weight")) <= 3, "there are three meetings"


def test_a_thread_of_decisions_is_kept_whole(seeds_graph: GraphFolder, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The wish to renew the Pledge names no topic of its own, and belongs to it all the same."""
    args = ("--projection", "decisions", "--graph", str(seeds_graph.path))

    def thread(*more: str) -> set[str]:
        assert run("out.gexf", *args, *more)[0] == 0
        graph = nx.read_gexf(tmp_path / "out.gexf", version="1.3")
        return {node for node, named in graph.nodes(data="thread") if "Resilience Pledge" in str(named)}

    whole = thread()
    assert len(whole) >= 5
    assert thread("--topic", "Resilience Pledge") == whole


def test_a_network_without_edges_is_told(run, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from network_samples import made_network

    from navograaf.network import assemble

    made = made_network([{"id": "a", "label": "A", "kind": "k"}], [])
    monkeypatch.setattr(assemble, "network", lambda *args, **more: made)
    assert "There are no edges: edges.rq joins none of these nodes\n" in run("out.gexf")[1]


def test_numbers_by_meeting_for_the_time_line(seeds_graph: GraphFolder, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for args in ((), ("--dynamic-columns",)):
        assert run("out.gexf", "--graph", str(seeds_graph.path), *args)[0] == 0
        root = etree.parse(tmp_path / "out.gexf").getroot()
        modes = [block.get("mode") for block in root.iter("{*}attributes")]
        assert modes == (["dynamic", "static"] * 2 if args else ["static"] * 2)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from navograaf.cli import main; main(['export', '--help'])\n"
        "print(sorted({'networkx', 'numpy', 'lxml', 'rdflib', 'pyoxigraph'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "OUT-nodes.csv" in done.stdout
    assert done.stdout.endswith("[]\n")
