"""Word files: the words as they are printed, the structure that the file tells, and what is refused."""

from __future__ import annotations

import hashlib
import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import NoteMark, printed, seed_files
from render_docx import (
    STRICT,
    STYLES,
    R,
    document,
    note,
    package,
    paragraph,
    reference,
    relations,
    render,
    run,
    story,
    zipped,
)

from navograaf.errors import LetterError
from navograaf.findings.extract import extract
from navograaf.letters.docx import package as docx_package
from navograaf.letters.docx import styles as docx_styles
from navograaf.letters.docx.names import attr, each
from navograaf.letters.docx.numbering import Numbering
from navograaf.letters.docx.read import read_docx
from navograaf.letters.model import Letter, Part
from navograaf.letters.reading import from_bytes, read_letter

PATHS = seed_files()
NAMES = [path.stem for path in PATHS]
BODY = paragraph("Geachte voorzitter,") + paragraph("De NAVO besloot tot versterking.")


def read(body: str, **parts: str) -> Letter:
    return from_bytes(package(body, parts), "brief.docx")


def said(letter: Letter) -> list[str]:
    """The paragraphs that are neither notes nor furniture."""
    return [letter.raw[p.start : p.end] for p in letter.parts if p.kind not in ("footnote", "footer")]


def words(part: Part, letter: Letter) -> str:
    return letter.raw[part.start : part.end]


def refused(data: bytes, says: str) -> LetterError:
    with pytest.raises(LetterError, match=says) as caught:
        from_bytes(data, "brief.docx")
    assert caught.value.where == "brief.docx"
    assert caught.value.todo
    assert "\n" not in str(caught.value)
    return caught.value


# The five letters


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_words_of_a_letter_are_those_that_were_rendered(path: Path) -> None:
    one = printed(path)
    data = render(one)
    letter = from_bytes(data, f"{path.stem}.docx")
    assert (letter.format, letter.file, letter.sha256) == (
        "docx",
        f"{path.stem}.docx",
        hashlib.sha256(data).hexdigest(),
    )
    expected = [
        "".join(p.number if isinstance(p, NoteMark) else p for p in paragraph.pieces).split()
        for paragraph in one.paragraphs
    ]
    assert [paragraph.split() for paragraph in said(letter)] == expected
    headings = [" ".join(words(p, letter).split()) for p in letter.parts if p.kind == "heading"]
    assert headings == [
        " ".join("".join(p.number if isinstance(p, NoteMark) else p for p in paragraph.pieces).split())
        for paragraph in one.paragraphs
        if paragraph.kind == "heading"
    ]
    assert all(p.level == 1 for p in letter.parts if p.kind == "heading")
    footers = [words(p, letter) for p in letter.parts if p.kind == "footer"]
    assert footers == list(dict.fromkeys(" ".join(words.split()) for words in one.footers))
    assert letter.pages == ()


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_the_notes_of_a_letter_know_their_number_and_their_mark(path: Path) -> None:
    one = printed(path)
    letter = from_bytes(render(one), "brief.docx")
    notes = [p for p in letter.parts if p.kind == "footnote"]
    assert [p.number for p in notes] == list(one.notes)
    for part in notes:
        assert part.marker is not None
        assert letter.raw[slice(*part.marker)] == part.number
        assert words(part, letter).split() == [part.number, *one.notes[part.number].split()]


def test_the_letters_have_headings_notes_and_footers() -> None:
    letters = [printed(path) for path in PATHS]
    assert len(letters) == 5
    assert sum(len(one.notes) for one in letters) == 12
    assert sum(paragraph.kind == "heading" for one in letters for paragraph in one.paragraphs) > 50


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_what_is_found_in_a_docx_is_what_is_found_in_its_text(path: Path) -> None:
    text, docx = extract(read_letter(path)), extract(from_bytes(render(printed(path)), "brief.docx"))
    assert (docx.document.kind, docx.document.date) == (text.document.kind, text.document.date)
    assert [one.name for one in docx.document.signed_by] == [one.name for one in text.document.signed_by]
    for layer in ("decisions", "positions", "commitments", "questions", "meetings", "references", "missions", "topics"):
        assert len(getattr(docx, layer)) == len(getattr(text, layer)), layer
    # not the notes: the number of one of them was read as a letter when its text was made
    found = [[(s.kind, s.clean) for s in one.sentences if s.kind != "footnote"] for one in (docx, text)]
    assert found[0] == found[1]


