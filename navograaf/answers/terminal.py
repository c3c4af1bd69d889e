"""Text for a terminal: styles, and lines broken without losing the places that are marked in them.

Used by table and show. Law: a letter is untrusted, so its control characters never reach a terminal;
and each character stands for one character, so places stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

Span = tuple[int, int]
BOLD, DIM, REVERSE = "1", "2", "7"
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """`text` with every control character but the line feed (escape sequences, direction marks) as a space."""
    return _CONTROL.sub(" ", text)


def style(text: str, code: str, color: bool = True) -> str:
    """`text` in an ANSI style such as BOLD; as it is without `color`."""
    return f"\x1b[{code}m{text}\x1b[0m" if color and text else text


def wrapped(text: str, marks: Sequence[Span], *, width: int, color: bool) -> list[str]:
    """`text` (one line, single spaces) broken at spaces into lines of at most `width`, its marks in bold."""
    lines, at = [], 0
    for line in wrap(text, width, break_long_words=False, break_on_hyphens=False) or [""]:
        at = text.index(line, at)
        inside = ((start - at, end - at) for start, end in marks)
        lines.append("".join(_bold(line, inside, color)))
        at += len(line)
    return lines


def _bold(line: str, marks: Iterable[Span], color: bool) -> Iterator[str]:
    for text, marked in pieces(line, marks):
        yield style(text, BOLD, color) if marked else text


def pieces(text: str, marks: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """`text` cut at its marks (in order, not overlapping): each piece, and whether it is marked."""
    at = 0
    for start, end in marks:
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False
