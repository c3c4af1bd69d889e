"""The rules for values: of which nodes of a group is it not proved that they hold.

Behind proof.py. Law: a node is left out of the answer only where pyshacl would find nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import le, lt
from typing import TYPE_CHECKING

from navograaf.graph.nodes import TYPE
from navograaf.graph.proof_rules import Rule
from navograaf.graph.proof_terms import integers, is_integer, number

if TYPE_CHECKING:
    from navograaf.graph.proof import _Things
    from navograaf.graph.proof_groups import Group


def agree(rule: Rule, at: tuple[int, ...], group: Group, things: _Things) -> set[str]:
    """The nodes of which a rule is not proved; at: the places of its values."""
    if rule.way == "back":
        holders = things.holders(rule.path[0])
        most = len(group.nodes) + len(holders) + 1 if rule.most is None else rule.most
        return {node for node in group.nodes if not rule.least <= len(holders.get(node, ())) <= most}
    if rule.way == "then":
        return set(_after(rule, group, things))
    doubtful: set[str] = set()
    if rule.way == "any" and rule.most is not None and len(at) > rule.most:
        doubtful.update(group.nodes)
    for column in (group.columns[n] for n in at):
        for check in rule.checks:
            if not all(map(check, column)):
                doubtful.update(node for node, item in zip(group.nodes, column, strict=True) if not check(item))
        for kind in rule.kinds:
            own = things.of_class(kind)
            if not own.issuperset(column):
                lent = things.lent.get(kind, frozenset())
                doubtful.update(
                    node for node, item in zip(group.nodes, column, strict=True) if item not in own and item not in lent
                )
    if rule.unique_languages and len(at) > 1:
        doubtful.update(node for node, items in _values(group, at) if not _differ(items))
    for pair, other in rule.pairs:
        beside = group.places(other)
        if not (
            len(at) == len(beside) == 1 and all_stand(pair, group.columns[at[0]], group.columns[beside[0]], things)
        ):
            others = [items for _, items in _values(group, beside)]
            for (node, items), values in zip(_values(group, at), others, strict=True):
                if not _stand(pair, items, values):
                    doubtful.add(node)
    return doubtful


def _values(group: Group, at: Iterable[int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each node with its values at some places."""
    columns = [group.columns[n] for n in at]
    return zip(group.nodes, zip(*columns, strict=True) if columns else [()] * len(group.nodes), strict=True)


def _after(rule: Rule, group: Group, things: _Things) -> Iterator[str]:
    """The nodes that a path of two steps leaves in doubt."""
    first, second = rule.path
    starts = _values(group, group.places(first))
    if second == TYPE:
        for node, items in starts:
            names = [item for item in items if item.startswith("<")]
            if rule.least and not any(name in things.values(TYPE) or name[1:-1] in things.known for name in names):
                yield node
        return
    ends = things.values(second)
    beside = [[items for _, items in _values(group, group.places(other))] for _, other in rule.pairs]
    most = things.count if rule.most is None else rule.most
    get, none = ends.get, ()
    is_short = len(beside) == 1 and rule.least <= 1 <= most
    for n, (node, items) in enumerate(starts):
        found = [end for item in items for end in get(item, none)]
        if is_short and len(found) == 1 and beside[0][n] == (found[0],):
            continue  # one value each, and the same: by far the most
        several = set(found)
        if not rule.least <= len(several) <= most or any(set(others[n]) != several for others in beside):
            yield node


def _differ(items: Iterable[str]) -> bool:
    """True when no two values have one language."""
    languages = [item.rpartition("@")[2] for item in items if not item.endswith(('"', ">"))]
    return len(languages) == len(set(languages))


def all_stand(pair: str, low: Sequence[str], high: Sequence[str], things: _Things) -> bool:
    """True when it is sure of all pairs: a short way for offsets, of which there are thousands."""
    if pair not in ("lessThan", "lessThanOrEquals") or not (
        things.stand(is_integer, {*low}) and things.stand(is_integer, {*high})
    ):
        return False
    return all(map(lt if pair == "lessThan" else le, integers(low), integers(high)))


def _stand(pair: str, items: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if pair == "equals":
        return set(items) == set(others)
    if pair == "disjoint":
        return set(items).isdisjoint(others)
    for item in items:
        for other in others:
            low, high = number(item), number(other)
            if low is None or high is None or low > high or (pair == "lessThan" and low == high):
                return False
    return True
