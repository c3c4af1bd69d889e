"""A question on its way to becoming a finding: spans of the view, not yet of the letter."""

from __future__ import annotations

from dataclasses import dataclass

from navograaf.findings.consultation import Piece


@dataclass(frozen=True, slots=True)
class Draft:
    """A question with the span of its answer, both in the view. `number` is None where the letter prints none."""

    start: int
    end: int
    rule: str
    number: int | None = None
    parties: tuple[str, ...] = ()
    answer: Piece | None = None
    answer_rule: str | None = None
