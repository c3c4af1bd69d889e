"""What the graph says across letters: the links and the threads, read to be shown.

Between the store and every answer that tells what came of something. Laws: links are read from the graphs of links
alone, so no letter can say them of itself; a graph without links gives none; every order is the order of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from navograaf.answers import collection
from navograaf.answers.lookup import Row, letter_graph, rows
from navograaf.iris import GRAPHS, THINGS
from navograaf.links.model import KINDS, Kind

if TYPE_CHECKING:
    from pyoxigraph import Store


_TOGETHER = 500
"""So many sources are asked for in one query."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A link as an answer reads it. What the graph does not say is ""."""

    kind: Kind
    iri: str
    source: str
    """IRI of the statement that it starts from."""
    targets: tuple[str, ...]
    """IRIs of statements, sentences or papers; none where silence is the answer."""
    outcome: str = ""
    letter: str = ""
    """IRI of the letter in which the outcome was looked for or found."""
    confidence: str = ""
    reason: str = ""
    rule: str = ""
    """Id of the rule that made it, "links.same-document"."""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """The same matter decided upon from letter to letter."""

    iri: str
    label: str
    members: tuple[str, ...]
    """IRIs of decisions in the order of reading."""
    about: tuple[str, ...] = ()
    """Ids of the things that they share: "topic/iraq"."""


def linked(store: Store, sources: Sequence[str] | None = None) -> dict[str, tuple[Linked, ...]]:
    """Links by the IRI that they start from: in the order of KINDS, then by IRI.

    sources: only the links that start from these IRIs, which costs by their number; None reads every link of the graph.
    """
    found: dict[str, list[Linked]] = {}
    for kind in KINDS:
        made: dict[str, Linked] = {}
        targets: dict[str, dict[str, None]] = {}
        for iri, source, target, outcome, letter, confidence, reason, rule in _links(store, kind, sources):
            named = rule.removeprefix(f"{THINGS}rule/")
            made.setdefault(iri, Linked(kind, iri, source, (), outcome, letter, confidence, reason, named))
            targets.setdefault(iri, {}).update({target: None} if target else {})
        for iri, one in sorted(made.items()):
            found.setdefault(one.source, []).append(replace(one, targets=tuple(targets[iri])))
    return {source: tuple(links) for source, links in sorted(found.items())}


def threads(store: Store) -> tuple[ThreadRow, ...]:
    """The threads of decisions, by their first member; a member of a letter that is gone is left out."""
    said: dict[str, dict[str, list[str]]] = {}
    for iri, property_, value in rows(store, "threads", graph=_graph("decisions")):
        said.setdefault(iri, {}).setdefault(property_.rpartition("#")[2], []).append(value)
    if not said:
        return ()
    order: dict[str, int] = {}
    for card in collection.letters(store):
        for decision, _, _ in rows(store, "members", graph=letter_graph(card.iri)):
            order.setdefault(decision, len(order))
    found = [
        ThreadRow(
            iri,
            min(facts.get("label", ()), default=""),
            tuple(sorted((one for one in facts.get("member", ()) if one in order), key=order.__getitem__)),
            tuple(one.removeprefix(THINGS) for one in facts.get("about", ())),
        )
        for iri, facts in said.items()
    ]
    return tuple(sorted((one for one in found if one.members), key=lambda one: (order[one.members[0]], one.iri)))


def _links(store: Store, kind: Kind, sources: Sequence[str] | None) -> list[Row]:
    if sources is None:
        return rows(store, "links", graph=_graph(kind))
    groups = (sources[first : first + _TOGETHER] for first in range(0, len(sources), _TOGETHER))
    return [row for group in groups for row in rows(store, "links-from", graph=_graph(kind), sources=group)]


def _graph(kind: Kind) -> str:
    return f"{GRAPHS}links/{kind}"
