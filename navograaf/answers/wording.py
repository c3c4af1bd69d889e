"""The words of a trace that are navograaf's own: title, summary, headings, remarks, what changed.

Between trace.py and the forms of an answer, which all say the same. Law: what is said beside a quote can be checked at
a place that is named.
"""

from __future__ import annotations

import re

from navograaf.answers.changes import Change, Span
from navograaf.answers.collection import LetterCard, Meeting
from navograaf.answers.dates import day, month
from navograaf.answers.entries import Entry
from navograaf.answers.occasions import Dropped
from navograaf.answers.printed import with_page
from navograaf.answers.statements import Statement
from navograaf.answers.trace import Trace

NO_HEADING = "(before the first heading)"
NO_DATE = "date unknown"
NOT_AGAIN = "Not said again in like words since"
_LEGEND = {
    "continued": "continued: the sentence goes on about the subject without naming it",
    "passage": "passage: the sentence stands in a passage about the subject",
}
_PLAN = "plan: the sentence looks ahead"
_REWORDED = "reworded: an earlier letter says nearly the same; + what came, - what went"
_SHOWN = 12
"""So many words of what came or went are shown beside a quote; json has them all."""
_AWAITED = ("expected", "proposed", "pending", "not_yet")
"""Statuses of a decision that is still to be taken."""
_ENDED = ("fulfilled", "contradicted")
"""Outcomes after which nothing more is expected; of what came out changed a part is still to come."""


def title(trace: Trace) -> str:
    """What the trace is about: the subjects' names."""
    if len(trace.things) == 1:
        return trace.things[0].label
    return ", ".join(f"{item.label} [{item.kind}]" for item in trace.things)


def summary(trace: Trace) -> str:
    """How much was said, where, from when to when, at how many meetings, and what was decided or is still expected."""
    return " · ".join(counts(trace))


def counts(trace: Trace) -> tuple[str, ...]:
    """The parts of the summary."""
    dated = [month(entry.date) for entry in trace.entries if entry.date]
    meetings = len({entry.letter.meeting.iri for entry in trace.entries if entry.letter.meeting})
    taken, awaited = decided(trace)
    parts = (
        f"{_count(len(trace.entries), 'statement')} in {len(trace.letters)} of {trace.total} letters"
        + (f" ({len(trace.left_out)} left out)" if trace.left_out else ""),
        " – ".join(dict.fromkeys((dated[0], dated[-1]))) if dated else "",
        _count(meetings, "meeting") if meetings else "",
        f"{_count(taken, 'decision')} taken" if taken else "",
        f"{_count(awaited, 'expectation')} open" if awaited else "",
    )
    return tuple(part for part in parts if part)


def decided(trace: Trace) -> tuple[int, int]:
    """How many decisions are told as taken, and how many that are shown are still to be taken, as far as known.

    A decision taken that a sentence tells in the words of an earlier letter, or nearly so, is not counted again; what
    is still to be taken counts wherever its outcome is shown, so that the count is that of the lines.
    """
    new = [entry for entry in trace.entries if not (entry.change and entry.change.said == entry.kind)]
    taken = {one.iri for entry in new for one in entry.statements if one.fact("status") == "taken"}
    shown = {one.iri: one for entry in trace.entries for one in entry.statements if one.kind == "decision"}
    awaited = {iri for iri, one in shown.items() if one.fact("status") in _AWAITED}
    ended = {iri for iri in awaited if iri in trace.outcomes and trace.outcomes[iri].outcome in _ENDED}
    return len(taken), len(awaited - ended)


def limited(trace: Trace) -> str:
    """What the answer was limited to, "as of 21 Oct 2020, of Netherlands"; "" for all."""
    limits = trace.limits
    parts = (
        f"as of {day(limits.as_of)}" if limits.as_of else "",
        f"since {day(limits.since)}" if limits.since else "",
        f"until {day(limits.until)}" if limits.until else "",
        f"only {', '.join(limits.kinds)}" if limits.kinds else "",
        f"of {trace.holder.label}" if trace.holder else "",
    )
    return ", ".join(filter(None, parts))


def occasion(meeting: Meeting | None, date: str) -> tuple[str, str]:
    """The days and the name of a meeting, as a heading says them; of a letter about no meeting likewise."""
    if meeting is None:
        return (day(date) if date else NO_DATE), "letter about no meeting that it names"
    name = ", ".join(filter(None, (meeting.label, meeting.place, f"by {meeting.format}" * (meeting.format == "video"))))
    return (meeting.dates if meeting.start or meeting.end else day(date) or meeting.dates), name


