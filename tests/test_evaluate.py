"""`navograaf evaluate`: figures by layer, floors as exit status, and what changed since before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from navograaf.cli import main

HEADER = ["layer", "P", "R", "F1", "found", "false", "missed"]


@pytest.fixture
def findings(gold_folder: Path, tmp_path: Path) -> Path:
    """The annotation itself as findings, without the missions of one letter."""
    folder = tmp_path / "findings"
    folder.mkdir()
    for path in sorted(gold_folder.glob("00*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        if path.stem == "004":
            del found["missions"]
        (folder / path.name).write_text(json.dumps(found), encoding="utf-8")
    return folder


def table(out: str) -> dict[str, list[str]]:
    """The totals: layer -> the columns after it."""
    rows = [line.split() for line in out.partition("\n\n")[0].splitlines()]
    return {row[0]: row[1:] for row in rows if len(row) > 3 and row != HEADER}


def test_every_layer_is_printed(findings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--findings", str(findings)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[1].split()) == ("5 letters", HEADER)
    rows = table("\n".join(lines))
    assert len(rows) == 20
    assert rows["countries"] == ["1.000", "1.000", "1.000", "198", "0", "0"]
    assert rows["missions"][:2] == ["1.000", f"{77 / 84:.3f}"]


def test_a_layer_below_its_floor_is_status_1(
    findings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text('{"countries": 1.0, "missions": 0.99}', encoding="utf-8")
    assert main(["evaluate", "--findings", str(findings), "--floors", str(floors)]) == 1
    assert capsys.readouterr().err.startswith("below the floor: missions: F1 0.9")
    floors.write_text('{"countries": 1.0}', encoding="utf-8")
    assert main(["evaluate", "--findings", str(findings), "--floors", str(floors)]) == 0


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("floors.json", '{"mision": 0.9}', "the floors name no layer: mision"),
        ("floors.json", "{", "the file is not JSON"),
    ],
)
def test_floors_that_cannot_be_read_are_status_2(
    name: str, text: str, sentence: str, findings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["evaluate", "--findings", str(findings), "--floors", str(tmp_path / name)]) == 2
    assert sentence in capsys.readouterr().err


def test_what_was_missed_can_be_listed(findings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--findings", str(findings), "--list", "missions"]) == 0
    missed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("missed  ")]
    assert len(missed) == 7
    assert all(line.startswith("missed  004_") for line in missed)
    assert main(["evaluate", "--findings", str(findings), "--list", "mission"]) == 2
    assert "there is no layer 'mission'" in capsys.readouterr().err


def test_the_three_figures_of_each_letter_are_printed(findings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--findings", str(findings)]) == 0
    tables = capsys.readouterr().out.split("\n\n")[1:]
    assert [table.count("_") for table in tables] == [4, 1]
    first, second = ({line.split()[0]: line.split()[1:] for line in table.splitlines()} for table in tables)
    assert len(first) == len(second) == 21
    assert first["missions"] == ["1.000"] * 12
    assert second["missions"] == ["–", "0.000", "0.000"]
    assert main(["evaluate", "--findings", str(findings), "--totals"]) == 0
    assert "\n\n" not in capsys.readouterr().out


def test_changes_since_earlier_figures(
    findings: Path, gold_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "old.json"
    assert main(["evaluate", "--findings", str(findings), "--json", str(old)]) == 0
    kept = json.loads(old.read_text(encoding="utf-8"))["missions"]
    assert kept["fn"] == 7
    assert [len(letter["found"]) for letter in kept["letters"].values()][-1] == 0
    assert main(["evaluate", "--findings", str(findings), "--against", str(old)]) == 0
    assert capsys.readouterr().out.endswith("nothing changed\n")
    for earlier in (old, findings):  # figures, or the findings themselves
        assert main(["evaluate", "--findings", str(gold_folder), "--totals", "--against", str(earlier)]) == 0
        lines = capsys.readouterr().out.splitlines()
        missions = lines[lines.index("  004_0903ee5900ae3cce.txt: F1 0.000 -> 1.000 (+1.000)") + 1 :]
        assert any(line.endswith(' NMI "NMI"') for line in missions)
        assert sum(line.startswith("    + right") for line in missions) >= 7
        assert not any(line.startswith("    -") for line in lines)


def test_an_invented_position_beside_a_borderline_one_was_not_right(
    findings: Path, gold_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Characters 4000-4040 of 004 lie in a position that the annotator would leave out: by it nothing is right."""
    path = next(findings.glob("004*.json"))
    found = json.loads(path.read_text(encoding="utf-8"))
    (other,) = [one for one in found["positions"] if one["start"] <= 4000 < one["end"]]
    assert other["borderline"]
    shapes = {"neither": (4000, 4040), "false": (9000, 9040)}
    made = [{**other, "polarity": "opposes", "start": s, "end": e, "quote": "Nee"} for s, e in shapes.values()]
    path.write_text(json.dumps({**found, "positions": [*found["positions"], *made]}), encoding="utf-8")
    assert main(["evaluate", "--findings", str(gold_folder), "--totals", "--against", str(findings)]) == 0
    lines = [line.split()[:3] for line in capsys.readouterr().out.splitlines() if "opposes" in line]
    assert lines == [["-", word, f"{start}-{end}"] for word, (start, end) in shapes.items()]


def test_what_is_neither_figures_nor_findings_is_status_2(
    findings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.json"
    for text, sentence in (("[1, 2]", "neither figures nor findings"), ('{"missions": {"f1": 1}}', "by letter")):
        other.write_text(text, encoding="utf-8")
        assert main(["evaluate", "--findings", str(findings), "--against", str(other)]) == 2
        assert sentence in capsys.readouterr().err


def test_findings_that_are_absent_are_said_and_count_as_missed(
    findings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (findings / "000.json").unlink()
    assert main(["evaluate", "--findings", str(findings)]) == 0
    captured = capsys.readouterr()
    assert "has no findings of 000_" in captured.err
    assert float(table(captured.out)["countries"][1]) < 1


def test_the_letters_are_read_when_no_findings_are_given(
    letters_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate"]) == 0
    first = capsys.readouterr().out
    assert main(["evaluate", str(letters_folder)]) == 0
    assert capsys.readouterr().out == first
    assert main(["evaluate", str(tmp_path)]) == 2
    assert "the annotated letter is not there" in capsys.readouterr().err
