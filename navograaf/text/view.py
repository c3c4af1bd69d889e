"""The view: clean text whose every character knows where it stands in the raw letter.

Law: for each i, raw[view.origin[i]] is view.text[i], but for spaces and paragraph ends that stand for a
line end. A span of the view goes back to raw by `raw_span`; what lies between (a page break, a hyphen at a
line end, a footnote) is inside the raw span, as in the letter.
"""

from __future__ import annotations

import bisect
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from navograaf.text.addresses import ends_in_address, goes_on
from navograaf.text.hyphens import Choice, Hyphen, decider
from navograaf.text.lines import Line
from navograaf.words.folding import fold

PARAGRAPH = "\n"
_IN_ADDRESS: tuple[Choice, str] = ("keep", "web address")
_ODD = re.compile(r"[^\S ]|\u200b")
"""Space that is no blank."""
_HYPHENS = frozenset("-‑\xad")
_ROUND, _MOST = 1 << 12, 1 << 17
"""The row of places in a letter is made once for all letters up to such sizes, to be cut from."""
_WORDS = re.compile(r"[^\s\u200b]+(?: [^\s\u200b]+)*")
"""Words with one blank between: what is laid down as it stands."""


@lru_cache(maxsize=6)
def _places(size: int) -> array[int]:
    """0, 1, 2 and so on, up to a size."""
    return array("L", range(size))


@dataclass(frozen=True, slots=True)
class View:
    """Clean text with its origins; `folded` is the same text folded (equal length) for matching."""

    text: str
    origin: array[int]
    folded: str
    hyphens: tuple[Hyphen, ...]
    rising: tuple[int, ...] = (0,)
    """Where the origins begin anew with lower ones: a footnote stands in the letter before what it is laid behind."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of view.text[start:end]; start < end is asked for."""
        return self.origin[start], self.origin[end - 1] + 1

    def place(self, raw: int) -> int | None:
        """The last offset of the view that comes from this raw one (a paragraph's end comes from its last character).

        None where the view has left the character out.
        """
        for first, last in zip(reversed(self.rising), (len(self.origin), *reversed(self.rising)), strict=False):
            if first < last and self.origin[first] <= raw:
                at = bisect.bisect_right(self.origin, raw, first, last) - 1
                if self.origin[at] == raw:
                    return at
        return None


@dataclass
class ViewMaker:
    """Lays lines down, one paragraph after the other."""

    raw: str
    skipped: Iterable[tuple[int, int]] = ()
    """Raw spans that are left out, none inside another: footnote markers."""
    pieces: list[str] = field(default_factory=list)
    origin: array[int] = field(default_factory=lambda: array("L"))
    hyphens: list[Hyphen] = field(default_factory=list)
    rising: list[int] = field(default_factory=lambda: [0])

    def __post_init__(self) -> None:
        self._decide = decider(self.raw)
        self._skip = sorted(self.skipped)
        self._skip_starts = [start for start, _ in self._skip]
        size = max(_ROUND, len(self.raw))
        self._places = _places(1 << (size - 1).bit_length()) if size <= _MOST else array("L", range(size))

    def paragraph(self, lines: list[Line]) -> tuple[int, int]:
        """Lay down the lines of one paragraph; returns its span in the view (without the paragraph end)."""
        start = len(self.origin)
        last = len(lines) - 1
        inside = False  # the line began in the midst of a web address
        for i, here in enumerate(lines):
            mark = here.text[-1:]
            if i == last:
                self._put(here.start, here.end)
                break
            address = ends_in_address(here.text, inside)
            if mark not in _HYPHENS or len(here.text) == 1:
                self._put(here.start, here.end)
                # "https://www.nato.int/cps/en/natohq/ / opinions_176197.htm"
                inside = bool(address) and goes_on(address, lines[i + 1].text.split()[0])
                if not inside:
                    self._space(here.end)
                continue
            inside = bool(address)
            choice, reason = _IN_ADDRESS if address else self._decide(here.text, lines[i + 1].text)
            self.hyphens.append(Hyphen(here.end - 1, choice, reason))
            self._put(here.start, here.end - (choice == "join"))
            if choice == "suspend":
                self._space(here.end)
        end = len(self.origin)
        if end > start:
            if start and self.origin[start] < self.origin[start - 1]:
                self.rising.append(start)
            self.pieces.append(PARAGRAPH)
            self.origin.append(self.origin[end - 1])
        return start, end

    def done(self) -> View:
        text = "".join(self.pieces)
        return View(text, self.origin, fold(text), tuple(self.hyphens), tuple(self.rising))

    def _put(self, start: int, end: int) -> None:
        """Lay down raw[start:end], without what is skipped."""
        if not self._skip:
            return self._lay(start, end)
        at = bisect.bisect_right(self._skip_starts, start)
        if at:
            start = max(start, self._skip[at - 1][1])
        for first, last in self._skip[at : bisect.bisect_left(self._skip_starts, end)]:
            self._lay(start, first)
            start = last
        self._lay(start, end)

    def _lay(self, start: int, end: int) -> None:
        """Lay down raw[start:end] in whole stretches; other space than one blank becomes one."""
        whole = self.raw[start:end]
        plain = whole.isprintable() or _ODD.search(whole) is None
        if plain and "  " not in whole and whole.strip(" ") == whole != "":
            self.pieces.append(whole)
            self.origin.extend(self._places[start:end])
            return
        for words in _WORDS.finditer(self.raw, start, end):
            first, last = words.span()
            if first > start:
                self._space(start)
            self.pieces.append(words[0])
            self.origin.extend(self._places[first:last])
            start = last
        if start < end:
            self._space(start)

    def _space(self, at: int) -> None:
        if self.pieces and self.pieces[-1] not in (" ", PARAGRAPH):
            self.pieces.append(" ")
            self.origin.append(min(at, len(self.raw) - 1))
