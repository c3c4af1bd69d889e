"""A new row for corrections.tsv, and whether the rows of a graph folder fit, told before anything is built.

Behind `navograaf correct`. Laws: only a row that fits, and whose letter stays valid with it, is let in; nothing is
written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from navograaf.errors import NavograafError
from navograaf.graph.correctable import KINDS
from navograaf.graph.correcting import Judged, correct
from navograaf.graph.correction_cells import FILE, with_line
from navograaf.graph.corrections import Correction, checked, file_text, kept_words, parse
from navograaf.graph.folder import GraphFolder
from navograaf.graph.letter_names import find_letter
from navograaf.graph.pieces import taken_apart
from navograaf.graph.reference import reference
from navograaf.graph.stored import StoredLetter
from navograaf.graph.things import slug
from navograaf.letters.model import Letter

if TYPE_CHECKING:
    from navograaf.findings.model import Findings


def new_row(folder: GraphFolder, cells: dict[str, str]) -> tuple[Correction, str]:
    """The row that `cells` make, and the text of the file with it at the end.

    A place that no finding of the kind has exactly stands for the one such finding that it touches. The cell `words`
    is filled in. Raises NavograafError for a row that does not fit, CorrectionsError for a file with errors.
    """
    text = file_text(folder.path)
    rows = parse(text)
    stored = find_letter(folder.letters(), cells["letter"])
    findings, letter = _read(folder, stored)
    raw = letter.raw
    row = checked(cells | {"letter": stored.id})
    start, end = _place(row, findings)
    words = kept_words(raw[start:end])
    row = checked(row.cells | {"start": str(start), "end": str(end), "words": words})
    if row in rows:
        raise NavograafError("this row is there already", where=f"{FILE}:{rows[rows.index(row)].line}")
    others = [one for one in rows if one.letter == row.letter]
    corrected, judged = correct(findings, raw, [*others, row], reference())
    problem = next(one.problem for one in judged if one.row == row)
    if problem:
        raise NavograafError(problem, where=row.name, todo=f"Nothing is written to {FILE}")
    _validate(corrected, letter, row)
    return row, with_line(text, row.cells)


def judged_rows(folder: GraphFolder, rows: Iterable[Correction]) -> list[Judged]:
    """What becomes of each row with the letters of the graph and the rules of today, in the order of the file."""
    found: list[Judged] = []
    letters = {letter.id: letter for letter in folder.letters()}
    of_letter: dict[str, list[Correction]] = {}
    for row in rows:
        of_letter.setdefault(row.letter, []).append(row)
    for identifier, own in of_letter.items():
        if identifier not in letters:
            found += [Judged(row, "there is no such letter in the graph") for row in own]
            continue
        findings, letter = _read(folder, letters[identifier])
        found += correct(findings, letter.raw, own, reference())[1]
    return sorted(found, key=lambda one: one.row.line)


def _read(folder: GraphFolder, stored: StoredLetter) -> tuple[Findings, Letter]:
    from navograaf.findings.extract import extract

    letter = folder.letter(stored)
    return extract(letter), letter


def _place(row: Correction, findings: Findings) -> tuple[int, int]:
    """The place of the one finding that a row means, when it is not at the place of the row exactly."""
    if row.verdict == "added":
        return row.start, row.end
    places = _places(row, findings)
    if (row.start, row.end) in places:
        return row.start, row.end
    touched = sorted(place for place in places if place[0] < row.end and row.start < place[1])
    if len(touched) > 1:
        listed = ", ".join(f"{start}-{end}" for start, end in touched)
        raise NavograafError(
            f"more than one {row.what} stands there", where=row.name, todo=f"Name the place of one: {listed}"
        )
    if not touched:
        here = [kind for kind in KINDS if kind != row.kind and _touched(kind, row, findings)]
        todo = f"What is found there: {', '.join(here)}" if here else "See `navograaf show` for what is found"
        raise NavograafError(f"no {row.what} is found there", where=row.name, todo=todo)
    return touched[0]


def _places(row: Correction, findings: Findings) -> set[tuple[int, int]]:
    pieces = taken_apart(findings, row.kind)
    return {(p.item.start, p.item.end) for p in pieces if not row.which or slug(row.which) in p.names}


def _touched(kind: str, row: Correction, findings: Findings) -> bool:
    return any(p.item.start < row.end and row.start < p.item.end for p in taken_apart(findings, kind))


def _validate(corrected: Findings, letter: Letter, row: Correction) -> None:
    from navograaf.graph.check import check_letter
    from navograaf.graph.quads import letter_quads

    violations: Sequence[str] = [
        result.message_en
        for result in check_letter(letter_quads(corrected, letter, row.letter))
        if result.severity == "Violation"
    ]
    if violations:
        raise NavograafError(f"the letter would not be valid: {violations[0]}", where=row.name)
