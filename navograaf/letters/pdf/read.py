"""A PDF becomes a Letter: words by place, lines, columns, footnotes, paragraphs.

Steps: `words` (what pdfium tells), `sheets`, `lines`, `furniture`, `columns`, `notes`, `paragraphs`, `kinds`,
then `canonical`. Laws: scripts, forms and attachments are never touched; a page that cannot be read is named,
and a letter of which nothing can be read is an error; pdfium is asked by one thread at a time.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from typing import Any

from navograaf.errors import LetterError
from navograaf.letters.canonical import MAX_CHARACTERS, Canonical, TooLong
from navograaf.letters.model import Fact, Letter
from navograaf.letters.pdf.columns import Column, columns, leading
from navograaf.letters.pdf.furniture import Page, Type, take_furniture
from navograaf.letters.pdf.kinds import name_kinds
from navograaf.letters.pdf.lines import lines_of
from navograaf.letters.pdf.notes import marks, take_notes
from navograaf.letters.pdf.paragraphs import paragraphs, pieces
from navograaf.letters.pdf.sheets import MAX_OBJECTS, MAX_PAGE_CHARACTERS, Sheet, TooMuch, read_sheet

MAX_PAGES = 1_000
"""The longest papers of parliament have some hundreds; counted before any page is read."""
MAX_EFFORT = 20_000_000
"""Squared lines of pages, in all, while columns are sought: 1,000 pages of 140. A page can be made to take a second."""
_END, _TAIL = b"%%EOF", 4096
"""A PDF ends with this (PDF 32000-1, 7.5.5); servers put some bytes behind it."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of pdfium."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILE_NAME = re.compile(r"[\\/]|\.\w{2,4}$|_|^\S+ \S+ - |\d{6}")
_PAGE = re.compile(rb"/Type\s*/Page\b|/ObjStm\b|^(?!.*/Type\s*/Pages\b)", re.DOTALL)
"""In a PDF that has a page, or may have one, or is none."""
_LOCK = threading.Lock()


def read_pdf(data: bytes, source: str) -> Letter:
    """The Letter in a PDF; `source` names it in messages.

    Raises LetterError for one that is damaged, cut off, encrypted, too long, or without text.
    """
    from navograaf.letters.reading import name_of

    made = Canonical()
    try:
        sheets, title = _sheets(data, source)
        _lay(sheets, made)
        raw, parts, pages = made.laid()
    except TooLong:
        raise LetterError(
            f"the PDF holds more than {MAX_CHARACTERS:,} characters", where=source, todo="Give one letter a file"
        ) from None
    if not raw or all(sheet.picture or not sheet.words for sheet in sheets):
        raise _empty(sheets, source)
    facts = (*_title(title), *_unreadable(sheets))
    sha256 = hashlib.sha256(data).hexdigest()
    return Letter(name_of(data, source), raw, sha256, "utf-8", source, "pdf", parts, pages, facts)


def _sheets(data: bytes, source: str) -> tuple[list[Sheet], str]:
    """The pages as pdfium tells them, and the title in the file's own description."""
    import pypdfium2

    if _END not in data[-_TAIL:]:
        raise LetterError("the PDF is cut off: its end is missing", where=source, todo="Download or save it again")
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code == _PASSWORD:
                raise LetterError(
                    "the PDF is encrypted", where=source, todo="Open it with its password and save it without"
                ) from None
            # pdfium says of both that their format is wrong
            raise _damaged(source, "the PDF is damaged" if _PAGE.search(data) else "the PDF has no pages") from None
        try:
            return _read(document, source), _described(document)
        except pypdfium2.PdfiumError:
            raise _damaged(source) from None
        finally:
            document.close()


