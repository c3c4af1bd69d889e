"""The forms of an answer: every entry in each, and no words of a letter that break the form."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import (
    ADDRESS,
    AGENDA,
    EMPTY,
    ENTRIES,
    FEBRUARY,
    NASTY,
    OCTOBER,
    REPORT,
    SAMPLE,
    SILENT,
    nasty,
)
from factory import small_graph

from navograaf.answers.changes import Change
from navograaf.answers.collection import Meeting
from navograaf.answers.entries import KINDS
from navograaf.answers.escapes import web_address
from navograaf.answers.occasions import Dropped
from navograaf.answers.outcomes import Came
from navograaf.answers.records import COLUMNS
from navograaf.answers.render import FORMS, render
from navograaf.answers.statements import Statement
from navograaf.answers.subjects import Thing
from navograaf.answers.trace import Trace
from navograaf.answers.wording import summary
from navograaf.cli import main
from navograaf.cli import trace as cli_trace
from navograaf.cli.forms import SUFFIXES
from navograaf.iris import THINGS

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TABLE = """\
NATO Mission Iraq (NMI) · 3 statements in 2 of 3 letters · Feb 2020 – Oct 2021
2 meetings

12–13 Feb 2020  NATO defence ministers, Brussel
  agenda 28676-333, 3 Feb 2020
    Irak
      100-141  “De Ministers spreken over de NMI in Irak.” (cites 27925-692)
      150-169  “Deze missie groeit.” (continued)

1 Jun 2020  letter about no meeting that it names
  Not mentioned in letter (number unknown), 1 Jun 2020 · 002

22–23 Oct 2021  NATO defence ministers, by video
  report (number unknown) · 001
    (before the first heading)
      200-272  “De Ministers stemden in met een herziening van het operatieplan van
               NMI.”

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
        assert [(row["kind"], row["absent"]) for row in json.loads(text)["entries"]] == [("absent", True)] * 3
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
    expected = {"file": "004.txt", "start": 100, "end": 141, "date": "2020-02-12", "kind": "fact", "how": "named"}
    assert {name: first[name] for name in expected} == expected
    assert first["marks"] == [[129, 132]]
    assert first["references"] == ["27925-692"]
    assert [row["paper"] for row in value["entries"]] == ["28676-333", "28676-333", None, None]
    assert [row["file"] for row in value["silent"]] == ["002.txt"]


def test_json_states_silence_in_its_place_in_time() -> None:
    entries = json.loads(render(SAMPLE, "json"))["entries"]
    assert [row["date"] for row in entries] == ["2020-02-12", "2020-02-12", "2020-06-01", "2021-10-22"]
    silent = entries[2]
    wanted = {"file": "002.txt", "start": None, "end": None, "kind": "absent", "absent": True, "letter": "002"}
    assert {name: silent[name] for name in wanted} == wanted
    assert all("absent" not in row for row in (*entries[:2], entries[3]))


def test_markdown_states_silence_in_its_place_in_time() -> None:
    text = render(SAMPLE, "markdown")
    at = [text.index(words) for words in ("Deze missie groeit", "Not mentioned in letter", "De Ministers stemden")]
    assert at == sorted(at)


def silent_years(count: int) -> Trace:
    """The sample with `count` meetings between its two of which nothing is said."""
    meetings = [
        Meeting(f"{THINGS}meeting/s{n}", f"s{n}", "NATO defence ministers", f"2020-03-{n:02}")
        for n in range(1, count + 1)
    ]
    cards = [replace(SILENT, iri=f"{SILENT.iri}-{one.id}", id=one.id, date="", meeting=one) for one in meetings]
    return replace(SAMPLE, silent=tuple(cards))


def test_many_silent_meetings_in_a_row_are_one_line_of_the_table_and_all_in_other_forms() -> None:
    few, many = (render(silent_years(count), "table") for count in (3, 20))
    assert few.count("Not mentioned") == 3
    assert many.count("Not mentioned") == 1
    assert "Mar 2020  Not mentioned in 20 letters about 20 meetings" in many
    assert render(silent_years(20), "markdown").count("Not mentioned") == 20
    assert len(json.loads(render(silent_years(20), "json"))["entries"]) == 23


