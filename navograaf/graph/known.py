"""What the reference data knows of the things that a letter points to, as little as a check needs.

Beside check.py. Law: the slice holds the classes of the things and the terms of office that a signature is
compared with, and nothing that would make a shape look at the reference data itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from navograaf.errors import GraphError
from navograaf.graph.nquads import text as literal
from navograaf.iris import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Quad
    from rdflib import Graph

    from navograaf.graph.reference import Reference

Row = tuple[str, str, str, str]
"""Subject, predicate, object and the datatype of the object ("" for an IRI)."""
Triple = tuple[str, str, str]
"""Subject, predicate and object, as they are written."""
TYPE = PREFIXES["rdf"] + "type"
MEMBER, ROLE, DURING = (PREFIXES["org"] + name for name in ("member", "role", "memberDuring"))
_PERIOD = frozenset({PREFIXES["navo"] + "startDate", PREFIXES["navo"] + "endDate"})
_KEPT = frozenset({MEMBER, ROLE, DURING}) | _PERIOD
IN_OFFICE = frozenset(f"<{name}>" for name in _KEPT)
"""The predicates, as written, that terms of office are lent with."""


_ASKED = IN_OFFICE | {f"<{TYPE}>"}


class Known:
    """The reference data, looked up by the IRI of a thing."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.types: dict[str, set[str]] = {}
        self._rows: dict[str, list[Row]] = {}
        self._terms: dict[str, set[str]] = {}
        self._written: dict[Row, Triple] = {}
        self._of_class: tuple[Mapping[str, frozenset[str]], dict[str, frozenset[str]]] | None = None
        for row in rows:
            subject, predicate, item, _ = row
            if predicate == TYPE:
                self.types.setdefault(subject, set()).add(item)
            elif predicate in _KEPT:
                self._rows.setdefault(subject, []).append(row)
                if predicate in (MEMBER, ROLE):
                    self._terms.setdefault(item, set()).add(subject)
        self.held = frozenset(f"<{thing}>" for thing in self._terms)
        """The people and posts that a term of office is known of, as written."""
        self.things = frozenset(f"<{thing}>" for thing in self.types)
        """All that it says the class of, as written."""

    def offices(self, things: Iterable[str]) -> Iterator[Row]:
        """The terms of office of the people and posts among `things`, with their periods."""
        seen: set[str] = set()
        for thing in sorted(self._terms.keys() & set(things)):
            for term in sorted(self._terms[thing] - seen):
                seen.add(term)
                for row in self._rows[term]:
                    yield row
                    if row[1] == DURING:
                        yield from (r for r in self._rows.get(row[2], ()) if r[1] in _PERIOD)

    def lent(self, things: Iterable[str]) -> Iterator[Triple]:
        """The rows of `offices`, written, of things that are written too."""
        for row in self.offices(thing[1:-1] for thing in things):
            found = self._written.get(row)
            if found is None:
                subject, predicate, item, datatype = row
                words = f"{literal(item)}^^<{datatype}>" if datatype else f"<{item}>"
                found = self._written[row] = f"<{subject}>", f"<{predicate}>", words
            yield found

    def of_class(self, above: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """Class -> the things that are of it, as written terms; `above`: a class -> the classes above it."""
        if self._of_class is None or self._of_class[0] is not above:
            found: dict[str, set[str]] = {}
            for thing, kinds in self.types.items():
                for kind in kinds:
                    for one in {kind, *above.get(kind, ())}:
                        found.setdefault(f"<{one}>", set()).add(f"<{thing}>")
            self._of_class = above, {kind: frozenset(things) for kind, things in found.items()}
        return self._of_class[1]


def known(reference: Reference | Graph | None) -> Known:
    """The look-up for reference data as read by reference.py (None reads it) or for a graph of one's own."""
    if reference is None:
        from navograaf.graph.reference import reference as read

        reference = read()
    if hasattr(reference, "nquads"):
        return _of_text(reference.nquads)
    return Known(_of_graph(reference))


_last: tuple[str, Known] | None = None


def _of_text(nquads: str) -> Known:
    # One entry: the reference data of a process changes only when a file of the ontology does, and the string is
    # compared by identity before it is compared by its megabytes.
    global _last
    if _last is None or _last[0] != nquads:
        # The parser is given a sixth of the lines, those that are asked about: half of the time, in every process.
        cut = ((line, line.split(" ", 2)) for line in nquads.split("\n"))
        asked = [f"{line}\n" for line, words in cut if len(words) == 3 and words[1] in _ASKED]
        _last = nquads, Known(rows("".join(asked)))
    return _last[1]


def quads(nquads: str) -> Iterator[Quad]:
    """The quads of N-Quads. Raises GraphError with the line where the text is broken."""
    from pyoxigraph import RdfFormat, parse

    try:
        yield from parse(nquads, format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise GraphError(
            f"line {error.lineno} of the graph is not N-Quads ({error.msg})", todo="Build the letter again"
        ) from error


def rows(nquads: str) -> Iterator[Row]:
    """The rows of N-Quads, their literals as they are written."""
    from pyoxigraph import Literal

    for quad in quads(nquads):
        item = quad.object
        yield (
            getattr(quad.subject, "value", ""),
            quad.predicate.value,
            getattr(item, "value", ""),
            item.datatype.value if isinstance(item, Literal) else "",
        )


def _of_graph(graph: Graph) -> Iterator[Row]:
    for subject, predicate, item in graph:
        yield str(subject), str(predicate), str(item), str(getattr(item, "datatype", "") or "")
