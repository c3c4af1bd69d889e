"""What a person can ask about, by any of its names: "nmi", "Resolute-Support", "Kamerstuk 28 676, nr. 344".

Stands before trace: text in, things of the graph out. Laws: one name may belong to several things
(Irak is a country and a topic) and then all of them are meant; a word that only points to a topic
(NMI, for Irak) does not take the topic in when something else is called so; a name of nothing is an
error with near misses, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from navograaf.answers.lookup import rows
from navograaf.errors import SubjectError
from navograaf.iris import THINGS, thing
from navograaf.names.called import KINDS, Said, Thing, kind_of, name_of, points, thing_of, without_names
from navograaf.names.snapshot import names_of
from navograaf.words.folding import key

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["KINDS", "Index", "Thing", "index", "key", "near_keys", "paper_id", "resolve"]
_UNNAMED = ("kamerstuk", "dossier", "resolution", "kenmerk")
_PAPER = re.compile(
    r"""(?<!\d) (?P<dossier> \d{2} [ .]? \d{3} )
        (?: [ -]* (?P<chapter> [IVXLC]+[A-Z]? | \d{2} ) )?   # 35 300 X; 21 501-28
        \D+ (?P<number> \d{1,4} ) (?!\d)""",
    re.VERBOSE,
)
_NEAR, _NEAR_ENOUGH, _SHORTEST = 5, 0.72, 3
_SHORT, _NEARER = 8, 0.75
"""A name of fewer letters is near only when it is more alike and begins the same: Jansen is not near ASEAN."""


@dataclass(frozen=True, slots=True)
class Index:
    """Every thing with a name, by its IRI; `names` and `pointers` map words, folded by `key`, to IRIs."""

    things: Mapping[str, Thing]
    names: Mapping[str, tuple[str, ...]]
    """The things that are called so."""
    pointers: Mapping[str, tuple[str, ...]]
    """The things that the words only point to."""

    def called(self, text: str) -> list[Thing]:
        """The things called `text`, in the order of KINDS, then by id."""
        return self._sorted(self.names.get(key(text), ()))

    def pointed(self, text: str) -> list[Thing]:
        """The things that `text` points to without being their name."""
        called = self.names.get(key(text), ())
        return self._sorted(iri for iri in self.pointers.get(key(text), ()) if iri not in called)

    def _sorted(self, iris: Iterable[str]) -> list[Thing]:
        return sorted((self.things[iri] for iri in iris), key=lambda item: (KINDS.index(item.kind), item.id))


def paper_id(text: str) -> str | None:
    """The id of the Kamerstuk that `text` writes in any usual way, "28676-344" or "35300-X-64"; None if none.

    "Kamerstuk 28 676, nr. 344", "28 676 nr. 344", "kst-28676-344" and "21 501-28, nr. 262" are such ways.
    """
    found = _PAPER.search(text)
    if found is None:
        return None
    parts = (re.sub(r"\D", "", found["dossier"]), found["chapter"], str(int(found["number"])))
    return "-".join(part for part in parts if part)


def index(store: Store) -> Index:
    """The things that `store` has names for, from the reference graph and the letters.

    Out of the file of names where there is one beside it: then nothing is read but what is asked for.
    """
    kept = names_of(store)
    if kept is not None:
        from navograaf.names.read import Things, Words

        return Index(Things(kept), Words(kept, points=False), Words(kept, points=True))
    said: dict[str, list[Said]] = {}
    names: dict[str, set[str]] = {}
    pointers: dict[str, set[str]] = {}
    for iri, property_, name, language in rows(store, "names"):
        kind = kind_of(iri)
        if kind not in KINDS:
            continue
        said.setdefault(iri, []).append((property_, name, language))
        (pointers if points(kind, property_) else names).setdefault(key(name), set()).add(iri)
    things = {iri: found for iri, own in sorted(said.items()) if (found := thing_of(iri, own))}
    for iri in things:
        names.setdefault(key(name_of(iri)), set()).add(iri)
    return Index(things, _closed(names, things), _closed(pointers, things))


def _closed(words: dict[str, set[str]], things: dict[str, Thing]) -> dict[str, tuple[str, ...]]:
    known = {word: tuple(sorted(iris & things.keys())) for word, iris in sorted(words.items()) if word}
    return {word: iris for word, iris in known.items() if iris}


def resolve(store: Store, text: str, known: Index | None = None) -> list[Thing]:
    """The things that `text` names: an IRI, an id (`NMI`, `mission/NMI`, `mission:NMI`), a label or a paper's number.

    All things called so are given, in the order of KINDS, then by id; those that the words only point to
    when nothing is called so. `known` is an Index of the same store, to ask more than once. Raises
    SubjectError, with near names, when there is none.
    """
    known = known or index(store)
    wanted = _as_id(text)
    exact = known.things.get(THINGS + wanted)
    if exact:
        return [exact]
    kind, slash, name = unquote(wanted).partition("/")
    of_kind = [item for item in known.called(name) if item.kind == kind] if slash else []
    if of_kind:  # "mission/eFP", and "topic/Resilience Pledge": the kind, and any of its names
        return of_kind
    found = known.called(text) or known.pointed(text)
    if found:
        return found
    number = paper_id(text)
    guesses = [thing("kamerstuk", number)] if number else [thing(kind, wanted) for kind in _UNNAMED]
    if wanted.partition("/")[0] in KINDS:
        guesses.append(THINGS + wanted)
    for iri in guesses:
        if iri in known.things:
            return [known.things[iri]]
        if rows(store, "known", thing=iri):
            return [without_names(iri)]
    raise _unknown(text, number, known)


def _as_id(text: str) -> str:
    text = text.strip().strip("<>").removeprefix(THINGS).removeprefix("id:")
    kind, colon, name = text.partition(":")
    wanted = f"{kind}/{name}" if colon and kind in KINDS else text
    return thing("", wanted).removeprefix(f"{THINGS}/")  # percent-encoded, so that any text makes a valid IRI


def _unknown(text: str, number: str | None, known: Index) -> SubjectError:
    what = f"nothing in this graph is called {text!r}"
    if number:
        what = f"no letter in this graph cites Kamerstuk {number}"
    near = [f"{item.label} ({item.id})" for item in _near(text, number, known)]
    todo = f"Near: {'; '.join(near)}" if near else "Names, ids and abbreviations are understood, as in ontology/*.ttl"
    return SubjectError(what, todo=todo)


def _near(text: str, number: str | None, known: Index) -> list[Thing]:
    """At most five things with a name like `text`; for a paper the papers of its dossier nearest in number."""
    if number:
        dossier = number.rpartition("-")[0]
        same = [known.things[iri] for iri in known.things if iri.startswith(f"{THINGS}kamerstuk/{dossier}-")]
        return sorted(same, key=lambda item: (abs(_number(item.id) - _number(number)), item.id))[:_NEAR]
    found: dict[str, None] = {}
    for name in near_keys(key(text), {*known.pointers, *known.names}):
        found.update(dict.fromkeys((*known.names.get(name, ()), *known.pointers.get(name, ()))))
    return [known.things[iri] for iri in found][:_NEAR]


def _number(paper: str) -> int:
    last = paper.rpartition("-")[2]
    return int(last) if last.isdigit() else 10**6


def near_keys(wanted: str, keys: Iterable[str]) -> Iterator[str]:
    """Those of `keys` (names folded by `key`) that are like `wanted`, the likest first, then those that hold it."""
    from difflib import get_close_matches

    keys = list(keys)
    if len(wanted) < _SHORTEST:
        return
    if len(wanted) < _SHORT:
        yield from get_close_matches(
            wanted, [k for k in keys if len(k) >= _SHORTEST and k[0] == wanted[0]], n=_NEAR, cutoff=_NEARER
        )
    else:
        yield from get_close_matches(wanted, keys, n=_NEAR, cutoff=_NEAR_ENOUGH)
    if len(wanted) >= 4:
        yield from sorted((k for k in keys if wanted in k), key=lambda k: (len(k), k))[:_NEAR]