def test_pages_are_those_of_the_marks_that_word_left() -> None:
    one = printed(PATHS[3])
    letter = from_bytes(render(one, page=3000), "brief.docx")
    without = from_bytes(render(one), "brief.docx")
    assert letter.raw == without.raw
    pages = [page for _, page in letter.pages]
    last = max(pages)
    assert last > 10
    assert pages[:last] == list(range(1, last + 1))
    assert [offset for offset, _ in letter.pages] == sorted(offset for offset, _ in letter.pages)
    for part in letter.parts:
        if part.kind == "footnote" and part.marker:
            assert letter.page(part.start) == letter.page(part.marker[0])


def test_an_independent_writer_is_read_alike() -> None:
    from docx import Document

    made = Document()
    made.add_heading("Inzet in Irak", level=2)
    made.add_paragraph("De missie gaat door.").add_run(" Dat is besloten.").bold = True
    made.add_paragraph("eerste punt", style="List Bullet")
    made.add_paragraph("Kunt u dit toelichten?", style="List Number")
    table = made.add_table(rows=2, cols=2, style="Table Grid")
    for i, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = ("Land", "Aandeel", "Litouwen", "2,1 %")[i]
    made.sections[0].footer.paragraphs[0].text = "Pagina 1"
    out = BytesIO()
    made.save(out)
    letter = from_bytes(out.getvalue(), "brief.docx")
    assert said(letter) == [
        "Inzet in Irak",
        "De missie gaat door. Dat is besloten.",
        "• eerste punt",
        "1. Kunt u dit toelichten?",
        "Land | Aandeel",
        "Litouwen | 2,1 %",
    ]
    assert (letter.parts[0].kind, letter.parts[0].level) == ("heading", 2)
    assert [words(p, letter) for p in letter.parts if p.kind == "footer"] == ["Pagina 1"]
    assert letter.facts == ()  # its template calls itself "Word Document"


# What is printed


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def field(*inside: str) -> str:
    begin, separate, end = (r(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "separate", "end"))
    return begin + inside[0] + separate + inside[1] + end


def box(inside: str) -> str:
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


