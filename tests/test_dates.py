"""Dates keep the precision that is printed; a year is reckoned from the day of the letter."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.findings.dates import bare_month, bare_months, find_dates, resolved

PRINTED = [
    ("op 22 en 23 oktober 2020", [("2020-10-22", "2020-10-23")]),
    ("12 en 13 februari a.s. te Brussel", [("--02-12", "--02-13")]),
    ("van 30 november tot en met 1 december 2021", [("2021-11-30", "2021-12-01")]),
    ("10/11 juni 2010", [("2010-06-10", "2010-06-11")]),
    ("op 12 september jl. ging het van start", [("--09-12", None)]),
    ("in februari 2021 formeel", [("2021-02", None)]),
    ("de top in 2016 te Warschau", [("2016", None)]),
    ("Datum 12-05-2015", [("2015-05-12", None)]),
    ("op 31 februari 2020", [("2020-02", None)]),  # there is no such day; the month is printed all the same
    ("kenmerk 2020D11584 en periode 2021-2025", []),
    ("vraag 10 en 11", []),
    ("op 30 december en 2 januari 2021", [("2020-12-30", "2021-01-02")]),
    ("op 5 en 3 mei 2020", [("2020-05-03", None)]),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_dates_are_read_as_printed(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(d.value, d.last) for d in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("21 en 22 oktober a.s.", "2021-10-12", "2021-10-21"),
        ("12 februari a.s.", "2020-12-20", "2021-02-12"),
        ("20 mei jl.", "2020-10-13", "2020-05-20"),
        ("20 december jl.", "2021-01-08", "2020-12-20"),
        ("29 januari", "2020-02-03", "2020-01-29"),
        ("7 december jl.", "2020-02-03", "2019-12-07"),
        ("21 oktober a.s.", "2021-08", "2021-10-21"),
        ("21 oktober a.s.", None, "--10-21"),
        ("29 februari", "2021-03-01", "2020-02-29"),
    ],
)
def test_a_year_is_reckoned_from_the_day_of_the_letter(text: str, anchor: str | None, expected: str) -> None:
    assert resolved(find_dates(text)[0], anchor).value == expected


@given(st.dates(datetime.date(1999, 1, 1), datetime.date(2030, 12, 31)), st.integers(0, 300))
def test_the_next_such_day_is_never_before_the_letter(letter: datetime.date, ahead: int) -> None:
    from navograaf.words.lists import meanings

    day = letter + datetime.timedelta(days=ahead)
    month = list(meanings("month"))[day.month - 1]
    if (day.month, day.day) == (2, 29):
        return
    (date,) = find_dates(f"op {day.day} {month} a.s.")
    assert resolved(date, letter.isoformat()).value == day.isoformat()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" in juni wordt dit besproken", ("--06", "nearest")),
        (", eind mei", ("--05", "nearest")),
        (" van afgelopen november", ("--11", "last")),
        (" in juni 2020", None),
        (" in de maand", None),
    ],
)
def test_a_month_without_a_year_is_read_behind_a_meeting(text: str, expected: tuple[str, str] | None) -> None:
    date = bare_month(text, 0)
    assert (date and (date.value, date.near)) == expected


def test_months_without_a_year_are_found_between_two_offsets() -> None:
    text = "Zij komen in december bijeen, en in mei 2020. Dat was in maart."
    assert [d.value for d in bare_months(text, 0, 46)] == ["--12"]
    assert [d.value for d in bare_months(text, 0, len(text))] == ["--12", "--03"]
