"""A folder of annotated letters scored as a whole: totals, floors, and what changed since an earlier run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navograaf.scoring.layers import score_letter
from navograaf.scoring.registry import AnnotationError, annotated_letters, read_json, read_known
from navograaf.scoring.tally import Tally


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Tallies by letter (file name) and layer, and their totals by layer."""

    letters: dict[str, dict[str, Tally]]
    total: dict[str, Tally]

    def as_json(self) -> dict[str, dict[str, Any]]:
        """Per layer the figures (p, r, f1, tp, fp, fn) and the places that were missed or false, as text."""
        return {
            layer: {**tally.as_json(), "missed": self.places(layer, "missed"), "false": self.places(layer, "false")}
            for layer, tally in self.total.items()
        }

    def places(self, layer: str, which: str) -> list[str]:
        """The items of a layer that were "missed" or "false", as `FILE START-END WHAT`, in text order."""
        return [
            place(file, item)
            for file, layers in self.letters.items()
            for item in sorted(getattr(layers[layer], which), key=lambda i: (i.get("start") or 0, i.get("end") or 0))
        ]


NAMES = ("id", "topic", "act", "status", "holder", "polarity", "value", "number")
"""Fields that tell one item of a layer from the next; for the others the first words serve."""


def place(file: str, item: Mapping[str, Any]) -> str:
    """Where an item stands and what it is, in one line."""
    said = [str(item[name]) for name in NAMES if item.get(name) is not None]
    words = item.get("quote") or item.get("surface") or item.get("heading") or item.get("head") or ""
    if not said and not words:
        said = [f"{key} {value!r}" for key, value in item.items() if key not in ("start", "end")]
    if words:
        said.append(f'"{" ".join(str(words).split())[:80]}"')
    return f"{file} {item.get('start')}-{item.get('end')} {' '.join(said)}".rstrip()


def evaluate(gold: Path, findings_of: Callable[[str], dict[str, Any]]) -> Evaluation:
    """Score every annotated letter of the folder `gold`.

    findings_of: the findings of the letter with a given file name, {} when there are none.
    Raises AnnotationError when the folder or a layer of the findings cannot be read.
    """
    known = read_known(gold)
    letters: dict[str, dict[str, Tally]] = {}
    total: dict[str, Tally] = {}
    for annotation in annotated_letters(gold):
        file = annotation["file"]
        try:
            scores = score_letter(annotation, findings_of(file), known)
        except (KeyError, TypeError, AttributeError) as error:
            raise AnnotationError(f"a field is missing or of the wrong kind ({error!r})", where=file) from error
        letters[file] = scores
        for layer, tally in scores.items():
            total.setdefault(layer, Tally()).add(tally)
    return Evaluation(letters, total)


def findings_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Findings files of a folder by their "file"; JSON that is none is passed over."""
    files = [read_json(path) for path in sorted(folder.glob("*.json"))]
    return {data["file"]: data for data in files if isinstance(data, dict) and "file" in data}


def below_floors(total: Mapping[str, Tally], floors: Mapping[str, float]) -> list[str]:
    """A line for each layer whose F1 is below its floor. Raises AnnotationError for a layer that is none."""
    unknown = sorted(set(floors) - set(total))
    if unknown:
        raise AnnotationError(f"the floors name no layer: {', '.join(unknown)}", todo=f"Layers: {', '.join(total)}")
    return [
        f"{layer}: F1 {total[layer].f1 or 0:.3f}, floor {floor:.3f}"
        for layer, floor in floors.items()
        if (total[layer].f1 or 0) < floor
    ]


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What is gained (+) and lost (-) per layer between two `as_json`, figures first, then places."""
    lines = []
    for layer, figures in new.items():
        before = old.get(layer) or {}
        was, now = before.get("f1") or 0.0, figures["f1"] or 0.0
        rows = [f"  - now missed  {p}" for p in _more(figures["missed"], before.get("missed"))]
        rows += [f"  - now false   {p}" for p in _more(figures["false"], before.get("false"))]
        rows += [f"  + found now   {p}" for p in _more(before.get("missed"), figures["missed"])]
        rows += [f"  + gone now    {p}" for p in _more(before.get("false"), figures["false"])]
        if rows or abs(now - was) >= 0.0005:
            lines += [f"{layer}: F1 {was:.3f} -> {now:.3f} ({now - was:+.3f})", *rows]
    return lines


def _more(some: list[str] | None, others: list[str] | None) -> list[str]:
    return [line for line in some or [] if line not in set(others or [])]
