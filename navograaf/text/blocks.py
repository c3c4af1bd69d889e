"""Which lines belong together, and what they are: letterhead, heading, paragraph, list item, signature.

The texts have no typography. A heading is known by its room: a short line without a full stop after which
the first word of the next line would still have fitted, so the writer ended it on purpose
("Lastenverdeling / Alle drie de aspecten ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from navograaf.text.lines import Line
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind

Kind = Literal["letterhead", "heading", "text", "signature", "footnote"]
_ENDS = re.compile(r"[.;:?!…,][»”\"’')\]]*\d{0,2}[®*]?$|[.?!]\s?[»”\"’')]$")
_SENTENCE_END = re.compile(r"[.;:?!…][»”\"’')\]]*\d{0,2}[®*]?$")
_HEADING_START = re.compile(r"^(?:\(?[0-9IVX]{1,4}[.)]?\s+|[A-Z][.)]\s+)?[«\"“‘'’]?[A-ZÀ-Þ0-9]")
_UNWRAPPED = 140
"""Lines longer than this are whole paragraphs: the text is not broken into printed lines."""
MAX_HEADING = 110
_LETTERHEAD_LINES, _PROSE = 30, 55
"""A letterhead is sought in so many lines; a line of so many characters may be prose."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block of the letter."""

    kind: Kind
    lines: tuple[Line, ...]


def _heads(flow: tuple[Line, ...]) -> list[Group]:
    """The lines of the letterhead, each a block; a line in lower case goes on with the last ("29 / en 30 mei")."""
    made: list[Group] = []
    for line in flow:
        if line.blank:
            continue
        if made and line.text[0].islower() and not _fits(line, "letterhead"):
            made[-1] = Group("letterhead", (*made[-1].lines, line))
        else:
            made.append(Group("letterhead", (line,)))
    return made


def width_of(flow: tuple[Line, ...]) -> int:
    """The usual length of a full printed line, in characters."""
    lengths = sorted(len(line.text) for line in flow if not line.blank)
    return lengths[int(len(lengths) * 0.85)] if lengths else 0


def group(flow: tuple[Line, ...]) -> list[Group]:
    """The blocks of the letter in order; every line that is not blank lies in exactly one."""
    width = width_of(flow)
    head = _letterhead_end(flow)
    opens, closes = _contents(flow)
    groups = _heads(flow[:head])
    for lines in _paragraphs(flow[head : max(head, opens)], width):
        groups += _split(lines, width)
    groups += [Group("letterhead", (line,)) for line in flow[max(head, opens) : closes] if not line.blank]
    for lines in _paragraphs(flow[max(head, closes) :], width):
        groups += _split(lines, width)
    return _signatures(_joined_titles(groups, width))


def _letterhead_end(flow: tuple[Line, ...]) -> int:
    """Index after the last letterhead line near the top; two lines of prose end the search."""
    end, seen, prose = 0, 0, 0
    for i, line in enumerate(flow):
        if line.blank:
            continue
        seen += 1
        if _fits(line, "letterhead"):
            end, prose = i + 1, 0
        elif len(line.text) >= _PROSE:
            prose += 1
        if prose == 2 or seen > _LETTERHEAD_LINES:
            break
    return end


def _contents(flow: tuple[Line, ...]) -> tuple[int, int]:
    """First line of a table of contents, and first line after it: its first entry said again. (0, 0): none."""
    start = next((i for i, line in enumerate(flow) if _fits(line, "contents")), None)
    if start is None:
        return 0, 0
    entries: set[str] = set()
    for i, line in enumerate(flow[start + 1 :], start=start + 1):
        entry = fold(line.text).rstrip(" .0123456789")
        if len(entry) > 10 and entry in entries:
            return start, i
        entries.add(entry)
    return 0, 0


def _fits(line: Line, kind: str) -> bool:
    return any(rule.regex.match(line.text) for rule in of_kind("layout", kind))


def _paragraphs(flow: tuple[Line, ...], width: int) -> Iterator[list[Line]]:
    """Lines grouped by blank lines, page tops, list items and lines that stand alone by their form."""
    lines: list[Line] = []
    gap = False
    for line in flow:
        if line.blank:
            gap = True
            continue
        if lines and not _goes_on(lines, line, gap, width):
            yield lines
            lines = []
        lines.append(line)
        gap = False
    if lines:
        yield lines


