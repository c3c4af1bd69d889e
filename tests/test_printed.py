"""The page of a quote: wherever an answer says where words stand, it says on which page, if their letter has pages."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from printed import printed, seed_files
from pyoxigraph import Literal, NamedNode, Quad, Store
from render_pdf import render as render_pdf
from sparql_server import oxigraph

from navograaf.answers import collection
from navograaf.answers.ask import ask
from navograaf.answers.ledger import Ledger, ledger
from navograaf.answers.ledger_forms import render as ledger_render
from navograaf.answers.letter_page import letter_page
from navograaf.answers.printed import on_page, pages, paths, with_page
from navograaf.answers.questions import questions
from navograaf.answers.render import FORMS, render
from navograaf.answers.trace import Trace, trace
from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder
from navograaf.iris import PREFIXES, THINGS
from navograaf.server.address import address
from navograaf.server.graph_store import GraphStore
from navograaf.server.push import plan, push
from navograaf.server.remote import Endpoint

LONG = 3000
"""Characters on a page."""
PAPER = f"{THINGS}letter/28676-346"
WITH_PAGES = ("/letter/28676-346/", "/letter/001_7a350f4bd663867b/")


def page_of(start: int) -> int:
    return start // LONG + 1


@pytest.fixture(scope="module")
def folder(seeds_graph: GraphFolder, tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The five letters; two have pages, and elements."""
    made = GraphFolder(tmp_path_factory.mktemp("printed") / "graph")
    shutil.copytree(seeds_graph.path, made.path)
    store = Store(str(made.store_path))
    store.bulk_extend(list(_printed(store)))
    store.flush()
    del store
    return made


@pytest.fixture(scope="module")
def paged(folder: GraphFolder) -> Store:
    return folder.store()


def _printed(store: Store) -> Iterator[Quad]:
    for quad in list(store.quads_for_pattern(None, NamedNode(f"{PREFIXES['navo']}start"), None)):
        iri, start = quad.subject.value, int(quad.object.value)  # type: ignore[union-attr]
        if any(letter in iri for letter in WITH_PAGES):
            yield Quad(quad.subject, NamedNode(f"{PREFIXES['navo']}page"), Literal(page_of(start)), quad.graph_name)
            element, path = NamedNode(f"{iri}/element"), Literal(f"/html[1]/p[{start}]")
            yield Quad(element, NamedNode(f"{PREFIXES['rdf']}value"), path, quad.graph_name)


@pytest.fixture(scope="module")
def traced(paged: Store) -> Trace:
    return trace(paged, ["NMI"])


@pytest.fixture(scope="module")
def listed(paged: Store) -> Ledger:
    return ledger(paged, ["NMI"])


def expected(iri: str, start: int) -> int | None:
    return page_of(start) if any(f"{letter}" in f"{iri}/" for letter in WITH_PAGES) else None


def test_every_entry_statement_and_earlier_sentence_has_the_page_on_which_it_begins(traced: Trace) -> None:
    count = 0
    for entry in traced.entries:
        assert entry.page == expected(entry.letter.iri, entry.start)
        assert entry.path == (f"/html[1]/p[{entry.start}]" if entry.page else "")
        for one in (*entry.statements, *entry.asked):
            assert one.page == expected(one.iri, one.start)
        if entry.change:
            assert entry.change.page == expected(entry.change.letter.iri, entry.change.start)
        count += entry.page is not None
    assert 15 < count < len(traced.entries)


def test_what_came_of_a_statement_has_its_page(traced: Trace) -> None:
    found = [one for one in traced.outcomes.values() if one.outcome != "no report"]
    told = [one for one in found if one.at.startswith("001_7a350f4bd663867b:")]
    assert len(told) >= 1
    for one in told:
        assert one.page == page_of(int(one.at.rpartition(":")[2].partition("-")[0]))
        assert one.words.endswith(f"{one.at} (p. {one.page})")


def test_the_table_has_the_page_under_the_place(traced: Trace) -> None:
    lines = render(traced, "table").splitlines()
    entry = next(one for one in traced.entries if one.page)
    at = next(number for number, line in enumerate(lines) if line.lstrip().startswith(f"{entry.start}-{entry.end}  "))
    assert lines[at + 1].startswith(f"p. {entry.page}".rjust(13) + "  ")
    assert max(map(len, lines)) <= 100
    shown = sum(line.strip().startswith("p. ") for line in lines)
    assert shown == sum(one.page is not None for one in traced.entries)


