"""What the type of the paragraphs of a PDF tells of their kind: running text, and the headings above it.

Last step before the canonical text. Law: where the type does not tell, no kind is given; the words tell it later.
"""

from __future__ import annotations

import re
from itertools import pairwise

from navograaf.letters.pdf.furniture import Type
from navograaf.letters.pdf.lines import Line, joined
from navograaf.letters.pdf.paragraphs import Paragraph

_STOP = re.compile(r"[.,?!:;…][»”\"’')\]]*$")
_LABEL = re.compile(r"(?:\w+ )?\(?(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[IVXivx]{1,4})[.):]?")
"""What a heading may begin with, apart from its words: "2.1", "IV."."""
_CELL_GAP = 1.0
"""Between cells, in sizes of the type."""
_HEADING_LETTERS, _PROSE_LETTERS = 160, 100
"""A heading has no more; a paragraph that is told to be text has no less."""


def name_kinds(made: list[Paragraph], body: Type) -> None:
    """What the type tells: paragraphs of running text, and headings, which stand above them in a face of their own."""
    below = False
    for one in made:
        if not one.forced and len(one.lines) > 2 and _letters(one) > _PROSE_LETTERS and _plain(one, body):
            one.kind = "text"
    prose = next((at for at, one in enumerate(made) if one.kind == "text"), len(made))
    for at in range(len(made) - 1, -1, -1):
        one = made[at]
        if one.kind is None and _heads(one, body) and below:
            # a bold line above the first text may be of the letterhead ("Nr. 333 BRIEF VAN DE MINISTER")
            one.kind = "heading" if at > prose or not any(map(str.isdigit, one.lines[0].text)) else None
        below = one.kind is not None or (at > prose and _plain(one, body))


def _heads(one: Paragraph, body: Type) -> bool:
    """Whether a paragraph looks like a heading."""
    if any(map(_in_cells, one.lines)):
        return False
    if len(one.lines) > 2 or _letters(one) > _HEADING_LETTERS or _STOP.search(one.lines[-1].text):
        return False
    bold, italic = all(line.bold for line in one.lines), all(line.italic for line in one.lines)
    return bold or (italic and len(one.lines) == 1) or one.lines[0].size > 1.12 * body.size


def _in_cells(line: Line) -> bool:
    """Whether wide gaps part the line, as a row of a table; behind a number of a heading one may stand."""
    start = 0
    for at, (left, right) in enumerate(pairwise(line.words), 1):
        if right.x0 - left.x1 > _CELL_GAP * line.size:
            if start or not _LABEL.fullmatch(joined(line.words[:at])):
                return True
            start = at
    return False


def _plain(one: Paragraph, body: Type) -> bool:
    return not any(line.bold for line in one.lines) and abs(one.lines[0].size - body.size) < 0.08 * body.size


def _letters(one: Paragraph) -> int:
    return sum(len(line.text) for line in one.lines)
