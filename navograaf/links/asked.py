"""Question -> the passage of the agenda that it asks about.

One kind of link. Members of parliament read the annotated agenda and ask about it: in its own words between quotation
marks, or about what it names. Passages are looked up by the rarest words and names of a question, so that many
questions about a long agenda cost little. Laws: only the agenda of the same meeting is looked at; a weak likeness
makes no link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from navograaf.links.model import Confidence, Item, Link, Sentence
from navograaf.links.rarity import PROSE, Rarity
from navograaf.words.rules import of_kind
from navograaf.words.stems import stems

_SPECIFIC = ("document/", "mission/", "resolution/")
"""A name of one of these kinds says more than the topic."""
_MOST = 3
_ENOUGH = 2.0
"""So many words' worth is shared, a word being one that stands in question and passage and nowhere else."""
_MUCH = 2.8
"""The same for a long passage, of which a question takes up a part."""
_SHARE = 0.25
"""So much of what a passage says is in the question."""
_BESIDE_BEST = 0.7
"""A second passage is given when it shares so much of what the best one does."""
_ROWS = 120
"""So many sentences at most are compared with a question, those that have its rarest words and names."""
_QUOTED_WORDS = 3
"""Fewer words between quotation marks are a name or irony."""

Scored = tuple[float, Confidence, str, Sentence]


def find(sentences: Iterable[Sentence], items: Iterable[Item]) -> list[Link]:
    """For each question of a consultation the one to three sentences of the agenda that it asks about, if any.

    sentences, items: those of agendas and consultations, in any order.
    """
    agendas: dict[str, list[Sentence]] = defaultdict(list)
    asked: dict[str, list[Item]] = defaultdict(list)
    others: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        if sentence.letter.meeting and sentence.kind in PROSE:
            if sentence.letter.kind == "agenda":
                agendas[sentence.letter.meeting].append(sentence)
            elif sentence.letter.kind == "questions":
                others[sentence.letter.meeting].append(sentence)
    for item in items:
        if item.kind == "question" and item.letter.kind == "questions":
            asked[item.letter.meeting].append(item)
    links: list[Link] = []
    for meeting in sorted(asked.keys() & agendas.keys()):
        agenda = _Agenda(agendas[meeting], others[meeting])
        for question in sorted(asked[meeting], key=lambda one: one.order):
            links += agenda.link(question)
    return links


class _Agenda:
    """The sentences of the agenda of one meeting, ready to be asked about."""

    def __init__(self, agenda: Sequence[Sentence], consultation: Sequence[Sentence]) -> None:
        self._rarity = Rarity((*agenda, *consultation))
        self._word = self._rarity.word
        self._sentences = sorted(agenda, key=lambda s: (s.letter.order, s.start, s.iri))
        self._runs = [_run(sentence.words) for sentence in self._sentences]
        self._says = [sentence.stems | sentence.named for sentence in self._sentences]
        self._whole = [max(self._rarity.sum(says), self._word) for says in self._says]
        self._by: dict[str, list[int]] = defaultdict(list)
        for place, says in enumerate(self._says):
            for feature in says:
                self._by[feature].append(place)

    def link(self, question: Item) -> Iterator[Link]:
        """The link of a question, or nothing."""
        quoted = self._quoted(question)
        if quoted:
            targets = tuple(s.iri for s in quoted[:_MOST])
            reason = "the question quotes the agenda"
            yield Link("questions", question.iri, targets, "links.asked-quoted", "high", reason)
            return
        found = self._alike(question)
        if found:
            best = found[0]
            chosen = [one for one in found if one[0] >= _BESIDE_BEST * best[0]][:_MOST]
            targets = tuple(s.iri for *_, s in chosen)
            yield Link("questions", question.iri, targets, "links.asked-likeness", best[1], best[2])

    def _quoted(self, question: Item) -> list[Sentence]:
        """The sentences of which the question has words between quotation marks, the longest quote first."""
        found: dict[int, int] = {}
        for rule in of_kind("links", "asked-quoted"):
            for match in rule.regex.finditer(question.words):
                run = _run(match["quoted"])
                length = run.count(" ") - 1
                if length < _QUOTED_WORDS:
                    continue
                for place in self._with_all(run.split()):
                    if run in self._runs[place]:
                        found[place] = max(found.get(place, 0), length)
        return [self._sentences[place] for place in sorted(found, key=lambda one: (-found[one], one))]

    def _with_all(self, words: Sequence[str]) -> list[int]:
        """Places of the sentences that have the rarest of `words`; none when a quote holds no word of the agenda."""
        known = sorted((len(self._by[word]), word) for word in set(words) if word in self._by)
        return self._by[known[0][1]] if known else []

    def _alike(self, question: Item) -> list[Scored]:
        """The sentences that share enough with the question, best first."""
        asks = question.stems | question.named | question.about
        found: list[Scored] = []
        for place in self._near(asks):
            sentence = self._sentences[place]
            shared = {one for one in asks & self._says[place] if _telling(one) or not one.startswith(_SPECIFIC)}
            names = sorted(filter(_telling, shared))
            weight = self._rarity.sum(shared) / self._word
            share = weight * self._word / self._whole[place]
            specific = [name for name in names if name.startswith(_SPECIFIC)]
            if names and weight >= _ENOUGH and (share >= _SHARE or (specific and weight >= _MUCH)):
                sure = any(len(self._by[name]) == 1 for name in specific)
                confidence: Confidence = "high" if sure else "medium" if weight >= _MUCH else "low"
                words = self._rarity.telling((one for one in shared if "/" not in one), 4)
                found.append((weight, confidence, f"both have {', '.join([*(specific or names), *words])}", sentence))
        return sorted(found, key=lambda one: (-one[0], one[3].letter.order, one[3].start))

    def _near(self, asks: frozenset[str]) -> list[int]:
        """Places of the sentences that share a telling name with a question; of many, those with its rarest words."""
        named = {place for name in asks if name in self._by and _telling(name) for place in self._by[name]}
        if len(named) <= _ROWS:
            return sorted(named)
        near: dict[int, None] = {}
        for feature in self._rarity.telling(asks, len(asks)):
            near.update(dict.fromkeys(place for place in self._by.get(feature, ()) if place in named))
            if len(near) >= _ROWS:
                break
        return sorted(list(near)[:_ROWS])


@lru_cache(maxsize=50_000)
def _telling(name: str) -> bool:
    """Whether a question and a passage that both have this name are about the same: a country is no reason."""
    return any(rule.regex.search(name) for rule in of_kind("links", "asked-likeness"))


def _run(words: str) -> str:
    """The stems of `words` in order, with a space around each, so that a part of a run is found as such."""
    return f" {' '.join(one.stem for one in stems(words))} "
