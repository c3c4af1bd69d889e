"""navograaf.export.tables: the pair of CSV files that Gephi's importer knows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from nasty_words import ROWS, SAMPLES, nasty_network
from network_samples import Rows, made_network, sample_network

from navograaf.export.tables import safe, table_paths, timeset, write_tables
from navograaf.network.model import Network


def tables(network: Network) -> tuple[list[list[str]], list[list[str]]]:
    nodes, edges = io.BytesIO(), io.BytesIO()
    write_tables(network, nodes, edges)
    first, second = (
        list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8"), newline=""))) for stream in (nodes, edges)
    )
    return first, second


def test_the_pair_stands_beside_the_name_that_was_given() -> None:
    assert table_paths(Path("a/out.csv")) == (Path("a/out-nodes.csv"), Path("a/out-edges.csv"))
    assert table_paths(Path("x.y.CSV")) == (Path("x.y-nodes.CSV"), Path("x.y-edges.CSV"))


def test_both_tables() -> None:
    nodes, edges = tables(sample_network())
    assert nodes[0] == [
        "Id", "Label", "Timeset", "kind", "first", "last", "mentions", "meetings", "share", "evidence", "open",
    ]  # fmt: skip
    assert nodes[1] == [
        "mission/NMI", "NAVO-missie in Irak (NMI)", "<[2020-02-12, 2020-02-12]>", "mission", "2020-02-12", "2020-02-12",
        "7", "1", "2", '["28676-333", "28676-346"]', "true",
    ]  # fmt: skip
    assert edges == [
        [
            "Source", "Target", "Type", "Id", "Kind", "Label", "Weight", "Timeset",
            "first", "last", "evidence", "meetings",
        ],
        [
            "mission/NMI", "topic/iraq", "Undirected", "mission/NMI apart topic/iraq", "apart", "los", "0.5", "",
            "", "", "", "4",
        ],
        [
            "mission/NMI", "topic/iraq", "Undirected", "mission/NMI together topic/iraq", "together", "samen", "2",
            "<[2020-02-01, 2020-02-29]; [2020-10-22, 2020-10-22]>", "2020-02-01", "2020-10-22",
            '["een \\"a\\", [b]"]', "",
        ],
    ]  # fmt: skip


def test_a_directed_network_says_so() -> None:
    _, edges = tables(sample_network(directed=True))
    assert {row[2] for row in edges[1:]} == {"Directed"}


def test_no_time_is_an_empty_cell() -> None:
    assert timeset(()) == ""


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\tx", "'\tx"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("x;=1+1", "x;'=1+1"),
        ("x; @A1;-2", "x;' @A1;'-2"),
        ('x;"=1+1"', 'x;\'"=1+1"'),
        ("x\ty\t+1", "x\ty\t'+1"),
        ("x\r\n=1", "x\r\n'=1"),
    ],
)
def test_no_words_of_a_letter_become_a_formula(words: str, text: str) -> None:
    rows: Rows = [{"id": "a", "label": words, "kind": "=k", "free": words, "below": -2, "share": -0.5}]
    nodes, edges = tables(made_network(rows, [{"source": "a", "target": "a", "kind": "=k", "label": words}]))
    assert nodes[1] == ["a", text, "", "'=k", text, "-2", "-0.5"]
    assert edges[1] == ["a", "a", "Undirected", "a =k a", "'=k", text, "1", ""]


KEPT = ["'t Hoen", "a=b", "", "[-1]", "a; b", "12 - 13", "a\n'=1", "a; 'b-c'"]
QUOTED = ["a;b", "a\tb", "a,b", 'a"b', "a\nb", "'t a b"]


def test_an_apostrophe_of_a_name_stays_one() -> None:
    assert [safe(words) for words in KEPT] == KEPT


def test_a_list_cannot_begin_a_formula_either() -> None:
    rows: Rows = [{"id": "a", "label": "A", "kind": "k", "evidence": "x;=1+1"}]
    assert tables(made_network(rows, []))[0][1][4] == """["x;'=1+1"]"""


def test_cells_are_quoted_where_another_spreadsheet_would_end_them() -> None:
    stream = io.BytesIO()
    rows: Rows = [{"id": f"n{number}", "label": words, "kind": "k"} for number, words in enumerate(QUOTED)]
    write_tables(made_network(rows, []), stream, io.BytesIO())
    assert stream.getvalue().decode() == (
        'Id,Label,Timeset,kind\r\nn0,"a;b",,k\r\nn1,"a\tb",,k\r\nn2,"a,b",,k\r\nn3,"a""b",,k\r\nn4,"a\nb",,k\r\nn5,\'t a b,,k\r\n'
    )


def pieces(stream: io.BytesIO) -> list[str]:
    """The cells as a program has them that ends a cell at every semicolon, tab and line break, in quotes or not."""
    return [piece.lstrip(' "') for piece in re.split(r"[;\t\r\n]", stream.getvalue().decode("utf-8"))]


@settings(deadline=None)
@given(ROWS)
@example([(words, words, [words]) for words in SAMPLES])
@example(
    [
        (f"x{end}{blank}{sign}1", f'{end}{blank}{sign}"', [f"{end}{sign}"])
        for end in ";\t\r\n"
        for blank in ("", ' "')
        for sign in "=+-@"
    ]
)
def test_any_words_come_back(rows: list[tuple[str, str, list[str]]]) -> None:
    network = nasty_network(rows)
    nodes, edges = tables(network)
    found = [(row[0], row[1], row[3], row[4]) for row in nodes[1:]]
    assert nodes[0][3:5] == ["kind", "free"]
    assert found == [(node.id, safe(node.label), "k", safe(str(node.values["free"]))) for node in network.nodes]
    assert [row[5] for row in edges[1:]] == [safe(edge.label) for edge in network.edges]
    signs = ("=", "+", "-", "@")
    assert not [cell for row in (*nodes, *edges) for cell in row if cell.startswith((*signs, "\t", "\r", "\n"))]
    streams = io.BytesIO(), io.BytesIO()
    write_tables(network, *streams)
    assert not [piece for stream in streams for piece in pieces(stream) if piece.startswith(signs)]
