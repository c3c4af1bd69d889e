"""Nodes that are alike, put together: what is to be proved of them is then decided once for all of them.

Between nodes.py and proof.py. Law: every node is in exactly one group, with each shape that looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from operator import eq

from navograaf.graph.known import Known
from navograaf.graph.nodes import TYPE, Form, Nodes, plain
from navograaf.graph.proof_rules import Asked, Rule, Rules
from navograaf.graph.proof_shape import Target
from navograaf.graph.shapes import Shapes

Key = tuple[Form, tuple[str, ...], tuple[str, ...]]
"""What nodes have in common: their predicates, their classes, and what aims at them where a shape looks at that."""
Column = tuple[str, ...]
"""The objects of one predicate, node by node."""
_MOST_PLANS = 5_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for the nodes of one key."""

    classes: frozenset[str]
    wrong: tuple[tuple[Rule, str], ...]
    """Rules that all of them break by the number of their values, with the component."""
    rules: tuple[tuple[Rule, tuple[int, ...]], ...]
    """Rules for their values, with the places of these among the predicates."""
    asked: tuple[Asked, ...]
    """The shapes with a query that may have something to say."""


@dataclass(frozen=True, slots=True)
class Group:
    """The nodes of one key, and their objects by place."""

    key: Key
    plan: Plan
    nodes: list[str] = field(repr=False)
    columns: list[tuple[str, ...]] = field(repr=False)

    def places(self, predicate: str) -> list[int]:
        return [at for at, one in enumerate(self.key[0]) if one == predicate]


def groups_of(nodes: Nodes, about: Known | None, shapes: Shapes, found: Rules) -> list[Group] | None:
    """The nodes by what they have in common; None where a row stands there twice."""
    alike: list[tuple[Form, list[str], list[Column]]] = []
    for form, own in nodes.forms.items():
        columns = list(zip(*[nodes.rows[node][1] for node in own], strict=True))
        if len(set(form)) < len(form) and _is_twice(form, columns):
            return None
        alike.append((form, own, columns))
    extra = _extra(alike, nodes, about, found)
    groups: list[Group] = []
    for form, own, columns in alike:
        kinds = [columns[at] for at, predicate in enumerate(form) if predicate == TYPE]
        if extra.keys().isdisjoint(own) and all(len(set(column)) == 1 for column in kinds):
            key: Key = form, tuple([column[0] for column in kinds]), ()
            groups.append(Group(key, _plan_for(key, shapes, found), own, columns))
            continue
        places: dict[Key, list[int]] = {}
        for n, node in enumerate(own):
            lent, aims = extra.get(node, ((), ()))
            places.setdefault((form, tuple([column[n] for column in kinds]) + lent, aims), []).append(n)
        for key, at in places.items():
            some = [tuple([column[n] for n in at]) for column in columns]
            groups.append(Group(key, _plan_for(key, shapes, found), [own[n] for n in at], some))
    return groups


def _is_twice(form: Form, columns: list[Column]) -> bool:
    """True when a node has one value twice for a predicate."""
    pairs = combinations(zip(form, columns, strict=True), 2)
    return any(p == q and any(map(eq, one, other)) for (p, one), (q, other) in pairs)


def _extra(
    alike: list[tuple[Form, list[str], list[Column]]], nodes: Nodes, about: Known | None, found: Rules
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The nodes of which more is to be known than their rows say: lent classes, predicates that aim at them."""
    aims = found.aims
    lent = {node for node in nodes.rows.keys() & nodes.objects if plain(node) in about.types} if about else set()
    linked: set[str] = set()
    aimed: dict[str, set[str]] = {}
    for form, _, columns in alike:
        if lent:
            linked.update(*(lent.intersection(c) for p, c in zip(form, columns, strict=True) if p in found.kept))
        for aim in aims.intersection(form):
            for predicate, column in zip(form, columns, strict=True):
                for item in set(column) if predicate == aim else ():
                    aimed.setdefault(item, set()).add(aim)
    return {
        node: (
            tuple(sorted(f"<{kind}>" for kind in about.types[plain(node)])) if about and node in linked else (),
            tuple(sorted(aimed.get(node, ()))),
        )
        for node in (linked | aimed.keys()) & nodes.rows.keys()
    }


@lru_cache(maxsize=8)
def _plans(shapes: Shapes) -> dict[Key, Plan]:
    """The plans that were made for some shapes: letters are much alike."""
    return {}


def _plan_for(key: Key, shapes: Shapes, found: Rules) -> Plan:
    plans = _plans(shapes)
    plan = plans.get(key)
    if plan is None:
        if len(plans) >= _MOST_PLANS:
            plans.clear()
        plan = plans[key] = _plan(key, shapes, found)
    return plan


def _plan(key: Key, shapes: Shapes, found: Rules) -> Plan:
    form, kinds, aims = key
    names = {plain(kind) for kind in kinds}
    classes = frozenset(f"<{name}>" for name in names.union(*(shapes.above.get(name, ()) for name in names)))

    def hits(target: Target) -> bool:
        return not (
            target.classes.isdisjoint(classes)
            and target.subjects_of.isdisjoint(form)
            and target.objects_of.isdisjoint(aims)
        )

    wrong: list[tuple[Rule, str]] = []
    todo: list[tuple[Rule, tuple[int, ...]]] = []
    for rule in found.rules if not found.kept.isdisjoint(form) else ():
        if not hits(rule.target):
            continue
        at = tuple(n for n, predicate in enumerate(form) if predicate in rule.path)
        if rule.way in ("one", "any"):
            if len(at) < rule.least:
                wrong.append((rule, "MinCount"))
            if rule.way == "one" and rule.most is not None and len(at) > rule.most:
                wrong.append((rule, "MaxCount"))
            two = rule.way == "any" and rule.most is not None and len(at) > rule.most
            of_values = at and (rule.checks or rule.kinds or rule.unique_languages)
            if not (of_values or rule.pairs or two):
                continue
        todo.append((rule, at))
    asked = tuple(one for one in found.asked if hits(one.target) and one.query.this <= set(form))
    return Plan(classes, tuple(wrong), tuple(todo), asked)
