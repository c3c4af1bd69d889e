"""The sentences that tell that the House was told or given something, and which of them answers to a promise.

The second half of commitments.py. Laws: a promise is kept by a letter that comes after it; a paper that was there when
the promise was made does not keep it; a question of members of parliament tells nothing.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from navograaf.findings.dates import find_dates, resolved
from navograaf.iris import thing
from navograaf.links.cited import PAPERS, Papers
from navograaf.links.model import Collection, Confidence, Item, LetterNode, Sentence
from navograaf.links.promise import Promise, matter, says, tells_done, which
from navograaf.links.rarity import PROSE, Rarity, rarity_of

_KEYS = 8
"""So many of the rarest words and names of a promise are looked up."""
ROWS = 200
"""So many later sentences with one of them are compared, so that a common word costs little."""
_ENOUGH = 2.0
"""So many words' worth is shared (see Rarity.word)."""
_SHARE = 0.3
"""So much of the matter of the promise is in the sentence."""
_SHARE_CONDITIONAL = 0.45
"""A promise for the case that something happens is kept by a sentence that is surely about it."""
_BACK = 0.5
"""What a promise points back to counts by half beside its own words."""
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """The sentence that tells of it, with the papers that it cites."""

    sentence: Sentence
    papers: tuple[str, ...]
    confidence: Confidence
    shared: tuple[str, ...]
    """What both are about, the rarest first."""
    rule: str
    """Id of the rule by which the sentence tells it."""


class Candidates(Protocol):
    """Where the sentences stand that tell of something done, each with a number."""

    def has(self, feature: str) -> bool:
        """Whether any of them has this word or name."""

    def after(self, feature: str, letter: LetterNode) -> Iterable[int]:
        """Numbers of the first `ROWS` of them with a word or name that stand in letters after `letter`."""

    def place(self, number: int) -> tuple[Any, ...]:
        """Sorts them as they are read."""

    def row(self, number: int) -> tuple[Sentence, frozenset[str]]:
        """A sentence, and the words and names that tell its matter."""

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        """The papers that a sentence cites and that can be later than `letter`; None when all it cites were there."""


class Fulfilments:
    """Finds the sentence that answers to a promise."""

    def __init__(self, candidates: Candidates, rarity: Rarity) -> None:
        self.rarity = rarity
        self._candidates = candidates

    def keys(self, promise: Promise) -> list[str]:
        """The words and names of a promise by which sentences are looked up."""
        telling = self.rarity.telling(promise.own | promise.back, 4 * _KEYS)
        return [key for key in telling if self._candidates.has(key)][:_KEYS]

    def of(self, promise: Promise, keys: Iterable[str]) -> Fulfilment | None:
        """The sentence that best answers to a promise, the first of equals; None when none does."""
        item = promise.item
        sought = Sought(promise, self.rarity)
        numbers: set[int] = set()
        for key in keys:
            numbers.update(self._candidates.after(key, item.letter))
        best: tuple[float, Fulfilment] | None = None
        likely = [number for number in numbers if sought.likely(self._candidates.row(number)[1])]
        for number in sorted(likely, key=self._candidates.place):
            sentence, has = self._candidates.row(number)
            if sentence.letter.iri == item.letter.iri:
                continue
            found = self._compared(promise, sentence, has, sought)
            if found and (best is None or found[0] > best[0]):
                best = found
        return best[1] if best else None

    def cited(self, promise: Promise) -> tuple[str, ...]:
        """The Kamerstukken that the promise's own words cite."""
        return tuple(thing(*one.split("/", 1)) for one in sorted(promise.item.named) if one.startswith(PAPERS))

    def _compared(
        self, promise: Promise, sentence: Sentence, has: frozenset[str], sought: Sought
    ) -> tuple[float, Fulfilment] | None:
        own, back = promise.own & has, promise.back & has
        weight = self.rarity.sum(own) + _BACK * self.rarity.sum(back)
        share = weight / sought.whole if sought.whole else 0.0
        document = any(one.startswith("document/") for one in own | back)
        least = _SHARE_CONDITIONAL if promise.due == "waits" else _SHARE
        words = [one for one in own | back if "/" not in one]
        if weight < sought.least or not words or (share < least and not (document and len(words) > 1)):
            return None
        papers = self._candidates.new(sentence, promise.item.letter)
        if papers is None or _before(sentence, promise.item.letter):
            return None
        if not papers and says("here", sentence.words):
            papers = (itself(sentence.letter),)
        shared = tuple(self.rarity.telling(own | back, 3))
        confidence: Confidence = "high" if document and papers else "medium" if document or papers else "low"
        rule = tells_done(sentence.words) or which("here", sentence.words)
        return weight, Fulfilment(sentence, papers, confidence, shared, rule)


