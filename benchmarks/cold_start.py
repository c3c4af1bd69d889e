"""Cold start: whole processes beside `python -c pass`, by the clock.

python benchmarks/run.py --only cold_start
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from measured import Options, Row, interleaved
from stores import built, graph_folder, navograaf, no_room

PLUS = 0.2
"""Seconds that an answer from a graph of 10,000 letters may take on top of ten empty Pythons."""


def rows(options: Options) -> Iterator[Row]:
    """`--help`, and `trace` on the largest graph up to 10,000 letters."""
    sizes = [size for size in options.sizes if size <= 10_000]
    traced = max(sizes)
    reason = "" if graph_folder(options.work, traced).is_dir() else no_room(options.work, traced)
    ways: dict[str, Callable[[], float]] = {
        "pass": lambda: _seconds([sys.executable, "-c", "pass"]),
        "help": lambda: _seconds([*navograaf(), "--help"]),
    }
    if not reason:
        built(options.work, traced)
        graph = str(graph_folder(options.work, traced))
        ways["trace"] = lambda: _seconds([*navograaf(), "trace", "NMI", "--graph", graph])
    found = interleaved(3 * options.rounds, ways)
    empty = found["pass"]
    note = f"{found['help'] * 1e3:.0f} ms and {empty * 1e3:.0f} ms"
    yield Row("navograaf --help against python -c pass", found["help"] / empty, goal=4.5, most=True, note=note)
    what = f"navograaf trace NMI on {traced:,} letters, less {PLUS} s, against python -c pass"
    if reason:
        yield Row(what, None, note=reason)
        return
    yield Row(
        what,
        (found["trace"] - PLUS) / empty,
        goal=10 if traced >= 1_000 else None,
        most=True,
        note=f"{found['trace'] * 1e3:.0f} ms and {empty * 1e3:.0f} ms",
    )


def _seconds(command: Sequence[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - begin
