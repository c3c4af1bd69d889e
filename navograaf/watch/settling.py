"""Files that are at rest: a letter that is still being copied looks different a moment later.

Between changes.py, which says what changed, and follow.py. Law: a path is given when it looks the same at two ticks,
one after the other, and once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

Look = tuple[int, int] | None
"""Size in bytes and time of the last change in nanoseconds; None for what is not there."""


def look(path: Path) -> Look:
    """How a file looks now."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def is_file(path: Path) -> bool:
    """Whether a file is there that may be looked at: a folder that is shut ends no watch."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_gone(path: Path) -> bool:
    """Whether nothing is there; of what may not be looked at that is not known."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


class Settling:
    """The paths that changed and are not known to be at rest."""

    def __init__(self, look: Callable[[Path], Look] = look) -> None:
        self._look = look
        self._seen: dict[Path, Look] = {}

    def take(self, changed: Iterable[Path]) -> list[Path]:
        """A tick: `changed` since the last one. Gives those that came to rest, sorted."""
        again = set(changed)
        rest = [path for path, before in self._seen.items() if path not in again and self._look(path) == before]
        for path in rest:
            del self._seen[path]
        self._seen.update({path: self._look(path) for path in [*self._seen, *again]})
        return sorted(rest)
