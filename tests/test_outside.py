"""What files beside a letter say of it: which file is whose, in which order, and what is wrong with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.letters import outside
from navograaf.letters.model import Fact
from navograaf.letters.outside import facts_beside
from navograaf.letters.reading import read_letter
from navograaf.letters.table import FIELDS, Table

KOOP = """<?xml version="1.0" encoding="UTF-8"?>
<metadata_gegevens>
  <metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="kst-28676-344"/>
  <metadata name="OVERHEIDop.dossiernummer" scheme="" content="28676"/>
  <metadata name="OVERHEIDop.ondernummer" scheme="" content="344"/>
</metadata_gegevens>
"""


def letter(folder: Path, name: str = "brief.txt") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("Geachte voorzitter,\n\nHierbij het verslag.\n", "utf-8")
    return path


def table(folder: Path, *rows: str) -> None:
    (folder / "letters.tsv").write_text("".join(f"{row}\n" for row in rows), "utf-8")


def told(path: Path | str) -> list[tuple[str, str, str]]:
    return [tuple(fact) for fact in facts_beside(path)]


def fetched(path: Path, *rows: object) -> None:
    path.with_name(f"{path.stem}.metadata.json").write_text(
        json.dumps({"source": "https://example.org/OData/Document", "facts": rows}), "utf-8"
    )


# Whose


def test_a_letter_alone_and_standard_input_have_none(tmp_path: Path) -> None:
    assert told(letter(tmp_path)) == []
    assert told("-") == []


def test_a_table_tells_each_field_of_the_letter_that_a_row_names(tmp_path: Path) -> None:
    path = letter(tmp_path)
    letter(tmp_path, "ander.txt")
    cells = {field: f"waarde {field}" for field in FIELDS}
    table(tmp_path, "# met de hand", "", "\t".join(["file", *cells]), "\t".join([path.name, *cells.values()]))
    assert told(path) == [(field, value, "letters.tsv, row 4") for field, value in cells.items()]
    assert len(cells) == 12
    assert told(tmp_path / "ander.txt") == []


def test_who_says_so_stands_in_the_source(tmp_path: Path) -> None:
    path = letter(tmp_path)
    table(tmp_path, "file\tnumber\tsource", "brief.txt\t344\tde griffie")
    assert told(path) == [("number", "344", "letters.tsv, row 2 (de griffie)")]


def test_a_table_above_the_folder_tells_as_well_after_the_one_in_it(tmp_path: Path) -> None:
    path = letter(tmp_path / "2020")
    table(tmp_path / "2020", "file\tnumber", "brief.txt\t1")
    table(tmp_path, "file\tnumber", "brief.txt\t2", "2020/brief.txt\t3", "2021/brief.txt\t4")
    assert [value for _, value, _ in told(path)] == ["1", "3", "2"]
    deeper = letter(tmp_path / "2020" / "mei")
    assert [value for _, value, _ in told(deeper)] == ["1"]  # the folder above alone, not the one above that


def test_metadata_goes_before_what_was_fetched_and_that_before_the_table(tmp_path: Path) -> None:
    path = letter(tmp_path)
    table(tmp_path, "file\tnumber", "brief.txt\t346")
    fetched(path, {"field": "number", "value": "345", "from": "Document.Volgnummer"})
    (tmp_path / "brief.metadata.xml").write_text(KOOP, "utf-8")
    assert [(value, source) for field, value, source in told(path) if field == "number"] == [
        ("344", "brief.metadata.xml, OVERHEIDop.ondernummer"),
        ("345", "brief.metadata.json, Document.Volgnummer"),
        ("346", "letters.tsv, row 2"),
    ]


@pytest.mark.parametrize(
    ("names", "belongs"),
    [
        (["brief.txt"], True),
        (["brief.txt", "brief.pdf"], True),  # one letter in two formats
        (["brief.txt", "ander.txt"], False),
        (["brief.txt", "lees.md"], True),
        (["brief.docx", "~$rief.docx"], True),  # Word has it open
        (["kst-28676-344.txt", "ander.txt"], True),  # called as the metadata call it
    ],
)
def test_metadata_of_a_folder_belong_to_its_only_letter_or_to_the_one_they_name(
    tmp_path: Path, names: list[str], belongs: bool
) -> None:
    path, *_ = [letter(tmp_path, name) for name in names]
    (tmp_path / "metadata.xml").write_text(KOOP, "utf-8")
    assert (("identifier", "kst-28676-344", "metadata.xml, DC.identifier") in told(path)) == belongs


def test_own_metadata_stand_for_those_of_the_folder(tmp_path: Path) -> None:
    path = letter(tmp_path)
    (tmp_path / "metadata.xml").write_text(KOOP, "utf-8")
    (tmp_path / "brief.metadata.xml").write_text(KOOP.replace("344", "12"), "utf-8")
    assert {value for field, value, _ in told(path) if field == "number"} == {"12"}


def test_letters_are_read_with_what_is_said_of_them(tmp_path: Path) -> None:
    path = letter(tmp_path)
    table(tmp_path, "file\tnumber", "brief.txt\t344")
    assert read_letter(path).facts == (Fact("number", "344", "letters.tsv, row 2"),)


def test_a_table_that_changes_is_read_again(tmp_path: Path) -> None:
    path = letter(tmp_path)
    table(tmp_path, "file\tnumber", "brief.txt\t1")
    assert [value for _, value, _ in told(path)] == ["1"]
    table(tmp_path, "file\tnumber", "brief.txt\t2222")
    assert [value for _, value, _ in told(path)] == ["2222"]


def test_a_table_is_read_once_for_all_letters_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{number}.txt\t{number}" for number in range(1, 301)]
    table(tmp_path, "file\tnumber", *rows)
    read: list[Path] = []
    real = Table.read
    monkeypatch.setattr(outside.Table, "read", lambda path, size: (read.append(path), real(path, size))[1])
    found = [told(letter(tmp_path, f"{number}.txt")) for number in range(1, 301)]
    assert [[value for _, value, _ in one] for one in found] == [[str(number)] for number in range(1, 301)]
    assert len(read) == 1


def test_names_in_a_table_may_be_composed_otherwise(tmp_path: Path) -> None:
    path = letter(tmp_path, "café.txt")
    table(tmp_path, "file\tnumber", "cafe\u0301.txt\t1")
    assert [value for _, value, _ in told(path)] == ["1"]


# What is wrong

HEADER = "file\tdossier\tnumber"
KNOWN = (
    "The columns are address, addressee, date, dossier, file, identifier, kenmerk, kind, number, parliamentary_year, "
    "published, signatory, source, title, each once"
)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("", [("problem", "there is no column \"file\". Name the columns in its first line, parted by tabs", 1)]),
        ("# niets\nfil\tnumber\nbrief.txt\t1\n", [
            ("problem", "there is no column \"file\". Name the columns in its first line, parted by tabs", 2)]),
        (f"{HEADER}\tdosier\nbrief.txt\t28676\t1\tx\nander.txt\t1\n", [
            ("dossier", "28676", 2), ("number", "1", 2), ("problem", f'column "dosier" is not read. {KNOWN}', 1)]),
        ("file\tnumber\tnumber\nbrief.txt\t1\t2\n", [
            ("number", "1", 2), ("problem", f'column "number" is not read. {KNOWN}', 1)]),
        (f"{HEADER}\n\t28676\t1\nbrief.txt\t28676\t2\n", [
            ("dossier", "28676", 3), ("number", "2", 3),
            ("problem", "column \"file\" is empty. Name the letter's file in it", 2)]),
        (f"{HEADER}\nbrief.txt\t28676\t2\tmeer\n", [
            ("dossier", "28676", 2), ("number", "2", 2),
            ("problem", "it has 4 cells under 3 columns. Take out the tabs that part no cells", 2)]),
        (f"{HEADER}\nbrief.txt\t28676\n", [("dossier", "28676", 2)]),
        (f"{HEADER}\r\nbrief.txt\t 28 676 \t\r\n", [("dossier", "28 676", 2)]),
        (f"\ufeff{HEADER}\nbrief.txt\t28676", [("dossier", "28676", 2)]),
        ("File\tTitle\nbrief.txt\t\"De \"\"NAVO\"\"\"\n", [("title", 'De "NAVO"', 2)]),
        ("file\ttitle\nbrief.txt\t\"NAVO\" en \"EU\"\n", [("title", '"NAVO" en "EU"', 2)]),
        (f"file\ttitle\tnumber\nbrief.txt\t{'x' * 2001}\t1\n", [
            ("number", "1", 2), ("problem", 'column "title" holds more than 2000 characters. Shorten it', 2)]),
        (f"{HEADER}\nbrief.txt\t\t1\nbrief.txt\t\t2\n", [("number", "1", 2), ("number", "2", 3)]),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_told_and_the_others_count(
    tmp_path: Path, text: str, facts: list[tuple[str, str, int]]
) -> None:
    path = letter(tmp_path)
    (tmp_path / "letters.tsv").write_text(text, "utf-8")
    assert told(path) == [(field, value, f"letters.tsv, row {row}") for field, value, row in facts]


def test_what_is_wrong_with_a_row_is_told_with_its_letter_alone(tmp_path: Path) -> None:
    table(tmp_path, HEADER, "brief.txt\t1\t2\t3", "ander.txt\t\t344")
    assert told(letter(tmp_path, "ander.txt")) == [("number", "344", "letters.tsv, row 3")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"file\tnumber\nbrief.txt\t\xff\n", "it is no UTF-8 text. Save it as UTF-8, cells parted by tabs"),
        (b"", 'there is no column "file". Name the columns in its first line, parted by tabs'),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_every_letter(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "letters.tsv").write_bytes(data)
    for name in ("een.txt", "twee.txt"):
        ((field, value, source),) = told(letter(tmp_path, name))
        assert (field, value, source.partition(",")[0]) == ("problem", what, "letters.tsv")


NO_LIST = 'it is no JSON object with a list "facts". Fetch the letter again, or remove this file'
UNKNOWN = "has no known field, value and source. Fetch the letter again"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [NO_LIST]),
        ("[]", [NO_LIST]),
        ('{"facts": {}}', [NO_LIST]),
        ("[" * 100_000, [NO_LIST]),
        ('{"facts": [3, {"field": "number"}]}', [f"fact 1 {UNKNOWN}", f"fact 2 {UNKNOWN}"]),
        ('{"facts": [{"field": "problem", "value": "x", "from": "y"}]}', [f"fact 1 {UNKNOWN}"]),
        ('{"facts": [{"field": "number", "value": 3, "from": "y"}]}', [f"fact 1 {UNKNOWN}"]),
        ('{"facts": [{"field": "title", "value": "\\ud800", "from": "y"}]}', [f"fact 1 {UNKNOWN}"]),  # half a character
        (json.dumps({"facts": [{"field": "title", "value": "x" * 2001, "from": "y"}]}),
         ["1 of its values are too long or too many. Shorten it"]),
        (json.dumps({"facts": [{"field": "title", "value": str(n), "from": "y"} for n in range(203)]}),
         ["3 of its values are too long or too many. Shorten it"]),
        (json.dumps({"facts": [], "rest": "x" * 1_000_000}), ["it is larger than 1 MB. Remove this file"]),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_wrong_with_a_fetched_file_is_told(tmp_path: Path, text: str, problems: list[str]) -> None:
    path = letter(tmp_path)
    path.with_name("brief.metadata.json").write_text(text, "utf-8")
    found = [row for row in told(path) if row[0] == "problem"]
    assert found == [("problem", what, "brief.metadata.json") for what in problems]


def test_one_wrong_fact_leaves_the_others(tmp_path: Path) -> None:
    path = letter(tmp_path)
    fetched(path, {"field": "date"}, {"field": "date", "value": " 2020-02-03\n", "from": "Document.Datum"})
    assert told(path)[1:] == [("date", "2020-02-03", "brief.metadata.json, Document.Datum")]


@pytest.mark.parametrize("text", ["", "geen xml", "<metadata_gegevens>", "<html><body/></html>"])
def test_metadata_that_cannot_be_read_lose_no_letter(tmp_path: Path, text: str) -> None:
    path = letter(tmp_path)
    (tmp_path / "brief.metadata.xml").write_text(text, "utf-8")
    ((field, _, source),) = told(path)
    assert (field, source) == ("problem", "brief.metadata.xml")
    assert read_letter(path).raw.startswith("Geachte")


def test_folders_and_what_is_no_file_are_passed_over(tmp_path: Path) -> None:
    path = letter(tmp_path)
    for name in ("letters.tsv", "metadata.xml", "brief.metadata.json", "brief.metadata.xml"):
        (tmp_path / name).mkdir()
    assert told(path) == []


@given(st.text(alphabet='\t\n\r#"abé,\ufeff\0file', max_size=80))
def test_any_table_is_read_or_refused_in_words(text: str) -> None:
    """Each value is one that stands in the text, on one line; each problem names a row."""
    found = Table.of(text, "letters.tsv")
    facts = [*found.problems, *(fact for facts in found.by_file.values() for fact in facts)]
    for field, value, source in facts:
        assert field in (*FIELDS, "problem")
        assert value and "\n" not in value and "\t" not in value
        assert source.startswith("letters.tsv, row ")
