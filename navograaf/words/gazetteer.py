"""Names of the ontology found in a text: whole words, longest first, case taken as seriously as the name does.

A hyphen and a space are the same here ("anti-ISIS coalitie", "anti-ISIS-coalitie"). A name in capitals or of four
letters or fewer counts only in its own case ("VS", not "vs"); a name with a first capital needs one in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navograaf.words.folding import fold
from navograaf.words.reference import Label, LabelRole, Thing
from navograaf.words.trie import pattern

SHORT = 4
"""Names of so many letters or fewer are matched in their own case only."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Names that stand at text[start:end]: the things so called, each with the name that fits."""

    start: int
    end: int
    named: tuple[tuple[Thing, Label], ...]


def loose(folded: str) -> str:
    """Folded text in which a hyphen is a space; the length is kept."""
    return folded.replace("-", " ")


class Gazetteer:
    """A matcher for the labels of `things` whose role is one of `roles`; a name that is also `search` is left out.

    hyphens: whether a name may be joined to another word by a hyphen ("Resolute Support-missie", not "VS-Taliban").
    stems: whether a word may go on after the name ("kernwapen" in "kernwapenvrije"); the hit is the whole word.
    """

    def __init__(
        self, things: Iterable[Thing], roles: Iterable[LabelRole], *, hyphens: bool = True, stems: bool = False
    ) -> None:
        wanted = frozenset(roles)
        self._named: dict[str, list[tuple[Thing, Label]]] = {}
        for thing in things:
            barred = (
                {label.text for label in thing.labels if label.role == "search"} if "search" not in wanted else set()
            )
            for label in thing.labels:
                key = loose(fold(label.text))
                if label.role in wanted and key.strip() and label.text not in barred:
                    self._named.setdefault(key, []).append((thing, label))
        self._hyphens = hyphens
        body = pattern(sorted(self._named))
        end = r"[a-z0-9]*" if stems else r"(?![a-z0-9])"
        self._regex = re.compile(rf"(?<![a-z0-9])({body}){end}") if body else None

    def find(self, text: str, folded: str) -> Iterator[Hit]:
        """The hits in a view's text, in order, none inside another. `folded` is fold(text)."""
        if self._regex is None:
            return
        for match in self._regex.finditer(loose(folded)):
            start, end = match.span()
            if not self._hyphens and (text[start - 1 : start] in ("-", "–") or text[end : end + 1] in ("-", "–")):
                continue
            surface = text[start : match.end(1)]
            fits = [(thing, label) for thing, label in self._named[match[1]] if _case_fits(label.text, surface)]
            if fits:
                yield Hit(start, end, tuple(fits))


def _case_fits(label: str, surface: str) -> bool:
    letters = sum(c.isalpha() for c in label)
    if letters <= SHORT or not any(c.islower() for c in label):
        return [c.isupper() for c in label] == [c.isupper() for c in surface]
    # "voorzitter van de Commissie" is not the chair of any commissie: a capital in the name asks for one in the text
    return all(_word_fits(label[a:b], surface[a:b]) for a, b in _words(label))


def _words(label: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\s-]+", label)]


def _word_fits(word: str, surface: str) -> bool:
    # letters of 2007-2009 write "Navo-missie" and "Nato Response Force": an acronym in a longer name may be a word
    if word.isupper() and len(word) >= SHORT and surface[0].isupper() and surface[1:].islower():
        return True
    return all(s.isupper() for c, s in zip(word, surface, strict=True) if c.isupper() and s.isalpha())
