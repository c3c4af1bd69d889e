"""What is told of a query before it is sent, whatever its text is; and that nothing of it is run for that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.answers.gate import admit
from navograaf.errors import QueryError
from navograaf.server.asked import declared, form_of
from navograaf.server.syntax import Syntax

KNOWN = {"navo": "urn:navo:", "skos": "urn:skos:"}
FORMS = {
    "SELECT * {}": "select",
    "base<urn:x>prefix:<urn:y>ask{}": "ask",
    "# SELECT\n PREFIX a.b-c : <urn:y#x>\nCONSTRUCT {} {}": "construct",
    "\tDescribe <urn:x>": "describe",
    "SELECTED * {}": "",
    "INSERT DATA {}": "",
    "": "",
}


@pytest.mark.parametrize("query", FORMS)
def test_the_form_is_told(query: str) -> None:
    assert form_of(query) == FORMS[query]


def test_every_form_is_there() -> None:
    assert len(FORMS) == 7


@given(
    parts=st.lists(st.sampled_from([" ", "\n", "# x\n", "BASE <urn:x>", "PREFIX a: <urn:x>"])),
    form=st.sampled_from(["select", "ask", "construct", "describe"]),
)
def test_what_stands_before_the_form_is_passed_over(parts: list[str], form: str) -> None:
    assert form_of(f"{''.join(parts)}{form} {{}}") == form


@pytest.mark.parametrize(
    "query",
    [
        f"{' ' * 40}PREFIX a: #c\n <urn:x> SELECT * {{}}",
        "".join(f"\n    PREFIX a{n}: <urn:x{n}>" for n in range(40)) + "\n    SELCT * {}",
        f"PREFIX{' ' * 90_000}SELECT * {{}}",
        f"{' ' * 90_000}* {{}}",
    ],
    ids=("comment", "prefixes", "spaces in a prefix", "spaces"),
)
def test_no_text_takes_longer_than_its_length(query: str) -> None:
    """With a pattern that tries again these would take from minutes to ages."""
    assert form_of(query) == ""
    assert admit(query) == query
    assert declared(query, KNOWN) == query


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("SELECT * { ?a navo:x ?b }", ["navo"]),
        ("# the prefix navo: is known\nSELECT * { ?a navo:x ?b }", ["navo"]),
        ("SELECT * { ?a navo:x 'prefix navo: and prefix skos:' }", ["navo", "skos"]),
        ("PREFIX NAVO: <urn:other> SELECT * { ?a navo:x ?b }", ["navo"]),
        ("# x\nprefix navo: <urn:other>\nSELECT * { ?a navo:x/skos:y ?b }", ["skos"]),
        ("PREFIX : <urn:x> PREFIX\nskos: <urn:y> SELECT * { ?a :x/skos:y ?b }", []),
    ],
)
def test_prefixes_that_are_not_declared_are_added(query: str, added: list[str]) -> None:
    assert declared(query, KNOWN) == "".join(f"PREFIX {name}: <{KNOWN[name]}> " for name in added) + query


NUMBERS = " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(300)))} }}" for n in range(5))


def test_a_query_is_parsed_and_not_run() -> None:
    syntax = Syntax()
    try:
        for query in (
            f"SELECT (COUNT(*) AS ?n) {{ {NUMBERS} FILTER(?v0 + ?v1 + ?v2 + ?v3 + ?v4 < 0) }}",
            f"ASK {{ {NUMBERS} FILTER(?v0 + ?v1 + ?v2 + ?v3 + ?v4 < 0) }}",
            "SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }",
            "DESCRIBE <urn:x>",
        ):
            syntax.check(query, 30)
        with pytest.raises(QueryError, match=r"line 1, column 19: the prefix 'nothing:' is not declared"):
            syntax.check("ASK { ?a nothing:x ?b }", 30)
    finally:
        syntax.close()


def test_a_text_that_breaks_the_parser_breaks_nothing_else() -> None:
    syntax = Syntax()
    try:
        with pytest.raises(QueryError, match="ended unexpectedly"):
            syntax.check(f"SELECT * {'{' * 40_000}{'}' * 40_000}", 30)
        with pytest.raises(QueryError, match=r"more than 0\.05 seconds"):
            syntax.check(f"SELECT ?a {{ ?a ?b {'(' * 3_000}1{')' * 3_000} }}", 0.05)
        syntax.check("SELECT * { ?a ?b ?c }", 30)
    finally:
        syntax.close()
