"""When a letter was written, as far as its own date, or the letters around it, tell.

Asked by meetings.py. Laws: the numbers of a dossier rise with the days, and a letter is later than what it cites;
where the letters contradict each other nothing is said.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from navograaf.links.model import LetterNode

_DAY = len("2020-01-02")
_NEVER = ("9999-99-99", "")


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


class Numbered:
    """Letters by dossier and number, and by what they cite."""

    def __init__(self, letters: Iterable[LetterNode], cites: Mapping[str, frozenset[str]]) -> None:
        """letters: in the order of reading; cites: IRI of a letter -> the numbers of the papers that it cites."""
        self._cites = cites
        self._places: dict[str, int] = {}
        self._letters: list[LetterNode] = list(letters)
        self._by_paper: dict[str, list[int]] = {}
        self._citing: dict[str, list[int]] = {}
        dossiers: dict[str, list[tuple[int, int]]] = {}
        for place, one in enumerate(self._letters):
            self._places[one.iri] = place
            if one.paper:
                self._by_paper.setdefault(one.paper, []).append(place)
            dossier, _, number = one.paper.rpartition("-")
            if dossier and number.isdigit():
                dossiers.setdefault(dossier, []).append((int(number), place))
        for place, one in enumerate(self._letters):
            for paper in cites.get(one.iri, ()):
                if paper in self._by_paper:
                    self._citing.setdefault(paper, []).append(place)
        self._dossiers = {name: _Dossier(sorted(rows), self._letters) for name, rows in dossiers.items()}

    def papers(self, letter: LetterNode) -> frozenset[str]:
        """The numbers of the papers that a letter cites."""
        return self._cites.get(letter.iri, frozenset())

    def cited(self, letter: LetterNode) -> list[LetterNode]:
        """The other letters that it cites or that cite it, in the order of reading."""
        places = {place for paper in self.papers(letter) for place in self._by_paper.get(paper, ())}
        places.update(self._citing.get(letter.paper, ()) if letter.paper else ())
        return [self._letters[place] for place in sorted(places) if self._letters[place].iri != letter.iri]

    def written(self, letter: LetterNode) -> Written:
        """When `letter` was written."""
        if len(letter.date) == _DAY:
            return Written(letter.date, letter.date, f"it is dated {letter.date}")
        dossier, number = self._dossier(letter)
        before, after = [dossier.before(number)] if dossier else [], [dossier.after(number)] if dossier else []
        for one in self.cited(letter):
            if one.paper and one.paper in self.papers(letter):
                before.append(_early(one))
            if letter.paper and letter.paper in self.papers(one):
                after.append(_late(one))
        first = max((pair for pair in before if len(pair[0]) == _DAY), default=("", ""))
        last = min((pair for pair in after if len(pair[0]) == _DAY), default=("", ""))
        if first[0] and last[0] and first[0] > last[0]:
            return Written()
        told = [f"after {first[1]} ({first[0]})"] * bool(first[0]) + [f"before {last[1]} ({last[0]})"] * bool(last[0])
        return Written(first[0], last[0], f"it comes {' and '.join(told)}" if told else "")

    def neighbours(self, letter: LetterNode) -> tuple[LetterNode | None, LetterNode | None]:
        """The letters on a meeting whose numbers are the nearest below and above in the same dossier."""
        dossier, number = self._dossier(letter)
        return (dossier.below(number), dossier.above(number)) if dossier else (None, None)

    def _dossier(self, letter: LetterNode) -> tuple[_Dossier | None, int]:
        name, _, number = letter.paper.rpartition("-")
        if not name or not number.isdigit():
            return None, 0
        return self._dossiers.get(name), int(number)


class _Dossier:
    """The letters of one dossier by number: what of those below and above a number tells a day."""

    def __init__(self, rows: list[tuple[int, int]], letters: list[LetterNode]) -> None:
        """rows: number and place in `letters`, sorted."""
        self._numbers = [number for number, _ in rows]
        self._first = [*accumulate((_whole(_early(letters[place])) for _, place in rows), max, initial=("", ""))]
        late = (told if len((told := _late(letters[place]))[0]) == _DAY else _NEVER for _, place in reversed(rows))
        self._last = [*accumulate(late, min, initial=_NEVER)][::-1]
        meets = {number: letters[place] for number, place in reversed(rows) if letters[place].kind != "letter"}
        self._meets = sorted(meets)
        self._letters = meets

    def before(self, number: int) -> tuple[str, str]:
        return self._first[bisect.bisect_left(self._numbers, number)]

    def after(self, number: int) -> tuple[str, str]:
        found = self._last[bisect.bisect_right(self._numbers, number)]
        return ("", "") if found == _NEVER else found

    def below(self, number: int) -> LetterNode | None:
        at = bisect.bisect_left(self._meets, number) - 1
        return self._letters[self._meets[at]] if at >= 0 else None

    def above(self, number: int) -> LetterNode | None:
        at = bisect.bisect_right(self._meets, number)
        return self._letters[self._meets[at]] if at < len(self._meets) else None


def _early(one: LetterNode) -> tuple[str, str]:
    """The last day before which a later letter was not written, and the name of the letter that tells it."""
    return one.date or (one.meeting_end if one.kind == "report" else ""), one.paper or one.id


def _late(one: LetterNode) -> tuple[str, str]:
    return one.date or (one.meeting_start if one.kind in ("agenda", "questions") else ""), one.paper or one.id


def _whole(told: tuple[str, str]) -> tuple[str, str]:
    return told if len(told[0]) == _DAY else ("", "")
