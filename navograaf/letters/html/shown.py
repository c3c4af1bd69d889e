"""Which elements of a page are read: what a reader sees, without what the site puts around a letter.

Asked by html/main and html/flow. Law: an element that holds the main part of the page is never left out for its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from navograaf.letters.html.names import AROUND, HIDING, MAIN_IDS, NEVER, OFFICIAL, ROLES, UNSEEN, names, tag

_MOSTLY = 0.5
"""Share of the letters that stand in links, from which a header or footer is a menu."""


def hidden(element: HtmlElement) -> bool:
    """Whether a browser shows nothing of the element."""
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or HIDING.search(element.get("style", "")) is not None
        or not UNSEEN.isdisjoint(names(element))
    )


def left_out(element: HtmlElement) -> bool:
    """Whether nothing of the element is read: hidden, a script or a control, or around the letter."""
    name = tag(element)
    if name in NEVER or hidden(element):
        return True
    called = names(element)
    if name in ("header", "footer"):
        return element.get("role", "").lower() in ROLES or _is_menu(element)
    if element.get("role", "").lower() in ROLES:
        return not _holds_main(element)
    if not AROUND.isdisjoint(called) or any(one.startswith("cookie") for one in called):
        return not _holds_main(element)
    return False


def runs(element: HtmlElement) -> bool:
    """Whether the element is a running header or footer: LibreOffice's, or the foot of the page."""
    if tag(element) == "div" and element.get("title") in ("header", "footer"):
        return True
    return tag(element) == "footer" and not any(tag(one) in ("article", "main") for one in element.iterancestors())


def texts(root: HtmlElement, links: bool = True) -> Iterator[str]:
    """The words under an element that are read as its text, in order; those of links to elsewhere only if `links`."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not root and element.tail:
                yield element.tail
        elif (element is not root and (left_out(element) or runs(element))) or (not links and _leads_away(element)):
            walk.skip_subtree()
        elif element.text:
            yield element.text


def size(root: HtmlElement, links: bool = True) -> int:
    """How many letters and digits are read under an element."""
    return sum(map(str.isalnum, "".join(texts(root, links))))


def _leads_away(element: HtmlElement) -> bool:
    return tag(element) == "a" and element.get("href", "#")[:1] != "#"


def _is_menu(element: HtmlElement) -> bool:
    """Whether a header or footer is the site's: it holds a menu, or most of its words lead away; of a foot, any do."""
    if any(tag(above) in ("header", "footer") for above in element.iterancestors()):
        return False
    linked = 0
    for one in element.iter("a", "nav", "form"):
        if tag(one) != "a":
            return True
        linked += len("".join(one.itertext()).strip()) if _leads_away(one) else 0
    whole = len(" ".join("".join(element.itertext()).split()))
    return linked > _MOSTLY * whole or (linked > 0 and runs(element))


def _holds_main(element: HtmlElement) -> bool:
    for one in element.iter("main", "article", "div", "h1"):
        if one.tag != "div" or not {*MAIN_IDS, *OFFICIAL}.isdisjoint(names(one)):
            return True
    return False
