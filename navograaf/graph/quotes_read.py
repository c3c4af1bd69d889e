"""The quotes of a letter read back from its N-Quads: half of all lines, and all of them as quotes.py writes them.

Before nodes.py, which reads the other lines one by one. Law: what is read is written again, by the code that writes a
letter, and only where that gives the same text is it what was read; anything else is left to be read line by line. So
a quote that misses a line, has one more or says something else in one is never taken for a good one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import repeat

from navograaf.graph import quotes
from navograaf.graph.alike import Alike
from navograaf.graph.forms import LETTER
from navograaf.graph.nquads import name
from navograaf.iris import GRAPHS, THINGS

_PLACE = r"(?:0|[1-9][0-9]{0,17})"
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
    if text[first:last] != "".join(quotes.written(places, firsts, lasts, words, letter, graph)):
        return None
    alike = _alike(letter, places, firsts, lasts, words)
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


def _alike(
    letter: str, places: list[str], firsts: tuple[str, ...], lasts: tuple[str, ...], words: list[str]
) -> list[Alike]:
    """What quotes.WHOLE says of each place: the quotes, their positions and their words."""
    holes = dict(zip(quotes.HOLES, (places, firsts, lasts, words), strict=True))
    made: dict[str, list[str]] = {}

    def column(term: str) -> list[str]:
        found = made.get(term)
        if found is None:
            written = term.replace(LETTER, letter) if term[0] in '<"' else name(term)
            hole = next((hole for hole in holes if hole in written), None)
            if hole is None:
                found = list(repeat(written, len(places)))
            else:
                before, after = written.split(hole)
                found = [f"{before}{value}{after}" for value in holes[hole]]
            made[term] = found
        return found

    subjects = dict.fromkeys(subject for subject, _, _ in quotes.WHOLE.rows)
    return [
        Alike(
            tuple(name(predicate) for subject, predicate, _ in quotes.WHOLE.rows if subject == one),
            column(one),
            [column(item) for subject, _, item in quotes.WHOLE.rows if subject == one],
        )
        for one in subjects
    ]


def _terms(alike: list[Alike]) -> list[str]:
    """All words, and of each other column one term: they differ in digits alone, which were looked at."""
    terms: dict[str, None] = {}
    for one in alike:
        terms.update(dict.fromkeys(one.form))
        terms[one.nodes[0]] = None
        for predicate, column in zip(one.form, one.columns, strict=True):
            terms.update(dict.fromkeys(column if predicate == name("navo:exact") else column[:1]))
    return list(terms)
