"""Letters in HTML: the same words, notes, headings and findings as the text; which part of a page is the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from printed import printed, seed_files
from render_html import render_official, render_plain, render_word

from navograaf.errors import LetterError
from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.letters.html.read import MAX_BYTES, MAX_TAGS, read_html
from navograaf.letters.model import Letter
from navograaf.letters.reading import read_letter
from navograaf.text.reading import read_text

RENDERERS = {"official": render_official, "plain": render_plain, "word": render_word}
LETTERS = {path.name[:3]: path for path in seed_files()}
BOTH = [(name, how) for name in LETTERS for how in RENDERERS]


def _read(page: str | bytes, name: str = "brief.html") -> Letter:
    return read_html(page if isinstance(page, bytes) else page.encode(), name)


def _lines(page: str | bytes) -> list[str]:
    """The paragraphs of the canonical text, footnotes last."""
    letter = _read(page)
    return [letter.raw[part.start : part.end] for part in letter.parts]


def _flat(words: str) -> str:
    return "".join(words.split())


def _no_quote(told: tuple[object, ...]) -> str:
    return repr(told[:-1])


def _flow(letter: Letter) -> str:
    """The words of a letter without its footnotes and what refers to them."""
    markers = {at for part in letter.parts if part.marker for at in range(*part.marker)}
    flow = [at for part in letter.parts if part.kind != "footnote" for at in range(part.start, part.end)]
    return "".join(letter.raw[at] for at in flow if at not in markers)


# the five letters


def test_five_letters_in_three_forms() -> None:
    assert len(BOTH) == 15


@pytest.mark.parametrize(("name", "how"), BOTH)
def test_a_rendered_letter_gives_its_words_back(name: str, how: str) -> None:
    given = printed(LETTERS[name])
    letter = _read(RENDERERS[how](given))
    assert letter.format == "html"
    assert _flat(_flow(letter)) == _flat("".join(one.words for one in given.paragraphs))
    notes = [part for part in letter.parts if part.kind == "footnote"]
    assert [part.number for part in notes] == list(given.notes)
    for part in notes:
        assert _flat(letter.raw[part.start : part.end]) == _flat(part.number + given.notes[part.number])
        assert part.marker is not None
        assert letter.raw[slice(*part.marker)].strip("[]") == part.number


@pytest.mark.parametrize("name", LETTERS)
def test_headings_of_the_format_are_headings(name: str) -> None:
    given = printed(LETTERS[name])
    letter = _read(render_official(given))
    headings = [letter.raw[part.start : part.end] for part in letter.parts if part.kind == "heading"]
    assert list(map(_flat, headings)) == [_flat(one.words) for one in given.paragraphs if one.kind == "heading"]
    assert {part.level for part in letter.parts if part.kind == "heading"} == {3}


@pytest.mark.parametrize(("name", "how"), BOTH)
def test_findings_agree_with_those_of_the_text(name: str, how: str) -> None:
    text, page = extract(read_letter(LETTERS[name])), extract(_read(RENDERERS[how](printed(LETTERS[name]))))

    def told(found: Findings) -> dict[str, list[Any]]:
        return {
            "signed": [(one.name, one.role) for one in found.document.signed_by],
            "decisions": [(one.act, one.status, one.decider_id, _flat(one.quote)) for one in found.decisions],
            "positions": [(one.holder_id, one.polarity, _flat(one.quote)) for one in found.positions],
            "questions": [(one.number, one.party, one.answer_kind) for one in found.questions],
            "references": sorted(
                one.ids for one in found.references if not one.self
            ),  # its own number stands in a footer
            "commitments": [_flat(one.quote) for one in found.commitments],
            "sections": [_flat(one.heading) for one in found.sections],
        }

    assert (page.document.kind, page.document.date) == (text.document.kind, text.document.date)
    for layer, wanted in told(text).items():
        assert len(told(page)[layer]) == len(wanted), layer
        if layer in ("decisions", "positions", "commitments", "sections"):  # a line-end hyphen is gone from the page
            continue
        assert told(page)[layer] == wanted, layer
    for layer in ("decisions", "positions"):
        assert sorted(map(_no_quote, told(page)[layer])) == sorted(map(_no_quote, told(text)[layer])), layer


def test_paths_find_their_paragraphs() -> None:
    data = render_official(printed(LETTERS["003"]))
    letter, page = _read(data), lxml_html.document_fromstring(data.decode())
    checked = 0
    for part in letter.parts:
        (element,) = page.xpath(part.path)
        words = _flat(letter.raw[part.start : part.end])
        assert _flat("".join(element.itertext())) in words or words in _flat("".join(element.itertext()))
        checked += 1
    assert checked == 130


# official pages

KAMERSTUK = """<!DOCTYPE html><html><head><title>Kamerstuk 28676, nr. 344 | Overheid.nl</title>
<meta name="DCTERMS.identifier" content="kst-28676-344"><meta name="OVERHEIDop.dossiernummer" content="28676">
<META NAME="OVERHEIDop.ondernummer" CONTENT="344"><meta name="DC.title" content="NAVO; Brief regering; Verslag">
<meta name="OVERHEIDop.vergaderjaar" content="2019-2020"><meta name="DCTERMS.issued" content="2020-06-24">
<link rel="canonical" href="https://zoek.officielebekendmakingen.nl/kst-28676-344.html"></head><body>
<nav><a href="/">Home</a></nav><div id="main-column"><table><tr><td>Vergaderjaar</td><td>Datum</td></tr>
<tr><td>2019-2020</td><td>24-06-2020</td></tr></table>
<div class="stuk"><h1 class="dossiertitel"><span class="dossiernummer">28 676</span>
  NAVO</h1>
