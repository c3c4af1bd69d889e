"""The strip of meetings in time: where its bars, rings and marks stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from navograaf.answers.strip import BASE, HEIGHT, WIDTH, Stop, Strip, strip

STOPS = [Stop("2020-02-12", 2, settled=1), Stop("2020-06-01", 0), Stop("2021-10-22", 1, settled=1, open=2)]


def test_a_bar_a_meeting_in_time_and_a_ring_for_silence() -> None:
    found = strip(reversed(STOPS))
    assert [(bar.date, bar.count) for bar in found.bars] == [("2020-02-12", 2), ("2020-06-01", 0), ("2021-10-22", 1)]
    assert [bar.x for bar in found.bars] == sorted(bar.x for bar in found.bars)
    assert found.bars[0].top < found.bars[2].top < found.bars[1].top == BASE
    assert [year for _, year in found.years] == ["2020", "2021", "2022"]


def test_marks_stand_over_their_bar_and_over_each_other() -> None:
    first, silent, last = strip(STOPS).bars
    assert first.settled is not None and first.settled < first.top and first.open is None
    assert silent.settled is silent.open is None
    assert last.open is not None and last.settled is not None and last.open < last.settled < last.top


def test_what_falls_on_one_day_is_one_bar() -> None:
    (bar,) = strip([Stop("2020-02-12", 2), Stop("2020-02-12", 0), Stop("2020-02-12", 3, open=1)]).bars
    assert bar.count == 5 and bar.open is not None


def test_a_stop_without_a_date_leaves_no_bar() -> None:
    assert strip([Stop("", 3)]) == strip([]) == Strip((), ())


def test_many_years_have_few_ticks_and_bars_that_do_not_touch() -> None:
    found = strip(Stop(str(year), 1) for year in range(1949, 2031))
    assert len(found.bars) == 82
    assert 3 <= len(found.years) <= 9
    assert found.bars[1].x - found.bars[0].x > found.thick


@given(
    st.lists(
        st.builds(
            Stop,
            st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | st.dates().map(lambda day: str(day)[:4]),
            st.integers(0, 10**6),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        max_size=30,
    )
)
def test_everything_stays_inside_the_picture(stops: list[Stop]) -> None:
    found = strip(stops)
    assert len(found.bars) == len({stop.date for stop in stops})
    for bar in found.bars:
        assert 3 < bar.x < WIDTH - 3
        assert all(4 <= height <= BASE for height in (bar.top, bar.settled, bar.open) if height is not None)
    assert all(0 <= x <= WIDTH for x, _ in found.years) and BASE + 16 < HEIGHT
