"""The paragraphs of a published paper, laid down in the order of the file.

Used by koop. Laws: each character between tags is laid down, that of metadata apart, in the order of the file, notes
behind; an element of an unknown name is read for its words; a kind is given only where the element tells it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.letters.canonical import CELLS, Canonical, Piece
from navograaf.letters.koop import names
from navograaf.letters.koop.markup import name_of
from navograaf.letters.koop.words import Words, children, flat, holds_blocks, is_block
from navograaf.letters.model import PartKind

if TYPE_CHECKING:
    from lxml.etree import _Element


class Blocks:
    """Walks a paper and lays its paragraphs down. Raises TooLong as Canonical does."""

    def __init__(self, root: _Element, canonical: Canonical) -> None:
        self._canonical = canonical
        self._words = Words(root, canonical)
        self._label: list[Piece] = []

    def block(self, element: _Element, name: str, path: str, kind: PartKind | None = None, level: int = 0) -> None:
        """Lay down an element. level: of the headings that stand above it; kind: what the element around it tells."""
        if not name or name in names.HIDDEN:
            return
        if name in names.SIGNED:
            self._signed(element, path)
        elif name in names.ROWS:
            self._row(element, path)
        elif name in names.NOTES:
            self._words.note(element, path)
        else:
            self._placed(element, name, path, kind, level)

    def _placed(self, element: _Element, name: str, path: str, kind: PartKind | None, level: int) -> None:
        parent = element.getparent()
        titled = parent is not None and name_of(parent) in names.TITLED
        if name in names.HEAD or (titled and name in (names.TITLE, names.TOP)):
            kind = "letterhead"
        if name in names.HEADINGS and kind != "letterhead":
            under = level if name == names.TOP else level + 1
            words = self._words.of(element, path, name in names.SPACED)
            self._put(words, "heading", path, under)
        elif name in names.LINES and name in names.SPACED:
            self._put(self._words.of(element, path, True), kind, path)
        else:
            heads = any(name_of(child) == names.TOP for child in element) and name not in names.TITLED
            self._flow(element, name, path, kind, level + heads)

    def _flow(self, element: _Element, name: str, path: str, kind: PartKind | None, level: int) -> None:
        """Paragraphs among which words may stand: what stands between two blocks is a paragraph."""
        words = name in names.LINES or name in names.HEADINGS or _has_words(element)
        run: list[Piece] = [flat(element.text)]
        places: list[str] = []
        label: list[Piece] = []
        for child, called, at in children(element, path):
            if self._stands_in_line(child, called, words):
                if called in names.NOTES and not words and not _printed(run):
                    self._words.note(child, at)  # under no word: it has no mark
                elif called:
                    run += self._words.inline(child, called, at)
                    places.append(at)
            else:
                self._lay(run, kind, path, places)
                run, places = [], []
                if called in names.LABELS and name in names.NUMBERED:
                    self._put(self._words.of(child, at), "heading", at, level + 1)
                elif called in names.LABELS:
                    self._alone(kind, at)
                    self._label = label = [*self._words.of(child, at), " "]
                else:
                    self.block(child, called, at, kind, level)
            run.append(flat(child.tail))
        self._lay(run, kind, path, places)
        if label and self._label is label:
            self._alone(kind, path)

    def _stands_in_line(self, child: _Element, name: str, words: bool) -> bool:
        if not name or name in names.HIDDEN or name in names.NOTES or name in names.POINTERS or name == names.BREAK:
            return True
        if is_block(name) or not (words or name in names.WORDS):
            return False
        return not holds_blocks(child)

    def _lay(self, run: list[Piece], kind: PartKind | None, path: str, places: list[str]) -> None:
        """A paragraph of the words in `run`; the element that alone has them is its place."""
        if not _printed(run):
            return
        loose = any(isinstance(piece, str) and piece.strip() for piece in run[:1]) or len(places) != 1
        # An item of a list is no heading, however short it is.
        self._put(run, kind or ("text" if self._label else None), path if loose or is_line(path) else places[0])

    def _put(self, words: list[Piece], kind: PartKind | None, path: str, level: int = 0) -> None:
        """A paragraph, behind the label that waits for it."""
        if _printed(words):
            label, self._label = self._label, []
            self._canonical.paragraph([*label, *words], kind, path, level)

    def _alone(self, kind: PartKind | None, path: str) -> None:
        """A label that no words follow is a paragraph."""
        label, self._label = self._label, []
        self._canonical.paragraph(label, kind, path)

    def _row(self, element: _Element, path: str) -> None:
        """A row of a table, of both models: CALS and that of HTML."""
        made: list[Piece] = [flat(element.text)]
        seen = False
        for child, name, at in children(element, path):
            if name:
                made += [CELLS] * seen + [_no_break(piece) for piece in self._words.inline(child, name, at)]
                seen = True
            made.append(flat(child.tail))
        if any(_printed([piece]) for piece in made if piece != CELLS):
            self._put(made, "text", path)

    def _signed(self, element: _Element, path: str) -> None:
        """Who signs: the post on one line, the name on the next, as a letter prints them."""
        run: list[Piece] = [flat(element.text)]
        place, named, posted = path, False, False
        for child, name, at in children(element, path):
            if name == names.NAME or (name == names.ROLE and (named or posted)):
                self._put(run, "signature", place)
                run, place, named, posted = [], at, False, False
            if is_block(name) or (name and name not in names.NOTES and holds_blocks(child)):
                self._put(run, "signature", place)
                run, place, named, posted = [], path, False, False
                self.block(child, name, at, "signature")
            elif name:
                place = place if _printed(run) else at
                run += [" "] * bool(run) + self._words.inline(child, name, at)
                named, posted = named or name == names.NAME, posted or name == names.ROLE
            tail = flat(child.tail)
            if named and any(map(str.isalnum, tail)):  # what follows a name is no part of it
                self._put(run, "signature", place)
                run, place, named, posted = [], path, False, False
            run.append(tail)
        self._put(run, "signature", place)


def is_line(path: str) -> bool:
    """Whether a path is that of an element whose words are a paragraph."""
    return path.rpartition("/")[2].partition("[")[0] in names.LINES


def _printed(run: list[Piece]) -> bool:
    return any(not isinstance(piece, str) or piece.strip() for piece in run)


def _has_words(element: _Element) -> bool:
    """Whether words stand between the elements in it."""
    return bool(flat(element.text).strip()) or any(flat(child.tail).strip() for child in element)


def _no_break(piece: Piece) -> Piece:
    return piece.replace("\n", " ") if isinstance(piece, str) else piece
