"""Decisions, positions, commitments and quantities of a letter, as quads.

Beside finding_quads.py, which writes what is named and cited. Laws: the node of a statement is named after its
place and what it says, so the same statement has the same name in every build; who decides or holds stands apart
from who tells it; two rules that find the same statement make one node with two rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from navograaf.findings.model import Findings
from navograaf.findings.told import Commitment, Decision, Position, Quantity
from navograaf.graph import things
from navograaf.graph.actors import named, writer
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nquads import boolean, moment, node, number, text
from navograaf.graph.sentences import Sentences
from navograaf.iris import thing

Told = TypeVar("Told", Decision, Position, Commitment, Quantity)


def write_statements(graph: LetterGraph, findings: Findings, sentences: Sentences) -> None:
    """All four layers of `findings`."""
    once = _Once(graph)
    for decision, term in _new(graph, "Decision", findings.decisions, sentences):
        graph.say(term, _decision(graph, decision, once))
    teller = writer(graph, findings.document.signed_by)
    for position, term in _new(graph, "Position", findings.positions, sentences):
        graph.say(term, _position(graph, position, once, teller))
    for commitment, term in _new(graph, "Commitment", findings.commitments, sentences):
        graph.say(term, _commitment(graph, commitment, once))
    for quantity, term in _new(graph, "Quantity", findings.quantities, sentences):
        graph.say(term, _quantity(graph, quantity, once))


class _Once:
    """What a letter says again and again of its statements, made once: that an ally holds something, a mission."""

    __slots__ = ("_graph", "_made")

    def __init__(self, graph: LetterGraph) -> None:
        self._graph = graph
        self._made: dict[tuple[object, ...], list[str]] = {}

    def of(self, make: Callable[..., list[str]], *values: str | None) -> list[str]:
        """`make(graph, *values)`, which gives tails of lines and describes what they name."""
        key = (make, *values)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = make(self._graph, *values)
        return found


def act_id(act: str) -> str:
    """The end of the IRI of an act: "give guidance" -> "give-guidance"."""
    return things.slug(act)


def _new(graph: LetterGraph, kind: str, layer: Iterable[Told], sentences: Sentences) -> Iterator[tuple[Told, str]]:
    """Each statement of a layer with its term, and once where two have the same term: the first in order."""
    seen: set[str] = set()
    part, of_class = kind.lower(), f"navo:{kind}"
    for told in _in_order(layer):
        term = graph.part(part, f"{told.start}-{told.end}", *_name(told))
        graph.statement(term, of_class, told, told.rule)
        if term not in seen:
            seen.add(term)
            sentence = sentences.holding(told)
            if sentence:
                graph.add(term, "navo:inSentence", sentence)
            yield told, term


def _in_order(layer: Iterable[Told]) -> list[Told]:
    """By place, and at one place by all that is said."""
    found = sorted(layer, key=lambda one: (one.start, one.end))
    if any((one.start, one.end) == (other.start, other.end) for one, other in pairwise(found)):
        found.sort(key=lambda one: (one.start, one.end, repr(one)))
    return found


def _name(told: Decision | Position | Commitment | Quantity) -> tuple[str, ...]:
    """What tells two statements at one place apart: the act, or who holds what."""
    if isinstance(told, Decision):
        return (act_id(told.act),)
    return (f"{things.slug(told.holder)}-{told.polarity}",) if isinstance(told, Position) else ()


def _decision(graph: LetterGraph, told: Decision, once: _Once) -> Iterator[str]:
    yield graph.tail("navo:act", _act(graph, told.act))
    yield graph.tail("navo:status", text(told.status))
    yield from once.of(named, "navo:decider", told.decider_id, told.decider)
    yield from once.of(named, "navo:assertedBy", None, told.asserted_by)
    yield from _words(graph, "navo:object", told.object)
    if told.date:
        yield graph.tail("navo:onDate", moment(told.date))
    yield from once.of(_context, told.mission, told.topic, told.meeting)


def _position(graph: LetterGraph, told: Position, once: _Once, teller: str | None) -> Iterator[str]:
    yield from once.of(named, "navo:holder", told.holder_id, told.holder)
    yield graph.tail("navo:polarity", text(told.polarity))
    yield from once.of(named, "navo:reporter", None, told.reported_by)
    if teller and not told.reported_by:
        yield graph.tail("navo:reporter", teller)
    yield from once.of(_context, told.mission, told.topic, told.meeting)


def _commitment(graph: LetterGraph, told: Commitment, once: _Once) -> Iterator[str]:
    yield from once.of(named, "navo:holder", told.by_id, told.by)
    yield from once.of(named, "navo:madeTo", None, told.to)
    yield from _words(graph, "navo:due", told.due)
    if told.due_date:
        yield graph.tail("navo:onDate", moment(told.due_date))
    yield from _words(graph, "navo:condition", told.condition)
    yield graph.tail("navo:conditional", boolean(told.conditional))
    yield from once.of(_context, told.mission, told.topic, told.meeting)


def _quantity(graph: LetterGraph, told: Quantity, once: _Once) -> Iterator[str]:
    values = told.value if isinstance(told.value, tuple) else (told.value,)
    if len(set(values)) == 1:
        yield graph.tail("schema:value", number(values[0]))
    elif values:
        yield graph.tail("schema:minValue", number(min(values)))
        yield graph.tail("schema:maxValue", number(max(values)))
    yield graph.tail("navo:unit", text(things.clean(told.unit)))
    yield from _words(graph, "navo:quantityOf", told.of)
    yield from _words(graph, "navo:qualifier", told.qualifier)
    yield from once.of(_context, told.mission, None, None)


def _act(graph: LetterGraph, act: str) -> str:
    """The term of an act, described where ontology/acts.ttl does not have it."""
    identifier = act_id(act)
    term = node("act", identifier)
    if thing("act", identifier) not in graph.known.types and graph.first(term):
        graph.type(term, "skos:Concept")
        graph.add(term, "rdfs:label", text(things.clean(act), "en"))
        graph.add(term, "dcterms:identifier", text(identifier))
    return term


def _context(graph: LetterGraph, mission: str | None, topic: str | None, meeting: str | None) -> list[str]:
    """The mission and the topic that a statement is about, and its meeting."""
    about = (("navo:about", "mission", mission), ("navo:about", "topic", topic), ("navo:atMeeting", "meeting", meeting))
    return [graph.tail(said, things.known_or_described(graph, kind, one, one)) for said, kind, one in about if one]


def _words(graph: LetterGraph, predicate: str, words: str | None) -> Iterator[str]:
    if words and (said := things.clean(words)):
        yield graph.tail(predicate, text(said))
