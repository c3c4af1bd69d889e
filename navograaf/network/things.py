"""The things that `--topic` and `--mission` name.

Between the command and selection.py; reads the graph as `navograaf trace` does (navograaf/answers). Law: a name that
names nothing of its kind is an error that says what it does name.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from navograaf.errors import SubjectError
from navograaf.network.cells import short

if TYPE_CHECKING:
    from pyoxigraph import Store


def things(store: Store, kind: str, names: Iterable[str]) -> frozenset[str]:
    """The short ids of what `names` name, of one kind (topic, mission), with narrower topics and parts of missions.

    Raises SubjectError, with near names, for a name of nothing of that kind.
    """
    from navograaf.answers.lookup import rows
    from navograaf.answers.subjects import index, resolve

    found: set[str] = set()
    names = list(names)
    known = index(store) if names else None
    for name in names:
        called = resolve(store, name, known)
        of_kind = [item for item in called if item.kind == kind]
        if not of_kind:
            others = "; ".join(f"{item.label} ({item.id})" for item in called)
            other = "mission" if kind == "topic" else "topic"
            todo = f"Use --{other}" if any(item.kind == other for item in called) else f"--{kind} takes no other things"
            raise SubjectError(f"{name!r} is no {kind}, but {others}", where=f"--{kind}", todo=todo)
        for item in of_kind:
            found.update(short(row[0]) for row in rows(store, "covered", subject=item.iri))
    return frozenset(found)
