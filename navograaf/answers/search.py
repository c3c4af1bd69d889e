"""Sentences that have the words somebody looks for: the answer where what is asked for is no known subject.

Between the graph and trace.py. Laws: a place that is marked holds a word that is asked for, at its place in the raw
letter; a word that the printed page has broken is found, but where it cannot be found again in the raw words it is
left unmarked. The words are compared here and not by the query engine, which knows no Dutch stems.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from navograaf.answers import collection
from navograaf.answers.entries import SPOKEN
from navograaf.answers.lookup import letter_graph, rows
from navograaf.words.folding import fold
from navograaf.words.joined import one_line
from navograaf.words.phrase import Wanted, anywhere, might_hold, together, wanted
from navograaf.words.stems import Stem, stems

if TYPE_CHECKING:
    from pyoxigraph import Store

LIMIT = 5000
"""So many sentences are answered at most, those of the first letters in time."""
_BREAK = re.compile(r"-\s*\n")
_BEFORE, _BEHIND = re.compile(r"[^\W_][-'’]?\Z"), re.compile(r"[^\W\d_]|[-'’][^\W_]")
"""What shows that a word goes on: "drone" is not marked in "dronekaper". A digit behind it is a note, "Rusland5"."""
_CONTEXT, _NEAR, _NEXT = 30, 120, 50
"""So many letters, in so many characters, around a word and so many places of it tell which is meant."""
Span = tuple[int, int]


def search(store: Store, text: str) -> dict[str, list[Span]]:
    """The sentences in which the words of `text` stand: IRI -> their places (code points of the raw letter), in order.

    Several words must stand together in their order; where they do so nowhere, all of them in one sentence.
    Headings, letterhead and signatures count where nothing else has the words. At most LIMIT sentences, by letter in
    the order of collection.letters. Raises SubjectError for a text that holds no word to look for, or is too long.
    """
    asked = wanted(text)
    # What is worth most first: a phrase in what the letter says, its words apart, then the same in headings.
    found: tuple[dict[str, list[Span]], ...] = ({}, {}, {}, {})
    for card in collection.letters(store):
        own = sorted(rows(store, "sentences", graph=letter_graph(card.iri)), key=lambda row: (int(row[2]), row[0]))
        for iri, kind, start, exact, clean in own:
            rank, marks = _marked(asked, exact, clean)
            level = rank + (0 if kind in SPOKEN else 2)
            if rank >= 0 and len(found[level]) < LIMIT:
                found[level].setdefault(iri, [(int(start) + s, int(start) + e) for s, e in marks])
        if len(found[0]) == LIMIT:
            break
    return next((one for one in found if one), {})


def _marked(asked: tuple[Wanted, ...], exact: str, clean: str) -> tuple[int, list[Span]]:
    """How a sentence has the words (0 together, 1 apart, -1 not at all), and their places in `exact`."""
    shown = clean or (one_line(exact) if _BREAK.search(exact) else exact)
    folded = fold(shown)
    if not might_hold(asked, folded):
        return -1, []
    words = stems(shown)
    found = anywhere(asked, words, folded)
    close = together(asked, words, folded)
    if shown is exact:
        return (0, _spans(close)) if close else (1, _spans(found))
    return (0 if close else 1), list(_raw(exact, shown, close or found))


def _spans(words: list[Stem]) -> list[Span]:
    return [(word.start, word.end) for word in words]


def _raw(exact: str, shown: str, words: list[Stem]) -> Iterator[Span]:
    """Where words of the clean words stand in the raw ones: each the next place that has the same letters around it."""
    known: dict[str, list[Span]] = {}
    at = 0
    for word in words:
        text = shown[word.start : word.end]
        if text not in known:
            known[text] = _places(exact, text)
        places = known[text]
        first = bisect_left(places, (at, at))
        near = places[first : first + _NEXT]
        before = _letters(shown[max(word.start - _NEAR, 0) : word.start], last=True)
        after = _letters(shown[word.end : word.end + _NEAR])
        if near:
            best = max(near, key=lambda place: _alike(exact, place, before, after))
            at = best[1]
            yield best


def _places(exact: str, word: str) -> list[Span]:
    """Every place of a word in the raw words, a hyphen at a line end or not."""
    pattern = re.compile(r"[\s-]*".join(re.escape(c) for c in word if c != "-"))
    spans = (found.span() for found in pattern.finditer(exact))
    return [(s, e) for s, e in spans if not (_BEFORE.search(exact[max(s - 2, 0) : s]) or _BEHIND.match(exact, e))]


def _alike(exact: str, place: Span, before: str, after: str) -> tuple[int, int]:
    """How many letters around a place are those around the word; of equals the first is the most alike."""
    start, end = place
    around = _letters(exact[max(start - _NEAR, 0) : start], last=True), _letters(exact[end : end + _NEAR])
    return _shared(around[0], before) + _shared(around[1], after), -start


def _letters(text: str, *, last: bool = False) -> str:
    """The letters nearest to a place, without the spaces and hyphens that line ends make; backwards with `last`."""
    kept = "".join(c for c in text if not c.isspace() and c != "-")
    return kept[::-1][:_CONTEXT] if last else kept[:_CONTEXT]


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
