"""The desk of a build: of the letters that were read, which are stored, under what id, and what becomes of the others.

Used by build.py, which says what is built and when it counts; intake.py reads the letters, files.py says which of them
are files of one letter, and outcome.py what became of each. Laws: what is wrong with one letter never stops another; no
letter takes the place of another in silence.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from navograaf.errors import NavograafError
from navograaf.graph.claims import Claim, decide
from navograaf.graph.crew import side_by_side
from navograaf.graph.drafts import Draft
from navograaf.graph.drafts import letter as letter_of
from navograaf.graph.files import Files, Made, key_of, orphans
from navograaf.graph.intake import KILLED, MADE, Intake
from navograaf.graph.make import Fault, Task, make
from navograaf.graph.manifest import Entry, found_source
from navograaf.graph.members import Member
from navograaf.graph.outcome import Outcome, State, not_redone, outcome_of
from navograaf.graph.works import Work
from navograaf.letters.sources import STDIN


class Desk(Intake):
    """The letters of one build: `take` the sources, then `settle` once, then `redo`."""

    def settle(self) -> list[Outcome]:
        """Put what was made into the change; the outcome of every source that was taken."""
        works = self._works()
        aside = {one.key: one for work in works for one in work.others}
        replaced = {one.held for one in aside.values() if one.held}
        stored = {row["id"]: key_of(row["source"], row["id"]) for row in self._writer.rows.values()}
        stored = {identifier: key for identifier, key in stored.items() if identifier not in replaced}
        claims = (Claim(key, made.entry.id) for key, made in self._made.items() if key not in aside)
        decision = decide(claims, stored, self._is_there)
        for identifier in sorted(decision.freed):
            self._writer.drop(identifier)
        for claim in decision.won:
            made = self._made[claim.source]
            if claim.source in self._as_stored:
                self._writer.note(made.entry)
                self._outcomes.append(outcome_of(made.source, "unchanged", self._writer.rows[made.entry.id]))
                continue
            state: State = "stored" if self._store(made.entry, made.draft) else "unchanged"
            outcome = outcome_of(made.source, state, self._writer.rows[made.entry.id])
            self._outcomes.append(replace(outcome, doubts=made.draft.doubts))
        for claim, owner in decision.lost.items():
            self._lose(claim.source, owner)
        for work in works:
            self._list(work)
        self._outcomes += [outcome_of(source, "unchanged", row) for source, row in self._unchanged.values()]
        for place, source in self._listed.items():  # of letters that nothing was made of
            row, one = self._others[place]
            outcome = outcome_of(source, "manifestation", row)
            self._outcomes.append(replace(outcome, file=one["file"], reason=row["file"]))
        return self._outcomes

    def _works(self) -> list[Work]:
        """The letters of which several files are known, each with its id; what is to be read under it is made so."""
        if not self._made:
            return []
        files = Files(self._folder, self._writer.rows, self._made)
        alone = orphans(files.works(), self._listed)
        tasks = (self._again(self._listed.pop(place)) for place in alone)
        for task, result in side_by_side(make, (task for task in tasks if task), self._crew, KILLED):
            self._keep(task, result)
        self._files = Files(self._folder, self._writer.rows, self._made)
        found = [work for work in self._files.works() if work.chosen]
        renamed = {
            one.key: (one, work, self._renamed(one, work)) for work in found for one in work.chosen if one.id != work.id
        }
        made = side_by_side(make, (task for _, _, task in renamed.values()), self._crew, KILLED)
        for (one, _, _), (task, result) in zip(renamed.values(), made, strict=True):
            if isinstance(result, Fault):
                self._made.pop(one.key, None)
                self._refuse(task.letter.source, result)
                continue
            entry = replace(self._entry(task, result), source=one.path)
            if one.state == "stored":
                entry = replace(entry, made_by=self._rows[one.key]["made_by"])
                self._unchanged.pop(one.key, None)
            self._as_stored.discard(one.key)
            self._made[one.key] = Made(task.letter.source, entry, result)
        return found

    def _renamed(self, one: Member, work: Work) -> Task:
        """The task of making a letter under the id that another of its files gives it."""
        made = self._made.get(one.key)
        if made is None or one.key in self._as_stored:
            held = {letter.id: letter for letter in self._writer.folder.letters()}[one.id]
            letter = self._writer.folder.letter(held)
            source = made.source if made else held.source
            outside = self._writer.rows[one.id].get("facts", "")
        else:
            letter = letter_of(made.draft, made.entry.file, made.entry.sha256, made.source)
            source, outside = made.source, made.entry.facts
        letter = replace(letter, source=source, facts=letter.facts + self._files.number(work))
        return self._task(letter, work.id, outside)

    def _list(self, work: Work) -> None:
        """Say in the graph which other files hold a letter that is settled, and what became of those of this build."""
        row = self._writer.rows.get(work.id)
        mine = row is not None and key_of(row["source"], row["id"]) in {one.key for one in work.chosen}
        if row is not None and mine:
            for one in work.others:
                old = self._writer.rows.get(one.held)
                if old and one.held != work.id and key_of(old["source"], old["id"]) == one.key:
                    self._writer.drop(one.held)
            self._writer.list_files(work.id, self._files.also(work))
            row = self._writer.rows[work.id]
        for one in work.others:
            source, file = self._given(one)
            if not source:
                continue
            if row is None or not mine:
                self._refuse(source, Fault(f"it is the same letter as {work.chosen[0].path}, which is set aside"))
                continue
            outcome = outcome_of(source, "manifestation", row)
            doubts = self._files.doubts(one, work)
            self._outcomes.append(replace(outcome, file=file, reason=row["file"], doubts=doubts, quads=0, warnings=0))

    def _given(self, one: Member) -> tuple[str, str]:
        """The source of a file as this build was given it, "" when it was not, and the name of the file."""
        if one.state == "made":
            made = self._made[one.key]
            return made.source, made.entry.file
        if one.state == "listed":
            return self._listed.pop(one.key, ""), self._others[one.key][1]["file"]
        source, row = self._unchanged.pop(one.key, ("", {"file": ""}))
        return source, row["file"]

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
                kept, row = texts[identifier], self._writer.rows[identifier]
                try:
                    letter = self._writer.folder.letter(kept)
                except NavograafError as error:
                    outcomes.append(not_redone(kept.source, Fault(error.what, error.todo), identifier))
                else:
                    making.append(identifier)
                    yield self._task(letter, identifier if row.get("also") else "", row.get("facts", ""))

        making: deque[str] = deque()
        for task, result in side_by_side(make, tasks(), self._crew, KILLED):
            identifier = making.popleft()
            if not isinstance(result, Fault) and result.id != identifier:
                result = Fault(f"it would now be called {result.id}", "Build the letter again")
            if isinstance(result, Fault):
                outcomes.append(not_redone(task.letter.source, result, identifier))
                continue
            row = self._writer.rows[identifier]
            # What was not read again from its file may be read otherwise by this version of the program.
            made_by = self._made_by if result.format == "txt" else row["made_by"]
            self._store(replace(self._entry(task, result), made_by=made_by), result)
            self._writer.list_files(identifier, row.get("also", []))
            row = self._writer.rows[identifier]
            outcomes.append(replace(outcome_of(task.letter.source, "redone", row), doubts=result.doubts))
        return sorted(outcomes, key=lambda one: one.letter)

    def _store(self, entry: Entry, draft: Draft) -> bool:
        """Put a letter into the change, with what is kept of its corrections; False when it is as it was."""
        row = self._writer.rows.get(entry.id)
        same = row and all(row.get(name, "") == getattr(draft, name) for name in MADE)
        self._judgements.keep(entry.id, draft.judged)
        if same:
            self._writer.note(entry)
        else:
            self._writer.put(entry, draft)
        return not same

    def _lose(self, key: str, owner: str) -> None:
        """Say why a letter is not stored: the graph has the same letter, or another one of its id, from `owner`."""
        made = self._made[key]
        source, entry, draft = made.source, made.entry, made.draft
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

    def _is_there(self, key: str) -> bool:
        return not key.startswith(f"{STDIN}\0") and Path(found_source(self._folder, key)).exists()

    def _name(self, key: str) -> str:
        return "standard input" if key.startswith(f"{STDIN}\0") else found_source(self._folder, key)
