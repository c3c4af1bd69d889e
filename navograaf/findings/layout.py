"""Where a span lies: its section, its paragraph, its question. Built once a letter, asked by every layer."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from navograaf.findings.model import Section
from navograaf.text.reading import Block, Span, Text
from navograaf.words.openings import first_fit

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (index of its block, None for what stands before the first) and the blocks under it."""

    heading: int | None
    body: tuple[int, ...]


@dataclass(frozen=True)
class Layout:
    """A Text with look-ups; offsets are those of the view."""

    text: Text

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The letter cut at its headings; letterhead, signatures and footnotes belong to no part."""
        cut: list[tuple[int | None, list[int]]] = [(None, [])]
        for i, block in enumerate(self.text.blocks):
            if block.kind == "heading":
                cut.append((i, []))
            elif block.kind == "text":
                cut[-1][1].append(i)
        return tuple(Part(heading, tuple(body)) for heading, body in cut if heading is not None or body)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.text.blocks]

    def block_at(self, at: int) -> Block:
        """The block that holds this offset of the view."""
        return self.text.blocks[max(0, bisect.bisect_right(self._starts, at) - 1)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.text.sentences]

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds this offset of the view."""
        return self.text.sentences[self.sentence_index(at)]

    def sentence_index(self, at: int) -> int:
        """The place, among the sentences, of the one that holds this offset of the view."""
        return max(0, bisect.bisect_right(self._sentence_starts, at) - 1)

    def word_set(self, sentence: Span) -> frozenset[str]:
        """The folded words of a sentence, worked out once."""
        if sentence.start not in self._words:
            folded = self.text.view.folded[sentence.start : sentence.end]
            self._words[sentence.start] = frozenset(_WORD.findall(folded))
        return self._words[sentence.start]

    @cached_property
    def _words(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What other layers work out once for this letter, by the name of the module that keeps it."""
        return {}

    def sentences_of(self, block: int) -> list[Span]:
        """The sentences of a block, by its index."""
        return self._by_block.get(block, [])

    @cached_property
    def _by_block(self) -> dict[int, list[Span]]:
        held: dict[int, list[Span]] = {}
        for sentence in self.text.sentences:
            held.setdefault(sentence.block, []).append(sentence)
        return held

    def words(self, block: Block | Span) -> str:
        """The clean words of a block or sentence."""
        return self.text.view.text[block.start : block.end]

    @cached_property
    def is_consultation(self) -> bool:
        """Whether the headings are those of questions and answers."""
        asked = sum(self.is_question(part) for part in self.parts)
        return asked >= 2

    def is_question(self, part: Part) -> bool:
        """Whether the part's heading opens a question, an answer or a party's contribution."""
        if part.heading is None:
            return False
        words = self.words(self.text.blocks[part.heading])
        # a number alone is a heading only where the numbers of a list of questions run on (text/numbering)
        return first_fit("layout", ("heading", "number-bare"), words) is not None

    def opens_answer(self, part: Part) -> bool:
        """Whether the part's heading says that an answer follows."""
        if part.heading is None:
            return False
        words = self.words(self.text.blocks[part.heading])
        return first_fit("layout", ("answer",), words) is not None


def find_sections(layout: Layout) -> list[Section]:
    """The headings of a letter with the raw span of the body under each.

    Level 3 for questions and answers; level 2 for other headings of a consultation; else 1.
    """
    view, blocks = layout.text.view, layout.text.blocks
    found: list[Section] = []
    for part in layout.parts:
        if part.heading is None:
            continue
        start, end = view.raw_span(blocks[part.heading].start, blocks[part.heading].end)
        body = [view.raw_span(blocks[i].start, blocks[i].end) for i in part.body]
        after = (
            view.raw_span(blocks[part.heading + 1].start, blocks[part.heading + 1].end)[0]
            if part.heading + 1 < len(blocks)
            else end
        )
        level = 3 if layout.is_question(part) and found else 1
        if layout.is_consultation and level == 1 and found:
            level = 2
        bounds = (body[0][0], body[-1][1]) if body else (after, after)
        found.append(Section(layout.text.letter.raw[start:end], start, end, level, *bounds))
    return found
