"""A sketch of a letter's words: 64 numbers by which two files are told to be one letter, whatever their formats.

Made with each letter (make.py), kept in the list of letters, compared by works.py. It is a bottom-k sketch (Cohen and
Kaplan, "Summarizing data using bottom-k sketches", 2007) of the runs of five words. Law: it depends on the words alone:
hyphens, line ends, digits (page numbers, marks of footnotes), case and the places of footnotes and footers do not
count, or hardly; it is the same on every machine.

An agenda and the next one may be made of the same sentences, and differ in their days: `days` sketches those.
"""

from __future__ import annotations

import binascii
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest
from itertools import islice

from navograaf.findings.dates import find_dates

SIZE = 64
"""Numbers in a sketch: the likeness that two of them give is right to within 0.06 (one standard deviation)."""
_RUN = 5
"""Words in a run: fewer stand in many letters of ministers, of more a misread word takes too many away."""
_DAY = re.compile(r"(?:[0-9]{4}|-)-[0-9]{2}-[0-9]{2}")
"""With a year, or "--10-21" without one."""
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENS = "-\u2010\u2011\xad\ufffe\x02"
"""At the end of a line or in it: a reader cannot always tell one from the other, so that none counts."""


def sketch(raw: str) -> str:
    """The sketch of a text, as base64; "" of one without five words."""
    text = unicodedata.normalize("NFKC", raw).casefold()
    for hyphen in _HYPHENS:
        text = text.replace(f"{hyphen}\r\n", "").replace(f"{hyphen}\n", "").replace(hyphen, "")
    words = _WORD.findall(text)
    runs = map(" ".join, zip(*(islice(words, at, None) for at in range(_RUN)), strict=False))
    return _least(runs)


def days(raw: str) -> str:
    """A sketch of the days that a text names, in the same form; "" of one that names none."""
    words = " ".join(unicodedata.normalize("NFKC", raw).split())
    ends = (end for date in find_dates(words) for end in (date.value, date.last) if end)
    return _least(end for end in ends if _DAY.fullmatch(end))


def _least(items: Iterable[str]) -> str:
    """The least numbers of some words, packed."""
    least = nsmallest(SIZE, {zlib.crc32(item.encode("utf-8", "surrogatepass")) for item in items})
    return binascii.b2a_base64(struct.pack(f">{len(least)}I", *least), newline=False).decode("ascii")


@lru_cache(maxsize=1 << 15)
def numbers(kept: str) -> tuple[int, ...]:
    """The numbers of a sketch, rising."""
    data = binascii.a2b_base64(kept)
    return struct.unpack(f">{len(data) // 4}I", data)


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """How much of the words of two letters is the same, from 0 to 1: the Jaccard index of their runs of words."""
    if not one or not other:
        return 0.0
    # The least numbers of both together are a fair sample of what stands in either.
    size = SIZE if len(one) == SIZE or len(other) == SIZE else len(one) + len(other)
    together = sorted({*one, *other})[:size]
    both = {*one} & {*other}
    return sum(number in both for number in together) / len(together)
