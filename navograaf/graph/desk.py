"""The desk of a build: each letter read, extracted, written as quads and validated, then all stored at once.

Used by build.py, which says what is built and when it counts. Laws: what is wrong with one letter never
stops another; what is wrong with the rules stops all, since every letter would be wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from navograaf.errors import NavograafError, RuleError
from navograaf.graph.change import Draft, Entry, Writer
from navograaf.graph.claims import Claim, decide
from navograaf.graph.judgements import Judgements
from navograaf.graph.manifest import found_source, kept_source
from navograaf.graph.quads import letter_id, letter_quads
from navograaf.graph.reference import Reference
from navograaf.letters import STDIN, Letter, read_letter

State = Literal["stored", "unchanged", "set aside", "redone"]
"""`redone`: it was not among the sources, and was made again from its stored text since its corrections changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. `letter` is the id under which it is in the graph, "" when it is not;
    `reason` says why it was set aside, which leaves an earlier version of it where it was."""

    source: str
    file: str
    state: State
    letter: str = ""
    quads: int = 0
    warnings: int = 0
    reason: str = ""
    doubts: tuple[str, ...] = ()
    """Reasons to distrust what was found in it; not said again of a letter that needed no reading."""


def set_aside(source: str, error: NavograafError, letter: str = "") -> Outcome:
    """The outcome for a letter with a fault; `letter`: the id of its version that is in the graph."""
    reason = f"{error.what}. {error.todo}" if error.todo else error.what
    return Outcome(source, Path(source).name or source, "set aside", letter, reason=reason)


class Desk:
    """The letters of one build: `take` each source, then `settle` once."""

    def __init__(self, writer: Writer, known: Reference, made_by: str, judgements: Judgements) -> None:
        """made_by: the fingerprint that letters made now get; judgements: what people say of the findings."""
        self._judgements = judgements
        self._judged: dict[Path, str] = {}  # a draft -> the graph of the corrections that it shows
        self._writer, self._known, self._made_by = writer, known, made_by
        self._rows = {_key(row["source"], row["id"]): row for row in writer.rows.values()}
        self._made: dict[str, tuple[str, Entry, Draft]] = {}
        self._doubts: dict[str, tuple[str, ...]] = {}
        self._outcomes: list[Outcome] = []

    def take(self, source: str) -> None:
        """Read one letter and make its graph, unless the folder has it as it is. Raises RuleError."""
        try:
            letter = read_letter(source)
            row = self._rows.get(kept_source(self._folder, source))
            current = row and row["made_by"] == self._made_by and self._judgements.are_current(row["id"])
            if row and current and row["sha256"] == letter.sha256:
                self._outcomes.append(_outcome(source, "unchanged", row))
                return
            entry, draft, doubts = self._make(letter)
        except RuleError:
            raise
        except NavograafError as error:
            self._refuse(source, error)
        except Exception as error:  # a defect: said with the letter's name, and the other letters are stored
            self._refuse(source, _defect(error))
        else:
            self._made[_key(entry.source, entry.id)] = (source, entry, draft)
            self._doubts[_key(entry.source, entry.id)] = doubts

    def settle(self) -> list[Outcome]:
        """Put what was made into the change; the outcome of every source that was taken."""
        stored = {row["id"]: _key(row["source"], row["id"]) for row in self._writer.rows.values()}
        claims = (Claim(key, entry.id) for key, (_, entry, _) in self._made.items())
        decision = decide(claims, stored, self._is_there)
        for identifier in sorted(decision.freed):
            self._writer.drop(identifier)
        for claim in decision.won:
            source, entry, draft = self._made[claim.source]
            state: State = "stored" if self._store(entry, draft) else "unchanged"
            outcome = _outcome(source, state, self._writer.rows[entry.id])
            self._outcomes.append(replace(outcome, doubts=self._doubts[claim.source]))
        for claim, owner in decision.lost.items():
            source, entry, draft = self._made[claim.source]
            self._refuse(source, self._refusal(entry, draft, owner))
        return self._outcomes

    def redo(self) -> list[Outcome]:
        """Make the stored letters again whose corrections changed, after `settle`; what became of each.

        One that fails stays as it is, and so does what the graph says of its rows: the next build tries it again.
        """
        texts = {letter.id: letter for letter in self._writer.folder.letters()}
        outcomes: list[Outcome] = []
        for identifier in [key for key in sorted(self._writer.rows) if not self._judgements.are_current(key)]:
            kept = texts[identifier]
            try:
                raw = self._writer.folder.raw(kept)
                entry, draft, doubts = self._make(Letter(kept.file, raw, kept.sha256, "utf-8", kept.source))
                if entry.id != identifier:
                    raise NavograafError(f"it would now be called {entry.id}", todo="Build the letter again")
            except RuleError:
                raise
            except Exception as error:
                fault = error if isinstance(error, NavograafError) else _defect(error)
                what = f"its corrections changed, and the letter could not be made again with them: {fault.what}"
                outcomes.append(set_aside(kept.source, NavograafError(what, todo=fault.todo), identifier))
                continue
            self._store(entry, draft)
            outcomes.append(replace(_outcome(kept.source, "redone", self._writer.rows[identifier]), doubts=doubts))
        return outcomes

    def _store(self, entry: Entry, draft: Draft) -> bool:
        """Put a letter into the change, with what is kept of its corrections; False when it is as it was."""
        row = self._writer.rows.get(entry.id)
        same = row and (row["nquads_sha256"], row["text_sha256"]) == (draft.nquads_sha256, draft.text_sha256)
        self._judgements.keep(entry.id, self._judged[draft.path])
        if same:
            self._writer.note(entry)
        else:
            self._writer.put(entry, draft)
        return not same

    def _refuse(self, source: str, error: NavograafError) -> None:
        row = self._rows.get(kept_source(self._folder, source))
        still = self._writer.rows.get(row["id"]) if row else None
        kept = row["id"] if row and still and still["source"] == row["source"] else ""
        self._outcomes.append(set_aside(source, error, kept))

    @property
    def _folder(self) -> Path:
        return self._writer.folder.path

    def _make(self, letter: Letter) -> tuple[Entry, Draft, tuple[str, ...]]:
        from navograaf.findings.extract import extract

        findings = extract(letter)
        identifier = letter_id(findings)
        corrected, judged = self._judgements.correct(identifier, findings, letter.raw)
        try:
            nquads = letter_quads(corrected, letter.raw)
            warnings = self._warnings(nquads)
        except NavograafError as error:
            if corrected is findings or isinstance(error, RuleError):
                raise
            # A person's slip must not cost the letter: it stays as the rules read it, and the rows say why.
            judged = self._judgements.refused(identifier, f"the letter would not be valid with it: {error.what}")
            nquads = letter_quads(findings, letter.raw)
            warnings = self._warnings(nquads)
        entry = Entry.of(identifier, letter, self._folder, self._made_by, warnings)
        draft = self._writer.draft(nquads, letter.raw)
        self._judged[draft.path] = judged
        return entry, draft, tuple(doubt.what for doubt in findings.doubts)

    def _warnings(self, nquads: str) -> int:
        """The number of warnings that validation gives. Raises NavograafError for a violation."""
        from navograaf.graph.check import check_letter

        results = check_letter(nquads, self._known)
        violations = [result for result in results if result.severity == "Violation"]
        if violations:
            first = violations[0]
            quote = f' ("{" ".join(first.quote.split())[:80]}")' if first.quote else ""
            more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
            raise NavograafError(f"its graph would not be valid: {first.message_en}{quote}{more}")
        return sum(result.severity == "Warning" for result in results)

    def _is_there(self, key: str) -> bool:
        return not key.startswith(f"{STDIN}\0") and Path(found_source(self._folder, key)).exists()

    def _refusal(self, entry: Entry, draft: Draft, owner: str) -> NavograafError:
        other = self._writer.rows[entry.id]
        name = "standard input" if owner.startswith(f"{STDIN}\0") else found_source(self._folder, owner)
        if other["text_sha256"] == draft.text_sha256:
            return NavograafError(f"it is the same letter as {name}", todo="Keep one of the two")
        return NavograafError(
            f"it has the same id, {entry.id}, as {name}", todo="Remove one of the two, or mend the number in it"
        )


def _defect(error: Exception) -> NavograafError:
    """What is said of a letter on which the program itself failed."""
    return NavograafError(
        f"the program failed on this letter ({type(error).__name__}: {error})",
        todo="See where with `navograaf findings LETTER --debug`, and report it",
    )


def _key(source: str, identifier: str) -> str:
    """What makes a source one: its path; for standard input, which is many letters, the letter's id as well."""
    return f"{STDIN}\0{identifier}" if source == STDIN else source


def _outcome(source: str, state: State, row: dict[str, Any]) -> Outcome:
    return Outcome(source, row["file"], state, row["id"], row["quads"], row["warnings"])