def _goes_on(lines: list[Line], line: Line, gap: bool, width: int) -> bool:
    """Whether `line` continues the paragraph in `lines`."""
    last = lines[-1]
    alone = ("signature-role", "signature-line", "signature-closing", "signature-officer", "list")
    if any(_fits(line, kind) for kind in alone) or any(_fits(last, kind) for kind in alone[:4]):
        return False
    if width > _UNWRAPPED:  # a line is a paragraph
        return False
    ended = bool(_SENTENCE_END.search(last.text))
    if gap or line.top:
        if ended or _is_question_heading(last) or _is_question_heading(line):
            return False
        if not gap:
            return True
        # "Daarin komt deze urgentie ook aan / (blank) / bod.": a blank line inside a sentence
        runs_on = len(last.text) >= 0.75 * width and len(last.text.split()) >= 6
        return (line.text[0].islower() and len(lines) + len(last.text) > 25) or (runs_on and not _starts_section(lines))
    return True


def _starts_section(lines: list[Line]) -> bool:
    return len(lines) == 1 and len(lines[0].text) < 40


def _is_question_heading(line: Line) -> bool:
    return _fits(line, "heading")


def _split(lines: list[Line], width: int) -> Iterator[Group]:
    """A run of lines cut into headings and paragraphs."""
    rest: list[Line] = []
    i = 0
    while i < len(lines):
        nxt = lines[i + 1] if i + 1 < len(lines) else None
        opens = not rest or bool(_SENTENCE_END.search(rest[-1].text))
        if opens and _is_heading(lines[i], nxt, width):
            if rest:
                yield Group("text", tuple(rest))
                rest = []
            # "... vanuit de fracties en reactie van de / Minister": the heading is not over
            size = 2 if nxt is not None and fold(lines[i].text.split()[-1]) in meanings("particle") else 1
            yield Group("heading", tuple(lines[i : i + size]))
            i += size
        else:
            rest.append(lines[i])
            i += 1
    if rest:
        yield Group("text", tuple(rest))


def _is_heading(line: Line, nxt: Line | None, width: int) -> bool:
    text = line.text
    if _is_question_heading(line):
        return True
    if _ENDS.search(text) or len(text) > MAX_HEADING or not _HEADING_START.match(text) or len(text.split()) > 14:
        return False
    if _fits(line, "signature-role") or _fits(line, "signature-line"):
        return False
    if not re.search(r"[A-Za-zÀ-ÿ]{3}", text):
        return False
    if nxt is None:
        return len(text) <= max(0.85 * width, 60)
    if not re.match(r"[«\"“‘'’(]?[A-ZÀ-Þ0-9]", nxt.text):
        return False
    room = len(text) + 1 + len(nxt.text.split()[0])
    return room <= (min(width, 90) - 8 if width <= _UNWRAPPED else MAX_HEADING)


def _joined_titles(groups: list[Group], width: int) -> list[Group]:
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
            and not any(_fits(line, "signature-role") or _fits(line, "list") for line in one.lines)
        ):
            one = Group("heading", one.lines)
        made.append(one)
    return made


def _signatures(groups: list[Group]) -> list[Group]:
    """The post and the name under a letter; a post with no name near it stays what it was."""
    made, i = list(groups), 0
    while i < len(made):
        first = made[i].lines[0]
        if _fits(first, "signature-line"):
            made[i] = Group("signature", made[i].lines)
        elif _fits(first, "signature-officer"):
            made[i] = Group("signature", made[i].lines)
            if i + 1 < len(made) and len(made[i + 1].lines) == 1 and _fits(made[i + 1].lines[0], "signature-surname"):
                made[i + 1] = Group("signature", made[i + 1].lines)
        elif made[i].kind != "letterhead" and (_fits(first, "signature-role") or _fits(first, "signature-closing")):
            stop = i + 1
            while stop < len(made) and stop - i <= 6 and _may_sign(made[stop]):
                stop += 1
            names = any(_fits(line, "signature-name") for g in made[i:stop] for line in g.lines)
            if names or _fits(first, "signature-closing") or first.text.isupper() or stop == len(made):
                made[i:stop] = [Group("signature", g.lines) for g in made[i:stop]]
                i = stop
                continue
        i += 1
    return made


def _may_sign(one: Group) -> bool:
    kinds = ("signature-role", "signature-line", "signature-name", "signature-closing")
    return len(one.lines) <= 2 and all(any(_fits(line, kind) for kind in kinds) for line in one.lines)
