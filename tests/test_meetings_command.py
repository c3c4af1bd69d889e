"""`navograaf meetings`: the sets of the five letters, checked by hand, and what ties, gaps and options do to them."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import found_links
import pytest
from click.testing import CliRunner, Result

from navograaf.answers import collection
from navograaf.answers.lookup import open_store
from navograaf.answers.meetings import MeetingSet, meetings
from navograaf.answers.meetings_forms import as_csv, as_markdown, document, told
from navograaf.answers.meetings_table import summary, table
from navograaf.answers.questions import question
from navograaf.cli import group, main
from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder
from navograaf.iris import PREFIXES, THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

BEFORE, FIRST, SPOKEN, WHOLE = (
    "nato-dmm-2019-06-26",
    "nato-dmm-2020-02-12",
    "nato-dmm-2020-06-17",
    "nato-dmm-2020-10-22",
)
SETS = tomllib.loads((Path(__file__).parent / "cases" / "meetings" / "sets.toml").read_text(encoding="utf-8"))["set"]


def invoke(graph: GraphFolder, *args: str) -> Result:
    return CliRunner().invoke(group, ["meetings", *args, "--graph", str(graph.path)])


def answer(graph: GraphFolder, *args: str) -> dict[str, Any]:
    """The meetings of the json form, by id."""
    result = invoke(graph, *args, "--format", "json")
    assert result.exit_code == 0, result.output
    return {one["id"]: one for one in json.loads(result.stdout)["meetings"]}


def with_ties(folder: Path, name: str) -> Store:
    """The store of a set of tests/cases/meetings, its ties written as links."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    (letters,) = [one["letter"] for one in SETS if one["name"] == name]
    (folder / "letters").mkdir()
    for letter in letters:
        (folder / "letters" / letter["file"]).write_text(letter["text"].lstrip("\n"), encoding="utf-8")
    graph = GraphFolder.create(folder / "graph")
    build(graph, [folder / "letters"])
    store, made = open_store(graph), Store()
    made.extend(list(store.quads_for_pattern(None, None, None, None)))
    navo, where = PREFIXES["navo"], NamedNode("https://w3id.org/navograaf/graph/links/letters")
    for link in found_links.graph_links(graph).ties:
        node = NamedNode(f"{THINGS}link/letters/{link.source.rpartition('/')[2]}")
        made.add(Quad(node, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(navo + "MeetingTie"), where))
        made.add(Quad(node, NamedNode(navo + "linkFrom"), NamedNode(link.source), where))
        made.add(Quad(node, NamedNode(navo + "linkTo"), NamedNode(link.targets[0]), where))
        made.add(Quad(node, NamedNode(navo + "reason"), Literal(link.reason), where))
    return made


def test_the_sets_of_the_five_letters(seeds_graph: GraphFolder) -> None:
    found = answer(seeds_graph)
    assert [(name, one["known"], one["missing"]) for name, one in found.items()] == [
        (BEFORE, "spoken", ["agenda", "consultation", "report"]),
        ("nato-dmm-2019-10-24", "calendar", ["agenda", "consultation", "report"]),
        (FIRST, "letters", ["consultation", "report"]),
        ("nato-dmm-2020-04-15", "calendar", ["agenda", "consultation", "report"]),
        (SPOKEN, "spoken", ["agenda", "consultation", "report"]),
        (WHOLE, "letters", []),
        ("nato-dmm-2021-02-17", "spoken", ["agenda", "consultation", "report"]),
        ("nato-dmm-2021-04-14", "calendar", ["agenda", "consultation", "report"]),
        ("nato-dmm-2021-06-01", "calendar", ["agenda", "consultation", "report"]),
        ("nato-dmm-2021-10-21", "letters", ["consultation", "report"]),
    ]
    assert [(p["kind"], p["letter"], p["paper"]) for p in found[WHOLE]["papers"]] == [
        ("agenda", "000_dbbd8ee8a492c335", None),
        ("consultation", "28676-346", "28676-346"),
        ("report", "001_7a350f4bd663867b", None),
    ]
    (agenda,) = found[FIRST]["papers"]
    assert (agenda["paper"], agenda["paper_inferred"], agenda["date"]) == ("28676-333", True, "2020-02-03")
    assert [part["id"] for part in found[FIRST]["sessions"]][-1] == "session-2020-02"


