"""Where a letter says the names of the ontology: all lists of names in one scan, made once a letter.

Between the words and the layers that ask for one list each: missions, documents, organisations, people, countries,
topics. Law: a list has the same hits in company as it would have alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

from navograaf.findings.layout import Layout
from navograaf.words.gazetteer import Gazetteer, Hit, Scan
from navograaf.words.reference import LabelRole, Thing, of_kind

HOUSE, CABINET = "dutch-house", "dutch-government"
TOKENS = frozenset(("nato", "eu"))
"""Organisations that count as words of their own inside a longer Dutch name."""
OWN_POSTS = ("nl-defence-minister", "nl-foreign-minister")
"""Posts that have rules of their own."""
List = Literal[
    "mission", "document", "organisation", "token", "house", "country", "joined-country", "person", "post", "topic",
    "topic-stem", "topic-weak", "heading",
]  # fmt: skip
_CALLED: tuple[LabelRole, ...] = ("name", "abbr", "description", "hidden")


@cache
def names_of(name: List) -> Gazetteer:
    """The matcher of one list of names."""
    return _lists()[name]


def hits(layout: Layout, name: List) -> list[Hit]:
    """The places in a letter's view where a name of the list stands, in order, none inside another."""
    if __name__ not in layout.kept:
        view = layout.text.view
        layout.kept[__name__] = dict(zip(_lists(), _scan().find(view.text, view.folded), strict=True))
    found: list[Hit] = layout.kept[__name__][name]
    return found


@cache
def _scan() -> Scan:
    return Scan(tuple(_lists().values()), "names")


@cache
def _lists() -> dict[List, Gazetteer]:
    topics, countries = of_kind("topic"), of_kind("country")
    return {
        "mission": Gazetteer(of_kind("mission"), _CALLED),
        "document": Gazetteer(of_kind("document"), _CALLED),
        "organisation": Gazetteer(_organisations(lambda name: name not in TOKENS | {HOUSE, CABINET}), _CALLED),
        "token": Gazetteer(_organisations(TOKENS.__contains__), _CALLED, hyphens=False),
        "house": Gazetteer(_organisations(HOUSE.__eq__), ("name",), hyphens=False),
        "country": Gazetteer(countries, ("name", "abbr", "hidden"), hyphens=False),
        "joined-country": Gazetteer(countries, ("name", "abbr", "hidden")),
        "person": Gazetteer(of_kind("person"), _CALLED),
        "post": Gazetteer([thing for thing in of_kind("post") if thing.id not in OWN_POSTS], _CALLED),
        "topic": Gazetteer(topics, _CALLED),
        "topic-stem": Gazetteer(topics, ("stem",), stems=True),
        "topic-weak": Gazetteer(topics, ("weak",)),
        "heading": Gazetteer(topics, ("heading", "name")),
    }


def _organisations(wanted: Callable[[str], bool]) -> list[Thing]:
    return [thing for thing in of_kind("organisation") if wanted(thing.id)]
