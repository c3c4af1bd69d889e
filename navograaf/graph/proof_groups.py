"""Nodes that are alike, put together: what is to be proved of them is then decided once for all of them.

Between nodes.py and proof.py. Law: every node is in exactly one group, with each shape that looks at it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, combinations
from operator import eq

from navograaf.graph.alike import Alike, Form
from navograaf.graph.known import Known
from navograaf.graph.nodes import TYPE, Nodes, plain
from navograaf.graph.proof_rules import Asked, Rule, Rules
from navograaf.graph.proof_shape import Target
from navograaf.graph.shapes import Shapes

Key = tuple[Form, tuple[str, ...], tuple[str, ...]]
"""What nodes have in common: their predicates, their classes, and what aims at them where a shape looks at that."""
_MOST_PLANS = 5_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for the nodes of one key."""

    classes: frozenset[str]
    wrong: tuple[tuple[Rule, str], ...]
    """Rules that all of them break by the number of their values, with the component."""
    rules: tuple[tuple[Rule, tuple[int, ...]], ...]
    """Rules for their values, with the places of these among the predicates."""
    places: dict[str, tuple[int, ...]]
    """Where each predicate stands."""
    asked: tuple[Asked, ...]
    """The shapes with a query that may have something to say."""


@dataclass(frozen=True, slots=True)
class Group:
    """The nodes of one key, and their objects by place."""

    key: Key
    plan: Plan
    nodes: Sequence[str] = field(repr=False)
    columns: Sequence[Sequence[str]] = field(repr=False)

    @property
    def form(self) -> Form:
        return self.key[0]

    def places(self, predicate: str) -> tuple[int, ...]:
        return self.plan.places.get(predicate, ())


def groups_of(nodes: Nodes, about: Known | None, shapes: Shapes, found: Rules) -> list[Group] | None:
    """The nodes by what they have in common; None where a row stands there twice."""
    if any(map(_is_twice, nodes.alike)):
        return None
    extra = _extra(nodes, about, found)
    groups: list[Group] = []
    for one in nodes.alike:
        form, own, columns = one.form, one.nodes, one.columns
        kinds = [columns[at] for at in one.places(TYPE)]
        if extra.keys().isdisjoint(own) and all(column.count(column[0]) == len(column) for column in kinds):
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


def linked(nodes: Nodes, some: Set[str], found: Rules) -> set[str]:
    """Of some things (written) those that the graph points to with a predicate that is looked at."""
    there = {*(some & nodes.objects)}
    if there:
        others = [c for one in nodes.alike for p, c in zip(one.form, one.columns, strict=True) if p not in found.kept]
        doubtful = there.intersection(chain.from_iterable(others))
        if doubtful:
            kept = [c for one in nodes.alike for p, c in zip(one.form, one.columns, strict=True) if p in found.kept]
            there -= doubtful.difference(*kept)
    return there


def _is_twice(one: Alike) -> bool:
    """True when a node has one value twice for a predicate."""
    if len(set(one.form)) == len(one.form):
        return False
    pairs = combinations(zip(one.form, one.columns, strict=True), 2)
    return any(p == q and any(map(eq, these, those)) for (p, these), (q, those) in pairs)


def _extra(nodes: Nodes, about: Known | None, found: Rules) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The nodes of which more is to be known than their rows say: lent classes, predicates that aim at them."""
    lent = linked(nodes, about.things.intersection(nodes.own), found) if about else set()
    aimed: dict[str, set[str]] = {}
    for one in nodes.alike:
        for aim in found.aims.intersection(one.form):
            for place in one.places(aim):
                for item in set(one.columns[place]):
                    aimed.setdefault(item, set()).add(aim)
    return {
        node: (
            tuple(sorted(f"<{kind}>" for kind in about.types[plain(node)])) if about and node in lent else (),
            tuple(sorted(aimed.get(node, ()))),
        )
        for node in (lent | aimed.keys()) & nodes.own.keys()
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
    places = {one: tuple(n for n, predicate in enumerate(form) if predicate == one) for one in form}
    return Plan(classes, tuple(wrong), tuple(todo), places, asked)
