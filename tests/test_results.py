"""The forms of a query's answer: every row in each, and nothing that a terminal, a spreadsheet or Markdown obeys."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from navograaf.answers.results import FORMS, render
from navograaf.answers.terms import TRIPLE, Result, Term, literal, uri
from navograaf.errors import QueryError
from navograaf.iris import PREFIXES, THINGS

XSD = PREFIXES["xsd"]
NMI = uri(f"{THINGS}mission/NMI")
NUMBER = literal("7", f"{XSD}integer")
DUTCH = Term("literal", "bijeen-\nkomst", "nl")
RESULT = Result(("thing", "count", "words"), ((NMI, NUMBER, DUTCH), (None, literal("12", f"{XSD}integer"), None)))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def text(result: Result, form: str, width: int = 100, color: bool = False) -> str:
    """The whole of a form."""
    return "".join(render(result, form, width=width, color=color))


def test_a_table_has_columns_as_wide_as_needed_and_numbers_to_the_right() -> None:
    assert text(RESULT, "table") == (
        "thing        count  words\n"
        "mission/NMI      7  bijeenkomst\n"
        "                12\n"
    )  # fmt: skip


def test_a_table_that_does_not_fit_is_wrapped_then_put_in_blocks() -> None:
    sentence = "Dit is een lange zin over de NAVO-missie in Irak, die niet op een regel past."
    result = Result(("letter", "quote"), ((NMI, literal(sentence)), (NMI, None)))
    wrapped = text(result, "table", width=60)
    assert wrapped.startswith("letter       quote\nmission/NMI  Dit is een lange zin")
    assert all(len(line) <= 60 for line in wrapped.splitlines())
    blocks = text(result, "table", width=30)
    assert blocks.startswith("letter  mission/NMI\nquote   Dit is een lange zin\n        over de")
    assert blocks.endswith("\n\nletter  mission/NMI\n")
    assert " ".join(blocks.split("quote")[1].split("\n\n")[0].split()) == sentence


def test_the_head_alone_is_bold() -> None:
    first, second, _ = text(RESULT, "table", color=True).splitlines()
    assert first == "\x1b[1mthing        count  words\x1b[0m"
    assert "\x1b" not in second


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_word_of_a_letter_reaches_a_terminal_as_a_command(form: str) -> None:
    assert "\x1b" not in text(Result(("words",), ((literal("a\x1b[31mb\x07\u202e"),),)), form)


def test_csv_holds_whole_iris_on_one_line_and_no_formula() -> None:
    formula = Result(("a", "b", "c"), ((literal("=1+1"), literal("-3", f"{XSD}integer"), literal("-3 procent")),))
    assert text(formula, "csv") == "a,b,c\n'=1+1,-3,'-3 procent\n"
    rows = list(csv.reader(io.StringIO(text(RESULT, "csv"))))
    assert rows == [["thing", "count", "words"], [NMI.value, "7", "bijeenkomst"], ["", "12", ""]]


def test_markdown_is_a_table_that_words_cannot_break() -> None:
    result = Result(("a", "b"), ((literal("x | y\n*z* <b>"), uri("https://www.nato.int/a|b")),))
    lines = text(result, "markdown").splitlines()
    assert lines == ["| a | b |", "|---|---|", r"| x \| y \*z\* \<b\> | <https://www.nato.int/a%7Cb> |"]


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "nl", "en"])), max_size=5))
def test_json_and_tsv_are_what_the_standard_says(words: list[tuple[str, str]]) -> None:
    terms = [Term("literal", value, language, "" if language else f"{XSD}string") for value, language in words]
    result = Result(("thing", "words"), tuple((NMI, term) for term in terms))
    for form, kind in (("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV)):
        solutions = parse_query_results(text(result, form).encode(), format=kind)
        found = [(row["thing"].value, row["words"].value, row["words"].language or "") for row in solutions]
        assert found == [(NMI.value, term.value, term.language) for term in terms]


def test_json_tells_types_and_leaves_out_what_has_no_value() -> None:
    data = json.loads(text(RESULT, "json"))
    assert data["head"]["vars"] == ["thing", "count", "words"]
    first, second = data["results"]["bindings"]
    assert first["thing"] == {"type": "uri", "value": NMI.value}
    assert first["count"] == {"type": "literal", "value": "7", "datatype": f"{XSD}integer"}
    assert first["words"] == {"type": "literal", "value": "bijeen-\nkomst", "xml:lang": "nl"}
    assert second == {"count": {"type": "literal", "value": "12", "datatype": f"{XSD}integer"}}


@pytest.mark.parametrize("form", FORMS)
def test_a_truth_is_one_word_or_the_json_of_the_standard(form: str) -> None:
    shown = text(Result((), truth=False), form)
    assert shown == "false\n" or json.loads(shown) == {"head": {}, "boolean": False}
    assert (form == "json") == shown.startswith("{")


def test_turtle_is_for_graphs_and_has_the_prefixes_it_uses() -> None:
    triples = ((NMI, uri(PREFIXES["navo"] + "number"), NUMBER), (NMI, uri(PREFIXES["rdfs"] + "label"), DUTCH))
    shown = text(Result(TRIPLE, triples, graph=True), "turtle")
    assert shown.count("@prefix") == len([base for base in PREFIXES.values() if f"<{base}>" in shown])
    assert "navo:number 7" in shown
    found = {quad.triple.predicate.value for quad in parse(shown.encode(), format=RdfFormat.TURTLE)}
    assert found == {row[1].value for row in triples}
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE make turtle"):
        text(RESULT, "turtle")


def test_no_rows_is_the_head_alone() -> None:
    empty = Result(("a", "b"))
    assert text(empty, "table") == "a  b\n"
    assert text(empty, "csv") == "a,b\n"
    assert json.loads(text(empty, "json"))["results"] == {"bindings": []}
