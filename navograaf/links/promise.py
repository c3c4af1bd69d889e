"""What a commitment promises: the words and names of the matter, and where it is due.

The first half of commitments.py. Laws: the words of promising and sending ("uw Kamer", "gedeeld", "na de zomer") are no
part of the matter; what "hierover" points to is the sentence before, and in an answer its question.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from navograaf.links.model import Item, Sentence
from navograaf.words.lists import meanings
from navograaf.words.rules import of_kind
from navograaf.words.stems import stems

Due = Literal["here", "report itself", "report", "agenda", "after", "waits", "date", "unknown"]
_SENDING = ("house", "told", "tell", "tells", "send", "moment", "later", "month", "season")
"""Lists of words that say to whom, how and when, not what."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with what it is about."""

    item: Item
    own: frozenset[str]
    """Stems and names of its own sentence."""
    back: frozenset[str]
    """Those of what it points back to, without its own."""
    due: Due
    done: str
    """Id of the rule by which its own words tell that it has been kept already, "" when they do not."""

    @property
    def about(self) -> frozenset[str]:
        """The names by which a reader knows the matter: documents, missions, topics."""
        return frozenset(one for one in self.own | self.back if "/" in one)


def promises(sentences: Iterable[Sentence], items: Sequence[Item]) -> list[Promise]:
    """The commitments among the statements of a letter, in the order of reading. sentences: those of the letter."""
    text = sorted((one for one in sentences if one.kind == "text"), key=lambda one: (one.start, one.end, one.iri))
    asked = _Asked(items)
    found = sorted((one for one in items if one.kind == "commitment"), key=lambda one: one.order)
    return [_promise(item, text, asked) for item in found]


def matter(features: frozenset[str]) -> frozenset[str]:
    """`features` without the words of sending and without names that say nothing of the matter."""
    kept = (one for one in features if "/" not in one or _telling(one))
    return frozenset(one for one in kept if one not in _sending() and not _pointer(one))


@lru_cache(maxsize=50_000)
def _telling(name: str) -> bool:
    """Whether a name may be the matter of a promise: "document/resilience-pledge", no country."""
    return any(rule.regex.search(name) for rule in of_kind("links", "commitments-matter"))


@cache
def _sending() -> frozenset[str]:
    return frozenset(one.stem for name in _SENDING for word in meanings(name) for one in stems(word))


@lru_cache(maxsize=50_000)
def _pointer(stem: str) -> bool:
    """Whether a word only points back: "daarvan"."""
    return any(rule.regex.fullmatch(stem) for rule in of_kind("links", "commitments-back"))


def says(kind: str, words: str) -> bool:
    """Whether a rule of extract/links.toml of this kind finds something in `words`."""
    return bool(which(kind, words))


def which(kind: str, words: str) -> str:
    """Id of the first rule of a kind that finds something in `words`, "" when none does."""
    found = (rule.id for rule in of_kind("links", f"commitments-{kind}") if rule.regex.search(words))
    return next(found, "")


def _promise(item: Item, sentences: Sequence[Sentence], asked: _Asked) -> Promise:
    at = bisect.bisect_right(sentences, item.start, key=lambda s: s.start) - 1
    whole = sentences[at] if at >= 0 and item.start < sentences[at].end else None
    stood = (whole.stems | whole.named) if whole else frozenset[str]()
    own = matter(item.stems | item.named | item.about | stood)
    back: set[str] = set()
    if says("back", item.words):
        before = sentences[at - 1] if at > 0 else None
        if before and whole and before.section == whole.section:
            back |= before.stems | before.named
        for question in asked.by(item):
            back |= question.stems | question.named | question.about
    words = whole.words if whole else item.words
    done = "" if says("waits", words) else tells_done(words)
    return Promise(item, own, matter(frozenset(back)) - own, _due(item), done)


def tells_done(words: str) -> str:
    """Id of the rule by which a sentence tells that the House was told or given something, "" when it does not."""
    return "" if says("undone", words) else which("done", words)


def _due(item: Item) -> Due:
    for kind, due in _DUE.items():
        if says(kind, item.words):
            return due
    if item.conditional or says("waits", item.due):
        return "waits"
    return "date" if item.date else "unknown"


_DUE: Mapping[str, Due] = {
    "here": "here",
    "report": "report",
    "agenda": "agenda",
    "report-itself": "report itself",
    "after": "after",
}


class _Asked:
    """The questions of a letter that an answer belongs to."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._answers: list[Item] = []
        self._questions: dict[str, Item] = {}
        for item in sorted(items, key=lambda one: one.order):
            if item.kind == "answer":
                self._answers.append(item)
            elif item.kind == "question":
                for number in item.numbers:
                    self._questions.setdefault(number, item)

    def by(self, item: Item) -> list[Item]:
        """The questions that the answer around a statement answers."""
        at = bisect.bisect_right(self._answers, item.start, key=lambda one: one.start) - 1
        if at < 0 or item.start >= self._answers[at].end:
            return []
        return [self._questions[number] for number in self._answers[at].numbers if number in self._questions]
