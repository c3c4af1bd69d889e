"""What a block element of a page says of the paragraphs in it: heading, signature, letterhead, running footer.

Asked by html/flow for each block that opens. Law: a kind comes from the element and its class, never from its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from navograaf.letters.html.names import HEADINGS, SIGNING, SUBHEADS, classes, tag
from navograaf.letters.html.shown import runs
from navograaf.letters.model import PartKind


@dataclass(frozen=True, slots=True)
class Frame:
    """An open block element, and what it says of the paragraphs in it."""

    element: HtmlElement
    kind: PartKind | None = None
    level: int = 0
    pre: bool = False


def framed(element: HtmlElement, above: Frame, heads: frozenset[HtmlElement]) -> Frame:
    """What an element says of its paragraphs, given what the one around it says. heads: the lines of a printed head."""
    name, called = tag(element), classes(element)
    pre = above.pre or name == "pre"
    if above.kind in ("signature", "footer"):
        return Frame(element, above.kind, 0, pre)
    if element in heads:
        return Frame(element, "letterhead", 0, pre)
    if not SIGNING.isdisjoint(called):
        return Frame(element, "signature", 0, pre)
    if runs(element):
        return Frame(element, "footer", 0, pre)
    if name in HEADINGS:
        return Frame(element, "heading", HEADINGS[name], pre)
    if element.get("role") == "heading" or (name == "p" and not SUBHEADS.isdisjoint(called)):
        level = element.get("aria-level", "")
        return Frame(element, "heading", int(level) if level in tuple("123456") else 0, pre)
    if name == "li" and tag(above.element) == "ul":
        return Frame(element, "text", 0, pre)
    return Frame(element, above.kind, above.level, pre)
