"""The quotes of one letter: each place that a finding points to, as a node with its offsets and its words.

Half of all lines of a letter are these. Law: the quote of a place is the letter's own text between its offsets, read
here and nowhere else, so a quote cannot differ from its offsets.
"""

from __future__ import annotations

import re
from itertools import islice, repeat
from typing import TYPE_CHECKING

from navograaf.errors import GraphError
from navograaf.graph.forms import LETTER, A, B, C, D, Form
from navograaf.graph.nquads import RARE, XSD, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTE = f"<{LETTER}/quote/{A}>"
_POSITION, _WORDS = f"{_QUOTE[:-1]}/position>", f"{_QUOTE[:-1]}/words>"
_FIRST, _LAST, _EXACT = f'"{B}"^^<{XSD}integer>', f'"{C}"^^<{XSD}integer>', f'"{D}"'
_RARE = re.compile(RARE)
PLACE = Form(
    (_QUOTE, "rdf:type", "oa:SpecificResource"),
    (_QUOTE, "oa:hasSource", f"<{LETTER}/text>"),
    (_QUOTE, "oa:hasSelector", _POSITION),
    (_QUOTE, "oa:hasSelector", _WORDS),
    # The same three again on the place itself: a query that quotes must not join two selectors.
    (_QUOTE, "navo:start", _FIRST),
    (_QUOTE, "navo:end", _LAST),
    (_QUOTE, "navo:exact", _EXACT),
)
SELECTORS = Form(
    (_POSITION, "rdf:type", "oa:TextPositionSelector"),
    (_POSITION, "oa:start", _FIRST),
    (_POSITION, "oa:end", _LAST),
    (_WORDS, "rdf:type", "oa:TextQuoteSelector"),
    (_WORDS, "oa:exact", _EXACT),
)
"""What is below a place; it sorts before the place, and all places with more digits between: 1-2/words, 1-23, 1-2."""
WHOLE = Form(*SELECTORS.rows, *PLACE.rows)
"""A place with what is below it, where there is nothing between."""
HOLES = A, B, C, D
"""The place, its first and its last offset, and its words."""


class Quotes:
    """The places of a letter that something points to."""

    __slots__ = ("_places", "_raw")

    def __init__(self, raw: str) -> None:
        """raw: the text that offsets count in."""
        self._raw = raw
        self._places: dict[str, tuple[int, int]] = {}

    def place(self, start: int, end: int) -> str:
        """The name of the place start-end, "12-40"; it will be written.

        Raises GraphError when the place is empty or outside the letter.
        """
        place = f"{start}-{end}"
        if place not in self._places:
            if not 0 <= start < end <= len(self._raw):
                raise GraphError(
                    f"a finding at {place} lies outside the letter, which has {len(self._raw)} characters",
                    todo="The rule that found it is broken: report it with the letter",
                )
            self._places[place] = start, end
        return place

    def lines(self, letter: str, graph: str) -> list[str]:
        """The lines of all places, in order, in pieces; letter and graph as for a form."""
        raw, places = self._raw, self._places
        order = sorted(places)  # as what is below them: "/" comes before digits
        words = _escaped([raw[start:end] for start, end in map(places.__getitem__, order)], raw)
        offsets = "-".join(order).split("-") if order else []
        return written(order, offsets[::2], offsets[1::2], words, letter, graph)


def written(
    places: Sequence[str],
    firsts: Sequence[str],
    lasts: Sequence[str],
    words: Sequence[str],
    letter: str,
    graph: str,
) -> list[str]:
    """The lines of places that stand in order, in pieces.

    firsts, lasts: the offsets in digits; words: escaped; letter, graph: as for a form.
    """
    pieces, width = WHOLE.table(letter, graph, places, firsts, lasts, words), WHOLE.width
    # Places of which others have the beginning, from the last: their own lines come after those of the others.
    held = [n for n, is_held in enumerate(map(str.startswith, islice(places, 1, None), places)) if is_held]
    if not held:
        return pieces
    below, place_alone = SELECTORS.of(letter, graph), PLACE.of(letter, graph)
    after: dict[int, list[str]] = {}
    for n in reversed(held):
        last = n + 1
        while last + 1 < len(places) and places[last + 1].startswith(places[n]):
            last += 1
        values = places[n], firsts[n], lasts[n], words[n]
        pieces[n * width : (n + 1) * width] = [below(*values), *repeat("", width - 1)]
        after.setdefault(last, []).append(place_alone(*values))
    for n, lines in after.items():
        pieces[(n + 1) * width - 1] += "".join(lines)
    return pieces


def _escaped(words: Sequence[str], raw: str) -> list[str]:
    """Parts of `raw` escaped: at once where nothing but line feeds, quotes and backslashes needs it."""
    if _RARE.search(raw):
        return [escaped(one) for one in words]
    # A tab is among what is rare, so that none stands in the words.
    together = "\t".join(words)
    return together.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").split("\t") if words else []
