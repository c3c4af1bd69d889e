"""Numbers that open a question without the word for it: a line "12", or "12. Kunt u toelichten ...?".

A number alone is mostly a page or a list. It counts here only when the letter answers questions (a line "Antwoord"
or a title that says so), the numbers run on from 1, and most of what they open asks something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from navograaf.text.groups import fits
from navograaf.text.lines import Line
from navograaf.words.openings import first_fit

_FIRST = re.compile(r"\d+")
_TITLE_LINES = 60
"""The title is sought in so many lines."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The lines that are nothing but the number of a question, and those that begin with one, by where they start."""

    bare: frozenset[int] = frozenset()
    inline: frozenset[int] = frozenset()


def question_numbers(head: tuple[Line, ...], flow: tuple[Line, ...]) -> Numbering:
    """Which lines of `flow` number its questions; the longer run wins, numbers alone on a line before others.

    head: the lines of the letterhead, in which the title may stand.
    """
    answers = any(fits(line, "answer-line") for line in flow)
    if not answers and not any(fits(line, "list-title") for line in (head + flow)[:_TITLE_LINES]):
        return Numbering()
    bare, inline = (_run(flow, kind) for kind in ("number-bare", "number-inline"))
    if len(bare) >= max(2, len(inline)):
        return Numbering(bare=frozenset(line.start for line in bare))
    return Numbering(inline=frozenset(line.start for line in inline)) if len(inline) >= 2 else Numbering()


def _run(flow: tuple[Line, ...], kind: str) -> list[Line]:
    """The lines that carry on the count from 1; none when fewer than half of them open a question."""
    found: list[tuple[int, Line]] = []
    expected = 1
    for i, numbers in _numbers(flow, kind):
        if numbers[0] == expected:
            found.append((i, flow[i]))
            expected = numbers[-1] + 1
    ends = [i for i, _ in found[1:]] + [len(flow)]
    asking = sum(any("?" in line.text for line in flow[i:end]) for (i, _), end in zip(found, ends, strict=False))
    return [line for _, line in found] if 2 * asking >= len(found) else []


def _numbers(flow: tuple[Line, ...], kind: str) -> Iterator[tuple[int, list[int]]]:
    for i, line in enumerate(flow):
        if match := first_fit("layout", (kind,), line.text):
            yield i, [int(n) for n in _FIRST.findall(match["numbers"])]
