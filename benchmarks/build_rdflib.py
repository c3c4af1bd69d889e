"""A build with validation beside rdflib and pyshacl on the same triples and shapes.

    python benchmarks/build_rdflib.py

Ours is the whole command from text to a validated and linked graph on disk, all its processes added up; theirs starts
from triples that are there already, keeps them in memory and is measured on a sample of the letters and multiplied.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from measured import Options, Row, interleaved

NAIVE_SAMPLE = (2, 6)
"""Letters that validate() is given with its usual arguments: what the second sample takes more than the first is what
letters cost, without the reading and mixing in of the ontology."""


def rows(options: Options) -> Iterator[Row]:
    """How many times as long rdflib and pyshacl take, naive and used well; and the steps without extraction."""
    from rdflib_way import add_naively, add_well, sample, validate_well
    from stores import built

    size = min(1_000, max(options.sizes))
    made = built(options.work, size)
    ours = made.run.cpu / made.letters
    some = list(sample(options.sample))
    naive_check = _slope(sorted(some, key=len)) * _mean(some)
    ways = {
        "add": lambda: add_naively(some)[0],
        "add well": lambda: add_well(some)[0],
        "check well": lambda: validate_well(some),
        "ours": lambda: _steps(some),
    }
    seconds = interleaved(options.rounds, ways)
    add, add_cached, check, steps = (seconds[name] / len(some) for name in ways)
    share = made.quads / made.letters / _mean(some)  # the sample brought to the mean letter of the build
    naive, well = (add + naive_check) * share, (add_cached + check) * share
    tail = f"sample of {len(some)} letters ({NAIVE_SAMPLE[1]} for the naive check), multiplied"
    what = f"build with validation of {size:,} letters, text to linked graph, against"
    yield Row(
        f"{what} rdflib + pyshacl, naive, from triples",
        naive / ours,
        goal=50,
        note=f"{ours * 1e3:.1f} ms a letter and {naive:.2f} s (add {add * share:.2f}); {tail}",
    )
    yield Row(
        f"{what} the two used well, from triples",
        well / ours,
        goal=10,
        note=f"{ours * 1e3:.1f} ms a letter and {well * 1e3:.0f} ms (add {add_cached * share * 1e3:.0f}); {tail}",
    )
    for name, theirs in (("naive", naive), ("used well", well)):
        yield Row(
            f"the same from findings (write and validate only), against rdflib + pyshacl, {name}",
            theirs / (steps * share),
            note=f"{steps * share * 1e3:.1f} ms a letter",
        )


def _slope(letters: Sequence[Any]) -> float:
    """Seconds a triple of validate() with its usual arguments."""
    from rdflib_way import validate_naively

    middle = max(0, len(letters) // 2 - NAIVE_SAMPLE[1] // 2)
    few, more = (letters[middle : middle + count] for count in NAIVE_SAMPLE)
    return (validate_naively(more) - validate_naively(few)) / (sum(map(len, more)) - sum(map(len, few)))


def _mean(letters: Sequence[Sequence[Any]]) -> float:
    return sum(map(len, letters)) / len(letters)


def _steps(some: Sequence[Any]) -> float:
    """Seconds to write and to validate as many letters of ours, from their findings."""
    from make_letters import letter

    from navograaf.findings.extract import extract
    from navograaf.graph.check import check_letter
    from navograaf.graph.quads import letter_quads
    from navograaf.letters.reading import from_bytes

    letters = [from_bytes(letter(k * 7 % 1_000).encode(), f"{k}.txt") for k in range(len(some))]
    found = [(extract(each), each.raw) for each in letters]
    check_letter(letter_quads(*found[0]))
    begin = time.process_time()
    for findings, raw in found:
        check_letter(letter_quads(findings, raw))
    return time.process_time() - begin
