"""The vocabulary of pages: which elements, classes, ids and roles mean what. No words of letters, only names of markup.

Between the parser and the modules that read a page. The classes of official pages (zoek.officielebekendmakingen.nl)
are those that its style sheet makes of the XML elements of the same names (OP schema: stuk, ondertekening, noot).
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
"""Elements that break a paragraph (HTML Living Standard, 15.3)."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NEVER = frozenset(
    {
        *("applet", "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "frameset", "head"),
        *("iframe", "img", "input", "link", "map", "meta", "nav", "noframes", "noscript", "object", "option"),
        *("param", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track"),
        *("video",),
    }
)
"""Elements of which nothing is read: they print no words, or words about the site."""
ROLES = frozenset(
    {
        *("alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation"),
        *("search", "tablist", "toolbar", "tooltip"),
    }
)
"""ARIA roles of what is not the letter (WAI-ARIA 1.2, landmark and window roles)."""
AROUND = frozenset(
    {
        *("breadcrumb", "breadcrumbs", "cookiebanner", "cookiebar", "cookiewall", "consent", "menu", "nav"),
        *("navbar", "navigatie", "navigation", "pagination", "share", "sharing", "sidebar", "skiplinks"),
        *("social", "submenu", "toolbar"),
    }
)
"""Classes and ids of what stands around a letter; names that begin with "cookie" too. Whole names: official pages call
the frame of the letter itself "columns--sidebar-left"."""
UNSEEN = frozenset(
    {
        *("assistive", "hidden", "screen-reader-text", "skip-link", "skiplink", "sr-only", "visually-hidden"),
        *("visuallyhidden",),
    }
)
"""Classes that style sheets hide."""
HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
MAIN_IDS = ("main-column", "main-content", "maincontent", "content-main", "content", "inhoud", "main")
"""Ids that sites give to the main part, the surest first."""
OFFICIAL = ("broodtekst", "stuk")
"""Ids and classes of the letter itself on an official page."""
HEADS = ("dossiertitel", "stuktitel", "kamerstukdatum")
"""Classes of its printed head: dossier, number with title, place with date."""
QUESTIONS = frozenset({"vraag", "antwoord"})
"""Classes in which "stuktitel" heads a question or an answer."""
SUBHEADS = frozenset({"tussenkop"})
SIGNING = frozenset({"ondertekening"})
SIGNING_LINES = frozenset({"functie", "naam"})
"""Classes of the lines of a signature."""
NUMBERED = frozenset({"ol", "lidnr", "li-nr"})
"""Classes of a number that a list item prints itself."""
_PREFIXES = ("html:", "xhtml:", "h:")


def tag(element: HtmlElement) -> str:
    """The name of an element, in lower case, without the prefix that XHTML may give it; "" for what is none."""
    name = element.tag
    if not isinstance(name, str):
        return ""
    if ":" not in name:  # asked of each element several times
        return name
    return next((name[len(prefix) :] for prefix in _PREFIXES if name.startswith(prefix)), name)


def names(element: HtmlElement) -> list[str]:
    """The classes of an element and its id, in lower case."""
    return f"{element.get('class', '')} {element.get('id', '')}".lower().split()


def classes(element: HtmlElement) -> list[str]:
    """The classes of an element, in lower case."""
    return str(element.get("class", "")).lower().split()
