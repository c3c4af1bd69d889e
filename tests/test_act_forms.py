"""The forms of acts: each is looked for where its first words stand."""

from __future__ import annotations

import pytest

from navograaf.findings.act_forms import Form, noun_forms, openings, split_forms, verb_forms
from navograaf.words.tokens import tokens

FORMS: list[tuple[Form, list[str]]] = [
    ("verb", list(verb_forms()[1])),
    ("split", list(split_forms()[1])),
    ("noun", list(noun_forms()[1])),
]


def opened(words: str) -> tuple[Form, ...]:
    first, second, *_ = [*tokens(words), "", ""]
    after = openings()[first]
    return after.get(second) or after.get("", ())


@pytest.mark.parametrize(("form", "words"), FORMS)
def test_every_word_of_an_act_opens_with_its_first_two_tokens(form: Form, words: list[str]) -> None:
    assert words
    assert [one for one in words if form not in opened(one)] == []


@pytest.mark.parametrize(("form", "words"), FORMS)
def test_a_word_of_an_act_opens_whatever_follows_it(form: Form, words: list[str]) -> None:
    assert [one for one in words if form not in opened(f"{one} zz")] == []


def test_a_noun_may_be_the_end_of_a_compound() -> None:
    assert "noun" in opened("troepenverhoging") and "noun" not in opened("verhogingstroepen")


@pytest.mark.parametrize("words", ["de minister", "van dit", "in brussel"])
def test_a_common_word_opens_nothing_but_before_the_words_that_make_it_a_verb(words: str) -> None:
    assert opened(words) == ()
