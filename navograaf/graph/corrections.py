"""corrections.tsv of a graph folder: what people judged of the findings, read and validated.

Beside the letters the second input of a build: correcting.py applies the rows, judgements.py keeps them in the graph.
Law: every error of the file is told with its line, and none of its rows counts then; so nobody's judgement is lost
because of another's slip.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from navograaf.errors import NavograafError
from navograaf.graph.correctable import KINDS, read_pairs
from navograaf.graph.correction_cells import COLUMNS, FILE, OPTIONAL, CorrectionsError, decoded, heading, lines, one_of

Verdict = Literal["wrong", "right", "amended", "added"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_WORDS = 300
"""Characters of the words at a place that a row keeps: enough to know them again."""
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)
# "31-1-2026" is what a spreadsheet with Dutch settings makes of 2026-01-31; with slashes the month may come first.
_DUTCH_DAY = re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})", re.ASCII)
_OFFSET = re.compile(r"\d{1,9}", re.ASCII)
_SPOILT = re.compile(r"#(NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!)|Err:\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: what a person judged of one finding. Two rows with the same cells are one judgement."""

    letter: str
    start: int
    end: int
    """Code points of the raw letter."""
    what: str
    """The kind of finding, with what tells it apart at its place if need be: "decision:adopt"."""
    verdict: Verdict
    who: str
    when: str
    why: str
    pairs: tuple[tuple[str, str], ...] = ()
    """Field and value as written, sorted by field; those of `amended` and `added`."""
    words: str = ""
    """The words at the place when the row was written (`kept_words`), "" where nobody wrote them down."""
    line: int = field(default=0, compare=False)
    """In the file, from 1; 0 for a row that is not in it yet."""

    @property
    def kind(self) -> str:
        """The kind of finding, a key of correctable.KINDS."""
        return self.what.partition(":")[0].strip()

    @property
    def which(self) -> str:
        """What tells the finding apart at its place; "" where nothing does."""
        return self.what.partition(":")[2].strip()

    @property
    def value(self) -> str:
        """The cell `value`."""
        return written_pairs(self.pairs)

    @property
    def where(self) -> str:
        """File and line, for a message."""
        return f"{FILE}:{self.line}" if self.line else "the new row"

    @property
    def name(self) -> str:
        """What a message calls it: "28676-346:12-40 decision:adopt"."""
        return f"{self.letter}:{self.start}-{self.end} {self.what}"

    @property
    def cells(self) -> dict[str, str]:
        """The cells by column."""
        return {column: str(getattr(self, column)) for column in COLUMNS}

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that depend on the cells alone, not on the line."""
        return hashlib.sha256("\0".join(self.cells.values()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_corrections(folder: Path) -> tuple[Correction, ...]:
    """The rows of the file in a graph folder, in its order; none where there is no file.

    Raises CorrectionsError with all that is wrong in it, NavograafError when it cannot be read.
    """
    return parse(file_text(folder))


def file_text(folder: Path) -> str:
    """The text of the file in a graph folder; "" where there is none. Raises as `read_corrections` does."""
    try:
        return decoded((folder / FILE).read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise NavograafError(f"cannot be read ({error.strerror})", where=str(folder / FILE)) from error


def parse(text: str) -> tuple[Correction, ...]:
    """The rows of a text. Raises CorrectionsError with all that is wrong in it."""
    rows: list[Correction] = []
    faults: list[tuple[int, str]] = []
    columns: list[str] = []
    for line, cells in lines(text):
        if not columns:
            columns = heading(line, cells)
            continue
        try:
            rows.append(checked(dict(_by_column(columns, cells)), line))
        except NavograafError as error:
            faults.append((line, f"{error.what}. {error.todo}"))
    if faults:
        raise CorrectionsError(faults)
    return tuple(rows)


def checked(cells: dict[str, str], line: int = 0) -> Correction:
    """A row from its cells by column. Raises NavograafError that says what is wrong and what to do."""
    for column in COLUMNS:
        cell = cells.get(column, "")
        if any("\ud800" <= character <= "\udfff" for character in cell):
            raise _fault(f"{column} holds half a character", "Write it again, in UTF-8")
        if _SPOILT.fullmatch(cell):
            raise _fault(f"{column} is {cell}, an error of the spreadsheet", "Write it again, with ' before it")
        if not cell and column not in OPTIONAL:
            raise _fault(f"{column} is empty", "Fill it in")
    start, end = cells["start"], cells["end"]
    if not (_OFFSET.fullmatch(start) and _OFFSET.fullmatch(end) and int(start) < int(end)):
        what = f"{start!r} to {end!r} is no place in a letter"
        raise _fault(what, "Give two whole numbers, the first the smaller, as `navograaf trace` prints them")
    what = cells["what"]
    kind = what.partition(":")[0].strip()
    if kind not in KINDS:
        raise _fault(f"there is no kind of finding {kind!r}", one_of(kind, tuple(KINDS)))
    verdict = next((one for one in VERDICTS if one == cells["verdict"].casefold()), None)
    if verdict is None:
        raise _fault(f"there is no verdict {cells['verdict']!r}", one_of(cells["verdict"], VERDICTS))
    pairs = split_pairs(cells.get("value", ""))
    if verdict in ("amended", "added"):
        read_pairs(kind, pairs, whole=verdict == "added")
    elif pairs:
        raise _fault(f"the verdict {verdict} takes no value", "Empty that cell, or make the verdict amended")
    who, when, why = cells["who"], _day(cells["when"]), cells["why"]
    words = cells.get("words", "")
    return Correction(cells["letter"], int(start), int(end), what, verdict, who, when, why, pairs, words, line)


def split_pairs(text: str) -> tuple[tuple[str, str], ...]:
    r"""`status=taken; act=approve` as pairs sorted by field; `\;` is a semicolon in a value.

    Raises NavograafError for a pair without "=" and a field that is given twice.
    """
    pairs: dict[str, str] = {}
    for part in re.split(r"(?<!\\);", text):
        name, equals, value = part.replace("\\;", ";").partition("=")
        if not part.strip():
            continue
        if not equals:
            raise _fault(f"{part.strip()!r} is no field with a value", "Write field=value, with ; between two of them")
        if name.strip() in pairs:
            raise _fault(f"the field {name.strip()} is given twice", "Keep one of the two")
        pairs[name.strip()] = " ".join(value.split())
    return tuple(sorted(pairs.items()))


def written_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """The cell that `split_pairs` reads back."""
    return "; ".join(f"{name}={value}".replace(";", "\\;") for name, value in pairs)


def kept_words(words: str) -> str:
    """The words at a place as a row keeps them: on one line, the first 300 characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _WORDS else f"{flat[: _WORDS - 1]}…"


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, cell in enumerate(cells):
        column = columns[number] if number < len(columns) else ""
        if column:
            yield column, cell
        elif cell:
            raise _fault(f"{cell[:40]!r} stands under no column", "Move it, or take it out")


def _day(text: str) -> str:
    from datetime import date

    match = _DAY.fullmatch(text) or _DUTCH_DAY.fullmatch(text)
    try:
        if match:
            return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        pass
    raise _fault(f"{text!r} is no day", "Write it as 2026-01-31")


def _fault(what: str, todo: str) -> NavograafError:
    return NavograafError(what, todo=todo)
