"""Decisions: which sentences decide, who, what act and how far it has come; and what decides nothing."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.findings.told import Decision
from navograaf.letters.reading import from_bytes
from navograaf.words.reference import of_kind
from navograaf.words.rules import rules

REPORT = (
    "Den Haag, 3 maart 2021\n\nHierbij ontvangt u het verslag van de bijeenkomst van de NAVO-ministers van Defensie "
    "op 17 en 18 februari 2021.\n\n"
)
AGENDA = (
    "Den Haag, 3 februari 2020\n\nHierbij ontvangt u de geannoteerde agenda van de bijeenkomst van de NAVO-ministers "
    "van Defensie op 12 en 13 februari 2020.\n\n"
)
MINISTERS = "NATO defence ministers"

CASES: list[tuple[str, str, str, str | None]] = [
    # sentence in a report, act, status, decider
    ("De ministers stemden in met een nieuw oefenprogramma.", "agree", "taken", MINISTERS),
    ("De ministers keurden na lang beraad het jaarverslag goed.", "approve", "taken", MINISTERS),
    ("Het munitieplan werd door de bondgenoten vastgesteld.", "adopt", "taken", "allies"),
    ("Het verdrag is in 2019 door alle bondgenoten ondertekend.", "sign", "taken", "allies"),
    ("De operatie, die in 2016 begon, is met een jaar verlengd.", "extend", "taken", None),
    ("Om verspilling te voorkomen is in 2017 een fonds opgericht.", "establish", "taken", None),
    ("Het in 2018 bekrachtigde Cyber Charter blijft leidend.", "approve", "taken", None),
    ("Besloten is dat de trainingen in mei hervat kunnen worden.", "resume", "taken", None),
    ("De regering heeft besloten om het detachement terug te trekken.", "withdraw", "taken", "Dutch government"),
    ("Noorwegen stuurt een fregat naar de Golf.", "deploy", "taken", "Norway"),
    ("De ministers gaven SACEUR opdracht een evacuatieplan te maken.", "task", "taken", MINISTERS),
    ("Hiervoor is € 12 miljoen gereserveerd.", "allocate", "taken", None),
    ("De ministers zullen het munitieplan vaststellen.", "adopt", "expected", MINISTERS),
    ("Naar verwachting ondertekenen de bondgenoten het verdrag in mei.", "sign", "expected", "allies"),
    ("Er komt een nieuw hoofdkwartier in Ulm.", "establish", "expected", None),
    ("De ministers is gevraagd om de begroting goed te keuren.", "approve", "proposed", MINISTERS),
    ("Polen stelde voor het hoofdkwartier te verplaatsen.", "propose", "proposed", "Poland"),
    ("Frankrijk wil het mandaat verlengen.", "extend", "proposed", "France"),
    ("De ministers spraken over een mogelijke uitbreiding van KFOR.", "expand", "pending", MINISTERS),
    ("Het kabinet overweegt een bijdrage aan de brigade.", "contribute", "pending", "Dutch government"),
    ("De NAVO werkt momenteel aan de oprichting van een centrum.", "establish", "pending", "NATO"),
    ("Over een verlenging van KFOR is nog geen besluit genomen.", "extend", "not_yet", None),
    ("Het mandaat is nog niet verlengd.", "extend", "not_yet", None),
    ("Mocht tot uitbreiding worden besloten, dan volgt een brief.", "decide", "not_yet", None),
    ("Uitbreiding van de missie is niet aan de orde.", "expand", "not_yet", None),
    ("De ministers stemden niet in met het plan.", "agree", "not_yet", MINISTERS),
    ("Nederland levert geen extra peloton.", "contribute", "not_yet", "Netherlands"),
    ("De regering heeft besloten de missie niet te verlengen.", "extend", "not_yet", "Dutch government"),
    ("Zweden treedt in 2049 toe tot de NAVO.", "join", "expected", "Sweden"),
    ("Personeel dat niet nodig is voor de bewaking van het kamp is teruggetrokken.", "withdraw", "taken", None),
    ("Morgen zullen Noorwegen en Spanje een intentieverklaring tekenen.", "sign", "expected", "Norway and Spain"),
    ("Vandaag tekenen Noorwegen en Spanje een Letter of Intent.", "sign", "taken", "Norway and Spain"),
    ("De ministers gaven hun fiat aan de oprichting van een centrum.", "approve", "taken", MINISTERS),
    ("Er werd groen licht gegeven voor een nieuwe oefening.", "approve", "taken", None),
    ("De ministers wordt gevraagd groen licht te geven voor de aankoop.", "approve", "proposed", MINISTERS),
    ("De ministers gaven geen groen licht voor de aankoop.", "approve", "not_yet", MINISTERS),
    ("Het plan kreeg groen licht van de ministers.", "approve", "taken", MINISTERS),
    ("Het concept krijgt naar verwachting de steun van alle bondgenoten.", "endorse", "expected", "allies"),
    ("De ministers konden zich goed vinden in de nieuwe opzet.", "endorse", "taken", MINISTERS),
    ("De bondgenoten hebben zich achter het plan geschaard.", "endorse", "taken", "allies"),
    ("De ministers gaven de planners nadere richtsnoeren mee.", "give guidance", "taken", MINISTERS),
    ("Het besluit over de brigade wordt vervroegd naar november.", "advance", "taken", None),
    ("De ministers haalden de oefening een jaar naar voren.", "advance", "taken", MINISTERS),
    ("De opening is verschoven naar september.", "postpone", "taken", None),
    ("De ministers schoven de keuze door naar de top.", "postpone", "taken", MINISTERS),
    ("Het besluit is uitgesteld tot de zomer.", "postpone", "taken", None),
    ("Het denkbeeld van een vloot is van tafel.", "reject", "taken", None),
    ("Het voorstel haalde het niet.", "reject", "taken", None),
    ("De bondgenoten konden het nog niet eens worden over de locatie.", "agree", "not_yet", "allies"),
    ("De militaire autoriteiten is verzocht met opties te komen.", "task", "taken", None),
    ("De ministers hebben SACEUR gevraagd een plan te maken.", "task", "taken", MINISTERS),
    ("Het centrum moet in juli van start gaan.", "launch", "expected", None),
    (
        "De ministers gaven het startsein voor het fonds.",
        "launch",
        "taken",
        MINISTERS,
    ),
    ("Bij de staf wordt een cel voor logistiek ingericht.", "establish", "taken", None),
    ("De ministers bepaalden dat er drie varianten blijven.", "decide", "taken", MINISTERS),
    ("De ministers hakten de knoop door.", "decide", "taken", MINISTERS),
    ("Over het plan wordt in mei een besluit verwacht.", "decide", "expected", None),
    ("Hierover wordt geen besluit verwacht.", "decide", "not_yet", None),
    ("België heeft laten weten later te zullen beslissen.", "decide", "expected", "Belgium"),
    ("Noorwegen beraadt zich nog.", "decide", "pending", "Norway"),
    ("Nederland stelt vijf miljoen euro beschikbaar.", "allocate", "taken", "Netherlands"),
    ("De bondgenoten trokken een miljard euro uit voor munitie.", "allocate", "taken", "allies"),
    ("De bezuiniging is teruggedraaid.", "cancel", "taken", None),
    ("De ministers zagen af van een tweede missie.", "cancel", "taken", MINISTERS),
    ("De bondgenoten hielden vast aan de norm.", "maintain", "taken", "allies"),
    ("De NAVO verlengde in mei het mandaat.", "extend", "taken", "NATO"),
    ("De top in Warschau heeft de ruimte erkend als operationeel domein.", "declare", "taken", None),
    ("Een voorstel om de norm te wijzigen, kreeg onvoldoende steun.", "reject", "taken", None),
    ("De uitbreiding van het fonds kreeg brede steun.", "endorse", "taken", None),
    ("De oefening gaat niet door.", "cancel", "taken", None),
    ("De ministers zetten het plan in de ijskast.", "suspend", "taken", MINISTERS),
    ("Later dit jaar volgt een besluit.", "decide", "expected", None),
    ("Over de locatie wordt later besloten.", "decide", "expected", None),
    ("De ministers lieten het besluit over aan de top.", "decide", "not_yet", MINISTERS),
    ("Een gezamenlijke verklaring is in voorbereiding.", "draft", "pending", None),
    ("SACEUR heeft zijn advies uitgebracht.", "present", "taken", "SACEUR"),
    ("De teams zijn onder bevel van de NAVO gebracht.", "transfer", "taken", None),
    ("De ministers gingen in op het aanbod van Polen.", "accept", "taken", MINISTERS),
]
NOTHING = [
    "De ministers spraken over de veiligheidssituatie.",
    "Nederland zal zich blijven inzetten voor ontwapening.",
    "De leden van de D66-fractie vragen of het plan is vastgesteld.",
    "Het rapport beschrijft de stand van zaken.",
    "De secretaris-generaal benoemde het belang van oefenen.",
    "De raad stelde vast dat het werk op schema ligt.",
    "De missie richt zich op training.",
    "Het doel is om risico's te verkleinen.",
    "De samenwerking wordt voortgezet.",
    "De onlangs gepubliceerde visie is duidelijk.",
    "Nederland was tegen het besluit om de missie te verlengen.",
    "Wel tekent zich af dat het rustiger wordt.",
    "Het kabinet vindt het van belang dat de missie wordt uitgebreid.",
    "Nederland kon zich vinden in het voorstel.",
    "Nederland schaarde zich achter het voorstel.",
    "Er was brede steun voor het voorstel.",
    "De ministers namen nota van het verslag.",
    "Het accent is verschoven naar training.",
    "De vergadering ging om tien uur van start.",
    "Afgezien van de kosten is het plan goed.",
    "De ministers zagen in dat dit lastig is.",
    "Nederland houdt vast aan zijn standpunt.",
    "Er zijn tekenen dat de verklaring werkt.",
    "De ministers trokken hier lessen uit.",
    "Met dit akkoord is de dreiging van tafel.",
    "De minister bracht dit punt naar voren.",
    "Kiev kreeg de steun van de bondgenoten.",
    "Het plan wordt afgestemd met Rome.",
    "De oefening gaat door.",
]


def decisions(text: str, opening: str = REPORT) -> tuple[Decision, ...]:
    return extract(from_bytes(f"{opening}{text}\n".encode(), "brief.txt")).decisions


def test_all_cases_are_tried() -> None:
    assert (len(CASES), len(NOTHING)) == (78, 29)


@pytest.mark.parametrize(("text", "act", "status", "decider"), CASES, ids=[c[0][:40] for c in CASES])
def test_a_sentence_decides(text: str, act: str, status: str, decider: str | None) -> None:
    assert [(d.act, d.status, d.decider) for d in decisions(text)] == [(act, status, decider)]


@pytest.mark.parametrize("text", NOTHING, ids=[t[:40] for t in NOTHING])
def test_a_sentence_decides_nothing(text: str) -> None:
    assert decisions(text) == ()


def test_the_present_tense_of_an_agenda_is_still_to_come() -> None:
    text = "Tijdens de bijeenkomst wordt het munitieplan door de ministers vastgesteld."
    assert [d.status for d in decisions(text, AGENDA)] == ["expected"]
    assert [(d.meeting, d.date) for d in decisions(text, AGENDA)] == [("nato-dmm-2020-02-12", "2020-02-12")]
    assert [d.status for d in decisions(text)] == ["taken"]


def test_what_a_decision_is_about() -> None:
    (one,) = decisions("De Noord-Atlantische Raad heeft in mei 2020 het mandaat van KFOR verlengd.")
    assert (one.decider, one.decider_id) == ("North Atlantic Council", "organisation/north-atlantic-council")
    assert (one.object, one.mission, one.topic, one.date) == ("het mandaat van KFOR", "KFOR", "kosovo", "2020-05")


def test_a_date_of_the_thing_is_no_date_of_the_act() -> None:
    text = "De ministers stemden in met het plan ter uitvoering van de in 2019 vastgestelde NATO Charter."
    agreed, adopted = decisions(text)
    assert (agreed.act, agreed.date, agreed.meeting) == ("agree", "2021-02-17", "nato-dmm-2021-02-17")
    assert (adopted.act, adopted.date, adopted.decider) == ("adopt", "2019", None)


def test_what_another_says_is_asserted_by_him() -> None:
    (one,) = decisions("Volgens de Russische regering besloot de NAVO de operatie te verlengen.")
    assert (one.act, one.decider, one.asserted_by) == ("extend", "NATO", "Russian government")


def test_the_quote_is_the_clause_that_decides() -> None:
    (one,) = decisions("De top was kort, maar de ministers keurden het plan goed, terwijl het regende.")
    assert one.quote == "maar de ministers keurden het plan goed"


def test_what_members_state_is_asserted_by_their_party() -> None:
    text = (
        "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVraag 1\n\nDe leden van de Volt-fractie lezen dat de NAVO de operatie "
        "heeft verlengd. Waarom?\n\nAntwoord\n\nDe NAVO heeft het mandaat verlengd.\n\nVraag 2\n\nKlopt dit?\n\n"
        "Antwoord\n\nJa.\n"
    )
    assert [(d.act, d.status, d.asserted_by) for d in decisions(text, "")] == [
        ("extend", "taken", "Volt"),
        ("extend", "taken", None),
    ]


def test_every_act_of_a_rule_is_in_the_ontology() -> None:
    known = {x.text for t in of_kind("act") for x in t.labels if x.language == "en"}
    acts = {str(r.more["act"]) for r in rules("decisions") if "act" in r.more}
    acts |= {str(act) for r in rules("decisions") for act in r.more.get("acts", ())}
    assert acts and acts <= known


@pytest.mark.parametrize("rule", rules("decisions"), ids=lambda r: r.id)
def test_each_rule_has_three_examples_of_both_kinds(rule: object) -> None:
    assert len(rule.yes) >= 3 and len(rule.no) >= 3  # type: ignore[attr-defined]
