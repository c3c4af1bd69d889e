"""A build in a process of its own: a watch lives for weeks, and rules, once read, stay as they were in a process.

Used by the command. Laws: each build has the rules as they stand, and gives back all its memory and its hold on the
graph; Ctrl-C ends the reading of letters, and what was read is stored.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.errors import NavograafError

if TYPE_CHECKING:
    from navograaf.graph.build import BuildReport


def build_apart(graph: Path, sources: Sequence[Path]) -> BuildReport:
    """Build letters in the graph folder at `graph`, as graph.build.build does, and raise what it raises."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("spawn"), _leave_to_the_build) as one:
        made = one.submit(_built, graph, list(sources))
        try:
            try:
                return made.result()
            except KeyboardInterrupt:
                return made.result()  # the build was told as well, and stores what it has
        except BrokenProcessPool as error:
            raise NavograafError(
                "the build was killed, perhaps for want of memory",
                where=str(graph),
                todo="Build fewer letters at a time",
            ) from error


def _leave_to_the_build() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _built(graph: Path, sources: Sequence[Path]) -> BuildReport:
    from navograaf.graph.build import build
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.create(graph)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return build(folder, sources)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
