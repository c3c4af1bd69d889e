"""How the rules carry over: seventeen annotated letters of other years, kinds and layouts, scored as the five are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from navograaf.scoring import Evaluation, evaluate
from navograaf.scoring.evaluation import below_floors

LETTERS = Path(__file__).parent / "cases" / "letters"
FLOORS: dict[str, float] = json.loads((LETTERS / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def evaluation(gold_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    from navograaf.findings.extract import extract
    from navograaf.findings.model import as_json
    from navograaf.letters.reading import read_letter

    folder = tmp_path_factory.mktemp("annotation")  # ids of topics and entities are those of the five letters
    for path in [*LETTERS.glob("[0-9]*.json"), gold_folder / "topics.json", gold_folder / "entities.json"]:
        shutil.copy(path, folder)
    return evaluate(folder, lambda file: as_json(extract(read_letter(LETTERS / file))))


def test_seventeen_letters_are_scored(evaluation: Evaluation) -> None:
    assert len(evaluation.letters) == 17


def test_every_layer_has_a_floor(evaluation: Evaluation) -> None:
    assert set(FLOORS) == set(evaluation.total)


@pytest.mark.parametrize("layer", sorted(FLOORS))
def test_f1_is_not_below_the_floor(layer: str, evaluation: Evaluation) -> None:
    missed = evaluation.places(layer, "missed")[:10]
    false = evaluation.places(layer, "false")[:10]
    assert below_floors(evaluation.total, {layer: FLOORS[layer]}) == [], f"missed {missed}, false {false}"


def test_annotation_quotes_its_letter() -> None:
    for path in sorted(LETTERS.glob("[0-9]*.json")):
        note = json.loads(path.read_text(encoding="utf-8"))
        raw = (LETTERS / note["file"]).read_bytes().decode("utf-8")
        rows = [row for layer in ("decisions", "positions", "commitments", "quantities") for row in note[layer]]
        assert rows
        assert all(raw[row["start"] : row["end"]] == row["quote"] for row in rows)
