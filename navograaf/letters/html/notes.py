"""The footnotes of a page: which elements refer to one, and which hold its words.

Between the parsed page and html/flow. A reference is a short link ("1", "[1]", "*") to a later place, that by its
form, its class or the place's name is that of a note; official pages, Word, LibreOffice and most converters write so.
Notes that nothing links are told by their class, and the superscript of their number refers to them. Laws: a link of a
table of contents is no reference; a superscript that finds no note stays in the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from navograaf.letters.html.names import classes, tag
from navograaf.letters.html.note_names import leads_back, names_several, of_the_letter, speaks

_REFERENCE = re.compile(r"\s*[\[(]?\s*(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|[†‡])\s*[\])]?\s*", re.IGNORECASE)
"""What a reference prints."""
_OPENS = re.compile(r"\s*[\[(]?\s*(\d{1,3}|\*{1,3}|[†‡])\s*[\])]?[.:]?(?!\w)")
"""The number that a note prints before its words."""
MAX_NOTES = 2_000
"""Of a page; the longest letters have some 300. Further references are read as they stand."""
_HOLDERS = frozenset({"li", "p", "div", "aside", "dd", "tr", "section", "footer"})


@dataclass
class Notes:
    """What html/flow needs to know: an element that is none of these is read as it stands."""

    marks: dict[HtmlElement, tuple[str, str]] = field(default_factory=dict)
    """A reference -> the note, the text that it prints."""
    bodies: dict[HtmlElement, str] = field(default_factory=dict)
    """The element that holds the words of a note -> the note; in the order of the references."""
    starts: dict[HtmlElement, str] = field(default_factory=dict)
    """Where the words of a note begin that share an element with others -> the note."""
    back: set[HtmlElement] = field(default_factory=set)
    """Links back to the letter, left out."""
    unlinked: set[str] = field(default_factory=set)
    """Notes that nothing links."""
    numbers: dict[str, str] = field(default_factory=dict)
    """A note -> its number as it is printed, without brackets."""

    def words(self, note: str, words: str) -> str:
        """The first words of a note without the number that they print."""
        printed = re.escape(self.numbers[note])
        found = re.match(rf"\s*[\[(]?\s*{printed}\s*[\])]?[.:]?(?!\w)", words) if printed else None
        return words[found.end() :].lstrip() if found else words


def find_notes(page: HtmlElement) -> Notes:
    """The footnotes of a page."""
    notes, ground = Notes(), _Ground(page)
    targets: dict[HtmlElement, str] = {}
    links = [one for one in ground.order if one.tag == "a" and one.get("href", "")[:1] == "#"]
    for link in links:
        place = ground.places.get(link.get("href", "")[1:])
        if leads_back(link):
            notes.back.add(link)
        elif place is None or len(targets) >= MAX_NOTES:
            continue
        elif ground.order[place] > ground.order[link] and _refers(link, place):
            _mark(notes, _whole(link), targets.setdefault(place, f"n{len(targets) + 1}"))
    sources = {one for mark in notes.marks for one in mark.iter()}
    around = {one.getparent() for one in sources}
    for link in links:
        place = ground.places.get(link.get("href", "")[1:])
        if place is None or ground.order[place] >= ground.order[link] or link in sources:
            continue
        if place in sources or place in around:
            notes.back.add(link)
    ground.taken = sorted(ground.order[one] for one in {*targets, *sources})
    for place, note in targets.items():
        if (body := _body(place, ground, notes.back)) is not None:
            notes.bodies[body] = note
        else:
            notes.starts[place] = note
    _unlinked(notes, ground)
    notes.back.update(one for one in ground.order if one.tag == "h5" and "note-close" in classes(one))
    return notes


class _Ground:
    """A page as a row of elements: where each stands, and which are named."""

    def __init__(self, page: HtmlElement) -> None:
        self.order = {element: at for at, element in enumerate(page.iter("*"))}
        self.places: dict[str, HtmlElement] = {}
        self.taken: list[int] = []
        """Where references and the places of notes stand."""
        for element in self.order:
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    self.places.setdefault(name, element)
        self._last: dict[HtmlElement, int] = {}
        for element in reversed(self.order):
            children = len(element)
            self._last[element] = self._last[element[children - 1]] if children else self.order[element]

    def count(self, element: HtmlElement) -> int:
        """How many references and places of notes an element holds."""
        return bisect_right(self.taken, self._last[element]) - bisect_left(self.taken, self.order[element])


def _refers(link: HtmlElement, place: HtmlElement) -> bool:
    """Whether a link to a later place is the reference to a note."""
    if not _REFERENCE.fullmatch("".join(link.itertext())):
        return False
    above = link.getparent()
    raised = (above is not None and above.tag == "sup") or next(link.iter("sup"), None) is not None
    return raised or speaks(link) or speaks(place)


def _whole(link: HtmlElement) -> HtmlElement:
    """A reference with the superscript around it, when that holds nothing else."""
    above = link.getparent()
    if above is None or above.tag != "sup" or len(above) != 1:
        return link
    return link if (above.text or "").strip(" \n[(") or (link.tail or "").strip(" \n])") else above


def _mark(notes: Notes, mark: HtmlElement, note: str) -> None:
    printed = "".join("".join(mark.itertext()).split())
    notes.marks[mark] = note, printed
    notes.numbers.setdefault(note, printed.strip("[]()"))


def _body(place: HtmlElement, ground: _Ground, back: set[HtmlElement]) -> HtmlElement | None:
    """The element that holds the words of a note and of no other; None when it shares one with others."""
    here = place
    while here.tag not in _HOLDERS or not _words(here, back):
        above = here.getparent()
        if above is None or above.tag in ("body", "html") or ground.count(above) > ground.count(here):
            return None
        here = above
    while (above := here.getparent()) is not None and above.tag in _HOLDERS:
        if names_several(above) or not speaks(above) or ground.count(above) > ground.count(here):
            break
        here = above
    return here


def _words(element: HtmlElement, back: set[HtmlElement]) -> bool:
    """Whether an element holds words, besides a number and a link back."""
    away = sum(len("".join(one.itertext()).strip()) for one in element.iter("a") if one in back)
    return len("".join(element.itertext()).strip()) - away > 3


def _unlinked(notes: Notes, ground: _Ground) -> None:
    """Notes that nothing links: by class or role, with a number that an earlier superscript prints."""
    inside = {one for body in notes.bodies for one in body.iter("*")}
    raised: dict[str, list[HtmlElement]] = {}
    for one, printed in _superscripts(notes, ground.order, inside):
        raised.setdefault(printed, []).append(one)
    for element in ground.order:
        if element in inside or element in notes.back or tag(element) not in _HOLDERS or not speaks(element):
            continue
        if names_several(element) or ground.count(element):
            continue
        found = _OPENS.match("".join(element.itertext()))
        number = found[1] if found else ""
        before = raised.get(number, [])
        at = bisect_left(before, ground.order[element], key=ground.order.__getitem__) - 1
        refers = at >= 0 and before[at] not in inside and before[at] not in notes.marks
        if not refers and not of_the_letter(element):
            continue
        inside.update(element.iter("*"))
        note = f"n{len(notes.numbers) + 1}"
        notes.numbers[note] = number
        notes.bodies[element] = note
        notes.unlinked.add(note)
        if refers:
            notes.marks[before[at]] = note, "".join("".join(before[at].itertext()).split())


def _superscripts(
    notes: Notes, order: dict[HtmlElement, int], inside: set[HtmlElement]
) -> Iterator[tuple[HtmlElement, str]]:
    """The superscripts that print a number and are in no note, with the number."""
    for one in order:
        if one.tag != "sup" or one in inside or any(up in notes.marks for up in (one, *one.iterancestors())):
            continue
        if found := _REFERENCE.fullmatch("".join(one.itertext())):
            yield one, found[1]
