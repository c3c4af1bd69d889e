"""The forms of a ledger: every row in each, and no words of a letter that break the form."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from answer_samples import NASTY
from ledger_letters import ledger_store
from lxml import etree, html
from pyoxigraph import Store

from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.ledger import Ledger, ledger
from navograaf.answers.ledger_forms import render
from navograaf.answers.ledger_model import Chain, Row, Spot
from navograaf.answers.ledger_page import ledger_strip
from navograaf.answers.ledger_records import COLUMNS
from navograaf.answers.ledger_words import heading
from navograaf.answers.subjects import Thing
from navograaf.cli import forms as cli_forms

ANSI = re.compile(r"\x1b\[[0-9;]*m")
FORMS = sorted(cli_forms.FORMS)
TABLE = """\
Expectations and commitments; kept or silent
1 expectation: 1 silent; 1 commitment: 1 kept · in 5 letters

13–14 Jun 2024  NATO defence ministers, Brussel
  Expectations of which the report tells no outcome
    not yet    NATO: establish, een tweede locatie
               “Over een tweede locatie is nog geen besluit genomen.”
               agenda, 28 May 2024 · agenda:142-194
    outcome    looked in: report, 27 Jun 2024 · verslag
  Commitments kept
    promised   Minister of Defence (Netherlands)
               “Ik stuur u een overzicht.”
               consultation · vragen:91-116
    kept       Kamerstuk 28676-347; cites the overview

Mark a quote in its letter: navograaf show agenda:142-194
"""
CHAINS = """\
Expectations and commitments; changed
1 expectation: 1 changed; 0 commitments · in 5 letters

Resilience Pledge: changed
  expected   NATO defence ministers: adopt, de Resilience Pledge
             “stellen naar verwachting de Resilience Pledge vast”
             agenda, 28 May 2024 · agenda:208-258
  taken      NATO defence ministers: adopt, de Resilience Pledge; Jun 2024
             “namen de Resilience Pledge aan”
             report, 27 Jun 2024 · verslag:162-192
  changed    the same pledge (medium)
