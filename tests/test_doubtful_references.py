"""References that look wrong: each doubt has one that has it and one that has it not, in two engines."""

from __future__ import annotations

import pytest

from navograaf.answers.questions import question
from tests.two_engines import dataset, in_oxigraph, in_rdflib

HEAD = """
@prefix navo: <https://w3id.org/navograaf/ontology#> .
@prefix cito: <http://purl.org/spar/cito/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <https://w3id.org/navograaf/id/dossier/> .
@prefix p: <https://w3id.org/navograaf/id/kamerstuk/> .
@prefix l: <https://w3id.org/navograaf/id/letter/> .
@prefix topic: <https://w3id.org/navograaf/id/topic/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://w3id.org/navograaf/id/part/> .
d:28676 navo:dossierNumber "28676" ; rdfs:label "NAVO"@nl .
d:25295 navo:dossierNumber "25295" ; rdfs:label "Infectieziekten"@nl ; navo:topic topic:covid-19 .
topic:vaccines skos:broader topic:covid-19 .
"""


class _Letters:
    """Letters that cite papers, as Turtle."""

    def __init__(self) -> None:
        self.parts, self.count = [HEAD], 0

    def letter(self, name: str, date: str, paper: str = "") -> _Letters:
        own = f" ; navo:identifiedAs p:{paper}" if paper else ""
        self.parts.append(
            f'l:{name} navo:letterKind "letter" ; eli:date_document "{date}"^^xsd:date{own} .\n' + self._paper(paper)
        )
        return self

    def cites(self, name: str, papers: str, date: str = "", speaks_of: str = "afghanistan") -> _Letters:
        """`papers`: the first is the paper, others the same number under a second dossier."""
        self.count += 1
        first, *others = papers.split()
        all_of = ", ".join(f"p:{one}" for one in (first, *others))
        given = f'navo:givenDate "{date}"^^xsd:date ;' if date else ""
        c = f":{name}-{self.count}"
        self.parts.append(f"""
            {c} navo:letter l:{name} ; cito:hasCitingEntity l:{name} ; navo:referenceKind "kamerstuk" ; {given}
                navo:primaryCited p:{first} ; cito:hasCitedEntity {all_of} ; navo:rawReference "{papers}" ; navo:inSentence {c}-s ; navo:evidence {c}-q .
            {c}-s navo:inPassage {c}-p ; navo:speaksOf topic:{speaks_of} . {c}-p navo:about topic:{speaks_of} .
            {c}-q navo:start {self.count} ; navo:end {self.count + 1} .
        """)
        self.parts += [self._paper(one) for one in (first, *others)]
        return self

    @staticmethod
    def _paper(paper: str) -> str:
        dossier, _, number = paper.rpartition("-")
        if not paper:
            return ""
        return f'p:{paper} navo:dossier d:{dossier} ; navo:number "{number}" . d:{dossier} navo:dossierNumber "{dossier}" .\n'

    def doubts(self) -> list[tuple[str, str, str]]:
        """Words of the reference, the doubt, and what it does not fit."""
        from pyoxigraph import RdfFormat, Store

        store = Store()
        store.load("".join(self.parts), format=RdfFormat.TURTLE)
        found = question("doubtful-references")
        rows = in_oxigraph(store, found.text)
        assert in_rdflib(dataset(store), found.text) == rows
        at = [[column.name for column in found.columns].index(name) for name in ("reference", "doubt", "against")]
        short = [[row[i].split("^^")[0].strip("<>").rsplit("/", 1)[-1] for i in at] for row in rows]
        return sorted((a, b, c) for a, b, c in short)


def _order() -> _Letters:
    """Three papers in order, two of them with dates that letters give."""
    it = _Letters().letter("a", "2030-06-01", "28676-520")
    return it.cites("a", "28676-500", "2029-01-10").cites("a", "28676-510", "2030-02-01")


def test_references_in_order_are_not_doubted() -> None:
    assert _order().doubts() == []


def test_numbers_may_be_out_of_order_by_a_month() -> None:
    assert _order().cites("a", "28676-511", "2030-01-05").doubts() == []


def test_a_paper_is_not_younger_than_the_letter() -> None:
    assert _order().cites("a", "28676-519", "2030-06-02").doubts() == [("28676-519", "younger than the letter", "a")]


def test_one_paper_has_one_date() -> None:
    twice = _order().letter("b", "2030-07-01").cites("b", "28676-510", "2030-02-01")
    assert twice.doubts() == []
    other = _order().letter("b", "2030-07-01").cites("b", "28676-520", "2030-06-02")
    assert other.doubts() == [("28676-520", "two dates", "a")]


def test_of_dates_out_of_order_the_odd_one_is_shown() -> None:
    found = (
        _order().letter("b", "2030-07-01").cites("b", "28676-505", "2028-01-10").cites("b", "28676-501", "2029-02-01")
    )
    assert [row for row in found.doubts() if row[1] == "out of order"] == [("28676-505", "out of order", "28676-500")]


def test_a_number_that_a_letter_cited_before_is_older() -> None:
    found = _order().letter("b", "2029-06-01").cites("b", "28676-508").letter("c", "2030-08-01")
    found.cites("c", "28676-507", "2029-12-24")
    assert found.doubts() == [("28676-507", "out of order", "28676-508")]


def test_two_dossiers_have_one_order() -> None:
    found = _Letters().letter("a", "2030-06-01").cites("a", "28676-5 29521-5").letter("b", "2030-06-02")
    assert found.cites("b", "28676-5 29521-5").doubts() == []
    found.cites("b", "29521-5 28676-5")
    assert {row for row in found.doubts() if row[0].startswith("29521")} == {
        ("29521-5 28676-5", "order of dossiers", "28676-5")
    }


@pytest.mark.parametrize(
    ("subject", "doubted"), [("covid-19", False), ("vaccines", False), ("afghanistan", True)], ids=str
)
def test_under_a_dossier_of_one_subject_the_text_speaks_of_it(subject: str, doubted: bool) -> None:
    found = _Letters().letter("a", "2030-06-01").cites("a", "28676-5 25295-5", speaks_of=subject)
    assert found.doubts() == ([("28676-5 25295-5", "other subject", "25295")] if doubted else [])


@pytest.mark.parametrize(
    ("paper", "doubted"), [("28677-5", True), ("28766-5", True), ("28999-5", False), ("38600-X-5", False)]
)
def test_a_dossier_a_digit_away_from_a_known_one_is_doubted(paper: str, doubted: bool) -> None:
    found = _Letters().letter("a", "2030-06-01").cites("a", paper)
    assert found.doubts() == ([(paper, "unknown dossier", "28676")] if doubted else [])
    found.letter("b", "2030-06-02").cites("b", paper)  # two letters write it: it is no slip
    assert found.doubts() == []


def test_numbers_do_not_run_three_times_as_fast() -> None:
    steady = _Letters().letter("a", "2030-01-01").letter("b", "2031-01-01").letter("c", "2032-01-01")
    steady.cites("a", "28676-400").cites("b", "28676-450").cites("c", "28676-500")
    assert steady.cites("c", "28676-360", "2029-03-01").doubts() == []
    hasty = _Letters().letter("a", "2030-01-01").letter("b", "2031-01-01").letter("c", "2032-01-01")
    hasty.cites("a", "28676-400").cites("b", "28676-450").cites("c", "28676-500")
    assert hasty.cites("c", "28676-310", "2029-10-01").doubts() == [("28676-310", "pace", "28676-400")]
