"""Meetings: named in many ways, dated as far as can be known, never guessed."""

from __future__ import annotations

import itertools

import pytest

from navograaf.findings import calendar
from navograaf.findings.extract import extract
from navograaf.letters import from_bytes

OPENING = "Hierbij ontvangt u de geannoteerde agenda voor de bijeenkomst van NAVO-ministers van Defensie op 12 en 13 februari 2020.\n\n"
ABOUT = "nato-dmm-2020-02-12"


def meetings(text: str) -> dict[str, list[str]]:
    found = extract(from_bytes(text.encode(), "brief.txt"))
    return {m.id: [x.surface for x in m.mentions] for m in found.meetings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Op de NAVO-top in 2016 te Warschau sprak men.", {"nato-summit-2016-07-08": ["NAVO-top in 2016 te Warschau"]}),
        ("De Top van Lissabon in november 2010 was nuttig.", {"nato-summit-2010-11-19": ["Top van Lissabon in november 2010"]}),
        ("De NAVO Defensie Ministeriële in februari 2021 volgt.", {"nato-dmm-2021-02-17": ["NAVO Defensie Ministeriële in februari 2021"]}),
        ("Op de vorige NAVO-Defensieraad werd dit besproken.", {"nato-dmm-2019-10-24": ["NAVO-Defensieraad"]}),
        ("Bij de komende DMM wordt dit besproken.", {ABOUT: ["DMM"]}),
        ("Tijdens de bijeenkomst wordt dit besproken.", {}),
        ("De bijeenkomst van NAVO-ministers van Buitenlandse Zaken op 23 april 2009 ging niet door.", {"nato-fmm-2009-04-23": ["bijeenkomst van NAVO-ministers van Buitenlandse Zaken op 23 april 2009"]}),
        ("De conferentie over Afghanistan in Londen op 28 januari 2010 was een stap.", {"other-2010-01-28": ["conferentie over Afghanistan in Londen op 28 januari 2010"]}),
        ("De NAVO-Rusland Raad komt bijeen.", {"partner-2020-02": ["NAVO-Rusland Raad"]}),
        ("Tijdens een derde werksessie, in aanwezigheid van Finland en Zweden, spreekt men.", {"session-2020-02": ["derde werksessie"]}),
        ("In de tweede werksessie spreken de ministers over Irak.", {}),
    ],
)  # fmt: skip
def test_words_that_name_a_meeting(text: str, expected: dict[str, list[str]]) -> None:
    found = meetings(OPENING + text + "\n")
    opening = found[ABOUT][:1]
    assert opening == ["bijeenkomst van NAVO-ministers van Defensie op 12 en 13 februari 2020"]
    found[ABOUT] = found[ABOUT][1:]
    assert {name: surfaces for name, surfaces in found.items() if surfaces} == expected


def test_a_meeting_that_the_calendar_lacks_keeps_the_date_of_the_letter() -> None:
    text = "Hierbij de geannoteerde agenda voor de bijeenkomst van NAVO-ministers van Defensie op 4 en 5 juni 2029.\n"
    assert list(meetings(text)) == ["nato-dmm-2029-06-04"]


def test_a_summit_without_a_year_in_a_letter_without_a_date_is_no_error() -> None:
    assert meetings("De NAVO-top in Ankara in juli wordt belangrijk.\n") == {}


def test_two_meetings_on_one_partial_date_stay_unresolved() -> None:
    assert calendar.fitting("nato-dmm", "2020") is None
    assert calendar.fitting("nato-dmm", "2021-02") is not None


def test_the_calendar_runs_forward_and_names_no_day_twice() -> None:
    for series in ("nato-dmm", "nato-summit"):
        rows = calendar.known(series)
        assert len(rows) >= 20
        assert all(a.start <= a.end < b.start for a, b in itertools.pairwise(rows))
        assert all(row.id == f"{series}-{row.start}" for row in rows)


def test_a_session_with_its_own_guests_belongs_to_the_meeting() -> None:
    text = OPENING + "Een werkdiner over Europese veiligheid in aanwezigheid van Finland en Zweden sluit de dag af.\n"
    found = extract(from_bytes(text.encode(), "brief.txt"))
    (part,) = [m for m in found.meetings if m.id != ABOUT]
    assert part.part_of == ABOUT
