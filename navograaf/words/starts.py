"""At which characters of a word a match of each rule may begin.

Between the openings of the rules (trials.py) and the places of a letter (places.py). One look at each word tells it for
all rules, and is remembered for the word. Law: of a token that is the first in a match, the rule is among those that it
opens, and the character with which it begins is among its offsets.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from navograaf.words.facts import facts
from navograaf.words.rules import rules
from navograaf.words.tokens import plain
from navograaf.words.trials import trials

_WORDS = 100_000
"""So many different words are remembered; then all are forgotten, lest a stream of letters fill the memory."""


class Opened(dict[str, tuple[int, ...]]):
    """Token -> the numbers of the rules of which it may open a match; looked into when it is first met."""

    def __missing__(self, token: str) -> tuple[int, ...]:
        if len(self) >= _WORDS:
            self.clear()
        made = trials()
        found = self[token] = tuple(numbers(made.raised(token) >> 1 & made.lower))
        return found


def number(bit: int) -> int:
    """The number of a rule, by its bit."""
    return bit.bit_length() >> 1


def numbers(bits: int) -> Iterator[int]:
    """The numbers of the rules of which the lower bits are set."""
    row = bin(bits)[:1:-1]
    at = row.find("1")
    while at >= 0:
        yield at >> 1
        at = row.find("1", at + 1)


@cache
def opened() -> Opened:
    """The tokens met."""
    return Opened()


def offsets(rule: int, token: str) -> list[int]:
    """The characters of a token at which a match of a rule that may begin inside a word can begin, in order."""
    if not token.isascii():  # plain, it may be of another length
        return list(range(len(token)))
    word, found = plain(token), {0}
    for letters in _inside()[rule]:
        at = word.find(letters)
        while at >= 0:
            found.add(at)
            at = word.find(letters, at + 1)
    return sorted(found)


@cache
def _inside() -> dict[int, tuple[str, ...]]:
    """The letters with which the matches of a rule may begin inside a word, for the rules of which they may."""
    made, found = trials(), dict[int, tuple[str, ...]]()
    for name in made.until:
        for rule in rules(name):
            bit = made.bits[rule.regex.pattern, rule.regex.flags]
            if bit & made.inner:
                opening = facts(rule.regex).anchors.opening or ()
                found[number(bit)] = tuple(sorted(one.letters for one in opening if not one.starts))
    return found
