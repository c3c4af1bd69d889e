"""Which spans hold an offset and which touch a stretch: as asking each of them would tell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from navograaf.findings.model import Sentence
from navograaf.graph.spans import Spans

PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=12)


def test_the_inner_of_two_nested_places_is_found() -> None:
    outer, footnote, later = Sentence(0, 100), Sentence(40, 60, "footnote"), Sentence(100, 120)
    spans = Spans([later, footnote, outer])
    assert spans.places == [outer, footnote, later]
    assert [spans.innermost(n) for n in (0, 39, 40, 59, 60, 99, 100, 120, 500)] == [0, 0, 1, 1, 0, 0, 2, None, None]
    assert spans.touching(60, 101) == [0, 2]
    assert spans.touching(50, 60) == [0, 1]
    assert spans.touching(120, 130) == []


@given(PLACES, st.integers(0, 45), st.integers(0, 8))
def test_look_ups_tell_what_asking_each_span_tells(places: list[tuple[int, int]], at: int, size: int) -> None:
    spans = Spans([Sentence(start, start + length) for start, length in places])
    found = list(enumerate(spans.places))
    holding = [number for number, one in found if one.start <= at < one.end]
    assert spans.innermost(at) == (holding[-1] if holding else None)
    touching = [number for number, one in found if one.start < at + size and at < one.end]
    assert spans.touching(at, at + size) == touching
