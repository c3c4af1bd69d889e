"""The lines of a letter as they are printed, each with its place in the raw text.

A line that begins with a single space, or stands after a form feed, is the first of a page: the
texts of the letters keep no other trace of page breaks. Where many lines are indented the space
means nothing and is not read so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"([\n\f\v\x85\u2028\u2029])")
_BLANK = " \t\r\xa0\ufeff\u200b"
_INDENTED = 0.25
"""Share of indented lines above which a leading space is layout, not a page break."""


class Line(NamedTuple):
    """A printed line: raw[start:end] is `text`, without the space around it; blank lines have none.

    `top` is True for the first line of a page.
    """

    start: int
    end: int
    text: str
    top: bool

    @property
    def blank(self) -> bool:
        return not self.text


def split_lines(raw: str) -> list[Line]:
    """The lines of `raw`, in order; every character that is not blank lies in exactly one of them."""
    rows: list[tuple[int, str, str, bool]] = []
    at, fed = 0, False  # fed: a form feed stands before
    pieces = _END.split(raw)
    for text, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        rest = text.lstrip(_BLANK)
        rows.append((at + len(text) - len(rest), rest.rstrip(_BLANK), text, fed))
        at += len(text) + len(end)
        fed = end in ("\f", "\v")
    filled = [text for _, body, text, _ in rows if body]
    indented = sum(map(_is_indented, filled))
    spaces_count = indented <= max(2, _INDENTED * len(filled))
    return [
        Line(start, start + len(body), body, bool(body) and (fed or (spaces_count and _is_indented(text))))
        for start, body, text, fed in rows
    ]


def _is_indented(text: str) -> bool:
    return len(text) > 1 and text[0] in " \f" and text[1] not in " \t\xa0"
