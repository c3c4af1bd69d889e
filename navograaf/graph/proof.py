"""The fast engine: it proves that nodes meet the shapes, and asks pyshacl about each node where it cannot.

Beside engine.py, behind engines.py. Nodes with the same predicates and classes are looked at together: how many values
a property has is then seen once for all of them, and values are checked by columns. Laws: what is reported here without
asking is that a property has too few or too many values, which needs no thought; every other result is pyshacl's own; a
shape that is not read in full is always pyshacl's. So what differs could only be a result that is missing, and the
tests hold the two engines against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import chain

from navograaf.graph.engine import Raw, prepare, run
from navograaf.graph.known import IN_OFFICE, Known, Triple
from navograaf.graph.nodes import TYPE, Nodes, plain
from navograaf.graph.proof_answers import Facts, matched
from navograaf.graph.proof_groups import Group, groups_of, linked
from navograaf.graph.proof_pairs import agree
from navograaf.graph.proof_queries import Query
from navograaf.graph.proof_rules import Asked, Rule, Rules, rules
from navograaf.graph.proof_terms import Check
from navograaf.graph.proof_together import Places, holds
from navograaf.graph.shapes import Shapes, part

Doubts = dict[str, set[str]]
"""IRI of a shape -> the nodes (written) of which it could not be proved."""


def prove(nodes: Nodes, about: Known | None, shapes: Shapes) -> list[Raw] | None:
    """All results, in no order; None where nothing can be said without an engine that sees the whole graph."""
    found = rules(shapes)
    groups = groups_of(nodes, about, shapes, found)
    if groups is None or not any(set(group.key[0]) & found.kept for group in groups):
        return None
    things = _Things(groups, nodes, about, shapes)
    results: list[Raw] = []
    doubts: Doubts = {}
    lines: set[str] = set()
    places: dict[Rule, Places] = {}
    for group in groups:
        for rule, component in group.plan.wrong:
            path = plain(rule.path[0]) if rule.way == "one" else ""
            results += [Raw(rule.severity, plain(node), "", rule.name, component, path) for node in group.nodes]
        for rule, at in group.plan.rules:
            places.setdefault(rule, []).append((group, at))
    for rule, several in places.items():
        if not holds(rule, several, things):
            doubtful = set().union(*(agree(rule, at, group, things) for group, at in several))
            if doubtful:
                doubts[rule.name] = doubtful
    active: dict[Asked, list[Group]] = {}
    for group in groups:
        for one in group.plan.asked:
            active.setdefault(one, []).append(group)
    if active:
        lent: list[Triple] = []
        if about and any(star & IN_OFFICE for one in active for star in one.query.stars):
            lent = list(about.lent(linked(nodes, about.held, found)))
        if any(subject in nodes.own for subject, _, _ in lent):
            return None
        facts = Facts(things, found.kept, lent)
        for one, asking in active.items():
            if doubtful := matched(one.query, chain.from_iterable(group.nodes for group in asking), facts):
                doubts[one.name] = doubtful
                lines.update(_rows_for(one.query, groups, nodes, found))
    if doubts:
        lines.update(_around(nodes, doubts, found))
        results += _judged(doubts, sorted(lines), about, shapes, _linked(groups, found))
    if found.strange:
        names = part(shapes, frozenset(found.strange))
        everything = prepare(["".join(nodes.lines(nodes.own))], about, names)
        results += run(everything, names)
    return results


class _Things:
    """What the rules for one group ask of the other nodes."""

    def __init__(self, groups: list[Group], nodes: Nodes, about: Known | None, shapes: Shapes) -> None:
        self.lent = about.of_class(shapes.above) if about else {}
        self.known = about.types if about else {}
        self.count = len(nodes.own)
        self._own = nodes.own
        self._things: frozenset[str] = about.things if about else frozenset()
        self._groups = groups
        self._places: dict[str, Places] = {}
        self._of_class: dict[str, set[str]] = {}
        for group in groups:
            for predicate, at in group.plan.places.items():
                self._places.setdefault(predicate, []).append((group, at))
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._holders: dict[str, dict[str, set[str]]] = {}
        self._stood: dict[Check, set[str]] = {}

    def of_class(self, kind: str) -> set[str]:
        """The letter's own nodes of a class."""
        if kind not in self._of_class:
            self._of_class[kind] = set().union(*(group.nodes for group in self._groups if kind in group.plan.classes))
        return self._of_class[kind]

    def are_classed(self, some: Set[str]) -> bool:
        """True when a class is known of all of some things."""
        return all(node in self._own and TYPE in self._own[node].form for node in some - self._things)

    def stand(self, check: Check, values: Set[str]) -> bool:
        """True when a check holds of all of some values; each is looked at once."""
        stood = self._stood.setdefault(check, set())
        new = values - stood
        if not all(map(check, new)):
            return False
        stood |= new
        return True

    def single(self, predicate: str) -> dict[str, str] | None:
        """The object of a predicate by node; None where a node has several."""
        found: dict[str, str] = {}
        for group, at in self._places.get(predicate, ()):
            if len(at) > 1:
                return None
            found.update(zip(group.nodes, group.columns[at[0]], strict=True))
        return found

    def values(self, predicate: str) -> dict[str, tuple[str, ...]]:
        """The objects of a predicate by node."""
        if predicate not in self._values:
            found = self._values[predicate] = {}
            for group, at in self._places.get(predicate, ()):
                found.update(zip(group.nodes, zip(*(group.columns[n] for n in at), strict=True), strict=True))
        return self._values[predicate]

    def holders(self, predicate: str) -> dict[str, set[str]]:
        """The nodes that a predicate leads from, by what it leads to."""
        if predicate not in self._holders:
            found = self._holders[predicate] = {}
            for node, items in self.values(predicate).items():
                for item in items:
                    found.setdefault(item, set()).add(node)
        return self._holders[predicate]


