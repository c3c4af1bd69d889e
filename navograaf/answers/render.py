"""A trace in the form asked for: table, markdown, html, csv or json.

Between trace and the command line; nothing here reads the graph or a file. Laws: every form has every
entry; markdown cannot be broken by the words of a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from navograaf.answers.collection import LetterCard
from navograaf.answers.entries import Entry
from navograaf.answers.escapes import markdown, markdown_line, markdown_link
from navograaf.answers.printed import SHOW
from navograaf.answers.records import as_csv, as_json
from navograaf.answers.table import table
from navograaf.answers.terminal import pieces
from navograaf.answers.trace import Trace
from navograaf.answers.wording import (
    NO_HEADING,
    came,
    cited,
    legend,
    letter_name,
    limited,
    no_longer,
    occasion,
    related,
    remarks,
    since_when,
    summary,
    title,
)


def render(trace: Trace, form: str, *, width: int = 100, color: bool = False, show: str = SHOW) -> str:
    """The trace as text in `form`, a value of FORMS; width, color and show count for the table alone.

    show: the command that shows a place, with the options that it needs here; "" where there is none.
    """
    if form == "table":
        return table(trace, width=width, color=color, show=show)
    return FORMS[form](trace)


def as_markdown(trace: Trace) -> str:
    """Headings for meetings and letters, a block quotation for each sentence with its place under it."""
    return "\n".join(_markdown(trace)) + "\n"


def _markdown(trace: Trace) -> Iterator[str]:
    yield f"# {markdown_line(title(trace))}"
    yield f"\n{markdown_line(summary(trace))}"
    if limited(trace):
        yield f"\n{markdown_line(limited(trace))}"
    if related(trace):
        yield f"\n{markdown_line(related(trace))}."
    yield from (f"\n{markdown_line(note)}" for note in trace.notes)
    if trace.also:
        yield f"\nWith {markdown_line(', '.join(item.label for item in trace.also))}."
    for one in trace.timeline():
        when, name = occasion(one.meeting, one.date)
        yield f"\n## {markdown_line(when)} · {markdown_line(name)}"
        for letter, entries in one.letters:
            if not entries:
                yield f"\nNot mentioned in {_linked(letter)}."
                continue
            yield f"\n### {_linked(letter)}"
            if since_when(trace, letter):
                yield f"\n{markdown_line(since_when(trace, letter))}"
            for section, own in groupby(entries, lambda entry: entry.section):
                yield f"\n**{markdown_line(section or NO_HEADING)}**"
                for entry in own:
                    yield _quote(trace, entry)
        if one.dropped:
            yield f"\n{markdown_line(no_longer(one.dropped))}"
    if legend(trace):
        yield f"\n{markdown_line('; '.join(legend(trace)))}."


def _quote(trace: Trace, entry: Entry) -> str:
    notes = "; ".join((cited(entry), *remarks(trace, entry)))
    said = "".join(f"**{one.kind}** {markdown_line(one.words + came(trace, one))}\\\n> " for one in entry.statements)
    return f"\n> {said}“{_marked(entry)}”\\\n> {markdown_line(notes)}"


def _linked(card: LetterCard) -> str:
    return markdown_link(letter_name(card), card.address)


def _marked(entry: Entry) -> str:
    parts = pieces(entry.quote, entry.quote_marks)
    return "".join(f"**{markdown(text)}**" if marked else markdown(text) for text, marked in parts)


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
