"""`navograaf ledger` as a command."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import click
import pytest
from told_letters import told_graph

from navograaf.answers.opened import open_graph
from navograaf.answers.printed import marked_by
from navograaf.cli import COMMANDS, main
from navograaf.cli.options import show_words


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(told_graph(tmp_path_factory.mktemp("ledger")).path)


def test_everything_is_shown_without_a_subject(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "--graph", graph]) == 0
    out = capsys.readouterr().out
    assert "3 expectations" in out and "1 commitment" in out
    assert "“Over een tweede locatie is nog geen besluit genomen.”" in out
    assert "agenda:142-194" in out


@pytest.mark.parametrize("command", ["trace", "ledger"])
def test_the_command_that_is_suggested_means_the_same_graph(
    graph: str, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "a graph"
    folder.symlink_to(graph, target_is_directory=True)
    monkeypatch.setenv("COLUMNS", "40")  # and however narrow the terminal, it is one line
    assert main([command, "NMI", "--graph", str(folder)]) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("Mark a quote"))
    suggested = shlex.split(line.partition(": ")[2])
    assert suggested[:2] == ["navograaf", "show"] and str(folder) in suggested
    assert main(suggested[1:]) == 0
    assert "characters" in capsys.readouterr().out
    monkeypatch.setenv("NAVOGRAAF_GRAPH", graph)
    assert main([command, "NMI"]) == 0
    assert "navograaf show agenda" in capsys.readouterr().out


def test_a_server_has_no_letter_to_show() -> None:
    command = click.Command("x", params=[click.Option(["--endpoint"]), click.Option(["--graph"])])
    assert show_words(command.make_context("x", ["--endpoint", "http://here"])) == ""
    assert show_words(command.make_context("x", ["--graph", "g h"])) == "navograaf show --graph 'g h'"
    assert marked_by("", "a:1-2") == ""


def test_filters_may_be_given_again_and_minister_is_holder(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    both = ["--status", "promised", "--status", "not_yet", "--format", "json"]
    assert main(["ledger", "NMI", *both, "--graph", graph]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [len(value["expectations"]), len(value["commitments"])] == [1, 1]
    answers = []
    for option in ("--minister", "--holder"):
        assert main(["ledger", option, "Ollongren", "--graph", graph]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert "0 expectations; 1 commitment" in answers[0]


def test_an_empty_answer_is_no_error(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "--until", "2001", "--graph", graph]) == 0
    assert "No expectation or commitment fits." in capsys.readouterr().out
    assert main(["ledger", "--chains", "--until", "2001", "--graph", graph]) == 0
    assert "No decision that fits is followed" in capsys.readouterr().out


@pytest.mark.parametrize("value", ["gisteren", "2020-13", "2020-02-30", "22-10-2020", "0000", "2020-1", "٢٠٢٠"])
@pytest.mark.parametrize("option", ["--as-of", "--since", "--until"])
def test_what_is_no_date_is_a_wrong_use(
    graph: str, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", option, value, "--graph", graph]) == 2
    assert "is no date" in capsys.readouterr().err


def test_an_unknown_name_is_1_and_no_graph_is_2(graph: str, tmp_path: Path) -> None:
    assert main(["ledger", "no such thing", "--graph", graph]) == 1
    assert main(["ledger", "--graph", str(tmp_path / "none")]) == 2
    assert main(["ledger", "--outcome", "maybe", "--graph", graph]) == 2


@pytest.mark.parametrize(("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.csv", '"date"'), ("a.md", "# ")])
def test_the_name_of_the_file_chooses_the_form(
    graph: str, tmp_path: Path, name: str, begins: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "-o", str(tmp_path / name), "--graph", graph]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    out, err = capsys.readouterr()
    assert not out
    assert "3 expectations, 1 commitment, 2 chains" in err


def test_a_file_of_no_known_form_is_not_written(graph: str, tmp_path: Path) -> None:
    assert main(["ledger", "-o", str(tmp_path / "a.doc"), "--graph", graph]) == 2
    assert list(tmp_path.iterdir()) == []


def test_the_graph_as_python_objects_gives_the_same(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = open_graph(graph).ledger("NMI", statuses=["promised"])
    assert main(["ledger", "NMI", "--status", "promised", "--format", "json", "--graph", graph]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [row.spot.quote for row in found.commitments] == [row["quote"] for row in value["commitments"]]


def test_the_command_is_listed_and_documented() -> None:
    assert "ledger" in COMMANDS
    page = (Path(__file__).parents[1] / "docs" / "commands" / "ledger.md").read_text(encoding="utf-8")
    from navograaf.cli.ledger import ledger

    for option in ledger.params:
        for name in option.opts if option.name not in ("subjects", "debug") else []:
            assert f"`{name}" in page
