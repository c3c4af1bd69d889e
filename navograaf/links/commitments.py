"""Commitment -> what came of it: kept by a paper or a letter, open, silent, or no report.

One kind of link; promise.py and fulfilment.py do the reading. Laws: every commitment has exactly one outcome; a promise
is kept only by words that can be quoted or by a letter that is in the collection; a promise of something that has to
happen first stays open until a letter tells of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from navograaf.links.fulfilment import Fulfilment, Fulfilments, itself
from navograaf.links.known_things import Called
from navograaf.links.model import Confidence, LetterNode, Link, Outcome, Sentence
from navograaf.links.promise import Promise
from navograaf.links.rarity import Rarity

_MOST = 3
_ENOUGH = 1.5
"""So many words' worth a sentence of the report shares with a promise to tell of the matter in it."""
_DECIDED = 1.5
"""So many words' worth more has a sentence that tells of a decision: "de uitkomst" is what was decided."""
_BESIDE_BEST = 0.6
_BACK = 0.5
_SUBJECTS = ("document/", "mission/", "resolution/")
_DAY = re.compile(r"-\d{4}(?:-\d{2}){0,2}$")
"""The end of a meeting's IRI that tells it from others of its series."""
Told = Callable[[LetterNode], Iterable[tuple[Sentence, bool]]]
"""The sentences of a letter's text, each with whether a decision begins in it."""


class Shelf:
    """The letters by meeting, and how far the collection reaches."""

    def __init__(self, letters: Iterable[LetterNode], rarity: Rarity, called: Called, told: Told) -> None:
        """called: what a reader calls things."""
        letters = sorted(letters, key=lambda one: one.order)
        self.rarity, self.called, self._told = rarity, called, told
        self._by: dict[tuple[str, str], list[LetterNode]] = defaultdict(list)
        self._series: dict[tuple[str, str], list[LetterNode]] = defaultdict(list)
        for letter in letters:
            if letter.meeting:
                self._by[letter.meeting, letter.kind].append(letter)
                self._series[series(letter.meeting), letter.kind].append(letter)
        self.reach = max((one.meeting_end or one.date for one in letters), default="")

    def due_in(self, promise: Promise, kind: str) -> LetterNode | None:
        """The letter of a kind about the meeting that the promise hangs on, later than the promise.

        A promise of a report (or an agenda) in a letter that is itself of that kind means the next one of the series.
        """
        letter = promise.item.letter
        meeting = promise.item.meeting or letter.meeting
        later = [one for one in self._by[meeting, kind] if one.order > letter.order]
        if later or letter.kind != kind or meeting != letter.meeting:
            return later[0] if later else None
        return next((one for one in self._series[series(meeting), kind] if one.order > letter.order), None)

    def telling(self, promise: Promise, letter: LetterNode) -> tuple[list[Sentence], list[str]]:
        """The sentences of a letter that speak of the matter of a promise, in reading order, and what is shared."""
        scored: list[tuple[float, Sentence, frozenset[str]]] = []
        for sentence, decided in self._told(letter):
            has = sentence.stems | sentence.named
            own, back = promise.own & has, promise.back & has
            weight = self.rarity.sum(own) + _BACK * self.rarity.sum(back)
            weight += _DECIDED * self.rarity.word if decided else 0.0
            if weight >= _ENOUGH * self.rarity.word and self._same(promise, own | back, decided):
                scored.append((weight, sentence, own | back))
        best = sorted(scored, key=lambda one: (-one[0], one[1].start, one[1].iri))[:_MOST]
        kept = [one for one in best if one[0] >= _BESIDE_BEST * best[0][0]]
        shared = self.rarity.telling(frozenset[str]().union(*(one[2] for one in kept)), 3)
        return sorted((one[1] for one in kept), key=lambda s: (s.start, s.iri)), shared

    @staticmethod
    def _same(promise: Promise, shared: frozenset[str], decided: bool) -> bool:
        """Whether a name agrees: a document or mission of the promise where it has one, else a topic."""
        subjects = {one for one in promise.about if one.startswith(_SUBJECTS)}
        words = sum("/" not in one for one in shared)
        if not promise.about:
            return words > 1
        return (words > 0 or (decided and bool(subjects))) and bool(shared & (subjects or promise.about))


