"""The canonical text: every word that a reader gives, once, in order, with its part and its page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.letters.canonical import MAX_CHARACTERS, Canonical, Mark, TooLong, Turn
from navograaf.letters.model import Letter

_WORDS = st.text("abcdé -\n\t\xa0\xad", max_size=20)


def _letter(canonical: Canonical) -> Letter:
    raw, parts, pages = canonical.laid()
    return Letter("a.pdf", raw, "0" * 64, "utf-8", "a.pdf", "pdf", parts, pages)


def test_paragraphs_stand_between_blank_lines_with_single_blanks() -> None:
    canonical = Canonical()
    canonical.paragraph("De  ministers\tspraken.", path="/p[1]")
    canonical.paragraph("  \n ")
    canonical.paragraph("NAVO", "heading", "/h[1]", 2)
    canonical.paragraph("een bijeen-\n  komst van 28\xa0676, bijeen\xadkomst ")
    letter = _letter(canonical)
    assert letter.raw == "De ministers spraken.\n\nNAVO\n\neen bijeen-\nkomst van 28\xa0676, bijeenkomst\n"
    assert [letter.raw[part.start : part.end] for part in letter.parts] == letter.raw.strip().split("\n\n")
    assert [(part.kind, part.path, part.level) for part in letter.parts] == [
        (None, "/p[1]", 0),
        ("heading", "/h[1]", 2),
        (None, "", 0),
    ]
    assert letter.path(3) == "/p[1]" and letter.path(21) == "" and letter.path(24) == "/h[1]"
    assert letter.pages == () and letter.page(0) is None


def test_a_line_end_has_no_blank_beside_it() -> None:
    canonical = Canonical()
    canonical.paragraph(["De Minister van Defensie, ", "\n", " A.Th.B. Bijleveld"])
    assert _letter(canonical).raw == "De Minister van Defensie,\nA.Th.B. Bijleveld\n"


def test_footnotes_come_behind_the_letter_and_know_where_they_are_referred_to() -> None:
    canonical = Canonical()
    canonical.page(1)
    canonical.paragraph(["Rusland ", Mark("a", "5"), " dreigt."])
    canonical.note("a", "5", "Zie de Kamerbrief.")
    canonical.note("b", "6", ["\n ", "\n  Zonder verwijzing."])
    canonical.furniture("28 676, nr. 346")
    canonical.page(2)
    canonical.furniture("28 676,  nr. 346")
    canonical.paragraph("Het slot.")
    letter = _letter(canonical)
    assert letter.raw == (
        "Rusland5 dreigt.\n\nHet slot.\n\n5 Zie de Kamerbrief.\n\n6 Zonder verwijzing.\n\n28 676, nr. 346\n"
    )
    assert [(part.kind, part.number, part.marker) for part in letter.parts] == [
        (None, "", None),
        (None, "", None),
        ("footnote", "5", (7, 8)),
        ("footnote", "6", None),
        ("footer", "", None),
    ]
    assert [letter.page(part.start) for part in letter.parts] == [1, 2, 1, 1, 1]


def test_a_paragraph_that_a_page_end_cuts_is_whole_and_its_pages_are_known() -> None:
    canonical = Canonical()
    canonical.page(1)
    canonical.paragraph(["De Neder-\n", Turn(2), "landse inzet."])
    canonical.paragraph("Verder.")
    letter = _letter(canonical)
    assert letter.raw == "De Neder-\nlandse inzet.\n\nVerder.\n"
    assert [letter.page(at) for at in (0, 9, 10, 25)] == [1, 1, 2, 2]


def test_what_is_longer_than_a_letter_can_be_is_refused() -> None:
    canonical = Canonical()
    with pytest.raises(TooLong):
        for _ in range(3):
            canonical.paragraph("a" * (MAX_CHARACTERS // 2))
    assert len(canonical.laid()[0]) < MAX_CHARACTERS + 10


_PIECES = st.lists(
    st.one_of(
        _WORDS,
        st.builds(Mark, st.sampled_from("ab"), st.sampled_from(["1", "23", ""])),
        st.builds(Turn, st.integers(1, 9)),
    ),
    max_size=5,
)


@given(st.lists(_PIECES, max_size=6), st.lists(_WORDS, max_size=3))
def test_no_word_is_lost_and_parts_do_not_overlap(paragraphs: list[list[str | Mark | Turn]], notes: list[str]) -> None:
    canonical, page = Canonical(), 1
    canonical.page(1)
    expected, pages = "", []
    for pieces in paragraphs:
        canonical.paragraph(pieces)
        for piece in pieces:
            if isinstance(piece, Turn):
                page = piece.page
                continue
            words = "".join((piece if isinstance(piece, str) else piece.text).replace("\xad", "").split())
            expected += words
            pages += [page] * len(words)
    for number, words in enumerate(notes):
        canonical.note(f"n{number}", "", words)
        solid = "".join(words.replace("\xad", "").split())
        expected += solid
        pages += [page] * len(solid)
    letter = _letter(canonical)
    places = [at for at, char in enumerate(letter.raw) if not char.isspace()]
    assert "".join(letter.raw[at] for at in places) == expected
    assert [letter.page(at) for at in places] == pages
    ends = [at for part in letter.parts for at in (part.start, part.end)]
    assert ends == sorted(ends) and all(part.start < part.end for part in letter.parts)
    assert all(letter.raw[a:b] for part in letter.parts if part.marker for a, b in [part.marker])
    offsets = [at for at, _ in letter.pages]
    assert offsets == sorted(set(offsets))
