"""The whole first station: a path or bytes become a Letter, whatever the format."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from navograaf.errors import LetterError
from navograaf.letters.model import Fact, Letter
from navograaf.letters.outside import facts_beside
from navograaf.letters.plain import decoded
from navograaf.letters.recognised import other, recognised
from navograaf.letters.sources import MAX_BYTES, STDIN, read_bytes


def read_letter(source: Path | str) -> Letter:
    """Read one letter from a path, or from standard input for "-", with what the files beside it say of it.

    Raises LetterError when it is missing, a folder, or as `from_bytes`.
    """
    return from_bytes(read_bytes(source), str(source), facts_beside(source))


def from_bytes(data: bytes, source: str, facts: tuple[Fact, ...] = ()) -> Letter:
    """The Letter in `data`; `source` names it in messages. facts: what is said of it elsewhere.

    Raises LetterError for a file that is too large or empty, of another format, damaged, encrypted or without text.
    """
    if len(data) > MAX_BYTES:
        raise LetterError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB", where=source, todo="Give one letter a file"
        )
    if is_other := other(data):
        raise LetterError(f"this is {is_other.what}", where=source, todo=is_other.todo)
    made = _read(data, source)
    return replace(made, facts=made.facts + facts) if facts else made


def _read(data: bytes, source: str) -> Letter:
    kind = recognised(data)
    # The libraries of a format are imported for its letters alone.
    if kind == "pdf":
        from navograaf.letters.pdf.apart import read_apart

        return read_apart(data, source)
    if kind == "docx":
        from navograaf.letters.docx.read import read_docx

        return read_docx(data, source)
    if kind == "html":
        from navograaf.letters.html.read import read_html

        return read_html(data, source)
    if kind == "xml":
        from navograaf.letters.koop.read import read_koop

        return read_koop(data, source)
    raw, encoding = decoded(data, source)
    return Letter(name_of(data, source), raw, hashlib.sha256(data).hexdigest(), encoding, source)


def name_of(data: bytes, source: str) -> str:
    """The name of a letter's file. Two letters from standard input are two letters: their content names them."""
    if source != STDIN:
        return Path(source).name
    return f"stdin-{hashlib.sha256(data).hexdigest()[:8]}.{recognised(data)}"
