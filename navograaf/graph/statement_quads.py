"""Decisions, positions, commitments and quantities of a letter, as quads.

Beside finding_quads.py, which writes what is named and cited. Laws: the node of a statement is named after its
place and what it says, so the same statement has the same name in every build; who decides or holds stands apart
from who tells it; two rules that find the same statement make one node with two rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from navograaf.findings.model import Findings
from navograaf.findings.told import Commitment, Decision, Position, Quantity
from navograaf.graph import things
from navograaf.graph.actors import named, writer
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.finding_quads import Sentences
from navograaf.graph.nquads import boolean, moment, node, number, text
from navograaf.iris import thing

Told = TypeVar("Told", Decision, Position, Commitment, Quantity)


def write_statements(graph: LetterGraph, findings: Findings, sentences: Sentences) -> None:
    """All four layers of `findings`."""
    for decision, term in _new(graph, "Decision", findings.decisions, sentences):
        _decision(graph, decision, term)
    teller = writer(graph, findings.document.signed_by)
    for position, term in _new(graph, "Position", findings.positions, sentences):
        _position(graph, position, term, teller)
    for commitment, term in _new(graph, "Commitment", findings.commitments, sentences):
        _commitment(graph, commitment, term)
    for quantity, term in _new(graph, "Quantity", findings.quantities, sentences):
        _quantity(graph, quantity, term)


def act_id(act: str) -> str:
    """The end of the IRI of an act: "give guidance" -> "give-guidance"."""
    return things.slug(act)


def _new(graph: LetterGraph, kind: str, layer: Iterable[Told], sentences: Sentences) -> Iterator[tuple[Told, str]]:
    """Each statement of a layer with its term, and once where two have the same term: the first in order."""
    seen: set[str] = set()
    for told in _in_order(layer):
        term = graph.part(kind.lower(), f"{told.start}-{told.end}", *_name(told))
        graph.statement(term, f"navo:{kind}", told, told.rule)
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


def _decision(graph: LetterGraph, told: Decision, term: str) -> None:
    graph.add(term, "navo:act", _act(graph, told.act))
    graph.add(term, "navo:status", text(told.status))
    named(graph, term, "navo:decider", told.decider_id, told.decider)
    named(graph, term, "navo:assertedBy", None, told.asserted_by)
    _words(graph, term, "navo:object", told.object)
    if told.date:
        graph.add(term, "navo:onDate", moment(told.date))
    _context(graph, term, mission=told.mission, topic=told.topic, meeting=told.meeting)


def _position(graph: LetterGraph, told: Position, term: str, teller: str | None) -> None:
    named(graph, term, "navo:holder", told.holder_id, told.holder)
    graph.add(term, "navo:polarity", text(told.polarity))
    named(graph, term, "navo:reporter", None, told.reported_by)
    if teller and not told.reported_by:
        graph.add(term, "navo:reporter", teller)
    _context(graph, term, mission=told.mission, topic=told.topic, meeting=told.meeting)


def _commitment(graph: LetterGraph, told: Commitment, term: str) -> None:
    named(graph, term, "navo:holder", told.by_id, told.by)
    named(graph, term, "navo:madeTo", None, told.to)
    _words(graph, term, "navo:due", told.due)
    if told.due_date:
        graph.add(term, "navo:onDate", moment(told.due_date))
    _words(graph, term, "navo:condition", told.condition)
    graph.add(term, "navo:conditional", boolean(told.conditional))
    _context(graph, term, mission=told.mission, topic=told.topic, meeting=told.meeting)


def _quantity(graph: LetterGraph, told: Quantity, term: str) -> None:
    values = told.value if isinstance(told.value, tuple) else (told.value,)
    if len(set(values)) == 1:
        graph.add(term, "schema:value", number(values[0]))
    elif values:
        graph.add(term, "schema:minValue", number(min(values)))
        graph.add(term, "schema:maxValue", number(max(values)))
    graph.add(term, "navo:unit", text(things.clean(told.unit)))
    _words(graph, term, "navo:quantityOf", told.of)
    _words(graph, term, "navo:qualifier", told.qualifier)
    _context(graph, term, mission=told.mission)


def _act(graph: LetterGraph, act: str) -> str:
    """The term of an act, described where ontology/acts.ttl does not have it."""
    identifier = act_id(act)
    term = node("act", identifier)
    if thing("act", identifier) not in graph.known.types and graph.first(term):
        graph.type(term, "skos:Concept")
        graph.add(term, "rdfs:label", text(things.clean(act), "en"))
        graph.add(term, "dcterms:identifier", text(identifier))
    return term


def _context(
    graph: LetterGraph, term: str, *, mission: str | None, topic: str | None = None, meeting: str | None = None
) -> None:
    """The mission and the topic that a statement is about, and its meeting."""
    for kind, one in (("mission", mission), ("topic", topic)):
        if one:
            graph.add(term, "navo:about", things.known_or_described(graph, kind, one, one))
    if meeting:
        graph.add(term, "navo:atMeeting", things.known_or_described(graph, "meeting", meeting, meeting))


def _words(graph: LetterGraph, term: str, predicate: str, words: str | None) -> None:
    if words and (said := things.clean(words)):
        graph.add(term, predicate, text(said))
