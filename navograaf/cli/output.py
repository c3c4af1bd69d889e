"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from navograaf.errors import NavograafError


def write_text(path: Path, text: str) -> None:
    """Write `text` (UTF-8) to `path`: first under a temporary name beside it, then renamed.

    A link stays one, and the file that it leads to is written; a file that is there keeps its mode.
    Raises NavograafError when the folder is not there or may not be written.
    """
    try:
        target = path.resolve()  # renaming onto a link would put a file in its place
        mode = _mode(target)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
        reason = getattr(error, "strerror", None) or error
        raise NavograafError(f"cannot be written ({reason})", where=str(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise NavograafError(f"cannot be written ({error.strerror})", where=str(path)) from error
        raise


def _mode(path: Path) -> int:
    """The permissions of the file at `path`; where there is none, those of a new file."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        # mkstemp makes a file that only its owner reads; an ordinary file follows the umask.
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
