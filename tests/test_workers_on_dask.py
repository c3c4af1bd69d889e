"""Letters read by the workers of a Dask cluster: the same graph, and errors in a sentence."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ROOT
from test_build import contents

from navograaf.cli import group
from navograaf.errors import NavograafError
from navograaf.graph.build import build
from navograaf.graph.cluster import dask_crew
from navograaf.graph.folder import GraphFolder

LETTERS = sorted((ROOT / "seeds" / "letters").glob("*.txt"))[1:3]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    # Away from this package's folder: a worker has to find navograaf where it is installed.
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as found:
        yield found


def test_a_cluster_of_two_gives_the_same_graph(cluster: Any, tmp_path: Path) -> None:
    alone, spread = GraphFolder.create(tmp_path / "alone"), GraphFolder.create(tmp_path / "spread")
    report = build(alone, LETTERS)
    assert len(report.stored) == 2
    with dask_crew(cluster.scheduler_address) as crew:
        assert crew.jobs == 2
        assert build(spread, LETTERS, crew=crew) == report
    assert contents(spread) == contents(alone)


def test_the_command_reads_with_a_cluster(cluster: Any, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    given = ["build", "--graph", str(graph), "--dask", cluster.scheduler_address, str(LETTERS[0])]
    result = CliRunner().invoke(group, given)
    assert result.exit_code == 0, result.output
    assert [letter.file for letter in GraphFolder.open(graph).letters()] == [LETTERS[0].name]


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr("navograaf.graph.cluster._WAIT", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NavograafError, match="no Dask scheduler answers") as caught, dask_crew(address):
        pass
    assert caught.value.where == address


def test_dask_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NavograafError, match=r"pip install 'navograaf\[dask\]'"), dask_crew("tcp://127.0.0.1:1"):
        pass