def _read(document: Any, source: str) -> list[Sheet]:
    from pypdfium2 import PdfiumError

    count = len(document)
    if count == 0:
        raise _damaged(source, "the PDF has no pages")
    if count > MAX_PAGES:
        raise LetterError(
            f"the PDF has {count:,} pages; {MAX_PAGES:,} are read", where=source, todo="Give one letter a file"
        )
    sheets, size = list[Sheet](), 0
    for at in range(count):
        try:
            page = document[at]
        except PdfiumError:
            raise _damaged(source, f"page {at + 1} of the PDF is damaged") from None
        try:
            sheets.append(read_sheet(page, at + 1))
        except TooMuch:
            raise LetterError(
                f"page {at + 1} of the PDF holds more than {MAX_PAGE_CHARACTERS:,} characters or "
                f"{MAX_OBJECTS:,} objects",
                where=source,
                todo="Save the letter as text first",
            ) from None
        finally:
            page.close()
        size += sum(len(word.text) for word in sheets[-1].words)
        if size > MAX_CHARACTERS:
            raise TooLong
    return sheets


def _described(document: Any) -> str:
    try:
        title: str = document.get_metadata_value("Title")
    except UnicodeDecodeError:  # half a surrogate pair: a title that cannot be told costs no letter
        return ""
    return " ".join(title.split())


def _damaged(source: str, what: str = "the PDF is damaged") -> LetterError:
    return LetterError(what, where=source, todo="Download or save it again")


def _lay(sheets: list[Sheet], made: Canonical) -> None:
    """Everything that is read, laid down in order."""
    pages = [Page(sheet.number, sheet.height, tuple(lines_of(sheet))) for sheet in sheets]
    body = _type(pages)
    pages, furniture = take_furniture(pages, body)
    widths = {sheet.number: sheet.width for sheet in sheets}
    read, effort = list[list[Column]](), 0
    for bare in pages:
        effort += len(bare.lines) ** 2
        read.append(columns(list(bare.lines), widths[bare.number], effort <= MAX_EFFORT))
    read, notes = take_notes(read, body.size)
    refer = marks(read, notes)
    found = paragraphs(read, body)
    name_kinds(found, body)
    for one in found:
        page = one.lines[0].page
        made.page(page)
        made.paragraph(pieces(one.lines, refer, page), one.kind)
    for note in notes:
        page = note.lines[0].page
        made.page(page)
        made.note(note.key, note.number, pieces(note.lines, {}, page))
    for page, words in furniture:
        made.page(page)
        made.furniture(words)


def _type(pages: list[Page]) -> Type:
    """What most of the letter is set in."""
    sizes, lefts = Counter[float](), Counter[int]()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    size = max(sizes, key=lambda one: (sizes[one], one), default=10.0) or 10.0
    main = [line for page in pages for line in page.lines if abs(line.size - size) < 0.3]
    for line in main:
        lefts[round(line.x0)] += len(line.text)
    left = max(lefts, key=lambda one: (lefts[one], -one), default=0)
    return Type(size, leading(main) * size, left)


def _title(title: str) -> tuple[Fact, ...]:
    """The title, unless it looks like the name of a file."""
    telling = len(_WORD.findall(title)) >= 3 and len(title) <= 300 and not _FILE_NAME.search(title)
    return (Fact("title", title, "the PDF, Title"),) if telling else ()


def _unreadable(sheets: list[Sheet]) -> tuple[Fact, ...]:
    pictures = [sheet.number for sheet in sheets if sheet.picture]
    askew = [sheet.number for sheet in sheets if sheet.askew]
    found = ((pictures, "a picture without text"), (askew, "text that stands across the rest"))
    return tuple(
        Fact("unreadable", f"page {', '.join(map(str, numbers))}: {what}", "the PDF")
        for numbers, what in found
        if numbers
    )


def _empty(sheets: list[Sheet], source: str) -> LetterError:
    if any(sheet.picture for sheet in sheets):
        return LetterError(
            "the PDF holds pictures of pages, without text",
            where=source,
            todo="Have its text recognised first, with an OCR program such as ocrmypdf",
        )
    return LetterError("the PDF is empty: its pages hold no text", where=source, todo="Check the file")
