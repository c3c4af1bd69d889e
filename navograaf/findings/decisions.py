"""Decisions: an act of a body that changes or commits something.

A turn (turns.py) makes a decision when the clause gives it a status (status.py) and someone does it: a body that is
subject or agent, or, for acts that only bodies do, nobody named ("is opgericht"). Members ask after decisions; what
they state as done is asserted by their party.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.clauses import Clause, clauses_of
from navograaf.findings.deciders import decider_of, enough
from navograaf.findings.layout import Layout
from navograaf.findings.model import Document
from navograaf.findings.speakers import spoken
from navograaf.findings.status import attributive, is_infinitive, said, status_of
from navograaf.findings.told import Status
from navograaf.findings.turns import ACT, AWAITED, DECIDE, DECIDED_THAT, LIGHT, NEAR, SETTLED, Turn, turns_of
from navograaf.text.reading import Span
from navograaf.words.trials import tried, worth

_BELOW = ("that", "purpose")
_BESIDE = 32
"""A denial stands no further from the act: "personeel dat niet nodig is voor ... is teruggetrokken" denies nothing."""
_ASKING = 160
"""The clause that asks or decides is quoted with what it asks when it begins no further before it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A decision as the clause tells it: its span in the view, act, status, rule and who decides."""

    start: int
    end: int
    act: str
    status: Status
    rule: str
    decider: Body | None
    clause: int
    """Index of the clause in its sentence."""
    told: tuple[int, int]
    """The clause itself, without what hangs on it: where the object stands."""
    asserted_by: str | None = None
    phrase: bool = False
    """Whether a noun phrase tells of it ("de in 2016 aangenomen verklaring"), not the clause."""


def find_deeds(
    layout: Layout, document: Document, bodies: Bodies, missions: Sequence[int], today: str | None
) -> list[Deed]:
    """The decisions of a letter in text order.

    missions: where missions are named (view offsets, in order); today: the letter's day, as precisely as it is known.
    """
    ahead = document.kind in ("agenda", "questions")
    foreseen = partial(_foreseen, ahead=ahead, year=(today or "9999")[:4])
    found: list[Deed] = []
    for sentence, voice in spoken(layout, document, bodies):
        if sentence.kind == "text":
            deeds = _in_sentence(layout, sentence, bodies, missions, foreseen)
            stated = (replace(deed, asserted_by=voice.body.name) for deed in deeds if _stated(deed))
            found += stated if voice.asked else deeds
    return sorted(found, key=lambda d: (d.start, d.end, d.act))


def _foreseen(words: str, *, ahead: bool, year: str) -> bool:
    """Whether a clause in the present tense tells of what is to come: a meeting ahead, or a year after the letter's."""
    return any(y > year for y in re.findall(r"\b20\d\d\b", words)) or (ahead and said("at-meeting", words))


def _stated(deed: Deed) -> bool:
    """Whether members state a decision rather than ask for one: somebody else took it."""
    other = deed.decider is None or deed.decider.sort not in ("party", "person")
    return other and deed.status in ("taken", "expected")


def _in_sentence(
    layout: Layout, sentence: Span, bodies: Bodies, missions: Sequence[int], foreseen: Callable[[str], bool]
) -> Iterator[Deed]:
    text = layout.text.view.text
    clauses = clauses_of(layout, sentence)
    made: list[Deed] = []
    for at, clause in enumerate(clauses):
        whole = False
        below = clauses[at + 1] if at + 1 < len(clauses) and clauses[at + 1].parent == at else None
        for turn in turns_of(layout, clause, missions, below if below and below.kind == "question" else None):
            phrase = attributive(turn.word, text, clause) if turn.rule == ACT else None
            if whole and not phrase:
                continue
            deed = _deed(text, clauses, at, turn, phrase, bodies, foreseen)
            if deed is not None:
                made.append(deed)
                whole = whole or not phrase
    if made:
        yield from _spread([d for d in made if not _told_below(d, made, clauses)], clauses)