REWORDED = replace(
    ENTRIES[2],
    change=Change("reworded", AGENDA, 100, 141, "fact", ENTRIES[0].quote, ((13, 25),), ((13, 20), (21, 34))),
)
CHANGED = replace(
    SAMPLE,
    entries=(*ENTRIES[:2], REWORDED),
    dropped=(Dropped(OCTOBER, FEBRUARY, (ENTRIES[1],)),),
)


def test_what_changed_is_said_beside_the_quote_with_the_place_of_the_earlier_one() -> None:
    words = "reworded from 28676-333:100-141: + “stemden in m” - “spreken”, “over de NMI i”"
    assert words in " ".join(render(CHANGED, "table", width=120).split())
    assert "reworded from <a" in render(CHANGED, "html")  # test_page.py has which words are marked there
    assert all(f"{tag}</{tag[1:4]}>" in render(CHANGED, "html") for tag in ("<ins>stemden in m", "<del>spreken"))
    last = json.loads(render(CHANGED, "json"))["entries"][-1]
    assert last["change"] == "reworded"
    assert (last["earlier"]["letter"], last["earlier"]["start"], last["earlier"]["end"]) == ("28676-333", 100, 141)
    assert [last["quote"][slice(*span)] for span in last["earlier"]["added"]] == ["stemden in m"]
    assert [last["earlier"]["quote"][slice(*span)] for span in last["earlier"]["removed"]] == [
        "spreken",
        "over de NMI i",
    ]
    found = rows(render(CHANGED, "csv"))
    assert [(row["change"], row["earlier"]) for row in found] == [
        ("new", ""),
        ("new", ""),
        ("reworded", "28676-333:100-141"),
    ]


def test_what_is_new_is_not_said_in_the_table() -> None:
    assert "new" not in render(SAMPLE, "table")


def test_what_is_not_said_again_is_one_line_of_its_meeting() -> None:
    line = "Not said again in like words since 12–13 Feb 2020: fact 28676-333:150-169"
    assert render(CHANGED, "table").count(line) == 1
    assert render(CHANGED, "markdown").count("Not said again in like words since 12–13 Feb 2020") == 1
    (gone,) = json.loads(render(CHANGED, "json"))["dropped"]
    assert (gone["meeting"], gone["since"], gone["entries"][0]["start"]) == ("m2", "m1", 150)


def test_what_came_of_a_decision_stands_behind_it() -> None:
    one = Statement("x:d", "decision", 100, 141, "", {"status": ("expected",), "act": ("agree",)})
    found = replace(
        SAMPLE,
        entries=(replace(ENTRIES[0], statements=(one,)),),
        outcomes={"x:d": Came("fulfilled", REPORT, "001:200-272")},
    )
    words = "-> fulfilled in report (number unknown): 001:200-272"
    assert words in " ".join(render(found, "table", width=120).split())
    assert "fulfilled in report" in render(found, "markdown")
    row = json.loads(render(found, "json"))["entries"][0]["statements"][0]
    assert (row["outcome"], row["outcome_at"]) == ("fulfilled", "001:200-272")
    assert rows(render(found, "csv"))[0]["outcome"] == words.removeprefix("-> ")


def test_what_the_words_point_to_as_well_stands_in_every_form_with_a_place_for_it() -> None:
    found = replace(SAMPLE, related=(Thing("x:i", "topic/iraq", "topic", "Iraq <em>"),))
    line = "Not taken in, though the words point to it as well: Iraq <em>, as topic/iraq"
    assert " ".join(render(found, "table").split()).count(line) == 1
    text = render(found, "markdown")
    assert text.index("as topic/iraq") < text.index("## ") and "<em>" not in text
    text = render(found, "html")
    assert text.index("as topic/iraq") < text.index("<main") and "<em>" not in text
    assert json.loads(render(found, "json"))["related"] == ["topic/iraq"]
    assert json.loads(render(SAMPLE, "json"))["related"] == []
    assert all("point to it" not in render(SAMPLE, form) for form in ("table", "markdown", "html"))


