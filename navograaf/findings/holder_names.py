"""Under which name findings give a holder: as the annotated letters do, so that one body has one name.

For positions. Who leads a country speaks for it ("President Erdogan": Turkey); a minister of another country likewise;
a person nobody knows keeps the letter's name.
"""

from __future__ import annotations

import re
from functools import cache

from navograaf.findings.body_names import Body
from navograaf.findings.places import adjectives
from navograaf.iris import PREFIXES
from navograaf.words.folding import fold
from navograaf.words.lists import meanings
from navograaf.words.posts import posts_of
from navograaf.words.reference import Thing, find

_LEAD = 22
"""So many characters before a person may hold the country: "De Hongaarse gastheer, minister Martonyi"."""
_STATE = ("government", "authorities")
_COUNTRY = re.compile(r"^(?:\w+/)?([a-z]{2})-")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\wà-ÿ-]+")


def named(body: Body, text: str, day: str | None) -> Body:
    """The body with the name and id of a holder. text: the view's; day: the letter's, for who held which post."""
    if body.sort == "party" and body.id:
        return body._replace(name=_party_name(body) or body.name)
    if body.id is None and (code := _COUNTRY.match(body.name)):  # "us-defence-minister and Donald Rumsfeld"
        return _country(body, code[1]) or body
    if body.sort in ("group", "other") and (state := _state_of(body.name)):
        return body._replace(name=state, id=None)
    if body.sort == "country" and body.id and (state := meanings("holder-state").get(body.id.partition("/")[2])):
        return body._replace(name=state, id=None)
    if body.sort != "person" or body.id is None or body.name in _holders():
        return body
    if land := _land_of(text[max(0, body.start - _LEAD) : body.end]):
        return _country(body, land.id) or body
    kind, _, name = body.id.partition("/")
    posts = [name] if kind == "post" else sorted(posts_of(name, day))
    for post in [*posts, name]:
        code = _COUNTRY.match(post)
        if code and (known := _country(body, code[1])):
            return known
    if posts and kind == "person" and (thing := find("post", posts[0])):
        label = next((x.text for x in thing.labels if x.language == "en"), None)
        return body._replace(name=label, id=f"post/{posts[0]}") if label else body
    return body._replace(name=text[body.start : body.end].strip()) if body.name == name else body


def _state_of(name: str) -> str | None:
    """Who speaks for a country that has one name for its government and its authorities alike."""
    first, _, rest = name.partition(" ")
    return meanings("holder-state").get(_lands().get(first, "")) if rest in _STATE else None


@cache
def _lands() -> dict[str, str]:
    """English adjective -> the code of the first country that it is of."""
    return {adjective: code for code, adjective in reversed(meanings("demonym").items())}


@cache
def _holders() -> frozenset[str]:
    return frozenset(meanings("holder-name").values())


def _land_of(words: str) -> Thing | None:
    """The country of the last adjective in the words ("de Duitse minister")."""
    found = [adjectives()[fold(word)] for word in _CAPITAL.findall(words) if fold(word) in adjectives()]
    return found[-1] if found else None


def _country(body: Body, code: str) -> Body | None:
    thing = find("country", code.upper())
    if thing is None:
        return None
    english = next((x.text for x in thing.labels if x.role == "name" and x.language == "en"), thing.name_nl)
    own = meanings("holder-state").get(thing.id) or meanings("holder-name").get(thing.id)
    return body._replace(name=own or english, id=f"country/{thing.id}", sort="country")


def _party_name(body: Body) -> str | None:
    """The party as the annotation writes it: its preferred Dutch name."""
    thing = find("organisation", (body.id or "").partition("/")[2])
    preferred = thing.values.get(PREFIXES["skos"] + "prefLabel", ()) if thing else ()
    return next((x.text for x in thing.labels if x.language == "nl" and x.text in preferred), None) if thing else None
