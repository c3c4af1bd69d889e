"""The clauses of a sentence, told by the words that begin them; no parser, no model.

Dutch puts the verb second in a main clause and last in a subordinate one, so a list of opening words
(clause_cuts.py) cuts a sentence into parts that have one finite verb each. A main clause that an embedded one
interrupts ("De missie, die in 2018 begon, is verlengd") is put together again: its `parts` leave the hole out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from navograaf.findings.clause_cuts import cuts_of
from navograaf.findings.layout import Layout
from navograaf.text.reading import Span
from navograaf.words.lists import alternation, meanings
from navograaf.words.sweeps import Sweep, sweep_of

Kind = Literal["main", "that", "relative", "purpose", "condition", "question", "other"]
_EMBEDDED = ("relative", "other", "purpose", "condition", "that")
ASKED = ("decisions", "position_frames")
"""The rule files that are asked of clauses."""
OPENER = len(" of ")
"""The word that opens the next clause may decide what this one says: "beziet | of ..."."""
_LEAST = 3
"""A part of fewer letters is no clause."""
_AROUND = " ,;:\n"
"""What stands between clauses."""
_NOT = re.compile(r"\b(?:niet|geen)\b")


class Clause:
    """A clause: its span in the view, holes included, and the parts without the holes.

    opener: the folded word that opens it, "" for the first main clause; parent: the index, in the sentence, of the
    clause that it hangs on, None for the first; sweep: the rules that are asked of it, over its letter. What its words
    tell is worked out when it is first asked for, since most clauses tell nothing. A clause never changes.
    """

    __slots__ = ("_helping", "_words", "_worth", "end", "kind", "opener", "parent", "parts", "start", "sweep")

    def __init__(
        self, sweep: Sweep, kind: Kind, opener: str, parts: tuple[tuple[int, int], ...], parent: int | None
    ) -> None:
        self.start, self.end = parts[0][0], parts[-1][1]
        self.kind, self.opener, self.parts, self.parent = kind, opener, parts, parent
        self.sweep = sweep
        self._words: str | None = None
        self._worth: int | None = None
        self._helping: list[tuple[str, str]] | None = None

    def with_parts(self, *parts: tuple[int, int]) -> Clause:
        """The same clause in other parts."""
        return Clause(self.sweep, self.kind, self.opener, parts, self.parent)

    def words(self, text: str) -> str:
        """Its words, the holes left out."""
        if self._words is None:
            self._words = " ".join([text[a:b] for a, b in self.parts])
        return self._words

    @property
    def helping(self) -> list[tuple[str, str]]:
        """Its helping verbs, as `helping_verbs` gives them."""
        if self._helping is None:
            self._helping = helping_verbs(self.words(self.sweep.text))
        return self._helping

    @property
    def worth(self) -> int:
        """The rules of decisions and position frames that are worth trying on its words (words/trials.py).

        With and without the word that opens the next clause.
        """
        if self._worth is None:
            raised = 0
            for start, end in self.parts:
                raised |= self.sweep.raised(start, end + OPENER)
                if self.sweep.cuts(start, end):
                    raised |= self.sweep.raised(start, end)
            self._worth = raised & raised >> 1 & self.sweep.every
        return self._worth


def clauses_of(layout: Layout, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence in the order in which they begin, cut once a letter."""
    held: dict[int, tuple[Clause, ...]] = layout.kept.setdefault(__name__, {})
    found = held.get(sentence.start)
    if found is None:
        found = held[sentence.start] = tuple(_cut(layout, sentence))
    return found


def _cut(layout: Layout, sentence: Span) -> list[Clause]:
    sweep = sweep_of(layout.kept, layout.text.places, *ASKED)
    text = sweep.text
    cuts = cuts_of(layout, sentence.start, sentence.end)
    ends = [start for start, _, _ in cuts[1:]]
    made: list[Clause] = []
    for (start, kind, opener), end in zip(cuts, [*ends, sentence.end], strict=True):
        start, end = _trimmed(text, start, end)
        if end - start < _LEAST:
            continue
        last = made[-1] if made else None
        if last and opener.endswith("maar") and _set_against(text, last, start):
            made[-1] = last.with_parts(*last.parts[:-1], (last.parts[-1][0], end))
            continue
        if kind == "resume":
            hole = _interrupted(text, made)
            if hole is None and last and text[start - 2] != "," and not _opening(last, sentence):
                hole = len(made) - 1  # "de ministers zijn ...": nothing came between
            if hole is not None:
                made[hole] = made[hole].with_parts(*made[hole].parts, (start, end))
                continue
            kind = "main"
        parent = len(made) - 1 if last else None
        if kind == "main" and last:
            parent = None if last.kind == "main" else last.parent
        made.append(Clause(sweep, kind, opener, ((start, end),), parent))  # type: ignore[arg-type]
    return made


def _set_against(text: str, clause: Clause, start: int) -> bool:
    """Whether "maar" goes on with what "niet" began: "dat dit niet aan een datum, maar aan voortgang is gebonden"."""
    if clause.kind != "that" or not _against().match(text, start):
        return False
    words = clause.words(text)
    return _NOT.search(words) is not None and not finite().search(words)


@cache
def _against() -> re.Pattern[str]:
    return re.compile(
        rf"(?:en\s+)?maar\s+(?:juist\s+|ook\s+|eerder\s+|vooral\s+)?{alternation('preposition')}(?![\w-])", re.I
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return start, end


def _opening(clause: Clause, sentence: Span) -> bool:
    """Whether a purpose opens the sentence: "Om dit te voorkomen is ..." goes on with the main clause."""
    return clause.kind == "purpose" and clause.start == sentence.start


def _interrupted(text: str, made: Sequence[Clause]) -> int | None:
    """The last clause before an embedded one that has no finite verb yet, or before words set apart by commas."""
    if not made:
        return None
    last = len(made) - 1
    if made[last].kind == "main" and not finite().search(made[last].words(text)):
        return last  # "SACEUR, generaal Craddock, zal ..."
    if made[last].kind not in _EMBEDDED:
        return None
    for i in range(last - 1, -1, -1):
        if made[i].kind in ("main", "that") and not finite().search(made[i].words(text)):
            return i
    return None


@cache
def finite() -> re.Pattern[str]:
    """Any of the finite verbs by which clauses are told (extract/words/finite.tsv)."""
    return re.compile(rf"(?<![\w-]){alternation('finite')}(?![\w-])", re.I)


def helping_verbs(words: str) -> list[tuple[str, str]]:
    """The helping verbs of a clause in order, each with what it tells ("zal", "will")."""
    tells = meanings("finite")
    return [
        (m[0], tells[m[0].lower()])
        for m in finite().finditer(words)
        if not words.endswith(" te ", 0, m.start())  # "aangekondigd te zullen komen" is no future
    ]
