"""letters.tsv: what people know of letters, one row a letter, read as facts.

Read by outside.py from the folder of a letter and the folder above. Law: a row that is wrong costs that row alone, and
is told with the letter that it names; a table without a column "file" names none, and is told with every letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from navograaf.errors import LetterError
from navograaf.letters.model import Fact

FILE = "letters.tsv"
FIELDS = (
    *("dossier", "number", "date", "kind", "title", "addressee", "signatory", "parliamentary_year"),
    *("identifier", "kenmerk", "published", "address"),
)
"""The fields of Fact that a file beside a letter can tell."""
MAX_BYTES = 32_000_000
"""Of a table: some 100,000 letters."""
_MAX_VALUE = 2000
_COLUMNS = (*FIELDS, "file", "source")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
"""A cell as spreadsheets write one that holds a quotation mark."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a table says: file name -> facts; `problems` are wrong with the table as a whole."""

    by_file: dict[str, tuple[Fact, ...]]
    problems: tuple[Fact, ...] = ()

    @classmethod
    def read(cls, path: Path, size: int) -> Table:
        """The table at a path, of so many bytes. Raises LetterError when it is too large, no text or unreadable."""
        if size > MAX_BYTES:
            raise LetterError(f"it is larger than {MAX_BYTES // 1_000_000} MB", todo="Give each folder its own table")
        try:
            with path.open("rb") as stream:
                text = stream.read(MAX_BYTES).decode("utf-8-sig")
        except OSError as error:
            raise LetterError(f"it cannot be read ({error.strerror})", todo="Make it readable") from error
        except UnicodeDecodeError:
            raise LetterError("it is no UTF-8 text", todo="Save it as UTF-8, cells parted by tabs") from None
        return cls.of(text, path.name)

    @classmethod
    def of(cls, text: str, name: str) -> Table:
        """The table in a text; `name` is said in the sources of its facts."""
        lines = ((number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1) if _counts(line))
        first, header = next(lines, (1, ""))
        columns = [_cell(cell).lower() for cell in header.split("\t")]
        if "file" not in columns:
            what, todo = 'there is no column "file"', "Name the columns in its first line, parted by tabs"
            return cls({}, (_problem(name, first, what, todo),))
        wrong = [one for at, one in enumerate(columns) if one and (one not in _COLUMNS or one in columns[:at])]
        known = f"The columns are {', '.join(sorted(_COLUMNS))}, each once"
        aside = [_problem(name, first, f'column "{one}" is not read', known) for one in wrong]
        found: dict[str, list[Fact]] = {}
        for number, line in lines:
            cells = [_cell(cell) for cell in line.split("\t")]
            row = _row(columns, cells)
            if "file" not in row:
                aside.append(_problem(name, number, 'column "file" is empty', "Name the letter's file in it"))
                continue
            facts = found.setdefault(normalize("NFC", row["file"]), [])
            facts += _facts(row, f"{name}, row {number}")
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                what = f"it has {len(cells)} cells under {len(columns)} columns"
                facts.append(_problem(name, number, what, "Take out the tabs that part no cells"))
        return cls({file: (*facts, *aside) for file, facts in found.items()})

    def facts(self, names: Iterable[str]) -> Iterator[Fact]:
        """What the rows say of the letter that goes by these names."""
        for name in names:
            yield from self.by_file.get(normalize("NFC", name), ())
        yield from self.problems


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _cell(cell: str) -> str:
    words = " ".join(cell.split())
    quoted = _QUOTED.fullmatch(words)
    return quoted[1].replace('""', '"') if quoted else words


def _row(columns: list[str], cells: list[str]) -> dict[str, str]:
    """Column -> cell, without empty ones, which an editor may leave out at the end; of a column twice, the first."""
    found = dict(zip(reversed(columns), reversed((cells + [""] * len(columns))[: len(columns)]), strict=True))
    return {column: cell for column, cell in found.items() if cell}


def _facts(row: dict[str, str], place: str) -> Iterator[Fact]:
    source = f"{place} ({row['source'][:_MAX_VALUE]})" if "source" in row else place
    for field in FIELDS:
        if len(row.get(field, "")) > _MAX_VALUE:
            yield Fact("problem", f'column "{field}" holds more than {_MAX_VALUE} characters. Shorten it', place)
        elif field in row:
            yield Fact(field, row[field], source)


def _problem(name: str, row: int, what: str, todo: str) -> Fact:
    return Fact("problem", f"{what}. {todo}", f"{name}, row {row}")
