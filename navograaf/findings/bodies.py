"""Who speaks or decides in a clause: ministers, allies, a government, a party, NATO, and what stands for them.

After the names, before decisions and positions. A body has a part in its clause: subject, agent ("door de ministers"),
source ("volgens Nederland"), for ("voor Nederland is van belang"), or neither. Words that stand for a body named
before ("deze leden", "zij", "beiden") get its name, or are left out when there is none.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from functools import cache

from navograaf.findings.body_names import STANDS_FOR, Body, Part, find_named, seated
from navograaf.findings.layout import Layout
from navograaf.findings.model import Country, Document, Found, Meeting
from navograaf.findings.spots import Taken
from navograaf.words.lists import alternation, meanings
from navograaf.words.reference import find
from navograaf.words.rules import of_kind
from navograaf.words.sweeps import Sweep
from navograaf.words.trials import tried

_LOOK_BACK = 70
"""So many characters before a body may hold the preposition that governs it."""
_GOES_ON = re.compile(r"\s[A-Z]")
_SAME = re.compile(r"\s?(?:,|\((?:SG|NAR)?)?\s?")
"""What stands between two names of one body: a comma, or its abbreviation's bracket."""


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
    inside = Taken(len(layout.text.letter.raw))
    for one in meetings:
        for spot in one.mentions:
            inside.add(spot.start, spot.end)
    rows = [b for b in rows if b.sort != "other" or not _in_name(layout, b, inside)]
    rows = [b for b in rows if not _joined_on(layout.text.view.text, b.start)]  # "het VS-Taliban akkoord"
    for body in sorted(rows, key=lambda b: (b.start, -b.end, b.id is None, b.name)):
        if body.start >= end:
            kept.append(body)
            end = body.end
        elif (body.start, body.end) == (kept[-1].start, kept[-1].end) and kept[-1].id:
            kept[-1] = kept[-1]._replace(name=body.name)  # "Iraqi authorities", not "Government of Iraq"
    sweep = Sweep(layout.text.places, "body_parts")
    parted = [
        b if b.role == "source" else Body(b.start, b.end, b.name, b.id, _part(layout, sweep, b), b.sort)
        for b in seated(layout, kept)
    ]
    return Bodies(_resolved(layout, _joined(layout, parted)))


def _joined_on(text: str, at: int) -> bool:
    return at > 1 and text[at - 1] in "-–" and text[at - 2].isalnum()


def _in_name(layout: Layout, body: Body, inside: Taken) -> bool:
    """Whether a body is a word of a meeting's name; "de Raad heeft op 14 april ..." is a body that acts."""
    text, origin = layout.text.view.text, layout.text.view.origin
    at = origin[body.start]
    if not inside.touches(at, at + 1):
        return False
    return _GOES_ON.match(text, body.end) is not None or (at > 0 and inside.touches(at - 1, at))


def _part(layout: Layout, sweep: Sweep, body: Body) -> Part:
    text = layout.text.view.text
    first = max(layout.sentence_at(body.start).start, body.start - _LOOK_BACK)
    before, bits = text[first : body.start], sweep.worth(first, body.start)
    if _before("regarding", before, bits):
        behind = text[body.end : body.end + _LOOK_BACK]
        if any(rule.regex.match(behind) for rule in of_kind("body_parts", "regards")):
            return "source"
    if governed := _before("governed", before, bits):
        return meanings("preposition")[re.sub(r"\s+", " ", governed["word"].lower())]  # type: ignore[return-value]
    return "oblique" if body.sort == "country" and _before("behind-noun", before, bits) else "subject"


def _before(kind: str, words: str, bits: int) -> re.Match[str] | None:
    """What a rule of extract/body_parts.toml finds in the words before a body; bits: what is worth trying on them."""
    for rule in tried("body_parts", kind, bits):
        if match := rule.regex.search(words):
            return match
    return None


def _joined(layout: Layout, bodies: list[Body]) -> list[Body]:
    """ "Duitsland en Frankrijk" is one body, as is "Secretaris-Generaal van de NAVO Jens Stoltenberg"."""
    text = layout.text.view.text
    made: list[Body] = []
    over = False
    for body in bodies:
        last = made[-1] if made else None
        between = text[last.end : body.start] if last and body.start - last.end <= 16 else "."
        if last is None or between == "." or "\n" in text[last.end - 1 : body.start]:
            over = False  # far apart, or a heading and the paragraph under it
            made.append(body)
        elif last.id == body.id and body.id and _SAME.fullmatch(between):
            made[-1] = last._replace(end=body.end)
        elif between.strip() in ("", ",") and _in_post(last, body):
            made[-1] = last._replace(end=body.end)  # "de Amerikaanse minister van Defensie, Gates"
        elif (
            _row().fullmatch(between)
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
        return last._replace(end=body.end, sort="group")
    turned = body.sort == "country" and last.sort == "group" and last.id is None and " and " not in last.name
    first, second = (body, last) if turned else (last, body)
    name = f"{first.name.replace(' and ', ', ')} and {second.name}"
    return last._replace(end=body.end, name=name, id=None, sort="group")


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
            body = body._replace(name=known.name, id=known.id, sort=known.sort)
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
        return near[-1]._replace(name=f"{near[-2].name} and {near[-1].name}", id=None, sort="group")
    if sort == "country":
        abroad = (b for b in reversed(before) if b.sort == "country" and b.id != "country/NL")
        return next((b for b in abroad if b.start >= here.start), None)
    if sort == "own":
        opening = layout.sentence_at(body.start).start
        own = next((b for b in near if b.start >= opening and b.role == "subject"), None)
        return own or next((b for b in reversed(near) if b.sort == "person"), None)
    if sort == "person":
        return next((b for b in reversed(near) if b.sort == "person"), None)
    return near[-1] if near else None
