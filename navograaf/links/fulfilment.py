"""The sentences that tell that the House was told or given something, and which of them answers to a promise.

The second half of commitments.py. Laws: a promise is kept by a letter that comes after it; a paper that was there when
the promise was made does not keep it; a question of members of parliament tells nothing.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from navograaf.findings.dates import find_dates, resolved
from navograaf.iris import thing
from navograaf.links.model import Collection, Confidence, Item, LetterNode, Order, Sentence
from navograaf.links.promise import Promise, matter, says, tells_done, which
from navograaf.links.rarity import PROSE, Rarity

_KEYS = 8
"""So many of the rarest words and names of a promise are looked up."""
_ROWS = 200
"""So many later sentences with one of them are compared, so that a common word costs little."""
_ENOUGH = 2.0
"""So many words' worth is shared (see Rarity.word)."""
_SHARE = 0.3
"""So much of the matter of the promise is in the sentence."""
_SHARE_CONDITIONAL = 0.45
"""A promise for the case that something happens is kept by a sentence that is surely about it."""
_BACK = 0.5
"""What a promise points back to counts by half beside its own words."""
_PAPERS = ("kamerstuk/", "kenmerk/")
_NUMBER = re.compile(r"kamerstuk/(?P<dossier>.+)-(?P<number>\d+)$")


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


class Fulfilments:
    """The sentences of a collection that tell of something done for the House, ready to be looked up."""

    def __init__(self, collection: Collection) -> None:
        self.rarity = Rarity(collection.sentences)
        self._sentences = sorted(_done(collection), key=lambda s: (s.letter.order, s.start, s.iri))
        self._orders = [sentence.letter.order for sentence in self._sentences]
        self._matter = [matter(s.stems | s.named) for s in self._sentences]
        self._by: dict[str, list[int]] = defaultdict(list)
        for place, features in enumerate(self._matter):
            for feature in features:
                self._by[feature].append(place)
        self._known = _Known(collection.sentences)

    def of(self, promise: Promise) -> Fulfilment | None:
        """The sentence that best answers to a promise, the first of equals; None when none does."""
        item = promise.item
        first = bisect.bisect_right(self._orders, item.letter.order)
        keys = [key for key in self.rarity.telling(promise.own | promise.back, 4 * _KEYS) if key in self._by][:_KEYS]
        places: set[int] = set()
        for key in keys:
            rows = self._by[key]
            begin = bisect.bisect_left(rows, first)
            places.update(rows[begin : begin + _ROWS])
        best: tuple[float, Fulfilment] | None = None
        for place in sorted(places):
            if self._sentences[place].letter.iri == item.letter.iri:
                continue
            found = self._compared(promise, place)
            if found and (best is None or found[0] > best[0]):
                best = found
        return best[1] if best else None

    def cited(self, promise: Promise) -> tuple[str, ...]:
        """The Kamerstukken that the promise's own words cite."""
        return tuple(thing(*one.split("/", 1)) for one in sorted(promise.item.named) if one.startswith(_PAPERS))

    def _compared(self, promise: Promise, place: int) -> tuple[float, Fulfilment] | None:
        sentence = self._sentences[place]
        own, back = promise.own & self._matter[place], promise.back & self._matter[place]
        weight = self.rarity.sum(own) + _BACK * self.rarity.sum(back)
        whole = self.rarity.sum(promise.own) + _BACK * self.rarity.sum(promise.back)
        share = weight / whole if whole else 0.0
        document = any(one.startswith("document/") for one in own | back)
        least = _SHARE_CONDITIONAL if promise.due == "waits" else _SHARE
        words = [one for one in own | back if "/" not in one]
        if weight < _ENOUGH * self.rarity.word or not words or (share < least and not (document and len(words) > 1)):
            return None
        papers = self._known.new(sentence, promise.item.letter)
        if papers is None or _before(sentence, promise.item.letter):
            return None
        if not papers and says("here", sentence.words):
            papers = (itself(sentence.letter),)
        shared = tuple(self.rarity.telling(own | back, 3))
        confidence: Confidence = "high" if document and papers else "medium" if document or papers else "low"
        rule = tells_done(sentence.words) or which("here", sentence.words)
        return weight, Fulfilment(sentence, papers, confidence, shared, rule)


def itself(letter: LetterNode) -> str:
    """The IRI of a letter as a paper: its Kamerstuk where the number is known."""
    return thing("kamerstuk", letter.paper) if letter.paper else letter.iri


def _done(collection: Collection) -> list[Sentence]:
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


class _Known:
    """The papers that letters cite, and which of them were there already."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._first: dict[str, Order] = {}
        self._numbers: dict[str, list[tuple[Order, int]]] = defaultdict(list)
        for sentence in sentences:
            for name in sentence.named:
                if name.startswith(_PAPERS):
                    order = sentence.letter.order
                    self._first[name] = min(order, self._first.get(name, order))
        for name, order in self._first.items():
            if match := _NUMBER.match(name):
                self._numbers[match["dossier"]].append((order, int(match["number"])))
        for rows in self._numbers.values():
            rows.sort()
            most = 0
            for place, (order, number) in enumerate(rows):
                most = max(most, number)
                rows[place] = (order, most)

    def new(self, sentence: Sentence, letter: LetterNode) -> tuple[str, ...] | None:
        """The papers that a sentence cites and that can be later than `letter`; None when all it cites were there."""
        cited = sorted(one for one in sentence.named if one.startswith(_PAPERS))
        kept = [
            one for one in cited if self._first[one] > letter.order and self._number(one) > self._reached(one, letter)
        ]
        return None if cited and not kept else tuple(thing(*one.split("/", 1)) for one in kept)

    def _number(self, name: str) -> int:
        match = _NUMBER.match(name)
        return int(match["number"]) if match else 1

    def _reached(self, name: str, letter: LetterNode) -> int:
        """The highest number of the same dossier that was cited by or before `letter`, or is its own."""
        match = _NUMBER.match(name)
        if not match:
            return 0
        rows = self._numbers[match["dossier"]]
        at = bisect.bisect_right(rows, letter.order, key=lambda row: row[0]) - 1
        dossier, _, number = letter.paper.rpartition("-")
        own = int(number) if dossier == match["dossier"] and number.isdigit() else 0
        return max(own, rows[at][1] if at >= 0 else 0)
