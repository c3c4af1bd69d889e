"""What is new in an answer: each sentence beside the most like it in earlier letters, and what is not said again.

Between entries.py and the forms of an answer. Laws: a sentence is compared with letters before its own only; the
work grows with the number of sentences, not with its square; what differs is words of the two letters, at their places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from navograaf.answers.printed import with_page
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.stems import Stem, stem, stems

if TYPE_CHECKING:
    from navograaf.answers.collection import LetterCard
    from navograaf.answers.entries import Entry

Span = tuple[int, int]
ALIKE = 0.5
"""The share of their stems, the rare ones counting most, that a sentence has in common with one that it rewords."""
_LEAST = 3
"""Stems that they have in common at least: "Nederland steunt dit" is worded like too many others."""
_RARE, _MOST, _TRIED = 8, 50, 8
"""A sentence is looked up by so many of its rarest stems; of each so many sentences, the last ones, are known; so many
of those with most in common are compared word for word. These bounds keep a long answer linear."""
_WORDS = 400
"""So many words of a sentence are compared; a letter with a longer one is damaged."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a sentence stands to one of an earlier letter. added: spans in its quote; removed: in the earlier `quote`."""

    kind: Literal["repeated", "reworded"]
    letter: LetterCard
    start: int
    end: int
    said: str
    """The kind of the earlier entry."""
    quote: str
    added: tuple[Span, ...] = ()
    removed: tuple[Span, ...] = ()
    page: int | None = None
    """On which the earlier sentence begins, where its letter has pages."""

    @property
    def place(self) -> str:
        """Where the earlier sentence stands, as `navograaf show` takes it."""
        return f"{self.letter.id}:{self.start}-{self.end}"

    @property
    def cited(self) -> str:
        """The same with its page, where it has one."""
        return with_page(self.place, self.page)


@dataclass(slots=True)
class _Known:
    """A sentence with what is compared of it."""

    entry: Entry
    words: list[Stem]
    counts: Counter[str]
    same: str
    """Its words without spaces."""
    question: bool
    """Whether a member of parliament asks it: it is then no earlier form of what a minister says, nor a later one."""
    number: int


class Index:
    """Sentences by their rarest stems, to find the one most like another."""

    def __init__(self, found: Iterable[_Known], rarity: Counter[str], total: int) -> None:
        self._rarity = rarity
        self._total = total
        self._by_stem: dict[tuple[bool, str], list[_Known]] = {}
        self._by_words: dict[tuple[bool, str], list[_Known]] = {}
        for known in found:
            self.add(known)

    def add(self, known: _Known) -> None:
        """Know one more sentence, later than those known."""
        self._by_words.setdefault((known.question, known.same), []).append(known)
        for word in self._rare(known):
            self._by_stem.setdefault((known.question, word), []).append(known)

    def best(self, known: _Known) -> tuple[_Known, bool] | None:
        """The sentence most like `known` about one of its subjects, and whether it is the same; None when none is."""
        about = set(known.entry.about)
        same = self._by_words.get((known.question, known.same), ())[-_MOST:]
        for one in reversed(same):
            if about & set(one.entry.about):
                return one, True
        shared: Counter[int] = Counter()
        near: dict[int, _Known] = {}
        for word in self._rare(known):
            for one in self._by_stem.get((known.question, word), ())[-_MOST:]:
                if about & set(one.entry.about):
                    shared[one.number] += 1
                    near[one.number] = one
        tried = sorted(shared, key=lambda number: (-shared[number], -number))[:_TRIED]
        scored = [(self._alike(known.counts, near[number].counts), number) for number in tried]
        score, number = max(scored, default=(0.0, -1))
        return (near[number], False) if score >= ALIKE else None

    def _rare(self, known: _Known) -> list[str]:
        return sorted(known.counts, key=lambda word: (self._rarity[word], word))[:_RARE]

    def _alike(self, one: Counter[str], other: Counter[str]) -> float:
        common = one & other
        return 2 * self._weight(common) / (self._weight(one) + self._weight(other)) if common.total() >= _LEAST else 0.0

    def _weight(self, counts: Counter[str]) -> int:
        """Each stem once more for every halving of the sentences that have it: one in all counts 1, one in a few 5."""
        return sum(count * (self._total // self._rarity[word]).bit_length() for word, count in counts.items())


def compared(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, in their order, each with its `change`: None where no earlier letter says the like."""
    known = read(entries)
    index = Index((), rarity(known), len(known))
    found: list[Entry] = []
    for _, own in groupby(known, lambda one: one.entry.letter.iri):
        of_letter = list(own)
        for one in of_letter:
            best = index.best(one)
            found.append(replace(one.entry, change=_change(one, *best)) if best else one.entry)
        for one in of_letter:
            index.add(one)
    return tuple(found)


def dropped(before: Sequence[Entry], now: Sequence[Entry]) -> tuple[Entry, ...]:
    """Those of `before`, the sentences of one meeting, to which none of `now` is like; of those alike the last."""
    old, new = read(before), read(now)
    both = [*old, *new]
    index = Index(new, rarity(both), len(both))
    said_again = {(one.change.letter.iri, one.change.start) for one in before if one.change}
    kept = [one for one in old if (one.entry.letter.iri, one.entry.start) not in said_again]
    return tuple(one.entry for one in kept if index.best(one) is None)


def read(entries: Iterable[Entry]) -> list[_Known]:
    """The entries with their stems; words that say little count for nothing but are compared one by one."""
    little = frozenset(stem(word) for word in meanings("says-little"))
    found = []
    for number, entry in enumerate(entries):
        words = stems(entry.quote)[:_WORDS]
        same = "".join(fold(entry.quote).split())
        counts = Counter(word.stem for word in words if word.stem not in little)
        asked = any(one.kind == "question" for one in entry.asked)
        found.append(_Known(entry, words, counts, same, asked, number))
    return found


def rarity(known: Iterable[_Known]) -> Counter[str]:
    """In how many sentences each stem stands."""
    return Counter(word for one in known for word in one.counts)


def _change(new: _Known, old: _Known, same: bool) -> Change:
    place = (old.entry.letter, old.entry.start, old.entry.end, old.entry.kind, old.entry.quote)
    if same:
        return Change("repeated", *place, page=old.entry.page)
    added, removed = differing(new, old)
    return Change("reworded", *place, tuple(added), tuple(removed), page=old.entry.page)


def differing(new: _Known, old: _Known) -> tuple[list[Span], list[Span]]:
    """The spans of the words that only one of two sentences has: in the new quote, in the old one."""
    now, before = _forms(new), _forms(old)
    added: list[Span] = []
    removed: list[Span] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag != "equal":
            removed += _spans(old.words[i1:i2])
            added += _spans(new.words[j1:j2])
    return added, removed


def _forms(known: _Known) -> list[str]:
    folded = fold(known.entry.quote)
    return [folded[word.start : word.end] for word in known.words]


def _spans(words: Sequence[Stem]) -> Iterator[Span]:
    if words:
        yield words[0].start, words[-1].end
