"""Which of the sentences that tell that the House was told or given something answers to a promise.

After promise.py and told_done.py, before commitments.py. Laws: a promise is kept by a letter that comes after it; a
paper that was there when the promise was made does not keep it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navograaf.findings.dates import find_dates, resolved
from navograaf.iris import thing
from navograaf.links.cited import PAPERS
from navograaf.links.model import Confidence, LetterNode, Sentence
from navograaf.links.promise import Promise, says, tells_done, which
from navograaf.links.rarity import Rarity
from navograaf.links.told_done import Told

_KEYS = 8
"""So many of the rarest words and names of a promise are looked up."""
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


class Fulfilments:
    """Finds the sentence that answers to a promise."""

    def __init__(self, told: Told, rarity: Rarity) -> None:
        self._told, self._rarity = told, rarity

    def keys(self, promise: Promise) -> list[str]:
        """The words and names of a promise by which sentences are looked up."""
        telling = self._rarity.telling(promise.own | promise.back, 4 * _KEYS)
        return [key for key in telling if self._told.has(key)][:_KEYS]

    def of(self, promise: Promise, keys: Iterable[str]) -> Fulfilment | None:
        """The sentence that best answers to a promise, the first of equals; None when none does."""
        item = promise.item
        sought = Sought(promise, self._rarity)
        numbers: set[int] = set()
        for key in keys:
            numbers.update(self._told.after(key, item.letter))
        best: tuple[float, Fulfilment] | None = None
        likely = [number for number in numbers if sought.likely(self._told.row(number)[1])]
        for number in sorted(likely, key=self._told.place):
            sentence, has = self._told.row(number)
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
        weight = self._rarity.sum(own) + _BACK * self._rarity.sum(back)
        share = weight / sought.whole if sought.whole else 0.0
        document = any(one.startswith("document/") for one in own | back)
        least = _SHARE_CONDITIONAL if promise.due == "waits" else _SHARE
        words = [one for one in own | back if "/" not in one]
        if weight < sought.least or not words or (share < least and not (document and len(words) > 1)):
            return None
        papers = self._told.new(sentence, promise.item.letter)
        if papers is None or _before(sentence, promise.item.letter):
            return None
        if not papers and says("here", sentence.words):
            papers = (itself(sentence.letter),)
        shared = tuple(self._rarity.telling(own | back, 3))
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


def itself(letter: LetterNode) -> str:
    """The IRI of a letter as a paper: its Kamerstuk where the number is known."""
    return thing("kamerstuk", letter.paper) if letter.paper else letter.iri


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
