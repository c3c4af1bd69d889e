"""What files beside a letter say of it: metadata.xml (KOOP), NAME.metadata.json (as fetched), letters.tsv (by hand).

Used where a letter is read from its path; findings/outside.py merges what is said here with what the letter says. Laws:
the facts come in the order of trust, each with the file and element that says so; nothing that is wrong with such a
file loses a letter: it becomes a fact "problem", which is told with the letter as a doubt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import Any

from navograaf.errors import LetterError
from navograaf.letters.model import Fact
from navograaf.letters.sources import BESIDE, STDIN, is_letter
from navograaf.letters.table import FIELDS, FILE, Table

MAX_BYTES = 1_000_000
"""Of a file with the metadata of one letter; those that are published are 10 kB."""
MAX_FACTS, MAX_VALUE = 200, 2000
"""So many facts of one file beside a letter count, and so many characters are a value: no field needs more."""
_METADATA, _FETCHED = ".metadata.xml", ".metadata.json"
_Stamp = tuple[int, int, int]


def facts_beside(source: Path | str) -> tuple[Fact, ...]:
    """What the files beside a letter say of it, the most trusted first; () for standard input ("-").

    Fields are those of Fact, and "problem": what is wrong with such a file, in one clause. Raises nothing.
    """
    if str(source) == STDIN:
        return ()
    path = Path(source).absolute()
    found = [*_published(path), *_fetched(path), *_tables(path)]
    return tuple(dict.fromkeys(found))


def _published(path: Path) -> Iterable[Fact]:
    """metadata.xml: that which has the letter's name, else that of the folder where it belongs to the letter."""
    own = path.with_name(path.stem + _METADATA)
    if (stamp := _stamp(own)) and own != path:
        return _metadata(own, stamp)
    shared = path.with_name(BESIDE[0])
    if (stamp := _stamp(shared)) and shared != path:
        facts = _metadata(shared, stamp)
        if path.stem in [fact.value for fact in facts if fact.field == "identifier"] or _is_alone(path.parent):
            return facts
    return ()


@lru_cache(maxsize=4)
def _metadata(path: Path, stamp: _Stamp) -> tuple[Fact, ...]:
    def facts(data: bytes) -> Iterable[Fact]:
        from navograaf.letters.koop.metadata import metadata_facts

        made: Iterable[Fact] = metadata_facts(data, path.name)
        return made

    return _bounded(path, stamp, facts)


def _is_alone(folder: Path) -> bool:
    """Whether the letters of a folder are one letter, in one or several formats."""
    stems = set()
    try:
        for path in folder.iterdir():
            if is_letter(path.name):
                stems.add(path.stem)
                if len(stems) > 1:
                    return False
    except OSError:
        return False
    return True


def _fetched(path: Path) -> Iterable[Fact]:
    beside = path.with_name(path.stem + _FETCHED)
    if stamp := _stamp(beside):
        return _bounded(beside, stamp, lambda data: _of_json(data, beside.name))
    return ()


def _of_json(data: bytes, name: str) -> Iterator[Fact]:
    """The facts of {"source": URL, "facts": [{"field": ..., "value": ..., "from": ...}]}."""
    try:
        said: Any = json.loads(data)
    except (ValueError, RecursionError):
        said = None
    rows = said.get("facts") if isinstance(said, dict) else None
    if not isinstance(rows, list):
        yield _problem(name, 'it is no JSON object with a list "facts"', "Fetch the letter again, or remove this file")
        return
    for number, row in enumerate(rows, 1):
        match row:
            case {"field": str(field), "value": str(value), "from": str(origin)} if field in FIELDS and _is_text(
                value + origin
            ):
                yield Fact(field, value, f"{name}, {origin}")
            case _:
                yield _problem(name, f"fact {number} has no known field, value and source", "Fetch the letter again")


def _is_text(words: str) -> bool:
    """Whether words can be written: JSON can name half a character, which would lose the letter."""
    return not any("\ud800" <= sign <= "\udfff" for sign in words)


def _tables(path: Path) -> Iterator[Fact]:
    """What letters.tsv in the folder of a letter says, and then the one in the folder above."""
    here, above = path.parent, path.parent.parent
    for folder, names in ((here, (path.name,)), (above, (f"{here.name}/{path.name}", path.name))):
        beside = folder / FILE
        if (stamp := _stamp(beside)) and (folder == here or here != above):
            yield from _table(beside, stamp).facts(names)


@lru_cache(maxsize=4)
def _table(path: Path, stamp: _Stamp) -> Table:
    try:
        return Table.read(path, stamp[1])
    except LetterError as error:
        return Table({}, (_problem(path.name, error.what, error.todo),))


def _bounded(path: Path, stamp: _Stamp, read: Callable[[bytes], Iterable[Fact]]) -> tuple[Fact, ...]:
    """The facts in a file, values on one line; what is wrong with the file as a problem."""
    if stamp[1] > MAX_BYTES:
        return (_problem(path.name, f"it is larger than {MAX_BYTES // 1_000_000} MB", "Remove this file"),)
    try:
        with path.open("rb") as stream:
            facts = list(read(stream.read(MAX_BYTES)))
    except LetterError as error:
        return (_problem(path.name, error.what, error.todo),)
    except OSError as error:
        return (_problem(path.name, f"it cannot be read ({error.strerror})", "Make it readable"),)
    whole = [Fact(field, " ".join(value.split()), source) for field, value, source in facts]
    kept = [fact for fact in whole if fact.value and len(fact.value) <= MAX_VALUE]
    dropped = sum(len(fact.value) > MAX_VALUE for fact in whole) + max(0, len(kept) - MAX_FACTS)
    told = (_problem(path.name, f"{dropped} of its values are too long or too many", "Shorten it"),) if dropped else ()
    return (*kept[:MAX_FACTS], *told)


def _problem(where: str, what: str, todo: str) -> Fact:
    return Fact("problem", f"{what}. {todo}" if todo else what, where)


def _stamp(path: Path) -> _Stamp | None:
    """What changes when a file does; None where there is no file."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if S_ISREG(found.st_mode) else None
