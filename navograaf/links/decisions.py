"""The same matter decided upon from letter to letter: threads of decisions, and the links that make them.

After pairs.py. Pairs are gathered into threads, the surest first. Laws: a thread never holds decisions that cannot be
one matter; a decision about two documents may stand in two threads; the order of the letters changes nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from navograaf.links.likeness import Likeness
from navograaf.links.matter import conflict, documents
from navograaf.links.model import Collection, Item, Link, Thread
from navograaf.links.pairs import INSIDE, Pair, pairs

_JOINED, _TOGETHER = 0.5, 0.2
"""Two threads are made one when rules join so many of their decisions, or when they are so alike on average."""
_LONGEST = 150
"""Decisions of a thread at most: a matter that goes on longer is cut in two, so that repetition does no harm."""
_SAYS = 20
"""Characters of an object that says what it is about."""


def find(collection: Collection) -> tuple[list[Link], list[Thread]]:
    """The links between decisions on the same matter, and the threads they make, in the order of reading."""
    items = [item for item in collection.items if item.kind == "decision"]
    likeness = Likeness(collection, items)
    found = pairs(items, likeness, collection)
    threads = _threads(found, likeness)
    together = {(a.iri, b.iri) for group in threads for a, b in combinations(group, 2)}
    links = [
        Link("decisions", pair.a.iri, (pair.b.iri,), pair.rule, pair.confidence, pair.reason)
        for pair in found
        if (pair.a.iri, pair.b.iri) in together
    ]
    return links, [_thread(group, collection) for group in threads]


Node = tuple[Item, str]
"""A decision as it is about one document; "" where it names none. One that revises two plans stands in two threads."""


def _threads(pairs: list[Pair], likeness: Likeness) -> list[list[Item]]:
    """Groups of decisions: pairs are joined the surest first, unless two groups have little in common."""
    group: dict[Node, list[Node]] = {}
    known = {(pair.a.iri, pair.b.iri) for pair in pairs}
    for pair in pairs:
        for a, b in _nodes(pair):
            first, second = group.setdefault(a, [a]), group.setdefault(b, [b])
            if first is second or len(first) + len(second) > _LONGEST:
                continue
            across = [(one, other) for one, _ in first for other, _ in second]
            if any(conflict(one, other) for one, other in across):
                continue
            joined = sum((x.iri, y.iri) in known or (y.iri, x.iri) in known for x, y in across)
            alike = sum(likeness.of(x, y) for x, y in across)
            if pair.rule == INSIDE or joined >= _JOINED * len(across) or alike >= _TOGETHER * len(across):
                first += second
                for node in second:
                    group[node] = first
    whole = {id(one): sorted({item for item, _ in one}, key=lambda item: item.order) for one in group.values()}
    return sorted((one for one in whole.values() if len(one) > 1), key=lambda one: [item.order for item in one])


def _nodes(pair: Pair) -> list[tuple[Node, Node]]:
    """What of the two is joined: a document that both name; where they share none, each by its first."""
    first, second = (sorted(documents(item)) or [""] for item in (pair.a, pair.b))
    shared = [name for name in first if name in second]
    if shared:
        return [((pair.a, name), (pair.b, name)) for name in shared]
    return [((pair.a, first[0]), (pair.b, second[0]))]


def _thread(group: list[Item], collection: Collection) -> Thread:
    about = frozenset.intersection(*(item.about | item.named for item in group))
    kept = sorted(name for name in about if name.partition("/")[0] in ("document", "mission", "topic"))
    return Thread(tuple(item.iri for item in group), label(group, collection), tuple(kept))


def label(group: list[Item], collection: Collection) -> str:
    """What a thread is about: the document that most of its decisions name, else the object of one of them."""
    shared = Counter(name for item in group for name in item.named if name in collection.labels)
    named = sorted(name for name, count in shared.items() if name.startswith("document/") and 2 * count > len(group))
    if named:
        return collection.called(named[:1])
    objects = [item.object for item in group if item.object]
    return next((words for words in objects if len(words) >= _SAYS), objects[0] if objects else group[0].words)
