"""People and the posts they speak from.

Some posts are spoken of as the post (sg-nato, saceur), others mean who held them on the letter's day (the Dutch
minister of Defence, the EU High Representative): navo:resolveHolder in ontology/people.ttl says which. "De Minister"
in a consultation is the Dutch minister who answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from navograaf.findings.layout import Layout
from navograaf.findings.model import Document, Found, Signature
from navograaf.findings.named import OWN_POSTS, hits, names_of
from navograaf.findings.places import adjectives
from navograaf.findings.spots import Spans, Spot, Taken, mentions, slug
from navograaf.words.folding import fold
from navograaf.words.lists import alternation, meanings
from navograaf.words.posts import holder, person_named, posts_of
from navograaf.words.reference import Thing, find, of_kind
from navograaf.words.rules import of_kind as rules

_DEFENCE, _FOREIGN = OWN_POSTS
_POSTS = ("defence", "foreign", "president", "premier", "minister", "ambassador", "commander")
_NAME_BEHIND = re.compile(r" (?P<name>[A-ZÀ-Þ][a-zà-ÿ][\w’-]+(?: [A-ZÀ-Þ][a-zà-ÿ][\w’-]+)?)(?= |[,.;)])")
_NAME = "people.name"
_POST = "people.post"


@cache
def _countries() -> dict[str, str]:
    return {
        fold(x.text): thing.id
        for thing in of_kind("country")
        for x in thing.labels
        if x.role in ("name", "abbr", "hidden")
    }


def sign(signed_by: tuple[Signature, ...], day: str | None) -> tuple[Signature, ...]:
    """The signatures with the id of each person that is known by exactly that name."""
    return tuple(replace(one, id=person_named(one.name, day)) for one in signed_by)


def find_people(layout: Layout, document: Document, day: str | None, shadows: list[tuple[int, int]]) -> list[Found]:
    """The people and posts that a letter names, by id; in an English name (`shadows`) a post is part of the name."""
    spots: list[Spot] = []
    taken, shaded = Taken(len(layout.text.view.text)), Spans(shadows)
    for source in (
        _of_countries(layout, day),
        _commanders(layout),
        _titled(layout, day),
        _own(layout, document, day),
        _officers(layout, document),
        _names(layout, document, day),
        _posts(layout, document, day),
        _asked(layout, document, day),
    ):
        for spot in source:
            if not shaded.hold(spot.start, spot.end) and not taken.touches(spot.start, spot.end):
                taken.add(spot.start, spot.end)
                spots.append(spot)
    held = mentions(layout, spots, lambda spot: _other(spot, day))
    return [Found(name, tuple(held[name])) for name in sorted(held)]


def _other(spot: Spot, day: str | None) -> str | None:
    """Who held a named post that day, or the one post that a person who is named by post held; None when not known."""
    if find("post", spot.id) is not None:
        return holder(spot.id, day)
    if spot.type == "name" or find("person", spot.id) is None:
        return None
    held = [p for p in sorted(posts_of(spot.id, day)) if (t := find("post", p)) and t.one("resolveHolder") == "true"]
    return held[0] if len(held) == 1 else None


def _of_countries(layout: Layout, day: str | None) -> Iterator[Spot]:
    """ "Oekraïense Minister van Defensie", "Ministers van Defensie van Finland en Zweden"."""
    for rule in rules("people", "country-post"):
        for _, match in layout.text.matches(rule.regex):
            parts = match.groupdict()
            if parts.get("countries"):
                names = [_bare(n) for n in _joined().split(parts["countries"])]
                codes = [_countries().get(fold(n)) for n in names]
            else:
                codes = [
                    c.id if (c := adjectives().get(fold(a))) else None
                    for a in (parts["adjective"], parts["second"])
                    if a
                ]
            post = next(p for p in _POSTS if parts.get(p))
            if not codes or codes[0] is None:
                continue
            known = [c for c in codes if c]
            end = match.end()
            if parts.get("countries") and len(known) < len(codes):
                end = match.start("countries") + len(_joined().split(parts["countries"])[0].rstrip())
                known = known[:1]
            who, name = _post_id(known, post, day), _NAME_BEHIND.match(layout.text.view.text, end)
            if name and len(known) == 1:  # "de Afghaanse minister van Defensie Wardak"
                who = person_named(name["name"], day) or slug(name["name"])
                yield Spot(who, *name.span("name"), rule.id, "name")
            yield Spot(who, match.start(), end, rule.id, "role")


def _post_id(codes: list[str], post: str, day: str | None) -> str:
    if codes == ["NL"] and post in ("defence", "foreign"):
        return _holder_or_post(_DEFENCE if post == "defence" else _FOREIGN, day)
    word = {"defence": "defence-minister", "foreign": "foreign-minister", "premier": "prime-minister"}.get(post, post)
    return "-".join(sorted(c.lower() for c in codes)) + f"-{word}" + ("s" if len(codes) > 1 else "")


def _commanders(layout: Layout) -> Iterator[Spot]:
    for rule in rules("people", "commander"):
        for _, match in layout.text.matches(rule.regex):
            of = _bare(match["of"])
            known = [thing for hit in names_of("post").find(match[0], fold(match[0])) for thing, _ in hit.named]
            yield Spot(known[0].id if known else "commander-" + slug(of), match.start(), match.end(), rule.id, "role")


def _titled(layout: Layout, day: str | None) -> Iterator[Spot]:
    """ "President Zelensky": the title and the name are two mentions of one person, known or not."""
    for rule in rules("people", "titled"):
        for _, match in layout.text.matches(rule.regex):
            who = person_named(match["name"], day) or slug(match["name"])
            who = "sg-nato" if "sg-nato" in posts_of(who, day) else who
            if match["title"]:  # a rank ("generaal") is no post
                yield Spot(who, *match.span("title"), rule.id, "role")
            yield Spot(who, *match.span("name"), rule.id, "name")


def _own(layout: Layout, document: Document, day: str | None) -> Iterator[Spot]:
    """The Dutch ministers by post; who signed the letter is who is meant."""
    text = layout.text.view.text
    for rule in rules("people", "own-post"):
        for _, match in layout.text.matches(rule.regex):
            if (
                re.match(r"\s+van\s+[A-Z]", text[match.end() : match.end() + 12])
                or text[match.start() - 1 : match.start()] == "-"
            ):
                continue
            post = _DEFENCE if match["defence"] else _FOREIGN
            yield Spot(_holder_or_post(post, day, document), match.start(), match.end(), rule.id, "role")


def _holder_or_post(post: str, day: str | None, document: Document | None = None) -> str:
    thing = find("post", post)
    if thing is None or thing.one("resolveHolder") != "true":
        return post
    signed = [s.id for s in document.signed_by if s.id and post in posts_of(s.id, day)] if document else []
    return signed[0] if signed else holder(post, day) or post


def _names(layout: Layout, document: Document, day: str | None) -> Iterator[Spot]:
    for hit in hits(layout, "person"):
        people = {thing.id for thing, _ in hit.named}
        serving = {p for p in people if posts_of(p, day)} if day else people
        people = serving or people
        if len(people) == 1:
            who = people.pop()
            yield Spot("sg-nato" if "sg-nato" in posts_of(who, day) else who, hit.start, hit.end, _NAME, "name")
    for block in layout.text.blocks:
        if block.kind == "signature":
            words = layout.words(block)
            for one in document.signed_by:
                at = words.find(one.name)
                if at >= 0:
                    yield Spot(
                        one.id or slug(one.name), block.start + at, block.start + at + len(one.name), _NAME, "name"
                    )


def _posts(layout: Layout, document: Document, day: str | None) -> Iterator[Spot]:
    view = layout.text.view
    for hit in hits(layout, "post"):
        if any(r.regex.match(view.text[hit.end : hit.end + 40]) for r in rules("people", "not-post")):
            continue
        thing, label = _first(hit.named)
        kind = "abbr" if label == "abbr" else "role"
        yield Spot(_holder_or_post(thing.id, day, document), hit.start, hit.end, _POST, kind)


def _first(named: tuple[tuple[Thing, object], ...]) -> tuple[Thing, str]:
    thing, label = min(named, key=lambda n: n[0].id)
    return thing, getattr(label, "role", "name")


def _officers(layout: Layout, document: Document) -> Iterator[Spot]:
    """The chair and the clerk under the report of a consultation, by the name that stands behind or below."""
    for rule in rules("people", "officer"):
        for _, match in layout.text.matches(rule.regex):
            at = layout.text.view.raw_span(*match.span())[1]
            below = [s for s in document.signed_by if 0 <= s.start - at <= 60]
            who = (below[0].id or slug(below[0].name)) if below else slug(match[0])
            yield Spot(who, match.start(), match.end(), rule.id, "role")


def _asked(layout: Layout, document: Document, day: str | None) -> Iterator[Spot]:
    if document.kind != "questions":
        return
    foreign = (document.about_meeting or "").startswith(("nato-fmm", "eu-fac-2", "eu-council"))
    who = _holder_or_post(_FOREIGN if foreign else _DEFENCE, day, document)
    for rule in rules("people", "asked"):
        for _, match in layout.text.matches(rule.regex):
            yield Spot(who, match.start(), match.end(), rule.id, "role")


@cache
def _joined() -> re.Pattern[str]:
    """What stands between the names of a row: "Finland, Noorwegen en Zweden"."""
    return re.compile(rf",|\b{alternation('conjunction')}\b")


def _bare(name: str) -> str:
    """A name without the article before it."""
    first, _, rest = name.strip().partition(" ")
    return rest if rest and fold(first) in meanings("article") else name.strip()
