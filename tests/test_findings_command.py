"""`navograaf findings`: JSON on standard output or a file per letter; what fails is named, the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from navograaf.cli import main


@pytest.fixture
def letters(letters_folder: Path, tmp_path: Path) -> Path:
    """Two letters and an empty file in a folder of their own."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in ("002", "004"):
        letter = next(letters_folder.glob(f"{number}_*.txt"))
        (folder / letter.name).write_bytes(letter.read_bytes())
    (folder / "003_empty.txt").write_bytes(b"")
    return folder


def test_one_letter_is_one_object_in_the_shape_of_the_annotation(
    letters_folder: Path, gold_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = next(letters_folder.glob("004_*.txt"))
    assert main(["findings", str(letter)]) == 0
    found = json.loads(capsys.readouterr().out)
    gold = json.loads((gold_folder / "004.json").read_text(encoding="utf-8"))
    assert found["file"] == gold["file"] == letter.name
    layers = {"document", "sections", "meetings", "references", "missions", "topics", "people", "organisations"}
    assert layers <= set(found) & set(gold)
    text = letter.read_text(encoding="utf-8")
    mentions = [m for thing in found["missions"] + found["countries"] for m in thing["mentions"]]
    assert len(mentions) > 10
    assert all(text[m["start"] : m["end"]] == m["surface"] for m in mentions)


def test_several_letters_are_an_array_and_a_broken_one_is_named(
    letters: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["findings", str(letters), str(letters / "missing.txt")]) == 1
    captured = capsys.readouterr()
    assert [item["file"][:3] for item in json.loads(captured.out)] == ["002", "004"]
    errors = captured.err.splitlines()
    assert len(errors) == 2
    assert "003_empty.txt: the file is empty" in errors[0]
    assert "missing.txt: there is no such file" in errors[1]


def test_nothing_readable_is_an_empty_array(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_a_file_per_letter(letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "out"
    assert main(["findings", str(letters), "--output-dir", str(out)]) == 1
    names = sorted(path.name for path in out.iterdir())
    assert len(names) == 2
    for name in names:
        found = json.loads((out / name).read_text(encoding="utf-8"))
        assert Path(found["file"]).stem == Path(name).stem
    assert capsys.readouterr().out == ""


def test_two_letters_of_one_name_do_not_overwrite_each_other(
    letters: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = next(letters.glob("004_*.txt"))
    twin = tmp_path / "twin"
    twin.mkdir()
    (twin / letter.name).write_bytes(next(letters.glob("002_*.txt")).read_bytes())
    assert main(["findings", str(letter), str(twin), "--output-dir", str(tmp_path / "out")]) == 1
    assert "two letters have this name" in capsys.readouterr().err
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_the_same_letter_gives_the_same_bytes(letters: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = str(next(letters.glob("002_*.txt")))
    outputs = []
    for _ in range(2):
        assert main(["findings", letter]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] != ""
