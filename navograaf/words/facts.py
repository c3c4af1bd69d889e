"""What can be told of a pattern before it is tried: the words it needs and how it begins.

Between a rule's pattern (rules.py) and the stations that choose which rules to try (trials.py, openings.py). A pattern
is parsed once for all of this. Law: the facts follow from pattern and flags alone, so they may be kept (kept.py).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from navograaf.words.anchors import Anchors, anchors
from navograaf.words.begins import CHARS, begins, holds
from navograaf.words.programs import Parsed, made, parsed
from navograaf.words.reach import Near, alone, near
from navograaf.words.tokens import Anchor

_MOST = 5000
"""So many patterns are known; then all are forgotten."""


class Facts(NamedTuple):
    """What is known of a pattern that compiles."""

    anchors: Anchors
    begins: int
    """The characters that it can begin with, as in begins.py."""
    alone: bool
    """Whether no word character stands before its matches."""
    near: Near | None
    """What stands near the start of its matches, for a pattern without openings whose matches begin with a token."""


_known: dict[tuple[str, int], Facts] = {}
"""Text and flags of a pattern -> its facts: those of the rules, and those that were asked for."""


def facts(regex: re.Pattern[str]) -> Facts:
    """The facts of a pattern: known with a rule, else worked out."""
    key = regex.pattern, regex.flags
    if key not in _known:
        if len(_known) >= _MOST:
            _known.clear()
        _known[key] = _of(parsed(*key))
    return _known[key]


def compiled(pattern: str, flags: int) -> list[object]:
    """A pattern compiled, with its facts, as JSON has them. Raises re.error."""
    own = parsed(pattern, flags)
    (anywhere, opening, spaced), begun, stands_alone, close = _of(own)
    beside = [_packed(close.anchors), close.spaces] if close else None
    return [own.program, _packed(anywhere), _packed(opening), spaced, f"{begun:x}", stands_alone, beside]


def learned(data: Any) -> re.Pattern[str]:
    """The pattern that was compiled; its facts are known from now on.

    Raises ValueError, TypeError, KeyError or RuntimeError for data of another kind.
    """
    program, anywhere, opening, spaced, begun, stands_alone, beside = data
    regex = made(program)
    known = Anchors(_unpacked(anywhere), _unpacked(opening), bool(spaced))
    close = Near(_unpacked(beside[0]) or frozenset(), int(beside[1])) if beside else None
    _known[regex.pattern, regex.flags] = Facts(known, int(begun, 16), bool(stands_alone), close)
    return regex


def _of(own: Parsed) -> Facts:
    found, begun, stands_alone = anchors(own.tree, own.flags), begins(own.tree, own.flags), alone(own.tree, own.flags)
    asked = stands_alone and found.opening is None and found.anywhere is not None
    close = near(own.tree, own.flags) if asked and not any(holds(begun, char) for char in _BLANK) else None
    return Facts(found, begun, stands_alone, close)


_BLANK = ("", *filter(str.isspace, CHARS))
_KINDS = {"=": (True, True), "<": (True, False), ">": (False, True), "~": (False, False)}
"""How an anchor stands in its token, as one sign before its letters."""
_SIGNS = {where: sign for sign, where in _KINDS.items()}


def _packed(found: frozenset[Anchor] | None) -> list[str] | None:
    return None if found is None else sorted(_SIGNS[one.starts, one.ends] + one.letters for one in found)


def _unpacked(data: list[str] | None) -> frozenset[Anchor] | None:
    return None if data is None else frozenset([Anchor(one[1:], *_KINDS[one[0]]) for one in data])
