"""Rows of a random network, as the two queries of a projection would give them.

Law: the same numbers give the same rows on every machine, and no row is kept, so that what a way of
writing needs of memory is its own. No two edges join the same pair.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from navograaf.network.cells import Value
from navograaf.network.front import Table
from navograaf.network.projection import EDGE_COLUMNS, NODE_COLUMNS, Projection

SEED = 28676
NODE_NAMES = ["id", "label", "kind", "start", "end", "weight", "meetings", "depth", "share"]
EDGE_NAMES = ["source", "target", "kind", "label", "start", "end", "weight", "meetings", "evidence"]
_KINDS = ("topic", "mission", "country", "organisation")
_MEETINGS = [(date(2019, 1, 9) + timedelta(days=day)).isoformat() for day in range(0, 2200, 17)]
_NAMES = ("cyberverdediging", "NAVO-missie in Irak (NMI)", "Oekraïne & de Zwarte Zee", "lastenverdeling", "“drones”")


def projection() -> Projection:
    """A projection that needs no files; weights and meetings are added up, evidence is a list."""

    def table(name: str, columns: tuple[str, ...]) -> Table:
        return Table(f"queries/gephi/random/{name}", "", columns, frozenset({"weight", "meetings"}))

    nodes, edges = table("nodes.rq", NODE_COLUMNS), table("edges.rq", EDGE_COLUMNS)
    return Projection("random", "Willekeurig netwerk", "Voor het meten", False, _KINDS, nodes, edges)


def node_rows(count: int) -> Iterator[dict[str, Value]]:
    """One row a node: four attributes (mentions, meetings, depth, share) and a day."""
    chance = random.Random(SEED)  # noqa: S311
    for number in range(count):
        day = chance.choice(_MEETINGS)
        yield {
            "id": _name(number),
            "label": f"{chance.choice(_NAMES)} {number}",
            "kind": _KINDS[number % len(_KINDS)],
            "start": day,
            "end": day,
            "weight": chance.randrange(1, 100),
            "meetings": chance.randrange(1, 20),
            "depth": "substantive" if chance.random() < 0.3 else "listed",
            "share": chance.random(),
        }


def most_edges(nodes: int) -> int:
    """How many edges `edge_rows` can make among so many nodes."""
    return nodes * max(0, (nodes + 1) // 2 - 1)


def edge_rows(nodes: int, count: int) -> Iterator[dict[str, Value]]:
    """One row an edge: two attributes (meetings, evidence), a weight and a day.

    Each round joins every node to the one a random step away, and no two rounds take the same step. Raises
    ValueError when there are fewer pairs than edges.
    """
    chance = random.Random(SEED + 1)  # noqa: S311
    rounds = -(-count // nodes)
    steps = chance.sample(range(1, (nodes + 1) // 2), rounds)
    for number in range(count):
        source = number % nodes
        day = chance.choice(_MEETINGS)
        letter = chance.randrange(1, 500)
        yield {
            "source": _name(source),
            "target": _name((source + steps[number // nodes]) % nodes),
            "kind": "together",
            "label": "samen besproken",
            "start": day,
            "end": day,
            "weight": chance.randrange(1, 30),
            "meetings": chance.randrange(1, 20),
            "evidence": f"28676-{letter}:{chance.randrange(20_000)}-{chance.randrange(20_000, 40_000)}\n28676-{letter}",
        }


def _name(number: int) -> str:
    # Not in order of number: a query gives its rows in no order either.
    return f"topic/thing-{number * 7919 % 1_000_003:07d}"
