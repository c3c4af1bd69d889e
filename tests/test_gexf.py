"""navograaf.export.gexf: the rules that importers were measured to need, and what networkx reads back."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import example, given, settings
from lxml import etree
from nasty_words import ROWS, SAMPLES, nasty_network
from network_samples import Rows, made_network, made_projection, sample_network

from navograaf.export.gexf import write_gexf
from navograaf.network.cells import cell_text
from navograaf.network.layout import laid_out
from navograaf.network.model import Column, Network
from navograaf.network.spells import Spell

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def written(network: Network) -> bytes:
    stream = io.BytesIO()
    write_gexf(network, stream)
    return stream.getvalue()


def tree(network: Network) -> Any:
    return etree.fromstring(written(network))


def read(network: Network) -> Any:
    """As networkx reads it."""
    return nx.read_gexf(io.BytesIO(written(network)), version="1.3")


def check_profile(root: Any, *, over_time: bool = False) -> None:
    """The rules of docs/gephi.md: each stands for something that an importer drops or bends in silence."""
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    graph = root.find("g:graph", NS)
    assert graph.get("idtype") == "string"
    assert graph.get("defaultedgetype") in ("directed", "undirected")
    spells = root.findall(".//g:spell", NS)
    if spells:
        assert graph.get("mode") == "dynamic"
        assert (graph.get("timeformat"), graph.get("timerepresentation")) == ("date", "interval")
        assert graph.get("timezone") == "UTC"
    else:
        assert graph.get("mode") == "static"
    blocks = graph.findall("g:attributes", NS)
    assert [*graph] == [*blocks, graph.find("g:nodes", NS), graph.find("g:edges", NS)]
    assert [(block.get("class"), block.get("mode")) for block in blocks] == [
        (name, mode) for name in ("node", "edge") for mode in (*(["dynamic"] if over_time else []), "static")
    ]
    columns: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for block in blocks:
        for attribute in block:
            names = columns[block.get("class")]
            assert attribute.get("id") not in names, "Gephi leaves out the second column of one id"
            names[attribute.get("id")] = attribute.get("type")
    for names in columns.values():
        assert set(names.values()) <= {"string", "integer", "long", "double", "boolean", "liststring"}
        assert not any(name.isdecimal() for name in names)
    assert all(a.get("id") == a.get("title") for a in root.findall(".//g:attribute", NS))
    nodes, edges = graph.findall("g:nodes/g:node", NS), graph.findall("g:edges/g:edge", NS)
    ids = [node.get("id") for node in nodes]
    assert len(set(ids)) == len(ids)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert all(node.get("label") for node in nodes)
    for edge in edges:
        assert edge.get("kind")
        assert edge.get("label")
        assert float(edge.get("weight")) > 0
        assert edge.get("type") is None, "one direction a file"
        assert {edge.get("source"), edge.get("target")} <= set(ids)
    kinds = [(edge.get("source"), edge.get("target"), edge.get("kind")) for edge in edges]
    assert len(set(kinds)) == len(kinds), "parallel edges only of different kinds"
    for element, kind in [*((node, "node") for node in nodes), *((edge, "edge") for edge in edges)]:
        assert element.get("start") is None
        assert {value.get("for") for value in element.findall("g:attvalues/g:attvalue", NS)} <= set(columns[kind])
        dates = [(s.get("start"), s.get("end")) for s in element.findall("g:spells/g:spell", NS)]
        assert all(start <= end for start, end in dates)
        assert all(before[1] < after[0] for before, after in itertools.pairwise(dates))


@pytest.mark.parametrize("directed", [False, True])
def test_the_profile_is_kept(directed: bool) -> None:
    for network in (sample_network(directed=directed), laid_out(sample_network(directed=directed))):
        root = tree(network)
        check_profile(root)
        assert root.find("g:graph", NS).get("defaultedgetype") == ("directed" if directed else "undirected")


def test_the_head_comes_from_the_data() -> None:
    meta = tree(sample_network()).find("g:meta", NS)
    assert meta.get("lastmodifieddate") == "2020-10-23"
    assert {child.tag.partition("}")[2]: child.text for child in meta} == {
        "creator": "navograaf",
        "title": 'Een "net" & meer',
        "description": "Over <niets>",
        "keywords": "made, mission, topic",
    }


def test_without_a_description_the_title_stands_for_it() -> None:
    meta = tree(replace(sample_network(), description="")).find("g:meta", NS)
    assert [meta.find(f"g:{name}", NS).text for name in ("title", "description")] == ['Een "net" & meer'] * 2


def test_what_a_reader_would_turn_into_spaces_stands_as_references() -> None:
    # lxml reads XML 1.0, where U+0085 and U+2028 need none: so this looks at the bytes.
    words = "a\x85b\u2028c\nd\re\tf"
    text = written(nasty_network([(words, words, [])])).decode()
    assert text.count("a&#133;b&#8232;c&#10;d&#13;e&#9;f") == 4, "label and free column, of node and edge"
    assert not set(text) & set("\x85\u2028\r\t")


def test_a_network_without_dates_says_so() -> None:
    root = tree(made_network([{"id": "a", "label": "A", "kind": "k"}], []))
    check_profile(root)
    assert root.find("g:graph", NS).attrib == {"mode": "static", "defaultedgetype": "undirected", "idtype": "string"}
    assert root.find("g:meta", NS).get("lastmodifieddate") is None


def test_one_node_as_it_stands() -> None:
    root = tree(laid_out(sample_network()))
    node = root.find(".//g:node[@id='topic/iraq']", NS)
    assert node.get("label") == "Irak"
    values = {value.get("for"): value.get("value") for value in node.iter("{http://gexf.net/1.3}attvalue")}
    assert (
        values.items()
        >= {
            "kind": "topic",
            "first": "2020-02-01",
            "last": "2020-10-23",
            "mentions": "5",
            "meetings": "2",
            "share": "0.5",
            "degree": "2",
            "community": "1",
        }.items()
    )
    assert [(s.get("start"), s.get("end")) for s in node.iter("{http://gexf.net/1.3}spell")] == [
        ("2020-02-01", "2020-02-29"),
        ("2020-10-22", "2020-10-23"),
    ]
    colour = node.find("viz:color", NS)
    assert [colour.get(part) for part in "rgb"] == ["0", "114", "178"]
    assert float(node.find("viz:size", NS).get("value")) > 8
    assert node.find("viz:position", NS).get("z") == "0.0"


def test_networkx_reads_every_value_back() -> None:
    network = laid_out(sample_network())
    graph = read(network)
    assert set(graph) == {node.id for node in network.nodes}
    for node in network.nodes:
        data = graph.nodes[node.id]
        assert data["label"] == node.label
        assert data["kind"] == node.kind
        assert [tuple(spell) for spell in data.get("spells", [])] == [tuple(spell) for spell in node.spells]
        for name, value in node.values.items():
            assert data[name] == (as_list(value) if isinstance(value, tuple) else value)
            assert type(data[name]) in (type(value), str, float)
        assert node.look is not None
        assert data["viz"]["size"] == node.look.size
        assert (data["viz"]["position"]["x"], data["viz"]["position"]["y"]) == node.look.position
        assert tuple(data["viz"]["color"][part] for part in "rgb") == node.look.colour
    found = {data["id"]: data for *_, data in graph.edges(data=True)}
    assert set(found) == {edge.id for edge in network.edges}
    for edge in network.edges:
        assert found[edge.id]["weight"] == edge.weight
        assert found[edge.id]["label"] == edge.label
        for name, value in edge.values.items():
            assert found[edge.id][name] == (as_list(value) if isinstance(value, tuple) else value)


def as_list(items: tuple[str, ...]) -> str:
    return "[" + ", ".join('"' + item.replace('"', '\\"') + '"' for item in items) + "]"


@settings(deadline=None)
@given(ROWS)
@example([(words, words, [words]) for words in SAMPLES])
def test_any_words_of_a_letter_come_back_but_for_what_xml_forbids(rows: list[tuple[str, str, list[str]]]) -> None:
    network = nasty_network(rows)
    root = tree(network)
    check_profile(root)
    for tag, elements in (("node", network.nodes), ("edge", network.edges)):
        found = root.findall(f".//g:{tag}", NS)
        assert len(found) == len(rows)
        for element, written_one in zip(elements, found, strict=True):
            assert (written_one.get("id"), written_one.get("label")) == (element.id, element.label)
            values = {
                value.get("for"): value.get("value") for value in written_one.iter("{http://gexf.net/1.3}attvalue")
            }
            values.pop("kind", None)
            assert values == {name: cell_text(cell) for name, cell in element.values.items()}
    graph = read(network)
    assert len(graph) == len(rows)


def test_columns_over_time_stand_before_the_others() -> None:
    early, late = Spell("2020-02-12", "2020-02-12"), Spell("2020-10-22", "2020-10-23")
    network = sample_network()
    nodes = tuple(replace(node, timed={"mentions": ((early, 2), (late, 3))}) for node in network.nodes[:1])
    edges = tuple(
        edge._replace(timed={"weight": ((early, 1), (late, 2)), "share": ((late, 0.5),)}) for edge in network.edges
    )
    timed = replace(
        network,
        nodes=(*nodes, *network.nodes[1:]),
        edges=edges,
        node_timed=(Column("mentions", "integer"),),
        edge_timed=(Column("weight", "integer"), Column("share", "double")),
    )
    root = tree(timed)
    check_profile(root, over_time=True)
    blocks = root.findall(".//g:attributes[@mode='dynamic']", NS)
    assert [[(a.get("id"), a.get("title"), a.get("type")) for a in block] for block in blocks] == [
        [("mentions_over_time", "mentions_over_time", "integer")],
        [("weight", "weight", "double"), ("share_over_time", "share_over_time", "double")],
    ]
    values = [dict(value.attrib) for value in root.findall(".//g:edge[1]//g:attvalue", NS)][:3]
    assert values == [
        {"for": "weight", "value": "1", "start": "2020-02-12", "end": "2020-02-12"},
        {"for": "weight", "value": "2", "start": "2020-10-22", "end": "2020-10-23"},
        {"for": "share_over_time", "value": "0.5", "start": "2020-10-22", "end": "2020-10-23"},
    ]
    graph = read(timed)
    assert graph.nodes["mission/NMI"]["mentions_over_time"] == [(2, *early), (3, *late)]
    assert graph.nodes["mission/NMI"]["mentions"] == 7
    assert "mentions_over_time" not in graph.nodes["topic/iraq"]
    assert sorted(data["weight"] for *_, data in graph.edges(data=True)) == [0.5, 2]


def test_no_columns_no_values() -> None:
    root = tree(made_network([{"id": "a", "kind": "k"}], [{"source": "a", "target": "a", "kind": "k"}]))
    check_profile(root)
    assert [len(root.findall(f".//g:{tag}/g:attvalues", NS)) for tag in ("node", "edge")] == [1, 0]


def test_a_kind_or_column_with_marks_is_escaped() -> None:
    rows: Rows = [{"id": 'a<&"', "label": "A", "kind": '<k&"', "c<&": "v"}]
    edges: Rows = [{"source": 'a<&"', "target": 'a<&"', "kind": '"&', "label": "<l"}]
    root = tree(made_network(rows, edges, made_projection()))
    check_profile(root)
    assert root.find(".//g:edge", NS).get("id") == 'a<&" "& a<&"'


def test_the_same_network_gives_the_same_bytes() -> None:
    assert written(laid_out(sample_network())) == written(laid_out(sample_network()))


def test_rows_are_written_in_blocks() -> None:
    class Counting(io.BytesIO):
        largest = 0

        def write(self, data: Any) -> int:
            self.largest = max(self.largest, len(data))
            return super().write(data)

    many: Rows = [{"id": f"n{number}", "label": "x" * 100, "kind": "k"} for number in range(20_000)]
    stream = Counting()
    write_gexf(made_network(many, []), stream)
    assert len(stream.getvalue()) > 3 * stream.largest
    assert len(etree.fromstring(stream.getvalue()).findall(".//g:node", NS)) == 20_000
