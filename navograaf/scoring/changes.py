"""What was gained and lost between two evaluations, by layer and letter, each finding with its words.

Beside evaluation.py, which makes the figures. Law: two evaluations of the same findings differ in nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from navograaf.scoring.matching import Item, mentions_of
from navograaf.scoring.registry import AnnotationError
from navograaf.scoring.things import KAMERSTUK

_MENTIONED = {"missions": "missions", "people": "people", "organisations": "organisations", "meetings": "meetings"}
_MENTIONED |= {"documents": "documents_mentioned"}
_PLACED = ("sections", "decisions", "positions", "commitments", "quantities", "questions")


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


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """What is gained (+) and lost (-) between two `Evaluation.as_json`: a line a layer, a letter and a finding.

    A layer or letter that did not change is left out. Raises AnnotationError when `old` has no figures by letter.
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
            below = list(_rows(was, now))
            if below or _moved(was, now):
                rows += [f"  {file}: {_step(was, now)}", *(f"    {row}" for row in below)]
        if rows or _moved(before, figures):
            lines += [f"{layer}: {_step(before, figures)}", *rows]
    return lines


def _rows(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """The findings that came and went in one layer of one letter; missed and false items where it has no findings."""
    if "found" in was or "found" in now:
        for sign, here, there in (("+", now, was), ("-", was, now)):
            wrong = set(here.get("false") or ())
            for place in _more(here.get("found"), there.get("found")):
                yield f"{sign} {'false' if place in wrong else 'right'}  {place}"
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
