"""The words of topics in a letter, and what one topic says about another.

Three strengths: a strong word (or a word that begins with a stem) makes its sentence speak of the topic, a weak word
only supports it, and a heading word makes a section about it. A country in a list of countries is a weak word.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import NamedTuple

from navograaf.findings.layout import Layout
from navograaf.findings.named import List, hits
from navograaf.findings.spots import Spans, beginning
from navograaf.iris import PREFIXES
from navograaf.text.reading import Block
from navograaf.words.reference import of_kind

_BROADER = PREFIXES["skos"] + "broader"


LIST = 3
"""So many countries in a row are a list: who takes part, not what is spoken of."""
_BETWEEN = re.compile(r"(?:(?!\n\n)\W)+(?:\w{2,3}[^\w\n]+)?")


class Term(NamedTuple):
    """A word of a topic in the view, strong or weak."""

    topic: str
    start: int
    end: int
    weak: bool


_WORDS: tuple[tuple[List, bool], ...] = (("topic", False), ("topic-stem", False), ("topic-weak", True))
"""The lists of words in running text, each with whether its words are weak."""


def find_terms(layout: Layout) -> list[Term]:
    """The words of topics in a letter, in order; letterhead and signature left out."""
    found: set[Term] = set()
    listed = _listed_countries(layout)
    for name, weak in _WORDS:
        for hit in hits(layout, name):
            if layout.block_at(hit.start).kind in ("text", "heading", "footnote"):
                less = weak or listed.hold(hit.start, hit.end)
                found.update(Term(thing.id, hit.start, hit.end, less) for thing, _ in hit.named)
    ordered = sorted(found, key=lambda t: (t.topic, t.weak, t.start, -t.end))
    # "kernwapens" in "tactische kernwapens" is the same word said once
    return sorted(_not_inside(ordered), key=lambda t: (t.start, t.end, t.topic))


def _listed_countries(layout: Layout) -> Spans:
    """Where countries stand that are named in a row: "België, Finland, Letland en Noorwegen"."""
    view = layout.text.view
    rows: list[list[tuple[int, int]]] = []
    for hit in hits(layout, "joined-country"):
        if rows and _BETWEEN.fullmatch(view.text, rows[-1][-1][1], hit.start):
            rows[-1].append((hit.start, hit.end))
        else:
            rows.append([(hit.start, hit.end)])
    return Spans(span for row in rows if len(row) >= LIST for span in row)


def _not_inside(terms: list[Term]) -> list[Term]:
    """Of each topic the words that lie in no strong word of it; terms come by topic, strong ones first."""
    kept: list[Term] = []
    for _, own in groupby(terms, key=lambda t: t.topic):
        strong: list[Term] = []
        reach = 0
        spans: Spans | None = None
        for term in own:
            if not term.weak:
                if term.end > reach:  # those before it begin no later
                    strong.append(term)
                    reach = term.end
                continue
            spans = spans or Spans((one.start, one.end) for one in strong)
            if not spans.hold(term.start, term.end):
                kept.append(term)
        kept += strong
    return kept


def heading_topics(layout: Layout, heading: Block) -> set[str]:
    """The topics that a heading names."""
    here = beginning(hits(layout, "heading"), heading.start, heading.end)
    return {thing.id for hit in here for thing, _ in hit.named}


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
