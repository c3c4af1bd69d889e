"""The clauses of a sentence, told by the words that begin them; no parser, no model.

Dutch puts the verb second in a main clause and last in a subordinate one, so a list of opening words
(extract/clauses.toml) cuts a sentence into parts that have one finite verb each. A main clause that an embedded one
interrupts ("De missie, die in 2018 begon, is verlengd") is put together again: its `parts` leave the hole out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, reduce
from operator import or_
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.text.reading import Span
from navograaf.words.folding import fold
from navograaf.words.lists import alternation, meanings
from navograaf.words.places import Places, Stretch
from navograaf.words.trials import held, tried

Kind = Literal["main", "that", "relative", "purpose", "condition", "question", "other"]
_EMBEDDED = ("relative", "other", "purpose", "condition", "that")
_ASKING = ("decisions", "position_frames")
"""The rule files that are asked of every clause."""
OPENER = len(" of ")
"""The word that opens the next clause may decide what this one says: "beziet | of ..."."""
_LEAST = 3
"""A part of fewer letters is no clause."""


_NOT = re.compile(r"\b(?:niet|geen)\b")
_CUT = re.compile(r"\w\w")
"""Stands where a clause is cut inside a word."""
_ONE_NOUN = re.compile(r"\s+[\w-]+\s*(?:[.;,]|$)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its span in the view, holes included, and the parts without the holes."""

    start: int
    end: int
    kind: Kind
    opener: str
    """The folded word that opens it, "" for the first main clause."""
    parts: tuple[tuple[int, int], ...]
    parent: int | None
    """The index, in the sentence, of the clause that it hangs on; None for the first."""
    worth: int = 0
    """The rules of decisions and position frames that are worth trying on its words (words/trials.py), with and without
    the word that opens the next clause."""
    stretches: tuple[Stretch, ...] = ()
    """Its parts, with that word."""

    def words(self, text: str) -> str:
        """Its words, the holes left out."""
        return " ".join(text[a:b] for a, b in self.parts)


