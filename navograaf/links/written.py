"""When a letter was written, as far as its own date, or the letters around it, tell.

Asked by meetings.py. Laws: the numbers of a dossier rise with the days, and a letter is later than what it cites;
where the letters contradict each other nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from navograaf.links.model import LetterNode


@dataclass(frozen=True, slots=True)
class Written:
    """The first and last day (ISO) on which a letter can have been written, "" when unknown, and what tells it."""

    first: str = ""
    last: str = ""
    why: str = ""

    @property
    def bounded(self) -> bool:
        """Whether both days are known."""
        return bool(self.first and self.last)


def written(letter: LetterNode, letters: Iterable[LetterNode], cites: Mapping[str, frozenset[str]]) -> Written:
    """When `letter` was written. cites: IRI of a letter -> the numbers of the papers that it cites."""
    if len(letter.date) == 10:
        return Written(letter.date, letter.date, f"it is dated {letter.date}")
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    for one in letters:
        if one.iri == letter.iri:
            continue
        order = _order(letter.paper, one.paper)
        earlier = order == 1 or (one.paper and one.paper in cites.get(letter.iri, frozenset()))
        later = order == -1 or (letter.paper and letter.paper in cites.get(one.iri, frozenset()))
        if earlier and (day := one.date or (one.meeting_end if one.kind == "report" else "")):
            before.append((day, one.paper or one.id))
        if later and (day := one.date or (one.meeting_start if one.kind in ("agenda", "questions") else "")):
            after.append((day, one.paper or one.id))
    first = max((pair for pair in before if len(pair[0]) == 10), default=("", ""))
    last = min((pair for pair in after if len(pair[0]) == 10), default=("", ""))
    if first[0] and last[0] and first[0] > last[0]:
        return Written()
    told = [f"after {first[1]} ({first[0]})"] * bool(first[0]) + [f"before {last[1]} ({last[0]})"] * bool(last[0])
    return Written(first[0], last[0], f"it comes {' and '.join(told)}" if told else "")


def _order(number: str, other: str) -> int:
    """1 when `other` is an earlier number of the same dossier, -1 a later one, 0 when they cannot be compared."""
    dossier, _, mine = number.rpartition("-")
    theirs = other.rpartition("-")
    if not dossier or theirs[0] != dossier or not (mine.isdigit() and theirs[2].isdigit()):
        return 0
    return (int(mine) > int(theirs[2])) - (int(mine) < int(theirs[2]))


def neighbours(letter: LetterNode, letters: Iterable[LetterNode]) -> tuple[LetterNode | None, LetterNode | None]:
    """The letters whose numbers are the nearest below and above in the same dossier."""
    below: LetterNode | None = None
    above: LetterNode | None = None
    for one in letters:
        order = _order(letter.paper, one.paper)
        if order == 1 and (below is None or _order(below.paper, one.paper) == -1):
            below = one
        if order == -1 and (above is None or _order(above.paper, one.paper) == 1):
            above = one
    return below, above
