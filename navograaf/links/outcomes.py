"""What came of an expectation: what a letter foresees, held against what later letters say was done.

After decisions.py, whose threads say which decisions are one matter. Laws: every decision that is expected, proposed,
pending or not yet taken has exactly one outcome; only a letter that comes after can tell it, and a consultation or an
agenda of the same meeting comes before; where nothing is told, it is said whether there was a report that could have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from navograaf.links.known_things import Called
from navograaf.links.likeness import family
from navograaf.links.matter import OPEN, documents, due, missions
from navograaf.links.model import LETTER_KINDS, Confidence, Item, LetterNode, Link, Outcome, Sentence, Thread
from navograaf.links.pairs import INSIDE
from navograaf.links.rarity import Rarity
from navograaf.words.lists import meanings

_AHEAD = ("agenda", "questions")
"""Kinds of letter that come before their meeting."""
_MOST = 2
"""So many sentences of a silent report are named that speak of the matter without saying what was decided."""
_LIKE = 0.2
"""The share of the rare words of an expectation that such a sentence has."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is looked up to tell an outcome."""

    rarity: Rarity
    called: Called
    reports: Callable[[str], Sequence[LetterNode]]
    """The reports on a meeting, in the order of reading."""
    told: Callable[[LetterNode], Sequence[Sentence]]
    """The text of a report, in the order of reading."""


class Outcomes:
    """The outcomes of expectations, by the threads that they stand in."""

    def __init__(
        self, items: Mapping[str, Item], threads: Iterable[Thread], links: Iterable[Link], around: Around
    ) -> None:
        """items: IRI -> decision, of all that stand in the threads and of the expectations themselves."""
        self._items, self._around = items, around
        self._threads: dict[str, list[Thread]] = {}
        for thread in threads:
            for member in thread.members:
                self._threads.setdefault(member, []).append(thread)
        self._promising = {
            link.source
            for link in links
            if link.rule == INSIDE and self._items[link.targets[0]].status in OPEN  # agreed that it will be decided
        }
        self._sure = {(link.source, link.targets[0]): link.confidence for link in links}

    def all(self) -> Iterator[Link]:
        """The outcome of each."""
        for item in self._items.values():
            if item.status in OPEN:
                yield self._of(item)

    def _of(self, item: Item) -> Link:
        found = min(self._later(item), key=lambda row: (_RANKS[row[0]], row[1].order), default=None)
        if found:
            outcome, told = found
            sure = self._confidence(item, told)
            reason = (
                f"{LETTER_KINDS[told.letter.kind]} says: {told.act.replace('-', ' ')}, {told.status.replace('_', ' ')}"
            )
            return _link(item, (told.iri,), "outcome-told", sure, reason, outcome, told.letter.iri)
        reports = self._around.reports(due(item))
        reports = [letter for letter in reports if letter != item.letter and after(letter, item)]
        if not reports or self._due_later(item):
            return self._untold(item)
        speaks = [one.iri for letter in reports for one in self._speaking(item, letter)][:_MOST]
        if speaks:
            reason = "the report speaks of it and tells no decision"
            return _link(item, tuple(speaks), "outcome-silent", "medium", reason, "silent", reports[0].iri)
        found_topic = self._on_topic(item, reports)
        if found_topic:
            topic, sentence = found_topic
            reason = f"the report speaks of {self._around.called([topic])} and tells no such decision"
            return _link(item, (sentence.iri,), "outcome-silent", "low", reason, "silent", reports[0].iri)
        reason = "the report does not speak of it"
        return _link(item, (), "outcome-silent", "medium", reason, "silent", reports[0].iri)

    def _due_later(self, item: Item) -> bool:
        """Whether another letter or sentence says of the same matter that it is due at another time."""
        if item.meeting or item.date:
            return False
        mates = (self._items[iri] for thread in self._threads.get(item.iri, ()) for iri in thread.members)
        return any(
            one.status in OPEN and one.act == item.act and (one.date or one.meeting not in ("", due(item)))
            for one in mates
            if one != item
        )

    def _on_topic(self, item: Item, reports: Iterable[LetterNode]) -> tuple[str, Sentence] | None:
        """The sentence of the reports on a topic of an expectation that has most of its words, the first of equals."""
        found = []
        for letter in reports:
            for sentence in self._around.told(letter):
                for topic in sorted(item.about & sentence.named):
                    if topic.startswith("topic/"):
                        shared = math.fsum(self._around.rarity.of(one) for one in item.stems & sentence.stems)
                        found.append((-shared, sentence.letter.order, sentence.start, topic, sentence))
        best = min(found, key=lambda row: row[:4], default=None)
        return best[3:] if best else None

    def _untold(self, item: Item) -> Link:
        """The outcome where no report could have told it: a later letter may still call it open."""
        later = [self._items[iri] for thread in self._threads.get(item.iri, ()) for iri in thread.members]
        later = sorted({one for one in later if one.status in OPEN and after(one.letter, item)}, key=lambda x: x.order)
        if later:
            last = later[-1]
            reason = f"no letter tells the outcome; a later {LETTER_KINDS[last.letter.kind]} says it is still open"
            return _link(item, (last.iri,), "outcome-open", "medium", reason, "no report", last.letter.iri)
        reason = "no report on that meeting in the collection" if due(item) else "no later letter says that it was done"
        return _link(item, (), "outcome-no-report", "high", reason, "no report")

    def _later(self, item: Item) -> Iterator[tuple[Outcome, Item]]:
        """What later letters tell in the threads of the item."""
        for thread in self._threads.get(item.iri, ()):
            for iri in thread.members:
                told = self._items[iri]
                if after(told.letter, item) and iri not in self._promising:
                    outcome = came_of(item, told)
                    if outcome:
                        yield outcome, told

    def _confidence(self, item: Item, told: Item) -> Confidence:
        return self._sure.get((item.iri, told.iri), "medium")

    def _speaking(self, item: Item, letter: LetterNode) -> list[Sentence]:
        """The sentences of a report that name the document, or the mission and words, of an expectation."""
        weights = {stem: self._around.rarity.of(stem) for stem in item.stems}
        whole = math.fsum(weights.values()) or 1.0
        found = []
        for sentence in self._around.told(letter):
            share = math.fsum(weights[stem] for stem in item.stems & sentence.stems) / whole
            others = {name for name in sentence.named if name.startswith("mission/")}
            if others and missions(item) and not others & missions(item):
                continue
            named = bool(item.named & sentence.named & frozenset(_documents(item)))
            about = bool(missions(item) & sentence.named)
            if named or share >= _LIKE * (1 if about else 2):
                found.append((not named, -share, sentence.start, sentence))
        return [row[-1] for row in sorted(found, key=lambda row: row[:3])]


