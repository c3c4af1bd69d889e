"""Measures that have a report of their own, as rows of the common table.

Beside run.py: for a module without `rows`. Law: nothing is measured here; the figures are those of the module.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from measured import Options, Row

KILLS = 200
BROKEN = 1_000


def check_engines(options: Options) -> Iterator[Row]:
    """The fast engine beside pyshacl, and on how many broken letters the two differ."""
    from check_engines import graphs, measure
    from stores import letters_folder

    found = measure(graphs(letters_folder(options.work, options.sample)), options.rounds)
    fast = found["fast"]
    note = f"{fast['seconds'] * 1e3:.1f} ms a letter and {{:.0f}} ms".format
    naive, used_well = found["naive"]["seconds"] * 1e3, found["pyshacl"]["seconds"] * 1e3
    yield Row("SHACL against pyshacl as it comes", fast["times naive"], goal=100, note=note(naive))
    yield Row("SHACL against pyshacl used well", fast["times pyshacl"], note=note(used_well))
    what = f"letters among {BROKEN:,} broken ones on which the two engines differ"
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))  # the letters that the test breaks
    from broken_letters import compared

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it tells each ill-formed literal with a traceback
    broken = compared(BROKEN)
    yield Row(what, float(len(broken.differ)), "", goal=0, most=True, note=f"{broken.results:,} results in all")


def kill_builds(options: Options) -> Iterator[Row]:
    """Builds killed at random moments: what readers found, and what the last build gave."""
    from kill_builds import measure

    found = measure(KILLS)
    note = f"{found.hits} of {found.kills} kills hit a running build; {found.readable} times a graph was read"
    yield Row("letters neither old nor new after a kill", float(len(found.wrong)), "", goal=0, most=True, note=note)
    same = "the same bytes as an undisturbed build" if found.same_bytes else "other bytes than an undisturbed build"
    note = f"{same}; {found.taken_up} letters taken up from killed builds"
    yield Row(
        "last build that differs from an undisturbed one", float(not found.same_bytes), "", 0, most=True, note=note
    )


def write_quads(options: Options) -> Iterator[Row]:
    """Findings to N-Quads beside rdflib's graph; the first way of the module is Graph.add, the last is ours."""
    from write_quads import measure

    first, *others, ours = measure(options.rounds)
    for other, goal in ((first, 40.0), *((one, None) for one in others)):
        yield Row(
            f"a letter's triples to N-Quads against {other.way}",
            other.seconds / ours.seconds,
            goal=goal,
            note=f"{ours.speed:,.0f} and {other.speed:,.0f} triples/s; the five letters",
        )


ADAPTED: dict[str, Callable[[Options], Iterator[Row]]] = {
    "check_engines": check_engines,
    "kill_builds": kill_builds,
    "write_quads": write_quads,
}
