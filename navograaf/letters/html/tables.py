"""Tables: rows of data, or a frame that lays out the page.

Asked by html/flow. Law: what reads as a row is one paragraph, its cells parted by " | "; a table whose cells hold
paragraphs, headings, lists or tables is walked as if it were none, and one in which people sign, column by column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement

from navograaf.letters.canonical import CELLS, Piece
from navograaf.letters.html.names import tag

_FRAMES = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "article", "section")
"""Elements that no cell of data holds."""
_LONG = 600
"""Characters: a longer cell is a column of text."""
_SHORT = 80
"""Characters: a post or a name under a letter is no longer."""
Skips = Callable[[HtmlElement], bool]
"""Whether an element of a table is read elsewhere or not at all."""


def is_data(table: HtmlElement) -> bool:
    """Whether the rows of a table are read as rows."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants(*_FRAMES), None) is not None:
        return False
    widths = [0]
    for row in table.iter("tr"):
        cells = [cell for cell in row.iterchildren() if tag(cell) in ("td", "th")]
        widths.append(len(cells))
        for cell in cells:
            paragraphs = [one for one in cell.iterdescendants("p", "div") if (one.text_content() or "").strip()]
            if len([one for one in paragraphs if one.tag == "p"]) > 1 or len(cell.text_content()) > _LONG:
                return False
    return len(widths) > 2 and max(widths) > 1


def side_by_side(table: HtmlElement, skips: Skips) -> list[HtmlElement]:
    """The cells of a table in which people sign beside each other, column by column; [] for any other table.

    Without heads and numbers, its columns even, and each cell of its first row ends in a comma: the post stands above
    the name, and a row read across would part them.
    """
    if next(table.iterdescendants("th", "caption"), None) is not None:
        return []
    read = [
        [cell for cell in row if tag(cell) == "td" and not skips(cell)] for row in table.iter("tr") if not skips(row)
    ]
    filled = [cells for cells in read if any(cell.text_content().strip() for cell in cells)]
    words = [[" ".join(cell.text_content().split()) for cell in cells] for cells in filled]
    even = len(filled) > 1 and len({len(cells) for cells in filled}) == 1
    posts = [text for text in words[0] if text] if even else []  # Word leaves a column empty between two
    if len(posts) < 2 or not all(text.endswith(",") for text in posts):
        return []
    if any(len(text) > _SHORT or any(map(str.isdigit, text)) for row in words for text in row):
        return []
    return [cell for column in zip(*filled, strict=True) for cell in column]


def rows(
    table: HtmlElement, words: Callable[[HtmlElement], tuple[Piece, ...]], skips: Skips
) -> Iterator[tuple[HtmlElement, tuple[Piece, ...]]]:
    """The caption and the rows of a table of data, each with its words. A cell that ends in a colon labels the next."""
    walk = etree.iterwalk(table, events=("start",))
    for _, element in walk:
        if element is not table and skips(element):
            walk.skip_subtree()
            continue
        if tag(element) not in ("caption", "tr"):
            continue
        cells = [element] if tag(element) == "caption" else element.iterchildren()
        made: list[Piece] = []
        labels = False
        for cell in cells:
            if tag(cell) not in ("caption", "td", "th") or skips(cell):
                continue
            pieces = words(cell)
            text = "".join(piece for piece in pieces if isinstance(piece, str)).strip()
            if not text:
                continue
            made += [" " if labels else CELLS] if made else []
            made += pieces
            labels = text.endswith(":")
        if made:
            yield element, tuple(made)
