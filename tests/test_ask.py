"""The questions of queries/: what they answer on the five letters, in two engines, and on the command line.

Each file of tests/cases/questions has a question, its parameters and the rows expected, which were compared with
seeds/letters and tests/gold by hand; those with `"graph": "told"` with the letters of told_letters.py. `where` keeps the rows with these values (or numbers above nought) alone.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from navograaf.answers.ask import ask
from navograaf.answers.binding import bind, parameters
from navograaf.answers.query import Engine
from navograaf.answers.questions import question, questions, read_question
from navograaf.answers.terms import literal, uri
from navograaf.answers.trace import trace
from navograaf.cli import group
from navograaf.errors import NavograafError, QueryError, RuleError, SubjectError
from tests.factory import small_graph
from tests.told_letters import JUNE, told_graph
from tests.two_engines import dataset

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

CASES = sorted((Path(__file__).parent / "cases" / "questions").glob("*.json"))
NAMES = [one.name for one in questions()]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The graph of two small letters: the report cites the agenda, which cites another paper."""
    return small_graph(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    """The graph of four small letters in which something is decided, held, promised, counted and asked."""
    return told_graph(tmp_path_factory.mktemp("told"))


def invoke(graph: GraphFolder | None, *args: str, text: str | None = None) -> Result:
    """`navograaf ARGS` over a graph."""
    more = ("--graph", str(graph.path)) if graph else ()
    return CliRunner().invoke(group, [*args, *more], input=text)


def rows(graph: GraphFolder, case: dict[str, Any]) -> list[list[str | None]]:
    """The answer to a case: its columns, of the rows that it looks at, in short form."""
    result = ask(graph, case["question"], case["params"])
    table = [
        {name: term.short if term else None for name, term in zip(result.variables, row, strict=True)}
        for row in result.rows
    ]
    for name, value in case.get("where", {}).items():
        table = [row for row in table if (int(row[name] or 0) > 0 if value == ">0" else row[name] == value)]
    return [[row[name] for name in case["columns"]] for row in table]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_answer_is_the_one_expected(seeds_graph: GraphFolder, told: GraphFolder, path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    found = rows(told if case.get("graph") == "told" else seeds_graph, case)
    assert found == case["rows"]
    assert len(found) == case["count"]


def test_there_are_fifty_five_cases_for_all_questions() -> None:
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in CASES]
    assert len(cases) == 55
    assert {case["question"] for case in cases} == set(NAMES)


def test_every_question_about_statements_has_a_case() -> None:
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in CASES]
    assert {case["question"] for case in cases if case.get("graph") == "told"} - {"topic-over-time"} == TOLD - SEEDS


def test_a_day_that_was_not_asked_for_is_told(small: GraphFolder) -> None:
    said = invoke(small, "ask", "expectations-open").stderr
    assert "date is 2020-10-22: another with --param date=...\n" in said
    assert "date is" not in invoke(small, "ask", "expectations-open", "--param", "date=2021").stderr
    assert "--param date?=  the day (2020-10-22 if it is left out)\n" in invoke(None, "ask").stdout


def test_a_path_goes_through_the_letters_that_the_graph_has(small: GraphFolder) -> None:
    found = ask(small, "paper-path", {"from": ["001_verslag"], "to": ["27925-692"]})
    steps = [(row["citing"].rsplit("/", 1)[1], row["cited"].rsplit("/", 1)[1]) for row in found.values()]
    assert steps == [("001_verslag", "28676-333"), ("28676-333", "27925-692")]


def test_topic_over_time_has_the_same_sentences_as_trace(seeds_graph: GraphFolder) -> None:
    store = seeds_graph.store()
    with Engine(seeds_graph) as engine:
        for name in ("mission/NMI", "mission/RSM", "mission/NRF", "topic/resilience", "topic/iraq", "topic/enablement"):
            iri = f"https://w3id.org/navograaf/id/{name}"
            traced = [(entry.letter.iri, str(entry.start), entry.how) for entry in trace(store, [iri]).entries]
            found = engine.run(question("topic-over-time").text, params={"topic": [uri(iri)]}).values()
            assert [(row["letter"], row["start"], row["how"]) for row in found] == traced
            assert traced


