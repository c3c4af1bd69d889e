"""Reference data: ontology/*.ttl as N-Quads in the graph `reference`, and what the letters' graphs ask of it.

Stands beside the letters: read once a process, stored as one named graph, replaced whole when a file
changes. shapes.ttl is left out, it says what a graph may hold and is no part of it. Laws: the same
files give the same bytes; no blank node gets in (one that a file needs, such as a list, gets a name
made from the file and its place in it); a broken file is a RuleError with file and line.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from navograaf.errors import RuleError
from navograaf.files import folder
from navograaf.iris import GRAPHS, PREFIXES, thing
from navograaf.kept import digest, kept, key_of

if TYPE_CHECKING:
    from pyoxigraph import Quad

GRAPH = f"{GRAPHS}reference"
"""The named graph of the reference data."""
SHAPES = "shapes.ttl"
_GENERATED = f"{GRAPHS}reference/node/"
_TYPE = PREFIXES["rdf"] + "type"
_IDENTIFIER = PREFIXES["dcterms"] + "identifier"
_LABELS = {PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel", PREFIXES["rdfs"] + "label"}
_LABELS.add(PREFIXES["navo"] + "abbreviation")
_PERSON, _POST = PREFIXES["foaf"] + "Person", PREFIXES["org"] + "Post"
_SERIES = PREFIXES["navo"] + "MeetingSeries"
PARTY = PREFIXES["navo"] + "Party"
_ACTORS = (PARTY, _POST, PREFIXES["org"] + "FormalOrganization", PREFIXES["schema"] + "Country", _PERSON)
"""Classes of those who decide, hold and ask; of two with one name the earlier class goes first."""
_ACTOR_NAMES = _LABELS | {_IDENTIFIER, *(PREFIXES["navo"] + name for name in ("partyName", "notMatched"))}
_ASKED = _ACTOR_NAMES | {_TYPE}
_MEETING_DATE = re.compile(r"-\d{4}(-\d{2}){0,2}$")


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data: `nquads` for the store, the rest for look-ups by IRI or by words."""

    nquads: str
    types: dict[str, frozenset[str]] = field(repr=False)
    """IRI -> the IRIs of its classes; a thing that is not a key is not known."""
    dutch: dict[str, str] = field(repr=False)
    """IRI -> its preferred Dutch label."""
    identified: dict[str, tuple[str, ...]] = field(repr=False)
    """dcterms:identifier -> the IRIs that carry it."""
    posts: dict[str, str] = field(repr=False)
    """A post's identifier or label, case folded -> its IRI."""
    actors: dict[str, str] = field(repr=False)
    """An identifier or name of a party, post, organisation, country or person, case folded -> its IRI."""
    has_people: bool = False

    def kind_of(self, identifier: str) -> str:
        """The kind in the IRI of someone who is spoken of: "person", or "post" for a role without a name.

        Where the reference data has no people, every id is a person.
        """
        known = not self.has_people or _PERSON in self.types.get(thing("person", identifier), ())
        return "person" if known else "post"

    def post(self, role: str) -> str | None:
        """The IRI of the post that is called `role` (an id or a label, case folded), or None."""
        return self.posts.get(role.casefold())

    def series(self, meeting: str) -> tuple[str, str] | None:
        """IRI and Dutch name of the series in a meeting's id: "nato-dmm-2020-02-12" -> those of nato-dmm."""
        for address in self.identified.get(_MEETING_DATE.sub("", meeting), ()):
            if _SERIES in self.types.get(address, ()) and address in self.dutch:
                return address, self.dutch[address]
        return None


def reference() -> Reference:
    """The reference data of the ontology folder, read again only when a file there changed."""
    files = []
    with os.scandir(folder("ontology")) as found:  # asked for each letter: a glob takes five times as long
        for entry in found:
            if entry.name.endswith(".ttl") and entry.name != SHAPES:
                status = entry.stat()
                files.append((entry.path, status.st_mtime_ns, status.st_size))
    return _load(tuple(sorted(files)))


