"""Who speaks or decides in a clause: ministers, allies, a government, a party, NATO, and what stands for them.

After the names, before decisions and positions. A body has a part in its clause: subject, agent ("door de ministers"),
source ("volgens Nederland"), for ("voor Nederland is van belang"), or neither. Words that stand for a body named
before ("deze leden", "zij", "beiden") get its name, or are left out when there is none.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from navograaf.findings.body_names import STANDS_FOR, Body, Part, find_named, seated
from navograaf.findings.layout import Layout
from navograaf.findings.model import Country, Document, Found, Meeting
from navograaf.words.lists import alternation, meanings
from navograaf.words.reference import find
from navograaf.words.rules import of_kind

_LOOK_BACK = 70
"""So many characters before a body may hold the preposition that governs it."""


class Bodies:
    """The bodies of a letter in text order, none inside another."""

    def __init__(self, found: Iterable[Body]) -> None:
        self.all: tuple[Body, ...] = tuple(sorted(found, key=lambda b: b.start))
        self._starts = [body.start for body in self.all]

    def within(self, start: int, end: int) -> list[Body]:
        """The bodies that begin in a span of the view."""
        return list(self.all[bisect.bisect_left(self._starts, start) : bisect.bisect_left(self._starts, end)])


def find_bodies(
    layout: Layout,
    document: Document,
    meeting: Meeting | None,
    people: Iterable[Found],
    organisations: Iterable[Found],
    countries: Iterable[Country],
    meetings: Iterable[Meeting] = (),
) -> Bodies:
    """The bodies that a letter names. meeting: the one that the letter is about; its body is "de ministers".

    What stands inside the name of a meeting ("NAVO Defensie Ministeriële") is no body.
    """
    rows: Iterable[Body] = find_named(layout, document, meeting, people, organisations, countries)
    kept: list[Body] = []
    end = -1
    inside = {i for m in meetings for spot in m.mentions for i in range(spot.start, spot.end)}
    rows = [b for b in rows if b.sort != "other" or not _in_name(layout, b, inside)]
    rows = [b for b in rows if not _joined_on(layout.text.view.text, b.start)]  # "het VS-Taliban akkoord"
    for body in sorted(rows, key=lambda b: (b.start, -b.end, b.id is None, b.name)):
        if body.start >= end:
            kept.append(body)
            end = body.end
        elif (body.start, body.end) == (kept[-1].start, kept[-1].end) and kept[-1].id:
            kept[-1] = replace(kept[-1], name=body.name)  # "Iraqi authorities", not "Government of Iraq"
    parted = [b if b.role == "source" else replace(b, role=_part(layout, b)) for b in seated(layout, kept)]
    return Bodies(_resolved(layout, _joined(layout, parted)))


def _joined_on(text: str, at: int) -> bool:
    return at > 1 and text[at - 1] in "-–" and text[at - 2].isalnum()


def _in_name(layout: Layout, body: Body, inside: set[int]) -> bool:
    """Whether a body is a word of a meeting's name; "de Raad heeft op 14 april ..." is a body that acts."""
    text, origin = layout.text.view.text, layout.text.view.origin
    goes_on = re.match(r"\s[A-Z]", text[body.end : body.end + 2]) is not None
    return origin[body.start] in inside and (goes_on or origin[body.start] - 1 in inside)


def _part(layout: Layout, body: Body) -> Part:
    text = layout.text.view.text
    before = text[max(layout.sentence_at(body.start).start, body.start - _LOOK_BACK) : body.start]
    if _beside("regarding", before) and _beside("regards", text[body.end : body.end + _LOOK_BACK], ahead=True):
        return "source"
    if governed := _beside("governed", before):
        return meanings("preposition")[re.sub(r"\s+", " ", governed["word"].lower())]  # type: ignore[return-value]
    return "oblique" if body.sort == "country" and _beside("behind-noun", before) else "subject"


def _beside(kind: str, words: str, *, ahead: bool = False) -> re.Match[str] | None:
    """What a rule of extract/body_parts.toml finds in the words before a body, or (ahead) behind it."""
    found = ((rule.regex.match if ahead else rule.regex.search)(words) for rule in of_kind("body_parts", kind))
    return next((match for match in found if match), None)