def remarks(trace: Trace, entry: Entry) -> list[str]:
    """What a reader must know beside the words: which subject, not named, a footnote, papers cited, what changed."""
    asked = {item.id for item in trace.things}
    parts = {item.id: item.label for item in trace.also}
    notes = [f"on {', '.join(entry.about)}"] if len(trace.asked) > 1 else []
    if not any(one in asked for one in entry.found):
        notes += [f"under {', '.join(parts.get(one, one) for one in entry.found)}"]
    notes += ["plan"] if entry.kind == "plan" and not entry.statements else []
    notes += [entry.how] if entry.how in _LEGEND else []
    notes += [] if entry.part == "text" else [entry.part]
    notes += [f"{one.kind} {one.words}" for one in entry.asked if not _in_heading(one, entry.section)]
    notes += [f"cites {', '.join(entry.references)}"] if entry.references else []
    return notes + ([changed(entry)] if entry.change else [])


def changed(entry: Entry) -> str:
    """How the sentence stands to an earlier one: "reworded from LETTER:1-20: + “x” - “y”"; "" when it is new."""
    one = entry.change
    if one is None:
        return ""
    if one.kind == "repeated":
        return f"repeated from {one.cited}"
    came, went = _some(entry.quote, one.added), _some(one.quote, one.removed)
    differs = " ".join(filter(None, (f"+ {came}" if came else "", f"- {went}" if went else "")))
    return f"reworded from {one.cited}" + (f": {differs}" if differs else "")


def earlier(one: Change | None) -> str:
    """The place of the earlier sentence, "" when there is none."""
    return one.place if one else ""


def no_longer(gone: Dropped, most: int | None = None) -> str:
    """What nothing in a meeting's letters is like: "Not said again in like words since 12–13 Feb 2020: decision X:1-4".

    most: so many places are named, None for all.
    """
    places = ", ".join(f"{entry.kind} {cited(entry)}" for entry in gone.entries[:most])
    left = len(gone.entries) - len(gone.entries[:most])
    return f"{NOT_AGAIN} {gone.since.dates}: {places}" + (f" and {left} more" if left else "")


def related(trace: Trace) -> str:
    """What the words asked for point to as well and was left out, by the ids that take it in; "" for nothing."""
    left = "; ".join(f"{item.label}, as {item.id}" for item in trace.related)
    return f"Not taken in, though the words point to it as well: {left}" if left else ""


def came(trace: Trace, one: Statement) -> str:
    """What came of a statement, " -> fulfilled in report ...: place"; "" where nothing is known to have come."""
    found = trace.outcomes.get(one.iri)
    return f" -> {found.words}" if found else ""


def since_when(trace: Trace, card: LetterCard) -> str:
    """Since when a letter without a date counts as known, where a day was asked for; else ""."""
    found = trace.placed.get(card.iri)
    return f"{found.why}, {day(found.day.isoformat())}" if found and found.why and found.day else ""


def legend(trace: Trace) -> list[str]:
    """What the words in the remarks mean, those that occur in this trace."""
    found = [text for how, text in _LEGEND.items() if any(entry.how == how for entry in trace.entries)]
    if any(entry.kind == "plan" and not entry.statements for entry in trace.entries):
        found.insert(0, _PLAN)
    reworded = any(entry.change and entry.change.kind == "reworded" for entry in trace.entries)
    return [*found, _REWORDED] if reworded else found


def place(entry: Entry) -> str:
    """Where the quote stands, as `navograaf show` takes it: LETTER:START-END."""
    return f"{entry.letter.id}:{entry.start}-{entry.end}"


def cited(entry: Entry) -> str:
    """The same with the page, where the letter has pages: LETTER:START-END (p. 3)."""
    return with_page(place(entry), entry.page)


def letter_name(card: LetterCard) -> str:
    """The letter as cited, with the id that commands know it by where its number is not that id."""
    return card.name if card.paper == card.id else f"{card.name} · {card.id}"


def _in_heading(one: Statement, section: str) -> bool:
    """Whether the heading says all that there is to say of an answer: "Vraag 14 › Antwoord"."""
    return one.fact("answerKind") == "answered" and one.number in re.findall(r"\d+", section)


def _some(quote: str, spans: tuple[Span, ...]) -> str:
    """The words at the spans, each stretch in quotation marks, as far as _SHOWN words go."""
    left, found = _SHOWN, []
    for start, end in spans:
        words = quote[start:end].split()
        found.append("“" + " ".join(words[:left]) + (" …" if len(words) > left else "") + "”")
        left -= len(words)
        if left <= 0:
            break
    return ", ".join(found) + (", …" if len(found) < len(spans) else "")


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
