"""One letter made ready to be stored: extracted, corrected, written as quads, validated, put down as a draft.

What a build does for each letter, in this process or in others: it depends on its task alone, and shares nothing but
the disk. Laws: what is wrong with one letter is said in what it returns and never raised; what is wrong with the rules
is raised, since every letter would be wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from navograaf.errors import NavograafError, RuleError
from navograaf.graph import drafts
from navograaf.graph.corrections import Correction
from navograaf.graph.drafts import Draft
from navograaf.graph.judgements import Judgements
from navograaf.graph.quads import letter_id, letter_quads
from navograaf.graph.reference import reference
from navograaf.graph.sketch import days, sketch
from navograaf.graph.structure import page_count, written
from navograaf.letters.model import Letter


@dataclass(frozen=True, slots=True)
class Corrections:
    """All rows of corrections.tsv, packed: whose they are shows only when a letter has been read."""

    data: bytes = b""
    sha256: str = ""

    @classmethod
    def of(cls, rows: Sequence[Correction]) -> Corrections:
        """Pack rows for tasks."""
        import pickle

        data = pickle.dumps(tuple(rows), protocol=5) if rows else b""
        return cls(data, hashlib.sha256(data).hexdigest() if data else "")


@dataclass(frozen=True, slots=True)
class Task:
    """A letter to be made, and where its draft goes."""

    letter: Letter
    folder: Path
    """The folder of drafts; a process on another machine has to see it under the same path."""
    made_by: str
    """The fingerprint that the letter gets."""
    corrections: Corrections = Corrections()
    identifier: str = ""
    """The id that it gets whatever it prints; "" for its own."""
    outside: str = ""
    """The digest of what is said of the letter outside it (structure.py); the facts themselves are in the letter."""

    @property
    def path(self) -> Path:
        """The place of its draft."""
        letter = self.letter
        parts = [letter.sha256, letter.file, self.made_by, self.corrections.sha256]
        if structure := written(letter):  # which an earlier version of the program may have read otherwise
            parts += [structure, letter.raw]
        return self.folder / drafts.key(*parts, *([self.identifier] if self.identifier else []))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a letter, and what to do about it."""

    what: str
    todo: str = ""


def make(task: Task) -> Draft | Fault:
    """Make a letter, or take up the draft that an earlier build left. Raises RuleError for broken rules."""
    try:
        return drafts.read(task.path) or _made(task)
    except RuleError:
        raise
    except NavograafError as error:
        return Fault(error.what, error.todo)
    except Exception as error:  # a defect: said with the letter's name, and the other letters are stored
        return Fault(
            f"the program failed on this letter ({type(error).__name__}: {error})",
            "See where with `navograaf findings LETTER --debug`, and report it",
        )


def _made(task: Task) -> Draft:
    from navograaf.findings.extract import extract

    letter, known = task.letter, reference()
    findings = extract(letter)
    own = letter_id(findings)
    identifier = task.identifier or own
    judgements = Judgements([row for row in _rows(task.corrections.data) if row.letter == identifier], "", known)
    corrected, judged = judgements.correct(identifier, findings, letter.raw)
    try:
        nquads = letter_quads(corrected, letter, task.identifier)
        warnings = _warnings(nquads)
    except NavograafError as error:
        if corrected is findings or isinstance(error, RuleError):
            raise
        # A person's slip must not cost the letter: it stays as the rules read it, and the rows say why.
        judged = judgements.refused(identifier, f"the letter would not be valid with it: {error.what}")
        nquads = letter_quads(findings, letter, task.identifier)
        warnings = _warnings(nquads)
    doubts = tuple(doubt.what for doubt in findings.doubts)
    return drafts.write(
        task.path,
        identifier,
        nquads,
        letter.raw,
        warnings,
        judged,
        doubts,
        structure=written(letter),
        format=letter.format,
        pages=page_count(letter),
        sketch=sketch(letter.raw),
        days=days(letter.raw),
        numbered=bool(findings.document.dossier and findings.document.number),
    )


@lru_cache(maxsize=1)
def _rows(data: bytes) -> tuple[Correction, ...]:
    import pickle

    rows: tuple[Correction, ...] = pickle.loads(data) if data else ()  # noqa: S301 (packed by this program)
    return rows


def _warnings(nquads: str) -> int:
    """The number of warnings that validation gives. Raises NavograafError for a violation."""
    from navograaf.graph.check import check_letter

    results = check_letter(nquads, reference())
    violations = [result for result in results if result.severity == "Violation"]
    if violations:
        first = violations[0]
        quote = f' ("{" ".join(first.quote.split())[:80]}")' if first.quote else ""
        more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
        raise NavograafError(f"its graph would not be valid: {first.message_en}{quote}{more}")
    return sum(result.severity == "Warning" for result in results)
