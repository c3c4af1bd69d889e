"""Questions of members of parliament, who asks them, and the answer of the minister to each.

Numbered letters give the pairs by their numbers, others by order, party and shared words (`running`). Here spans of
the view become spans of the letter, and the links are drawn: one answer for several questions, and answers that
point to other answers. A question without an answer that fits has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from navograaf.findings.answer_kind import kind_of_answer, numbers_referred, parties_referred, refers_back
from navograaf.findings.consultation import Piece, read_stretches
from navograaf.findings.draft import Draft
from navograaf.findings.layout import Layout
from navograaf.findings.numbered import numbered_questions
from navograaf.findings.pairing import Likeness
from navograaf.findings.parties import all_parties_in, joined
from navograaf.findings.running import running_questions
from navograaf.findings.told import AnswerKind, Question
from navograaf.findings.topics import Term


def find_questions(layout: Layout, terms: list[Term]) -> list[Question]:
    """The questions of a written consultation in text order; none for other letters.

    terms: the words of topics in the letter, which tell what a question and an answer have in common.
    """
    stretches = read_stretches(layout)
    if any(one.role == "question" for one in stretches):
        drafts = numbered_questions(layout, stretches)
    elif any(one.role == "contribution" for one in stretches):
        drafts = running_questions(layout, stretches, terms)
    else:
        return []
    drafts.sort(key=lambda draft: (draft.start, draft.number or 0))
    numbers = [draft.number or i for i, draft in enumerate(drafts, start=1)]
    links = _Links(layout, drafts, terms)
    return [_question(layout, links, numbers, i) for i in range(len(drafts))]


class _Links:
    """The questions of a letter by their answer, number and party, each way of grouping worked out once."""

    def __init__(self, layout: Layout, drafts: list[Draft], terms: list[Term]) -> None:
        self.layout, self.drafts, self._terms = layout, drafts, terms
        self.by_answer: dict[Piece, list[int]] = {}
        self.by_number: dict[int, list[int]] = {}
        for j, draft in enumerate(drafts):
            if draft.answer is not None:
                self.by_answer.setdefault(draft.answer, []).append(j)
            if draft.number is not None:
                self.by_number.setdefault(draft.number, []).append(j)

    @cached_property
    def likeness(self) -> Likeness:
        """How much the questions and answers have in common."""
        answers = [draft.answer for draft in self.drafts if draft.answer]
        return Likeness(self.layout, self._terms, [(draft.start, draft.end) for draft in self.drafts] + answers)

    @cached_property
    def kinds(self) -> dict[Piece, tuple[AnswerKind, str | None]]:
        """Answer -> its kind and, for a refusal, its ground."""
        return {a: kind_of_answer(self.layout, a, shared=len(mates) > 1) for a, mates in self.by_answer.items()}

    @cached_property
    def pointing(self) -> dict[Piece, _Pointing]:
        """Answer -> what it points to."""
        text = self.layout.text.view.text
        return {a: _pointing(text[slice(*a)]) for a in self.by_answer}


@dataclass(frozen=True, slots=True)
class _Pointing:
    """What an answer points to: questions by number, the answer before it, the questions of parties."""

    numbers: tuple[int, ...]
    back: bool
    parties: tuple[frozenset[str], ...]


def _pointing(words: str) -> _Pointing:
    parties = tuple(frozenset(all_parties_in(who)) for who in parties_referred(words))
    return _Pointing(numbers_referred(words), refers_back(words), parties)


def _question(layout: Layout, links: _Links, numbers: list[int], i: int) -> Question:
    draft, view = links.drafts[i], layout.text.view
    start, end = view.raw_span(draft.start, draft.end)
    common = {
        "number": numbers[i],
        "start": start,
        "end": end,
        "rule": draft.rule,
        "number_printed": draft.number is not None,
        "party": joined(draft.parties),
    }
    if draft.answer is None:
        return Question(**common)  # type: ignore[arg-type]
    kind, ground = links.kinds[draft.answer]
    first, last = view.raw_span(*draft.answer)
    return Question(
        **common,  # type: ignore[arg-type]
        answer_start=first,
        answer_end=last,
        answer_rule=draft.answer_rule,
        answer_kind=kind,
        ground=ground,
        answered_together_with=tuple(numbers[j] for j in links.by_answer[draft.answer] if j != i),
        refers_to=tuple(numbers[j] for j in _referred(links, i, draft.answer)),
    )


def _referred(links: _Links, i: int, answer: Piece) -> list[int]:
    """The places of the questions whose answers this answer points to, in order; never one that shares it."""
    pointing = links.pointing[answer]
    if pointing == _NOWHERE:
        return []
    mates = frozenset(links.by_answer[answer])
    found: set[int] = set()
    for number in pointing.numbers:
        same = [j for j in links.by_number.get(number, ()) if j not in mates]
        # where every party counts from 1 the answer means the last question before it
        found.update([j for j in same if j < i][-1:] or same[:1])
    if pointing.back and min(mates) > 0:
        found.add(min(mates) - 1)
    for parties in pointing.parties:
        theirs = [j for j, draft in enumerate(links.drafts) if parties & set(draft.parties) and j not in mates]
        found.update(_likest(links, i, theirs))
    return sorted(found - mates)


_NOWHERE = _Pointing((), False, ())


def _likest(links: _Links, i: int, others: list[int]) -> list[int]:
    """Of several questions of the party that an answer points to, the one that asks for the same."""
    if len(others) < 2:
        return others
    drafts, likeness = links.drafts, links.likeness
    own = likeness.words(drafts[i].start, drafts[i].end)
    worth = []
    for j in others:
        theirs = likeness.words(drafts[j].start, drafts[j].end)
        answer = drafts[j].answer
        said = likeness.words(*answer) if answer else frozenset[str]()
        worth.append((likeness.between(own, theirs) + likeness.between(own, said), -j))
    best, place = max(worth)
    return [-place] if best > 0 else []
