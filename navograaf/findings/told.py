"""What a letter tells, beside what it names: decisions, positions, commitments, quantities, questions with answers.

The part of the findings that is read from clauses. Like every finding (model.py) each carries its place in the raw
letter, the words that stand there and the rule that found it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["taken", "expected", "proposed", "pending", "not_yet"]
Polarity = Literal["supports", "opposes", "urges", "stresses", "asks", "notes"]
AnswerKind = Literal["answered", "deferred", "referred", "shared", "refused"]


@dataclass(frozen=True, slots=True)
class Decision:
    """An act of a body that changes or commits something, told as done, foreseen, wished, under way or left open."""

    start: int
    end: int
    quote: str
    rule: str
    act: str
    """English name of the act, as in ontology/acts.ttl ("adopt", "give guidance")."""
    status: Status
    decider: str | None = None
    """Who decides, by the name that the annotation gives ("NATO defence ministers"); None when it cannot be told."""
    decider_id: str | None = None
    """End of the decider's IRI with its kind ("organisation/nato", "post/sg-nato", "country/NL"), when it is known."""
    object: str | None = None
    """What the act is done to, in the letter's clean words."""
    date: str | None = None
    meeting: str | None = None
    mission: str | None = None
    topic: str | None = None
    asserted_by: str | None = None
    """Who says so, where it is not the writer of the letter ("SP" in a question)."""


@dataclass(frozen=True, slots=True)
class Position:
    """Who supports, opposes, urges, stresses, asks or notes something."""

    start: int
    end: int
    quote: str
    rule: str
    holder: str
    polarity: Polarity
    holder_id: str | None = None
    """As `decider_id` of a decision."""
    topic: str | None = None
    mission: str | None = None
    reported_by: str | None = None
    """Who tells of another's position: None for the writer of the letter."""
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise to the House, with what it waits for."""

    start: int
    end: int
    quote: str
    rule: str
    by: str
    by_id: str | None = None
    to: str = "House of Representatives"
    due: str | None = None
    """The moment in the letter's words ("na afloop van de bijeenkomst"), clean."""
    due_date: str | None = None
    """The same as a date, with its own precision, where the words give one or a meeting that has one."""
    meeting: str | None = None
    """The meeting on which the moment hangs ("het verslag van de bijeenkomst")."""
    condition: str | None = None
    """The clause on which it depends, in the letter's words ("Mocht hierover een besluit vallen"), clean."""
    conditional: bool = False
    mission: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit. `value` holds two numbers for a range."""

    start: int
    end: int
    quote: str
    rule: str
    value: float | int | tuple[float | int, ...]
    unit: str
    of: str | None = None
    """What it counts, in the letter's clean words around it."""
    qualifier: Literal["about", "ceiling", "at least", "at most", "expected", "more than", "less than"] | None = None
    mission: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of members of parliament with the place of its answer."""

    number: int
    """As printed, else its place in the letter."""
    start: int
    end: int
    rule: str
    number_printed: bool = True
    party: str | None = None
    answer_start: int | None = None
    answer_end: int | None = None
    answer_rule: str | None = None
    answer_kind: AnswerKind | None = None
    """None when no answer was found."""
    ground: str | None = None
    """Why an answer is refused, in the letter's clean words."""
    answered_together_with: tuple[int, ...] = ()
    refers_to: tuple[int, ...] = ()
