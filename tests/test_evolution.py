"""What was said over time, against the annotation of the five letters and of ten letters that no rule was written for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT
from evolution_score import Gold

from navograaf.answers.ledger import ledger
from navograaf.answers.ledger_forms import render as ledger_as
from navograaf.answers.render import render
from navograaf.answers.trace import trace
from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder

GOLD, OTHERS = Gold(ROOT / "tests" / "gold"), Gold(ROOT / "tests" / "cases" / "evolution")
FLOORS: dict[str, Any] = json.loads((ROOT / "tests" / "gold" / "floors-evolution.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    folder = GraphFolder.create(tmp_path_factory.mktemp("evolution") / "graph")
    assert not build(folder, [ROOT / "tests" / "cases" / "evolution"]).set_aside
    return folder


def entries(folder: GraphFolder, about: dict[str, list[str]]) -> list[dict[str, Any]]:
    names = [f"{kind[:-1]}/{name}" for kind in ("missions", "topics") for name in about.get(kind, [])]
    found: dict[str, Any] = json.loads(render(trace(folder, names), "json"))
    return list(found["entries"])


def chains(folder: GraphFolder) -> list[dict[str, Any]]:
    return list(json.loads(ledger_as(ledger(folder), "json"))["chains"])


def test_there_are_five_subjects_and_eight_more() -> None:
    assert [one["id"] for one in GOLD.subjects] == ["nmi", "resilience", "afghanistan", "wps", "enablement-dda"]
    assert len(OTHERS.subjects) == 8
    assert (len(GOLD.pairs), len(OTHERS.pairs)) == (64, 127)
    assert set(FLOORS["five letters"]) == {"trace", "chains"} == set(FLOORS["ten other letters"])


@pytest.mark.parametrize("subject", GOLD.subjects, ids=lambda one: one["id"])
def test_trace_of_a_subject(seeds_graph: GraphFolder, subject: dict[str, Any]) -> None:
    recall, precision, order = GOLD.trace(subject, entries(seeds_graph, subject["about"]))
    floor = FLOORS["five letters"]["trace"]
    assert recall >= floor["recall"]
    assert precision >= floor["precision"]
    assert order == 1


def test_chains_of_the_five_letters(seeds_graph: GraphFolder) -> None:
    precision, recall, f1 = GOLD.chains(chains(seeds_graph))
    floor = FLOORS["five letters"]["chains"]
    assert precision >= floor["precision"]
    assert recall >= floor["recall"]
    assert f1 >= floor["f1"]


def test_traces_of_the_other_letters(others: GraphFolder) -> None:
    scores = [OTHERS.trace(one, entries(others, one["about"])) for one in OTHERS.subjects]
    floor = FLOORS["ten other letters"]["trace"]
    assert sum(recall for recall, _, _ in scores) / len(scores) >= floor["recall"]
    assert sum(precision for _, precision, _ in scores) / len(scores) >= floor["precision"]
    assert [order for _, _, order in scores] == [1] * len(scores)


def test_chains_of_the_other_letters(others: GraphFolder) -> None:
    precision, recall, _ = OTHERS.chains(chains(others))
    floor = FLOORS["ten other letters"]["chains"]
    assert precision >= floor["precision"]
    assert recall >= floor["recall"]


PAIRS = [
    ("DCRR", "000", 493, "fulfilled", "001", 474),  # "zal ... worden vastgesteld", "werd ... vastgesteld"
    ("NMI", "000", 8342, "fulfilled", "001", 5938),  # "instemmen met het verder concretiseren"; the operation plan
    ("NMI in February", "001", 6058, "no report", "", 0),
    ("civil preparedness", "000", 4130, "silent", "001", 2405),  # asked to approve it; it only "voorlag"
]


@pytest.mark.parametrize(("name", "file", "start", "outcome", "told", "at"), PAIRS, ids=[row[0] for row in PAIRS])
def test_pairs_that_any_reader_sees(
    seeds_graph: GraphFolder, name: str, file: str, start: int, outcome: str, told: str, at: int
) -> None:
    rows = ledger(seeds_graph).expectations
    row = next(one for one in rows if one.spot.letter.file.startswith(file) and one.spot.start == start)
    assert row.outcome == outcome
    assert [(one.letter.file[:3], one.start) for one in row.found] == ([(told, at)] if told else [])


def test_the_overview_for_the_house_was_kept_by_the_paper_that_the_report_names(seeds_graph: GraphFolder) -> None:
    rows = [one for one in ledger(seeds_graph).commitments if "kamerstuk/28676-347" in one.papers]
    assert [(one.spot.letter.file[:3], one.spot.start, one.outcome) for one in rows] == [
        ("000", 805, "kept"),
        ("003", 4746, "kept"),
    ]


def test_perfect_answers_score_one() -> None:
    for gold in (GOLD, OTHERS):
        whole = [{"items": [gold.decisions[key] for key in sorted(pair)]} for pair in sorted(map(sorted, gold.pairs))]
        assert gold.chains(whole)[1] > 0.95  # a decision within another may be taken for it
        assert gold.chains([]) == (0.0, 0.0, 0.0)
