"""The words of acts in all their forms, and with which tokens of a text they can begin.

From ontology/acts.ttl, before acts.py, which finds them in a letter. Law: where a word of an act stands in a text, its
first token has an opening for the token behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from navograaf.iris import ONTOLOGY
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.programs import of_words
from navograaf.words.reference import Thing
from navograaf.words.reference import of_kind as things_of
from navograaf.words.tokens import tokens

Form = Literal["verb", "split", "noun"]
_COMPOUND = "(?:[a-z]{3,14}s?)?"
"""What may stand before the noun of an act in one word: "troepenopbouw"."""
_WORDS = 50_000
"""So many different tokens are remembered; then all are forgotten, lest a stream of letters fill the memory."""


def _ranked() -> list[Thing]:
    """The acts, those of the annotated letters first: a word of two acts belongs to the first of them."""
    order = {"core": 0, "more": 1}
    return sorted(things_of("act"), key=lambda t: (order.get(t.one("actSet") or "", 2), t.id))


@cache
def verb_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Verbs and turns with them ("ingestemd", "steun toegezegd"): what finds one, and its act."""
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
def noun_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    """Nouns ("hervatting"): what finds one as its group `noun`, and its act."""
    held: dict[str, str] = {}
    for thing in _ranked():
        for word in thing.values.get(ONTOLOGY + "noun", ()):
            held.setdefault(fold(word), thing.id)
    return of_words("act-nouns", rf"(?<![\w-]){_COMPOUND}(?P<noun>", sorted(held), r")(?![\w-])"), held


@cache
def split_forms() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str], ...]]]:
    """Verbs in two parts ("stemden ... in"): what finds the first, and the second parts, each with its act."""
    held: dict[str, list[tuple[str, str]]] = {}
    for thing in _ranked():
        for form in thing.values.get(ONTOLOGY + "splitVerb", ()):
            first, _, second = fold(form).partition(" … ")
            if (second, thing.id) not in held.setdefault(first, []) and second not in dict(held[first]):
                held[first].append((second, thing.id))
    regex = of_words("act-splits", r"(?<![\w-])", sorted(held), r"(?![\w-])")
    return regex, {k: tuple(v) for k, v in held.items()}


class _Openings(dict[str, dict[str, tuple[Form, ...]]]):
    """Token -> the folded token behind it ("": any other) -> the forms that can begin with these two.

    Empty for a token that opens none. A token is looked into when it is first met.
    """

    def __missing__(self, token: str) -> dict[str, tuple[Form, ...]]:
        if len(self) >= _WORDS:
            self.clear()
        firsts, nouns = _first_tokens()
        word = fold(token)
        after = firsts.get(word, {})
        alone = after.get("", frozenset()) | (_NOUN if nouns.fullmatch(word) else frozenset())
        found = {second: _in_order(forms | alone) for second, forms in after.items()}
        self[token] = found | {"": _in_order(alone)} if found or alone else {}
        return self[token]


_NOUN: frozenset[Form] = frozenset(("noun",))


def _in_order(forms: Iterable[Form]) -> tuple[Form, ...]:
    return tuple(sorted(forms, reverse=True))


@cache
def openings() -> _Openings:
    """The tokens met."""
    return _Openings()


@cache
def _first_tokens() -> tuple[dict[str, dict[str, frozenset[Form]]], re.Pattern[str]]:
    """First token of verbs -> second token ("" for none) -> forms; and how a token ends that opens a noun."""
    found: dict[str, dict[str, frozenset[Form]]] = {}
    words: list[tuple[Form, str]] = [("verb", word) for word in verb_forms()[1]]
    words += [("split", word) for word in split_forms()[1]]
    for form, word in words:
        first, second, *_ = [*tokens(word), "", ""]
        held = found.setdefault(first, {})
        held[second] = held.get(second, frozenset()) | {form}
    nouns = {tokens(word)[0] for word in noun_forms()[1]}
    return found, of_words("act-first-words", _COMPOUND, sorted(nouns), "")