SHOWN = {
    "runs": (run("ver") + run("sterking"), "versterking"),
    "blanks": ("<w:r><w:t>de </w:t></w:r>" + run(" NAVO\n") + "<w:r><w:t>\n top </w:t></w:r>", "de NAVO\ntop"),
    "tab and breaks": (
        r('<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t>'),
        "a b\nc d",
    ),
    "hyphens": (
        r("<w:t>NAVO</w:t><w:noBreakHyphen/><w:t>top be</w:t><w:softHyphen/><w:t>sluit\xadt</w:t>"),
        "NAVO-top besluitt",
    ),
    "symbols": (
        r(
            '<w:sym w:font="Symbol" w:char="F0B7"/><w:t xml:space="preserve"> punt </w:t><w:sym w:font="X" w:char="20AC"/>'
        ),
        "• punt €",
    ),
    "inserted": (f'<w:ins w:id="1">{run("wel ")}</w:ins><w:moveTo w:id="2">{run("hier")}</w:moveTo>', "wel hier"),
    "deleted": (
        run("niet")
        + '<w:del w:id="1"><w:r><w:delText>weg</w:delText></w:r></w:del>'
        + f'<w:moveFrom w:id="2">{run("daar")}</w:moveFrom>',
        "niet",
    ),
    "hidden": (
        run("te zien")
        + r("<w:t>verborgen</w:t>", "<w:vanish/>")
        + r('<w:t xml:space="preserve"> ook</w:t>', '<w:vanish w:val="0"/>'),
        "te zien ook",
    ),
    "link": (f'<w:hyperlink r:id="rId9">{run("zie de brief")}</w:hyperlink>', "zie de brief"),
    "smart tag": (f'<w:smartTag w:element="place"><w:smartTagPr/>{run("Brussel")}</w:smartTag>', "Brussel"),
    "content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12 mei')}</w:sdtContent></w:sdt>", "12 mei"),
    "placeholder": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klik hier')}</w:sdtContent></w:sdt>"
        + run("Nee"),
        "Nee",
    ),
    "field": (field(r("<w:instrText>DATE</w:instrText>"), run("3 mei")), "3 mei"),
    "field in a field": (field(field(r("<w:instrText>X</w:instrText>"), run("=1")), run("ja")), "ja"),
    "simple field": (f'<w:fldSimple w:instr="PAGE">{run("4")}</w:fldSimple>', "4"),
    "field without end": (r('<w:fldChar w:fldCharType="begin"/>') + run("toch gelezen"), "toch gelezen"),
    "deleted field": (
        f'<w:del w:id="3">{field(r("<w:delInstrText>X</w:delInstrText>"), run("y"))}</w:del>' + run("rest"),
        "rest",
    ),
    "field without result": (
        r('<w:fldChar w:fldCharType="begin"/><w:instrText>XE</w:instrText><w:fldChar w:fldCharType="end"/>')
        + run("na"),
        "na",
    ),
    "line in a text": ("<w:r><w:t>de\nNAVO</w:t></w:r>", "de NAVO"),
    "deleted box": (run("blijft") + f'<w:del w:id="4">{box(paragraph("weg"))}</w:del>', "blijft"),
    "comment": (
        '<w:commentRangeStart w:id="0"/>'
        + run("tekst")
        + '<w:commentRangeEnd w:id="0"/>'
        + r('<w:commentReference w:id="0"/>'),
        "tekst",
    ),
    "ruby": (r(f"<w:ruby><w:rt>{run('uit')}</w:rt><w:rubyBase>{run('woord')}</w:rubyBase></w:ruby>"), "woord"),
    "formula": ("<m:oMath><m:r><m:t>2 %</m:t></m:r></m:oMath>", "2 %"),
    "picture": (r("<w:drawing><wps:wsp><wps:bodyPr/></wps:wsp></w:drawing>") + run("bij"), "bij"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_words_are_as_they_are_printed(name: str) -> None:
    inside, shown = SHOWN[name]
    assert said(read(p(inside))) == [shown]
    assert len(SHOWN) == 24


def test_blanks_are_kept_where_the_nearest_element_around_them_says_so() -> None:
    text = "<w:r><w:t> de </w:t></w:r>"
    kept, cut = (
        '<w:smartTag xml:space="{}">{}</w:smartTag>'.format(*one) for one in (("preserve", "{}"), ("default", "{}"))
    )
    body = p(run("x") + kept.format(text + cut.format(text) + text) + text + run("x"))
    assert said(read(body)) == ["x de de de dex"]


def test_text_boxes_come_once_and_where_they_hang() -> None:
    letter = read(
        p(box(paragraph("Postbus 20061")) + run("Geachte voorzitter,")) + p(run("De top") + box(paragraph("Kader")))
    )
    assert said(letter) == ["Postbus 20061", "Geachte voorzitter,", "De top", "Kader"]
    assert letter.parts[0].path.startswith("/document/body/p[1]/r[1]/AlternateContent[1]/Choice[1]/")
    assert letter.parts[2].path == "/document/body/p[2]"


def test_paths_lead_to_their_elements() -> None:
    from lxml import etree

    body = (
        paragraph("een") + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('twee')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{paragraph('drie')}{paragraph('vier')}</w:tc></w:tr></w:tbl>" + p("") + paragraph("vijf")
    )
    letter = read(body)
    root = etree.fromstring(document(body).encode())
    for element in root.iter():
        element.tag = etree.QName(element).localname
    assert said(letter) == ["een", "twee", "drie", "vier", "vijf"]
    for part in letter.parts:
        (element,) = root.xpath(part.path)
        assert "".join(element.itertext()) == words(part, letter)
    assert letter.parts[-1].path == "/document/body/p[3]"


def test_headings_are_told_by_style_by_what_it_is_based_on_and_by_level() -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Vraagkop"><w:name w:val="Vraagkop"/><w:basedOn w:val="Kop1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="h3"><w:name w:val="Heading 3"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gewoon"><w:name w:val="x"/><w:basedOn w:val="Kop1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="rond"><w:name w:val="y"/><w:basedOn w:val="rond"/></w:style>'
    )
    rows = [("Kop1", 1), ("Vraagkop", 1), ("h3", 3), ("Gewoon", 0), ("Titel", 0), ("rond", 0), ("afwezig", 0)]
    body = "".join(paragraph(f"In {name}", name) for name, _ in rows)
    body += p(run("Zo gezegd"), '<w:outlineLvl w:val="1"/>') + p(run("vet"), "<w:rPr><w:b/></w:rPr>")
    body += paragraph("lang " * 60, "Kop1")
    letter = read(body, styles=styles)
    levels = [level for _, level in rows] + [2, 0, 0]
    assert [part.level for part in letter.parts] == levels
    assert [part.kind for part in letter.parts] == ["heading" if level else None for level in levels]


