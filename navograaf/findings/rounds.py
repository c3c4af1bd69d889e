"""Contributions and the answers that follow them, where no number pairs them.

Most letters head both ("Vragen en opmerkingen van ...", "Reactie van de minister"). Some leave headings out: answers
that follow at once, a second question after an answer, a party named only in the first sentence of its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from navograaf.findings.asking import asks, members_speak, sentences_in
from navograaf.findings.consultation import Piece, Stretch, read_stretches
from navograaf.findings.layout import Layout
from navograaf.findings.parties import parties_in
from navograaf.words.trials import finds

_OPENING = 40
"""In so many blocks a letter says that it holds answers."""


@dataclass(frozen=True, slots=True)
class Round:
    """Contributions and the answers that follow them."""

    asking: tuple[Stretch, ...]
    answers: tuple[Stretch, ...]


def rounds(layout: Layout, stretches: list[Stretch]) -> list[Round]:
    """The letter in rounds, in order; every contribution is in one, and every answer that follows one."""
    if not any(one.role == "answer" for one in stretches) and _holds_answers(layout):
        stretches = [part for one in stretches for part in _alternating(layout, one)]
    stretches = [part for one in stretches for part in _by_party(layout, one)]
    return _in_rounds(_reopened(layout, stretches))


def asking(layout: Layout) -> list[Stretch]:
    """The stretches in which members speak; without numbers also those that follow an answer without a heading."""
    stretches = read_stretches(layout)
    if any(one.role == "question" for one in stretches):
        return [one for one in stretches if one.role in ("question", "contribution")]
    return [one for round_ in rounds(layout, stretches) for one in round_.asking]


def _holds_answers(layout: Layout) -> bool:
    return any(finds("questions", "holds-answers", layout.words(block)) for block in layout.text.blocks[:_OPENING])


def _alternating(layout: Layout, one: Stretch) -> list[Stretch]:
    """A contribution in which answers follow the questions without a mark, cut where the members stop speaking."""
    if one.role != "contribution":
        return [one]
    made: list[Stretch] = []
    for piece in one.pieces:
        words = layout.text.view.text[piece[0] : piece[1]]
        speaks = members_speak(words) or any(asks(layout.words(s)) for s in sentences_in(layout, piece))
        began = any(part.role == "contribution" for part in made)
        role = "answer" if began and not speaks else "contribution"
        if made and made[-1].role == role:
            made[-1] = replace(made[-1], pieces=(*made[-1].pieces, piece))
        else:
            made.append(replace(one, role=role, pieces=(piece,)))  # type: ignore[arg-type]
    return made or [one]


def _by_party(layout: Layout, one: Stretch) -> list[Stretch]:
    """A contribution under no party's heading, cut where a paragraph opens with another party."""
    if one.role != "contribution" or one.parties:
        return [one]
    made: list[Stretch] = []
    for piece in one.pieces:
        sentences = sentences_in(layout, piece)
        named = parties_in(layout.words(sentences[0])) if sentences else ()
        if made and named in ((), made[-1].parties):
            made[-1] = replace(made[-1], pieces=(*made[-1].pieces, piece))
        else:
            made.append(replace(one, pieces=(piece,), parties=named))
    return made or [one]


def _reopened(layout: Layout, stretches: list[Stretch]) -> list[Stretch]:
    """Questions that follow an answer without a heading, and have an answer mark of their own, cut off from it."""
    made: list[Stretch] = []
    party: tuple[str, ...] = ()
    for one, following in zip(stretches, [*stretches[1:], None], strict=True):
        if one.role == "contribution":
            party = one.parties or party
        mark_follows = following is not None and following.role == "answer" and following.rule and not following.parties
        if one.role == "answer" and not one.parties and mark_follows:
            cut = _asked_again(layout, one.pieces)
            if cut:
                made.append(replace(one, pieces=one.pieces[:cut]))
                made.append(Stretch("contribution", one.pieces[cut:], (), party, one.rule))
                continue
        made.append(one)
    return made


def _asked_again(layout: Layout, pieces: tuple[Piece, ...]) -> int:
    """Where, behind the answer, the members speak again and ask; 0 when they do not."""
    cut, asked = 0, False
    for i in range(len(pieces) - 1, 0, -1):
        sentences = [layout.words(s) for s in sentences_in(layout, pieces[i])]
        asking = any(asks(words) for words in sentences)
        if not asking and not any(members_speak(words) for words in sentences):
            break
        cut, asked = i, asked or asking
    return cut if asked else 0


def _in_rounds(stretches: list[Stretch]) -> list[Round]:
    made: list[Round] = []
    asking: list[Stretch] = []
    answers: list[Stretch] = []
    for one in stretches:
        if one.role == "contribution":
            if answers:
                made.append(Round(tuple(asking), tuple(answers)))
                asking, answers = [], []
            asking.append(one)
        elif one.role == "answer" and asking:
            answers.append(one)
    return [*made, Round(tuple(asking), tuple(answers))] if asking else made
