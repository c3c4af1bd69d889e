"""What the things of a graph are called: which properties are names, which only point to a thing.

Between the graph and every answer that takes a name. Law: a thing is a function of what is said of it, whether that is
read by a query or out of the file of names.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from navograaf.iris import PREFIXES, THINGS, local
from navograaf.words.folding import key

KINDS = (
    *("topic", "mission", "document", "person", "post", "organisation", "country", "meeting"),
    *("kamerstuk", "dossier", "resolution", "kenmerk"),
)
"""The kinds of thing that can be asked about, as the IRIs name them; also their order in an answer."""


def full(name: str) -> str:
    """The IRI that a prefixed name such as "rdfs:label" stands for."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


LABELS = tuple(
    map(
        full,
        (
            *("skos:prefLabel", "rdfs:label", "foaf:name", "skos:altLabel"),
            *("dcterms:identifier", "navo:dossierNumber"),
        ),
    )
)
"""What a thing is called in an answer: the first of these that it has, English before Dutch before others."""
POINTERS = tuple(map(full, ("skos:hiddenLabel", "navo:description", "navo:notMatched")))
"""Misspellings, descriptions and search words point to a thing; so does all but the title of a topic,
whose other labels are the words that make a sentence speak of it."""
SHORT = full("navo:abbreviation")
NAMES = (*LABELS, *POINTERS, SHORT, *map(full, ("foaf:familyName", "schema:identifier", "navo:iso3")))
"""All properties whose value is a name, or points to a thing (queries/internal/names.rq)."""
_TITLES = frozenset(map(full, ("skos:prefLabel", "rdfs:label", "dcterms:identifier")))
_LANGUAGES = {"en": 0, "nl": 1}
_NUMBERED = ("kamerstuk", "dossier", "kenmerk")

Said = tuple[str, str, str]
"""What is said of a thing: IRI of the property, value, language ("" where it has none)."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the graph: its IRI, the end of it (`mission/NMI`), its kind, and what to call it."""

    iri: str
    id: str
    kind: str
    label: str


def kind_of(iri: str) -> str:
    """The kind of the thing with this IRI, "mission"."""
    return iri.removeprefix(THINGS).partition("/")[0]


def name_of(iri: str) -> str:
    """The end of an IRI without the kind, "NMI"."""
    return local(iri).partition("/")[2]


def points(kind: str, property_: str) -> bool:
    """Whether a value of this property of a thing of this kind only points to it."""
    return property_ in POINTERS or (kind == "topic" and property_ not in _TITLES)


def thing_of(iri: str, said: Iterable[Said]) -> Thing | None:
    """The thing of all that is said of it by NAMES; None when that holds no label."""
    labels = []
    short: str | None = None
    for property_, name, language in sorted(said):
        if property_ in LABELS:
            labels.append((LABELS.index(property_), _LANGUAGES.get(language, 2), name))
        if property_ == SHORT and (short is None or key(name) == key(name_of(iri))):
            short = name
    return Thing(iri, local(iri), kind_of(iri), _called(iri, min(labels)[2], short)) if labels else None


def without_names(iri: str) -> Thing:
    """A thing that the graph speaks of and gives no name: a paper that is only cited."""
    return Thing(iri, local(iri), kind_of(iri), _called(iri, name_of(iri), None))


def _called(iri: str, label: str, short: str | None) -> str:
    kind = kind_of(iri)
    if kind in _NUMBERED:
        return f"{kind.capitalize()} {label}"
    if kind == "topic":  # the abbreviations of a topic are words for it: NMI, ISAF
        return label
    return f"{label} ({short})" if short and key(short) not in key(label) else label
