"""fetched.json: which files in a folder were fetched, from where, and what they were then.

Beside the letters; download.py reads and writes it. Laws: a row a file, sorted, without a time of day, so that the same
papers give the same bytes; what it says is checked before it is believed, and only names that a fetch gives are in it.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from navograaf.errors import FetchError
from navograaf.fetch.paper import ROOM, is_name
from navograaf.fetch.placed import put
from navograaf.letters.sources import MAX_BYTES

NAME = "fetched.json"
_FORMAT = "navograaf-fetched-1"
_MOST = 64_000_000
ENDINGS = ("xml", "html", "pdf", "docx", "metadata.xml", "metadata.json")
_SHA = re.compile(r"[0-9a-f]{64}")
State = Literal["absent", "ours", "touched", "gone", "other"]
"""Of a file: never there; as fetched; fetched and changed since; fetched and taken away; there and not fetched."""


@dataclass(frozen=True, slots=True)
class Row:
    """One file that was fetched."""

    name: str
    address: str
    sha256: str
    bytes: int
    source: str
    dossier: str
    paper: str
    """What the service calls the paper."""
    stamp: str = ""
    """What the listing said of its version."""
    etag: str = ""
    last_modified: str = ""
    """What the server marked the file with."""


class Manifest:
    """The rows of a folder, by name."""

    def __init__(self, folder: Path, rows: dict[str, Row] | None = None) -> None:
        self.folder, self._rows = folder, rows or {}
        self._names = {(row.source, row.paper): _stem(row.name) for row in self._rows.values()}
        self._written = self._text() if rows else ""

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """That of a folder, without rows where there is none. Raises FetchError for one that is damaged."""
        path = folder / NAME
        try:
            if path.stat().st_size > _MOST:
                raise ValueError
            said = json.loads(path.read_bytes())
            if said["format"] != _FORMAT:
                raise ValueError
            rows = [_row(one) for one in said["files"]]
        except FileNotFoundError:
            return cls(folder)
        except OSError as error:
            raise FetchError(f"cannot be read ({error.strerror})", where=str(path)) from error
        except (ValueError, KeyError, TypeError, RecursionError):
            raise FetchError(
                "this is no list of fetched files, or of another version",
                where=str(path),
                todo="Put it aside: the files are then compared with what the service has, and none is overwritten",
            ) from None
        return cls(folder, {row.name: row for row in rows})

    def state(self, name: str) -> State:
        """How the file of that name is."""
        row, path = self._rows.get(name), self.folder / name
        if not path.exists() and not path.is_symlink():
            return "gone" if row else "absent"
        if row is None:
            return "other"
        return "ours" if self.digest(name) == row.sha256 else "touched"

    def digest(self, name: str) -> str:
        """The sha256 of a file; "" for what is none or is too large to have been fetched. Raises FetchError."""
        path = self.folder / name
        try:
            if not path.is_file() or path.stat().st_size > MAX_BYTES:
                return ""
            return sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise FetchError(f"cannot be read ({error.strerror})", where=str(path)) from error

    def row(self, name: str) -> Row | None:
        """The row of a file, None where it was not fetched."""
        return self._rows.get(name)

    def add(self, row: Row) -> None:
        """Put a row in place of that of the same file."""
        self._rows[row.name] = row
        self._names[row.source, row.paper] = _stem(row.name)

    def stamp(self, name: str, stamp: str) -> None:
        """Keep what the listing says now of a file's version."""
        self._rows[name] = replace(self._rows[name], stamp=stamp)

    def name_of(self, source: str, paper: str) -> str:
        """What the files of a paper are called since it was fetched first, "" where it was not.

        A letter that was fetched before it was printed keeps its name, and is not fetched twice.
        """
        return self._names.get((source, paper), "")

    def write(self) -> None:
        """Write it to its folder, when it is another than before. Raises FetchError."""
        text = self._text()
        if text != self._written:
            put(self.folder / NAME, text.encode("utf-8"))
            self._written = text

    def _text(self) -> str:
        rows = [{k: v for k, v in asdict(self._rows[name]).items() if v != ""} for name in sorted(self._rows)]
        return json.dumps({"format": _FORMAT, "files": rows}, ensure_ascii=False, indent=1) + "\n"


def is_file_name(name: str) -> bool:
    """Whether a file may be called so: NAME.xml, NAME.metadata.xml and the like."""
    stem, _, ending = name.partition(".")
    return is_name(stem, room=ROOM) and ending in ENDINGS


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _row(said: object) -> Row:
    """Raises ValueError or TypeError for what is no row."""
    if not isinstance(said, dict):
        raise TypeError
    row = Row(**said)
    texts = [value for key, value in asdict(row).items() if key != "bytes"]
    if not all(isinstance(text, str) for text in texts) or not isinstance(row.bytes, int):
        raise TypeError
    if not is_file_name(row.name) or not _SHA.fullmatch(row.sha256):
        raise ValueError
    return row
