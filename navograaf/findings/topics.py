"""Topics: which are spoken of, where, and whether something is said about them or they are only named.

A heading that names a topic makes its section about it; a paragraph, or a question with its answer, is cut into the
passages of its topics. What is said about a topic counts for the topics that it implies as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navograaf.findings.layout import Layout, Part
from navograaf.findings.model import Depth, Found, Mention
from navograaf.findings.passages import Passage, passages, shared
from navograaf.findings.spots import beginning
from navograaf.findings.topic_terms import Term, find_terms, heading_topics, implied
from navograaf.text.reading import Span

PASSAGE, HEADING, TERM = "topics.passage", "topics.heading", "topics.term"

__all__ = ["HEADING", "PASSAGE", "TERM", "Term", "find_terms", "find_topics", "heading_topics", "term_mentions"]


def find_topics(layout: Layout, terms: list[Term]) -> list[Found]:
    """The topics of a letter, each with its passages in text order. Offsets are raw."""
    held: dict[str, dict[tuple[int, int], tuple[Depth, str]]] = {}
    for passage, rule in _with_implied(_passages(layout, terms)):
        spans = held.setdefault(passage.topic, {})
        if (passage.start, passage.end) not in spans or passage.depth == "substantive":
            spans[passage.start, passage.end] = passage.depth, rule
    view, raw = layout.text.view, layout.text.letter.raw
    found = []
    for topic in sorted(held):
        mentions = []
        for (start, end), (depth, rule) in _outermost(held[topic]):
            a, b = view.raw_span(start, end)
            mentions.append(Mention(a, b, raw[a:b], rule, type="passage", depth=depth))
        found.append(Found(topic, tuple(sorted(mentions, key=lambda m: (m.start, m.end)))))
    return found


def term_mentions(layout: Layout, terms: list[Term]) -> list[Found]:
    """The strong words themselves, for marking and quoting."""
    view, raw = layout.text.view, layout.text.letter.raw
    held: dict[str, list[Mention]] = {}
    for term in terms:
        if not term.weak:
            a, b = view.raw_span(term.start, term.end)
            held.setdefault(term.topic, []).append(Mention(a, b, raw[a:b], TERM))
    return [Found(topic, tuple(held[topic])) for topic in sorted(held)]


def _outermost(spans: dict[tuple[int, int], tuple[Depth, str]]) -> list[tuple[tuple[int, int], tuple[Depth, str]]]:
    """The passages that lie in no other of the same topic, unless the outer one is only `listed`."""
    kept: list[tuple[tuple[int, int], tuple[Depth, str]]] = []
    for span, what in sorted(spans.items(), key=lambda p: (p[0][0], -p[0][1])):
        inside = [
            s for s, w in kept if s[0] <= span[0] and span[1] <= s[1] and (w[0] == "substantive" or what[0] == "listed")
        ]
        if not inside:
            kept.append((span, what))
    return kept


def _with_implied(found: Iterable[tuple[Passage, str]]) -> Iterator[tuple[Passage, str]]:
    """What is said about a topic is said about those it implies: "kosovo" is about "operations-and-missions".

    A topic that is only named says nothing about another.
    """
    for passage, rule in found:
        yield passage, rule
        if passage.depth == "substantive":
            for other in implied().get(passage.topic, ()):
                yield Passage(other, passage.start, passage.end, passage.depth), rule


def _passages(layout: Layout, terms: list[Term]) -> Iterator[tuple[Passage, str]]:
    units = _questions(layout) if layout.is_consultation else _paragraphs(layout)
    if not layout.is_consultation:
        for part in layout.parts:
            yield from ((passage, HEADING) for passage in _under_heading(layout, part, terms))
    for sentences in units:
        if sentences:
            inside = beginning(terms, sentences[0].start, sentences[-1].end)
            yield from ((passage, PASSAGE) for passage in passages(sentences, inside))


def _under_heading(layout: Layout, part: Part, terms: list[Term]) -> Iterator[Passage]:
    if part.heading is None:
        return
    head = layout.text.blocks[part.heading]
    sentences = [s for i in part.body for s in layout.sentences_of(i)]
    named = heading_topics(layout, head)
    if sentences:
        yield from shared(named, sentences, terms)


def _paragraphs(layout: Layout) -> Iterator[list[Span]]:
    for part in layout.parts:
        for i in part.body:
            yield layout.sentences_of(i)


def _questions(layout: Layout) -> Iterator[list[Span]]:
    """In a consultation a question with its answer is one unit."""
    units: list[list[Span]] = []
    for part in layout.parts:
        sentences = [s for i in part.body for s in layout.sentences_of(i)]
        if sentences and units and layout.opens_answer(part):
            units[-1] += sentences
        elif sentences:
            units.append(sentences)
    yield from units
