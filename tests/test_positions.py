"""Who supports, opposes, urges, stresses, asks or notes what, in sentences of our own."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.findings.extract import extract
from navograaf.findings.told import Position
from navograaf.letters.reading import from_bytes

REPORT = "Hierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie op 17 en 18 februari 2021.\n\n"
AGENDA = (
    "Hierbij bied ik u de geannoteerde agenda aan voor de bijeenkomst van de NAVO-ministers van Defensie op "
    "17 en 18 februari 2021.\n\n"
)
QUESTIONS = "Vragen en opmerkingen vanuit de fracties en reactie van de Minister van Defensie over de NAVO\n\n"


def positions(body: str, opening: str = AGENDA) -> list[Position]:
    return list(extract(from_bytes((opening + body).encode(), "brief.txt")).positions)


def held(body: str, opening: str = AGENDA) -> list[tuple[str, str]]:
    return [(p.holder, p.polarity) for p in positions(body, opening)]


@pytest.mark.parametrize(
    ("sentence", "holder", "polarity"),
    [
        ("Nederland steunt het voorstel voor een Europees hoofdkwartier.", "Netherlands", "supports"),
        ("Nederland steunt het voorstel voor een Europees hoofdkwartier niet.", "Netherlands", "opposes"),
        ("Nederland steunt niet alleen het voorstel voor een hoofdkwartier.", "Netherlands", "supports"),
        ("Ook Estland en Letland hebben dit plan steeds toegejuicht.", "Estonia and Latvia", "supports"),
        ("Het kabinet houdt vast aan de gekozen koers.", "Dutch government", "supports"),
        ("Canada is voorstander van een kleiner hoofdkwartier.", "Canada", "supports"),
        ("Noorwegen ziet het overleg als een mooie kans om afspraken te maken.", "Norway", "supports"),
        ("Hongarije verzet zich al jaren tegen deze maatregel.", "Hungary", "opposes"),
        ("Tsjechië maakt geen bezwaar tegen deze maatregel.", "Czech Republic", "supports"),
        ("Het kabinet is geen voorstander van een nieuw fonds.", "Dutch government", "opposes"),
        ("Spanje heeft dat aanbod afgewezen.", "Spain", "opposes"),
        ("Rusland ziet de komst van de eenheid als een provocatie.", "Russia", "opposes"),
        ("Het kabinet ziet geen reden voor een nieuw mandaat.", "Dutch government", "opposes"),
        ("Nederland dringt bij de NAVO aan op een snelle evaluatie.", "Netherlands", "urges"),
        ("Denemarken heeft gepleit voor meer oefeningen.", "Denmark", "urges"),
        ("Het kabinet roept alle partijen op de wapens neer te leggen.", "Dutch government", "urges"),
        ("Nederland zal zich blijven inzetten voor wapenbeheersing.", "Netherlands", "urges"),
        ("De secretaris-generaal van de NAVO zal aandacht vragen voor de munitie.", "SG NATO", "urges"),
        ("Nederland zal het belang van goede afspraken benadrukken.", "Netherlands", "stresses"),
        ("Het kabinet hecht groot belang aan openheid.", "Dutch government", "stresses"),
        ("Voor Nederland is van belang dat de kosten worden gedeeld.", "Netherlands", "stresses"),
        ("Polen heeft de bondgenoten om hulp gevraagd bij de bewaking van het luchtruim.", "Poland", "asks"),
        ("De eenheid blijft op verzoek van Litouwen nog een jaar.", "Lithuania", "asks"),
        ("Het kabinet constateert dat de kosten stijgen.", "Dutch government", "notes"),
        ("Nederland volgt de gesprekken met belangstelling.", "Netherlands", "notes"),
        ("Over de details kan het kabinet geen mededelingen doen.", "Dutch government", "notes"),
        ("Dat is in de ogen van Italië een goede zaak.", "Italy", "supports"),
        ("Wat Nederland betreft dient de NAVO terughoudend te zijn.", "Netherlands", "urges"),
        ("Volgens de NAVO neemt de druk op het luchtruim toe.", "NATO", "notes"),
    ],
)  # fmt: skip
def test_a_verb_with_its_holder(sentence: str, holder: str, polarity: str) -> None:
    assert held(sentence) == [(holder, polarity)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the agent of a passive holds it, the subject does not
        ("Door de bondgenoten werd de NAVO geprezen.", [("allies", "supports")]),
        ("Het plan van Nederland wordt door Frankrijk gesteund.", [("France", "supports")]),
        ("Nederland wordt gesteund.", []),
        # a body that stands for one named before
        ("Griekenland nam ook deel. De bondgenoten spraken lang. Zij onderschreven het plan.", [("allies", "supports")]),
        # what is said of the matter decides what a judgement is
        ("Het kabinet vindt dat Europa meer moet doen.", [("Dutch government", "urges")]),
        ("Het kabinet acht dat voorstel onaanvaardbaar.", [("Dutch government", "opposes")]),
        ("Het kabinet acht een evaluatie noodzakelijk.", [("Dutch government", "supports")]),
        # another body in the clause of the first
        ("De secretaris-generaal stelde dat Turkije het akkoord verwelkomt.",
         [("SG NATO", "notes"), ("Turkey", "supports")]),
        # each main clause has its own
        ("Nederland steunt het plan, maar is tegen de voorgestelde datum.",
         [("Netherlands", "supports"), ("Netherlands", "opposes")]),
        ("Nederland heeft, gesteund door België, bepleit het overleg voort te zetten.",
         [("Belgium", "supports"), ("Netherlands", "urges")]),
        # who acts together with others
        ("Nederland zal met België aandacht vragen voor dit thema.", [("Netherlands and Belgium", "urges")]),
        # a leader speaks for the country
        ("President Erdogan verzet zich tegen dit besluit.", [("Turkey", "opposes")]),
    ],
)  # fmt: skip
def test_who_holds_it(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(held(sentence)) == sorted(expected)


def test_another_body_is_reported_by_the_first() -> None:
    told = positions("De secretaris-generaal stelde dat Turkije het akkoord verwelkomt.")
    assert [(p.holder, p.reported_by) for p in told] == [("SG NATO", None), ("Turkey", "SG NATO")]


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Het is van groot belang dat de rust in Kosovo terugkeert.", "stresses"),
        ("Nieuw geweld moet worden voorkomen.", "urges"),
        ("Het is aan Georgië om daarover te besluiten.", "stresses"),
        ("Een snel vertrek zou een verkeerd signaal zijn.", "opposes"),
        ("Een akkoord biedt de beste kans op vrede.", "supports"),
        ("De toestand in het noorden van Kosovo blijft zorgelijk.", "notes"),
        ("Er is geen aanleiding om de inzet te wijzigen.", "notes"),
    ],
)
def test_a_judgement_without_holder_is_the_writers(sentence: str, polarity: str) -> None:
    assert held(sentence) == [("Dutch government", polarity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "De ministers spreken over belangrijke onderwerpen zoals munitie.",
        "Ook wordt onderzocht of de regels moeten worden aangepast.",
        "Bezien wordt of Italië dit voorstel steunt.",
        "Indien Italië dit steunt, volgt een besluit.",
        "De landen die dit plan steunen, komen in mei bijeen.",
        "De opvang dient volgens planning in mei gereed te zijn.",
        "De bijeenkomst vindt in Brussel plaats.",
        "Nederland zet in 2026 een fregat in.",
        "Dat roept de vraag op hoe Duitsland hierover denkt.",
    ],
)
def test_what_is_asked_open_or_plain_is_no_position(sentence: str) -> None:
    assert held(sentence) == []


def test_members_hold_what_they_say_and_the_minister_what_he_answers() -> None:
    body = (
        "Vraag 1\nDe leden van de SP-fractie zijn verontrust over de kosten. Deze leden vragen of de Minister bereid is "
        "het plan te herzien. Zij vragen ook hoeveel militairen er zijn.\n\n"
        "Antwoord\nHet kabinet onderschrijft het belang van soberheid.\n\n"
        "Vraag 2\nDe leden van de D66-fractie vragen of de Minister de mening deelt dat dit onaanvaardbaar is. "
        "Zij vragen of Frankrijk dit steunt.\n\nAntwoord\nNee.\n"
    )
    assert held(body, QUESTIONS) == [
        ("SP", "opposes"),
        ("SP", "asks"),
        ("Dutch government", "supports"),
        ("D66", "opposes"),
    ]


def test_agreement_without_holder_is_of_those_who_met_in_a_report() -> None:
    assert held("Over dit plan bestond geen verschil van mening.", REPORT) == [("NATO defence ministers", "supports")]
    assert held("Over dit plan bestond geen verschil van mening.", AGENDA) == []


def test_the_span_is_the_main_clause_with_what_hangs_on_it() -> None:
    body = "Nederland steunt het plan, maar is tegen de datum die nu wordt genoemd."
    first, second = positions(body)
    assert first.quote == "Nederland steunt het plan"
    assert second.quote.startswith("maar is tegen") or second.quote.startswith("is tegen")
    text = AGENDA + body
    assert all(text[p.start : p.end] == p.quote for p in (first, second))


def test_topic_and_mission_are_those_of_the_passage() -> None:
    body = "Kosovo\n\nNederland steunt de voortzetting van KFOR.\n\nAfghanistan\n\nNederland hecht groot belang aan openheid.\n"
    first, second = positions(body)
    assert (first.topic, first.mission) == ("kosovo", "KFOR")
    assert (second.topic, second.mission) == ("afghanistan", None)


@pytest.mark.parametrize(
    "text",
    [
        "Boerenkool\n\nHet is van belang dat de aardappelen gaar zijn. De kool moet fijn worden gesneden. Wij vinden een "
        "scheutje azijn essentieel. Nederland houdt vast aan de worst, Duitsland is daar tegen.",
        "Oranje wint\n\nNederland won met 3-1 van Duitsland. De trainer benadrukte dat het beter moet. Spanje steunt de "
        "nieuwe opzet van het toernooi, Italië is tegen elke wijziging. De defensie van Duitsland bleef kwetsbaar.",
        "Hoofdstuk 3\n\nHij vond dat zij moest gaan. Zij was tegen elk vertrek en pleitte voor nog een avond in Frankrijk. "
        "Het was belangrijk dat niemand de kamer zag waar de minister sliep.",
    ],
    ids=["recipe", "football", "novel"],
)
def test_other_text_states_no_positions(text: str) -> None:
    assert held(text, "") == []


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="Nederland steunt, dat moet.\n", max_size=200))
def test_any_text_gives_quotes_at_their_offsets(text: str) -> None:
    whole = AGENDA + text
    found = extract(from_bytes(whole.encode(), "brief.txt"))
    assert all(whole[p.start : p.end] == p.quote for p in found.positions)


@pytest.mark.parametrize("unit", ["is van ", "zet zich ", "Nederland benadrukt dat ", "moet worden en ziet geen "])
def test_a_hostile_sentence_is_read_in_time(unit: str) -> None:
    """Sentences as long as are read at all: what is longer than 4000 characters is passed over as no prose."""
    sentence = (unit * (3900 // len(unit))).strip() + "."
    start = time.monotonic()
    held(" ".join([sentence.capitalize()] * 3))
    assert time.monotonic() - start < 20
