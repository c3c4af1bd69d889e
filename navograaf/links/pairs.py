"""Pairs of decisions that are one matter, each with the rule that says so.

Before decisions.py, which gathers them into threads. Pairs that have something in common are looked up by their rarest
words and names, and each is held against the rules below. Laws: two decisions about two missions are never a pair, nor
two that are still to be taken at different meetings; the order of the letters in the collection changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from navograaf.links.likeness import Likeness, family
from navograaf.links.matter import DESCRIBED, conflict, documents, due, missions
from navograaf.links.model import Collection, Confidence, Item
from navograaf.words.lists import meanings

_ALIKE, _AKIN, _KIN, _DUE, _SAME_ACT, _STOPPED = 0.48, 0.42, 0.2, 0.09, 0.18, 0.09
"""Likeness from which a rule joins two decisions."""
_SETTLED = 0.35
"""Likeness for two decisions with the same act of adopting or agreeing, which says little."""
_FAINT = 0.05
"""Likeness that two decisions for one meeting on one topic have at least."""
_TELLING, _CROWD, _NEXT = 8, 40, 8
"""So many of its rarest features a decision is looked up by; of one that more share, only the next few are compared."""
INSIDE = "links.that-clause"
_NEAR = 700
"""Code points within which a letter goes on about what it has just told."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two decisions that a rule takes for the same matter, `a` before `b` in the order of reading."""

    a: Item
    b: Item
    rule: str
    likeness: float
    confidence: Confidence
    reason: str

    @property
    def order(self) -> tuple[int, float, str, str]:
        """Sorts pairs, the surest first."""
        return ("high", "medium", "low").index(self.confidence), -self.likeness, self.a.iri, self.b.iri + self.reason


def pairs(items: list[Item], likeness: Likeness, collection: Collection) -> list[Pair]:
    """The pairs of a collection, the surest first; two decisions that several rules join are joined by the surest."""
    kept: dict[tuple[str, str], Pair] = {}
    for pair in sorted(_pairs(items, likeness, collection), key=lambda pair: pair.order):
        kept.setdefault((pair.a.iri, pair.b.iri), pair)
    return list(kept.values())


