"""The letters of a store, read to be compared: their statements, sentences and meetings.

The first step of links. Laws: a letter is read from its own graph alone, so what is read of it does not depend on the
others; the order of what comes out is that of reading (meeting, kind of letter, place), never that of building.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from navograaf.iris import GRAPHS, THINGS, thing
from navograaf.links.known_things import act_stems, labels, wholes
from navograaf.links.letter_items import LetterItems, Nodes, one_value
from navograaf.links.model import Collection, Item, LetterKind, LetterNode, Sentence
from navograaf.links.statements import MEETING, PROPERTIES
from navograaf.words.lists import meanings
from navograaf.words.stems import stem

if TYPE_CHECKING:
    from pyoxigraph import Store


def gather(store: Store) -> Collection:
    """All letters of `store` with what links compare."""
    graphs = sorted(graph.value for graph in store.named_graphs() if graph.value.startswith(f"{GRAPHS}letter/"))
    meetings: dict[str, dict[str, set[str]]] = {}
    read: list[tuple[str, Nodes]] = []
    for graph in graphs:
        nodes = _nodes(store, graph)
        for iri, facts in nodes.items():
            if iri.startswith(f"{THINGS}meeting/"):
                for name in MEETING:
                    meetings.setdefault(iri, {}).setdefault(name, set()).update(facts.get(name, ()))
        read.append((unquote(graph.removeprefix(f"{GRAPHS}letter/")), nodes))
    days = {iri: Meeting(facts) for iri, facts in meetings.items()}
    few = frozenset(stem(word) for word in meanings("says-little"))
    parts, verbs = wholes(store), act_stems(store)
    letters: list[LetterNode] = []
    items: list[Item] = []
    sentences: list[Sentence] = []
    surfaces: Counter[tuple[str, str]] = Counter()
    for identifier, nodes in read:
        own = facts_of(identifier, nodes)
        if own:
            letter = LetterItems(own.node(days), nodes, few, parts, verbs)
            letters.append(letter.node)
            surfaces.update(letter.surfaces())
            sentences += letter.sentences()
            items += letter.items()
    return Collection(
        tuple(sorted(letters, key=lambda one: one.order)),
        tuple(sorted(items, key=lambda one: one.order)),
        tuple(sorted(sentences, key=lambda one: (one.letter.order, one.start, one.end))),
        {iri: (found.start, found.end) for iri, found in sorted(days.items())},
        {**labels(store), **_surfaces(surfaces)},
    )


def _surfaces(counts: Counter[tuple[str, str]]) -> dict[str, str]:
    """What letters call each document most often, the longest of equals: "Resilience Pledge"."""
    found: dict[str, tuple[int, int, str]] = {}
    for (name, words), count in counts.items():
        own = -count, -len(words), words
        found[name] = min(found.get(name, own), own)
    return {name: words for name, (_, _, words) in sorted(found.items())}


class Meeting:
    """What the letters together say of a meeting; of "2020-10" and "2020-10-22" the longer says more."""

    def __init__(self, facts: Mapping[str, set[str]]) -> None:
        def most(name: str) -> str:
            return min(facts.get(name, ()), key=lambda value: (-len(value), value), default="")

        self.start, self.end, self.body = most("startDate"), most("endDate"), most("body")


def _nodes(store: Store, graph: str) -> Nodes:
    """Subject -> property (without prefix) -> values in order, of one named graph."""
    from pyoxigraph import NamedNode

    found: Nodes = {}
    for iri in PROPERTIES:
        name = iri.rpartition("#")[2]
        for quad in store.quads_for_pattern(None, NamedNode(iri), None, NamedNode(graph)):
            subject = str(getattr(quad.subject, "value", ""))
            found.setdefault(subject, {}).setdefault(name, []).append(str(getattr(quad.object, "value", "")))
    for facts in found.values():
        for values in facts.values():
            values.sort()
    return found


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter says of itself, before other letters tell more of its meeting."""

    iri: str
    id: str
    file: str
    kind: LetterKind
    date: str
    paper: str
    about: tuple[str, ...]
    """IRIs of the meetings that it is about."""

    def node(self, meetings: Mapping[str, Meeting]) -> LetterNode:
        """The letter with the first of its meetings, as the letters together tell of it."""
        about = [one for one in self.about if one in meetings]
        first = min(about, key=lambda one: (meetings[one].start or "9999", one), default="")
        meeting = meetings.get(first)
        return LetterNode(
            iri=self.iri,
            id=self.id,
            file=self.file,
            kind=self.kind,
            date=self.date,
            paper=self.paper,
            meeting=first,
            meeting_start=meeting.start if meeting else "",
            meeting_end=(meeting.end or meeting.start) if meeting else "",
            body=meeting.body if meeting else "",
        )


def facts_of(identifier: str, nodes: Nodes) -> Facts | None:
    """What the letter with this id says of itself; None when its graph does not speak of it."""
    iri = thing("letter", identifier)
    facts = nodes.get(iri)
    if facts is None:
        return None
    return Facts(
        iri=iri,
        id=identifier,
        file=one_value(facts, "sourceFile"),
        kind=cast("LetterKind", one_value(facts, "letterKind") or "letter"),
        date=one_value(facts, "date_document"),
        paper=one_value(facts, "identifiedAs").rpartition("/")[2],
        about=tuple(facts.get("aboutMeeting", ())),
    )