def test_topic_over_time_has_what_is_said_of_a_body_as_trace_has(told: GraphFolder) -> None:
    store = told.store()
    with Engine(told) as engine:
        for name in ("mission/NMI", "topic/iraq", "country/NL", "post/sg-nato", "organisation/sp", f"meeting/{JUNE}"):
            iri = f"https://w3id.org/navograaf/id/{name}"
            traced = [(entry.letter.iri, str(entry.start), entry.how) for entry in trace(store, [iri]).entries]
            found = engine.run(question("topic-over-time").text, params={"topic": [uri(iri)]}).values()
            assert [(row["letter"], row["start"], row["how"]) for row in found] == traced
            assert traced


@pytest.mark.parametrize(
    ("question_name", "param", "sentence"),
    [
        ("answer-kinds", "kind=geweigerd", "kind is never 'geweigerd'. It is one of answered, deferred, referred"),
        ("decisions-at-meeting", "status=agreed", "status is never 'agreed'. It is one of taken, expected"),
        (
            "questions-asked",
            "party=CDA",
            "no letter in this graph has anything of organisation/cda. The letters have: ",
        ),
        ("questions-asked", "party=CDDA", "nothing in this graph is called 'CDDA'. Near: "),
        ("decisions-at-meeting", "meeting=2031-01-01", "no meetings in this graph begin on 2031-01-01"),
    ],
)
def test_a_value_that_names_nothing_is_status_1(
    told: GraphFolder, question_name: str, param: str, sentence: str
) -> None:
    more = [] if param.startswith("meeting") else ["--param", f"meeting={JUNE}"]
    more = more if question_name == "decisions-at-meeting" else []
    result = invoke(told, "ask", question_name, "--param", param, *more)
    assert isinstance(result.exception, SubjectError)
    assert (result.exception.status, result.stdout) == (1, "")
    assert sentence in str(result.exception)


def test_the_day_on_which_one_meeting_begins_names_it(told: GraphFolder) -> None:
    by_day, by_id = (ask(told, "decisions-at-meeting", {"meeting": [one]}).rows for one in ("2024-06-13", JUNE))
    assert by_day == by_id != ()  # another meeting of that day is in ontology/ alone


def test_a_party_of_the_letters_without_an_answer_is_no_error(told: GraphFolder) -> None:
    assert ask(told, "questions-asked", {"party": ["SP"], "topic": ["topic/iraq"]}).variables


def test_quotes_for_a_reader_are_in_clean_words_and_those_for_programs_as_they_stand(seeds_graph: GraphFolder) -> None:
    table = " ".join(invoke(seeds_graph, "ask", "answer-kinds").stdout.split())
    assert "Resolute Support-missie" in table and "COVID-19-crisis" in table
    assert "Supportmissie" not in table and "COVID-19- crisis" not in table
    for form in ("csv", "markdown"):
        assert "Supportmissie" not in invoke(seeds_graph, "ask", "answer-kinds", "--format", form).stdout
    raw = json.loads(invoke(seeds_graph, "ask", "answer-kinds", "--format", "json").stdout)
    quotes = [row["quote"]["value"] for row in raw["results"]["bindings"]]
    assert any("Support-\n" in quote for quote in quotes)


def test_the_quote_of_a_whole_sentence_is_that_of_trace(seeds_graph: GraphFolder) -> None:
    traced = [entry.quote for entry in trace(seeds_graph, ["NMI"]).entries]
    text = invoke(seeds_graph, "ask", "topic-over-time", "--param", "topic=mission/NMI", "--format", "csv").stdout
    assert [row["quote"] for row in csv.DictReader(io.StringIO(text))] == traced


