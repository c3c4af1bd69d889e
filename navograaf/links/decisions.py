"""The same matter decided upon from letter to letter: threads of decisions, and the links that make them.

After pairs.py. Pairs are gathered into threads, the surest first. Laws: a thread never holds decisions that cannot be
one matter; a decision about two documents may stand in two threads; the order of the letters changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import combinations

from navograaf.links.known_things import Names
from navograaf.links.likeness import Likeness
from navograaf.links.matter import Matter, apart
from navograaf.links.model import Item, Link, Thread
from navograaf.links.pairs import INSIDE, Pair

_JOINED, _TOGETHER = 0.5, 0.2
"""Two threads are made one when rules join so many of their decisions, or when they are so alike on average."""
_LONGEST = 150
"""Decisions of a thread at most: a matter that goes on longer is cut in two, so that repetition does no harm."""
_SAYS = 20
"""Characters of an object that says what it is about."""


def linked(
    found: list[Pair], likeness: Likeness, names: Names, matters: Mapping[str, Matter]
) -> tuple[list[Link], list[Thread]]:
    """The threads that pairs make, the surest first, and a link for each pair that stands in one.

    found: the surest pair of each two, the surest first; matters: IRI -> decision.
    """
    threads = _threads(found, likeness, matters)
    together = {(a.iri, b.iri) for group in threads for a, b in combinations(group, 2)}
    links = [
        Link("decisions", pair.a.iri, (pair.b.iri,), pair.rule, pair.confidence, pair.reason)
        for pair in found
        if (pair.a.iri, pair.b.iri) in together
    ]
    return links, [_thread(group, names) for group in threads]


def _threads(pairs: list[Pair], likeness: Likeness, matters: Mapping[str, Matter]) -> list[list[Item]]:
    """Groups of decisions: pairs are joined the surest first, unless two groups have little in common.

    A decision is joined as it is about one document, "" where it names none: one that revises two plans stands in two.
    """
    known: dict[str, set[str]] = {}
    for pair in pairs:
        known.setdefault(pair.a.iri, set()).add(pair.b.iri)
        known.setdefault(pair.b.iri, set()).add(pair.a.iri)
    group: dict[tuple[str, str], list[Matter]] = {}
    apart_: set[tuple[int, int, int, int]] = set()  # groups, and how long they were, that were held apart
    joined: list[list[Matter]] = []  # kept, so that no new group has the identity of one that is no more
    for pair in pairs:
        for a, b in _nodes(matters[pair.a.iri], matters[pair.b.iri]):
            first, second = (group.setdefault((one.item.iri, name), [one]) for one, name in (a, b))
            if first is second or len(first) + len(second) > _LONGEST:
                continue
            state = id(first), len(first), id(second), len(second)
            if state in apart_ and pair.rule != INSIDE:
                continue
            if _conflict(first, second) or not (pair.rule == INSIDE or _together(first, second, known, likeness)):
                apart_.add(state)
                continue
            first += second
            joined.append(second)
            for key in {(one.item.iri, name) for one in second for name in (*one.documents, "")}:
                if group.get(key) is second:
                    group[key] = first
    return _whole(group)


def _conflict(first: list[Matter], second: list[Matter]) -> bool:
    return any(apart(one, other) for one in first for other in second)


def _together(first: list[Matter], second: list[Matter], known: dict[str, set[str]], likeness: Likeness) -> bool:
    """Whether rules join many of the decisions of two groups, or these are much alike on average."""
    size = len(first) * len(second)
    joined = sum(y.item.iri in known[x.item.iri] for x in first for y in second)
    return (
        joined >= _JOINED * size or sum(likeness.of(x.item, y.item) for x in first for y in second) >= _TOGETHER * size
    )


def _whole(group: dict[tuple[str, str], list[Matter]]) -> list[list[Item]]:
    """The groups of more than one decision, each once and in the order of reading."""
    found: dict[int, list[Item]] = {}
    for one in group.values():
        if id(one) not in found:
            items = {matter.item.iri: matter.item for matter in one}
            found[id(one)] = sorted(items.values(), key=lambda item: item.order)
    return sorted((one for one in found.values() if len(one) > 1), key=lambda one: [item.order for item in one])


def _nodes(one: Matter, other: Matter) -> list[tuple[tuple[Matter, str], tuple[Matter, str]]]:
    """What of the two is joined: a document that both name; where they share none, each by its first."""
    first, second = (sorted(matter.documents) or [""] for matter in (one, other))
    shared = [name for name in first if name in second]
    if shared:
        return [((one, name), (other, name)) for name in shared]
    return [((one, first[0]), (other, second[0]))]


def _thread(group: list[Item], names: Names) -> Thread:
    about = frozenset.intersection(*(item.about | item.named for item in group))
    kept = sorted(name for name in about if name.partition("/")[0] in ("document", "mission", "topic"))
    return Thread(tuple(item.iri for item in group), label(group, names), tuple(kept))


def label(group: list[Item], names: Names) -> str:
    """What a thread is about: the document that most of its decisions name, else the object of one of them."""
    shared = Counter(name for item in group for name in item.named if name in names)
    named = sorted(name for name, count in shared.items() if name.startswith("document/") and 2 * count > len(group))
    if named:
        return names.called(named[:1])
    objects = [item.object for item in group if item.object]
    return next((words for words in objects if len(words) >= _SAYS), objects[0] if objects else group[0].words)
