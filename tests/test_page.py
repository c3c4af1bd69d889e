"""The page of an answer: whole by itself, safe, printable, the same every time."""

from __future__ import annotations

import re
from dataclasses import replace

from answer_samples import ADDRESS, AGENDA, EMPTY, ENTRIES, NASTY, SAMPLE, SILENT, entry, nasty
from lxml import html

from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.page import page, strip
from navograaf.answers.trace import Trace
from navograaf.iris import THINGS


def parsed(trace: Trace) -> html.HtmlElement:
    return html.document_fromstring(page(trace).encode(), parser=html.HTMLParser(encoding="utf-8"))


def test_the_page_loads_nothing() -> None:
    for trace in (SAMPLE, nasty(), EMPTY):
        tree = parsed(trace)
        assert not tree.xpath("//script|//link|//img|//iframe|//object|//embed|//base|//@src|//@srcset")
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
        assert "\x1b" not in page(trace) and "\u202e" not in page(trace)
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
    quote = tree.xpath("string(//blockquote/p)")
    assert '<script>alert("x")</script>' in quote
    assert NASTY[:40] in tree.xpath("string(//h1)")
    assert NASTY[:40] in tree.xpath("string(//h4)")


def test_every_quote_is_there_with_its_name_marked_and_its_place() -> None:
    tree = parsed(SAMPLE)
    quotes = tree.xpath("//blockquote")
    assert [quote.xpath("string(p)") for quote in quotes] == [f"“{found.quote}”" for found in ENTRIES]
    assert [quote.xpath("string(p/mark)") for quote in quotes] == ["NMI", "", "NMI"]
    assert [quote.get("id") for quote in quotes] == ["28676-333:100-141", "28676-333:150-169", "001:200-272"]
    assert [quote.get("cite") for quote in quotes] == [found.iri for found in ENTRIES]


def test_it_can_be_read_by_ear_on_a_phone_and_on_paper() -> None:
    tree = parsed(SAMPLE)
    assert tree.get("lang") == "en"
    assert set(tree.xpath("//blockquote/p/@lang")) == {"nl"}
    assert "width=device-width" in tree.xpath("//meta[@name='viewport']/@content")[0]
    assert "@media print" in tree.xpath("string(//style)")
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "header")] == [1, 1, 1]
    assert tree.xpath("//svg/@aria-label")
    assert all(link.xpath("string(title)") == link.get("aria-label") for link in tree.xpath("//svg/a"))


def test_silent_letters_are_listed() -> None:
    assert "2 of" not in parsed(SAMPLE).xpath("string(//section[@class='silent']/h2)")
    assert "1 Jun 2020" in parsed(SAMPLE).xpath("string(//section[@class='silent']//li)")
    assert not parsed(replace(SAMPLE, silent=())).xpath("//section[@class='silent']")


def test_the_strip_has_a_bar_a_meeting_in_time_and_a_ring_for_silence() -> None:
    found = strip(SAMPLE)
    assert [bar.count for bar in found.bars] == [2, 0, 1]
    assert [bar.x for bar in found.bars] == sorted(bar.x for bar in found.bars)
    assert all(0 <= bar.x <= 100 and 0 <= bar.top <= found.base for bar in found.bars)
    assert found.bars[0].top < found.bars[2].top < found.bars[1].top
    assert [year for _, year in found.years] == ["2020", "2021"]
    assert len(parsed(SAMPLE).xpath("//svg//circle")) == 1


def test_a_strip_of_many_years_has_few_ticks() -> None:
    entries = []
    for year in range(1999, 2031):
        meeting = Meeting(f"{THINGS}meeting/{year}", str(year), "NATO", str(year))
        entries.append(entry(replace(AGENDA, iri=f"{AGENDA.iri}-{year}", meeting=meeting), 0, "NMI.", "NMI"))
    found = strip(replace(SAMPLE, entries=tuple(entries), silent=()))
    assert len(found.bars) == 32
    assert 3 <= len(found.years) <= 9
    assert all(0 <= x <= 100 for x, _ in found.years)


def test_letters_without_a_date_leave_no_bar_and_do_no_harm() -> None:
    undated = replace(SILENT, date="")
    alone = Trace(("x",), SAMPLE.things, (entry(undated, 0, "NMI.", "NMI"),), ())
    assert strip(alone).bars == ()
    assert not parsed(alone).xpath("//figure")
    assert strip(Trace(("x",), SAMPLE.things, (), (undated,))).bars == ()
    assert isinstance(undated, LetterCard)


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert page(SAMPLE) == page(SAMPLE)
