"""The questions of a written consultation and their answers, as quads.

Beside statement_quads.py. Laws: questions that share an answer point to one node; an answer that says "zie het
antwoord op vraag 14" points to that answer; a number that a letter uses twice makes two questions, never one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from navograaf.findings.model import Findings, Found
from navograaf.findings.told import Question
from navograaf.graph import things
from navograaf.graph.actors import party
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nquads import boolean, integer, text
from navograaf.graph.sentences import Sentences
from navograaf.graph.spans import Span

_KINDS = ("refused", "deferred", "referred", "shared", "answered")
"""Where questions that share an answer are given two kinds, the first of these is the kind of the answer."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of an answer."""

    start: int
    end: int


@dataclass(slots=True)
class _Answer:
    """An answer with all the questions that it belongs to."""

    questions: list[Question] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)


def write_questions(graph: LetterGraph, findings: Findings, sentences: Sentences) -> None:
    """A node for each question and each answer of `findings`."""
    terms = dict(_questions(graph, findings, sentences))
    numbered: dict[int, Question] = {}
    for question in terms:
        numbered.setdefault(question.number, question)
    answers: dict[_Place, _Answer] = {}
    for question, term in terms.items():
        place = _place(question)
        if place:
            answer = answers.setdefault(place, _Answer())
            answer.questions.append(question)
            answer.terms.add(term)
            for number in question.answered_together_with:
                other = numbered.get(number)
                if other and _place(other) is None:
                    answer.terms.add(terms[other])
    for place, answer in answers.items():
        _answer(graph, place, answer, sentences)
        for number in {number for question in answer.questions for number in question.refers_to}:
            meant = _place(numbered[number]) if number in numbered else None
            if meant and meant != place:
                graph.add(_term(graph, place), "navo:refersToAnswer", _term(graph, meant))


def _questions(graph: LetterGraph, findings: Findings, sentences: Sentences) -> Iterator[tuple[Question, str]]:
    """Each question, in text order, with its term."""
    subjects = _Subjects(findings)
    used: set[str] = set()
    places: set[tuple[int, int]] = set()
    for question in sorted(findings.questions, key=lambda q: (q.start, q.end, repr(q))):
        if (question.start, question.end) in places:  # one question found twice
            continue
        places.add((question.start, question.end))
        term = graph.part("question", question.number)
        if term in used:
            term = graph.part("question", f"{question.number}-{question.start}-{question.end}")
        used.add(term)
        graph.statement(term, "navo:Question", question, question.rule)
        if question.number > 0:
            graph.add(term, "navo:questionNumber", integer(question.number))
        graph.add(term, "navo:numberPrinted", boolean(question.number_printed))
        if question.party:
            graph.add(term, "navo:party", party(graph, question.party))
        for kind, identifier in subjects.named_in(question):
            graph.add(term, "navo:about", things.known_or_described(graph, kind, identifier, identifier))
        _in_sentence(graph, term, question, sentences)
        yield question, term


def _answer(graph: LetterGraph, place: _Place, answer: _Answer, sentences: Sentences) -> None:
    term = _term(graph, place)
    for question in answer.questions:
        graph.statement(term, "navo:Answer", place, question.answer_rule or question.rule)
    graph.add(term, "navo:answers", *sorted(answer.terms))
    kinds = {question.answer_kind for question in answer.questions}
    graph.add(term, "navo:answerKind", text(next((kind for kind in _KINDS if kind in kinds), "answered")))
    for ground in sorted({things.clean(q.ground) for q in answer.questions if q.ground} - {""})[:1]:
        graph.add(term, "navo:ground", text(ground))
    _in_sentence(graph, term, place, sentences)


def _place(question: Question) -> _Place | None:
    start, end = question.answer_start, question.answer_end
    return None if start is None or end is None else _Place(start, end)


def _term(graph: LetterGraph, place: _Place) -> str:
    return graph.part("answer", f"{place.start}-{place.end}")


def _in_sentence(graph: LetterGraph, term: str, span: Span, sentences: Sentences) -> None:
    sentence = sentences.holding(span)
    if sentence:
        graph.add(term, "navo:inSentence", sentence)


class _Subjects:
    """The missions and topics that a letter names, by place."""

    def __init__(self, findings: Findings) -> None:
        layers: tuple[tuple[str, Iterable[Found]], ...] = (
            ("mission", findings.missions),
            ("topic", findings.topic_terms),
        )
        named = [(one.start, (kind, found.id)) for kind, layer in layers for found in layer for one in found.mentions]
        named.sort()
        self._starts = [start for start, _ in named]
        self._things = [thing for _, thing in named]

    def named_in(self, span: Span) -> list[tuple[str, str]]:
        """Kind and id of those that the words of `span` name."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return sorted(set(self._things[first:last]))
