"""The whole second station: a Letter becomes a Text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from navograaf.letters import Letter
from navograaf.text.blocks import group
from navograaf.text.groups import Group, Kind
from navograaf.text.lines import Line, split_lines
from navograaf.text.pages import Note, take_apart
from navograaf.text.sentences import split_sentences
from navograaf.text.view import View, ViewMaker
from navograaf.words.places import Places, Stretch
from navograaf.words.starts import number, numbers
from navograaf.words.trials import OF_BLOCKS, bit_of, held


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the letter: its kind and its span in the view. `note` is the number of a footnote."""

    kind: Kind
    start: int
    end: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
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
            for block in self.blocks:
                for match in regex.finditer(self.view.text, block.start, block.end):
                    yield block, match
            return
        for block, stretch in self._likely.get(number(bit), ()):
            for match in stretch.finditer(regex):
                yield block, match

    @cached_property
    def places(self) -> Places:
        """Where in the view rules can begin to match."""
        return Places(self.view.text)

    @cached_property
    def _likely(self) -> dict[int, list[tuple[Block, Stretch]]]:
        """Rule, by its number -> the blocks on which it is worth trying."""
        made: dict[int, list[tuple[Block, Stretch]]] = {}
        for one in self._stretches:
            for rule in numbers(one[1].worth):
                made.setdefault(rule, []).append(one)
        return made

    @cached_property
    def _stretches(self) -> list[tuple[Block, Stretch]]:
        """Each block with what is worth trying on it."""
        return [(block, self.places.stretch(block.start, block.end, *OF_BLOCKS)) for block in self.blocks]


def read_text(letter: Letter) -> Text:
    """Make the view of a letter: blocks in reading order, footnotes after the text they interrupt."""
    pages = take_apart(letter.raw, split_lines(letter.raw))
    maker = ViewMaker(letter.raw, [note.marker for note in pages.notes if note.marker])
    blocks: list[Block] = []

    def lay(one: Group, note: str | None = None) -> None:
        start, end = maker.paragraph(list(one.lines))
        if end > start:
            blocks.append(Block(one.kind, start, end, note))

    for one in group(pages.flow):
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
