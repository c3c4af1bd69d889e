"""What the reference data says of things that links compare: what they are called, and what they are part of.

Beside digest.py, which reads the letters. Law: read from the reference graph alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from navograaf.iris import GRAPHS, PREFIXES, local
from navograaf.links.statements import value
from navograaf.words.lists import meanings
from navograaf.words.stems import stem, stems

if TYPE_CHECKING:
    from pyoxigraph import Store

_NAVO = PREFIXES["navo"]
_CALLED = ("document", "mission", "topic", "organisation", "resolution")


def wholes(store: Store) -> dict[str, str]:
    """Mission -> the mission that it is part of, as the reference data has it."""
    from pyoxigraph import NamedNode

    found: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, NamedNode(f"{_NAVO}partOf"), None, NamedNode(f"{GRAPHS}reference")):
        part, whole = (local(str(getattr(term, "value", ""))) for term in (quad.subject, quad.object))
        if part.startswith("mission/") and whole.startswith("mission/"):
            found[part] = min(whole, found.get(part, whole))
    return found


def labels(store: Store) -> dict[str, str]:
    """What missions, documents and topics are called: in English where they have it, else in Dutch."""
    from pyoxigraph import Literal, NamedNode

    found: dict[str, tuple[bool, str]] = {}
    label, graph = NamedNode(PREFIXES["skos"] + "prefLabel"), NamedNode(f"{GRAPHS}reference")
    for quad in store.quads_for_pattern(None, label, None, graph):
        name, words = local(str(getattr(quad.subject, "value", ""))), quad.object
        if isinstance(words, Literal) and name.partition("/")[0] in _CALLED:
            own = words.language != "en", words.value
            found[name] = min(found.get(name, own), own)
    return {name: words for name, (_, words) in sorted(found.items())}


def act_stems(store: Store) -> dict[str, frozenset[str]]:
    """Act -> the stems of the words for it: that two letters say "in gang gezet" tells nothing of what was."""
    from pyoxigraph import Literal, NamedNode

    found: dict[str, set[str]] = {}
    graph = NamedNode(f"{GRAPHS}reference")
    names = (PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel", f"{_NAVO}splitVerb")
    for name in names:
        for quad in store.quads_for_pattern(None, NamedNode(name), None, graph):
            act = local(str(getattr(quad.subject, "value", "")))
            if act.startswith("act/") and isinstance(quad.object, Literal):
                found.setdefault(act.removeprefix("act/"), set()).update(s.stem for s in stems(quad.object.value))
    return {act: frozenset(words) for act, words in sorted(found.items())}


class Reference:
    """What the reference data, as N-Quads, says of things that links compare."""

    def __init__(self, nquads: str) -> None:
        self.digest = hashlib.sha256(nquads.encode("utf-8")).hexdigest()
        self.wholes: dict[str, str] = {}
        """Mission -> the mission that it is part of."""
        self.few = frozenset(stem(word) for word in meanings("says-little"))
        """Stems that say little."""
        verbs: dict[str, set[str]] = {}
        called: dict[str, tuple[bool, str]] = {}
        for subject, predicate, term in _statements(nquads):
            words = value(term)
            if predicate == _PART_OF:
                whole = local(words)
                if subject.startswith("mission/") and whole.startswith("mission/"):
                    self.wholes[subject] = min(whole, self.wholes.get(subject, whole))
            elif subject.startswith("act/"):
                verbs.setdefault(subject.removeprefix("act/"), set()).update(one.stem for one in stems(words))
            if predicate == _LABEL and subject.partition("/")[0] in _CALLED:
                own = not term.endswith("@en"), words
                called[subject] = min(called.get(subject, own), own)
        self.verbs = {act: frozenset(words) for act, words in sorted(verbs.items())}
        """Act -> the stems of the words for it."""
        self._called = {name: words for name, (_, words) in called.items()}

    def with_surfaces(self, surface: Callable[[str], str]) -> Mapping[str, str]:
        """What things are called: documents as `surface` says letters do, "" where none names it."""
        return _Labels(self._called, surface)


class _Labels(Mapping[str, str]):
    """Labels that are looked up as they are needed."""

    def __init__(self, known: Mapping[str, str], surface: Callable[[str], str]) -> None:
        self._known, self._surface = known, surface

    def __getitem__(self, name: str) -> str:
        found = (self._surface(name) if name.startswith("document/") else "") or self._known.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


_PART_OF, _LABEL = f"<{_NAVO}partOf>", f"<{PREFIXES['skos']}prefLabel>"
_READ = {_PART_OF, _LABEL, f"<{PREFIXES['skos']}altLabel>", f"<{_NAVO}splitVerb>"}
_END = f" <{GRAPHS}reference> ."


def _statements(nquads: str) -> Iterable[tuple[str, str, str]]:
    """The end of the subject, the predicate and the object of the lines that are read; the last two are terms."""
    for line in nquads.split("\n"):
        terms = line.split(" ", 2)
        if len(terms) > len(("subject", "predicate")) and terms[1] in _READ:
            yield local(terms[0][1:-1]), terms[1], terms[2].removesuffix(_END)


@lru_cache(maxsize=1)
def read_reference(nquads: str) -> Reference:
    """The reference data of a build, read once for the letters and once for all links."""
    return Reference(nquads)
