"""The graph of one letter while it is written: where a statement stands, and how it was found.

Used by letter_quads.py and finding_quads.py, which say what the letter is and what stands in it. Law:
a statement has a place in the letter, a rule and a run, all described in the same graph.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from navograaf.graph.forms import LETTER, A, B, C, Form
from navograaf.graph.nquads import Quads, below, iri, name, node, step, text
from navograaf.graph.quotes import Quotes
from navograaf.graph.spans import Span
from navograaf.iris import GRAPHS, THINGS, thing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from navograaf.graph.reference import Reference
    from navograaf.letters.model import Letter

SOFTWARE = "navograaf"
_RUN = f"<{LETTER}/run/{A}>"
_BY = f"{_RUN[:-1]}/by>"
_ACTIVITY = Form(
    (_RUN, "rdf:type", "prov:Activity"),
    (_RUN, "prov:used", f"<{LETTER}/text>"),
    (_RUN, "prov:qualifiedAssociation", _BY),
)
_ASSOCIATION = Form(
    (_BY, "rdf:type", "prov:Association"),
    (_BY, "prov:agent", B),
    (_BY, "prov:hadPlan", C),
)

_PLAN = Form((A, "rdf:type", "prov:Plan"), (A, "rdf:type", "navo:Rule"), (A, "rdfs:label", B))


def graph_iri(identifier: str) -> str:
    """The IRI of the named graph of the letter with this id."""
    return GRAPHS + thing("letter", identifier).removeprefix(THINGS)


@lru_cache(maxsize=8192)
def _rule(rule: str) -> tuple[str, str, str]:
    """A rule as a step of an IRI, as the term of its plan, and as a string."""
    return step(rule), node("rule", rule), text(rule)


class LetterGraph:
    """The named graph of one letter: `letter` and `body` (its text) are terms, `quads` takes the rest."""

    __slots__ = (
        "_begin",
        "_described",
        "_end",
        "_evidence",
        "_fillers",
        "_graph",
        "_of_letter",
        "_quotes",
        "_raw",
        "_said",
        "_stated",
        "body",
        "known",
        "letter",
        "place",
        "quads",
        "rules",
    )

    def __init__(self, identifier: str, raw: str, known: Reference, source: Letter | None = None) -> None:
        """identifier: the letter's id; raw: its text as read; known: the reference data; source: the letter, where
        its format may tell pages and elements."""
        self.known = known
        self.letter = node("letter", identifier)
        self.body = below(self.letter, "text")
        self._graph = iri(graph_iri(identifier))
        self.quads = Quads(self._graph)
        self._raw = raw
        self._said, self._end = self.quads.said, self.quads.end
        self._begin = self.letter[:-1]
        self._of_letter = f"{name('navo:letter')} {self.letter}{self._end}"
        self._evidence = f"{name('navo:evidence')} {self._begin}/quote/"
        self._described: set[str] = set()
        self._quotes = Quotes(raw, source)
        self.place = self._quotes.place
        self._fillers: dict[Form, Callable[..., str]] = {}
        self.rules: dict[str, tuple[str, str, str, str]] = {}
        """The rules that are described by now, as `rule` gives them."""
        self._stated: dict[tuple[str, str], tuple[str, ...]] = {}

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """A quad for each object; `predicate` is a prefixed name ("navo:start")."""
        said, begin, end = self._said[subject], name(predicate), self._end
        for item in objects:
            said.append(f"{begin} {item}{end}")

    def type(self, subject: str, *classes: str) -> None:
        """Give `subject` its classes, as prefixed names."""
        self.quads.add(subject, name("rdf:type"), *map(name, classes))

    def filler(self, form: Form) -> Callable[..., str]:
        """What fills a form for this letter."""
        fill = self._fillers.get(form)
        if fill is None:
            fill = self._fillers[form] = form.of(self._begin[1:], self._graph)
        return fill

    def line(self, predicate: str) -> Callable[[str, str], str]:
        """What writes a line with this predicate, a prefixed name, of a subject and an object: for a hole of a form."""
        middle, end = f" {name(predicate)} ", self._end
        return lambda subject, item: f"{subject}{middle}{item}{end}"

    def part(self, kind: str, place: str | int, *names: str) -> str:
        """The term of a node of the letter; `place` is a number or a place ("12-40"), names may hold any character."""
        if not names:
            return f"{self._begin}/{kind}/{place}>"
        return f"{self._begin}/{kind}/{place}/{'/'.join([step(one) for one in names])}>"

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
        """The term of the place start-end, which will be described. Raises GraphError as `place`."""
        return f"{self._begin}/quote/{self.place(start, end)}>"

    def statement(self, subject: str, kind: str, span: Span, rule: str) -> None:
        """What every statement carries: class, letter, place in the text, and the rule that made it."""
        said = self._said[subject]
        said += self._stated.get((kind, rule)) or self._stating(kind, rule)
        said.append(f"{self._evidence}{self.place(span.start, span.end)}>{self._end}")

    def _stating(self, kind: str, rule: str) -> tuple[str, ...]:
        """What is said of every statement of one class that one rule made."""
        found = f"{name('rdf:type')} {name(kind)}{self._end}", self._of_letter, *self.rule(rule)[2:]
        self._stated[kind, rule] = found
        return found

    def tail(self, predicate: str, item: str) -> str:
        """What follows a subject in its line; `predicate` is a prefixed name."""
        return f"{name(predicate)} {item}{self._end}"

    def say(self, subject: str, tails: Iterable[str]) -> None:
        """Add lines of a subject by what follows it (`tail`)."""
        self._said[subject] += tails

    def rule(self, rule: str) -> tuple[str, str, str, str]:
        """A rule that found something: its term and that of its run, and what says so of a statement (`Quads.say`)."""
        known = self.rules.get(rule)
        if known is None:
            known = self.rules[rule] = self._described_rule(rule)
        return known

    def lines(self) -> str:
        """The graph as sorted N-Quads."""
        self.quads.block(f"{self._begin}/quote/", self._quotes.lines(self._begin[1:], self._graph))
        return self.quads.lines()

    def _described_rule(self, rule: str) -> tuple[str, str, str, str]:
        one, plan, called = _rule(rule)
        run, end, bundle, software = self.part("run", one), self._end, self.quads.bundle, node("software", SOFTWARE)
        if not self.rules:
            self.type(software, "prov:SoftwareAgent")
            self.add(software, "rdfs:label", text(SOFTWARE))
        bundle(plan, self.filler(_PLAN)(plan, called))
        bundle(run, self.filler(_ACTIVITY)(one))
        bundle(f"{run[:-1]}/by>", self.filler(_ASSOCIATION)(one, software, plan))
        return plan, run, f"{name('navo:foundBy')} {plan}{end}", f"{name('prov:wasGeneratedBy')} {run}{end}"
