"""Reading a PDF: words in order whatever the layout, notes with their markers, pages, and what cannot be read named."""

from __future__ import annotations

import io
import re
import threading
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import Paragraph, PrintedLetter, printed, seed_files
from render_pdf import Drawn, drawn, lines, pdf_of, render

from navograaf.errors import LetterError
from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.letters.model import Letter
from navograaf.letters.pdf import read as pdf_read
from navograaf.letters.pdf.notes import _Places
from navograaf.letters.pdf.read import MAX_PAGES, read_pdf
from navograaf.letters.pdf.sheets import MAX_PAGE_CHARACTERS
from navograaf.letters.pdf.words import Word
from navograaf.letters.reading import read_letter
from navograaf.text.reading import read_text

SEEDS = seed_files()
TEXT = (
    "De Ministers spraken over de aspecten van lastenverdeling en over",
    "de uitgaven van de bondgenoten, die dit jaar zijn gestegen naar een",
    "gemiddelde dat hoger ligt dan werd verwacht.",
)
MORE = (
    "Nederland verwees in dit kader naar de onlangs verschenen visie op",
    "de toekomst van de organisatie en de middelen die daarbij passen.",
    "Daarover wordt uw Kamer later bericht.",
)


def read(data: bytes) -> Letter:
    """In this process, so that a test can lower a limit; test_pdf_apart.py holds the other to the same."""
    return read_pdf(data, "map/brief.pdf")


def said(letter: Letter) -> list[str]:
    """The paragraphs of the canonical text, on one line each; furniture left out."""
    return [" ".join(letter.raw[p.start : p.end].split()) for p in letter.parts if p.kind != "footer"]


def furniture(letter: Letter) -> list[tuple[int | None, str]]:
    return [(letter.page(p.start), letter.raw[p.start : p.end]) for p in letter.parts if p.kind == "footer"]


# The five letters.

LAYOUTS: dict[str, dict[str, object]] = {
    "one column": {},
    "two columns": {"columns": 2},
    "two columns, justified": {"columns": 2, "justified": True},
    "soft hyphens, no footer": {"soft": True, "footer": False},
    "running header": {"header": "Ministerie van Defensie"},
    "large type": {"size": 12.0},
    "no broken words": {"hyphens": False},
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_letters_read_the_same_whatever_the_layout(path: Path, layout: str) -> None:
    letter = printed(path)
    text = read_text(read(render(letter, **LAYOUTS[layout])))  # type: ignore[arg-type]
    words = [text.view.text[b.start : b.end] for b in text.blocks if b.kind != "footnote"]
    # a line of a letterhead that is broken stays broken, and a letter has "(c2)- capaciteit", which ends a line
    told = " ".join(words).replace("Staten- Generaal", "Staten-Generaal")
    want = " ".join(paragraph.words for paragraph in letter.paragraphs)
    assert re.sub(r"\)-\s*", ")", told) == re.sub(r"\)-\s*", ")", want)
    notes = {b.note: text.view.text[b.start : b.end] for b in text.blocks if b.kind == "footnote"}
    assert list(notes) == list(letter.notes)
    for number, words_of in letter.notes.items():
        assert re.sub(r"\W", "", notes[number] or "") == re.sub(r"\W", "", number + words_of)
    for note in text.notes:
        assert note.marker is not None, note.number
        assert text.letter.raw[slice(*note.marker)] == note.number


def test_all_seeds_are_rendered() -> None:
    assert len(SEEDS) == 5
    assert sum(len(printed(path).notes) for path in SEEDS) == 12


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_what_is_found_is_what_the_text_gives(path: Path, columns: int) -> None:
    want, got = extract(read_letter(path)), extract(read(render(printed(path), columns)))
    assert _told(got) == _told(want)
    assert got.document.kind == want.document.kind


def _told(found: Findings) -> dict[str, object]:
    counted = ("questions", "decisions", "positions", "commitments", "references", "people", "missions", "meetings")
    told: dict[str, object] = {name: len(getattr(found, name)) for name in counted if hasattr(found, name)}
    assert len(told) >= 5, "the fields of Findings have other names"
    return {**told, "signed": [(one.name, one.role) for one in found.document.signed_by]}


@pytest.mark.parametrize("columns", [1, 2])
def test_a_quote_stands_on_its_page(columns: int) -> None:
    import pypdfium2

    data = render(printed(SEEDS[3]), columns)
    letter = read(data)
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(re.sub(r"\W", "", textpage.get_text_range().replace("\ufffe", "")))
        textpage.close()
        page.close()
    document.close()
    seen = 0
    for line in re.finditer(r"[^\n]{30,}", letter.raw):
        page = letter.page(line.start())
        assert page is not None
        assert re.sub(r"\W", "", line[0]) in texts[page - 1], line[0]
        seen += 1
    assert seen > 400
    assert {page for _, page in letter.pages} == set(range(1, len(texts) + 1))


def test_the_number_of_the_letter_stands_in_its_footer() -> None:
    letter = read(render(printed(SEEDS[3])))
    assert furniture(letter) == [(1, "Tweede Kamer, vergaderjaar 2020–2021, 28 676, nr. 346 1")]
    document = extract(letter).document
    assert (document.dossier, document.number) == ("28676", "346")


def test_reading_twice_gives_the_same() -> None:
    data = render(printed(SEEDS[0]), 2)
    assert data == render(printed(SEEDS[0]), 2)
    assert read(data) == read(data)
    assert read(data).format == "pdf"


# Any paragraphs come back in order.

WORD = st.text("abdeiknorstvz", min_size=2, max_size=9)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(WORD, min_size=4, max_size=120), min_size=1, max_size=8),
    st.sampled_from([1, 2]),
    st.booleans(),
    st.booleans(),
)
def test_paragraphs_come_back_in_order(made: list[list[str]], columns: int, footer: bool, justified: bool) -> None:
    paragraphs = tuple(Paragraph("text", (" ".join([f"P{i}", *words]) + ".",)) for i, words in enumerate(made))
    data = render(
        PrintedLetter("a.txt", paragraphs, {}, ()), columns, footer=footer, justified=justified, hyphens=False
    )
    letter = read(data)
    text = " ".join(part for part in said(letter))
    assert text == " ".join(paragraph.words for paragraph in paragraphs)


