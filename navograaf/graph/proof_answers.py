"""The answers to the query of a shape: for which nodes it may have a row. pyshacl tells which row that is.

Behind proof.py. The rows of a letter that such a query looks at are few, so that to join them here costs less than to
put them in a store first. Laws: the rows are those that pyshacl is given (engine.prepare); a node is left out only
where no engine finds a row for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from navograaf.graph.proof_filters import Unsure, Wrong, truth
from navograaf.graph.proof_queries import Group, Query, Triple

if TYPE_CHECKING:
    from navograaf.graph.proof import _Things

Row = dict[str, str]
_Index = Mapping[str, Sequence[str]]


class Facts:
    """The rows that queries are asked of, by predicate."""

    def __init__(self, things: _Things, kept: frozenset[str], lent: Iterable[tuple[str, str, str]]) -> None:
        """lent: rows of the reference data, of things that are not the letter's own."""
        self._things, self._kept = things, kept
        self._lent: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, item in lent:
            self._lent.setdefault(predicate, {}).setdefault(subject, []).append(item)
        self._objects: dict[str, _Index] = {}
        self._subjects: dict[str, _Index] = {}

    def objects(self, predicate: str) -> _Index:
        """What a predicate leads to, by what it leads from."""
        if predicate not in self._objects:
            # A row that no check looks at is not given to pyshacl either: terms of office that a letter gives itself
            # prove nothing.
            own: _Index = self._things.values(predicate) if predicate in self._kept else {}
            lent = self._lent.get(predicate)
            self._objects[predicate] = {**own, **lent} if lent else own
        return self._objects[predicate]

    def subjects(self, predicate: str) -> _Index:
        """What a predicate leads from, by what it leads to."""
        if predicate not in self._subjects:
            found: dict[str, list[str]] = {}
            for subject, items in self.objects(predicate).items():
                for item in items:
                    found.setdefault(item, []).append(subject)
            self._subjects[predicate] = found
        return self._subjects[predicate]


def matched(query: Query, nodes: Iterable[str], facts: Facts) -> set[str]:
    """Those of some nodes for which a query may have a row."""
    found = set()
    for node in nodes:
        try:
            if any(True for _ in _rows(query.group, {"?this": node}, facts)):
                found.add(node)
        except Unsure:
            found.add(node)
    return found


def _rows(group: Group, row: Row, facts: Facts) -> Iterator[Row]:
    """The ways to fill a group, from what is filled already."""
    found: Iterable[Row] = _joined(group.triples, row, facts)
    for kind, part in group.parts:
        if kind == "OPTIONAL":
            found = _extended(found, part, facts)
    for one in found:
        if _stands(group, one) and all(
            any(True for _ in _rows(part, one, facts)) == (kind == "EXISTS")
            for kind, part in group.parts
            if kind != "OPTIONAL"
        ):
            yield one


def _extended(rows: Iterable[Row], part: Group, facts: Facts) -> Iterator[Row]:
    for row in rows:
        more = list(_rows(part, row, facts))
        yield from more or [row]


def _stands(group: Group, row: Row) -> bool:
    for test in group.tests:
        try:
            if not truth(test(row)):
                return False
        except Wrong:
            return False
    return True


def _joined(triples: Sequence[Triple], row: Row, facts: Facts) -> Iterator[Row]:
    if not triples:
        yield row
        return
    # What begins at a thing that is known goes first, then what the fewest rows can be.
    at = min(
        range(len(triples)),
        key=lambda n: 0 if triples[n][0] in row else len(facts.objects(triples[n][1][0])) + 1,
    )
    subject, path, item = triples[at]
    others = [*triples[:at], *triples[at + 1 :]]
    end = row.get(item) if item[0] == "?" else item
    for start, last in _walked(row.get(subject), path, end, facts):
        more = {**row, subject: start}
        if item[0] == "?":
            if more.get(item, last) != last:
                continue
            more[item] = last
        yield from _joined(others, more, facts)


def _walked(start: str | None, path: tuple[str, ...], end: str | None, facts: Facts) -> Iterator[tuple[str, str]]:
    """The pairs of things that a path leads from and to."""
    first, *rest = path
    if start is not None:
        for item in facts.objects(first).get(start, ()):
            if rest:
                yield from ((start, last) for _, last in _walked(item, tuple(rest), end, facts))
            elif end is None or item == end:
                yield start, item
    elif end is not None and not rest:
        yield from ((one, end) for one in facts.subjects(first).get(end, ()))
    else:
        for one in list(facts.objects(first)):
            yield from _walked(one, path, end, facts)
