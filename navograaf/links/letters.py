"""A reference in one letter -> the letter of the collection that it means.

One kind of link. A letter is meant by its Kamerstuk number, or by what it is: the report of a meeting on given days,
the annotated agenda of the meeting that both are about, a letter of a given day. Laws: a description means a letter
only where exactly one fits; a number printed beside it goes before the description; no letter refers to itself.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from navograaf.findings.dates import Date, find_dates, resolved
from navograaf.links.model import Confidence, LetterNode, Link, Sentence
from navograaf.words.rules import of_kind

_PAPER = "kamerstuk/"
_REACH = 160
"""So many characters behind "het verslag" its meeting and date are looked for."""
_LONGEST = 240
"""Days between a meeting and "de vorige": a longer time hides one that no letter names."""
_KINDS = ("agenda", "questions", "report", "letter")
_SERIES = re.compile(r"(?P<series>.+)-(?P<day>\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True)
class _Meant:
    letter: LetterNode
    rule: str
    confidence: Confidence
    reason: str


def refers(sentence: Sentence) -> bool:
    """Whether a sentence may refer to a letter, as far as its own words tell."""
    if any(rule.regex.search(name) for rule in of_kind("links", "letters-number") for name in sentence.named):
        return True
    kinds = (f"letters-{kind}" for kind in _KINDS)
    return any(rule.regex.search(sentence.words) for kind in kinds for rule in of_kind("links", kind))


class Shelf:
    """The letters of the collection by number, day, kind and meeting."""

    def __init__(self, letters: Iterable[LetterNode], meetings: Iterable[str]) -> None:
        """meetings: IRIs of all meetings that a letter names."""
        letters = sorted(letters, key=lambda one: one.order)
        self.asked: set[str] = set()
        """What was looked up, as `shelved` and `series` name it."""
        self._papers: dict[str, list[LetterNode]] = defaultdict(list)
        self._days: dict[str, list[LetterNode]] = defaultdict(list)
        self._meetings: dict[tuple[str, str], list[LetterNode]] = defaultdict(list)
        self._held: dict[tuple[str, str], list[LetterNode]] = defaultdict(list)
        days: dict[str, set[str]] = defaultdict(set)
        for letter in letters:
            self._papers[letter.paper].append(letter)
            self._days[letter.date].append(letter)
            self._meetings[letter.kind, letter.meeting].append(letter)
            for day in {letter.meeting_start, letter.meeting_end, letter.meeting_start[:7]} - {""}:
                self._held[letter.kind, day].append(letter)
        for meeting in {*meetings, *(letter.meeting for letter in letters)}:
            if match := _SERIES.match(meeting):
                days[match["series"]].add(match["day"])
        self._series = {series: sorted(found) for series, found in days.items()}

    def links(self, sentence: Sentence) -> Iterator[Link]:
        """A link to each letter that a sentence refers to."""
        meant: dict[str, _Meant] = {}
        for found in (*self.numbered(sentence), *self.described(sentence)):
            if found.letter.iri != sentence.letter.iri:
                meant.setdefault(found.letter.iri, found)
        for one in sorted(meant.values(), key=lambda row: row.letter.order):
            yield Link("letters", sentence.iri, (one.letter.iri,), one.rule, one.confidence, one.reason)

    def numbered(self, sentence: Sentence) -> Iterator[_Meant]:
        """The letters whose Kamerstuk number a sentence cites."""
        for rule in of_kind("links", "letters-number"):
            for name in sorted(sentence.named):
                match = rule.regex.search(name)
                letter = self._one(self._papers, "paper", match["number"]) if match else None
                if match and letter:
                    yield _Meant(letter, rule.id, "high", f"it cites Kamerstuk {match['number']}")

    def described(self, sentence: Sentence) -> Iterator[_Meant]:
        """The letters that a sentence describes by kind, meeting and day."""
        cited = {one.removeprefix(_PAPER) for one in sentence.named if one.startswith(_PAPER)}
        for kind in _KINDS:
            for rule in of_kind("links", f"letters-{kind}"):
                for match in rule.regex.finditer(sentence.words):
                    found = self._meant(sentence, kind, match)
                    if found and (not cited or not found[0].paper or found[0].paper in cited):
                        yield _Meant(found[0], rule.id, found[1], found[2])

    def _meant(self, sentence: Sentence, kind: str, match: re.Match[str]) -> tuple[LetterNode, Confidence, str] | None:
        behind = sentence.words[match.end() : match.end() + _REACH]
        if kind == "letter":
            return self._of_day(sentence, behind)
        part = self._says("part", behind)
        if part:
            return self._of_meeting(sentence, kind, part)
        if self._says("previous", match[0]) or self._says("previous", behind):
            return self._previous(sentence, kind)
        if self._says("own", behind) and sentence.letter.meeting:
            only = self._one(self._meetings, "meeting", kind, sentence.letter.meeting)
            return (only, "medium", f"it is the only {kind} of the meeting that both are about") if only else None
        return None

    def _of_day(self, sentence: Sentence, behind: str) -> tuple[LetterNode, Confidence, str] | None:
        said = self._says("day", behind)
        date = _first(behind[: said.end()], sentence) if said else None
        only = self._one(self._days, "day", date.value) if date and len(date.value) == 10 else None
        return (only, "high", f"it is the only letter of {only.date}") if only else None

    def _of_meeting(
        self, sentence: Sentence, kind: str, part: re.Match[str]
    ) -> tuple[LetterNode, Confidence, str] | None:
        date = _first(part[0], sentence)
        if date is None or not date.has_year or len(date.value) < 7:
            return None
        self.asked.add(f"held {kind} {date.value}")
        fits = self._held.get((kind, date.value), [])
        named = {one for one in sentence.named if one.startswith("meeting/")}
        if named:  # the meeting of the letter is among those that the sentence names
            fits = [one for one in fits if one.meeting.endswith(tuple(f"/{name}" for name in named))]
        only = self._only(fits)
        sure: Confidence = "high" if len(date.value) == 10 else "medium"
        return (only, sure, f"it is the only {kind} of a meeting in or on {date.value}") if only else None

    def _previous(self, sentence: Sentence, kind: str) -> tuple[LetterNode, Confidence, str] | None:
        """The letter of the meeting before, where no letter names one that lies between."""
        own = _SERIES.match(sentence.letter.meeting)
        if own is None:
            return None
        self.asked.add(f"series {own['series']}")
        earlier = [day for day in self._series.get(own["series"], ()) if day < own["day"]]
        if not earlier or _apart(earlier[-1], own["day"]) > _LONGEST:
            return None
        only = self._one(self._meetings, "meeting", kind, f"{own['series']}-{earlier[-1]}")
        return (only, "medium", f"it is the only {kind} of the meeting before") if only else None

    def _one(self, shelf: Mapping[Any, list[LetterNode]], *key: str) -> LetterNode | None:
        """The one letter that stands on a shelf, if it is the only one. key: the shelf's name and what stands on it."""
        self.asked.add(" ".join(key))
        _, first, *more = key
        return self._only(shelf.get((first, *more) if more else first, []))

    @staticmethod
    def _only(letters: list[LetterNode]) -> LetterNode | None:
        return letters[0] if len(letters) == 1 else None

    @staticmethod
    def _says(kind: str, words: str) -> re.Match[str] | None:
        found = (rule.regex.search(words) for rule in of_kind("links", f"letters-{kind}"))
        return next((match for match in found if match), None)


def shelved(letter: LetterNode) -> set[str]:
    """The names of the places on the shelf where a letter stands."""
    days = {letter.meeting_start, letter.meeting_end, letter.meeting_start[:7]} - {""}
    held = {f"held {letter.kind} {day}" for day in days}
    return {f"paper {letter.paper}", f"day {letter.date}", f"meeting {letter.kind} {letter.meeting}", *held}


def series(meeting: str) -> str:
    """The name of the days of the series that a meeting is one of, "" for a meeting without a day."""
    match = _SERIES.match(meeting)
    return f"series {match['series']}" if match else ""


def _first(words: str, sentence: Sentence) -> Date | None:
    letter = sentence.letter
    anchor = letter.date or letter.when or None
    return next((resolved(date, anchor) for date in find_dates(words)), None)


def _apart(day: str, other: str) -> int:
    try:
        return abs((datetime.date.fromisoformat(other) - datetime.date.fromisoformat(day)).days)
    except ValueError:  # "2020-02-31" in the id of a meeting
        return _LONGEST + 1
