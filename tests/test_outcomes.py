"""What came of decisions and promises: read from the links, with the place, and only from letters that are shown."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store
from told_letters import told_graph

from navograaf.answers import collection
from navograaf.answers.collection import LetterCard
from navograaf.answers.filters import Limits
from navograaf.answers.outcomes import Came, came_of
from navograaf.answers.statements import statements
from navograaf.answers.trace import trace
from navograaf.graph.folder import GraphFolder
from navograaf.iris import GRAPHS, PREFIXES, THINGS

NAVO = PREFIXES["navo"]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return told_graph(tmp_path_factory.mktemp("outcomes"))


@pytest.fixture(scope="module")
def letters(graph: GraphFolder) -> dict[str, LetterCard]:
    return {card.id: card for card in collection.letters(graph.store())}


def found(graph: GraphFolder, letter: LetterCard, kind: str, status: str = "") -> str:
    """IRI of the first statement of a kind in a letter."""
    said = statements(graph.store(), letter.iri)
    return next(one.iri for one in said if one.kind == kind and status in ("", one.fact("status")))


def linked_store(graph: GraphFolder, *links: tuple[str, str, str, str, str]) -> Store:
    """A copy of the graph with these links and no others: kind, source, outcome, letter IRI, target."""
    store = Store()
    store.bulk_load(graph.store().dump(format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
    for name in [one for one in store.named_graphs() if str(one).startswith(f"<{GRAPHS}links/")]:
        store.remove_graph(name)
    for number, (kind, source, outcome, letter, target) in enumerate(links):
        link = f"<{THINGS}link/{kind}/{number:016}>"
        rows = [("linkFrom", f"<{source}>"), ("outcome", f'"{outcome}"'), ("foundBy", f"<{THINGS}rule/links.test>")]
        rows += [("outcomeLetter", f"<{letter}>")] * bool(letter) + [("linkTo", f"<{target}>")] * bool(target)
        rows += [("confidence", '"high"'), ("reason", '"test"')]
        lines = [f"{link} <{NAVO}{name}> {value} <{GRAPHS}links/{kind}> ." for name, value in rows]
        lines.append(f"{link} <{PREFIXES['rdf']}type> <{NAVO}Link> <{GRAPHS}links/{kind}> .")
        store.load("\n".join(lines).encode(), format=RdfFormat.N_QUADS)
    return store


def test_an_outcome_has_its_letter_and_its_place(graph: GraphFolder, letters: dict[str, LetterCard]) -> None:
    plan, taken = found(graph, letters["agenda"], "decision", "expected"), found(graph, letters["verslag"], "decision")
    store = linked_store(graph, ("outcomes", plan, "fulfilled", letters["verslag"].iri, taken))
    (came,) = trace(store, ["NMI"]).outcomes.values()
    assert came == Came("fulfilled", letters["verslag"], "verslag:13-50")
    assert came.words == "fulfilled in report (number unknown), 27 Jun 2024: verslag:13-50"


def test_an_outcome_in_a_letter_that_could_not_be_known_yet_is_not_told(
    graph: GraphFolder, letters: dict[str, LetterCard]
) -> None:
    plan, taken = found(graph, letters["agenda"], "decision", "expected"), found(graph, letters["verslag"], "decision")
    store = linked_store(graph, ("outcomes", plan, "fulfilled", letters["verslag"].iri, taken))
    assert trace(store, ["NMI"], limits=Limits(as_of="2024-06-26")).outcomes == {}
    assert len(trace(store, ["NMI"], limits=Limits(as_of="2024-06-27")).outcomes) == 1
    assert len(trace(store, ["NMI"], limits=Limits(until="2024-05")).outcomes) == 0
    assert len(trace(store, ["NMI"], limits=Limits(kinds=("plan",))).outcomes) == 1


@pytest.mark.parametrize(
    ("kind", "outcome", "target", "words"),
    [
        ("outcomes", "no report", "", "no report yet"),
        ("commitments", "kept", f"{THINGS}kamerstuk/28676-347", "kept: 28676-347"),
        ("commitments", "open", "", "open"),
    ],
)
def test_outcomes_without_a_letter(
    graph: GraphFolder, letters: dict[str, LetterCard], kind: str, outcome: str, target: str, words: str
) -> None:
    promise = found(graph, letters["verslag"], "commitment")
    store = linked_store(graph, (kind, promise, outcome, "", target))
    cards = {card.iri: card for card in letters.values()}
    assert came_of(store, [promise], cards, all_known=True)[promise].words == words
    assert bool(came_of(store, [promise], cards, all_known=False)) == (outcome == "no report")
    assert came_of(store, ["x:other"], cards, all_known=True) == {}


def test_silence_names_the_letter_that_is_silent(graph: GraphFolder, letters: dict[str, LetterCard]) -> None:
    plan = found(graph, letters["agenda"], "decision", "expected")
    store = linked_store(graph, ("outcomes", plan, "silent", letters["verslag"].iri, ""))
    (came,) = trace(store, ["NMI"]).outcomes.values()
    assert came.words == "silent in report (number unknown), 27 Jun 2024"


def test_a_graph_without_links_tells_no_outcome(graph: GraphFolder) -> None:
    assert trace(linked_store(graph), ["NMI"]).outcomes == {}