def _deed(
    text: str,
    clauses: Sequence[Clause],
    at: int,
    turn: Turn,
    phrase: tuple[int, int] | None,
    bodies: Bodies,
    foreseen: Callable[[str], bool],
) -> Deed | None:
    clause, words = clauses[at], clauses[at].words(text)
    below = clauses[at + 1] if at + 1 < len(clauses) and clauses[at + 1].parent == at else None
    opened, bits = words, clause.worth
    if below and below.kind == "that":  # "stelde vast" + "dat"
        opened = f"{words} {below.opener}"
        bits = worth(opened, "decisions")
    unless = (rule for rule in tried("decisions", "unless", bits) if turn.act in rule.more["acts"])
    if any(rule.regex.search(opened) for rule in unless):
        return None  # "zich inzetten voor" deploys nobody
    status = turn.status or status_of(text, clauses, at, turn.word, foreseen=foreseen)
    if status in ("taken", "expected") and not (phrase or turn.denies) and _left_open(text, clauses, at, turn, status):
        status = "not_yet"
    decider = decider_of(text, bodies, clauses, at, asked=status == "proposed" and is_infinitive(turn.word, text))
    if turn.by:  # "kreeg de steun van de ministers"; a country that gets it is no proposal
        if decider is not None and decider.sort == "country" and turn.by[0] < turn.by[1]:
            return None
        decider = next(iter(bodies.within(*turn.by)), decider if decider and decider.role == "agent" else None)
    if phrase:  # "de in 2016 aangenomen verklaring": not the clause's subject, but who stands before "aangenomen"
        decider = next((b for b in bodies.within(*phrase) if b.role == "agent"), None)
    elif decider is not None and decider.sort == "party":
        return None
    if status is None or (decider is None and not phrase and not enough(turn, clause, words)):
        return None
    if turn.word.weight == "group" and (decider is None or decider.sort != "group" or decider.id is not None):
        return None  # "Nederland onderschrijft ..." is a position
    start, end = phrase or (clause.start, clause.end)
    if turn.rule in SETTLED and status == "expected" and not clause.helping:
        status = "taken"  # "levert ook in 2027": settled
    if turn.act == "propose" and status == "taken":
        status = "proposed"
    if turn.rule in (DECIDE, LIGHT) and clause.kind == "relative":  # "een missie waartoe in mei is besloten"
        start = max(clauses[clause.parent or 0].start, clause.start - NEAR)
    said_by = next((b.name for a, z in clause.parts for b in bodies.within(a, z) if b.role == "source"), None)
    told_by = said_by if decider is None or said_by != decider.name else None
    return Deed(start, end, turn.act, status, turn.rule, decider, at, (start, end), told_by, bool(phrase))


def _left_open(text: str, clauses: Sequence[Clause], at: int, turn: Turn, status: Status) -> bool:
    """Whether the clause denies its act ("stemden niet in"), or makes it hang on a condition ("Als ...")."""
    clause, word = clauses[at], turn.word
    near = text[max(clause.start, word.start - _BESIDE) : min(clause.end, word.end + _BESIDE)]
    past = {tells for _, tells in clause.helping} & {"have", "had", "was", "became"}
    beside = any(c.kind == "condition" and c.parent in (None, at) for c in clauses)
    return said("negated", near) or (beside and not past and clause.kind == "main" and status == "taken")


def _told_below(deed: Deed, deeds: Sequence[Deed], clauses: Sequence[Clause]) -> bool:
    """Whether what was decided or announced is a decision of its own in the clause that hangs on this one.

    A bare "is nog in beraad" says no more than the decision beside it that is not yet taken either.
    """
    beside = (o for o in deeds if o is not deed and (deed.rule != AWAITED or o.clause == deed.clause))
    if deed.act == "decide" and any(
        (o.act, o.status) != ("decide", "taken") and o.status == deed.status for o in beside
    ):
        return True
    return (deed.rule in DECIDED_THAT or deed.act == "announce") and any(
        clauses[other.clause].parent == deed.clause and clauses[other.clause].kind in _BELOW for other in deeds
    )


def _spread(deeds: Sequence[Deed], clauses: Sequence[Clause]) -> Iterator[Deed]:
    """What is agreed is quoted with the clause that tells it ("overeengekomen dat ..."), the asked with the asking."""
    told = {deed.clause for deed in deeds}
    for deed in deeds:
        clause, after = clauses[deed.clause], deed.clause + 1
        if (deed.start, deed.end) != (clause.start, clause.end):
            yield deed
        elif after < len(clauses) and clauses[after].parent == deed.clause and clauses[after].kind in _BELOW:
            yield replace(deed, end=clauses[after].end)
        elif clause.kind in _BELOW and clause.parent is not None and clause.parent not in told:
            near = clauses[clause.parent].end <= deed.start and deed.start - clauses[clause.parent].start <= _ASKING
            yield replace(deed, start=clauses[clause.parent].start) if near else deed
        else:
            yield deed
