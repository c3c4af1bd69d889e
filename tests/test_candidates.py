"""Unknown names: found by the words around them, one for each name, never one that ontology/ knows; the Turtle works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from navograaf.cli import main
from navograaf.findings.extract import extract
from navograaf.findings.model import Candidate
from navograaf.letters.reading import from_bytes, read_letter
from navograaf.letters.sources import letter_paths

ROOT = Path(__file__).resolve().parent.parent
HEAD = """28 676 NAVO

Nr. 500 BRIEF VAN DE MINISTER VAN DEFENSIE

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 3 maart 2027

"""
BODY = (
    "De Ministers van Defensie van de NAVO spraken over de operatie Noble Pelican. De bijdrage aan Noble Pelican\n"
    "loopt af. De EU-trainingsmissie in Zembla (EUTM Zembla) gaat door, en Nederland steunt EUTM Zembla. In mei\n"
    "begint de oefening Grand Pelican 27. De bondgenoten namen de Baltic Harbour Strategy (BHS) aan.\n"
)


def letter_of(body: str) -> bytes:
    return (HEAD + body).encode()


def candidates(body: str) -> list[Candidate]:
    return list(extract(from_bytes(letter_of(body), "a.txt")).candidates)


def names(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in candidates(body)]


def test_each_kind_is_found_once_with_its_places() -> None:
    found = candidates(BODY)
    assert [(one.kind, one.name, one.abbreviation, len(one.mentions)) for one in found] == [
        ("operation", "Noble Pelican", None, 2),
        ("mission", "EU-trainingsmissie in Zembla", "EUTM Zembla", 3),
        ("exercise", "Grand Pelican 27", None, 1),
        ("document", "Baltic Harbour Strategy", "BHS", 2),
    ]
    raw = HEAD + BODY
    places = [mention for one in found for mention in one.mentions]
    assert all(raw[m.start : m.end] == m.surface for m in places)
    assert [m.type for m in found[1].mentions] == ["name", "abbr", "abbr"]


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ("Operation Iron Pelican is gestart.", "operation", "Iron Pelican"),
        ("Een operatie onder de naam Iron Pelican is gestart.", "operation", "Iron Pelican"),
        ("De Iron Pelican-missie is gestart.", "mission", "Iron Pelican"),
        ("De NATO Advisory Mission Zembla is gestart.", "mission", "NATO Advisory Mission Zembla"),
        ("Wij steunen de Policy on Harbour Protection.", "document", "Policy on Harbour Protection"),
        ("Wij steunen de Verklaring van Zembla.", "document", "Verklaring van Zembla"),
        ("Wij verwijzen naar de Nota Veilige Havens 2027.", "document", "Nota Veilige Havens 2027"),
        ("Het rapport «Havens in de branding» is klaar.", "document", "Havens in de branding"),
        ("Het staat in de Havennota van het kabinet.", "document", "Havennota"),
    ],
)
def test_a_name_is_told_by_the_words_around_it(body: str, kind: str, name: str) -> None:
    assert names(body) == [(kind, name)]


@pytest.mark.parametrize(
    "body",
    [
        "De operatie Sea Guardian en de NAVO-missie in Irak (NMI) gaan door.",
        "De oefening Steadfast Noon en de Resolute Support-missie zijn besproken.",
        "De Defence Capability Review Report en het Strategisch Kompas zijn vastgesteld.",
        "Tijdens de missie Nederlandse militairen ondersteunen, in de operatie Nederland.",
        "De commissie Pelican en de minister Pelican waren aanwezig.",
        "Er is een Letter of Intent en een Action Plan getekend.",
        "De verklaring van Nederland en het verdrag van de bondgenoten zijn besproken.",
        "De operatie in Mali, de missie van de EU en de VN-missie gaan door.",
    ],
)
def test_what_is_known_or_no_name_is_no_candidate(body: str) -> None:
    assert names(body) == []


def test_a_name_in_a_heading_alone_is_left_out() -> None:
    assert names("Operatie Iron Pelican\n\nDe Ministers spraken over de toekomst van de missie in Mali.\n") == []


def test_the_five_letters_name_nothing_unknown(letters_folder: Path) -> None:
    paths = letter_paths([letters_folder])
    assert len(paths) == 5
    assert [c.name for path in paths for c in extract(read_letter(path)).candidates] == []


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "pelican.txt"
    path.write_bytes(letter_of(BODY))
    return path


def test_the_list_names_kind_places_letters_and_quote(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["candidates", str(letter)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "mission  EU-trainingsmissie in Zembla (EUTM Zembla)  3 places"
    assert lines[1].startswith("    pelican.txt  ")
    assert "“De EU-trainingsmissie in Zembla (EUTM Zembla) gaat door" in lines[2]
    assert len(lines) == 12


def test_a_name_in_two_letters_is_one_row(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = letter.with_name("second.txt")
    other.write_bytes(letter_of("De Ministers spraken over Operation Noble Pelican.\n"))
    assert main(["candidates", str(letter), str(other), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    (row,) = [row for row in rows if row["name"] == "Noble Pelican"]
    assert (row["count"], row["letters"]) == (3, ["pelican.txt", "second.txt"])
    assert all(place["surface"] == "Noble Pelican" for place in row["places"])


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("De Ministers spraken over de missie EUMAM Zembla (EUMZ) in Brussel.", "EUMZ"),
        ("De missie EUMAM Zembla groeit. Ook EUMAM Zembla (EUMZ) gaat door.", "EUMZ"),
        ("De missie EUMAM Zembla (zie bijlage) groeit.", None),
        ("De missie EUMAM Zembla (Brussel) groeit.", None),
    ],
)
def test_an_abbreviation_in_brackets_is_kept_and_is_no_english_name(
    body: str, short: str | None, letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter.write_bytes(letter_of(body + "\n"))
    assert main(["candidates", str(letter), "--format", "json"]) == 0
    assert [(row["name"], row["abbreviation"]) for row in json.loads(capsys.readouterr().out)] == [
        ("EUMAM Zembla", short)
    ]
    assert main(["candidates", str(letter), "--format", "turtle"]) == 0
    printed = capsys.readouterr().out
    assert 'skos:prefLabel "EUMAM Zembla"@nl , "EUMAM Zembla"@en' in printed
    assert ('navo:abbreviation "EUMZ"' in printed) is bool(short)


def test_without_letters_those_of_the_graph_are_read(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = str(tmp_path / "graph")
    assert main(["candidates", "--graph", graph]) == 2
    assert "there is no graph here" in capsys.readouterr().err
    assert main(["build", str(letter), "--graph", graph]) == 0
    assert main(["candidates", "--graph", graph]) == 0
    assert "    28676-500  " in capsys.readouterr().out


def test_a_letter_that_cannot_be_read_is_named(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["candidates", str(letter.with_name("missing.txt")), str(letter)]) == 1
    captured = capsys.readouterr()
    assert "missing.txt: there is no such file" in captured.err
    assert "Noble Pelican" in captured.out


def test_the_turtle_makes_the_names_found_when_it_is_pasted(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["candidates", str(letter), "--format", "turtle"]) == 0
    printed = capsys.readouterr().out
    assert "# pelican.txt, characters " in printed
    assert len(list(pyoxigraph.parse(printed, format=pyoxigraph.RdfFormat.TURTLE))) == 22
    assert '    skos:prefLabel "Baltic Harbour Strategy"@nl , "Baltic Harbour Strategy"@en ;' in printed
    assert '    navo:abbreviation "BHS" ;' in printed and '"BHS"@en' not in printed
    files = tmp_path / "files"
    for name in ("ontology", "extract", "queries", "seeds"):
        shutil.copytree(ROOT / name, files / name)
    missions = files / "ontology" / "missions.ttl"
    missions.write_text(missions.read_text(encoding="utf-8") + printed, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "navograaf", "findings", str(letter)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NAVOGRAAF_FILES": str(files)},
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["candidates"] == []
    assert {thing["id"] for thing in found["missions"]} == {"NOBLE-PELICAN", "EUTM-ZEMBLA", "GRAND-PELICAN-27"}
    assert [thing["id"] for thing in found["documents_mentioned"]] == ["baltic-harbour-strategy"]
    assert [len(thing["mentions"]) for thing in found["missions"]] == [3, 1, 2]
