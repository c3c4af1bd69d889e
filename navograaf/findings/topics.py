"""Topics: which are spoken of, where, and whether something is said about them or they are only named.

A heading that names a topic makes its section about it. A paragraph is about a topic when two of its sentences
name it, or when one does and the paragraph is short; else the sentence that names it is the passage. A topic named
once, in a sentence that is as much about others, is `listed`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from navograaf.findings.layout import Layout, Part
from navograaf.findings.model import Depth, Found, Mention
from navograaf.iris import PREFIXES
from navograaf.text.reading import Span
from navograaf.words.gazetteer import Gazetteer
from navograaf.words.reference import of_kind

PASSAGE, HEADING, TERM = "topics.passage", "topics.heading", "topics.term"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a topic in the view, strong or weak."""

    topic: str
    start: int
    end: int
    weak: bool


@cache
def _terms() -> tuple[Gazetteer, Gazetteer, Gazetteer]:
    topics = of_kind("topic")
    return (
        Gazetteer(topics, ("name", "abbr", "description", "hidden")),
        Gazetteer(topics, ("weak",)),
        Gazetteer(topics, ("heading", "name")),
    )


def find_terms(layout: Layout) -> list[Term]:
    """The words of topics in a letter, in order; letterhead and signature left out."""
    view = layout.text.view
    found = set()
    for gazetteer, weak in zip(_terms()[:2], (False, True), strict=True):
        for hit in gazetteer.find(view.text, view.folded):
            if layout.block_at(hit.start).kind in ("text", "heading", "footnote"):
                found |= {Term(thing.id, hit.start, hit.end, weak) for thing, _ in hit.named}
    strong = {(t.topic, t.start, t.end) for t in found if not t.weak}
    kept = [
        t for t in found if not t.weak or not any(o[0] == t.topic and o[1] <= t.start and t.end <= o[2] for o in strong)
    ]
    return sorted(kept, key=lambda t: (t.start, t.end, t.topic))


def find_topics(layout: Layout, terms: list[Term]) -> list[Found]:
    """The topics of a letter, each with its passages in text order. Offsets are raw."""
    passages: dict[str, dict[tuple[int, int], tuple[Depth, str]]] = {}
    for topic, start, end, depth, rule in _with_parents(_passages(layout, terms)):
        held = passages.setdefault(topic, {})
        if (start, end) not in held or depth == "substantive":
            held[start, end] = depth, rule
    view, raw = layout.text.view, layout.text.letter.raw
    found = []
    for topic in sorted(passages):
        kept = _outermost(passages[topic])
        mentions = []
        for (start, end), (depth, rule) in kept:
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


def heading_topics(words: str, folded: str) -> set[str]:
    """The topics that a heading names."""
    return {thing.id for hit in _terms()[2].find(words, folded) for thing, _ in hit.named}


def _outermost(passages: dict[tuple[int, int], tuple[Depth, str]]) -> list[tuple[tuple[int, int], tuple[Depth, str]]]:
    """The passages that lie in no other of the same topic, unless the outer one is only `listed`."""
    kept: list[tuple[tuple[int, int], tuple[Depth, str]]] = []
    for span, what in sorted(passages.items(), key=lambda p: (p[0][0], -p[0][1])):
        inside = [
            s for s, w in kept if s[0] <= span[0] and span[1] <= s[1] and (w[0] == "substantive" or what[0] == "listed")
        ]
        if not inside:
            kept.append((span, what))
    return kept


def _with_parents(
    passages: Iterator[tuple[str, int, int, Depth, str]],
) -> Iterator[tuple[str, int, int, Depth, str]]:
    """A topic that implies its parent counts as both: "kosovo" is always about "operations-and-missions"."""
    for topic, start, end, depth, rule in passages:
        yield topic, start, end, depth, rule
        for parent in _parents().get(topic, ()):
            yield parent, start, end, depth, rule


@cache
def _parents() -> dict[str, tuple[str, ...]]:
    broader = PREFIXES["skos"] + "broader"
    return {
        thing.id: tuple(iri.rsplit("/", 1)[-1] for iri in thing.values.get(broader, ()))
        for thing in of_kind("topic")
        if thing.one("impliesParent") == "true"
    }


def _passages(layout: Layout, terms: list[Term]) -> Iterator[tuple[str, int, int, Depth, str]]:
    blocks, folded = layout.text.blocks, layout.text.view.folded
    if layout.is_consultation:
        yield from _questions(layout, terms)
        return
    for part in layout.parts:
        if part.heading is not None and part.body:
            head = blocks[part.heading]
            for topic in heading_topics(layout.words(head), folded[head.start : head.end]):
                yield topic, blocks[part.body[0]].start, blocks[part.body[-1]].end, "substantive", HEADING
        for i in part.body:
            yield from _unit(layout.sentences_of(i), terms)


def _questions(layout: Layout, terms: list[Term]) -> Iterator[tuple[str, int, int, Depth, str]]:
    """In a consultation a question with its answer is one unit."""
    units: list[list[Span]] = []
    previous: Part | None = None
    for part in layout.parts:
        sentences = [s for i in part.body for s in layout.sentences_of(i)]
        if not sentences:
            continue
        if previous is not None and units and layout.opens_answer(part):
            units[-1] += sentences
        else:
            units.append(sentences)
        previous = part
    for unit in units:
        yield from _unit(unit, terms, question=True)


def _unit(
    sentences: list[Span], terms: list[Term], *, question: bool = False
) -> Iterator[tuple[str, int, int, Depth, str]]:
    if not sentences:
        return
    start, end = sentences[0].start, sentences[-1].end
    inside = [t for t in terms if start <= t.start and t.end <= end]
    for topic in sorted({t.topic for t in inside}):
        strong = [t for t in inside if t.topic == topic and not t.weak]
        weak = [t for t in inside if t.topic == topic and t.weak]
        naming = [s for s in sentences if any(s.start <= t.start < s.end for t in strong)]
        hinting = [s for s in sentences if s not in naming and any(s.start <= t.start < s.end for t in weak)]
        if not naming:
            if len({(t.start, t.end) for t in weak}) >= 3 and len(hinting) >= 2:
                yield topic, start, end, "substantive", PASSAGE
            continue
        score = len(naming) + 0.5 * len(hinting)
        if (score >= 2 and score >= 0.2 * len(sentences)) or (len(sentences) <= 2 and not question):
            yield topic, start, end, "substantive", PASSAGE
        else:
            for sentence in naming:
                depth: Depth = "substantive" if _focused(sentence, topic, inside) else "listed"
                yield topic, sentence.start, sentence.end, depth, PASSAGE


def _focused(sentence: Span, topic: str, terms: list[Term]) -> bool:
    """Whether a sentence that names a topic once is about it: two words of it, or hardly another topic beside it."""
    here = [t for t in terms if sentence.start <= t.start < sentence.end]
    others = {t.topic for t in here if not t.weak and t.topic != topic}
    own = sum(t.topic == topic for t in here)
    return (own >= 2 and len(others) <= 2) or not others
