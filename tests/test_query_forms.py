"""No query that is shipped has a form that the engine answers in the square of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from navograaf.files import folder

QUERIES = sorted(folder("queries").rglob("*.rq"))
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|#[^\n]*')
_EXISTS = re.compile(r"(?P<no>\bNOT\s+)?\bEXISTS\s*\{", re.IGNORECASE)


def patterns(query: str) -> Iterator[tuple[bool, str]]:
    """What stands in the braces of every EXISTS (False) and NOT EXISTS (True), words and comments taken out."""
    text = _STRING.sub(lambda token: "_" if token[0][0] != "#" else "", query)
    for found in _EXISTS.finditer(text):
        depth, at = 1, found.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        yield bool(found["no"]), text[found.end() : at - 1].strip()


def is_join(pattern: str) -> bool:
    """Whether a pattern is more than one triple."""
    return bool(re.search(r"[;{}]|\.\s*\S|\b(?:OPTIONAL|MINUS|VALUES|FILTER|BIND)\b", pattern))


def test_all_kinds_of_query_are_looked_at() -> None:
    kinds = {path.relative_to(folder("queries")).parts[0] for path in QUERIES}
    assert {"gephi", "internal"} < kinds
    assert len(QUERIES) > 80


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.relative_to(folder("queries")).as_posix())
def test_no_query_has_not_exists_and_none_exists_around_a_join(path: Path) -> None:
    found = list(patterns(path.read_text(encoding="utf-8")))
    assert [pattern for no, pattern in found if no or is_join(pattern)] == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("FILTER NOT EXISTS { ?a :b ?c . ?c :d ?e }", [(True, True)]),
        ("filter(!bound(?x) || not  exists{ ?a :b ?c ; :d ?e })", [(True, True)]),
        ("FILTER EXISTS { ?a :b ?c }", [(False, False)]),
        ("FILTER EXISTS { { ?a :b ?c } UNION { ?a :d ?c } }", [(False, True)]),
        ("# NOT EXISTS { ?a :b ?c ; :d ?e }\n", []),
        ('BIND("NOT EXISTS { ?a :b ?c . ?c :d ?e }" AS ?words)', []),
    ],
)
def test_a_join_is_seen_and_words_are_not(query: str, expected: list[tuple[bool, bool]]) -> None:
    assert [(no, is_join(pattern)) for no, pattern in patterns(query)] == expected
