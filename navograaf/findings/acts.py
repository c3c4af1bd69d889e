"""Where the words of an act stand: verbs, verbs in two parts ("stemden ... in"), nouns ("hervatting").

The words come from ontology/acts.ttl. A word alone makes no decision; `decisions` asks who, when and how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from navograaf.iris import ONTOLOGY
from navograaf.words.folding import fold
from navograaf.words.lists import alternation, meanings
from navograaf.words.reference import Thing
from navograaf.words.reference import of_kind as things_of
from navograaf.words.rules import of_kind
from navograaf.words.trie import pattern

Form = Literal["verb", "split", "noun"]
Weight = Literal["strong", "passive", "body", "group", "frame"]
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
    return re.compile(rf"(?<![\w-]){pattern(sorted(held))}(?![\w-])"), held


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    held: dict[str, str] = {}
    for thing in _ranked():
        for word in thing.values.get(ONTOLOGY + "noun", ()):
            held.setdefault(fold(word), thing.id)
    return re.compile(rf"(?<![\w-])(?:[a-z]{{3,14}}s?)?(?P<noun>{pattern(sorted(held))})(?![\w-])"), held


@cache
def _splits() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str], ...]]]:
    held: dict[str, list[tuple[str, str]]] = {}
    for thing in _ranked():
        for form in thing.values.get(ONTOLOGY + "splitVerb", ()):
            first, _, second = fold(form).partition(" … ")
            if (second, thing.id) not in held.setdefault(first, []) and second not in dict(held[first]):
                held[first].append((second, thing.id))
    return re.compile(rf"(?<![\w-]){pattern(sorted(held))}(?![\w-])"), {k: tuple(v) for k, v in held.items()}


def _gerund(word: ActWord, folded: str) -> bool:
    """ "het opzetten van": an infinitive that is a noun."""
    before = folded[max(0, word.start - 30) : word.start]
    infinitive = word.form == "verb" and word.words.endswith("en") and " " not in word.words
    return infinitive and any(rule.regex.search(before) for rule in of_kind("decisions", "gerund"))


@cache
def _particle(word: str) -> re.Pattern[str]:
    """The second part of a verb ends its clause, or goes before what the verb takes: "stemden in met", "aan ... te"."""
    return re.compile(
        rf"(?<![\w-]){word}(?=\s*(?:[.,;:?!)»”\"]|$)|\s+{alternation('after-particle')}(?![\w-])|\s[^.;]{{0,120}}\ste\s)"
    )


def act_words(folded: str, start: int, end: int) -> Iterator[ActWord]:
    """The words of acts in folded[start:end], in text order, none inside another."""
    found: list[ActWord] = []
    regex, verbs = _verbs()
    found += [ActWord(verbs[m[0]], m.start(), m.end(), "verb", m[0]) for m in regex.finditer(folded, start, end)]
    regex, splits = _splits()
    for m in regex.finditer(folded, start, end):
        stop = min(end, m.end() + _APART)
        for second, act in splits[m[0]]:
            rest = _particle(second).search(folded, m.end(), stop)
            if rest:
                found.append(ActWord(act, m.start(), rest.end(), "split", f"{m[0]} {second}"))
                break
    regex, nouns = _nouns()
    found += [
        ActWord(nouns[m["noun"]], m.start(), m.end(), "noun", m["noun"]) for m in regex.finditer(folded, start, end)
    ]
    found = [replace(w, form="noun") if _gerund(w, folded) else w for w in found]
    last = -1
    order = {"split": 0, "verb": 1, "noun": 2}
    for word in sorted(found, key=lambda w: (w.start, order[w.form], -w.end)):
        if word.start >= last:
            yield replace(word, weight=_weight(word.act))
            last = word.end if word.form != "split" else word.start + 1
