"""The parts of one state of a graph folder: its store, its lists, the pointer to it, its files put in place.

The steps of change.py, which says in what order they come. Law: `point` is the only step after which a
reader sees anything else than before, and `settle` can be done again at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from navograaf.graph.folder import BESIDE, FORMAT, LETTERS, LINKS, MARK, PENDING, POINTER, REFERENCE, STORES, TEXTS
from navograaf.graph.lock import unheld
from navograaf.graph.manifest import MANIFEST, as_json

GONE = "gone.json"
_UNSAFE = re.compile(r"[^\w\-. ()~,'+]|^\.|[. ]$")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120


def file_stem(identifier: str, taken: set[str]) -> str:
    """A file name for a letter's id, without extension, that every system accepts.

    taken: the stems in use, case folded; an id that would share one gets the start of its hash.
    """
    stem = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode("utf-8")), identifier)
    if _RESERVED.fullmatch(stem) or len(stem.encode("utf-8")) > _LONGEST or stem.casefold() in taken or not stem:
        digest = hashlib.sha256(identifier.encode("utf-8")).hexdigest()[:12]
        stem = f"{stem.encode('utf-8')[:_LONGEST].decode('utf-8', 'ignore')}~{digest}"
    return stem


def place(folder: Path, state: Path, name: str) -> Path:
    """A file of the folder as the state has it: pending, or in place."""
    pending = state / PENDING / name
    return pending if pending.exists() else folder / name


def link(path: Path, place: Path) -> None:
    """Make `place` a second name of the file `path`, or a copy where the disk knows no such names."""
    take_away(place)  # a copy into it would change the draft of which it is a second name
    try:
        place.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, place)


def write_lists(
    new: Path, rows: list[dict[str, Any]], reference: str, gone: list[str], made_with: Mapping[str, str]
) -> None:
    """The manifest, and the stems of the files that `settle` has to take away."""
    _write(new / PENDING / GONE, json.dumps(gone))
    _write(new / MANIFEST, as_json({"letters": rows, "made with": dict(made_with), "reference": reference}))


def point(folder: Path, new: Path) -> None:
    """Make `new` the state that counts."""
    if not (folder / MARK).exists():
        _replace(folder / MARK, as_json({"format": FORMAT, "made by": "navograaf"}))
    _replace(folder / POINTER, f"{new.name}\n")


def settle(folder: Path, state: Path) -> None:
    """Put the pending files of `state`, which counts, into place; remove the states that do not count.

    A state that a reader has open stays until a later change.
    """
    pending = state / PENDING
    for path in sorted((pending / TEXTS).glob("*.txt")):
        if not path.with_suffix(".json").exists():  # its format told more before than it does now
            take_away(folder / TEXTS / f"{path.stem}.json")
    for place, ending in ((LETTERS, ".nq"), (TEXTS, ".txt"), (LINKS, ".nq")):
        if place != LINKS or (pending / place).is_dir():
            (folder / place).mkdir(exist_ok=True)
        if (pending / place).is_dir():
            for path in sorted((pending / place).iterdir(), key=_text_first):
                if place == LINKS and not path.stat().st_size:  # of a letter from which no links start
                    (folder / place / path.name).unlink(missing_ok=True)
                else:
                    path.replace(folder / place / path.name)
        if (pending / GONE).exists():
            for stem in json.loads((pending / GONE).read_text(encoding="utf-8")):
                (folder / place / f"{stem}{ending}").unlink(missing_ok=True)
                if place == TEXTS:
                    take_away(folder / place / f"{stem}.json")
    if (pending / REFERENCE).exists():
        (pending / REFERENCE).replace(folder / REFERENCE)
    if (pending / BESIDE).is_dir():
        _put_beside(pending / BESIDE, folder / BESIDE)
    shutil.rmtree(pending, ignore_errors=True)
    for other in sorted((folder / STORES).iterdir()):
        if other != state and other.name.partition(".")[0].isdecimal():
            with unheld(other / MANIFEST) as free:
                if free:
                    _remove(other)


def take_away(path: Path) -> None:
    """Remove a file that is seldom there."""
    if path.exists():
        path.unlink()


def _text_first(path: Path) -> tuple[bool, str]:
    """The order in which files are put into place: a pending text without a structure says that the letter has none, so
    that a structure must not go before its text."""
    return path.suffix != ".txt", path.name


def _put_beside(pending: Path, place: Path) -> None:
    """Move graphs into place; one that became empty is taken away, and so is a folder without any."""
    place.mkdir(exist_ok=True)
    for path in sorted(pending.iterdir()):
        path.replace(place / path.name)
    for path in sorted(place.glob("*.nq")):
        if not path.stat().st_size:
            path.unlink()
    if not any(place.iterdir()):
        place.rmdir()


def _remove(state: Path) -> None:
    if sys.platform == "win32":
        try:
            state = state.rename(state.with_name(f"{state.name}.gone"))
        except OSError:  # a reader has a file in it open
            return
    shutil.rmtree(state, ignore_errors=True)


def _write(path: Path, words: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(words)
        stream.flush()
        os.fsync(stream.fileno())


def _replace(path: Path, words: str) -> None:
    temporary = path.with_name(f".{path.name}.new")
    _write(temporary, words)
    temporary.replace(path)
