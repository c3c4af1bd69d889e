"""A ledger for a terminal and as markdown: by meeting and outcome, every quote with its place.

Two of the forms of a ledger. Laws: whatever the width, a quote is whole and its place is what `navograaf show` takes;
markdown cannot be broken by the words of a letter.
"""

from __future__ import annotations

from collections.abc import Iterator

from navograaf.answers.escapes import markdown_line, markdown_link
from navograaf.answers.ledger import Ledger, Matter
from navograaf.answers.ledger_model import Row, Spot
from navograaf.answers.ledger_words import (
    EMPTY,
    NO_CHAINS,
    came,
    chain_title,
    heading,
    notes,
    occasion,
    says,
    shared,
    source,
    status,
    summary,
    title,
)
from navograaf.answers.printed import SHOW, marked_by
from navograaf.answers.terminal import BOLD, DIM, safe, style, wrapped

_KEY = 11


def table(ledger: Ledger, *, chains: bool = False, width: int = 100, color: bool = False, show: str = SHOW) -> str:
    """The ledger (or its chains) in lines of at most `width` characters, but for a command. show: as in render."""
    lines = _Lines(width, color, show)
    return "\n".join(lines.chains(ledger) if chains else lines.ledger(ledger)) + "\n"


class _Lines:
    def __init__(self, width: int, color: bool, show: str) -> None:
        self._width, self._color, self._show = width, color, show

    def ledger(self, ledger: Ledger) -> Iterator[str]:
        yield from self._head(ledger)
        for meeting, date, groups in ledger.occasions():
            when, name = occasion(meeting, date)
            yield ""
            yield from self._text(f"{when}  {name}", "", [(0, len(when))])
            for kind, outcome, matters in groups:
                yield from self._text(heading(kind, outcome, matters), "  ", [(0, len(heading(kind, outcome)))])
                for matter in matters:
                    yield from self._matter(matter, told=bool(shared(matters)))
        if not ledger.rows:
            yield EMPTY
            return
        yield ""
        if ledger.chains:
            many = len(ledger.chains)
            yield from self._dim(f"{many} matter{'' if many == 1 else 's'} followed from letter to letter: --chains")
        if self._show:
            yield style(safe(marked_by(self._show, ledger.rows[0].spot.place)), DIM, self._color)

    def chains(self, ledger: Ledger) -> Iterator[str]:
        yield from self._head(ledger)
        for chain in ledger.chains:
            yield ""
            yield from self._text(chain_title(chain), "", [(0, len(chain.label))])
            for row in chain.items:
                yield from self._row(row, "  ")
            if chain.last:
                yield from self._outcome(Matter("", (chain.last,)), "  ", chain.items)
        if not ledger.chains:
            yield NO_CHAINS

    def _head(self, ledger: Ledger) -> Iterator[str]:
        yield from self._text(title(ledger), "", [(0, len(title(ledger)))])
        yield from self._text(summary(ledger), "")
        for note in notes(ledger):
            yield from self._dim(note)

    def _matter(self, matter: Matter, told: bool) -> Iterator[str]:
        indent = "    "
        if matter.label:
            yield from self._text(matter.label, indent)
            indent += "  "
        for row in matter.rows:
            yield from self._row(row, indent)
        if not told:
            yield from self._outcome(matter, indent)

    def _row(self, row: Row, indent: str) -> Iterator[str]:
        yield from self._keyed(status(row), says(row), indent)
        yield from self._quote(row.spot, indent)

    def _quote(self, spot: Spot, indent: str) -> Iterator[str]:
        yield from self._text(f"“{spot.quote}”", indent + " " * _KEY)
        yield from self._text(source(spot), indent + " " * _KEY, dim=True)

    def _outcome(self, matter: Matter, indent: str, shown: tuple[Row, ...] = ()) -> Iterator[str]:
        """What came of it; of a decision that the chain has already shown, only the place."""
        words = came(matter)
        if matter.found or words:
            label = {"no report": "outcome", "open": "outcome", "silent": "outcome", "": "outcome"}
            yield from self._keyed(label.get(matter.outcome, matter.outcome), words, indent)
        seen = {row.spot.iri for row in shown}
        for spot in matter.found:
            if spot.iri not in seen:
                yield from self._quote(spot, indent)

    def _keyed(self, key: str, text: str, indent: str) -> Iterator[str]:
        first = key.ljust(_KEY - 2) + "  "
        room = max(self._width - len(indent) - len(first), 30)
        for number, line in enumerate(wrapped(safe(text), (), width=room, color=False)):
            yield indent + (style(first, BOLD, self._color) if number == 0 else " " * len(first)) + line

    def _text(
        self, text: str, indent: str, bold: list[tuple[int, int]] | None = None, dim: bool = False
    ) -> Iterator[str]:
        room = max(self._width - len(indent), 30)
        for line in wrapped(safe(text), bold or (), width=room, color=self._color):
            yield indent + (style(line, DIM, self._color) if dim else line)

    def _dim(self, text: str) -> Iterator[str]:
        yield from self._text(text, "", dim=True)


def as_markdown(ledger: Ledger, *, chains: bool = False) -> str:
    """Headings for meetings and outcomes, a list of matters with their quotes, or the chains likewise."""
    return "\n".join(_markdown(ledger, chains)) + "\n"


def _markdown(ledger: Ledger, chains: bool) -> Iterator[str]:
    yield f"# {markdown_line(title(ledger))}"
    yield f"\n{markdown_line(summary(ledger))}"
    yield from (f"\n{markdown_line(note)}" for note in notes(ledger))
    if chains:
        for chain in ledger.chains:
            yield f"\n## {markdown_line(chain_title(chain))}"
            for row in chain.items:
                yield from _statement(row)
            if chain.last:
                yield from _came(Matter("", (chain.last,)), chain.items)
        if not ledger.chains:
            yield f"\n{NO_CHAINS}"
        return
    for meeting, date, groups in ledger.occasions():
        yield f"\n## {markdown_line(' · '.join(occasion(meeting, date)))}"
        for kind, outcome, matters in groups:
            yield f"\n### {markdown_line(heading(kind, outcome, matters))}"
            for matter in matters:
                if matter.label:
                    yield f"\n#### {markdown_line(matter.label)}"
                for row in matter.rows:
                    yield from _statement(row)
                if not shared(matters):
                    yield from _came(matter)
    if not ledger.rows:
        yield f"\n{EMPTY}"


def _statement(row: Row) -> Iterator[str]:
    said = f"**{markdown_line(status(row))}** {markdown_line(says(row))}"
    yield f"\n> {said}\\\n> “{markdown_line(row.spot.quote)}”\\\n> {_source(row.spot)}"


def _came(matter: Matter, shown: tuple[Row, ...] = ()) -> Iterator[str]:
    """What came of it; a decision that the chain has already shown is not quoted again."""
    text, seen = came(matter), {row.spot.iri for row in shown}
    if matter.found or text:
        found = (spot for spot in matter.found if spot.iri not in seen)
        quotes = "".join(f"\\\n> “{markdown_line(spot.quote)}”\\\n> {_source(spot)}" for spot in found)
        yield f"\n> **→ {markdown_line(matter.outcome or 'outcome')}** {markdown_line(text)}{quotes}"


def _source(spot: Spot) -> str:
    return markdown_link(source(spot), spot.letter.address)
