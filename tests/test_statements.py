"""What somebody decided, holds, promises or asks, as trace and show give it: each sentence once, with all that it says."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from annotated import annotated_graph
from lxml import html
from told_letters import AGENDA, JUNE, REPORT, told_graph

from navograaf.answers import collection
from navograaf.answers.marks import marks
from navograaf.answers.render import render
from navograaf.answers.show import find, show
from navograaf.answers.statements import KINDS, Statement, ordered, statements
from navograaf.answers.trace import Trace, trace
from navograaf.graph.folder import GraphFolder

LETTERS = ("000", "001", "002", "003", "004")
TABLE = """\
NATO Mission Iraq (NMI) · 13 statements in 4 of 4 letters · Jun 2024 – Oct 2024 · 2 meetings
1 decision taken · 1 expectation open

13–14 Jun 2024  NATO defence ministers, Brussel
  agenda (number unknown), 28 May 2024 · agenda
    (before the first heading)
         0-67  decision  expected  NATO defence ministers: approve, het operatieplan van NMI ->
                         fulfilled in report (number unknown), 27 Jun 2024: verslag:13-50
               “De ministers keuren naar verwachting het operatieplan van NMI goed.”
       68-103  position  Netherlands stresses
               “Nederland hecht aan een sterke NMI.”
      104-141  quantity  70 personnel (about): militairen
               “Ongeveer 70 militairen dienen in NMI.”
      142-194  decision  not yet   NATO: establish, een tweede locatie -> no report yet
               “Over een tweede locatie is nog geen besluit genomen.”
  consultation (number unknown), 10 Jun 2024 · overleg
    (before the first heading)
         0-54  “De leden van de VVD-fractie vragen hoe lang NMI duurt.” (question 1 by VVD)
        55-74  “NMI duurt tot 2026.” (answer to question 1)
       75-123  “De leden van de SP-fractie vragen of NMI groeit.” (question 2 by SP)
  report (number unknown), 27 Jun 2024 · verslag
    (before the first heading)
         0-51  decision  taken     NATO defence ministers: approve, het operatieplan van NMI
               “De ministers keurden het operatieplan van NMI goed.” (reworded from agenda:0-67: +
               “keurden” - “keuren naar verwachting”)
       52-107  position  SG NATO urges
               “De secretaris-generaal riep op tot meer inzet voor NMI.”
      108-148  quantity  90–110 personnel: militairen
               “Er komen 90 tot 110 militairen voor NMI.”
      194-281  commitment  Minister of Defence (Netherlands), due na afloop van de bijeenkomst in
                           oktober (2024-10-17), if: mocht NMI groeien -> open
               “Ik stuur uw Kamer na afloop van de bijeenkomst in oktober een brief, mocht NMI
               groeien.”

17–18 Oct 2024  NATO defence ministers, Brussel
  agenda (number unknown), 3 Oct 2024 · agenda-oktober
    (before the first heading)
         0-21  position  Netherlands supports
               “Nederland steunt NMI.”
        22-63  quantity  100 personnel (ceiling): militairen
               “NMI heeft een plafond van 100 militairen.”
  Not said again in like words since 13–14 Jun 2024: position agenda:68-103, decision
    agenda:142-194, decision verslag:0-51, position verslag:52-107, commitment verslag:194-281

