"""What the graph says across letters: the links and the threads, read to be shown.

Between the store and every answer that tells what came of something. Laws: links are read from the graphs of links
alone, so no letter can say them of itself; a graph without links gives none; every order is the order of reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from navograaf.answers import collection
from navograaf.answers.collection import LetterCard
from navograaf.answers.lookup import Row, rows, rows_of
from navograaf.iris import GRAPHS, PREFIXES, THINGS
from navograaf.links.model import KINDS, Kind

if TYPE_CHECKING:
    from pyoxigraph import Store


_STEPS = 3
"""The threads of an item, those of their members (which an answer shows whole), and those that give these a name."""
_MEMBER = PREFIXES["navo"] + "member"


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


def linked(
    store: Store, sources: Sequence[str] | None = None, kinds: Sequence[Kind] = KINDS
) -> dict[str, tuple[Linked, ...]]:
    """Links of some kinds by the IRI that they start from: in the order of `kinds`, then by IRI.

    sources: only the links that start from these IRIs, which costs by their number; None reads every link of the graph.
    """
    found: dict[str, list[Linked]] = {}
    for kind in kinds:
        made: dict[str, Linked] = {}
        targets: dict[str, dict[str, None]] = {}
        for iri, source, target, outcome, letter, confidence, reason, rule in _links(store, kind, sources):
            named = rule.removeprefix(f"{THINGS}rule/")
            made.setdefault(iri, Linked(kind, iri, source, (), outcome, letter, confidence, reason, named))
            targets.setdefault(iri, {}).update({target: None} if target else {})
        for iri, one in sorted(made.items()):
            found.setdefault(one.source, []).append(replace(one, targets=tuple(targets[iri])))
    return {source: tuple(links) for source, links in sorted(found.items())}


def threads(
    store: Store, items: Iterable[str] | None = None, cards: Sequence[LetterCard] | None = None
) -> tuple[ThreadRow, ...]:
    """The threads of decisions, by their first member; a member of a letter that is gone is left out.

    items: IRIs of decisions, or of things that threads are about: only the threads that have any of them, those of the
    members of these, and those of their members again, which costs by their number; None reads every thread of the
    graph. cards: every letter in order, where they were read already.
    """
    said: dict[str, dict[str, list[str]]] = {}
    for iri, property_, value in _all_threads(store) if items is None else _threads_with(store, items):
        said.setdefault(iri, {}).setdefault(property_.rpartition("#")[2], []).append(value)
    if not said:
        return ()
    members = sorted({one for facts in said.values() for one in facts.get("member", ())})
    order = _places(store, members, collection.letters(store) if cards is None else cards)
    found = [
        ThreadRow(
            iri,
            min(facts.get("label", ()), default=""),
            tuple(sorted((one for one in facts.get("member", ()) if one in order), key=lambda one: (order[one], one))),
            tuple(one.removeprefix(THINGS) for one in sorted(facts.get("about", ()))),
        )
        for iri, facts in said.items()
    ]
    return tuple(
        sorted(
            (one for one in found if one.members),
            key=lambda one: (order[one.members[0]], one.members[0], one.iri),
        )
    )


def _all_threads(store: Store) -> list[Row]:
    return rows(store, "threads", graph=_graph("decisions"))


def _threads_with(store: Store, items: Iterable[str]) -> list[Row]:
    """What is said of the threads of `items`, a row each."""
    graph = _graph("decisions")
    found: dict[str, list[Row]] = {}
    asked, seen = sorted(set(items)), set(items)
    for _ in range(_STEPS):
        with_them = {row[0] for row in rows_of(store, "threads-with", "items", asked, graph=graph)}
        for row in rows_of(store, "thread-facts", "threads", sorted(with_them - found.keys()), graph=graph):
            found.setdefault(row[0], []).append(row)
        asked = sorted({row[2] for iri in with_them for row in found.get(iri, ()) if row[1] == _MEMBER} - seen)
        seen.update(asked)
    return [row for _, own in sorted(found.items()) for row in own]


def _places(store: Store, decisions: Sequence[str], cards: Sequence[LetterCard]) -> dict[str, tuple[int, int, int]]:
    """Where decisions stand: the place of their letter among `cards`, then in it; those of no letter are left out."""
    number = {card.iri: place for place, card in enumerate(cards)}
    found: dict[str, tuple[int, int, int]] = {}
    for iri, start, end in rows_of(store, "decision-places", "decisions", decisions):
        letter = iri.partition("/decision/")[0]
        if letter in number:
            place = number[letter], int(start), int(end)
            found[iri] = min(place, found.get(iri, place))
    return found


def _links(store: Store, kind: Kind, sources: Sequence[str] | None) -> list[Row]:
    if sources is None:
        return rows(store, "links", graph=_graph(kind))
    return rows_of(store, "links-from", "sources", sources, graph=_graph(kind))


def _graph(kind: Kind) -> str:
    return f"{GRAPHS}links/{kind}"