def test_a_style_that_many_are_based_on_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # to read it for each takes the square of the file
    read_of: list[str | None] = []

    def counted(element: Any, *names: str) -> Iterator[Any]:
        read_of.append(attr(element, "styleId"))
        yield from each(element, *names)

    monkeypatch.setattr(docx_styles, "each", counted)
    style = '<w:style w:type="paragraph" w:styleId="s{}"><w:name w:val="x"/><w:basedOn w:val="Kop1"/></w:style>'
    letter = read(
        "".join(paragraph("Irak", f"s{i}") for i in range(20)), styles=STYLES + "".join(map(style.format, range(20)))
    )
    assert [part.level for part in letter.parts] == [1] * 20
    assert read_of.count("Kop1") == 1
    assert len(read_of) == len(set(read_of)) == 22


def test_hidden_by_style_and_a_table_of_contents() -> None:
    styles = STYLES + (
        '<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    )
    body = p(run("zicht") + r("<w:t>baar</w:t>", '<w:rStyle w:val="Weg"/>')) + paragraph("1. Irak 3", "Inhopg1")
    letter = read(body, styles=styles)
    assert said(letter) == ["zicht", "1. Irak 3"]
    assert [part.kind for part in letter.parts] == [None, "letterhead"]


def test_a_paragraph_whose_mark_is_deleted_runs_on() -> None:
    first = p(run("De NAVO "), '<w:rPr><w:del w:id="1"/></w:rPr>')
    letter = read(first + paragraph("besloot.") + p(run("Slot"), '<w:rPr><w:del w:id="2"/></w:rPr>'))
    assert said(letter) == ["De NAVO besloot.", "Slot"]
    assert letter.parts[0].path == "/document/body/p[2]"


# Lists


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def item(words: str, number: str = "1", depth: int = 0) -> str:
    return p(run(words) if words else "", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


NUM = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'


def lists(*levels: str, more: str = NUM) -> str:
    return f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>{more}'


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("decimal", "Vraag %1", ["Vraag 1 x", "Vraag 2 x"]),
        ("decimalZero", "%1.", ["01. x", "02. x"]),
        ("lowerLetter", "%1)", ["a) x", "b) x"]),
        ("upperLetter", "%1.", ["A. x", "B. x"]),
        ("lowerRoman", "(%1)", ["(i) x", "(ii) x"]),
        ("upperRoman", "%1.", ["I. x", "II. x"]),
        ("bullet", "\uf0b7", ["• x", "• x"]),
        ("bullet", "–", ["- x", "- x"]),
        ("none", "", ["x", "x"]),
        ("ordinalText", "%1.", ["x", "x"]),
    ],
)
def test_the_numbers_of_lists_are_printed(form: str, text: str, shown: list[str]) -> None:
    assert said(read(item("x") + item("x"), numbering=lists(level(0, form, text)))) == shown


def test_lists_count_as_word_counts() -> None:
    numbering = lists(
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "%1.%2"),
        more=NUM
        + '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        + '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    )
    body = item("een") + item("sub", depth=1) + item("sub", depth=1) + item("twee") + item("sub", depth=1)
    body += (
        paragraph("tussen")
        + item("drie", "2")
        + item("vijf", "3")
        + item("zes", "3")
        + item("geen", "0")
        + item("weg", "99")
    )
    shown = [
        "1. een",
        "1.a sub",
        "1.b sub",
        "2. twee",
        "2.a sub",
        "tussen",
        "3. drie",
        "5. vijf",
        "6. zes",
        "geen",
        "weg",
    ]
    assert said(read(body, numbering=numbering)) == shown


def test_a_list_has_nine_levels_whatever_the_file_says() -> None:
    # each list that defines a level anew has a copy of all: as many as there are lists would fill memory
    from lxml import etree

    anew = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>'
    more = NUM + f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{anew}</w:num>'
    many = lists(*(level(depth, "decimal", f"%{depth + 1}.") for depth in range(40)), more=more)
    made = Numbering(etree.fromstring(story("w:numbering", many).encode()))
    assert [len(one.levels) for one in made._lists.values()] == [9, 9]
    assert (made.next("1", 8), made.next("1", 9), made.next("2", 0), made.next("", 0)) == ("1.", "", "1)", "")


def test_a_number_alone_is_printed_and_a_bullet_alone_is_not() -> None:
    numbering = lists(level(0, "decimal", "%1"), level(1, "bullet", "o"))
    assert said(read(item("") + item("", depth=1) + item("Antwoord", depth=1), numbering=numbering)) == [
        "1",
        "• Antwoord",
    ]