_RANKS: dict[Outcome, int] = {"fulfilled": 0, "changed": 1, "contradicted": 2}


def _documents(item: Item) -> Iterator[str]:
    return (name for name in item.named if name.startswith("document/"))


def after(letter: LetterNode, item: Item) -> bool:
    """Whether a letter can tell what came of an expectation of another."""
    if letter == item.letter or letter.order <= item.letter.order:
        return False
    return letter.kind not in _AHEAD or letter.meeting != (due(item) or item.letter.meeting)


def came_of(item: Item, told: Item) -> Outcome | None:
    """What a later decision on the same matter makes of an expectation; None when it leaves it open."""
    if told.act in meanings("act-against") and told.act != item.act:
        return "contradicted" if told.status == "taken" else None
    if told.status == "not_yet":
        return "contradicted" if item.status in ("expected", "proposed") else None
    if told.status != "taken":
        return None
    if told.act in meanings("act-moves") and told.act != item.act:
        return "changed"
    same = family(told.act) == family(item.act) or documents(told) & documents(item)
    return "fulfilled" if same or {family(told.act), family(item.act)} <= {"settle", "change"} else "changed"


def _link(
    item: Item,
    targets: tuple[str, ...],
    rule: str,
    confidence: Confidence,
    reason: str,
    outcome: Outcome,
    report: str = "",
) -> Link:
    return Link("outcomes", item.iri, targets, f"links.{rule}", confidence, reason, outcome, report)
