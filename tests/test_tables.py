"""navograaf.export.tables: the pair of CSV files that Gephi's importer knows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from network_samples import Rows, made_network, sample_network

from navograaf.export.cells import Cleaner
from navograaf.export.layout import laid_out
from navograaf.export.network import Network
from navograaf.export.tables import table_paths, timeset, write_tables


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
    nodes, edges = tables(laid_out(sample_network()))
    assert nodes[0] == [
        "Id", "Label", "Timeset", "kind", "first", "last", "mentions", "meetings", "share", "evidence", "open",
        "degree", "community",
    ]  # fmt: skip
    assert nodes[1] == [
        "mission/NMI", "NAVO-missie in Irak (NMI)", "<[2020-02-12, 2020-02-12]>", "mission", "2020-02-12", "2020-02-12",
        "7", "1", "2", '["28676-333", "28676-346"]', "true", "2", "1",
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


@given(st.text(st.characters(codec=None), max_size=80))
@example("\r")
@example('a\r\nb\n"c",d')
def test_any_words_come_back(words: str) -> None:
    rows: Rows = [{"id": "a", "label": words, "kind": "k", "free": words}]
    nodes, _ = tables(made_network(rows, []))
    assert nodes[1][1] == (Cleaner().text(words) or "a")
    assert nodes[1][4] == Cleaner().text(words)
