"""Bodies: who is named in a sentence, under which name, and what part it has in its clause."""

from __future__ import annotations

import pytest

from navograaf.findings.bodies import find_bodies
from navograaf.findings.extract import extract
from navograaf.findings.layout import Layout
from navograaf.letters.reading import from_bytes
from navograaf.text.reading import read_text

OPENING = (
    "Den Haag, 3 maart 2021\n\nHierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie "
    "op 17 en 18 februari 2021.\n\n"
)
CASES: list[tuple[str, list[tuple[str, str]]]] = [
    ("De ministers spraken.", [("NATO defence ministers", "subject")]),
    ("Dit werd door de ministers besproken.", [("NATO defence ministers", "agent")]),
    ("Volgens Noorwegen is dit goed.", [("Norway", "source")]),
    ("Wat Nederland betreft is dit goed.", [("Netherlands", "source")]),
    ("De rol van de NAVO is groot.", [("NATO", "oblique")]),
    ("Duitsland en Frankrijk stemden in.", [("Germany and France", "subject")]),
    ("De Oekraïense regering stemde in.", [("Ukrainian government", "subject")]),
    ("De Iraakse autoriteiten stemden in.", [("Iraqi authorities", "subject")]),
    ("De Nederlandse regering stemde in.", [("Dutch government", "subject")]),
    ("Verschillende bondgenoten stemden in.", [("allies (several)", "subject")]),
    ("De staatshoofden en regeringsleiders stemden in.", [("NATO heads of state and government", "subject")]),
    ("Het bondgenootschap groeit.", [("NATO", "subject")]),
    ("Een volgend kabinet beslist.", [("Dutch government (future)", "subject")]),
    ("De leden van de Volt-fractie stemden in. Deze leden zwegen.", [("Volt", "subject"), ("Volt", "subject")]),
    (
        "De secretaris-generaal sprak met SACEUR. Hij was tevreden.",
        [("SG NATO", "subject"), ("SACEUR", "oblique"), ("SG NATO", "subject")],
    ),
    (
        "Nederland heeft, met Italië en Spanje, Israël opgeroepen.",
        [("Netherlands", "subject"), ("Italy and Spain", "oblique"), ("Israel", "subject")],
    ),
    ("De Baltische staten en Polen stemden in.", [("Poland and Baltic states", "subject")]),
    ("Nieuw: Berlijn stemde in.", [("Germany", "subject")]),
    ("De Britten stemden in.", [("United Kingdom", "subject")]),
    ("In Berlijn regent het.", []),
    ("De regering van Oekraïne stemde in.", [("Ukraine", "subject")]),
    ("Vrijwel alle ministers stemden in.", [("NATO defence ministers", "subject")]),
    ("Sommige andere landen stemden in.", [("allies (several)", "subject")]),
    ("Een grote meerderheid van de bondgenoten stemde in.", [("allies (many)", "subject")]),
    ("De Noordse landen stemden in.", [("Nordic countries", "subject")]),
    ("In de discussie stelde Frankrijk een vraag.", [("France", "subject")]),
    ("Oekraïne hoopt op meer. Het land stemde in.", [("Ukraine", "subject"), ("Ukraine", "subject")]),
    ("Polen vindt dat dit naar zijn oordeel kan.", [("Poland", "subject"), ("Poland", "source")]),
    ("De Amerikaanse minister van Defensie, Gates, stemde in.", [("us-defence-minister", "subject")]),
    ("Zij zwegen.", []),
    ("De bakker bakt brood.", []),
]


def bodies(text: str) -> list[tuple[str, str]]:
    letter = from_bytes((OPENING + text + "\n").encode(), "brief.txt")
    layout, found = Layout(read_text(letter)), extract(letter)
    meeting = next(m for m in found.meetings if m.id == found.document.about_meeting)
    all_ = find_bodies(layout, found.document, meeting, found.people, found.organisations, found.countries)
    start = layout.text.view.text.index(text[:12])
    return [(b.name, b.role) for b in all_.within(start, start + len(text))]


def test_all_cases_are_tried() -> None:
    assert len(CASES) == 31


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:30] for c in CASES])
def test_who_is_named_in_which_part(text: str, expected: list[tuple[str, str]]) -> None:
    assert bodies(text) == expected


def test_the_ministers_are_those_of_the_meeting() -> None:
    letter = from_bytes(
        b"Hierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Buitenlandse Zaken op "
        b"23 en 24 maart 2021.\n\nDe ministers stemden in met het plan.\n",
        "brief.txt",
    )
    assert [d.decider for d in extract(letter).decisions] == ["NATO foreign ministers"]