def outcome(promise: Promise, found: Fulfilments, keys: Iterable[str], shelf: Shelf) -> Link:
    """What came of a promise. keys: the words and names by which what answers to it is looked up."""
    letter = promise.item.letter
    if promise.done:
        papers = found.cited(promise)
        if papers:
            return _link(
                promise, "kept", papers, "high", "its own sentence tells that it was done", letter, promise.done
            )
    if promise.due == "here":
        return _link(promise, "kept", (itself(letter),), "high", "it comes with the letter itself", letter, "here")
    kept = found.of(promise, keys)
    if kept:
        return _kept(promise, kept, shelf)
    if promise.due == "report itself":
        report = shelf.due_in(promise, "report")
        if report:
            reason = "the report of the meeting is in the collection"
            return _link(promise, "kept", (itself(report),), "high", reason, report, "report-itself")
        return _link(promise, "no report", (), "high", "the report is not in the collection", None, "report-itself")
    if promise.due in ("report", "agenda"):
        return _told_in(promise, shelf, promise.due)
    if promise.due == "after" and not promise.item.conditional:
        return _after(promise, shelf)
    return _waiting(promise, shelf)


def _kept(promise: Promise, kept: Fulfilment, shelf: Shelf) -> Link:
    targets = (*kept.papers, kept.sentence.iri)
    reason = f"a later letter tells that it was done; both have {shelf.called(kept.shared)}"
    return _link(promise, "kept", targets, kept.confidence, reason, kept.sentence.letter, kept.rule)


def _told_in(promise: Promise, shelf: Shelf, kind: str) -> Link:
    """A promise to tell of something in the report of a meeting or in an agenda."""
    due = shelf.due_in(promise, kind)
    if due is None:
        if promise.item.conditional:
            return _link(promise, "open", (), "medium", "no letter tells that its condition was met", None, "waits")
        return _link(
            promise, "no report", (), "high", f"the {kind} in which it is due is not in the collection", None, kind
        )
    sentences, shared = shelf.telling(promise, due)
    if sentences:
        reason = f"the {kind} in which it was due speaks of it; both have {shelf.called(shared)}"
        return _link(promise, "kept", tuple(s.iri for s in sentences), "medium", reason, due, kind)
    if promise.item.conditional:
        return _link(promise, "open", (), "medium", "no letter tells that its condition was met", due, "waits")
    return _link(promise, "silent", (), "medium", f"the {kind} in which it was due says nothing of it", due, kind)


def _after(promise: Promise, shelf: Shelf) -> Link:
    """A promise for after a meeting, of which the report would tell."""
    report = shelf.due_in(promise, "report")
    if report is None:
        reason = "it was due after a meeting of which no report is in the collection"
        return _link(promise, "no report", (), "high", reason, None, "after")
    reason = "it was due after the meeting, and neither its report nor a later letter tells of it"
    return _link(promise, "silent", (), "medium", reason, report, "after")


def _waiting(promise: Promise, shelf: Shelf) -> Link:
    if promise.due == "waits" or promise.item.conditional:
        return _link(promise, "open", (), "medium", "no letter tells that its condition was met", None, "waits")
    due = promise.item.date
    if not due:
        return _link(
            promise, "open", (), "medium", "no day is said, and no letter tells that it was done", None, "done"
        )
    shorter = min(len(due), len(shelf.reach))
    if due[:shorter] >= shelf.reach[:shorter]:
        return _link(promise, "open", (), "high", f"it is due by {due}, later than the letters reach", None, "done")
    reason = f"it was due by {due}, and no letter of the collection tells of it"
    return _link(promise, "no report", (), "medium", reason, None, "done")


def series(meeting: str) -> str:
    """The meeting without its day, "nato-dmm": what it is one of."""
    return _DAY.sub("", meeting)


def _link(
    promise: Promise,
    outcome: Outcome,
    targets: Sequence[str],
    confidence: Confidence,
    reason: str,
    letter: LetterNode | None,
    rule: str,
) -> Link:
    where = letter.iri if letter else ""
    name = rule if rule.startswith("links.") else f"links.commitments-{rule}"
    return Link("commitments", promise.item.iri, tuple(targets), name, confidence, reason, outcome, where)
