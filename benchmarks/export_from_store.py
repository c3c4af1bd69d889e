"""What it costs to export a network out of a store on disk, the two SPARQL queries included.

    python benchmarks/export_from_store.py [--nodes N] [--repeat R] [--write]

Each run is a process of its own, so that the most memory it held is its own; the store is loaded by another. The rows
that the engine gives are counted alone first: what the network adds is the difference.
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
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results-export-store.md")
EDGES = (100_000, 200_000, 400_000)
WAYS = {"rows": "the rows of both queries, counted", "gexf": "the network, written as GEXF"}
_NODES = """# title: Willekeurig netwerk
# kinds: topic
PREFIX : <https://bench.example/>
SELECT ?id ?label ("topic" AS ?kind) ?weight { ?id :label ?label ; :mentions ?weight }"""
_EDGES = """# direction: directed
PREFIX : <https://bench.example/>
SELECT ?source ?target ("together" AS ?kind) ("samen" AS ?label) ?weight ?evidence {
  ?line :from ?source ; :to ?target ; :weight ?weight ; :evidence ?evidence }"""


def main() -> None:
    """Run every way on stores of every size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each way; the median counts")
    parser.add_argument("--write", action="store_true", help=f"also write {RESULTS.name}")
    parser.add_argument("--run", nargs=3, metavar=("WAY", "FOLDER", "EDGES"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        way, folder, edges = asked.run
        print(
            json.dumps(_load(Path(folder), asked.nodes, int(edges)) if way == "load" else _measured(way, Path(folder)))
        )
        return
    text = "\n".join(_report(asked.nodes, asked.repeat)) + "\n"
    print(text, end="")
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8")


def _report(nodes: int, repeat: int) -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "navograaf"))
    yield "# Export of networks out of a store on disk: what it costs"
    yield ""
    yield f"A network of {nodes:,} nodes; each edge is four triples; medians of {repeat} runs."
    yield f"Python {platform.python_version()}, {libraries}, {platform.system()}, {os.cpu_count()} cores."
    yield ""
    yield "| edges | what | processor seconds | peak memory, MB |"
    yield "|---:|---|---:|---:|"
    for edges in EDGES:
        with tempfile.TemporaryDirectory() as folder:
            _run("load", folder, nodes, edges)
            for way, title in WAYS.items():
                runs = [_run(way, folder, nodes, edges) for _ in range(repeat)]
                seconds, memory = (statistics.median(run[key] for run in runs) for key in ("seconds", "memory"))
                yield f"| {edges:,} | {title} | {seconds:.1f} | {memory:.0f} |"


def _run(way: str, folder: str, nodes: int, edges: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--nodes", str(nodes), "--run", way, folder, str(edges)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _load(folder: Path, nodes: int, edges: int) -> dict[str, float]:
    """Make the store and the projection in `folder`."""
    from pyoxigraph import RdfFormat, Store
    from random_rows import edge_rows, node_rows

    base = "https://bench.example/"
    lines, integer = folder / "lines.nt", "<http://www.w3.org/2001/XMLSchema#integer>"
    with lines.open("w", encoding="utf-8") as stream:
        for row in node_rows(nodes):
            name = f"<{base}{row['id']}>"
            stream.write(f"{name} <{base}label> {json.dumps(row['label'])} .\n")
            stream.write(f'{name} <{base}mentions> "{row["weight"]}"^^{integer} .\n')
        for number, row in enumerate(edge_rows(nodes, edges)):
            name = f"<{base}line/{number}>"
            stream.write(
                f"{name} <{base}from> <{base}{row['source']}> .\n{name} <{base}to> <{base}{row['target']}> .\n"
            )
            stream.write(f'{name} <{base}weight> "{row["weight"]}"^^{integer} .\n')
            stream.write(f"{name} <{base}evidence> {json.dumps(row['evidence'])} .\n")
    store = Store(str(folder / "store"))
    store.bulk_load(path=str(lines), format=RdfFormat.N_TRIPLES)
    store.optimize()
    place = folder / "random"
    place.mkdir()
    (place / "nodes.rq").write_text(_NODES, encoding="utf-8")
    (place / "edges.rq").write_text(_EDGES, encoding="utf-8")
    return {}


def _measured(way: str, folder: Path) -> dict[str, float]:
    """Processor seconds and the most memory that this process held, in MB."""
    from pyoxigraph import Store

    from navograaf.export.gexf import write_gexf
    from navograaf.network.assemble import network
    from navograaf.network.projection import projection
    from navograaf.network.rows import run

    chosen, store = projection(str(folder / "random")), Store.read_only(str(folder / "store"))
    begin = time.process_time()
    nodes, edges = run(chosen.nodes, store), run(chosen.edges, store)
    if way == "rows":
        assert sum(1 for _ in nodes[1]) + sum(1 for _ in edges[1]) > 0
    else:
        with (folder / "out.gexf").open("wb") as stream:
            write_gexf(network(chosen, nodes, edges), stream)
    unit = 1 if platform.system() == "Darwin" else 1024  # ru_maxrss: bytes there, KiB on Linux
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {"seconds": time.process_time() - begin, "memory": memory}


if __name__ == "__main__":
    main()