def test_a_level_that_is_defined_anew_counts_on_and_legal_numbers_are_decimal() -> None:
    anew = f'<w:lvlOverride w:ilvl="1">{level(1, "decimal", "%1-%2", "<w:isLgl/>")}</w:lvlOverride>'
    more = NUM + f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{anew}</w:num>'
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "lowerLetter", "%2)"), more=more)
    body = item("een") + item("twee", "2") + item("sub", depth=1) + item("sub", "2", depth=1)
    assert said(read(body, numbering=numbering)) == ["I. een", "II. twee", "a) sub", "2-2 sub"]


def test_a_list_of_a_style_numbers_its_paragraphs() -> None:
    style = '<w:style w:type="paragraph" w:styleId="Vraag"><w:name w:val="Vraag"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    letter = read(paragraph("Kunt u?", "Vraag") * 2, styles=style, numbering=lists(level(0, "decimal", "%1")))
    assert said(letter) == ["1 Kunt u?", "2 Kunt u?"]


# Tables


def table(*rows: list[str], lines: bool = True) -> str:
    borders = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>' if lines else ""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{borders}{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_rows_with_lines_are_paragraphs_and_others_lay_out() -> None:
    cells = [paragraph("Litouwen"), p(""), paragraph("2,1 %")]
    letter = read(table(cells) + table([paragraph("De Minister van Defensie"), paragraph("De Minister")], lines=False))
    assert said(letter) == ["Litouwen | 2,1 %", "De Minister van Defensie", "De Minister"]
    assert letter.parts[0].path == "/document/body/tbl[1]/tr[1]"
    assert letter.parts[1].path == "/document/body/tbl[2]/tr[1]/tc[1]/p[1]"


def test_signatures_beside_each_other_are_read_one_after_the_other() -> None:
    rows = (
        ["DE MINISTER VAN BUITENLANDSE ZAKEN,", "DE MINISTER VAN DEFENSIE,"],
        ["Stef Blok", "Drs. A.Th.B. Bijleveld-Schouten"],
    )
    cells = [[paragraph(words) for words in row] for row in rows]
    grid = '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="{}"/></w:tblGrid>'
    even, uneven = (table(*cells, lines=False).replace("<w:tbl>", f"<w:tbl>{grid.format(w)}") for w in (4600, 2000))
    assert said(read(even)) == [rows[0][0], rows[1][0], rows[0][1], rows[1][1]]
    assert said(read(uneven)) == [*rows[0], *rows[1]]
    signed = extract(read(BODY + even)).document.signed_by
    assert [(one.name, one.role) for one in signed] == [
        ("Stef Blok", "MINISTER VAN BUITENLANDSE ZAKEN"),
        ("A.Th.B. Bijleveld-Schouten", "MINISTER VAN DEFENSIE"),
    ]
    numbers = table([paragraph("Litouwen"), paragraph("Polen")], [paragraph("2"), paragraph("3")], lines=False)
    assert said(read(numbers.replace("<w:tbl>", f"<w:tbl>{grid.format(4500)}"))) == ["Litouwen", "Polen", "2", "3"]


def test_a_cell_of_paragraphs_and_a_table_in_a_table_stay_whole() -> None:
    inner = table([paragraph("a"), paragraph("b")], [paragraph("c"), paragraph("d")])
    letter = read(table([paragraph("Vraag"), paragraph("Een.") + paragraph("Twee.")], [inner, paragraph("rechts")]))
    assert said(letter) == ["Vraag", "Een.", "Twee.", "a | b", "c | d", "rechts"]


def test_lines_around_a_cell_are_lines_of_the_table() -> None:
    line = '<w:tcPr><w:tcBorders><w:top w:val="{}"/></w:tcBorders></w:tcPr>'
    for kind, shown in (("single", ["a | b"]), ("nil", ["a", "b"])):
        assert said(read(table([line.format(kind) + paragraph("a"), paragraph("b")], lines=False))) == shown


def test_a_path_has_an_end() -> None:
    deep = "<w:sdt><w:sdtContent>" * 30 + paragraph("diep") + "</w:sdtContent></w:sdt>" * 30
    assert [part.path for part in read(deep + paragraph("x")).parts] == ["", "/document/body/p[1]"]


def test_a_row_that_is_deleted_is_left_out() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{paragraph("weg")}</w:tc></w:tr>'
    assert said(read(f"<w:tbl>{gone}<w:tr><w:tc>{paragraph('blijft')}</w:tc></w:tr></w:tbl>")) == ["blijft"]


# Notes, headers, pages, facts