<h2 class="stuktitel"><span class="stuknummer">Nr. 344</span> BRIEF VAN DE MINISTER VAN DEFENSIE</h2>
<p>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</p><p class="kamerstukdatum">Den Haag,
 <span class="datum">24 juni 2020</span></p><div class="algemeen"><p>Hierbij ontvangt u het verslag van de bijeenkomst
van NAVO-ministers van Defensie op 17 en 18 juni
2020.<a class="nootnum supernote-click-n1" href="#n1">1</a></p>
<div class="alineagroep"><p class="tussenkop"><em class="cur">NAVO-missies</em></p>
<p>De Ministers stemden in met het plan.</p></div>
<ul class="expliciet"><li class="li"><p class="labeled"><span class="ol">– </span>het eerste punt</p></li></ul>
<p class="ondertekening"><span class="functie">De Minister van Defensie,</span><span class="naam">A.Th.B.
<span class="achternaam">Bijleveld-Schouten</span></span></p></div></div>
<div id="noten"><hr><div class="voet noot" id="supernote-note-n1"><h5 class="note-close"><a href="#c">X</a> Noot</h5><sup>
<span class="nootnum"><a id="n1" name="n1"></a>1</span></sup><p>Kamerstuk 28 676, nr. 343.</p></div></div>
<div class="relaties"><h2>Relaties</h2><p>Zie ook het dossier</p></div></div><footer>Over deze site</footer></body></html>"""


def test_an_official_page_prints_its_head_and_its_signature() -> None:
    assert _lines(KAMERSTUK) == [
        "28 676 NAVO",
        "Nr. 344 BRIEF VAN DE MINISTER VAN DEFENSIE",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 24 juni 2020",
        "Hierbij ontvangt u het verslag van de bijeenkomst van NAVO-ministers van Defensie op 17 en 18 juni 2020.1",
        "NAVO-missies",
        "De Ministers stemden in met het plan.",
        "– het eerste punt",
        "De Minister van Defensie,",
        "A.Th.B. Bijleveld-Schouten",
        "1 Kamerstuk 28 676, nr. 343.",
    ]
    document = extract(_read(KAMERSTUK)).document
    assert (document.dossier, document.number, document.date) == ("28676", "344", "2020-06-24")
    assert (document.kind, document.place) == ("report", "Den Haag")
    assert [one.name for one in document.signed_by] == ["A.Th.B. Bijleveld-Schouten"]


def test_the_head_of_an_official_page_tells_facts() -> None:
    facts = {fact.field: (fact.value, fact.source) for fact in _read(KAMERSTUK, "map/kst-28676-344.html").facts}
    assert facts == {
        "identifier": ("kst-28676-344", "kst-28676-344.html, DCTERMS.identifier"),
        "dossier": ("28676", "kst-28676-344.html, OVERHEIDop.dossiernummer"),
        "number": ("344", "kst-28676-344.html, OVERHEIDop.ondernummer"),
        "title": ("NAVO; Brief regering; Verslag", "kst-28676-344.html, DC.title"),
        "parliamentary_year": ("2019-2020", "kst-28676-344.html, OVERHEIDop.vergaderjaar"),
        "published": ("2020-06-24", "kst-28676-344.html, DCTERMS.issued"),
        "address": (
            "https://zoek.officielebekendmakingen.nl/kst-28676-344.html",
            "kst-28676-344.html, link canonical",
        ),
    }


def test_the_title_is_a_fact_where_nothing_better_is_and_other_addresses_are_none() -> None:
    page = """<title>Kamerbrief over de NAVO | Rijksoverheid.nl</title><link rel=canonical href="https://example.nl/a">
    <meta name="DCTERMS.identifier" content="https://example.nl/a"><link rel=canonical href="javascript:x"><p>Brief</p>"""
    assert [(fact.field, fact.value) for fact in _read(page).facts] == [("title", "Kamerbrief over de NAVO")]


def test_answers_of_an_official_page_are_headed_by_their_questions() -> None:
    page = """<div id="broodtekst"><h1 class="stuktitel">Nr. 5</h1><div class="vraag"><h2 class="stuktitel no-toc">Vraag 1</h2>
    <p>Klopt dat?</p></div><div class="antwoord"><h2 class="stuktitel no-toc">Antwoord 1</h2><p>Ja.</p></div></div>"""
    letter = _read(page)
    assert [part.kind for part in letter.parts] == ["letterhead", "heading", None, "heading", None]


# which part of the page

AROUND = '<nav><a href="/a">Menu</a></nav>{}<footer><p>Voet van de site</p><a href="/b">Contact</a></footer>'
MAIN = [
    ("<main><p>De brief zelf.</p></main><p>Ernaast.</p>", ["De brief zelf."]),
    (
        '<div role="main"><header><h1>Kop</h1></header><p>De brief zelf.</p></div><p>Ernaast.</p>',
        ["Kop", "De brief zelf."],
    ),
    ("<div><article><p>De brief zelf.</p></article></div><p>Ernaast.</p>", ["De brief zelf."]),
    ('<div id="content"><p>De brief zelf.</p></div><p>Ernaast.</p>', ["De brief zelf."]),
    ('<div id="broodtekst"><p>De brief zelf.</p></div><p>Ernaast.</p>', ["De brief zelf."]),
    ("<main></main><p>De brief zelf.</p>", ["De brief zelf."]),
    ("<article><p>Een.</p></article><article><p>Twee.</p></article>", ["Een.", "Twee."]),
    ("<main><p>x</p></main><p>De brief zelf staat hier, buiten het deel dat zo heet.</p>", None),
    ('<div class="sidebar"><p>Zijbalk</p></div><p>De brief zelf.</p>', ["De brief zelf."]),
    ('<div class="columns--sidebar-left"><p>De brief zelf.</p></div>', ["De brief zelf."]),
    ('<div class="cookie-melding"><p>Wij gebruiken cookies</p></div><p>De brief zelf.</p>', ["De brief zelf."]),
    ('<div role="dialog"><p>Wij gebruiken cookies</p></div><p>De brief zelf.</p>', ["De brief zelf."]),
    ('<div class="nav"><div id="content"><p>De brief zelf.</p></div></div>', ["De brief zelf."]),
    ("<form><p>De brief zelf.</p><button>Verstuur</button><select><option>a</select></form>", ["De brief zelf."]),
    ("<header><p>Ministerie van Defensie</p></header><p>De brief.</p>", ["Ministerie van Defensie", "De brief."]),
    ('<header><a href="/">Overheid.nl</a> op web</header><p>De brief.</p>', ["De brief."]),
    (
        "<p>Een.</p><p hidden>H</p><p style='display: none'>H</p><p aria-hidden=true>H</p><p class=sr-only>H</p>",
        ["Een."],
    ),
    ("<p>Een.</p><script>x()</script><style>y</style><template><p>T</p></template><noscript>N</noscript>", ["Een."]),
    ("<p>Een.<!-- weg --><!--[if mso]><b>weg</b><![endif]--></p><aside><p>Terzijde</p></aside>", ["Een."]),
    ("<p>Een<iframe src='http://x'>I</iframe> twee<svg><text>S</text></svg>.</p>", ["Een twee."]),
]


def test_the_main_parts_are_all_there() -> None:
    assert len(MAIN) == 20


@pytest.mark.parametrize(("body", "wanted"), MAIN)
def test_the_letter_is_read_and_not_what_stands_around_it(body: str, wanted: list[str] | None) -> None:
    lines = _lines(f"<html><body>{AROUND.format(body)}</body></html>")
    if wanted is None:
        assert "De brief zelf staat hier, buiten het deel dat zo heet." in lines
    else:
        assert lines == wanted


def test_a_foot_of_a_page_that_is_no_menu_is_kept_as_a_footer() -> None:
    letter = _read("<p>De brief.</p><footer>Pagina 1 van 1</footer><div title=header><p>Ministerie</p></div>")
    assert [(letter.raw[part.start : part.end], part.kind) for part in letter.parts] == [
        ("De brief.", None),
        ("Pagina 1 van 1", "footer"),
        ("Ministerie", "footer"),
    ]


# paragraphs

PARAGRAPHS = [
    ("Zomaar tekst", ["Zomaar tekst"]),
    ("Een<br>regel<br><br>Twee<br> <br/>Drie", ["Een\nregel", "Twee", "Drie"]),
    ("<div>Een<p>twee</p>drie</div>", ["Een", "twee", "drie"]),
    ("<p>Een<p>twee<DIV>drie</DIV>", ["Een", "twee", "drie"]),
    ("<p>re<b>ge</b>l <i>schuin</i>e</p>", ["regel schuine"]),
    ("<p>een\n   twee&nbsp;drie &eacute;&#8217;&lt;</p>", ["een twee\xa0drie é’<"]),
    ("<h1>Kop</h1><p>Tekst", ["Kop", "Tekst"]),
    ("<ol><li>een<li><p>twee</p><p>nog</p></ol>", ["1. een", "2. twee", "nog"]),
    ("<ol start=3 type=a><li>een<li value=9>twee<li>drie</ol>", ["c. een", "i. twee", "j. drie"]),
    ("<ol type=i><li>een<li>twee<ol><li>diep</ol><li>drie</ol>", ["i. een", "ii. twee", "1. diep", "iii. drie"]),
    ("<ol style='list-style-type:upper-roman' start=4><li>een</ol>", ["IV. een"]),
    ("<ol style='list-style:none'><li>een</ol><ul><li>twee</ul>", ["een", "twee"]),
    ("<ol reversed><li>een<li>twee</ol>", ["2. een", "1. twee"]),
    ("<ol><li hidden><ol><li>x</ol></li><li>een</ol>", ["1. een"]),
    ("<table><tr><th>Land<th>Aantal<tr><td>Irak<td>300</table>", ["Land | Aantal", "Irak | 300"]),
    ("<table><tr><td>Datum:<td>3 mei<tr><td>Van:<td>ons</table>", ["Datum: 3 mei", "Van: ons"]),
    ("<table><caption>Tabel</caption><tr><td><p>a</p><td>b<br>c<tr><td>d<td></table>", ["Tabel", "a | b c", "d"]),
    ("<table><tr><td><p>Een.</p><p>Twee.</p><td>x<tr><td>y<td>z</table>", ["Een.", "Twee.", "x", "y", "z"]),
    ("<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>", ["a | b", "c | d"]),
    ("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>", ["a", "b", "c", "d"]),
    ("<table><tr><td>a<td>b<tr hidden><td>x<td>y<tr><td>c<td hidden>z<td>d</table>", ["a | b", "c | d"]),
    ("<table><tr><td>De A,<td><td>De B,<tr><td>C. D<td><td>E. F</table>", ["De A,", "C. D", "De B,", "E. F"]),
    ("<table><tr><th>De A,<th>De B,<tr><td>C. D<td>E. F</table>", ["De A, | De B,", "C. D | E. F"]),
    ("<table><tr><td>in 2019,<td>in 2020,<tr><td>C. D<td>E. F</table>", ["in 2019, | in 2020,", "C. D | E. F"]),
    ("<p>Een<br> <i> </i> <b> </b> <br>twee</p>", ["Een", "twee"]),
    ("<pre>een\ntwee\n \ndrie   vier</pre>", ["een\ntwee", "drie vier"]),
    ("<dl><dt>NMI<dd>missie</dl><figure><img src=x><figcaption>Foto</figure>", ["NMI", "missie", "Foto"]),
    ("<blockquote>citaat<p>meer</blockquote>", ["citaat", "meer"]),
    ("<p>CO<sub>2</sub> en 3<sup>e</sup> en m<sup>2</sup></p>", ["CO2 en 3e en m2"]),
    ("<p>Artikel <a href='#n2'>2</a></p><p id=n>niets</p>", ["Artikel 2", "niets"]),
    ("<custom-el><p>een</p></custom-el><o:p>twee</o:p>", ["een", "twee"]),
]


def test_the_paragraphs_are_all_there() -> None:
    assert len(PARAGRAPHS) == 31


@pytest.mark.parametrize(("page", "wanted"), PARAGRAPHS)
def test_paragraphs_are_those_that_a_browser_shows(page: str, wanted: list[str]) -> None:
    assert _lines(page) == wanted


def test_who_signs_side_by_side_in_a_table_signs() -> None:
    letter = _read(
        "<p>De brief eindigt hier.</p><table><tr><td>De Minister van Buitenlandse Zaken,<td>De Minister van Defensie,"
        "<tr><td>S.A. Blok<td>A.Th.B. Bijleveld-Schouten</table>"
    )
    text = read_text(letter)
    signed = [text.view.text[block.start : block.end] for block in text.blocks if block.kind == "signature"]
    assert signed == [
        *("De Minister van Buitenlandse Zaken,", "S.A. Blok", "De Minister van Defensie,", "A.Th.B. Bijleveld-Schouten")
    ]
    assert [part.path.partition("table[1]")[2] for part in letter.parts[1:]] == [
        *("/tr[1]/td[1]", "/tr[2]/td[1]", "/tr[1]/td[2]", "/tr[2]/td[2]")
    ]


def test_a_note_below_a_table_is_read_once() -> None:
    table = "<table><tr><td>Land<td>2,1<sup><a href='#n'>a</a></sup><tr><td>NL<td>1,4<tr><td colspan=2 id=n>{}</table>"
    for printed_note in ("a schatting", "<sup>a</sup> schatting", "a) schatting"):
        letter = _read(table.format(printed_note))
        assert [letter.raw[part.start : part.end] for part in letter.parts] == [
            "Land | 2,1a",
            "NL | 1,4",
            "a schatting",
        ]
        assert [part.number for part in letter.parts] == ["", "", "a"]


def test_elements_tell_kinds_and_levels() -> None:
    letter = _read(
        "<h2>Kop</h2><p>p</p><ul><li>punt</ul><ol><li>een</ol><p class=tussenkop>Tussen</p><div role=heading>Rol</div>"
    )
    told = [(part.kind, part.level) for part in letter.parts]
    assert told == [("heading", 2), (None, 0), ("text", 0), (None, 0), ("heading", 0), ("heading", 0)]


def test_xhtml_with_a_prefix_is_read_as_without() -> None:
    letter = _read(
        '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:h1>Kop</h:h1><h:p>Tekst.</h:p></h:body></h:html>'
    )
    assert letter.raw == "Kop\n\nTekst.\n"
    assert [part.kind for part in letter.parts] == ["heading", None]


def test_paths_count_elements_of_the_same_name() -> None:
    letter = _read("<div>x</div><div><p>een<p>twee <b>b</b><p><o:p>drie</o:p></div><ul><li>vier</ul>")
    assert [part.path for part in letter.parts] == [
        "/html/body/div[1]",
        "/html/body/div[2]/p[1]",
        "/html/body/div[2]/p[2]",
        "/html/body/div[2]/p[3]",
        "/html/body/ul[1]/li[1]",
    ]


# footnotes

NOTES = {
    "id": '<p>Rusland<sup><a href="#fn1">1</a></sup>.</p><p id="fn1">1. Zie hier.</p>',
    "around": '<p>Rusland<a href="#x"><sup>1</sup></a>.</p><p><a name="x">1</a> Zie hier.</p>',
    "pandoc": '<p>Rusland<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section'
    ' class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Zie hier.<a href="#fnref1" role="doc-backlink">↩</a>'
    "</p></li></ol></section>",
    "mammoth": '<p>Rusland<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup>.</p><ol><li id="footnote-1"><p>'
    'Zie hier. <a href="#footnote-ref-1">↑</a></p></li></ol>',
    "wiki": '<p>Rusland<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>.</p><ol><li'
    ' id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">↑</a></span> <span>Zie hier.</span></li></ol>',
    "writer": '<p>Rusland<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p><div'
    ' id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
    "Zie hier.</p></div>",
    "word": '<p>Rusland<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p><div id=ftn1>'
    '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> Zie hier.</p></div>',
    "hidden": '<p>Rusland<sup><a href="#n1">1</a></sup>.</p><div hidden id="n1"><p>Zie hier.</p></div>',
    "aside": '<p>Rusland<a epub:type="noteref" href="#a1">1</a>.</p><aside id="a1" role="doc-footnote"><p>Zie hier.</p></aside>',
    "class": '<p>Rusland<sup>1</sup>.</p><p class="footnote"><sup>1</sup> Zie hier.</p>',
    "outside": '<main><p>Rusland<sup><a href="#n1">1</a></sup>.</p></main><div><p id="n1">1 Zie hier.</p></div>',
    "break": '<p>Rusland<sup><a href="#v1">1</a></sup>.</p><p><a name="v1"></a>1 Zie hier.<br></p>',
}


@pytest.mark.parametrize("page", NOTES.values(), ids=NOTES)
def test_a_footnote_is_one_whoever_wrote_the_page(page: str) -> None:
    letter = _read(page)
    (note,) = [part for part in letter.parts if part.kind == "footnote"]
    assert letter.raw[note.start : note.end] == "1 Zie hier."
    assert note.number == "1"
    assert note.marker is not None
    assert letter.raw[: note.marker[0]] == "Rusland"
    assert letter.raw[slice(*note.marker)].strip("[]") == "1"
    assert letter.raw[note.marker[1] : note.start].strip() == "."
    assert len(NOTES) == 12


def test_notes_that_share_a_paragraph_are_several() -> None:
    page = '<p>A<sup><a href="#a">1</a></sup> B<sup><a href="#b">2</a></sup></p><p><a name=a>1</a> Een<br><a name=b>2</a> Twee</p>'
    letter = _read(page)
    assert _lines(page) == ["A1 B2", "1 Een", "2 Twee"]
    assert [(part.number, part.marker) for part in letter.parts[1:]] == [("1", (1, 2)), ("2", (4, 5))]


def test_a_note_of_two_paragraphs_with_a_note_in_it() -> None:
    page = """<p>A<sup><a href="#fn1">1</a></sup></p><div id="fn1" class="footnote"><p>1 Een
    <sup><a href="#fn2">2</a></sup>.</p><p>Nog een.</p></div><div id="fn2" class="footnote"><p>2 Twee.</p></div>"""
    assert _lines(page) == ["A1", "1 Een2.\nNog een.", "2 Twee."]


def test_a_table_of_contents_refers_to_no_notes() -> None:
    page = '<p><a href="#h1">1</a> <a href="#h2">2</a></p><h2 id="h1">Een</h2><p>Tekst een.</p><h2 id="h2">Twee</h2>'
    letter = _read(page)
    assert [part.kind for part in letter.parts] == [None, "heading", None, "heading"]


def test_a_box_is_no_note_and_notes_around_the_letter_are_not_its_own() -> None:
    page = """<main><div class=note><p>Let op: dit is een kader.</p></div><p>Tekst van de brief.</p></main>
    <p class=footnote>1 Ernaast</p>"""
    assert _lines(page) == ["Let op: dit is een kader.", "Tekst van de brief."]
    assert _lines("<p>Tekst</p><p class=footnote>Zonder nummer.</p><p>Slot</p>") == ["Tekst", "Slot", "Zonder nummer."]


def test_a_superscript_that_is_no_note_stays() -> None:
    assert _lines("<p>De 3<sup>e</sup> en 10<sup>6</sup> en x<sup><a href='#weg'>9</a></sup></p>") == [
        "De 3e en 106 en x9"
    ]


# encodings

WORDS = "Hierbij het verslag over Oekraïne, € 2 miljard: «één»."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f"<meta charset=utf-8><p>{WORDS}".encode(), "utf-8"),
        (f"<p>{WORDS}".encode(), "utf-8"),
        (f"<meta charset='iso-8859-1'><p>{WORDS}".encode(), "utf-8"),  # declared wrongly
        (f"<meta charset=utf-8><p>{WORDS}".encode("cp1252"), "cp1252"),  # declared wrongly
        (f"<p>{WORDS}".encode("cp1252"), "cp1252"),
        (f"<meta charset=idna><p>{WORDS}".encode("cp1252"), "cp1252"),
        (f'<META HTTP-EQUIV=Content-Type CONTENT="text/html; charset=ISO-8859-15"><p>{WORDS}'.encode("iso8859-15"), "iso8859-15"),
        (f'<?xml version="1.0" encoding="windows-1252"?><html xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></html>'
         .encode("cp1252"), "cp1252"),
        (f"<p>{WORDS}".encode("utf-8-sig"), "utf-8"),
        (f"<p>{WORDS}".encode("utf-16"), "utf-16-le"),
        (f"<p>{WORDS}".encode("utf-16-be"), "utf-16-be"),
        (f"\r\n<p>{WORDS}".encode("utf-16-le"), "utf-16-le"),
        (f"\r\n<p>{WORDS}".encode("utf-16-be"), "utf-16-be"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, encoding: str) -> None:
    letter = _read(data)
    assert letter.raw == f"{WORDS}\n"
    assert letter.encoding == encoding


# bad input

BAD = {
    "empty": (b" <!-- x --> ", "empty"),
    "no words": (b"<html><body><img src=x></body></html>", "no words"),
    "frames": (b"<html><frameset cols=1><frame src=a><noframes>Geen frames</noframes></frameset></html>", "frameset"),
    "menu": (b"<ul>" + b"<li><a href='/x'>Onderwerp</a></li>" * 30 + b"</ul>", "links"),
    "a menu element": (b"<body><nav><p>Menu</p></nav></body>", "no words"),
    "deep": (b"<div>" * 3000 + b"Brief", "deeper than 256"),
    "many": (b"<p>Brief" + b"<br>" * (MAX_TAGS + 1), "tags"),
    "crowded": (
        b"<p " + b" ".join(b"a%d='<p x=\"'" % i for i in range(10_000)) + b">Brief",
        "more than 1,000 attributes",
    ),
    "large": (b"<p>" + b"brief " * (MAX_BYTES // 6 + 1), "8 MB"),
    "long": (b"<p>" + b"brief " * 700_000, "longer"),
    "binary": (b"<p>\0\1\2\3</p>", "no words"),
}


@pytest.mark.parametrize(("data", "what"), BAD.values(), ids=BAD)
def test_bad_pages_are_refused_in_one_sentence(data: bytes, what: str) -> None:
    with pytest.raises(LetterError, match=what) as caught:
        read_html(data, "map/brief.html")
    assert str(caught.value).startswith("map/brief.html: ")
    assert caught.value.todo
    assert len(BAD) == 11


def test_pictures_in_a_page_do_not_count() -> None:
    picture = b"<img src='data:image/png;base64," + b"QUFB" * (MAX_BYTES // 4) + b"'>"
    assert _read(b"<p>Brief</p>" + picture + b"<p>Einde</p>").raw == "Brief\n\nEinde\n"


def test_nothing_is_executed_or_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    page = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>
    <html xmlns="http://www.w3.org/1999/xhtml"><head><base href="file:///"><script>alert(1)</script></head>
    <body onload="x()"><p>Brief &x; <object data="file://{secret}">o</object></p></body></html>"""
    assert "geheim" not in _read(page).raw


