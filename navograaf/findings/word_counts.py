"""What is counted in the words of a text, for the doubts about it: common words, capitals, damage, the subject.

Beside doubts.py, which weighs the counts. Law: what is counted in a printed word hangs on that word alone, so it is
worked out once for each different one.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind
from navograaf.words.trie import pattern

_WORD = re.compile(r"[^\W\d_]+")
_KNOWN = 100_000
"""So many printed words are remembered with what is counted in them."""
_LANE = 40
"""Bits for each count: more than a text that fits in memory can fill."""
_LANGUAGES, _DAMAGE = ("nl", "en", "other"), ("characters", "hyphen", "spaces")


class _Counts(dict[str, int]):
    """Word as it is printed, between two spaces -> what is counted in it, when it is first met.

    The counts stand side by side in one number, each in its lane, so that a text's are one sum.
    """

    def __missing__(self, printed: str) -> int:
        words = _WORD.findall(fold(printed))
        languages = [meanings("function-word").get(word) for word in words]
        damage = [sum(1 for rule in of_kind("doubts", kind) for _ in rule.regex.finditer(printed)) for kind in _DAMAGE]
        alphabetic = [c.isupper() for c in printed if c.isalpha()]
        common = [languages.count(language) for language in _LANGUAGES]
        counts = [len(words), *common, len(alphabetic), sum(alphabetic), *damage]
        held = sum(count << _LANE * i for i, count in enumerate(counts))
        if len(self) >= _KNOWN:
            self.clear()
        self[printed] = held
        return held


@cache
def _counts() -> _Counts:
    return _Counts()


def counted(text: str) -> list[int]:
    """Words (of letters alone), common ones by language, letters, capitals, and the signs of each kind of damage."""
    total = sum(map(_counts().__getitem__, text.split()))
    return [total >> _LANE * i & (1 << _LANE) - 1 for i in range(3 + len(_LANGUAGES) + len(_DAMAGE))]


def subject_words(folded: str) -> dict[str, Counter[str]]:
    """Kind of mark -> its words that stand in a text (folded), with how often each does; none begins inside another."""
    opens, marks = _marks()
    found = {kind: Counter[str]() for kind in marks}
    ends = dict.fromkeys(marks, 0)
    for opened in opens.finditer(f" {folded}"):  # the first word has something before it too
        at = opened.start()
        for kind, regex in marks.items():
            if at >= ends[kind] and (match := regex.match(folded, at)):
                found[kind][match[0]] += 1
                ends[kind] = match.end()
    return found


@cache
def _marks() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What stands before the first word of any mark; kind of mark -> its words, which go on where the list has a *."""
    held: dict[str, list[str]] = {}
    firsts: set[str] = set()
    for word, kind in meanings("letter-word").items():
        plain = fold(word.rstrip("*"))
        firsts.add(plain.partition(" ")[0])
        body = re.escape(plain).replace("\\ ", r"\s+")
        held.setdefault(kind, []).append(body + (r"[\w-]*" if word.endswith("*") else r"(?!\w)"))
    marks = {kind: re.compile("|".join(words)) for kind, words in held.items()}
    return re.compile(rf"\W(?={pattern(sorted(firsts))})"), marks
