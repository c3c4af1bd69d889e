"""The things that the ontology knows, with every name that a letter may call them by.

Read from ontology/*.ttl (navo.ttl and shapes.ttl apart). A thing is told by its IRI: the last but one part
is its kind ("mission"), the last its id ("NMI").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.iris import ONTOLOGY, PREFIXES, THINGS
from navograaf.kept import digest, kept, key_of

LabelRole = Literal["name", "abbr", "description", "hidden", "weak", "stem", "heading", "search"]
_IDENTIFIER = PREFIXES["dcterms"] + "identifier"
_NOT_DATA = {"navo.ttl", "shapes.ttl"}
_ROLES: dict[str, LabelRole] = {
    PREFIXES["skos"] + "prefLabel": "name",
    PREFIXES["skos"] + "altLabel": "name",
    PREFIXES["skos"] + "hiddenLabel": "hidden",
    ONTOLOGY + "abbreviation": "abbr",
    ONTOLOGY + "description": "description",
    ONTOLOGY + "weakTerm": "weak",
    ONTOLOGY + "stemTerm": "stem",
    ONTOLOGY + "headingTerm": "heading",
    ONTOLOGY + "notMatched": "search",
}


@dataclass(frozen=True, slots=True)
class Label:
    """One name of a thing: the words, the language tag ("" for none) and what kind of name it is."""

    text: str
    language: str
    role: LabelRole


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the ontology. `values` maps a predicate's IRI to its objects: literals as text, things as IRIs."""

    iri: str
    kind: str
    id: str
    labels: tuple[Label, ...]
    values: dict[str, tuple[str, ...]]

    def one(self, name: str) -> str | None:
        """The value of navo:<name>, the first in order where there are more, or None."""
        return next(iter(self.values.get(ONTOLOGY + name, ())), None)

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids of the things that navo:<name> points to."""
        return tuple(value.rsplit("/", 1)[-1] for value in self.values.get(ONTOLOGY + name, ()))

    @property
    def name_nl(self) -> str:
        """The preferred Dutch name, else any preferred name, else the id."""
        named = [x for x in self.labels if x.role == "name"]
        return next((x.text for x in named if x.language == "nl"), named[0].text if named else self.id)


@cache
def things() -> dict[str, Thing]:
    """Every thing of ontology/*.ttl by IRI, sorted. Raises RuleError with file and line for broken Turtle."""
    import pyoxigraph

    paths = [path for path in sorted(folder("ontology").glob("*.ttl")) if path.name not in _NOT_DATA]
    files = {str(path): path.read_bytes() for path in paths}
    key = key_of(str(folder("ontology")), digest(files), pyoxigraph.__version__)
    return kept("things", key, lambda: _read(files), _made)


def _read(files: dict[str, bytes]) -> list[list[object]]:
    """The things as rows, from Turtle by path."""
    import pyoxigraph

    labels: dict[str, dict[tuple[str, str, str], None]] = {}
    values: dict[str, dict[str, dict[str, None]]] = {}
    for path, data in files.items():
        try:
            for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE):
                subject, predicate, item = quad.subject.value, quad.predicate.value, quad.object
                if not isinstance(subject, str) or not subject.startswith(THINGS):
                    continue
                role = _ROLES.get(predicate)
                if role and isinstance(item, pyoxigraph.Literal):
                    labels.setdefault(subject, {})[role, item.value, item.language or ""] = None
                values.setdefault(subject, {}).setdefault(predicate, {})[item.value] = None
        except SyntaxError as error:
            where = f"{path}:{error.lineno}" if error.lineno else path
            raise RuleError(f"this is not Turtle: {error.msg}", where=where, todo="Mend the line") from error
    return [
        [iri, sorted(labels.get(iri, ())), {p: sorted(v) for p, v in sorted(values[iri].items())}]
        for iri in sorted(values)
    ]


def _made(rows: Any) -> dict[str, Thing]:
    made = {}
    for iri, labels, values in rows:
        kind, _, name = iri.removeprefix(THINGS).partition("/")
        held = {predicate: tuple(found) for predicate, found in values.items()}
        named = held.get(_IDENTIFIER, (name,))[0]
        ordered = tuple([Label(text, language, role) for role, text, language in labels])
        made[iri] = Thing(iri, kind, named, ordered, held)
    return made


@cache
def of_kind(kind: str) -> tuple[Thing, ...]:
    """The things of one kind ("mission", "topic", "person", "post", "organisation", "country", "document", ...)."""
    return tuple(thing for thing in things().values() if thing.kind == kind)


def find(kind: str, name: str) -> Thing | None:
    """The thing with this kind and id, or None."""
    return _by_id(kind).get(name)


@cache
def _by_id(kind: str) -> dict[str, Thing]:
    return {thing.id: thing for thing in reversed(of_kind(kind))}  # of two with one id the first counts


def is_party(thing: Thing) -> bool:
    """Whether an organisation is a party of the House."""
    return thing.one("partyName") is not None or thing.one("organisationKind") == "party"
