"""A sentence as a reader copies it, with the places of the names in it.

The raw words have line breaks, page breaks and hyphens of the printed page; the clean words have not.
Law: the words are only joined, never changed; a name that cannot be found again is left unmarked
rather than marked in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from navograaf.words.joined import one_line

Span = tuple[int, int]


def clean_quote(exact: str, clean: str, marks: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """The words to show and the marks in them.

    exact: the raw words; clean: the same words cleaned by the reader of letters, "" where the graph has
    none; marks: spans in `exact`. The marks given back are spans in the words shown, in order; marks that
    overlap ("Irak" in "NAVO-missie in Irak") become one.
    """
    shown = " ".join(clean.split()) or one_line(exact)
    found = {_again(exact, shown, start, end) for start, end in marks}
    return shown, joined(span for span in found if span)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` in order, those that overlap made one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def _again(exact: str, shown: str, start: int, end: int) -> Span | None:
    """The span of `shown` that holds the words exact[start:end]: the same one of its occurrences."""
    letters = [re.escape(c) for c in exact[max(start, 0) : end] if not c.isspace() and c != "-"]
    if not letters:
        return None
    pattern = re.compile(r"[\s-]*".join(letters))
    before = sum(1 for found in pattern.finditer(exact) if found.end() <= start)
    places = [found.span() for found in pattern.finditer(shown)]
    return places[min(before, len(places) - 1)] if places else None
