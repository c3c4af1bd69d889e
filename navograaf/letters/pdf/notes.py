"""Footnotes of a PDF, taken from the ends of its columns, and the raised numbers that refer to them.

Between `columns` and `paragraphs`. A footnote is told by its place (the end of a column or page), its smaller
type and the number it begins with; what runs on at the end of the next page goes with it. Laws: every line is text or
note; a raised number is a reference only if there is a note of that number ("m2" stays what it is).
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import dataclass

from navograaf.letters.pdf.columns import Column
from navograaf.letters.pdf.lines import Line, joined
from navograaf.letters.pdf.words import Word

_SMALL = 0.94
"""Notes are set in a size of less than this share of the text's."""
_NUMBER = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?")
_MEASURE = re.compile(r"(?:^|[\d\s])[kcdm]?m$|\d$")
"""Behind such words a raised number is a power: "m2", "10 km2", "10-6"."""
_OPEN = re.compile(r"[^.?!:;)\]»”\"]$")
Marks = dict[tuple[int, Word], str]
"""Page and raised word -> the key of the note that it refers to."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: a key of its own, its number as printed, its lines without the number."""

    key: str
    number: str
    lines: tuple[Line, ...]


def take_notes(pages: list[list[Column]], size: float) -> tuple[list[list[Column]], list[Note]]:
    """The columns of each page without footnotes, and the footnotes in order; `size` is that of the text's type."""
    found: list[tuple[str, list[Line]]] = []
    kept: list[list[Column]] = []
    for columns in pages:
        markers = {
            number
            for column in columns
            for line in column.lines
            for word in line.words[1:]
            if (number := _raised(line, word))
        }
        rest = []
        for column in columns:
            start = len(column.lines) if column.side else _start(column.lines, size, markers, found)
            if start < len(column.lines):
                _read(column.lines[start:], markers, found)
            rest.append(Column(column.lines[:start], column.side))
        kept.append([column for column in rest if column.lines])
    notes = []
    for at, (number, lines) in enumerate(found):
        notes.append(Note(f"{at + 1}", number, tuple(lines)))
    return kept, notes


def marks(pages: list[list[Column]], notes: list[Note]) -> Marks:
    """Where the text refers to its notes: each note at most once, on its own page or else on one before."""
    places: dict[str, tuple[_Places, _Places]] = {}
    for columns in pages:
        for column in columns:
            for line in column.lines:
                for at, word in enumerate(line.words):
                    if at and (number := _raised(line, word)):
                        power = bool(_MEASURE.search(joined(line.words[:at])))
                        places.setdefault(number, (_Places(), _Places()))[power].add(line.page, word)
    made: Marks = {}
    for note in notes:
        for found in places.get(note.number, ()):  # what may be a power comes last
            if place := found.take(note.lines[0].page):
                made[place] = note.key
                break
    return made


class _Places:
    """Where a number is raised. The pages that are asked for rise, so each place is looked at once."""

    def __init__(self) -> None:
        self._ahead: deque[tuple[int, deque[Word]]] = deque()
        self._passed: list[tuple[int, deque[Word]]] = []

    def add(self, page: int, word: Word) -> None:
        """A place, behind those before it."""
        if not self._ahead or self._ahead[-1][0] != page:
            self._ahead.append((page, deque()))
        self._ahead[-1][1].append(word)

    def take(self, page: int) -> tuple[int, Word] | None:
        """The first free place on this page, or else on the nearest before it."""
        while self._ahead and self._ahead[0][0] <= page:
            self._passed.append(self._ahead.popleft())
        while self._passed:
            at, words = self._passed[-1]
            if words:
                return at, words.popleft()
            self._passed.pop()
        return None


def _start(lines: tuple[Line, ...], size: float, markers: set[str], found: list[tuple[str, list[Line]]]) -> int:
    """Where the notes at the end of a column begin; len(lines) where there are none."""
    small = len(lines)
    while small and lines[small - 1].size < _SMALL * size:
        small -= 1
    expected = _following(found)
    if small < len(lines) and found and _runs_on(found[-1], lines[small]):
        return small
    for at in range(small, len(lines)):
        if _number(lines[at], markers, expected):
            return at
    for at in range(small - 1, 0, -1):  # in the type of the text: a raised number begins them
        number = _raised(lines[at], lines[at].words[0]) if len(lines[at].words) > 1 else ""
        if number and number in markers and number == expected:
            return at
    return len(lines)


def _read(lines: tuple[Line, ...], markers: set[str], found: list[tuple[str, list[Line]]]) -> None:
    for line in lines:
        number = _number(line, markers, _following(found))
        if number and len(line.words) > 1:
            found.append((number, [Line(line.page, line.words[1:])]))
        elif found:
            found[-1][1].append(line)


def _following(found: list[tuple[str, list[Line]]]) -> str:
    """The number that the next note has where they are counted on."""
    last = found[-1][0] if found else "0"
    return str(int(last) + 1) if last.isdigit() else "1"


def _number(line: Line, markers: set[str], expected: str) -> str:
    """The number that a line begins with, if it is that of a note; else ""."""
    first = line.words[0]
    match = _NUMBER.fullmatch(_plain(first.text))
    if match is None or len(line.words) == 1:
        return ""
    if _raised(line, first) or match[1] == expected or match[1] in markers or match[1][0] == "*":
        return match[1]
    return ""


def _raised(line: Line, word: Word) -> str:
    """The number of a raised word; "" where it is none."""
    plain = _plain(word.text)
    match = _NUMBER.fullmatch(plain)
    return match[1] if match and (plain != word.text or line.raised(word)) else ""


def _plain(text: str) -> str:
    """Raised digits as digits."""
    return unicodedata.normalize("NFKC", text) if not text.isascii() else text


def _runs_on(last: tuple[str, list[Line]], line: Line) -> bool:
    """Whether a line without a number at the end of a page or column goes on with the last note before it."""
    before = last[1][-1]
    begins = _NUMBER.fullmatch(_plain(line.words[0].text)) is not None and bool(_raised(line, line.words[0]))
    near = line.page - before.page in (0, 1) and abs(line.size - before.size) < 0.08 * before.size
    return near and not begins and (_OPEN.search(before.text) is not None or line.text[:1].islower())
