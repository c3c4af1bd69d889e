"""Whether what came is what was asked for: by its content, since a server may send a page that says "not found".

Between polite.py and download.py. Formats are told as the first station tells them (letters/recognised.py).
"""

from __future__ import annotations

import io

from navograaf.errors import FetchError
from navograaf.fetch.checked_xml import parsed
from navograaf.fetch.failures import NotThere
from navograaf.fetch.polite import MISSING_PAGE
from navograaf.letters.recognised import recognised

_TAIL = 4096
"""Bytes in which a PDF says where its table is: its last lines (ISO 32000-1, 7.5.5), and room for what others add."""


def check(body: bytes, ending: str, address: str) -> None:
    """Raises NotThere for something else than was asked for, FetchError for what is damaged or cut short.

    ending: "xml", "html", "pdf" or "docx".
    """
    kind = recognised(body)
    if not body.strip():
        raise FetchError("the file is empty", where=address)
    if kind == "html" and (ending != "html" or MISSING_PAGE.encode() in body):
        raise NotThere("there is a page, and no such file", where=address)
    if kind != ending:
        raise FetchError(f"the file is no {ending}", where=address)
    if kind == "xml":
        parsed(body, address)
    elif kind == "pdf" and b"startxref" not in body[-_TAIL:]:
        raise FetchError("the PDF ends too early", where=address)
    elif kind == "docx" and not _is_docx(body):
        raise FetchError("the file is no docx, or ends too early", where=address)


def _is_docx(body: bytes) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "[Content_Types].xml" in packed.NameToInfo
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
