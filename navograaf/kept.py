"""What is worked out from the files of ontology/ and extract/, kept for the next process that needs it.

Beside rules.py and the two reference.py, which read those files: to take patterns apart and to parse Turtle takes a
second of work for the first letter of every process. Law: what is kept changes no result. It lies under a key made of
the files' own bytes, the program's source and the version of Python, it is JSON with its checksum, and whatever is not
as it should be (no such file, cut short, another's file, no room) is worked out again, in silence.

The folder: the variable NAVOGRAAF_CACHE (empty: nothing is kept), else `navograaf` in the user's folder for such files.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

VARIABLE = "NAVOGRAAF_CACHE"
_FORMAT = "navograaf-kept-1"
_MOST = 32 * 1024 * 1024
"""Bytes of one file; a larger one is not read, nor written."""
_TOGETHER = 128 * 1024 * 1024
"""Bytes of all files; above it those that were written longest ago go first."""
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError)
_STARTED = time.time()
T = TypeVar("T")


def kept(name: str, key: str | None, make: Callable[[], Any], read: Callable[[Any], T]) -> T:
    """What `read` makes of the data that `make` gives, or gave before under the same key.

    name: tells what is kept, letters, digits, dots and hyphens; key: of `key_of`, None: nothing is kept. Data are as
    JSON has them; others are not kept. read: raises ValueError, TypeError, KeyError or RuntimeError for data that are
    not so made; then they are made again.
    """
    with _no_collecting():
        path = _path(name, key)
        data = _read(path, key) if path and key else None
        if data is not None:
            with contextlib.suppress(*_UNREADABLE):
                return read(data)
        data = make()
        if path and key:
            with contextlib.suppress(OSError, *_UNREADABLE):
                _write(path, key, data)
        return read(data)


def key_of(place: str, *parts: str | bytes) -> str | None:
    """A key for what is worked out from `parts` by the program as it stands; None when nothing is to be kept.

    place: the folder that the parts come from. The parts are what was read, not what is to be read: a file may change.
    """
    program = _program() if cache_folder() else None
    if program is None:
        return None
    hashed = sha256()
    for part in (program, *parts):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(b"%d:" % len(data) + data)
    return sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:12] + hashed.hexdigest()[:40]


def digest(files: Mapping[str, bytes]) -> bytes:
    """Names and contents of files as one part of a key."""
    hashed = sha256()
    for name in sorted(files):
        hashed.update(name.encode("utf-8", "surrogatepass") + b"\0" + sha256(files[name]).digest())
    return hashed.digest()


def cache_folder() -> Path | None:
    """Where it is kept, None for nowhere. The folder need not be there."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named.strip() else None
    above = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if above and Path(above).is_absolute():
        return Path(above) / "navograaf"
    try:
        return Path.home() / ".cache" / "navograaf"
    except RuntimeError:  # a user without a home
        return None


@cache
def _program() -> str | None:
    """What works things out: the source of the parts that do, and the version of Python.

    None when the source cannot be read, or changed since it was loaded: what this process makes is not made by it.
    """
    package = Path(__file__).parent
    files = [*package.glob("*.py"), *(package / "words").glob("*.py"), package / "graph" / "reference.py"]
    try:
        source = {path.relative_to(package).as_posix(): path.read_bytes() for path in files}
        if not source or max(path.stat().st_mtime for path in files) > _STARTED:
            return None
    except OSError:
        return None
    return f"{_FORMAT} {sys.version} {sys.implementation.cache_tag} {digest(source).hex()}"


def _path(name: str, key: str | None) -> Path | None:
    folder = cache_folder()
    return folder / f"{key[:12]}-{name}-{key[12:28]}.json" if folder is not None and key is not None else None


def _read(path: Path, key: str) -> Any:
    """The data that lies there, None when it is not what was written under this key, or may be another user's.

    What the user alone can write is trusted, as Python trusts what it compiled beside its modules; the checksum tells
    what was damaged from it.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not _is_own(path.parent.stat()):
            return None
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST or not _is_own(status):
                return None
            head, _, body = file.read(_MOST).partition(b"\n")
        return json.loads(body) if head == _head(key, body) else None
    except (OSError, *_UNREADABLE):
        return None


def _write(path: Path, key: str, data: object) -> None:
    """The data put there whole, in place of what lies there under older keys. Raises OSError, ValueError, TypeError."""
    body = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    if len(body) > _MOST - 1000:
        return
    import tempfile

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(path.parent.stat()):
        return
    number, made = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with open(number, "wb") as file:  # noqa: PTH123
            file.write(_head(key, body) + b"\n" + body)
        os.replace(made, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(made)  # noqa: PTH108
        raise
    _tidy(path)


_LEFT = 3_600_000_000_000
"""Nanoseconds after which a file that was not finished is taken for left behind."""


def _tidy(path: Path) -> None:
    """Remove what was kept of the same thing before, and the oldest while all is too much."""
    older = path.name.rpartition("-")[0] + "-"
    held = []
    for other in path.parent.glob("*.tmp"):
        if other.stat().st_mtime_ns < path.stat().st_mtime_ns - _LEFT:  # of a process that was killed while it wrote
            other.unlink(missing_ok=True)
    for other in path.parent.glob("*.json"):
        status = other.stat()
        if other.name.startswith(older) and other.name != path.name:
            other.unlink(missing_ok=True)
        elif other.name != path.name:
            held.append((status.st_mtime_ns, other.name, status.st_size))
    size = sum(size for _, _, size in held)
    for _, name, own in sorted(held):
        if size <= _TOGETHER:
            break
        (path.parent / name).unlink(missing_ok=True)
        size -= own


def _head(key: str, body: bytes) -> bytes:
    return f"{_FORMAT} {key} {sha256(body).hexdigest()}".encode()


def _is_own(status: os.stat_result) -> bool:
    """Whether nobody but the user could have written it; Windows keeps its folders apart itself."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """All that is made here stays: to look through it for rubbish again and again would double the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
