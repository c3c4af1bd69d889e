"""What the head of a page says of the letter: metadata as official pages carry it, the address, the title.

Used by html; the names of metadata and what they mean are published.py's. Law: what the page says of its site, and
not of the letter, is no fact.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from navograaf.letters.html.names import tag
from navograaf.letters.koop.published import facts
from navograaf.letters.model import Fact

_HOST = "officielebekendmakingen.nl"
"""Whose address of a page is that of the letter; others give that of a page about it."""
_MOST = 200
"""Names that are read: official pages have some 30."""
_ADDRESS = re.compile(r"https?://[^\s\[\]<>\"]{4,400}")


def page_facts(page: HtmlElement, name: str) -> tuple[Fact, ...]:
    """The facts in the head of a page, in its order; `name` is that of its file."""
    pairs = [(one.get("name", ""), " ".join(one.get("content", "").split())) for one in page.iter("meta")]
    found = [
        fact
        for fact in facts(pairs[:_MOST], name)
        if fact.field != "identifier" or not _ADDRESS.match(fact.value)  # other sites give the address of the page
    ]
    for element in page.iter("link"):
        address = element.get("href", "").strip()
        if "canonical" in element.get("rel", "").lower().split() and _ADDRESS.fullmatch(address) and _official(address):
            found.append(Fact("address", address, f"{name}, link canonical"))
            break
    if not any(fact.field == "title" for fact in found) and (title := _title(page)):
        found.append(Fact("title", title, f"{name}, title"))
    return tuple(found)


def _official(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return f".{host}".endswith(f".{_HOST}")


def _title(page: HtmlElement) -> str:
    """The title without the name of the site: "Kamerstuk 28676, nr. 344 | Overheid.nl"."""
    for element in page.iter("title"):
        above = element.getparent()
        if above is not None and tag(above) == "head":
            words = element.text_content().partition(" | ")[0].split()
            return " ".join(words) if len(words) > 1 else ""  # "Kamerstuk" is the title of every page
    return ""
