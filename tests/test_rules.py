"""Every rule in extract/ finds its `yes` examples and leaves its `no` examples alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.words import rules as rules_module
from navograaf.words.lists import alternation, meanings
from navograaf.words.rules import rules, wrong_examples

FILES = sorted(path.stem for path in folder("extract").glob("*.toml"))
RULES = [rule for name in FILES for rule in rules(name)]


def test_all_rule_files_are_tried() -> None:
    assert FILES == [
        "ahead",
        "bodies",
        "body_parts",
        "candidates",
        "clauses",
        "commitments",
        "continuation",
        "dates",
        "decisions",
        "document",
        "doubts",
        "layout",
        "links",
        "meetings",
        "organisations",
        "papers",
        "people",
        "position_frames",
        "positions",
        "quantities",
        "questions",
        "references",
    ]
    assert len(RULES) >= 60


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_keeps_its_examples(rule: rules_module.Rule) -> None:
    assert rule.yes and rule.no
    assert wrong_examples(rule) == []


def test_rule_ids_are_unique_across_files() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_named_after_its_file(rule: rules_module.Rule) -> None:
    assert rule.id.split(".")[0] in FILES


@pytest.fixture
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "month.tsv").write_text("mei\t5\n", encoding="utf-8")
    monkeypatch.setattr(rules_module, "folder", lambda name: tmp_path)
    rules.cache_clear()
    yield tmp_path
    rules.cache_clear()


GOOD = "id = 'x.a'\nkind = 'k'\nyes = ['b']\nno = ['c']\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[[rule]]\n" + GOOD + "pattern = '('\n", 2, "does not compile"),
        ("# remark\n\n[[rule]]\nid = 'x.b'\nkind = 'k'\npattern = 'b'\nyes = ['b']\n", 4, "lacks `no`"),
        ("[[rule]]\n" + GOOD + "pattern = 'b'\n[[rule]]\n" + GOOD + "pattern = 'b'\n", 2, "twice"),
    ],
)
def test_a_broken_rule_names_file_and_line(own_rules: Path, text: str, line: int, what: str) -> None:
    (own_rules / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        rules("x")
    assert caught.value.where == f"{own_rules / 'x.toml'}:{line}"
    assert what in str(caught.value)


def test_a_missing_or_damaged_file_is_a_rule_error(own_rules: Path) -> None:
    with pytest.raises(RuleError, match="no such rule file"):
        rules("absent")
    (own_rules / "y.toml").write_text("[[rule]\n", encoding="utf-8")
    with pytest.raises(RuleError, match="not TOML"):
        rules("y")


def test_an_unknown_word_list_is_named_with_those_that_exist() -> None:
    with pytest.raises(RuleError, match="month"):
        meanings("no-such-list")


def test_a_list_in_a_rule_puts_the_longest_word_first() -> None:
    words = list(meanings("preposition"))
    nested = [word for word in words if any(other != word and other.startswith(word) for other in words)]
    assert len(nested) > 2
    for word in words:
        found = re.match(alternation("preposition"), f"{word}!")
        assert found is not None
        assert found[0] == word
    assert meanings("month")["december"] == "12"


STATEMENT_FILES = (
    *("decisions", "positions", "position_frames", "commitments"),
    *("quantities", "questions", "papers", "candidates", "links"),
)
STATEMENT_RULES = [r for name in STATEMENT_FILES for r in rules(name)]


@pytest.mark.parametrize("rule", STATEMENT_RULES, ids=lambda rule: rule.id)
def test_a_rule_of_statements_has_three_examples_of_both_kinds(rule: rules_module.Rule) -> None:
    assert len(rule.yes) >= 3
    assert len(rule.no) >= 3


def test_examples_of_statements_are_not_the_sentences_of_the_five_letters(letters_folder: Path) -> None:
    """A rule that is tried on the letters it was written from proves nothing: no example of five words or more is theirs."""
    letters = [" ".join(path.read_text(encoding="utf-8").split()) for path in sorted(letters_folder.glob("*.txt"))]
    taken = [
        (rule.id, example)
        for rule in STATEMENT_RULES
        for example in (*rule.yes, *rule.no)
        if len(example.split()) >= 5 and any(example.strip(" .") in text for text in letters)
    ]
    assert len(letters) == 5
    assert taken == []


def test_the_head_of_the_decision_rules_explains_every_kind_and_no_other() -> None:
    head = (folder("extract") / "decisions.toml").read_text(encoding="utf-8").split("[[rule]]", 1)[0]
    explained = re.findall(r"^# - ([a-z-]+):", head, re.M)
    assert sorted(explained) == sorted({rule.kind for rule in rules("decisions")})
