"""Unknown names of several letters put together, and the Turtle that adds them to ontology/.

Between the findings and `navograaf candidates`. Laws: one name is one proposal, whatever letters it stands in; its
Turtle parses as it is printed, uses an id that is free, and makes the name found when it is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from navograaf.findings.model import Candidate, Findings
from navograaf.findings.spots import slug
from navograaf.graph.nquads import text
from navograaf.iris import PREFIXES, thing
from navograaf.words.lists import meanings
from navograaf.words.reference import things

_HEAD = """\
# To be added to ontology/missions.ttl and ontology/documents.ttl; see whether each is what it seems, give it an English
# name and what else is known of it. The prefixes stand in those files already.
"""
_SHORT = r"[A-Z][\w-]*[A-Z][\w-]*(?: [A-Z][\w-]*)?"
"""An abbreviation: two capitals in its first word, and at most one word behind it ("EUTM Zembla")."""
_UNTOLD = "report"
"""documentKind of a document whose name has no word of the lists document-head-* and document-tail-nl."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: the letter, the place in it (code points), the words, and the sentence in clean words."""

    letter: str
    start: int
    end: int
    surface: str
    quote: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that ontology/ does not know, with its places in the order of the letters."""

    kind: str
    name: str
    abbreviation: str | None
    places: tuple[Place, ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters that it stands in, each once."""
        return tuple(dict.fromkeys(place.letter for place in self.places))


def proposals(read: Iterable[tuple[str, Findings]]) -> list[Proposal]:
    """The candidates of letters (name and findings), those of most places first; one name in two letters is one."""
    made: list[Proposal] = []
    for letter, found in read:
        for candidate in found.candidates:
            one = _proposal(letter, found, candidate)
            same = next((other for other in made if _keys(other) & _keys(one)), None)
            if same is None:
                made.append(one)
                continue
            places, short = same.places + one.places, same.abbreviation or one.abbreviation
            name = one.name if same.name == short else same.name
            made[made.index(same)] = replace(
                same, name=name, abbreviation=short if short != name else None, places=places
            )
    return sorted(made, key=lambda one: (-len(one.places), one.kind, one.name))


def _proposal(letter: str, found: Findings, candidate: Candidate) -> Proposal:
    places = []
    for mention in candidate.mentions:
        inside = (s.clean for s in found.sentences if s.start <= mention.start < s.end)
        places.append(Place(letter, mention.start, mention.end, mention.surface, next(inside, mention.surface)))
    short = candidate.abbreviation or next((s for p in places if (s := _bracketed(candidate.name, p.quote))), None)
    return Proposal(candidate.kind, candidate.name, short, tuple(places))


def _bracketed(name: str, quote: str) -> str | None:
    """The abbreviation in brackets behind the name, "EUMAM Georgia (EUMG)": a rule that takes the name may leave it."""
    found = re.search(rf"{re.escape(name)}\s*\(({_SHORT})\)", quote)
    return found[1] if found else None


def _keys(one: Proposal) -> set[str]:
    return {slug(words).removeprefix("operation-") for words in (one.name, one.abbreviation) if words}


def as_json(one: Proposal) -> dict[str, object]:
    """A proposal as plain values."""
    places = [
        {"letter": p.letter, "start": p.start, "end": p.end, "surface": p.surface, "quote": p.quote} for p in one.places
    ]
    row = {"kind": one.kind, "name": one.name, "abbreviation": one.abbreviation, "count": len(places)}
    return {**row, "letters": list(one.letters), "places": places}


def turtle(found: list[Proposal]) -> str:
    """Turtle to paste: missions, operations and exercises first, then documents; "" when there is nothing."""
    if not found:
        return ""
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("navo", "skos", "dcterms"))
    prefixes += "".join(f"@prefix {kind}: <{thing(kind, '')}> .\n" for kind in ("mission", "document"))
    taken = set(things())
    ordered = sorted(found, key=lambda one: (one.kind == "document", one.name))
    return _HEAD + prefixes + "".join(_entry(one, taken) for one in ordered)


def _entry(one: Proposal, taken: set[str]) -> str:
    kind = "document" if one.kind == "document" else "mission"
    label, short = text(one.name), one.abbreviation
    own = _free_id(kind, one, taken)
    first = one.places[0]
    quote = " ".join(first.quote.split())
    lines = [
        f"\n# {one.letters[0]}, characters {first.start}-{first.end}: {quote[:300]}",
        f"{kind}:{own} a navo:{'NamedDocument' if kind == 'document' else 'Mission'} ;",
        f"    skos:prefLabel {label}@nl , {label}@en ;",
        f"    dcterms:identifier {text(own)} ;",
    ]
    if short:
        lines.append(f"    navo:abbreviation {text(short)} ;")
    what = (
        f"navo:documentKind {text(document_kind(one.name))}" if kind == "document" else f'navo:missionKind "{one.kind}"'
    )
    return "\n".join([*lines, f"    {what} .", ""])


def _free_id(kind: str, one: Proposal, taken: set[str]) -> str:
    """An id as the file has them (missions in capitals, documents small) that nothing has yet; it is taken then."""
    words = one.abbreviation or one.name if kind == "mission" else one.name
    stem = slug(words) or "unnamed"
    stem = stem.upper() if kind == "mission" else stem
    own, count = stem, 1
    while thing(kind, own) in taken:
        count += 1
        own = f"{stem}-{count}"
    taken.add(thing(kind, own))
    return own


def document_kind(name: str) -> str:
    """The documentKind that a title tells by its last word that does: "Defence Review Report" is a report."""
    for head in ("document-head-en", "document-head-nl"):
        found = [
            (match.end(), kind)
            for word, kind in meanings(head).items()
            if (match := re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", name, re.IGNORECASE))
        ]
        if found:
            return max(found)[1]
    words = name.casefold().split()
    tails = ((w.endswith(tail), kind) for w in words for tail, kind in meanings("document-tail-nl").items())
    return next((kind for fits, kind in tails if fits), _UNTOLD)
