"""navograaf.export.rdf: the graph itself in four formats."""

from __future__ import annotations

import io

import pytest
from network_samples import hand_made_store
from pyoxigraph import Quad, RdfFormat, Store, parse

from navograaf.errors import ExportError
from navograaf.export.formats import RDF
from navograaf.export.rdf import letter_graph, write_rdf

READERS = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD, "ttl": RdfFormat.TURTLE}
LETTER = "https://w3id.org/navograaf/graph/letter/28676-333"
STORED = [("28676-333", "004_abc.txt"), ("001_def", "001_def.txt")]


def written(store: Store, kind: str, graph: str | None = None) -> tuple[bytes, int]:
    stream = io.BytesIO()
    count = write_rdf(store, stream, kind, graph)
    return stream.getvalue(), count


def test_the_formats() -> None:
    assert set(RDF) == set(READERS)


@pytest.mark.parametrize("kind", ["trig", "nq", "jsonld"])
def test_named_graphs_are_kept(kind: str) -> None:
    store = hand_made_store()
    data, count = written(store, kind)
    assert set(parse(data, READERS[kind])) == set(store)
    assert count == len(store)


def test_turtle_is_the_union_without_repetition() -> None:
    store = hand_made_store()
    data, count = written(store, "ttl")
    triples = {quad.triple for quad in store}
    read = [quad.triple for quad in parse(data, READERS["ttl"])]
    assert set(read) == triples
    assert len(read) == count == len(triples) < len(store), "two letters say when the meeting of February was"


@pytest.mark.parametrize("kind", RDF)
def test_one_letter_alone(kind: str) -> None:
    store = hand_made_store()
    data, count = written(store, kind, LETTER)
    wanted = {quad.triple for quad in store if quad.graph_name.value == LETTER}  # type: ignore[union-attr]
    read = list(parse(data, READERS[kind]))
    assert {quad.triple for quad in read} == wanted
    assert count == len(wanted) > 5
    if kind != "ttl":
        assert {quad.graph_name.value for quad in read} == {LETTER}  # type: ignore[union-attr]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("kind", "name"), [("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")]
)
def test_rdflib_reads_it_too(kind: str, name: str) -> None:
    from rdflib import Dataset

    data, count = written(hand_made_store(), kind)
    dataset = Dataset(default_union=True)
    dataset.parse(data=data.decode("utf-8"), format=name)
    assert sum(1 for _ in dataset.quads()) == count


@pytest.mark.parametrize("kind", RDF)
def test_the_order_in_the_store_does_not_matter(kind: str) -> None:
    store, turned = hand_made_store(), Store()
    for quad in sorted(store, key=str, reverse=True):
        turned.add(quad)
    assert written(store, kind) == written(turned, kind)


def test_nquads_are_sorted_lines_by_graph() -> None:
    lines = written(hand_made_store(), "nq")[0].decode().splitlines()
    graphs = [line.rsplit(" ", 2)[1] for line in lines]
    assert graphs == sorted(graphs)
    for graph in set(graphs):
        own = [line for line, its in zip(lines, graphs, strict=True) if its == graph]
        assert own == sorted(own)


@pytest.mark.parametrize("kind", ["ttl", "trig"])
def test_our_things_have_short_names(kind: str) -> None:
    data = written(hand_made_store(), kind)[0].decode()
    assert "mission:NMI a navo:Mission" in data
    assert "id:mission" not in data


def test_an_empty_graph_is_an_error() -> None:
    with pytest.raises(ExportError, match="nothing to write"):
        written(Store(), "nq")
    with pytest.raises(ExportError, match="nothing to write"):
        written(hand_made_store(), "ttl", LETTER + "9")


def test_statements_of_no_graph_are_not_lost() -> None:
    store = hand_made_store()
    quad = next(iter(store))
    store.add(Quad(quad.subject, quad.predicate, quad.object))
    assert set(parse(written(store, "nq")[0], RdfFormat.N_QUADS)) == set(store)


@pytest.mark.parametrize(
    "name", ["28676-333", "letter/28676-333", "004_abc.txt", "004_abc", "seeds/letters/004_abc.txt"]
)
def test_a_letter_is_found_by_id_or_file(name: str) -> None:
    assert letter_graph(name, STORED) == LETTER


def test_an_unknown_or_ambiguous_letter_lists_the_known() -> None:
    with pytest.raises(ExportError, match=r"no letter '333'.*Choose one of: 001_def, 28676-333"):
        letter_graph("333", STORED)
    with pytest.raises(ExportError, match=r"more than one letter.*Choose one of: 1, 2"):
        letter_graph("a.txt", [("1", "a.txt"), ("2", "a.txt")])
