"""The words without which a rule finds nothing, read off its pattern.

A rule such as `(?:heeft|hebben) \\s (?:\\w+\\s+){0,3} besloten` is worth trying only on words that hold "besloten".
Between the parse of a rule's pattern (facts.py) and their use (trials.py). Law: in every match of a pattern, with what
it looks ahead to, stands a token that fits one of its anchors, and at its start one that fits one of its openings,
whatever the case of their letters. A pattern of which this cannot be told has no anchors, or no openings.

Of each template of the pattern one anchor is enough; of all that must stand in a match the rarest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from navograaf.words.rarity import BLANK, EDGE, GAP
from navograaf.words.templates import parts_of
from navograaf.words.tokens import Anchor

_OPENS = re.compile(rf"(?P<before>[{EDGE}{BLANK}]*)(?:(?P<word>\w+)(?P<after>\W)?|(?P<sign>[^\w{EDGE}{GAP}{BLANK}]))")


class Anchors(NamedTuple):
    """What a pattern needs, one of each; None: it cannot be told."""

    anywhere: frozenset[Anchor] | None
    """Fits a token in every match, or in what the match looks ahead to."""
    opening: frozenset[Anchor] | None
    """Fits the token with which a match begins, or in which it does where the anchor has no start."""
    spaced: bool = False
    """Whether a match may begin with the spaces before that token."""


def anchors(tree: Iterable[Any], flags: int) -> Anchors:
    """The anchors of a parsed pattern."""
    found = parts_of(tree, flags)
    best = None if found is None else found.best()
    opening = None if found is None else _openings(found.heads)
    spaced = found is not None and any(BLANK in _OPENS.sub(r"\g<before>", head) for head in found.heads)
    return Anchors(None if best is None else frozenset(best), opening, spaced)


def _openings(heads: Sequence[str]) -> frozenset[Anchor] | None:
    found: set[Anchor] = set()
    for head in heads:
        match = _OPENS.match(head)
        if match is None:
            return None
        if match["word"] is None:
            found.add(Anchor(match["sign"], True, True))
        else:
            found.add(Anchor(match["word"], bool(match["before"]), match["after"] not in (None, GAP)))
    return frozenset(found)
