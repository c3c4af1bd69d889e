"""The file of names as answers read it: by a name, by an IRI, or all letters at once.

Between a state of a graph folder and answers/{subjects,collection}.py. Laws: it gives what the queries names.rq,
letters.rq, doubts.rq and meetings.rq give of the same state; a damaged file is an error, never a missing name. The file
never changes once its state counts, so it is read without locks.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from navograaf.errors import GraphError
from navograaf.names.called import LABELS, NAMES, Thing, thing_of
from navograaf.names.tables import FILE, LETTER, MEETING, PROPERTIES, VERSION

_HAS_LABEL = f"EXISTS (SELECT 1 FROM facts AS l WHERE l.thing = t.id AND l.property < {len(LABELS)})"  # noqa: S608
_THINGS = f"SELECT iri FROM things t WHERE {_HAS_LABEL}"  # noqa: S608


class Names:
    """The file of names of one state. Every question raises GraphError when the file is damaged."""

    def __init__(self, path: Path, file: sqlite3.Connection) -> None:
        self._path, self._file = path, file

    @classmethod
    def of(cls, state: Path) -> Names | None:
        """That of the state in the folder `state`; None where it has none that this program reads."""
        path = state / FILE
        if not path.is_file():
            return None
        try:
            file = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise _damaged(path, error) from error
        found = cls(path, file)
        return found if found.rows("PRAGMA user_version") == [(VERSION,)] else None

    def rows(self, text: str, given: Iterable[str | int] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement of SQL."""
        try:
            return self._file.execute(text, tuple(given)).fetchall()
        except sqlite3.DatabaseError as error:
            raise _damaged(self._path, error) from error

    def thing(self, iri: str) -> Thing | None:
        """The thing with this IRI; None when the graph has no label for it."""
        said = self.rows(
            "SELECT property, value, language FROM facts JOIN things t ON thing = t.id WHERE iri = ?", (iri,)
        )
        return thing_of(iri, [(PROPERTIES[number], *rest) for number, *rest in said if PROPERTIES[number] in NAMES])

    def letters(self) -> list[tuple[str, ...]]:
        """Every letter: its IRI with the columns of LETTER, "" for what is not known. Sorted by IRI."""
        return self.rows(f"SELECT iri, {', '.join(LETTER)} FROM letters ORDER BY iri")  # noqa: S608

    def doubts(self) -> dict[str, tuple[str, ...]]:
        """The doubts about letters, by the IRI of each that has any."""
        found = self.rows("SELECT iri, doubts FROM letters WHERE doubts <> '[]'")
        return {iri: tuple(json.loads(doubts)) for iri, doubts in found}

    def meetings(self, iris: Iterable[str]) -> list[tuple[str, str, str]]:
        """What is said of meetings: IRI, property, value, for each of `iris`."""
        text = "SELECT property, value FROM facts JOIN things t ON thing = t.id WHERE iri = ?"
        return [
            (iri, PROPERTIES[number], value)
            for iri in iris
            for number, value in self.rows(text, (iri,))
            if PROPERTIES[number] in MEETING
        ]


def _damaged(path: Path, error: sqlite3.Error) -> GraphError:
    todo = "Remove this file: the graph is read without it, and the next build makes it again"
    return GraphError(f"the graph cannot be read: its file of names is damaged ({error})", where=str(path), todo=todo)


class Things(Mapping[str, Thing]):
    """IRI -> thing."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __getitem__(self, iri: str) -> Thing:
        found = self._names.thing(iri)
        if found is None:
            raise KeyError(iri)
        return found

    def __iter__(self) -> Iterator[str]:
        return (iri for (iri,) in self._names.rows(f"{_THINGS} ORDER BY iri"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Words(Mapping[str, tuple[str, ...]]):
    """Words, folded -> IRIs of the things that are called so, or that they only point to."""

    def __init__(self, names: Names, *, points: bool) -> None:
        said = f"FROM facts f JOIN things t ON f.thing = t.id WHERE f.points = {int(points)} AND {_HAS_LABEL}"
        own = f"FROM things t WHERE {_HAS_LABEL}"
        self._names = names
        self._one = f"SELECT iri {said} AND f.key = ?1" + ("" if points else f" UNION SELECT iri {own} AND t.key = ?1")
        self._all = f"SELECT f.key {said} AND f.key > ''" + ("" if points else f" UNION SELECT key {own} AND key > ''")

    def __getitem__(self, word: str) -> tuple[str, ...]:
        found = tuple(sorted({iri for (iri,) in self._names.rows(self._one, (word,))})) if word else ()
        if not found:
            raise KeyError(word)
        return found

    def __iter__(self) -> Iterator[str]:
        return (word for (word,) in sorted(set(self._names.rows(self._all))))

    def __len__(self) -> int:
        return sum(1 for _ in self)
