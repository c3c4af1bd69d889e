"""A folder of annotated letters scored as a whole: figures by layer and letter, and floors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navograaf.scoring.changes import found_items, quoted
from navograaf.scoring.layers import score_letter
from navograaf.scoring.matching import Item
from navograaf.scoring.registry import AnnotationError, annotated_letters, read_json, read_known
from navograaf.scoring.tally import Tally


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Tallies by letter (file name) and layer, their totals by layer, and the findings by letter and layer."""

    letters: dict[str, dict[str, Tally]]
    total: dict[str, Tally]
    found: dict[str, dict[str, list[Item]]]

    def as_json(self) -> dict[str, dict[str, Any]]:
        """Per layer the figures (p, r, f1, tp, fp, fn) and the places that were missed or false, as text.

        "letters" has the same by file, with "found", the places of all findings, in layers that have findings.
        """
        return {
            layer: {
                **tally.as_json(),
                "missed": self.places(layer, "missed"),
                "false": self.places(layer, "false"),
                "letters": {file: self._letter(file, layer) for file in self.letters},
            }
            for layer, tally in self.total.items()
        }

    def _letter(self, file: str, layer: str) -> dict[str, Any]:
        tally, found = self.letters[file][layer], self.found[file].get(layer)
        missed, false = ([place(item) for item in _ordered(items)] for items in (tally.missed, tally.false))
        places = {} if found is None else {"found": [place(item) for item in _ordered(found)]}
        return {**tally.as_json(), "missed": missed, "false": false, **places}

    def places(self, layer: str, which: str) -> list[str]:
        """The items of a layer that were "missed" or "false", as `FILE START-END WHAT`, in text order."""
        return [
            f"{file} {place(item)}"
            for file, layers in self.letters.items()
            for item in _ordered(getattr(layers[layer], which))
        ]


def _ordered(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda i: (i.get("start") or 0, i.get("end") or 0))


NAMES = ("id", "topic", "act", "status", "holder", "polarity", "value", "number")
"""Fields that tell one item of a layer from the next; for the others the first words serve."""


def place(item: Mapping[str, Any]) -> str:
    """Where an item stands in its letter and what it is, in one line."""
    said = [str(item[name]) for name in NAMES if item.get(name) is not None]
    words = item.get("quote") or item.get("surface") or item.get("heading") or item.get("head") or ""
    if not said and not words:
        said = [f"{key} {value!r}" for key, value in item.items() if key not in ("start", "end")]
    if words:
        said.append(f'"{" ".join(str(words).split())[:80]}"')
    return f"{item.get('start')}-{item.get('end')} {' '.join(said)}".rstrip()


def evaluate(gold: Path, findings_of: Callable[[str], dict[str, Any]]) -> Evaluation:
    """Score every annotated letter of the folder `gold`.

    findings_of: the findings of the letter with a given file name, {} when there are none.
    Raises AnnotationError when the folder or a layer of the findings cannot be read.
    """
    known = read_known(gold)
    letters: dict[str, dict[str, Tally]] = {}
    found: dict[str, dict[str, list[Item]]] = {}
    total: dict[str, Tally] = {}
    for annotation in annotated_letters(gold):
        file = annotation["file"]
        try:
            given = quoted(findings_of(file))
            scores = score_letter(annotation, given, known)
            found[file] = found_items(given)
        except (KeyError, TypeError, AttributeError) as error:
            raise AnnotationError(f"a field is missing or of the wrong kind ({error!r})", where=file) from error
        letters[file] = scores
        for layer, tally in scores.items():
            total.setdefault(layer, Tally()).add(tally)
    return Evaluation(letters, total, found)


def findings_in(source: Path) -> dict[str, dict[str, Any]]:
    """Findings by their "file": those of a folder's JSON files, or of one file with an object or an array of them.

    JSON that holds no findings is passed over.
    """
    files = [read_json(path) for path in (sorted(source.glob("*.json")) if source.is_dir() else [source])]
    rows = [row for data in files for row in (data if isinstance(data, list) else [data])]
    return {row["file"]: row for row in rows if isinstance(row, dict) and "file" in row}


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
