"""Dates that say a day, a month or a year, and the days that they stand for."""

from __future__ import annotations

from datetime import date

import pytest

from navograaf.answers.periods import asked_period
from navograaf.errors import QueryError
from navograaf.words.period import period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-10-22", date(2020, 10, 22), date(2020, 10, 22)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_stands_for_all_its_days(text: str, first: date, last: date) -> None:
    assert period(text) == (first, last) == asked_period(f" {text} ", "since")


@pytest.mark.parametrize(
    "text", ["", "2020-13", "2020-02-30", "20-10-22", "22-10-2020", "okt 2020", "0000", "٢٠٢٠", "2020-10-22x"]
)
def test_what_is_no_date_is_none_and_an_error_when_asked_for(text: str) -> None:
    assert period(text) is None
    with pytest.raises(QueryError, match="is no date"):
        asked_period(text, "since")
