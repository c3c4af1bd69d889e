"""Meetings: named in many ways, dated as far as can be known, never guessed."""

from __future__ import annotations

import itertools

import pytest

from navograaf.findings import calendar
from navograaf.findings.extract import extract
from navograaf.letters.reading import from_bytes

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
        ("De conferentie over Afghanistan in Londen op 28 januari 2010 was een stap.", {"afghanistan-conference-2010-01-28": ["conferentie over Afghanistan in Londen op 28 januari 2010"]}),
        ("De NAVO-Rusland Raad komt bijeen.", {"nrc-2020-02": ["NAVO-Rusland Raad"]}),
        ("De NAVO-Ruslandraad vergaderde op 13 februari.", {"nrc-2020-02-13": ["NAVO-Ruslandraad vergaderde op 13 februari"]}),
        ("De voormalige NAVO-Oekraïne Commissie is opgeheven.", {}),
        ("De NAVO-Rusland Raad komt voorlopig niet bijeen.", {}),
        ("De toppen in Wales (2014) en Warschau (2016) bepaalden de koers.", {"nato-summit-2014-09-04": ["toppen in Wales (2014"], "nato-summit-2016-07-08": ["Warschau (2016)"]}),
        ("In Warschau is hiertoe besloten.", {"nato-summit-2016-07-08": ["In Warschau"]}),
        ("De eenheid is gestationeerd in Warschau.", {}),
        ("De NAVO-top van vorig jaar besloot hiertoe.", {"nato-summit-2019-12-03": ["NAVO-top van vorig jaar"]}),
        ("De ministers van Buitenlandse Zaken hebben hiertoe in november 2019 besloten.", {"nato-fmm-2019-11-20": ["ministers van Buitenlandse Zaken hebben hiertoe in november 2019"]}),
        ("De ministers van Defensie van Finland en Zweden tekenden in oktober 2019 een verklaring.", {}),
        ("De volgende informele bijeenkomst heeft in juni plaats.", {"nato-dmm-2020-06-17": ["informele bijeenkomst"]}),
        ("De op 20 november 2019 gehouden bijeenkomst van de NAVO-ministers van Buitenlandse Zaken was kort.", {"nato-fmm-2019-11-20": ["bijeenkomst van de NAVO-ministers van Buitenlandse Zaken"]}),
        ("Op de Veiligheidsconferentie in München sprak men hierover.", {"munich-security-conference-2020-02-14": ["Veiligheidsconferentie in München"]}),
        ("De Northern Group kwam op 20 november 2019 bijeen.", {"group-2019-11-20": ["Northern Group kwam op 20 november 2019"]}),
        ("Tijdens het commissiedebat van 5 februari 2020 is dit toegezegd.", {"house-debate-2020-02-05": ["commissiedebat van 5 februari 2020"]}),
        ("De persconferentie in Brussel was druk.", {}),
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


def test_one_day_of_a_longer_meeting_is_not_its_first() -> None:
    text = OPENING + "De NAVO-ministers van Defensie hebben op 25 oktober 2019 ingestemd.\n"
    found = extract(from_bytes(text.encode(), "brief.txt"))
    (one,) = [m for m in found.meetings if m.id != ABOUT]
    assert (one.id, one.start_date) == ("nato-dmm-2019-10-24", "2019-10")
    assert one.inferred is not None


def test_a_letter_that_is_neither_agenda_nor_report_is_about_no_meeting() -> None:
    text = "Overeenkomstig artikel 100 van de Grondwet berichten wij u over de inzet van een fregat.\n\nDe top van Riga in november 2006 besloot hiertoe.\n"
    found = extract(from_bytes(text.encode(), "brief.txt"))
    assert [m.id for m in found.meetings] == ["nato-summit-2006-11-28"]
    assert found.document.about_meeting is None


def test_two_meetings_on_one_partial_date_stay_unresolved() -> None:
    assert calendar.fitting("nato-dmm", "2020") is None
    assert calendar.fitting("nato-dmm", "2021-02") is not None


def test_the_calendar_runs_forward_and_names_no_day_twice() -> None:
    for series in ("nato-dmm", "nato-fmm", "nato-summit", "udcg"):
        rows = calendar.known(series)
        assert len(rows) >= 20
        assert all(a.start <= a.end < b.start for a, b in itertools.pairwise(rows))
        assert all(row.id == f"{series}-{row.start}" for row in rows)


def test_a_session_with_its_own_guests_belongs_to_the_meeting() -> None:
    text = OPENING + "Een werkdiner over Europese veiligheid in aanwezigheid van Finland en Zweden sluit de dag af.\n"
    found = extract(from_bytes(text.encode(), "brief.txt"))
    (part,) = [m for m in found.meetings if m.id != ABOUT]
    assert part.part_of == ABOUT


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Den Haag, 29 september 2023\n\nHierbij bied ik u de geannoteerde agenda aan van de komende bijeenkomst van de NAVO-ministers van Defensie.\n", "nato-dmm-2023-10-11"),
        ("Den Haag, 2 februari 2023\n\nBijgaand de agenda voor de komende DMM (14-15 februari).\n", "nato-dmm-2023-02-14"),
        ("Den Haag, 21 februari 2023\n\nHierbij zend ik u het verslag van de bijeenkomst van de NAVO-ministers van Defensie die vorige week in Brussel plaatsvond.\n", "nato-dmm-2023-02-14"),
        ("Den Haag, 19 juli 2023\n\nHierbij stuur ik u het verslag van de top die vorige week in Vilnius plaatsvond.\n", "nato-summit-2023-07-11"),
        ("Den Haag, 21 mei 2023\n\nHierbij zend ik u het verslag van de bijeenkomst van de NAVO-ministers van Defensie.\n", None),
        ("Hierbij zend ik u het verslag van de bijeenkomst van de NAVO-ministers van Defensie.\n", None),
        ("Hierbij bied ik u de geannoteerde agenda aan voor de komende Defensieministeriële van de NAVO. Deze vindt plaats in februari 2021 per videoverbinding.\n", "nato-dmm-2021-02-17"),
        ("Hierbij bied ik u de geannoteerde agenda aan voor de komende Defensieministeriële van de NAVO. Deze missie begon in februari 2021.\n", None),
    ],
)  # fmt: skip
def test_the_meeting_of_a_letter_that_names_no_day_beside_it(text: str, about: str | None) -> None:
    assert extract(from_bytes(text.encode(), "brief.txt")).document.about_meeting == about