def test_a_paper_that_is_cited_and_not_there_is_named_with_its_sentence(
    seeds_graph: GraphFolder, letters_folder: Path
) -> None:
    found = answer(seeds_graph)
    cited = {name: [(p["paper"], p["kind"]) for p in one["cited"]] for name, one in found.items() if one["cited"]}
    assert cited == {BEFORE: [("28676-321", "report")], SPOKEN: [("28676-344", "report")]}
    for one in found.values():
        for place in one["cited"] + one["spoken"]:
            raw = (letters_folder / place["file"]).read_text(encoding="utf-8")
            words = place.get("quote") or place["words"]
            assert raw[place["start"] : place["end"]].split()[-1] == words.split()[-1]


def test_the_ready_made_question_has_the_same_sets(seeds_graph: GraphFolder) -> None:
    assert of_question(open_store(seeds_graph)) == of_command(meetings(seeds_graph))


def of_command(sets: tuple[MeetingSet, ...]) -> list[tuple[str, ...]]:
    def ids(one: MeetingSet, kind: str) -> str:
        return " ".join(sorted(card.iri.removeprefix(f"{THINGS}letter/") for card in one.of_kind(kind)))

    return [(one.meeting.id, *(ids(one, kind) for kind in ("agenda", "questions", "report"))) for one in sets]


def of_question(store: Store) -> list[tuple[str, ...]]:
    """The rows of queries/meeting-set.rq as it stands."""
    from pyoxigraph import QuerySolutions

    result = store.query(question("meeting-set").text, use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)
    rows = []
    for row in result:
        names = [row[name].value if row[name] else "" for name in ("meeting", "agenda", "questions", "report")]
        rows.append((names[0].rpartition("/")[2], *names[1:]))
    return rows


@pytest.mark.parametrize("name", [one["name"] for one in SETS if any(letter.get("tied") for letter in one["letter"])])
def test_a_tied_letter_stands_with_its_meeting_and_says_so(name: str, tmp_path: Path) -> None:
    store = with_ties(tmp_path, name)
    (letters,) = [one["letter"] for one in SETS if one["name"] == name]
    sets = meetings(store)
    where = {card.file: one.meeting.id for one in sets for card in one.papers}
    about = {one["file"]: one.get("tied") or one["own"] for one in letters}
    assert where == {file: meeting for file, meeting in about.items() if meeting}
    tied = {card.file: card for card in collection.letters(store) if card.tied}
    assert set(tied) == {one["file"] for one in letters if one.get("tied")}
    assert all("(meeting inferred)" in card.name for card in tied.values())
    assert all(any(card.tied in line for one in sets for line in told(one)) for card in tied.values())
    assert "(meeting inferred)" in table(sets, width=200)
    assert of_question(store) == of_command(sets)


def test_a_month_and_its_days_are_one_meeting(tmp_path: Path) -> None:
    store = with_ties(tmp_path, "a meeting that no calendar knows")
    assert [(one.meeting.id, len(one.papers)) for one in meetings(store)] == [("nato-dmm-2029-03-27", 3)]


def test_a_letter_that_cannot_be_tied_stands_with_no_meeting(tmp_path: Path) -> None:
    store = with_ties(tmp_path, "two meetings in October, and nothing that tells which")
    sets = meetings(store)
    assert "h3.txt" not in {card.file for one in sets for card in one.papers}
    assert [one.known for one in sets if one.papers] == ["letters", "letters"]
    assert {one.known for one in sets if not one.papers} == {"calendar"}


