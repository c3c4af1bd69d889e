"""Headings: known by their words ("Vraag 4", "Antwoord") or by their room.

The texts have no typography. A heading is a short line without a full stop after which the first word of the
next line would still have fitted, so the writer ended it on purpose ("Lastenverdeling / Alle drie de aspecten ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navograaf.text.groups import Group, ends_sentence, fits
from navograaf.text.lines import Line
from navograaf.text.numbering import Numbering
from navograaf.words.folding import fold
from navograaf.words.lists import meanings

UNWRAPPED = 140
"""Lines longer than this are whole paragraphs: the text is not broken into printed lines."""
_ENDS = re.compile(r"[.;:?!…,][»”\"’')\]]*\d{0,2}[®*]?$|[.?!]\s?[»”\"’')]$")
_HEADING_START = re.compile(r"^(?:\(?[0-9IVX]{1,4}[.)]?\s+|[A-Z][.)]\s+)?[«\"“‘'’]?[A-ZÀ-Þ0-9]")
MAX_HEADING = 110


def is_question_heading(line: Line, numbering: Numbering) -> bool:
    """Whether the line by its words or number opens a question, an answer or a party's contribution."""
    return line.start in numbering.bare or fits(line, "heading")


def split_paragraph(lines: list[Line], width: int, numbering: Numbering) -> Iterator[Group]:
    """A run of lines cut into headings and paragraphs."""
    rest: list[Line] = []
    i = 0
    while i < len(lines):
        nxt = lines[i + 1] if i + 1 < len(lines) else None
        opens = not rest or lines[i].start in numbering.bare or ends_sentence(rest[-1])
        if opens and _is_heading(lines[i], nxt, width, numbering):
            if rest:
                yield Group("text", tuple(rest))
                rest = []
            # "... vanuit de fracties en reactie van de / Minister": the heading is not over
            open_end = fold(lines[i].text.split()[-1]) in meanings("particle")
            size = 2 if nxt is not None and open_end else 1
            yield Group("heading", tuple(lines[i : i + size]))
            i += size
        else:
            rest.append(lines[i])
            i += 1
    if rest:
        yield Group("text", tuple(rest))


def _is_heading(line: Line, nxt: Line | None, width: int, numbering: Numbering) -> bool:
    text = line.text
    if is_question_heading(line, numbering):
        return True
    if (
        line.start in numbering.inline
        or _ENDS.search(text)
        or len(text) > MAX_HEADING
        or not _HEADING_START.match(text)
        or len(text.split()) > 14
    ):
        return False
    if fits(line, "signature-role", "signature-line"):
        return False
    if not re.search(r"[A-Za-zÀ-ÿ]{3}", text):
        return False
    if nxt is None:
        return len(text) <= max(0.85 * width, 60)
    if not re.match(r"[«\"“‘'’(]?[A-ZÀ-Þ0-9]", nxt.text):
        return False
    room = len(text) + 1 + len(nxt.text.split()[0])
    return room <= (min(width, 90) - 8 if width <= UNWRAPPED else MAX_HEADING)


def joined_titles(groups: list[Group], width: int, numbering: Numbering) -> list[Group]:
    """A title over two lines is one heading ("... vanuit de fracties en reactie van de / Minister")."""
    made: list[Group] = []
    for one in groups:
        if (
            one.kind == "text"
            and len(one.lines) == 2
            and _HEADING_START.match(one.lines[0].text)
            and not any(_ENDS.search(line.text) for line in one.lines)
            and len(one.lines[1].text) <= 0.85 * width
            and sum(len(line.text) for line in one.lines) <= 160
            and not any(fits(line, "signature-role", "list") for line in one.lines)
            and one.lines[0].start not in numbering.inline
        ):
            one = Group("heading", one.lines)
        made.append(one)
    return made