def test_notes_are_numbered_by_their_references() -> None:
    body = p(run("Eerst") + reference("footnote", "8") + run(", dan") + reference("endnote", "2")) + p(
        run("en") + reference("footnote", "3")
    )
    custom = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    letter = read(
        body + p(run("ster") + custom) + p(run("niets") + reference("footnote", "77")),
        footnotes=note("footnote", "3", "Twee")
        + note("footnote", "8", "Een")
        + note("footnote", "4", "* Ster")
        + note("footnote", "9", "nergens"),
        endnotes=note("endnote", "2", "Achteraan"),
    )
    assert said(letter) == ["Eerst1, dani", "en2", "ster*", "niets"]
    notes = [(part.number, words(part, letter), part.path) for part in letter.parts if part.kind == "footnote"]
    assert notes == [
        ("1", "1 Een", "/footnotes/footnote[2]"),
        ("2", "2 Twee", "/footnotes/footnote[1]"),
        ("*", "* Ster", "/footnotes/footnote[3]"),
        ("i", "i Achteraan", "/endnotes/endnote[1]"),
    ]


def test_a_mark_is_what_stands_behind_its_reference_and_deleted_ones_do_not_count() -> None:
    custom = '<w:r><w:t>woord</w:t><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    gone = f'<w:del w:id="9">{reference("footnote", "2")}</w:del>'
    line = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    notes = line + note("footnote", "2", "weg") + note("footnote", "3", "1 land") + note("footnote", "4", "* Ster")
    letter = read(
        p(custom) + p(run("b") + gone + reference("footnote", "0") + reference("footnote", "3")), footnotes=notes
    )
    assert said(letter) == ["woord*", "b1"]
    assert [words(part, letter) for part in letter.parts if part.kind == "footnote"] == ["* Ster", "1 1 land"]


def test_notes_are_numbered_as_the_file_asks() -> None:
    body = p(run("a") + reference("footnote", "2"), "<w:sectPr/>") + p(run("b") + reference("footnote", "3"))
    rule = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="2"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    letter = read(body, footnotes=note("footnote", "2", "x") + note("footnote", "3", "y"), settings=rule)
    assert said(letter) == ["ab", "bb"]


def section(*kinds: str, more: str = "") -> str:
    references = "".join(
        f'<w:{kind[:6]}Reference w:type="{kind[6:]}" r:id="rId-{kind[:6]}{i}"/>' for i, kind in enumerate(kinds, 1)
    )
    return f"<w:sectPr>{references}{more}</w:sectPr>"


def test_the_header_of_the_first_page_is_letterhead_and_the_rest_is_furniture() -> None:
    kinds = ("headerfirst", "headerdefault", "footerdefault", "footereven")
    parts = {
        "header1": paragraph("Datum 3 mei 2020") + paragraph("Defensie"),
        "header2": paragraph("Defensie"),
        "footer3": paragraph("Pagina 2"),
        "footer4": paragraph("even"),
    }
    letter = read(BODY + section(*kinds, more="<w:titlePg/>"), **parts)
    assert said(letter)[:2] == ["Datum 3 mei 2020", "Geachte voorzitter,"]
    assert letter.parts[0].kind == "letterhead"
    assert [words(part, letter) for part in letter.parts if part.kind == "footer"] == ["Defensie", "Pagina 2"]
    changed = f"<w:sectPrChange>{section('headerdefault')}</w:sectPrChange>"
    assert "Datum" not in read(BODY + section(*kinds, more=changed), **parts).raw
    plain = read(BODY + section(*kinds), **parts, settings="<w:evenAndOddHeaders/>")
    assert said(plain)[0] == "Geachte voorzitter,"
    assert [words(part, plain) for part in plain.parts if part.kind == "footer"] == ["Defensie", "Pagina 2", "even"]


BREAK = "<w:r><w:lastRenderedPageBreak/></w:r>"
APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def with_properties(body: str, pages: str = "", title: str = "") -> Letter:
    more: dict[str, str | bytes] = {
        "_rels/.rels": relations(
            {
                "a": (f"{R}/officeDocument", "word/document.xml"),
                "b": (APP, "docProps/app.xml"),
                "c": (CORE, "/docProps/core.xml"),
            }
        ),
        "docProps/app.xml": f'<Properties xmlns="{APP}"><Pages>{pages}</Pages></Properties>',
        "docProps/core.xml": f'<p:cp xmlns:p="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></p:cp>',
    }
    return from_bytes(package(body, more=more), "brief.docx")


