"""Quotes of letters whose format has pages or elements: their lines, read back, and held against the shapes."""

from __future__ import annotations

from pathlib import Path

import pytest
from files_of_letters import write
from pyoxigraph import RdfFormat, parse

from navograaf.findings.extract import extract
from navograaf.graph import nodes
from navograaf.graph.check import check_letter
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nodes import Nodes, read
from navograaf.graph.quads import letter_quads
from navograaf.graph.quotes import FORMS
from navograaf.graph.quotes_read import quotes_of
from navograaf.graph.reference import reference
from navograaf.letters.model import Letter, Part
from navograaf.letters.reading import read_letter

RAW = 'De missie "NMI" in Irak\nbegon in 2018, \\ zei de minister.' * 9
PLACES = [(3, 9), (3, 90), (3, 91), (30, 34), (10, 15), (0, 2), (100, 444), (1, 17)]
PARTS = (Part(0, 20, path="/a[1]"), Part(28, 60), Part(90, 500, path='/a[2]/b["\\"]'))
PAGES = ((2, 1), (50, 3))
END = " <https://w3id.org/navograaf/graph/letter/28676-1> .\n"
WITH = {
    "pages": {"pages": PAGES},
    "elements": {"parts": PARTS},
    "both": {"pages": PAGES, "parts": PARTS},
    "neither": {},
}
ALL = {
    "all on a page": {"pages": ((0, 12),)},
    "all in an element": {"parts": (Part(0, 500, path="/p[1]"),)},
    "all in both": {"pages": ((0, 12),), "parts": (Part(0, 500, path="/p[1]"),)},
}


def graph(more: dict[str, object], places: list[tuple[int, int]] = PLACES) -> str:
    letter = Letter("a.pdf", RAW, "0" * 64, "utf-8", "a.pdf", "pdf", **more)  # type: ignore[arg-type]
    made = LetterGraph("28676-1", RAW, reference(), letter)
    for start, end in places:
        made.quote(start, end)
    return made.lines()


def by_line(given: str, monkeypatch: pytest.MonkeyPatch) -> Nodes | None:
    with monkeypatch.context() as patch:
        patch.setattr(nodes, "quotes_of", lambda *_: None)
        return read(given)


def rows(found: Nodes | None) -> dict[str, list[tuple[str, str]]] | None:
    return found and {node: sorted(zip(*found.rows(node), strict=True)) for node in found.own}


@pytest.mark.parametrize("more", [*WITH.values(), *ALL.values()], ids=[*WITH, *ALL])
def test_quotes_stand_in_order_and_are_read_as_their_lines_are(
    more: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = graph(more)
    assert text.splitlines() == sorted(set(text.splitlines()))
    found = quotes_of(text, END)
    assert found is not None
    assert rows(read(text)) == rows(by_line(text, monkeypatch))
    letter = Letter("a.pdf", RAW, "", "", "", **more)  # type: ignore[arg-type]
    pages = sum(letter.page(start) is not None for start, _ in PLACES)
    paths = sum(letter.path(start) != "" for start, _ in PLACES)
    assert text.count("\n") == 12 * len(PLACES) + 6 * pages + 4 * paths
    assert (pages > 0, paths > 0) == ("pages" in more, "parts" in more)


@pytest.mark.parametrize("number", range(12 * 8 + 6 * 6 + 4 * 7))
def test_a_line_that_is_missing_or_another_is_seen(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = graph(WITH["both"]).splitlines(keepends=True)
    if number >= len(lines):
        pytest.skip("there are no more lines")
    for damaged in (
        [*lines[:number], *lines[number + 1 :]],
        [*lines[:number], lines[number].replace('"', '"0', 1), *lines[number + 1 :]],
        [*lines[:number], lines[number].replace("/page>", "/pages>"), *lines[number + 1 :]],
    ):
        text = "".join(damaged)
        assert rows(read(text)) == rows(by_line(text, monkeypatch))


def test_every_kind_of_place_has_its_forms() -> None:
    assert [(kind, forms.whole.values, len(forms.whole.rows)) for kind, forms in FORMS.items()] == [
        ((False, False), 4, 12),
        ((False, True), 6, 16),
        ((True, False), 5, 18),
        ((True, True), 6, 22),
    ]


@pytest.mark.parametrize("ending", [".pdf", ".html", ".docx"])
def test_a_letter_of_every_format_is_valid_and_tells_where_its_quotes_are(ending: str, tmp_path: Path) -> None:
    letter = read_letter(write(tmp_path / f"brief{ending}"))
    text = letter_quads(extract(letter), letter)
    results = check_letter(text)
    assert [one for one in results if one.severity == "Violation"] == []
    assert results == check_letter(text, engine="pyshacl")
    said: dict[str, dict[str, set[str]]] = {}
    for quad in parse(text.encode(), format=RdfFormat.N_QUADS):
        told = said.setdefault(quad.subject.value, {})
        told.setdefault(quad.predicate.value.rpartition("#")[2].rpartition("/")[2], set()).add(quad.object.value)
    quotes = {name: told for name, told in said.items() if "exact" in told and "start" in told and "hasSource" in told}
    assert len(quotes) > 20
    for name, told in quotes.items():
        (start,) = map(int, told["start"])
        assert told.get("page", set()) == ({str(letter.page(start))} if letter.pages else set())
        assert said.get(f"{name}/page", {}).get("value", set()) == {f"page={page}" for page in told.get("page", ())}
        path = letter.path(start)
        assert said.get(f"{name}/element", {}).get("value", set()) == ({path} if path else set())
        for below in {f"{name}/page", f"{name}/element"} & said.keys():
            assert said[below]["refinedBy"] == {f"{name}/position"} and below in told["hasSelector"]
    assert bool(letter.pages) is (ending == ".pdf")
    (file,) = (told for name, told in said.items() if "/file/" in name)
    assert file["sha256"] == {letter.sha256} and ("pageCount" in file) is bool(letter.pages)


def test_a_text_alone_is_written_as_a_text_file(tmp_path: Path) -> None:
    letter = read_letter(write(tmp_path / "brief.txt"))
    findings = extract(letter)
    assert letter_quads(findings, letter) == letter_quads(findings, letter.raw)
    assert "/file/" not in letter_quads(findings, letter)
    assert "letter/28676-9/text" in letter_quads(findings, letter, "28676-9")
