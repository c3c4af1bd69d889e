"""Where the words of an act stand: verbs, verbs in two parts ("stemden ... in"), nouns ("hervatting").

The words come from ontology/acts.ttl. A word alone makes no decision; `decisions` asks who, when and how.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from navograaf.findings.act_forms import Form, noun_forms, openings, split_forms, verb_forms
from navograaf.findings.layout import Layout
from navograaf.words.lists import alternation, meanings
from navograaf.words.reference import of_kind as things_of
from navograaf.words.rules import of_kind

Weight = Literal["strong", "passive", "body", "group", "frame"]
_RUN = re.compile(r"[\w-]+")
_CUT = re.compile(r"[\w-]{2}")
_APART = 160
"""The parts of a verb stand no further apart than this ("keurden ... goed")."""


@dataclass(frozen=True, slots=True)
class ActWord:
    """A word of an act at a span of the view; `end` of a split verb is the end of its second part."""

    act: str
    start: int
    end: int
    form: Form
    words: str
    weight: Weight = "strong"
    """How much it needs to be a decision (extract/words/act-weight.tsv)."""

    @property
    def name(self) -> str:
        """The English name that findings carry ("give guidance")."""
        return _names()[self.act]


@cache
def _weight(act: str) -> Weight:
    return meanings("act-weight").get(act, "strong")  # type: ignore[return-value]


@cache
def _names() -> dict[str, str]:
    return {
        thing.id: next((x.text for x in thing.labels if x.role == "name" and x.language == "en"), thing.id)
        for thing in things_of("act")
    }


def _gerund(start: int, words: str, folded: str) -> bool:
    """ "het opzetten van": an infinitive that is a noun."""
    if not words.endswith("en") or " " in words:
        return False
    before = folded[max(0, start - 30) : start]
    return any(rule.regex.search(before) for rule in of_kind("decisions", "gerund"))


@cache
def _particle(word: str) -> re.Pattern[str]:
    """The second part of a verb ends its clause, or goes before what the verb takes: "stemden in met", "aan ... te"."""
    return re.compile(
        rf"(?<![\w-]){word}(?=\s*(?:[.,;:?!)»”\"]|$)|\s+{alternation('after-particle')}(?![\w-])|\s[^.;]{{0,120}}\ste\s)"
    )


def act_words(layout: Layout, start: int, end: int) -> tuple[ActWord, ...]:
    """The words of acts in view.folded[start:end], in text order, none inside another; worked out once a letter."""
    letter: _Letter | None = layout.kept.get(__name__)
    if letter is None:
        letter = layout.kept[__name__] = _Letter(layout)
    return letter.words(start, end)


class _Letter:
    """Where words of acts can begin in a letter, and the words found between two places."""

    def __init__(self, layout: Layout) -> None:
        self._folded = layout.text.view.folded
        self._found: dict[tuple[int, int], tuple[ActWord, ...]] = {}
        self._starts: list[int] = []
        self._forms: list[tuple[Form, ...]] = []
        """Where any of them can begin, in order, and which."""
        starts, found, folded = layout.text.places.starts, layout.text.places.tokens, self._folded
        behind = zip([*starts[1:], 0], [*found[1:], ""], strict=True)
        for start, after, (at, second) in zip(starts, map(openings().__getitem__, found), behind, strict=True):
            if after and (forms := after.get(folded[at : at + len(second)]) or after[""]):
                self._starts.append(start)
                self._forms.append(forms)

    def words(self, start: int, end: int) -> tuple[ActWord, ...]:
        """The words of acts in folded[start:end]."""
        found = self._found.get((start, end))
        if found is None:
            found = self._found[start, end] = tuple(self._words(self._likely(start, end), end))
        return found

    def _likely(self, start: int, end: int) -> Iterable[tuple[int, tuple[Form, ...]]]:
        if _CUT.match(self._folded, max(0, end - 1)):  # of a word cut in two the half may be another word
            return [(run.start(), _FORMS) for run in _RUN.finditer(self._folded, start, end)]
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return zip(self._starts[first:last], self._forms[first:last], strict=True)

    def _words(self, likely: Iterable[tuple[int, tuple[Form, ...]]], end: int) -> Iterator[ActWord]:
        found: list[ActWord] = []
        ends = dict.fromkeys(_FORMS, 0)
        for at, forms in likely:
            for form in forms:
                if at >= ends[form] and (match := _ALL[form]()[0].match(self._folded, at, end)):
                    ends[form] = match.end()
                    if word := self._word(form, match, end):
                        found.append(word)
        if not found:
            return
        last = -1
        for word in sorted(found, key=lambda w: (w.start, _ORDER[w.form], -w.end)):
            if word.start >= last:
                yield word
                last = word.end if word.form != "split" else word.start + 1

    def _word(self, form: Form, match: re.Match[str], end: int) -> ActWord | None:
        start, stop = match.span()
        if form == "verb":
            words, act = match[0], verb_forms()[1][match[0]]
            form = "noun" if _gerund(start, words, self._folded) else "verb"
            return ActWord(act, start, stop, form, words, _weight(act))
        if form == "noun":
            words, act = match["noun"], noun_forms()[1][match["noun"]]
            return ActWord(act, start, stop, "noun", words, _weight(act))
        limit = min(end, stop + _APART)
        for second, act in split_forms()[1][match[0]]:
            if self._folded.find(second, stop, limit) < 0:
                continue
            if rest := _particle(second).search(self._folded, stop, limit):
                return ActWord(act, start, rest.end(), "split", f"{match[0]} {second}", _weight(act))
        return None


_ALL = {"verb": verb_forms, "split": split_forms, "noun": noun_forms}
_FORMS: tuple[Form, ...] = ("verb", "split", "noun")
_ORDER: dict[Form, int] = {"split": 0, "verb": 1, "noun": 2}