@pytest.mark.parametrize(("pages", "known"), [("3", True), ("4", False), ("2", False), ("", True), ("x", True)])
def test_pages_that_the_file_does_not_bear_out_are_not_told(pages: str, known: bool) -> None:
    body = paragraph("een") + p(run("tw") + BREAK + run("ee")) + p(BREAK + run("drie"))
    letter = with_properties(body, pages)
    assert letter.raw == "een\n\ntwee\n\ndrie\n"
    assert letter.pages == (((0, 1), (7, 2), (11, 3)) if known else ())


def test_the_cells_of_a_row_stand_on_the_same_pages() -> None:
    cells = [p(run("a") + BREAK + run("b")), p(run("c") + BREAK + run("d")), paragraph("e")]
    letter = read(table(cells) + paragraph("verder"))
    assert said(letter) == ["ab | cd | e", "verder"]
    pages = [(letter.raw[at], page) for at, page in letter.pages]
    assert pages == [("a", 1), ("b", 2), ("c", 1), ("d", 2), ("e", 1), ("v", 2)]


def test_a_title_is_told_where_the_letter_has_its_words() -> None:
    facts = with_properties(BODY, title="De NAVO besloot").facts
    assert [(fact.field, fact.value) for fact in facts] == [("title", "De NAVO besloot")]
    assert facts[0].source == "docProps/core.xml, dc:title"
    assert with_properties(BODY, title="Sjabloon brief kamer").facts == ()
    assert with_properties(BODY, title="NAVO").facts == ()


# Recognition


def test_both_dialects_and_files_with_macros_are_read() -> None:
    strict = document(BODY)
    for old, new in STRICT.items():
        strict = strict.replace(old, new)
    plain = read(BODY)
    assert from_bytes(package(BODY, more={"word/document.xml": strict}), "brief.docx").raw == plain.raw
    assert from_bytes(package(BODY, more={"word/vbaProject.bin": b"\xd0\xcf"}), "brief.docm").raw == plain.raw
    utf16 = document(BODY).replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert from_bytes(package(BODY, more={"word/document.xml": utf16}), "brief.docx").raw == plain.raw


def test_the_text_is_where_the_relations_say() -> None:
    files: dict[str, str | bytes] = {
        "_rels/.rels": relations({"a": (f"{R}/officeDocument", "/Word/Tekst.xml")}),
        "word/tekst.xml": document(BODY),
    }
    assert said(from_bytes(zipped(files), "brief.docx"))[0] == "Geachte voorzitter,"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"xl/workbook.xml": "x"}, "Excel"),
        ({"ppt/presentation.xml": "x"}, "PowerPoint"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument text"),
        ({"mimetype": "application/epub+zip"}, "e-book"),
        ({"brief.txt": "x"}, "zip file, and no docx"),
        ({"[Content_Types].xml": "x"}, "word/document.xml is missing"),
        ({"word/document.xml": "<html/>"}, "no text of Word"),
        ({"word/document.xml": document("")}, "no words"),
        ({"word/document.xml": document(p(""))}, "no words"),
        ({"word/document.xml": "<w:document"}, "no well-formed XML"),
        ({"word/document.xml": document('<w:altChunk r:id="x"/>')}, "another file"),
    ],
)
def test_what_is_no_letter_is_told(files: dict[str, str | bytes], says: str) -> None:
    refused(zipped(files), says)


def test_a_word_file_with_a_password_is_told() -> None:
    refused(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "an encrypted Word document")


# What would do harm


def test_a_link_out_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "notes.xml").write_text(story("w:footnotes", note("footnote", "2", "buiten")), encoding="utf-8")
    outside = relations({"x": (f"{R}/footnotes", (tmp_path / "notes.xml").as_uri())}, mode=' TargetMode="External"')
    climbing = relations({"x": (f"{R}/footnotes", f"../../../../..{tmp_path}/notes.xml")})
    body = p(run("tekst") + reference("footnote", "2"))
    named = relations({"x": (f"{R}/footnotes", "notes.xml")}, mode=' TargetMode="External"')
    inside = story("w:footnotes", note("footnote", "2", "binnen"))
    for links in (outside, climbing, named):
        more: dict[str, str | bytes] = {"word/_rels/document.xml.rels": links, "word/notes.xml": inside}
        letter = from_bytes(package(body, more=more), "brief.docx")
        assert letter.raw == "tekst\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_are_refused(encoding: str) -> None:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    text = document(paragraph("x").replace(">x<", ">&b;<")).replace("?>\n", f"?>{lol}").replace("UTF-8", encoding)
    refused(package(BODY, more={"word/document.xml": text.encode(encoding)}), "DTD")


