"""The questions of queries/: what each asks, takes and gives, read from the comment at its top.

    # title: Hoe een onderwerp zich ontwikkelde          in Dutch, as a reader of the answer sees it
    # title-en: How a topic evolved
    # question: 1                                        which competency questions it answers
    # what: Every sentence about the topic, ...          further lines of an entry are indented
    # param: topic (topic|mission) required — the subject
    # param: since (date) default=2020 — ...             or `optional`: without it, any
    # param: kind (string=one|two) optional — ...        one of these words and no other
    # column: date — the first day of the meeting

Before ask.py, which runs them. Law: a broken comment is an error that names the file and the line, so the list
of questions is never silently short. An analyst's own file in queries/ is a question as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from navograaf.errors import QueryError, RuleError
from navograaf.files import folder

KINDS = frozenset(
    {
        *("topic", "mission", "document", "person", "post", "organisation", "country", "meeting", "kamerstuk"),
        *("dossier", "resolution", "kenmerk", "letter", "place", "date", "string", "int"),
    }
)
"""What a parameter can be: a kind of thing, a letter, a place in one (LETTER:START-END), or a plain value."""
_KEYS = frozenset({"title", "title-en", "question", "what", "param", "column"})
_ENTRY = re.compile(r"#\s?(?P<key>[a-z-]+):\s+(?P<text>\S.*)")
_MORE = re.compile(r"#\s{2,}(?P<text>\S.*)")
_PARAM = re.compile(
    r"(?P<name>\w+) \((?P<kinds>[a-z|]+)(?:=(?P<values>[a-z_| ]+))?\) "
    r"(?:(?P<must>required|optional)|default=(?P<default>\S+)) — (?P<what>.+)"
)
_COLUMN = re.compile(r"(?P<name>\w+) — (?P<what>.+)")


@dataclass(frozen=True, slots=True)
class Param:
    """What a question takes."""

    name: str
    kinds: tuple[str, ...]
    required: bool
    default: str | None
    what: str
    values: tuple[str, ...] = ()
    """The only words that it takes; none: any."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a question gives: a variable of its SELECT and its meaning."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Question:
    """One file of queries/; `name` is its stem, `text` the whole file, which is a query as it stands."""

    name: str
    numbers: tuple[str, ...]
    title: str
    title_en: str
    what: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    text: str


def questions(place: Path | None = None) -> list[Question]:
    """All questions in `place` (queries/ by default), by their number, then by name."""
    found = [read_question(path) for path in sorted((place or folder("queries")).glob("*.rq"))]
    return sorted(found, key=lambda q: (*(int(n) for n in q.numbers[:1]), q.name) if q.numbers else (10**6, q.name))


def question(name: str, place: Path | None = None) -> Question:
    """The question called `name`. Raises QueryError, with near names, when there is none."""
    path = (place or folder("queries")) / f"{name}.rq"
    known = sorted(found.stem for found in path.parent.glob("*.rq")) if "/" not in name else []
    if name in known:
        return read_question(path)
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5) or [one for one in known if name and name in one]
    todo = f"Near: {', '.join(near)}" if near else "`navograaf ask` lists them"
    raise QueryError(f"there is no question {name!r}", todo=todo)


def read_question(path: Path) -> Question:
    """The question in one file. Raises RuleError, with the line, when its comment is not as above."""
    text = path.read_text(encoding="utf-8")
    entries = list(_entries(path, text))
    single = {key: words for key, words, _ in entries}
    for key in ("title", "title-en", "what", "column"):
        if key not in single:
            raise RuleError(f"the comment at the top has no line `# {key}: ...`", where=str(path))
    numbers = tuple(part.strip() for part in single.get("question", "").split(",") if part.strip())
    return Question(
        path.stem,
        numbers,
        single["title"],
        single["title-en"],
        single["what"],
        tuple(_param(words, f"{path}:{line}") for key, words, line in entries if key == "param"),
        tuple(_column(words, f"{path}:{line}") for key, words, line in entries if key == "column"),
        text,
    )


def _entries(path: Path, text: str) -> Iterator[tuple[str, str, int]]:
    """Key, words and line number of each entry of the comment at the top."""
    key, words, begin = "", "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        entry, more = _ENTRY.fullmatch(line), _MORE.fullmatch(line)
        if entry and entry["key"] in _KEYS:
            if key:
                yield key, words, begin
            key, words, begin = entry["key"], entry["text"].rstrip(), number
        elif more and key:
            words += f" {more['text'].rstrip()}"
        else:
            raise RuleError(f"not an entry of the comment at the top: {line!r}", where=f"{path}:{number}")
    if key:
        yield key, words, begin


def _param(words: str, where: str) -> Param:
    found = _PARAM.fullmatch(words)
    kinds = tuple(found["kinds"].split("|")) if found else ()
    if not found or not KINDS.issuperset(kinds):
        raise RuleError(
            f"not a parameter: {words!r}",
            where=where,
            todo="Write `name (kind|kind) required — meaning`, or `optional`, or `default=value`, "
            "or `name (string=one|two) optional — meaning`; "
            f"kinds are {', '.join(sorted(KINDS))}",
        )
    values = tuple(found["values"].split("|")) if found["values"] else ()
    return Param(found["name"], kinds, found["must"] == "required", found["default"], found["what"], values)


def _column(words: str, where: str) -> Column:
    found = _COLUMN.fullmatch(words)
    if not found:
        raise RuleError(f"not a column: {words!r}", where=where, todo="Write `name — meaning`")
    return Column(found["name"], found["what"])
