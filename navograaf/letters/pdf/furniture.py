"""Running headers and footers, and page numbers, taken from the pages of a PDF.

Between `lines` and `columns`. Told by their place and by what comes back: the same words near the edge of
several pages, where a number may count the pages; on a page alone, a small line far below all others. Laws: a line is
furniture or text, never both; what stands nearer to the edge than furniture is furniture; bare page numbers are
dropped, the rest is given with the page that first has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from navograaf.letters.pdf.lines import Line, same_row

_ZONE, _OUTER = 0.14, 0.09
"""Shares of the page's height at its edges: where furniture is sought, and where a line may be so by itself."""
_ROWS = 4
"""Of furniture at one edge of a page."""
_LONELY, _APART = 1.8, 1.3
"""How far, in printed lines, a footer stands from the text, and a page number."""
_NUMBER = re.compile(r"\d+")
_BARE = re.compile(r"\W*\d{1,4}\W*")
_NUMBERS = 8
"""Numbers of a line of which one may count the pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, from its top, and its height in points."""

    number: int
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Type:
    """What the text is set in: size in points, distance of base lines in points, left edge."""

    size: float
    step: float
    left: float


def take_furniture(pages: list[Page], body: Type) -> tuple[list[Page], list[tuple[int, str]]]:
    """The pages without their furniture; its words, each once, with the page that first has it."""
    edges = {page.number: (_edge(page, True), _edge(page, False)) for page in pages}
    returning = tuple(_returning([(n, both[at]) for n, both in edges.items()], len(pages)) for at in (0, 1))
    kept: list[Page] = []
    words: dict[str, tuple[int, str]] = {}
    for page in pages:
        gone: set[int] = set()
        for at, rows in enumerate(edges[page.number]):
            for key, found in _taken(page, rows, at == 0, returning[at], body):
                gone.update(map(id, found))
                text = " ".join(line.text for line in found)
                if not _BARE.fullmatch(text):
                    words.setdefault(key, (page.number, text))
        kept.append(Page(page.number, page.height, tuple(line for line in page.lines if id(line) not in gone)))
    return kept, sorted(words.values(), key=lambda one: one[0])


def _taken(
    page: Page, rows: list[list[Line]], upper: bool, returning: frozenset[str], body: Type
) -> Iterator[tuple[str, list[Line]]]:
    """The furniture at an edge: what comes back, with its page number, and what stands beside it; each with a key."""
    own = [[line for line in row if any(key in returning for key in _keys(line.text, page.number))] for row in rows]
    last = max((at for at, found in enumerate(own) if found), default=-1)
    if last < 0 and rows:
        own[0] = [line for line in rows[0] if _alone(page, line, upper, body)]
        if own[0] and all(_BARE.fullmatch(line.text) for line in own[0]):
            yield "", own[0]  # a page number says nothing of what stands beside it
            return
        last = 0 if own[0] else -1
    taken: set[int] = set()
    for row, found in zip(rows[: last + 1], own, strict=False):
        known = set(map(id, found))  # by id: two lines may be equal, and to compare all of a long row takes its square
        numbers = [line for line in row if id(line) not in known and _BARE.fullmatch(line.text)]
        main = sorted(found + numbers, key=lambda line: line.x0) if found else []
        if main:
            keys = [key for line in found for key in _keys(line.text, page.number) if key in returning]
            yield max(keys, key=lambda key: (len(key), key), default=found[0].text), main
        taken.update(map(id, main))
    rest = [line for row in rows[: last + 1] for line in row if id(line) not in taken]
    if last >= 0 and not upper:
        low = [line for line in page.lines if line.base < _ZONE * page.height and line.x1 < body.left - 0.5 * body.size]
        known = taken | set(map(id, rest))
        rest += [line for line in low if id(line) not in known]
    for line in rest:
        yield line.text, [line]


def _edge(page: Page, upper: bool) -> list[list[Line]]:
    """The outermost rows of lines at an edge, from the edge inwards."""
    rows: list[list[Line]] = []
    for line in page.lines if upper else reversed(page.lines):
        if (page.height - line.base if upper else line.base) > _ZONE * page.height:
            break
        if rows and same_row(rows[-1][0], line):
            rows[-1].append(line)
        elif len(rows) == _ROWS:
            break
        else:
            rows.append([line])
    return rows


def _keys(text: str, page: int) -> Iterator[str]:
    """What comes back on another page: the words, or the words with a number that counts pages."""
    plain = "".join(text.split()).lower()
    if not _BARE.fullmatch(plain):
        yield plain
    for number in list(_NUMBER.finditer(plain))[:_NUMBERS]:
        if len(number[0]) < 5:
            yield f"{plain[: number.start()]}#{int(number[0]) - page}#{plain[number.end() :]}"


def _returning(edges: list[tuple[int, list[list[Line]]]], pages: int) -> frozenset[str]:
    """The keys of lines that stand at this edge of several pages."""
    counts = Counter[str]()
    for page, rows in edges:
        counts.update({key for row in rows for line in row for key in _keys(line.text, page)})
    return frozenset(
        key for key, count in counts.items() if count >= max(2, (0.3 if _NUMBER.search(key) else 0.5) * pages)
    )


def _alone(page: Page, line: Line, upper: bool, body: Type) -> bool:
    """Whether a line of the outermost row is furniture though no other page has it."""
    over = [one for one in page.lines if one.x0 < line.x1 and line.x0 < one.x1 and not same_row(one, line)]
    far = page.height - line.base if upper else line.base
    # a number beside the text is far from all of it
    over = over or [one for one in page.lines if not same_row(one, line)]
    gap = min((abs(one.base - line.base) for one in over), default=0.0) / body.step
    bare = _BARE.fullmatch(line.text) is not None
    if far > _OUTER * page.height or gap < _APART:
        return False
    numbered = len(line.words) > 1 and line.words[0].text.strip("[]()").isdigit()  # a footnote
    small = line.size < 0.95 * body.size
    return bare or (not upper and gap >= _LONELY and not numbered and (small or line.text[-1].isdigit()))