# Columns, side columns, tables.


def test_columns_are_read_one_after_the_other_whatever_their_order_in_the_file() -> None:
    left, right = lines(50, 700, *TEXT, *MORE, size=7), lines(310, 700, *MORE, *TEXT, size=7)
    mixed = [one for pair in zip(reversed(left), right, strict=True) for one in pair]
    title = [Drawn(50, 740, "Een titel over de volle breedte van de bladzijde, boven beide kolommen van de tekst", 12)]
    assert said(read(drawn(mixed + title)))[1:] == [" ".join(one) for one in (TEXT, MORE, MORE, TEXT)]


def test_columns_are_not_sought_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    page = lines(50, 700, *TEXT, *MORE, size=7) + lines(310, 700, *MORE, *TEXT, size=7)
    monkeypatch.setattr(pdf_read, "MAX_EFFORT", 300)  # 12 lines a page
    words = " ".join(said(read(drawn(page, page, page))))
    assert words.count(f"{TEXT[0]} {TEXT[1]}") == 4
    assert words.count(f"{TEXT[0]} {MORE[0]}") == 1


def test_columns_of_other_line_heights_are_columns() -> None:
    left, right = lines(50, 700, *TEXT, *MORE, size=7, step=11), lines(310, 697, *MORE, *TEXT, size=7, step=9.5)
    assert said(read(drawn(left + right))) == [" ".join(one) for one in (TEXT, MORE, MORE, TEXT)]


def test_letters_that_stand_one_by_one_are_words() -> None:
    made = []
    for line in lines(60, 700, *TEXT):
        made += [
            Drawn(60 + _width(line.text[:at]), line.y, letter) for at, letter in enumerate(line.text) if letter != " "
        ]
    assert said(read(drawn(made))) == [" ".join(TEXT)]


def test_wide_gaps_of_justified_lines_are_no_columns() -> None:
    def spread(y: float, text: str) -> list[Drawn]:
        words = text.split()
        gap = (300 - sum(map(_width, words))) / (len(words) - 1)
        return [Drawn(60 + sum(map(_width, words[:i])) + i * gap, y, word) for i, word in enumerate(words)]

    rows = [
        "hoe het bondgenootschap een antwoord en",
        "proportionele wijze moet reageren om de",
        "bondgenootschappelijke veiligheid te kunnen",
    ]
    page = lines(60, 736, "De Ministers spraken over de aspecten van de verdeling van lasten en") + [
        one for i, row in enumerate(rows) for one in spread(724 - 12 * i, row)
    ]
    assert " ".join(rows) in " ".join(said(read(drawn(page))))


