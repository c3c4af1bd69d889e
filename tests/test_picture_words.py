"""navograaf.export.picture_words: the words of a picture come from their file, in the form that a number asks for."""

from __future__ import annotations

import pytest

from navograaf.export.picture_words import date_said, number_said, period_said, said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020", "2020"),
        ("2020-02", "feb 2020"),
        ("2020-10-01", "1 okt 2020"),
        ("0001-03-12", "12 mrt 0001"),
        ("2020-13", "2020-13"),
        ("", ""),
        ("in het najaar", "in het najaar"),
        ("a-b-c", "a-b-c"),
    ],
)
def test_dates_are_words_and_other_text_stays(text: str, words: str) -> None:
    assert date_said(text) == words


def test_a_period_of_one_day_is_that_day() -> None:
    assert period_said("2020-02-12", "2020-02-12") == "12 feb 2020"
    assert period_said("2020-02-12", "2020-10-23") == "12 feb 2020 t/m 23 okt 2020"


@pytest.mark.parametrize(("number", "words"), [(0, "0 knopen"), (1, "1 knoop"), (2, "2 knopen"), (1000, "1000 knopen")])
def test_one_is_told_as_one(number: int, words: str) -> None:
    assert said("nodes", number) == words


def test_numbers_have_the_comma_of_the_language() -> None:
    assert [number_said(value) for value in (0.5, 2.0, 7, "x")] == ["0,5", "2", "7", "x"]
    assert [number_said(value) for value in (1234567.5, 0.1 + 0.2, 1 / 3)] == ["1234567,5", "0,3", "0,3333"]
    assert [number_said(value) for value in (0.0, 1e-9, 1e300, -2.5)] == ["0", "1e-09", "1e+300", "-2,5"]


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert said("tooltip.kind", kind="{count}") == "soort: {count}"
