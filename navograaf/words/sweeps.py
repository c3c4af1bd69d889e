"""The rules of a file over many stretches of a letter, one after the other.

Beside places.py, for sentences and clauses: what all stretches have in common is looked up once. Law: the matches of a
stretch are those of its rules' own `finditer` there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, reduce
from operator import or_
from typing import Any

from navograaf.words.openings import finditer
from navograaf.words.places import Places
from navograaf.words.rules import Rule, rules
from navograaf.words.trials import bit_of, group_of, held

_inside = re.compile(r"\w\w").match
"""Stands where a word is cut in two."""
Hit = tuple[Rule, re.Match[str]]


class Sweep:
    """The rules of extract/NAME.toml, for one name or more, over a letter."""

    def __init__(self, places: Places, *names: str) -> None:
        self._places, self.text, self._names = places, places.text, names
        group = group_of(names)  # one look at the words of a letter tells it for several files
        self._starts, self._raised = places.raised(group)
        self._rows = _rows(names)
        self._spots: dict[int, Sequence[int] | None] = {}
        """Rule, by its bit -> where its matches may begin; None: anywhere."""
        self._known = held(*group)
        self._free, self.every = held(*names).joined(()), held(*names).lower
        """Bits that need no word; the bits of all its rules."""

    def raised(self, start: int, end: int) -> int:
        """The bits that the words of text[start:end] raise (trials.py)."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        raised = reduce(or_, self._raised[first:last], self._free)
        if self.cuts(start, end):
            for _, part in self._places.parts(start, end):
                raised |= self._known[part]
        return raised

    def worth(self, start: int, end: int) -> int:
        """The bits of the rules that are worth trying on text[start:end]."""
        raised = self.raised(start, end)
        return raised & raised >> 1 & self.every

    def cuts(self, start: int, end: int) -> bool:
        """Whether text[start:end] cuts a word in two: its half may be another word."""
        text = self.text
        return start < end and bool(_inside(text, end - 1) or (start and _inside(text, start - 1)))

    def each(self, bits: int) -> list[tuple[int, Rule]]:
        """The rules that have these bits, each with its own, in the order of the file."""
        found = []
        while bits:
            bit = bits & -bits
            bits ^= bit
            found.append((bit, self._rows[bit]))
        return found

    def hits(self, start: int, end: int) -> list[Hit]:
        """What the rules find in text[start:end], in the order of the file and then of the text."""
        likely = self.each(self.worth(start, end))
        if not likely:
            return []
        if self.cuts(start, end):
            stretch = self._places.stretch(start, end, *self._names)
            return [(rule, match) for _, rule in likely for match in stretch.finditer(rule.regex)]
        text, found = self.text, list[Hit]()
        for bit, rule in likely:
            spots = self._spots_of(bit)
            if spots is None:
                found += [(rule, match) for match in finditer(rule.regex, text, start, end)]
                continue
            fit, free = rule.regex.match, start
            for at in spots[bisect_left(spots, start) : bisect_left(spots, end)]:
                if at >= free and (match := fit(text, at, end)):
                    found.append((rule, match))
                    free = match.end()
        return found

    def search(self, bit: int, rule: Rule, start: int, end: int) -> re.Match[str] | None:
        """What `rule.regex.search(text, start, end)` gives. bit: that of the rule."""
        text = self.text
        if self.cuts(start, end):
            return self._places.stretch(start, end, *self._names).search(rule.regex)
        spots = self._spots_of(bit)
        if spots is None:
            return next(finditer(rule.regex, text, start, end), None)
        fit = rule.regex.match
        for at in spots[bisect_left(spots, start) : bisect_left(spots, end)]:
            if match := fit(text, at, end):
                return match
        return None

    def _spots_of(self, bit: int) -> Sequence[int] | None:
        if bit not in self._spots:
            self._spots[bit] = self._places.spots(bit)
        return self._spots[bit]


def sweep_of(kept: dict[str, Any], places: Places, *names: str) -> Sweep:
    """The sweep of a letter, made once. kept: what is worked out once for the letter, by its name."""
    name = "+".join(names)
    if name not in kept:
        kept[name] = Sweep(places, *names)
    found: Sweep = kept[name]
    return found


@cache
def _rows(names: tuple[str, ...]) -> dict[int, Rule]:
    """The rules of some files by their bits, of which the order is that of the rules in their file."""
    return {bit_of(rule.regex): rule for name in names for rule in rules(name)}