def test_a_block_beside_the_text_interrupts_no_paragraph() -> None:
    block = lines(470, 703, "Datum", "3 februari 2020", "Onze referentie", "BS2020001234", step=9, size=6.5)
    first = lines(60, 700, *(TEXT * 17)[:50])
    letter = read(drawn(first + block, lines(60, 700, *MORE)))
    assert " ".join((TEXT * 17)[:50]) in " ".join(said(letter))
    assert said(letter)[0] == "Datum 3 februari 2020 Onze referentie BS2020001234"


def test_a_label_in_the_margin_stays_in_its_row() -> None:
    labels = [Drawn(60, 700, "28 676"), Drawn(60, 670, "Nr. 333"), Drawn(60, 640, "Stuk")]
    titles = [Drawn(160, 700, "NAVO"), Drawn(160, 670, "BRIEF VAN DE MINISTER"), Drawn(160, 640, "Ontvangen")]
    letter = read(drawn(labels + titles + lines(160, 600, *TEXT, *MORE)))
    assert said(letter)[:3] == ["28 676 NAVO", "Nr. 333 BRIEF VAN DE MINISTER", "Stuk Ontvangen"]


def test_labels_of_the_letterhead_stay_in_their_rows_when_a_subject_is_broken() -> None:
    labels = [*lines(60, 700, "Datum", "Betreft"), Drawn(60, 640, "Geachte voorzitter,")]
    subject = lines(130, 700, "3 februari 2020", "Beantwoording van de vragen over de missie van de NAVO", "in Irak")
    letter = read(drawn(labels + subject + lines(60, 616, *TEXT)))
    assert " ".join(said(letter)).startswith(
        "Datum 3 februari 2020 Betreft Beantwoording van de vragen over de missie van de NAVO in Irak Geachte voorzitter,"
    )


def test_names_that_sign_side_by_side_are_two_columns() -> None:
    names = lines(60, 500, "De Minister van Defensie,", "Henk Kamp", step=40)
    others = lines(300, 500, "De Minister van Buitenlandse Zaken,", "Stef Blok", step=40)
    letter = read(drawn(lines(60, 600, *TEXT) + names + others))
    assert said(letter)[1:] == [
        "De Minister van Defensie,",
        "Henk Kamp",
        "De Minister van Buitenlandse Zaken,",
        "Stef Blok",
    ]


def test_a_table_is_read_row_by_row() -> None:
    cells = [Drawn(60 + 150 * x, 500 - 14 * y, f"cel {y}.{x}") for x in range(3) for y in range(9)]
    letter = read(drawn(lines(60, 600, *TEXT) + cells))
    assert "cel 4.0 cel 4.1 cel 4.2 cel 5.0" in " ".join(said(letter))


# Paragraphs and headings.


def test_paragraphs_end_at_gaps_indents_and_short_lines() -> None:
    short = "Dit is hier het einde."
    gap = lines(60, 700, *TEXT) + lines(60, 640, *MORE)
    assert said(read(drawn(gap))) == [" ".join(TEXT), " ".join(MORE)]
    indent = [*lines(60, 700, *TEXT), Drawn(75, 664, MORE[0]), *lines(60, 652, *MORE[1:])]
    assert said(read(drawn(indent))) == [" ".join(TEXT), " ".join(MORE)]
    room = lines(60, 700, *TEXT[:2], short, *MORE)
    assert said(read(drawn(room))) == [" ".join((*TEXT[:2], short)), " ".join(MORE)]


