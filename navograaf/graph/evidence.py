"""The graph of one letter while it is written: where a statement stands, and how it was found.

Used by letter_quads.py and finding_quads.py, which say what the letter is and what stands in it. Law:
the quote of a place is the letter's own text between its offsets, read here and nowhere else, so a
quote cannot differ from its offsets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from navograaf.errors import GraphError
from navograaf.graph.nquads import Quads, below, integer, iri, name, node, text
from navograaf.iris import GRAPHS, THINGS, thing

if TYPE_CHECKING:
    from navograaf.graph.reference import Reference

SOFTWARE = "navograaf"


def graph_iri(identifier: str) -> str:
    """The IRI of the named graph of the letter with this id."""
    return GRAPHS + thing("letter", identifier).removeprefix(THINGS)


class Span(Protocol):
    """Anything with offsets into the raw letter."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Place = TypeVar("Place", bound=Span)


def innermost(places: Sequence[Place], at: int) -> Place | None:
    """The last of `places` (sorted by start) that begins at or before `at` and ends after it.

    A footnote stands inside the sentence that it interrupts, a sub-heading's body inside its heading's:
    the one that begins last is the inner one.
    """
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if places[middle].start <= at else (low, middle)
    for place in reversed(places[:low]):
        if at < place.end:
            return place
    return None


class LetterGraph:
    """The named graph of one letter: `letter` and `body` (its text) are terms, `quads` takes the rest."""

    __slots__ = ("_described", "_raw", "body", "known", "letter", "quads")

    def __init__(self, identifier: str, raw: str, known: Reference) -> None:
        """identifier: the letter's id; raw: its text as read; known: the reference data."""
        self.known = known
        self.letter = node("letter", identifier)
        self.body = below(self.letter, "text")
        self.quads = Quads(iri(graph_iri(identifier)))
        self._raw = raw
        self._described: set[str] = set()

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """A quad for each object; `predicate` is a prefixed name ("navo:start")."""
        self.quads.add(subject, name(predicate), *objects)

    def type(self, subject: str, *classes: str) -> None:
        """Give `subject` its classes, as prefixed names."""
        self.quads.add(subject, name("rdf:type"), *map(name, classes))

    def first(self, term: str) -> bool:
        """True the first time that a term is asked about: a thing gets one label a letter, its first."""
        if term in self._described:
            return False
        self._described.add(term)
        return True

    def words(self, span: Span) -> str:
        """The letter's text between the offsets of `span`."""
        return self._raw[span.start : span.end]

    def quote(self, start: int, end: int) -> str:
        """The term of the place start-end (code points of the raw letter), described on first use.

        Raises GraphError when the place is empty or outside the letter.
        """
        if not 0 <= start < end <= len(self._raw):
            raise GraphError(
                f"a finding at {start}-{end} lies outside the letter, which has {len(self._raw)} characters",
                todo="The rule that found it is broken: report it with the letter",
            )
        place = below(self.letter, "quote", f"{start}-{end}")
        position, words = below(place, "position"), below(place, "words")
        first, last, exact = integer(start), integer(end), text(self._raw[start:end])
        self.type(place, "oa:SpecificResource")
        self.add(place, "oa:hasSource", self.body)
        self.add(place, "oa:hasSelector", position, words)
        # The same three again on the place itself: a query that quotes must not join two selectors.
        self.add(place, "navo:start", first)
        self.add(place, "navo:end", last)
        self.add(place, "navo:exact", exact)
        self.type(position, "oa:TextPositionSelector")
        self.add(position, "oa:start", first)
        self.add(position, "oa:end", last)
        self.type(words, "oa:TextQuoteSelector")
        self.add(words, "oa:exact", exact)
        return place

    def statement(self, subject: str, kind: str, span: Span, rule: str) -> None:
        """What every statement carries: class, letter, place in the text, and the rule that made it."""
        self.type(subject, kind)
        self.add(subject, "navo:letter", self.letter)
        self.add(subject, "navo:evidence", self.quote(span.start, span.end))
        plan, run = node("rule", rule), below(self.letter, "run", rule)
        by, software = below(run, "by"), node("software", SOFTWARE)
        self.add(subject, "navo:foundBy", plan)
        self.add(subject, "prov:wasGeneratedBy", run)
        self.type(run, "prov:Activity")
        self.add(run, "prov:used", self.body)
        self.add(run, "prov:qualifiedAssociation", by)
        self.type(by, "prov:Association")
        self.add(by, "prov:agent", software)
        self.add(by, "prov:hadPlan", plan)
        self.type(plan, "prov:Plan", "navo:Rule")
        self.add(plan, "rdfs:label", text(rule))
        self.type(software, "prov:SoftwareAgent")
        self.add(software, "rdfs:label", text(SOFTWARE))
