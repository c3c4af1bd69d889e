"""navograaf.export.target: files are written whole or not at all."""

from __future__ import annotations

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
