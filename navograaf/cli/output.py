"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from navograaf.errors import NavograafError


def write_text(path: Path, text: str) -> None:
    """Write `text` (UTF-8) to `path`: first under a temporary name beside it, then renamed.

    Raises NavograafError when the folder is not there or may not be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise NavograafError(f"cannot be written ({error.strerror})", where=str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        # mkstemp makes a file that only its owner reads; an ordinary file follows the umask.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NavograafError(f"cannot be written ({error.strerror})", where=str(path)) from error
        raise
