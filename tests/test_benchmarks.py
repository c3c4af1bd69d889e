"""benchmarks/: that they can be run with any numbers; how fast anything is, no test says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")


@pytest.fixture
def export_networks(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    import export_networks

    return export_networks


@pytest.mark.parametrize(("nodes", "most"), [(1, 0), (2, 0), (3, 3), (4, 4), (5, 10), (10, 40)])
def test_as_many_edges_as_said_can_be_made_and_no_more(export_networks: ModuleType, nodes: int, most: int) -> None:
    import random_rows

    assert random_rows.most_edges(nodes) == most
    rows = list(random_rows.edge_rows(nodes, most))
    assert len({frozenset((row["source"], row["target"])) for row in rows}) == most
    with pytest.raises(ValueError, match=r"[Ss]ample larger"):
        list(random_rows.edge_rows(nodes, most + 1))


def test_the_table_of_memory_stops_where_the_pairs_do(export_networks: ModuleType) -> None:
    assert export_networks.growing(1_000) == (100_000, 250_000)
    assert export_networks.growing(100) == ()
    assert export_networks.growing(100_000) == export_networks.GROWTH


@pytest.mark.parametrize(
    "args", [("--nodes", "10", "--edges", "41"), ("--nodes", "2"), ("--nodes", "9", "--edges", "0")]
)
def test_numbers_that_cannot_be_are_refused_in_a_sentence(args: tuple[str, ...]) -> None:
    command = [sys.executable, str(FOLDER / "export_networks.py"), *args]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr and "Traceback" not in done.stderr


def test_few_nodes_have_a_report(
    export_networks: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[int] = []

    def figures(way: str, nodes: int, edges: int) -> dict[str, float]:
        asked.append(edges)
        return {"seconds": 1.0, "bytes": 1e6, "memory": 1.0}

    monkeypatch.setattr(export_networks, "_run", figures)
    monkeypatch.setattr(sys, "argv", ["export_networks.py", "--nodes", "1000", "--repeat", "1"])
    export_networks.main()
    assert "| 250,000 |" in capsys.readouterr().out
    assert asked == [499_000] * 4 + [100_000, 250_000]
