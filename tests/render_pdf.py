"""A letter as a typesetter would print it in PDF: broken words, footnotes, running headers and footers, columns.

Made with reportlab's canvas, one string at a time, so that a test knows where everything stands. Deterministic.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from printed import NoteMark, Paragraph, PrintedLetter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_WIDTH, _HEIGHT = A4
_SIZE, _LEADING, _NOTE_SIZE, _NOTE_LEADING, _RAISED = 9.5, 12.0, 7.0, 8.5, 5.5
_TOP, _BOTTOM, _FOOT, _HEAD = _HEIGHT - 90, 80.0, 42.0, _HEIGHT - 45
_FRAMES = {1: ((180.0, 350.0),), 2: ((56.0, 230.0), (310.0, 230.0))}
_SYLLABLE = re.compile(r"(?<=[a-z]{3})(?=[bcdfghklmnprstvwz][aeiou][a-z]{2})")


@dataclass(frozen=True)
class _Run:
    text: str
    raised: bool = False


_Word = tuple[_Run, ...]


@dataclass
class _Frame:
    """A column of a page while it fills: from above with text, from below with notes."""

    x: float
    width: float
    y: float = _TOP
    notes: list[tuple[str, list[list[_Word]]]] = field(default_factory=list)

    @property
    def low(self) -> float:
        return _BOTTOM + sum(len(lines) for _, lines in self.notes) * _NOTE_LEADING + (6 if self.notes else 0)


def render(
    letter: PrintedLetter,
    columns: int = 1,
    *,
    footer: bool = True,
    header: str = "",
    notes: bool = True,
    hyphens: bool = True,
    soft: bool = False,
    justified: bool = False,
    size: float = _SIZE,
) -> bytes:
    """The letter as PDF. columns: 1 or 2; soft: a broken word ends in a soft hyphen (U+00AD) instead of "-".

    footer: at the foot of each page the letter's own footer with the number of the page, or that number alone.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle("")
    own = letter.footers[0].rsplit(" ", 1)[0] if letter.footers else "Pagina"
    printer = _Printer(canvas, columns, own if footer else "", header, size, "\xad" if soft else "-", justified)
    printer.hyphens = hyphens
    before = ""
    for paragraph in letter.paragraphs:
        gap = 0.0 if before in ("", "heading") or before == paragraph.kind == "signature" else size * 1.2
        printer.paragraph(paragraph, letter.notes if notes else {}, gap)
        before = paragraph.kind
    printer.end_page()
    canvas.save()
    return out.getvalue()