def test_a_bold_line_is_a_heading_below_the_letterhead_alone() -> None:
    head = [Drawn(60, 760, "Nr. 333 BRIEF VAN DE MINISTER", font="Times-Bold"), Drawn(60, 735, "Aan de Voorzitter")]
    heading = [Drawn(60, 650, "Lastenverdeling", font="Times-Bold"), *lines(60, 638, *MORE)]
    letter = read(drawn(head + lines(60, 700, *TEXT) + heading))
    assert [(p.kind, letter.raw[p.start : p.end].split("\n")[0]) for p in letter.parts] == [
        (None, "Nr. 333 BRIEF VAN DE MINISTER"),
        (None, "Aan de Voorzitter"),
        ("text", TEXT[0]),
        ("heading", "Lastenverdeling"),
        ("text", MORE[0]),
    ]


def test_the_bold_row_above_a_table_is_no_heading_and_a_numbered_line_is() -> None:
    rows = [Drawn(60 + 150 * x, 600, word, font="Times-Bold") for x, word in enumerate(("Land", "2018", "2019"))]
    numbered = [Drawn(60, 560, "2.1", font="Times-Bold"), Drawn(90, 560, "Lastenverdeling", font="Times-Bold")]
    letter = read(drawn(lines(60, 700, *TEXT) + rows + lines(60, 588, *MORE) + numbered + lines(60, 530, *TEXT)))
    kinds = {letter.raw[p.start : p.end].split("\n")[0]: p.kind for p in letter.parts}
    assert (kinds["Land 2018 2019"], kinds["2.1 Lastenverdeling"]) == (None, "heading")


def test_a_word_cut_at_the_page_end_is_whole_and_its_halves_are_on_their_pages() -> None:
    first = lines(60, 700, *TEXT[:2], "gemiddelde dat hoger ligt dan in het voorgaande jaar in de Nether-")
    letter = read(
        drawn(
            [*first, Drawn(60, 40, "Voettekst nr. 1", 7)],
            [*lines(60, 700, "lands Special", *MORE), Drawn(60, 40, "Voettekst nr. 2", 7)],
        )
    )
    text = read_text(letter)
    assert "in de Netherlands Special" in text.view.text
    assert [letter.page(letter.raw.index(word)) for word in ("Nether-", "lands")] == [1, 2]


@pytest.mark.parametrize("hyphen", ["-", "\xad"])
def test_a_line_end_hyphen_is_left_for_the_text_station(hyphen: str) -> None:
    letter = read(
        drawn(lines(60, 700, f"Zij spraken over de NAVO{hyphen}", "top en over de bijeen-", "komst in Brussel."))
    )
    assert letter.raw == "Zij spraken over de NAVO-\ntop en over de bijeen-\nkomst in Brussel.\n"
    assert read_text(letter).view.text == "Zij spraken over de NAVO-top en over de bijeenkomst in Brussel.\n"


# Headers and footers.


def test_page_numbers_are_dropped_and_other_furniture_is_kept_once() -> None:
    pages = [
        [
            Drawn(60, 800, "Ministerie van Defensie"),
            *lines(60, 700, *TEXT),
            Drawn(300, 30, f"- {n} -"),
            Drawn(60, 45, f"Blad {n} van 3", 7),
        ]
        for n in (1, 2, 3)
    ]
    letter = read(drawn(*pages))
    assert furniture(letter) == [(1, "Ministerie van Defensie"), (1, "Blad 1 van 3")]
    assert said(letter) == [" ".join(TEXT)] * 3


def test_a_footer_of_a_letter_of_one_page_is_told_by_its_place() -> None:
    footer = Drawn(60, 36, "Tweede Kamer, vergaderjaar 2019–2020, 28 676, nr. 333 1", 7)
    letter = read(drawn([*lines(60, 700, *TEXT), footer]))
    assert furniture(letter) == [(1, footer.text)]
    assert said(letter) == [" ".join(TEXT)]


