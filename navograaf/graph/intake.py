"""The intake of a build: each letter read and made, or found to be in the graph as it is.

The first half of the desk (desk.py), which settles what becomes of them; make.py makes a letter, crew.py many side by
side. Laws: what is wrong with one letter never stops another; what is wrong with the rules stops all, since every
letter would be wrong; a letter of which neither bytes nor rules nor what is said of it elsewhere changed is not read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from navograaf.errors import LetterError, NavograafError
from navograaf.graph.change import Writer
from navograaf.graph.crew import ALONE, Crew, side_by_side
from navograaf.graph.drafts import FOLDER, Draft
from navograaf.graph.files import Made, key_of
from navograaf.graph.judgements import Judgements
from navograaf.graph.make import Corrections, Fault, Task, make
from navograaf.graph.manifest import Entry, kept_source
from navograaf.graph.outcome import Outcome, set_aside
from navograaf.graph.structure import facts_digest
from navograaf.letters.model import Letter
from navograaf.letters.outside import facts_beside
from navograaf.letters.reading import from_bytes
from navograaf.letters.sources import read_bytes

MADE = ("nquads_sha256", "text_sha256", "structure_sha256", "sketch", "days", "numbered")
"""What tells of a draft that it is what the graph has."""
_KEPT = (*MADE, "quads", "warnings", "format", "pages")
KILLED: Draft | Fault = Fault(
    "the process that read this letter was killed, perhaps for want of memory",
    "Try this letter alone with `navograaf findings LETTER`",
)


class Intake:
    """The letters of one build: `take` reads the sources."""

    def __init__(self, writer: Writer, made_by: str, judgements: Judgements, crew: Crew = ALONE) -> None:
        """made_by: the fingerprint that letters made now get; judgements: what people say of the findings."""
        self._judgements, self._crew = judgements, crew
        self._corrections = Corrections.of(judgements.written)
        self._writer, self._made_by = writer, made_by
        self._rows = {key_of(row["source"], row["id"]): row for row in writer.rows.values()}
        self._by_content = {(row["sha256"], row["file"]): row for row in writer.rows.values()}
        self._others = {one["source"]: (row, one) for row in writer.rows.values() for one in row.get("also", ())}
        self._made: dict[str, Made] = {}
        self._as_stored: set[str] = set()
        """Keys of `_made` of letters that the graph has as they are, from a file at another place."""
        self._unchanged: dict[str, tuple[str, dict[str, Any]]] = {}
        self._listed: dict[str, str] = {}
        """Sources that the graph lists as they are with a letter that is read from another file, as the graph names
        them -> as given."""
        self._outcomes: list[Outcome] = []
        self.remade = 0
        """Letters that did not change and were made again, since what made them did."""

    def take(self, sources: Iterable[str]) -> Iterator[str]:
        """Read letters and make their graphs, but for those that the folder has as they are; each source when it is
        done. Raises RuleError."""
        for task, result in side_by_side(make, self._tasks(sources), self._crew, KILLED):
            self._keep(task, result)
            yield task.letter.source

    @property
    def done(self) -> int:
        """The number of sources that are made, unchanged or set aside."""
        return len(self._made) + len(self._outcomes) + len(self._unchanged) + len(self._listed)

    def _tasks(self, sources: Iterable[str]) -> Iterator[Task]:
        for source in sources:
            try:
                data, facts = read_bytes(source), facts_beside(source)
                place, outside = kept_source(self._folder, source), facts_digest(facts)
                row = self._rows.get(place)
                same = row is not None and row["sha256"] == hashlib.sha256(data).hexdigest()
                if row and same and self._is_current(row, outside):
                    self._unchanged[place] = source, row  # most letters: not even decoded
                    continue
                if self._is_listed(place, data, outside):
                    self._listed[place] = source
                    continue
                letter = from_bytes(data, source, facts)
            except LetterError as error:
                self._refuse(source, error)
                continue
            known = self._by_content.get((letter.sha256, letter.file))
            if known and self._is_current(known, outside):
                self._take_as_stored(letter, known)  # moved or copied: nothing that makes a letter is another
                continue
            self.remade += same and row is not None and row["made_by"] != self._made_by
            yield self._task(letter, outside=outside)

    def _again(self, source: str) -> Task | None:
        """The task of reading a file that was listed with a letter and is one of its own."""
        try:
            facts = facts_beside(source)
            return self._task(from_bytes(read_bytes(source), source, facts), outside=facts_digest(facts))
        except LetterError as error:
            self._refuse(source, error)
            return None

    def _is_current(self, row: dict[str, Any], outside: str) -> bool:
        """Whether what makes a letter, its bytes aside, is what made it."""
        is_made = row["made_by"] == self._made_by and row.get("facts", "") == outside
        return is_made and self._judgements.are_current(row["id"])

    def _is_listed(self, place: str, data: bytes, outside: str) -> bool:
        """Whether the graph lists a file as it is with a letter that is read from another."""
        if place not in self._others:
            return False
        one = self._others[place][1]
        as_now = one["made_by"], one["facts"], one["sha256"]
        return as_now == (self._made_by, outside, hashlib.sha256(data).hexdigest())

    def _task(self, letter: Letter, identifier: str = "", outside: str = "") -> Task:
        # Absolute: a process of an executor may stand in another folder.
        drafts = self._folder.absolute() / FOLDER
        return Task(letter, drafts, self._made_by, self._corrections, identifier, outside)

    def _keep(self, task: Task, result: Draft | Fault) -> None:
        if isinstance(result, Fault):
            self._refuse(task.letter.source, result)
            return
        entry = self._entry(task, result)
        self._made[key_of(entry.source, entry.id)] = Made(task.letter.source, entry, result)

    def _entry(self, task: Task, draft: Draft) -> Entry:
        return Entry.of(draft.id, task.letter, self._folder, self._made_by, draft.warnings, task.outside)

    def _take_as_stored(self, letter: Letter, row: dict[str, Any]) -> None:
        entry = Entry.of(row["id"], letter, self._folder, self._made_by, row["warnings"], row.get("facts", ""))
        key = key_of(entry.source, entry.id)
        known = {name: row[name] for name in _KEPT if name in row}
        self._made[key] = Made(letter.source, entry, Draft(Path(), row["id"], **known))
        self._as_stored.add(key)

    def _refuse(self, source: str, error: NavograafError | Fault) -> None:
        row = self._rows.get(kept_source(self._folder, source))
        still = self._writer.rows.get(row["id"]) if row else None
        kept = row["id"] if row and still and still["source"] == row["source"] else ""
        self._outcomes.append(set_aside(source, error, kept))

    @property
    def _folder(self) -> Path:
        return self._writer.folder.path