class Sought:
    """What a promise asks of a sentence, weighed once."""

    def __init__(self, promise: Promise, rarity: Rarity) -> None:
        self._weights = {one: _BACK * rarity.of(one) for one in promise.back}
        self._weights |= {one: rarity.of(one) for one in promise.own}
        self.whole = rarity.sum(promise.own) + _BACK * rarity.sum(promise.back)
        self.least = _ENOUGH * rarity.word

    def likely(self, has: frozenset[str]) -> bool:
        """Whether a sentence that has these words and names may share enough: a quick look, right but for rounding."""
        weights = self._weights
        return sum([weights[one] for one in weights.keys() & has]) >= self.least - _ROUNDING


class _InMemory:
    """The sentences of a collection that tell of something done for the House, ready to be looked up."""

    def __init__(self, collection: Collection) -> None:
        self._sentences = sorted(done(collection), key=lambda s: (s.letter.order, s.start, s.iri))
        self._orders = [sentence.letter.order for sentence in self._sentences]
        self._matter = [matter(s.stems | s.named) for s in self._sentences]
        self._by: dict[str, list[int]] = defaultdict(list)
        for place, features in enumerate(self._matter):
            for feature in features:
                self._by[feature].append(place)
        self._known = Papers(collection.sentences)

    def has(self, feature: str) -> bool:
        return feature in self._by

    def after(self, feature: str, letter: LetterNode) -> list[int]:
        rows = self._by[feature]
        begin = bisect.bisect_left(rows, bisect.bisect_right(self._orders, letter.order))
        return rows[begin : begin + ROWS]

    def place(self, number: int) -> tuple[Any, ...]:
        return (number,)

    def row(self, number: int) -> tuple[Sentence, frozenset[str]]:
        return self._sentences[number], self._matter[number]

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        return self._known.new(sentence, letter)


def in_memory(collection: Collection) -> Fulfilments:
    """The sentences of a collection, ready to be looked up."""
    return Fulfilments(_InMemory(collection), rarity_of(collection))


def itself(letter: LetterNode) -> str:
    """The IRI of a letter as a paper: its Kamerstuk where the number is known."""
    return thing("kamerstuk", letter.paper) if letter.paper else letter.iri


def done(collection: Collection) -> list[Sentence]:
    """The sentences that tell that the House was told or given something; none of a question."""
    asked: dict[str, list[Item]] = defaultdict(list)
    promised = {item.sentence for item in collection.items if item.kind == "commitment"}
    for item in sorted(collection.items, key=lambda one: one.order):
        if item.kind == "question":
            asked[item.letter.iri].append(item)
    return [
        sentence
        for sentence in collection.sentences
        if sentence.kind in PROSE
        and (tells_done(sentence.words) or (says("here", sentence.words) and sentence.iri not in promised))
        and not _inside(asked.get(sentence.letter.iri, []), sentence)
    ]


def _inside(items: Sequence[Item], sentence: Sentence) -> bool:
    at = bisect.bisect_right(items, sentence.start, key=lambda one: one.start) - 1
    return at >= 0 and sentence.start < items[at].end


def _before(sentence: Sentence, letter: LetterNode) -> bool:
    """Whether a sentence tells of a day before the promise was made: "de brief van 20 mei" keeps none of June."""
    made = letter.date or letter.meeting_start
    anchor = sentence.letter.date or sentence.letter.meeting_end or sentence.letter.when
    days = [resolved(date, anchor or None) for date in find_dates(sentence.words)]
    whole = [date.value for date in days if date.has_year and len(date.value) == 10]
    return bool(whole) and bool(letter.date or letter.meeting_start) and all(day < _early(made) for day in whole)


def _early(made: str) -> str:
    """The month before: a letter without a date of its own is dated by its meeting, which it precedes."""
    if len(made) < 7:
        return made
    year, month = int(made[:4]), int(made[5:7])
    return f"{year - (month == 1)}-{month - 1 or 12:02}"
