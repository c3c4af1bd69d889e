"""Questions of members of parliament, who asks them, and the answer of the minister to each.

Numbered letters give the pairs by their numbers, others by order, party and shared words (`running`). Here spans of
the view become spans of the letter, and the links are drawn: one answer for several questions, and answers that
point to other answers. A question without an answer that fits has none.
"""

from __future__ import annotations

from navograaf.findings.answer_kind import kind_of_answer, numbers_referred, parties_referred, refers_back
from navograaf.findings.consultation import read_stretches
from navograaf.findings.draft import Draft
from navograaf.findings.layout import Layout
from navograaf.findings.model import Question
from navograaf.findings.numbered import numbered_questions
from navograaf.findings.pairing import Likeness
from navograaf.findings.parties import all_parties_in, joined
from navograaf.findings.running import running_questions
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
    return [_question(layout, drafts, numbers, i, terms) for i in range(len(drafts))]


def _question(layout: Layout, drafts: list[Draft], numbers: list[int], i: int, terms: list[Term]) -> Question:
    draft, view = drafts[i], layout.text.view
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
    mates = [j for j, other in enumerate(drafts) if other.answer == draft.answer]
    kind, ground = kind_of_answer(layout, draft.answer, shared=len(mates) > 1)
    first, last = view.raw_span(*draft.answer)
    return Question(
        **common,  # type: ignore[arg-type]
        answer_start=first,
        answer_end=last,
        answer_rule=draft.answer_rule,
        answer_kind=kind,
        ground=ground,
        answered_together_with=tuple(numbers[j] for j in mates if j != i),
        refers_to=tuple(numbers[j] for j in _referred(layout, drafts, i, mates, terms)),
    )


def _referred(layout: Layout, drafts: list[Draft], i: int, mates: list[int], terms: list[Term]) -> list[int]:
    """The places of the questions whose answers this answer points to, in order; never one that shares it."""
    start, end = drafts[i].answer or (0, 0)
    words = layout.text.view.text[start:end]
    found: set[int] = set()
    for number in numbers_referred(words):
        same = [j for j, draft in enumerate(drafts) if draft.number == number and j not in mates]
        # where every party counts from 1 the answer means the last question before it
        found.update([j for j in same if j < i][-1:] or same[:1])
    if refers_back(words) and min(mates) > 0:
        found.add(min(mates) - 1)
    for who in parties_referred(words):
        parties = all_parties_in(who)
        theirs = [j for j, draft in enumerate(drafts) if set(draft.parties) & parties and j not in mates]
        found.update(_likest(layout, drafts, i, theirs, terms))
    return sorted(found - set(mates))


def _likest(layout: Layout, drafts: list[Draft], i: int, others: list[int], terms: list[Term]) -> list[int]:
    """Of several questions of the party that an answer points to, the one that asks for the same."""
    if len(others) < 2:
        return others
    spans = [(draft.start, draft.end) for draft in drafts] + [draft.answer for draft in drafts if draft.answer]
    likeness = Likeness(layout, terms, spans)
    own = likeness.words(drafts[i].start, drafts[i].end)
    worth = []
    for j in others:
        theirs = likeness.words(drafts[j].start, drafts[j].end)
        answer = drafts[j].answer
        said = likeness.words(*answer) if answer else frozenset[str]()
        worth.append((likeness.between(own, theirs) + likeness.between(own, said), -j))
    best, place = max(worth)
    return [-place] if best > 0 else []
