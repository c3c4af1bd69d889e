"""The forms of an answer: every entry in each, and no words of a letter that break the form."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import ADDRESS, EMPTY, ENTRIES, NASTY, SAMPLE, nasty
from factory import small_graph

from navograaf.answers.records import COLUMNS
from navograaf.answers.render import FORMS, SUFFIXES, render, web_address
from navograaf.cli import main

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TABLE = """\
NATO Mission Iraq (NMI) · 3 statements in 2 of 3 letters · Feb 2020 – Oct 2021

12–13 Feb 2020  NATO defence ministers, Brussel
  agenda 28676-333, 3 Feb 2020
    Irak
      100-141  “De Ministers spreken over de NMI in Irak.” (cites 27925-692)
      150-169  “Deze missie groeit.” (continued)

22–23 Oct 2021  NATO defence ministers, by video
  report (number unknown) · 001
    (before the first heading)
      200-272  “De Ministers stemden in met een herziening van het operatieplan van
               NMI.”

Not mentioned in 1 of 3 letters
  1 Jun 2020  letter (number unknown), 1 Jun 2020 · 002

continued: the sentence goes on about the subject without naming it
Mark a quote in its letter: navograaf show 28676-333:100-141
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_reads_as_it_should() -> None:
    assert render(SAMPLE, "table", width=84) == TABLE


def test_colour_adds_only_colour_and_marks_the_name() -> None:
    colored = render(SAMPLE, "table", width=84, color=True)
    assert ANSI.sub("", colored) == TABLE
    assert "\x1b[1mNMI\x1b[0m in Irak" in colored


@pytest.mark.parametrize("width", [60, 72, 100, 120])
def test_lines_keep_within_the_width_and_no_word_is_lost(width: int) -> None:
    lines = render(SAMPLE, "table", width=width).splitlines()
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert all(" ".join(found.quote.split()) in text for found in ENTRIES)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_every_quote(form: str) -> None:
    text = re.sub(r"</?mark>|\*\*", "", render(SAMPLE, form))
    assert all(found.quote in " ".join(text.split()) for found in ENTRIES)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_that_nothing_was_said(form: str) -> None:
    text = render(EMPTY, form)
    if form == "csv":
        assert list(csv.reader(io.StringIO(text))) == [list(COLUMNS)]
    elif form == "json":
        assert json.loads(text)["entries"] == []
        assert len(json.loads(text)["silent"]) == 3
    else:
        assert "0 statements in 0 of 3 letters" in text
        assert "28676-333" in text


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_the_same_every_time(form: str) -> None:
    assert render(SAMPLE, form) == render(SAMPLE, form)


def test_json_has_what_a_script_needs() -> None:
    value = json.loads(render(SAMPLE, "json"))
    assert value["subject"] == "NMI"
    assert value["things"][0]["id"] == "mission/NMI"
    assert value["letters"] == 3
    first = value["entries"][0]
    expected = {"file": "004.txt", "start": 100, "end": 141, "date": "2020-02-12", "kind": "mention", "how": "named"}
    assert {name: first[name] for name in expected} == expected
    assert first["marks"] == [[129, 132]]
    assert first["references"] == ["27925-692"]
    assert [row["paper"] for row in value["entries"]] == ["28676-333", "28676-333", None]
    assert [row["file"] for row in value["silent"]] == ["002.txt"]


def test_csv_has_a_header_iso_dates_and_a_row_an_entry() -> None:
    found = rows(render(SAMPLE, "csv"))
    assert list(found[0]) == list(COLUMNS)
    assert [row["date"] for row in found] == ["2020-02-12", "2020-02-12", "2021-10-22"]
    assert [row["quote"] for row in found] == [one.quote for one in ENTRIES]
    assert found[0]["paper_inferred"] == "false"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(start: str) -> None:
    trace = replace(SAMPLE, entries=(replace(ENTRIES[0], quote=f"{start}cmd", section=f"{start}1"),))
    row = rows(render(trace, "csv"))[0]
    assert row["quote"] == f"'{start}cmd"
    assert row["section"] == f"'{start}1"
    assert row["start"] == "100"


def test_hostile_words_do_not_break_a_csv_or_json() -> None:
    row = rows(render(nasty(), "csv"))[0]
    assert row["quote"] == f"'={NASTY}"
    assert json.loads(render(nasty(), "json"))["entries"][0]["quote"] == f"={NASTY}"


def test_hostile_words_do_not_reach_a_terminal() -> None:
    text = render(nasty(), "table", color=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_hostile_words_stay_words_in_markdown() -> None:
    text = render(nasty(), "markdown")
    words = re.sub(r"^#+ |^> |^- |\*\*", "", text, flags=re.MULTILINE)
    assert not re.search(r"(?<!\\)[<>\[\]`|_#~*]", words)
    assert "\x1b" not in text


def test_markdown_links_the_official_paper_and_marks_the_name() -> None:
    text = render(SAMPLE, "markdown")
    assert f"### [agenda 28676-333, 3 Feb 2020]({ADDRESS})" in text
    assert "> “De Ministers spreken over de **NMI** in Irak.”\\\n> 28676-333:100-141; cites 27925-692" in text


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        (ADDRESS, True),
        ("javascript:alert(1)", False),
        ('https://a.nl/"x', False),
        ("https://a.nl/)x", False),
        ("", False),
    ],
)
def test_only_a_plain_web_address_becomes_a_link(address: str, fine: bool) -> None:
    assert web_address(address) is fine


def test_the_command_writes_the_form_that_the_file_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = str(small_graph(tmp_path).path)
    for suffix, form in SUFFIXES.items():
        out = tmp_path / f"nmi{suffix}"
        assert main(["trace", "NMI", "--graph", graph, "-o", str(out)]) == 0
        streams = capsys.readouterr()
        assert streams.out == ""
        assert str(out) in streams.err
        assert main(["trace", "NMI", "--graph", graph, "--format", form]) == 0
        assert capsys.readouterr().out == out.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.glob("*nmi*")} == {f"nmi{suffix}" for suffix in SUFFIXES}


def test_the_command_refuses_a_file_whose_form_it_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = str(small_graph(tmp_path).path)
    assert main(["trace", "NMI", "--graph", graph, "-o", str(tmp_path / "nmi.doc")]) == 2
    assert ".html" in capsys.readouterr().err
    assert not (tmp_path / "nmi.doc").exists()


def test_the_command_names_near_subjects_and_exits_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = str(small_graph(tmp_path).path)
    assert main(["trace", "Resolut Suport", "--graph", graph]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.startswith("Error: nothing in this graph is called")
    assert "mission/RSM" in streams.err


def test_the_command_tells_what_it_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = str(small_graph(tmp_path).path)
    assert main(["trace", "NMI", "--graph", graph]) == 0
    assert "topic/iraq" in capsys.readouterr().err
