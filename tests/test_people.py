"""People and posts: who is meant on the day of the letter, known or not."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.letters.reading import from_bytes
from navograaf.words.posts import holder, person_named, terms

OPENING = "Hierbij de geannoteerde agenda voor de bijeenkomst van NAVO-ministers van Defensie op {}.\n\n"


def people(text: str, day: str = "12 en 13 februari 2020") -> dict[str, list[str]]:
    found = extract(from_bytes((OPENING.format(day) + text).encode(), "brief.txt"))
    return {p.id: [m.surface for m in p.mentions] for p in found.people}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De secretaris-generaal van de NAVO sprak.", {"sg-nato": ["secretaris-generaal van de NAVO"]}),
        ("Jens Stoltenberg sprak.", {"sg-nato": ["Jens Stoltenberg"]}),  # he was it on that day
        ("De secretaris-generaal van de OVSE sprak.", {}),
        ("De EU Hoge Vertegenwoordiger sprak.", {"borrell": ["EU Hoge Vertegenwoordiger"]}),
        ("De minister van Buitenlandse Zaken sprak.", {"nl-foreign-minister": ["minister van Buitenlandse Zaken"]}),
        ("De minister van Defensie sprak.", {"bijleveld-schouten": ["minister van Defensie"]}),
        ("De Oekraïense Minister van Defensie sprak.", {"ua-defence-minister": ["Oekraïense Minister van Defensie"]}),
        ("De Ministers van Defensie van Finland en Zweden spraken.", {"fi-se-defence-ministers": ["Ministers van Defensie van Finland en Zweden"]}),
        ("De commandant van de NAVO-missie sprak.", {"commander-navo-missie": ["commandant van de NAVO-missie"]}),
        ("Dat zei President Zelensky gisteren.", {"zelensky": ["President", "Zelensky"]}),
        ("Dat zei president Verzonnen gisteren.", {"verzonnen": ["president", "Verzonnen"]}),
        ("Dat zei generaal Verzonnen gisteren.", {"verzonnen": ["Verzonnen"]}),  # a rank is no post
        ("De Afghaanse minister van Defensie Verzonnen sprak.", {"verzonnen": ["Afghaanse minister van Defensie", "Verzonnen"]}),
        ("De ministers spraken, en de NAVO-Minister van Defensie zweeg.", {}),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, expected: dict[str, list[str]]) -> None:
    assert people(text + "\n") == expected


def test_a_post_means_who_held_it_that_day() -> None:
    text = "De minister van Defensie en de EU Hoge Vertegenwoordiger spraken.\n"
    assert set(people(text, "8 en 9 november 2010")) == {"hillen", "ashton"}
    assert set(people(text, "15 oktober 2025")) == {"brekelmans", "kallas"}


def test_the_minister_who_is_asked_is_the_one_who_answers() -> None:
    text = (
        "Vraag 1\nWat vindt de Minister hiervan?\n\nAntwoord\nDat is goed.\n\nVraag 2\nEn dan?\n\nAntwoord\nDan ook.\n"
    )
    assert people(text)["bijleveld-schouten"] == ["Minister"]
    assert people("Wat vindt de Minister hiervan?\n") == {}


def test_terms_and_names() -> None:
    assert holder("sg-nato", "2012-05-20") == "rasmussen"
    assert holder("sg-nato", None) is None
    assert holder("sg-nato", "1950-01-01") is None
    assert person_named("E. van Middelkoop") == "van-middelkoop"
    assert person_named("Q.Z. Onbekend") is None
    assert len(terms()) >= 200


def test_a_named_post_also_points_to_who_held_it() -> None:
    text = OPENING.format("12 en 13 februari 2020") + "De secretaris-generaal en de minister van Defensie spraken.\n"
    made = extract(from_bytes(text.encode(), "brief.txt"))
    assert {p.id: p.mentions[0].also for p in made.people} == {
        "sg-nato": "stoltenberg",
        "bijleveld-schouten": "nl-defence-minister",
    }
