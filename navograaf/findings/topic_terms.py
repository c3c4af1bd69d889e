"""The words of topics in a letter, and what one topic says about another.

Three strengths: a strong word (or a word that begins with a stem) makes its sentence speak of the topic, a weak word
only supports it, and a heading word makes a section about it. A country in a list of countries is a weak word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from navograaf.findings.layout import Layout
from navograaf.iris import PREFIXES
from navograaf.words.gazetteer import Gazetteer
from navograaf.words.reference import of_kind

_BROADER = PREFIXES["skos"] + "broader"


LIST = 3
"""So many countries in a row are a list: who takes part, not what is spoken of."""
_BETWEEN = re.compile(r"(?:(?!\n\n)\W)+(?:\w{2,3}[^\w\n]+)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a topic in the view, strong or weak."""

    topic: str
    start: int
    end: int
    weak: bool


@cache
def _gazetteers() -> tuple[tuple[Gazetteer, bool], ...]:
    """The matchers of words in running text, each with whether its words are weak."""
    topics = of_kind("topic")
    return (
        (Gazetteer(topics, ("name", "abbr", "description", "hidden")), False),
        (Gazetteer(topics, ("stem",), stems=True), False),
        (Gazetteer(topics, ("weak",)), True),
    )


@cache
def _headings() -> Gazetteer:
    return Gazetteer(of_kind("topic"), ("heading", "name"))


def find_terms(layout: Layout) -> list[Term]:
    """The words of topics in a letter, in order; letterhead and signature left out."""
    view = layout.text.view
    found = set()
    for gazetteer, weak in _gazetteers():
        for hit in gazetteer.find(view.text, view.folded):
            if layout.block_at(hit.start).kind in ("text", "heading", "footnote"):
                found |= {Term(thing.id, hit.start, hit.end, weak) for thing, _ in hit.named}
    listed = _listed_countries(layout)
    found = {replace(t, weak=t.weak or any(a <= t.start and t.end <= b for a, b in listed)) for t in found}
    ordered = sorted(found, key=lambda t: (t.topic, t.weak, t.start, -t.end))
    # "kernwapens" in "tactische kernwapens" is the same word said once
    return sorted(_not_inside(ordered), key=lambda t: (t.start, t.end, t.topic))


@cache
def _countries() -> Gazetteer:
    return Gazetteer(of_kind("country"), ("name", "abbr", "hidden"))


def _listed_countries(layout: Layout) -> list[tuple[int, int]]:
    """Where countries stand that are named in a row: "België, Finland, Letland en Noorwegen"."""
    view = layout.text.view
    rows: list[list[tuple[int, int]]] = []
    for hit in _countries().find(view.text, view.folded):
        if rows and _BETWEEN.fullmatch(view.text, rows[-1][-1][1], hit.start):
            rows[-1].append((hit.start, hit.end))
        else:
            rows.append([(hit.start, hit.end)])
    return [span for row in rows if len(row) >= LIST for span in row]


def _not_inside(terms: list[Term]) -> list[Term]:
    """Of each topic the words that lie in no strong word of it; terms come by topic, strong ones first."""
    kept: list[Term] = []
    ends: dict[str, list[Term]] = {}
    for term in terms:
        strong = ends.setdefault(term.topic, [])
        if not any(o.start <= term.start and term.end <= o.end for o in strong):
            kept.append(term)
            if not term.weak:
                strong.append(term)
    return kept


def heading_topics(words: str, folded: str) -> set[str]:
    """The topics that a heading names."""
    return {thing.id for hit in _headings().find(words, folded) for thing, _ in hit.named}


@cache
def broader() -> dict[str, frozenset[str]]:
    """The topics above each topic."""
    return {
        thing.id: frozenset(iri.rsplit("/", 1)[-1] for iri in thing.values.get(_BROADER, ()))
        for thing in of_kind("topic")
    }


def akin(one: str, other: str) -> bool:
    """Whether two topics are the same, or one lies above the other: speech of one does not end that of the other."""
    return one == other or other in broader().get(one, ()) or one in broader().get(other, ())


@cache
def implied() -> dict[str, tuple[str, ...]]:
    """The topics that a topic is always about as well: "kosovo" is about "operations-and-missions"."""
    made = {}
    for thing in of_kind("topic"):
        above = broader()[thing.id] if thing.one("impliesParent") == "true" else frozenset()
        made[thing.id] = tuple(sorted(above | set(thing.ids("implies"))))
    return made
