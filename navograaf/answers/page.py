"""A trace as one web page: a strip of meetings in time, then the quotes, to read, print and archive.

One of the forms of render. Laws: the page loads nothing from anywhere; every word of a letter goes
through the template's escaping; the same trace gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from navograaf.answers.collection import LetterCard
from navograaf.answers.dates import day
from navograaf.answers.entries import Entry
from navograaf.answers.render import web_address
from navograaf.answers.table import NO_HEADING, legend, letter_name, occasion, place, remarks, summary, title
from navograaf.answers.terminal import pieces, safe
from navograaf.answers.trace import Trace

TEMPLATES = Path(__file__).parent / "templates"
_BASE, _LEAST, _MOST = 84, 10, 70
"""The strip in pixels: where its axis runs, and the height of its smallest and largest bar."""
_TICKS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """A date in the strip: x in per cent of the width, top in pixels; count 0 for letters that are silent."""

    x: float
    top: int
    count: int
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The meetings in time; `years` are the ticks of the axis: (x in per cent, year)."""

    bars: tuple[Bar, ...]
    years: tuple[tuple[float, str], ...]
    base: int = _BASE


def page(trace: Trace) -> str:
    """The whole page: HTML with its styles and its picture inside."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: safe(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("trace.html").render(
        title=title(trace),
        summary=summary(trace),
        also=", ".join(item.label for item in trace.also),
        strip=strip(trace),
        occasions=_occasions(trace),
        silent=[_letter(card) for card in trace.silent],
        total=trace.total,
        no_heading=NO_HEADING,
        legend=legend(trace),
    )


def strip(trace: Trace) -> Strip:
    """The picture: a bar for each meeting that spoke of the subjects, a ring for one that did not."""
    spoken = [(date, sum(len(own) for _, own in letters), occasion(meeting, date), f"m{number}")
              for number, (meeting, date, letters) in enumerate(trace.occasions(), 1) if date]  # fmt: skip
    dates = {date for date, *_ in spoken}
    mute = {card.when: occasion(card.meeting, card.when) for card in trace.silent if card.when not in dates}
    rows = [*spoken, *((date, 0, names, "") for date, names in sorted(mute.items()) if date)]
    if not rows:
        return Strip((), ())
    first, last = (int(edge(_year(row[0]) for row in rows)) for edge in (min, max))
    most = max(1, *(row[1] for row in rows))
    bars = tuple(
        Bar(
            x=_x(_year(date), first, last),
            top=_BASE - (_LEAST + round((_MOST - _LEAST) * count / most) if count else 0),
            count=count,
            label=f"{when}, {name}: {count or 'no'} statement{'' if count == 1 else 's'}",
            anchor=anchor,
        )
        for date, count, (when, name), anchor in sorted(rows)
    )
    step = (last + 1 - first) // _TICKS + 1
    return Strip(bars, tuple((_x(year, first, last), str(year)) for year in range(first, last + 1, step)))


def _year(iso: str) -> float:
    """A date as a year with its fraction; a bare year or month stands at its beginning."""
    parts = [int(part) for part in iso.split("-")] + [1, 1]
    return parts[0] + (parts[1] - 1) / 12 + (parts[2] - 1) / 372


def _x(year: float, first: int, last: int) -> float:
    return round(2 + 96 * (year - first) / (last + 1 - first), 2)


def _occasions(trace: Trace) -> list[dict[str, Any]]:
    found = []
    for number, (meeting, date, letters) in enumerate(trace.occasions(), 1):
        when, name = occasion(meeting, date)
        cards = [{**_letter(card), "sections": _sections(trace, entries)} for card, entries in letters]
        found.append({"anchor": f"m{number}", "when": when, "name": name, "letters": cards})
    return found


def _letter(card: LetterCard) -> dict[str, Any]:
    when = card.meeting.dates if card.meeting else day(card.date)
    return {"name": letter_name(card), "address": card.address if web_address(card.address) else "", "when": when}


def _sections(trace: Trace, entries: list[Entry]) -> list[dict[str, Any]]:
    return [
        {"heading": section, "quotes": [_quote(trace, entry) for entry in own]}
        for section, own in groupby(entries, lambda entry: entry.section)
    ]


def _quote(trace: Trace, entry: Entry) -> dict[str, Any]:
    return {
        "iri": entry.iri,
        "place": place(entry),
        "says": [(one.kind, " ".join(one.words.split())) for one in entry.statements],
        "pieces": list(pieces(entry.quote, entry.quote_marks)),
        "remarks": remarks(trace, entry),
    }
