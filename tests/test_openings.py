"""The characters that a rule can begin with: what is refused never matches, so that no rule finds less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.files import folder
from navograaf.words.openings import finditer, first_fit, matchers, may_begin
from navograaf.words.rules import of_kind, rules

NAMES = sorted(path.stem for path in folder("extract").glob("*.toml"))
EXAMPLES = [text for name in NAMES for rule in rules(name) for text in (*rule.yes, *rule.no)]
LETTERS = sorted(Path("seeds/letters").glob("*.txt"))
texts = st.text(alphabet="aZ9 é.(-\n", max_size=6) | st.sampled_from(EXAMPLES).flatmap(
    lambda text: st.integers(0, len(text)).map(lambda at: text[at:])
)


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_finds_the_same_in_its_examples(name: str) -> None:
    for rule in rules(name):
        for text in (*rule.yes, *rule.no):
            assert spans(finditer(rule.regex, text, 0, len(text))) == spans(rule.regex.finditer(text)), rule.id


@given(texts, st.sampled_from([rule for name in NAMES for rule in rules(name)]))
def test_what_is_refused_never_matches(text: str, rule: object) -> None:
    regex: re.Pattern[str] = rule.regex  # type: ignore[attr-defined]
    if regex.match(text):
        assert may_begin(regex, text[:1])
    assert spans(finditer(regex, text, 0, len(text))) == spans(regex.finditer(text))


@pytest.mark.parametrize(
    ("pattern", "begins", "refused"),
    [
        ("[A-Z]a", "B", "b1 "),
        ("(?i:nr)x", "nN", "rx"),
        (r"\s*(?=\d)[^x]", "1 ", "ax"),
        ("(?:Vraag|ant)|x?y", "Vaxy", "rtz"),
        (r"(?<=a)b|(?!c)[cd]", "bcd", "a"),
        (r"(\w)\1", "aé9", ". "),
    ],
)
def test_the_first_character_is_read_off_the_pattern(pattern: str, begins: str, refused: str) -> None:
    regex = re.compile(pattern)
    assert [char for char in begins if not may_begin(regex, char)] == []
    assert [char for char in refused if may_begin(regex, char)] == []
    assert not may_begin(regex, "")


def test_a_pattern_that_may_take_nothing_may_begin_with_anything() -> None:
    assert may_begin(re.compile("a*"), "z")
    assert may_begin(re.compile("a*"), "")


def test_lines_fit_the_rule_that_fitted_before() -> None:
    kinds = sorted({rule.kind for rule in rules("layout")})
    lines = [line.strip() for path in LETTERS for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 500
    fitting = 0
    for line in lines:
        for kind in kinds:
            found = first_fit("layout", (kind,), line)
            plain = next((match for rule in of_kind("layout", kind) if (match := rule.regex.match(line))), None)
            assert (found and found.span()) == (plain and plain.span())
            fitting += found is not None
    assert fitting > 100


def test_few_rules_are_tried_on_a_line_of_prose() -> None:
    every = tuple(sorted({rule.kind for rule in rules("layout")}))
    assert len(matchers("layout", every, "z")) < len(rules("layout")) / 4
