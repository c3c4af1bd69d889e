"""Ties: the meeting of a letter that does not say it in full, told by the letters around it.

A kind of link of its own: from a letter to a meeting. Law: a letter that names its meeting keeps it; a tie is made
only where one meeting alone fits what the letter says and when it was written, and the reason names what told it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from navograaf.findings import calendar
from navograaf.iris import THINGS, thing
from navograaf.links.model import LETTER_KINDS, Confidence, LetterNode, Link
from navograaf.links.opening import Told
from navograaf.links.written import Numbered, Written

RULES = ("links.meeting-part", "links.meeting-cited", "links.meeting-words", "links.meeting-numbers")
"""Ids of the rules by which a letter is tied to a meeting: links with one of them are navo:MeetingTie."""
_AHEAD, _LATE, _BACK = 60, 14, 75
"""Days: an agenda comes at most so many before its meeting, a consultation is closed at most so many after it, and a
report comes at most so many after it."""
_DATE = re.compile(r"-\d{4}(?:-\d{2}){0,2}$")


@dataclass(frozen=True, slots=True)
class _Meeting:
    iri: str
    series: str
    start: str
    end: str


class Around:
    """Letters with what they cite, by which the meeting of one is told by the others."""

    def __init__(self, letters: Iterable[LetterNode], papers: Mapping[str, frozenset[str]]) -> None:
        """papers: IRI of a letter -> the numbers of the papers that it cites."""
        self._letters = sorted(letters, key=lambda one: one.order)
        self._numbered = Numbered(self._letters, papers)
        self._pool = {one.meeting: _meeting(one) for one in self._letters if one.meeting}
        self._series: dict[str, list[_Meeting]] = {}
        for meeting in self._pool.values():
            self._series.setdefault(meeting.series, []).append(meeting)

    def ties(self, opening: Callable[[LetterNode], Told | None]) -> list[Link]:
        """A link for each letter that needs one and has one. opening: what that of a letter says of its meeting."""
        found: list[Link] = []
        for letter in self._letters:
            if letter.kind == "letter" or len(letter.meeting_start) == 10:
                continue
            link = self._fuller(letter) if letter.meeting else self._around(letter, opening(letter))
            if link:
                found.append(link)
        return sorted(found, key=lambda link: link.source)

    def _fuller(self, letter: LetterNode) -> Link | None:
        """ "De bijeenkomst in juni 2029" and the agenda that gives the days: one meeting."""
        own = self._pool[letter.meeting]
        same = [one for one in self._series[own.series] if len(one.start) == 10]
        fits = [one for one in same if own.start and one.start.startswith(own.start)]
        if len(fits) != 1:
            return None
        return _link(letter, fits[0], "part", "high", f"another letter gives the days of the meeting of {own.start}")

    def _around(self, letter: LetterNode, says: Told | None) -> Link | None:
        """The meeting of a letter that names none in full, from what it cites, says of it and when it was written."""
        when = self._numbered.written(letter)
        set_ = [one for one in self._numbered.cited(letter) if one.meeting and self._of_one_set(letter, one)]
        cited = {one.meeting: one for one in set_}
        between = self._between(letter)
        fits = [one for one in self._possible(says, when, {*cited, between}) if _could(letter.kind, one, when)]
        by_paper = [m for m in fits if m.iri in cited]
        if len(by_paper) == 1:
            one = cited[by_paper[0].iri]
            verb = "it cites" if one.paper in self._numbered.papers(letter) else "it is cited by"
            return _link(
                letter, by_paper[0], "cited", "high", f"{verb} the {LETTER_KINDS[one.kind]} {one.paper or one.id} on it"
            )
        if cited:
            return None  # the papers tell of other meetings than the words, or of several
        if says and (says.value or when.bounded) and fits:
            chosen = fits if len(fits) == 1 else [m for m in fits if m.iri == between]
            if len(chosen) == 1:
                reason = f"“{says.words}”: only this meeting fits" + (f"; {when.why}" if when.why else "")
                sure: Confidence = "high" if says.value and when.bounded else "medium"
                return _link(letter, chosen[0], "words", sure, reason)
        if says is None and between in {m.iri for m in fits}:
            why = "its number lies between two letters on this meeting"
            return _link(letter, self._pool[between], "numbers", "medium", why)
        return None

    def _possible(self, says: Told | None, when: Written, near: set[str]) -> list[_Meeting]:
        """The meetings that an opening can mean; where it says nothing, those of the letters around (`near`)."""
        if says is None:
            return [self._pool[iri] for iri in sorted(near) if iri]
        possible = {one.iri: one for one in (self._series.get(says.series, ()) if says.series else self._pool.values())}
        if says.series and when.bounded:
            for known in calendar.known(says.series):
                iri = thing("meeting", known.id)
                possible.setdefault(iri, _Meeting(iri, known.series, known.start, known.end))
        return [one for one in possible.values() if _says(says, one)]

    def _of_one_set(self, letter: LetterNode, other: LetterNode) -> bool:
        """Whether one cites the other as of its own set: a consultation its agenda, a report one of these.

        A report that is cited, or an agenda that cites, tells of the meeting before.
        """
        ranks = ("agenda", "questions", "report")
        if other.kind not in ranks or letter.kind == other.kind:
            return False
        first, second = sorted((letter, other), key=lambda one: ranks.index(one.kind))
        return bool(first.paper) and first.paper in self._numbered.papers(second)

    def _between(self, letter: LetterNode) -> str:
        """IRI of the meeting that the letters numbered just before and after are both about, "" when they are not."""
        below, above = self._numbered.neighbours(letter)
        return below.meeting if below and above and below.meeting == above.meeting else ""


def filled(letters: Iterable[LetterNode], links: Iterable[Link]) -> dict[str, LetterNode]:
    """IRI -> letter with its meeting filled in, of the letters that have a tie among the links."""
    own = {letter.iri: letter for letter in letters}
    known = {one.meeting: one for one in sorted(own.values(), key=lambda one: one.order) if one.meeting}
    found: dict[str, LetterNode] = {}
    for link in links:
        if link.rule not in RULES or link.source not in own or not link.targets:
            continue
        (meeting,) = link.targets
        one, other = _from_iri(meeting), known.get(meeting)
        body = other.body if other else calendar.series_body(one.series)
        days = (other.meeting_start, other.meeting_end) if other else (one.start, one.end)
        letter = own[link.source]
        found[letter.iri] = replace(
            letter, meeting=meeting, meeting_start=days[0], meeting_end=days[1] or days[0], body=body
        )
    return found


def _could(kind: str, one: _Meeting, when: Written) -> bool:
    """Whether a letter of this kind, written then, can be about the meeting."""
    if len(one.start) != 10:
        return False
    end = one.end if len(one.end) == 10 else one.start
    if kind == "report":
        return (not when.last or end <= when.last) and (not when.first or end >= _shift(when.first, -_BACK))
    late = _LATE if kind == "questions" else 0
    return (not when.first or one.start >= _shift(when.first, -late)) and (
        not when.last or one.start <= _shift(when.last, _AHEAD)
    )


def _says(says: Told, one: _Meeting) -> bool:
    """Whether the words of an opening can mean the meeting."""
    if says.series and says.series != one.series:
        return False
    if not says.value:
        return True
    if not says.value.startswith("--"):
        return one.start.startswith(says.value)
    if says.last and one.end:
        return one.start[4:] == says.value[1:] and one.end.endswith(says.last.lstrip("-"))
    return one.start[4:].startswith(says.value[1:]) or one.start[5:] <= says.value[2:] <= (one.end or one.start)[5:]


def _shift(day: str, days: int) -> str:
    """The day so many days later. A year that no calendar has leaves it as it is."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()
    except (ValueError, OverflowError):
        return day


def _link(letter: LetterNode, one: _Meeting, rule: str, confidence: Confidence, reason: str) -> Link:
    return Link("letters", letter.iri, (one.iri,), f"links.meeting-{rule}", confidence, reason)


def _meeting(letter: LetterNode) -> _Meeting:
    return replace(_from_iri(letter.meeting), start=letter.meeting_start, end=letter.meeting_end)


def _from_iri(iri: str) -> _Meeting:
    """A meeting by its IRI: that of the calendar, else what the id says."""
    name = iri.removeprefix(f"{THINGS}meeting/")
    date = _DATE.search(name)
    series = name[: date.start()] if date else name
    known = next((one for one in calendar.known(series) if one.id == name), None)
    start = known.start if known else date[0][1:] if date else ""
    return _Meeting(iri, series, start, known.end if known else start)
