"""Dates in words, with the precision they have."""

from __future__ import annotations

import pytest

from navograaf.answers.dates import day, month, span

DAYS = [("2020-02-03", "3 Feb 2020"), ("2021-02", "Feb 2021"), ("2016", "2016"), ("", ""), ("soon", "soon")]
SPANS = [
    (("2020-02-12", "2020-02-13"), "12–13 Feb 2020"),
    (("2020-09-30", "2020-10-01"), "30 Sep – 1 Oct 2020"),
    (("2019-12-31", "2020-01-01"), "31 Dec 2019 – 1 Jan 2020"),
    (("2020-02-12", ""), "12 Feb 2020"),
    (("2020-02-12", "2020-02-12"), "12 Feb 2020"),
    (("2020-02-12", "2020-02"), "12 Feb 2020"),
    (("2020-02", "2020-03"), "Feb–Mar 2020"),
    (("2016", "2017"), "2016–2017"),
    (("2021-02", "2021-02-18"), "Feb 2021 – 18 Feb 2021"),
    (("", "2020-02-13"), "13 Feb 2020"),
    (("", ""), ""),
]


@pytest.mark.parametrize(("iso", "words"), DAYS)
def test_a_date_keeps_its_precision(iso: str, words: str) -> None:
    assert day(iso) == words


def test_a_month_that_is_none_is_left_as_it_is() -> None:
    assert day("2020-13-01") == "2020-13-01"


@pytest.mark.parametrize(("given", "words"), SPANS)
def test_a_span_says_what_is_shared_once(given: tuple[str, str], words: str) -> None:
    assert span(*given) == words


def test_a_month_of_a_day_and_of_a_year() -> None:
    assert [month("2020-02-12"), month("2016"), month("")] == ["Feb 2020", "2016", ""]
