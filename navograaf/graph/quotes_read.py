"""The quotes of a letter read back from its N-Quads: half of all lines, and all of them as quotes.py writes them.

Before nodes.py, which reads the other lines one by one. Law: what is read is written again, by the code that writes a
letter, and only where that gives the same text is it what was read; anything else is left to be read line by line. So
a quote that misses a line, has one more or says something else in one is never taken for a good one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat

from navograaf.graph import quotes
from navograaf.graph.alike import Alike
from navograaf.graph.forms import LETTER, Form
from navograaf.graph.nquads import name
from navograaf.iris import GRAPHS, THINGS

_PLACE = r"(?:0|[1-9][0-9]{0,17})"
_PAGE = re.compile(_PLACE)
_PLACES = re.compile(rf"(?:{_PLACE}-{_PLACE}\n)++")


@dataclass(frozen=True, slots=True)
class Read:
    """A text without its quotes, and these."""

    rest: tuple[str, str] = field(repr=False)
    """What stands before and behind."""
    alike: list[Alike]
    terms: list[str] = field(repr=False)
    """Of the terms of the quotes those that are not sure to be terms: the words, and one of each other kind."""


def quotes_of(text: str, end: str) -> Read | None:
    """The quotes of the letter that a graph is named after; None where none is there or one is not as it is written.

    end: of every line, " <graph> .\n".
    """
    graph = end[1:-3]
    if not graph.startswith(f"<{GRAPHS}letter/"):
        return None
    letter = f"{THINGS}{graph[len(GRAPHS) + 1 : -1]}"
    begin = f"<{letter}/quote/"
    first = 0 if text.startswith(begin) else text.find(f"\n{begin}") + 1
    last = text.find("\n", text.rfind(f"\n{begin}") + 1) + 1
    if not text.startswith(begin, first):
        return None
    places, words = _places(text, first, last, end)
    if not places or not _PLACES.fullmatch("\n".join([*places, ""])) or len(set(places)) < len(places):
        return None
    firsts, lasts = zip(*[place.split("-") for place in places], strict=True)
    page, element = (f'{name("rdf:value")} "{before}' for before in ("page=", ""))
    pages, paths = (
        _below(text, first, last, end, begin, places, before) for before in (f"/page> {page}", f"/element> {element}")
    )
    columns = places, firsts, lasts, words, pages, paths
    if not all(_PAGE.fullmatch(page) for page in pages if page):
        return None
    if text[first:last] != "".join(quotes.written(columns, letter, graph)):
        return None
    alike = _alike(letter, columns)
    return Read((text[:first], text[last:]), alike, _terms(alike))


def _places(text: str, at: int, last: int, end: str) -> tuple[list[str], list[str]]:
    """The names of the places and their words, as far as they are where they should be."""
    # A place has its words twice: below it, and before these stands the name of the place.
    before, after = f'/words> {name("oa:exact")} "', f'"{end}'
    places: list[str] = []
    words: list[str] = []
    while (found := text.find(before, at, last)) > 0:
        places.append(text[text.rfind("/", at, found) + 1 : found])
        at = found + len(before)
        found = text.find(after, at, last)
        words.append(text[at:found])
        at = found
    return places, words


def _below(text: str, first: int, last: int, end: str, begin: str, places: list[str], before: str) -> list[str]:
    """What stands below each place behind `before`, "" where nothing does; no column where it stands nowhere."""
    if text.find(before, first, last) < 0:
        return []
    found: list[str] = []
    after = f'"{end}'
    for place in places:
        # Places stand in the order of what is below them, so that the search never goes back; the position follows.
        key = f"{begin}{place}{before}"
        position = text.find(f"\n{begin}{place}/position> ", first, last)  # as a subject
        at = text.find(key, first, position) if position >= 0 else -1
        found.append(text[at + len(key) : text.find(after, at + len(key), last)] if at >= 0 else "")
        first = max(first, position)
    return found


def _alike(letter: str, columns: quotes.Columns) -> list[Alike]:
    """What the forms of quotes.py say of each place: the quotes, and what is below them."""
    kinds = quotes.kinds_of(columns)
    made: list[Alike] = []
    for kind in sorted(set(kinds)):
        own = columns
        if len(set(kinds)) > 1:
            own = tuple(
                column and [item for item, one in zip(column, kinds, strict=True) if one == kind] for column in columns
            )
        made += _of_a_kind(letter, quotes.FORMS[kind].whole, own)
    return made


def _of_a_kind(letter: str, whole: Form, columns: quotes.Columns) -> list[Alike]:
    """The same for places of one kind."""
    holes = dict(zip(quotes.HOLES, columns, strict=False))
    count = len(columns[0])
    made: dict[str, Sequence[str]] = {}

    def column(term: str) -> Sequence[str]:
        found = made.get(term)
        if found is None:
            written = term.replace(LETTER, letter) if term[0] in '<"' else name(term)
            hole = next((hole for hole in holes if hole in written), None)
            if hole is None:
                found = list(repeat(written, count))
            else:
                before, after = written.split(hole)
                found = [f"{before}{value}{after}" for value in holes[hole]]
            made[term] = found
        return found

    return [
        Alike(
            tuple(name(predicate) for subject, predicate, _ in whole.rows if subject == one),
            column(one),
            [column(item) for subject, _, item in whole.rows if subject == one],
        )
        for one in dict.fromkeys(subject for subject, _, _ in whole.rows)
    ]


def _terms(alike: list[Alike]) -> list[str]:
    """All words and elements, and of each other column one term: they differ in digits alone, which were looked at."""
    free = name("navo:exact"), name("rdf:value")
    terms: dict[str, None] = {}
    for one in alike:
        terms.update(dict.fromkeys(one.form))
        terms[one.nodes[0]] = None
        for predicate, column in zip(one.form, one.columns, strict=True):
            terms.update(dict.fromkeys(column if predicate in free else column[:1]))
    return list(terms)