def clauses_of(layout: Layout, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence in the order in which they begin, cut once a letter."""
    held: dict[int, tuple[Clause, ...]] = layout.kept.setdefault(__name__, {})
    if sentence.start not in held:
        held[sentence.start] = _cut(layout, sentence)
    return held[sentence.start]


def _cut(layout: Layout, sentence: Span) -> tuple[Clause, ...]:
    text = layout.text.view.text
    cuts = _cuts(layout, sentence.start, sentence.end)
    made: list[Clause] = []
    for (start, kind, opener), (end, _, _) in zip(cuts, [*cuts[1:], (sentence.end, "", "")], strict=True):
        start, end = _trimmed(text, start, end)
        if end - start < _LEAST:
            continue
        if made and opener.endswith("maar") and _set_against(text, made[-1], start):
            made[-1] = replace(made[-1], end=end, parts=(*made[-1].parts[:-1], (made[-1].parts[-1][0], end)))
            continue
        if kind == "resume":
            hole = _interrupted(text, made)
            if hole is None and made and text[start - 2] != "," and not _opening(made[-1], sentence):
                hole = len(made) - 1  # "de ministers zijn ...": nothing came between
            if hole is not None:
                old = made[hole]
                made[hole] = replace(old, end=end, parts=(*old.parts, (start, end)))
                continue
            kind = "main"
        parent = len(made) - 1 if made else None
        if kind == "main" and made:
            parent = None if made[-1].kind == "main" else made[-1].parent
        made.append(Clause(start, end, kind, opener, ((start, end),), parent))  # type: ignore[arg-type]
    return tuple(_with_stretches(layout.text.places, clause) for clause in made)


def _with_stretches(places: Places, clause: Clause) -> Clause:
    """The clause with what is worth trying on it."""
    *first, (start, end) = clause.parts
    stretches = [places.stretch(*part, *_ASKING) for part in [*first, (start, end + OPENER)]]
    raised = reduce(or_, [stretch.raised for stretch in stretches])
    if _CUT.match(places.text, end - 1):
        raised |= places.stretch(start, end, *_ASKING).raised
    worth = held(*_ASKING).worth(raised)
    return Clause(
        clause.start, clause.end, clause.kind, clause.opener, clause.parts, clause.parent, worth, tuple(stretches)
    )


def _set_against(text: str, clause: Clause, start: int) -> bool:
    """Whether "maar" goes on with what "niet" began: "dat dit niet aan een datum, maar aan voortgang is gebonden"."""
    words = clause.words(text)
    begun = clause.kind == "that" and _NOT.search(words) and not finite().search(words)
    return bool(begun and _against().match(text, start))


@cache
def _against() -> re.Pattern[str]:
    return re.compile(
        rf"(?:en\s+)?maar\s+(?:juist\s+|ook\s+|eerder\s+|vooral\s+)?{alternation('preposition')}(?![\w-])", re.I
    )


def _cuts(layout: Layout, start: int, end: int) -> list[tuple[int, str, str]]:
    """Where clauses begin: offset, kind, folded opener; the sentence itself begins with a main clause."""
    text = layout.text.view.text
    found: dict[int, tuple[str, str]] = {start: ("main", "")}
    taken = -1
    stretch = layout.text.places.stretch(start, end, "clauses")
    hits = [
        (m.start(at), -m.end(), rule.kind, m[at])
        for rule in tried("clauses", None, stretch.worth)
        for at in ["opener" if "opener" in rule.regex.groupindex else 0]
        for m in stretch.finditer(rule.regex)
    ]
    for at, minus_end, kind, words in sorted(hits):
        if at < taken or _inside_brackets(text, start, at) or _points(text, at, -minus_end):
            continue
        found[at] = (kind, fold(words).strip(" ,;:"))
        taken = -minus_end
    return [(at, *found[at]) for at in sorted(found)]


def _points(text: str, start: int, end: int) -> bool:
    """Whether "die" or "dat" points at the noun behind it: "deelt die zorg", "onderschreef dat uitgangspunt."."""
    opener = text[start:end].strip()
    if opener == "die":
        return bool(_verb_before().search(text, max(0, start - 20), start))
    pointed = opener == "dat" and _ONE_NOUN.match(text, end)
    return bool(pointed and _verb_before().search(text, max(0, start - 20), start))


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternation('clause-verb')}\s*$", re.I)


def _inside_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;:\n":
        start += 1
    while end > start and text[end - 1] in " ,;:\n":
        end -= 1
    return start, end


def _opening(clause: Clause, sentence: Span) -> bool:
    """Whether a purpose opens the sentence: "Om dit te voorkomen is ..." goes on with the main clause."""
    return clause.kind == "purpose" and clause.start == sentence.start


def _interrupted(text: str, made: list[Clause]) -> int | None:
    """The last clause before an embedded one that has no finite verb yet, or before words set apart by commas."""
    if made and made[-1].kind == "main" and not finite().search(made[-1].words(text)):
        return len(made) - 1  # "SACEUR, generaal Craddock, zal ..."
    if not made or made[-1].kind not in _EMBEDDED:
        return None
    for i in range(len(made) - 2, -1, -1):
        if made[i].kind in ("main", "that") and not finite().search(made[i].words(text)):
            return i
    return None


@cache
def finite() -> re.Pattern[str]:
    """Any of the finite verbs by which clauses are told (extract/words/finite.tsv)."""
    return re.compile(rf"(?<![\w-]){alternation('finite')}(?![\w-])", re.I)


def helping_verbs(words: str) -> list[tuple[str, str]]:
    """The helping verbs of a clause in order, each with what it tells ("zal", "will")."""
    return [
        (m[0], meanings("finite")[m[0].lower()])
        for m in finite().finditer(words)
        if not words[: m.start()].endswith(" te ")  # "aangekondigd te zullen komen" is no future
    ]
