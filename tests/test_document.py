"""What a letter is: kind, number, date, meeting and signatories, in the layouts of the genre."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.letters.reading import from_bytes


def found(text: str) -> Findings:
    return extract(from_bytes(text.encode(), "brief.txt"))


KOOP = """28 676 NAVO
21 501-28
Defensieraad
Nr. 554
BRIEF VAN DE MINISTER VAN DEFENSIE
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 12 november 2025
Op 15 oktober 2025 vonden in Brussel bijeenkomsten plaats van de NAVO-ministers van
Defensie (DMM) en de RBZ Defensie. In deze brief informeer ik uw Kamer over de uitkomst.
De Minister van Defensie,
R.P. Brekelmans
"""
OLD = """28 676 NAVO
Nr. 46 BRIEF VAN DE MINISTER VAN DEFENSIE
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
’s-Gravenhage, 28 juni 2007
Op 14 en 15 juni jl. werd in Brussel een formele bijeenkomst gehouden van de Noord-Atlantische Raad (NAR) in de samenstelling van ministers van Defensie.
De minister van Defensie, E. van Middelkoop
"""
MINISTRY = """Datum 3 juni 2016
Betreft Geannoteerde agenda bijeenkomst NAVO-ministers van Defensie op 14 en 15 juni 2016
Geachte voorzitter,
Hierbij bied ik u de geannoteerde agenda aan.

DE MINISTER VAN DEFENSIE

J.A. Hennis-Plasschaert
"""
CONSULTATION = """21 501-28 Defensieraad
Nr. 263 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
Vastgesteld 29 januari 2024
Er zijn vragen over de geannoteerde Agenda Informele Raad Buitenlandse Zaken Defensie 30 en 31 januari 2024 (Kamerstuk 21 501-28, nr. 262).
I Vragen en opmerkingen vanuit de fracties
Vragen en opmerkingen van de leden van de PVV-fractie
De leden van de PVV-fractie vragen of de minister bereid is meer te doen.
II Antwoord / Reactie van de Minister
Ja, daartoe ben ik bereid.
"""


@pytest.mark.parametrize(
    ("text", "kind", "dossier", "number", "date", "meeting", "signed"),
    [
        (KOOP, "report", "28676", "554", "2025-11-12", "nato-dmm-2025-10-15", ["brekelmans"]),
        (OLD, "report", "28676", "46", "2007-06-28", "nato-dmm-2007-06-14", ["van-middelkoop"]),
        (MINISTRY, "agenda", None, None, "2016-06-03", "nato-dmm-2016-06-14", ["hennis-plasschaert"]),
        (CONSULTATION, "questions", "21501-28", "263", "2024-01-29", "eu-fac-defence-2024-01-30", []),
    ],
    ids=["stacked dossiers", "2007", "ministry", "consultation"],
)
def test_the_document_is_read(
    text: str, kind: str, dossier: str | None, number: str | None, date: str, meeting: str, signed: list[str]
) -> None:
    document = found(text).document
    assert (document.kind, document.dossier, document.number, document.date) == (kind, dossier, number, date)
    assert document.about_meeting == meeting
    assert [s.id for s in document.signed_by] == signed


def test_a_dossier_that_is_not_printed_is_inferred_with_its_reason() -> None:
    document = found(MINISTRY).document
    assert document.dossier is None
    assert [(i.field, i.value, i.confidence) for i in document.inferred] == [("dossier", "28676", "medium")]
    assert "28676" in document.inferred[0].reason


def test_the_parliamentary_year_comes_from_head_or_footer() -> None:
    assert found("Vergaderjaar 2006-2007\n" + OLD).document.parliamentary_year == "2006-2007"
    assert (
        found(OLD + "\nTweede Kamer, vergaderjaar 2006–07, 28 676, nr. 46 2\n").document.parliamentary_year
        == "2006-2007"
    )


def test_an_unknown_signatory_is_kept_without_an_id() -> None:
    signed = found(
        "Hierbij zend ik u de brief over de inzet.\n\nDe Minister van Defensie,\nQ.Z. Onbekend\n"
    ).document.signed_by
    assert [(s.name, s.id) for s in signed] == [("Q.Z. Onbekend", None)]


def test_the_same_letter_gives_the_same_findings_whatever_was_read_before() -> None:
    first = found(KOOP)
    found(OLD)
    assert found(KOOP) == first


def test_an_earlier_agenda_that_is_mentioned_does_not_make_a_report_an_agenda() -> None:
    text = (
        "Met verwijzing naar onze brief van 4 mei jl., waarbij de geannoteerde agenda werd toegezonden, bieden wij u "
        "hierbij het verslag aan van de NAVO-top op 20 en 21 mei 2012 te Chicago.\n"
    )
    assert found(text).document.kind == "report"
    assert found(text.replace("hierbij het verslag", "nu het verslag")).document.kind == "report"
    assert found(text.replace("hierbij het verslag aan", "nu de stukken aan")).document.kind == "letter"


OPENINGS = tomllib.loads((Path(__file__).parent / "cases" / "openings.toml").read_text(encoding="utf-8"))["opening"]


def test_the_openings_are_of_every_kind() -> None:
    assert len(OPENINGS) == len({one["name"] for one in OPENINGS}) == 60
    kinds = Counter(one["kind"] for one in OPENINGS)
    assert kinds == {"agenda": 18, "report": 20, "questions": 4, "letter": 18}
    assert {one["about"].partition("-20")[0] for one in OPENINGS if "about" in one} == {
        *("nato-dmm", "nato-fmm", "nato-summit"),
        *("eu-fac-defence", "udcg", "anti-isis"),
    }


@pytest.mark.parametrize("one", OPENINGS, ids=lambda one: one["name"])
def test_an_opening_says_what_the_letter_is(one: dict[str, str]) -> None:
    document = found(one["text"].strip() + "\n").document
    assert (document.kind, document.date, document.about_meeting) == (one["kind"], one.get("date"), one.get("about"))


AGENDA = (
    "Hierbij ontvangt u de geannoteerde agenda van de bijeenkomst van de NAVO-ministers van Defensie op 5 juni 2025."
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (AGENDA, "agenda"),
        (AGENDA.replace("ontvangt u de", "verwijs ik naar de"), "letter"),
        (AGENDA.replace("ontvangt u de", "kom ik terug op de eerder aan u gezonden"), "letter"),
        (AGENDA.replace("ontvangt u", "antwoord ik op een verzoek over"), "letter"),
        (AGENDA.replace("Hierbij ontvangt u", "Na afloop ontvangt u het verslag; nu al kent u"), "letter"),
        (AGENDA.replace("Hierbij", "Met deze brief"), "agenda"),
    ],
)
def test_a_paper_that_is_only_cited_does_not_tell_what_the_letter_is(text: str, kind: str) -> None:
    assert found(text + "\n").document.kind == kind
