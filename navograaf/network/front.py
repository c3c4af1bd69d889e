"""One query of a projection: its text, and the comment in front of it that says how its rows add up.

For projection.py. Law: what stands in the front comment counts, or is an error that names the file: a key that is
misspelt is never passed over in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from navograaf.errors import ExportError

KEYS = ("title", "description", "layout", "direction", "kinds", "names", "sums", "lists", "counts")
"""What a front comment may say."""
CONTRACT = frozenset(
    {"id", "label", "kind", "start", "end", "weight", "evidence", "about", "side", "thread", "source", "target"}
)
"""The columns that mean something to a network; others are its own."""
_LINE = re.compile(r"#\s*(\w+):\s*(.*?)\s*")
Merge = Literal["one", "sum", "list", "count"]
"""How the values of a column add up over the rows of one element: all the same, added, gathered, counted once each."""


@dataclass(frozen=True, slots=True)
class Table:
    """One of the two queries: where it stands, what it says and how its rows of one element add up."""

    where: str
    """Its place as a user knows it: queries/gephi/topics/nodes.rq, or the path that was given."""
    text: str
    required: tuple[str, ...]
    sums: frozenset[str] = frozenset({"weight"})
    """Columns whose numbers are added over the rows of one element."""
    lists: frozenset[str] = frozenset({"evidence"})
    """Columns whose values are gathered into a list; a cell may hold several, one a line."""
    counts: frozenset[str] = frozenset()
    """Columns that become the number of their different values."""

    def merge(self, column: str) -> Merge:
        """What to do with the values that several rows of one element give `column`."""
        ways: tuple[tuple[frozenset[str], Merge], ...] = (
            (self.sums, "sum"),
            (self.lists, "list"),
            (self.counts, "count"),
        )
        return next((way for names, way in ways if column in names), "one")

    def check(self, columns: list[str]) -> None:
        """Raises ExportError when the front comment names a column that the query lacks, or one in two ways."""
        named = [*self.sums - {"weight"}, *self.lists - {"evidence"}, *self.counts]
        for column in sorted(named):
            if column in CONTRACT:
                what = "whose rows add up in a way of its own" if column not in ("side", "thread") else ""
            elif column not in columns:
                what = "which the query lacks"
            else:
                what = "in two ways" if named.count(column) > 1 else ""
            if what:
                raise ExportError(
                    f"the front comment names the column {column}, {what}",
                    where=self.where,
                    todo='Mend the lines "# sums:", "# lists:" and "# counts:"',
                )


def table(path: Path, where: str, required: tuple[str, ...]) -> tuple[Table, dict[str, str]]:
    """The query at `path` with what its front comment says, by key.

    Raises ExportError for a file that is not there or is no UTF-8, and for a key that is misspelt or said twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ExportError("is not there", where=where, todo="A projection needs nodes.rq and edges.rq") from error
    except UnicodeDecodeError as error:
        raise ExportError("is not UTF-8", where=where, todo="Save it as UTF-8") from error
    except OSError as error:
        raise ExportError(f"cannot be read ({error.strerror})", where=where, todo="See to it that it can") from error
    front = _front(text, where)
    sums, lists, counts = (frozenset(front.get(key, "").split()) for key in ("sums", "lists", "counts"))
    return Table(where, text, required, sums | {"weight"}, lists | {"evidence"}, counts), front


def names(text: str, where: str) -> dict[str, str]:
    """`topic = onderwerp; mission = missie` as kinds and what a reader calls them.

    Raises ExportError for other text.
    """
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if any(not kind.strip() or not name.strip() or len(kind.split()) > 1 for kind, _, name in pairs):
        todo = 'Write "# names: KIND = NAME; KIND = NAME"'
        raise ExportError("the names of the kinds cannot be read", where=where, todo=todo)
    return {kind.strip(): name.strip() for kind, _, name in pairs}


def _front(text: str, where: str) -> dict[str, str]:
    """The keys of the comment at the top. Other lines are for the reader, but a near miss is no such line."""
    front: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        match = _LINE.fullmatch(line)
        if not match or match[1] in CONTRACT:
            continue
        key = match[1]
        near = get_close_matches(key, KEYS, n=1, cutoff=0.8)
        if key not in KEYS and near:
            raise ExportError(f"# {key}: is no key", where=where, todo=f'Write "# {near[0]}:"')
        if key in front:
            raise ExportError(f"# {key}: stands there twice", where=where, todo="Leave one")
        if key in KEYS:
            front[key] = match[2]
    return front
