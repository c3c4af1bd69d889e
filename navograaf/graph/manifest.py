"""The list of letters of one state of a graph folder, and how it names the files that letters came from.

    {"letters": [{"id": ..., "file": ..., "source": ..., ...}, ...],
     "made with": {name of a rule, ontology or program file: hash, ...}, "reference": hash of the reference data}

Law: the bytes of the list depend on what it says alone (keys and letters sorted, no times), and on no
path outside the folder that holds both letters and graph.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navograaf.errors import GraphError
from navograaf.letters.model import Letter
from navograaf.letters.sources import STDIN

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list of letters says about one."""

    id: str
    file: str
    source: str
    """As `kept_source` makes it."""
    sha256: str
    made_by: str = ""
    warnings: int = 0
    facts: str = ""
    """Digest of what is said of the letter outside it (structure.facts_digest)."""

    @classmethod
    def of(
        cls, identifier: str, letter: Letter, graph: Path, made_by: str = "", warnings: int = 0, facts: str = ""
    ) -> Entry:
        """The entry of a letter that was read, for the graph folder at `graph`."""
        source = kept_source(graph, letter.source)
        return cls(identifier, letter.file, source, letter.sha256, made_by, warnings, facts)


def kept_source(folder: Path, source: str) -> str:
    """How the manifest keeps a source: from the graph folder, so that letters and graph can move together."""
    if source == STDIN:
        return source
    try:
        return Path(os.path.relpath(source, folder)).as_posix()
    except ValueError:  # another drive
        return Path(source).absolute().as_posix()


def found_source(folder: Path, kept: str) -> str:
    """The absolute path of a source that `kept_source` made."""
    return kept if kept == STDIN else os.path.abspath(folder / kept)  # noqa: PTH100 (no symlinks resolved)


def read_manifest(state: Path) -> dict[str, Any]:
    """The manifest of a state: `letters`, a row each, and `reference`, the hash of the reference data."""
    try:
        found: dict[str, Any] = json.loads((state / MANIFEST).read_text(encoding="utf-8"))
    except ValueError as error:
        raise GraphError("the list of letters is damaged", where=str(state / MANIFEST), todo="Build again") from error
    return found


def as_json(value: Any) -> str:
    """A value as the files of a graph folder hold it: keys sorted, a line each, so that two can be compared."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
