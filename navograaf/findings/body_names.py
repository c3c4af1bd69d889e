"""Where a letter names a body: by a list of the ontology (people, organisations, countries) or by extract/bodies.toml.

Between the names that were found and the bodies with their parts (bodies.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from navograaf.findings.layout import Layout
from navograaf.findings.model import Country, Document, Found, Meeting, Mention
from navograaf.findings.organisations import party_ids
from navograaf.findings.places import adjectives
from navograaf.findings.spots import slug
from navograaf.text.view import View
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.posts import posts_of
from navograaf.words.reference import find, is_party, things
from navograaf.words.rules import Rule, rules
from navograaf.words.rules import of_kind as of_kind_rules

Part = Literal["subject", "agent", "source", "for", "to", "oblique"]
Sort = Literal["party", "person", "group", "country", "other"]
_SEAT = 40
"""So many characters before a country or capital may hold "de regering van"."""
_KNOWN = 10_000
"""So many names, each on its day, are remembered."""
STANDS_FOR = "="
"""A name that begins so is no name yet: what follows says which body before it is meant."""


class Body(NamedTuple):
    """A body named at a span of the view. `id` is the end of its IRI with its kind, None for a group."""

    start: int
    end: int
    name: str
    id: str | None
    role: Part = "oblique"
    sort: Sort = "other"


def find_named(
    layout: Layout,
    document: Document,
    meeting: Meeting | None,
    people: Iterable[Found],
    organisations: Iterable[Found],
    countries: Iterable[Country],
) -> Iterator[Body]:
    """Every place that names a body, in no order, overlaps included; the part is not told yet."""
    day = document.date or (meeting.start_date if meeting else None)
    yield from _named(layout, day, people, organisations, countries)
    yield from _ruled(layout, meeting, {s.id for s in document.signed_by if s.id}, day)


def _named(
    layout: Layout,
    day: str | None,
    people: Iterable[Found],
    organisations: Iterable[Found],
    countries: Iterable[Country],
) -> Iterator[Body]:
    view = layout.text.view
    for kind, layer in (("person", people), ("organisation", organisations)):
        for found in layer:
            name, sort, iri = _called(kind, found.id, day)
            for m in found.mentions:
                if (spot := _spot(view, m)) is not None:
                    yield Body(*spot, name, iri, sort=sort)
    for country in countries:
        for m in country.mentions:
            if (spot := _spot(view, m)) is not None:
                yield _of_country(*spot, country.iso2)


def _spot(view: View, mention: Mention) -> tuple[int, int] | None:
    """Where a mention stands in the view; None for one that the view has left out, such as a footer."""
    start, last = view.place(mention.start), view.place(mention.end - 1)
    return None if start is None or last is None else (start, last + 1)


def _of_country(start: int, end: int, code: str) -> Body:
    return Body(start, end, _country_name(code), f"country/{code}", sort="country")


@cache
def _country_name(code: str) -> str:
    thing = find("country", code)
    return meanings("holder-name").get(code) or (_english(thing.iri) if thing else code)


@lru_cache(maxsize=_KNOWN)
def _called(kind: str, name: str, day: str | None) -> tuple[str, Sort, str]:
    """The findings' name of a person, post or organisation, what sort of body it is, and the end of its IRI."""
    own = meanings("holder-name")
    if kind == "person":
        where = "post" if find("post", name) else "person"
        if where == "person":  # "Minister Bijleveld" speaks as the minister
            held = [p for p in sorted(posts_of(name, day)) if p in own]
            if held:
                return own[held[0]], "person", f"person/{name}"
        thing = find(where, name)
        return own.get(name) or (_english(thing.iri) if thing else name), "person", f"{where}/{name}"
    thing = find("organisation", name)
    if thing and is_party(thing):
        return thing.one("partyName") or thing.name_nl, "party", f"organisation/{name}"
    return own.get(name) or (_english(thing.iri) if thing else name), "other", f"organisation/{name}"


@cache
def _english(iri: str) -> str:
    named = [x for x in things()[iri].labels if x.role in ("name", "search")]
    return next((x.text for x in named if x.language == "en"), things()[iri].name_nl)


def _ruled(layout: Layout, meeting: Meeting | None, signed: set[str], day: str | None) -> Iterator[Body]:
    for rule in rules("bodies"):
        if rule.kind == "seat":
            continue
        for block, match in layout.text.matches(rule.regex):
            if block.kind in ("text", "footnote") and (body := _body(rule, match, meeting, signed, day)):
                yield body


def _body(rule: Rule, match: re.Match[str], meeting: Meeting | None, signed: set[str], day: str | None) -> Body | None:
    group = "body" if "body" in match.re.groupindex else 0
    end = match.end(group)
    start = end - len(match[group].lstrip())
    if rule.kind == "anaphor":
        part = rule.more.get("part", "oblique")
        return Body(start, end, STANDS_FOR + str(rule.more["stands_for"]), None, part)
    if rule.kind == "metonym":
        return _of_country(start, end, meanings("metonym")[match[0]])
    if rule.kind == "party":
        known = party_ids().get(fold(match["party"]), slug(match["party"]))
        return Body(start, end, match["party"], f"organisation/{known}", sort="party")
    name, thing = str(rule.more["name"]), rule.more.get("thing")
    if "{country}" in name:
        country = adjectives().get(fold(match["adjective"]))
        if country is None:
            return None
        if country.id == "NL":
            return Body(start, end, "Dutch government", "organisation/dutch-government")
        name = name.format(country=meanings("demonym").get(country.id) or _english(country.iri))
    if rule.more.get("series") and meeting is not None:
        name = meeting.body
    if rule.more.get("signer"):
        held = [p for s in sorted(signed) for p in sorted(posts_of(s, day)) if p in meanings("holder-name")]
        name = meanings("holder-name")[held[0]] if len(signed) == 1 and held else name
        if len(signed) > 1:
            name = "Dutch government"
        if not signed and meeting is not None and meeting.body == "NATO foreign ministers":
            name = meanings("holder-name")["nl-foreign-minister"]
    return Body(start, end, name, thing, sort="group")


def seated(layout: Layout, bodies: list[Body]) -> list[Body]:
    """ "De regering van Oekraïne" and "de autoriteiten in Bagdad" are that country's, not ours."""
    made: list[Body] = []
    text = layout.text.view.text
    for body in bodies:
        rows = of_kind_rules("bodies", "seat") if body.sort == "country" else ()
        match = next((m for r in rows if (m := r.regex.search(text, max(0, body.start - _SEAT), body.start))), None)
        if match and match.end() == body.start:
            made = [b for b in made if b.start < match.start()]
            body = body._replace(start=match.start())
        made.append(body)
    return made
