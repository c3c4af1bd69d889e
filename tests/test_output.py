"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from navograaf.cli.output import write_text
from navograaf.errors import NavograafError


def test_a_file_is_written_with_line_ends_as_given(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", "België\n")
    assert (tmp_path / "a.json").read_bytes() == "België\n".encode()
    assert list(tmp_path.iterdir()) == [tmp_path / "a.json"]


def test_what_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    write_text(tmp_path / "a.json", "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "a.json", "\ud800")
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NavograafError, match=r"nowhere.*cannot be written"):
        write_text(tmp_path / "nowhere" / "a.json", "text")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_and_leads_to_the_new_text(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("a.json")
    (tmp_path / "later.json").symlink_to("b.json")
    for name in ("link.json", "later.json"):
        write_text(tmp_path / name, "new")
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / name).resolve().read_text(encoding="utf-8") == "new"
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(NavograafError, match=r"circle.*cannot be written"):
        write_text(tmp_path / "circle", "new")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")
    (tmp_path / "a.json").chmod(0o640)
    write_text(tmp_path / "a.json", "new")
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_others_may_read_the_file_as_the_umask_says(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_text(tmp_path / "a.json", "text")
    finally:
        os.umask(old)
    assert (tmp_path / "a.json").stat().st_mode & 0o777 == 0o644
