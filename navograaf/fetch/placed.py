"""A file put in a folder: whole, or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

from navograaf.errors import FetchError

_ENDING = ".part"
_LEFT = 3_600
"""Seconds after which a file that was not finished is taken for left behind by a program that was killed."""


def put(path: Path, data: bytes) -> None:
    """Write `data` to `path`: first under another name beside it, then renamed. Raises FetchError."""
    made = path.with_name(f".{path.name}.{os.getpid()}{_ENDING}")
    try:
        try:
            with made.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())  # else a loss of power can leave an empty file under the real name
            made.replace(path)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FetchError(f"cannot be written ({error.strerror})", where=str(path)) from error


def tidy(folder: Path) -> None:
    """Take away what a fetch that was killed an hour ago or longer left unfinished."""
    before = time.time() - _LEFT
    for path in folder.glob(f".*{_ENDING}"):
        try:
            if path.lstat().st_mtime < before:
                path.unlink()
        except OSError:  # another fetch was first
            continue


def folder_made(folder: Path) -> Path:
    """The folder, made where it is not there. Raises FetchError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = "there is a file of that name" if isinstance(error, FileExistsError) else error.strerror
        raise FetchError(
            f"no folder can be made here ({why})", where=str(folder), todo="Name another folder"
        ) from error
    return folder