def test_a_dtd_in_an_encoding_that_hides_it_is_no_xml() -> None:
    text = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    refused(package(BODY, more={"word/styles.xml": text, "word/document.xml": text}), "no well-formed XML")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = document(BODY + " " * 4_000_000)
    refused(package(BODY, more={"word/document.xml": bomb}), "250 times its size")
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 20_000)
    noise = random.Random(1).randbytes(30_000).hex()
    refused(package(paragraph(noise)), "unpacks to more than")


def test_parts_are_counted_together_and_pictures_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 20_000)
    assert said(from_bytes(package(BODY, more={"word/media/image1.png": bytes(5_000_000)}), "brief.docx"))
    noise = paragraph(random.Random(1).randbytes(6_000).hex())
    refused(
        package(
            BODY + section("footerdefault", "footerfirst", more="<w:titlePg/>"), {"footer1": noise, "footer2": noise}
        ),
        "unpacks to more than",
    )


def test_what_a_part_says_of_its_size_is_not_believed() -> None:
    data = bytearray(package(BODY + " " * 3_000_000))
    with zipfile.ZipFile(BytesIO(data)) as held:
        size = held.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    assert data.count(size) == 2
    refused(bytes(data.replace(size, (200).to_bytes(4, "little"))), "cut or damaged")


def test_too_many_files_tags_or_levels_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(package(BODY, more={"word/document.xml": document("<w:x>" * 300 + "</w:x>" * 300)}), "nested too deep")
    monkeypatch.setattr(docx_package, "MAX_TAGS", 300)
    refused(package(BODY * 50), "more than 300 tags")
    monkeypatch.setattr(docx_package, "MAX_MEMBERS", 20)
    refused(package(BODY, more={f"word/media/{i}.png": b"" for i in range(30)}), "more than 20 files")


@pytest.mark.parametrize(
    "inside",
    [
        "<w:ins>",
        "<mc:AlternateContent><mc:Choice>",
        "<w:sdt><w:sdtContent>",
        "<w:p><w:r><w:txbxContent>",
        "<w:tbl><w:tr><w:tc>",
    ],
)
def test_what_is_nested_deep_is_read_or_refused(inside: str) -> None:
    times = 240 // inside.count("<")
    close = "".join(f"</{tag}>" for tag in reversed(inside.strip("<>").split("><")))
    body = inside * times + paragraph("diep") + close * times
    data = package(paragraph("boven") + body)
    try:
        assert said(from_bytes(data, "brief.docx"))[0] == "boven"
    except LetterError as error:
        assert "nested too deep" in str(error)


def test_a_part_that_is_there_twice_is_refused() -> None:
    out = BytesIO(package(BODY))
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("WORD/document.xml", document(paragraph("anders")))
    refused(out.getvalue(), "twice")


def test_an_encrypted_zip_and_a_strange_packing_are_refused() -> None:
    data = bytearray(package(BODY))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := data.find(sign, place + 1)) >= 0:
            data[place + at] |= 1
    refused(bytes(data), "encrypted")
    refused(zipped({"word/document.xml": document(BODY)}, zipfile.ZIP_LZMA), "packed in a way")


DATA = render(printed(PATHS[4]))


@given(st.integers(0, len(DATA) - 1))
@settings(max_examples=60, deadline=None)
def test_a_cut_file_is_refused(size: int) -> None:
    with pytest.raises(LetterError) as caught:
        read_docx(DATA[:size], "brief.docx")
    assert caught.value.where == "brief.docx"


@given(st.lists(st.tuples(st.integers(4, len(DATA) - 1), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for at, value in changes:
        data[at] = value
    try:
        letter = read_docx(bytes(data), "brief.docx")
    except LetterError as error:
        assert error.where == "brief.docx"
    else:
        assert letter.raw.strip()


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\xad\u200b\ufeff"),
    max_size=30,
)


@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_the_words_of_any_paragraphs_come_back_in_order(paragraphs: list[list[str]]) -> None:
    """The law of the reader: what stands between the tags, blanks aside, is the letter, cut as the file cuts it."""
    data = package("".join(p("".join(map(run, runs))) for runs in paragraphs))
    expected = ["".join("".join(runs).split()) for runs in paragraphs]
    if not any(expected):
        refused(data, "no words")
        return
    letter = from_bytes(data, "brief.docx")
    assert ["".join(one.split()) for one in said(letter)] == [one for one in expected if one]
    for before, after in zip(letter.parts, letter.parts[1:], strict=False):
        assert letter.raw[before.end : after.start] == "\n\n"
    assert from_bytes(data, "brief.docx") == letter
