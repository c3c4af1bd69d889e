"""The rules of a file over many stretches of a letter, one after the other.

Beside places.py, for sentences and clauses: what all stretches have in common is looked up once. Law: the matches of a
stretch are those of its rules' own `finditer` there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, reduce
from operator import or_
from typing import Any

from navograaf.words.places import Places
from navograaf.words.rules import Rule, rules
from navograaf.words.trials import bit_of, group_of, held

Hit = tuple[Rule, re.Match[str]]


class Sweep:
    """The rules of extract/NAME.toml, for one name or more, over a letter."""

    def __init__(self, places: Places, *names: str) -> None:
        self._places, self.text, self.cuts = places, places.text, places.cuts
        group = group_of(names)  # one look at the words of a letter tells it for several files
        self._starts, self._raised = places.raised(group)
        self._rows = _rows(names)
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
        finditer = self._places.finditer
        likely = self.each(self.worth(start, end))
        return [(rule, match) for bit, rule in likely for match in finditer(rule.regex, bit, start, end)]

    def search(self, bit: int, rule: Rule, start: int, end: int) -> re.Match[str] | None:
        """What `rule.regex.search(text, start, end)` gives. bit: that of the rule."""
        return next(self._places.finditer(rule.regex, bit, start, end), None)


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
