"""Pairs of decisions that are one matter, each with the rule that says so.

Before decisions.py, which gathers them into threads. Pairs that have something in common are looked up by their rarest
words and names, and each is held against the rules below. Laws: two decisions about two missions are never a pair, nor
two that are still to be taken at different meetings; the order of the letters in the collection changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from navograaf.links.known_things import Called
from navograaf.links.likeness import Likeness, family
from navograaf.links.matter import DESCRIBED, Matter, apart
from navograaf.links.model import Confidence, Item
from navograaf.words.lists import meanings

_ALIKE, _AKIN, _KIN, _DUE, _SAME_ACT, _STOPPED = 0.48, 0.42, 0.2, 0.09, 0.18, 0.09
"""Likeness from which a rule joins two decisions."""
_SETTLED = 0.35
"""Likeness for two decisions with the same act of adopting or agreeing, which says little."""
_FAINT = 0.05
"""Likeness that two decisions for one meeting on one topic have at least."""
TELLING, CROWD = 8, 40
"""So many of its rarest features a decision is looked up by; what more share is a crowd, of which few are compared."""
INSIDE = "links.that-clause"
NEAR = 700
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


def surest(found: Iterable[Pair]) -> list[Pair]:
    """The surest pair of each two decisions, the surest first."""
    kept: dict[tuple[str, str], Pair] = {}
    for pair in sorted(found, key=lambda pair: pair.order):
        kept.setdefault((pair.a.iri, pair.b.iri), pair)
    return list(kept.values())


def keys(one: Matter, likeness: Likeness) -> set[str]:
    """The words and names by which a decision is looked up."""
    due = (f"{one.due} {name}" for name in one.missions) if one.due else ()
    return {*likeness.telling(one.item, TELLING), *one.documents, *due}


def topics(one: Matter) -> list[tuple[str, str]]:
    """The meeting at which a decision is due, with each topic and mission that it is about."""
    if not one.due:
        return []
    return [(one.due, name) for name in sorted(one.item.about) if name.startswith(("topic/", "mission/"))]


def close(a: Matter, b: Matter) -> bool:
    """Whether a letter goes on with `b` about what it has just told in `a`."""
    return a.item.letter.iri == b.item.letter.iri and b.item.start - a.item.end < NEAR


def only(topic: str, group: Sequence[Matter], likeness: Likeness, called: Called) -> Iterator[Pair]:
    """Decisions for one meeting on one topic in two letters, each the one most like the other: what an agenda announces
    is found in the report, however it is worded there. group: in the order of reading."""
    if len(group) > CROWD:  # so much on one topic at one meeting: which is which cannot be told
        return
    best: dict[tuple[str, str], tuple[float, str]] = {}
    fitting = [
        (a, b, likeness.of(a.item, b.item))
        for a, b in combinations(group, 2)
        if a.item.letter.iri != b.item.letter.iri
        and _alike(a, b, likeness)
        and not apart(a, b)
        and not _other_deciders(a, b)
    ]
    for a, b, score in fitting:
        for one, other in ((a.item, b.item), (b.item, a.item)):
            key = one.iri, other.letter.iri
            best[key] = max(best.get(key, (-1.0, "")), (score, other.iri))
    for a, b, score in fitting:
        first, second = a.item, b.item
        if best[first.iri, second.letter.iri][1] == second.iri and best[second.iri, first.letter.iri][1] == first.iri:
            what = f"the same meeting and {called([topic])}"
            reason = f"{what}, and no decisions of the two letters are more alike"
            sure: Confidence = "medium" if first.act == second.act and a.missions & b.missions else "low"
            yield Pair(first, second, "links.same-topic", score, sure, reason)


def judged(one: Matter, other: Matter, likeness: Likeness, called: Called) -> Pair | None:
    """The pair by the first rule that joins the two; `one` is before `other` in the order of reading."""
    a, b = one.item, other.item
    same = a.letter.iri == b.letter.iri
    both = one.documents & other.documents
    shared = one.missions & other.missions
    score = likeness.of(a, b)
    if not (same or both or shared or a.act == b.act) and score < _AKIN and not _stopping(a, b):
        return None  # most candidates: no rule joins them
    if apart(one, other):
        return None

    def pair(rule: str, confidence: Confidence, reason: str) -> Pair:
        return Pair(a, b, f"links.{rule}", score, confidence, reason)

    if same and b.start < a.end:
        # "zijn overeengekomen dat er een Pledge wordt aangenomen": what is agreed is told by the clause inside.
        said = b.stems <= a.stems
        return pair(INSIDE.removeprefix("links."), "medium", "the one says what the other is about") if said else None
    if not same and (score >= _ALIKE or (score >= _AKIN and _akin(a, b) and not _other_deciders(one, other))):
        return pair("same-words", "high", "nearly the same words")
    named = {name for name in both if not name.startswith(DESCRIBED)}
    if named and (score >= _KIN or _akin(a, b)):
        return pair("same-document", "high", f"both are about {called(named)}")
    if _other_deciders(one, other):
        return None
    if not same and one.due and one.due == other.due and (shared or both) and score >= _DUE and _akin(a, b):
        return pair("same-meeting", "medium", f"both are for the same meeting and about {called(shared | both)}")
    if not same and shared and a.date and a.date == b.date and score >= _KIN:
        return pair("same-date", "medium", f"both are for {a.date} and about {called(shared)}")
    least = _SETTLED if family(a.act) == "settle" else _SAME_ACT
    if not same and a.act == b.act and score >= least and _on_one(a, b):
        return pair("same-act", "medium", "the same act in like words")
    near = same and a.section == b.section and b.start - a.end < NEAR
    if _stopping(a, b) and score >= _STOPPED and (shared or near):
        return pair("stopped", "medium", "what was stopped, resumed or put off")
    return None


def _stopping(a: Item, b: Item) -> bool:
    return family(a.act) == family(b.act) == "stop"


def _other_deciders(one: Matter, other: Matter) -> bool:
    """Whether the two are said to be decided by different bodies; NATO and the allies are any body of NATO."""
    a, b = one.item.who, other.item.who
    return bool(a) and bool(b) and not a & b and not (a | b) & _anyone()


@cache
def _anyone() -> frozenset[str]:
    return frozenset(meanings("any-decider"))


def _alike(one: Matter, other: Matter, likeness: Likeness) -> bool:
    a, b = one.item, other.item
    close = family(a.act) == family(b.act) or one.missions & other.missions
    return _akin(a, b) and likeness.of(a, b) >= (_FAINT if close else _KIN)


def _on_one(a: Item, b: Item) -> bool:
    """Whether they have a topic or mission in common."""
    return any(name.startswith(("topic/", "mission/")) for name in (a.about | a.named) & (b.about | b.named))


def _akin(a: Item, b: Item) -> bool:
    return family(a.act) == family(b.act) or {family(a.act), family(b.act)} <= {"settle", "change"}
