"""At which characters of a word a match may begin: every match of a rule begins at one of them."""

from __future__ import annotations

import pytest

from navograaf.words import starts as module
from navograaf.words.places import Places
from navograaf.words.rules import rules
from navograaf.words.starts import number, numbers, offsets, opened
from navograaf.words.trials import bit_of, trials


def test_every_rule_has_a_number_of_its_own() -> None:
    bits = list(trials().bits.values())
    assert [number(bit) for bit in bits] == list(range(len(bits))) and len(bits) > 500
    assert list(numbers(bits[0] | bits[7] | bits[-1])) == [0, 7, len(bits) - 1]
    assert list(numbers(0)) == []


def test_every_match_of_an_example_begins_at_a_spot_of_its_rule() -> None:
    seen = inside = 0
    for name in trials().until:
        for rule in rules(name):
            bit = bit_of(rule.regex)
            for text in rule.yes:
                spots = Places(text).spots(bit)
                if spots is None:
                    continue
                assert list(spots) == sorted(set(spots))
                for match in rule.regex.finditer(text):
                    assert match.start() in spots, (rule.id, text)
                    seen += 1
                    inside += text[match.start() - 1 : match.start()].isalnum()
    assert seen >= 1000 and inside >= 1


def _inner() -> int:
    """The number of a rule whose matches may begin with "overleg" inside a word."""
    return next(rule for rule, letters in module._inside().items() if "overleg" in letters)


def test_a_match_begins_where_the_letters_stand_in_a_word() -> None:
    rule = _inner()
    assert {0, 4} <= set(offsets(rule, "NAVOOverleg"))
    assert len(offsets(rule, "NAVOOverleg")) < len("NAVOOverleg")
    assert offsets(rule, "zon") == [0]
    assert offsets(rule, "reünieoverleg") == list(range(13))  # made plain, it may be of another length


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WORDS", 3)
    known = module.Opened()
    told = [known[word] for word in ("besloten", "ja", "nee", "missie", "besloten")]
    assert len(known) <= 3 and told[0] == told[-1] != ()
    assert opened()["besloten"] == told[0]


def test_of_a_word_that_a_stretch_cuts_in_two_the_rules_see_its_part() -> None:
    places = Places("besloten, ja")
    assert places.parts(0, 3) == [(0, "bes")]
    assert places.parts(2, 8) == [(2, "sloten")]
    assert places.parts(2, 5) == [(2, "slo")]
    assert places.parts(0, 8) == places.parts(0, 9) == places.parts(9, 12) == []