def test_a_quote_of_one_line_has_its_page_on_a_line_of_its_own(traced: Trace) -> None:
    from dataclasses import replace

    entry = next(one for one in traced.entries if one.page)
    short = replace(entry, quote="Kort.", exact="Kort.", statements=(), asked=(), quote_marks=(), change=None)
    for width in (100, 40):
        lines = render(replace(traced, entries=(short,)), "table", width=width).splitlines()
        assert f"p. {entry.page}".rjust(13) in [line[:13] for line in lines]


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_forms_for_readers_have_the_page_behind_the_place(traced: Trace, form: str) -> None:
    text = render(traced, form)
    words = html.fromstring(text).text_content() if form == "html" else text.replace("\\_", "_")
    for entry in traced.entries:
        place = f"{entry.letter.id}:{entry.start}-{entry.end}"
        assert with_page(place, entry.page) in words
        assert f"{place} (p" in words or entry.page is None


def test_json_and_csv_have_page_in_every_row(traced: Trace, paged: Store) -> None:
    rows: list[dict[str, Any]] = json.loads(render(traced, "json"))["entries"]
    spoken = [row for row in rows if row["kind"] != "absent"]
    assert [row["page"] for row in spoken] == [entry.page for entry in traced.entries]
    assert [row["path"] for row in spoken] == [entry.path or None for entry in traced.entries]
    assert all("page" in one for row in spoken for one in row["statements"])
    table = list(csv.DictReader(io.StringIO(render(traced, "csv"))))
    assert [row["page"] for row in table] == ["" if one.page is None else str(one.page) for one in traced.entries]


def test_a_graph_without_pages_says_nothing_of_them(seeds_graph: GraphFolder) -> None:
    found = trace(seeds_graph, ["NMI"])
    assert {entry.page for entry in found.entries} == {None}
    assert {entry.path for entry in found.entries} == {""}
    for form in FORMS:
        assert "p. " not in render(found, form) or form in ("json", "csv")
    for form in ("table", "markdown"):
        assert ", p. " not in ledger_render(ledger(seeds_graph, ["NMI"]), form)


def test_every_quote_of_the_ledger_has_its_page(listed: Ledger) -> None:
    spots = [spot for row in listed.rows for spot in (row.spot, *row.found)]
    assert len(spots) > 8
    assert [spot.page for spot in spots] == [expected(spot.letter.iri, spot.start) for spot in spots]
    for form in ("table", "markdown", "html"):
        text = ledger_render(listed, form)
        assert ", p. " in text
    rows = list(csv.DictReader(io.StringIO(ledger_render(listed, "csv"))))
    assert [row["page"] for row in rows] == [str(row.spot.page or "") for row in listed.rows]
    assert [row["outcome_page"] for row in rows] == [
        str((row.found[0].page if row.found else "") or "") for row in listed.rows
    ]
    (first, *_) = json.loads(ledger_render(listed, "json"))["expectations"]
    assert first["page"] == listed.expectations[0].spot.page


ASKED: dict[str, dict[str, list[str]]] = {
    "topic-over-time": {"topic": ["NMI"]},
    "mission-evolution": {"mission": ["NMI"]},
    "decisions-at-meeting": {"meeting": ["meeting/nato-dmm-2020-10-22"]},
    "quantity-over-time": {"topic": ["RSM"]},
    "known-on-date": {"topic": ["NMI"], "date": ["2021"]},
    "position-over-time": {"holder": ["country/NL"]},
    "sentence-behind": {"thing": ["NMI"]},
    "paper-path": {"from": ["28676-346"], "to": ["kamerstuk/34919-71"]},
}
QUOTING = [one.name for one in questions() if any(column.name == "start" for column in one.columns)]


def test_every_question_that_says_where_words_begin_has_a_page() -> None:
    told = {one.name for one in questions() if any(column.name == "page" for column in one.columns)}
    assert set(QUOTING) == told
    assert len(told) == 17


