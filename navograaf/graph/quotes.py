"""The quotes of one letter: each place that a finding points to, as a node with its offsets and its words.

Half of all lines of a letter are these. Law: the quote of a place is the letter's own text between its offsets, read
here and nowhere else, so a quote cannot differ from its offsets.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from navograaf.errors import GraphError
from navograaf.graph.forms import LETTER, A, B, C, D, Form
from navograaf.graph.nquads import RARE, XSD, escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from navograaf.graph.forms import Filler

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

    def lines(self, filler: Callable[[Form], Filler]) -> list[str]:
        """The lines of all places, in order, in pieces; `filler` gives what fills a form for this letter."""
        whole, place_alone, below = map(filler, (WHOLE, PLACE, SELECTORS))
        escape, raw, places = _escaper(self._raw), self._raw, self._places
        pieces: list[str] = []
        open_: list[tuple[str, str]] = []  # places of which others have the beginning, the innermost last
        # By what is below each place ("/" comes before digits); the last has none after it.
        order = [place[:-1] for place in sorted([f"{place}/" for place in places])]
        for place, following in zip_longest(order, order[1:], fillvalue=""):
            while open_ and not place.startswith(open_[-1][0]):
                pieces.append(open_.pop()[1])
            start, end = places[place]
            words = escape(raw[start:end])
            if following.startswith(place):
                pieces.append(below(place, str(start), str(end), words))
                open_.append((place, place_alone(place, str(start), str(end), words)))
            else:
                pieces.append(whole(place, str(start), str(end), words))
        return pieces + [lines for _, lines in reversed(open_)]


def _escaper(raw: str) -> Callable[[str], str]:
    """What escapes any part of `raw`: quickly where nothing but line feeds, quotes and backslashes needs it."""
    if _RARE.search(raw):
        return escaped
    return lambda words: words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
