"""Organisations: by name, by party ("D66-fractie"), and as a country's body ("Iraakse autoriteiten").

NATO, the EU and other short names count as words of their own inside a longer Dutch phrase, but not joined by a hyphen
(NAVO-missie) and not inside an English name (NATO Response Force, EU Disinfolab).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from navograaf.findings.layout import Layout
from navograaf.findings.model import Found, Mention
from navograaf.findings.named import CABINET, HOUSE, hits, names_of
from navograaf.findings.names import Naming, english
from navograaf.findings.places import adjectives
from navograaf.findings.spots import Spans, Spot, Taken, mentions, slug
from navograaf.words.folding import fold
from navograaf.words.reference import Thing, is_party, of_kind
from navograaf.words.rules import Rule
from navograaf.words.rules import of_kind as rules

_NAME = "organisations.name"
_MINISTRY = "dutch-mod"


def find_organisations(
    layout: Layout, shadows: list[tuple[int, int]], longer: list[tuple[int, int]]
) -> tuple[list[Found], list[tuple[int, int]]]:
    """The organisations of a letter by id, and all spans of English names (shadows and organisations).

    longer: spans of meetings, missions and documents, in whose names "Defensie" is no ministry.
    """
    names = list(_named(layout, longer))
    dark = shadows + english([n for n, _ in names]) + [(n.start, n.end) for n, _ in names if _begins_so(layout, n)]
    spots: list[Spot] = []
    taken = Taken(len(layout.text.view.text))
    for source in (_parties(layout), _dutch(layout), _bodies(layout), (s for n, s in names)):
        for spot in source:
            if not taken.touches(spot.start, spot.end):
                taken.add(spot.start, spot.end)
                spots.append(spot)
    shaded = Spans(dark)
    spots += [s for s in _tokens(layout) if not shaded.hold(s.start, s.end)]
    held = mentions(layout, spots)
    for mention in _in_footers(layout):
        held.setdefault(HOUSE, []).append(mention)
    found = [Found(name, tuple(sorted(held[name], key=lambda m: m.start))) for name in sorted(held)]
    return found, dark


def _in_footers(layout: Layout) -> Iterator[Mention]:
    """The House in the footers: "Tweede Kamer, vergaderjaar 2020–2021"."""
    for line in layout.text.footers:
        for hit in names_of("house").find(line.text, fold(line.text)):
            yield Mention(line.start + hit.start, line.start + hit.end, line.text[hit.start : hit.end], _NAME)


def _begins_so(layout: Layout, one: Naming) -> bool:
    """A proper name that begins with the alliance or the union: "EU Disinfolab"."""
    words = layout.text.view.text[one.start : one.end].split()
    return len(words) > 1 and words[0] in ("EU", "NATO") and words[1][0].isupper()


def _readable(layout: Layout, at: int) -> bool:
    return layout.block_at(at).kind != "signature"


def _named(layout: Layout, longer: list[tuple[int, int]]) -> Iterator[tuple[Naming, Spot]]:
    view, within = layout.text.view, Spans(longer)
    for hit in hits(layout, "organisation"):
        thing, label = hit.named[0]
        if not _readable(layout, hit.start):
            continue
        if (
            view.text[hit.end : hit.end + 1] == "-"
            and len(view.text[hit.start : hit.end]) < 12
            and label.role != "hidden"
        ):
            continue  # "SP-fractie" is the party's rule, "VN-resolutie" a reference
        if thing.id == _MINISTRY and (within.hold(hit.start, hit.end) or _is_post(view.text, hit.start)):
            continue
        kind = label.role if label.role in ("abbr", "description") else "name"
        yield Naming(hit.start, hit.end, thing, label), Spot(thing.id, hit.start, hit.end, _NAME, kind)


def _is_post(text: str, start: int) -> bool:
    """Whether "Defensie" ends a post or a ministry's name: "de Minister van Defensie"."""
    return any(rule.regex.search(text[max(0, start - 60) : start]) for rule in rules("organisations", "not-ministry"))


def _tokens(layout: Layout) -> Iterator[Spot]:
    view = layout.text.view
    for hit in hits(layout, "token"):
        if not _readable(layout, hit.start):
            continue
        surface, after = view.text[hit.start : hit.end], view.text[hit.end : hit.end + 3]
        if surface == "NATO" and re.match(r"\s[A-Z]", after):
            continue  # an English name that the ontology does not know: "NATO Defence College"
        yield Spot(hit.named[0][0].id, hit.start, hit.end, _NAME, "name")


@cache
def party_ids() -> dict[str, str]:
    """Folded name of a party -> its id."""
    parties = [thing for thing in of_kind("organisation") if is_party(thing)]
    return {fold(label.text): thing.id for thing in parties for label in thing.labels if label.role != "search"}


def _parties(layout: Layout) -> Iterator[Spot]:
    for rule in rules("organisations", "party"):
        for _, match in layout.text.matches(rule.regex):
            party = fold(match["party"])
            yield Spot(party_ids().get(party) or slug(party), match.start("party"), match.end(), rule.id, "name")


def _bodies(layout: Layout) -> Iterator[Spot]:
    """ "Iraakse autoriteiten": the body of the country that the adjective belongs to."""
    for rule in rules("organisations", "country-body"):
        for _, match in layout.text.matches(rule.regex):
            country = adjectives().get(fold(match["adjective"]))
            if country is not None and country.id != "NL":
                yield Spot(_body_id(country, rule), match.start(), match.end(), rule.id, "description")


def _body_id(country: Thing, rule: Rule) -> str:
    body = str(rule.more["body"])
    known = country.ids(body)
    return known[0] if known else f"{country.id.lower()}-" + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", body).lower()


def _dutch(layout: Layout) -> Iterator[Spot]:
    """The House and the cabinet, by the words that letters use for them."""
    view = layout.text.view
    for hit in hits(layout, "house"):
        # one word alone ("Kamer") needs what stands before it: the rules below
        if _readable(layout, hit.start) and " " in view.text[hit.start : hit.end]:
            yield Spot(HOUSE, hit.start, hit.end, _NAME, "name")
    for kind, name in (("house", HOUSE), ("cabinet", CABINET)):
        for rule in rules("organisations", kind):
            for _, match in layout.text.matches(rule.regex):
                if _readable(layout, match.start()):
                    yield Spot(name, match.start(), match.end(), rule.id, "name")