def test_a_place_must_be_that_of_a_sentence(small: GraphFolder) -> None:
    found = ask(small, "sentence-behind", {"thing": ["28676-333:259-312"]}).values()
    assert [row["words"] for row in found if row["kind"] == "Sentence"] == [
        "Nederland steunt deze missie, en de NAVO blijft daar."
    ]
    with pytest.raises(SubjectError, match="'28676-333:260-312' is not the place of a sentence"):
        ask(small, "sentence-behind", {"thing": ["28676-333:260-312"]})


EXAMPLES = {
    "paper-path": {"from": "letter/001_verslag", "to": "kamerstuk/27925-692"},
    "topic-over-time": {"topic": "mission/NMI"},
    "named-with-topic": {"topic": "topic/civil-preparedness"},
    "sentence-behind": {"thing": "mission/NMI"},
    "mission-evolution": {"mission": "mission/NMI"},
    "decisions-at-meeting": {"meeting": "meeting/nato-dmm-2024-06-13"},
    "position-over-time": {"holder": "country/NL"},
    "known-on-date": {"topic": "mission/NMI"},
    "quantity-over-time": {"topic": "mission/NMI"},
}
"""Values for what must be given, as things of the small graph, or of that of TOLD."""
TOLD = {
    "mission-evolution",
    "decisions-at-meeting",
    "expectations-met",
    "expectations-open",
    "known-on-date",
    "position-over-time",
    "questions-asked",
    "answer-kinds",
    "commitments",
    "quantity-over-time",
    "document-history",
}
"""Questions about what is decided, held, promised, counted and asked: the small graph has no rows for them."""
SEEDS = {"expectations-met", "known-on-date"}
"""Those of them whose cases are of the five letters."""


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.parametrize(
    "name", [name for name in NAMES if name != "doubtful-references"]
)  # nothing is wrong in either
def test_a_question_has_the_same_rows_in_two_engines(small: GraphFolder, told: GraphFolder, name: str) -> None:
    from rdflib import Dataset

    graph = told if name in TOLD else small
    values = {key: [uri(f"https://w3id.org/navograaf/id/{value}")] for key, value in EXAMPLES.get(name, {}).items()}
    if name in ("expectations-open", "known-on-date"):
        values["date"] = [literal("2024-06-01")]
    query = bind(question(name).text, values)
    with Engine(graph) as engine:
        ours = engine.run(query)
    assert ours.rows
    read = _dataset(graph)
    assert isinstance(read, Dataset)
    answer = read.query(query)
    assert [str(variable) for variable in answer.vars or ()] == list(ours.variables)
    theirs = [tuple(None if value is None else str(value) for value in row) for row in answer]  # type: ignore[union-attr]
    key = [tuple(term.value if term else None for term in row) for row in ours.rows]
    assert sorted(theirs, key=repr) == sorted(key, key=repr)


_DATASETS: dict[Path, Any] = {}


def _dataset(graph: GraphFolder) -> Any:
    """All graphs of the folder for rdflib, read once: the letters, the links and the reference data."""
    if graph.path not in _DATASETS:
        _DATASETS[graph.path] = dataset(graph.store())
    return _DATASETS[graph.path]


@pytest.mark.parametrize("name", NAMES)
def test_the_comment_of_a_question_is_true(small: GraphFolder, name: str) -> None:
    one = question(name)
    assert set(parameters(one.text)) >= {param.name for param in one.params}
    assert "ORDER BY" in one.text
    with Engine(small) as engine:
        assert engine.run(one.text).variables == tuple(column.name for column in one.columns)


