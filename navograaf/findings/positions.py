"""Positions: who supports, opposes, urges, stresses, asks or notes what.

After bodies. A stance (stances.py) with a holder (holders.py) is a position; one body takes one position in a main
clause and what hangs on it, another body in a clause inside it is reported by the first. A text that does not speak of
the alliance, the government or the House states no positions: a recipe has verbs of support too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.clauses import Clause, clauses_of
from navograaf.findings.holder_names import named
from navograaf.findings.holders import Voice, held_by
from navograaf.findings.layout import Layout
from navograaf.findings.model import Document
from navograaf.findings.speakers import spoken
from navograaf.findings.stances import GOES_ON, Stance, above, reach, root_of, stances
from navograaf.findings.themes import Themes
from navograaf.findings.told import Position
from navograaf.text.reading import Span
from navograaf.words.lists import alternation, meanings
from navograaf.words.rules import of_kind

_CUES, _WEAK_CUES = 2, 3
"""A text with fewer different words of extract/words/position-cue.tsv, or so few and none strong, is no letter."""
_WORD = re.compile(r"\w+")
_FIRM = ("supports", "opposes")


@dataclass(frozen=True, slots=True)
class Held:
    """A position in the making: its stance, who holds it, who reports it."""

    stance: Stance
    holder: Body
    own: bool
    """Whether the clause names the holder; False where the writer is taken for it."""
    reporter: Body | None = None


def find_positions(layout: Layout, document: Document, bodies: Bodies, about: Themes) -> list[Position]:
    """The positions of a letter in text order."""
    if not _speaks_of_us(layout):
        return []
    found: list[Position] = []
    before: tuple[int, Body] | None = None
    for sentence, voice in spoken(layout, document, bodies, tuple(about.meetings)):
        held = [_told_by(voice, h) for h in _in_sentence(layout, sentence, bodies, voice, before)]
        found += [_position(layout, sentence, h, held, about, document.date) for h in held]
        before = (sentence.block, held[-1].holder) if held else None
    return sorted(found, key=lambda p: (p.start, p.end, p.holder))


def _told_by(voice: Voice, held: Held) -> Held:
    """What members say of another's position is told by them, not by the minister who signs the letter."""
    theirs = voice.asked and held.reporter is None and held.holder.name != voice.body.name
    return replace(held, reporter=voice.body) if theirs else held


def _speaks_of_us(layout: Layout) -> bool:
    cues = meanings("position-cue")
    found: set[str] = set()
    for word in _WORD.finditer(layout.text.view.folded):
        if word[0] in cues:
            found.add(word[0])
            if len(found) >= _WEAK_CUES:
                return True
    return len(found) >= _CUES and any(cues[cue] == "strong" for cue in found)


def _in_sentence(
    layout: Layout, sentence: Span, bodies: Bodies, voice: Voice, before: tuple[int, Body] | None
) -> list[Held]:
    stated = list(stances(layout, sentence))
    if not stated:
        return []
    text = layout.text.view.text
    clauses = clauses_of(layout, sentence)
    kept: list[Held] = []
    for stance in stated:
        holder = held_by(stance, text, clauses, bodies, voice)
        if holder is None:
            continue
        own = holder is not voice.body
        if not own and stance.by == "voice":
            if voice.asked and (stance.rule.kind == "notes" or _inquires(text, sentence, stance)):
                continue
            if before and before[0] == sentence.block and _goes_on(layout, sentence) and not _dutch(before[1]):
                holder = before[1]
        new = Held(stance, holder, own)
        if not any(_same(clauses, new, old, text) for old in kept):
            kept.append(new)
    return [replace(held, reporter=_reporter(clauses, held, kept)) for held in kept]


def _inquires(text: str, sentence: Span, stance: Stance) -> bool:
    """Whether the words stand behind a question that is put: "vragen wat bedoeld wordt met «niet de bedoeling»"."""
    return any(rule.regex.search(text, sentence.start, stance.start) for rule in of_kind("position_frames", "inquires"))


