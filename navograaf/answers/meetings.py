"""Meetings as the spine: each with its set of papers, what is missing from it, and what other letters say of it.

Between the store and meetings_forms.py. Laws: a meeting is listed once, whatever the letters call it; a paper is in the
set of a meeting only when its letter says so or is tied to it; what is not in the collection is said, not left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from navograaf.answers.collection import KIND_NAMES, LetterCard, Meeting, described, facts, letters
from navograaf.answers.lookup import Row, open_store, rows
from navograaf.answers.meeting_body import called, check_body
from navograaf.answers.papers_of_meeting import CitedPaper, cited_papers
from navograaf.answers.periods import check_stretch, touches
from navograaf.iris import PREFIXES
from navograaf.words.joined import one_line

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.graph.folder import GraphFolder
    from navograaf.server.remote import Endpoint

Known = Literal["letters", "spoken", "calendar"]
"""How a meeting is known: letters of the collection are about it, letters speak of it, or the calendar alone has it."""
WANTED = ("agenda", "questions", "report")
"""The kinds of paper that make a set."""
_PART_OF, _BODY = PREFIXES["navo"] + "partOf", PREFIXES["navo"] + "body"


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a letter names a meeting: start and end in code points of the raw letter, and the words."""

    letter: LetterCard
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Session:
    """A part of a meeting, such as a dinner with guests, and where letters name it."""

    meeting: Meeting
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MeetingSet:
    """A meeting, the letters of the collection that are about it, and what is not in the collection."""

    meeting: Meeting
    known: Known
    papers: tuple[LetterCard, ...]
    """In the order agenda, consultation, report, other letter."""
    cited: tuple[CitedPaper, ...] = ()
    """Papers of this meeting that other letters cite and that are not in the collection."""
    spoken: tuple[Place, ...] = ()
    """Where letters that are not about it name it: the first place of each letter, in the order of reading."""
    sessions: tuple[Session, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The kinds of WANTED that the collection does not have, as answers call them."""
        own = {card.kind for card in self.papers}
        return tuple(KIND_NAMES[kind] for kind in WANTED if kind not in own)

    def of_kind(self, kind: str) -> tuple[LetterCard, ...]:
        """The letters of one kind."""
        return tuple(card for card in self.papers if card.kind == kind)


def meetings(
    source: GraphFolder | Store | Endpoint | Path | str,
    *,
    body: str = "",
    since: str = "",
    until: str = "",
    missing: bool = False,
    everything: bool = False,
) -> tuple[MeetingSet, ...]:
    """The meetings of a graph, oldest first, those without a date last.

    Those that letters are about, and of the same bodies those that letters speak of or that the calendar has between
    the first and the last of them. body: words of the name of the body or of the series; since, until: ISO dates,
    whole or partial, both included; missing: only sets that are not complete; everything: meetings of all bodies.
    Raises GraphError when a path holds no graph, SubjectError for a body of no meeting, QueryError for a stretch that
    ends before it begins.
    """
    check_stretch(since, until)
    store = open_store(source)
    known = facts(rows(store, "calendar"))
    of_body = {iri: next(iter(given.get(_BODY, ())), "") for iri, given in known.items()}
    cards = letters(store)
    found = {iri: described(iri, given) for iri, given in known.items()}
    if body:
        check_body(body, found, of_body)
    about = _about(cards)
    spoken = rows(store, "spoken")
    listed = _listed(found, known, of_body, about, {row[1] for row in spoken}, everything)
    places = _places(spoken, cards)
    cited = cited_papers(store, cards)
    parts: dict[str, list[str]] = {}
    for part in sorted(known):
        for whole in known[part].get(_PART_OF, ()):
            parts.setdefault(whole, []).append(part)
    sets = [
        MeetingSet(
            found[iri],
            how,
            tuple(about.get(iri, ())),
            cited.get(iri, ()),
            tuple(place for place in places.get(iri, ()) if place.letter not in about.get(iri, ())),
            tuple(Session(found[part], tuple(places.get(part, ()))) for part in parts.get(iri, ())),
        )
        for iri, how in listed.items()
        if called(body, found[iri], of_body[iri]) and _between(found[iri], since, until)
    ]
    kept = [one for one in sets if one.missing] if missing else sets
    return tuple(sorted(kept, key=lambda one: (one.meeting.start or "9999", one.meeting.id)))


def _about(cards: Iterable[LetterCard]) -> dict[str, list[LetterCard]]:
    found: dict[str, list[LetterCard]] = {}
    for card in cards:  # already in the order of the kinds
        if card.meeting:
            found.setdefault(card.meeting.iri, []).append(card)
    return found


def _listed(
    found: dict[str, Meeting],
    known: dict[str, dict[str, list[str]]],
    of_body: dict[str, str],
    about: dict[str, list[LetterCard]],
    named: set[str],
    everything: bool,
) -> dict[str, Known]:
    """IRI of each meeting to list -> how it is known. A part of a meeting stands under it, not beside it."""
    listed: dict[str, Known] = dict.fromkeys(about, "letters")
    bodies = {of_body[iri] for iri in about}
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for iri in {*about, *named}:
        start, name = found[iri].start, of_body[iri]
        if start and name in bodies and not known[iri].get(_PART_OF):
            first[name] = min(first.get(name, start), start)
            last[name] = max(last.get(name, start), start)
    full: dict[str, set[str]] = {}
    for iri in {*about, *named}:
        full.setdefault(of_body[iri], set()).add(found[iri].start)
    for iri, one in found.items():
        name = of_body[iri]
        if iri in listed or known[iri].get(_PART_OF):
            continue
        if iri in named and (name in bodies or everything):
            fuller = any(one.start != other and other.startswith(one.start) for other in full[name])
            if one.start and fuller:
                continue  # "in februari 2029", and another letter that gives the days
            listed[iri] = "spoken"
        elif name in first and first[name] < one.start < last[name] and _of_calendar(known[iri]):
            listed[iri] = "calendar"
    return listed


def _of_calendar(given: dict[str, list[str]]) -> bool:
    """Whether the calendar of ontology/ has the meeting: only there it has a series."""
    return PREFIXES["navo"] + "series" in given


def _places(spoken: Iterable[Row], cards: Iterable[LetterCard]) -> dict[str, list[Place]]:
    """IRI of a meeting -> the first place of each letter that names it, in the order of reading.

    spoken: rows as spoken.rq gives them.
    """
    first: dict[str, dict[str, tuple[int, int, str]]] = {}
    for letter, iri, _, start, end, exact in spoken:
        place = int(start), int(end), one_line(exact)
        own = first.setdefault(letter, {})
        own[iri] = min(place, own.get(iri, place))
    found: dict[str, list[Place]] = {}
    for card in cards:
        for iri, place in sorted(first.get(card.iri, {}).items()):
            found.setdefault(iri, []).append(Place(card, *place))
    return found


def _between(one: Meeting, since: str, until: str) -> bool:
    return not (since or until) or bool(touches(one.start, one.end, since, until))
