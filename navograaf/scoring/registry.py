"""The annotation folder: its letters, and the ids that a finding can be held to.

An id that one letter alone uses is the annotator's own coinage; only ids that stand in two or more
letters are asked for by name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from navograaf.errors import NavograafError


class AnnotationError(NavograafError):
    """An annotation, findings or floors file that cannot be read."""

    status = 2


@dataclass(frozen=True, slots=True)
class Known:
    """Ids that the annotation folder establishes. An empty set asks every id to be equal."""

    missions: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    acts: frozenset[str | None] = frozenset()


def read_json(path: Path) -> Any:
    """The JSON in a file; raises AnnotationError that names the file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AnnotationError(f"the file cannot be read ({error.strerror})", where=str(path)) from error
    except ValueError as error:
        raise AnnotationError(f"the file is not JSON ({error})", where=str(path)) from error


def annotated_letters(folder: Path) -> list[dict[str, Any]]:
    """The annotated letters in a folder, in the order of the file names.

    A letter is a JSON object with "file" and "document"; other JSON files are passed over.
    Raises AnnotationError when there is none.
    """
    files = [read_json(path) for path in sorted(folder.glob("*.json"))]
    letters = [data for data in files if isinstance(data, dict) and "file" in data and "document" in data]
    if not letters:
        raise AnnotationError(
            "the folder holds no annotated letters", where=str(folder), todo="Name another with --gold"
        )
    return letters


def read_known(folder: Path) -> Known:
    """What an annotation folder knows: entities.json, topics.json (either may be absent) and the acts of its letters.

    Of people, only those with a name count: a role can be held by anyone.
    """
    things = folder / "entities.json"
    topics = folder / "topics.json"
    entries = read_json(things) if things.exists() else {}

    def ids(layer: str) -> frozenset[str]:
        shared = (entry for entry in entries.get(layer, ()) if len(entry.get("seeds", ())) > 1)
        return frozenset(entry["id"] for entry in shared if layer != "people" or entry.get("name"))

    return Known(
        missions=ids("missions"),
        people=ids("people"),
        organisations=ids("organisations"),
        documents=ids("documents"),
        topics=frozenset(t["id"] for t in read_json(topics).get("topics", ())) if topics.exists() else frozenset(),
        acts=frozenset(
            decision.get("act")
            for path in sorted(folder.glob("[0-9]*.json"))
            for decision in read_json(path).get("decisions", ())
        ),
    )
