"""A sweep finds what its rules find by themselves, wherever a stretch begins and ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.words.places import Places
from navograaf.words.rules import rules
from navograaf.words.sweeps import Sweep

TEXT = (
    "De ministers steunden het voorstel, waarbij Polen aandrong op haast. Nederland vindt het van belang dat de inzet "
    "wordt verlengd en zal hiervoor pleiten; er is nog geen besluit genomen over een hervatting. Het kabinet deelt die "
    "zorg niet, omdat de missie, die in mei begon, op schema ligt. Indien nodig wordt uw Kamer nader geïnformeerd."
)
FILES = ("positions", "clauses", "decisions", "commitments")
BOUNDS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


def spans(matches: list[re.Match[str]]) -> list[tuple[int, int]]:
    return [match.span() for match in matches]


@pytest.mark.parametrize("name", FILES)
def test_each_file_finds_something_in_the_text_of_these_tests(name: str) -> None:
    assert Sweep(Places(TEXT), name).hits(0, len(TEXT))


@settings(max_examples=60, deadline=None)
@given(BOUNDS, st.sampled_from(FILES))
def test_hits_are_those_of_the_rules_in_the_order_of_the_file(bounds: list[int], name: str) -> None:
    start, end = bounds
    found = [(rule.id, match.span()) for rule, match in Sweep(Places(TEXT), name).hits(start, end)]
    assert found == [(r.id, m.span()) for r in rules(name) for m in r.regex.finditer(TEXT, start, end)]


@settings(max_examples=60, deadline=None)
@given(BOUNDS, st.sampled_from(FILES))
def test_a_search_gives_the_first_match(bounds: list[int], name: str) -> None:
    start, end = bounds
    sweep = Sweep(Places(TEXT), name)
    for bit, rule in sweep.each(sweep.worth(start, end)):
        found, wanted = sweep.search(bit, rule, start, end), rule.regex.search(TEXT, start, end)
        assert (found and found.span()) == (wanted and wanted.span()), rule.id


@settings(max_examples=60, deadline=None)
@given(BOUNDS)
def test_two_files_are_worth_trying_where_each_is(bounds: list[int]) -> None:
    places = Places(TEXT)
    both = Sweep(places, "decisions", "position_frames").worth(*bounds)
    assert both == Sweep(places, "decisions").worth(*bounds) | Sweep(places, "position_frames").worth(*bounds)
    rows = [bit for bit, _ in Sweep(places, "decisions", "position_frames").each(both)]
    assert rows == sorted(rows) and sum(rows) == both


@pytest.mark.parametrize("name", FILES)
def test_the_bits_of_rules_grow_with_their_place_in_the_file(name: str) -> None:
    sweep = Sweep(Places(TEXT), name)
    assert [rule for _, rule in sweep.each(sweep.every)] == list(rules(name))
