"""navograaf.export.formats: every ending has its writer, and the command knows the same endings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from network_samples import sample_network

from navograaf.cli.export import RDF, export
from navograaf.export import formats
from navograaf.network.layout import laid_out


def test_the_help_of_the_command_names_the_endings_that_there_are_writers_for() -> None:
    told, _, rdf = (export.help or "").partition("Networks: ")[2].partition("The graph itself: ")
    assert set(re.findall(r"(?<!\w)\.([a-z]+)", told)) == set(formats.NETWORKS)
    assert set(re.findall(r"(?<!\w)\.([a-z]+)", rdf.partition("\n\n")[0])) == set(RDF)


@pytest.mark.parametrize("kind", formats.NETWORKS)
def test_every_ending_has_a_writer(kind: str, tmp_path: Path) -> None:
    if kind == "png":
        pytest.importorskip("resvg_py")
        from navograaf.export.png import write_png

        assert formats._writer(kind) is write_png  # to draw needs a font
        return
    paths = formats.write_network(laid_out(sample_network()), tmp_path / f"out.{kind}", kind)
    assert len(paths) == (2 if kind == "csv" else 1)
    assert all(path.stat().st_size > 0 for path in paths)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_another_ending_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'docx'"):
        formats.write_network(sample_network(), tmp_path / "out.docx", "docx")
    assert list(tmp_path.iterdir()) == []
