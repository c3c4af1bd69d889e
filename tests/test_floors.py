"""The quality that is promised: F1 on the five annotated letters, by layer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from navograaf.scoring import Evaluation, evaluate
from navograaf.scoring.evaluation import below_floors

LAYERS = (
    "document",
    "sections",
    "meetings",
    "references",
    "references-other",
    "missions",
    "topics",
    "topics-spans",
    "people",
    "organisations",
    "countries",
    "documents",
    "decisions-found",
    "decisions-status",
    "decisions",
    "positions-found",
    "positions",
    "commitments",
    "quantities",
    "questions",
)


@pytest.fixture(scope="module")
def floors(gold_folder: Path) -> dict[str, float]:
    floors: dict[str, float] = json.loads((gold_folder / "floors.json").read_text(encoding="utf-8"))
    return floors


@pytest.fixture(scope="module")
def evaluation(gold_folder: Path, letters_folder: Path) -> Evaluation:
    from navograaf.findings.extract import extract
    from navograaf.findings.model import as_json
    from navograaf.letters.reading import read_letter

    return evaluate(gold_folder, lambda file: as_json(extract(read_letter(letters_folder / file))))


def test_every_promised_layer_has_a_floor(floors: dict[str, float]) -> None:
    assert set(LAYERS) == set(floors)
    assert len(LAYERS) == 20
    assert all(0.6 <= floor <= 1 for floor in floors.values())


def test_five_letters_are_scored(evaluation: Evaluation) -> None:
    assert len(evaluation.letters) == 5


@pytest.mark.parametrize("layer", LAYERS)
def test_f1_is_not_below_the_floor(layer: str, floors: dict[str, float], evaluation: Evaluation) -> None:
    missed = evaluation.places(layer, "missed")[:10]
    false = evaluation.places(layer, "false")[:10]
    assert below_floors(evaluation.total, {layer: floors[layer]}) == [], f"missed {missed}, false {false}"
