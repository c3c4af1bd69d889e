"""The words of a clause that may make a decision: verbs of acts, turns of phrase, nouns of acts that are spoken of.

Between the acts (acts.py) and the decisions. Each turn has the act, its status where the words fix it, and the rule.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from navograaf.findings.acts import ActWord, Weight, act_words
from navograaf.findings.clauses import OPENER, Clause
from navograaf.findings.layout import Layout
from navograaf.findings.status import is_infinitive, said
from navograaf.findings.told import Status
from navograaf.words.rules import Rule
from navograaf.words.trials import asked

_NAME = "decisions"
"""The rule file."""
ACT, SETTLED = "decisions.act", ("decisions.contribute", "decisions.sends")
AWAITED = "decisions.awaited"
"""Its decision is another one than what is decided beside it ("..., zodat in februari een besluit kan volgen")."""
DECIDED_THAT = ("decisions.decide", "decisions.lays-down", "decisions.laid-down")
"""Rules of a bare "besloten" or "bepaald": what is decided may be a decision of its own."""
DECIDE, LIGHT, ABOUT = "decisions.decide", "decisions.light", "decisions.about"
NEAR = 60
"""A noun so many characters behind a turn is what it is about ("besluit over de toekomst en uitbreiding")."""
_GOVERNING = ("agree", "announce", "commit", "propose", "task")
"""Acts that tell what another comes from: "aangekondigd een bataljon ter beschikking te stellen" is a contribution."""
_BESIDE = 28
"""The noun that "die is gedaan" tells of stands no further before it ("de toezegging van de leiders die ...")."""
_WORDLESS = ("frame", "mission", "fallback", "light")
"""The kinds of rules that find turns in a clause without a word of an act."""
_OPENING = ("happens", "light")
"""Kinds of rules that a clause must open with."""
_GENERAL = ("decide", "task")
_DOER = ("by", "of")
"""Groups of a pattern that name who does it."""
_WEIGHTS: dict[object, Weight] = {False: "strong", True: "body", "group": "group"}
"""What `body` of a rule says of who must do it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A word or turn of phrase with its act; `status` is None where the clause has to tell it."""

    word: ActWord
    act: str
    status: Status | None
    rule: str
    by: tuple[int, int] | None = None
    """Where the words name who does it, the subject being something else ("kreeg de steun van de ministers"); empty
    where they name nobody ("SACEUR is verzocht ...")."""
    denies: bool = False
    """Whether "niet" and "geen" are part of the turn: "het voorstel haalde het niet"."""


def turns_of(layout: Layout, clause: Clause, missions: Sequence[int], below: Clause | None = None) -> Iterator[Turn]:
    """What may make a decision of a clause, most telling first.

    missions: where missions are named, in the view, in order; below: the clause that hangs on this one
    ("beziet of ...").
    """
    view = layout.text.view
    found = [w for start, end in clause.parts for w in act_words(layout, start, end)]
    if not found and not clause.worth & asked(_NAME, *_WORDLESS):
        return
    nouns = [w for w in found if w.form == "noun"]
    under = (turn.act for turn in turns_of(layout, below, missions) if turn.act not in _GENERAL) if below else iter(())
    yield from _framed(clause, nouns, next(under, None))
    verbs = [w for w in found if w.form != "noun"]
    for word in sorted(verbs, key=lambda w: w.act in _GOVERNING or not _governed(view.text, clause, w)):
        if word.weight != "frame" or _governed(view.text, clause, word):
            yield Turn(word, word.name, None, ACT)
    if missions and any(bisect_left(missions, start) < bisect_left(missions, end) for start, end in clause.parts):
        for rule, match in _matches("mission", clause):
            yield _turn(rule, match, str(rule.more["act"]), None if clause.helping else "expected")
    yield from _spoken_of(clause, [n for n in nouns if n.weight != "frame"])
    for rule, match in _matches("fallback", clause):
        behind = [n.name for n in nouns if match.end() <= n.start <= match.end() + NEAR and n.act not in _GENERAL]
        what = _before(layout, clause, NEAR) if clause.kind == "relative" else behind[0] if behind else None
        yield _turn(rule, match, what or str(rule.more["act"]), None)
    if clause.kind == "relative" and (what := _before(layout, clause, _BESIDE)):
        for rule, match in _matches("light", clause):
            yield _turn(rule, match, what, None)


def _before(layout: Layout, clause: Clause, room: int) -> str | None:
    """The act whose noun a relative clause hangs on: "herziening waartoe is besloten", "toezegging die is gedaan"."""
    words = act_words(layout, max(0, clause.start - room), clause.start)
    return next((w.name for w in reversed(words) if w.form == "noun" and w.act not in _GENERAL), None)


def _framed(clause: Clause, nouns: Sequence[ActWord], under: str | None) -> Iterator[Turn]:
    for rule, match in _matches("frame", clause):
        act, noun = str(rule.more["act"]), rule.more.get("noun")
        about = [w for w in nouns if noun == "needed" or w.name != "propose"]  # "het voorstel in beraad houden": decide
        what = (_subject(match, about) or (under if noun != "needed" else None)) if noun else None
        if what or noun != "needed":
            yield _turn(rule, match, what or act, rule.more.get("status"))


def _subject(match: re.Match[str], nouns: Sequence[ActWord]) -> str | None:
    """What is (not) decided: the noun of an act behind the turn's first word, else the last before it.

    "nog geen besluit over een hervatting" -> resume; "een aanvullende bijdrage is in beraad" -> contribute.
    """
    named = [w for w in nouns if w.act not in _GENERAL]
    behind = [w for w in named if match.start() <= w.start <= match.end() + NEAR]
    return behind[0].name if behind else named[-1].name if named else None


def _spoken_of(clause: Clause, nouns: Sequence[ActWord]) -> Iterator[Turn]:
    """Nouns of acts that a clause speaks about, dates, or tells the course of."""
    if not nouns:
        return
    for rule, match in _matches("about", clause):
        for noun in nouns:
            if abs(noun.start - match.end()) <= 2:
                yield Turn(noun, noun.name, "pending", rule.id)
    for rule, match in _matches("dated-noun", clause):
        for noun in nouns:
            if noun.end == match.end("noun"):
                yield Turn(noun, noun.name, "taken", rule.id)
    for rule, _ in _matches("happens", clause):
        if nouns and nouns[0].start <= clause.start + len("De "):
            yield Turn(nouns[0], nouns[0].name, None, rule.id)


def _turn(rule: Rule, match: re.Match[str], act: str, status: Status | None) -> Turn:
    weight: Weight = _WEIGHTS[rule.more.get("body", False)]
    named = next((name for name in _DOER if match.groupdict().get(name)), None)
    by = match.span(named) if named else (match.start(), match.start()) if rule.more.get("unnamed") else None
    return Turn(
        ActWord("frame", match.start(), match.end(), "verb", match[0], weight),
        act,
        status,
        rule.id,
        by,
        bool(rule.more.get("denies")),
    )


def _matches(kind: str, clause: Clause) -> Iterator[tuple[Rule, re.Match[str]]]:
    """The rules of extract/decisions.toml of a kind that find something in a part of the clause, with the first.

    The word that opens the next clause belongs to the last part.
    """
    bits = clause.worth & asked(_NAME, kind)
    if not bits:
        return
    sweep, last, opens = clause.sweep, clause.end, kind in _OPENING
    for bit, rule in sweep.each(bits):
        for start, end in clause.parts:
            stop = end + OPENER if end == last else end
            match = rule.regex.match(sweep.text, start, stop) if opens else sweep.search(bit, rule, start, stop)
            if match is not None:
                yield rule, match
                break


def _governed(text: str, clause: Clause, word: ActWord) -> bool:
    """Whether a decision governs an infinitive: "het besluit om opnieuw bij te dragen"."""
    before = text[max(clause.start - NEAR, word.start - 2 * NEAR, 0) : word.start]
    return is_infinitive(word, text) and said("decided", before)