@dataclass
class _Printer:
    canvas: Canvas
    columns: int
    footer: str
    header: str
    size: float
    hyphen: str
    justified: bool
    hyphens: bool = True
    page: int = 1
    frames: list[_Frame] = field(default_factory=list)
    at: int = 0

    def frame(self) -> _Frame:
        if not self.frames:
            self.frames = [_Frame(x, width) for x, width in _FRAMES[self.columns]]
            self.at = 0
        return self.frames[self.at]

    def next_frame(self) -> None:
        self.at += 1
        if self.at == len(self.frames):
            self.end_page()
            self.canvas.showPage()
            self.frames, self.page = [], self.page + 1

    def end_page(self) -> None:
        for frame in self.frames:
            y = frame.low - 10
            if frame.notes:
                self.canvas.line(frame.x, y + 10, frame.x + 60, y + 10)
            for number, lines in frame.notes:
                self.string(frame.x, y + 2, number, "Times-Roman", 4.5)
                for i, words in enumerate(lines):
                    indent = 0.0 if i else 4.0
                    self.words(frame.x + indent, y, words, "Times-Roman", _NOTE_SIZE, 0)
                    y -= _NOTE_LEADING
        left, _ = _FRAMES[self.columns][0]
        if self.footer:
            self.string(left, _FOOT, self.footer, "Helvetica", 6.5)
            self.string(_WIDTH - 60, _FOOT, str(self.page), "Helvetica", 6.5)
        if self.header:
            self.string(left, _HEAD, self.header, "Helvetica", 8)

    def string(self, x: float, y: float, text: str, font: str, size: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def words(self, x: float, y: float, words: list[_Word], font: str, size: float, room: float) -> None:
        """One printed line; room: what is shared out between its words."""
        space = stringWidth(" ", font, size) + (room / (len(words) - 1) if len(words) > 1 else 0.0)
        text = self.canvas.beginText(x, y)
        for i, word in enumerate(words):
            for run in word:
                one = _RAISED / _SIZE * size if run.raised else size
                text.setFont(font, one)
                text.setRise(0.35 * size if run.raised else 0)
                text.textOut(run.text)
            if i + 1 < len(words):
                text.setFont(font, size)
                text.setRise(0)
                text.setWordSpace(space - stringWidth(" ", font, size))
                text.textOut(" ")
                text.setWordSpace(0)
        self.canvas.drawText(text)

    def paragraph(self, paragraph: Paragraph, notes: dict[str, str], gap: float) -> None:
        bold = paragraph.kind == "heading"
        font = "Times-Bold" if bold else "Times-Roman"
        width = self.frame().width
        lines = list(self.broken(_words(paragraph.pieces, bool(notes)), font, self.size, width, not bold))
        step = 1.26 * self.size
        if self.frame().y < _TOP:
            self.frame().y -= gap
        if bold and self.frame().y - 3 * step < self.frame().low:
            self.next_frame()
        for i, line in enumerate(lines):
            own = [
                (
                    run.text,
                    list(self.broken(_words((notes[run.text],), False), "Times-Roman", _NOTE_SIZE, width - 6, True)),
                )
                for word in line
                for run in word
                if run.raised
            ]
            height = sum(len(found) for _, found in own) * _NOTE_LEADING + 6
            if self.frame().y - step < self.frame().low + (height if own else 0):
                self.next_frame()
            frame = self.frame()
            frame.notes += own
            frame.y -= step
            used = sum(_width(word, font, self.size) for word in line) + (len(line) - 1) * stringWidth(
                " ", font, self.size
            )
            room = width - used if self.justified and i + 1 < len(lines) else 0.0
            self.words(frame.x, frame.y, line, font, self.size, room)

    def broken(self, words: list[_Word], font: str, size: float, width: float, hyphens: bool) -> Iterator[list[_Word]]:
        """Words as lines of a width."""
        space = stringWidth(" ", font, size)
        line: list[_Word] = []
        used = 0.0
        for word in words:
            rest = word
            while True:
                wide = _width(rest, font, size)
                if used + wide <= width:
                    line.append(rest)
                    used += wide + space
                    break
                first = self.cut(rest, font, size, width - used) if hyphens and self.hyphens else None
                if first is None and not line:  # wider than the column: an address
                    whole = rest[0].text
                    fits = next(n for n in range(len(whole), 0, -1) if stringWidth(whole[:n], font, size) <= width)
                    at = whole.rfind("/", 0, fits) + 1 or fits
                    first = (whole[:at], whole[at:])
                if first:
                    line.append((_Run(first[0]),))
                    rest = (_Run(first[1]), *rest[1:])
                yield line
                line, used = [], 0.0
        if line:
            yield line

    def cut(self, word: _Word, font: str, size: float, room: float) -> tuple[str, str] | None:
        """A word at the last place where it may be broken and fits."""
        text = word[0].text
        if "/" in text or "@" in text:
            return None
        places = [(m.end(), "") for m in re.finditer(r"(?<=\w)-(?=\w)", text)]
        if text.islower() and "-" not in text:
            places += [(m.start(), self.hyphen) for m in _SYLLABLE.finditer(text)]
        for at, mark in sorted(places, reverse=True):
            if stringWidth(text[:at] + mark, font, size) <= room:
                return text[:at] + mark, text[at:]
        return None


def _width(word: _Word, font: str, size: float) -> float:
    return sum(float(stringWidth(run.text, font, _RAISED / _SIZE * size if run.raised else size)) for run in word)


def _words(pieces: tuple[str | NoteMark, ...], notes: bool) -> list[_Word]:
    """The words of a paragraph; the number of a note stands at the word before it."""
    made: list[_Word] = []
    glued = False
    for piece in pieces:
        if isinstance(piece, NoteMark):
            if notes:
                made[-1] = (*made[-1], _Run(piece.number, raised=True))
            glued = True
            continue
        words = piece.split(" ")
        for i, word in enumerate(words):
            if word and glued and i == 0:
                made[-1] = (*made[-1], _Run(word))
            elif word:
                made.append((_Run(word),))
        glued = False
    return made


@dataclass(frozen=True)
class Drawn:
    """A string somewhere on a page; turn in degrees, counter-clockwise; mode 3 is invisible."""

    x: float
    y: float
    text: str
    size: float = 10.0
    font: str = "Times-Roman"
    turn: int = 0
    mode: int = 0


def drawn(*pages: list[Drawn], size: tuple[float, float] = A4, title: str = "", rotation: int = 0) -> bytes:
    """A PDF of strings."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setTitle(title)
    for page in pages:
        for one in page:
            canvas.saveState()
            canvas.translate(one.x, one.y)
            canvas.rotate(one.turn)
            text = canvas.beginText(0, 0)
            text.setFont(one.font, one.size)
            text.setTextRenderMode(one.mode)
            text.textOut(one.text)
            canvas.drawText(text)
            canvas.restoreState()
        if rotation:
            canvas.setPageRotation(rotation)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(
    x: float, y: float, *texts: str, step: float = 12.0, size: float = 10.0, font: str = "Times-Roman"
) -> list[Drawn]:
    """Strings below one another."""
    return [Drawn(x, y - i * step, text, size, font) for i, text in enumerate(texts)]


def pdf_of(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of objects as they stand, numbered from 1."""
    made = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(objects) + 1, root, trailer)
    return made + b"startxref\n%d\n%%%%EOF\n" % start
