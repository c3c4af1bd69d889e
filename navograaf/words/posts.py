"""Who held which post on which day, from the memberships in ontology/people.ttl.

Dates there may be partial; a day is inside a term when the parts that both dates have say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from navograaf.iris import PREFIXES
from navograaf.words.folding import fold
from navograaf.words.reference import Thing, of_kind, things


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in a post: ids, first and last day (ISO, cut to their precision; None: open)."""

    person: str
    post: str
    start: str | None
    end: str | None

    def holds(self, day: str) -> bool:
        """Whether the (partial) day lies in the term."""
        after = self.start is None or self.start[: len(day)] <= day[: len(self.start)]
        return after and (self.end is None or day[: len(self.end)] <= self.end[: len(day)])


@cache
def terms() -> tuple[Term, ...]:
    """All terms, by post and start."""
    found = []
    for thing in of_kind("membership"):
        during = _first(thing, PREFIXES["org"] + "memberDuring")
        person, post = _first(thing, PREFIXES["org"] + "member"), _first(thing, PREFIXES["org"] + "role")
        if person and post:
            span = things().get(during) if during else None
            start, end = (span.one("startDate"), span.one("endDate")) if span else (None, None)
            found.append(Term(person.rsplit("/", 1)[-1], post.rsplit("/", 1)[-1], start, end))
    return tuple(sorted(found, key=lambda t: (t.post, t.start or "", t.person)))


def _first(thing: Thing, predicate: str) -> str | None:
    return next(iter(thing.values.get(predicate, ())), None)


def holder(post: str, day: str | None) -> str | None:
    """The id of the one person who held the post on the day; None when nobody is known, or more than one."""
    if day is None:
        return None
    people = {t.person for t in _by_post().get(post, ()) if t.holds(day)}
    return people.pop() if len(people) == 1 else None


def posts_of(person: str, day: str | None) -> set[str]:
    """The ids of the posts that a person held on the day."""
    return {t.post for t in _by_person().get(person, ()) if day is None or t.holds(day)}


@cache
def _by_post() -> dict[str, list[Term]]:
    return _grouped((term.post, term) for term in terms())


@cache
def _by_person() -> dict[str, list[Term]]:
    return _grouped((term.person, term) for term in terms())


def _grouped(rows: Iterable[tuple[str, Term]]) -> dict[str, list[Term]]:
    held: dict[str, list[Term]] = {}
    for key, term in rows:
        held.setdefault(key, []).append(term)
    return held


@cache
def _names() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for thing in of_kind("person"):
        family = thing.values.get(PREFIXES["foaf"] + "familyName", ())
        for name in [label.text for label in thing.labels] + list(family):
            held.setdefault(fold(name).replace(".", "").replace(" ", ""), set()).add(thing.id)
    return {name: frozenset(people) for name, people in held.items()}


def person_named(name: str, day: str | None = None) -> str | None:
    """The id of the one known person with this name (points, spaces and accents aside); None when none or several fit.

    Where several bear the name, who held a post on the day goes first.
    """
    people = _names().get(fold(name).replace(".", "").replace(" ", ""), frozenset())
    if len(people) > 1 and day:
        people = frozenset(p for p in people if posts_of(p, day)) or people
    return next(iter(people)) if len(people) == 1 else None
