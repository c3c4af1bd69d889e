"""Sentences end at a full stop that ends one, not at an abbreviation, an initial or a number."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.text.sentences import split_sentences

CASES = [
    ("De top is voorbij. De ministers gaan naar huis.", 2),
    ("Op 12 september jl. ging het overleg van start.", 1),
    ("Dat was op 12 september jl. De partijen zaten aan tafel.", 2),
    ("Zie Kamerstuk 28 676, nr. 344 voor het verslag.", 1),
    ("A.Th.B. Bijleveld-Schouten tekende de brief.", 1),
    ("De heer J. Stoltenberg sprak. Hij drong aan op meer geld.", 2),
    ("Dit betreft o.a. Duitsland en Polen.", 1),
    ("Capaciteiten t.b.v. SOF eenheden zijn schaars.", 1),
    ("Waarom niet, gezien de ernst? Zo ja, welke maatregelen?", 2),
    ("Het adagium is «in together, out together». Nederland houdt daaraan vast.", 2),
    ("In Washington, DC. op 31 januari kwam men bijeen.", 1),
    ("Sinds 2018 bestaat dit. In 2020 volgt meer.", 2),
    ("1. Lastenverdeling komt aan de orde.", 1),
    ("De bijdrage is 1,48% van het bbp. Dat is minder.", 2),
    ("", 0),
]


@pytest.mark.parametrize(("text", "count"), CASES)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(split_sentences(text, 0, len(text))) == count


def test_there_are_fifteen_cases() -> None:
    assert len(CASES) == 15


@given(st.text(alphabet=st.sampled_from("aAe .?!jl12«»’"), max_size=80))
def test_no_word_is_lost_and_none_is_taken_twice(text: str) -> None:
    spans = split_sentences(text, 0, len(text))
    joined = "".join(text[a:b] for a, b in spans)
    assert "".join(joined.split()) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
