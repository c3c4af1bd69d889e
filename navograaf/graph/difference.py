"""What of a letter's graph changed: the quads that it no longer has, and the lines that are new.

Between two versions of a letter's N-Quads and loading.py, which changes the store. A letter of which a sentence changed
keeps most of its thousands of quads. Law: a store that had the earlier version, and after the difference holds as many
quads as the later one has lines, holds the later one. It holds fewer where two spellings mean the same quad ("1" and
"01" as integers), and never another quad than those of the later version; where that is not sure, there is no
difference to be told.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad

_BLANK = b"_:"
"""Where a blank node may be: two files that say the same need not call it the same."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A graph of which the store has an earlier version. before, after: the N-Quads of both."""

    graph: str
    before: Path
    sha256: str
    """Of the bytes that the store has the earlier version from: a file that somebody changed is not trusted."""
    after: Path


@dataclass(frozen=True, slots=True)
class Difference:
    """The quads that go, and the N-Quads lines that come."""

    gone: list[Quad]
    came: bytes
    size: int
    """The number of lines of the later version, each once."""


def difference(replaced: Replaced) -> Difference | None:
    """How the later version of a graph differs from the earlier one; None when it cannot be told for sure."""
    from pyoxigraph import RdfFormat, parse

    try:
        data = replaced.before.read_bytes()
    except FileNotFoundError:
        return None
    if hashlib.sha256(data).hexdigest() != replaced.sha256:
        return None
    before, after = set(data.splitlines(keepends=True)), set(replaced.after.read_bytes().splitlines(keepends=True))
    gone, came = b"".join(sorted(before - after)), b"".join(sorted(after - before))
    if _BLANK in gone or _BLANK in came:
        return None
    return Difference(list(parse(input=gone, format=RdfFormat.N_QUADS)), came, len(after))
