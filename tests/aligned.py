"""Two texts of one letter aligned by their letters and digits, so that a place in one can be found in the other.

Line ends, hyphens, spaces and punctuation differ between two formats; the words do not. Stretches of letters that both
texts have are laid over each other, wherever they stand: a footnote may have another place.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

_SEED = 18
"""So many letters and digits that are the same begin a stretch."""
_OFFSETS = (("start", "end"), ("body_start", "body_end"), ("answer_start", "answer_end"))


class Aligned:
    """Takes places in `there` to places in `here`."""

    def __init__(self, there: str, here: str) -> None:
        self._here = here
        letters, self._places = _letters(here)
        theirs, self._where = _letters(there)
        self._at = {at: n for n, at in enumerate(self._where)}
        self._there = there
        self._to = _laid(theirs, letters)

    @property
    def share(self) -> float:
        """The share of the letters and digits of `there` that have a place in `here`."""
        return sum(to is not None for to in self._to) / max(1, len(self._to))

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """there[start:end] in `here`, from its first letter or digit to its last; None for one that has none there."""
        inside = [self._to[self._at[at]] for at in range(start, min(end, len(self._there))) if at in self._at]
        known = [to for to in inside if to is not None]
        if not known:
            return None
        first, last = self._places[known[0]], self._places[known[-1]] + 1
        while last < len(self._here) and end > 0 and self._there[end - 1] == self._here[last] != " ":
            end, last = 0, last + 1  # the stop behind the last word
        return (first, last) if first < last else None

    def findings(self, found: Any) -> Any:
        """Findings as JSON with all their offsets in `here`; what has no place there is left out."""
        if isinstance(found, list):
            return [made for one in found if (made := self.findings(one)) is not None]
        if not isinstance(found, dict):
            return found
        moved = {key: self.findings(value) for key, value in found.items()}
        for first, last in _OFFSETS:
            if isinstance(found.get(first), int) and isinstance(found.get(last), int):
                place = self.span(found[first], found[last])
                if place is None and first == "start" and found[first] < found[last]:
                    return None
                moved[first], moved[last] = place or (moved["start"], moved["end"])
        if "surface" in moved:
            moved["surface"] = self._here[moved["start"] : moved["end"]]
        return moved


def _letters(text: str) -> tuple[str, list[int]]:
    places = [at for at, char in enumerate(text) if char.isalnum()]
    return "".join(text[at].casefold()[:1] for at in places), places


def _laid(theirs: str, letters: str) -> list[int | None]:
    known: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(letters) - _SEED + 1):
        known[letters[at : at + _SEED]].append(at)
    to: list[int | None] = [None] * len(theirs)
    at, expected = 0, 0
    while at < len(theirs):
        found = known.get(theirs[at : at + _SEED])
        if not found:
            at += 1
            continue
        # Words that stand in several places: where the last stretch ended, or nearest after it.
        here = min(found, key=lambda place: (place < expected, abs(place - expected)))
        back = 0  # what stood before the first seed
        while at - back > 0 and here - back > 0 and to[at - back - 1] is None:
            if theirs[at - back - 1] != letters[here - back - 1]:
                break
            back += 1
            to[at - back] = here - back
        while at < len(theirs) and here < len(letters) and theirs[at] == letters[here]:
            to[at] = here
            at, here = at + 1, here + 1
        expected = here
    return to
