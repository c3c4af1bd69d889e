"""HTML: an official page, a page of a ministry or of parliament, or one that a word processor wrote.

The page is parsed (html/encoding, lxml), html/main tells which part of it is the letter, html/notes its footnotes,
html/flow its paragraphs, html/facts what its head says. Laws: nothing of a page is executed or fetched; the words of
the canonical text are those of the page in its order, footnotes last.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from navograaf.errors import LetterError
from navograaf.letters.canonical import Canonical, Mark, Piece, TooLong
from navograaf.letters.html.attributes import MAX_ATTRIBUTES, crowded
from navograaf.letters.html.encoding import page_text
from navograaf.letters.model import Letter, Part
from navograaf.letters.reading import name_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from navograaf.letters.html.flow import Paragraph
    from navograaf.letters.html.notes import Notes

MAX_BYTES = 8_000_000
"""Of a page without the pictures in it: a letter of 100 pages is 2 MB as Word writes it."""
MAX_TAGS = 200_000
"""Of "<", end tags too. A letter of 100 pages has 20,000, and three times as many as Word writes it; each costs."""
MAX_DEPTH = 256
"""Elements in one another, as the parser has it (libxml2, htmlParserMaxDepth); pages have some 40."""
_PICTURE = re.compile(rb"data:[\w/+.;=-]{0,80};base64,[A-Za-z0-9+/=\s%]{64,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_LINKS, _LETTERS = 0.8, 200
"""A page is a menu from this share of its letters in links, when no more than so many stand elsewhere."""


def read_html(data: bytes, source: str) -> Letter:
    """The letter on a page. Raises LetterError for one that is too large or deep, a frameset, or holds no words."""
    text, encoding = page_text(_without_pictures(data, source))
    page = _parsed(text, source)
    from navograaf.letters.html.shown import size

    whole, told = size(page), size(page, links=False)
    if whole and whole - told > _LINKS * whole and told < _LETTERS:
        raise LetterError("the page holds links and no letter", where=source, todo="Save the page of the letter itself")
    try:
        raw, parts = _laid(page)
    except TooLong:
        raise LetterError("the page is longer than any letter", where=source, todo="Give one letter a file") from None
    if not raw:
        raise LetterError(
            "the page holds no words", where=source, todo="Save the letter itself, not the page around it"
        )
    from navograaf.letters.html.facts import page_facts

    name = name_of(data, source)
    facts = page_facts(page, name)
    return Letter(name, raw, hashlib.sha256(data).hexdigest(), encoding, source, "html", parts, (), facts)


def _without_pictures(data: bytes, source: str) -> bytes:
    """The page without the pictures that stand in it. Raises LetterError when it is too large."""
    if len(data) > MAX_BYTES:
        data = _PICTURE.sub(b"data:", data)
    if len(data) > MAX_BYTES:
        raise LetterError(
            f"the page is larger than {MAX_BYTES // 1_000_000} MB", where=source, todo="Give one letter a file"
        )
    return data


def _parsed(text: str, source: str) -> HtmlElement:
    from lxml import etree, html

    if text.count("<") > MAX_TAGS:
        raise LetterError(f"the page has more than {MAX_TAGS:,} tags", where=source, todo="Give one letter a file")
    data = _CONTROL.sub(" ", text).encode(errors="replace")
    if crowded(data):
        raise LetterError(
            f"an element of the page has more than {MAX_ATTRIBUTES:,} attributes",
            where=source,
            todo="Save the letter as text, PDF or docx",
        )
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        raise LetterError("the page is empty", where=source, todo="Remove it, or fetch the letter again") from None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise LetterError(
            f"the page nests elements deeper than {MAX_DEPTH}",
            where=source,
            todo="Save the letter as text, PDF or docx",
        )
    if next(page.iter("frameset"), None) is not None and next(page.iter("p", "div", "td", "article"), None) is None:
        raise LetterError(
            "the page is a frameset, which holds no letter", where=source, todo="Save the frame with the letter"
        )
    return page


def _laid(page: HtmlElement) -> tuple[str, tuple[Part, ...]]:
    """The canonical text of a page and its parts. Raises TooLong."""
    from navograaf.letters.html.flow import Flow
    from navograaf.letters.html.main import head_lines, main_parts
    from navograaf.letters.html.notes import find_notes
    from navograaf.letters.html.paths import Paths

    notes, laid = find_notes(page), Canonical()
    flow = Flow(notes, Paths(), head_lines(page))
    begun: dict[str, list[Paragraph]] = {}
    seen: set[str] = set()
    letter = main_parts(page)
    for part in letter:
        for paragraph in flow.paragraphs(part):
            seen.update(piece.note for piece in paragraph.pieces if isinstance(piece, Mark))
            if paragraph.note:
                begun.setdefault(paragraph.note, []).append(paragraph)
            elif paragraph.kind == "footer":
                laid.furniture("".join(one for one in paragraph.pieces if isinstance(one, str)), paragraph.path)
            else:
                laid.paragraph(paragraph.pieces, paragraph.kind, paragraph.path, paragraph.level)
    for element, note in notes.bodies.items():
        unlinked = note in notes.unlinked and any(up in letter for up in (element, *element.iterancestors()))
        if note in seen or unlinked:  # the rest belongs to what stands around the letter
            words = list(flow.paragraphs(element))
            seen.update(piece.note for one in words for piece in one.pieces if isinstance(piece, Mark))
            begun.setdefault(note, []).extend(words)
    for note in notes.numbers:
        _lay_note(laid, notes, note, begun.get(note, []))
    raw, parts, _ = laid.laid()
    return raw, parts


def _lay_note(laid: Canonical, notes: Notes, note: str, paragraphs: list[Paragraph]) -> None:
    """Lay down the words of a note, its paragraphs as lines, without the number that they print."""
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        pieces += ["\n", *paragraph.pieces] if pieces else paragraph.pieces
    while pieces and isinstance(pieces[0], str):
        first = notes.words(note, pieces[0].lstrip())
        if first.strip():
            pieces[0] = first
            break
        del pieces[0]
    if pieces:
        laid.note(note, notes.numbers[note], pieces, paragraphs[0].path)
