"""ontology/shapes.ttl: each constraint is met by a good letter, broken by a bad one, and says so in two languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from letter_case import LETTER, SH, apply, case, case_paths, letter, node, nquads, reference, rows, triples, without
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Words
from rdflib.namespace import RDF
from rdflib.namespace import SH as S

from navograaf.errors import NavograafError
from navograaf.files import folder
from navograaf.graph.check import Result, check_letter, check_reference
from navograaf.graph.shapes import shapes
from navograaf.iris import ONTOLOGY, PREFIXES

KNOWN = reference()
PATHS = list(case_paths())
SHAPES = Graph().parse(folder("ontology") / "shapes.ttl")
XSD = PREFIXES["xsd"]


def test_good_letter_has_no_result() -> None:
    assert check_letter(nquads(letter()), KNOWN) == []


def test_good_reference_data_have_no_result() -> None:
    assert check_reference(nquads(triples(Path(__file__).parent / "cases/reference.ttl"), "reference")) == []


def test_good_letter_has_a_node_for_every_shape() -> None:
    """Without one the mutations below would prove nothing of that shape."""
    classes = {row.object.value for row in letter() if row.predicate.value == PREFIXES["rdf"] + "type"}
    above = shapes("letter").above
    there = classes | {up for one in classes for up in above.get(one, ())}
    for shape in SHAPES.subjects(URIRef(ONTOLOGY + "checkedIn"), Words("letter")):
        for target in SHAPES.objects(shape, S.targetClass):
            assert str(target) in there, shape


# Cases: a letter or the reference data, changed in one way


def test_number_of_cases() -> None:
    assert len(PATHS) == 82


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    found = case(path)
    text = nquads(apply(found))
    results = check_letter(text, KNOWN) if found.scope == "letter" else check_reference(text)
    assert rows(results) == found.expects


# Mutations: every constraint of every property shape is broken once, in the good letter


def _constraints() -> Iterator[Any]:
    """(shape, target node, path, component, damaged triples) for what can be broken by machine."""
    for shape in sorted(SHAPES.subjects(URIRef(ONTOLOGY + "checkedIn"), Words("letter")), key=str):
        for prop in SHAPES.objects(shape, S.property):
            path = SHAPES.value(prop, S.path)
            if isinstance(path, URIRef) and (target := _target(shape, str(path))):
                for component, rows_ in _damages(prop, target, str(path)):
                    name = (
                        f"{str(shape).partition('#')[2]}-{str(path).replace('/', '#').rpartition('#')[2]}-{component}"
                    )
                    yield pytest.param(target, str(path), component, _severity(prop), rows_, id=name)


def _severity(prop: Any) -> str:
    return str(SHAPES.value(prop, S.severity) or S.Violation).removeprefix(SH)


def _target(shape: Any, path: str) -> str | None:
    """The first node of the good letter that a shape looks at and that has the property."""
    kinds = {str(one) for one in SHAPES.objects(shape, S.targetClass)}
    above, rows_ = shapes("letter").above, letter()
    typed = {
        row.subject.value
        for row in rows_
        if row.predicate.value == PREFIXES["rdf"] + "type" and above.get(row.object.value, frozenset()) & kinds
    }
    having = {row.subject.value for row in rows_ if row.predicate.value == path}
    return min(typed & having, default=None)


def _damages(prop: Any, target: str, path: str) -> Iterator[tuple[str, set[ox.Triple]]]:
    rows_ = letter()
    subject, predicate = ox.NamedNode(target), ox.NamedNode(path)
    stripped = without(rows_, target, path)
    say: dict[Any, tuple[str, Any]] = {
        S["in"]: ("In", ox.Literal("nonsense")),
        S.datatype: ("Datatype", ox.Literal("x", datatype=ox.NamedNode(XSD + "token"))),
        S.pattern: ("Pattern", ox.Literal("?!")),
        S["class"]: ("Class", ox.NamedNode("https://example.org/nothing")),
        S.nodeKind: ("NodeKind", ox.Literal("not an IRI")),
        S.minInclusive: ("MinInclusive", ox.Literal(-1)),
        S.minLength: ("MinLength", ox.Literal("")),
        S["or"]: ("Or", ox.Literal("30 februari")),
    }
    for constraint, value in SHAPES.predicate_objects(prop):
        if constraint == S.minCount:
            yield "MinCount", stripped
        elif constraint == S.maxCount and value != Words(0):
            more = {ox.Triple(subject, predicate, ox.Literal(f"more {n}")) for n in range(int(str(value)))}
            yield "MaxCount", rows_ | more
        elif constraint == S.nodeKind and value != S.IRI:
            continue
        elif constraint in say:
            component, wrong = say[constraint]
            yield component, stripped | {ox.Triple(subject, predicate, wrong)}


MUTATIONS = list(_constraints())


def test_number_of_mutations() -> None:
    assert len(MUTATIONS) == 373


@pytest.mark.parametrize(("target", "path", "component", "severity", "damaged"), MUTATIONS)
def test_constraint_is_enforced(target: str, path: str, component: str, severity: str, damaged: set[ox.Triple]) -> None:
    results = check_letter(nquads(damaged), KNOWN)
    assert any((r.severity, r.focus, r.iri, r.component) == (severity, target, path, component) for r in results), rows(
        results
    )


# Ids


@pytest.mark.parametrize(
    "number", ["28676", "9876", "35300-X", "36600-V", "36600-VIII", "21501-28", "21501-02", "36410-K"]
)
def test_dossier_numbers_that_are_right(number: str) -> None:
    assert _dossier(number) == []


@pytest.mark.parametrize(
    "number", ["", "286", "286766", "28 676", "35300 X", "35300-x", "28676-", "28676-123", "kst-28676"]
)
def test_dossier_numbers_that_are_wrong(number: str) -> None:
    assert "Pattern" in _dossier(number)


def _dossier(number: str) -> list[str]:
    it = node("dossier/28676")
    damaged = without(letter(), it.value, ONTOLOGY + "dossierNumber")
    return _components(damaged | {ox.Triple(it, node("navo:dossierNumber"), ox.Literal(number))})


@pytest.mark.parametrize(
    "identifier",
    [
        "28676-346",
        "35300-X-64",
        "21501-28-263",
        "36600-V-51",
        "9876-1",
        "35570-A",
        "36410-X-A",
        "33328-R1984-5",
        "33328-(R1984)-5",
    ],
)
def test_kamerstukken_that_are_right(identifier: str) -> None:
    assert _kamerstuk(identifier) == []


@pytest.mark.parametrize(
    "identifier", ["28676", "28676-", "-346", "28676-346-", "28 676-346", "28676, nr. 346", "2020D11584"]
)
def test_kamerstukken_that_are_wrong(identifier: str) -> None:
    assert "Pattern" in _kamerstuk(identifier)


def _kamerstuk(identifier: str) -> list[str]:
    it = node("kamerstuk/28676-344")
    damaged = without(letter(), it.value, PREFIXES["dcterms"] + "identifier")
    return _components(damaged | {ox.Triple(it, node("dcterms:identifier"), ox.Literal(identifier))})


def _components(damaged: set[ox.Triple]) -> list[str]:
    return [result.component for result in check_letter(nquads(damaged), KNOWN)]


# The file itself


def test_every_property_shape_speaks_two_languages() -> None:
    for prop in {*SHAPES.objects(None, S.property), *SHAPES.objects(None, S.sparql)}:
        assert Counter(m.language for m in SHAPES.objects(prop, S.message) if isinstance(m, Words)) == {
            "en": 1,
            "nl": 1,
        }


def test_every_shape_says_what_to_do_and_where_it_is_checked() -> None:
    remedy, checked = URIRef(ONTOLOGY + "remedy"), URIRef(ONTOLOGY + "checkedIn")
    found = set(SHAPES.subjects(RDF.type, S.NodeShape))
    assert len(found) == 62
    for shape in found:
        assert {m.language for m in SHAPES.objects(shape, remedy) if isinstance(m, Words)} == {"en", "nl"}, shape
        assert {str(v) for v in SHAPES.objects(shape, checked)} <= {
            "letter",
            "reference",
            "collection",
            "corrections",
            "links",
        }, shape
        assert (shape, checked, None) in SHAPES, shape


def test_severities_are_on_purpose() -> None:
    """All the rest is a Violation, which sets a letter aside."""
    lenient = set()
    for shape in SHAPES.subjects(RDF.type, S.NodeShape):
        for one in (shape, *SHAPES.objects(shape, S.property)):
            if (one, S.severity, None) in SHAPES:
                severity = str(SHAPES.value(one, S.severity)).removeprefix(SH)
                lenient.add((str(shape).removeprefix(ONTOLOGY).removesuffix("Shape"), severity))
    assert lenient == {
        ("LetterUnknowns", "Info"),
        ("LetterDoubt", "Warning"),
        ("WhenAndWhere", "Warning"),
        ("LetterReferenceOrder", "Warning"),
        ("LetterReferenceDate", "Warning"),
        ("SignatoryHeldPost", "Warning"),
        ("MentionedThing", "Warning"),
        ("Citation", "Warning"),
        ("Decision", "Info"),
        ("Meeting", "Info"),
        ("MeetingOrder", "Warning"),
        ("Thing", "Warning"),
        ("OneLetterForAPaper", "Warning"),
        ("OneStoryOfAMeeting", "Warning"),
        ("CorrectionFits", "Warning"),
    }


def test_shapes_are_well_formed_shacl() -> None:
    from pyshacl import validate

    validate(Graph(), shacl_graph=Graph() + SHAPES, meta_shacl=True)


# Not the reference data, and not the number that rdflib would read differently.
COMPARED = [path for path in PATHS if "start-a-word" not in path.stem and case(path).scope == "letter"]


def test_number_compared() -> None:
    assert len(COMPARED) == 73


@pytest.mark.parametrize("path", COMPARED, ids=lambda path: path.stem)
def test_results_are_those_of_the_file_as_it_stands(path: Path) -> None:
    """What is done for speed (shapes taken apart, classes added, literals copied) changes no result.

    pyshacl itself, on the shapes as the file has them and on all of the reference data, gives the same.
    """
    from pyshacl import validate

    found = case(path)
    own = apply(found)
    lines = "".join(f"{row} .\n" for row in own)
    data = Graph().parse(data=lines, format="nt") + KNOWN + Graph().parse(folder("ontology") / "navo.ttl")
    plain = Graph() + SHAPES
    for shape in set(plain.subjects(RDF.type, S.NodeShape)):
        if (shape, URIRef(ONTOLOGY + "checkedIn"), Words("letter")) not in plain:
            plain.remove((shape, None, None))
    _, report, _ = validate(data, shacl_graph=plain, inference="none")
    assert isinstance(report, Graph)
    subjects = {row.subject.value for row in own}
    plainly = Counter(
        (
            str(report.value(result, S.resultSeverity)).removeprefix(SH),
            str(report.value(result, S.focusNode)),
            str(report.value(result, S.sourceConstraintComponent)).removeprefix(SH).removesuffix("ConstraintComponent"),
        )
        for result in report.objects(None, S.result)
        if str(report.value(result, S.focusNode)) in subjects
        and not isinstance(report.value(result, S.focusNode), BNode)
    )
    ours = Counter((r.severity, r.focus, r.component) for r in check_letter(nquads(own), KNOWN))
    assert ours == plainly
    assert LETTER in subjects


# Shapes that an analyst breaks


@pytest.mark.parametrize(
    ("added", "what"),
    [
        ("navo:NewShape a sh:NodeShape ; sh:targetClass navo:Letter .", "does not say where it is checked"),
        (
            'navo:NewShape a sh:NodeShape ; sh:targetClass navo:Letter ; navo:checkedIn "lettre" .',
            "where it is checked",
        ),
        ("navo:NewShape a sh:NodeShape ; ;;", "not Turtle"),
        (
            'navo:NewShape a sh:NodeShape ; sh:targetClass navo:Letter ; navo:checkedIn "letter" ; '
            'sh:property [ sh:path navo:number ; sh:minCount "one" ] .',
            "shapes cannot be used",
        ),
    ],
)
def test_a_broken_shape_is_an_error_that_says_what(
    added: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NavograafError, match=what) as error:
        _with(added, tmp_path, monkeypatch)
    assert "shapes.ttl" in error.value.where


def test_a_shape_in_one_language_and_without_remedy_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = """navo:NewShape a sh:NodeShape ; sh:targetClass navo:Letter ; navo:checkedIn "letter" ;
        sh:property [ sh:path navo:place ; sh:hasValue "Utrecht" ; sh:message "Een brief komt uit Utrecht"@nl ] ."""
    (result,) = _with(added, tmp_path, monkeypatch)
    assert (result.message_en, result.message_nl, result.remedy_en) == (*["Een brief komt uit Utrecht"] * 2, "")
    assert (result.path, result.component) == ("navo:place", "HasValue")


def _with(added: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    for name in ("navo.ttl", "shapes.ttl"):
        (place / name).write_text((folder("ontology") / name).read_text("utf-8"), "utf-8")
    with (place / "shapes.ttl").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{added}\n")
    monkeypatch.setattr("navograaf.graph.shapes.folder", lambda name: place)
    return check_letter(nquads(letter()), KNOWN)
