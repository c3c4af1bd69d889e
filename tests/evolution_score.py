"""How well traces and chains answer a hand-made annotation of what was said over time: recall, precision, order, pairs.

An entry is a passage of at most 700 characters; it is right when it overlaps one of the annotation. Decisions are put
together in pairs: those of one chain. Pairs with a decision that an annotator could leave out count only where found.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

Place = dict[str, Any]
LONGEST = 700


def overlap(a: Place, b: Place) -> bool:
    """Whether two passages of one letter share a character."""
    return a["file"] == b["file"] and min(a["end"], b["end"]) > max(a["start"], b["start"])


class Gold:
    """An annotation: letters (NNN.json) and evolution.json in one folder."""

    def __init__(self, folder: Path) -> None:
        evolution = json.loads((folder / "evolution.json").read_text("utf-8"))
        self.subjects: list[dict[str, Any]] = evolution["subjects"]
        self.letters = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("[0-9]*.json"))}
        self.decisions = {
            (stem, one["id"]): {**one, "file": letter["file"]}
            for stem, letter in self.letters.items()
            for one in letter["decisions"]
        }
        self.pairs = _pairs(
            [[(m["seed"], m["decision"]) for m in c["decisions"]] for c in evolution["decision_chains"]]
        )

    def mentions(self, about: dict[str, list[str]]) -> list[Place]:
        """The mentions of the topics and missions that a subject is about."""
        return [
            {**mention, "file": letter["file"]}
            for letter in self.letters.values()
            for layer in ("topics", "missions")
            for thing in letter.get(layer) or []
            if thing["id"] in about.get(layer, [])
            for mention in thing["mentions"]
        ]

    def trace(self, subject: dict[str, Any], entries: list[Place]) -> tuple[float, float, float]:
        """Recall, precision and order of the entries of a trace, silent ones left out."""
        told = [one for one in entries if not one.get("absent")]
        usable = [one for one in told if 0 < one["end"] - one["start"] <= LONGEST]
        spans = [one for one in subject["entries"] if one.get("start") is not None]
        wanted = [one for one in spans if not one.get("related")]
        near = spans + self.mentions(subject["about"])
        found = sum(any(overlap(one, other) for other in usable) for one in wanted)
        right = sum(any(overlap(one, other) for other in near) for one in usable)
        dates = [one["date"] or "" for one in told]
        steps = list(itertools.pairwise(dates))
        good = sum(bool(a and b) and a[: len(b)] <= b[: len(a)] for a, b in steps)
        return found / len(wanted), right / len(told) if told else 0.0, good / len(steps) if steps else 1.0

    def chains(self, chains: list[dict[str, Any]]) -> tuple[float, float, float]:
        """Precision, recall and F1 of the pairs of decisions that the chains put together."""
        got = _pairs([[key for item in chain["items"] if (key := self._decision(item))] for chain in chains])
        soft = {key for key, one in self.decisions.items() if one.get("borderline")}
        got = {pair for pair in got if pair in self.pairs or not pair & soft}
        want = {pair for pair in self.pairs if pair in got or not pair & soft}
        hit = len(want & got)
        precision, recall = hit / len(got) if got else 0.0, hit / len(want) if want else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0

    def _decision(self, item: Place) -> tuple[str, str] | None:
        near = [
            (min(item["end"], one["end"]) - max(item["start"], one["start"]), key)
            for key, one in self.decisions.items()
            if overlap(item, one)
        ]
        return max(near)[1] if near else None


def _pairs(chains: list[list[tuple[str, str]]]) -> set[frozenset[tuple[str, str]]]:
    return {frozenset(pair) for chain in chains for pair in itertools.combinations(sorted(set(chain)), 2)}
