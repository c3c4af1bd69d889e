"""A trace in the form asked for: table, markdown, html, csv or json.

Between trace and the command line; nothing here reads the graph or a file. Laws: every form has every
entry; markdown cannot be broken by the words of a letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from navograaf.answers.collection import LetterCard
from navograaf.answers.entries import Entry
from navograaf.answers.records import as_csv, as_json
from navograaf.answers.table import NO_HEADING, legend, letter_name, occasion, remarks, summary, table, title
from navograaf.answers.terminal import pieces, safe
from navograaf.answers.trace import Trace

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
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def render(trace: Trace, form: str, *, width: int = 100, color: bool = False) -> str:
    """The trace as text in `form`, a value of FORMS; width and color count for the table alone."""
    if form == "table":
        return table(trace, width=width, color=color)
    return FORMS[form](trace)


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
                    said = "".join(f"**{one.kind}** {_plain(one.words)}\\\n> " for one in entry.statements)
                    yield f"\n> {said}“{_marked(entry)}”\\\n> {_plain(notes)}"
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
