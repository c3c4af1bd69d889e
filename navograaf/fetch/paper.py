"""What a listing tells of a paper: its name, and where each of its files lies. Between a service and the download."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

MAX_PAPERS = 2_000
"""Papers of one call, unless --limit says otherwise. Dossier 28676 has some hundreds."""
_NAME = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_MOST = 80
ROOM = 40
"""Characters that a file may be called more than its paper, to keep it apart from another of that name."""
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{word}{n}" for word in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for itself."""


class Place(NamedTuple):
    """One file of a paper: `ending` is its format, `addresses` are tried one after another."""

    ending: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a service lists."""

    id: str
    """What the service calls it, and keeps calling it."""
    name: str
    """What its files are called, without ending: "kst-28676-344"."""
    title: str = ""
    date: str = ""
    """ISO 8601, "" where it is not told."""
    stamp: str = ""
    """Changes when the service says that the paper changed."""
    places: tuple[Place, ...] = ()
    """Its formats, the one to be preferred first."""
    metadata: tuple[str, ...] = ()
    """Addresses of the file that tells of it (metadata.xml)."""
    told: bytes = b""
    """What the listing tells of it, as NAME.metadata.json has it; empty where there is such an address."""


class Choice(NamedTuple):
    """Which papers of a dossier are meant."""

    since: date | None = None
    everything: bool = False
    """Of every type."""
    attachments: bool = False
    limit: int = MAX_PAPERS


@dataclass(frozen=True, slots=True)
class Listing:
    """The papers that are meant, the newest first, and what a reader has to be told of the list."""

    papers: tuple[Paper, ...]
    notes: tuple[str, ...] = ()


def is_name(text: str, *, room: int = 0) -> bool:
    """Whether a name from a server may be that of a file: letters, digits and single hyphens, and no device."""
    return len(text) <= _MOST + room and _NAME.fullmatch(text) is not None and text.lower() not in _DEVICES


def one_line(text: str, most: int = 300) -> str:
    """Words of a server in one line, and not too many of them."""
    # JSON can name half a character, which no output takes
    return " ".join(text[: most * 4].encode("utf-8", "replace").decode().split())[:most]
