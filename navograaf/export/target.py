"""Files that an export writes: all of them whole, or none at all.

Law: when anything fails, the files that stood there before still stand there unchanged, and nothing else is left
behind; of a pair that holds even when the second cannot take its place.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from navograaf.errors import ExportError

_FULL = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def written(*paths: Path) -> Iterator[tuple[IO[bytes], ...]]:
    """Open a binary stream for each path; on leaving without an exception they replace the paths.

    The streams are temporary files in the same folder as their path, so that renaming is one step.
    Raises ExportError when a folder is missing or may not be written, or when the disk is full.
    """
    temporaries = [path.with_name(f".navograaf-{os.getpid()}-{number}.tmp") for number, path in enumerate(paths)]
    try:
        for path in paths:
            if path.is_dir():
                raise ExportError("is a folder", where=str(path), todo="Give the name of a file")
            if not path.parent.is_dir():
                raise ExportError("the folder is not there", where=str(path.parent), todo="Make it, or name another")
        try:
            with ExitStack() as stack:
                yield tuple(stack.enter_context(item.open("wb")) for item in temporaries)
            _replace(temporaries, paths)
        except OSError as error:
            raise ExportError(
                f"cannot be written ({error.strerror or error})",
                where=str(paths[0]),
                todo="Make room on the disk" if error.errno in _FULL else "Name a place that may be written",
            ) from error
    finally:
        for item in temporaries:
            item.unlink(missing_ok=True)


def _replace(temporaries: Sequence[Path], paths: Sequence[Path]) -> None:
    """Put every temporary in the place of its path; if one cannot be, put back what stood in the others."""
    before = [item.with_suffix(".old") for item in temporaries]
    with ExitStack() as undo:
        # The last needs no way back: its renaming is the step that makes all of them true.
        for temporary, path, old in list(zip(temporaries, paths, before, strict=True))[:-1]:
            if os.path.lexists(path):
                path.replace(old)
                undo.callback(old.replace, path)
            else:
                undo.callback(path.unlink, missing_ok=True)
            temporary.replace(path)
        temporaries[-1].replace(paths[-1])
        undo.pop_all()
    for old in before:
        old.unlink(missing_ok=True)
