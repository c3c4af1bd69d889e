"""The whole second station: a Letter becomes a Text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Literal, NamedTuple

from navograaf.letters.model import Kind, Letter
from navograaf.text.blocks import group
from navograaf.text.given import Given
from navograaf.text.groups import Group
from navograaf.text.lines import Line, split_lines
from navograaf.text.pages import Note, take_apart
from navograaf.text.sentences import split_sentences
from navograaf.text.view import View, ViewMaker
from navograaf.words.places import Places
from navograaf.words.trials import OF_BLOCKS, bit_of, held


class Block(NamedTuple):
    """A block of the letter: its kind and its span in the view. `note` is the number of a footnote."""

    kind: Kind
    start: int
    end: int
    note: str | None = None


class Span(NamedTuple):
    """A sentence in the view, with the index of its block."""

    start: int
    end: int
    block: int
    kind: Literal["text", "footnote", "heading", "letterhead", "signature"]


@dataclass(frozen=True)
class Text:
    """A letter as it reads. All spans are spans of `view`; `view.raw_span` takes them back to the letter."""

    letter: Letter
    view: View
    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    notes: tuple[Note, ...]
    footers: tuple[Line, ...]

    def matches(self, regex: re.Pattern[str]) -> Iterator[tuple[Block, re.Match[str]]]:
        """The matches of a rule, block by block, so that none reads across the end of a paragraph."""
        bit = bit_of(regex)
        if bit < 0 or not bit & held(*OF_BLOCKS).lower:
            return self._everywhere(regex)
        likely, worth = self._likely
        return self._in_blocks(regex, bit, likely) if bit & worth else iter(())

    def _everywhere(self, regex: re.Pattern[str]) -> Iterator[tuple[Block, re.Match[str]]]:
        for block in self.blocks:
            for match in regex.finditer(self.view.text, block.start, block.end):
                yield block, match

    def _in_blocks(
        self, regex: re.Pattern[str], bit: int, likely: list[tuple[Block, int]]
    ) -> Iterator[tuple[Block, re.Match[str]]]:
        """The same, tried only where it may fit."""
        places = self.places
        for block, worth in likely:
            if bit & worth:
                for match in places.finditer(regex, bit, block.start, block.end):
                    yield block, match

    @cached_property
    def places(self) -> Places:
        """Where in the view rules can begin to match."""
        return Places(self.view.text)

    @cached_property
    def _likely(self) -> tuple[list[tuple[Block, int]], int]:
        """Each block with the rules that are worth trying on it, and those that are so on any of them."""
        known, (starts, bits) = held(*OF_BLOCKS), self.places.raised(OF_BLOCKS)
        made = []
        for block in self.blocks:
            own = bits[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            made.append((block, known.worth(known.joined(own))))
        return made, reduce(or_, [worth for _, worth in made], 0)


def read_text(letter: Letter) -> Text:
    """Make the view of a letter: blocks in reading order, footnotes after the text they interrupt."""
    lines, given = split_lines(letter.raw), Given(letter.parts) if letter.parts else None
    pages = given.pages(lines) if given else take_apart(letter.raw, lines)
    told = [place for part in letter.parts for place in part.markers]
    maker = ViewMaker(letter.raw, told or [note.marker for note in pages.notes if note.marker])
    blocks: list[Block] = []

    def lay(one: Group, note: str | None = None) -> None:
        start, end = maker.paragraph(list(one.lines))
        if end > start:
            blocks.append(Block(one.kind, start, end, note))

    groups = group(pages.flow, given.heads(pages.flow) if given else ())
    for one in given.settled(groups) if given else groups:
        lay(one)
    for note in pages.notes:
        lay(Group("footnote", note.lines), note.number)
    view = maker.done()
    sentences = [
        Span(start, end, i, block.kind)
        for i, block in enumerate(blocks)
        for start, end in (
            split_sentences(view.text, block.start, block.end)
            if block.kind in ("text", "footnote")
            else [(block.start, block.end)]
        )
    ]
    return Text(letter, view, tuple(blocks), tuple(sentences), pages.notes, pages.footers)
