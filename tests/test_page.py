"""The page of an answer: whole by itself, safe, printable, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from answer_samples import (
    ADDRESS,
    AGENDA,
    EMPTY,
    ENTRIES,
    FEBRUARY,
    MISSION,
    NASTY,
    OCTOBER,
    REPORT,
    SAMPLE,
    SILENT,
    entry,
    nasty,
)
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from page_colours import PALETTES, contrast

from navograaf.answers.changes import Change, compared
from navograaf.answers.collection import LetterCard
from navograaf.answers.filters import Limits
from navograaf.answers.occasions import Dropped
from navograaf.answers.outcomes import Came
from navograaf.answers.page import page
from navograaf.answers.page_quotes import layered
from navograaf.answers.statements import Statement
from navograaf.answers.trace import Trace, trace
from navograaf.answers.wording import decided
from navograaf.graph.folder import GraphFolder
from navograaf.iris import THINGS


def parsed(shown: Trace) -> html.HtmlElement:
    return html.document_fromstring(page(shown).encode(), parser=html.HTMLParser(encoding="utf-8"))


def test_the_page_loads_nothing() -> None:
    for shown in (SAMPLE, nasty(), EMPTY, full()):
        tree = parsed(shown)
        assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//base|//@src|//@srcset")
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
        assert "\x1b" not in page(shown) and "\u202e" not in page(shown)
        styles = " ".join(tree.xpath("//style/text()|//@style"))
        assert not re.search(r"url\(|@import|https?:", styles)
        assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


def test_links_go_to_the_official_paper_or_inside_the_page() -> None:
    tree = parsed(SAMPLE)
    ids = set(tree.xpath("//@id"))
    links = tree.xpath("//a/@href")
    assert ADDRESS in links
    assert all(link == ADDRESS or link.removeprefix("#") in ids for link in links)
    assert len(ids) == len(tree.xpath("//@id"))


def test_hostile_words_are_shown_as_words() -> None:
    tree = parsed(nasty())
    assert not tree.xpath("//script")
    assert not [link for link in tree.xpath("//@href") if not link.startswith("#")]
    quote = tree.xpath("string(//p[@class='quote'])")
    assert '<script>alert("x")</script>' in quote
    assert NASTY[:40] in tree.xpath("string(//h1)")
    assert NASTY[:40] in tree.xpath("string(//h4)")


def test_every_quote_is_there_with_its_name_marked_and_its_place() -> None:
    tree = parsed(SAMPLE)
    quotes = tree.xpath("//blockquote")
    assert [quote.xpath("string(p[@class='quote'])") for quote in quotes] == [f"“{found.quote}”" for found in ENTRIES]
    assert [quote.xpath("string(p[@class='quote']/mark)") for quote in quotes] == ["NMI", "", "NMI"]
    assert [quote.get("id") for quote in quotes] == ["28676-333:100-141", "28676-333:150-169", "001:200-272"]
    assert [quote.get("cite") for quote in quotes] == [found.iri for found in ENTRIES]


def test_it_can_be_read_by_ear_on_a_phone_and_on_paper() -> None:
    tree = parsed(SAMPLE)
    assert tree.get("lang") == "en"
    assert set(tree.xpath("//p[@class='quote']/@lang")) == {"nl"}
    assert "width=device-width" in tree.xpath("//meta[@name='viewport']/@content")[0]
    assert "@media print" in tree.xpath("string(//style)")
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "header")] == [1, 1, 1]
    (picture,) = tree.xpath("//svg")
    assert picture.get("role") == "img" and re.fullmatch(r"0 0 \d+ \d+", picture.get("viewbox"))
    named = [tree.get_element_by_id(id_).text_content() for id_ in picture.get("aria-labelledby").split()]
    assert named[0] == "Statements in time: 2 dates with some, 1 with none; 2020 to 2021"
    assert "table" in named[1]
    assert not picture.xpath(".//a")
    first = tree.xpath("//body/a[1]")[0]
    assert first.get("class") == "skip" and tree.get_element_by_id(first.get("href")[1:]).tag == "main"


def levels(tree: html.HtmlElement) -> list[int]:
    return [int(found.tag[1]) for found in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]


def test_headings_go_down_one_at_a_time() -> None:
    for shown in (SAMPLE, EMPTY, nasty(), full()):
        found = levels(parsed(shown))
        assert found[0] == 1 and found.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(found))


def test_the_page_is_well_formed() -> None:
    for shown in (SAMPLE, EMPTY, nasty(), full()):
        text = page(shown)
        etree.fromstring(text[text.index("<body>") : text.index("</body>") + 7].encode())
        ids = parsed(shown).xpath("//@id")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_words_stand_out_from_their_ground(name: str) -> None:
    palette = PALETTES[name]
    for ink in ("ink", "soft", "accent", "new", "gone"):
        for ground in ("paper", "band"):
            assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
    for ink in ("ink", "new"):
        assert contrast(palette[ink], palette["mark"]) >= 4.5, ink
    assert contrast(palette["line"], palette["paper"]) >= 3
    assert set(re.findall(r"var\(--(\w+)\)", page(SAMPLE))) <= set(palette)


def test_what_a_reader_of_paper_needs_is_there() -> None:
    styles = parsed(SAMPLE).xpath("string(//style)")
    printed = styles[styles.index("@media print") :]
    assert re.search(r"blockquote[^{}]*\{ break-inside: avoid", printed)
    assert "attr(href)" in printed
    assert "@media screen and (prefers-color-scheme: dark)" in styles  # paper stays white
    assert ":focus-visible" in styles


def statement(status: str, at: int = 200) -> Statement:
    facts = {"status": (status,), "deciderName": ("NATO",), "act": ("agree",), "object": ("het plan",)}
    return Statement(f"{THINGS}s/{status}", "decision", at, at + 9, "s", facts)


def full() -> Trace:
    """A trace with all that can stand at a quote: statements, what came of them, what changed and what is gone."""
    plan, again = statement("expected", 150), statement("taken")
    before = replace(ENTRIES[1], statements=(plan, statement("not_yet", 151)))
    change = Change("reworded", AGENDA, 150, 169, "plan", "Deze <missie> groeit.", added=((0, 12),), removed=((5, 13),))
    now = replace(ENTRIES[2], statements=(again,), change=change)
    repeated = replace(
        entry(REPORT, 300, "Nog eens.", section=""), change=Change("repeated", SILENT, 1, 9, "fact", "x")
    )
    return replace(
        SAMPLE,
        entries=(ENTRIES[0], before, now, repeated),
        dropped=(Dropped(OCTOBER, FEBRUARY, (ENTRIES[0],)),),
        outcomes={
            plan.iri: Came("fulfilled", REPORT, "001:210-220"),
            again.iri: Came("fulfilled", REPORT, "elders:1-5"),
        },
        limits=Limits(as_of="2021-12-01", kinds=("decision",)),
        notes=("A note for <readers>.",),
        passed=(SILENT,),
    )


def test_what_a_sentence_says_stands_over_its_words_with_what_came_of_it() -> None:
    tree = parsed(full())
    plan, not_yet = tree.xpath("//blockquote[@id='28676-333:150-169']/p[@class='says']")
    assert plan.text_content() == (
        "decision expected NATO: agree, het plan · came of it: fulfilled in report (number unknown): 001:210-220"
    )
    assert plan.xpath("b/text()") == ["decision expected"]
    assert plan.xpath(".//a/@href") == ["#001:200-272"]  # the sentence on this page that has the place in it
    assert not_yet.xpath("b/text()") == ["decision not yet taken"]
    (taken,) = tree.xpath("//blockquote[@id='001:200-272']/p[@class='says']")
    assert "elders:1-5" in taken.text_content() and not taken.xpath(".//a")
    assert tree.xpath("//blockquote[@id='28676-333:100-141']/p[@class='says']/b/text()") == ["fact"]


def test_words_that_came_and_went_are_marked_where_they_stand() -> None:
    tree = parsed(full())
    (quote,) = tree.xpath("//blockquote[@id='001:200-272']")
    assert quote.xpath("string(p[@class='quote'])") == f"“{ENTRIES[2].quote}”"
    assert quote.xpath("p[@class='quote']/ins/text()") == ["De Ministers"]
    assert quote.xpath("p[@class='quote']//mark/text()") == ["NMI"]
    assert quote.xpath("string(p[@class='earlier']/span[@lang='nl'])") == "“Deze <missie> groeit.”"
    assert quote.xpath("p[@class='earlier']//del/text()") == ["<missie>"]
    assert "reworded from 28676-333:150-169" in quote.xpath("string(footer)")
    assert quote.xpath("footer/a/@href") == ["#001:200-272", "#28676-333:150-169"]
    (same,) = tree.xpath("//blockquote[@id='001:300-309']")
    assert "repeated from 002:1-9" in same.xpath("string(footer)")
    assert not same.xpath(".//ins|.//del|p[@class='earlier']")


def test_a_sentence_that_is_new_says_nothing_of_change() -> None:
    tree = parsed(SAMPLE)
    assert not tree.xpath("//ins|//del|//p[@class='earlier']")
    assert "reworded" not in tree.text_content() and "repeated" not in tree.text_content()


def test_a_sentence_that_a_letter_rewords_is_told_by_the_words_that_differ() -> None:
    old = entry(AGENDA, 0, "De Ministers spreken over de uitbreiding van de missie in Irak.", "missie")
    new = entry(REPORT, 0, "De Ministers spraken over de uitbreiding van de missie in Irak.", "missie")
    tree = parsed(replace(SAMPLE, entries=compared((old, new)), silent=()))
    assert tree.xpath("//ins/text()") == ["spraken"]
    assert tree.xpath("//del/text()") == ["spreken"]


def test_what_is_not_said_again_is_quoted_with_its_place() -> None:
    tree = parsed(full())
    (item,) = tree.xpath("//ul[@class='dropped']/li")
    heading = tree.xpath("string(//ul[@class='dropped']/preceding-sibling::h3[1])")
    assert heading == "Not said again in like words since 12–13 Feb 2020"
    assert item.text_content() == f"fact “{ENTRIES[0].quote}” 28676-333:100-141"


def test_the_head_says_first_and_last_mention_limits_and_notes() -> None:
    tree = parsed(full())
    facts = dict(zip(tree.xpath("//dt/text()"), tree.xpath("//dd"), strict=True))
    assert facts["First mention"].text_content().startswith("12–13 Feb 2020, NATO defence ministers, Brussel: agenda")
    assert facts["First mention"].xpath("a/@href") == ["#28676-333:100-141"]
    assert facts["Last mention"].xpath("a/@href") == ["#001:300-309"]
    assert facts["Limited to"].text_content() == "as of 1 Dec 2021, only decision"
    assert "002" in facts["Nothing asked for in"].text_content()
    assert "A note for <readers>." in tree.xpath("string(//header)")
    assert "Limited to" not in parsed(SAMPLE).text_content()


def test_the_table_of_meetings_adds_up_to_the_summary() -> None:
    tree = parsed(full())
    cells = [[cell.text_content() for cell in row.xpath("td")] for row in tree.xpath("//tbody/tr")]
    assert cells == [["2", "–", "1"], ["–", "–", "–"], ["2", "1", "–"]]
    assert decided(full()) == (1, 1)


def test_silence_stands_in_its_place_in_time() -> None:
    tree = parsed(SAMPLE)
    assert [found.get("class") for found in tree.xpath("//main/section")] == [None, "silent", None]
    (silent,) = tree.xpath("//section[@class='silent']")
    assert silent.xpath("string(h2)").startswith("1 Jun 2020")
    assert "Not mentioned in letter (number unknown), 1 Jun 2020 · 002." in silent.text_content()
    assert not parsed(replace(SAMPLE, silent=())).xpath("//section[@class='silent']")
    report = replace(REPORT, id="003", iri=f"{THINGS}letter/003", meeting=FEBRUARY)
    tree = parsed(replace(SAMPLE, silent=(report,)))
    assert "Not mentioned in report" in tree.xpath("string(//main/section[1])")  # beside the agenda that speaks
    whole = Trace(("NMI",), (MISSION,), (), (AGENDA,))
    assert "Not mentioned in the letters about this meeting: agenda" in parsed(whole).xpath("string(//main)")


def test_many_silent_meetings_in_a_row_share_a_heading_and_each_letter_is_named() -> None:
    mute = tuple(
        replace(SILENT, id=f"9{month}", iri=f"{THINGS}letter/9{month}", date=f"2020-0{month}-01")
        for month in range(3, 9)
    )
    tree = parsed(replace(SAMPLE, silent=mute))
    (silent,) = tree.xpath("//section[@class='silent']")
    assert silent.xpath("string(h2)") == "Mar 2020 – Aug 2020 6 meetings and letters that do not mention it"
    assert all(f"· {card.id}" in silent.text_content() for card in mute)
    assert len(tree.xpath("//svg//*[@class='ring']")) == 6


@given(
    st.text(alphabet="ab <&", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_pieces_put_together_are_the_words(
    text: str, added: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> None:
    found = list(layered(text, sorted(added), sorted(marks)))
    assert "".join(words for _, inside in found for words, _ in inside) == text
    new = "".join(words for plus, inside in found for words, _ in inside if plus)
    assert len(new) == len({at for start, end in added for at in range(start, min(end, len(text)))})


def test_every_quote_of_the_letters_is_on_their_page(seeds_graph: GraphFolder) -> None:
    shown = trace(seeds_graph, ["NMI"])
    text = page(shown)
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    assert len(shown.entries) > 20
    assert tree.xpath("//p[@class='quote']") and [one.text_content() for one in tree.xpath("//p[@class='quote']")] == [
        f"“{one.quote}”" for one in shown.entries
    ]
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(tree.xpath("//@id"))
    assert len(text) < 2000 * (len(shown.entries) + 20)


def test_letters_without_a_date_leave_no_bar_and_do_no_harm() -> None:
    undated = replace(SILENT, date="")
    alone = Trace(("x",), SAMPLE.things, (entry(undated, 0, "NMI.", "NMI"),), ())
    assert not parsed(alone).xpath("//figure")
    assert not parsed(Trace(("x",), SAMPLE.things, (), (undated,))).xpath("//figure")
    assert isinstance(undated, LetterCard)


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert page(SAMPLE) == page(SAMPLE)
