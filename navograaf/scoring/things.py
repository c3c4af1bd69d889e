"""Layers of things that are spoken of: missions, people, organisations, countries, meetings, papers, topics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from navograaf.scoring.matching import Item, mentions_of, pair, plain, touches
from navograaf.scoring.tally import Tally

KAMERSTUK = frozenset({"kamerstuk"})
OTHER_PAPERS = frozenset({"kenmerk", "un-resolution", "treaty", "url"})
_MONTH = len("2021-02")


def score_mentions(
    annotated: Sequence[Item],
    found: Sequence[Item],
    known: Collection[str] = (),
    elsewhere: tuple[Sequence[Item], Sequence[Item]] = ((), ()),
) -> Tally:
    """Mentions of things: they touch, and the ids are equal.

    annotated, found: from `mentions_of`. known: ids that must be equal; any other annotated id is
    matched by place alone, unless nothing is known. elsewhere: annotated and found mentions of the
    sister layer: the coalition against ISIS stands under missions and under organisations, because
    the letters use it as both, and either is accepted.
    """
    names = {plain(name) for name in known}

    def same(a: Item, b: Item) -> bool:
        return touches(a, b) and (plain(a["id"]) == plain(b["id"]) or (bool(names) and plain(a["id"]) not in names))

    def sister(mention: Item, others: Iterable[Item]) -> bool:
        return any(touches(mention, other) and _stem(mention) == _stem(other) for other in others)

    annotated_there, found_there = elsewhere
    found_as_sister = {id(a) for a in annotated if sister(a, found_there) and not any(same(a, b) for b in found)}

    def free(a: Item) -> bool:
        return a.get("type") == "anaphor" or bool(a.get("coordinated")) or id(a) in found_as_sister

    return pair(annotated, found, same, free=free, excused=lambda item: sister(item, annotated_there))


def _stem(mention: Item) -> str:
    return plain(mention["id"]).removesuffix("coalition")


def score_meetings(annotated: Iterable[Item] | None, found: Iterable[Item] | None) -> Tally:
    """Meetings: mentions touch, and the ids are equal or the start dates are, to the month at least."""

    def same(a: Item, b: Item) -> bool:
        if not touches(a, b):
            return False
        first, second = a["item"].get("start_date"), b["item"].get("start_date")
        if plain(a["id"]) == plain(b["id"]):
            return True
        return bool(first and second) and len(second) >= _MONTH and agree(first, second)

    return pair(mentions_of(annotated), mentions_of(found), same, free=lambda a: a.get("type") == "anaphor")


def agree(a: str, b: str) -> bool:
    """Whether two dates agree as far as the less precise one goes."""
    return a.startswith(b) or b.startswith(a)


def score_references(annotated: Sequence[Item] | None, found: Sequence[Item] | None, kinds: Collection[str]) -> Tally:
    """Papers of some kinds: they touch, and all primary ids are among the ids found.

    Of another kind than kamerstuk one id in common is enough, or none given. The letter's own number
    in its footer is free.
    """

    def of_kind(items: Sequence[Item] | None) -> list[Item]:
        return [item for item in items or () if item.get("kind", "kamerstuk") in kinds]

    own = [item for item in annotated or () if item.get("self")]
    others = [item for item in of_kind(annotated) if not item.get("self")]

    def same(a: Item, b: Item) -> bool:
        if not touches(a, b):
            return False
        ids = {plain(i) for i in b.get("ids", ())}
        if a.get("kind", "kamerstuk") != "kamerstuk":
            return not ids or bool(ids & {plain(i) for i in a["ids"]})
        primary: Any = a.get("primary_id") or a["ids"]
        return {plain(i) for i in ([primary] if isinstance(primary, str) else primary)} <= ids

    return pair(others + own, of_kind(found), same, free=lambda a: bool(a.get("self")))


def score_topics(annotated: Iterable[Item] | None, found: Iterable[Item] | None, known: Collection[str]) -> Tally:
    """The set of topics that a letter says something about; one named in passing is free, and so is an unlisted one."""
    wanted: set[str] = set()
    listed: set[str] = set()
    for topic in annotated or ():
        if topic["id"] in known:
            mentions = topic.get("mentions") or ()
            depths = {mention.get("depth") for mention in mentions} | {topic.get("depth")}
            (wanted if "substantive" in depths or not mentions else listed).add(topic["id"])
    given = {t["id"] for t in found or () if any(m.get("depth") != "listed" for m in t.get("mentions") or ())}
    given &= set(known)
    tally = Tally(hits=len(wanted & given))
    for name in sorted(wanted - given):
        tally.miss({"start": 0, "end": 0, "topic": name})
    for name in sorted(given - wanted - listed):
        tally.wrong({"start": 0, "end": 0, "topic": name})
    return tally


def score_topic_spans(annotated: Iterable[Item] | None, found: Iterable[Item] | None, known: Collection[str]) -> Tally:
    """The characters that the passages about each topic cover."""
    wanted = [topic for topic in annotated or () if topic["id"] in known]
    given = {topic["id"]: _covered(topic) for topic in found or () if topic["id"] in known}
    tally = Tally()
    for topic in wanted:
        want, have = _covered(topic), given.get(topic["id"], frozenset())
        tally.add(Tally(len(want & have), len(have - want), len(want - have)))
    for name in given.keys() - {topic["id"] for topic in wanted}:
        tally.false_hits += len(given[name])
    return tally


def _covered(topic: Item) -> frozenset[int]:
    return frozenset(place for m in topic.get("mentions") or () for place in range(m["start"], m["end"]))
