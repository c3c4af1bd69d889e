"""The ends of paths of any length, step by step over the graphs of a server.

Used by blocks.py. SPARQL has no path that goes from graph to graph. Laws: the pairs are all of those that the path
joins in one or more steps, circles too; from named places only what can be reached from them is asked for, and from
anywhere all its edges, as long as they are few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from navograaf.errors import QueryError
from navograaf.server.paths import Path
from navograaf.server.pieces import variable

MOST = 20_000
"""Pairs, and edges, that may be met."""
_AT_ONCE = 500
Steps = Callable[[str, Path, str], str]
Pair = tuple[str, str]


class Closure:
    """Finds the pairs; one for each query."""

    def __init__(self, ask: Callable[[str], Any], fresh: Iterator[str]) -> None:
        self._ask, self._fresh = ask, fresh

    def pairs(self, subject: str, step: Path, end: str, seeds: Mapping[str, str], steps: Steps) -> tuple[Pair, ...]:
        """The terms at the ends of the path `step`+, sorted. seeds: the terms of variables that have few.

        Raises QueryError when there are too many.
        """
        forward = not variable(subject) or subject in seeds
        backward = not forward and (not variable(end) or end in seeds)
        if not (forward or backward):
            edges = self._edges(step, steps, "", 0)
            if len(edges) > MOST:
                raise _too_many(step)
            return _closed(edges, step)
        start = subject if forward else end
        place = 0 if forward else 1
        found: set[Pair] = set()
        first = self._edges(step, steps, seeds.get(start, start), place)
        edges, asked = set(first), {edge[place] for edge in first}
        waiting = sorted({edge[1 - place] for edge in first} - asked)
        while waiting:
            if len(edges) > MOST:
                raise _too_many(step)
            now, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
            asked.update(now)
            new = self._edges(step, steps, " ".join(now), place)
            edges |= new
            waiting = sorted({*waiting, *(edge[1 - place] for edge in new)} - asked)
        found.update(_closed(edges, step, {edge[place] for edge in first}, place))
        return tuple(sorted(found))

    def _edges(self, step: Path, steps: Steps, values: str, place: int, most: int = MOST + 1) -> set[Pair]:
        """The pairs of one step; those with one of `values`, when there are any, at the end that `place` says."""
        ends = (next(self._fresh), next(self._fresh))
        inside = steps(ends[0], step, ends[1])
        if not inside:
            return set()
        chosen = f"VALUES {ends[place]} {{ {values} }} " if values else ""
        rows = self._ask(f"SELECT DISTINCT {' '.join(ends)} {{ {chosen}{inside} }} LIMIT {most}")
        found = {(str(row[0]), str(row[1])) for row in islice(rows, most)}
        if any(term.startswith("_:") for edge in found for term in edge):
            raise QueryError(f"the path {step} leads over blank nodes, which cannot be followed from graph to graph")
        return found


def _closed(edges: set[Pair], step: Path, starts: set[str] | None = None, place: int = 0) -> tuple[Pair, ...]:
    """The pairs that edges join in one or more steps, from `starts` alone when they are given."""
    after: dict[str, list[str]] = {}
    for edge in edges:
        after.setdefault(edge[place], []).append(edge[1 - place])
    found: set[Pair] = set()
    for start in after if starts is None else starts:
        seen: set[str] = set()
        waiting = list(after.get(start, ()))
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += after.get(one, ())
        found.update((start, one) if place == 0 else (one, start) for one in seen)
        if len(found) > MOST:
            raise _too_many(step)
    return tuple(sorted(found))


def _too_many(step: Path) -> QueryError:
    return QueryError(
        f"the path ({step})* joins more than {MOST:,} pairs, too many for a server that keeps its graphs apart",
        todo="Name where it begins, or start the server with the union of its graphs as default graph",
    )
