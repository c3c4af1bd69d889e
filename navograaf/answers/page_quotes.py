"""The quotes of a trace as its page has them: what each says, what came of it, and what changed, word by word.

Between a Trace and templates/trace.html. Laws: the pieces of a quote put together are its words; a place is a link
where the quote at that place is on the page, and text where it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from navograaf.answers.entries import Entry
from navograaf.answers.printed import on_page
from navograaf.answers.statements import Statement
from navograaf.answers.terminal import Span, pieces
from navograaf.answers.trace import Trace
from navograaf.answers.wording import changed, place, remarks


class Quotes:
    """The quotes of one page, which know of each other."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._places: dict[str, list[tuple[int, int, str]]] = {}
        for entry in trace.entries:
            self._places.setdefault(entry.letter.id, []).append((entry.start, entry.end, place(entry)))

    def anchor(self, at: str) -> str:
        """The id of the quote that has the place LETTER:START-END in it; "" when none has."""
        letter, _, stretch = at.rpartition(":")
        start, _, end = stretch.partition("-")
        if not (start.isdecimal() and end.isdecimal()):
            return ""
        inside = (id_ for first, last, id_ in self._places.get(letter, ()) if first <= int(start) < int(end) <= last)
        return next(inside, "")

    def quote(self, entry: Entry) -> dict[str, Any]:
        """All that stands at a sentence."""
        says = [self._statement(one) for one in entry.statements] or [_bare(entry)]
        told = {" ".join(filter(None, (one["kind"], one["words"]))) for one in says}
        added = entry.change.added if entry.change else ()
        what = changed(entry)
        return {
            "iri": entry.iri,
            "place": place(entry),
            "page": on_page(entry.page),
            "says": says,
            "pieces": list(layered(entry.quote, added, entry.quote_marks)),
            "remarks": [one for one in remarks(self._trace, entry) if one not in told and one != what],
            "change": self._change(entry),
        }

    def gone(self, entry: Entry) -> dict[str, Any]:
        """A sentence to which nothing is like any more."""
        return {
            "kind": entry.kind,
            "quote": entry.quote,
            "place": place(entry),
            "page": on_page(entry.page),
            "anchor": self.anchor(place(entry)),
        }

    def _statement(self, one: Statement) -> dict[str, Any]:
        status = one.fact("status").replace("_", " ") if one.kind == "decision" else ""
        words = " ".join(one.words.split()).removeprefix(status).strip()
        kind = f"{one.kind} {status}{' taken' if status == 'not yet' else ''}".strip()
        said = {"kind": kind, "words": words, "came": "", "at": "", "page": "", "anchor": ""}
        came = self._trace.outcomes.get(one.iri)
        if came is None:
            return said
        words = replace(came, page=None).words
        at = came.at if words.endswith(came.at) else ""  # of a report that is not there no place is told
        page = on_page(came.page) if at else ""
        return {**said, "came": words.removesuffix(at), "at": at, "page": page, "anchor": self.anchor(at)}

    def _change(self, entry: Entry) -> dict[str, Any] | None:
        one = entry.change
        if one is None:
            return None
        before = list(pieces(one.quote, one.removed)) if one.kind == "reworded" else []
        return {
            "kind": one.kind,
            "place": one.place,
            "page": on_page(one.page),
            "anchor": self.anchor(one.place),
            "pieces": before,
        }


def _bare(entry: Entry) -> dict[str, Any]:
    """The kind of a sentence in which no statement was found; of a question or an answer, which it is part of."""
    words = "; ".join(one.words for one in entry.asked if one.kind == entry.kind)
    return {"kind": entry.kind, "words": words, "came": "", "at": "", "page": "", "anchor": ""}


def layered(text: str, added: Iterable[Span], marks: Iterable[Span]) -> Iterator[tuple[bool, list[tuple[str, bool]]]]:
    """`text` cut at what was added to it, each piece cut at its marks: (added, [(words, marked)])."""
    at, whole = 0, list(marks)
    for words, new in pieces(text, added):
        inside = [(max(start - at, 0), end - at) for start, end in whole if start - at < len(words) and end > at]
        yield new, list(pieces(words, inside))
        at += len(words)
