"""The desk of a build: each letter read, made or found unchanged, then all stored at once.

Used by build.py, which says what is built and when it counts; make.py makes a letter, crew.py many side by side, and
outcome.py says what became of each. Laws: what is wrong with one letter never stops another; what is wrong with the
rules stops all, since every letter would be wrong.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from navograaf.errors import LetterError, NavograafError
from navograaf.graph.change import Writer
from navograaf.graph.claims import Claim, decide
from navograaf.graph.crew import ALONE, Crew, side_by_side
from navograaf.graph.drafts import FOLDER, Draft
from navograaf.graph.judgements import Judgements
from navograaf.graph.make import Corrections, Fault, Task, make
from navograaf.graph.manifest import Entry, found_source, kept_source
from navograaf.graph.outcome import Outcome, State, not_redone, outcome_of, set_aside
from navograaf.letters import STDIN, Letter, from_bytes, read_bytes

_KILLED: Draft | Fault = Fault(
    "the process that read this letter was killed, perhaps for want of memory",
    "Try this letter alone with `navograaf findings LETTER`",
)


class Desk:
    """The letters of one build: `take` the sources, then `settle` once."""

    def __init__(self, writer: Writer, made_by: str, judgements: Judgements, crew: Crew = ALONE) -> None:
        """made_by: the fingerprint that letters made now get; judgements: what people say of the findings."""
        self._judgements, self._crew = judgements, crew
        self._corrections = Corrections.of(judgements.written)
        self._writer, self._made_by = writer, made_by
        self._rows = {_key(row["source"], row["id"]): row for row in writer.rows.values()}
        self._by_content = {(row["sha256"], row["file"]): row for row in writer.rows.values()}
        self._made: dict[str, tuple[str, Entry, Draft]] = {}
        self._as_stored: set[str] = set()
        """Keys of `_made` of letters that the graph has as they are, from a file at another place."""
        self._outcomes: list[Outcome] = []
        self.remade = 0
        """Letters that did not change and were made again, since what made them did."""

    def take(self, sources: Iterable[str]) -> Iterator[str]:
        """Read letters and make their graphs, but for those that the folder has as they are; each source when it is
        done. Raises RuleError."""
        for task, result in side_by_side(make, self._tasks(sources), self._crew, _KILLED):
            letter = task.letter
            if isinstance(result, Fault):
                self._refuse(letter.source, result)
            else:
                entry = self._entry(letter, result)
                self._made[_key(entry.source, entry.id)] = (letter.source, entry, result)
            yield letter.source

    def _tasks(self, sources: Iterable[str]) -> Iterator[Task]:
        for source in sources:
            try:
                data = read_bytes(source)
                row = self._rows.get(kept_source(self._folder, source))
                same = row is not None and row["sha256"] == hashlib.sha256(data).hexdigest()
                if row and same and row["made_by"] == self._made_by and self._judgements.are_current(row["id"]):
                    self._outcomes.append(outcome_of(source, "unchanged", row))  # most letters: not even decoded
                    continue
                letter = from_bytes(data, source)
            except LetterError as error:
                self._refuse(source, error)
                continue
            known = self._by_content.get((letter.sha256, letter.file))
            if known and known["made_by"] == self._made_by and self._judgements.are_current(known["id"]):
                self._take_as_stored(letter, known)  # moved or copied: nothing that makes a letter is another
                continue
            self.remade += same and row is not None and row["made_by"] != self._made_by
            yield self._task(letter)

    def _task(self, letter: Letter) -> Task:
        # Absolute: a process of an executor may stand in another folder.
        return Task(letter, self._folder.absolute() / FOLDER, self._made_by, self._corrections)

    @property
    def done(self) -> int:
        """The number of sources that are made, unchanged or set aside."""
        return len(self._made) + len(self._outcomes)

    def settle(self) -> list[Outcome]:
        """Put what was made into the change; the outcome of every source that was taken."""
        stored = {row["id"]: _key(row["source"], row["id"]) for row in self._writer.rows.values()}
        claims = (Claim(key, entry.id) for key, (_, entry, _) in self._made.items())
        decision = decide(claims, stored, self._is_there)
        for identifier in sorted(decision.freed):
            self._writer.drop(identifier)
        for claim in decision.won:
            source, entry, draft = self._made[claim.source]
            if claim.source in self._as_stored:
                self._writer.note(entry)
                self._outcomes.append(outcome_of(source, "unchanged", self._writer.rows[entry.id]))
                continue
            state: State = "stored" if self._store(entry, draft) else "unchanged"
            outcome = outcome_of(source, state, self._writer.rows[entry.id])
            self._outcomes.append(replace(outcome, doubts=draft.doubts))
        for claim, owner in decision.lost.items():
            self._lose(claim.source, owner)
        return self._outcomes

    def redo(self) -> list[Outcome]:
        """Make the stored letters again whose corrections changed, after `settle`; what became of each.

        One that fails stays as it is, and so does what the graph says of its rows: the next build tries it again.
        """
        outdated = [key for key in sorted(self._writer.rows) if not self._judgements.are_current(key)]
        if not outdated:
            return []
        texts = {letter.id: letter for letter in self._writer.folder.letters()}
        outcomes: list[Outcome] = []

        def tasks() -> Iterator[Task]:
            for identifier in outdated:
                kept = texts[identifier]
                try:
                    raw = self._writer.folder.raw(kept)
                except NavograafError as error:
                    outcomes.append(not_redone(kept.source, Fault(error.what, error.todo), identifier))
                else:
                    making.append(identifier)
                    yield self._task(Letter(kept.file, raw, kept.sha256, "utf-8", kept.source))

        making: deque[str] = deque()
        for task, result in side_by_side(make, tasks(), self._crew, _KILLED):
            identifier = making.popleft()
            if not isinstance(result, Fault) and result.id != identifier:
                result = Fault(f"it would now be called {result.id}", "Build the letter again")
            if isinstance(result, Fault):
                outcomes.append(not_redone(task.letter.source, result, identifier))
                continue
            self._store(self._entry(task.letter, result), result)
            row = self._writer.rows[identifier]
            outcomes.append(replace(outcome_of(task.letter.source, "redone", row), doubts=result.doubts))
        return sorted(outcomes, key=lambda one: one.letter)

    def _entry(self, letter: Letter, draft: Draft) -> Entry:
        return Entry.of(draft.id, letter, self._folder, self._made_by, draft.warnings)

    def _store(self, entry: Entry, draft: Draft) -> bool:
        """Put a letter into the change, with what is kept of its corrections; False when it is as it was."""
        row = self._writer.rows.get(entry.id)
        same = row and (row["nquads_sha256"], row["text_sha256"]) == (draft.nquads_sha256, draft.text_sha256)
        self._judgements.keep(entry.id, draft.judged)
        if same:
            self._writer.note(entry)
        else:
            self._writer.put(entry, draft)
        return not same

    def _refuse(self, source: str, error: NavograafError | Fault) -> None:
        row = self._rows.get(kept_source(self._folder, source))
        still = self._writer.rows.get(row["id"]) if row else None
        kept = row["id"] if row and still and still["source"] == row["source"] else ""
        self._outcomes.append(set_aside(source, error, kept))

    @property
    def _folder(self) -> Path:
        return self._writer.folder.path

    def _is_there(self, key: str) -> bool:
        return not key.startswith(f"{STDIN}\0") and Path(found_source(self._folder, key)).exists()

    def _lose(self, key: str, owner: str) -> None:
        """Say why a letter is not stored: the graph has the same letter, or another one of its id, from `owner`."""
        source, entry, draft = self._made[key]
        row, name, before = self._writer.rows[entry.id], self._name(owner), self._rows.get(key)
        if row["text_sha256"] != draft.text_sha256:
            todo = f"Mend the number in one of the two; or `navograaf remove {entry.id}`, then build this one alone"
            self._refuse(source, Fault(f"it has the same id, {entry.id}, as {name}, which is another letter", todo))
        elif before and before["id"] != entry.id:  # the graph still has what this file held before
            self._refuse(source, Fault(f"it is the same letter as {name}", "Keep one of the two"))
        else:
            if row["made_by"] != self._made_by and (row["sha256"], row["file"]) == (entry.sha256, entry.file):
                # What was made of the copy is what would be made of the letter by today's rules.
                self._store(replace(entry, source=row["source"]), draft)
            outcome = outcome_of(source, "same", self._writer.rows[entry.id])
            self._outcomes.append(replace(outcome, file=entry.file, reason=name))

    def _name(self, key: str) -> str:
        return "standard input" if key.startswith(f"{STDIN}\0") else found_source(self._folder, key)

    def _take_as_stored(self, letter: Letter, row: dict[str, Any]) -> None:
        entry = Entry.of(row["id"], letter, self._folder, self._made_by, row["warnings"])
        key = _key(entry.source, entry.id)
        names = ("quads", "warnings", "nquads_sha256", "text_sha256")
        self._made[key] = (letter.source, entry, Draft(Path(), row["id"], **{name: row[name] for name in names}))
        self._as_stored.add(key)


def _key(source: str, identifier: str) -> str:
    """What makes a source one: its path; for standard input, which is many letters, the letter's id as well."""
    return f"{STDIN}\0{identifier}" if source == STDIN else source
