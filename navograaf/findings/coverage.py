"""Coverage: the sentences of a letter in which nothing was found, for a person to read.

After extraction; it reads findings alone. Law: each sentence of the running text and of the footnotes is counted once;
headings, letterhead and signatures are not counted.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navograaf.findings.model import Candidate, Country, Findings, Found, Meeting, Sentence

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read in a letter and what was not: sentences in text order."""

    sentences: int
    unsaid: tuple[Sentence, ...]
    """In which no statement was found: no decision, position, commitment, quantity, question or answer."""
    unread: tuple[Sentence, ...]
    """In which nothing at all was found: no statement, name, reference or word of a topic."""


def cover(found: Findings) -> Coverage:
    """The coverage of one letter."""
    counted = [s for s in found.sentences if s.kind in ("text", "footnote")]
    statements = _Spans(_statements(found))
    named = _Spans(_named(found))
    unsaid = tuple(s for s in counted if not statements.touch(s))
    unread = tuple(s for s in unsaid if not s.continues and not named.touch(s))
    return Coverage(len(counted), unsaid, unread)


class _Spans:
    """Spans that can be asked whether one of them shares a character with a sentence."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        for start, end in sorted(spans):
            self._starts.append(start)
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def touch(self, sentence: Sentence) -> bool:
        before = bisect.bisect_left(self._starts, sentence.end) - 1
        return before >= 0 and self._reach[before] > sentence.start


def _statements(found: Findings) -> Iterator[Span]:
    for layer in (found.decisions, found.positions, found.commitments, found.quantities, found.questions):
        for one in layer:
            yield one.start, one.end
    for question in found.questions:
        if question.answer_start is not None and question.answer_end is not None:
            yield question.answer_start, question.answer_end


def _named(found: Findings) -> Iterator[Span]:
    # a passage about a topic goes on over sentences that do not name it: what was found in those is the topic's word
    things: tuple[Iterable[Found | Meeting | Country | Candidate], ...] = (
        found.meetings,
        found.missions,
        found.topic_terms,
        found.people,
        found.organisations,
        found.countries,
        found.documents_mentioned,
        found.candidates,
    )
    for layer in things:
        for thing in layer:
            for mention in thing.mentions:
                yield mention.start, mention.end
    yield from ((reference.start, reference.end) for reference in found.references)
    yield from ((mention.start, mention.end) for mention in found.unresolved)
