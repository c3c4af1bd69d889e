"""Laws of all shipped projections: one meeting for a letter, dates that contradict each other, rows in any order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projection_rows import made as made_of
from speaks_of import tell
from two_engines import dataset, in_oxigraph, in_rdflib

from navograaf.network.assemble import network
from navograaf.network.model import Edge, Network, Node
from navograaf.network.projection import Projection, projection, projections
from navograaf.network.rows import run

if TYPE_CHECKING:
    from pyoxigraph import Store

QUERIES = Path(__file__).resolve().parent.parent / "queries" / "gephi"
# Every projection, with each way to draw its edges.
WAYS: list[tuple[str, str | None]] = [
    *((name, None) for name in projections()),
    *((path.parent.name, path.stem.removeprefix("edges-")) for path in sorted(QUERIES.glob("*/edges-*.rq"))),
]
# One letter without a date of its own, that speaks of everything that a projection draws, in one sentence.
LETTER = r"""
graph:reference {
    id:topic\/space skos:inScheme id:scheme\/topics ; skos:prefLabel "ruimte"@nl .
    id:topic\/cyber skos:inScheme id:scheme\/topics ; skos:prefLabel "cyber"@nl .
    id:mission\/NMI a navo:Mission ; skos:prefLabel "NAVO-missie in Irak"@nl .
    id:country\/NL a <https://schema.org/Country> ; skos:prefLabel "Nederland"@nl .
    id:country\/TR a <https://schema.org/Country> ; skos:prefLabel "Turkije"@nl .
    id:meeting\/february rdfs:label "februari"@nl .
    id:meeting\/october rdfs:label "oktober"@nl .
}
graph:letter\/x {
    id:letter\/x navo:letterKind "agenda" ; navo:aboutMeeting id:meeting\/february .
    id:letter\/x\/s a navo:Sentence ; navo:letter id:letter\/x ; navo:evidence id:letter\/x\/q .
    id:letter\/x\/q navo:start 1 ; navo:end 90 ; navo:exact "woorden" .
    id:letter\/x\/m1 navo:mentions id:topic\/space .
    id:letter\/x\/m2 navo:mentions id:topic\/cyber .
    id:letter\/x\/m3 navo:mentions id:mission\/NMI .
    id:letter\/x\/m4 navo:mentions id:country\/NL .
    id:letter\/x\/m5 navo:mentions id:country\/TR .
    id:letter\/x\/p a navo:Position ; navo:polarity "supports" ; navo:holder id:country\/TR ; navo:about id:mission\/NMI .
    id:letter\/x\/d1 a navo:Decision ; navo:status "expected" ; navo:object "een" .
    id:letter\/x\/d2 a navo:Decision ; navo:status "taken" ; navo:object "twee" .
    id:letter\/x\/c navo:referenceKind "kamerstuk" ; navo:rawReference "27925-692" ;
        navo:primaryCited id:kamerstuk\/27925-692 .
    id:kamerstuk\/27925-692 dcterms:identifier "27925-692" .
""" + "".join(
    f"    id:letter\\/x\\/{name} navo:letter id:letter\\/x ; navo:inSentence id:letter\\/x\\/s ;"
    " navo:evidence id:letter\\/x\\/q .\n"
    for name in ("m1", "m2", "m3", "m4", "m5", "p", "d1", "d2", "c")
)
THREAD = r"""
graph:links {
    id:link\/1 a navo:SameDecision , navo:Link ; navo:linkFrom id:letter\/x\/d1 ; navo:linkTo id:letter\/x\/d2 .
    id:thread\/1 a navo:Thread ; navo:member id:letter\/x\/d1 , id:letter\/x\/d2 .
"""
FEBRUARY = r'id:meeting\/february navo:startDate "2020-02-12"^^xsd:date ; navo:endDate "2020-02-13"^^xsd:date .'
OCTOBER = r'id:meeting\/october navo:startDate "2020-10-22"^^xsd:date .'
TIE = r"id:link\/2 a navo:MeetingTie ; navo:linkFrom id:letter\/x ; navo:linkTo id:meeting\/october ."
SECOND = r"id:link\/3 a navo:MeetingTie ; navo:linkFrom id:letter\/x ; navo:linkTo id:meeting\/february ."
# Two letters that contradict each other on when it was, and dates that are none.
CONTRARY = r"""
    id:meeting\/february navo:startDate "2020-02-12"^^xsd:date , "2020-02-14"^^xsd:date , "2020"^^xsd:gYear ,
            "2020-13"^^xsd:gYearMonth , "2020-12-32"^^xsd:date , "2020-00"^^xsd:gYearMonth ;
        navo:endDate "2020-02-13"^^xsd:date , "2020-13-01"^^xsd:date , "2020-02-00"^^xsd:date .
    id:letter\/x eli:date_document "2020-13-13"^^xsd:date .
    id:letter\/x\/c navo:givenDate "2020-44"^^xsd:gYearMonth .
"""


def made(turtle: str) -> Store:
    """A small graph with what its letters speak of."""
    store = made_of(turtle)
    tell(store)
    return store


def graph(in_letter: str, linked: str = "") -> str:
    return f"{LETTER}{in_letter}\n}}{THREAD}{linked}\n}}"


def drawn(chosen: Projection, turtle: str) -> Network:
    store = made(turtle)
    return network(chosen, run(chosen.nodes, store), run(chosen.edges, store))


def days(found: Network) -> set[tuple[str, str]]:
    """The spells of the network, of which there are some on nodes and some on edges."""
    nodes = {(spell.start, spell.end) for node in found.nodes for spell in node.spells}
    edges = {(spell.start, spell.end) for edge in found.edges for spell in edge.spells}
    assert nodes and edges
    return nodes | edges


def test_all_are_here() -> None:
    assert len(WAYS) == 12
    assert sum(by is not None for _, by in WAYS) == 3


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_a_letter_stands_at_the_meeting_that_other_letters_tell(name: str, by: str | None) -> None:
    chosen = projection(name, by)
    turtle = graph(FEBRUARY + OCTOBER, TIE)
    found = drawn(chosen, turtle)
    assert days(found) == {("2020-10-22", "2020-10-22")}
    named = {node.id for node in found.nodes if node.id.startswith("meeting/")}
    assert named == {"chain": {"meeting/october"}, "missions": {"meeting/october"}}.get(
        name, {"meeting/february", "meeting/october"} if name == "all" else set()
    )
    labels = {node.label for node in found.nodes if node.id == "letter/x"}
    assert labels <= {"geannoteerde agenda oktober"}
    held = {row.get("meetings") for row in run(chosen.edges, made(turtle))[1]} - {None}
    assert held <= {"meeting/october", "https://w3id.org/navograaf/id/meeting/october"}


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_without_a_tie_it_is_the_meeting_that_it_names_itself(name: str, by: str | None) -> None:
    found = drawn(projection(name, by), graph(FEBRUARY + OCTOBER))
    # Some know the days of the meeting, some the first alone.
    assert days(found) <= {("2020-02-12", "2020-02-13"), ("2020-02-12", "2020-02-12")}


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_dates_that_contradict_each_other_stop_nothing(name: str, by: str | None) -> None:
    found = drawn(projection(name, by), graph(CONTRARY))
    assert days(found) == {("2020-02-14", "2020-02-14")}, "the end before it is left out"


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_a_letter_about_two_meetings(name: str, by: str | None) -> None:
    """The later, since the earlier one ends before it; missions and chain draw both."""
    found = days(drawn(projection(name, by), graph(FEBRUARY + OCTOBER, TIE + SECOND)))
    assert ("2020-10-22", "2020-10-22") in found
    both = name in ("missions", "chain") or by == "meeting"
    assert found - {("2020-10-22", "2020-10-22")} == ({("2020-02-12", "2020-02-13")} if both else set())


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize(
    "turtle",
    [
        graph(FEBRUARY + OCTOBER, TIE),
        graph(CONTRARY),
        graph(FEBRUARY + OCTOBER, TIE + SECOND),
        graph(OCTOBER, TIE + SECOND),  # one of the two without a day
        graph(""),
    ],
)
def test_both_engines_give_the_same_rows(turtle: str) -> None:
    store = made(turtle)
    copy = dataset(store)
    compared = 0
    for path in sorted(QUERIES.glob("*/*.rq")):
        text = path.read_text(encoding="utf-8")
        ours, theirs = in_oxigraph(store, text), in_rdflib(copy, text)
        compared += len(ours)
        assert sorted(map(_plain, ours)) == sorted(map(_plain, theirs)), path
    assert compared > 100


def _plain(row: tuple[str, ...]) -> tuple[str, ...]:
    """A row without datatypes; the order inside GROUP_CONCAT is the engine's own affair."""
    return tuple("\n".join(sorted(cell.rsplit("^^", 1)[0].split("\n"))) for cell in row)


def test_a_paper_that_is_dated_once_and_cited_twice() -> None:
    again = r"""
    id:letter\/x\/c navo:givenDate "2019-05-06"^^xsd:date .
    id:letter\/x\/c2 navo:letter id:letter\/x ; navo:inSentence id:letter\/x\/s ; navo:referenceKind "kamerstuk" ;
        navo:rawReference "nr. 692" ; navo:primaryCited id:kamerstuk\/27925-692 .
"""
    found = {node.id: node for node in drawn(projection("citations"), graph(FEBRUARY + again)).nodes}
    paper = found["kamerstuk/27925-692"]
    assert (paper.values["dated"], paper.values["mentions"], paper.values["first"]) == ("2019-05-06", 2, "2019-05-06")


def test_a_country_is_an_ally_on_the_last_dated_letter_that_names_it() -> None:
    """One letter without any day does not hide the days of the others."""
    other = r"""
    id:country\/TR navo:natoSince "2020-10-01"^^xsd:date .
    id:letter\/y navo:letterKind "letter" .
    id:letter\/y\/s a navo:Sentence ; navo:letter id:letter\/y ; navo:evidence id:letter\/y\/q .
    id:letter\/y\/q navo:start 1 ; navo:end 9 .
    id:letter\/y\/m navo:mentions id:country\/TR ; navo:letter id:letter\/y ; navo:inSentence id:letter\/y\/s .
"""
    kinds = []
    for text in (FEBRUARY + other, OCTOBER + FEBRUARY + other):
        found = drawn(projection("countries"), graph(text, TIE if text.startswith(OCTOBER) else ""))
        kinds.append({node.id: node.kind for node in found.nodes}["country/TR"])
    assert kinds == ["other", "ally"]


@pytest.mark.parametrize(("name", "by"), WAYS)
def test_rows_need_no_order(name: str, by: str | None) -> None:
    chosen, store = projection(name, by), made(graph(FEBRUARY + OCTOBER, TIE + SECOND))

    def of(step: int) -> tuple[list[Node], list[Edge]]:
        (heads, nodes), (columns, edges) = run(chosen.nodes, store), run(chosen.edges, store)
        found = network(chosen, (heads, iter(list(nodes)[::step])), (columns, iter(list(edges)[::step])))
        return list(found.nodes), list(found.edges)

    forward = of(1)
    assert forward == of(-1) and all(forward)


def test_no_query_sorts_its_rows() -> None:
    """Oxigraph would hold them all to sort them, and the network does not depend on their order."""
    paths = sorted(QUERIES.glob("*/*.rq"))
    assert len(paths) == 21
    assert [path for path in paths if re.search(r"^ORDER BY", path.read_text(encoding="utf-8"), re.MULTILINE)] == []
