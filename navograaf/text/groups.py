"""What the block makers share: a group of lines with its kind, and the question whether a line fits a layout rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from navograaf.text.lines import Line
from navograaf.words.rules import of_kind

Kind = Literal["letterhead", "heading", "text", "signature", "footnote"]
SENTENCE_END = re.compile(r"[.;:?!…][»”\"’')\]]*\d{0,2}[®*]?$|\?\s*\([^()]{2,60}\)$")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that make one block of the letter."""

    kind: Kind
    lines: tuple[Line, ...]


def fits(line: Line, kind: str) -> bool:
    """Whether a rule of extract/layout.toml of this kind fits the line from its first character."""
    return any(rule.regex.match(line.text) for rule in of_kind("layout", kind))
