"""Sentences that go on about a mission without naming it ("krijgt deze missie nu een grotere omvang").

Such words are no mention of the mission, but the sentence belongs to what was said about it:
- "de missie" stands for the mission or operation named last in the same section (a question and its answer are one);
- what follows in a paragraph that opens with the mission goes on about it, until another one is named
  ("Op dit moment heeft de NAVO nog geen besluit genomen over een hervatting van de activiteiten");
  under a heading that names the mission's topic ("Irak") it goes on into the next paragraph;
- the first paragraph of an answer goes on about the one mission that the question names.
"""

from __future__ import annotations

import bisect

from navograaf.findings.layout import Layout, Part
from navograaf.findings.names import Naming
from navograaf.findings.spots import beginning
from navograaf.findings.topics import heading_topics
from navograaf.text.reading import Span
from navograaf.words.rules import of_kind

_KINDS = ("mission", "operation")
_OPENING = 2
"""A paragraph opens with a mission when one of so many first sentences names it: "(ISAF)" halfway is an example."""


def continued(layout: Layout, missions: list[Naming]) -> dict[int, str]:
    """Start of a sentence (view offset) -> id of the mission that it goes on about."""
    able = [n for n in missions if n.thing.one("missionKind") in _KINDS]
    if not able:
        return {}
    found: dict[int, str] = {}
    _anaphors(layout, missions, able, found)
    for part in layout.parts:
        own = _of_heading(layout, part, able)
        subject: str | None = None
        for i in part.body:
            subject = _paragraph(layout.sentences_of(i), able, subject if subject in own else None, found)
    _answers(layout, able, found)
    return {at: name for at, name in found.items() if not _named(layout.sentence_at(at), missions, name)}


def _anaphors(layout: Layout, missions: list[Naming], able: list[Naming], found: dict[int, str]) -> None:
    """ "De missie" stands for the mission named last before its sentence, within the same stretch."""
    stretches = _stretches(layout)
    begins = [start for start, _ in stretches]
    starts = [n.start for n in able]
    for rule in of_kind("continuation", "mission"):
        for block, match in layout.text.matches(rule.regex):
            at = bisect.bisect_right(begins, match.start()) - 1
            if block.kind != "text" or at < 0 or match.start() >= stretches[at][1]:
                continue
            sentence = layout.sentence_at(match.start())
            last = bisect.bisect_left(starts, sentence.start) - 1
            covering = any(n.start <= match.start() < n.end for n in beginning(missions, sentence.start, sentence.end))
            if last >= 0 and starts[last] >= stretches[at][0] and not covering:
                found[sentence.start] = able[last].thing.id


def _of_heading(layout: Layout, part: Part, able: list[Naming]) -> set[str]:
    """The missions of the topic that the section's heading names: such a section stays about them ("Irak": NMI)."""
    if part.heading is None:
        return set()
    head = layout.text.blocks[part.heading]
    topics = heading_topics(layout, head)
    return {n.thing.id for n in able if topics & set(n.thing.ids("topic"))}


def _paragraph(sentences: list[Span], able: list[Naming], subject: str | None, found: dict[int, str]) -> str | None:
    """Carry the mission named last through a paragraph and give it back; two named at once leave no single subject."""
    for i, sentence in enumerate(sentences):
        here = {n.thing.id for n in beginning(able, sentence.start, sentence.end)}
        if here:
            subject = here.pop() if len(here) == 1 and (i < _OPENING or subject in here) else None
        elif subject is not None:
            found.setdefault(sentence.start, subject)
    return subject


def _answers(layout: Layout, able: list[Naming], found: dict[int, str]) -> None:
    asked: str | None = None
    for part in layout.parts if layout.is_consultation else ():
        if not part.body:
            continue
        if layout.opens_answer(part):
            _paragraph(layout.sentences_of(part.body[0]), able, asked, found)
            asked = None
        else:
            start, end = _extent(layout, part)
            named = {n.thing.id for n in beginning(able, start, end)}
            asked = named.pop() if len(named) == 1 else None


def _named(sentence: Span, missions: list[Naming], name: str) -> bool:
    return any(n.thing.id == name for n in beginning(missions, sentence.start, sentence.end))


def _stretches(layout: Layout) -> list[tuple[int, int]]:
    """The spans of the view within which "de missie" keeps its meaning: sections, or a question with its answer."""
    made: list[list[int]] = []
    for part in layout.parts:
        if not part.body:
            continue
        start, end = _extent(layout, part)
        if made and layout.is_consultation and layout.opens_answer(part):
            made[-1][1] = end
        else:
            made.append([start, end])
    return [(start, end) for start, end in made]


def _extent(layout: Layout, part: Part) -> tuple[int, int]:
    return layout.text.blocks[part.body[0]].start, layout.text.blocks[part.body[-1]].end
