"""Names of the ontology found in a text: whole words, longest first, case taken as seriously as the name does.

A hyphen and a space are the same here ("anti-ISIS coalitie", "anti-ISIS-coalitie"). A name in capitals or of four
letters or fewer counts only in its own case ("VS", not "vs"); a name with a first capital needs one in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from navograaf.words.folding import fold
from navograaf.words.programs import of_words
from navograaf.words.reference import Label, LabelRole, Thing
from navograaf.words.trie import pattern

SHORT = 4
"""Names of so many letters or fewer are matched in their own case only."""
_KNOWN = 50_000
"""So many spellings of names are remembered with the names that they fit."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Hit(NamedTuple):
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
        self.named: dict[str, list[tuple[Thing, Label]]] = {}
        """Folded name, hyphens as spaces -> the things so called."""
        for thing in things:
            barred = (
                {label.text for label in thing.labels if label.role == "search"} if "search" not in wanted else set()
            )
            for label in thing.labels:
                if label.role not in wanted or label.text in barred:
                    continue
                key = loose(fold(label.text))
                if key.strip():
                    self.named.setdefault(key, []).append((thing, label))
        self.stems = stems
        self._hyphens = hyphens
        self._fitting: dict[str, tuple[tuple[Thing, Label], ...]] = {}

    def find(self, text: str, folded: str) -> list[Hit]:
        """The hits in a view's text, in order, none inside another. `folded` is fold(text)."""
        return self._alone.find(text, folded)[0]

    @cached_property
    def _alone(self) -> Scan:
        return Scan((self,))

    def hit(self, text: str, start: int, stop: int, end: int, key: str) -> Hit | None:
        """The hit at text[start:end], of which the name takes text[start:stop]; None where the case does not fit."""
        if not self._hyphens and (text[start - 1 : start] in ("-", "–") or text[end : end + 1] in ("-", "–")):
            return None
        surface = text[start:stop]
        fits = self._fitting.get(surface)
        if fits is None:
            if len(self._fitting) >= _KNOWN:
                self._fitting.clear()
            fits = tuple((thing, label) for thing, label in self.named[key] if _case_fits(label.text, surface))
            self._fitting[surface] = fits
        return Hit(start, end, fits) if fits else None


class Scan:
    """Several gazetteers whose names are found in one scan of a text, whatever their number.

    At each word the longest name of any of them is looked for; the names of a gazetteer that may stand there are those
    that this longest one begins with, which is worked out once for each name.
    """

    def __init__(self, gazetteers: Sequence[Gazetteer], name: str = "") -> None:
        """name: under which its patterns are kept for the next process, "" for not."""
        self._name = name
        self._all = tuple(gazetteers)
        whole = [i for i, one in enumerate(self._all) if not one.stems]
        stems = [i for i, one in enumerate(self._all) if one.stems]
        self._passes = [self._pass(whole, "(?![a-z0-9])"), self._pass(stems, "")]

    def _pass(self, own: list[int], end: str) -> _Pass:
        keys = sorted({key for i in own for key in self._all[i].named})
        # the character before is asked for first, since `re` passes quickly over what it cannot be
        before, behind = "[^a-z0-9](?=(", f"){end})"
        if not keys:
            return _Pass(None, own, not end)
        if self._name:
            return _Pass(of_words(self._name + ("" if end else "-stems"), before, keys, behind), own, not end)
        return _Pass(re.compile(before + pattern(keys) + behind), own, not end)

    def find(self, text: str, folded: str) -> list[list[Hit]]:
        """The hits of each gazetteer in a text, in order, none inside another of its own. `folded` is fold(text)."""
        found: list[list[Hit]] = [[] for _ in self._all]
        ends = [0] * len(self._all)
        padded = " " + loose(folded)  # the first word has something before it too
        for one in self._passes:
            for match in one.regex.finditer(padded) if one.regex else ():
                start, longest = match.start(), match[1]
                for i, key in one.begun.get(longest) or self._begins(longest, one):
                    if start < ends[i]:
                        continue
                    stop = start + len(key)
                    end = _word_end(padded, stop + 1) - 1 if one.stems else stop
                    ends[i] = end
                    hit = self._all[i].hit(text, start, stop, end, key)
                    if hit is not None:
                        found[i].append(hit)
        return found

    def _begins(self, longest: str, within: _Pass) -> tuple[tuple[int, str], ...]:
        """For each gazetteer the longest of its names that `longest` begins with, as whole words but for stems."""
        ends = range(len(longest), 0, -1)
        begun = [longest[:n] for n in ends if within.stems or longest[n : n + 1] not in _LETTERS]
        held = [(i, next((name for name in begun if name in self._all[i].named), None)) for i in within.own]
        within.begun[longest] = tuple((i, name) for i, name in held if name is not None)
        return within.begun[longest]


@dataclass(frozen=True, slots=True)
class _Pass:
    """One way through a text: `regex` finds what stands before a name, with the longest name behind it as its group."""

    regex: re.Pattern[str] | None
    own: list[int]
    """Which of the gazetteers have names in it."""
    stems: bool
    begun: dict[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """Longest name -> the names of each gazetteer that it begins with."""


def _word_end(text: str, at: int) -> int:
    while text[at : at + 1] in _LETTERS:
        at += 1
    return at


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
