"""Sentences that go on about a mission without naming it."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.letters.reading import from_bytes

OPENING = "Hierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie op 17 en 18 februari 2021.\n\n"


def goes_on(body: str) -> list[tuple[str, str]]:
    found = extract(from_bytes((OPENING + body).encode(), "brief.txt"))
    return [(s.continues[0], s.clean[:24]) for s in found.sentences if s.continues]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # "de missie" in a later paragraph of the section
        ("KFOR blijft nodig voor de rust in Kosovo.\n\nDe omvang van de missie verandert niet dit jaar.\n",
         [("mission/KFOR", "De omvang van de missie ")]),
        # what follows in the paragraph, without a word for it
        ("Over KFOR werd kort gesproken. Er is nog geen besluit genomen over vermindering.\n",
         [("mission/KFOR", "Er is nog geen besluit g")]),
        # another mission takes over
        ("KFOR blijft. De operatie EUFOR Althea loopt ook door. Deze operatie telt 600 militairen.\n",
         [("mission/ALTHEA", "Deze operatie telt 600 m")]),
        # two at once leave no single subject
        ("KFOR en EUFOR Althea blijven. Er is geen besluit genomen.\n", []),
        # named again: a mention, not a continuation
        ("KFOR blijft. KFOR telt minder militairen.\n", []),
        # under the heading of its topic the next paragraph is about it too
        ("Kosovo\nKFOR blijft nodig voor de rust in de regio, zo was het oordeel van de bondgenoten.\n\nEr is nog geen besluit genomen.\n",
         [("mission/KFOR", "Er is nog geen besluit g")]),
        # under another heading it is not
        ("Overige onderwerpen\nKFOR blijft nodig voor de rust in de regio, zo was het oordeel.\n\nEr is nog geen besluit genomen.\n", []),
        # an example halfway is not what the paragraph is about
        ("Vrouwen doen meer mee. Dat is winst. Dat bleek al eerder (ISAF). Het aantal is verdubbeld.\n", []),
    ],
)  # fmt: skip
def test_a_sentence_continues_the_mission_that_it_is_about(body: str, expected: list[tuple[str, str]]) -> None:
    assert goes_on(body) == expected


def test_an_answer_continues_what_its_question_names() -> None:
    body = "Vraag 1\nHoe lang blijft KFOR nog in Kosovo?\n\nAntwoord\nDaarover is nog geen besluit genomen.\n\nVraag 2\nWat kost dit?\n\nAntwoord\nDat is niet bekend.\n"
    assert goes_on(body) == [("mission/KFOR", "Daarover is nog geen bes")]
