"""Whose decisions, positions and promises are asked for: a person, body or country with those who speak for it.

For trace and the ledger. What belongs together stands in the reference data (posts in bodies, bodies in countries,
terms of people), not here. Laws: a statement counts for who decides, holds or promises, never for who only tells it; a
name that no list has is looked for among those that letters print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from navograaf.answers.collection import LetterCard
from navograaf.answers.lookup import rows
from navograaf.answers.statements import Statement
from navograaf.answers.subjects import Index, Thing, resolve
from navograaf.errors import SubjectError
from navograaf.iris import THINGS
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.period import period

if TYPE_CHECKING:
    from pyoxigraph import Store

HOLDING = ("decision", "position", "commitment")
_TOGETHER = re.compile(r"\s+and\s+|\s*,\s*")
_BESIDE = re.compile(r"\s*\([^()]*\)")
Term = tuple[str, str, str]
"""The end of an IRI, with the first and the last day ("" open)."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Those whose statements count: `always` by the ends of their IRIs, `during` for some time.

    names: what statements of them call them; a statement of several, "SG NATO and SACEUR", has only a name.
    """

    asked: str
    things: tuple[Thing, ...]
    """None where only letters print the name that was asked for."""
    always: frozenset[str]
    during: tuple[Term, ...] = ()
    names: frozenset[str] = frozenset()
    promising: tuple[Term, ...] = ()
    """Governments whose promises count, in letters that were signed by the one asked for."""
    signed: Mapping[str, bool] = field(default_factory=dict, hash=False)
    """IRI of a letter, or of a meeting -> whether a person asked for is among those who signed (the letters on) it."""

    @property
    def label(self) -> str:
        """What they are called in an answer."""
        return ", ".join(item.label for item in self.things) or self.asked

    def holds(self, one: Statement, letter: LetterCard) -> bool:
        """Whether the statement, of this letter, is theirs."""
        ids = (*one.facts.get("decider", ()), *one.facts.get("holder", ()))
        return one.kind in HOLDING and self.theirs(one.kind, ids, (one.who,), letter)

    def theirs(self, kind: str, ids: Iterable[str], names: Iterable[str], letter: LetterCard) -> bool:
        """Whether what those with these ids, or else these names, decide, hold or promise in a letter is theirs."""
        told = set(ids)
        day = letter.date or letter.when
        if told & self.always or _then(self.during, told, day):
            return True
        if kind == "commitment" and _then(self.promising, told, day):
            return self._signed(letter)
        return not told and any(_parts(name) & self.names for name in names)

    def _signed(self, letter: LetterCard) -> bool:
        """A consultation has no signature: it is then theirs who sign the letters on its meeting, or nobody else's."""
        meeting = letter.meeting.iri if letter.meeting else ""
        return self.signed.get(letter.iri, self.signed.get(meeting, True))


def holder_of(
    store: Store, text: str, known: Index, *, cards: Iterable[LetterCard] = (), alone: bool = False
) -> Holder:
    """Who `text` names, with those who speak for them; `alone` leaves the others out.

    cards: the letters, to tell who signed those on a meeting. Raises SubjectError when nothing is called `text` and no
    letter prints such a name.
    """
    printed: dict[str, set[str]] = {}
    for name, id_ in rows(store, "holder-names"):
        printed.setdefault(name, set()).update({id_.removeprefix(THINGS)} - {""})
    try:
        found = resolve(store, text, known)
    except SubjectError:
        like = _like(text, printed)
        if not like:
            raise
        return Holder(text, (), frozenset().union(*(printed[name] for name in like)), names=like)
    things = tuple(item for item in found if item.kind != "topic") or tuple(found)
    always, during = {item.id for item in things}, []
    for item in () if alone else things:
        for iri, first, last in rows(store, "holders", holder=item.iri):
            if first:
                during.append((iri.removeprefix(THINGS), first, last))
            else:
                always.add(iri.removeprefix(THINGS))
    names = {name for name, ids in printed.items() if ids & always}
    unknown = {part for name in printed for part in _parts(name)} - names
    names |= {name for name in unknown if any(item.id in always for item in known.called(name))}
    states = meanings("holder-state")  # "de Iraakse autoriteiten" hold what the government of Iraq does
    lands = {row[0].rpartition("/")[2] for item in things for row in rows(store, "state", holder=item.iri)}
    names |= {states[land] for land in lands if land in states and not alone}
    if not names and not any(ids & {one[0] for one in during} for ids in printed.values()):
        names |= _like(text, printed)
    people = {item.iri for item in things if item.kind == "person" and not alone}
    governs = {(g.removeprefix(THINGS), a, z) for iri in people for g, a, z in rows(store, "ministries", person=iri)}
    return Holder(
        text,
        things,
        frozenset(always),
        tuple(sorted(set(during))),
        frozenset(names),
        tuple(sorted(governs)),
        _signatures(store, cards, people) if governs else {},
    )


def _signatures(store: Store, cards: Iterable[LetterCard], people: set[str]) -> dict[str, bool]:
    signed: dict[str, bool] = {}
    for letter, person in rows(store, "signers"):
        signed[letter] = signed.get(letter, False) or person in people
    on_meeting: dict[str, bool] = {}
    for card in cards:
        if card.meeting and card.iri in signed:
            on_meeting[card.meeting.iri] = on_meeting.get(card.meeting.iri, False) or signed[card.iri]
    return {**signed, **on_meeting}


def _like(text: str, printed: Iterable[str]) -> frozenset[str]:
    """The printed names that have the words of `text` in them, one behind the other."""
    wanted = _words(text)
    return frozenset(name for name in printed if wanted.strip() and wanted in _words(name))


def _words(text: str) -> str:
    return " ".join(("", *re.findall(r"\w+", fold(text)), ""))


def _parts(name: str) -> set[str]:
    """The names in a name: "Netherlands and allies" are two, "Dutch government (future)" is one."""
    parts = {name, *_TOGETHER.split(_BESIDE.sub("", name))}
    return {part for part in parts if part}


def _then(terms: Iterable[Term], ids: set[str], day: str) -> bool:
    return any(id_ in ids and _within(day, first, last) for id_, first, last in terms)


def _within(day: str, first: str, last: str) -> bool:
    """Whether some day that `day` can mean lies between two dates, the last of them "" when open."""
    when, begin, end = period(day), period(first), period(last)
    return bool(when and begin and when[1] >= begin[0] and (end is None or when[0] <= end[1]))