def test_what_cannot_be_asked_is_an_error(small: GraphFolder, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"there is no question 'topic-over-tme'.*Near: topic-over-time"):
        ask(small, "topic-over-tme")
    with pytest.raises(QueryError, match=r"no question '\.\./queries/citations'"):
        ask(small, "../queries/citations")
    with pytest.raises(QueryError, match=r"'citations' has no parameter 'topic'\. It takes letter"):
        ask(small, "citations", {"topic": ["iraq"]})
    with pytest.raises(QueryError, match="'topic-over-time' needs topic"):
        ask(small, "topic-over-time")
    with pytest.raises(QueryError, match="date must be a date, not 'yesterday'"):
        ask(small, "post-holders", {"date": ["yesterday"]})
    with pytest.raises(QueryError, match="topic must be a topic"):
        ask(small, "named-with-topic", {"topic": ["NMI"]})
    with pytest.raises(SubjectError):
        ask(small, "topic-over-time", {"topic": ["no such thing at all"]})
    broken = tmp_path / "broken.rq"
    broken.write_text("# title: A\n# nonsense\nSELECT * { }\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"broken\.rq:2"):
        read_question(broken)


def test_ask_lists_every_question_with_its_parameters() -> None:
    result = invoke(None, "ask")
    assert result.exit_code == 0
    for one in questions():
        lines = [line.split(maxsplit=1) for line in result.stdout.splitlines()]
        assert [one.name, one.title_en] in lines
        assert all(f" {param.name}{'' if param.required else '?'}=" in result.stdout for param in one.params)


def test_ask_prints_the_answer_in_every_form(seeds_graph: GraphFolder) -> None:
    call = ("ask", "citations", "--param", "letter=001")
    table = invoke(seeds_graph, *call)
    assert table.exit_code == 0
    assert {"letter", "reference", "paper", "698", "1337"} <= set(table.stdout.split())
    cells = list(csv.DictReader(io.StringIO(invoke(seeds_graph, *call, "--format", "csv").stdout)))
    assert [row["start"] for row in cells] == ["698", "1337"]
    data = json.loads(invoke(seeds_graph, *call, "--format", "json").stdout)
    assert data["head"]["vars"][0] == "letter"
    assert [row["start"]["value"] for row in data["results"]["bindings"]] == ["698", "1337"]


def test_ask_without_rows_says_so_on_stderr(seeds_graph: GraphFolder) -> None:
    result = invoke(seeds_graph, "ask", "paper-path", "--param", "from=28676-346", "--param", "to=28676-344")
    assert result.exit_code == 0
    assert "No rows." in result.stderr
    assert "No rows." not in result.stdout


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("ask", "nothing-of-the-kind"), 2),
        (("ask", "topic-over-time"), 2),
        (("ask", "topic-over-time", "--param", "topic=no such thing at all"), 1),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), 2),
        (("query", "SELECT * {"), 2),
        (("query", "missing.rq"), 2),
    ],
)
def test_an_error_has_its_status(small: GraphFolder, args: tuple[str, ...], status: int) -> None:
    result = invoke(small, *args)
    assert isinstance(result.exception, NavograafError)
    assert result.exception.status == status
    assert result.stdout == ""


@pytest.mark.parametrize("args", [("ask", "--param", "a=b"), ("ask", "citations", "--param", "letter")])
def test_wrong_use_is_status_two(args: tuple[str, ...]) -> None:
    assert invoke(None, *args).exit_code == 2


def test_query_reads_text_file_and_standard_input(small: GraphFolder, tmp_path: Path) -> None:
    text = "SELECT ?letter { ?letter navo:letterKind 'agenda' }"
    path = tmp_path / "mine.rq"
    path.write_text(text, encoding="utf-8")
    answers = {
        invoke(small, "query", text).stdout,
        invoke(small, "query", str(path)).stdout,
        invoke(small, "query", "-", text=text).stdout,
    }
    assert len(answers) == 1
    assert "letter/28676-333" in answers.pop()


def test_query_prints_true_false_and_turtle(small: GraphFolder) -> None:
    assert invoke(small, "query", "ASK { ?letter navo:letterKind 'agenda' }").stdout == "true\n"
    assert invoke(small, "query", "ASK { ?letter navo:letterKind 'other' }").stdout == "false\n"
    graph = invoke(small, "query", "CONSTRUCT { ?s navo:number ?n } { ?s navo:number '333' ; navo:number ?n }")
    assert graph.exit_code == 0
    assert '"333"' in graph.stdout