@pytest.mark.parametrize("pages", [1, 3])
def test_the_first_page_of_a_kamerstuk(pages: int) -> None:
    words = "Tweede Kamer, vergaderjaar 2019–2020, 28 676, nr. 333"
    head = [
        Drawn(180, 790, "Tweede Kamer der Staten-Generaal", 12, "Helvetica-Bold"),
        Drawn(520, 790, "2", 20, "Helvetica-Bold"),
        Drawn(60, 720, "28 676", 9, "Helvetica-Bold"),
        Drawn(180, 720, "NAVO", 9, "Helvetica-Bold"),
        Drawn(60, 690, "Nr. 333", 9, "Helvetica-Bold"),
        Drawn(180, 690, "BRIEF VAN DE MINISTER VAN DEFENSIE", 9, "Helvetica-Bold"),
        Drawn(180, 666, "Den Haag, 3 februari 2020"),
        *lines(60, 84, "kst-28676-333", "ISSN 0921 - 7371", "’s-Gravenhage 2020", step=7, size=6),
    ]
    made = [
        [*lines(180, 640, *TEXT, *MORE), Drawn(180, 70, words, 6), Drawn(530, 70, str(n + 1), 6)] for n in range(pages)
    ]
    letter = read(drawn([*head, *made[0]], *made[1:]))
    assert said(letter)[:4] == [
        "Tweede Kamer der Staten-Generaal",
        "28 676 NAVO",
        "Nr. 333 BRIEF VAN DE MINISTER VAN DEFENSIE",
        "Den Haag, 3 februari 2020",
    ]
    assert said(letter)[4:] == [" ".join(TEXT), " ".join(MORE)] * pages
    assert furniture(letter) == [
        (1, f"{words} 1"),
        (1, "’s-Gravenhage 2020"),
        (1, "kst-28676-333"),
        (1, "ISSN 0921 - 7371"),
    ]
    document = extract(letter).document
    assert (document.dossier, document.number, str(document.date)) == ("28676", "333", "2020-02-03")


def test_footers_of_left_and_right_pages() -> None:
    pages = [
        [*lines(60, 700, *TEXT), Drawn(60, 40, f"{n} Jaarverslag", 7) if n % 2 else Drawn(400, 40, f"Defensie {n}", 7)]
        for n in range(1, 7)
    ]
    letter = read(drawn(*pages))
    assert furniture(letter) == [(1, "1 Jaarverslag"), (2, "Defensie 2")]
    assert said(letter) == [" ".join(TEXT)] * 6


def test_a_name_at_the_foot_of_a_page_is_no_footer() -> None:
    letter = read(drawn([*lines(60, 700, *TEXT), Drawn(60, 60, "Henk Kamp")]))
    assert said(letter)[-1] == "Henk Kamp"


def test_the_same_heading_at_two_page_ends_is_no_footer() -> None:
    body = (TEXT * 20)[:50]
    pages = [[*lines(60, 710, *body), Drawn(60, 98, "Antwoord")] for _ in range(2)]
    pages += [lines(60, 710, *body) for _ in range(4)]
    assert sum(one == "Antwoord" or one.endswith(" Antwoord") for one in said(read(drawn(*pages)))) == 2


# Footnotes.


def _with_note(marker_at: float, note: list[Drawn]) -> list[Drawn]:
    return [*lines(60, 700, *TEXT), Drawn(marker_at, 692, "1", 6), *note]


def test_a_note_keeps_its_number_marker_and_page() -> None:
    width = 60 + _width(TEXT[1])
    note = [
        Drawn(60, 103, "1", 4.5),
        *lines(66, 100, "Kamerstuk 28 676, nr. 321, en het", "verslag daarvan.", step=8, size=7),
    ]
    letter = read(drawn(_with_note(width, note)))
    (part,) = [part for part in letter.parts if part.kind == "footnote"]
    assert letter.raw[part.start : part.end] == "1 Kamerstuk 28 676, nr. 321, en het\nverslag daarvan."
    assert part.number == "1"
    assert part.marker is not None
    assert letter.raw[: part.marker[1]].endswith("een1")
    assert letter.page(part.start) == 1


def test_a_note_without_a_marker_is_a_note() -> None:
    letter = read(drawn([*lines(60, 700, *TEXT), *lines(60, 100, "1 Kamerstuk 28 676, nr. 321.", size=7)]))
    assert [(p.kind, p.number, p.marker) for p in letter.parts][-1] == ("footnote", "1", None)


def test_a_note_that_runs_on_is_joined() -> None:
    width = 60 + _width(TEXT[1])
    note = lines(60, 100, "1 Kamerstuk 28 676, nr. 321, en het verslag van de", size=7)
    rest = lines(60, 100, "bijeenkomst in Brussel.", "2 Kamerstuk 28 676, nr. 322.", step=8, size=7)
    second = [*lines(60, 700, *MORE), Drawn(60 + _width(MORE[0]), 704, "2", 6), *rest]
    letter = read(drawn(_with_note(width, note), second))
    assert [one for one in said(letter) if one[0].isdigit()] == [
        "1 Kamerstuk 28 676, nr. 321, en het verslag van de bijeenkomst in Brussel.",
        "2 Kamerstuk 28 676, nr. 322.",
    ]
    assert letter.page(letter.raw.index("bijeenkomst in Brussel")) == 2


