"""Which format a file is in, told by its content: names lie, and standard input has none.

First asked of every file. Laws: plain text is text, also when it opens with "<" or "{"; what is none of the formats
that are read, and is known to be something else, is told by `other`; all else is text, whose reader refuses the rest.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from navograaf.letters.model import Format

_HEAD, _TAIL = 4096, 256
"""Bytes in which a format shows itself."""


class Other(NamedTuple):
    """A file that no reader reads: what it is, and what to do."""

    what: str
    todo: str


_SAVE = "Save the letter as PDF, docx, HTML, XML or plain text first"
_SCAN = "Have its text recognised, or fetch the letter in another format"
_UNPACK = "Unpack it, and name the letter in it"
OTHERS = {
    b"\xd0\xcf\x11\xe0": Other("a Word .doc file, or another of Office 97-2003", _SAVE),
    b"{\\rtf": Other("RTF", _SAVE),
    b"%!PS": Other("PostScript", _SAVE),
    b"\x89PNG": Other("a picture", _SCAN),
    b"\xff\xd8\xff": Other("a picture", _SCAN),
    b"GIF8": Other("a picture", _SCAN),
    b"II*\0": Other("a picture", _SCAN),
    b"MM\0*": Other("a picture", _SCAN),
    b"\x1f\x8b": Other("a gzip file", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": Other("a 7-Zip file", _UNPACK),
    b"Rar!\x1a\x07": Other("a RAR file", _UNPACK),
    b"BZh9": Other("a bzip2 file", _UNPACK),
}
"""What files begin with that no reader reads."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream of a file of Office 97-2003 in which a docx with a password stands (MS-OFFCRYPTO 2.3.4.4)."""
_ZIPS = (
    (
        re.compile(rb"\APK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.", re.DOTALL),
        "an OpenDocument file",
    ),
    (re.compile(rb"\APK\x03\x04.{26}mimetypeapplication/epub", re.DOTALL), "an e-book"),
    (re.compile(rb"xl/(?:workbook|worksheets|_rels)[/.]"), "an Excel workbook"),
    (re.compile(rb"ppt/(?:presentation|slides|_rels)[/.]"), "a PowerPoint file"),
)
"""Zip files that are no docx, by the names in them, which stand in a zip as they are."""
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"(?:[^\"\\\n]|\\.){0,200}\"\s*:\s*[\"\[{\dtfn-]")
_FIELD = re.compile(r"[A-Za-z][A-Za-z-]{1,40}:[ \t]?.*|[ \t]+\S.*")
_MAIL = re.compile(r"^(?:MIME-Version|Message-ID|Received|Return-Path|Content-Type):", re.IGNORECASE | re.MULTILINE)
_BEFORE = re.compile(r"<!--.*?-->|<\?.*?\?>|\s+", re.DOTALL)
_ROOT = re.compile(r"<(?P<name>[a-z_][\w.-]*(?::[\w.-]+)?)(?P<rest>\s[^<>]*)?/?>", re.IGNORECASE)
_OPEN = re.compile(
    r"<(?P<name>[a-z_][\w.-]*(?::[\w.-]+)?)(?P<rest>(?:\s+[\w.:-]+\s*=\s*[\"'][^\"'<]*[\"'])+)", re.IGNORECASE
)
"""A root element whose end lies behind the bytes that are looked at: told by its attributes."""
_DOCTYPE = re.compile(r"<!doctype\s+(?P<name>[\w.:-]+)", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype\s+html\b|<html[\s>]|<frameset[\s>]", re.IGNORECASE)
_HTML = frozenset(
    {
        *("html", "head", "body", "div", "p", "article", "main", "title", "meta", "link", "style", "script", "base"),
        *("table", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6", "span", "font", "center", "section", "header"),
        *("nav", "form", "frameset", "blockquote", "pre", "ul", "ol", "dl", "em", "strong", "b", "i", "u", "br"),
        *("hr", "img", "a", "sup", "small", "big", "noscript", "footer", "aside", "address"),
    }
)
"""Elements that a page, or a part of one, begins with."""
_PUBLISHED = frozenset({"officiele-publicatie", "kamerwrk", "kamerstuk", "kamervragen", "metadata_gegevens"})
"""Roots of published XML: told so also when the file is cut."""
_ATTRIBUTE = re.compile(r"\s[\w:.-]+\s*=\s*[\"']")


def recognised(data: bytes) -> Format:
    """The format of a file. What is none of the others is taken for text, whose reader refuses what is not."""
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:  # PDF 32000-1, annex H: readers look in the first 1024 bytes
        return "pdf"
    return _markup(_text(data[:_HEAD]), data)


def other(data: bytes) -> Other | None:
    """What a file is that no reader reads; None for what one may."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED in data:
        return Other("an encrypted Word document", "Open it with its password, and save it without")
    for magic, what in OTHERS.items():
        if data.startswith(magic):
            return what
    if data.startswith(b"PK\x03\x04"):
        head, tail = data[:65536], data[-65536:]
        what_zip = next((what for seen, what in _ZIPS if seen.search(head) or seen.search(tail)), "")
        return Other(what_zip, _SAVE) if what_zip and b"word/document" not in head + tail else None
    text = _text(data[:_HEAD])
    if _JSON.match(text):
        return Other("JSON", _SAVE)
    head_lines = re.split(r"\r?\n[ \t]*\r?\n", text.lstrip("\ufeff\r\n"), maxsplit=1)[0]
    if _MAIL.search(head_lines) and all(map(_FIELD.fullmatch, head_lines.splitlines()[:-1] or [head_lines])):
        return Other("an e-mail, or a web page with its files (MHT)", _SAVE)
    return None


def _text(data: bytes) -> str:
    """Bytes as text, good enough to see ASCII in: every other byte nought is UTF-16."""
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        data = data.removeprefix(mark)
    return data.replace(b"\0", b"").decode("latin-1")


def _markup(text: str, data: bytes) -> Format:
    at, declared = 0, text.lstrip().lower().startswith("<?xml")
    while found := _BEFORE.match(text, at):
        at = found.end()
    doctype = _DOCTYPE.match(text, at)
    if doctype is not None:
        return "html" if doctype["name"].lower() == "html" else "xml"
    root = _ROOT.match(text, at) or _OPEN.match(text, at)
    if root is None:
        if declared:
            return "xml"
        return "html" if _PAGE.search(text, 0, 1024) else "txt"
    name = root["name"].lower().rpartition(":")[2]
    if name in _HTML and (":" not in root["name"] or name == "html"):
        return "html"
    if declared or name in _PUBLISHED or _ATTRIBUTE.search(root["rest"] or ""):
        return "xml"
    # "<vertrouwelijk> Hierbij ontvangt u ...": words between angles are no element when nothing closes them
    return "xml" if _text(data[-_TAIL:]).rstrip().endswith(f"</{root['name']}>") else "txt"
