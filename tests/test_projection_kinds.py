"""The kinds of edges that the shipped projections name in the front comment of edges.rq: each that comes has its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from projection_rows import drawn

from navograaf.network.projection import projection, projections

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder

QUERIES = Path(__file__).resolve().parent.parent / "queries" / "gephi"


def named(name: str) -> list[str]:
    lines = (QUERIES / name / "edges.rq").read_text(encoding="utf-8").splitlines()
    return next((line.removeprefix("# kinds: ").split() for line in lines if line.startswith("# kinds: ")), [])


# A resource may have any property: those of `all` that are not named follow in the alphabet.
@pytest.mark.parametrize("name", [name for name in projections() if name != "all"])
def test_every_kind_of_edge_has_its_place(name: str, seeds_graph: GraphFolder) -> None:
    found = {edge.kind for edge in drawn(name, seeds_graph.store()).edges}
    kinds = named(name)
    assert len(set(kinds)) == len(kinds)
    if len(found) > 1:
        assert found <= set(kinds)
        assert projection(name).edge_kinds == tuple(kinds)


def test_the_projections_with_several_kinds() -> None:
    assert {name for name in projections() if named(name)} == {
        "actors", "all", "chain", "decisions", "missions", "positions",
    }  # fmt: skip
