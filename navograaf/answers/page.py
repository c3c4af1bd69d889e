"""A trace as one web page: a strip of meetings in time, then the quotes, to read, print and archive.

One of the forms of render, filled into templates/trace.html; page_quotes.py has what stands at a quote. Laws: the page
loads nothing from anywhere; every word of a letter goes through the template's escaping; silence stands in its place in
time; the same trace gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from navograaf.answers.collection import LetterCard
from navograaf.answers.dates import day, month
from navograaf.answers.escapes import web_address
from navograaf.answers.occasions import Occasion
from navograaf.answers.page_quotes import Quotes
from navograaf.answers.pages import rendered, strip_words
from navograaf.answers.strip import Stop, Strip, strip
from navograaf.answers.trace import Trace
from navograaf.answers.wording import (
    NO_DATE,
    NO_HEADING,
    NOT_AGAIN,
    decided,
    legend,
    letter_name,
    limited,
    occasion,
    place,
    related,
    since_when,
    summary,
    title,
)

_RUN = 3
"""So many meetings in a row that are silent have a heading each; more share one."""


def page(trace: Trace) -> str:
    """The whole page: HTML with its styles and its picture inside."""
    timeline = trace.timeline()
    picture = trace_strip(trace, timeline)
    return rendered(
        "trace.html",
        title=title(trace),
        summary=summary(trace),
        facts=_facts(trace),
        notes=[*filter(None, (related(trace),)), *trace.notes],
        not_again=NOT_AGAIN,
        strip=picture,
        strip_name=strip_words(picture, "Statements"),
        occasions=list(_occasions(trace, timeline)),
        no_heading=NO_HEADING,
        legend=[text for text in legend(trace) if not text.startswith("reworded")],
    )


def trace_strip(trace: Trace, timeline: Sequence[Occasion]) -> Strip:
    """The picture: how much each meeting said, and what of it is decided or still expected."""
    return strip(Stop(one.date, _said(one), *_decided(trace, one)) for one in timeline)


def _said(one: Occasion) -> int:
    return sum(len(entries) for _, entries in one.letters)


def _decided(trace: Trace, one: Occasion) -> tuple[int, int]:
    """Decisions taken and expectations open of one meeting, counted as in the summary: together they are its counts."""
    return decided(replace(trace, entries=tuple(entry for _, entries in one.letters for entry in entries)))


def _facts(trace: Trace) -> list[tuple[str, str, str]]:
    """What the head says beside the summary: name, words, anchor of a quote or ""."""
    told: list[tuple[str, str, str]] = []
    dated = [entry for entry in trace.entries if entry.date]
    for name, found in (("First mention", dated[:1]), ("Last mention", dated[-1:])):
        for entry in found:
            when = ", ".join(occasion(entry.letter.meeting, entry.date)) if entry.letter.meeting else day(entry.date)
            told.append((name, f"{when}: {letter_name(entry.letter)}", place(entry)))
    told.append(("Limited to", limited(trace), ""))
    told.append(("With", ", ".join(item.label for item in trace.also), ""))
    told.append(("Nothing asked for in", "; ".join(letter_name(card) for card in trace.passed), ""))
    return [one for one in told if one[1]]


def _occasions(trace: Trace, timeline: Sequence[Occasion]) -> Iterator[dict[str, Any]]:
    quotes, number = Quotes(trace), 0
    for silent, run in groupby(timeline, lambda one: one.silent):
        found = list(run)
        if silent and len(found) > _RUN:
            number += 1
            letters = [(card, ()) for one in found for card, _ in one.letters]
            shown = list(dict.fromkeys(month(one.date) for one in (found[0], found[-1]) if one.date))
            heading = " – ".join(shown) or NO_DATE, f"{len(found)} meetings and letters that do not mention it"
            yield _occasion(trace, Occasion(None, "", tuple(letters)), f"m{number}", heading, quotes)
            continue
        for one in found:
            number += 1
            yield _occasion(trace, one, f"m{number}", occasion(one.meeting, one.date), quotes)


def _occasion(trace: Trace, one: Occasion, anchor: str, heading: tuple[str, str], quotes: Quotes) -> dict[str, Any]:
    taken, awaited = _decided(trace, one)
    gone = one.dropped.entries if one.dropped else ()
    return {
        "anchor": anchor,
        "when": heading[0],
        "name": heading[1],
        "count": _said(one),
        "mute": one.silent,
        "taken": taken,
        "open": awaited,
        "letters": list(_letters(trace, one, quotes)),
        "since": one.dropped.since.dates if one.dropped else "",
        "dropped": [quotes.gone(entry) for entry in gone],
    }


def _letters(trace: Trace, one: Occasion, quotes: Quotes) -> Iterator[dict[str, Any]]:
    """The letters in their order: those that speak, each with its sections, and between them those that do not."""
    for silent, run in groupby(one.letters, lambda row: not row[1]):
        if silent:
            about = "the letters about this meeting: " if one.silent and one.meeting else ""
            yield {"silent": [_letter(card, dated=not one.meeting) for card, _ in run], "about": about}
            continue
        for card, entries in run:
            sections = [
                {"heading": section, "quotes": [quotes.quote(entry) for entry in own]}
                for section, own in groupby(entries, lambda entry: entry.section)
            ]
            known = since_when(trace, card)
            yield {**_letter(card), "silent": (), "sections": sections, "known": known, "doubts": card.doubts}


def _letter(card: LetterCard, *, dated: bool = False) -> dict[str, Any]:
    when = card.meeting.dates if dated and card.meeting else ""
    return {"name": letter_name(card), "address": card.address if web_address(card.address) else "", "when": when}
