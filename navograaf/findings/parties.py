"""Parties of the House: which of them speaks in a heading or sentence, by the names that the ontology gives.

A party keeps the spelling of ontology/organisations.ttl ("GroenLinks-PvdA" for "GL-PvdA"); a name before "-fractie"
that the ontology does not hold is taken as it stands. Several parties together are joined: "VVD, CDA and D66".
"""

from __future__ import annotations

from functools import cache

from navograaf.iris import PREFIXES
from navograaf.words.folding import fold
from navograaf.words.reference import of_kind
from navograaf.words.rules import of_kind as rules

_OPEN = "questions.fractie"
"""The one rule that may name a party that the ontology does not hold."""
_MEMBERS, _TOGETHER = "questions.member", 150
"""The rule for members by name, and how far apart the members of one phrase stand."""


@cache
def _known() -> dict[str, str]:
    """Folded name -> name as written in the ontology."""
    names: dict[str, str] = {}
    for thing in of_kind("organisation"):
        own = [value for key, values in thing.values.items() if key.endswith("#partyName") for value in values]
        if own:
            preferred = thing.values.get(PREFIXES["skos"] + "prefLabel", ())
            dutch = next((x.text for x in thing.labels if x.language == "nl" and x.text in preferred), thing.id)
            for name in [*own, *(x.text for x in thing.labels if x.role != "search")]:
                names.setdefault(fold(name), dutch)
    return names


def parties_in(words: str) -> tuple[str, ...]:
    """The parties of the first phrase in `words` that names any, in the order of the phrase; else ().

    Members that stand together are one phrase: "de leden Van Bommel (SP) en Peters (GroenLinks)".
    """
    best: tuple[int, tuple[str, ...]] | None = None
    for rule in (*rules("questions", "party"), *rules("questions", "party-list")):
        for match in rule.regex.finditer(words):
            named = _split(match["parties"], unknown=rule.id == _OPEN)
            if named and rule.id == _MEMBERS and best and best[0] < match.start() <= best[0] + _TOGETHER:
                best = best[0], tuple(dict.fromkeys(best[1] + named))
            elif named and (best is None or match.start() < best[0]):
                best = match.start(), named
                if rule.id != _MEMBERS:
                    break
    return best[1] if best else ()


def askers(words: str) -> tuple[str, ...]:
    """The parties of those whose questions a title says are answered ("Antwoorden op vragen van het lid ...")."""
    for rule in rules("questions", "asker"):
        if match := rule.regex.search(words):
            return parties_in(match[0])
    return ()


def all_parties_in(words: str) -> frozenset[str]:
    """Every party that `words` name."""
    found: set[str] = set()
    for rule in (*rules("questions", "party"), *rules("questions", "party-list")):
        for match in rule.regex.finditer(words):
            found.update(_split(match["parties"], unknown=rule.id == _OPEN))
    return frozenset(found)


def bracketed_parties(words: str) -> tuple[str, ...]:
    """The known parties in brackets at the end of `words`: "Kunt u dit toelichten? (D66)"."""
    for rule in rules("questions", "party-bracket"):
        if match := rule.regex.search(words):
            return _split(match["parties"], unknown=False)
    return ()


def only_parties(words: str) -> tuple[str, ...]:
    """The known parties of a heading that says nothing else ("GroenLinks", "VVD en CDA:"), else ()."""
    named = _split(words.strip(" :"), unknown=False)
    return named if len(named) == len(_parts(words.strip(" :"))) else ()


def joined(parties: tuple[str, ...]) -> str | None:
    """The parties as one name, None for no party."""
    if len(parties) < 2:
        return parties[0] if parties else None
    return f"{', '.join(parties[:-1])} and {parties[-1]}"


def _parts(phrase: str) -> list[str]:
    for rule in rules("questions", "between"):
        phrase = rule.regex.sub("\n", phrase)
    return phrase.split("\n")


def _split(phrase: str, *, unknown: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    whole = _known().get(fold(phrase.strip(" -")))
    for part in [whole] if whole else _parts(phrase):
        name = part.strip(" -:")
        known = _known().get(fold(name))
        if known or (unknown and name and not name.isdigit()):
            found[known or name] = None
    return tuple(found)
