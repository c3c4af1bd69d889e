"""The graph of one letter while it is written: where a statement stands, and how it was found.

Used by letter_quads.py and finding_quads.py, which say what the letter is and what stands in it. Law:
a statement has a place in the letter, a rule and a run, all described in the same graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.graph.forms import LETTER, A, B, C, Form
from navograaf.graph.nquads import Quads, below, iri, name, node, step, text
from navograaf.graph.quotes import Quotes
from navograaf.graph.spans import Span
from navograaf.iris import GRAPHS, THINGS, thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from navograaf.graph.reference import Reference

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
        "_rules",
        "_said",
        "body",
        "known",
        "letter",
        "place",
        "quads",
    )

    def __init__(self, identifier: str, raw: str, known: Reference) -> None:
        """identifier: the letter's id; raw: its text as read; known: the reference data."""
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
        self._quotes = Quotes(raw)
        self.place = self._quotes.place
        self._fillers: dict[Form, Callable[..., str]] = {}
        self._rules: dict[str, tuple[str, str, str, str]] = {}

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        """A quad for each object; `predicate` is a prefixed name ("navo:start")."""
        said, begin, end = self._said[subject], name(predicate), self._end
        for item in objects:
            said.add(f"{begin} {item}{end}")

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
        rules = self._rules.get(rule) or self.rule(rule)
        self._said[subject].update(
            (
                f"{name('rdf:type')} {name(kind)}{self._end}",
                self._of_letter,
                f"{self._evidence}{self.place(span.start, span.end)}>{self._end}",
                rules[2],
                rules[3],
            )
        )

    def rule(self, rule: str) -> tuple[str, str, str, str]:
        """A rule that found something: its term and that of its run, and what says so of a statement (`Quads.say`)."""
        known = self._rules.get(rule)
        if known is None:
            known = self._rules[rule] = self._described_rule(rule)
        return known

    def lines(self) -> str:
        """The graph as sorted N-Quads."""
        self.quads.block(f"{self._begin}/quote/", self._quotes.lines(self.filler))
        return self.quads.lines()

    def _described_rule(self, rule: str) -> tuple[str, str, str, str]:
        one, plan, software = step(rule), node("rule", rule), node("software", SOFTWARE)
        run, end, bundle = self.part("run", one), self._end, self.quads.bundle
        if not self._rules:
            self.type(software, "prov:SoftwareAgent")
            self.add(software, "rdfs:label", text(SOFTWARE))
        bundle(plan, self.filler(_PLAN)(plan, text(rule)))
        bundle(run, self.filler(_ACTIVITY)(one))
        bundle(self.part("run", one, "by"), self.filler(_ASSOCIATION)(one, software, plan))
        return plan, run, f"{name('navo:foundBy')} {plan}{end}", f"{name('prov:wasGeneratedBy')} {run}{end}"