def thing_kind(identifier: str) -> str:
    """`Reference.kind_of` of the reference data that is there now."""
    return reference().kind_of(identifier)


@lru_cache(maxsize=2)
def _load(files: tuple[tuple[str, int, int], ...]) -> Reference:
    from pyoxigraph import __version__

    held = {path: _bytes(Path(path)) for path, _, _ in files}
    key = key_of(str(folder("ontology")), digest(held), __version__)
    return kept("reference", key, lambda: _data(held), _made)


def _made(data: Any) -> Reference:
    nquads, types, dutch, identified, posts, actors, has_people = data
    return Reference(
        nquads,
        {subject: frozenset(classes) for subject, classes in types.items()},
        dutch,
        {key: tuple(found) for key, found in identified.items()},
        posts,
        actors,
        has_people,
    )


def _data(files: Mapping[str, bytes]) -> list[object]:
    """The fields of the reference data, from Turtle by path."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

    quads = [quad for path, data in files.items() for quad in _quads(Path(path), data)]
    types: dict[str, set[str]] = {}
    dutch: dict[str, str] = {}
    identified: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    called: dict[str, set[str]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in _ASKED:
            continue
        subject, item = str(quad.subject)[1:-1], quad.object
        if isinstance(item, NamedNode):
            if predicate == _TYPE:
                types.setdefault(subject, set()).add(item.value)
        elif isinstance(item, Literal):
            if predicate == PREFIXES["skos"] + "prefLabel" and item.language == "nl":
                dutch[subject] = item.value
            if predicate == _IDENTIFIER:
                identified.setdefault(item.value, set()).add(subject)
            if predicate in _ACTOR_NAMES:
                called.setdefault(subject, set()).add(item.value.casefold())
            if predicate in _LABELS or predicate == _IDENTIFIER:
                names.setdefault(subject, set()).add(item.value.casefold())
    printed = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return [
        "".join([f"{line}\n" for line in sorted(set(printed.decode().split("\n"))) if line]),
        {subject: sorted(classes) for subject, classes in types.items()},
        dutch,
        {key: sorted(found) for key, found in identified.items()},
        _by_name(types, names, (_POST,)),
        _by_name(types, called, _ACTORS),
        any(_PERSON in classes for classes in types.values()),
    ]


def _by_name(types: dict[str, set[str]], names: dict[str, set[str]], classes: tuple[str, ...]) -> dict[str, str]:
    """A name -> the IRI that has it; of two the one of the earlier class, then of the first IRI."""
    found: dict[str, str] = {}
    for one in classes:
        for subject in sorted(subject for subject, own in types.items() if one in own):
            for label in names.get(subject, ()):
                found.setdefault(label, subject)
    return found


def _bytes(path: Path) -> bytes:
    """The bytes of a file. Raises RuleError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(f"the file cannot be read ({error})", where=f"{path.parent.name}/{path.name}") from error


def _quads(path: Path, data: bytes) -> list[Quad]:
    """The quads of one Turtle file, its blank nodes named. Raises RuleError with file and line."""
    from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse
    from pyoxigraph import Quad as Q

    where = f"{path.parent.name}/{path.name}"
    try:
        found = list(parse(data, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise RuleError(f"this is not Turtle: {error.msg}", where=f"{where}{line}", todo="Mend that line") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"the file cannot be read ({error})", where=where) from error
    graph = NamedNode(GRAPH)
    terms = [(quad.subject, quad.predicate, quad.object) for quad in found]
    if any(isinstance(subject, BlankNode) or isinstance(item, BlankNode) for subject, _, item in terms):
        # The parser numbers blank nodes at random; their canonical numbers depend on the file alone.
        canonical = Dataset(found)
        canonical.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        before = f"{_GENERATED}{path.stem}/"
        terms = [
            (
                NamedNode(before + quad.subject.value) if isinstance(quad.subject, BlankNode) else quad.subject,
                quad.predicate,
                NamedNode(before + quad.object.value) if isinstance(quad.object, BlankNode) else quad.object,
            )
            for quad in canonical
        ]
    return [Q(subject, predicate, item, graph) for subject, predicate, item in terms]
