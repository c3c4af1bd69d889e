"""What the format of a letter tells of its paragraphs, put above what their words suggest.

Between the readers (letters/) and the text station. Laws: a paragraph of the format is one block, or several where
its printed lines are of different kinds and the format tells none; a kind that the format tells is the kind; a
footnote of the format is a footnote, and no other text is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from navograaf.letters.canonical import CELLS
from navograaf.letters.model import Part
from navograaf.text.groups import Group, fits
from navograaf.text.lines import Line
from navograaf.text.pages import Note, Pages
from navograaf.words.openings import first_fit

_POST = 4
"""Lines that a post under a letter is broken into at most."""


class Given:
    """The parts of a letter, asked which of them a line stands in."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts = parts
        self._starts = [part.start for part in parts]

    def part(self, line: Line) -> Part | None:
        """The part that a line stands in."""
        at = bisect_right(self._starts, line.start) - 1
        return self._parts[at] if at >= 0 and line.start < self._parts[at].end else None

    def pages(self, lines: Iterable[Line]) -> Pages:
        """The lines sorted into flow, footnotes and footers, as the parts tell."""
        flow, footers = list[Line](), list[Line]()
        notes: dict[Part, list[Line]] = {}
        for line in self._with_posts(lines):
            part = None if line.blank else self.part(line)
            if part is not None and part.kind == "footnote":
                notes.setdefault(part, []).append(line)
            elif part is not None and (part.kind == "footer" or _is_footer(part, line)):
                footers.append(line)
            else:
                flow.append(line)
        found = [Note(part.number, tuple(held), part.marker) for part, held in notes.items()]
        return Pages(tuple(flow), tuple(found), tuple(footers))

    def heads(self, lines: Iterable[Line]) -> frozenset[Line]:
        """The lines of which the format says that they are letterhead."""
        placed = ((line, self.part(line)) for line in lines if not line.blank)
        return frozenset(line for line, part in placed if part is not None and part.kind == "letterhead")

    def _with_posts(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines, those of a broken post as one, so that a name under it is known for a signature."""
        for part, run in groupby(lines, lambda line: None if line.blank else self.part(line)):
            held = list(run)
            post = _post(held) if part is not None and part.kind in (None, "signature") else None
            yield from (post,) if post else held

    def settled(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The blocks, cut where the format ends a paragraph, whole where it gives the kind, of the kind it gives."""
        cut = ((part, group.kind, list(lines)) for group in groups for part, lines in groupby(group.lines, self.part))
        for part, run in groupby(cut, itemgetter(0)):
            held = [(kind, lines) for _, kind, lines in run]
            whole = tuple(line for _, lines in held for line in lines)
            if part is not None and part.kind is not None:
                if part.kind != "footer":
                    yield Group(part.kind, whole)
            else:
                yield from (Group("text" if _is_row(lines) else kind, tuple(lines)) for kind, lines in held)


def _post(lines: Sequence[Line]) -> Line | None:
    """A post under the letter that a narrow column breaks, as one line: "De Minister van Buitenlandse / Zaken,"."""
    if not 1 < len(lines) <= _POST or any(line.blank for line in lines):
        return None
    whole = Line(lines[0].start, lines[-1].end, " ".join(line.text for line in lines), lines[0].top)
    if not fits(whole, "signature-role"):
        return None
    # "DE MINISTER VAN DEFENSIE / Henk Kamp" is a post and a name, and reads like a post too.
    ends = fits(lines[0], "signature-role") and (lines[0].text[-1] == "," or fits(lines[1], "signature-name"))
    return None if ends else whole


def _is_row(lines: Sequence[Line]) -> bool:
    """Whether lines are a row of a table, of which the first, "Land | % bbp", looks like a heading."""
    return any(CELLS in line.text for line in lines)


def _is_footer(part: Part, line: Line) -> bool:
    """Whether a paragraph of which the format tells no kind is a running footer, by its words."""
    alone = part.kind is None and (line.start, line.end) == (part.start, part.end)
    return alone and bool(first_fit("layout", ("footer",), line.text))