def test_notes_at_the_end_of_both_columns() -> None:
    left, right = (text[:36] for text in TEXT * 4), (text[:36] for text in MORE * 4)
    marker = Drawn(50 + _width(TEXT[0][:36]), 704, "1", 6)
    first = [
        *lines(50, 700, *left),
        marker,
        *lines(50, 110, "1 Kamerstuk 28 676, nr. 321, en het", "verslag van", step=8, size=7),
    ]
    second = [
        *lines(310, 700, *right),
        *lines(310, 110, "de vergadering.", "2 Kamerstuk 28 676, nr. 322.", step=8, size=7),
    ]
    letter = read(drawn([*second, *first]))
    assert [letter.raw[p.start : p.end].replace("\n", " ") for p in letter.parts if p.kind == "footnote"] == [
        "1 Kamerstuk 28 676, nr. 321, en het verslag van de vergadering.",
        "2 Kamerstuk 28 676, nr. 322.",
    ]


@given(st.lists(st.integers(1, 6), max_size=12), st.lists(st.integers(1, 6), max_size=12))
def test_a_note_takes_the_first_free_mark_of_the_nearest_page_before_it(marked: list[int], asked: list[int]) -> None:
    places = _Places()
    left = [(page, Word(f"{at}", 0, 1, 0, 5, False, False, False)) for at, page in enumerate(sorted(marked))]
    for page, word in left:
        places.add(page, word)
    for page in sorted(asked):
        free = [place for place in left if place[0] <= page]
        want = min(free, key=lambda place: page - place[0], default=None)
        assert places.take(page) == want
        left = [place for place in left if place != want]


def test_raised_numbers_without_a_note_stay_text() -> None:
    body = [Drawn(60, 700, "Het terrein is 500 m"), Drawn(60 + _width("Het terrein is 500 m"), 704, "2", 6)]
    letter = read(drawn([*body, *lines(60, 688, *TEXT)]))
    assert letter.raw.startswith("Het terrein is 500 m2\n")


def test_a_power_is_not_taken_for_the_marker() -> None:
    width = _width("Het terrein is 500 m")
    body = [Drawn(60, 712, "Het terrein is 500 m"), Drawn(60 + width, 716, "1", 6)]
    letter = read(
        drawn(body + _with_note(60 + _width(TEXT[1]), lines(60, 100, "1 Kamerstuk 28 676, nr. 321.", size=7)))
    )
    (part,) = [part for part in letter.parts if part.kind == "footnote"]
    assert part.marker is not None
    assert letter.raw[: part.marker[0]].endswith("naar een")


# What a page may hide.


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read(turn: int) -> None:
    def place(x: float, y: float) -> tuple[float, float]:
        return {90: (842 - y, x), 180: (595 - x, 842 - y), 270: (y, 595 - x)}[turn]

    page = [Drawn(*place(one.x, one.y), one.text, one.size, one.font, turn) for one in lines(60, 700, *TEXT, *MORE)]
    letter = read(drawn(page, size=(595, 842) if turn == 180 else (842, 595)))
    assert said(letter) == [" ".join(TEXT), " ".join(MORE)]
    assert letter.facts == ()


def test_text_across_the_rest_is_left_out_and_named() -> None:
    page = [
        *lines(60, 700, *TEXT),
        Drawn(30, 300, "kst-28676-333", 7, turn=90),
        Drawn(200, 300, "CONCEPT", 60, turn=45),
    ]
    letter = read(drawn(page, lines(60, 700, *MORE)))
    assert said(letter) == [" ".join(TEXT), " ".join(MORE)]
    assert [(f.field, f.value) for f in letter.facts] == [("unreadable", "page 1: text that stands across the rest")]


