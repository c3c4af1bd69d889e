"""What a statement is about: the topic, mission and meeting of a span.

For positions (and any other statement that has a span). The most telling word wins: a topic named in the words
themselves, else in the sentence, else the heading or passage that they lie in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from navograaf.findings.layout import Layout
from navograaf.findings.model import Found, Meeting
from navograaf.findings.names import Naming
from navograaf.findings.spots import beginning
from navograaf.findings.topics import HEADING, Term
from navograaf.iris import PREFIXES
from navograaf.words.reference import of_kind


@dataclass(frozen=True)
class Themes:
    """Topics, missions and meetings of a letter, asked by span. Spans are those of the view.

    terms, missions: in text order.
    """

    layout: Layout
    terms: Sequence[Term]
    topics: Sequence[Found]
    missions: Sequence[Naming]
    meetings: Sequence[Meeting]
    goes_on: dict[int, str]

    def topic(self, start: int, end: int) -> str | None:
        """The id of the topic that a span is about, None when it lies in no passage."""
        sentence = self.layout.sentence_at(start)
        covering = self._covering(start)
        for a, b in ((start, end), (sentence.start, sentence.end)):
            inside = [t for t in beginning(self.terms, a, b) if not t.weak]
            if inside:
                return min(inside, key=lambda t: (t.topic not in covering, -_depth(t.topic), t.start, t.topic)).topic
        return min(covering, key=lambda name: (covering[name], -_depth(name), name)) if covering else None

    def _covering(self, start: int) -> dict[str, int]:
        """Topics whose passage holds a span's beginning, with how wide it is: a heading's section counts as narrow."""
        raw = self.layout.text.view.raw_span(start, start + 1)[0]
        found: dict[str, int] = {}
        for first, last, topic, width in self._passages:
            if first > raw:
                break
            if raw < last:
                found[topic] = min(width, found.get(topic, width))
        return found

    @cached_property
    def _passages(self) -> list[tuple[int, int, str, int]]:
        """The passages of all topics by where they begin in the letter: start, end, topic and how wide they count."""
        rows = ((m, topic.id) for topic in self.topics for m in topic.mentions)
        return sorted((m.start, m.end, name, 0 if m.rule == HEADING else m.end - m.start) for m, name in rows)

    def mission(self, start: int, end: int) -> str | None:
        """The id of the one mission that the words name, or that their sentence goes on about."""
        sentence = self.layout.sentence_at(start)
        for a, b in ((start, end), (sentence.start, sentence.end)):
            inside = {n.thing.id for n in beginning(self.missions, a, b)}
            if inside:
                return inside.pop() if len(inside) == 1 else None
        return self.goes_on.get(sentence.start)

    def meeting(self, start: int, end: int) -> str | None:
        """The id of the meeting that the words name."""
        a, b = self.layout.text.view.raw_span(start, end)
        inside = {m.id for m in self.meetings for spot in m.mentions if a <= spot.start < b}
        return inside.pop() if len(inside) == 1 else None


@cache
def _depths() -> dict[str, int]:
    broader = PREFIXES["skos"] + "broader"
    return {thing.id: len(thing.values.get(broader, ())) for thing in of_kind("topic")}


def _depth(topic: str) -> int:
    return _depths().get(topic, 0)
