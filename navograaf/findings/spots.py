"""Spots: where a rule or a name found a thing in the view, before they become findings.

Between the layers that find people and organisations and the Findings. Law: of two spots that overlap the one found
first stays, so a layer tries its most telling source first.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import Protocol, TypeVar

from navograaf.findings.layout import Layout
from navograaf.findings.model import Mention
from navograaf.words.folding import fold


@dataclass(frozen=True, slots=True)
class Spot:
    """A thing found at a span of the view, by which rule and as what type of mention."""

    id: str
    start: int
    end: int
    rule: str
    type: str


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)
_START = attrgetter("start")


def beginning(ordered: Sequence[_T], start: int, end: int) -> Sequence[_T]:
    """Those of the things, which stand in text order, that begin from `start` up to `end`."""
    first = bisect.bisect_left(ordered, start, key=_START)
    return ordered[first : bisect.bisect_left(ordered, end, first, key=_START)]


class Spans:
    """Spans that may overlap, asked whether one of them holds another span."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))
        """How far the spans up to each one reach."""

    def hold(self, start: int, end: int) -> bool:
        """Whether a whole span lies in one of these."""
        before = bisect.bisect_right(self._starts, start)
        return before > 0 and self._reach[before - 1] >= end


class Taken:
    """The characters of a text that are spoken for; asked and told in the time that the span itself takes."""

    def __init__(self, length: int) -> None:
        self._marked = bytearray(length)

    def touches(self, start: int, end: int) -> bool:
        """Whether a character from start up to end is taken."""
        return self._marked.find(1, start, end) >= 0

    def add(self, start: int, end: int) -> None:
        """Take the characters from start up to end; what lies beyond the text is left out."""
        end = min(end, len(self._marked))
        self._marked[start:end] = b"\1" * (end - start)


def mentions(
    layout: Layout, spots: list[Spot], also: Callable[[Spot], str | None] = lambda spot: None
) -> dict[str, list[Mention]]:
    """The spots as mentions in text order, by id; `also` names the other thing that a spot points to."""
    view, raw = layout.text.view, layout.text.letter.raw
    held: dict[str, list[Mention]] = {}
    for spot in sorted(spots, key=lambda s: (s.start, s.id)):
        start, end = view.raw_span(spot.start, spot.end)
        mention = Mention(start, end, raw[start:end], spot.rule, type=spot.type, also=also(spot))
        held.setdefault(spot.id, []).append(mention)
    return held


def slug(words: str) -> str:
    """Words as the end of an id: "De Hoop Scheffer" -> "de-hoop-scheffer"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")
