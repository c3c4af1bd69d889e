"""Those who decide, hold, promise and ask, as terms: by the id that was found, else by a name the ontology has.

Beside things.py, for statement_quads.py and question_quads.py. Law: a body without a name of its own ("allies",
"Germany and France") gets no term; its name is written beside, so nothing that a letter says is lost.
"""

from __future__ import annotations

from collections.abc import Iterable

from navograaf.findings.model import Signature
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nquads import iri, node, text
from navograaf.graph.reference import PARTY
from navograaf.graph.things import CLASSES, clean, known_or_described, slug
from navograaf.iris import thing


def actor(graph: LetterGraph, path: str | None, name: str | None) -> str | None:
    """The term of someone: `path` is the end of an IRI ("post/sg-nato"), `name` what the letter's reader calls them.

    Without a path the name must be one that the reference data has; None when it is not.
    """
    kind, _, identifier = (path or "").partition("/")
    if identifier and kind in CLASSES:
        return known_or_described(graph, kind, identifier, name or identifier)
    known = graph.known.actors.get(clean(name).casefold()) if name else None
    return iri(known) if known else None


def named(graph: LetterGraph, predicate: str, path: str | None, name: str | None) -> list[str]:
    """What says who `predicate` (such as "navo:holder") is, and with `predicate`Name how they are called (`say`)."""
    term = actor(graph, path, name)
    found = [graph.tail(predicate, term)] if term else []
    if name and (called := clean(name)):
        found.append(graph.tail(f"{predicate}Name", text(called)))
    return found


def party(graph: LetterGraph, name: str) -> str:
    """The term of the parliamentary party called `name` ("GroenLinks"); a described one for a new party."""
    known = graph.known.actors.get(clean(name).casefold())
    if known and PARTY in graph.known.types[known]:
        return iri(known)
    identifier = slug(name)
    if thing("organisation", identifier) in graph.known.types:  # an organisation of that name that is no party
        identifier = f"{identifier}-party"
    term = node("organisation", identifier)
    graph.type(term, "navo:Party")
    return known_or_described(graph, "organisation", identifier, name)


def writer(graph: LetterGraph, signatures: Iterable[Signature]) -> str | None:
    """The term of who tells what a letter tells: the post that it is signed in, else the person.

    The first signature in the letter of which either is known counts; None when there is none.
    """
    for signature in sorted(signatures, key=lambda s: (s.start, s.end)):
        known = graph.known.post(signature.role) if signature.role else None
        if known:
            return iri(known)
        if signature.id:
            return node("person", signature.id)
    return None
