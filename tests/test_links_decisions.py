"""links/decisions.py and outcomes.py: the same matter from letter to letter, and what came of it."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import found_links
import pytest
from conftest import ROOT
from found_links import FoundLinks
from hypothesis import given, settings
from hypothesis import strategies as st
from small_letters import Collection

from navograaf.graph.build import build, remove
from navograaf.graph.folder import GraphFolder
from navograaf.links.anaphora import Heads
from navograaf.links.digest import Digest
from navograaf.links.likeness import Likeness, family
from navograaf.links.rarity import Rarity

LETTERS = ROOT / "tests" / "cases" / "threads"
FILES = sorted(LETTERS.glob("*.txt"))
THREADS = {
    ("agenda approve expected", "consultation approve expected", "report approve taken"),
    ("agenda suspend taken", "report resume taken"),
    ("agenda strengthen expected", "consultation strengthen expected", "report strengthen taken"),
    ("agenda contribute not_yet", "next contribute taken"),
    ("agenda adopt expected", "report reject taken"),
}
"""What a reader of the four letters takes for one matter. The change of command in the last letter is another."""
OUTCOMES = {
    "agenda approve expected": ("fulfilled", "report approve taken"),
    "agenda agree proposed": ("silent", ""),  # of the training centre "werd van gedachten gewisseld"
    "agenda strengthen expected": ("fulfilled", "report strengthen taken"),
    "agenda contribute not_yet": ("fulfilled", "next contribute taken"),
    "agenda adopt expected": ("contradicted", "report reject taken"),  # "verwierpen het actieplan"
    "agenda certify expected": ("no report", ""),  # "in december": the report on June cannot tell
    "consultation approve expected": ("fulfilled", "report approve taken"),
    "consultation strengthen expected": ("fulfilled", "report strengthen taken"),
    "next transfer expected": ("no report", ""),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    made = GraphFolder.create(tmp_path_factory.mktemp("threads") / "graph")
    assert not build(made, [LETTERS]).set_aside
    return made


@pytest.fixture(scope="module")
def digests(folder: GraphFolder) -> dict[str, Digest]:
    return found_links.graph_digests(folder)


@pytest.fixture(scope="module")
def collection(digests: dict[str, Digest]) -> Collection:
    return found_links.collected(digests)


@pytest.fixture(scope="module")
def found(folder: GraphFolder, digests: dict[str, Digest]) -> FoundLinks:
    return found_links.graph_links(folder, digests)


def names(collection: Collection) -> dict[str, str]:
    """IRI of a decision -> "letter act status"."""
    return {
        item.iri: f"{Path(item.letter.file).stem} {item.act} {item.status}"
        for item in collection.items
        if item.kind == "decision"
    }


def test_there_are_four_letters_in_the_order_of_reading(collection: Collection) -> None:
    assert [letter.file for letter in collection.letters] == [
        "agenda.txt",
        "consultation.txt",
        "report.txt",
        "next.txt",
    ]


def test_threads_are_those_that_a_reader_sees(collection: Collection, found: FoundLinks) -> None:
    called, threads = names(collection), found.threads
    assert {tuple(called[one] for one in thread.members) for thread in threads} == THREADS
    labels = {called[thread.members[0]]: thread.label for thread in threads}
    assert labels["agenda approve expected"] == "het nieuwe Rotational Model for Air Defence"


def test_every_expectation_has_its_one_outcome(collection: Collection, found: FoundLinks) -> None:
    called, outcomes = names(collection), found.of("outcomes")
    assert len(outcomes) == len(OUTCOMES)
    told = {
        called[one.source]: (one.outcome, called.get(one.targets[0], "") if one.targets else "") for one in outcomes
    }
    assert told == OUTCOMES


def test_a_silent_report_is_quoted_where_it_speaks_of_the_matter(collection: Collection, found: FoundLinks) -> None:
    words = {one.iri: one.words for one in collection.sentences}
    silent = next(link for link in found.links if link.outcome == "silent")
    assert [words[one] for one in silent.targets] == [
        "Over het opleidingscentrum voor onderzeebootbestrijding in Bergen werd van gedachten gewisseld."
    ]


def test_a_link_names_rule_and_reason(found: FoundLinks) -> None:
    links = found.links + found.ties
    assert len(links) > len(OUTCOMES)
    assert all(link.rule.startswith("links.") and link.reason and link.confidence for link in links)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_is_compared_does_not_matter(
    folder_of: GraphFolder, digests_of: dict[str, Digest], chance: random.Random
) -> None:
    mixed = dict(chance.sample(list(digests_of.items()), len(digests_of)))

    def all_of(made: dict[str, Digest], steps: int) -> set[tuple[str, ...]]:
        return {thread.members for thread in found_links.graph_links(folder_of, made, steps).threads}

    assert all_of(mixed, len(mixed)) == all_of(digests_of, 1)


@pytest.fixture(scope="module")
def folder_of(folder: GraphFolder) -> GraphFolder:
    """The same folder, so that hypothesis may use it in each example."""
    return folder


@pytest.fixture(scope="module")
def digests_of(digests: dict[str, Digest]) -> dict[str, Digest]:
    """The same letters, likewise."""
    return digests


def graph_of(folder: GraphFolder) -> str:
    return "".join(sorted(text for _, links in folder.links() for text in links.splitlines(keepends=True)))


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_links_are_the_same_in_whatever_order_letters_are_built(
    tmp_path: Path, folder: GraphFolder, order: tuple[int, ...]
) -> None:
    made = GraphFolder.create(tmp_path / "graph")
    for number in order:
        build(made, [FILES[number]])
    assert graph_of(made) == graph_of(folder)
    assert graph_of(made).count("#SameDecision>") > 0


def test_a_letter_taken_out_leaves_no_link(tmp_path: Path) -> None:
    made = GraphFolder.create(tmp_path / "graph")
    build(made, [LETTERS])
    report = next(one.id for one in made.letters() if one.file == "report.txt")
    remove(made, report)
    assert f"/letter/{report}/" not in graph_of(made)
    digests = found_links.graph_digests(made)
    called = names(found_links.collected(digests))
    outcomes = found_links.graph_links(made, digests).of("outcomes")
    assert {called[one.source]: one.outcome for one in outcomes}["agenda approve expected"] == "no report"


def test_the_store_has_what_the_file_has(folder: GraphFolder) -> None:
    from pyoxigraph import NamedNode

    from navograaf.links.link_quads import graph_iri
    from navograaf.links.model import KINDS

    stored = sum(
        1 for kind in KINDS for _ in folder.store().quads_for_pattern(None, None, None, NamedNode(graph_iri(kind)))
    )
    assert stored == graph_of(folder).count("\n") > 0


# What decisions are compared by


def test_likeness_does_not_depend_on_the_order(collection: Collection) -> None:
    items = [item for item in collection.items if item.kind == "decision"]
    likeness = Likeness(Rarity(collection.sentences))
    for item in items:
        likeness.know(item)
    for a, b in itertools.combinations(items, 2):
        assert likeness.of(a, b) == pytest.approx(likeness.of(b, a))
        assert 0 <= likeness.of(a, b) <= 1.000001
    assert likeness.of(items[0], items[0]) == pytest.approx(1)


def test_families_of_acts() -> None:
    assert family("approve") == family("adopt") != family("withdraw")
    assert family("an act of a letter") == "an act of a letter"


@pytest.mark.parametrize(
    ("surfaces", "words", "meant"),
    [
        ([(5, "document/pledge", "Resilience Pledge")], "zij willen deze Pledge vernieuwen", ["document/pledge"]),
        (
            [(5, "document/report", "Report on the State of Civil Preparedness")],
            "het Report is af",
            ["document/report"],
        ),
        ([(5, "document/plan", "Actieplan voor vrouwen")], "dit actieplan", ["document/plan"]),
        ([(5, "document/plan", "Actieplan voor vrouwen")], "een actieplan", []),  # another one
        ([(95, "document/plan", "Actieplan voor vrouwen")], "het actieplan", []),  # named only later
        ([(5, "document/a", "Space Policy"), (9, "document/b", "Cyber Policy")], "deze Policy", ["document/b"]),
        ([(5, "document/nap", "NAP")], "het NAP", []),  # a name of one word is a name of its own
    ],
)
def test_a_noun_with_an_article_points_back(surfaces: list[tuple[int, str, str]], words: str, meant: list[str]) -> None:
    assert list(Heads(surfaces).meant(words, 50, frozenset())) == meant


# Held against the shapes


def test_links_conform_to_the_shapes(folder: GraphFolder) -> None:
    from navograaf.graph.check import check_links

    assert check_links(graph_of(folder)) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("/ontology#confidence>", "/ontology#value>"), "A link says how sure it is: high, medium or low"),
        (
            ('"fulfilled"', '"forgotten"'),
            "An outcome is fulfilled, changed, contradicted, silent, no report, kept or open",
        ),
        (("/ontology#linkFrom>", "/ontology#linkTo>"), "A link starts at one place"),
    ],
)
def test_a_broken_link_is_reported(folder: GraphFolder, change: tuple[str, str], message: str) -> None:
    from navograaf.graph.check import check_links

    broken = graph_of(folder).replace(*change)
    assert broken != graph_of(folder)
    assert message in {result.message_en for result in check_links(broken)}
