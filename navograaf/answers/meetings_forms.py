"""The meetings with their sets in the forms of a file: Markdown, CSV and JSON.

Behind meetings.py; meetings_table.py is the form of a terminal. Law: every form has the same meetings, letters and
gaps, and what is inferred says so.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from navograaf.answers.collection import KIND_NAMES, LetterCard
from navograaf.answers.dates import span
from navograaf.answers.escapes import cell, markdown
from navograaf.answers.meetings import MeetingSet, Place
from navograaf.answers.papers_of_meeting import CitedPaper
from navograaf.answers.wording import letter_name

"""A cell that begins so would be computed by a spreadsheet program."""
NOT_HELD = "no letter in the collection"
COLUMNS = (
    *("date", "end", "meeting", "label", "place", "known", "kind", "letter", "paper", "paper_inferred"),
    *("letter_date", "file", "meeting_inferred", "cited_by", "start", "quote"),
)
"""A row a paper; `kind` with `letter` empty is one that is missing, and then `paper` and `cited_by` may tell of it."""


def document(sets: Sequence[MeetingSet]) -> dict[str, Any]:
    """The sets as JSON values, as docs/commands/meetings.md describes them."""
    return {"meetings": [_values(one) for one in sets]}


def as_json(sets: Sequence[MeetingSet]) -> str:
    return json.dumps(document(sets), ensure_ascii=False, indent=1) + "\n"


def _values(one: MeetingSet) -> dict[str, Any]:
    return {
        "id": one.meeting.id,
        "label": one.meeting.label,
        "start": one.meeting.start or None,
        "end": one.meeting.end or None,
        "place": one.meeting.place or None,
        "known": one.known,
        "papers": [_paper(card) for card in one.papers],
        "missing": list(one.missing),
        "cited": [_cited(paper) for paper in one.cited],
        "spoken": [_place(place) for place in one.spoken],
        "sessions": [
            {"id": part.meeting.id, "words": words(part.places), "places": [_place(place) for place in part.places]}
            for part in one.sessions
        ],
    }


def _paper(card: LetterCard) -> dict[str, Any]:
    return {
        "kind": KIND_NAMES.get(card.kind, card.kind),
        "letter": card.id,
        "file": card.file,
        "paper": card.paper or None,
        "paper_inferred": card.inferred,
        "date": card.date or None,
        "meeting_inferred": card.tied or None,
    }


def _cited(paper: CitedPaper) -> dict[str, Any]:
    return {
        "paper": paper.number,
        "kind": KIND_NAMES.get(paper.kind) if paper.kind else None,
        "letter": paper.letter.id,
        "file": paper.letter.file,
        "start": paper.start,
        "end": paper.end,
        "quote": paper.quote,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "letter": place.letter.id,
        "file": place.letter.file,
        "start": place.start,
        "end": place.end,
        "words": place.words,
    }


def words(places: Sequence[Place]) -> str:
    """The longest words by which letters name a meeting, of equally long ones the first."""
    return max((place.words for place in places), key=len, default="")


def as_csv(sets: Sequence[MeetingSet]) -> str:
    """A row a paper of the set, also of those that are missing and of those that are cited alone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    for row in _rows(sets):
        writer.writerow([cell(one) if isinstance(one, str) else one for one in row])
    return out.getvalue()


def _rows(sets: Sequence[MeetingSet]) -> Iterator[list[str | int]]:
    for one in sets:
        head = [one.meeting.start, one.meeting.end, one.meeting.id, one.meeting.label, one.meeting.place, one.known]
        for card in one.papers:
            number = [card.paper, "true" if card.inferred else "false"]
            row = [KIND_NAMES.get(card.kind, card.kind), card.id, *number, card.date, card.file, card.tied]
            yield [*head, *row, "", "", ""]
        for kind in one.missing:
            if not any(KIND_NAMES.get(paper.kind) == kind for paper in one.cited):
                yield [*head, kind, *[""] * 9]
        for paper in one.cited:
            row = [KIND_NAMES.get(paper.kind, ""), "", paper.number, "false", "", "", ""]
            yield [*head, *row, paper.letter.id, paper.start, paper.quote]


def as_markdown(sets: Sequence[MeetingSet]) -> str:
    """A heading a meeting, a line a paper."""
    lines = ["# Meetings", ""]
    for one in sets:
        lines += [f"## {markdown(heading(one))}", ""]
        lines += [f"- {markdown(line)}" for line in told(one)]
        lines += [""]
    return "\n".join(lines).rstrip("\n") + "\n"


def heading(one: MeetingSet) -> str:
    """The days, the body and the place: "22–23 Oct 2020  NATO defence ministers"."""
    label = one.meeting.label
    if one.meeting.id.startswith(f"{label}-"):  # a meeting of no known series: "talks", "other"
        label = words(one.spoken) or label
    place = one.meeting.place if one.meeting.place not in label else ""
    return ", ".join(filter(None, (f"{one.meeting.dates}  {label}", place)))


def told(one: MeetingSet) -> list[str]:
    """What is to be said under a meeting, a line each."""
    lines = []
    for card in one.papers:
        name = letter_name(card)
        lines.append(name if card.id in name and card.file.startswith(card.id) else f"{name} · {card.file}")
        lines += [f"  tied to this meeting: {card.tied}"] * bool(card.tied)
    if not one.papers:
        lines.append(NOT_HELD + ("; known from the calendar" if one.known == "calendar" else ""))
    elif one.missing:
        lines.append(f"missing: {', '.join(one.missing)}")
    lines += [_cited_line(paper) for paper in one.cited]
    if one.spoken:
        names = "; ".join(f"{place.letter.id}:{place.start}-{place.end} “{place.words}”" for place in one.spoken)
        lines.append(f"named in {names}")
    for part in one.sessions:
        when = span(part.meeting.start, part.meeting.end) if len(part.meeting.start) == 10 else ""
        lines.append(f"session: {words(part.places)}" + (f", {when}" if when else "") + f" [{part.meeting.id}]")
    return lines


def _cited_line(paper: CitedPaper) -> str:
    kind = f"{KIND_NAMES[paper.kind]} " if paper.kind else ""
    where = f"{paper.letter.id}:{paper.start}-{paper.end}"
    return f"not in the collection, cited: {kind}{paper.number} ({where} “{paper.quote}”)"
