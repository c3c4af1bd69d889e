"""Which lines belong together, and what they are: letterhead, heading, paragraph, list item, signature.

Headings are told by `headings`, signatures by `signatures`, the numbers of questions by `numbering`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from navograaf.text.groups import Group, ends_sentence, fits
from navograaf.text.headings import UNWRAPPED, is_question_heading, joined_titles, split_paragraph
from navograaf.text.lines import Line
from navograaf.text.numbering import Numbering, question_numbers
from navograaf.text.signatures import signed
from navograaf.words.folding import fold

_LETTERHEAD_LINES, _PROSE = 30, 55
"""A letterhead is sought in so many lines; a line of so many characters may be prose."""
_SIGNING = ("signature-role", "signature-line", "signature-closing", "signature-officer")


def _heads(flow: tuple[Line, ...]) -> list[Group]:
    """The lines of the letterhead, each a block; a line in lower case goes on with the last ("29 / en 30 mei"), and so
    does what follows a broken word ("de Tweede Kamer der Staten- / Generaal")."""
    made: list[Group] = []
    for line in flow:
        if line.blank:
            continue
        goes_on = made and (line.text[0].islower() or made[-1].lines[-1].text.endswith("-"))
        if goes_on and not fits(line, "letterhead"):
            made[-1] = Group("letterhead", (*made[-1].lines, line))
        else:
            made.append(Group("letterhead", (line,)))
    return made


def width_of(flow: tuple[Line, ...]) -> int:
    """The usual length of a full printed line, in characters."""
    lengths = sorted(len(line.text) for line in flow if not line.blank)
    return lengths[int(len(lengths) * 0.85)] if lengths else 0


def group(flow: tuple[Line, ...], told: Container[Line] = ()) -> list[Group]:
    """The blocks of the letter in order; every line that is not blank lies in exactly one.

    told: lines of which the format says that they are letterhead.
    """
    width = width_of(flow)
    head = _letterhead_end(flow, told)
    opens, closes = _contents(flow)
    before, after = flow[head : max(head, opens)], flow[max(head, closes) :]
    numbering = question_numbers(flow[:head], before + after)
    groups = _heads(flow[:head])
    groups += _cut(before, width, numbering)
    groups += [Group("letterhead", (line,)) for line in flow[max(head, opens) : closes] if not line.blank]
    groups += _cut(after, width, numbering)
    return signed(joined_titles(groups, width, numbering))


def _cut(flow: tuple[Line, ...], width: int, numbering: Numbering) -> Iterator[Group]:
    for lines in _paragraphs(flow, width, numbering):
        yield from split_paragraph(lines, width, numbering)


def _letterhead_end(flow: tuple[Line, ...], told: Container[Line]) -> int:
    """Index after the last letterhead line near the top; two lines of prose end the search.

    Lines in `told` are no prose, however long. They end the letterhead where they open the letter; further down they
    may be a table of contents, and what stands between is no letterhead for it.
    """
    end, seen, prose = 0, 0, 0
    for i, line in enumerate(flow):
        if line.blank:
            continue
        if line in told:
            end = end if seen else i + 1
            continue
        seen += 1
        if fits(line, "letterhead"):
            end, prose = i + 1, 0
        elif len(line.text) >= _PROSE:
            prose += 1
        if prose == 2 or seen > _LETTERHEAD_LINES:
            break
    return end


def _contents(flow: tuple[Line, ...]) -> tuple[int, int]:
    """First line of a table of contents, and first line after it: its first entry said again. (0, 0): none."""
    start = next((i for i, line in enumerate(flow) if fits(line, "contents")), None)
    if start is None:
        return 0, 0
    entries: set[str] = set()
    for i, line in enumerate(flow[start + 1 :], start=start + 1):
        entry = fold(line.text).rstrip(" .0123456789")
        if len(entry) > 10 and entry in entries:
            return start, i
        entries.add(entry)
    return 0, 0


def _paragraphs(flow: tuple[Line, ...], width: int, numbering: Numbering) -> Iterator[list[Line]]:
    """Lines grouped by blank lines, page tops, list items and lines that stand alone by their form."""
    lines: list[Line] = []
    gap = signed_before = False
    for line in flow:
        if line.blank:
            gap = True
            continue
        signs = fits(line, *_SIGNING)
        if lines and (signs or signed_before or not _goes_on(lines, line, gap, width, numbering)):
            yield lines
            lines = []
        lines.append(line)
        gap, signed_before = False, signs
    if lines:
        yield lines


def _goes_on(lines: list[Line], line: Line, gap: bool, width: int, numbering: Numbering) -> bool:
    """Whether `line`, which signs nothing, continues the paragraph in `lines`."""
    last = lines[-1]
    if line.start in numbering.inline or fits(line, "list", "opening"):
        return False
    if width > UNWRAPPED:  # a line is a paragraph
        return False
    if gap or line.top:
        if ends_sentence(last) or is_question_heading(last, numbering) or is_question_heading(line, numbering):
            return False
        if not gap:
            return True
        # "Daarin komt deze urgentie ook aan / (blank) / bod.": a blank line inside a sentence
        runs_on = len(last.text) >= 0.75 * width and len(last.text.split()) >= 6
        section = _starts_section(lines, line, width)
        return (line.text[0].islower() and len(lines) + len(last.text) > 25) or (runs_on and not section)
    return True


def _starts_section(lines: list[Line], following: Line, width: int) -> bool:
    """Whether a line alone between blank lines is short enough for a heading."""
    limit = 0.9 * width if following.text[0].isupper() else 40
    return len(lines) == 1 and len(lines[0].text) < max(40, limit)
