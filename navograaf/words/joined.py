"""The raw words of a place on one line, as a reader copies them and as links compare them.

Beside folding.py. Law: words are only joined, never changed.
"""

from __future__ import annotations

import re

_BREAK = re.compile(r"-[ \t]*\r?\n\s*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{1,40}\Z")
_LONGEST = 40
"""Letters of a word that are looked at before a hyphen: a longer run of letters is damage, not a word."""


def one_line(exact: str) -> str:
    """`exact` on one line. "bijeen-\\nkomst" is joined; "NAVO-\\nverdragsgebied" keeps its hyphen."""
    return " ".join(_BREAK.sub(_join, exact).split())


def _join(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    before = _WORD.search(text, max(0, at - _LONGEST), at)
    if before is None:
        return found[0]
    keep = before[0].isupper() or text[found.end()].isupper()
    return "-" if keep else ""
