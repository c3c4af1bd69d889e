"""A trace as data: json for a script, csv for a spreadsheet.

Two of the forms of render. Laws: offsets count code points of the raw letter; no cell of a csv is a formula.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from navograaf.answers.changes import Change
from navograaf.answers.collection import LetterCard
from navograaf.answers.entries import Entry
from navograaf.answers.escapes import cell
from navograaf.answers.occasions import Dropped
from navograaf.answers.statements import Statement
from navograaf.answers.trace import Trace
from navograaf.answers.wording import earlier

COLUMNS = (
    *("date", "meeting", "meeting_label", "meeting_start", "meeting_end", "place"),
    *("letter", "paper", "paper_inferred", "letter_kind", "letter_date", "address", "file", "section"),
    *("kind", "how", "part", "about", "found", "references", "start", "end", "page", "quote", "exact"),
    *("says", "who", "status", "polarity", "act", "object", "value", "unit", "due", "question"),
    *("change", "earlier", "outcome"),
)


def as_json(trace: Trace) -> str:
    """{"subject", "things", "letters", "entries", "silent", "dropped", ...}; offsets are into the raw letter.

    A letter that is silent is an entry as well, in its place in time: "kind" and "absent" say so.
    """
    limits, holder = trace.limits, trace.holder
    value = {
        "subject": ", ".join(trace.asked),
        "things": [
            {"id": item.id, "kind": item.kind, "label": item.label, "iri": item.iri or None} for item in trace.things
        ],
        "also": [item.id for item in trace.also],
        "related": [item.id for item in trace.related],
        "limits": {
            "as_of": limits.as_of or None,
            "since": limits.since or None,
            "until": limits.until or None,
            "kinds": list(limits.kinds),
            "holder": [item.id for item in holder.things] or [holder.asked] if holder else [],
        },
        "notes": list(trace.notes),
        "letters": trace.total,
        "entries": [
            row
            for one in trace.timeline()
            for card, own in one.letters
            for row in ([_entry(trace, entry) for entry in own] or [_absent(trace, card)])
        ],
        "silent": [_letter(card) for card in trace.silent],
        "left_out": [card.id for card in trace.left_out],
        "dropped": [_dropped(one) for one in trace.dropped],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _entry(trace: Trace, entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.letter.file,
        "start": entry.start,
        "end": entry.end,
        "page": entry.page,
        "path": entry.path or None,
        "date": entry.date or None,
        "kind": entry.kind,
        "kinds": list(entry.kinds),
        "how": entry.how,
        "part": entry.part,
        **{name: value for name, value in _letter(entry.letter).items() if name != "file"},
        **_known(trace, entry.letter),
        "section": entry.section or None,
        "about": list(entry.about),
        "found": list(entry.found),
        "quote": entry.quote,
        "exact": entry.exact,
        "marks": [list(mark) for mark in entry.marks],
        "references": list(entry.references),
        "statements": [_statement(trace, one) for one in (*entry.statements, *entry.asked)],
        "change": entry.change.kind if entry.change else "new",
        "earlier": _earlier(entry.change),
        "iri": entry.iri,
    }


def _absent(trace: Trace, card: LetterCard) -> dict[str, Any]:
    """A letter that says nothing of the subjects: the head of an entry, and that there is none."""
    head = {
        "file": card.file,
        "start": None,
        "end": None,
        "page": None,
        "date": card.when or None,
        "kind": "absent",
        "absent": True,
    }
    return {**head, **{name: value for name, value in _letter(card).items() if name != "file"}, **_known(trace, card)}


def _known(trace: Trace, card: LetterCard) -> dict[str, Any]:
    """Since when the letter counts as known, and why where it has no date; nothing unless a day was asked for."""
    found = trace.placed.get(card.iri)
    return {"known": found.day.isoformat(), "known_why": found.why or None} if found and found.day else {}


def _statement(trace: Trace, one: Statement) -> dict[str, Any]:
    found = trace.outcomes.get(one.iri)
    return {
        **one.values(),
        **({"outcome": found.outcome, "outcome_at": found.at or None, "outcome_page": found.page} if found else {}),
    }


def _earlier(one: Change | None) -> dict[str, Any] | None:
    """The sentence of an earlier letter; "added" are spans in the quote of the entry, "removed" in the quote here."""
    if one is None:
        return None
    return {
        "file": one.letter.file,
        "letter": one.letter.id,
        "start": one.start,
        "end": one.end,
        "page": one.page,
        "quote": one.quote,
        "added": [list(span) for span in one.added],
        "removed": [list(span) for span in one.removed],
    }


def _dropped(one: Dropped) -> dict[str, Any]:
    rows = [
        {
            "file": e.letter.file,
            "letter": e.letter.id,
            "start": e.start,
            "end": e.end,
            "page": e.page,
            "kind": e.kind,
            "quote": e.quote,
        }
        for e in one.entries
    ]
    return {"meeting": one.meeting.id, "since": one.since.id, "date": one.meeting.start or None, "entries": rows}


def _flat(trace: Trace, entry: Entry) -> dict[str, Any]:
    """What a row of a csv has beside the entry: all that is said in words, and the first statement by its fields."""
    first = entry.statements[0] if entry.statements else None
    fields = {
        name: first.fact(name) if first else "" for name in ("status", "polarity", "act", "object", "unit", "due")
    }
    return {
        **fields,
        "says": "; ".join(f"{one.kind} {' '.join(one.words.split())}" for one in entry.statements),
        "who": first.who if first else "",
        "value": first.number if first and first.kind == "quantity" else "",
        "question": "; ".join(one.number for one in entry.asked),
        "earlier": earlier(entry.change),
        "outcome": "; ".join(found.words for one in entry.statements if (found := trace.outcomes.get(one.iri))),
    }


def _letter(card: LetterCard) -> dict[str, Any]:
    meeting = card.meeting
    return {
        "file": card.file,
        "letter": card.id,
        "paper": card.paper or None,
        "paper_inferred": card.inferred,
        "letter_kind": card.kind,
        "letter_date": card.date or None,
        "address": card.address or None,
        "meeting": meeting.id if meeting else None,
        "meeting_label": meeting.label if meeting else None,
        "meeting_start": (meeting.start if meeting else "") or None,
        "meeting_end": (meeting.end if meeting else "") or None,
        "place": (meeting.place if meeting else "") or None,
    }


def as_csv(trace: Trace) -> str:
    """One row an entry under a header, dates in ISO form; a cell that a spreadsheet would run gets a '."""
    stream = io.StringIO()
    # Words are quoted: a letter with Windows line ends would otherwise end its row in the middle of a quote.
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    for row in records(trace):
        writer.writerow([_cell(value) for value in row.values()])
    return stream.getvalue()


def records(trace: Trace) -> list[dict[str, Any]]:
    """One row an entry, with COLUMNS as keys: text, numbers, truths, lists of ids; None or "" for what is not known."""
    rows = ({**_entry(trace, entry), **_flat(trace, entry)} for entry in trace.entries)
    return [{name: row[name] for name in COLUMNS} for row in rows]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return value
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return cell(text)
