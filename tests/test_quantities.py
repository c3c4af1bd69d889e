"""Numbers with a unit: their value, unit and qualifier, and the numbers that are none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.findings.extract import extract
from navograaf.findings.measures import unit_of
from navograaf.findings.numbers import in_digits, value_of
from navograaf.findings.told import Quantity
from navograaf.letters.reading import from_bytes

OPENING = "Hierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie op 17 en 18 februari 2021.\n\n"


def found(body: str) -> tuple[Quantity, ...]:
    return extract(from_bytes(f"{OPENING}{body}\n".encode(), "brief.txt")).quantities


CASES: list[tuple[str, list[tuple[Any, str, str | None]]]] = [
    # shares: of what is said behind the number, or by the paragraph
    ("De uitgaven komen uit op 1,45% van het bbp.", [(1.45, "percent of GDP", None)]),
    ("Het aandeel in het BBP steeg van 1,2% tot 1,5%.", [(1.2, "percent of GDP", None), (1.5, "percent of GDP", None)]),
    ("Ruim 90% van de voertuigen is inzetbaar.", [(90, "percent", "more than")]),
    ("Acht procent is steeds inzetbaar en de 2%-norm blijft.", [(8, "percent", None), (2, "percent", None)]),
    ("De tweeprocentsnorm blijft, ook als 2%-norm.", [(2, "percent", None), (2, "percent", None)]),
    ("Naar verwachting bedraagt het percentage 1,6 procent.", [(1.6, "percent", "expected")]),
    # money, in full
    ("De kosten zijn geraamd op € 19,3 miljoen.", [(19_300_000, "EUR", "expected")]),
    ("Er is structureel anderhalf miljard euro extra beschikbaar.", [(1_500_000_000, "EUR per year", None)]),
    ("De steun beloopt ruim vijftien miljard dollar.", [(15_000_000_000, "USD", "more than")]),
    ("Er gaat 2,4 miljard incidenteel naar munitie.", [(2_400_000_000, "EUR", None)]),
    ("Dit kost tussen de € 2 en € 3 miljard per jaar.", [((2_000_000_000, 3_000_000_000), "EUR per year", None)]),
    ("Dit kost 250.000 euro.", [(250_000, "EUR", None)]),
    # people, ships, countries
    ("Het leger krijgt 134.000 man.", [(134_000, "personnel", None)]),
    ("Zo'n zevenduizend militairen nemen deel.", [(7000, "personnel", "about")]),
    ("Er zijn 10–15 vliegtuigen ingezet.", [((10, 15), "aircraft", None)]),
    ("Daar staat een eenheid van 200 tot 250 soldaten.", [((200, 250), "personnel", None)]),
    ("De sterkte stijgt van 270 naar ongeveer 350 militairen.", [(270, "personnel", None), (350, "personnel", "about")]),
    ("De missie is uitgebreid van 13.000 tot 16.000 militairen.", [(13_000, "personnel", None), (16_000, "personnel", None)]),
    ("Vijf van de dertig bondgenoten halen de norm.", [(5, "allies", None), (30, "allies", None)]),
    ("Het gaat om 700 functies, waarvan Nederland er 23 vervult.", [(700, "posts", None), (23, "posts", None)]),
    ("De troepen blijven onder het plafond van 180.", [(180, "personnel", "ceiling")]),
    ("Nederland levert maximaal honderd militairen.", [(100, "personnel", "at most")]),
    ("Ten minste vijftig landen doen mee.", [(50, "countries", "at least")]),
    ("Nederland levert een fregat, twee helikopters en een arts.", [(1, "ship", None), (2, "helicopters", None), (1, "person", None)]),
    ("Duitsland stuurt een extra bataljon.", [(1, "battalion", None)]),
    ("Er zijn vier luchtverdedigings- en commandofregatten aangepast.", [(4, "ships", None)]),
    ("Wij hebben 1.200 nieuwe kazernes.", [(1200, "count", None)]),
    ("Er staan nu 2000 troepen klaar.", [(2000, "personnel", None)]),
    ("Ongeveer 3,2 miljoen mensen zijn gevlucht.", [(3_200_000, "people", "about")]),
    ("Acht bondgenoten waren tegen.", [(8, "allies", None)]),
    ("Eén bondgenoot was tegen.", [(1, "ally", None)]),
    # time, factors, shares in words, nothing
    ("Het mandaat loopt twaalf maanden en wordt met een jaar verlengd.", [(12, "months", None), (1, "year", None)]),
    ("Het tienjarig bestaan, na meer dan 40 jaar.", [(10, "years", None), (40, "years", "more than")]),
    ("De productie is verdubbeld en drie keer zo hoog als toen.", [(2, "factor", None), (3, "factor", None)]),
    ("Tweederde van de eenheden is gereed.", [(0.67, "fraction", None)]),
    ("Er waren geen Nederlandse slachtoffers.", [(0, "people", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_value_unit_and_qualifier(body: str, expected: list[tuple[Any, str, str | None]]) -> None:
    assert [(q.value, q.unit, q.qualifier) for q in found(body)] == expected


@pytest.mark.parametrize(
    "body",
    [
        "Op 4 april 1949 en in 2014 werd dit besloten, in de periode 2021-2025.",
        "De tweede en derde sessie begonnen om 14.00 uur en om 16 uur.",
        "Op grond van artikel 5 en van de resoluties 1970 en 1973 blijft dit gelden.",
        "Zie het antwoord op vraag 14 en de vragen 2, 3 en 4 (Kamerstuk 28 676, nr. 344).",
        "De F-16 en COVID-19 kwamen ter sprake; NAP 1325 ook.",
        "Het kabinet acht maatregelen noodzakelijk en acht deze landen betrouwbaar.",
        "Een van de landen stemde voor; een akkoord op hoofdlijnen is één lijn.",
        "In 2024 troepen sturen is te vroeg.",
        "Hr. Ms. De Zeven Provinciën en Standing NATO Maritime Group 1 voeren uit.",
        "Dit punt heeft twee kanten en is geen besluit waard.",
        "Er zijn tientallen landen en enkele schepen.",
        "Daarvan zijn 12 en 15 bekend.",
    ],
)
def test_numbers_that_count_nothing(body: str) -> None:
    assert found(body) == ()


def test_all_cases_are_tried() -> None:
    assert len(CASES) == 36


def test_the_quote_is_the_text_at_the_place_with_what_qualifies_it() -> None:
    text = f"{OPENING}Er zijn ongeveer 40 gevechts-\nvliegtuigen uit zeven landen.\n"
    quantities = extract(from_bytes(text.encode(), "brief.txt")).quantities
    assert [text[q.start : q.end] for q in quantities] == [q.quote for q in quantities]
    assert [q.quote for q in quantities] == ["ongeveer 40 gevechts-\nvliegtuigen", "zeven landen"]
    assert quantities[0].of == "gevechtsvliegtuigen"


def test_what_an_amount_is_of_stands_in_its_clause() -> None:
    (one,) = found("De bijdrage loopt door, de kosten van de missie bedragen € 3 miljoen, zo is besloten.")
    assert one.of == "de kosten van de missie bedragen € 3 miljoen"


def test_the_mission_that_the_sentence_is_about() -> None:
    one, two, three = found(
        "KFOR telt 4.500 militairen. Daarvan komen 80 militairen uit Nederland.\n\nElders zijn 12 schepen."
    )
    assert (one.mission, two.mission, three.mission) == ("KFOR", "KFOR", None)


def test_a_name_that_counts_is_a_quantity() -> None:
    (one,) = found("De weerbaarheid volgt de zeven Baseline Requirements.")
    assert (one.value, one.unit) == (7, "requirements")


@pytest.mark.parametrize(
    ("noun", "unit"),
    [
        ("gevechtsvliegtuigen", "aircraft"),
        ("NAVO-bondgenoten", "allies"),
        ("Duitsland", None),
        ("Washington", None),
        ("roman", None),
    ],
)
def test_a_compound_counts_as_its_last_part(noun: str, unit: str | None) -> None:
    assert unit_of(noun) == unit


ONES = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
        "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def in_words(number: int) -> str:
    """A number below 10,000 as Dutch writes it, but for a last "één"."""
    if number >= 1000:
        return ("" if number < 2000 else in_words(number // 1000)) + "duizend" + in_words(number % 1000)
    if number >= 100:
        return ("" if number < 200 else in_words(number // 100)) + "honderd" + in_words(number % 100)
    if number < 20:
        return ONES[number]
    join = ("ën" if number % 10 in (2, 3) else "en") if number % 10 else ""
    return ONES[number % 10] + join + TENS[number // 10]


@given(st.integers(min_value=2, max_value=9999).filter(lambda n: n % 100 != 1))
def test_a_number_in_words_has_its_value(number: int) -> None:
    assert value_of(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**8), st.integers(min_value=0, max_value=99))
def test_digits_in_the_dutch_way(whole: int, cents: int) -> None:
    assert in_digits(f"{whole:,}".replace(",", ".")) == whole
    assert in_digits(f"{whole},{cents:02}") == pytest.approx(whole + cents / 100)


@given(st.text(alphabet=" .,%€-–\n0123456789tweedrienlmaosj", max_size=200))
def test_every_quote_stands_at_its_place(body: str) -> None:
    text = OPENING + body
    letter = from_bytes(text.encode(), "brief.txt")
    for one in extract(letter).quantities:
        assert letter.raw[one.start : one.end] == one.quote
