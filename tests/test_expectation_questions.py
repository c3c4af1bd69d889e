"""What was expected, what is still open, what was known and what was kept: by the day on which parliament had a letter.

An agenda and a report without a date, on a meeting of 10 and 11 May 2030, a dated agenda of September, and a letter of which
no day is known. Four things are expected before the meeting: one comes about by the report, of one the report is silent, one
is contradicted in September, one is still open then, and no report tells of it. Each answer is that of two engines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from navograaf.answers.binding import bind
from navograaf.answers.questions import question
from navograaf.answers.terms import Term, literal, uri
from navograaf.iris import THINGS
from tests.two_engines import dataset, in_oxigraph, in_rdflib

if TYPE_CHECKING:
    from pyoxigraph import Store
    from rdflib import Dataset

HEAD = """
@prefix navo: <https://w3id.org/navograaf/ontology#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix id: <https://w3id.org/navograaf/id/> .
@prefix act: <https://w3id.org/navograaf/id/act/> .
@prefix s: <https://w3id.org/navograaf/id/statement/> .
@prefix l: <https://w3id.org/navograaf/id/letter/> .
@prefix m: <https://w3id.org/navograaf/id/meeting/> .
@prefix k: <https://w3id.org/navograaf/id/link/> .
@prefix topic: <https://w3id.org/navograaf/id/topic/> .
m:may navo:startDate "2030-05-10"^^xsd:date ; navo:endDate "2030-05-11"^^xsd:date .
m:autumn navo:startDate "2030-10"^^xsd:gYearMonth .
l:agenda navo:letterKind "agenda" ; navo:aboutMeeting m:may ; navo:knownFrom "2030-05-09"^^xsd:date ; navo:knownBy "before" .
l:report navo:letterKind "report" ; navo:aboutMeeting m:may ; navo:knownFrom "2030-05-12"^^xsd:date ; navo:knownBy "after" .
l:next navo:letterKind "agenda" ; navo:aboutMeeting m:autumn ; eli:date_document "2030-09-01"^^xsd:date ;
    navo:knownFrom "2030-09-01"^^xsd:date ; navo:knownBy "dated" .
l:lost navo:letterKind "letter" .
"""


def _said(name: str, letter: str, status: str, start: int, more: str = "") -> str:
    return (
        f's:{name} a navo:Decision ; navo:status "{status}" ; navo:act act:adopt ; navo:letter l:{letter} ;'
        f" navo:about topic:iraq {more} ; navo:evidence s:{name}-place .\n"
        f's:{name}-place navo:start {start} ; navo:end {start + 5} ; navo:exact "words of {name}" .\n'
    )


def _came(name: str, outcome: str, more: str = "") -> str:
    return (
        f'k:{name} a navo:Link, navo:ExpectationOutcome ; navo:linkFrom s:{name} ; navo:outcome "{outcome}" {more} .\n'
    )


DATA = (
    HEAD
    + _said("plan", "agenda", "expected", 10, "; navo:atMeeting m:may")
    + _said("site", "agenda", "not_yet", 20)
    + _said("fleet", "agenda", "proposed", 30)
    + _said("budget", "agenda", "pending", 40, "; navo:atMeeting m:autumn")
    + _said("adopted", "report", "taken", 10)
    + _said("dropped", "next", "taken", 10)
    + _said("stray", "lost", "expected", 10)
    + _came("plan", "fulfilled", '; navo:linkTo s:adopted ; navo:outcomeLetter l:report ; navo:confidence "high"')
    + _came("site", "silent", "; navo:outcomeLetter l:report")
    + _came("fleet", "contradicted", "; navo:linkTo s:dropped ; navo:outcomeLetter l:next")
    + _came("budget", "no report", "; navo:outcomeLetter l:next")
    + _came("stray", "no report")
    + """
s:promise a navo:Commitment ; navo:letter l:agenda ; navo:about topic:iraq ; navo:evidence s:promise-place ;
    navo:fulfilledBy id:kamerstuk-1 .
