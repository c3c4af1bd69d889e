"""A trace as data: json for a script, csv for a spreadsheet.

Two of the forms of render. Laws: offsets count code points of the raw letter; no cell of a csv is a formula.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from navograaf.answers.collection import LetterCard
from navograaf.answers.entries import Entry
from navograaf.answers.trace import Trace

COLUMNS = (
    *("date", "meeting", "meeting_label", "meeting_start", "meeting_end", "place"),
    *("letter", "paper", "paper_inferred", "letter_kind", "letter_date", "address", "file", "section"),
    *("kind", "how", "part", "about", "found", "references", "start", "end", "quote", "exact"),
    *("says", "who", "status", "polarity", "act", "object", "value", "unit", "due", "question"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(trace: Trace) -> str:
    """{"subject", "things", "letters", "entries": [...], "silent": [...]}; offsets are into the raw letter."""
    value = {
        "subject": ", ".join(trace.asked),
        "things": [{"id": item.id, "kind": item.kind, "label": item.label, "iri": item.iri} for item in trace.things],
        "also": [item.id for item in trace.also],
        "letters": trace.total,
        "entries": [_entry(entry) for entry in trace.entries],
        "silent": [_letter(card) for card in trace.silent],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.letter.file,
        "start": entry.start,
        "end": entry.end,
        "date": entry.date or None,
        "kind": entry.kind,
        "how": entry.how,
        "part": entry.part,
        **{name: value for name, value in _letter(entry.letter).items() if name != "file"},
        "section": entry.section or None,
        "about": list(entry.about),
        "found": list(entry.found),
        "quote": entry.quote,
        "exact": entry.exact,
        "marks": [list(mark) for mark in entry.marks],
        "references": list(entry.references),
        "statements": [one.values() for one in (*entry.statements, *entry.asked)],
        "iri": entry.iri,
    }


def _flat(entry: Entry) -> dict[str, Any]:
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
    for entry in trace.entries:
        row = {**_entry(entry), **_flat(entry)}
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return stream.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return value
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
