"""How far before a word that it needs a match can begin."""

from __future__ import annotations

import re

import pytest

from navograaf.words.facts import facts
from navograaf.words.places import Places
from navograaf.words.programs import parsed
from navograaf.words.reach import alone, near
from navograaf.words.rules import rules
from navograaf.words.tokens import plain, tokens
from navograaf.words.trials import bit_of, trials


@pytest.mark.parametrize(
    ("pattern", "letters", "spaces"),
    [
        (r"(?<![\w-]) [\w-]{0,25} besluit \s+ van", "besluit", 0),
        (r"(?<![\w-]) \w+ \s+ besluit", "besluit", 1),
        (r"(?<![\w-]) (?: \w+ \s+ ){1,3} besluit", "besluit", 3),
        (r"(?<![\w-]) (?P<all> \d+ (?: \s? \S+ )? ) (?= .* vrede ) \s* besluit", "besluit", 2),
        (r"(?<![\w-]) (?: \w\w | a\ b ) besluit", "besluit", 1),
        (r"(?<![\w-]) [^\W\d_]+ [^\s]* besluit", "besluit", 0),
    ],
)
def test_the_spaces_before_a_word_are_counted(pattern: str, letters: str, spaces: int) -> None:
    own = parsed(pattern, re.VERBOSE)
    found = near(own.tree, own.flags)
    assert alone(own.tree, own.flags)
    assert found is not None and found.spaces == spaces
    assert found.anchors and all(letters in anchor.letters for anchor in found.anchors)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<!\w) .* besluit",
        r"(?<!\w) (?: \w+ \s+ )+ besluit",
        r"(?<!\w) [\s\w]+ besluit",
        r"(?<!\w) [^\d]+ besluit",
        r"(?<!\w) (\w+) \1+ besluit",
        r"(?<!\w) \w+ (?= .* besluit )",
        r"(?<!\w) \w+ be",
    ],
)
def test_of_a_word_that_may_stand_far_off_nothing_is_told(pattern: str) -> None:
    own = parsed(pattern, re.VERBOSE)
    assert near(own.tree, own.flags) is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?<!\w)a", True),
        (r"(?:(?<![\w/-])a|b)", False),
        (r"((?<![\w/-])a)", True),
        (r"(?<![^\w])a", False),
        (r"(?<=\w)a", False),
        (r"(?!\w)a", False),
        (r"(?<!de\s)a", False),
        (r"(?a)(?<!\w)a", False),
        ("", False),
    ],
)
def test_a_pattern_that_stands_alone_says_so_first(pattern: str, expected: bool) -> None:
    own = parsed(pattern, 0)
    assert alone(own.tree, own.flags) is expected


def test_in_every_match_of_an_example_the_word_stands_as_near_as_told() -> None:
    seen = 0
    for name in trials().until:
        for rule in rules(name):
            close = facts(rule.regex).near
            for match in [m for text in rule.yes if close for m in rule.regex.finditer(text)]:
                assert close is not None
                head = re.match(rf"\s*(?:\S+\s+){{0,{close.spaces}}}\S*", match.string[match.start() :])
                assert head is not None
                held = [plain(token) for token in tokens(head[0])]
                assert any(anchor.fits(token) for anchor in close.anchors for token in held), (rule.id, match[0])
                seen += 1
    assert seen >= 100


def test_a_rule_is_tried_near_the_word_alone() -> None:
    rule = next(rule for rule in rules("papers") if rule.id == "papers.dated")
    text = "In de haven ligt het non-besluit van 3 mei 2031 en zo meer."
    spots = Places(text).spots(bit_of(rule.regex))
    assert spots is not None
    assert text.index("non") in spots and len(spots) <= 6 < len(tokens(text))
    assert [match["name"] for match in Places(text).finditer(rule.regex, bit_of(rule.regex), 0, len(text))] == [
        "non-besluit van 3 mei 2031"
    ]


@pytest.mark.parametrize(
    ("pattern", "letters", "spaces"),
    [
        (r"(?<!\w) (?: besluit \s [^;]{0,60} vrede | \w{0,20} akkoord \s )", {"besluit", "akkoord"}, 0),
        (r"(?<!\w) \w{0,9} (?: \s+ besluit .* | akkoord \s .* )", {"besluit", "akkoord"}, 1),
        (r"(?<!\w) (?: \w{0,14} (?: hub | cel ) \s .* | besluit .* )", {"hub", "cel", "besluit"}, 1),
    ],
)
def test_of_ways_that_reach_far_each_tells_its_own_word(pattern: str, letters: set[str], spaces: int) -> None:
    own = parsed(pattern, re.VERBOSE)
    found = near(own.tree, own.flags)
    assert found is not None and found.spaces == spaces
    assert {anchor.letters for anchor in found.anchors} == letters


@pytest.mark.parametrize(
    "pattern", [r"(?<!\w) (?: besluit .* | .* akkoord )", r"(?<!\w) (?: \w+ en \s .* | besluit .* )"]
)
def test_of_ways_of_which_one_tells_no_word_nothing_is_told(pattern: str) -> None:
    own = parsed(pattern, re.VERBOSE)
    assert near(own.tree, own.flags) is None
