"""Words that somebody looks for, as a person types them: `hybride dreigingen`, `drone*`.

Beside stems.py; answers/search.py looks for them in the letters. Laws: a word is found whole and in any of its
inflections, a compound is another word ("drone" is not in "dronekaper"); `drone*` is every word that begins so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from navograaf.errors import SubjectError
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.stems import WORD, Stem, stem

LONGEST = 200
"""So many characters of a text are looked for at most."""
_SHORTEST = 2
_ASKED = re.compile(rf"(?P<before>\*?)(?P<word>{WORD.pattern})(?P<after>\*?)")
_APART = re.compile(r"[.:;!?()]")
"""What keeps two words from standing together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word that is looked for: its stem, or with `begins` what a word begins with; folded."""

    text: str
    begins: bool = False

    def fits(self, word: str, its_stem: str) -> bool:
        """Whether a word (folded) with this stem is what is looked for."""
        return word.startswith(self.text) if self.begins else its_stem == self.text


def wanted(text: str) -> tuple[Wanted, ...]:
    """The words of `text` that are looked for, in order; short words such as "van" are passed over.

    Raises SubjectError for a text that is too long, has no word to look for, or a * elsewhere than behind a word.
    """
    if len(text) > LONGEST:
        raise SubjectError(
            f"a text of {len(text)} characters is too long to look for", todo=f"Give at most {LONGEST} characters"
        )
    found: list[Wanted] = []
    for match in _ASKED.finditer(fold(text)):
        word = match["word"]
        if match["before"]:
            raise SubjectError(f"the * in {text!r} stands before a word", todo=f"Put it behind, as in {word}*")
        if match["after"] and len(word) < _SHORTEST:
            raise SubjectError(f"too many words begin with {word!r}", todo="Give at least two letters before the *")
        if match["after"]:
            found.append(Wanted(word, begins=True))
        elif word not in _passed_over():
            found.append(Wanted(stem(word)))
    if not found:
        raise SubjectError(
            f"there is no word to look for in {text!r}", todo="Give a word that says more than the, of or van"
        )
    return tuple(found)


def might_hold(asked: Sequence[Wanted], folded: str) -> bool:
    """Whether every word asked for is among those of a text (folded): quick, for a million sentences have none."""
    words = set(WORD.findall(folded))
    its_stems = set(map(stem, words))
    return all(
        any(word.startswith(one.text) for word in words) if one.begins else one.text in its_stems for one in asked
    )


def together(asked: Sequence[Wanted], words: Sequence[Stem], folded: str) -> list[Stem]:
    """The words of a text where those asked for stand in their order, with only short words between; else none.

    words: the words of the text in order; folded: the text itself, folded.
    """
    at = [i for i, word in enumerate(words) if folded[word.start : word.end] not in _passed_over()]
    shown = [words[i] for i in at]
    fits = [[one.fits(folded[word.start : word.end], word.stem) for word in shown] for one in asked]
    found: dict[int, None] = {}
    for first in range(len(shown) - len(asked) + 1):
        if not all(fits[i][first + i] for i in range(len(asked))):
            continue
        last = first + len(asked) - 1
        gaps = (folded[shown[i].end : shown[i + 1].start] for i in range(first, last))
        if not any(_APART.search(gap) for gap in gaps):
            found.update(dict.fromkeys(range(first, last + 1)))
    return [shown[i] for i in sorted(found)]


def anywhere(asked: Sequence[Wanted], words: Sequence[Stem], folded: str) -> list[Stem]:
    """The words of a text that are asked for, wherever they stand; none where one of those asked for lacks."""
    found = [[word for word in words if one.fits(folded[word.start : word.end], word.stem)] for one in asked]
    return sorted({word for own in found for word in own}, key=lambda word: word.start) if all(found) else []


@cache
def _passed_over() -> frozenset[str]:
    return frozenset(_folded(meanings("search-stop")))


def _folded(words: dict[str, str]) -> Iterator[str]:
    return (fold(word) for word in words)
