"""What a letter's opening says that it is: agenda, report, answers to questions, or another letter.

Read before the meeting that it is about (meeting_about) and the document. Law: what comes with the letter outweighs
what it cites: "hierbij ontvangt u het verslag" tells, "zoals aangekondigd in de geannoteerde agenda" does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.words.lists import meanings
from navograaf.words.rules import Rule, of_kind

Kind = Literal["agenda", "report", "questions", "letter"]
_TOLD: tuple[Kind, ...] = ("questions", "agenda", "report")
_OPENING = 4
"""So many sentences of the opening may tell what the letter is."""
_QUESTIONS = 4
"""So many headings of questions or answers make a written consultation."""
_LONGEST, _BEFORE = 1500, 120
"""Characters: so much of a sentence is read, and so much before the words that name a paper."""
_SALUTATION = 60
"""A block or sentence of no more characters opens nothing: "Geachte voorzitter," or the rest of a title."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The kind of a letter, and where in the view the words begin that say it; None where no words of it do."""

    kind: Kind
    start: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class _Hit:
    start: int
    order: int
    kind: Kind
    end: int


def opening(layout: Layout) -> Opening:
    """What the headings, title and opening sentences say, in this order; a "letter" when none tells."""
    if sum(layout.is_question(part) for part in layout.parts) >= _QUESTIONS:
        return Opening("questions")
    blocks = layout.text.blocks
    titles = [b for b in blocks if b.kind == "letterhead"] + [b for b in blocks[:1] if b.kind == "heading"]
    sentences = [s for s in layout.text.sentences if s.kind == "text"][:_OPENING]
    for title in titles:
        if hit := _first(_hits(layout.words(title), "", "-sent")):
            return _at(title.start, hit)
    for sentence in sentences:
        if hit := _sent(layout.words(sentence)):
            return _at(sentence.start, hit)
    articles = tuple(f"{word} " for word in meanings("article"))
    for sentence in sentences:  # a title that runs into the text: "Verslag NAVO-top 8 en 9 juli Geachte voorzitter"
        hit = _first(_hits(layout.words(sentence), ""))
        if hit and hit.start == 0 and not layout.words(sentence)[: hit.end].lower().startswith(articles):
            return _at(sentence.start, hit)
    for sentence in [s for s in sentences if s.end - s.start > _SALUTATION][:1]:
        if hit := _first(_hits(layout.words(sentence), "-held")):
            return _at(sentence.start, hit)
    return Opening("letter")


def _at(start: int, hit: _Hit) -> Opening:
    return Opening(hit.kind, start + hit.start)


def _hits(words: str, *which: str) -> list[_Hit]:
    """What the words name by the rules of each kind with these endings; what they only cite is left out."""
    return sorted(
        _Hit(match.start(), order, kind, match.end())
        for order, kind in enumerate(_TOLD)
        for ending in which
        for rule in of_kind("document", kind + ending)
        for match in rule.regex.finditer(words[:_LONGEST])
        if not any(
            one.regex.search(words[: match.start()], max(0, match.start() - _BEFORE))
            for one in of_kind("document", "cited")
        )
    )


def _first(hits: list[_Hit]) -> _Hit | None:
    """The first, but answers to questions before all: they name the agenda that they are about."""
    return min(hits, key=lambda hit: (hit.kind != "questions", hit), default=None)


def _sent(words: str) -> _Hit | None:
    """What a sentence sends: the first behind "hierbij", since what stands before may be an earlier letter."""
    offers = [m for r in of_kind("document", "offer") if (m := r.regex.search(words))]
    if not offers or _elsewhere(words):
        return _first([hit for hit in _hits(words, "") if hit.kind == "questions"] + _hits(words, "-told"))
    hits = _hits(words, "", "-sent", "-told")
    sent = min(match.end() for match in offers)
    behind = [hit for hit in hits if hit.start >= sent or hit.kind == "questions"]
    return _first(behind or hits)


def _elsewhere(words: str) -> bool:
    """Whether the sentence sends by another letter: "het verslag gaat u afzonderlijk toe"."""

    def says(kind: str) -> bool:
        rules: tuple[Rule, ...] = of_kind("document", kind)
        return any(rule.regex.search(words) for rule in rules)

    return says("elsewhere") and not says("enclosed")


def asked_about(layout: Layout) -> list[tuple[int, int]]:
    """The spans from an agenda or report that the opening names, each to the end of its sentence.

    For answers to questions, which name the paper that the questions are about.
    """
    limit = first_blocks_end(layout)
    spans = []
    for sentence in [s for s in layout.text.sentences if s.start < limit]:
        for rule in (*of_kind("document", "agenda"), *of_kind("document", "report")):
            if match := rule.regex.search(layout.words(sentence)):
                spans.append((sentence.start + match.start(), sentence.end))
    return sorted(spans)


def first_blocks_end(layout: Layout) -> int:
    """Where the first two paragraphs end that are no salutation; 0 without any."""
    first_text = [b for b in layout.text.blocks if b.kind == "text" and b.end - b.start > _SALUTATION][:2]
    return first_text[-1].end if first_text else 0
