"""The five letters in each format are found in as well as in their texts."""

from __future__ import annotations

import pytest
from aligned import Aligned
from format_scores import WAYS, read_again, text_of, totals
from hypothesis import given
from hypothesis import strategies as st
from printed import seed_files

NEAR = 0.02
"""F1 that a layer may differ by."""


@pytest.mark.parametrize("way", WAYS)
def test_every_layer_scores_as_it_does_on_the_text(way: str) -> None:
    text, found = totals(""), totals(way)
    assert len(text) == 20 and text.keys() == found.keys()
    far = {
        layer: (tally.f1, found[layer].f1)
        for layer, tally in text.items()
        if abs((tally.f1 or 0) - (found[layer].f1 or 0)) > NEAR
    }
    assert far == {}


@pytest.mark.parametrize("way", WAYS)
def test_all_words_of_a_rendering_have_a_place_in_the_text(way: str) -> None:
    letters = [(read_again(way, path), text_of(path)) for path in seed_files()]
    assert len(letters) == 5
    for letter, text in letters:
        assert letter.format == way.partition(",")[0]
        assert Aligned(letter.raw, text.raw).share > 0.98, letter.file
        assert Aligned(text.raw, letter.raw).share > 0.97, letter.file


@given(st.lists(st.text("abcdefgh .-\n", min_size=30, max_size=60), min_size=1, max_size=4))
def test_a_text_is_aligned_with_itself(words: list[str]) -> None:
    text = "".join(words)
    aligned = Aligned(text, text)
    places = [at for at, char in enumerate(text) if char.isalnum()]
    assert aligned.share == 1.0 or len(places) < 18
    if len(places) >= 18 and len({text[i:] for i in range(len(text))}) == len(text):
        span = aligned.span(places[0], places[-1] + 1)
        assert span is not None and span[0] == places[0] and span[1] >= places[-1] + 1


def test_places_are_found_through_hyphens_page_ends_and_moved_footnotes() -> None:
    text = "De bijeen-\nkomst van de NAVO-ministers\n3\n op 12 februari in Brussel.\n\n1 Zie ook het verslag van juni.\n\nDe leden danken."
    other = "De bijeenkomst van de NAVO-ministers op 12 februari in Brussel.\n\nDe leden danken.\n\n1 Zie ook het verslag van juni."
    aligned = Aligned(other, text)
    cases = {
        "bijeenkomst": "bijeen-\nkomst",
        "Brussel.": "Brussel.",
        "Zie ook het verslag van juni.": "Zie ook het verslag van juni.",
    }
    assert len(cases) == 3
    for there, here in cases.items():
        start = other.index(there)
        span = aligned.span(start, start + len(there))
        assert span is not None and text[slice(*span)] == here
    assert aligned.findings({"start": 3, "end": 14, "surface": "bijeenkomst"}) == {
        "start": 3,
        "end": 16,
        "surface": "bijeen-\nkomst",
    }
