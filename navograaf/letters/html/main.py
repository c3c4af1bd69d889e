"""Which part of a page is the letter.

Between the parsed page and html/flow. Official pages name it; other pages have one `main`, one `article` or an id that
says so; where none of these holds the words, the whole page is the letter: rather too much than words lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from navograaf.letters.html.names import HEADS, MAIN_IDS, OFFICIAL, QUESTIONS, classes, names, tag
from navograaf.letters.html.shown import hidden, size

_SHARE = 0.3
"""A main part that holds a smaller share of the words of the page is none."""


def main_parts(page: HtmlElement) -> list[HtmlElement]:
    """The elements that hold the letter, in the order of the page, none inside another."""
    body = next((one for one in page.iter() if tag(one) == "body"), page)
    if official := _official(body):
        return official
    words = size(body)
    for candidates in _candidates(body):
        if len(candidates) == 1 and (found := size(candidates[0])) and found >= _SHARE * words:
            return candidates
    return [body]


def head_lines(page: HtmlElement) -> frozenset[HtmlElement]:
    """The lines of the printed head of an official page; questions and answers have titles of the same class."""
    found: set[HtmlElement] = set()
    walk = etree.iterwalk(page, events=("start",))  # no look at what stands above each: pages may be 256 deep
    for _, one in walk:
        called = classes(one)
        if not set(HEADS).isdisjoint(called):
            found.add(one)
        if not QUESTIONS.isdisjoint(called):
            walk.skip_subtree()
    return frozenset(found)


def _candidates(body: HtmlElement) -> Iterator[list[HtmlElement]]:
    """What may be the main part, the surest first; more than one at once tell nothing."""
    shown = [one for one in body.iter("main", "article", "div", "section", "td") if not hidden(one)]
    yield _outermost(body, {one for one in shown if tag(one) == "main" or one.get("role") == "main"})
    yield _outermost(body, {one for one in shown if tag(one) == "article"})
    for name in MAIN_IDS:
        yield [one for one in shown if one.get("id", "").lower() == name]


def _official(body: HtmlElement) -> list[HtmlElement]:
    """The parts of an official page: its text, and the lines of its printed head where they stand before the text."""
    every = [one for one in body.iter() if tag(one)]
    texts = [one for one in every if tag(one) == "div" and not set(OFFICIAL).isdisjoint(names(one))]
    heads = [one for one in every if not set(HEADS).isdisjoint(classes(one))]
    if not heads:
        return texts[:1] if len(_outermost(body, {*texts})) == 1 and size(texts[0]) else []
    if not texts:
        parent = heads[-1].getparent()
        texts = [heads[0] if parent is None else parent]
    return _outermost(body, {*heads, *texts})


def _outermost(body: HtmlElement, elements: set[HtmlElement]) -> list[HtmlElement]:
    """The elements that stand in none of the others, in the order of the page."""
    found: list[HtmlElement] = []
    walk = etree.iterwalk(body, events=("start",))
    for _, one in walk:
        if one in elements:
            found.append(one)
            walk.skip_subtree()
    return found
