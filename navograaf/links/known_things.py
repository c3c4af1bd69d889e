"""What the reference data says of things that links compare: what they are called, and what they are part of.

Beside digest.py, which reads the letters. Law: read from the reference graph alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from navograaf.iris import GRAPHS, PREFIXES, local
from navograaf.links.statements import value
from navograaf.words.lists import meanings
from navograaf.words.stems import stem, stems

_NAVO = PREFIXES["navo"]
Called = Callable[[Iterable[str]], str]
"""What a reader calls things: Names.called."""
_CALLED = ("document", "mission", "topic", "organisation", "resolution")


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

    def names(self, surface: Callable[[str], str]) -> Names:
        """What a reader calls things: documents as `surface` says letters do, "" where none names it."""
        return Names(self._called, surface)


class Names:
    """What a reader calls things."""

    def __init__(self, known: Mapping[str, str], surface: Callable[[str], str]) -> None:
        self._known, self._surface = known, surface

    def __contains__(self, name: str) -> bool:
        """Whether letters or the reference data have a name for a thing."""
        return self._of(name) is not None

    def called(self, names: Iterable[str]) -> str:
        """Things as a reader calls them, "Resilience Pledge, NATO Mission Iraq"; stems only where no thing is named.

        names: ends of IRIs ("mission/NMI") and stems.
        """
        given = sorted(names)
        things = [name for name in given if "/" in name]
        return ", ".join(dict.fromkeys(self._of(name) or _plain(name) for name in things or given))

    def _of(self, name: str) -> str | None:
        return (self._surface(name) if name.startswith("document/") else "") or self._known.get(name)


def _plain(name: str) -> str:
    kind, slash, tail = name.partition("/")
    return tail.replace("-", " ") if slash else f"“{kind}-”"


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
