"""What a format tells of a paragraph counts; what it does not tell is told by the words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from navograaf.letters.canonical import Canonical, Mark
from navograaf.letters.model import Kind, Letter
from navograaf.text.reading import Text, read_text

_PROSE = "De ministers spreken tijdens twee werksessies over de missies en operaties van de NAVO in Irak."


def _read(canonical: Canonical) -> Text:
    raw, parts, pages = canonical.laid()
    return read_text(Letter("a.xml", raw, "0" * 64, "utf-8", "a.xml", "xml", parts, pages))


def _blocks(text: Text) -> list[tuple[str, str]]:
    return [(block.kind, text.view.text[block.start : block.end]) for block in text.blocks]


def test_a_kind_that_the_format_tells_is_the_kind() -> None:
    canonical = Canonical()
    canonical.paragraph("Een lange kop die door haar woorden voor lopende tekst zou doorgaan, met een punt.", "heading")
    canonical.paragraph("Missies", "text")
    canonical.paragraph(_PROSE)
    canonical.paragraph("J. Jansen", "signature")
    assert [kind for kind, _ in _blocks(_read(canonical))] == ["heading", "text", "text", "signature"]


def test_what_the_format_does_not_tell_is_told_by_the_words() -> None:
    canonical = Canonical()
    canonical.paragraph("Den Haag, 3 februari 2020")
    canonical.paragraph(_PROSE)
    canonical.paragraph("Missies en operaties")
    canonical.paragraph(_PROSE)
    canonical.paragraph("De Minister van Defensie,")
    canonical.paragraph("A.Th.B. Bijleveld-Schouten")
    assert [kind for kind, _ in _blocks(_read(canonical))] == [
        *("letterhead", "text", "heading", "text", "signature", "signature")
    ]


def test_long_lines_that_the_format_calls_letterhead_end_no_search_for_the_date() -> None:
    title = "De defensiesamenwerking in Europa, ook die van de lidstaten van de Unie"
    head = [("28 676", "letterhead"), (title, "letterhead"), (f"{title} (2)", "letterhead")]
    rest = [("Den Haag, 3 februari 2020", None), (_PROSE, None)]
    canonical = Canonical()
    for words, kind in (*head, *rest):
        canonical.paragraph(words, kind)
    assert [kind for kind, _ in _blocks(_read(canonical))] == [*["letterhead"] * 4, "text"]


def test_a_table_of_contents_makes_no_letterhead_of_what_stands_before_it() -> None:
    canonical = Canonical()
    canonical.paragraph("Inleiding")
    canonical.paragraph(_PROSE)
    canonical.paragraph("1 Missies en operaties 3", "letterhead")
    canonical.paragraph(_PROSE)
    assert [kind for kind, _ in _blocks(_read(canonical))] == ["heading", "text", "letterhead", "text"]


def test_a_footnote_of_the_format_is_one_and_its_marker_is_left_out() -> None:
    canonical = Canonical()
    canonical.paragraph(["De inzet in Rusland", Mark("n", "5"), " gaat door."])
    canonical.paragraph("5 Dit is geen voetnoot maar een genummerd punt van de agenda.")
    canonical.note("n", "5", "Zie de Kamerbrief van 3 juni.")
    canonical.furniture("28 676, nr. 346")
    text = _read(canonical)
    assert _blocks(text) == [
        ("text", "De inzet in Rusland gaat door."),
        ("text", "5 Dit is geen voetnoot maar een genummerd punt van de agenda."),
        ("footnote", "5 Zie de Kamerbrief van 3 juni."),
    ]
    assert [note.number for note in text.notes] == ["5"] and text.blocks[2].note == "5"
    assert [line.text for line in text.footers] == ["28 676, nr. 346"]


def test_a_footer_that_the_format_does_not_tell_is_told_by_its_words() -> None:
    footer = "Tweede Kamer, vergaderjaar 2020–2021, 28 676, nr. 346 14"
    canonical = Canonical()
    canonical.paragraph(_PROSE)
    canonical.paragraph(footer)
    canonical.paragraph(f"{footer}", "text")
    text = _read(canonical)
    assert [line.text for line in text.footers] == [footer]
    assert [kind for kind, _ in _blocks(text)] == ["text", "text"]


def test_every_reference_to_a_footnote_is_left_out() -> None:
    canonical = Canonical()
    canonical.note("n", "5", "Zie de Kamerbrief van 3 juni.")
    canonical.paragraph(["De inzet in Rusland", Mark("n", "5"), " en Irak", Mark("n", "5"), " gaat door."])
    text = _read(canonical)
    assert _blocks(text)[0] == ("text", "De inzet in Rusland en Irak gaat door.")
    assert text.letter.parts[1].markers == ((19, 20), (28, 29)) and text.letter.parts[1].marker == (19, 20)


def test_a_post_that_a_narrow_column_breaks_is_one_signature() -> None:
    canonical = Canonical()
    canonical.paragraph(_PROSE)
    canonical.paragraph("DE MINISTER VAN BUITENLANDSE\nZAKEN")
    canonical.paragraph("H.G.J. Bruins Slot")
    canonical.paragraph("De Minister van Defensie,\nK.H. Ollongren")
    canonical.paragraph("DE MINISTER VAN DEFENSIE\nHenk Kamp")
    canonical.paragraph("De Minister van\nBuitenlandse Zaken,")
    assert _blocks(_read(canonical))[1:] == [
        ("signature", "DE MINISTER VAN BUITENLANDSE ZAKEN"),
        ("signature", "H.G.J. Bruins Slot"),
        ("signature", "De Minister van Defensie,"),
        ("signature", "K.H. Ollongren"),
        ("signature", "DE MINISTER VAN DEFENSIE"),
        ("signature", "Henk Kamp"),
        ("signature", "De Minister van Buitenlandse Zaken,"),
    ]


def test_a_row_of_a_table_is_no_heading() -> None:
    canonical = Canonical()
    canonical.paragraph(_PROSE)
    canonical.paragraph("Land | % bbp")
    canonical.paragraph("Litouwen | 2,1 %")
    canonical.paragraph(_PROSE)
    assert [kind for kind, _ in _blocks(_read(canonical))] == ["text"] * 4


_KINDS: list[Kind | None] = [None, "text", "heading", "letterhead", "signature"]


@given(st.lists(st.tuples(st.text("abc. ", min_size=1, max_size=40), st.sampled_from(_KINDS)), max_size=8))
def test_no_paragraph_runs_into_another_and_no_word_is_lost(paragraphs: list[tuple[str, Kind | None]]) -> None:
    canonical = Canonical()
    for words, kind in paragraphs:
        canonical.paragraph(words, kind)
    kept = [(" ".join(words.split()), kind) for words, kind in paragraphs if words.strip()]
    found = _blocks(_read(canonical))
    assert [words for _, words in found] == [words for words, _ in kept]
    assert all(kind in (None, told) for (told, _), (_, kind) in zip(found, kept, strict=True))
