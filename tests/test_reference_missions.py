"""The reference files of topics, missions and documents: complete, unambiguous and closed under their own links."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS, XSD
from rdflib.term import Node

from navograaf.iris import ONTOLOGY, PREFIXES, THINGS

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
NAVO = Namespace(ONTOLOGY)
FILES = ("topics", "missions", "documents")
CLASS_OF = {"topic": SKOS.Concept, "mission": NAVO.Mission, "document": NAVO.NamedDocument}
FILE_OF = {"topic": "topics", "mission": "missions", "document": "documents"}
STRONG = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, NAVO.abbreviation, NAVO.description)
MISSION_KINDS = {"mission", "operation", "exercise", "force", "command"}
DOCUMENT_KINDS = {
    "advice",
    "agreement",
    "concept",
    "declaration",
    "framework",
    "law",
    "letter",
    "plan",
    "pledge",
    "policy",
    "report",
    "standard",
    "strategy",
    "treaty",
}
# Papers about one meeting and articles in the press are no reference data: they are known by their number or address.
NOT_NAMED = {"letter", "article", "web page"}


@cache
def graph(name: str) -> Graph:
    return Graph().parse(ROOT / "ontology" / f"{name}.ttl", format="turtle")


@cache
def ids(kind: str) -> dict[str, URIRef]:
    """dcterms:identifier -> IRI of each thing of a kind."""
    found = graph(FILE_OF[kind])
    things = [s for s in found.subjects(RDF.type, CLASS_OF[kind]) if isinstance(s, URIRef)]
    return {str(found.value(thing, DCTERMS.identifier)): thing for thing in things}


def gold(name: str, key: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))[key]
    return found


def labels(name: str, thing: URIRef) -> set[str]:
    return {str(o) for p in STRONG for o in graph(name).objects(thing, p)}


def shared_labels(kind: str) -> Iterator[tuple[str, list[URIRef]]]:
    """Labels, case folded, that stand with two things or more."""
    owners: defaultdict[str, set[URIRef]] = defaultdict(set)
    for thing in ids(kind).values():
        for label in labels(FILE_OF[kind], thing):
            owners[label.casefold()].add(thing)
    for label, things in sorted(owners.items()):
        if len(things) > 1:
            yield label, sorted(things)


@pytest.mark.parametrize(("kind", "count"), [("topic", 71), ("mission", 357), ("document", 292)])
def test_number_of_things_and_their_iris(kind: str, count: int) -> None:
    assert len(ids(kind)) == count
    for name, iri in ids(kind).items():
        assert str(iri) == f"{THINGS}{kind}/{name}"


@pytest.mark.parametrize("name", FILES)
def test_only_known_namespaces_and_no_blank_nodes(name: str) -> None:
    known = tuple(PREFIXES.values())
    assert len(graph(name)) > 1000
    for triple in graph(name):
        assert not any(isinstance(term, BNode) for term in triple), triple
        assert all(str(term).startswith(known) for term in triple if isinstance(term, URIRef)), triple
        assert str(triple[0]).startswith(THINGS), triple


@pytest.mark.parametrize("name", FILES)
def test_the_file_opens_with_a_comment_on_its_source(name: str) -> None:
    text = (ROOT / "ontology" / f"{name}.ttl").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "nato.int" in text.split("@prefix")[0]
    assert not [line for line in text.splitlines() if len(line) > 120]


@pytest.mark.parametrize("kind", list(CLASS_OF))
def test_every_thing_has_one_dutch_and_one_english_name(kind: str) -> None:
    for thing in ids(kind).values():
        languages = [o.language for o in graph(FILE_OF[kind]).objects(thing, SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(map(str, languages)) == ["en", "nl"], thing


@pytest.mark.parametrize("name", FILES)
def test_labels_are_trimmed_words(name: str) -> None:
    for predicate in (*STRONG, NAVO.weakTerm, NAVO.headingTerm):
        for label in graph(name).objects(None, predicate):
            assert str(label) == " ".join(str(label).split()), label
            assert len(str(label)) >= 2, label


# Topics


def test_topics_of_the_controlled_list_keep_id_names_and_place() -> None:
    listed = gold("topics", "topics")
    assert len(listed) == 40
    for topic in listed:
        iri = ids("topic")[topic["id"]]
        found = graph("topics")
        assert (iri, NAVO.topicSet, Literal("core")) in found
        assert (iri, SKOS.prefLabel, Literal(topic["label_nl"], "nl")) in found
        assert (iri, SKOS.prefLabel, Literal(topic["label_en"], "en")) in found
        expected = ids("topic")[topic["broader"]] if topic["broader"] else None
        assert found.value(iri, SKOS.broader) == expected
        words = labels("topics", iri) | {str(o) for o in found.objects(iri, NAVO.weakTerm)}
        assert set(topic["alt_labels_nl"]) <= words, topic["id"]


def test_topic_sets_are_counted() -> None:
    sets = Counter(str(o) for o in graph("topics").objects(None, NAVO.topicSet))
    assert sets == {"core": 40, "more": 31}


def test_topics_have_two_levels_in_one_scheme() -> None:
    found, scheme = graph("topics"), URIRef(f"{THINGS}scheme/topics")
    assert (scheme, RDF.type, SKOS.ConceptScheme) in found
    tops = set(found.objects(scheme, SKOS.hasTopConcept))
    for topic in ids("topic").values():
        assert (topic, SKOS.inScheme, scheme) in found
        parent = found.value(topic, SKOS.broader)
        assert (parent is None) == (topic in tops) == ((topic, SKOS.topConceptOf, scheme) in found)
        if parent is not None:
            assert parent in tops, "a topic hangs below a top topic that exists"


def test_a_term_is_either_strong_or_weak_and_every_topic_can_be_found() -> None:
    for name, topic in ids("topic").items():
        never = {str(o) for o in graph("topics").objects(topic, NAVO.notMatched)}
        strong = labels("topics", topic) - never
        weak = {str(o) for o in graph("topics").objects(topic, NAVO.weakTerm)}
        assert not strong & weak, name
        assert len(strong) >= 4, name
        assert list(graph("topics").objects(topic, NAVO.headingTerm)), name


def test_words_that_mean_something_else_are_not_strong() -> None:
    found = graph("topics")
    for name, word in [("space", "ruimte"), ("force-protection", "beveiliging"), ("fight-against-isis", "coalitie")]:
        topic = ids("topic")[name]
        assert Literal(word, "nl") in set(found.objects(topic, NAVO.weakTerm))
        never = {str(o) for o in found.objects(topic, NAVO.notMatched)}
        assert word not in labels("topics", topic) - never
    # "enabling capaciteiten" is about logistics in Iraq, not about SACEUR's area
    assert not any("enabling" in word.casefold().split() for word in labels("topics", ids("topic")["space"]))
    assert "enablers" not in labels("topics", ids("topic")["enablement"])


# Missions


def test_missions_of_the_annotated_letters_are_here() -> None:
    listed = gold("entities", "missions")
    assert len(listed) == 19
    found = graph("missions")
    for mission in listed:
        iri = ids("mission")[mission["id"]]
        assert str(found.value(iri, NAVO.missionKind)) == mission["kind"]
        if "part_of" in mission:
            assert found.value(iri, NAVO.partOf) == ids("mission")[mission["part_of"]]


def test_names_in_the_annotated_letters_are_labels_of_their_mission() -> None:
    """What an annotator read as a name or abbreviation is known; coordinated phrases are a matter of rules."""
    seen = 0
    for number in range(5):
        letter = json.loads((GOLD / f"{number:03}.json").read_text(encoding="utf-8"))
        for mission in letter["missions"]:
            words = {label.casefold() for label in labels("missions", ids("mission")[mission["id"]])}
            for mention in mission["mentions"]:
                surface = mention.get("normal", re.sub(r"\s+", " ", mention["surface"])).replace("- ", "-")
                if not mention.get("coordinated"):
                    assert surface.casefold() in words, (mission["id"], surface)
                    seen += 1
    assert seen == 87


def test_mission_kinds_are_a_closed_list() -> None:
    kinds = Counter(str(graph("missions").value(m, NAVO.missionKind)) for m in ids("mission").values())
    assert set(kinds) == MISSION_KINDS
    assert min(kinds.values()) >= 15


def test_two_missions_share_a_label_only_when_dates_tell_them_apart() -> None:
    found = graph("missions")
    shared = list(shared_labels("mission"))
    assert len(shared) >= 8
    for label, missions in shared:
        for mission in missions:
            assert found.value(mission, NAVO.validFrom) is not None, (label, mission)


@pytest.mark.parametrize(
    ("label", "date", "expected"),
    [
        ("missie in Afghanistan", "2008-06-12", {"ISAF"}),
        ("missie in Afghanistan", "2020-02-03", {"RSM"}),
        ("NAVO-missie in Irak", "2006-06-01", {"NTM-I"}),
        ("NAVO-missie in Irak", "2020-02-03", {"NMI"}),
        ("NAVO-missie in Irak", "2015-06-01", set()),
        ("Patriots in Turkije", "2003-03-01", {"DISPLAY-DETERRENCE"}),
        ("Patriots in Turkije", "2013-06-04", {"ACTIVE-FENCE"}),
        ("missies in Afghanistan en Irak", "2020-02-03", {"NMI", "RSM"}),
    ],
)
def test_a_description_means_the_mission_of_its_time(label: str, date: str, expected: set[str]) -> None:
    found = graph("missions")
    hits = set()
    for name, mission in ids("mission").items():
        if label in {str(o) for o in found.objects(mission, NAVO.description)}:
            start = str(found.value(mission, NAVO.validFrom))
            end = str(found.value(mission, NAVO.validUntil) or "9999")
            if start <= date and date[: len(end)] <= end:
                hits.add(name)
    assert hits == expected


@pytest.mark.parametrize("name", ["missions", "documents"])
def test_links_end_at_things_that_exist(name: str) -> None:
    topics, missions, documents = (set(ids(kind).values()) for kind in CLASS_OF)
    targets: dict[Node, set[URIRef]] = {NAVO.topic: topics, NAVO.partOf: missions, DCTERMS.isVersionOf: documents}
    found = graph(name)
    counted = Counter(p for _, p, o in found if p in targets and o in targets[p])
    assert counted == Counter(p for _, p, _ in found if p in targets)
    assert counted[NAVO.topic] > 100


def test_leaders_and_countries_are_iris_of_their_kind() -> None:
    for predicate, kind in [
        (NAVO.leadOrganisation, "organisation"),
        (NAVO.leadCountry, "country"),
        (NAVO.inCountry, "country"),
    ]:
        ends = set(graph("missions").objects(None, predicate))
        assert ends
        assert all(str(end).startswith(f"{THINGS}{kind}/") for end in ends)


@pytest.mark.parametrize("name", ["missions", "documents"])
def test_dates_are_as_precise_as_they_look_and_in_order(name: str) -> None:
    shapes = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
    found = graph(name)
    dates = [
        o
        for p in (NAVO.startDate, NAVO.endDate, NAVO.validFrom, NAVO.validUntil, DCTERMS.issued)
        for o in found.objects(None, p)
    ]
    assert len(dates) > 100
    for date in dates:
        assert isinstance(date, Literal)
        assert date.datatype == shapes[len(str(date))]
        assert re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", str(date)), date
    for first, last in [(NAVO.startDate, NAVO.endDate), (NAVO.validFrom, NAVO.validUntil)]:
        for thing, start in found.subject_objects(first):
            end = found.value(thing, last)
            if end is not None:
                shorter = min(len(str(start)), len(str(end)))
                assert str(start)[:shorter] <= str(end)[:shorter], thing


# Documents


def test_named_documents_of_the_annotated_letters_are_here() -> None:
    listed = [d for d in gold("entities", "documents") if d["kind"] not in NOT_NAMED]
    assert len(listed) == 41
    found = graph("documents")
    for document in listed:
        iri = ids("document")[document["id"]]
        assert str(found.value(iri, NAVO.documentKind)) == document["kind"]
        if "refs" in document:
            assert found.value(iri, NAVO.kamerstuk) == URIRef(f"{THINGS}kamerstuk/{document['refs'][0]}")


def test_document_kinds_are_a_closed_list() -> None:
    kinds = Counter(str(graph("documents").value(d, NAVO.documentKind)) for d in ids("document").values())
    assert set(kinds) == DOCUMENT_KINDS
    assert kinds["treaty"] >= 10


def test_two_documents_share_a_label_only_when_dates_tell_them_apart() -> None:
    found = graph("documents")
    shared = list(shared_labels("document"))
    assert [label for label, _ in shared] == ["nap", "nap 1325", "nationaal actieplan 1325"]
    for label, documents in shared:
        spans = sorted(
            (str(found.value(d, NAVO.validFrom)), str(found.value(d, NAVO.validUntil) or "9999")) for d in documents
        )
        assert all(before[1] < after[0] for before, after in pairwise(spans)), label


def test_kamerstuk_links_look_like_numbers_in_a_dossier() -> None:
    ends = sorted(str(o) for o in graph("documents").objects(None, NAVO.kamerstuk))
    assert len(ends) == 13
    assert all(re.fullmatch(re.escape(THINGS) + r"kamerstuk/\d{5}(-[IVX]+)?-\d+", end) for end in ends)


def test_years_of_texts_that_everyone_knows() -> None:
    found = graph("documents")
    for name, year in [
        ("north-atlantic-treaty", "1949"),
        ("nato-russia-founding-act-1997", "1997"),
        ("strategic-concept-1999", "1999"),
        ("strategic-concept-2010", "2010"),
        ("strategic-concept-2022", "2022"),
        ("defence-investment-pledge", "2014"),
        ("hague-investment-plan", "2025"),
        ("inf-treaty", "1987"),
    ]:
        assert str(found.value(ids("document")[name], DCTERMS.issued)) == year
