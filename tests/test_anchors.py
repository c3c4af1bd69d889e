"""The anchors of patterns: each stands in every match, and without one a rule finds nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.files import folder
from navograaf.words.anchors import Anchors
from navograaf.words.facts import facts
from navograaf.words.places import Places
from navograaf.words.rules import Rule, rules
from navograaf.words.sweeps import Sweep
from navograaf.words.tokens import TOKEN, Anchor, plain, tokens
from navograaf.words.trials import bit_of, finds, trials, tried, worth


def _all_rules() -> list[Rule]:
    return [rule for path in sorted(folder("extract").glob("*.toml")) for rule in rules(path.stem)]


@cache
def _made(regex: re.Pattern[str]) -> Anchors:
    return facts(regex).anchors


def _fits_anywhere(regex: re.Pattern[str], text: str) -> bool:
    found = _made(regex).anywhere
    return found is None or any(anchor.fits(plain(token)) for token in tokens(text) for anchor in found)


def _fits_opening(regex: re.Pattern[str], text: str, at: int) -> bool:
    """Whether the token at a place, or the one behind the spaces there, fits an opening."""
    made = _made(regex)
    if made.opening is None:
        return True
    token = next((t for t in TOKEN.finditer(text) if t.end() > at), None)
    assert token is not None
    fitting = [anchor for anchor in made.opening if anchor.fits(plain(token[0]))]
    if token.start() < at:
        return any(not anchor.starts for anchor in fitting)
    return bool(fitting) and (token.start() == at or (made.spaced and text[at : token.start()].isspace()))


def _texts() -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in _all_rules() for text in (*rule.yes, *rule.no)]


def test_the_anchors_of_every_rule_stand_where_it_matches_its_examples() -> None:
    matched = 0
    for rule, text in _texts():
        for match in rule.regex.finditer(text):
            matched += 1
            assert _fits_anywhere(rule.regex, text[match.start() :]), (rule.id, text)
            assert _fits_opening(rule.regex, text, match.start()), (rule.id, text)
    assert matched >= 1800


def test_most_rules_have_anchors_and_openings() -> None:
    made = [_made(rule.regex) for rule in _all_rules()]
    assert sum(one.anywhere is not None for one in made) >= 0.95 * len(made)
    assert sum(one.opening is not None for one in made) >= 0.75 * len(made)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_rule_matches_holds_its_anchors(data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(_all_rules()))
    text = data.draw(st.from_regex(rule.regex))
    for match in rule.regex.finditer(text):
        assert _fits_anywhere(rule.regex, text[match.start() :])
        assert _fits_opening(rule.regex, text, match.start())


_LEFT, _RIGHT = r"(?<![\w-])", r"(?![\w-])"


@pytest.mark.parametrize(
    ("pattern", "anywhere", "opening"),
    [
        (r"besluit", {("besluit", False, False)}, {("besluit", False, False)}),
        (rf"{_LEFT}besluit{_RIGHT}", {("besluit", True, True)}, {("besluit", True, True)}),
        (r"\bbesluit\b", {("besluit", True, True)}, {("besluit", True, True)}),
        (rf"{_LEFT}be(?:sluit|slist){_RIGHT}", {("besluit", True, True), ("beslist", True, True)}, None),
        (rf"{_LEFT}(?:de|het)\s+akkoord", {("akkoord", True, False)}, {("de", True, True), ("het", True, True)}),
        (rf"{_LEFT}wordt\s[^.;]{{0,40}}\bgevraagd{_RIGHT}", {("gevraagd", True, True)}, {("wordt", True, True)}),
        (rf"{_LEFT}(?:zeer\s+)?belangrijk{_RIGHT}", {("belangrijk", True, True)}, None),
        (r"\s+waarin\b", {("waarin", True, True)}, {("waarin", True, True)}),
        (r"(?:\w+\s+)?besloten\b", {("besloten", True, True), ("besloten", False, True)}, None),
        (rf"{_LEFT}is{_RIGHT}(?=[^.]*voortgezet\b)", {("voortgezet", False, True)}, {("is", True, True)}),
        (r"(?<=van )Kabul\b", {("kabul", True, True)}, {("kabul", True, True)}),
        (r"(?<!niet )mogelijk\b", {("mogelijk", False, True)}, {("mogelijk", False, True)}),
        (r"\?", {("?", True, True)}, {("?", True, True)}),
        (r"\d+ (?:euro|dollar)\b", {("euro", True, True), ("dollar", True, True)}, None),
    ],
)
def test_anchors_by_example(
    pattern: str, anywhere: set[tuple[str, bool, bool]], opening: set[tuple[str, bool, bool]] | None
) -> None:
    made = _made(re.compile(pattern, re.IGNORECASE))
    assert made.anywhere == frozenset(Anchor(*one) for one in anywhere)
    if opening is not None:
        assert made.opening == frozenset(Anchor(*one) for one in opening)


@pytest.mark.parametrize("pattern", [r"\w+", r"[a-z]{3}", r"(?:besluit)?", r"besluit|\d+", r"^", r".*", r"(?a:\bja\b)"])
def test_a_pattern_that_needs_no_word_has_no_anchors(pattern: str) -> None:
    assert _made(re.compile(pattern)).anywhere is None


_FIRSTS = [f"{one}{other}x" for one in "abcd" for other in "pqrst"]
_SECONDS = [f"{one}{other}y" for one in "klmn" for other in "pqrst"]
_PAIRS = rf"(?:{'|'.join(_FIRSTS)})\s(?:{'|'.join(_SECONDS)})"
"""More ways to read than are multiplied out."""


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (rf"zeldzaamwoord(?P<g>{_PAIRS})", "zeldzaamwoord{}x {}y"),
        (rf"zeldzaamwoord(?:{_PAIRS})+", "zeldzaamwoord{}x {}y"),
        (rf"(?:{_PAIRS})zeldzaamwoord", "{}x {}yzeldzaamwoord"),
        (rf"zeldzaamwoord(?P<g>\s{_PAIRS})", "zeldzaamwoord {}x {}y"),
        (rf"zeldzaamwoord(?:\s?{_PAIRS})", "zeldzaamwoord{}x {}y"),
        (rf"zeldzaamwoord(?:,?{_PAIRS})", "zeldzaamwoord{}x {}y"),
        (rf"zeldzaamwoord(?:,{_PAIRS})", "zeldzaamwoord,{}x {}y"),
    ],
)
def test_words_on_either_side_of_too_many_pairs_may_go_on_into_them(pattern: str, text: str) -> None:
    regex = re.compile(pattern)
    for first, second in (("ap", "kp"), ("dt", "nt"), ("bq", "lr")):
        match = regex.search(text.format(first, second))
        assert match and _fits_anywhere(regex, match[0])
        assert _fits_opening(regex, match[0], 0)


def test_letters_that_case_makes_equal_are_plain_alike() -> None:
    odd = [chr(i) for i in range(0x250, 0x30000) if not 0xD800 <= i < 0xE000]
    seen = 0
    for char in map(chr, [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x100)]):
        alike = re.compile(re.escape(char), re.IGNORECASE)
        for other in [
            *map(chr, range(0x80, 0x250)),
            *(c for c in odd if unicodedata.normalize("NFKD", c)[:1] != c or c in "ıſ"),
        ]:
            if alike.fullmatch(other):
                seen += 1
                assert plain(other) == plain(char)
    assert seen >= 60


_SAMPLES = st.lists(st.sampled_from([text for rule in _all_rules() for text in rule.yes]), min_size=1, max_size=4).map(
    " ".join
)


@settings(max_examples=80, deadline=None)
@given(_SAMPLES, st.data())
def test_a_rule_not_worth_trying_finds_nothing_and_places_lose_no_match(text: str, data: st.DataObject) -> None:
    """Also between places that cut words in two."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    places, bits = Places(text), worth(text[start:end])
    for name in ("decisions", "positions", "meetings", "clauses", "papers"):
        likely = {rule.id for rule in tried(name, None, bits)}
        swept = Sweep(places, name)
        assert likely <= {rule.id for _, rule in swept.each(swept.worth(start, end))}
        found = [(rule.id, match.span()) for rule, match in swept.hits(start, end)]
        assert found == [(rule.id, m.span()) for rule in rules(name) for m in rule.regex.finditer(text, start, end)]
        for rule in rules(name):
            expected = [m.span() for m in rule.regex.finditer(text, start, end)]
            assert [m.span() for m in places.finditer(rule.regex, bit_of(rule.regex), start, end)] == expected, rule.id
            if rule.id not in likely:
                assert not rule.regex.search(text[start:end])


def test_a_pattern_that_is_no_rule_is_tried_everywhere() -> None:
    stranger = re.compile(r"o\w")
    assert bit_of(stranger) == -1
    places = Places("de oude top op dinsdag")
    assert [m[0] for m in places.finditer(stranger, -1, 0, 22)] == ["ou", "op", "op"]


def test_finds_agrees_with_the_rules_and_knows_bits() -> None:
    words = "De ministers hebben besloten de missie te verlengen"
    assert finds("decisions", "decided", words) and finds("decisions", "decided", words, worth(words))
    assert not finds("decisions", "decided", words, 0)
    assert not finds("decisions", "decided", "De zon scheen")


def test_what_is_remembered_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from navograaf.words import trials as module

    monkeypatch.setattr(module, "_WORDS", 3)
    known = module.Held("decisions")
    told = [known[word] for word in ("besloten", "ja", "nee", "missie", "besloten")]
    assert len(known) <= 3 and told[0] == told[-1] != 0
    assert trials().lower
