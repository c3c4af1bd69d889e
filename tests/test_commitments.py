"""Promises to the House: which sentences promise, when it is due and on what it hangs; and what promises nothing."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.findings.told import Commitment
from navograaf.letters.reading import from_bytes
from navograaf.words.rules import rules

OPENING = (
    "Den Haag, 3 maart 2021\n\nHierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie "
    "op 17 en 18 februari 2021.\n\n"
)
CLOSING = "\n\nDe Minister van Defensie,\nA.Th.B. Bijleveld-Schouten\n"


def read(body: str, opening: str = OPENING, closing: str = CLOSING) -> Findings:
    return extract(from_bytes(f"{opening}{body}{closing}".encode(), "brief.txt"))


def found(body: str) -> tuple[Commitment, ...]:
    return read(body).commitments


CASES: list[tuple[str, str | None, str | None, str | None]] = [
    # sentence, due in words, due date, condition
    ("Ik zal uw Kamer hierover per brief informeren.", None, None, None),
    ("Voor het zomerreces zal ik de Kamer nader berichten.", "Voor het zomerreces", "2021", None),
    ("De Kamer zal langs die weg over de uitkomst worden ingelicht.", None, None, None),
    ("Uw Kamer wordt na afloop van de bijeenkomst geïnformeerd.", "na afloop van de bijeenkomst", "2021-02-18", None),
    ("Het verslag zal u na het debat in juni worden toegestuurd.", "na het debat in juni", "2021-06", None),
    ("Over de brigade ontvangt u uiterlijk 1 mei 2021 een brief.", "uiterlijk 1 mei 2021", "2021-05-01", None),
    ("Uw Kamer ontvangt de nota zodra deze is vastgesteld.", "zodra deze is vastgesteld", None, None),
    ("De kabinetsreactie kunt u begin 2022 tegemoet zien.", "begin 2022", "2022", None),
    ("Uw Kamer kan het plan in het najaar verwachten.", "in het najaar", "2021", None),
    ("De evaluatie wordt volgend jaar aan de Kamer aangeboden.", "volgend jaar", "2022", None),
    ("De rapportage wordt in mei met de Kamer gedeeld.", "in mei", "2021-05", None),
    ("Mocht het mandaat wijzigen, dan wordt uw Kamer ingelicht.", None, None, "Mocht het mandaat wijzigen"),
    ("Indien daartoe aanleiding is, zullen wij u berichten.", None, None, "Indien daartoe aanleiding is"),
    ("Zo nodig zal het kabinet de Kamer tussentijds informeren.", None, None, "Zo nodig"),
    ("Ik zeg de Kamer een overzicht van de kosten toe.", None, None, None),
    ("In het volgende verslag kom ik hierop terug.", "In het volgende verslag", None, None),
    ("Ik houd de Kamer op de hoogte van het vervolg.", None, None, None),
    ("Het kabinet informeert uw Kamer binnenkort over de opties.", "binnenkort", None, None),
    ("Ik streef ernaar u voor de zomer te informeren.", "voor de zomer", "2021", None),
    ("Ik ben bereid de Kamer het rapport te doen toekomen.", None, None, None),
    ("Hierover volgt nog een aparte brief.", None, None, None),
    ("De schriftelijke vragen worden separaat beantwoord.", None, None, None),
    ("De motie zal het kabinet bij de begroting betrekken.", "bij de begroting", None, None),
    ("Binnen twee weken na het besluit ontvangt de Kamer de brief.", "Binnen twee weken na het besluit", None, None),
    ("Ik zal dit, zoals in mei 2020 gemeld, met uw Kamer delen.", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "due", "date", "condition"), CASES)
def test_a_promise_with_its_moment_and_condition(
    body: str, due: str | None, date: str | None, condition: str | None
) -> None:
    (one,) = found(body)
    assert (one.due, one.due_date, one.condition) == (due, date, condition)
    assert one.conditional == (condition is not None)
    assert one.quote == body


def test_all_cases_are_tried() -> None:
    assert len(CASES) == 25


@pytest.mark.parametrize(
    "body",
    [
        "Hierover heb ik uw Kamer eerder geïnformeerd (Kamerstuk 28 676, nr. 340).",
        "Zoals aan uw Kamer gemeld, wordt de bijdrage verlengd.",
        "De Kamer is onlangs geïnformeerd dat de missie wordt verlengd.",
        "De evaluatie is in mei met uw Kamer gedeeld.",
        "Hierbij zend ik de Kamer tevens het jaarverslag.",
        "Met deze brief informeert het kabinet uw Kamer over de uitkomst.",
        "Zoals toegezegd stuur ik uw Kamer hierbij het overzicht.",
        "Over de strategie kan ik uw Kamer geen mededelingen doen.",
        "Ik zal de Kamer niet in het openbaar informeren.",
        "De secretaris-generaal zal de bondgenoten voor de top informeren.",
        "Bij de Raad in november komt dit terug.",
        "De Kamer heeft gevraagd of de missie wordt verlengd.",
        "De leden van de SP-fractie vragen of de Kamer wordt geïnformeerd.",
        "Wordt de Kamer over dit besluit geïnformeerd?",
        "De ministers zullen spreken over het rapport dat de Kamer heeft ontvangen.",
        "De Verenigde Staten zegden extra troepen toe.",
    ],
)
def test_what_promises_the_house_nothing(body: str) -> None:
    assert found(body) == ()


@pytest.mark.parametrize(
    "body",
    [
        "De eigenaar zal u informeren over de openingstijden. U ontvangt een kaartje bij de ingang.",
        "De huurder zal de kamer opruimen en u de sleutel sturen. Wij houden u op de hoogte.",
        "Het bestuur informeert de leden na de zomer. Ik zeg u toe dat het brood vers is.",
        "Wij sturen u binnenkort een offerte. Mocht dat niet lukken, dan wordt u gebeld.",
    ],
)
def test_other_dutch_text_has_no_promises(body: str) -> None:
    assert read(body, "", "").commitments == ()


@pytest.mark.parametrize(
    ("body", "by", "by_id"),
    [
        ("Ik zal de Kamer informeren.", "Minister of Defence (Netherlands)", "post/nl-defence-minister"),
        ("De Kamer wordt nader geïnformeerd.", "Minister of Defence (Netherlands)", "post/nl-defence-minister"),
        ("Het kabinet zal de Kamer informeren.", "Dutch government", "organisation/dutch-government"),
        ("Wij zullen de Kamer informeren.", "Dutch government", "organisation/dutch-government"),
    ],
)
def test_who_promises(body: str, by: str, by_id: str) -> None:
    (one,) = found(body)
    assert (one.by, one.by_id, one.to) == (by, by_id, "House of Representatives")


def test_two_signers_are_the_government() -> None:
    closing = (
        "\n\nDe Minister van Buitenlandse Zaken,\nS.A. Blok\n\nDe Minister van Defensie,\nA.Th.B. Bijleveld-Schouten\n"
    )
    (one,) = read("De Kamer wordt nader geïnformeerd.", closing=closing).commitments
    assert one.by == "Dutch government"


@pytest.mark.parametrize(
    ("body", "meeting"),
    [
        ("In het verslag van de bijeenkomst zal ik de Kamer informeren.", "nato-dmm-2021-02-17"),
        ("Zoals gebruikelijk zal ik uw Kamer na afloop een verslag toesturen.", "nato-dmm-2021-02-17"),
        ("Voor de zomer zal ik de Kamer informeren.", None),
    ],
)
def test_the_meeting_on_which_the_moment_hangs(body: str, meeting: str | None) -> None:
    (one,) = found(body)
    assert one.meeting == meeting


def test_the_next_meeting_is_not_the_one_that_the_letter_is_about() -> None:
    (one,) = found("In het verslag van de volgende bijeenkomst zal ik de Kamer informeren.")
    assert one.due == "In het verslag van de volgende bijeenkomst"
    assert one.meeting != "nato-dmm-2021-02-17" and one.due_date != "2021-02-18"


def test_a_question_of_the_house_promises_nothing_but_its_answer_may() -> None:
    body = (
        "Vraag 1\nDe leden menen dat het kabinet de Kamer zal informeren.\n\nAntwoord\nDe Kamer zal worden geïnformeerd.\n\n"
        "Vraag 2\nWat kost dit?\n\nAntwoord\nDat is niet bekend.\n"
    )
    (one,) = found(body)
    assert one.quote == "De Kamer zal worden geïnformeerd."


def test_the_quote_is_the_sentence_or_its_part_behind_a_semicolon() -> None:
    (one,) = found("De cijfers zijn nog niet bekend; zodra dat zo is, zal ik uw Ka-\nmer informeren. Dat duurt even.")
    assert one.quote == "zodra dat zo is, zal ik uw Ka-\nmer informeren."
    assert one.due == "zodra dat zo is"


def test_the_rules_that_promise_have_examples_both_ways() -> None:
    promising = [rule for rule in rules("commitments") if rule.kind in ("promise", "present", "not-promise", "due")]
    assert len(promising) >= 20
    assert [rule.id for rule in promising if len(rule.yes) < 3 or len(rule.no) < 3] == []


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Duitsland zal de Kamer hierover informeren.", []),
        ("De Poolse regering zal de Kamer een brief sturen.", []),
        ("De minister van Buitenlandse Zaken zal uw Kamer informeren.", ["Minister of Foreign Affairs (Netherlands)"]),
        ("Ik zal uw Kamer informeren.", ["Minister of Defence (Netherlands)"]),
        ("Het kabinet zal uw Kamer informeren.", ["Dutch government"]),
    ],
)
def test_a_promise_is_of_who_makes_it(sentence: str, by: list[str]) -> None:
    assert [one.by for one in found(sentence)] == by


def test_a_promise_is_about_the_mission_and_the_topic_that_it_names() -> None:
    (one,) = found("Over de inzet in KFOR zal ik uw Kamer voor de zomer informeren.")
    assert (one.mission, one.topic) == ("KFOR", "kosovo")
