"""The lines of a letter as they are printed, each with its place in the raw text.

A line that begins with a single space, or stands after a form feed, is the first of a page: the
texts of the letters keep no other trace of page breaks. Where many lines are indented the space
means nothing and is not read so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\f\v\x85\u2028\u2029]*")
_BLANK = " \t\r\xa0\ufeff\u200b"
_INDENTED = 0.25
"""Share of indented lines above which a leading space is layout, not a page break."""


@dataclass(frozen=True, slots=True)
class Line:
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
    spans: list[tuple[int, int, bool]] = []
    at = 0
    while at <= len(raw):
        match = _LINE.match(raw, at)
        assert match is not None  # the pattern matches the empty string
        spans.append((at, match.end(), at > 0 and raw[at - 1] in "\f\v"))
        at = match.end() + 1
    texts = [raw[start:end] for start, end, _ in spans]
    filled = [text for text in texts if text.strip(_BLANK)]
    indented = sum(_is_indented(text) for text in filled)
    spaces_count = indented <= max(2, _INDENTED * len(filled))
    found: list[Line] = []
    for (start, end, fed), text in zip(spans, texts, strict=True):
        left = len(text) - len(text.lstrip(_BLANK))
        body = text.strip(_BLANK)
        found.append(
            Line(
                start + left,
                start + left + len(body),
                body,
                bool(body) and (fed or (spaces_count and _is_indented(text))),
            )
        )
        del end
    return found


def _is_indented(text: str) -> bool:
    return len(text) > 1 and text[0] in " \f" and text[1] not in " \t\xa0"
