"""docs/links.md names every rule of links, and no rule that is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from conftest import ROOT

from navograaf.graph.folder import GraphFolder
from navograaf.words.rules import rules

PAGE = ROOT / "docs" / "links.md"
MODULES = sorted((ROOT / "navograaf" / "links").glob("*.py"))
ID = re.compile(r"links\.[a-z]+(?:-[a-z]+)*")
PRINTED = re.compile(rf"`({ID.pattern})`")
CARRIED_BY = re.compile(r"/ontology#foundBy> <[^>]*/id/rule/([^>]+)>")


def rows(head: str) -> set[str]:
    """The ids in the first column of the tables of the page that begin with `head`."""
    found: set[str] = set()
    for table in re.findall(rf"^\| {head} \|.*\n(?:\|.*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        for line in table.splitlines()[2:]:
            found.update(PRINTED.findall(line.split("|")[1]))
    return found


def in_code() -> set[str]:
    """The ids that the modules of links write: whole, or as the argument that a function puts behind "links."."""
    found: set[str] = set()
    for module in MODULES:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        found.update(text for text in constants(tree) if ID.fullmatch(text))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            prefix, place = made_of(function, module)
            if prefix:
                found.update(prefix + text for text in passed(tree, function.name, place) if "." not in text)
    return found


def made_of(function: ast.FunctionDef, module: Path) -> tuple[str, int]:
    """What a function puts before the rule that it is given, and the place of that argument; "" when it makes no id."""
    own = [node for node in function.body if not isinstance(node, ast.FunctionDef)]
    names = [arg.arg for arg in function.args.args]
    for joined in (node for one in own for node in ast.walk(one) if isinstance(node, ast.JoinedStr)):
        first, *rest = joined.values
        if isinstance(first, ast.Constant) and str(first.value).startswith("links.") and rest:
            (value,) = rest
            assert isinstance(value, ast.FormattedValue) and isinstance(value.value, ast.Name), module
            return str(first.value), names.index(value.value.id)
    return "", 0


def passed(tree: ast.Module, name: str, place: int) -> Iterator[str]:
    """The texts that stand at a place in the calls of a function."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id == name:
            yield from constants(call.args[place])


def constants(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_rule_of_links_stands_on_the_page() -> None:
    code, data = in_code(), {rule.id for rule in rules("links")}
    assert len(code) >= 20 and len(data) >= 25
    assert {"links.same-words", "links.outcome-told", "links.meeting-part"} <= code
    assert (code | data) - (rows("rule") | rows("condition")) == set()


def test_every_rule_on_the_page_exists() -> None:
    named = set(PRINTED.findall(PAGE.read_text(encoding="utf-8")))
    assert len(named) >= 40
    assert named - in_code() - {rule.id for rule in rules("links")} == set()


def test_a_condition_is_no_rule_that_a_link_bears(seeds_graph: GraphFolder) -> None:
    rule, condition = rows("rule"), rows("condition")
    assert condition and not rule & condition
    assert not condition & in_code()
    carried = set(CARRIED_BY.findall("".join(text for _, text in seeds_graph.links())))
    assert len(carried) > 10
    assert carried <= rule