def test_text_that_nobody_sees_is_not_read_but_the_layer_of_a_scan_is() -> None:
    hidden = [Drawn(60, 500, "verborgen", mode=3), Drawn(900, 500, "ernaast")]
    assert said(read(drawn(lines(60, 700, *TEXT) + hidden))) == [" ".join(TEXT)]
    layer = [Drawn(60, 700 - 12 * i, text, mode=3) for i, text in enumerate(TEXT)]
    assert said(read(drawn([*layer, Drawn(60, 750, "Kopie")])))[-1] == " ".join(TEXT)


def test_pictures_of_pages_are_named() -> None:
    picture = drawn_picture(pages=2, text=lines(60, 700, *TEXT))
    letter = read(picture)
    assert said(letter) == [" ".join(TEXT)]
    (fact,) = letter.facts
    assert fact == ("unreadable", "page 1, 2: a picture without text", "the PDF")
    with pytest.raises(LetterError, match=r"brief\.pdf: the PDF holds pictures of pages, without text\. .*OCR"):
        read(drawn_picture(pages=1, text=[]))


def test_scanned_pages_that_bear_a_stamp_are_pictures() -> None:
    letter = read(drawn_picture(pages=2, text=lines(60, 700, *TEXT), stamp="2020D11584"))
    assert [fact.value for fact in letter.facts] == ["page 1, 2: a picture without text"]
    with pytest.raises(LetterError, match="pictures of pages"):
        read(drawn_picture(pages=2, text=[], stamp="2020D11584"))


def drawn_picture(pages: int, text: list[Drawn], stamp: str = "") -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(pages):
        canvas.drawImage(ImageReader(Image.new("L", (20, 20), 128)), 0, 0, 595, 842)
        if stamp:
            canvas.drawString(60, 800, stamp)
        canvas.showPage()
    for one in text:
        canvas.drawString(one.x, one.y, one.text)
    if text:
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Verslag van de bijeenkomst van de NAVO", ["Verslag van de bijeenkomst van de NAVO"]),
        ("Microsoft Word - brief aan de Kamer.doc", []),
        ("Microsoft Word - brief aan de Kamer", []),
        ("20201009 brief aan de Kamer", []),
        ("brief_aan_de_kamer", []),
        ("untitled", []),
        ("", []),
    ],
)
def test_a_title_that_is_a_file_name_is_no_fact(title: str, told: list[str]) -> None:
    facts = read(drawn(lines(60, 700, *TEXT), title=title)).facts
    assert [fact.value for fact in facts] == told
    assert all(fact.field == "title" and fact.source == "the PDF, Title" for fact in facts)


@pytest.mark.parametrize("title", [b"<FEFFD800>", b"<FEFFDC000041>"])
def test_a_title_that_is_no_text_costs_no_letter(title: bytes) -> None:
    content = b"BT /F1 9 Tf 60 700 Td (Geachte voorzitter,) Tj ET"
    data = one_page(content, CATALOG, b"<< /Title %s >>" % title).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 6 0 R")
    letter = read(data)
    assert (letter.raw, letter.facts) == ("Geachte voorzitter,\n", ())


# Bad input.

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"


def one_page(content: bytes, catalog: bytes = CATALOG, *more: bytes) -> bytes:
    body = zlib.compress(content)
    return pdf_of(
        catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE.replace(b">>", b"/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body),
        FONT,
        *more,
    )


def pages_of(kids: bytes, count: int, *more: bytes) -> bytes:
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), PAGE, *more)


def nested(depth: int) -> bytes:
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (i + 1) for i in range(2, depth)]
    return pdf_of(CATALOG, *nodes, PAGE)


def encrypted(password: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=StandardEncryption(password, ownerPassword="eigenaar", strength=128))
    canvas.drawString(60, 700, TEXT[0])
    canvas.save()
    return out.getvalue()