@pytest.mark.parametrize("name", QUOTING)
def test_a_question_has_the_page_of_its_rows_and_as_many_rows_as_without(
    folder: GraphFolder, seeds_graph: GraphFolder, name: str
) -> None:
    given = ASKED.get(name, {})
    found, plain = ask(folder, name, given), ask(seeds_graph, name, given)
    assert len(found.rows) == len(plain.rows)
    places = [found.variables.index(one) for one in ("start", "page")]
    count = 0
    for row in found.rows:
        start, page = (row[place] for place in places)
        letters = [term.value for term in row if term and "/letter/" in term.value]
        if page is not None:
            assert start is not None and int(page.value) == page_of(int(start.value))
            count += 1
        else:
            assert start is None or not any(f"{one}/".endswith(WITH_PAGES) for one in letters[:1])
    assert count > 0 or name in ("unread-sentences", "quantity-over-time")
    at = plain.variables.index("page")
    assert {row[at] for row in plain.rows} <= {None}


def test_what_told_the_outcome_has_its_page_too(folder: GraphFolder) -> None:
    found = ask(folder, "expectations-met", {})
    start, page = (found.variables.index(name) for name in ("told_start", "told_page"))
    told = [(row[start], row[page]) for row in found.rows if row[page]]
    assert len(told) > 3
    assert all(one and two and int(two.value) == page_of(int(one.value)) for one, two in told)


def test_the_page_of_a_letter_has_its_pages_in_the_margin(seeds_graph: GraphFolder) -> None:
    store = seeds_graph.store()
    card = next(one for one in collection.letters(store) if one.id == "28676-346")
    raw = seeds_graph.raw(next(one for one in seeds_graph.letters() if one.id == card.id))
    leaves = [(0, 1), (3001, 2), (3500, 3), (len(raw) - 200, 1)]
    made = html.fromstring(letter_page(store, card, raw, pages=leaves))
    found = made.xpath('//span[@role="doc-pagebreak"]')
    assert [leaf.get("title") for leaf in found] == ["p. 1", "p. 2", "p. 3", "p. 1"]
    assert all(leaf.text is None for leaf in found)  # what is copied is the letter
    for leaf, (at, _) in zip(found, leaves, strict=True):
        before = "".join(leaf.xpath("preceding::text()[ancestor::main]"))
        assert "".join(before.replace("-", "").split()) == "".join(raw[:at].replace("-", "").split())
    without = html.fromstring(letter_page(store, card, raw))
    assert without.xpath('//*[@role="doc-pagebreak"]') == []
    assert made.xpath("string(//main)") == without.xpath("string(//main)")


@pytest.fixture(scope="module")
def from_pdf(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """A letter printed as a PDF, and built."""
    place = tmp_path_factory.mktemp("pdf")
    letter = next(path for path in seed_files() if path.name.startswith("001_"))
    (place / "report.pdf").write_bytes(render_pdf(printed(letter)))
    made = GraphFolder.create(place / "graph")
    build(made, [place / "report.pdf"])
    return made


def test_a_quote_from_a_pdf_has_the_page_that_its_words_stand_on(from_pdf: GraphFolder) -> None:
    (stored,) = from_pdf.letters()
    letter = from_pdf.letter(stored)
    found = trace(from_pdf, ["NMI"])
    assert len(found.entries) > 5
    assert max(entry.page or 0 for entry in found.entries) > 1
    sheets = [_letters(words) for words in _sheets(Path(stored.source))]
    for entry in found.entries:
        assert entry.page == letter.page(entry.start)
        assert entry.page is not None and _letters(entry.quote)[:20] in sheets[entry.page - 1]


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words))


def _sheets(path: Path) -> list[str]:
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_a_server_tells_pages_as_the_folder_does(from_pdf: GraphFolder, tmp_path: Path) -> None:
    with oxigraph(tmp_path / "server", "--union-default-graph") as url:
        graphs = GraphStore(address(url, environ={}))
        push(from_pdf, graphs, plan(from_pdf, graphs))
        graphs.close()
        with closing(Endpoint(address(url, environ={}))) as endpoint:
            there = render(trace(endpoint, ["NMI"]), "json")
            assert there == render(trace(from_pdf, ["NMI"]), "json")
            told = ask(endpoint, "topic-over-time", {"topic": ["NMI"]})
            assert told.rows == ask(from_pdf, "topic-over-time", {"topic": ["NMI"]}).rows
    at = told.variables.index("page")
    assert {row[at] is None for row in told.rows} == {False}


def test_places_that_are_not_there_have_no_page(paged: Store) -> None:
    assert pages(paged, [(PAPER, 1, 2)]) == {} == paths(paged, [(PAPER, 1, 2)])
    assert pages(paged, []) == {}
    assert (on_page(None), on_page(3), with_page("x:1-2", None)) == ("", "p. 3", "x:1-2")
