"""Every letter of tests/cases can be stored, and what points to no known paper is kept in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder

CASES = ROOT / "tests" / "cases"
LETTER = """28 676 Noord-Atlantische Verdragsorganisatie

Nr. 333 Brief van de Minister van Defensie
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 3 mei 2019

"""


def test_every_letter_of_the_cases_is_stored(tmp_path: Path) -> None:
    letters = sorted(path for name in ("letters", "evolution") for path in (CASES / name).glob("*.txt"))
    assert len(letters) >= 27
    report = build(GraphFolder.create(tmp_path / "graph"), letters)
    assert report.set_aside == []
    assert len(report.stored) == report.letters == len(letters)


@pytest.mark.parametrize("words", ["Zembla-verdrag", "verdrag inzake een verbod op ruimtestof"])
def test_a_treaty_that_no_list_has_is_an_unresolved_name(words: str, tmp_path: Path) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text(f"{LETTER}Nederland blijft bij het {words} en het INF-verdrag.\n", encoding="utf-8")
    folder = GraphFolder.create(tmp_path / "graph")
    report = build(folder, [letter])
    assert report.set_aside == []
    lines = folder.nquads(folder.letters()[0]).splitlines()
    unresolved = [line.split()[0] for line in lines if "ontology#UnresolvedName>" in line]
    assert len(unresolved) == 1
    assert any(line.startswith(unresolved[0]) and f'normalForm> "{words}"' in line for line in lines)
    raw = [line.split('"')[1] for line in lines if "ontology#rawReference>" in line]
    assert "INF-verdrag" in raw and words not in raw
