"""Papers without a place in ontology/: found by the words around them, with ids that letters share only when they may."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.graph.build import build
from navograaf.graph.check import check_graph
from navograaf.graph.folder import GraphFolder
from navograaf.letters.reading import from_bytes
from navograaf.words.reference import of_kind as known
from navograaf.words.rules import rules

HEAD = """28 676 NAVO

Nr. 500 BRIEF VAN DE MINISTER VAN DEFENSIE

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 3 maart 2027

Hierbij ontvangt u de geannoteerde agenda voor de bijeenkomst van NAVO-ministers van Defensie op 11 en 12 maart 2027.

"""


def read(body: str, number: str = "500") -> Findings:
    return extract(from_bytes((HEAD.replace("500", number) + body + "\n").encode(), "a.txt"))


def papers(body: str, number: str = "500") -> dict[str, list[str]]:
    return {one.id: [m.surface for m in one.mentions] for one in read(body, number).documents_mentioned}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In de brief van 3 februari jl. stond dit al.", {"letter-2027-02-03": ["brief van 3 februari jl."]}),
        ("De verklaring van 4 mei 2026 blijft gelden.", {"verklaring-2026-05-04": ["verklaring van 4 mei 2026"]}),
        ("Het plan-Duinker is van de baan.", {"plan-duinker": ["plan-Duinker"]}),
        ("De motie van het lid Duinker is uitgevoerd.", {"motie-van-het-lid-duinker": ["motie van het lid Duinker"]}),
        ("U ontvangt een aparte brief.", {"aparte-brief-28676-500": ["aparte brief"]}),
        ("Het herziene operatieplan geldt.", {"herziene-operatieplan-28676-500": ["herziene operatieplan"]}),
        ("De raming (32 999, nr. 24) was hoger.", {"raming-28676-500": ["raming"]}),
        ("In de geannoteerde agenda staat dit niet.", {"agenda-dmm-2027-03": ["geannoteerde agenda"]}),
        ("Men steunt de Baltic Harbour Strategy.", {"baltic-harbour-strategy": ["Baltic Harbour Strategy"]}),
        ("Dit rapport gaat over havens, en het plan ook.", {}),
        ("Op de agenda staat het beleid van de bondgenoten.", {}),
        ("Volgens resolutie 1325 is dat zo.", {}),
    ],
)  # fmt: skip
def test_what_is_a_paper_and_what_is_its_id(body: str, expected: dict[str, list[str]]) -> None:
    assert papers(body) == expected


def test_the_paper_that_the_letter_comes_with_is_not_mentioned() -> None:
    assert papers("Nederland steunt dit.") == {}


def test_a_report_belongs_to_the_meeting_behind_it() -> None:
    found = papers(
        "Zie het verslag van de bijeenkomst van NAVO-ministers van Defensie op 17 en 18 juni 2020. "
        "Later volgt het verslag van de havenraad."
    )
    assert found["report-dmm-2020-06"] == ["verslag van de bijeenkomst"]
    assert [name for name in found if name.endswith("-28676-500")] == ["verslag-van-de-havenraad-28676-500"]


def test_only_this_letter_tells_its_separate_letter_from_others() -> None:
    body = "U ontvangt een aparte brief. De motie-Duinker en de brief van 3 februari 2027 spreken hiervan."
    shared = set(papers(body)) & set(papers(body, "501"))
    assert shared == {"motie-duinker", "letter-2027-02-03"}


def test_a_known_document_goes_first_and_an_unknown_name_stays_a_candidate() -> None:
    found = read("De Defensienota 2022 en de Baltic Harbour Strategy (BHS) zijn oud. De BHS geldt nog.")
    assert [one.id for one in found.documents_mentioned] == ["baltic-harbour-strategy", "defensienota-2022"]
    assert [m.type for m in found.documents_mentioned[0].mentions] == ["name", "abbr", "abbr"]
    assert [(one.kind, one.name) for one in found.candidates] == [("document", "Baltic Harbour Strategy")]


def test_a_paper_without_a_name_is_no_candidate() -> None:
    found = read("De brief van 3 februari jl., het herziene operatieplan en de motie-Duinker zijn bekend.")
    assert len(found.documents_mentioned) == 3
    assert found.candidates == ()


def test_the_graph_describes_papers_that_the_ontology_lacks(tmp_path: Path) -> None:
    letter = tmp_path / "500.txt"
    letter.write_text(HEAD + "U ontvangt een aparte brief over de Baltic Harbour Strategy.\n", encoding="utf-8")
    folder = GraphFolder.create(tmp_path / "graph")
    assert build(folder, [letter]).stored
    text = (folder.path / "letters" / "28676-500.nq").read_text(encoding="utf-8")
    for name in ("aparte-brief-28676-500", "baltic-harbour-strategy"):
        described = [
            line for line in text.splitlines() if line.startswith(f"<https://w3id.org/navograaf/id/document/{name}>")
        ]
        assert any("NamedDocument" in line for line in described), name
        assert any("rdf-schema#label" in line for line in described), name
    assert [r for r in check_graph(folder) if r.severity == "Violation"] == []


def test_every_rule_says_what_its_ids_are_made_of() -> None:
    assert len(rules("papers")) >= 30
    assert {rule.more["id_from"] for rule in rules("papers")} == {"date", "letter", "meeting", "words"}
    assert {rule.kind for rule in rules("papers")} == {"name", "description", "own"}


WORDS = st.sampled_from(
    ["de brief van 3 mei 2026", "het operatieplan", "de motie-Duinker", "(32 999, nr. 24)", "het verslag van de top",
     "een verklaring", "die", "is", "toegezonden", "ondertekend", "Strategisch Concept", "raming", ".", ",", "van", "De"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=14))
def test_mentions_lie_in_the_letter_and_never_overlap(words: list[str]) -> None:
    raw = HEAD + " ".join(words) + ".\n"
    found = extract(from_bytes(raw.encode(), "a.txt"))
    places = sorted((m.start, m.end, m.surface) for one in found.documents_mentioned for m in one.mentions)
    ours = {m.rule for one in found.documents_mentioned for m in one.mentions} - {"documents.name"}
    assert ours <= {rule.id for rule in rules("papers") + rules("candidates")}
    assert all(raw[start:end] == surface for start, end, surface in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))


def test_a_readiness_pledge_is_a_document_and_no_mission() -> None:
    found = read("Het NATO Readiness Initiative (NRI) en het NATO Force Model zijn besproken.")
    assert [one.id for one in found.documents_mentioned] == ["nato-force-model", "nato-readiness-initiative"]
    assert found.missions == ()
    assert not {"NRI", "NFM"} & {one.id for one in known("mission")}
