"""What the block makers share: a group of lines with its kind, and the question whether a line fits a layout rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from navograaf.letters.model import Kind
from navograaf.text.lines import Line
from navograaf.words.openings import matchers

_SENTENCE_END = re.compile(r"[.;:?!…][»”\"’')\]]*\d{0,2}[®*]?$|\?\s*\([^()]{2,60}\)$")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block of the letter."""

    kind: Kind
    lines: tuple[Line, ...]


def ends_sentence(line: Line) -> bool:
    """Whether the line ends where a sentence may: with a stop, and what may stand behind one."""
    return not line.text[-1:].isalpha() and _SENTENCE_END.search(line.text) is not None


def fits(line: Line, *kinds: str) -> bool:
    """Whether a rule of extract/layout.toml of one of these kinds fits the line from its first character."""
    text = line.text
    for match in matchers("layout", kinds, text[:1]):  # noqa: SIM110 (asked for each line many times: any() costs more)
        if match(text):
            return True
    return False
