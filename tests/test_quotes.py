"""The words of a quote: joined, never changed, with the names marked again."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.answers.quotes import clean_quote, joined
from navograaf.words.joined import one_line

JOINED = [
    ("de bijeen-\nkomst", "de bijeenkomst"),
    ("de bijeen- \r\n komst", "de bijeenkomst"),
    ("het NAVO-\nverdragsgebied", "het NAVO-verdragsgebied"),
    ("C-\nSOCC", "C-SOCC"),
    ("het intra-\nAfghaanse proces", "het intra-Afghaanse proces"),
    ("een  missie \n in\tIrak", "een missie in Irak"),
    ("2019-\n2020", "2019- 2020"),
    ("woord - \nwoord", "woord - woord"),
]
SPACED = re.compile(r"[\s-]+")


@pytest.mark.parametrize(("raw", "expected"), JOINED)
def test_lines_are_joined(raw: str, expected: str) -> None:
    assert one_line(raw) == expected


def test_the_clean_words_of_the_graph_come_before_our_own() -> None:
    assert clean_quote("veiligheids- en defensie-\nsamenwerking", "veiligheids- en defensiesamenwerking", ()) == (
        "veiligheids- en defensiesamenwerking",
        (),
    )


def test_a_name_broken_over_a_line_is_marked_where_it_reads() -> None:
    raw = "De veilig-\nheid in Irak: veiligheid"
    quote, marks = clean_quote(raw, "", [(3, 15)])
    assert [quote[start:end] for start, end in marks] == ["veiligheid"]
    assert marks == ((3, 13),)


def test_the_second_of_two_equal_names_stays_the_second() -> None:
    raw = "Irak en\nIrak"
    assert clean_quote(raw, "", [(8, 12)])[1] == ((8, 12),)


def test_a_name_that_the_clean_words_lack_is_not_marked() -> None:
    assert clean_quote("Belgié doet mee", "België doet mee", [(0, 6)])[1] == ()


def test_marks_that_overlap_become_one() -> None:
    quote, marks = clean_quote("de NAVO-missie in Irak (NMI)", "", [(3, 22), (18, 22), (24, 27)])
    assert [quote[start:end] for start, end in marks] == ["NAVO-missie in Irak", "NMI"]
    assert joined([(5, 9), (0, 2), (2, 4)]) == ((0, 2), (2, 4), (5, 9))


@given(st.text(st.sampled_from("aB -\n.5é«"), min_size=1, max_size=60), st.data())
def test_only_space_and_hyphens_change_and_marks_keep_their_words(raw: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    quote, marks = clean_quote(raw, "", [(start, end)])
    assert SPACED.sub("", quote) == SPACED.sub("", raw)
    for first, last in marks:
        assert SPACED.sub("", quote[first:last]) == SPACED.sub("", raw[start:end])
