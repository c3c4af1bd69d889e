"""Answers as data frames: the rows of the csv, with a type for each column whatever its rows."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import pandas
import pytest
from answer_samples import EMPTY, SAMPLE
from factory import small_graph

from navograaf import open_graph
from navograaf.answers.opened import OpenedGraph
from navograaf.answers.records import COLUMNS, as_csv
from navograaf.answers.terms import Result, literal, uri
from navograaf.errors import NavograafError
from navograaf.graph.folder import GraphFolder
from navograaf.iris import PREFIXES, THINGS

XSD = PREFIXES["xsd"]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenedGraph:
    return open_graph(small_graph(tmp_path_factory.mktemp("frames")).path)


def test_a_trace_is_a_row_an_entry_with_the_columns_of_the_csv() -> None:
    frame = SAMPLE.frame()
    rows = list(csv.DictReader(io.StringIO(as_csv(SAMPLE))))
    assert tuple(frame.columns) == COLUMNS == tuple(rows[0])
    assert len(frame) == len(SAMPLE.entries) == len(rows) == 3
    for name in ("date", "letter", "quote", "kind", "meeting_label", "references"):
        assert list(frame[name].fillna("")) == [row[name] for row in rows]
    assert list(frame["start"]) == [100, 150, 200]


def test_the_columns_of_a_trace_have_their_types_also_without_rows() -> None:
    for trace in (SAMPLE, EMPTY):
        types = {name: str(type_) for name, type_ in trace.frame().dtypes.items()}
        assert types.pop("start") == types.pop("end") == types.pop("page") == "Int64"
        assert types.pop("paper_inferred") == "boolean"
        assert set(types.values()) == {"string"}
    assert EMPTY.frame().empty


def test_dates_stay_text_and_what_is_not_known_is_na() -> None:
    frame = SAMPLE.frame()
    assert list(frame["letter_date"].fillna("none")) == ["2020-02-03", "2020-02-03", "none"]
    assert frame["paper"].isna().tolist() == [False, False, True]
    assert frame["references"][1] is pandas.NA
    assert frame["status"].isna().all()


def test_the_trace_of_a_graph(opened: OpenedGraph) -> None:
    found = opened.trace("NMI")
    frame = found.frame()
    assert list(frame["quote"]) == [entry.quote for entry in found.entries]
    assert frame.groupby("letter").size().sum() == len(found.entries) > 2


def test_a_query_has_its_columns_by_type(opened: OpenedGraph) -> None:
    frame = opened.query(
        """SELECT ?file (COUNT(?sentence) AS ?count) (1.5 AS ?half) (true AS ?yes) (SAMPLE(?nothing) AS ?no) {
             ?letter navo:sourceFile ?file . ?sentence a navo:Sentence ; navo:letter ?letter
           } GROUP BY ?file ORDER BY ?file"""
    ).frame()  # fmt: skip
    assert {name: str(type_) for name, type_ in frame.dtypes.items()} == {
        "file": "string",
        "count": "Int64",
        "half": "Float64",
        "yes": "boolean",
        "no": "string",
    }
    assert list(frame["file"]) == ["001_verslag.txt", "004_agenda.txt"]
    assert frame["count"].min() > 3
    assert frame["no"].isna().all()


def test_a_question_and_an_ask(opened: OpenedGraph) -> None:
    asked = opened.ask("topic-over-time", topic="NMI")
    assert tuple(asked.frame().columns) == asked.variables
    assert len(asked.frame()) == len(asked.rows) > 0
    truth = opened.query("ASK { ?letter navo:sourceFile ?file }").frame()
    assert truth.to_dict("list") == {"answer": [True]}


def test_a_column_of_two_types_is_that_of_both_or_text() -> None:
    def column(*terms: object) -> pandas.Series:
        return Result(("x",), tuple((term,) for term in terms)).frame()["x"]  # type: ignore[arg-type]

    whole, part = literal("2", f"{XSD}integer"), literal("2.5", f"{XSD}decimal")
    assert (str(column(whole, None).dtype), column(whole, None)[1]) == ("Int64", pandas.NA)
    assert list(column(whole, part)) == [2.0, 2.5]
    assert list(column(whole, literal("x"))) == ["2", "x"]
    assert list(column(literal("2020-02", f"{XSD}gYearMonth"))) == ["2020-02"]
    assert list(column(uri(f"{THINGS}topic/iraq"), whole)) == [f"{THINGS}topic/iraq", "2"]
    assert list(column(literal("veel", f"{XSD}integer"))) == ["veel"]
    assert list(column(literal("9" * 30, f"{XSD}integer"))) == ["9" * 30]
    assert list(column(literal("false", f"{XSD}boolean"), literal("1", f"{XSD}boolean"))) == [False, True]


def test_without_pandas_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    for answer in (SAMPLE, Result(("x",)), Result((), truth=True)):
        with pytest.raises(NavograafError) as caught:
            answer.frame()
        assert "navograaf[frames]" in caught.value.todo


def test_the_examples_of_the_page_run(
    seeds_graph: GraphFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(examples) == 2
    assert seeds_graph.path.name == "graph"
    monkeypatch.chdir(seeds_graph.path.parent)
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), {})
        assert len(capsys.readouterr().out.splitlines()) > 5
