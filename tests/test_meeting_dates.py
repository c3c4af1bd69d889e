"""The date and place that stand by the words for a meeting."""

from __future__ import annotations

import pytest

from navograaf.findings import calendar
from navograaf.findings.dates import find_dates
from navograaf.findings.meeting_dates import before, behind, from_first_day, weekday, with_year

CASES = [
    (" van vorig jaar", ("2014", None)),
    (" in het voorjaar van 2018", ("2018-06-07", None)),
    (" in het najaar van 2031", ("2031", None)),
    (" op 5 februari 2015 te Brussel", ("2015-02-05", "Brussel")),
    (" te Praag in juni", ("--06", "Praag")),
    (" is voorzien voor 12 en 13 februari 2020", ("2020-02-12", None)),
    (" in Wales is besloten", (None, "Wales")),
    (" over Irak op 5 februari 2015", (None, None)),
    (" (NAVO DMM) op 5 februari 2015 in Brussel", ("2015-02-05", "Brussel")),
    (" (DMM), met partners, te Brussel op 5 februari 2015", ("2015-02-05", "Brussel")),
    (" (Kamerstuk 28 676, nr. 3) op 5 februari 2015", (None, None)),
    (", met partners, heeft besloten over 5 februari 2015", (None, None)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_date_and_place_are_read_behind_the_words(text: str, expected: tuple[str | None, str | None]) -> None:
    _, date, place = behind(text, 0, find_dates(text), len(text), "nato-dmm", "2015-02-02")
    assert (date.value if date else None, place) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de op 8 juni 2011 gehouden bijeenkomst", "2011-06-08"),
        ("de op 8 juni 2011 te Brussel gehouden informele bijeenkomst", "2011-06-08"),
        ("de op 8 juni 2011 aan u gezonden brief over de bijeenkomst", None),
    ],
)
def test_a_date_is_read_before_the_words(text: str, expected: str | None) -> None:
    date = before(text, text.index("bijeenkomst"), find_dates(text))
    assert (date.value if date else None) == expected


def test_a_season_tells_a_meeting_only_when_one_was_held_then() -> None:
    one = calendar.in_months("nato-dmm", "2018", ["3", "4", "5", "6"])
    assert one is not None and one.start == "2018-06-07"
    assert calendar.in_months("nato-dmm", "2022", ["2", "3"]) is None


def test_a_place_tells_the_meeting_nearest_to_the_letter() -> None:
    there = calendar.at_place("nato-fmm", "Antalya", "2016-01-01")
    assert there is not None and there.start == "2015-05-13"
    assert calendar.at_place("nato-fmm", "Antalya", "2020-01-01", within=300) is None
    assert calendar.one_place("nato-summit", "Straatsburg", "Kehl")
    assert not calendar.one_place("nato-summit", "Riga", "Wales")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op woensdag 14 en donderdag 15 februari", ("--02-14", "--02-15", 2)),
        ("Van dinsdag 3 tot en met donderdag 5 mei 2011", ("2011-05-03", "2011-05-05", 1)),
        ("Op donderdag 15 februari", ("--02-15", None, 3)),
        ("Op 15 februari", ("--02-15", None, None)),
        ("Nummer 16 en donderdag 15 februari", ("--02-15", None, 3)),
    ],
)
def test_the_days_of_the_week_are_read(text: str, expected: tuple[str, str | None, int | None]) -> None:
    date = from_first_day(text, find_dates(text)[0])
    assert (date.value, date.last, weekday(text, date)) == expected


def test_the_day_of_the_week_tells_the_year_where_the_calendar_has_more_than_one() -> None:
    text = "14 en 15 februari"
    (date,) = find_dates(text)
    assert {k.start[:4] for k in calendar.known("nato-dmm") if k.start[4:] == "-02-14"} == {"2018", "2023"}
    for on, year in ((2, "2018"), (1, "2023"), (0, "-")):
        whole = with_year(date, "nato-dmm", None, on)
        assert whole is not None and whole.value == f"{year}-02-14"


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        # The calendar knows a meeting of defence ministers on 14 and 15 February 2023, and one on 15 February 2024.
        ("14 en 15 februari a.s.", "2023-02-02", "2023-02-14"),
        ("14 en 15 februari a.s.", "2024-02-02", "2024-02-14"),
        ("14 en 15 februari a.s.", "2022-02-02", "2022-02-14"),
        ("14 en 15 februari jl.", "2024-03-01", "2024-02-14"),
        ("14 en 15 februari", "2024-02-02", "2024-02-14"),
        ("22 en 23 oktober a.s.", "2021-10-01", "2021-10-22"),
        ("22 en 23 oktober a.s.", "2020-10-01", "2020-10-22"),
    ],
)
def test_a_meeting_of_another_year_is_not_meant_by_a_letter_with_a_day(words: str, day: str, expected: str) -> None:
    (date,) = find_dates(words)
    found = with_year(date, "nato-dmm", day)
    assert found is not None and found.value == expected
