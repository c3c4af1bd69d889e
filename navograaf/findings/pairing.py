"""Which answer belongs to which question, where no number says so.

Order and shared rare words decide together. Answers mostly come in the order of the questions, one paragraph each;
two questions may have one answer; a section that answers several parties at once breaks the order. A question that
shares no word with an answer gets one only when the order leaves no other.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter

from navograaf.findings.layout import Layout
from navograaf.findings.topics import Term

_WORD = re.compile(r"[^\W_][\w'-]*")
_STEM, _SHORTEST, _COMMON = 6, 4, 0.4
"""Words are compared whole and by so many letters; shorter ones count only in capitals; words that stand in a larger
share of the paragraphs say nothing."""
_NEXT, _SAME, _OTHER_PARAGRAPH, _BACK, _SKIP = 0.12, 0.0, -0.12, -0.25, -0.03
"""What it is worth that an answer is the next one, the same one (in the same or another paragraph of questions), an
earlier one of its section, or one further on."""
_NO_WORD, _UNANSWERED = -0.15, -0.02
_FIT = 0.03
"""A likeness below this counts as no word in common."""
_WIDEST = 60
"""With more answers than this not all are tried, nor all ways to come to them."""
_LONG, _NARROW = 400, 12
"""In a round of more questions than the first, longer than any list of questions, so few as the second."""
_MOST = 100_000
"""So many pairs of a question and an answer are compared in a round; then each question only with those near it."""


class Likeness:
    """How much two stretches of a letter share, 0 to 1, rare words and topics before common ones."""

    def __init__(self, layout: Layout, terms: list[Term], spans: list[tuple[int, int]]) -> None:
        self._layout, self._terms = layout, sorted(terms, key=lambda t: (t.start, t.end, t.topic))
        self._starts = [term.start for term in self._terms]
        self._said: dict[tuple[int, int], frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for span in spans:
            counts.update(self.words(*span))
        self._total = max(2, len(spans))
        self._counts = counts
        self._weights: dict[frozenset[str], float] = {}

    def words(self, start: int, end: int) -> frozenset[str]:
        """The words of a span as they are compared: the first letters of long ones, capitals, topics."""
        if (start, end) not in self._said:
            self._said[start, end] = self._read(start, end)
        return self._said[start, end]

    def _read(self, start: int, end: int) -> frozenset[str]:
        text, folded = self._layout.text.view.text, self._layout.text.view.folded
        found: set[str] = set()
        for match in _WORD.finditer(folded, start, end):
            word = match[0]
            if len(word) >= _SHORTEST or text[match.start() : match.end()].isupper():
                found.update((word[:_STEM], word))
        inside = self._terms[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)]
        found.update(f"topic:{term.topic}" for term in inside)
        return frozenset(found)

    def weight(self, words: frozenset[str]) -> float:
        """How much the words say, rare ones more."""
        return math.fsum(self._rarity(word) for word in words)

    def between(self, one: frozenset[str], other: frozenset[str]) -> float:
        """0: no word in common that says anything; 1: the same words."""
        both = self.weight(one & other)
        return both / math.sqrt(self._whole(one) * self._whole(other)) if both else 0.0

    def _whole(self, words: frozenset[str]) -> float:
        if words not in self._weights:
            self._weights[words] = self.weight(words)
        return self._weights[words]

    def _rarity(self, word: str) -> float:
        count = self._counts[word]
        if not count or count > max(2.0, _COMMON * self._total):
            return 0.0
        return math.log(self._total / count) + 0.1


def band(question: int, questions: int, answers: int) -> range:
    """The answers worth comparing with a question: all, or in a very long round those about as far along as it is."""
    if questions * answers <= _MOST:
        return range(answers)
    width = min(answers, max(2 * _NARROW, _MOST // questions))
    first = min(max(0, question * answers // questions - width // 2), answers - width)
    return range(first, first + width)


def pair(likeness: list[list[float]], paragraphs: list[int], sections: list[int], *, forced: bool) -> list[int | None]:
    """For each question the number of its answer, or None.

    likeness[q]: for each answer of the band of question q; paragraphs[q]: the paragraph that question q stands in;
    sections[a]: the section of answer a; forced: order alone may decide, because there are as many answers as
    paragraphs or questions.
    """
    if not sections or not likeness:
        return [None] * len(likeness)
    widest = _WIDEST if len(likeness) <= _LONG else _NARROW
    # best[state] = worth; the state is the last answer that was given, -1 for none
    best: dict[int, float] = {-1: 0.0}
    came: list[dict[int, tuple[int, int | None]]] = []  # for each question: state -> the state before, the choice
    for q, row in enumerate(likeness):
        answers = band(q, len(likeness), len(sections))
        likest = _likest(row, answers, widest)
        new_paragraph = q == 0 or paragraphs[q] != paragraphs[q - 1]
        after: dict[int, float] = {}
        ways: dict[int, tuple[int, int | None]] = {}
        for last, worth in best.items():
            options: list[tuple[float, int | None]] = [(_UNANSWERED, None)]
            for a in _with_next(likest, answers, last):
                like = row[a - answers.start]
                poor = _NO_WORD if like < _FIT and not forced else 0.0
                options.append((like + poor + _step(sections, last, a, new_paragraph), a))
            for gain, choice in options:
                state = last if choice is None else choice
                if state not in after or worth + gain > after[state]:
                    after[state], ways[state] = worth + gain, (last, choice)
        best = dict(sorted(after.items(), key=lambda one: (-one[1], one[0]))[:widest])
        came.append(ways)
    state, choices = max(best, key=lambda one: best[one]), list[int | None]()
    for ways in reversed(came):
        state, choice = ways[state]
        choices.append(choice)
    return choices[::-1]


def _likest(row: list[float], answers: range, widest: int) -> list[int]:
    """The answers worth trying from every state: all of them, or in a very long letter the likest."""
    if len(row) <= widest:
        return list(answers)
    return sorted(sorted(answers, key=lambda a: (-row[a - answers.start], a))[: widest // 2])


def _with_next(likest: list[int], answers: range, last: int) -> list[int]:
    """The likest answers with those beside the last one, in order."""
    if len(likest) == len(answers):
        return likest
    return sorted({*likest, *(a for a in (last, last + 1) if a in answers)})


def _step(sections: list[int], last: int, now: int, new_paragraph: bool) -> float:
    if last < 0:
        return _NEXT if now == 0 else _SKIP
    if now == last:
        return _OTHER_PARAGRAPH if new_paragraph else _SAME
    if sections[now] != sections[last]:
        return 0.0
    return _NEXT if now == last + 1 else _SKIP * (now - last) if now > last else _BACK
