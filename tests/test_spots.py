"""Spans asked for what they hold, and things asked for by where they begin: as by looking at each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from navograaf.findings.spots import Spans, Spot, Taken, beginning

spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=8), spans)
def test_a_span_is_held_when_it_lies_in_one_of_the_spans(held: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Spans(held).hold(start, end) == any(a <= start and end <= b for a, b in held)


@given(st.lists(spans, max_size=8), spans)
def test_what_begins_in_a_span_is_found(held: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    spots = [Spot("NMI", start, end, "missions.name", "name") for start, end in sorted(held)]
    first, last = asked
    assert list(beginning(spots, first, last)) == [s for s in spots if first <= s.start < last]


@given(st.lists(spans, max_size=8), spans)
def test_what_is_taken_is_touched(held: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    taken = Taken(40)
    for start, end in held:
        taken.add(start, end)
    marked = {at for start, end in held for at in range(start, end)}
    assert taken.touches(*asked) == any(at in marked for at in range(*asked))
