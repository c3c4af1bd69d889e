"""What the reference data says of things that links compare: what they are called, and what they are part of.

Beside gather.py, which reads the letters. Law: read from the reference graph alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from navograaf.iris import GRAPHS, PREFIXES, local
from navograaf.words.stems import stems

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