def test_letters_left_out_are_counted_and_named() -> None:
    found = replace(SAMPLE, left_out=(SILENT,), notes=("Left out, since nothing says when they are of: a_b.",))
    assert "in 2 of 3 letters (1 left out) · " in summary(found)
    assert "left out" not in summary(SAMPLE)
    assert "\nLeft out, since nothing says when they are of: a\\_b.\n" in render(found, "markdown")
    assert json.loads(render(found, "json"))["left_out"] == [SILENT.id]


def test_the_summary_counts_decisions_once_and_what_is_still_open() -> None:
    def decision(name: str, status: str) -> Statement:
        return Statement(f"x:{name}", "decision", 0, 1, "", {"status": (status,)})

    entries = (
        replace(ENTRIES[0], statements=(decision("a", "taken"), decision("b", "expected"), decision("c", "pending"))),
        replace(
            ENTRIES[2],
            statements=(decision("d", "taken"),),
            change=Change("repeated", AGENDA, 100, 141, "decision", ENTRIES[0].quote),
        ),
    )
    found = replace(SAMPLE, entries=entries)
    assert "1 decision taken · 2 expectations open" in summary(found)
    for outcome, open_ in (("fulfilled", 1), ("contradicted", 1), ("changed", 2), ("no report", 2)):
        settled = replace(found, outcomes={"x:b": Came(outcome, REPORT), "x:c": Came("silent", REPORT)})
        assert f"1 decision taken · {open_} expectation{'s' * (open_ - 1)} open" in summary(settled)
    again = replace(
        entries[1], statements=(decision("d", "taken"), decision("e", "not_yet"), decision("b", "expected"))
    )
    assert "1 decision taken · 3 expectations open" in summary(replace(found, entries=(entries[0], again)))
    expected_before = replace(entries[1], change=replace(entries[1].change, said="plan"))  # type: ignore[type-var]
    assert "2 decisions taken" in summary(replace(found, entries=(entries[0], expected_before)))


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
        shown = capsys.readouterr().out.replace(f"show --graph {graph} ", "show ")
        assert shown == out.read_text(encoding="utf-8")
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


def test_the_command_limits_the_answer_and_says_how(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    graph = str(small_graph(tmp_path).path)

    def answer(*options: str) -> tuple[dict[str, list[dict[str, object]]], str]:
        assert main(["trace", "NMI", "--graph", graph, "--format", "json", *options]) == 0
        streams = capsys.readouterr()
        return json.loads(streams.out), streams.err

    everything, _ = answer()
    early, said = answer("--as-of", "2020-02-12")
    assert 0 < len(early["entries"]) < len(everything["entries"])
    assert {row["letter"] for row in early["entries"]} == {"28676-333"}
    assert early["limits"]["as_of"] == "2020-02-12"  # type: ignore[call-overload]
    assert early["entries"][0]["known"] == "2020-02-03"
    assert "001_verslag" in said
    kinds, _ = answer("--kind", "decision", "--kind", "plan")
    assert kinds["limits"]["kinds"] == ["decision", "plan"]  # type: ignore[call-overload]
    assert all({"decision", "plan"} & set(row["kinds"]) for row in kinds["entries"])  # type: ignore[call-overload]
    assert answer("--exact") == answer("--no-narrower")
    for wrong in (["--as-of", "morgen"], ["--kind", "rumour"]):
        assert main(["trace", "NMI", "--graph", graph, *wrong]) == 2
    assert main(["trace", "NMI", "--graph", graph, "--holder", "no such body"]) == 1
    assert "no such body" in capsys.readouterr().err


def test_the_kinds_of_the_command_are_those_of_entries() -> None:
    assert cli_trace.KINDS == KINDS