s:promise-place navo:start 50 ; navo:end 60 ; navo:exact "words of promise" .
s:other a navo:Commitment ; navo:letter l:next ; navo:conditional true ; navo:evidence s:other-place .
s:other-place navo:start 50 ; navo:end 60 ; navo:exact "words of other" .
k:promise a navo:Link, navo:CommitmentOutcome ; navo:linkFrom s:promise ; navo:outcome "kept" ; navo:outcomeLetter l:report .
k:other a navo:Link, navo:CommitmentOutcome ; navo:linkFrom s:other ; navo:outcome "open" ; navo:reason "it depends"@en .
"""
)


@pytest.fixture(scope="module")
def both() -> tuple[Store, Dataset]:
    from pyoxigraph import RdfFormat
    from pyoxigraph import Store as Memory

    store = Memory()
    store.load(DATA, format=RdfFormat.TURTLE)
    return store, dataset(store)


def asked(both: tuple[Store, Dataset], name: str, columns: tuple[str, ...], **values: Term) -> list[tuple[str, ...]]:
    """The columns of the answer, ends of IRIs and values alone; both engines must agree."""
    found = question(name)
    query = bind(found.text, {key: [value] for key, value in values.items()})
    rows = in_oxigraph(both[0], query)
    assert in_rdflib(both[1], query) == rows
    names = [column.name for column in found.columns]
    short = [[cell.split("^^")[0].strip("<>").rsplit("/", 1)[-1] for cell in row] for row in rows]
    return sorted(tuple(row[names.index(column)] for column in columns) for row in short)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2030-05-08", {}),
        ("2030-05-09", {"plan": "", "site": "", "fleet": "", "budget": ""}),
        ("2030-05-11", {"plan": "", "site": "", "fleet": "", "budget": ""}),
        ("2030-05-12", {"site": "silent", "fleet": "", "budget": ""}),
        ("2030-05", {"site": "silent", "fleet": "", "budget": ""}),
        ("2030-08-31", {"site": "silent", "fleet": "", "budget": ""}),
        ("2030-09-01", {"site": "silent", "budget": ""}),
        ("2030", {"site": "silent", "budget": ""}),
        ("2029", {}),
    ],
)
def test_open_is_what_no_letter_of_by_then_ended(
    both: tuple[Store, Dataset], day: str, expected: dict[str, str]
) -> None:
    rows = asked(both, "expectations-open", ("quote", "so_far"), date=literal(day))
    assert {quote.removeprefix("words of "): so_far for quote, so_far in rows} == expected


@pytest.mark.parametrize(
    ("day", "letters"),
    [
        ("2030-05-08", set()),
        ("2030-05-09", {("agenda", "before")}),
        ("2030-05-11", {("agenda", "before")}),
        ("2030-05-12", {("agenda", "before"), ("report", "after")}),
        ("2030-09-01", {("agenda", "before"), ("report", "after"), ("next", "dated")}),
    ],
)
def test_known_is_what_letters_of_by_then_say(
    both: tuple[Store, Dataset], day: str, letters: set[tuple[str, str]]
) -> None:
    values = {"topic": uri(f"{THINGS}topic/iraq"), "date": literal(day)}
    assert set(asked(both, "known-on-date", ("letter", "by"), **values)) == letters


def test_each_expectation_has_what_came_of_it(both: tuple[Store, Dataset]) -> None:
    columns = ("quote", "meeting", "outcome", "told_in", "told")
    assert asked(both, "expectations-met", columns) == [
        ("words of budget", "autumn", "no report", "next", ""),
        ("words of fleet", "may", "contradicted", "next", "words of dropped"),
        ("words of plan", "may", "fulfilled", "report", "words of adopted"),
        ("words of site", "may", "silent", "report", ""),
        ("words of stray", "", "no report", "", ""),
    ]
    only = asked(both, "expectations-met", ("quote",), meeting=uri(f"{THINGS}meeting/autumn"))
    assert only == [("words of budget",)]
    assert asked(both, "expectations-met", ("quote",), outcome=literal("fulfilled")) == [("words of plan",)]


def test_each_promise_has_what_came_of_it(both: tuple[Store, Dataset]) -> None:
    columns = ("quote", "outcome", "fulfilled", "told_in", "reason")
    kept, waiting = (
        ("words of promise", "kept", "kamerstuk-1", "report", ""),
        ("words of other", "open", "", "", "it depends"),
    )
    assert asked(both, "commitments", columns) == [waiting, kept]
    assert asked(both, "commitments", columns, outcome=literal("kept")) == [kept]
