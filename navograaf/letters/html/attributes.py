"""How many attributes the elements of a page have: the parser's time grows with their square.

Asked by html/read before it makes a tree of a large page. Law: the parser itself counts, since quotation marks and
"<" in values make any other count a guess.
"""

from __future__ import annotations

from typing import Any

MAX_ATTRIBUTES = 1_000
"""Of one element: pages have some 20."""
SMALL = 100_000
"""Bytes of a page that is not counted: it has no room for attributes that take a second."""


def crowded(page: bytes) -> bool:
    """Whether an element of a page has more than MAX_ATTRIBUTES attributes; the page is UTF-8."""
    from lxml import etree

    if len(page) <= SMALL:
        return False
    counter: Any = _Counter()  # lxml asks for the methods that a target has, its type for all that one may have
    try:
        etree.fromstring(page, etree.HTMLParser(target=counter, encoding="utf-8", no_network=True))
    except _Crowded:
        return True
    except etree.ParserError:  # an empty page, which is told elsewhere
        return False
    return False


class _Crowded(Exception):
    """An element with too many attributes."""


class _Counter:
    """Looks at each element that begins, and makes nothing of it."""

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        if len(attrib) > MAX_ATTRIBUTES:
            raise _Crowded

    def close(self) -> None:
        """The end of the page."""
