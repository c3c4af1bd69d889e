"""Every question of queries/ has the same rows in pyoxigraph and in rdflib, over the five letters with their links."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from navograaf.answers.binding import bind
from navograaf.answers.questions import question, questions
from navograaf.answers.terms import uri
from navograaf.iris import THINGS
from tests.two_engines import dataset, in_oxigraph, in_rdflib

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

    from navograaf.graph.folder import GraphFolder

NAMES = [one.name for one in questions()]
NUMBERS = [str(number) for number in range(1, 25)]
CASES = Path(__file__).parent / "cases" / "questions"
ASKED = {
    "paper-path": {"from": "letter/28676-346", "to": "kamerstuk/34919-71"},
    "quantity-over-time": {"topic": "mission/RSM"},
}
"""Values for the examples in a file that the five letters have no answer to."""
NO_ROWS = {"unread-sentences"}
"""Questions that the five letters leave without an answer; test_every_sentence_can_be_unread has one."""


@pytest.fixture(scope="module")
def both(seeds_graph: GraphFolder) -> tuple[Store, Dataset]:
    """The graphs of the five letters, of the reference data and of the links, in both engines."""
    store = seeds_graph.store()
    return store, dataset(store)


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_the_same_rows_in_both_engines(both: tuple[Store, Dataset], name: str) -> None:
    values = {key: [uri(THINGS + value)] for key, value in ASKED.get(name, {}).items()}
    query = bind(question(name).text, values)
    ours = in_oxigraph(both[0], query)
    assert bool(ours) != (name in NO_ROWS)
    assert in_rdflib(both[1], query) == ours


def test_every_sentence_can_be_unread() -> None:
    from pyoxigraph import RdfFormat
    from pyoxigraph import Store as Memory

    store = Memory()
    data = """
        @prefix navo: <https://w3id.org/navograaf/ontology#> .
        @prefix : <https://w3id.org/navograaf/id/letter/a/> .
        :g { :1 a navo:Sentence ; navo:letter :l ; navo:sentenceKind "text" ; navo:evidence :q .
             :q navo:start 0 ; navo:end 4 ; navo:exact "Tja." . :l navo:letterKind "agenda" . }
    """
    store.load(data, format=RdfFormat.TRIG)
    query = question("unread-sentences").text
    ours = in_oxigraph(store, query)
    assert len(ours) == 1
    assert in_rdflib(dataset(store), query) == ours


def test_the_questions_are_those_of_the_design_and_none_is_left_out() -> None:
    asked = {number: name for name in NAMES for number in question(name).numbers}
    assert sorted(asked, key=int) == NUMBERS
    assert {path.stem for path in (Path(__file__).parent.parent / "queries").glob("*.rq")} == set(NAMES)


def test_every_question_has_a_case_with_rows_of_the_five_letters() -> None:
    cases = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))]
    seeds = {
        case["question"] for case in cases if "graph" not in case and (case["rows"] or case["question"] in NO_ROWS)
    }
    answered = {number for name in seeds for number in question(name).numbers}
    assert sorted(answered, key=int) == NUMBERS
