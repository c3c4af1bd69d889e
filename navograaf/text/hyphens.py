"""A hyphen at the end of a line: part of the word (NAVO-/verdragsgebied) or of the page (bijeen-/komst)?

Order of evidence: a web address or a suspended hyphen ("veiligheids- en ..."), the same word elsewhere in
the letter, the list extract/words/hyphenated.tsv, rules on the two halves, and else join. This order got
86 of 86 line ends of the five seed letters right where joining always gets 67.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from navograaf.text.addresses import is_address
from navograaf.words.folding import fold
from navograaf.words.lists import meanings

Choice = Literal["join", "keep", "suspend"]
_LEFT = re.compile(r"[^\s(«\"“„/]+$")
_RIGHT = re.compile(r"^[\w'’]+(?:-\w+)*")
_BROKEN = re.compile(r"-\s*\n\s*")
_WORD = re.compile(r"[\w'’]+(?:-[\w'’]+)*")
_BEFORE, _BEHIND = re.compile(r"[\w'’]-?\Z"), re.compile(r"-?[\w'’]")
"""What makes a word go on to either side."""
_VOWELS = {
    "aa",
    "ae",
    "ai",
    "au",
    "ee",
    "ei",
    "eu",
    "ie",
    "ii",
    "oe",
    "oi",
    "oo",
    "ou",
    "ui",
    "uu",
    "ij",
    "éé",
    "ée",
    "ea",
}


@dataclass(frozen=True, slots=True)
class Hyphen:
    """One line-end hyphen: raw offset of the hyphen, what was decided and why."""

    at: int
    choice: Choice
    reason: str


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    """The words of extract/words/hyphenated.tsv, each with what a word must be, or begin with (*), folded."""
    return tuple((word, fold(word.rstrip("*"))) for word in meanings("hyphenated"))


def _stands(folded: str, word: str) -> bool:
    """Whether the word stands in a text, not as a part of another one."""
    at = folded.find(word)
    while at >= 0:
        if not _BEFORE.search(folded, max(0, at - 2), at) and not _BEHIND.match(folded, at + len(word)):
            return True
        at = folded.find(word, at + 1)
    return False


def decider(text: str) -> Callable[[str, str], tuple[Choice, str]]:
    """A function (left line, right line) -> (choice, reason) for one letter; `text` is its own evidence.

    left ends in the hyphen, right begins the next line.
    """
    whole: list[str] = []

    def known(word: str) -> bool:
        """Whether the letter has a folded word elsewhere; a letter without line-end hyphens is never folded for it."""
        if not whole:
            whole.append(fold(_BROKEN.sub("\0", text)))  # broken words are no evidence
        return _WORD.fullmatch(word) is not None and _stands(whole[0], word)

    def decide(left: str, right: str) -> tuple[Choice, str]:
        head, tail = _LEFT.search(left[:-1]), _RIGHT.match(right)
        if not head or not tail:
            return "suspend", "no word on one side"
        first, second = head[0], tail[0]
        if is_address(left.split()[-1]):
            return "keep", "web address"
        if fold(second) in meanings("suspended"):
            return "suspend", "suspended hyphen"
        kept, joined = fold(f"{first}-{second}"), fold(first + second)
        if known(kept):
            return "keep", "own letter"
        if known(joined):
            return "join", "own letter"
        for word, stem in _listed():
            if kept == stem or (word.endswith("*") and kept.startswith(stem)):
                return "keep", f"list: {word}"
        if first[-1].isdigit() or second[0].isdigit():
            return "keep", "digit beside the hyphen"
        if second[0].isupper() and not second.isupper():
            return "keep", "capital after the hyphen"
        if re.search(r"[A-Z]{2,}$|(?:^|-)[A-Z]$", first) and not (
            first.isupper() and second.isupper() and len(first) > 5
        ):
            return "keep", "abbreviation before the hyphen"
        if "-" in first and first.isupper():
            return "keep", "abbreviation before the hyphen"
        if fold(first[-1] + second[0]) in _VOWELS:
            return "keep", "vowels would run together"
        return "join", "no evidence for a hyphen"

    return decide
