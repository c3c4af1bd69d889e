"""Where in a text a rule can begin to match: it is tried there, and nowhere else.

Built once a letter over its view. Law: the matches are those of the pattern itself; the openings (anchors.py) only
spare the attempts that must fail.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from itertools import accumulate, chain, compress
from operator import or_

from navograaf.words.openings import finditer
from navograaf.words.starts import number, offsets, opened
from navograaf.words.tokens import TOKEN
from navograaf.words.trials import Held, bit_of, group_of, held, trials

_inside = re.compile(r"\w\w").match
"""Stands where a word is cut in two."""
_APART = re.compile(f"({TOKEN.pattern})")
"""Splits a text into what stands between its tokens and the tokens, in turn."""

_Looked = tuple[list[int], list[int], Held, int, int]
"""Tokens that raise rules: where they start, what they raise; all tokens; the bits that need none, the lower bits."""


class Places:
    """The tokens of a text, where they start, and the rules that each of them raises."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._trials = trials()
        pieces = _APART.split(text)
        self.tokens = pieces[1::2]
        self.starts = list(accumulate(map(len, pieces)))[:-1:2]
        self._raised: dict[tuple[str, ...], tuple[list[int], list[int]]] = {}
        self._looked: dict[tuple[str, ...], _Looked] = {}
        self._starts_of: defaultdict[str, list[int]] = defaultdict(list)
        for token, start in zip(self.tokens, self.starts, strict=True):
            self._starts_of[token].append(start)
        self._opening: defaultdict[int, list[str]] = defaultdict(list)
        """Rule, by its number -> the different tokens that may open its matches."""
        known = opened()
        for token in self._starts_of:
            for rule in known[token]:
                self._opening[rule].append(token)
        self._spots: dict[int, list[int]] = {}
        self._gaps = pieces[:-1:2]

    def raised(self, names: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """The tokens that raise rules of some files: where they start, and what they raise."""
        found = self._raised.get(names)
        if found is None:
            each = list(map(held(*names).__getitem__, self.tokens))
            found = self._raised[names] = list(compress(self.starts, each)), list(filter(None, each))
        return found

    def looked(self, names: tuple[str, ...]) -> _Looked:
        """What a stretch is looked through with for the rules of some files."""
        found = self._looked.get(names)
        if found is None:
            known, group = held(*names), group_of(names)
            found = self._looked[names] = (*self.raised(group), held(*group), known.free, known.lower)
        return found

    def stretch(self, start: int, end: int, *names: str) -> Stretch:
        """text[start:end], for the rules of extract/NAME.toml for some names (none: for all)."""
        return Stretch(self, start, end, names)

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

    def spots(self, bit: int) -> Sequence[int] | None:
        """Where matches of a rule may begin, in order; None: anywhere. bit: of a rule (trials.py)."""
        if self._trials.free & bit << 1:
            return None
        rule = number(bit)
        found = self._spots.get(rule)
        if found is None:
            found = self._spots[rule] = self._worked_out(rule, bit)
        return found

    def is_near(self, bit: int) -> bool:
        """Whether the spots of a rule are told by a token that stands near them."""
        return bit in self._trials.reach

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


class Stretch:
    """A stretch of a text. `worth`: the bits of the rules that are worth trying on it; `raised`: of its tokens."""

    __slots__ = ("_cut", "_places", "end", "raised", "start", "worth")

    def __init__(self, places: Places, start: int, end: int, names: tuple[str, ...]) -> None:
        self._places, self.start, self.end = places, start, end
        starts, bits, known, free, lower = places.looked(names)
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        tokens = bits[first:last]
        self._cut: Sequence[tuple[int, int]] = ()
        """Where words begin of which it holds but a part, and what that part raises: the rules see no more."""
        text = places.text
        if start < end and (_inside(text, end - 1) or (start and _inside(text, start - 1))):
            parts = places.parts(start, end)
            if last > first and parts and parts[-1][0] == starts[last - 1]:
                tokens.pop()
            self._cut = [(at, known[part]) for at, part in parts]
            tokens += [raised for _, raised in self._cut]
        self.raised = raised = reduce(or_, tokens, free)
        self.worth = raised & raised >> 1 & lower

    def finditer(self, regex: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What `regex.finditer(text, start, end)` gives."""
        bit = bit_of(regex)
        if bit < 0:
            return finditer(regex, self._places.text, self.start, self.end)
        if not bit & self.worth:
            return iter(())
        spots = self._places.spots(bit)
        cut = [at for at, raised in self._cut if raised & bit << 1]
        if spots is None or (cut and self._places.is_near(bit)):
            return finditer(regex, self._places.text, self.start, self.end)
        here = spots[bisect_left(spots, self.start) : bisect_left(spots, self.end)]
        for at in cut:
            here = self._with_word(here, at)
        return self._tried(regex, here)

    def search(self, regex: re.Pattern[str]) -> re.Match[str] | None:
        """What `regex.search(text, start, end)` gives."""
        return next(self.finditer(regex), None)

    def match(self, regex: re.Pattern[str]) -> re.Match[str] | None:
        """What `regex.match(text, start, end)` gives."""
        return regex.match(self._places.text, self.start, self.end)

    def _tried(self, regex: re.Pattern[str], spots: Sequence[int]) -> Iterator[re.Match[str]]:
        start, end, text, match = self.start, self.end, self._places.text, regex.match
        for at in spots:
            if at >= start and (found := match(text, at, end)):
                yield found
                start = found.end()

    def _with_word(self, spots: Sequence[int], at: int) -> Sequence[int]:
        """The spots, with those in a word and in the space before it."""
        text, before = self._places.text, at
        while before > self.start and text[before - 1].isspace():
            before -= 1
        word = TOKEN.match(text, at, self.end)
        return sorted({*spots, *range(before, word.end() if word else at)})