WHOLE = drawn(lines(60, 700, *TEXT))
BAD = {
    "encrypted": (lambda: encrypted("geheim"), "the PDF is encrypted. Open it with its password and save it without"),
    "cut off": (lambda: WHOLE[: len(WHOLE) // 2], "the PDF is cut off: its end is missing. Download or save it again"),
    "header alone": (lambda: b"%PDF-1.7", "the PDF is cut off"),
    "wrong bytes": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"%%EOF", "the PDF is damaged"),
    "no pages": (lambda: pdf_of(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"), "the PDF has no pages"),
    "2,000 pages": (lambda: pages_of(b"3 0 R " * 2000, 2000), f"the PDF has 2,000 pages; {MAX_PAGES:,} are read"),
    "a page missing": (lambda: pages_of(b"3 0 R 9 0 R", 2), "page 2 of the PDF is damaged"),
    "pages that hold themselves": (lambda: pages_of(b"2 0 R", 1), "page 1 of the PDF is damaged"),
    "nested pages": (lambda: nested(3000), "page 1 of the PDF is damaged"),
    "blank": (lambda: pages_of(b"3 0 R", 1), "the PDF is empty: its pages hold no text"),
    "a page too full": (
        lambda: one_page(b"BT /F1 9 Tf 9 9 Td " + b"(woorden) Tj " * (MAX_PAGE_CHARACTERS // 6) + b" ET"),
        f"page 1 of the PDF holds more than {MAX_PAGE_CHARACTERS:,} characters",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_with_file_and_remedy(name: str) -> None:
    make, says = BAD[name]
    with pytest.raises(LetterError) as caught:
        read(make())
    assert str(caught.value).startswith(f"map/brief.pdf: {says}")
    assert caught.value.todo
    assert caught.value.where == "map/brief.pdf"


def test_every_bad_input_of_the_list_is_tried() -> None:
    assert len(BAD) == 11


def test_an_empty_password_opens() -> None:
    assert said(read(encrypted(""))) == [TEXT[0]]


def test_scripts_and_attachments_are_left_alone(tmp_path: Path) -> None:
    script = b"<< /S /JavaScript /JS (app.alert\\('x'\\); this.exportDataObject\\({cName: 'a'}\\);) >>"
    catalog = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AA << /WC 6 0 R >> /Names << /JavaScript << /Names [(a) 6 0 R] >>"
        b" /EmbeddedFiles << /Names [(a) 7 0 R] >> >> >>"
    )
    file = b"<< /Type /Filespec /F (a.txt) /EF << /F 8 0 R >> >>"
    held = b"<< /Type /EmbeddedFile /Length 6 >>\nstream\ngeheim\nendstream"
    letter = read(one_page(b"BT /F1 9 Tf 60 700 Td (Geachte voorzitter,) Tj ET", catalog, script, file, held))
    assert letter.raw == "Geachte voorzitter,\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"q " * 100_000 + b"BT /F1 9 Tf 60 700 Td (Geachte voorzitter,) Tj ET",
        b"BT /F1 9 Tf 60 700 Td (Geachte voorzitter,) Tj 1e38 1e38 Td (ver) Tj ET",
        b"BT /F1 0 Tf 60 600 Td (nul) Tj /F1 1e30 Tf (groot) Tj /F1 9 Tf 0 100 Td (Geachte voorzitter,) Tj ET",
        b"BT /F1 9 Tf 60 700 Td (Geachte voorzitter,) Tj 0 0 0 0 60 600 Tm (plat) Tj ET",
        b" " * 5_000_000 + b"BT /F1 9 Tf 60 700 Td (Geachte voorzitter,) Tj ET",
    ],
    ids=["deep", "far", "sizes", "flat", "long"],
)
def test_odd_pages_are_read(content: bytes) -> None:
    assert "Geachte voorzitter," in read(one_page(content)).raw


def test_a_crowded_page_ends() -> None:
    words = b" ".join(b"1 0 0 1 %d %d Tm (w%d) Tj" % (i * 37 % 550, i * 91 % 800, i) for i in range(5000))
    assert len(read(one_page(b"BT /F1 5 Tf " + words + b" ET")).raw.split()) > 3000


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=30))
def test_damage_gives_a_letter_or_an_error(at: int, junk: bytes) -> None:
    try:
        letter = read_pdf(WHOLE[:at] + junk + WHOLE[at + len(junk) :], "brief.pdf")
    except LetterError as error:
        assert error.todo
    else:
        assert letter.raw


def test_threads_read_at_once() -> None:
    data = render(printed(SEEDS[4]))
    want, got = read(data), list[Letter]()
    threads = [threading.Thread(target=lambda: got.append(read(data))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [want] * 4


def test_bytes_before_the_header_are_allowed() -> None:
    assert said(read(b"\n\n" + WHOLE)) == [" ".join(TEXT)]


def _width(text: str, size: float = 10.0) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, "Times-Roman", size))
