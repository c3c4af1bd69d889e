"""Where a letter speaks of a topic: from the sentence that names it on, until another topic takes over.

A paragraph that names a topic in three sentences is about it as a whole. Else the topic goes from the sentence that
names it to the last sentence before another topic is named. A topic that is named once, in a sentence that is as much
about others, and of which nothing more is said, is `listed`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from navograaf.findings.model import Depth
from navograaf.findings.spots import beginning
from navograaf.findings.topic_terms import Term, akin
from navograaf.text.reading import Span

WHOLE, SHARE, CROWD = 3, 0.25, 2
"""Sentences that make a whole paragraph, the share of its sentences that they are at least, and how many topics a
sentence may name for the next one to go on about each of them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the view about a topic."""

    topic: str
    start: int
    end: int
    depth: Depth


def passages(sentences: list[Span], terms: Sequence[Term]) -> Iterator[Passage]:
    """The passages of a paragraph, or of a question with its answer. terms: in text order."""
    if not sentences or not terms:
        return
    here = [beginning(terms, s.start, s.end) for s in sentences]
    named = [{t.topic for t in row if not t.weak} for row in here]
    for topic in sorted(set().union(*named)):
        naming = [i for i, row in enumerate(named) if topic in row]
        hinting = {i for i, row in enumerate(here) if i not in naming and any(t.topic == topic for t in row)}
        score = len(naming) + 0.5 * len(hinting)
        if score >= WHOLE and score >= SHARE * len(sentences):
            yield Passage(topic, sentences[0].start, sentences[-1].end, "substantive")
            continue
        for first, last in _runs(topic, naming, hinting, named):
            focused = any(_focused(topic, here[i]) for i in range(first, last + 1) if topic in named[i])
            if not focused and (last == first or len(named[first]) > CROWD):
                last = max(i for i in naming if i <= last)
                yield Passage(topic, sentences[first].start, sentences[last].end, "listed")
            else:
                yield Passage(topic, sentences[first].start, sentences[last].end, "substantive")


def _runs(topic: str, naming: list[int], hinting: Collection[int], named: list[set[str]]) -> Iterator[tuple[int, int]]:
    """First and last sentence of each stretch: from a naming one until a sentence that names something else only."""
    reached = -1
    first = 0
    for i in naming:
        if i > reached + 1 or reached < 0:
            if reached >= 0:
                yield first, reached
            first = i
        last = i
        while last + 1 < len(named) and (
            topic in named[last + 1] or last + 1 in hinting or all(akin(topic, other) for other in named[last + 1])
        ):
            last += 1
        reached = max(reached, last)
    yield first, reached


def shared(topics: Collection[str], sentences: list[Span], terms: Sequence[Term]) -> Iterator[Passage]:
    """The passages of a section whose heading names several topics: each from where it is named to where another is.

    A topic of the heading that no sentence names has the whole section.
    """
    if not topics:
        return
    here = [{t.topic for t in beginning(terms, s.start, s.end) if not t.weak} & set(topics) for s in sentences]
    for topic in sorted(topics):
        others = {other for other in topics if not akin(topic, other)}
        if not others or not any(topic in row for row in here):
            yield Passage(topic, sentences[0].start, sentences[-1].end, "substantive")
            continue
        first: int | None = None
        for i, row in enumerate([*here, others]):
            if first is None and topic in row and i < len(here):
                first = i
            elif first is not None and row & others and topic not in row:
                yield Passage(topic, sentences[first].start, sentences[i - 1].end, "substantive")
                first = None


def _focused(topic: str, terms: Sequence[Term]) -> bool:
    """Whether a sentence that names a topic is about it: two words of it, or no topic of another kind beside it."""
    others = {t.topic for t in terms if not t.weak and not akin(t.topic, topic)}
    own = sum(t.topic == topic for t in terms)
    return not others or (own >= 2 and len(others) <= CROWD + 1)