def _linked(groups: list[Group], found: Rules) -> set[str]:
    """What the graph points to, as written."""
    kept = [c for group in groups for p, c in zip(group.key[0], group.columns, strict=True) if p in found.kept]
    return set().union(*kept)


def _rows_for(query: Query, groups: list[Group], nodes: Nodes, found: Rules) -> Iterator[str]:
    """The rows that a query looks at, but those that pyshacl is not given either (engine.prepare)."""
    for group in groups:
        wanted = found.kept & query.looks_at(group.key[0])
        if wanted:
            yield from nodes.lines(group.nodes, wanted)


def _around(nodes: Nodes, doubts: Doubts, found: Rules) -> Iterator[str]:
    """The rows of the doubtful nodes, of what lies up to two steps from them, and those that aim at them.

    No path is longer than two steps.
    """
    level = set().union(*doubts.values())
    targets = [rule.target for rule in found.rules if rule.name in doubts]
    targets += [asked.target for asked in found.asked if asked.name in doubts]
    aims = {rule.path[0] for rule in found.rules if rule.way == "back" and rule.name in doubts}
    aims.update(*(target.objects_of for target in targets))
    for one in nodes.alike if aims else ():
        if not aims.isdisjoint(one.form):
            yield from (line for line in nodes.lines(one.nodes, aims) if line.rsplit(" ", 2)[1] in level)
    near = set(level)
    for _ in range(2):
        level = {item for node in level for item in nodes.rows(node)[1] if item in nodes.own}
        near |= level
    yield from nodes.lines(near)


def _judged(
    doubts: Doubts, lines: Iterable[str], about: Known | None, shapes: Shapes, linked: set[str]
) -> Iterator[Raw]:
    """What pyshacl says of the doubtful nodes."""
    asked = part(shapes, frozenset(doubts))
    for raw in run(prepare(["".join(lines)], about, asked, map(plain, linked)), asked):
        # Counts are reported already, of all nodes.
        counted = raw.component in ("MinCount", "MaxCount") and raw.path
        if f"<{raw.focus}>" in doubts.get(raw.shape, ()) and not counted:
            yield raw
