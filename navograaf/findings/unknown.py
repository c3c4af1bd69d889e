"""Places of names that the rules of extract/candidates.toml see and that nothing in ontology/ is called.

Beside candidates.py, which puts the places of one name together. Law: what another layer found, or a label of
ontology/ says, is known, and no place of it is returned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from navograaf.findings.layout import Layout
from navograaf.findings.model import Findings
from navograaf.findings.places import adjectives
from navograaf.findings.spots import Spans
from navograaf.words.folding import fold
from navograaf.words.gazetteer import loose
from navograaf.words.lists import meanings
from navograaf.words.reference import things
from navograaf.words.rules import Rule, rules

READ = ("text", "footnote", "heading")
"""The kinds of block in which names are sought."""
_LONGEST = 120
"""Characters. Titles are shorter; a longer run of words with capitals is none."""
_PLACED = ("country", "organisation", "person", "post")
_TITLED = ("document", "topic")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A name at a span of the view, with the span of the abbreviation after it."""

    rule: Rule
    start: int
    end: int
    short: Span | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its words stand, in order."""
        return ((self.start, self.end), self.short) if self.short else ((self.start, self.end),)


class Known:
    """The spans of the letter that name something known."""

    def __init__(self, layout: Layout, found: Findings) -> None:
        """found: the layers that were found before."""
        self._raw_span = layout.text.view.raw_span
        self._marked = bytearray(len(layout.text.letter.raw))
        missions = [m for thing in found.missions for m in thing.mentions]
        named = [m for layer in (found.documents_mentioned, found.meetings) for thing in layer for m in thing.mentions]
        spans = [(m.start, m.end) for m in [*named, *(m for m in missions if m.type != "abbr")]]
        for start, end in spans + [(r.start, r.end) for r in found.references]:
            self._marked[start:end] = b"\1" * (end - start)
        # "NATO" may stand in an unknown name, and "EUTM", which means one mission, in "EUTM Zembla"
        people = [m for layer in (found.people, found.organisations) for thing in layer for m in thing.mentions]
        people += [m for country in found.countries for m in country.mentions]
        self._inside = Spans((m.start, m.end) for m in [*people, *(m for m in missions if m.type == "abbr")])

    def touches(self, span: Span) -> bool:
        """Whether a mission, document, meeting or reference has a character of this span of the view."""
        return self._marked.find(1, *self._raw_span(*span)) >= 0

    def holds(self, span: Span) -> bool:
        """Whether the whole span of the view lies in the name of a person, organisation, country or mission."""
        return self._inside.hold(*self._raw_span(*span))


def unknown_places(layout: Layout, known: Known) -> Iterator[Place]:
    """What the rules find and nothing knows; of places that overlap the one of the earlier rule stays."""
    taken = bytearray(len(layout.text.view.text))
    for rule in rules("candidates"):
        for block, match in layout.text.matches(rule.regex):
            if block.kind not in READ:
                continue
            short = match.span("short") if "short" in rule.regex.groupindex and match["short"] else None
            place = Place(rule, *match.span("name"), short)
            span = (place.start, short[1] if short else place.end)
            free = taken.find(1, *span) < 0 and not known.touches(span) and not known.holds((place.start, place.end))
            if free and _is_name(match["name"], rule):
                taken[slice(*span)] = b"\1" * (span[1] - span[0])
                yield place


def _is_name(words: str, rule: Rule) -> bool:
    if not 2 < len(words) <= _LONGEST or _key(words) in _labels():
        return False
    return _is_title(words, rule) if rule.kind == "document" else _is_mission(words, rule)


def _is_title(words: str, rule: Rule) -> bool:
    first, *rest = words.split()
    # "Verdrag van Nederland" is not the name of a treaty; "VN-verdrag" is one of many
    told = first.partition("-")[0] if rule.more.get("noun") else " ".join(p for p in rest if p[0].isupper())
    return words not in meanings("document-generic") and _key(told) not in _untitled()


def _is_mission(words: str, rule: Rule) -> bool:
    first = words.split()[0]
    if {words, first} & meanings("candidate-stop").keys() or first in meanings("candidate-opener"):
        return False
    placed = bool(rule.more.get("noun")) and _key(first) in _labels(_PLACED)
    return not placed and fold(first) not in adjectives()


def _key(words: str) -> str:
    return loose(fold(words))


@cache
def _untitled() -> frozenset[str]:
    """The labels of what is called by none of the kinds that a title may hold."""
    return _labels() - _labels(_TITLED)


@cache
def _labels(kinds: Iterable[str] = ()) -> frozenset[str]:
    """Every label of these kinds of thing (none: of all), folded: also those too common to be matched in letters."""
    return frozenset(
        _key(x.text) for thing in things().values() if not kinds or thing.kind in kinds for x in thing.labels
    )
