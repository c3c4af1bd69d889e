"""One writer at a time for a graph folder, and no state removed under a reader: locks that end with a process.

A file that is only there or not there would outlive a killed writer and shut everyone out; a lock on an
open file does not. The writer's file holds its process id, for the message to the one who has to wait.
A reader shares a lock on the state that it opened: the store opens most of its files only when a query
needs them, and a store whose files are gone does not fail but takes all memory there is (measured).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from navograaf.errors import GraphError

_AT = 1 << 20
"""Where Windows locks a byte: beyond the process id, which others must be able to read."""


_taken: set[int] = set()
"""Files with a lock of this process. A process forked from it has them open too, and would keep the locks alive."""


def _leave_to_parent() -> None:
    for file in _taken:
        os.close(file)
    _taken.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_parent)


class GraphBusyError(GraphError):
    """Another process is writing the graph: later it can be done."""


class Lock:
    """An exclusive lock on the file `path`; `acquire` fails at once when another holds it."""

    __slots__ = ("_file", "path")

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: int | None = None

    def acquire(self) -> None:
        """Take the lock. Raises GraphError that names the process which holds it, or says that none may write here."""
        while self._file is None:
            try:
                file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                raise unwritable(self.path.parent, error) from error
            try:
                _take(file)
            except OSError:
                holder = os.read(file, 32).decode("ascii", "replace").strip()
                os.close(file)
                raise GraphBusyError(
                    f"another process{f' ({holder})' if holder else ''} is writing this graph",
                    where=str(self.path.parent),
                    todo="Wait until it is done, then try again",
                ) from None
            if _same(file, self.path):
                self._file = file
                _taken.add(file)
            else:  # removed by a writer that stored nothing, between our opening and our taking it
                os.close(file)
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode("ascii"))

    def release(self, *, remove: bool = False) -> None:
        """Give the lock back; with `remove`, take the file away as well."""
        if self._file is None:
            return
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        _taken.discard(self._file)
        os.close(self._file)
        self._file = None
        if remove and sys.platform == "win32":
            self.path.unlink(missing_ok=True)


def unwritable(folder: Path, error: OSError) -> GraphError:
    """What to say of a graph folder in which nothing may be written."""
    return GraphError(
        f"this graph cannot be written ({error.strerror or error})",
        where=str(folder),
        todo="It can be asked as it is. To change it, get the right to write there; or build another with --graph",
    )


_held: dict[str, int] = {}
"""The states that this process has opened, by the path of their list. A store cannot tell when it is no
longer used, so a state is held until the process ends."""


def hold(path: Path) -> None:
    """Keep the state whose list is `path` from being removed while this process lives.

    Raises OSError when it is gone, or is being removed right now.
    """
    key = os.path.abspath(path)  # noqa: PTH100
    if key in _held and _same(_held[key], path):
        return
    file = os.open(path, os.O_RDONLY)
    try:
        _share(file)
        if not _same(file, path):
            raise FileNotFoundError(path)
    except OSError:
        os.close(file)
        raise
    _held[key] = file


@contextmanager
def unheld(path: Path) -> Iterator[bool]:
    """Whether no reader holds the state whose list is `path`; while the block runs, none can begin to."""
    if sys.platform == "win32" or not path.exists():  # our own open file would block Windows; never finished
        yield True
        return
    file = os.open(path, os.O_RDONLY)
    try:
        _take(file)
    except OSError:
        yield False
    else:
        yield True
    finally:
        os.close(file)


def _same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _AT, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(file, 0, os.SEEK_SET)

    def _share(file: int) -> None:
        """Nothing to do: Windows itself keeps a folder with open files from being renamed (see state.py)."""

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _share(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