def test_options_choose_meetings(seeds_graph: GraphFolder) -> None:
    assert WHOLE not in answer(seeds_graph, "--missing")
    assert list(answer(seeds_graph, "--since", "2020-10-23", "--until", "2021-02")) == [WHOLE, "nato-dmm-2021-02-17"]
    assert list(answer(seeds_graph, "--until", "2019")) == [BEFORE, "nato-dmm-2019-10-24"]
    assert len(answer(seeds_graph, "--body", "defence MINISTERS")) == 10
    everything = answer(seeds_graph, "--all")
    assert {"nato-summit-2019-12-03", WHOLE} < set(everything)
    assert set(answer(seeds_graph, "--all", "--body", "nato-summit")) < set(everything)
    assert not any(one["id"].startswith("session") for one in everything.values())


@pytest.mark.parametrize(
    ("body", "near"),
    [("football", ""), ("defense ministers", "Near: NATO defence ministers"), ("nato-dmn", "Near: nato-dmm")],
)
def test_a_body_of_no_meeting_is_an_error_with_near_names(
    seeds_graph: GraphFolder, body: str, near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["meetings", "--body", body, "--graph", str(seeds_graph.path)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and f"no meeting in this graph is of a body called {body!r}" in err
    assert near in err and (near or "Near" not in err)


def test_a_body_that_is_known_and_met_at_no_such_time_gives_an_empty_answer(seeds_graph: GraphFolder) -> None:
    result = invoke(seeds_graph, "--body", "nato-summit")
    assert (result.exit_code, "No meetings" in result.stderr) == (0, True)


@pytest.mark.parametrize("command", [("meetings",), ("ledger",), ("trace", "NMI")])
def test_a_stretch_that_ends_before_it_begins_is_a_wrong_call(
    seeds_graph: GraphFolder, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--since", "2021", "--until", "2020", "--graph", str(seeds_graph.path)]) == 2
    assert "the stretch ends before it begins" in capsys.readouterr().err
    assert invoke(seeds_graph, "--since", "2020-06", "--until", "2020").exit_code == 0


@pytest.mark.parametrize("wrong", ["soon", "2020-02-30", "2020-13", "20201"])
def test_a_date_that_is_none_is_a_wrong_call(
    seeds_graph: GraphFolder, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["meetings", "--since", wrong, "--graph", str(seeds_graph.path)]) == 2
    assert "is no date" in capsys.readouterr().err


def test_every_form_has_every_meeting_and_letter(seeds_graph: GraphFolder) -> None:
    sets = meetings(seeds_graph, everything=True)
    for text in (
        as_markdown(sets).replace("\\_", "_"),
        as_csv(sets),
        json.dumps(document(sets)),
        table(sets, width=200),
    ):
        assert all(card.id in text for one in sets for card in one.papers)
        assert all(paper.number in text for one in sets for paper in one.cited)
    rows = list(csv.DictReader(io.StringIO(as_csv(sets))))
    assert {row["meeting"] for row in rows} == {one.meeting.id for one in sets}
    assert len({len(row) for row in rows}) == 1
    assert summary(sets).endswith("· 1 whole set · 5 letters")


def test_what_a_letter_writes_cannot_steer_a_terminal_or_a_page(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    text = "Hierbij ontvangt u de geannoteerde agenda voor de NAVO-top in 2018.\n\nZie ook de bijeenkomst van NAVO-ministers van Defensie op 3 en 4 juni 2029 (Kamerstuk 28 676, nr. 900) met \x1b[31m<b>rood</b>.\n"
    (tmp_path / "letters" / "a.txt").write_text(text, encoding="utf-8")
    graph = GraphFolder.create(tmp_path / "graph")
    build(graph, [tmp_path / "letters"])
    sets = meetings(graph, everything=True)
    assert len(sets) == 2
    assert "\x1b" not in table(sets)
    assert "<b>" not in as_markdown(sets)
