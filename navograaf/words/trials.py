"""Which rules are worth trying on some words: those of which the anchors (anchors.py) stand in them.

Between the rules and every station that searches with them; places.py does the same for the whole text of a letter.
One look at each word tells it for all rules at once, and is remembered for the word. Law: a rule that is not worth
trying finds nothing; the others may find something.

What is worth trying is an int with two bits for each rule: whether an anchor stands there, and above it whether there
is a token that can open a match, or that stands near where one opens (reach.py). Bits are first joined over all the
words (`|`), then asked for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from operator import or_

from navograaf.words.anchor_table import AnchorTable
from navograaf.words.facts import facts
from navograaf.words.rules import Rule, of_kind, rules
from navograaf.words.tokens import plain, tokens

OF_SENTENCES = ("decisions", "position_frames", "body_parts", "positions", "clauses", "commitments", "questions")
OF_BLOCKS = (
    "bodies",
    "candidates",
    "continuation",
    "dates",
    "document",
    "doubts",
    "layout",
    "meetings",
    "organisations",
    "papers",
    "people",
    "quantities",
    "references",
)
"""The rule files that letters are read with. Those that are tried on every clause come first: low bits are quickly
joined."""
_FEW = 2
_WORDS = 100_000
"""So many different words are remembered; then all are forgotten, lest a stream of letters fill the memory."""


class Trials:
    """The bits of all rules of the files, and which of them a token raises."""

    def __init__(self, made: Iterable[tuple[str, Rule]]) -> None:
        self.bits: dict[tuple[str, int], int] = {}
        """Pattern and flags of a rule -> its lower bit."""
        self.until: dict[str, int] = {}
        """File -> the bit behind those of its rules."""
        self.free = 0
        """Bits that need no token: of rules without anchors, and without openings."""
        self.spaced, self.inner = 0, 0
        """The lower bits of the rules whose matches may begin with spaces, or inside a word."""
        self.reach: dict[int, int] = {}
        """Lower bit of a rule -> so many spaces before a token that opens it a match may begin (reach.py)."""
        self._anchors = AnchorTable()
        self._raised: dict[str, int] = {}
        for name, rule in made:
            bit = self.bits.setdefault((rule.regex.pattern, rule.regex.flags), 1 << 2 * len(self.bits))
            found, _, _, near = facts(rule.regex)
            opening = near.anchors if near else found.opening
            self._anchors.add(found.anywhere or (), bit)
            self._anchors.add(opening or (), bit << 1)
            self.free |= (bit if found.anywhere is None else 0) | (bit << 1 if opening is None else 0)
            if near:
                self.reach[bit] = near.spaces
            self.spaced |= bit if found.spaced else 0
            self.inner |= bit if any(not anchor.starts for anchor in found.opening or ()) else 0
            self.until[name] = 1 << 2 * len(self.bits)
        self.lower = sum(self.bits.values())
        """The lower bits of all rules."""

    def raised(self, token: str) -> int:
        """The bits that a token raises."""
        bits = self._raised.get(token)
        if bits is None:
            if len(self._raised) >= _WORDS:
                self._raised.clear()
            bits = self._raised[token] = self._anchors.fitting(plain(token))
        return bits


@cache
def trials() -> Trials:
    """The rules that letters are read with."""
    return Trials((name, rule) for name in OF_SENTENCES + OF_BLOCKS for rule in rules(name))


class Held(dict[str, int]):
    """Token -> the bits that it raises of the rules of some files (none: of all); looked into when it is first met."""

    def __init__(self, *names: str) -> None:
        made = trials()
        lower = reduce(or_, [asked(name) for name in names]) if names else made.lower
        self._mask = lower | lower << 1
        self.lower = lower
        """The lower bits of the rules of these files."""
        self.free = made.free & self._mask
        """The bits of these rules that need no token."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _WORDS:
            self.clear()
        bits = self[token] = trials().raised(token) & self._mask
        return bits

    def joined(self, raised: Iterable[int]) -> int:
        """All bits that tokens raise which stand together."""
        return reduce(or_, raised, self.free)

    def worth(self, raised: int) -> int:
        """The lower bits of the rules that are worth trying where all these bits are raised."""
        return raised & raised >> 1 & self.lower


@cache
def held(*names: str) -> Held:
    """The tokens met, for the rules of extract/NAME.toml for some names (none: for all)."""
    return Held(*names)


@cache
def group_of(names: tuple[str, ...]) -> tuple[str, ...]:
    """Files that hold those named and are looked for together: of a clause the same words are asked for several."""
    return OF_SENTENCES if names and set(names) <= set(OF_SENTENCES) else names


def worth(words: str, *names: str) -> int:
    """The bits of the rules that are worth trying on the words; names: only those of these files are asked for."""
    known = held(*names)
    return known.worth(known.joined(map(known.__getitem__, tokens(words))))


def bit_of(regex: re.Pattern[str]) -> int:
    """The bit of a rule's pattern; all bits for a pattern that is no rule of a letter."""
    return trials().bits.get((regex.pattern, regex.flags), -1)


@cache
def _rows(name: str, kind: str | None) -> tuple[int, tuple[tuple[int, Rule], ...]]:
    """All bits of the rules of extract/NAME.toml of one kind (None: all), and each rule with its bit."""
    rows = [(bit_of(rule.regex), rule) for rule in (rules(name) if kind is None else of_kind(name, kind))]
    return reduce(or_, (bit for bit, _ in rows), 0), tuple(rows)


@cache
def asked(name: str, *kinds: str) -> int:
    """The bits of the rules of extract/NAME.toml of some kinds (none: of all)."""
    return reduce(or_, [_rows(name, kind)[0] for kind in kinds or (None,)])


def tried(name: str, kind: str | None, bits: int) -> list[Rule]:
    """The rules of extract/NAME.toml of one kind (None: all) that are worth trying, in file order. bits: of `worth`."""
    mask, rows = _rows(name, kind)
    bits &= mask
    return [rule for bit, rule in rows if bits & bit] if bits else []


def finds(name: str, kind: str, words: str, bits: int | None = None) -> bool:
    """Whether a rule of extract/NAME.toml of this kind finds something in the words.

    bits: what is worth trying on them, where it is known.
    """
    likely: Sequence[Rule] = of_kind(name, kind)
    if bits is not None or len(likely) > _FEW:  # a rule or two are as quick as a look at the words
        likely = tried(name, kind, worth(words, name) if bits is None else bits)
    return bool(likely) and any(rule.regex.search(words) for rule in likely)
