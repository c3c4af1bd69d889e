"""What the opening of a letter says of its meeting when it gives no year: body, and day or month.

Between the sentences of a letter and meetings.py, which finds the meeting among those of other letters. Law:
the words are read by the rules of findings/, so a letter names its meeting here by the same words as when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from navograaf.findings.dates import find_dates
from navograaf.findings.layout import Layout
from navograaf.findings.meeting_about import choose_about
from navograaf.findings.meeting_words import Named, named_meetings
from navograaf.letters.reading import from_bytes
from navograaf.links.model import LetterNode, Sentence
from navograaf.text.reading import read_text

_HEADS, _TEXTS = 6, 4
"""So many lines of the head, and sentences of the text, are the opening."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an opening tells: the series ("nato-dmm", "" when the words do not say), and a date without a year."""

    series: str
    value: str
    """First day or month, "--10-22" or "--10"; "" when no day is named."""
    last: str
    words: str
    """The words of the letter."""


def told(letter: LetterNode, sentences: Sequence[Sentence]) -> Told | None:
    """What the opening of `letter` says of its meeting; None when it names none. sentences: its own, in order."""
    heads = [one.words for one in sentences if one.kind in ("letterhead", "heading")][:_HEADS]
    texts = [one.words for one in sentences if one.kind == "text"][:_TEXTS]
    text = "\n\n".join([*heads, " ".join(texts)])
    if not text.strip():
        return None
    layout = Layout(read_text(from_bytes(text.encode(), letter.file or "letter.txt")))
    named = named_meetings(layout, find_dates(layout.text.view.text), None)
    one = choose_about(layout, named, letter.kind) or choose_about(layout, named, "agenda")
    return _told(one, layout) if one else None


def _told(one: Named, layout: Layout) -> Told | None:
    value = one.date.value if one.date else ""
    last = (one.date.last or "") if one.date else ""
    if not value and not one.series:
        return None
    return Told(one.series or "", value, last, layout.text.view.text[one.start : one.end])
