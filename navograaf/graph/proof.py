"""The fast engine: it proves that nodes meet the shapes, and asks pyshacl about each node where it cannot.

Beside engine.py, behind engines.py. Nodes with the same predicates and classes are looked at together: how many values
a property has is then seen once for all of them, and values are checked by columns. Laws: what is reported here without
asking is that a property has too few or too many values, which needs no thought; every other result is pyshacl's own; a
shape that is not read in full is always pyshacl's. So what differs could only be a result that is missing, and the
tests hold the two engines against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navograaf.graph.engine import Raw, prepare, run
from navograaf.graph.known import IN_OFFICE, Known
from navograaf.graph.nodes import Nodes, plain
from navograaf.graph.nquads import text as literal
from navograaf.graph.proof_groups import Group, groups_of
from navograaf.graph.proof_pairs import agree
from navograaf.graph.proof_queries import answered
from navograaf.graph.proof_rules import Asked, Rules, rules
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
    for group in groups:
        for rule, component in group.plan.wrong:
            path = plain(rule.path[0]) if rule.way == "one" else ""
            results += [Raw(rule.severity, plain(node), "", rule.name, component, path) for node in group.nodes]
        for rule, at in group.plan.rules:
            if doubtful := agree(rule, at, group, things):
                doubts.setdefault(rule.name, set()).update(doubtful)
    lines: set[str] = set()
    linked: set[str] = set()
    active = [one for one in found.asked if any(one in group.plan.asked for group in groups)]
    if active:
        linked = _linked(groups, found)
        lent = (
            _lent(about, linked)
            if about and any(star & IN_OFFICE for one in active for star in one.query.stars)
            else {}
        )
        if lent.keys() & nodes.rows.keys():
            return None
        lines.update(_rows_for(active, groups, nodes, found))
        lines.update(line for several in lent.values() for line in several)
        answers = answered([one.query for one in active], lines)
        for n, one in enumerate(active):
            doubtful = {node for group in groups if one in group.plan.asked for node in group.nodes}
            if answers is not None:
                doubtful &= answers[n]
            if doubtful:
                doubts[one.name] = doubtful
    if doubts:
        linked = linked or _linked(groups, found)
        lines.update(_around(nodes, doubts, found))
        results += _judged(doubts, sorted(lines), about, shapes, linked)
    if found.strange:
        names = part(shapes, frozenset(found.strange))
        everything = prepare(["".join(nodes.lines(nodes.rows))], about, names)
        results += run(everything, names)
    return results


class _Things:
    """What the rules for one group ask of the other nodes."""

    def __init__(self, groups: list[Group], nodes: Nodes, about: Known | None, shapes: Shapes) -> None:
        self.lent = about.of_class(shapes.above) if about else {}
        self.known = about.types if about else {}
        self.rows = nodes.rows
        self._groups = groups
        self._of_class: dict[str, set[str]] = {}
        self._values: dict[str, dict[str, tuple[str, ...]]] = {}
        self._holders: dict[str, dict[str, set[str]]] = {}

    def of_class(self, kind: str) -> set[str]:
        """The letter's own nodes of a class."""
        if kind not in self._of_class:
            own = [group.nodes for group in self._groups if kind in group.plan.classes]
            self._of_class[kind] = set().union(*own)
        return self._of_class[kind]

    def values(self, predicate: str) -> dict[str, tuple[str, ...]]:
        """The objects of a predicate by node."""
        if predicate not in self._values:
            found = self._values[predicate] = {}
            for group in self._groups:
                if at := group.places(predicate):
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


def _lent(about: Known, linked: set[str]) -> dict[str, list[str]]:
    """The terms of office that the reference data lends, as lines by node."""
    found: dict[str, list[str]] = {}
    for subject, predicate, item, datatype in about.offices(map(plain, linked & about.held)):
        words = f"{literal(item)}^^<{datatype}>" if datatype else f"<{item}>"
        found.setdefault(f"<{subject}>", []).append(f"<{subject}> <{predicate}> {words} .\n")
    return found


def _rows_for(active: list[Asked], groups: list[Group], nodes: Nodes, found: Rules) -> Iterator[str]:
    """The rows that the queries look at, but those that pyshacl is not given either (engine.prepare).

    So terms of office that a letter gives itself prove nothing.
    """
    for group in groups:
        wanted = found.kept & frozenset().union(*(one.query.looks_at(group.key[0]) for one in active))
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
    for form, own in nodes.forms.items() if aims else ():
        if not aims.isdisjoint(form):
            yield from (line for line in nodes.lines(own, aims) if line.rsplit(" ", 2)[1] in level)
    near = set(level)
    for _ in range(2):
        level = {item for node in level for item in nodes.rows[node][1] if item in nodes.rows}
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
