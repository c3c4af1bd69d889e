"""Missions and named documents: names, abbreviations and descriptions that the ontology knows.

Where one name means different things in different years ("missie in Afghanistan"), the day of the letter decides;
names that fit two at once ("missies in Afghanistan en Irak") mention both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.findings.model import Found, Mention
from navograaf.findings.named import hits
from navograaf.words.folding import fold
from navograaf.words.gazetteer import Hit
from navograaf.words.reference import Label, Thing, of_kind

_TYPES = {"name": "name", "abbr": "abbr", "description": "description", "hidden": "name"}


@dataclass(frozen=True, slots=True)
class Naming:
    """A thing named at a span of the view."""

    start: int
    end: int
    thing: Thing
    label: Label


@cache
def treaties() -> dict[str, str]:
    """Folded name -> id of the treaties and agreements among the documents, longest name first."""
    kinds = {"treaty", "agreement"}
    rows = [
        (fold(x.text), thing.id)
        for thing in of_kind("document")
        if thing.one("documentKind") in kinds
        for x in thing.labels
    ]
    return dict(sorted(rows, key=lambda r: (-len(r[0]), r)))


def treaty_spans(layout: Layout, day: str | None) -> list[tuple[int, int, str]]:
    """Where treaties that the ontology knows are named: view spans with the id."""
    named = find_named(layout, "document", day)
    return [(n.start, n.end, n.thing.id) for n in named if n.thing.one("documentKind") == "treaty"]


def find_named(layout: Layout, kind: Literal["mission", "document"], day: str | None) -> list[Naming]:
    """The things of one kind that are named, in order; the signature and letterhead are not read."""
    found = []
    for hit in hits(layout, kind):
        if layout.block_at(hit.start).kind not in ("signature", "letterhead"):
            found += [Naming(hit.start, hit.end, thing, label) for thing, label in _meant(hit, day)]
    return found


def _meant(hit: Hit, day: str | None) -> Iterator[tuple[Thing, Label]]:
    """The things that the words mean on this day: each once, the plainest label first."""
    if len(hit.named) == 1:
        yield hit.named[0]
        return
    first: dict[str, tuple[Thing, Label]] = {}
    order = {"name": 0, "hidden": 1, "abbr": 2, "description": 3}
    for thing, label in sorted(hit.named, key=lambda n: (n[0].id, order.get(n[1].role, 4), n[1].language != "nl")):
        first.setdefault(thing.id, (thing, label))
    rows = list(first.values())
    if len(rows) > 1:
        rows = [row for row in rows if _valid(row[0], day)] or rows
    yield from rows


def _valid(thing: Thing, day: str | None) -> bool:
    if day is None:
        return True
    start, end = thing.one("validFrom"), thing.one("validUntil") or thing.one("endDate")
    return (start is None or start[: len(day)] <= day) and (end is None or day[: len(end)] <= end)


def english(namings: list[Naming]) -> list[tuple[int, int]]:
    """The spans of English names, inside which NATO, EU and countries are part of the name."""
    return [(n.start, n.end) for n in namings if _is_english(n)]


def _is_english(naming: Naming) -> bool:
    text = naming.label.text
    same = [x for x in naming.thing.labels if x.text == text]
    return " " in text and any(x.language == "en" for x in same)


def as_found(layout: Layout, namings: list[Naming], rule: str) -> list[Found]:
    """Namings as findings, by id."""
    view, raw = layout.text.view, layout.text.letter.raw
    held: dict[str, list[Mention]] = {}
    for one in namings:
        start, end = view.raw_span(one.start, one.end)
        normal = view.text[one.start : one.end] if raw[start:end] != view.text[one.start : one.end] else None
        if one.label.role == "hidden":
            normal = one.thing.name_nl
        kind = _TYPES.get(one.label.role, "name")
        held.setdefault(one.thing.id, []).append(Mention(start, end, raw[start:end], rule, type=kind, normal=normal))
    return [Found(name, tuple(held[name])) for name in sorted(held)]
