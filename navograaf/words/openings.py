"""Which rules can begin with a character, so that a rule is tried only where it may fit.

Behind rules.py and begins.py, for rules that are matched at a known place: the start of a line, the words behind a
meeting. Law: a character is refused only when no text that begins with it can match; what is not understood is never
refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from operator import methodcaller
from string import ascii_lowercase

from navograaf.words.begins import holds
from navograaf.words.facts import facts
from navograaf.words.rules import of_kind

Match = Callable[[str], "re.Match[str] | None"]
_START = methodcaller("start")
_KNOWN = 50_000
_FEW = 2
"""A pattern that can begin with more small letters than this is as quick without looking for them."""


@lru_cache(maxsize=_KNOWN)
def matchers(name: str, kinds: tuple[str, ...], char: str) -> tuple[Match, ...]:
    """The `match` of each rule of extract/NAME.toml of these kinds that can fit a text beginning with `char`, in order.

    char: one character, or "" for an empty text.
    """
    held = (rule.regex for kind in kinds for rule in of_kind(name, kind))
    return tuple(regex.match for regex in held if may_begin(regex, char))


def first_fit(name: str, kinds: tuple[str, ...], text: str) -> re.Match[str] | None:
    """The match of the first rule of these kinds that fits `text` from its first character; None when none does."""
    for match in matchers(name, kinds, text[:1]):
        if found := match(text):
            return found
    return None


def finditer(regex: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `regex.finditer(text, start, end)` gives, tried only at the characters that it can begin with."""
    key = regex.pattern, regex.flags  # a pattern itself hashes its whole program at every look-up
    opens = _OPENS[key] if key in _OPENS else _OPENS.setdefault(key, _opens(regex))
    if opens is None:
        return regex.finditer(text, start, end)
    return tried(regex, map(_START, opens.finditer(text, start, end)), text, start, end)


def tried(regex: re.Pattern[str], spots: Iterable[int], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches in text[start:end] that begin at one of the spots, which come in order; none in another."""
    match = regex.match
    for at in spots:
        if at >= start and (found := match(text, at, end)):
            yield found
            start = found.end()


_OPENS: dict[tuple[str, int], re.Pattern[str] | None] = {}


def _opens(regex: re.Pattern[str]) -> re.Pattern[str] | None:
    """The characters that a pattern can begin with, as a class; None where they are common."""
    known = facts(regex)
    begun = known.begins
    if holds(begun, "") or holds(begun, " ") or sum(holds(begun, char) for char in ascii_lowercase) > _FEW:
        return None
    return _none_of("".join([char for char in map(chr, range(128)) if not holds(begun, char)]), known.alone)


@cache
def _none_of(chars: str, alone: bool) -> re.Pattern[str]:
    """Any character but these: a class of all the others takes a hundred times as long to compile.

    alone: none before which a word character stands.
    """
    return re.compile(f"[^{re.escape(chars)}]" + (r"(?<!\w.)" if alone else ""), re.DOTALL)


def may_begin(regex: re.Pattern[str], char: str) -> bool:
    """Whether `regex` can match a text that begins with `char` from its first character ("": an empty text)."""
    return holds(facts(regex).begins, char)
