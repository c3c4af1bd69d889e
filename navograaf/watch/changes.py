"""What changes in a folder, tick by tick, as the operating system tells it.

Before follow.py, in whose place tests put ticks of their own. Law: it listens from the first tick on, so that nothing
that comes while the letters are first built is missed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from navograaf.errors import LetterError, NavograafError
from navograaf.files import folder as files

TICK = 1.0
"""Seconds between two ticks while nothing changes: a file that looks the same so long is taken for whole."""
_GATHER = 0.2
"""Seconds without a change after which what changed is told."""


def changes(folder: Path, graph: Path, *, tick: float = TICK) -> Iterator[frozenset[Path]]:
    """Ticks without end: the paths that changed in `folder`, or in the rules and lists, and not in `graph`.

    Raises LetterError where there is no such folder, NavograafError where watchfiles is not installed. Ctrl-C raises
    KeyboardInterrupt.
    """
    if not folder.is_dir():
        raise LetterError("there is no such folder", where=str(folder), todo="Check the path, or make it")
    try:
        from watchfiles import watch
    except ImportError as error:
        raise NavograafError(
            "to watch a folder needs watchfiles, which is not installed",
            todo="Install it: pip install 'navograaf[watch]'",
        ) from error
    places = [os.path.abspath(place) for place in (folder, files("extract"), files("ontology"))]  # noqa: PTH100
    found = watch(
        *dict.fromkeys(places),
        watch_filter=_outside(graph),
        debounce=int(tick * 1000),
        step=int(min(_GATHER, tick) * 1000),
        rust_timeout=int(tick * 1000),
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    return (frozenset(Path(path) for _, path in changed) for changed in found)


def _outside(graph: Path) -> Callable[[object, str], bool]:
    """Whether a changed path is outside the graph, whose writing would else be a change that is built again."""
    own = Path(os.path.abspath(graph))  # noqa: PTH100
    return lambda _, path: not Path(path).is_relative_to(own)
