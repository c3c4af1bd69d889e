"""Places in a letter: which of many spans hold an offset, and which touch a stretch of text.

Used by the writers of quads for sentences and sections. Law: a look-up is a bisection and a walk back that ends where
no earlier span reaches as far, so that a letter of many sentences and wide gaps costs no more than its answers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, Protocol, TypeVar


class Span(Protocol):
    """Anything with offsets into the raw letter."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Place = TypeVar("Place", bound=Span)


class Spans(Generic[Place]):
    """Spans sorted by start, the longer first; an answer is the number of a span in `places`."""

    __slots__ = ("_ends", "_reach", "_starts", "places")

    def __init__(self, spans: Iterable[Place]) -> None:
        self.places: Sequence[Place] = sorted(spans, key=lambda span: (span.start, -span.end))
        self._starts = [span.start for span in self.places]
        self._ends = [span.end for span in self.places]
        self._reach = list(accumulate(self._ends, max))  # how far any of the spans up to here goes

    def innermost(self, at: int) -> int | None:
        """The last span that begins at or before the offset `at` and ends after it, None where there is none.

        A footnote stands inside the sentence that it interrupts, a sub-heading's body inside its heading's:
        the one that begins last is the inner one.
        """
        number = bisect_right(self._starts, at) - 1
        if number >= 0 and self._ends[number] > at:  # by far the most
            return number
        while number >= 0 and self._reach[number] > at:
            if self._ends[number] > at:
                return number
            number -= 1
        return None

    def touching(self, start: int, end: int) -> list[int]:
        """The spans that share a character with start-end, in order."""
        number = bisect_left(self._starts, end) - 1
        found = []
        while number >= 0 and self._reach[number] > start:
            if self._ends[number] > start:
                found.append(number)
            number -= 1
        found.reverse()
        return found
