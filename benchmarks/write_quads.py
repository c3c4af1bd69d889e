"""What it costs to write the graph of a letter as N-Quads, beside rdflib in the same run.

    python benchmarks/write_quads.py [--repeat R] [--write]

The findings of the five letters of seeds/letters are made first; timed are: findings to N-Quads text, and the same
triples put in an rdflib graph. Round after round, so that a busy moment of the machine hits every way.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results-write-quads.md")
SEEDS = Path(__file__).parents[1] / "seeds" / "letters"
REPEAT = 7
_EACH = 5
"""Our way is so short that each round takes the median of so many."""
_STRING = "http://www.w3.org/2001/XMLSchema#string"

Row = tuple[str, str, str, str | None, str | None]
"""Subject, predicate, value of the object; its datatype (None for an IRI) and its language."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One way: processor seconds for all letters, triples a second, and how many times as fast as the first way."""

    way: str
    seconds: float
    triples: int
    ratio: float

    @property
    def speed(self) -> float:
        """Triples a second."""
        return self.triples / self.seconds


def main() -> None:
    """Run every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=REPEAT, help="rounds of each way; the median counts")
    parser.add_argument("--write", action="store_true", help=f"also write {RESULTS.name}")
    asked = parser.parse_args()
    if asked.repeat < 1:
        parser.error("--repeat is 1 or more")
    text = "\n".join(table(measure(asked.repeat))) + "\n"
    print(text, end="")
    if asked.write:
        RESULTS.write_text(text, encoding="utf-8")


def table(rows: list[Measured]) -> Iterator[str]:
    """The rows as a table in Markdown."""
    yield "# Writing the graph of a letter"
    yield ""
    yield f"The {rows[0].triples:,} triples of the five letters of seeds/letters; rdflib {version('rdflib')}."
    yield ""
    yield "| way | processor ms | triples a second | times as fast as Graph.add |"
    yield "|---|---:|---:|---:|"
    for row in rows:
        yield f"| {row.way} | {row.seconds * 1e3:.1f} | {row.speed:,.0f} | {row.ratio:.1f} |"


def measure(repeat: int = REPEAT) -> list[Measured]:
    """Time every way over `repeat` rounds; the first row is rdflib's Graph.add, which the ratios compare with."""
    from navograaf.findings.extract import extract
    from navograaf.graph.quads import letter_quads
    from navograaf.letters.reading import read_letter

    letters = [read_letter(path) for path in sorted(SEEDS.glob("*.txt"))]
    given = [(extract(letter), letter.raw) for letter in letters]
    rows = [_rows(letter_quads(*one)) for one in given]
    ways: dict[str, tuple[Callable[[int], Any], int]] = {
        "rdflib: Graph.add, terms made each time": (lambda number: _added(rows[number]), 1),
        "rdflib: store.add, terms cached": (lambda number: _added_cached(rows[number]), 1),
        "navograaf: letter_quads, findings to sorted text": (lambda number: letter_quads(*given[number]), _EACH),
    }
    times: dict[str, list[list[float]]] = {way: [[] for _ in given] for way in ways}
    for _ in range(repeat):
        for number in range(len(given)):
            for way, (run, times_run) in ways.items():
                times[way][number].append(statistics.median(_seconds(run, number) for _ in range(times_run)))
    seconds = {way: sum(map(statistics.median, found)) for way, found in times.items()}
    first = next(iter(seconds.values()))
    triples = sum(map(len, rows))
    return [Measured(way, found, triples, first / found) for way, found in seconds.items()]


def _seconds(run: Callable[[int], Any], number: int) -> float:
    begin = time.process_time()
    run(number)
    return time.process_time() - begin


def _rows(nquads: str) -> list[Row]:
    """The triples as text, as a program has them before it makes terms."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    rows: list[Row] = []
    for quad in parse(input=nquads.encode(), format=RdfFormat.N_QUADS):
        subject, item = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(item, NamedNode | Literal):
            raise TypeError(f"a letter's graph has no such term: {quad}")
        kind, language = (item.datatype.value, item.language) if isinstance(item, Literal) else (None, None)
        rows.append((subject.value, quad.predicate.value, item.value, kind, language))
    return rows


def _added(rows: list[Row]) -> Any:
    from rdflib import Graph, URIRef

    graph = Graph()
    for subject, predicate, value, kind, language in rows:
        graph.add((URIRef(subject), URIRef(predicate), _term(value, kind, language)))
    return graph


def _added_cached(rows: list[Row]) -> Any:
    from rdflib import Graph

    graph = Graph()
    cache: dict[tuple[str, str | None, str | None], Any] = {}

    def term(value: str, kind: str | None = None, language: str | None = None) -> Any:
        key = value, kind, language
        found = cache.get(key)
        if found is None:
            found = cache[key] = _term(value, kind, language)
        return found

    add = graph.store.add
    for subject, predicate, value, kind, language in rows:
        add((term(subject), term(predicate), term(value, kind, language)), graph)
    return graph


def _term(value: str, kind: str | None, language: str | None) -> Any:
    from rdflib import Literal, URIRef

    if kind is None:
        return URIRef(value)
    if language:
        return Literal(value, lang=language)
    return Literal(value) if kind == _STRING else Literal(value, datatype=URIRef(kind))


if __name__ == "__main__":
    main()
