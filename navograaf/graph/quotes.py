"""The quotes of one letter: each place that a finding points to, as a node with its offsets and its words.

Half of all lines of a letter are these. Law: the quote of a place is the letter's own text between its offsets, read
here and nowhere else, so a quote cannot differ from its offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, NamedTuple

from navograaf.errors import GraphError
from navograaf.graph.forms import LETTER, A, B, C, D, E, F, Form
from navograaf.graph.nquads import RARE, XSD, escaped

if TYPE_CHECKING:
    from navograaf.letters.model import Letter

_QUOTE = f"<{LETTER}/quote/{A}>"
_POSITION, _WORDS = f"{_QUOTE[:-1]}/position>", f"{_QUOTE[:-1]}/words>"
_FIRST, _LAST, _EXACT = f'"{B}"^^<{XSD}integer>', f'"{C}"^^<{XSD}integer>', f'"{D}"'
_RARE = re.compile(RARE)
_PAGE, _ELEMENT = f"{_QUOTE[:-1]}/page>", f"{_QUOTE[:-1]}/element>"
PDF_FRAGMENT = "<http://tools.ietf.org/rfc/rfc8118>"
"""What a fragment of a PDF means, as the Web Annotation model names it (section 4.2.1)."""


class Forms(NamedTuple):
    """The forms of a kind of place: what is below it, its own lines, and both, for where nothing is between.

    What is below a place sorts before it, and all places with more digits between: 1-2/words, 1-23, 1-2.
    """

    below: Form
    place: Form
    whole: Form


def _forms(*, page: bool, element: bool) -> Forms:
    place = [
        (_QUOTE, "rdf:type", "oa:SpecificResource"),
        (_QUOTE, "oa:hasSource", f"<{LETTER}/text>"),
        (_QUOTE, "oa:hasSelector", _POSITION),
        (_QUOTE, "oa:hasSelector", _WORDS),
        # The same three again on the place itself: a query that quotes must not join two selectors.
        (_QUOTE, "navo:start", _FIRST),
        (_QUOTE, "navo:end", _LAST),
        (_QUOTE, "navo:exact", _EXACT),
    ]
    below = [
        (_POSITION, "rdf:type", "oa:TextPositionSelector"),
        (_POSITION, "oa:start", _FIRST),
        (_POSITION, "oa:end", _LAST),
        (_WORDS, "rdf:type", "oa:TextQuoteSelector"),
        (_WORDS, "oa:exact", _EXACT),
    ]
    if page:
        place += [(_QUOTE, "oa:hasSelector", _PAGE), (_QUOTE, "navo:page", f'"{E}"^^<{XSD}integer>')]
        below += [
            (_PAGE, "rdf:type", "oa:FragmentSelector"),
            (_PAGE, "dcterms:conformsTo", PDF_FRAGMENT),
            (_PAGE, "rdf:value", f'"page={E}"'),
            (_PAGE, "oa:refinedBy", _POSITION),
        ]
    if element:
        place += [(_QUOTE, "oa:hasSelector", _ELEMENT)]
        below += [
            (_ELEMENT, "rdf:type", "oa:XPathSelector"),
            (_ELEMENT, "rdf:value", f'"{F}"'),
            (_ELEMENT, "oa:refinedBy", _POSITION),
        ]
    return Forms(Form(*below), Form(*place), Form(*below, *place))


FORMS = {(page, element): _forms(page=page, element=element) for page in (False, True) for element in (False, True)}
"""Whether a place has a page, and an element of the format -> how it is written."""
HOLES = A, B, C, D, E, F
"""The place, its first and its last offset, its words; where it has them its page, in digits, and its element."""


class Quotes:
    """The places of a letter that something points to."""

    __slots__ = ("_letter", "_places", "_raw")

    def __init__(self, raw: str, letter: Letter | None = None) -> None:
        """raw: the text that offsets count in; letter: it, where its format may tell pages or elements."""
        self._raw = raw
        self._letter = letter if letter and (letter.pages or letter.parts) else None
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
        columns = order, offsets[::2], offsets[1::2], words, *self._told(order)
        return written(columns, letter, graph)

    def _told(self, order: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        """The page and the element in which each place begins; no columns where the letter has none."""
        letter = self._letter
        if letter is None:
            return (), ()
        starts = [self._places[place][0] for place in order]
        pages = [str(letter.page(start) or "") for start in starts] if letter.pages else ()
        paths = [escaped(letter.path(start)) for start in starts]
        return pages, paths if any(paths) else ()


Columns = tuple[Sequence[str], ...]
"""Of places that stand in order: their names, first and last offsets in digits, words (escaped), pages and elements,
each "" where a place has none; the last two may be empty."""


def written(columns: Columns, letter: str, graph: str) -> list[str]:
    """The lines of places, in pieces; letter, graph: as for a form."""
    places = columns[0]
    kinds = kinds_of(columns)
    full = [column or [""] * len(places) for column in columns]
    if len(set(kinds)) > 1:
        whole_of = {kind: _filler(FORMS[kind].whole, letter, graph) for kind in set(kinds)}
        rows = zip(*full, strict=True)
        pieces, width = [whole_of[kind](values) for kind, values in zip(kinds, rows, strict=True)], 1
    else:
        whole = FORMS[kinds[0] if kinds else (False, False)].whole
        pieces, width = whole.table(letter, graph, *full), whole.width
    # Places of which others have the beginning, from the last: their own lines come after those of the others.
    held = [n for n, is_held in enumerate(map(str.startswith, islice(places, 1, None), places)) if is_held]
    below = {kind: _filler(FORMS[kind].below, letter, graph) for kind in set(kinds)}
    alone = {kind: _filler(FORMS[kind].place, letter, graph) for kind in set(kinds)}
    after: dict[int, list[str]] = {}
    for n in reversed(held):
        last = n + 1
        while last + 1 < len(places) and places[last + 1].startswith(places[n]):
            last += 1
        kind, values = kinds[n], tuple(column[n] for column in full)
        pieces[n * width : (n + 1) * width] = [below[kind](values), *repeat("", width - 1)]
        after.setdefault(last, []).append(alone[kind](values))
    for n, lines in after.items():
        pieces[(n + 1) * width - 1] += "".join(lines)
    return pieces


def _filler(form: Form, letter: str, graph: str) -> Callable[[tuple[str, ...]], str]:
    """What fills a form with a row of columns, of which it may not need the last."""
    fill, count = form.of(letter, graph), form.values
    return lambda values: fill(*values[:count])


def kinds_of(columns: Columns) -> list[tuple[bool, bool]]:
    """For each place whether it has a page, and an element: the keys of FORMS."""
    places, (pages, paths) = columns[0], columns[4:]
    if not (pages or paths):
        return [(False, False)] * len(places)
    none = [""] * len(places)
    return [(bool(page), bool(path)) for page, path in zip(pages or none, paths or none, strict=True)]


def _escaped(words: Sequence[str], raw: str) -> list[str]:
    """Parts of `raw` escaped: at once where nothing but line feeds, quotes and backslashes needs it."""
    if _RARE.search(raw):
        return [escaped(one) for one in words]
    # A tab is among what is rare, so that none stands in the words.
    together = "\t".join(words)
    return together.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").split("\t") if words else []
