"""The statements of one letter's graph, read from its N-Quads text: what links compare of it.

Before digest.py. Text is read because it is there before any store is, and many times faster to read than one. Law:
only properties that links use are read, so a line of another kind costs no more than to skip it.
"""

from __future__ import annotations

import re

from navograaf.graph.evidence import graph_iri
from navograaf.iris import PREFIXES, THINGS
from navograaf.links.letter_items import CLASSES, Nodes

MEETING = ("startDate", "endDate", "body")
"""What a letter tells of a meeting, which all letters together settle."""
_READ = (
    *("sourceFile", "letterKind", "identifiedAs", "aboutMeeting", "evidence", "start", "end", "exact", "cleanText"),
    *("sentenceKind", "inSection", "inSentence", "continues", "mentions", "primaryCited", "selfReference", "act"),
    *("status", "object", "decider", "deciderName", "holder", "holderName", "party", "about", "onDate", "atMeeting"),
    *("due", "conditional", "questionNumber", "answers", *MEETING),
)
_PREDICATES = {
    **{f"<{PREFIXES['navo']}{name}>": name for name in _READ},
    f"<{PREFIXES['eli']}date_document>": "date_document",
    f"<{PREFIXES['rdf']}type>": "type",
}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def nodes(identifier: str, nquads: str) -> Nodes:
    """Subject -> property (without prefix) -> values in order, of the graph of one letter as nquads.py writes it."""
    end = -len(f" <{graph_iri(identifier)}> .")
    found: Nodes = {}
    for line in nquads.split("\n"):
        terms = line.split(" ", 2)
        name = _PREDICATES.get(terms[1]) if len(terms) > len(("subject", "predicate")) else None
        if name and not (name == "type" and _is_other(terms)):
            facts = found.get(terms[0])
            if facts is None:
                facts = found[terms[0]] = {}
            if name in facts:
                facts[name].append(value(terms[2][:end]))
            else:
                facts[name] = [value(terms[2][:end])]
    for facts in found.values():
        for values in facts.values():
            if len(values) > 1:
                values.sort()
    return {subject[1:-1]: facts for subject, facts in found.items()}


def _is_other(terms: list[str]) -> bool:
    """Whether a line gives a class that links do not ask for, of a thing that is no meeting."""
    class_ = terms[2].partition("> ")[0].rpartition("#")[2]
    return class_ not in CLASSES and not terms[0].startswith(f"<{THINGS}meeting/")


def value(term: str) -> str:
    """The IRI or the words of a term as nquads.py writes it."""
    if term[0] == "<":
        return term[1:-1]
    words = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_meant, words) if "\\" in words else words


def _meant(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _NAMED.get(match[3], match[3])
