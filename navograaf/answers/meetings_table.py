"""The meetings with their sets on a terminal: the days, the papers, and what is not there.

Behind meetings.py, beside meetings_forms.py. Law: a letter is untrusted, so nothing of it reaches the terminal that
could steer it; a place is written as `navograaf show` takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from navograaf.answers.collection import LetterCard
from navograaf.answers.meetings import WANTED, MeetingSet
from navograaf.answers.meetings_forms import heading, told
from navograaf.answers.terminal import BOLD, DIM, safe, style, wrapped

_LEGEND = "A agenda, C consultation, R report: what the collection has of the set; – what it lacks"
_MARKS = {"letters": "", "spoken": " (spoken of)", "calendar": " (from the calendar)"}


def table(sets: Sequence[MeetingSet], *, width: int = 100, color: bool = False) -> str:
    """The sets as lines of at most `width` characters, as far as words allow."""
    return "\n".join(_lines(sets, width, color)) + "\n"


def summary(sets: Sequence[MeetingSet]) -> str:
    """How many meetings, and how many sets are whole: "9 meetings · 1 whole set · 5 letters"."""
    whole = sum(not one.missing for one in sets)
    cards: set[LetterCard] = {card for one in sets for card in one.papers}
    counts = ((len(sets), "meeting"), (whole, "whole set"), (len(cards), "letter"))
    return " · ".join(f"{number} {name}{'' if number == 1 else 's'}" for number, name in counts)


def _lines(sets: Sequence[MeetingSet], width: int, color: bool) -> Iterator[str]:
    yield summary(sets)
    for one in sets:
        have = "".join(letter if one.of_kind(kind) else "–" for kind, letter in zip(WANTED, "ACR", strict=True))
        yield ""
        yield f"{have}  {style(safe(heading(one)), BOLD, color)}{style(_MARKS[one.known], DIM, color)}"
        for line in told(one):
            for number, part in enumerate(wrapped(safe(line), (), width=max(width - 7, 30), color=False)):
                yield " " * (5 if number == 0 and line[0] != " " else 7) + part.lstrip()
    if sets:
        yield ""
        yield style(_LEGEND, DIM, color)
