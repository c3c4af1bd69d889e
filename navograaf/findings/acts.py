"""Where the words of an act stand: verbs, verbs in two parts ("stemden ... in"), nouns ("hervatting").

The words come from ontology/acts.ttl. A word alone makes no decision; `decisions` asks who, when and how.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.iris import ONTOLOGY
from navograaf.words.folding import fold
from navograaf.words.lists import alternation, meanings
from navograaf.words.programs import of_words
from navograaf.words.reference import Thing
from navograaf.words.reference import of_kind as things_of
from navograaf.words.rules import of_kind

Form = Literal["verb", "split", "noun"]
Weight = Literal["strong", "passive", "body", "group", "frame"]
_COMPOUND = "(?:[a-z]{3,14}s?)?"
"""What may stand before the noun of an act in one word: "troepenopbouw"."""
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


def _ranked() -> list[Thing]:
    """The acts, those of the annotated letters first: a word of two acts belongs to the first of them."""
    order = {"core": 0, "more": 1}
    return sorted(things_of("act"), key=lambda t: (order.get(t.one("actSet") or "", 2), t.id))


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    held: dict[str, str] = {}
    for thing in _ranked():
        for label in thing.labels:
            if label.language == "nl" and label.role == "name":
                word = fold(label.text)
                if word in meanings("act-not-verb"):
                    continue
                held.setdefault(word, thing.id)
                if " te " in word:  # "af te kunnen ronden"
                    for helper in meanings("infinitive-helper"):
                        held.setdefault(word.replace(" te ", f" te {helper} "), thing.id)
    return of_words("act-verbs", r"(?<![\w-])", sorted(held), r"(?![\w-])"), held


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    held: dict[str, str] = {}
    for thing in _ranked():
        for word in thing.values.get(ONTOLOGY + "noun", ()):
            held.setdefault(fold(word), thing.id)
    return of_words("act-nouns", rf"(?<![\w-]){_COMPOUND}(?P<noun>", sorted(held), r")(?![\w-])"), held


@cache
def _splits() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str], ...]]]:
    held: dict[str, list[tuple[str, str]]] = {}
    for thing in _ranked():
        for form in thing.values.get(ONTOLOGY + "splitVerb", ()):
            first, _, second = fold(form).partition(" … ")
            if (second, thing.id) not in held.setdefault(first, []) and second not in dict(held[first]):
                held[first].append((second, thing.id))
    regex = of_words("act-splits", r"(?<![\w-])", sorted(held), r"(?![\w-])")
    return regex, {k: tuple(v) for k, v in held.items()}


def _gerund(word: ActWord, folded: str) -> bool:
    """ "het opzetten van": an infinitive that is a noun."""
    if word.form != "verb" or not word.words.endswith("en") or " " in word.words:
        return False
    before = folded[max(0, word.start - 30) : word.start]
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
        letter = layout.kept[__name__] = _Letter(layout.text.view.folded)
    return letter.words(start, end)


class _Letter:
    """Where words of acts can begin in a letter, and the words found between two places."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._found: dict[tuple[int, int], tuple[ActWord, ...]] = {}
        self._starts: dict[Form, list[int]] = {"verb": [], "split": [], "noun": []}
        for run in _RUN.finditer(folded):
            for form in _opened(run[0]):
                self._starts[form].append(run.start())

    def words(self, start: int, end: int) -> tuple[ActWord, ...]:
        """The words of acts in folded[start:end]."""
        if (start, end) not in self._found:
            self._found[start, end] = tuple(self._words(start, end))
        return self._found[start, end]

    def _words(self, start: int, end: int) -> Iterator[ActWord]:
        found: list[ActWord] = []
        regex, verbs = _verbs()
        for m in self._matches(regex, "verb", start, end):
            found.append(ActWord(verbs[m[0]], m.start(), m.end(), "verb", m[0], _weight(verbs[m[0]])))
        regex, splits = _splits()
        for m in self._matches(regex, "split", start, end):
            stop = min(end, m.end() + _APART)
            for second, act in splits[m[0]]:
                rest = _particle(second).search(self._folded, m.end(), stop)
                if rest:
                    found.append(ActWord(act, m.start(), rest.end(), "split", f"{m[0]} {second}", _weight(act)))
                    break
        regex, nouns = _nouns()
        for m in self._matches(regex, "noun", start, end):
            act = nouns[m["noun"]]
            found.append(ActWord(act, m.start(), m.end(), "noun", m["noun"], _weight(act)))
        found = [replace(w, form="noun") if _gerund(w, self._folded) else w for w in found]
        last = -1
        for word in sorted(found, key=lambda w: (w.start, _ORDER[w.form], -w.end)):
            if word.start >= last:
                yield word
                last = word.end if word.form != "split" else word.start + 1

    def _matches(self, regex: re.Pattern[str], form: Form, start: int, end: int) -> Iterator[re.Match[str]]:
        """What `regex.finditer(folded, start, end)` gives."""
        starts = self._starts[form]
        likely = starts[bisect_left(starts, start) : bisect_left(starts, end)]
        if _CUT.match(self._folded, max(0, end - 1)):  # of a word that the end cuts in two only the first half counts
            half = end - 1
            while half > start and _CUT.match(self._folded, half - 1):
                half -= 1
            likely += [half] if half not in likely else []
        for at in likely:
            if at >= start and (match := regex.match(self._folded, at, end)):
                yield match
                start = match.end()


_ORDER: dict[Form, int] = {"split": 0, "verb": 1, "noun": 2}


@lru_cache(maxsize=50_000)
def _opened(run: str) -> tuple[Form, ...]:
    """The forms that a word, up to the next space or sign, can open."""
    firsts, ends = _first_words()
    return tuple(form for form in ("verb", "split") if run in firsts[form]) + (("noun",) if ends.fullmatch(run) else ())


@cache
def _first_words() -> tuple[dict[str, frozenset[str]], re.Pattern[str]]:
    """The first words of verbs by form, and how a word ends that opens a noun."""

    def firsts(words: Iterable[str]) -> frozenset[str]:
        return frozenset(match[0] for word in words if (match := _RUN.match(word)))

    nouns = of_words("act-first-words", _COMPOUND, sorted(firsts(_nouns()[1])), "")
    return {"verb": firsts(_verbs()[1]), "split": firsts(_splits()[1])}, nouns
