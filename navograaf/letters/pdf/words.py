"""The words of a page of a PDF, each with its place, size and style, as pdfium tells them.

First step of reading a PDF; `sheets` sets them upright. Laws: every letter that pdfium gives stands in one word; a
piece of a word that is raised, or in another style, is a piece of its own.
"""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any, NamedTuple

_SPACE = r" \t\r\n\f\v\x00\x01\x03-\x08\x0e-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000"
_SUPER = "⁰¹²³⁴-⁹"
_TOKEN = re.compile(rf"[^{_SPACE}\ufffe\x02{_SUPER}]*[\ufffe\x02]|[{_SUPER}]+|[^{_SPACE}\ufffe\x02{_SUPER}]+")
"""A word, or a part of one up to a hyphen at a line end, which pdfium gives as U+FFFE or U+0002, or a raised number."""
_LETTERS = str.maketrans(
    {"\ufffe": "-", "\x02": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obliq|[-,]it\b", re.IGNORECASE)
_SLANT = math.radians(6)
"""A scanned page lies a little askew."""
_INVISIBLE = 3
"""Text render mode 3 (PDF 32000-1, table 106): the text layer of a scan."""
_FORCED_BOLD, _ITALIC_FLAG = 1 << 18, 1 << 6
"""Font descriptor flags (PDF 32000-1, table 123)."""


class Word(NamedTuple):
    """A word, or a piece of one that is printed in a style of its own."""

    text: str
    x0: float
    x1: float
    base: float
    """The height of its base line."""
    size: float
    """Of its type, as printed."""
    bold: bool
    italic: bool
    glued: bool
    """No space stands between it and the piece before."""


class Style(NamedTuple):
    """What a string is printed in."""

    quarter: int
    """Of a circle, counter-clockwise; -1: askew."""
    size: float
    bold: bool
    italic: bool
    seen: bool


class Found(NamedTuple):
    """A word in the coordinates of the file: where its first letter begins, and the box of its last."""

    text: str
    start: tuple[float, float]
    corners: tuple[float, float, float, float]
    style: Style
    glued: bool


def turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A place as it is for who reads text that runs so many quarters of a circle counter-clockwise."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]


class Reader:
    """Asks pdfium for words. Each question is a call into C, so it asks by word, and for styles by text object."""

    def __init__(self, raw: Any, textpage: Any) -> None:
        self._raw, self._page = raw, textpage
        self._x, self._y, self._box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._styles: dict[int, Style] = {}
        self._faces: dict[int, tuple[bool, bool]] = {}

    def words(self, count: int) -> list[Found]:
        """All words, in the order of the file; count: what FPDFText_CountChars says."""
        text = self._text(count)
        made: list[Found] = []
        last = 0
        for token in _TOKEN.finditer(text):
            for first, stop, owner in self._pieces(*token.span()):
                word = text[first:stop].translate(_LETTERS)
                made.append(self._word(word, first, stop - 1, owner, first == last and first > 0))
                last = stop
        return made

    def _text(self, count: int) -> str:
        """A character of the string for each that pdfium counts."""
        buffer = (ctypes.c_ushort * (count + 1))()
        size = self._raw.FPDFText_GetText(self._page, 0, count, buffer)
        units = bytes(buffer)[: 2 * max(0, size - 1)]
        text = units.decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        codes = (self._raw.FPDFText_GetUnicode(self._page, at) for at in range(count))
        return "".join(chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd" for code in codes)

    def _pieces(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """A word cut where another text object begins: a note's number raised behind it ("Rusland5")."""
        owner = self._object(start)
        if end - start == 1 or owner == self._object(end - 1):
            return [(start, end, owner)]
        made = []
        last = self._level(start, owner)
        for at in range(start + 1, end):
            other = self._object(at)
            if not other or other == owner:
                continue
            level = self._level(at, other)  # browsers make an object of each letter
            if level[0] != last[0] or abs(level[1] - last[1]) > 0.05 * last[0].size:
                made.append((start, at, owner))
                start = at
            owner, last = other, level
        return [*made, (start, end, self._object(start))]

    def _level(self, at: int, owner: int) -> tuple[Style, float]:
        """The style of a character and the height of its base line."""
        self._raw.FPDFText_GetCharOrigin(self._page, at, self._x, self._y)
        style = self._style(at, owner)
        return style, turned(self._x.value, self._y.value, max(style.quarter, 0))[1]

    def _style(self, at: int, owner: int) -> Style:
        return self._styles.get(owner) or self._styles.setdefault(owner, self._asked(at))

    def _object(self, at: int) -> int:
        """The address of the text object of a character; 0 where pdfium has made the character."""
        handle = self._raw.FPDFText_GetTextObject(self._page, at)
        return ctypes.addressof(handle.contents) if handle else 0

    def _word(self, text: str, first: int, last: int, owner: int, glued: bool) -> Found:
        self._raw.FPDFText_GetCharOrigin(self._page, first, self._x, self._y)
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(self._page, last, box)
        style = self._style(first, owner)
        return Found(text, (self._x.value, self._y.value), (box.left, box.bottom, box.right, box.top), style, glued)

    def _asked(self, at: int) -> Style:
        raw, matrix = self._raw, self._matrix
        raw.FPDFText_GetMatrix(self._page, at, matrix)
        size = abs(raw.FPDFText_GetFontSize(self._page, at)) * (math.hypot(matrix.c, matrix.d) or 1.0)
        angle = math.atan2(matrix.b, matrix.a)
        quarter = round(angle / (math.pi / 2))
        quarter = quarter % 4 if abs(angle - quarter * math.pi / 2) < _SLANT else -1
        handle = raw.FPDFText_GetTextObject(self._page, at)
        if not handle:
            return Style(quarter, size, False, False, True)
        bold, italic = self._face(raw.FPDFTextObj_GetFont(handle))
        return Style(quarter, size, bold, italic, raw.FPDFTextObj_GetTextRenderMode(handle) != _INVISIBLE)

    def _face(self, font: Any) -> tuple[bool, bool]:
        raw, key = self._raw, ctypes.addressof(font.contents) if font else 0
        if key not in self._faces:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, len(name))
            face, flags = name.value.decode("latin-1"), max(0, raw.FPDFFont_GetFlags(font))
            bold = bool(_BOLD.search(face) or flags & _FORCED_BOLD)
            self._faces[key] = bold, bool(_ITALIC.search(face) or flags & _ITALIC_FLAG)
        return self._faces[key]
