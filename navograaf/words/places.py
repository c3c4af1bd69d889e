"""Where in a text a rule can begin to match: it is tried there, and nowhere else.

Built once a letter over its view; sweeps.py asks it for sentences and clauses, text/reading.py for blocks. Law: the
matches are those of the pattern itself; the openings (anchors.py) only spare the attempts that must fail.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, compress

from navograaf.words.openings import finditer, tried
from navograaf.words.starts import number, offsets, opened
from navograaf.words.tokens import TOKEN
from navograaf.words.trials import held, trials

_inside = re.compile(r"\w\w").match
"""Stands where a word is cut in two."""
_APART = re.compile(f"({TOKEN.pattern})")
"""Splits a text into what stands between its tokens and the tokens, in turn."""


class Places:
    """The tokens of a text, where they start, and the rules that each of them raises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._trials = trials()
        pieces = _APART.split(text)
        self.tokens = pieces[1::2]
        self.starts = list(accumulate(map(len, pieces)))[:-1:2]
        self._raised: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}
        self._starts_of: defaultdict[str, list[int]] = defaultdict(list)
        for token, start in zip(self.tokens, self.starts, strict=True):
            self._starts_of[token].append(start)
        self._opening: defaultdict[int, list[str]] = defaultdict(list)
        """Rule, by its number -> the different tokens that may open its matches."""
        known = opened()
        for token in self._starts_of:
            for rule in known[token]:
                self._opening[rule].append(token)
        self._spots: dict[int, list[int] | None] = {}
        self._gaps = pieces[:-1:2]

    def raised(self, names: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """The tokens that raise rules of some files: where they start, and what they raise."""
        found = self._raised.get(names)
        if found is None:
            each = list(map(held(*names).__getitem__, self.tokens))
            found = self._raised[names] = list(compress(self.starts, each)), list(filter(None, each))
        return found

    def cuts(self, start: int, end: int) -> bool:
        """Whether text[start:end] cuts a word in two: its half may be another word."""
        return start < end and bool(_inside(self.text, end - 1) or (start and _inside(self.text, start - 1)))

    def parts(self, start: int, end: int) -> list[tuple[int, str]]:
        """Of the words that text[start:end] cuts in two, where it has them and as much as it has."""
        text, found = self.text, []
        if start and _inside(text, start - 1):
            word = TOKEN.match(text, start, end)
            found = [(start, word[0])] if word else []
        if _inside(text, end - 1):
            at = self.starts[bisect_left(self.starts, end) - 1]
            found += [(at, text[at:end])] if at >= start else []
        return found

    def finditer(self, regex: re.Pattern[str], bit: int, start: int, end: int) -> Iterator[re.Match[str]]:
        """What `regex.finditer(text, start, end)` gives. bit: of the rule (trials.py); -1: of no rule."""
        spots = None if self.cuts(start, end) else self.spots(bit)
        if spots is None:
            return finditer(regex, self.text, start, end)
        return tried(regex, spots[bisect_left(spots, start) : bisect_left(spots, end)], self.text, start, end)

    def spots(self, bit: int) -> Sequence[int] | None:
        """Where matches of a rule may begin, in order; None: anywhere. bit: as in `finditer`."""
        if bit not in self._spots:
            free = bit < 0 or self._trials.free & bit << 1
            self._spots[bit] = None if free else self._worked_out(number(bit), bit)
        return self._spots[bit]

    def _worked_out(self, rule: int, bit: int) -> list[int]:
        tokens, starts_of = self._opening.get(rule), self._starts_of
        if tokens is None:
            return []
        if bit & self._trials.inner:
            found = [at + start for token in tokens for at in offsets(rule, token) for start in starts_of[token]]
        elif len(tokens) == 1 and not bit & self._trials.spaced:
            found = starts_of[tokens[0]]
        else:
            found = list(chain.from_iterable(map(starts_of.__getitem__, tokens)))
        if bit & self._trials.spaced:
            found += [at for start in found for at in self._blanks(start)]
        found.sort()
        return self._nearby(found, self._trials.reach[bit]) if bit in self._trials.reach else found

    def _nearby(self, found: list[int], reach: int) -> list[int]:
        """Where the tokens start that stand before one of those found, with no more spaces between."""
        starts, parted, made, done = self.starts, self._parted, list[int](), 0
        for at in found:
            begin = parted[max(0, bisect_right(parted, at) - 1 - reach)]
            first, last = bisect_left(starts, begin, done), bisect_right(starts, at, done)
            made += starts[first:last]
            done = last
        return made

    @cached_property
    def _parted(self) -> list[int]:
        """Where the tokens start that have space before them, and the first."""
        return [0, *compress(self.starts, self._gaps)]

    def _blanks(self, at: int) -> range:
        """The offsets of the space before a token."""
        before, text = at, self.text
        while before and text[before - 1].isspace():
            before -= 1
        return range(before, at)
