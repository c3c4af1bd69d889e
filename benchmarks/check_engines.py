"""What it costs to hold a letter's graph against the shapes: two engines, and pyshacl as it is mostly used.

    python benchmarks/check_engines.py [--letters FOLDER] [--repeat R] [--broken N]

The engines take turns on the same letters, so that a busy moment of the machine hits all of them. Read the ratios.
`--broken N` also breaks small letters in N ways and says whether the engines report the same. benchmarks/README.md
explains the columns.
"""

from __future__ import annotations

import argparse
import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

WAYS = {
    "fast": "navograaf, fast engine",
    "pyshacl": "navograaf, pyshacl",
    "naive": "pyshacl as it comes: Graph.parse, validate",
}
LETTERS = 10


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=Path, help="a folder of letters as text; default: those of seeds/")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each engine on each letter; the median counts")
    parser.add_argument(
        "--broken", type=int, default=0, metavar="N", help="also compare the results on N broken letters"
    )
    asked = parser.parse_args()
    print("\n".join(report(measure(graphs(asked.letters), asked.repeat))))
    if asked.broken:
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from broken_letters import compared

        found = compared(asked.broken)
        print(f"\n{asked.broken:,} broken letters, {found.results:,} results: {len(found.differ):,} letters differ")
        for letter in found.differ[:20]:
            print(f"  {letter}")


def graphs(folder: Path | None = None) -> list[str]:
    """The N-Quads of some letters: of a folder of texts, or of the seeds."""
    from navograaf.files import folder as shipped
    from navograaf.findings.extract import extract
    from navograaf.graph.quads import letter_quads
    from navograaf.letters.reading import read_letter

    paths = sorted((folder or shipped("seeds")).rglob("*.txt"))
    found = []
    for path in paths[:: max(1, len(paths) // LETTERS)][:LETTERS]:
        letter = read_letter(path)
        found.append(letter_quads(extract(letter), letter.raw))
    return found


def measure(letters: Sequence[str], repeat: int = 3, ways: Sequence[str] = tuple(WAYS)) -> dict[str, dict[str, float]]:
    """For each way: seconds of the processor for a letter, triples a second, times as fast as `naive`.

    The seconds are the mean over the letters of the median over the runs. Each engine has read the shapes and the
    reference data before; `naive` reads the letter, the reference data stands in memory.
    """
    runs = {way: _way(way) for way in ways}
    for run in runs.values():
        run(letters[0])
    gc.collect()
    gc.freeze()  # what the engines hold between letters is not gone through again and again while one of them runs
    taken: dict[str, list[list[float]]] = {way: [[] for _ in letters] for way in ways}
    for _ in range(repeat):
        for number, letter in enumerate(letters):
            for way, run in runs.items():
                gc.collect()
                begin = time.process_time()
                run(letter)
                taken[way][number].append(time.process_time() - begin)
    triples = sum(letter.count("\n") for letter in letters)
    seconds = {way: statistics.mean(map(statistics.median, found)) for way, found in taken.items()}
    return {
        way: {
            "seconds": one,
            "triples": triples / len(letters) / one,
            **{f"times {other}": seconds[other] / one for other in ways if other != "fast"},
        }
        for way, one in seconds.items()
    }


def report(found: dict[str, dict[str, float]]) -> list[str]:
    """The table."""
    others = [way for way in found if way != "fast"]
    head = " | ".join(f"times {WAYS[other]}" for other in others)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("pyshacl", "rdflib", "pyoxigraph"))
    return [
        f"Python {platform.python_version()}, {libraries}",
        "",
        f"| engine | ms a letter | triples a second | {head} |",
        f"|---|---:|---:|{'---:|' * len(others)}",
        *(
            f"| {WAYS[way]} | {one['seconds'] * 1e3:.1f} | {one['triples']:,.0f} | "
            + " | ".join(f"{one[f'times {other}']:,.1f}" for other in others)
            + " |"
            for way, one in found.items()
        ),
    ]


def _way(way: str) -> Callable[[str], object]:
    from navograaf.graph.check import check_letter

    if way == "fast":
        return check_letter
    if way == "pyshacl":
        return lambda nquads: check_letter(nquads, engine="pyshacl")
    return _naive()


def _naive() -> Callable[[str], object]:
    """pyshacl with the shapes as the file has them, the letter parsed by rdflib, the reference data as ontology."""
    from pyshacl import validate
    from rdflib import Dataset, Graph, URIRef
    from rdflib import Literal as Value
    from rdflib.namespace import RDF, SH

    from navograaf.files import folder
    from navograaf.graph.reference import reference
    from navograaf.iris import ONTOLOGY

    shapes = Graph().parse(folder("ontology") / "shapes.ttl")
    for shape in set(shapes.subjects(RDF.type, SH.NodeShape)):
        if (shape, URIRef(ONTOLOGY + "checkedIn"), Value("letter")) not in shapes:
            shapes.remove((shape, None, None))
    known = Graph().parse(folder("ontology") / "navo.ttl")
    for quad in Dataset().parse(data=reference().nquads, format="nquads").quads():
        known.add(quad[:3])

    def run(nquads: str) -> object:
        data = Graph()
        for quad in Dataset().parse(data=nquads, format="nquads").quads():
            data.add(quad[:3])
        return validate(data, shacl_graph=shapes, ont_graph=known)

    return run


if __name__ == "__main__":
    main()
