"""navograaf.export.dot: what a reader of the DOT language finds in it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from nasty_words import ROWS, SAMPLES, nasty_network
from network_samples import Rows, made_network, sample_network

from navograaf.export.dot import write_dot
from navograaf.network.layout import laid_out
from navograaf.network.model import Network

# The tokens of the language (graphviz.org/doc/info/lang.html): in quotes only \" is an escape, all else stays.
_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:\\"|\\\\|[^"\\]|\\(?!["\\]))*")|(?P<plain>[A-Za-z_]\w*|-?(?:\.\d+|\d+(?:\.\d*)?)(?!\w)|->|--|[\[\]{},;=]))'
)


def written(network: Network) -> str:
    stream = io.BytesIO()
    write_dot(network, stream)
    return stream.getvalue().decode("utf-8")


def tokens(text: str) -> list[str]:
    """All tokens, quotes taken off; a text that is no DOT fails."""
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match, text[at : at + 60]
        found.append(match["plain"] or match["quoted"][1:-1].replace('\\"', '"'))
        at = match.end()
    return found


Statements = list[tuple[list[str], dict[str, str]]]


def parsed(network: Network) -> tuple[str, str, Statements]:
    """The kind of graph, its name, and its statements: names with a joint between, and attributes."""
    kind, name, brace, *rest = tokens(written(network))
    assert (brace, rest[-1]) == ("{", "}")
    statements: Statements = []
    rest = rest[:-1]
    while rest:
        opening = rest.index("[")
        names, rest = rest[:opening], rest[opening:]
        attributes: dict[str, str] = {}
        while rest[0] != "]":
            assert rest[0] in ("[", ",")
            key, equals, value = rest[1:4]
            assert equals == "="
            assert key not in attributes
            attributes[key] = value
            rest = rest[4:]
        assert rest[1] == ";"
        statements.append((names, attributes))
        rest = rest[2:]
    return kind, name, statements


def shown(text: str) -> str:
    """A label as Graphviz draws it: escapes (escString) and then entities undone."""
    lines = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)
    return re.sub(r"&amp;(?=#?\w+;)", "&", lines)


@pytest.mark.parametrize(("directed", "kind", "joint"), [(False, "graph", "--"), (True, "digraph", "->")])
def test_nodes_and_edges_stand_as_they_are_drawn(directed: bool, kind: str, joint: str) -> None:
    network = laid_out(sample_network(directed=directed))
    found = parsed(network)
    assert found[:2] == (kind, "made")
    statements = found[2]
    assert [names for names, _ in statements] == [
        ["graph"], ["node"], ["edge"], *([node.id] for node in network.nodes),
        *([edge.source, joint, edge.target] for edge in network.edges),
    ]  # fmt: skip
    settings_of_graph = statements[0][1]
    assert (settings_of_graph["label"], settings_of_graph["layout"]) == ('Een "net" & meer', "neato")
    for node, (_, attributes) in zip(network.nodes, statements[3:6], strict=True):
        assert node.look is not None
        assert node.look.position is not None
        assert attributes == {
            "label": node.label,
            "class": node.kind,
            "fillcolor": "#{:02x}{:02x}{:02x}".format(*node.look.colour),
            "width": f"{2 * node.look.size / 72:.3f}",
            "pos": "{},{}!".format(*node.look.position),
        }
    assert len(statements) == 6 + len(network.edges)


def test_the_heaviest_edge_has_the_widest_line() -> None:
    network = sample_network()
    widths = [float(attributes["penwidth"]) for names, attributes in parsed(network)[2][6:]]
    weights = [edge.weight for edge in network.edges]
    assert (weights, widths) == ([0.5, 2], [2.75, 5.0])


@pytest.mark.parametrize(
    ("weight", "numeral"),
    [(1e-05, "0.00001"), (1.5e22, "15000000000000000000000"), (2.0, "2.0"), (3, "3"), (0.1, "0.1")],
)
def test_weights_have_no_exponent(weight: float, numeral: str) -> None:
    rows: Rows = [{"id": "a", "label": "A", "kind": "k"}]
    statements = parsed(made_network(rows, [{"source": "a", "target": "a", "kind": "k", "weight": weight}]))[2]
    assert [attributes["weight"] for _, attributes in statements[4:]] == [numeral]


def test_without_places_graphviz_makes_them() -> None:
    kind, _, statements = parsed(made_network([{"id": "a", "label": "A", "kind": "k"}], []))
    assert (kind, statements[0][1]["layout"], statements[3]) == ("graph", "sfdp", (["a"], {"label": "A", "class": "k"}))


def test_the_same_network_gives_the_same_bytes() -> None:
    assert written(laid_out(sample_network())) == written(laid_out(sample_network()))


@settings(deadline=None)
@given(ROWS)
def test_no_words_of_a_letter_can_end_their_own_label(rows: list[tuple[str, str, list[str]]]) -> None:
    network = nasty_network(rows)
    statements = parsed(network)[2]
    assert len(statements) == 3 + len(network.nodes) + len(network.edges)
    nodes, edges = statements[3 : 3 + len(rows)], statements[3 + len(rows) :]
    breaks = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
    for node, (names, attributes) in zip(network.nodes, nodes, strict=True):
        assert names == [node.id]
        assert (shown(attributes["label"]), set(attributes)) == (breaks.sub("\n", node.label), {"label", "class"})
    for edge, (names, attributes) in zip(network.edges, edges, strict=True):
        assert names == [edge.source, "--", edge.target]
        assert shown(attributes["tooltip"]) == breaks.sub("\n", edge.label)
    assert len(written(network).splitlines()) == 5 + len(network.nodes) + len(network.edges)


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_draws_it() -> None:
    for network in (laid_out(sample_network()), nasty_network([(words, words, [words]) for words in SAMPLES])):
        done = subprocess.run(["dot", "-Tsvg"], input=written(network).encode(), capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.count(b'<g id="node') == len(network.nodes)