def test_the_same_page_gives_the_same_letter() -> None:
    data = render_official(printed(LETTERS["003"]))
    assert _read(data) == _read(data)


# laws

_TEXT = st.text(st.sampled_from("abcdefgh <&é"), min_size=1, max_size=6)
_INLINE = st.sampled_from(["b", "i", "span", "em", "font", "u"])
_BLOCK = st.sampled_from(["p", "div", "li", "h2", "td", "blockquote", "section", "center", "dd"])


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


_TREES = st.recursive(
    _TEXT.map(_escaped),
    lambda inner: st.one_of(
        st.tuples(_INLINE, inner).map(lambda one: f"<{one[0]}>{one[1]}</{one[0]}>"),
        st.tuples(_BLOCK, inner).map(lambda one: f"<{one[0]}>{one[1]}</{one[0]}>"),
        st.lists(inner, max_size=4).map("".join),
        inner.map(lambda one: f"{one}<br>"),
        inner.map(lambda one: f"<script>weg</script>{one}<p hidden>weg</p>"),
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(_TREES)
def test_law_the_words_of_a_page_are_read_in_their_order(body: str) -> None:
    page = f"<html><body><p>Begin.</p>{body}<p>Einde.</p></body></html>"
    tree = lxml_html.document_fromstring(page)
    for gone in tree.xpath("//script | //*[@hidden]"):
        gone.drop_tree()
    letter = _read(page)
    assert _flat(letter.raw) == _flat(tree.text_content())
    at = 0
    for part in letter.parts:
        assert at <= part.start < part.end
        assert letter.raw[part.start : part.end].strip()
        assert letter.raw[at : part.start].strip() == ""
        assert len(tree.xpath(part.path) or lxml_html.document_fromstring(page).xpath(part.path)) == 1
        at = part.end


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ol>", "<li>", "</ol>", "<a href='#x'>1</a>",
    "<sup>", "</sup>", "<a name=x>", "<br>", "woord ", "<h1>", "<!--", "-->", "<![if x]>", "&amp;", "&", "<", "<pre>", "\n\n",
    "<div class=footnote>", "</div>", "<aside>", "<main>", "</main>", "<footer>", "<p id=x>", "<script>", "</script>"]),
    max_size=30))  # fmt: skip
def test_law_broken_pages_are_read_or_refused(tags: list[str]) -> None:
    try:
        letter = _read("<html>" + "".join(tags))
    except LetterError:
        return
    assert letter.raw.strip()
    extract(letter)