def _goes_on(layout: Layout, sentence: Span) -> bool:
    """ "Met name de vulling is daarbij van belang" goes on with what the body before it said."""
    return bool(layout.word_set(sentence) & set(meanings("position-goes-on")))


def _dutch(body: Body) -> bool:
    return body.name == "Dutch government" or "Netherlands" in body.name


def _same(clauses: Sequence[Clause], new: Held, old: Held, text: str) -> bool:
    """Whether a position is told already: the same body in the same main clause, or a judgement inside a stance."""
    a, b = new.stance.clause, old.stance.clause
    if root_of(clauses, a) != root_of(clauses, b):
        row = {clauses[root_of(clauses, i)].opener.strip(", ") for i in (a, b)} & set(meanings("conjunction"))
        return bool(row) and not new.own and not old.own  # "zij horen bij elkaar en kunnen niet zonder elkaar"
    between = {*above(clauses, a)} ^ {*above(clauses, b)}
    if any(clauses[i].opener.startswith(GOES_ON) for i in between) or (old.stance.by == "of" and not new.own):
        return False
    if not new.own or not old.own or (new.stance.by in ("source", "voice") and old.stance.by == "subject"):
        return True
    if new.holder.name == old.holder.name:
        if _next(new, old, text):
            return False
        firm = new.stance.polarity in _FIRM and old.stance.polarity in _FIRM
        return not (firm and new.stance.polarity != old.stance.polarity and a != b)
    return False


def _next(new: Held, old: Held, text: str) -> bool:
    """Whether the second of two stances has a verb of its own: "maken zich zorgen en betreuren het besluit"."""
    first, second = sorted((new.stance, old.stance), key=lambda s: s.start)
    return new.stance.by == old.stance.by == "subject" and bool(_and().search(text, first.end, second.start))


@cache
def _and() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){alternation('conjunction')}\s+(?:{alternation('finite')}(?![\w-]).*|(?:\w+\s+)?)$|,\s*$",
        re.I | re.S,
    )


def _reporter(clauses: Sequence[Clause], new: Held, kept: Sequence[Held]) -> Body | None:
    over = set(above(clauses, new.stance.clause)) - {new.stance.clause}
    return next((h.holder for h in kept if h.stance.clause in over and h.holder.name != new.holder.name), None)


def _told_apart(clause: Clause, held: Held) -> bool:
    """Whether a relative clause has a position of its own: "de analyse, waarin SACEUR vaststelt dat ..."."""
    inside = clause.start <= held.holder.start < clause.end
    return clause.kind == "relative" and held.stance.by == "subject" and inside


def _span(clauses: Sequence[Clause], held: Held, others: Sequence[Held]) -> tuple[int, int]:
    """The main clause with what hangs on it; where another position stands there too, as much of it as is its own."""
    at, rest = held.stance.clause, [h for h in others if h is not held]
    taken = {i for h in rest for i in above(clauses, h.stance.clause)}
    for i in above(clauses, held.stance.clause):
        if i != at and (i in taken or _told_apart(clauses[at], held)):
            break
        at = i
    start, end = reach(clauses, at)
    for other in rest:
        if other.stance.clause == held.stance.clause and other.stance.by == held.stance.by == "subject":
            if other.stance.start > held.stance.end:
                end = min(end, other.stance.start)
            elif other.stance.end < held.stance.start:
                start = max(start, held.stance.start)
    return start, max(end, held.stance.end)


def _position(
    layout: Layout, sentence: Span, held: Held, others: Sequence[Held], about: Themes, day: str | None
) -> Position:
    view = layout.text.view
    start, end = _span(clauses_of(layout, sentence), held, others)
    a, b = view.raw_span(start, end)
    holder = named(held.holder, view.text, day)
    reporter = named(held.reporter, view.text, day).name if held.reporter else None
    return Position(
        a,
        b,
        layout.text.letter.raw[a:b],
        held.stance.rule.id,
        holder.name,
        held.stance.polarity,
        holder_id=holder.id,
        topic=about.topic(start, end),
        mission=about.mission(start, end),
        reported_by=reporter,
        meeting=about.meeting(start, end),
    )
