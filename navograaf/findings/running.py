"""Questions without numbers: the contributions of the parties and the reaction of the minister.

The letter goes in rounds: one or more contributions, then answers. A round with one paragraph that asks is one
question with one answer (the answer follows at once). In a round of several parties each sentence that asks looks
for its own answer paragraph, and neighbours that find the same one become one question.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from navograaf.findings.asking import Asked, asked_in, restates, sentences_in
from navograaf.findings.consultation import Piece, Stretch
from navograaf.findings.draft import Draft
from navograaf.findings.layout import Layout
from navograaf.findings.pairing import Likeness, band, pair
from navograaf.findings.parties import all_parties_in
from navograaf.findings.rounds import Round, rounds
from navograaf.findings.topics import Term

_CONTEXT = 0.5
"""The words around a question count by so much of its own."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A paragraph of the answers: the parties that it answers (empty: not told) and its section."""

    piece: Piece
    parties: frozenset[str]
    section: int
    rule: str


def running_questions(layout: Layout, stretches: list[Stretch], terms: list[Term]) -> list[Draft]:
    """The questions of the contributions in text order, each with its answer where one fits."""
    return [draft for one in rounds(layout, stretches) for draft in _answered(layout, one, terms)]


def _answered(layout: Layout, one: Round, terms: list[Term]) -> list[Draft]:
    parts = [(part, asked_in(layout, part.pieces)) for part in one.asking]
    parts = [(part, asked) for part, asked in parts if asked]
    replies = _replies(layout, one.answers)
    asking = {(i, a.paragraph) for i, (_, asked) in enumerate(parts) for a in asked}
    if len(parts) == 1 and replies and (len(asking) == 1 or len(replies) == 1):
        part, asked = parts[0]
        start, end = part.pieces[asked[0].paragraph][0], part.pieces[asked[-1].paragraph][1]
        answer = (replies[0].piece[0], replies[-1].piece[1])
        return [Draft(start, end, asked[0].rule, None, part.parties, answer, replies[0].rule)]
    spans = [piece for part in one.asking for piece in part.pieces] + [reply.piece for reply in replies]
    likeness = Likeness(layout, terms, spans)
    own = {party for reply in replies for party in reply.parties}
    drafts: list[Draft] = []
    together: list[tuple[Stretch, list[Asked]]] = []
    for part, asked in parts:
        if own & set(part.parties):
            known = [r for r in replies if r.parties & set(part.parties)]
            drafts += _paired([(part, asked)], known, likeness)
        else:
            together.append((part, asked))
    if together:
        drafts += _paired(together, [r for r in replies if not r.parties], likeness)
    return _lengthened(sorted(drafts, key=lambda d: d.start), replies)


def _replies(layout: Layout, answers: tuple[Stretch, ...]) -> list[Reply]:
    """The answer paragraphs, with the parties of their heading or those that a paragraph itself says it answers."""
    made: list[Reply] = []
    rule = ""
    for section, one in enumerate(answers):
        parties, rule = frozenset(one.parties), one.rule or rule
        for piece in one.pieces:
            first = layout.words(sentences_in(layout, piece)[0])
            if not one.parties and restates(first):
                parties = all_parties_in(first) or parties
            made.append(Reply(piece, parties, section, rule))
    return made


def _paired(parts: list[tuple[Stretch, list[Asked]]], known: list[Reply], likeness: Likeness) -> list[Draft]:
    """The questions of these parts with their answers among `known`; neighbours with one answer made one."""
    flat = [(i, part, a) for i, (part, asked) in enumerate(parts) for a in asked]
    said = [likeness.words(*reply.piece) for reply in known]
    rows = []
    for i, (_, _, a) in enumerate(flat):
        near = [said[j] for j in band(i, len(flat), len(said))]
        words = likeness.words(a.start, a.end)
        around = frozenset[str]().union(*(likeness.words(*piece) for piece in a.context)) - words
        rows.append([likeness.between(words, s) + _CONTEXT * likeness.between(around, s) for s in near])
    paragraphs = [i * 10_000 + a.paragraph for i, _, a in flat]
    forced = len(known) in (len(flat), len(set(paragraphs)))
    choices = pair(rows, paragraphs, [r.section for r in known], forced=forced)
    made: list[tuple[int, Draft]] = []
    for (_, part, a), paragraph, choice in zip(flat, paragraphs, choices, strict=True):
        reply = known[choice] if choice is not None else None
        draft = Draft(a.start, a.end, a.rule, None, part.parties)
        if reply is not None:
            draft = replace(draft, answer=reply.piece, answer_rule=reply.rule)
        if made and made[-1][0] == paragraph and made[-1][1].answer == draft.answer:
            made[-1] = paragraph, replace(made[-1][1], end=a.end)
        else:
            made.append((paragraph, draft))
    return [draft for _, draft in made]


def _lengthened(drafts: list[Draft], replies: list[Reply]) -> list[Draft]:
    """Answers with the paragraphs that follow them and answer nobody else."""
    taken = {draft.answer for draft in drafts}
    ends: dict[Piece, int] = {}
    current: Reply | None = None
    for reply in replies:
        if reply.piece in taken:
            current = reply
        elif current and current.section == reply.section and current.parties == reply.parties:
            ends[current.piece] = reply.piece[1]
    return [
        replace(draft, answer=(draft.answer[0], ends[draft.answer])) if draft.answer in ends else draft
        for draft in drafts
    ]
