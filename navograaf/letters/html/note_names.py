"""What the names of elements say of footnotes: classes, ids, roles and styles, as sites and word processors give them.

Asked by html/notes. Law: a name counts as a whole, so that "annotated" speaks of no note.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from navograaf.letters.html.names import names

_NOTE = re.compile(
    r"_?(?:supernote|sd(?:foot|end)note|(?:mso)?(?:foot|end)note|footnote|endnote|voetnoot|eindnoot|noot|nootnum|cite[-_]?note"
    r"|_?(?:ftn|edn|fn|en|n|note|noot)[-_:.]?\d+|fn|fnref|ftn|note?|doc-(?:noteref|footnote|endnote))"
    r"(?:[-_:.]?(?:ref|reference|text|click|note|id|sym|anc)?(?:[-_:.\d].*)?)?",
    re.IGNORECASE,
)
"""A class, id or role that speaks of one note or of a reference to one."""
_NOTES = re.compile(
    r"(?:foot|end)notes(?:[-_].*)?|noten|voetnoten|eindnoten|references?|doc-endnotes|.*-list", re.IGNORECASE
)
"""One that speaks of all of them."""
_FOOT = re.compile(r"(?:mso)?(?:foot|end)note.*|voetnoot.*|eindnoot.*|doc-(?:foot|end)note", re.IGNORECASE)
"""One that speaks of a note of the letter, where "note" may be a box with advice."""
_BACK = re.compile(
    r"(?:.*backlink|note-close|(?:foot|end)note-(?:back|backref|return|ref-back)|data-footnote-backref|reversefootnote)",
    re.IGNORECASE,
)
"""One that leads back from a note."""


def speaks(element: HtmlElement) -> bool:
    """Whether the names of an element speak of one note."""
    called = [*_called(element), element.get("name", "")]
    return any(_NOTE.fullmatch(name) for name in called if name) or "mso-element:footnote;" in _style(element)


def names_several(element: HtmlElement) -> bool:
    """Whether the names of an element speak of all the notes together."""
    return any(map(_NOTES.fullmatch, _called(element)))


def of_the_letter(element: HtmlElement) -> bool:
    """Whether the names of an element speak of a footnote, where "note" may be a box with advice."""
    return any(map(_FOOT.fullmatch, _called(element)))


def leads_back(link: HtmlElement) -> bool:
    """Whether the names of a link say that it leads from a note back to the letter."""
    return any(map(_BACK.fullmatch, _called(link)))


def _called(element: HtmlElement) -> list[str]:
    return [*names(element), *element.get("role", "").lower().split(), *element.get("epub:type", "").lower().split()]


def _style(element: HtmlElement) -> str:
    return re.sub(r"\s", "", element.get("style", "")).lower() + ";"
