"""Text files: the letter is the file exactly as it stands.

Nothing is cleaned here. `raw` is what offsets count in (code points, line ends kept), so that a quote can be found
again in the file by anyone. What is not text is refused in one sentence.
"""

from __future__ import annotations

import codecs

from navograaf.errors import LetterError

MAX_BYTES = 8_000_000
"""A letter of 100 pages is 0.3 MB of text; beyond 8 MB a file is something else."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = tuple(map(chr, sorted({*range(32)} - {*b"\t\n\r\f\v"})))


def decoded(data: bytes, source: str) -> tuple[str, str]:
    """The text of a file and its encoding. Raises LetterError for what is binary, empty or too large, and for an
    encoding that is none of UTF-8, UTF-16 with a byte order mark and Windows-1252."""
    if len(data) > MAX_BYTES:
        raise LetterError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB", where=source, todo="Give one letter a file"
        )
    raw, encoding = _decode(data, source)
    if not raw.strip("\ufeff \t\r\n\f\v\xa0"):
        raise LetterError("the file is empty", where=source, todo="Remove it, or fetch the letter again")
    return raw, encoding


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
