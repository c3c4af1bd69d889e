"""First station: a file becomes a Letter, its text exactly as it stands.

Nothing is cleaned here. `raw` is what offsets count in (code points, line ends kept), so that
a quote can be found again in the file by anyone. Input is untrusted: its size is bounded, and what
is not text is refused in one sentence.
"""

from __future__ import annotations

import codecs
import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from navograaf.errors import LetterError

MAX_BYTES = 8_000_000
"""A letter of 100 pages is 0.3 MB of text; beyond 8 MB a file is something else."""
_PART = 1 << 16
"""Bytes read at a time: to read 8 MB at once would take the memory for it, for each of a thousand letters anew."""
STDIN = "-"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = tuple(map(chr, sorted({*range(32)} - {*b"\t\n\r\f\v"})))
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a docx or zip file",
    b"\xd0\xcf\x11\xe0": "a Word .doc file",
    b"{\\rtf": "RTF",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as read: `source` is the path as given ("-" for standard input), `file` its last part."""

    file: str
    raw: str
    sha256: str
    encoding: str
    source: str


def read_letter(source: Path | str) -> Letter:
    """Read one letter from a path, or from standard input for "-".

    Raises LetterError when it is missing, a folder, empty, larger than MAX_BYTES, binary or of an
    encoding that is none of UTF-8, UTF-16 with a byte order mark and Windows-1252.
    """
    return from_bytes(read_bytes(source), str(source))


def read_bytes(source: Path | str) -> bytes:
    """The bytes of a letter at a path or, for "-", on standard input; of one that is too large, enough to tell.

    Raises LetterError when it is missing, a folder or cannot be read.
    """
    name = str(source)
    try:
        if name == STDIN:
            return _bounded(sys.stdin.buffer)
        with Path(source).open("rb") as stream:
            return _bounded(stream)
    except FileNotFoundError:
        raise LetterError("there is no such file", where=name, todo="Check the path") from None
    except IsADirectoryError:
        raise LetterError("this is a folder", where=name, todo="Name a letter in it") from None
    except OSError as error:
        raise LetterError(f"the file cannot be read ({error.strerror})", where=name) from error


def _bounded(stream: BinaryIO) -> bytes:
    """All bytes, or the first of them, more than MAX_BYTES."""
    parts: list[bytes] = []
    size = 0
    while size <= MAX_BYTES and (part := stream.read(_PART)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def from_bytes(data: bytes, source: str) -> Letter:
    """The Letter in `data`; `source` names it in messages. Raises LetterError as `read_letter` does."""
    if len(data) > MAX_BYTES:
        raise LetterError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB", where=source, todo="Give one letter a file"
        )
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise LetterError(f"this is {what}, not plain text", where=source, todo="Save the letter as text first")
    raw, encoding = _decode(data, source)
    if not raw.strip("\ufeff \t\r\n\f\v\xa0"):
        raise LetterError("the file is empty", where=source, todo="Remove it, or fetch the letter again")
    sha256 = hashlib.sha256(data).hexdigest()
    # two letters from standard input are two letters: the name tells them apart
    name = f"stdin-{sha256[:8]}.txt" if source == STDIN else Path(source).name
    return Letter(name, raw, sha256, encoding, source)


def _decode(data: bytes, source: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            skip = 0 if encoding == "utf-8" else len(bom)  # offsets of a UTF-8 file count its mark
            try:
                return _text(data[skip:].decode(encoding), source), encoding
            except UnicodeDecodeError as error:
                raise LetterError(f"the file is cut or damaged {encoding}", where=source) from error
    if b"\0" in data:
        raise LetterError(
            "the file is binary, or UTF-16 without a byte order mark", where=source, todo="Save it as UTF-8 text"
        )
    try:
        return _text(data.decode("utf-8"), source), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return _text(data.decode("cp1252"), source), "cp1252"
    except UnicodeDecodeError:
        raise LetterError(
            "the encoding is neither UTF-8 nor Windows-1252", where=source, todo="Save it as UTF-8 text"
        ) from None


def _text(text: str, source: str) -> str:
    """`text`, unless too much of it is control characters: then the file is no letter."""
    controls = sum(map(text.count, _CONTROLS))
    if controls * 100 > len(text):
        raise LetterError("the file is binary, not text", where=source, todo="Save the letter as text first")
    return text


def letter_paths(sources: Iterable[Path | str]) -> list[Path]:
    """The letters named by `sources`: files as given, folders expanded to the *.txt under them.

    Each path once, sorted inside a folder; "-" (standard input) passes through. Raises LetterError
    for a path that is not there and for a folder without letters.
    """
    found: dict[Path, None] = {}
    for source in map(Path, sources):
        if not source.is_dir():
            if str(source) != STDIN and not source.exists():
                raise LetterError("there is no such file or folder", where=str(source), todo="Check the path")
            found[source] = None
            continue
        inside = sorted(p for p in source.rglob("*.txt") if p.is_file() and not p.name.startswith("."))
        if not inside:
            raise LetterError("the folder holds no .txt letters", where=str(source), todo="Name another folder")
        found.update(dict.fromkeys(inside))
    return list(found)
