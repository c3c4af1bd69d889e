"""What it costs to write a network as GEXF, beside networkx in the same run.

    python benchmarks/export_networks.py [--nodes N] [--edges M] [--repeat R] [--write]

Each way runs in a process of its own, so that the most memory it held is its own. Read the ratios: seconds say as
much of the machine. benchmarks/README.md explains the columns.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from random_rows import most_edges

if TYPE_CHECKING:
    from navograaf.network.model import Network

RESULTS = Path(__file__).with_name("results-export.md")
WAYS = {
    "networkx-rows": "networkx: graph from rows, write_gexf",
    "networkx-write": "networkx: write_gexf alone",
    "ours-rows": "navograaf: network from rows, write_gexf",
    "ours-write": "navograaf: write_gexf alone",
}
EDGES = 500_000
GROWTH = (100_000, 250_000, 500_000, 1_000_000)
"""Numbers of edges for which the memory of `ours-rows` is measured; the nodes stay as many (see `growing`)."""


def main() -> None:
    """Run every way and print the tables."""
    asked = _arguments()
    if asked.way:
        print(json.dumps(_measured(asked.way, asked.nodes, asked.edges)))
        return
    growth = () if asked.no_growth else growing(asked.nodes)
    text = "\n".join(_report(asked.nodes, asked.edges, asked.repeat, growth)) + "\n"
    print(text, end="")
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, help=f"default: {EDGES:,}, or as many as the pairs of nodes allow")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each way; the median counts")
    parser.add_argument("--no-growth", action="store_true", help="leave out the table of memory by edges")
    parser.add_argument("--write", action="store_true", help=f"also write {RESULTS.name}")
    parser.add_argument("--way", choices=WAYS, help="run one way in this process and print its figures as JSON")
    asked = parser.parse_args()
    most = most_edges(asked.nodes)
    if most < 1 or asked.repeat < 1:
        parser.error("--nodes is 3 or more, --repeat 1 or more")
    if asked.edges is None:
        asked.edges = min(EDGES, most)
    if not 1 <= asked.edges <= most:
        parser.error(f"{asked.nodes:,} nodes have room for 1 to {most:,} edges, and --edges is {asked.edges:,}")
    return asked


def growing(nodes: int) -> tuple[int, ...]:
    """Those of GROWTH that so many nodes have pairs for."""
    return tuple(count for count in GROWTH if count <= most_edges(nodes))


def _report(nodes: int, edges: int, repeat: int, growth: tuple[int, ...]) -> Iterator[str]:
    yield "# Export of networks: what it costs"
    yield ""
    yield f"A random network of {nodes:,} nodes (4 attributes) and {edges:,} edges (2 attributes) with days,"
    yield f"weights and evidence; medians of {repeat} runs. networkx has evidence as text, for it cannot write lists."
    libraries = ", ".join(f"{name} {version(name)}" for name in ("networkx", "navograaf"))
    yield f"Python {platform.python_version()}, {libraries}, {platform.system()}, {os.cpu_count()} cores."
    yield ""
    yield "| way | processor seconds | times as fast as networkx | MB/s | peak memory, MB |"
    yield "|---|---:|---:|---:|---:|"
    # Round after round, so that a busy moment of the machine hits every way.
    runs = [{way: _run(way, nodes, edges) for way in WAYS} for _ in range(repeat)]
    medians = {way: {key: statistics.median(run[way][key] for run in runs) for key in runs[0][way]} for way in WAYS}
    for way, title in WAYS.items():
        found, beside = medians[way], medians[f"networkx-{way.partition('-')[2]}"]
        ratio = beside["seconds"] / found["seconds"]
        speed = found["bytes"] / 1e6 / found["seconds"]
        yield f"| {title} | {found['seconds']:.2f} | {ratio:.1f} | {speed:.0f} | {found['memory']:.0f} |"
    if growth:
        yield ""
        yield f"Memory of navograaf by the number of edges ({nodes:,} nodes):"
        yield ""
        yield "| edges | file, MB | processor seconds, rows to file | peak memory, MB |"
        yield "|---:|---:|---:|---:|"
        for count in growth:
            found = _run("ours-rows", nodes, count)
            yield f"| {count:,} | {found['bytes'] / 1e6:.0f} | {found['seconds']:.1f} | {found['memory']:.0f} |"


def _run(way: str, nodes: int, edges: int) -> dict[str, float]:
    """The figures of one way, run in another process."""
    command = [sys.executable, __file__, "--way", way, "--nodes", str(nodes), "--edges", str(edges)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measured(way: str, nodes: int, edges: int) -> dict[str, float]:
    """Processor seconds, bytes of the file, and the most memory that this process held, in MB."""
    library, _, part = way.partition("-")
    make: Callable[[int, int], Any] = _graph if library == "networkx" else _network
    write = _write_networkx if library == "networkx" else _write_ours
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out.gexf")
        begin = time.process_time()
        made = make(nodes, edges)
        begin = time.process_time() if part == "write" else begin
        write(made, path)
        seconds = time.process_time() - begin
        size = path.stat().st_size
    unit = 1 if platform.system() == "Darwin" else 1024  # ru_maxrss: bytes there, KiB on Linux
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {"seconds": seconds, "bytes": size, "memory": memory}


def _graph(nodes: int, edges: int) -> Any:
    """The rows in networkx, with the attributes that its writer takes for GEXF's own."""
    import networkx as nx
    from random_rows import edge_rows, node_rows

    graph: nx.Graph[str] = nx.Graph(mode="dynamic")
    for row in node_rows(nodes):
        graph.add_node(row.pop("id"), spells=[(row.pop("start"), row.pop("end"))], mentions=row.pop("weight"), **row)
    for row in edge_rows(nodes, edges):
        ends = row.pop("source"), row.pop("target")
        graph.add_edge(
            *ends, id=f"{ends[0]} {row['kind']} {ends[1]}", spells=[(row.pop("start"), row.pop("end"))], **row
        )
    return graph


def _write_networkx(graph: Any, path: Path) -> None:
    import networkx as nx

    nx.write_gexf(graph, path)


def _network(nodes: int, edges: int) -> Network:
    """The rows as our writers take them."""
    from random_rows import EDGE_NAMES, NODE_NAMES, edge_rows, node_rows, projection

    from navograaf.network.assemble import network

    return network(projection(), (NODE_NAMES, node_rows(nodes)), (EDGE_NAMES, edge_rows(nodes, edges)))


def _write_ours(network: Network, path: Path) -> None:
    from navograaf.export.gexf import write_gexf

    with path.open("wb") as stream:
        write_gexf(network, stream)


if __name__ == "__main__":
    main()
