"""The cells of corrections.tsv: text with tabs, as spreadsheet programs write and read it.

Below corrections.py, which says what the cells mean. Laws: a line that was written is read back as it was, also where
a spreadsheet program would take a cell for a formula; an error names its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from io import StringIO

from navograaf.errors import RuleError

FILE = "corrections.tsv"
COLUMNS = ("letter", "start", "end", "what", "verdict", "value", "who", "when", "why", "words")
OPTIONAL = frozenset({"value", "words"})
MAX_BYTES = 8_000_000
_FORMULA, _GUARDED = re.compile(r"'*[=+\-@]"), re.compile(r"'+[=+\-@]")


class CorrectionsError(RuleError):
    """The file has errors; `faults` are pairs of a line and a sentence. Its text names each, a line apiece."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        self.faults = tuple(faults)
        line, sentence = self.faults[0]
        super().__init__(sentence, where=f"{FILE}:{line}")

    def __str__(self) -> str:
        return "\n".join(f"{FILE}:{line}: {sentence}" for line, sentence in self.faults)


def decoded(data: bytes) -> str:
    """The text of the file, without a byte order mark. Raises CorrectionsError when it is no text."""
    if len(data) > MAX_BYTES:
        raise CorrectionsError([(1, f"the file is larger than {MAX_BYTES // 1_000_000} MB. Take out what is no row")])
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # "Unicode text", as a spreadsheet program calls it
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise CorrectionsError([(1, "the file is cut or damaged UTF-16. Save it again, in UTF-8")]) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CorrectionsError([(line, "this is not UTF-8. Save the file as text with tabs, in UTF-8")]) from error


def lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of each row that is not empty; white space in a cell is one space, the guard of a formula gone.

    Raises CorrectionsError where a quotation mark is not closed.
    """
    reader = csv.reader(StringIO(text, newline=""), "excel-tab", strict=True)
    line = 1
    try:
        for row in reader:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield line, [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        todo = "Close the quotation mark at the beginning of a cell, or take it out"
        raise CorrectionsError([(line, f"the cells cannot be told apart ({error}). {todo}")]) from error


def heading(line: int, cells: Sequence[str]) -> list[str]:
    """The columns, from the first row; "" for an empty one. Raises CorrectionsError with all that is wrong."""
    columns = [cell.casefold() for cell in cells]
    if len(columns) == 1 and re.search(r"[;,]", columns[0]):
        raise CorrectionsError([(line, "the columns have no tabs between them. Save the file as text with tabs")])
    faults = [f"there is no column {c!r}. {one_of(c, COLUMNS)}" for c in columns if c and c not in COLUMNS]
    faults += [f"the column {c} is there twice. Take one out" for c in COLUMNS if columns.count(c) > 1]
    lacking = [column for column in COLUMNS if column not in columns and column not in OPTIONAL]
    if lacking:
        faults.append(f"there is no column {' and no '.join(lacking)}. Begin with a row of {', '.join(COLUMNS)}")
    if faults:
        raise CorrectionsError([(line, fault) for fault in faults])
    return columns


def with_line(text: str, cells: dict[str, str]) -> str:
    """The text of the file with a row at its end, under the columns that it has; of a new file for "".

    cells: by column. Raises CorrectionsError as `lines` and `heading` do.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    rows = list(lines(text))
    columns = heading(*rows[0]) if rows else list(COLUMNS)
    more = [column for column in COLUMNS if column not in columns and cells.get(column)]
    if more:  # a column that may be missing gets its place in the heading
        columns += more
        rows[0] = (rows[0][0], columns)
        text = "".join(_written(row, ends) for _, row in rows)
    elif not rows:
        text = _written(columns, ends)
    elif not text.endswith(("\n", "\r")):
        text += ends
    return text + _written([cells.get(column, "") for column in columns], ends)


def one_of(word: str, known: Sequence[str]) -> str:
    """What to do about a word that is none of `known`."""
    near = get_close_matches(word.casefold(), known, n=1)
    return f"Did you mean {near[0]}?" if near else f"It is one of {', '.join(known)}"


def _written(cells: Sequence[str], ends: str) -> str:
    stream = StringIO()
    # A cell that begins as a formula would be computed, and the letter's words lost: "-fractie" becomes #NAME?
    guarded = [f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells]
    csv.writer(stream, "excel-tab", lineterminator=ends).writerow(guarded)
    return stream.getvalue()
