"""What was gained and lost between two evaluations, by layer and letter, each finding with its words.

Beside evaluation.py, which makes the figures. Laws: two evaluations of the same findings differ in nothing; a finding
that came or went is told once, in the strictest layer that holds it; it is right only where the annotation has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from navograaf.scoring.layers import score_letter
from navograaf.scoring.matching import Item, mentions_of
from navograaf.scoring.registry import AnnotationError, annotated_letters, read_known
from navograaf.scoring.statements import is_free
from navograaf.scoring.things import KAMERSTUK

_MENTIONED = {"missions": "missions", "people": "people", "organisations": "organisations", "meetings": "meetings"}
_MENTIONED |= {"documents": "documents_mentioned"}
_PLACED = ("sections", "decisions", "positions", "commitments", "quantities", "questions")
_COARSE = ("decisions-status", "decisions-found", "positions-found")
"""Layers that judge the findings of a stricter one again: their figures change, and their findings stand there."""
_THINGS = ("meetings", "missions", "people", "organisations", "countries", "documents_mentioned")


def found_items(findings: Mapping[str, Any]) -> dict[str, list[Item]]:
    """The findings of one letter under the layers that hold findings of their own.

    Other layers have figures alone: decisions-found and decisions-status judge the decisions in other ways,
    topics and document compare sets and fields, topics-spans characters.
    """
    papers = findings.get("references") or []
    layers = {layer: mentions_of(findings.get(key)) for layer, key in _MENTIONED.items()}
    layers["countries"] = mentions_of(findings.get("countries"), "iso2")
    layers["references"] = [r for r in papers if r.get("kind", "kamerstuk") in KAMERSTUK]
    layers["references-other"] = [r for r in papers if r.get("kind", "kamerstuk") not in KAMERSTUK]
    return layers | {layer: list(findings.get(layer) or ()) for layer in _PLACED}


def quoted(findings: Mapping[str, Any]) -> dict[str, Any]:
    """The findings with the first words of each question, which carries a place alone, as its quote."""
    sentences, asked = findings.get("sentences"), findings.get("questions")
    if not (isinstance(sentences, list) and isinstance(asked, list)):
        return dict(findings)
    first = {s["start"]: s.get("clean") for s in sentences}
    return {**findings, "questions": [{**q, "quote": first.get(q.get("start"))} for q in asked]}


def judged(figures: dict[str, Any], gold: Path, findings_of: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """`Evaluation.as_json` with "neither" by layer and letter: the findings that count neither as right nor as false.

    They stand where the annotation has something that a reader could leave out. findings_of: as `evaluate` takes it.
    """
    from navograaf.scoring.evaluation import place

    known = read_known(gold)
    for annotation in annotated_letters(gold):
        scores = score_letter(_firm(annotation), quoted(findings_of(annotation["file"])), known)
        for layer, by_layer in figures.items():
            own = by_layer["letters"][annotation["file"]]
            if "found" in own:
                own["neither"] = _more([place(item) for item in scores[layer].false], own["false"])
    return figures


def _firm(annotation: Mapping[str, Any]) -> dict[str, Any]:
    """The annotation without what may be left out: what is found there alone is false by it, and free by the whole."""
    kept = dict(annotation)
    for layer in _PLACED:
        kept[layer] = [item for item in annotation.get(layer) or () if not is_free(item)]
    for layer in _THINGS:
        kept[layer] = [
            {**item, "mentions": [m for m in item.get("mentions") or () if not _loose(m)]}
            for item in annotation.get(layer) or ()
        ]
    kept["references"] = [item for item in annotation.get("references") or () if not item.get("self")]
    return kept


def _loose(mention: Item) -> bool:
    return mention.get("type") == "anaphor" or bool(mention.get("coordinated"))


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What is gained (+) and lost (-) between two `Evaluation.as_json`: a line a layer, a letter and a finding.

    A layer or letter that did not change is left out; a layer of _COARSE has its figures alone.
    Raises AnnotationError when `old` has no figures by letter.
    """
    if not all(isinstance(figures, dict) and "letters" in figures for figures in old.values()):
        raise AnnotationError("these are no figures by letter", todo="Make them again with `navograaf evaluate --json`")
    lines = []
    for layer, figures in new.items():
        before = old.get(layer, {})
        rows = []
        letters = before.get("letters", {})
        for file in dict.fromkeys([*figures["letters"], *letters]):
            was, now = letters.get(file, {}), figures["letters"].get(file, {})
            below = [] if layer in _COARSE else list(_rows(was, now))
            if below or _moved(was, now):
                rows += [f"  {file}: {_step(was, now)}", *(f"    {row}" for row in below)]
        if rows or _moved(before, figures):
            lines += [f"{layer}: {_step(before, figures)}", *rows]
    return lines


def _rows(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The findings that came and went in one layer of one letter; missed and false items where it has no findings."""
    if "found" in was or "found" in now:
        for sign, here, there in (("+", now, was), ("-", was, now)):
            wrong, neither = (set(here.get(key) or ()) for key in ("false", "neither"))
            for place in _more(here.get("found"), there.get("found")):
                yield f"{sign} {'false' if place in wrong else 'neither' if place in neither else 'right'}  {place}"
        return
    for said, key, here, there in (
        ("+ no longer missed", "missed", was, now),
        ("+ no longer false", "false", was, now),
        ("- now missed", "missed", now, was),
        ("- now false", "false", now, was),
    ):
        yield from (f"{said}  {place}" for place in _more(here.get(key), there.get(key)))


def _more(some: list[str] | None, others: list[str] | None) -> list[str]:
    """The lines of `some` that `others` has not, or has fewer times."""
    left = list(others or ())
    more = []
    for line in some or ():
        if line in left:
            left.remove(line)
        else:
            more.append(line)
    return more


def _moved(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return bool(abs((was.get("f1") or 0.0) - (now.get("f1") or 0.0)) >= 0.0005)


def _step(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    before, after = was.get("f1"), now.get("f1")
    shown = " -> ".join("–" if figure is None else f"{figure:.3f}" for figure in (before, after))
    return f"F1 {shown} ({(after or 0.0) - (before or 0.0):+.3f})"
