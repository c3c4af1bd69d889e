"""Headings and paragraphs of consultations: marks stand alone, numbered questions open a paragraph."""

from __future__ import annotations

import pytest

from navograaf.letters.reading import from_bytes
from navograaf.text.reading import read_text

PROSE = (
    "De bondgenoten bespraken gisteren in Brussel de inzet in de regio\n"
    "en de gevolgen daarvan voor de komende jaren, zo meldt de minister\n"
    "van Buitenlandse Zaken in zijn brief over de bijeenkomst in mei.\n"
)


def blocks(text: str) -> list[tuple[str, str]]:
    made = read_text(from_bytes(text.encode(), "brief.txt"))
    return [(b.kind, made.view.text[b.start : b.end]) for b in made.blocks]


@pytest.mark.parametrize(
    "heading",
    [
        "CDA-fractie",
        "Fracties van de ChristenUnie en Volt: kabels in zee",
        "Antwoord op de vragen 7, 8 en 9:",
        "Vraag 7 (D66)",
        "Vraag 3 van de leden van de SP-fractie",
        "II Antwoord / Reactie van de Minister",
        "Stabiliteit aan de zuidflank en de strijd tegen terreur",
    ],
)
def test_a_mark_between_blank_lines_is_a_heading(heading: str) -> None:
    made = blocks(f"{PROSE}\n{heading}\n\n{PROSE}")
    assert [kind for kind, _ in made] == ["text", "heading", "text"]
    assert made[1][1] == heading


def test_a_long_line_that_runs_on_over_a_blank_line_is_no_heading() -> None:
    made = blocks(
        f"{PROSE}\nDe minister van Defensie en zijn ambtgenoten hebben daarbij de\n\nNAVO gevraagd om hulp.\n"
    )
    assert [kind for kind, _ in made] == ["text", "text"]
    assert made[1][1].endswith("daarbij de NAVO gevraagd om hulp.")


def test_the_number_of_a_question_is_a_heading_only_where_questions_are_answered() -> None:
    text = "1\nWaarom is dat zo?\n\n{}\nDaarom is dat zo.\n\n2\nHoe lang duurt het?\n\n{}\nLang.\n"
    marked = [words for kind, words in blocks(text.format("Antwoord", "Antwoord")) if kind == "heading"]
    assert marked == ["1", "Antwoord", "2", "Antwoord"]
    assert [kind for kind, _ in blocks(text.format("Nota.", "Nota."))].count("heading") == 0


def test_a_number_in_the_line_opens_a_paragraph_and_is_no_heading() -> None:
    text = "1. Hoeveel tanks zijn er? (VVD, CDA)\nAntwoord: Zestig.\n2. Aan wie zijn zij verkocht? (SP)\nAntwoord: Aan Finland.\n"
    assert [words.split()[0] for _, words in blocks(text)] == ["1.", "Antwoord:", "2.", "Antwoord:"]
    assert {kind for kind, _ in blocks(text)} == {"text"}
