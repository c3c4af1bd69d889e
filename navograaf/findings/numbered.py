"""Questions with a printed number: "Vraag 4", "1", "12. Kunt u ...", and the answers that their marks give them.

An answer goes to the numbers that its mark prints ("Antwoord op de vragen 7, 8 en 9"), else to all questions since the
last answer. Some lists print no mark at all over the answer: there the question ends with its last question mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from navograaf.findings.asking import asks, members_speak, sentences_in
from navograaf.findings.consultation import Piece, Stretch
from navograaf.findings.draft import Draft
from navograaf.findings.layout import Layout
from navograaf.findings.parties import askers, bracketed_parties, parties_in

_UNMARKED = "questions.unmarked"
"""The answer begins where the question marks end."""


def numbered_questions(layout: Layout, stretches: list[Stretch]) -> list[Draft]:
    """The numbered questions in text order, each with its answer where one is found."""
    marked = any(one.role == "answer" and one.rule for one in stretches)
    drafts: list[Draft] = []
    pending: list[int] = []
    answered: list[int] = []
    party: tuple[str, ...] = ()
    for one in stretches:
        if not drafts and one.role != "question":  # a title: "Antwoorden op vragen van het lid Karabulut (SP)"
            words = [layout.text.view.text[start:end] for start, end in one.pieces]
            party = one.parties or next((named for w in words if (named := askers(w))), party)
        if one.role == "contribution":
            party, answered = one.parties or party, []
        elif one.role == "question":
            if answered or one.parties:
                pending = pending if not answered else []
            answered = []
            for draft in _questions(layout, one, marked):
                party = draft.parties or _party(layout, draft, party)
                pending.append(len(drafts))
                drafts.append(replace(draft, parties=party))
        elif one.role == "answer" and one.pieces:
            span = (one.pieces[0][0], one.pieces[-1][1])
            if not one.rule:  # a heading inside an answer: what follows belongs to it, unless the members speak
                if answered and not members_speak(layout.text.view.text[span[0] : span[1]]):
                    for i in answered:
                        first = drafts[i].answer
                        drafts[i] = replace(drafts[i], answer=(first[0] if first else span[0], span[1]))
                continue
            answered = _meant(drafts, one.numbers) or pending
            for i in answered:
                if drafts[i].answer is None:
                    drafts[i] = replace(drafts[i], answer=span, answer_rule=one.rule)
            pending = [i for i in pending if i not in answered]
    return drafts


def _meant(drafts: list[Draft], numbers: tuple[int, ...]) -> list[int]:
    """The places of the questions with these numbers; of two with one number the later."""
    found = []
    for number in numbers:
        places = [i for i, draft in enumerate(drafts) if draft.number == number]
        found += places[-1:]
    return found


def _party(layout: Layout, draft: Draft, before: tuple[str, ...]) -> tuple[str, ...]:
    """Who asks: the party in brackets behind the question, the first that it names, else the one before."""
    words = layout.text.view.text[draft.start : draft.end]
    return bracketed_parties(words) or (parties_in(words) if members_speak(words) else ()) or before


def _questions(layout: Layout, one: Stretch, marked: bool) -> Iterator[Draft]:
    """The questions under one mark: one each, or as many as the mark has numbers ("1 en 2")."""
    if not one.pieces:
        return
    asked, answer = one.pieces, None
    if not marked:
        asked, answer = _unmarked(layout, one.pieces)
    for number, (start, end) in zip(one.numbers, _shares(layout, asked, len(one.numbers)), strict=True):
        yield Draft(start, end, one.rule, number, one.parties, answer, _UNMARKED if answer else None)


def _shares(layout: Layout, pieces: tuple[Piece, ...], count: int) -> list[Piece]:
    """The pieces dealt out over so many questions: one paragraph or one question mark each, else all to every one."""
    if count > 1 and len(pieces) == count:
        return list(pieces)
    marks = [s for piece in pieces for s in sentences_in(layout, piece) if asks(layout.words(s))]
    if count > 1 and len(marks) == count:
        starts = [pieces[0][0], *(s.start for s in marks[1:])]
        return list(zip(starts, [s.end for s in marks], strict=True))
    return [(pieces[0][0], pieces[-1][1])] * count


def _unmarked(layout: Layout, pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], Piece | None]:
    """Question and answer told apart by the last sentence, from the top, that asks; no answer when all ask."""
    sentences = [s for piece in pieces for s in sentences_in(layout, piece)]
    first = next((i for i, s in enumerate(sentences) if asks(layout.words(s))), None)
    if first is None:
        return pieces, None
    last = first
    while last + 1 < len(sentences) and asks(layout.words(sentences[last + 1])):
        last += 1
    if last + 1 == len(sentences):
        return pieces, None
    stop = sentences[last].end
    asking = tuple((start, min(end, stop)) for start, end in pieces if start < stop)
    return asking, (sentences[last + 1].start, pieces[-1][1])
