"""queries/gephi/citations: where a letter and a paper stand in time, and what is known of that."""

from __future__ import annotations

import pytest
from projection_rows import drawn, engines_differ, made

from navograaf.network.assemble import network
from navograaf.network.projection import projection
from navograaf.network.rows import run
from navograaf.network.selection import Selection
from navograaf.network.spells import Spell

# `a` has a date and a number, `b` neither; b cites a, a paper that it dates, and one that it does not.
GRAPH = r"""
graph:made {
    id:letter\/a navo:letterKind "agenda" ; eli:date_document "2020-02-03"^^xsd:date ; navo:knownBy "dated" ;
        navo:knownFrom "2020-02-03"^^xsd:date ; navo:identifiedAs id:kamerstuk\/1-1 .
    id:letter\/b navo:letterKind "report" ; navo:knownFrom "2020-10-24"^^xsd:date ; navo:knownBy "after" .
    id:c1 navo:letter id:letter\/b ; navo:referenceKind "kamerstuk" ; navo:rawReference "nr. 1" ;
        navo:primaryCited id:kamerstuk\/1-1 .
    id:c2 navo:letter id:letter\/b ; navo:referenceKind "kamerstuk" ; navo:rawReference "nr. 2" ;
        navo:primaryCited id:kamerstuk\/1-2 ; navo:givenDate "2019-12"^^xsd:gYearMonth .
    id:c3 navo:letter id:letter\/b ; navo:referenceKind "kamerstuk" ; navo:rawReference "nr. 3" ;
        navo:primaryCited id:kamerstuk\/1-3 .
    id:c4 navo:letter id:letter\/a ; navo:referenceKind "kamerstuk" ; navo:rawReference "nr. 3" ;
        navo:primaryCited id:kamerstuk\/1-3 .
}
"""


def test_a_paper_without_a_date_of_its_own_has_no_day() -> None:
    nodes = {node.id: node for node in drawn("citations", made(GRAPH)).nodes}
    cited = Spell("2020-10-24", "2020-10-24")
    assert {name: node.spells for name, node in nodes.items()} == {
        "kamerstuk/1-1": (Spell("2020-02-03", "2020-02-03"), cited),
        "kamerstuk/1-2": (Spell("2019-12-01", "2019-12-31"), cited),
        "kamerstuk/1-3": (),
        "letter/b": (cited,),
    }
    assert nodes["kamerstuk/1-3"].values["mentions"] == 2
    assert nodes["kamerstuk/1-3"].values["evidence"] == ("a", "b")


def test_how_the_day_of_a_letter_is_told() -> None:
    nodes = {node.id: node for node in drawn("citations", made(GRAPH)).nodes}
    assert {name: node.values.get("known") for name, node in nodes.items()} == {
        "kamerstuk/1-1": "dated",
        "kamerstuk/1-2": None,
        "kamerstuk/1-3": None,
        "letter/b": "after",
    }


def test_a_stretch_of_time_keeps_it_as_the_end_of_an_edge() -> None:
    chosen, store = projection("citations"), made(GRAPH)
    for days, papers in (
        (Spell("2020-10-01", "2020-10-31"), {"kamerstuk/1-1", "kamerstuk/1-2", "kamerstuk/1-3", "letter/b"}),
        (Spell("2020-01-01", "2020-03-01"), {"kamerstuk/1-1", "kamerstuk/1-3"}),
        (Spell("2019-01-01", "2019-12-31"), {"kamerstuk/1-2"}),
    ):
        found = network(chosen, run(chosen.nodes, store), run(chosen.edges, store), Selection(window=days))
        assert {node.id for node in found.nodes} == papers, days


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_both_engines_give_the_same_rows() -> None:
    assert engines_differ("citations", made(GRAPH)) == []
