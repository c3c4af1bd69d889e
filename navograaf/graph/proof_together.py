"""A rule held against all nodes that it looks at in one go: most rules hold for all of them, and are done then.

Before proof_pairs.py, which finds out of which nodes a rule is not proved where this says that there may be some. Law:
True only where proof_pairs.py would find none.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from navograaf.graph.nodes import TYPE
from navograaf.graph.proof_pairs import all_stand
from navograaf.graph.proof_rules import Rule

if TYPE_CHECKING:
    from navograaf.graph.proof import _Things
    from navograaf.graph.proof_groups import Group

Places = list[tuple["Group", tuple[int, ...]]]
"""Groups with the places of a rule's values in each."""


def holds(rule: Rule, groups: Places, things: _Things) -> bool:
    """True when a rule is proved for all nodes of some groups."""
    if rule.way == "back":
        return False
    if rule.way == "then":
        return all(_leads(rule, group, things) for group, _ in groups)
    if rule.way == "any" and rule.most is not None and any(len(at) > rule.most for _, at in groups):
        return False
    if rule.unique_languages and any(len(at) > 1 for _, at in groups):
        return False
    if rule.checks:
        values = set(chain.from_iterable(group.columns[n] for group, at in groups for n in at))
        if not all(things.stand(check, values) for check in rule.checks):
            return False
    for kind in rule.kinds:
        own, lent = things.of_class(kind), things.lent.get(kind, frozenset())
        for column in (group.columns[n] for group, at in groups for n in at):
            if not own.issuperset(column) and not lent.issuperset(set(column) - own):
                return False
    return all(_beside(group, at, pair, other, things) for group, at in groups for pair, other in rule.pairs)


def _beside(group: Group, at: tuple[int, ...], pair: str, other: str, things: _Things) -> bool:
    """True when the one value of each node stands to its one other value as it should."""
    beside = group.places(other)
    return len(at) == len(beside) == 1 and all_stand(pair, group.columns[at[0]], group.columns[beside[0]], things)


def _leads(rule: Rule, group: Group, things: _Things) -> bool:
    """True when a path of two steps leads from each node to what it should."""
    first, second = rule.path
    columns = [group.columns[n] for n in group.places(first)]
    if second == TYPE:
        if not rule.least:
            return True
        return any(things.are_classed(set(column)) for column in columns)
    if not columns or len(rule.pairs) != 1 or not rule.least <= 1 or rule.most == 0:
        return False
    beside = group.places(rule.pairs[0][1])
    ends = things.single(second)
    if len(beside) != 1 or ends is None:
        return False
    # One of the things that it leads to has the one value, and the others none.
    found = [list(map(ends.get, column)) for column in columns]
    told = [column for column in found if column.count(None) < len(column)]
    return len(told) == 1 and told[0] == list(group.columns[beside[0]])
