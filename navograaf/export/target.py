"""Files that an export writes: all of them whole, or none at all.

Law: when anything fails before the last byte, the files that stood there before still stand there
unchanged, and nothing else is left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from navograaf.errors import ExportError


@contextmanager
def written(*paths: Path) -> Iterator[tuple[IO[bytes], ...]]:
    """Open a binary stream for each path; on leaving without an exception they replace the paths.

    The streams are temporary files in the same folder as their path, so that renaming is one step.
    Raises ExportError when a folder is missing or may not be written.
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
            for temporary, path in zip(temporaries, paths, strict=True):
                temporary.replace(path)
        except OSError as error:
            raise ExportError(
                f"cannot be written ({error.strerror})", where=str(paths[0]), todo="Name a place that may be written"
            ) from error
    finally:
        for item in temporaries:
            item.unlink(missing_ok=True)
