"""The sentences of a letter while its graph is written: what stands in which, and what each is found to speak of.

Filled by finding_quads.py, which notes what it finds in a sentence; written by letter_quads.py. Law: the order of the
findings does not matter, since what is noted of a sentence is a set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from navograaf.findings.model import Sentence
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.spans import Span, Spans


class Sentences:
    """The sentences of a letter with their terms."""

    __slots__ = ("_spans", "innermost", "passages", "spoken", "subjects", "terms")

    def __init__(self, graph: LetterGraph, sentences: Iterable[Sentence]) -> None:
        self._spans = Spans(sentences)
        self.innermost = self._spans.innermost
        """The number of the innermost sentence at an offset, or None between sentences."""
        begin = graph.part("sentence", "")[:-1]
        self.terms = [f"{begin}{one.start}-{one.end}>" for one in self._spans.places]
        """By number."""
        self.passages: dict[str, set[str]] = {}
        """The term of a sentence -> those of the passages that touch it."""
        self.spoken: dict[str, set[str]] = {}
        """The term of a sentence -> those of the topics and missions that it names or that its passages are about."""
        self.subjects: set[str] = set()
        """The terms of all of these, also of what is named outside the sentences."""

    def __iter__(self) -> Iterator[tuple[Sentence, str]]:
        """Each sentence with its term, by place, the outer of two that begin together first."""
        return zip(self._spans.places, self.terms, strict=True)

    def at(self, place: int) -> str | None:
        """The term of the innermost sentence at an offset, or None between sentences."""
        number = self.innermost(place)
        return None if number is None else self.terms[number]

    def tails(self, graph: LetterGraph) -> list[str]:
        """By number, what follows a subject in the line that says that it stands in the sentence."""
        line = graph.line("navo:inSentence")
        return [line("", term) for term in self.terms]

    def holding(self, span: Span) -> str | None:
        """The term of the sentence that `span` begins in, or of the first that it touches."""
        return self.at(span.start) or next(iter(self.touching(span)), None)

    def touching(self, span: Span) -> list[str]:
        """The terms of the sentences that share a character with `span`."""
        return [self.terms[number] for number in self._spans.touching(span.start, span.end)]
