"""navograaf.export.target: files are written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from navograaf.errors import ExportError
from navograaf.export.target import written


def test_files_appear_together(tmp_path: Path) -> None:
    paths = (tmp_path / "a.csv", tmp_path / "b.csv")
    paths[0].write_text("old")
    with written(*paths) as (first, second):
        first.write(b"new")
        second.write(b"more")
        assert paths[0].read_text() == "old"
        assert not paths[1].exists()
    assert [path.read_bytes() for path in paths] == [b"new", b"more"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_failure_leaves_what_was_there(tmp_path: Path, error: type[BaseException] | BaseException) -> None:
    path = tmp_path / "a.gexf"
    path.write_text("old")
    expected = ExportError if isinstance(error, OSError) else error
    with pytest.raises(expected) as caught, written(path) as (stream,):  # type: ignore[arg-type]
        stream.write(b"half")
        raise error
    assert [item.name for item in tmp_path.iterdir()] == ["a.gexf"]
    assert path.read_text() == "old"
    if isinstance(caught.value, ExportError):
        assert "No space left" in str(caught.value)


def test_a_missing_folder_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="the folder is not there"), written(tmp_path / "no" / "a.gexf"):
        pass
    with pytest.raises(ExportError, match="is a folder"), written(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def refuse_to_replace(monkeypatch: pytest.MonkeyPatch, refused: Path, error: BaseException) -> None:
    """From now on nothing but what stood there before can be put in the place of `refused`."""
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target == refused and self.suffix == ".tmp":
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)


@pytest.mark.parametrize("refused", [0, 1])
@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"), KeyboardInterrupt()])
@pytest.mark.parametrize("old", [("one", "two"), ("one", None), (None, "two"), (None, None)])
def test_of_a_pair_both_are_new_or_both_are_old(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    old: tuple[str | None, str | None],
    error: BaseException,
    refused: int,
) -> None:
    paths = (tmp_path / "a.csv", tmp_path / "b.csv")
    before = {path: text for path, text in zip(paths, old, strict=True) if text is not None}
    for path, text in before.items():
        path.write_text(text)
    refuse_to_replace(monkeypatch, paths[refused], error)
    expected = ExportError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected), written(*paths) as streams:
        for stream in streams:
            stream.write(b"new")
    assert {path: path.read_text() for path in tmp_path.iterdir()} == before
    monkeypatch.undo()
    with written(*paths) as streams:
        for stream in streams:
            stream.write(b"new")
    assert {path: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(paths, "new")


def test_when_the_first_cannot_be_moved_away_it_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = (tmp_path / "a.csv", tmp_path / "b.csv")
    paths[0].write_text("old")

    def failing(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ExportError), written(*paths):
        pass
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.csv": "old"}


@pytest.mark.parametrize(
    ("number", "todo"),
    [
        (errno.ENOSPC, "Make room on the disk"),
        (errno.EDQUOT, "Make room on the disk"),
        (errno.EACCES, "Name a place that may be written"),
        (errno.EROFS, "Name a place that may be written"),
    ],
)
def test_what_to_do_follows_from_what_went_wrong(tmp_path: Path, number: int, todo: str) -> None:
    path = tmp_path / "a.gexf"
    with pytest.raises(ExportError) as caught, written(path):
        raise OSError(number, "it failed")
    assert str(caught.value) == f"{path}: cannot be written (it failed). {todo}"
