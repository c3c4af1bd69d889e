"""The bytes of a page become text.

The order is that of the HTML Living Standard (13.2.3.2), but for one thing: bytes that are good UTF-8 are UTF-8,
whatever the page declares, since pages are saved anew and keep their old declaration. Law: no byte is lost.
"""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE
)
_HEAD = 4096
"""Bytes in which a page declares its encoding; the standard asks for the first 1024."""
_CODECS = {
    "latin1": "cp1252",
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
}
"""Pages that say Latin-1 mean Windows-1252 (Encoding Standard, 4.2)."""
_KNOWN = re.compile(r"(?:iso-?8859-\d{1,2}|windows-125\d|cp125\d|cp850|macintosh|koi8-r)")
"""Other encodings that are tried: each a plain table of 256 characters."""


def page_text(data: bytes) -> tuple[str, str]:
    """The text of a page and its encoding; a byte that the encoding does not have becomes U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    if encoding := _without_mark(data):
        return data.decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    try:
        return data.decode(declared), declared
    except UnicodeDecodeError:
        return data.decode(declared, "replace"), declared


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark: of the first two characters, which are ASCII, every other byte is nought."""
    head = data[:4]
    if head[1:2] == b"\0" and head[3:4] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if head[:1] == b"\0" and head[2:3] == b"\0" else ""


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    name = found[1].decode("ascii", "replace").lower() if found else ""
    if name in _CODECS or not _KNOWN.fullmatch(name):
        return "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
