"""A letter as a page: all its words, marks that nest, anchors for every place, nothing that loads or runs."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from factory import AGENDA, REPORT, small_graph
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from page_colours import PALETTES, contrast

from navograaf.answers import collection
from navograaf.answers.collection import LetterCard
from navograaf.answers.letter_blocks import PLACE, Block, Part, blocks
from navograaf.answers.letter_page import INK, LOOKS, SOFT, anchor, letter_page
from navograaf.answers.lookup import letter_graph, rows
from navograaf.answers.marks import ORDER, Mark, marks
from navograaf.answers.show import find
from navograaf.answers.statements import statements
from navograaf.cli import main
from navograaf.errors import SubjectError
from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_graph(tmp_path_factory.mktemp("page"))


def card_of(graph: GraphFolder, name: str) -> LetterCard:
    return find(collection.letters(graph.store()), name)


def made(graph: GraphFolder, name: str, **more: object) -> html.HtmlElement:
    card = card_of(graph, name)
    raw = graph.raw(next(one for one in graph.letters() if one.id == card.id))
    return parsed(letter_page(graph.store(), card, raw, **more))  # type: ignore[arg-type]


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))


def bare(text: str) -> str:
    """The letters of a text, without space and hyphens."""
    return re.sub(r"[\s\-‑\u00ad]+", "", text)


def words(block: Block) -> str:
    return "".join(piece.words for piece in block.pieces)


def test_every_word_of_the_letters_is_there_in_its_order(seeds_graph: GraphFolder) -> None:
    pages = 0
    for letter in seeds_graph.letters():
        main_ = made(seeds_graph, letter.id).xpath("//main")[0]
        assert bare(main_.text_content()) == bare(seeds_graph.raw(letter))
        pages += 1
    assert pages == 5


def test_the_page_is_well_formed_and_its_links_lead_somewhere(seeds_graph: GraphFolder) -> None:
    for letter in seeds_graph.letters():
        card = card_of(seeds_graph, letter.id)
        page = letter_page(seeds_graph.store(), card, seeds_graph.raw(letter))
        body = page[page.index("<body>") : page.index("</body>") + 7]
        body = re.sub(r"(<input\b[^>]*?)( checked)?>", r"\1/>", body).replace("<details open>", "<details>")
        etree.fromstring(body.replace("&nbsp;", " ").encode())  # raises where a tag is not closed, or crosses another
        tree = parsed(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        links = [link for link in tree.xpath("//a/@href") if link.startswith("#")]
        assert links and {link[1:] for link in links} <= set(ids)


def test_every_sentence_and_statement_has_an_anchor_at_its_words(seeds_graph: GraphFolder) -> None:
    checked = 0
    for letter in seeds_graph.letters():
        card, raw = card_of(seeds_graph, letter.id), seeds_graph.raw(letter)
        tree = made(seeds_graph, letter.id)
        store = seeds_graph.store()
        places = [(int(row[1]), int(row[2])) for row in rows(store, "words", graph=letter_graph(card.iri))]
        places += [(one.start, one.end) for one in statements(store, card.iri)]
        before = {
            "".join(tree.xpath(f"//*[@id='{anchor(*one)}']/preceding::text()[ancestor::main]")): one
            for one in places[:20]
        }
        for text, (start, _) in before.items():
            assert bare(text) == bare(raw[:start])
        ids = set(tree.xpath("//main//span/@id"))
        assert {anchor(*one) for one in places} <= ids
        checked += len(places)
    assert checked > 500
    only = made(seeds_graph, letter.id, only=["country"])
    assert {anchor(*one) for one in places} <= set(only.xpath("//main//span/@id"))


def test_marks_are_those_of_the_letter_with_what_they_say(graph: GraphFolder) -> None:
    tree = made(graph, "28676-333")
    found = {(mark.text_content(), mark.get("class").split()[0], mark.get("title")) for mark in tree.xpath("//mark")}
    assert ("NMI", "mission", "mission:NMI") in found
    assert ("Kamerstuk 27925-692", "reference", "reference kamerstuk:27925-692") in found
    assert ("secretaris-generaal", "person", "person post:sg-nato") in found
    card = card_of(graph, "28676-333")
    counts = dict.fromkeys(LOOKS, 0)
    for mark in marks(graph.store(), card):
        counts[mark.kind] += 1
    shown = {
        label.xpath("string(span)"): int(label.xpath("string(span/following-sibling::text())"))
        for label in tree.xpath("//label[span]")
    }
    assert shown == {kind: count for kind, count in counts.items() if count}
    assert {mark.get("class").split()[0] for mark in made(graph, "28676-333", only=["mission"]).xpath("//mark")} == {
        "mission"
    }


def test_each_kind_can_be_hidden_without_a_script(graph: GraphFolder) -> None:
    tree = made(graph, "28676-333")
    styles = tree.xpath("string(//style)")
    kinds = {mark.get("class").split()[0] for mark in tree.xpath("//mark")}
    assert len(kinds) > 4
    for kind in kinds:
        (box,) = tree.xpath(f"//input[@type='checkbox'][@id='show-{kind}']")
        assert box.get("checked") is not None
        assert f"body:has(#show-{kind}:not(:checked)) mark.{kind} {{ background: none" in styles
    assert tree.xpath("//fieldset/legend")


def test_the_head_says_what_the_letter_is(graph: GraphFolder) -> None:
    tree = made(graph, "28676-333")
    facts = dict(zip(tree.xpath("//dt/text()"), [dd.text_content() for dd in tree.xpath("//dd")], strict=True))
    assert facts["Kind"] == "agenda"
    assert facts["Number"] == "28676-333"
    assert facts["Date"] == "3 Feb 2020"
    assert facts["Meeting"] == "NATO defence ministers, Brussel, 12–13 Feb 2020"
    assert facts["Signed by"].startswith("A.Th.B. Bijleveld-Schouten (Minister")
    assert tree.xpath("//dd/a/@href") == [facts["Official paper"]]
    assert "(number unknown)" not in tree.xpath("string(//h1)")
    report = made(graph, "001_verslag")
    assert "unknown" in report.xpath("string(//dl)")


def test_headings_make_a_table_of_contents(graph: GraphFolder) -> None:
    tree = made(graph, "28676-333")
    links = [(link.get("href")[1:], link.text) for link in tree.xpath("//nav//a")]
    assert [text for _, text in links] == ["Irak", "Weerbaarheid"]
    assert [tree.get_element_by_id(place).text_content() for place, _ in links] == ["Irak", "Weerbaarheid"]
    assert {tree.get_element_by_id(place).tag for place, _ in links} == {"h2"}


def test_it_can_be_read_by_ear_on_a_phone_and_on_paper(graph: GraphFolder) -> None:
    tree = made(graph, "28676-333")
    assert tree.get("lang") == "en"
    assert tree.xpath("//main/@lang") == ["nl"]
    assert "width=device-width" in tree.xpath("//meta[@name='viewport']/@content")[0]
    assert "@media print" in tree.xpath("string(//style)")
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "header")] == [1, 1, 1]
    assert tree.xpath("//body/a[1]/@href") == ["#main"] and tree.get_element_by_id("main").tag == "main"
    assert all(label.xpath("input") for label in tree.xpath("//label"))


def test_every_kind_of_mark_has_a_look_that_can_be_read_and_told_apart() -> None:
    assert set(LOOKS) == set(ORDER)
    for look in LOOKS.values():
        back = PALETTES["light"]["paper"] if look.back == "transparent" else look.back
        assert contrast(INK, back) >= 4.5
        assert contrast(SOFT, back) >= 4.5
        assert contrast(look.line, back) >= 3
    assert (PALETTES["light"]["ink"], PALETTES["light"]["soft"]) == (INK, SOFT)
    drawn = [(look.line, look.style) for kind, look in LOOKS.items() if kind not in ("question", "answer")]
    assert len(set(drawn)) == len(drawn)


def test_marked_words_are_dark_on_their_ground_in_the_dark_as_well(graph: GraphFolder) -> None:
    styles = made(graph, "28676-333").xpath("string(//style)")
    assert "@media screen and (prefers-color-scheme: dark)" in styles
    kinds = re.findall(r"^\.(\w+) \{ background: (#\w+); color: (#\w+);", styles, re.M)
    assert len(kinds) > 4
    assert all(LOOKS[kind].back == back and ink == INK for kind, back, ink in kinds)


HOSTILE = (
    '<script>alert("x")</script> & <b onclick=x> Nederland steunt \x1b[31m </mark></main> de NAVO \u202e in Irak.\n\n'
    "]]> --> <style> Turkije & co </style> \x00 einde van de brief over de NAVO-missie in Irak (NMI).\n"
)


def test_hostile_words_are_shown_as_words(tmp_path: Path) -> None:
    letter = tmp_path / 'x"onload="a.txt'
    letter.write_text(AGENDA + HOSTILE.replace("\x00", " "), encoding="utf-8")
    graph = GraphFolder.create(tmp_path / "graph")
    assert not build(graph, [letter]).set_aside
    (stored,) = graph.letters()
    tree = made(graph, stored.id)
    assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//base|//@src|//@srcset|//main//style|//b")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert '<script>alert("x")</script>' in tree.xpath("string(//main)")
    page = html.tostring(tree, encoding="unicode")
    assert "\x1b" not in page and "\u202e" not in page
    styles = " ".join(tree.xpath("//style/text()|//@style"))
    assert not re.search(r"url\(|@import|https?:", styles)
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_a_doubt_is_said(graph: GraphFolder) -> None:
    from dataclasses import replace

    card = replace(card_of(graph, "28676-333"), doubts=("The text is <damaged>.",), address="javascript:alert(1)")
    tree = parsed(letter_page(graph.store(), card, AGENDA))
    assert "The text is <damaged>." in tree.xpath("string(//p[@class='doubt'])")
    assert not [link for link in tree.xpath("//@href") if not link.startswith("#")]


def test_a_place_that_is_asked_for_is_shown(graph: GraphFolder) -> None:
    start = AGENDA.index("deze missie")
    tree = made(graph, "28676-333", place=(start - 1, start + 11))
    (link,) = tree.xpath("//header//a[starts-with(@href, '#')]/@href")
    shown = tree.get_element_by_id(link[1:])
    assert shown.get("class") == "asked"
    assert shown.text_content() == " deze missie"
    assert not made(graph, "28676-333").xpath("//*[@class='asked']")
    with pytest.raises(SubjectError):
        made(graph, "28676-333", place=(5, 99999))


def test_the_same_letter_gives_the_same_bytes(graph: GraphFolder) -> None:
    card = card_of(graph, "001_verslag")
    assert letter_page(graph.store(), card, REPORT) == letter_page(graph.store(), card, REPORT)


def test_a_word_that_the_page_breaks_is_whole_and_a_hyphen_of_its_own_stays() -> None:
    raw = "De wegversper-\nring, het NAVO-\nverdragsgebied, veiligheids-\nen defensiebeleid.\n\nNieuwe ali-\n\nnea"
    shown = [words(block) for block in blocks(raw, [], [])]
    assert shown[0] == "De wegversperring, het NAVO-verdragsgebied, veiligheids-\nen defensiebeleid."
    assert shown[1:] == ["Nieuwe ali-", "nea"]


def test_a_footnote_inside_a_sentence_is_a_block_of_its_own() -> None:
    raw = "Alle terreinen\n1 Kenmerk 2020\nwaarop de NAVO.5\n\n3\nHoofdstuk\nTekst"
    note, head = raw.index("1 K"), raw.index("Hoofdstuk")
    parts = [
        Part(0, raw.index("5"), "text"),
        Part(note, note + 14, "footnote"),
        Part(head, head + 9, "heading", 1),
        Part(head, head + 9, "heading"),
        Part(head + 10, len(raw), "text"),
    ]
    found = blocks(raw, parts, [Mark(4, raw.index("."), "topic", "topic:x")])
    assert [(block.kind, block.level, words(block)) for block in found] == [
        ("text", 0, "Alle terreinen"),
        ("footnote", 0, "1 Kenmerk 2020"),
        ("text", 0, "waarop de NAVO.5"),
        ("page", 0, "3"),
        ("heading", 1, "Hoofdstuk"),
        ("text", 0, "Tekst"),
    ]
    opened = [piece for block in found for piece in block.pieces if piece.what == "open"]
    assert [(piece.first, piece.last) for piece in opened] == [(True, False), (False, False), (False, True)]


spans = st.tuples(st.integers(0, 50), st.integers(1, 25))
kinds = st.sampled_from(["text", "footnote", "letterhead"])


@given(
    st.text(st.sampled_from("ab -\n.é1"), max_size=60),
    st.lists(st.tuples(spans, kinds, st.integers(0, 2)), max_size=5),
    st.lists(st.tuples(spans, st.sampled_from([PLACE, "topic", "mission"])), max_size=6),
)
def test_blocks_hold_every_word_once_and_their_marks_nest(
    raw: str, given_parts: list[tuple[tuple[int, int], str, int]], given_marks: list[tuple[tuple[int, int], str]]
) -> None:
    def within(span: tuple[int, int]) -> tuple[int, int]:
        return min(span[0], len(raw)), min(sum(span), len(raw))

    parts = [Part(*within(span), kind, level) for span, kind, level in given_parts if within(span)[0] < within(span)[1]]
    found = [
        Mark(*within(span), kind, f"{kind}:{number}")
        for number, (span, kind) in enumerate(given_marks)
        if within(span)[0] < within(span)[1]
    ]
    laid = blocks(raw, parts, found)
    assert bare("".join(map(words, laid))) == bare(raw)
    assert all(one.end <= other.start for one, other in pairwise(laid))
    covered: dict[str, str] = {mark.thing: "" for mark in found}
    firsts: list[str] = []
    for block in laid:
        opened: list[Mark] = []
        for piece in block.pieces:
            if piece.what == "open":
                assert piece.mark is not None
                opened.append(piece.mark)
                firsts += [piece.mark.thing] if piece.first else []
            elif piece.what == "close":
                assert piece.mark is opened.pop()
            else:
                for mark in opened:
                    covered[mark.thing] += piece.words
        assert opened == []
    for mark in found:
        assert bare(covered[mark.thing]) == bare(raw[mark.start : mark.end])
        # A space between two words can be marked; one between two blocks, or before the first, is shown nowhere.
        shown = any(block.start < mark.end and mark.start < block.end for block in laid)
        assert shown or not raw[mark.start : mark.end].strip()
        assert firsts.count(mark.thing) == shown


def test_the_command_writes_the_page(graph: GraphFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "letter.html"
    assert main(["show", "004", "--graph", str(graph.path), "-o", str(page)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err == f"Wrote {page}\n"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert main(["show", "004:5-9", "--graph", str(graph.path), "--format", "html"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")
    text = tmp_path / "letter.txt"
    assert main(["show", "004", "--graph", str(graph.path), "-o", str(text)]) == 0
    assert "([NMI|mission:NMI])" in text.read_text(encoding="utf-8")


def test_a_file_whose_name_tells_no_form_is_refused(
    graph: GraphFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "004", "--graph", str(graph.path), "-o", str(tmp_path / "letter.pdf")]) == 2
    assert ".html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