"""


@pytest.fixture(scope="module")
def store() -> Store:
    return ledger_store()


@pytest.fixture(scope="module")
def whole(store: Store) -> Ledger:
    return ledger(store)


def nasty() -> Ledger:
    """A ledger in which every text that comes from a letter or the ontology is hostile."""
    meeting = Meeting("m", "m", NASTY, "2020-02-12", "", NASTY)
    letter = LetterCard("x", NASTY, NASTY, "agenda", NASTY, NASTY, "javascript:alert(1)", NASTY, meeting)
    report = replace(letter, iri="y", kind="report", address='https://a.nl/"onload="x')
    spot, end = Spot(NASTY, letter, 0, 9, f"={NASTY}"), Spot(NASTY, report, 3, 4, NASTY)
    row = Row(
        kind="expectation",
        spot=spot,
        sentence=NASTY,
        status="expected",
        who=(NASTY,),
        who_ids=(NASTY,),
        told_by=NASTY,
        act=f"@{NASTY}",
        object=NASTY,
        about=(NASTY,),
        meeting=meeting,
        date=NASTY,
        due=NASTY,
        condition=NASTY,
        outcome="silent",
        found=(end,),
        papers=(NASTY,),
        report=report,
        confidence=NASTY,
        reason=NASTY,
        rule=NASTY,
        thread=NASTY,
        label=NASTY,
    )
    other = replace(row, kind="commitment", status="promised", outcome="kept", thread="", label="")
    things = (Thing(NASTY, NASTY, "mission", NASTY),)
    return Ledger((NASTY,), (NASTY,), things, (row, other), (Chain(NASTY, NASTY, (NASTY,), (row, row)),), (letter,))


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open += [] if tag == "meta" else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag in names]


def test_the_table_reads_as_it_should(store: Store) -> None:
    assert (
        render(ledger(store, outcomes=["silent", "kept"]), "table").replace("silent or kept", "kept or silent") == TABLE
    )


def test_chains_read_as_they_should(store: Store) -> None:
    assert render(ledger(store, outcomes=["changed"]), "table", chains=True) == CHAINS


def test_colour_adds_only_colour(whole: Ledger) -> None:
    assert ANSI.sub("", render(whole, "table", color=True)) == render(whole, "table")
    assert "\x1b[1mexpected" in render(whole, "table", color=True)


@pytest.mark.parametrize("width", [60, 72, 120])
@pytest.mark.parametrize("chains", [True, False])
def test_lines_keep_within_the_width_and_no_word_is_lost(whole: Ledger, width: int, chains: bool) -> None:
    text = render(whole, "table", width=width, chains=chains)
    assert all(len(line) <= width for line in text.splitlines())
    assert text.split() == render(whole, "table", width=120, chains=chains).split()


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_every_quote_and_every_outcome(whole: Ledger, form: str) -> None:
    text = " ".join(render(whole, form, width=400).split())
    for row in whole.rows:
        for spot in (row.spot, *row.found):
            assert spot.quote in text
        assert row.outcome in text or row.outcome == "no report"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("chains", [True, False])
def test_an_empty_answer_is_still_an_answer(store: Store, form: str, chains: bool) -> None:
    text = render(ledger(store, until="2001"), form, chains=chains)
    if form == "csv":
        assert records(text) == []
    elif form == "json":
        assert json.loads(text)["expectations"] == json.loads(text)["chains"] == []
    else:
        assert "0 expectations; 0 commitments" in text
        assert "fits" in text


def test_a_graph_without_links_says_that_outcomes_were_not_looked_for() -> None:
    found = ledger(ledger_store(links=False))
    for form in ("table", "markdown", "html"):
        assert "was not looked for" in " ".join(render(found, form).split())
    assert {row["outcome"] for row in json.loads(render(found, "json"))["expectations"]} == {None}


def test_json_holds_chains_expectations_and_commitments(whole: Ledger) -> None:
    value = json.loads(render(whole, "json"))
    assert [len(value[name]) for name in ("chains", "expectations", "commitments")] == [2, 5, 2]
    plan = value["chains"][0]
    assert (plan["label"], plan["about"], plan["outcome"]) == ("operatieplan van NMI", ["mission/NMI"], "fulfilled")
    assert [(item["file"], item["kind"], item["status"]) for item in plan["items"]] == [
        ("agenda.txt", "expectation", "expected"),
        ("vragen.txt", "expectation", "expected"),
        ("verslag.txt", "decision", "taken"),
    ]
    first = plan["items"][0]
    assert (first["letter"], first["start"], first["end"], first["date"]) == ("agenda", 13, 66, "2024-06-13")
    assert (first["act"], first["who"], first["object"]) == (
        "approve",
        ["NATO defence ministers"],
        "het operatieplan van NMI",
    )
    assert first["quote"] == "keuren naar verwachting het operatieplan van NMI goed"
    assert first["iri"].endswith("/letter/agenda/decision/13-66/approve")
    assert [spot["file"] for spot in first["found"]] == ["verslag.txt"]
    assert value["commitments"][0]["papers"] == ["kamerstuk/28676-347"]


def test_json_of_chains_has_the_chains_alone(whole: Ledger) -> None:
    value, alone = json.loads(render(whole, "json")), json.loads(render(whole, "json", chains=True))
    assert value["chains"] == alone["chains"] != []
    assert alone["expectations"] == alone["commitments"] == []
    assert set(alone) == set(value)


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_chains_tell_why_and_where_their_outcome_stands(store: Store, form: str) -> None:
    found = ledger(store, statuses=["expected"], outcomes=["fulfilled"])
    (chain,) = found.chains
    assert chain.last and chain.last.reason
    (spot,) = chain.last.found
    elsewhere = replace(spot, iri="x:elsewhere", quote="Elders staat dat het is gedaan.")
    last = replace(chain.last, found=(elsewhere,))
    items = tuple(last if one is chain.last else one for one in chain.items)
    text = " ".join(render(replace(found, chains=(replace(chain, items=items),)), form, chains=True).split())
    assert chain.last.reason in text and elsewhere.quote in text and elsewhere.place in text


def test_csv_has_a_row_a_statement_and_no_formula(whole: Ledger) -> None:
    found = records(render(whole, "csv"))
    assert [row["quote"] for row in found] == [
        f"'{row.spot.quote}" if row.spot.quote.startswith("=") else row.spot.quote for row in whole.rows
    ]
    assert found[0]["outcome_quote"] == "keurden het operatieplan van NMI goed"
    assert (found[0]["outcome_file"], found[0]["outcome_start"]) == ("verslag.txt", "13")
    assert tuple(found[0]) == COLUMNS
    cells = [cell for row in records(render(nasty(), "csv")) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=") for cell in cells)


def test_csv_of_chains_has_a_row_an_item(whole: Ledger) -> None:
    found = records(render(whole, "csv", chains=True))
    assert [row["matter"] for row in found] == ["operatieplan van NMI"] * 3 + ["Resilience Pledge"] * 2
    assert [row["status"] for row in found] == ["expected", "expected", "taken", "expected", "taken"]


@pytest.mark.parametrize("chains", [True, False])
def test_no_words_of_a_letter_break_a_page(chains: bool) -> None:
    page = _Page(render(nasty(), "html", chains=chains))
    assert page.open == []
    assert not page.all("script", "img", "link", "iframe")
    assert not [name for attrs in page.all(*{tag for tag, _ in page.tags}) for name in attrs if name.startswith("on")]
    assert not [attrs["href"] for attrs in page.all("a") if not (attrs["href"] or "").startswith("#")]
    assert '<script>alert("x")</script>' in page.words
    assert "<blockquote" not in page.words
    assert len(page.all("blockquote")) >= 2


def test_a_page_has_headings_in_order_a_table_with_scope_and_links_to_the_paper(store: Store, whole: Ledger) -> None:
    found = ledger(store, outcomes=["fulfilled"])
    address = "https://zoek.officielebekendmakingen.nl/kst-1-2"
    row = found.rows[0]
    assert row.spot.letter.meeting
    linked = replace(row, spot=replace(row.spot, letter=replace(row.spot.letter, address=address)))
    page = _Page(render(replace(found, rows=(linked,)), "html"))
    assert address in [attrs.get("href") for attrs in page.all("a")]
    page = _Page(render(whole, "html"))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {attrs.get("scope") for attrs in page.all("th")} == {"col", "row"}
    assert page.all("caption") and page.all("html")[0]["lang"] == "en"
    anchors = {attrs["href"] for attrs in page.all("a")}
    sections = {f"#{attrs['id']}" for attrs in page.all("section") if attrs["id"] != "chains"}
    assert len(sections) == 2 and sections <= anchors
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids)) and {(link or "")[1:] for link in anchors} <= set(ids)


def test_the_page_has_the_strip_of_meetings_and_says_what_it_shows(whole: Ledger) -> None:
    found = ledger_strip(whole)
    assert [bar.count for bar in found.bars] == [6, 1]
    assert all(bar.settled is not None or bar.open is not None for bar in found.bars)
    page = _Page(render(whole, "html"))
    (picture,) = page.all("svg")
    named = {attrs.get("id") for attrs in page.all("title", "desc")}
    assert picture["role"] == "img" and set((picture["aria-labelledby"] or "").split()) <= named
    assert "Expectations and commitments in time: 2 dates with some, 0 with none; 2024" in page.words
    assert not _Page(render(whole, "html", chains=True)).all("svg")
    one = ledger_strip(replace(whole, rows=whole.rows[:1]))
    assert [bar.count for bar in one.bars] == [1, 0]  # a meeting for which nothing is expected is a ring


@pytest.mark.parametrize("chains", [True, False])
def test_the_page_is_well_formed(whole: Ledger, chains: bool) -> None:
    for found in (whole, nasty()):
        text = render(found, "html", chains=chains)
        etree.fromstring(text[text.index("<body>") : text.index("</body>") + 7].encode())


def test_a_matter_stands_with_its_outcome_and_a_chain_links_to_it(whole: Ledger) -> None:
    tree = html.document_fromstring(render(whole, "html").encode(), parser=html.HTMLParser(encoding="utf-8"))
    (matter,) = tree.xpath("//div[@class='matter'][.//*[@id='agenda:13-66']]")
    said, came = matter.xpath("blockquote")[0], matter.xpath("blockquote[@class='outcome']")[0]
    assert said.xpath("string(p[@class='says']/b)") == "expected"
    assert "NATO defence ministers" in said.xpath("string(p[@class='says'])")
    assert said.xpath("string(p[@class='quote'])") == "“keuren naar verwachting het operatieplan van NMI goed”"
    assert came.xpath("string(p[@class='says'])").startswith("came of it: fulfilled")
    assert came.xpath("string(p[@class='quote'])") == "“keurden het operatieplan van NMI goed”"
    assert "verslag:13-" in came.xpath("string(footer)")
    assert "#agenda:13-66" in tree.xpath("//section[@id='chains']//footer/a/@href")
    assert tree.xpath("//main/section/@id")[-1] == "chains"


@pytest.mark.parametrize("chains", [True, False])
def test_no_words_of_a_letter_break_markdown_or_a_terminal(chains: bool) -> None:
    text = render(nasty(), "markdown", chains=chains)
    assert not re.search(r"(?<!\\)(<script|\[a\]|\|\*_)", text)
    assert "](" not in text.replace("\\](", "")
    for form in ("table", "markdown"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", render(nasty(), form, chains=chains))


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_what_came_of_all_of_a_group_alike_is_said_once(whole: Ledger, form: str) -> None:
    alike = tuple(
        replace(row, outcome="no report", found=(), reason="nothing yet", confidence="low", thread="", report=None)
        for row in whole.expectations
    )
    text = render(replace(whole, rows=alike, chains=()), form)
    assert " ".join(text.split()).count("nothing yet (low)") == text.count(heading("expectation", "no report")) == 1
    text = render(replace(whole, rows=(*alike[1:], replace(alike[0], reason="later")), chains=()), form)
    assert text.count("nothing yet (low)") == len(alike) - 1


def test_the_same_ledger_gives_the_same_bytes(whole: Ledger) -> None:
    again = ledger(ledger_store())
    for form in FORMS:
        assert render(whole, form) == render(again, form)
