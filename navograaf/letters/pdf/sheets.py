"""A page of a PDF as it is read: upright, with the words that a reader sees.

Between `words` and `lines`. Laws: coordinates are points (1/72 inch) from the lower left corner of the page as
it is read, so that a page that lies on its side stands upright; what nobody sees (outside the page, invisible beside
visible text) is left out; the order of the words in the file is not relied upon.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass
from typing import Any

from navograaf.letters.pdf.words import Reader, Word, turned

MAX_PAGE_CHARACTERS = 40_000
"""Of one page: a full newspaper page holds some 30,000. Beyond this a page is made to be slow."""
MAX_OBJECTS = 100_000
"""Strings, lines and pictures of one page; a detailed map has some 50,000."""
_FEW_LETTERS, _LOOKED_AT = 200, 500
"""A scanned page may bear so many letters of a stamp; a picture of it is sought among so many objects."""
_SMALLEST, _LARGEST = 0.2, 5_000
"""Points between which type can be read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its words in no order that counts, and what could not be read of it."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    askew: int = 0
    """Words that stand across the others: left out."""
    picture: bool = False
    """It shows something and has no text, or a picture with hardly any, such as a stamped number."""


class TooMuch(Exception):
    """A page holds more than MAX_PAGE_CHARACTERS or MAX_OBJECTS."""


def read_sheet(page: Any, number: int) -> Sheet:
    """The sheet of a pypdfium2 page. Raises TooMuch, and PdfiumError for a page that cannot be read."""
    from pypdfium2 import raw

    objects = raw.FPDFPage_CountObjects(page)
    if objects > MAX_OBJECTS:
        raise TooMuch
    textpage = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(textpage)
        if count > MAX_PAGE_CHARACTERS:
            raise TooMuch
        found = Reader(raw, textpage).words(count)
    finally:
        textpage.close()
    bounds = _bounds(raw, page)
    visible = sum(len(one.text) for one in found if one.style.seen)
    hidden = sum(len(one.text) for one in found if not one.style.seen)
    if visible >= hidden:
        found = [one for one in found if one.style.seen]
    turns = Counter[int]()
    for one in found:
        turns[one.style.quarter] += len(one.text)
    del turns[-1]
    turn = min(turns, key=lambda quarter: (-turns[quarter], quarter), default=0)
    left, low, right, high = _turned_box(bounds, turn)
    words = []
    for one in found:
        if one.style.quarter != turn or not _SMALLEST < one.style.size < _LARGEST:
            continue
        x, y = turned(*one.start, turn)
        _, _, end, _ = _turned_box(one.corners, turn)
        x0, x1, base = x - left, max(end, x) - left, y - low
        if -1 <= (x0 + x1) / 2 <= right - left + 1 and -1 <= base <= high - low + 1:
            words.append(Word(one.text, x0, x1, base, one.style.size, one.style.bold, one.style.italic, one.glued))
    askew = sum(one.style.quarter != turn for one in found)
    if words or askew:
        few = sum(len(word.text) for word in words) < _FEW_LETTERS
        picture = few and _pictured(raw, page, min(objects, _LOOKED_AT), (right - left) * (high - low))
    else:
        picture = objects > 0
    return Sheet(number, right - left, high - low, tuple(words), askew, picture)


def _pictured(raw: Any, page: Any, objects: int, area: float) -> bool:
    """Whether a picture covers more than half of the page."""
    ends = [ctypes.c_float() for _ in range(4)]
    for at in range(objects):
        one = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(one, *ends):
            left, low, right, high = (end.value for end in ends)
            if (right - left) * (high - low) > 0.5 * area:
                return True
    return False


def _bounds(raw: Any, page: Any) -> tuple[float, float, float, float]:
    """What of the page is shown, in the coordinates of its text, which the page's own rotation does not turn."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _turned_box(box: tuple[float, float, float, float], quarter: int) -> tuple[float, float, float, float]:
    a, b = turned(box[0], box[1], quarter), turned(box[2], box[3], quarter)
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
