"""Where the clauses of a sentence begin: at the words of extract/clauses.toml that open one.

Before clauses.py, which makes clauses of the parts. Law: of two openings that overlap the first counts; none stands
inside brackets.
"""

from __future__ import annotations

import re
from functools import cache

from navograaf.findings.layout import Layout
from navograaf.words.folding import fold
from navograaf.words.lists import alternation
from navograaf.words.sweeps import sweep_of

NAME = "clauses"
"""The rule file."""
_OPENER = "opener"
"""The group of a pattern that opens the clause, where not all of its words do."""
_ONE_NOUN = re.compile(r"\s+[\w-]+\s*(?:[.;,]|$)")
_NEAR = 20
"""A verb that "die" or "dat" stands behind has no more letters."""
Cut = tuple[int, str, str]
"""Offset in the view, kind, folded opener."""


def cuts_of(layout: Layout, start: int, end: int) -> list[Cut]:
    """Where clauses begin in text[start:end], in order; the sentence itself begins with a main clause."""
    hits = sweep_of(layout.kept, layout.text.places, NAME).hits(start, end)
    first: Cut = (start, "main", "")
    if not hits:
        return [first]
    text = layout.text.view.text
    groups = [(rule.kind, match, _OPENER if _OPENER in rule.regex.groupindex else 0) for rule, match in hits]
    openings = [(match.start(at), -match.end(), kind, match[at]) for kind, match, at in groups]
    openings.sort()
    found = {start: first}
    taken = -1
    for at, minus_end, kind, words in openings:
        if at >= taken and not (_inside_brackets(text, start, at) or _points(text, at, -minus_end)):
            found[at] = at, kind, fold(words).strip(" ,;:")
            taken = -minus_end
    return [found[at] for at in sorted(found)]


def _points(text: str, start: int, end: int) -> bool:
    """Whether "die" or "dat" points at the noun behind it: "deelt die zorg", "onderschreef dat uitgangspunt."."""
    opener = text[start:end].strip()
    pointed = opener == "die" or (opener == "dat" and _ONE_NOUN.match(text, end) is not None)
    return pointed and _verb_before().search(text, max(0, start - _NEAR), start) is not None


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternation('clause-verb')}\s*$", re.I)


def _inside_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)
