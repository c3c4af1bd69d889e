"""The view: clean text whose every character knows where it stands in the raw letter.

Law: for each i, raw[view.origin[i]] is view.text[i], but for spaces and paragraph ends that stand for a
line end. A span of the view goes back to raw by `raw_span`; what lies between (a page break, a hyphen at a
line end, a footnote) is inside the raw span, as in the letter.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from navograaf.text.hyphens import Hyphen, decider, is_address
from navograaf.text.lines import Line
from navograaf.words.folding import fold

PARAGRAPH = "\n"


@dataclass(frozen=True, slots=True)
class View:
    """Clean text with its origins; `folded` is the same text folded (equal length) for matching."""

    text: str
    origin: array[int]
    folded: str
    hyphens: tuple[Hyphen, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of view.text[start:end]; start < end is asked for."""
        return self.origin[start], self.origin[end - 1] + 1


@dataclass
class ViewMaker:
    """Lays lines down, one paragraph after the other."""

    raw: str
    skipped: Iterable[tuple[int, int]] = ()
    """Raw spans that are left out: footnote markers."""
    chars: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("L"))
    hyphens: list[Hyphen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._decide = decider(self.raw)
        self._skip = sorted(self.skipped)
        self._skip_starts = [start for start, _ in self._skip]

    def paragraph(self, lines: list[Line]) -> tuple[int, int]:
        """Lay down the lines of one paragraph; returns its span in the view (without the paragraph end)."""
        start = len(self.chars)
        for here, nxt in zip(lines, [*lines[1:], None], strict=True):
            ends_in_hyphen = nxt is not None and len(here.text) > 1 and here.text[-1] in "-‑­"
            if not ends_in_hyphen or nxt is None:
                self._put(here.start, here.end)
                broken = here.text.endswith("/") and is_address(here.text.split()[-1])
                if nxt is not None and not broken:  # "https://www.nato.int/cps/en/natohq/ / opinions_176197.htm"
                    self._space(here.end)
                continue
            choice, reason = self._decide(here.text, nxt.text)
            self.hyphens.append(Hyphen(here.end - 1, choice, reason))
            self._put(here.start, here.end - (choice == "join"))
            if choice == "suspend":
                self._space(here.end)
        end = len(self.chars)
        if end > start:
            self.chars.append(PARAGRAPH)
            self.origin.append(self.origin[end - 1])
        return start, end

    def done(self) -> View:
        text = "".join(self.chars)
        return View(text, self.origin, fold(text), tuple(self.hyphens))

    def _put(self, start: int, end: int) -> None:
        for at in range(start, end):
            if self._skip and self._skips(at):
                continue
            char = self.raw[at]
            if char.isspace() or char == "\u200b":
                self._space(at)
            else:
                self.chars.append(char)
                self.origin.append(at)

    def _space(self, at: int) -> None:
        if self.chars and self.chars[-1] not in (" ", PARAGRAPH):
            self.chars.append(" ")
            self.origin.append(min(at, len(self.raw) - 1))

    def _skips(self, at: int) -> bool:
        i = bisect.bisect_right(self._skip_starts, at) - 1
        return i >= 0 and at < self._skip[i][1]