reworded: an earlier letter says nearly the same; + what came, - what went
Not taken in, though the words point to it as well: Iraq (NATO Mission Iraq), as topic/iraq
Mark a quote in its letter: navograaf show agenda:0-67
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return told_graph(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def nmi(graph: GraphFolder) -> Trace:
    return trace(graph, ["NMI"])


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The five letters, as annotated."""
    return annotated_graph(tmp_path_factory.mktemp("gold"))


def said(found: Trace) -> list[tuple[str, str, str]]:
    """Letter, kind and words of each statement of an answer."""
    return [(entry.letter.id, one.kind, one.words) for entry in found.entries for one in entry.statements]


def test_the_table_says_what_each_sentence_says(nmi: Trace) -> None:
    assert render(nmi, "table", width=100) == TABLE


@pytest.mark.parametrize("width", [60, 72, 100])
def test_lines_keep_within_the_width(nmi: Trace, width: int) -> None:
    lines = render(nmi, "table", width=width, color=True).splitlines()
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in lines) <= width


@pytest.mark.parametrize(
    ("subject", "kinds"),
    [
        ("country/NL", ["position", "position"]),
        ("post/sg-nato", ["position"]),
        ("organisation/nato", ["decision"]),
        ("post/nl-defence-minister", ["commitment"]),
        (f"meeting/{JUNE}", ["decision", "decision", "decision", "decision"]),
        ("topic/resilience-pledge", ["decision", "decision"]),
        ("document/resilience-pledge-2016", ["decision", "decision"]),
    ],
)
def test_who_decides_holds_or_promises_is_found(graph: GraphFolder, subject: str, kinds: list[str]) -> None:
    assert [kind for _, kind, _ in said(trace(graph, [subject]))] == kinds


def test_a_party_has_the_questions_that_it_asks(graph: GraphFolder) -> None:
    found = trace(graph, ["SP"])
    assert [(entry.how, entry.kind, entry.asked[0].words) for entry in found.entries] == [
        ("stated", "question", "2 by SP"),
        ("stated", "question", "3 by SP"),
    ]


def test_who_only_tells_it_does_not_hold_it(graph: GraphFolder) -> None:
    """Every position of these letters is told by the minister who signs."""
    assert all(kind != "position" for _, kind, _ in said(trace(graph, ["post/nl-defence-minister"])))


@pytest.mark.parametrize("subject", ["Resilience Pledge", "Afghanistan", "NMI", "Irak", "COVID-19", "NAVO"])
def test_a_sentence_that_is_shown_shows_all_that_it_says(gold: GraphFolder, subject: str) -> None:
    """Also what the graph holds to be about another topic: each statement has one, a guess, and the reader sees both."""
    store = gold.store()
    found = trace(gold, [subject]).entries
    assert found
    for entry in found:
        held = [one for one in statements(store, entry.letter.iri) if one.sentence == entry.iri]
        spoken = ("decision", "position", "commitment", "quantity")
        assert {one.iri for one in entry.statements} == {one.iri for one in held if one.kind in spoken}


def test_a_decision_with_another_topic_stands_over_its_sentence(gold: GraphFolder) -> None:
    """The words are "deze Pledge in 2021 te willen vernieuwen", annotated under another topic."""
    (entry,) = [
        one
        for one in trace(gold, ["Resilience Pledge"]).entries
        if one.letter.file.startswith("000") and one.quote.startswith("Verschillende bondgenoten")
    ]
    assert {one.kind for one in entry.statements} == {"decision", "position"}


def test_a_sentence_about_something_else_is_left_out(graph: GraphFolder) -> None:
    """The pledge is not Iraq, and what the ministers decide about NMI is no decision about the pledge."""
    assert [words for _, _, words in said(trace(graph, ["topic/resilience-pledge"]))] == [
        "expected  NATO defence ministers: adopt, de Resilience Pledge",
        "taken     NATO defence ministers: adopt, de Resilience Pledge",
    ]


def test_a_sentence_is_one_entry_however_much_it_says(gold: GraphFolder) -> None:
    found = trace(gold, ["NMI"])
    assert len({(entry.letter.id, entry.start) for entry in found.entries}) == len(found.entries)
    several = [entry for entry in found.entries if len(entry.statements) > 1]
    assert len(several) >= 5
    for entry in found.entries:
        kinds = [one.kind for one in entry.statements]
        assert kinds == sorted(kinds, key=list(KINDS.values()).index)
        assert all(one.sentence == entry.iri for one in entry.statements)
        assert {kind for kind in kinds if kind in ("position", "commitment")} <= set(entry.kinds)
        assert entry.kind == entry.kinds[0]


def test_the_decisions_on_the_mission_in_iraq_are_those_annotated(gold: GraphFolder, gold_folder: Path) -> None:
    entries = trace(gold, ["NMI"]).entries
    found = {
        (entry.letter.file[:3], one.start, one.end)
        for entry in entries
        for one in entry.statements
        if one.kind == "decision" and "mission/NMI" in one.about
    }
    letters = {name: json.loads((gold_folder / f"{name}.json").read_text(encoding="utf-8")) for name in LETTERS}
    wanted = {
        (name, row["start"], row["end"])
        for name, rows in letters.items()
        for row in rows["decisions"]
        if row["mission"] == "NMI"
    }
    assert found == wanted
    assert len(wanted) == 15
    assert "not yet   NATO: resume, activities of NMI" in [one.words for entry in entries for one in entry.statements]


def test_json_has_the_fields_of_a_statement(nmi: Trace) -> None:
    entries = json.loads(render(nmi, "json"))["entries"]
    first, second, third = (entry["statements"][0] for entry in entries[:3])
    wanted = {"kind": "decision", "status": "expected", "act": "approve", "decider_name": "NATO defence ministers"}
    assert {name: first[name] for name in wanted} == wanted
    assert AGENDA[first["start"] : first["end"]] == "keuren naar verwachting het operatieplan van NMI goed"
    assert first["about"] == ["mission/NMI", "topic/iraq"]
    assert first["at_meeting"] == f"meeting/{JUNE}"
    wanted = {
        "kind": "position",
        "holder": "country/NL",
        "polarity": "stresses",
        "reporter": "post/nl-defence-minister",
    }
    assert {name: second[name] for name in wanted} == wanted
    assert (third["kind"], third["value"], third["unit"], third["qualifier"]) == (
        "quantity",
        "70",
        "personnel",
        "about",
    )
    answer = next(entry for entry in entries if entry["kind"] == "answer")["statements"][0]
    assert (answer["question_number"], answer["answer_kind"]) == (["1"], "answered")
    assert [entry["kind"] for entry in entries[:4]] == ["plan", "position", "fact", "decision"]


def test_csv_has_what_is_said_in_columns(nmi: Trace) -> None:
    found = list(csv.DictReader(io.StringIO(render(nmi, "csv"))))
    first, third, asked = found[0], found[2], found[4]
    assert first["says"] == "decision expected NATO defence ministers: approve, het operatieplan van NMI"
    assert (first["kind"], first["who"], first["status"], first["act"]) == (
        "plan",
        "NATO defence ministers",
        "expected",
        "approve",
    )
    assert (third["value"], third["unit"]) == ("70", "personnel")
    assert (asked["kind"], asked["question"]) == ("question", "1")


def test_markdown_and_the_page_say_it_over_the_quote(nmi: Trace) -> None:
    words = "Netherlands stresses"
    assert f"> **position** {words}\\\n> “Nederland hecht aan een sterke" in render(nmi, "markdown")
    tree = html.document_fromstring(render(nmi, "html").encode(), parser=html.HTMLParser(encoding="utf-8"))
    (quote,) = tree.xpath("//blockquote[@id='agenda:68-103']")
    assert [" ".join(one.text_content().split()) for one in quote.xpath("p[@class='says']")] == [f"position {words}"]


def test_hostile_words_of_a_statement_stay_words() -> None:
    nasty = "<script>x</script>|[a](b) \x1b[31m`*"
    one = Statement("x:y", "decision", 0, 1, "", {"act": (nasty,), "object": (nasty,), "deciderName": (nasty,)})
    from dataclasses import replace

    from answer_samples import ENTRIES, SAMPLE

    found = replace(SAMPLE, entries=(replace(ENTRIES[0], statements=(one,)),))
    assert "\x1b" not in render(found, "table") + render(found, "markdown") + render(found, "html")
    assert "<script>" not in render(found, "html")
    assert not re.search(r"(?<!\\)[|`]", render(found, "markdown"))


def test_statements_are_read_with_the_numbers_and_parties_of_their_questions(graph: GraphFolder) -> None:
    store = graph.store()
    card = next(card for card in collection.letters(store) if card.id == "overleg")
    found = statements(store, card.iri)
    assert [(one.kind, one.words) for one in found] == [
        ("question", "1 by VVD"),
        ("answer", "to question 1"),
        ("question", "2 by SP"),
        ("answer", "to question 2, referred"),
        ("question", "3 by SP"),
        ("answer", "to question 3, refused: in het openbaar"),
    ]
    assert [one.kind for one in ordered(found)] == ["question"] * 3 + ["answer"] * 3
    assert statements(store, "https://w3id.org/navograaf/id/letter/none") == []


def test_show_marks_what_is_said(graph: GraphFolder) -> None:
    store = graph.store()
    card = find(collection.letters(store), "verslag")
    shown = show(REPORT, marks(store, card))
    plan = "keurden het operatieplan van [NMI|mission:NMI] goed"
    assert f"[{plan}|decision taken: NATO defence ministers, approve]" in shown
    assert "[riep op tot meer inzet voor [NMI|mission:NMI]|position: SG NATO urges]" in shown
    assert "[90 tot 110 militairen|quantity: 90–110 personnel]" in shown
    assert "|commitment: Minister of Defence (Netherlands), due na afloop van de bijeenkomst in oktober" in shown
    assert shown.splitlines()[-1] == (
        "Marked: mission 4 · document 1 · quantity 1 · decision 2 · commitment 1 · position 1"
    )
    assert {mark.kind for mark in marks(store, card, ["decision"])} == {"decision"}
    asked = find(collection.letters(store), "overleg")
    assert "|question: 2 by SP]" in show(graph_text(graph, "overleg"), marks(store, asked))
    assert "|answer: 3 refused]" in show(graph_text(graph, "overleg"), marks(store, asked))


def test_show_does_not_tell_a_number_without_what_limits_it(graph: GraphFolder) -> None:
    store = graph.store()
    for letter, words in (
        ("agenda", "[Ongeveer 70 militairen|quantity: 70 personnel (about)]"),
        ("agenda-oktober", "[een plafond van 100 militairen|quantity: 100 personnel (ceiling)]"),
        ("agenda", "|decision not yet: NATO, establish]"),
        ("agenda-oktober", "|position: Netherlands supports]"),
    ):
        card = find(collection.letters(store), letter)
        assert words in show(graph_text(graph, letter), marks(store, card))


def graph_text(graph: GraphFolder, letter: str) -> str:
    return graph.raw(next(one for one in graph.letters() if one.id == letter))


def test_every_statement_of_the_annotation_is_marked_in_its_letter(gold: GraphFolder, gold_folder: Path) -> None:
    store = gold.store()
    for card in collection.letters(store):
        rows = json.loads((gold_folder / f"{card.file[:3]}.json").read_text(encoding="utf-8"))
        found = {(mark.start, mark.end, mark.kind) for mark in marks(store, card)}
        for layer, kind in (("decisions", "decision"), ("positions", "position"), ("commitments", "commitment")):
            assert {(row["start"], row["end"], kind) for row in rows[layer]} <= found
