"""navograaf.network.spells: days of dates of any precision, and spells that share no day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.network.spells import Spell, days_of, merged, spell


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        ("2020-02-12", "2020-02-12", "2020-02-12"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2020-02", "2020-02-01", "2020-02-29"),  # a leap year
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-02-12T23:59:59+01:00", "2020-02-12", "2020-02-12"),
        ("2020-02-12Z", "2020-02-12", "2020-02-12"),
    ],
)
def test_days_of_a_date(moment: str, first: str, last: str) -> None:
    assert days_of(moment) == (first, last)


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "12 februari 2020",
        "2020-13",
        "2020-00",
        "2020-02-00",
        "2020T10:00",
        "2020-02-30",
        "0000",
        "20200212",
        "２０２０",
    ],
)
def test_what_is_no_date_is_refused(moment: str) -> None:
    with pytest.raises(ValueError, match=r"date|calendar"):
        days_of(moment)


def test_a_spell_runs_to_the_last_day_of_its_end() -> None:
    assert spell("2020-12", "2021-02") == ("2020-12-01", "2021-02-28")
    assert spell("2020-02-12", None) == ("2020-02-12", "2020-02-12")
    assert spell(None, "2021") == ("2021-01-01", "2021-12-31")
    assert spell("2020-02-12", "2020") == ("2020-02-12", "2020-12-31")
    assert spell(None, None) is None


def test_a_reversed_spell_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ends \(2020-02-11\) before it starts \(2020-02-12\)"):
        spell("2020-02-12", "2020-02-11")


def test_overlapping_spells_become_one_and_others_stay() -> None:
    given_spells = [
        Spell("2020-03-01", "2020-03-05"),
        Spell("2020-01-01", "2020-01-31"),
        Spell("2020-01-15", "2020-02-02"),
    ]
    assert merged(given_spells) == (("2020-01-01", "2020-02-02"), ("2020-03-01", "2020-03-05"))


DAYS = st.dates(date(1999, 1, 1), date(1999, 3, 1))


@given(st.lists(st.tuples(DAYS, st.integers(0, 9))))
def test_merging_keeps_every_day_once_and_in_order(rows: list[tuple[date, int]]) -> None:
    def covered(spells: list[tuple[str, str]]) -> list[str]:
        days = []
        for start, end in spells:
            day = date.fromisoformat(start)
            while day <= date.fromisoformat(end):
                days.append(day.isoformat())
                day += timedelta(days=1)
        return days

    spells = [Spell(day.isoformat(), (day + timedelta(days=length)).isoformat()) for day, length in rows]
    result = merged(spells)
    assert covered(list(result)) == sorted(set(covered(list(spells))))
    assert merged(result) == result
