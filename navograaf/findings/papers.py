"""Papers that a letter speaks of and the ontology does not know: described ("de brief van 7 oktober jl.") or named.

Beside the documents of ontology/ (names.py) and the proper names that only look like a document (candidates.py), which
both go first. Law: a paper that only its letter tells from others gets an id of that letter, so that two letters
never share "een aparte brief"; a date or a meeting makes an id that letters share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from navograaf.findings.dates import Date
from navograaf.findings.layout import Layout
from navograaf.findings.model import Candidate, Document, Found, Meeting, Mention
from navograaf.findings.spots import Spot, Taken, mentions, slug
from navograaf.words.rules import Rule, of_kind, rules

_READ = ("text", "footnote")
_MENTIONED = ("name", "description")
_MONTH = re.compile(r"^nato-|(?<=\d{4}-\d{2})-\d{2}$")
"""What a meeting's id has that the id of its agenda or report lacks: "report-dmm-2020-06"."""
_REACH = 90
"""How far behind "het verslag van" the meeting may stand that it is a report of (code points of the raw letter)."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the ids of papers are made of: the letter, its dates (resolved, of the view) and its meetings."""

    file: str
    document: Document
    dates: list[Date]
    meetings: list[Meeting]

    @property
    def letter(self) -> str:
        """What tells this letter from others: "28676-346", else the file's stem."""
        known = (self.document.dossier, self.document.number)
        return "-".join(filter(None, known)) if all(known) else slug(PurePath(self.file).stem)


def find_papers(
    layout: Layout, known: Iterable[Found], candidates: Iterable[Candidate], near: Surroundings
) -> list[Found]:
    """All documents of a letter by id: the known ones, the candidates among them, and those that the rules find."""
    held: dict[str, list[Mention]] = {one.id: list(one.mentions) for one in known}
    for candidate in candidates:
        if candidate.kind == "document":
            held.setdefault(slug(candidate.name), []).extend(candidate.mentions)
    taken = Taken(len(layout.text.letter.raw))
    for mention in (m for found in held.values() for m in found):
        taken.add(mention.start, mention.end)
    for name, found in mentions(layout, list(_spots(layout, taken, near))).items():
        held.setdefault(name, []).extend(found)
    return [Found(name, tuple(sorted(held[name], key=lambda m: (m.start, m.end)))) for name in sorted(held)]


def _spots(layout: Layout, taken: Taken, near: Surroundings) -> Iterator[Spot]:
    """What the rules find outside the raw spans `taken`; of spots that overlap the one of the earlier rule stays."""
    own = {m.start(_group(m)) for rule in of_kind("papers", "own") for _, m in layout.text.matches(rule.regex)}
    made = Taken(len(layout.text.view.text))
    for rule in rules("papers"):
        if rule.kind not in _MENTIONED:
            continue
        for block, match in layout.text.matches(rule.regex):
            group = _group(match)
            start, end = match.span(group)
            a, b = layout.text.view.raw_span(start, end)
            if block.kind not in _READ or start in own or taken.touches(a, b):
                continue
            if not made.touches(start, end):
                made.add(start, end)
                yield Spot(_id(layout, rule, match[group], (start, end), near), start, end, rule.id, rule.kind)


def _group(match: re.Match[str]) -> str:
    """The group that holds the words: a pattern with two ways to find them has two."""
    return "name" if match["name"] is not None else "title"


def _id(layout: Layout, rule: Rule, words: str, span: tuple[int, int], near: Surroundings) -> str:
    """The id of the paper at a span of the view, as its rule's `id_from` says."""
    source, stem = rule.more["id_from"], rule.more.get("stem")
    if source == "date":
        day = next((d.value for d in near.dates if span[0] <= d.start < span[1]), None)
        if day:
            return slug(f"{stem or words.split()[0]} {day}")
    elif source == "meeting":
        meeting = _reported(layout, span, near) if stem == "report" else near.document.about_meeting
        if meeting:
            return slug(f"{stem} {_MONTH.sub('', meeting)}")
    elif source == "words":
        return slug(words)
    return slug(f"{words} {near.letter}")


def _reported(layout: Layout, span: tuple[int, int], near: Surroundings) -> str | None:
    """The meeting that "het verslag van" leads to: the first one that is named behind it in the sentence."""
    start, end = layout.text.view.raw_span(*span)
    last = min(end + _REACH, layout.text.view.raw_span(*_bounds(layout, span[0]))[1])
    behind = sorted((m.start, one.id) for one in near.meetings for m in one.mentions if start <= m.start < last)
    return behind[0][1] if behind else None


def _bounds(layout: Layout, at: int) -> tuple[int, int]:
    sentence = layout.sentence_at(at)
    return sentence.start, sentence.end
