"""Rules: extract/NAME.toml, each with the sentences it must find and those it must leave alone.

    [[rule]]
    id = "references.kamerstuk"
    kind = "kamerstuk"
    pattern = '''verbose regular expression with (?P<groups>) and word lists as {month}'''
    flags = "i"                 # optional: i = any case
    yes = ["(Kamerstuk 28 676, nr. 344)"]
    no = ["Trb. 2016, 95"]

Other keys are kept in `Rule.more`. A rule that does not compile, lacks a field or names an unknown
list is a RuleError with file and line when the file is loaded. The examples are run by the tests.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.words.lists import alternation

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
        text = path.read_text(encoding="utf-8")
        rows = tomllib.loads(text).get("rule", [])
    except FileNotFoundError:
        raise RuleError("there is no such rule file", where=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"this is not TOML: {error}", where=str(path), todo="Mend the line that it names") from error
    made: dict[str, Rule] = {}
    for row in rows:
        where = f"{path}:{_line(text, str(row.get('id', '[[rule]]')))}"
        for field in _FIELDS:
            if not row.get(field):
                raise RuleError(f"a rule lacks `{field}`", where=where, todo=f"Give it {', '.join(_FIELDS)}")
        if row["id"] in made:
            raise RuleError(f"the rule {row['id']!r} stands here twice", where=where, todo="Rename one")
        made[row["id"]] = _rule(row, where)
    return tuple(made.values())


@cache
def of_kind(name: str, kind: str) -> tuple[Rule, ...]:
    """The rules of extract/NAME.toml of one kind, in file order."""
    return tuple(rule for rule in rules(name) if rule.kind == kind)


def _rule(row: dict[str, Any], where: str) -> Rule:
    flags = re.VERBOSE | (re.IGNORECASE if "i" in row.get("flags", "") else 0)
    try:
        regex = re.compile(_LIST.sub(lambda m: alternation(m[1]), row["pattern"]), flags)
    except re.error as error:
        raise RuleError(f"the pattern does not compile: {error}", where=where, todo="Mend the pattern") from error
    more = {key: value for key, value in row.items() if key not in _FIELDS and key != "flags"}
    return Rule(row["id"], row["kind"], regex, tuple(row["yes"]), tuple(row["no"]), more)


def _line(text: str, mark: str) -> int:
    """The line on which a rule's id stands, so that an error can name it."""
    return text[: max(0, text.find(mark))].count("\n") + 1