def _joined(layout: Layout, bodies: list[Body]) -> list[Body]:
    """ "Duitsland en Frankrijk" is one body, as is "Secretaris-Generaal van de NAVO Jens Stoltenberg"."""
    text = layout.text.view.text
    made: list[Body] = []
    over = False
    for body in bodies:
        last = made[-1] if made else None
        between = text[last.end : body.start] if last and body.start - last.end <= 16 else "."
        if last and "\n" in text[last.end - 1 : body.start]:
            between = "."  # a heading and the paragraph under it
        if last and re.fullmatch(r"\s?(?:,|\((?:SG|NAR)?)?\s?", between) and last.id == body.id and body.id:
            made[-1] = replace(last, end=body.end)
        elif last and between.strip() in ("", ",") and _in_post(last, body):
            made[-1] = replace(last, end=body.end)  # "de Amerikaanse minister van Defensie, Gates"
        elif (
            last
            and _row().fullmatch(between)
            and not body.name.startswith(STANDS_FOR)
            and not last.name.startswith(STANDS_FOR)
            and not (over and "," in between)
        ):
            over = "," not in between  # "met Italië en Spanje, Israël opgeroepen": the row is over
            made[-1] = _row_of(last, body)
        else:
            over = False
            made.append(body)
    return made


def _in_post(last: Body, body: Body) -> bool:
    """Whether a person's name stands behind his post."""
    named = body.sort == "person" and body.id is not None and find("post", body.id.partition("/")[2]) is None
    return named and last.sort == "person" and last.name[2:3] == "-"


def _row_of(last: Body, body: Body) -> Body:
    """Two bodies as one; a country is named before a group of them ("Poland and Baltic states")."""
    if last.name == body.name:
        return replace(last, end=body.end, sort="group")
    turned = body.sort == "country" and last.sort == "group" and last.id is None and " and " not in last.name
    first, second = (body, last) if turned else (last, body)
    name = f"{first.name.replace(' and ', ', ')} and {second.name}"
    return replace(last, end=body.end, name=name, id=None, sort="group")


@cache
def _row() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:,|{alternation('conjunction')})\s(?:de|het)?\s?")


def _resolved(layout: Layout, bodies: list[Body]) -> Iterator[Body]:
    """Put a name in the place of words that stand for one; those without are left out."""
    before: list[Body] = []
    for body in bodies:
        if body.name.startswith(STANDS_FOR):
            known = _meant(layout, body, before)
            if known is None:
                continue
            body = replace(body, name=known.name, id=known.id, sort=known.sort)
        before.append(body)
        yield body


def _meant(layout: Layout, body: Body, before: list[Body]) -> Body | None:
    sort, here = body.name.removeprefix(STANDS_FOR), layout.block_at(body.start)
    near = [b for b in before if b.start >= here.start and b.role != "oblique"]
    if sort == "party":
        return next((b for b in reversed(before) if b.sort == "party"), None)
    if sort == "plural":
        asked = layout.is_consultation and next((b for b in reversed(near) if b.sort == "party"), None)
        groups = [b for b in near if b.sort in ("group", "party") or " and " in b.name or "authorities" in b.name]
        return asked or (groups[-1] if groups else None)
    if sort == "both":
        if len(near) < 2 or near[-1].name == near[-2].name:
            return None
        return replace(near[-1], name=f"{near[-2].name} and {near[-1].name}", id=None, sort="group")
    if sort == "country":
        return next(
            (b for b in reversed(before) if b.start >= here.start and b.sort == "country" and b.id != "country/NL"),
            None,
        )
    if sort == "own":
        opening = layout.sentence_at(body.start).start
        own = next((b for b in near if b.start >= opening and b.role == "subject"), None)
        return own or next((b for b in reversed(near) if b.sort == "person"), None)
    if sort == "person":
        return next((b for b in reversed(near) if b.sort == "person"), None)
    return near[-1] if near else None
