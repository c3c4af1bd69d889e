"""The links between letters as a part of a change: found when the letters are known, stored with them.

A step of change.py; what links are and how they are found is for navograaf/links to know, which is handed in as a
function, since it stands after the graph of each letter. Laws: links are found before the store is opened, and put into
it after the letters; the database with what was found of each letter belongs to the state, as the store does.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from navograaf.graph.folder import BESIDE, LINKS, PENDING

if TYPE_CHECKING:
    from pyoxigraph import Store

DATABASE = "links.db"
RULES = "links.nq"
"""The file beside the letters with what tells of the rules of links; the links of a letter are in a file of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """What links are found from."""

    database: Path
    """Where what was found of each letter is kept; may be new."""
    reference: Path
    """The file with the reference data as N-Quads."""
    rules: str
    """A fingerprint: with another one all links are found anew."""
    letters: frozenset[str]
    """Ids of all letters of the graph."""
    changed: frozenset[str]
    """Ids of those whose N-Quads are new or others than before."""
    file: Callable[[str], Path]
    """The N-Quads of a letter."""


class Found(Protocol):
    """The links as they are now."""

    @property
    def whole(self) -> bool:
        """Whether nothing is known of the links before."""

    def put_into(self, store: Store) -> None:
        """Make the links of `store` these."""

    def files(self) -> Iterator[tuple[str, str]]:
        """Id and sorted N-Quads of each letter from which other links start than before; "" when none do now."""

    def rules(self) -> str:
        """What tells of the rules of all links, as sorted N-Quads."""


Link = Callable[[Job], AbstractContextManager[Found]]
"""Finds the links of a change."""


def copy_database(old: Path | None, new: Path) -> Path:
    """The database of the state `new`: a copy of that of `old`, if it has one."""
    path = new / DATABASE
    if old and (old / DATABASE).exists():
        shutil.copyfile(old / DATABASE, path)
    return path


def store_links(found: Found, store: Store, new: Path, stems: Mapping[str, str]) -> None:
    """Put links into `store`, that of the state `new`, and into files that are pending.

    stems: id of each letter -> the name of its files.
    """
    found.put_into(store)
    for place in (LINKS, BESIDE):
        (new / PENDING / place).mkdir(exist_ok=True)
    without = set(stems) if found.whole else set()
    for identifier, text in found.files():
        without.discard(identifier)
        (new / PENDING / LINKS / f"{stems[identifier]}.nq").write_text(text, encoding="utf-8", newline="")
    for identifier in without:
        (new / PENDING / LINKS / f"{stems[identifier]}.nq").touch()  # an empty one takes the place of any other
    (new / PENDING / BESIDE / RULES).write_text(found.rules(), encoding="utf-8", newline="")


def to_disk(path: Path) -> None:
    """Have the disk hold a file before anything names it."""
    if path.exists():
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
