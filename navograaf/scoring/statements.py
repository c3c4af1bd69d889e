"""Layers of statements: decisions, positions, commitments, quantities, questions.

Two statements are one when they share half of the shorter one and say the same. Items that the
annotator marked as borderline or minor are free: a reader could leave them out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from navograaf.scoring.matching import Item, pair, plain, same_place, shares_half, touches
from navograaf.scoring.tally import Tally

ACTS = (
    frozenset({"adopt", "approve", "agree", "endorse", "accept"}),
    frozenset({"revise", "adjust", "rename"}),
    frozenset({"expand", "extend"}),
    frozenset({"reduce", "cut"}),
    frozenset({"finalise", "complete"}),
    frozenset({"publish", "present", "announce"}),
    frozenset({"establish", "launch"}),
)
"""Acts that a reader may exchange: "stemden in met" is agree to one and approve to the next."""
SOFT = frozenset({"asks", "urges", "stresses", "notes"})
"""Polarities that shade into each other; supports and opposes are firm."""
GOVERNMENT = frozenset({"netherlands", "dutchgovernment", "ministerofdefencenetherlands"})
"""Holders that are one: "Nederland", "het kabinet" and the minister who writes."""


def is_free(item: Item) -> bool:
    """Whether the annotator holds that an item may be left out."""
    return bool(item.get("borderline") or item.get("minor"))


def score_places(annotated: Sequence[Item] | None, found: Sequence[Item] | None) -> Tally:
    """Statements by place alone."""
    return pair(annotated or (), found or (), same_place, free=is_free)


def score_decisions(
    annotated: Sequence[Item] | None, found: Sequence[Item] | None, acts: Collection[str | None] | None
) -> Tally:
    """Decisions: place and status, and the act too unless `acts` is None.

    acts: the acts that the annotation establishes; another act is matched by status.
    """

    def same(a: Item, b: Item) -> bool:
        if not same_place(a, b) or plain(a.get("status")) != plain(b.get("status")):
            return False
        return acts is None or a.get("act") not in acts or _same_act(a.get("act"), b.get("act"))

    return pair(annotated or (), found or (), same, free=is_free)


def _same_act(a: Any, b: Any) -> bool:
    return a == b or any(a in family and b in family for family in ACTS)


def score_positions(annotated: Sequence[Item] | None, found: Sequence[Item] | None) -> Tally:
    """Positions: place, holder and polarity."""

    def same(a: Item, b: Item) -> bool:
        return (
            same_place(a, b)
            and _same_holder(plain(a.get("holder")), plain(b.get("holder")))
            and _same_polarity(a.get("polarity"), b.get("polarity"))
        )

    return pair(annotated or (), found or (), same, free=is_free)


def _same_holder(a: str, b: str) -> bool:
    return a == b or {a, b} <= GOVERNMENT or (a.startswith("allies") and b.startswith("allies"))


def _same_polarity(a: Any, b: Any) -> bool:
    return a == b or (a in SOFT and b in SOFT)


def score_quantities(annotated: Sequence[Item] | None, found: Sequence[Item] | None) -> Tally:
    """Quantities: they touch, and the number or the range is equal."""

    def same(a: Item, b: Item) -> bool:
        return touches(a, b) and _numbers(a.get("value")) == _numbers(b.get("value"))

    return pair(annotated or (), found or (), same, free=is_free)


def _numbers(value: Any) -> list[float] | list[str]:
    values = value if isinstance(value, list) else [value]
    try:
        return [float(v) for v in values]
    except (TypeError, ValueError):
        return [plain(v) for v in values]


def score_questions(annotated: Iterable[Item] | None, found: Iterable[Item] | None) -> Tally:
    """Questions, paired by their printed number, or by place where the letter prints none.

    A pair counts when party, place, place of the answer and links to other questions agree;
    otherwise it is a miss and a false hit.
    """
    tally, left = Tally(), list(found or ())
    for question in annotated or ():
        other = next((x for x in left if _paired(question, x)), None)
        if other is not None:
            left.remove(other)
        if other is not None and _same_question(question, other):
            tally.hits += 1
            continue
        tally.miss(question)
        if other is not None:
            tally.wrong(other)
    for other in left:
        tally.wrong(other)
    return tally


def _numbered(question: Item) -> bool:
    return question.get("number_printed") is not False


def _paired(question: Item, other: Item) -> bool:
    if _numbered(question):
        return str(other.get("number")) == str(question["number"])
    return other.get("start") is not None and same_place(question, other)


def _same_question(question: Item, other: Item) -> bool:
    party = plain(question.get("party")) if question.get("party") else None
    if party is not None and plain(other.get("party")).removesuffix("fractie") != party:
        return False
    if other.get("start") is None or not same_place(question, other):
        return False
    if question.get("answer_start") is not None:
        if other.get("answer_start") is None:
            return False
        answers = [(q["answer_start"], q["answer_end"]) for q in (question, other)]
        if not shares_half(*answers):
            return False
    links = ("answered_together_with", "refers_to")
    return not _numbered(question) or all(_ends(question, link) == _ends(other, link) for link in links)


def _ends(question: Item, link: str) -> list[str]:
    return sorted(str(number) for number in question.get(link) or ())
