"""A trace in the form asked for: table, markdown, html, csv or json.

Between trace and the command line; nothing here reads the graph or a file. Laws: every form has every
entry; markdown cannot be broken by the words of a letter, and no cell of a csv is a formula.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from navograaf.answers.collection import LetterCard
from navograaf.answers.table import NO_HEADING, legend, letter_name, occasion, remarks, summary, table, title
from navograaf.answers.terminal import pieces, safe
from navograaf.answers.trace import Entry, Trace

SUFFIXES = {
    ".txt": "table",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}
"""The form that a file's name asks for."""
COLUMNS = (
    *("date", "meeting", "meeting_label", "meeting_start", "meeting_end", "place"),
    *("letter", "paper", "paper_inferred", "letter_kind", "letter_date", "address", "file", "section"),
    *("kind", "part", "about", "found", "references", "start", "end", "quote", "exact"),
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(trace: Trace, form: str, *, width: int = 100, color: bool = False) -> str:
    """The trace as text in `form`, a value of FORMS; width and color count for the table alone."""
    if form == "table":
        return table(trace, width=width, color=color)
    return FORMS[form](trace)


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
        "part": entry.part,
        **{name: value for name, value in _letter(entry.letter).items() if name != "file"},
        "section": entry.section or None,
        "about": list(entry.about),
        "found": list(entry.found),
        "quote": entry.quote,
        "exact": entry.exact,
        "marks": [list(mark) for mark in entry.marks],
        "references": list(entry.references),
        "iri": entry.iri,
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
        row = _entry(entry)
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return stream.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int):
        return value
    text = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_markdown(trace: Trace) -> str:
    """Headings for meetings and letters, a block quotation for each sentence with its place under it."""
    return "\n".join(_markdown(trace)) + "\n"


def _markdown(trace: Trace) -> Iterator[str]:
    yield f"# {_plain(title(trace))}"
    yield f"\n{_plain(summary(trace))}"
    if trace.also:
        yield f"\nWith {_plain(', '.join(item.label for item in trace.also))}."
    for meeting, date, letters in trace.occasions():
        when, name = occasion(meeting, date)
        yield f"\n## {_plain(when)} · {_plain(name)}"
        for letter, entries in letters:
            yield f"\n### {_linked(letter)}"
            for section, own in groupby(entries, lambda entry: entry.section):
                yield f"\n**{_plain(section or NO_HEADING)}**"
                for entry in own:
                    notes = "; ".join((f"{letter.id}:{entry.start}-{entry.end}", *remarks(trace, entry)))
                    yield f"\n> “{_marked(entry)}”\\\n> {_plain(notes)}"
    if trace.silent:
        yield f"\n## Not mentioned in {len(trace.silent)} of {trace.total} letters\n"
        yield from (f"- {_linked(card)}" for card in trace.silent)
    if legend(trace):
        yield f"\n{_plain('; '.join(legend(trace)))}."


def _linked(card: LetterCard) -> str:
    name = _plain(letter_name(card))
    return f"[{name}]({card.address})" if web_address(card.address) else name


def web_address(text: str) -> bool:
    """Whether `text` may stand as a link: an https address without spaces, quotes or brackets."""
    return re.fullmatch(r"https?://[^\s\"'<>()\\]+", text) is not None


def _plain(text: str) -> str:
    return _escape(" ".join(text.split()))


def _marked(entry: Entry) -> str:
    parts = pieces(entry.quote, entry.quote_marks)
    return "".join(f"**{_escape(text)}**" if marked else _escape(text) for text, marked in parts)


def _escape(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", safe(text))


def _html(trace: Trace) -> str:
    from navograaf.answers.page import page

    return page(trace)


FORMS: dict[str, Callable[[Trace], str]] = {
    "table": table,
    "markdown": as_markdown,
    "html": _html,
    "csv": as_csv,
    "json": as_json,
}
"""Form -> what makes it, in the order that help lists them."""