def _only(items: list[Item], likeness: Likeness, collection: Collection) -> Iterator[Pair]:
    """Decisions for one meeting on one topic in two letters, each the one most like the other: what an agenda announces
    is found in the report, however it is worded there."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        for name in sorted(item.about):
            if due(item) and name.startswith(("topic/", "mission/")):
                groups.setdefault((due(item), name), []).append(item)
    for (_, topic), group in sorted(groups.items(), key=lambda row: row[0]):
        if len(group) > _CROWD:  # so much on one topic at one meeting: which is which cannot be told
            continue
        best: dict[tuple[str, str], tuple[float, str]] = {}
        fitting = [
            (a, b)
            for a, b in combinations(sorted(group, key=lambda one: one.order), 2)
            if a.letter != b.letter and _alike(a, b, likeness) and not conflict(a, b) and not _other_deciders(a, b)
        ]
        for a, b in fitting:
            for one, other in ((a, b), (b, a)):
                key = one.iri, other.letter.iri
                best[key] = max(best.get(key, (-1.0, "")), (likeness.of(a, b), other.iri))
        for a, b in fitting:
            if best[a.iri, b.letter.iri][1] == b.iri and best[b.iri, a.letter.iri][1] == a.iri:
                what = f"the same meeting and {collection.called([topic])}"
                reason = f"{what}, and no decisions of the two letters are more alike"
                sure: Confidence = "medium" if a.act == b.act and missions(a) & missions(b) else "low"
                yield Pair(a, b, "links.same-topic", likeness.of(a, b), sure, reason)


def _pairs(items: list[Item], likeness: Likeness, collection: Collection) -> Iterator[Pair]:
    for a, b in sorted(_candidates(items, likeness), key=lambda pair: (pair[0].order, pair[1].order)):
        if not conflict(a, b):
            found = _rule(a, b, likeness.of(a, b), collection)
            if found:
                yield found
    yield from _only(items, likeness, collection)


def _candidates(items: list[Item], likeness: Likeness) -> set[tuple[Item, Item]]:
    """Pairs that share a telling word or name, or stand one in the other or close by."""
    shared: dict[str, list[Item]] = {}
    for item in items:
        for feature in {*likeness.telling(item, _TELLING), *documents(item), *_due_keys(item)}:
            shared.setdefault(feature, []).append(item)
    found: set[tuple[Item, Item]] = set()
    for group in shared.values():
        if len(group) <= _CROWD:
            found.update(combinations(group, 2))
        else:  # what many letters name is followed from one to the next
            ranked = sorted(group, key=lambda item: item.order)
            found.update((a, b) for at, a in enumerate(ranked) for b in ranked[at + 1 : at + 1 + _NEXT])
    for a, b in pairwise(items):
        if a.letter == b.letter and b.start - a.end < _NEAR:
            found.add((a, b))
    return {(a, b) if a.order <= b.order else (b, a) for a, b in found}


def _due_keys(item: Item) -> Iterator[str]:
    if due(item):
        yield from (f"{due(item)} {name}" for name in sorted(missions(item)))


def _rule(a: Item, b: Item, score: float, collection: Collection) -> Pair | None:
    """The first rule that joins the two."""

    def pair(rule: str, confidence: Confidence, reason: str) -> Pair:
        return Pair(a, b, f"links.{rule}", score, confidence, reason)

    inside = a.letter == b.letter and b.start < a.end
    if inside:
        # "zijn overeengekomen dat er een Pledge wordt aangenomen": what is agreed is told by the clause inside.
        said = b.stems <= a.stems
        return pair(INSIDE.removeprefix("links."), "medium", "the one says what the other is about") if said else None
    same = a.letter == b.letter
    if not same and (score >= _ALIKE or (score >= _AKIN and _akin(a, b) and not _other_deciders(a, b))):
        return pair("same-words", "high", "nearly the same words")
    both = documents(a) & documents(b)
    named = {name for name in both if not name.startswith(DESCRIBED)}
    if named and (score >= _KIN or _akin(a, b)):
        return pair("same-document", "high", f"both are about {collection.called(named)}")
    if _other_deciders(a, b):
        return None
    shared = missions(a) & missions(b)
    if not same and due(a) and due(a) == due(b) and (shared or both) and score >= _DUE and _akin(a, b):
        return pair(
            "same-meeting", "medium", f"both are for the same meeting and about {collection.called(shared | both)}"
        )
    if not same and shared and a.date and a.date == b.date and score >= _KIN:
        return pair("same-date", "medium", f"both are for {a.date} and about {collection.called(shared)}")
    least = _SETTLED if family(a.act) == "settle" else _SAME_ACT
    if not same and a.act == b.act and score >= least and _on_one(a, b):
        return pair("same-act", "medium", "the same act in like words")
    near = same and a.section == b.section and b.start - a.end < _NEAR
    if family(a.act) == family(b.act) == "stop" and score >= _STOPPED and (shared or near):
        return pair("stopped", "medium", "what was stopped, resumed or put off")
    return None


def _other_deciders(a: Item, b: Item) -> bool:
    """Whether the two are said to be decided by different bodies; NATO and the allies are any body of NATO."""
    anyone = set(meanings("any-decider"))
    return bool(a.who) and bool(b.who) and not a.who & b.who and not (a.who | b.who) & anyone


def _alike(a: Item, b: Item, likeness: Likeness) -> bool:
    close = family(a.act) == family(b.act) or missions(a) & missions(b)
    return _akin(a, b) and likeness.of(a, b) >= (_FAINT if close else _KIN)


def _on_one(a: Item, b: Item) -> bool:
    """Whether they have a topic or mission in common."""
    return any(name.startswith(("topic/", "mission/")) for name in (a.about | a.named) & (b.about | b.named))


def _akin(a: Item, b: Item) -> bool:
    return family(a.act) == family(b.act) or {family(a.act), family(b.act)} <= {"settle", "change"}
