"""Sentences that go on about a mission without naming it ("krijgt deze missie nu een grotere omvang").

Such words are no mention of the mission, but the sentence belongs to what was said about it. They stand for the mission
or operation named last in the same section; a question and its answer count as one.
"""

from __future__ import annotations

from navograaf.findings.layout import Layout, Part
from navograaf.findings.names import Naming
from navograaf.words.rules import of_kind


def continued(layout: Layout, missions: list[Naming]) -> dict[int, str]:
    """Start of a sentence (view offset) -> id of the mission that it goes on about."""
    found: dict[int, str] = {}
    for start, end in _stretches(layout):
        for rule in of_kind("continuation", "mission"):
            able = [n for n in missions if start <= n.start < end and n.thing.one("missionKind") in rule.more["kinds"]]
            for block, match in layout.text.matches(rule.regex):
                if block.kind != "text" or not start <= match.start() < end:
                    continue
                sentence = layout.sentence_at(match.start())
                if any(n.start <= match.start() < n.end for n in missions):
                    continue
                before = [n for n in able if n.start < match.start()]
                if before and before[-1].start < sentence.start:
                    found[sentence.start] = before[-1].thing.id
    return found


def _stretches(layout: Layout) -> list[tuple[int, int]]:
    """The spans of the view within which a mission stays the subject: sections, in a consultation question and answer."""
    made: list[list[int]] = []
    for part in layout.parts:
        if not part.body:
            continue
        start, end = _extent(layout, part)
        if made and layout.is_consultation and part.heading is not None and layout.opens_answer(part):
            made[-1][1] = end
        else:
            made.append([start, end])
    return [(start, end) for start, end in made]


def _extent(layout: Layout, part: Part) -> tuple[int, int]:
    return layout.text.blocks[part.body[0]].start, layout.text.blocks[part.body[-1]].end
