"""Word files: the words of a docx, or docm, as they are printed, with its headings, notes, pages and paths.

The reader of one format in the first station, over the XML of the parts. Laws: nothing in the file is run (macros,
fields) and nothing outside it is fetched (pictures, templates, linked texts); a page is told only where all are known.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from navograaf.letters.canonical import MAX_CHARACTERS, Canonical, Piece, TooLong
from navograaf.letters.docx.furniture import Furniture
from navograaf.letters.docx.line import Paragraph, Reference, Spaces
from navograaf.letters.docx.names import Paths, child, each, short
from navograaf.letters.docx.notes import Notes
from navograaf.letters.docx.numbering import Numbering
from navograaf.letters.docx.package import Package
from navograaf.letters.docx.story import Means, Story
from navograaf.letters.docx.styles import Styles
from navograaf.letters.model import Fact, Letter, Part

if TYPE_CHECKING:
    from lxml.etree import _Element


def read_docx(data: bytes, source: str) -> Letter:
    """The letter in a Word file.

    Raises LetterError for a zip that is no docx, is damaged or encrypted, unpacks to more than a letter, or has a DTD,
    and for a docx without words or with words in other files.
    """
    from navograaf.letters.reading import name_of

    package = Package(data, source)
    try:
        raw, parts, pages = _File(package).laid()
    except TooLong:
        raise package.refused(
            f"the docx has more than {MAX_CHARACTERS:,} characters", "Give one letter a file"
        ) from None
    except RecursionError:
        raise package.refused(f"{package.main} is nested too deep") from None
    if not raw.strip():
        raise package.refused("the docx has no words", "If it shows pictures of pages, recognise their text first")
    return Letter(
        name_of(data, source),
        raw,
        hashlib.sha256(data).hexdigest(),
        "utf-8",
        source,
        "docx",
        parts,
        pages,
        _facts(package, raw),
    )


Laid = tuple[str, tuple[Part, ...], tuple[tuple[int, int], ...]]
_MAX_TITLE = 500


class _File:
    """The stories of a docx, laid down one behind the other."""

    def __init__(self, package: Package) -> None:
        root = package.tree(package.main)
        body = child(root, "w:body") if root is not None and short(root) == "w:document" else None
        if root is None or body is None:
            raise package.refused(f"{package.main} is no text of Word")
        related = package.related(package.main)
        named = {one.kind: one.part for one in related.values()}

        def part(kind: str) -> _Element | None:
            return package.tree(named[kind]) if kind in named else None

        self._package, self._body, settings = package, body, part("settings")
        notes = Notes({"footnote": part("footnotes"), "endnote": part("endnotes")}, settings, body)
        self._means = Means(package, Styles(part("styles")), Numbering(part("numbering")), notes, Paths(), Spaces())
        self._furniture = Furniture(body, settings, related)
        self._pages = 1 if any(True for _ in each(body, "w:lastRenderedPageBreak")) else 0
        self._canonical = Canonical()
        self._seen: set[str] = set()
        self._late: list[Reference] = []

    def laid(self) -> Laid:
        """The canonical text, its parts and its pages."""
        canonical = self._canonical
        running = [(one.path, one.words.strip()) for part in self._furniture.running for one in self._story(part)]
        repeated = {words for _, words in running}
        canonical.page(self._pages)
        for part in self._furniture.letterhead:
            for one in self._story(part):
                if one.words.strip() not in repeated:
                    canonical.paragraph(one.pieces, "letterhead", one.path)
        body = Story(self._body, self._means, self._pages)
        for one in body.paragraphs(self._body):
            canonical.page(one.page)
            canonical.paragraph(one.pieces, one.kind, one.path, one.level)
            self._note(one.references)
        endnotes, self._late = self._late, []
        self._note(endnotes, late=True)
        for path, words in running:
            canonical.page(self._pages)
            canonical.furniture(words, path)
        raw, parts, pages = canonical.laid()
        return raw, parts, pages if body.page == self._count(body.page) else ()

    def _note(self, references: list[Reference], late: bool = False) -> None:
        """Lays down the notes that are referred to, each once; endnotes behind all others."""
        for one in references:
            if one.kind == "endnote" and not late:
                self._late.append(one)
            elif one.key not in self._seen:
                self._seen.add(one.key)
                element = self._means.notes.element(one.kind, one.id)
                pieces: list[Piece] = []
                for paragraph in Story(element, self._means).paragraphs(element):
                    pieces += ["\n", *paragraph.pieces] if pieces else paragraph.pieces
                self._canonical.page(one.page)
                self._canonical.note(one.key, one.number, _bare(pieces, one.number), self._means.paths.of(element))

    def _story(self, part: str) -> list[Paragraph]:
        root = self._package.tree(part)
        return [] if root is None else Story(root, self._means).paragraphs(root)

    def _count(self, read: int) -> int:
        """The number of pages that the file says it has; where it says none, what was read."""
        part = self._package.first("", "extended-properties")
        root = self._package.tree(part) if part else None
        said = [one.text or "" for one in (() if root is None else root) if short(one) == ":Pages"]
        return int(said[0]) if said and said[0].isdecimal() and len(said[0]) < 7 else read


def _bare(pieces: list[Piece], number: str) -> list[Piece]:
    """The words of a note without its mark, where they begin with it: "* Zie"."""
    first = next((i for i, piece in enumerate(pieces) if isinstance(piece, str) and piece.strip()), None)
    if first is None or not number or number.isalnum():  # "5 landen" are words
        return pieces
    words = str(pieces[first]).lstrip()
    return [*pieces[:first], words.removeprefix(number).lstrip(), *pieces[first + 1 :]]


def _facts(package: Package, raw: str) -> tuple[Fact, ...]:
    """The title that the file gives itself, where the letter has these words.

    Many files have that of a template, or of the letter that was written over. When the file was made is no date of
    the letter.
    """
    part = package.first("", "core-properties")
    root = package.tree(part) if part else None
    for one in () if root is None else root:
        title = " ".join((one.text or "").split())
        if short(one) == ":title" and len(title.split()) > 1 and title.casefold() in " ".join(raw.split()).casefold():
            return (Fact("title", title[:_MAX_TITLE], f"{part}, dc:title"),)
    return ()
