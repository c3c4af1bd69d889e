"""Rules: extract/NAME.toml, each with the sentences it must find and those it must leave alone.

    [[rule]]
    id = "references.kamerstuk"
    kind = "kamerstuk"
    pattern = '''verbose regular expression with (?P<groups>) and word lists as {month}'''
    flags = "i"                 # optional: i = any case
    yes = ["(Kamerstuk 28 676, nr. 344)"]
    no = ["Trb. 2016, 95"]

Other keys are kept in `Rule.more`. A rule that does not compile, lacks a field or names an unknown
list is a RuleError with file and line when the file is loaded. The examples are run by the tests. What a file
that loaded has told is kept for the next process (kept.py).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.kept import kept
from navograaf.words.facts import compiled, learned
from navograaf.words.lists import all_bytes, alternation
from navograaf.words.programs import kept_key

_LIST = re.compile(r"\{([a-z][a-z-]+)\}")
_FIELDS = ("id", "kind", "pattern", "yes", "no")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id ends its IRI, `kind` says what a match is, `regex` finds it."""

    id: str
    kind: str
    regex: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    more: dict[str, Any]


def wrong_examples(rule: Rule) -> list[str]:
    """The examples that the rule gets wrong: `yes` it does not find, `no` that it does. Empty when right."""
    missed = [f"{rule.id} does not find: {text}" for text in rule.yes if not rule.regex.search(text)]
    return missed + [f"{rule.id} finds, and should not: {text}" for text in rule.no if rule.regex.search(text)]


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """The rules of extract/NAME.toml in file order. Raises RuleError for a file or rule that is broken."""
    path = folder("extract") / f"{name}.toml"
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except FileNotFoundError:
        raise RuleError("there is no such rule file", where=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"the file cannot be read ({error})", where=str(path)) from error
    key = kept_key(str(path.parent), data, all_bytes())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return kept(f"rules-{name}", key, lambda: _read(path, text), lambda data: tuple(map(_rule, data)))


@cache
def of_kind(name: str, kind: str) -> tuple[Rule, ...]:
    """The rules of extract/NAME.toml of one kind, in file order."""
    return tuple(rule for rule in rules(name) if rule.kind == kind)


def _read(path: Path, text: str) -> list[list[object]]:
    """The rows of a file, each with its pattern compiled."""
    try:
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"this is not TOML: {error}", where=str(path), todo="Mend the line that it names") from error
    made: dict[str, list[object]] = {}
    for row in rows:
        where = f"{path}:{_line(text, str(row.get('id', '[[rule]]')))}"
        for field in _FIELDS:
            if not row.get(field):
                raise RuleError(f"a rule lacks `{field}`", where=where, todo=f"Give it {', '.join(_FIELDS)}")
        if row["id"] in made:
            raise RuleError(f"the rule {row['id']!r} stands here twice", where=where, todo="Rename one")
        made[row["id"]] = _row(row, where)
    return list(made.values())


def _row(row: dict[str, Any], where: str) -> list[object]:
    flags = int(re.VERBOSE) | (int(re.IGNORECASE) if "i" in row.get("flags", "") else 0)
    try:
        pattern = compiled(_LIST.sub(lambda m: alternation(m[1]), row["pattern"]), flags)
    except re.error as error:
        raise RuleError(f"the pattern does not compile: {error}", where=where, todo="Mend the pattern") from error
    more = {key: value for key, value in row.items() if key not in _FIELDS and key != "flags"}
    return [row["id"], row["kind"], pattern, row["yes"], row["no"], more]


def _rule(data: Any) -> Rule:
    name, kind, pattern, yes, no, more = data
    return Rule(name, kind, learned(pattern), tuple(yes), tuple(no), dict(more))


def _line(text: str, mark: str) -> int:
    """The line on which a rule's id stands, so that an error can name it."""
    return text[: max(0, text.find(mark))].count("\n") + 1
