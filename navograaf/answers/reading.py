"""The quotes in the answer to a query as a reader copies them: in the clean words that trace has as well.

Between query.py and the forms of results.py that are for reading. The graph holds the clean words of whole sentences,
and a query quotes a clause, or an answer of ten sentences. Law: a cell is changed only when it is the quote of a place
of a letter, and then to the words that the sentences there have, never to others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from navograaf.answers.lookup import letter_graph, rows, rows_of
from navograaf.answers.terms import Result, Term
from navograaf.iris import PREFIXES
from navograaf.words.joined import one_line

if TYPE_CHECKING:
    from pyoxigraph import Store

_BESIDE = ("footnote", "letterhead")
"""Kinds of sentence that only interrupt a quote which holds other sentences: they stand at the foot of a page."""
_EXACT = f"{PREFIXES['navo']}exact"


@dataclass(frozen=True, slots=True)
class _Sentence:
    kind: str
    start: int
    end: int
    exact: str
    clean: str

    def words(self, start: int, end: int) -> str:
        """The clean words of the part of it that lies between start and end (code points of the letter)."""
        first, last = max(start - self.start, 0), min(end, self.end) - self.start
        if not self.clean:
            return one_line(self.exact[first:last])
        if (first, last) == (0, len(self.exact)):
            return self.clean
        blocks = SequenceMatcher(None, self.exact, self.clean, autojunk=False).get_matching_blocks()
        kept = [
            (b + max(first - a, 0), b + min(last - a, size)) for a, b, size in blocks if a < last and a + size > first
        ]
        return self.clean[kept[0][0] : kept[-1][1]] if kept else ""


class Reader:
    """Clean words of the quotes of one store; the sentences of a letter are read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._spans: dict[str, list[tuple[int, int, str]]] = {}
        self._sentences: dict[str, _Sentence] = {}
        self._places: dict[str, tuple[str, int, int] | None] = {}
        self._known: dict[str, str] = {}

    def readable(self, result: Result) -> Result:
        """The same answer with its quotes in clean words."""
        ahead = getattr(self._store, "ahead", None)
        if ahead:  # a server: one question for all cells, not one for each
            cells = {term.value for row in result.rows for term in row if term and _words(term)}
            ahead(_EXACT, sorted(cells))
        self._read(term.value for row in result.rows for term in row if term and _words(term))
        return replace(result, rows=tuple(tuple(map(self._term, row)) for row in result.rows))

    def _term(self, term: Term | None) -> Term | None:
        if term is None or not _words(term):
            return term
        if term.value not in self._known:
            self._known[term.value] = self._clean(term.value)
        return term._replace(value=self._known[term.value])

    def _clean(self, exact: str) -> str:
        place = self._places[exact]
        if place is None:
            return exact
        _, start, end = place
        inside = [self._sentences[iri] for iri in self._inside(*place)]
        told = [one for one in inside if one.kind not in _BESIDE] or inside
        return " ".join(" ".join(one.words(start, end) for one in told).split()) or exact

    def _read(self, quotes: Iterable[str]) -> None:
        """Find where quotes stand, and read the sentences there: few questions for all of them."""
        wanted: dict[str, None] = {}
        for exact in dict.fromkeys(quotes):
            if exact not in self._places:
                place = self._places[exact] = min(self._found(exact), default=None)
                wanted.update(dict.fromkeys(self._inside(*place)) if place else {})
        asked = [iri for iri in wanted if iri not in self._sentences]
        for iri, kind, start, end, words, clean in rows_of(self._store, "words-of", "sentences", asked):
            self._sentences[iri] = _Sentence(kind, int(start), int(end), words, clean)

    def _inside(self, letter: str, start: int, end: int) -> list[str]:
        """The IRIs of the sentences that have a part of a place in them, in text order: an IRI ends in its span."""
        if letter not in self._spans:
            found = rows(self._store, "sentence-iris", graph=letter_graph(letter))
            spans = ((iri, iri.rpartition("/sentence/")[2].partition("-")) for (iri,) in found)
            self._spans[letter] = sorted((int(first), int(last), iri) for iri, (first, _, last) in spans)
        return [iri for first, last, iri in self._spans[letter] if first < end and start < last]

    def _found(self, exact: str) -> Iterator[tuple[str, int, int]]:
        from pyoxigraph import Literal, NamedNode

        for quad in self._store.quads_for_pattern(None, NamedNode(_EXACT), Literal(exact)):
            letter, quote, span = str(getattr(quad.subject, "value", "")).rpartition("/quote/")
            start, _, end = span.partition("-")
            if quote and start.isdigit() and end.isdigit():
                yield letter, int(start), int(end)


def _words(term: Term) -> bool:
    """Whether a cell holds several words."""
    return term.kind == "literal" and " " in " ".join(term.value.split())
