"""Names that look like a mission, operation, exercise or document and stand in no list, for a person to add.

The last of the layers: it reads what the others left. Law: a name that ontology/ knows is never a candidate, and one
name is one candidate, with its abbreviation and every later place that it stands at in the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navograaf.findings.layout import Layout
from navograaf.findings.model import Candidate, Findings, Mention
from navograaf.findings.unknown import READ, Known, Place, Span, unknown_places
from navograaf.words.folding import fold
from navograaf.words.gazetteer import loose
from navograaf.words.rules import Rule
from navograaf.words.trie import pattern


def find_candidates(layout: Layout, found: Findings) -> list[Candidate]:
    """The unknown names of a letter in text order, but for those in headings alone; `found` tells what is known."""
    known, text = Known(layout, found), layout.text.view.text
    groups = list(_grouped(text, list(unknown_places(layout, known))))
    again = _again(layout, known, groups)
    made = (_candidate(layout, places, again[number]) for number, places in enumerate(groups))
    return sorted((one for one in made if one), key=lambda c: (c.mentions[0].start, c.kind, c.name))


def _grouped(text: str, places: list[Place]) -> Iterator[list[Place]]:
    """The places of each name, told by the name or the abbreviation that they share."""
    held: dict[str, list[Place]] = {}
    for place in places:
        keys = _keys(text, place)
        first, *others = {id(held[key]): held[key] for key in sorted(keys) if key in held}.values() or [[]]
        first.append(place)
        for other in others:  # the name stood alone before, and so did the abbreviation
            first.extend(other)
            keys |= {key for one in other for key in _keys(text, one)}
        held.update(dict.fromkeys(keys, first))
    yield from (sorted(group, key=lambda p: p.start) for group in {id(g): g for g in held.values()}.values())


def _keys(text: str, place: Place) -> set[str]:
    """The words by which two places are one name: the name without "Operation", and the abbreviation."""
    return {loose(fold(text[a:b])).removeprefix("operation ") for a, b in place.spans}


def _words(text: str, places: list[Place]) -> tuple[str, str | None]:
    """Name and abbreviation of the places of one name; what was met as its own abbreviation is no name."""
    short = next((text[slice(*p.short)] for p in places if p.short), None)
    full = next((text[p.start : p.end] for p in places if text[p.start : p.end] != short), None)
    return (full, short) if full else (short or "", None)


def _again(layout: Layout, known: Known, groups: list[list[Place]]) -> list[list[Span]]:
    """For each name the other places where it, or its abbreviation, is said without the words that a rule asks for."""
    text = layout.text.view.text
    found: list[list[Span]] = [[] for _ in groups]
    owners = {words: n for n, group in enumerate(groups) for words in _words(text, group) if words}
    if not owners:
        return found
    taken = bytearray(len(text))
    for start, end in (span for group in groups for place in group for span in place.spans):
        taken[start:end] = b"\1" * (end - start)
    for match in re.finditer(rf"(?<!\w)(?:{pattern(sorted(owners))})(?!\w)", text):
        read = layout.block_at(match.start()).kind in READ
        if read and taken.find(1, *match.span()) < 0 and not known.touches(match.span()):
            found[owners[match[0]]].append(match.span())
    return found


def _candidate(layout: Layout, places: list[Place], again: list[Span]) -> Candidate | None:
    """The candidate that stands at these places; None for a name in headings alone."""
    name, short = _words(layout.text.view.text, places)
    rule = places[0].rule
    spans = sorted([span for place in places for span in place.spans] + again)
    if all(layout.block_at(start).kind == "heading" for start, _ in spans):
        return None
    mentions = tuple(_mention(layout, span, rule, short) for span in spans)
    return Candidate(rule.kind, name, mentions, short)  # type: ignore[arg-type]


def _mention(layout: Layout, span: Span, rule: Rule, short: str | None) -> Mention:
    view, raw = layout.text.view, layout.text.letter.raw
    start, end = view.raw_span(*span)
    words = view.text[slice(*span)]
    kind, normal = "abbr" if words == short else "name", words if raw[start:end] != words else None
    return Mention(start, end, raw[start:end], rule.id, type=kind, normal=normal)
