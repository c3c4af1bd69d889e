"""Things that letters speak of, as nodes of a letter's graph: known ones by IRI alone, others described.

A thing of the reference data is only pointed to. One that is not there (a post that a rule made up from
"de commandant van NMI", a paper, a meeting) gets the little that the letter tells: class, label, id. So
a letter's graph stands on its own beside the reference data. Law: the label of a thing is made from its
id where it can be, so that two letters do not call one meeting by two names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from navograaf.findings.model import Document, Meeting
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nquads import iri, moment, node, text, web
from navograaf.iris import thing

CLASSES = {
    "topic": "skos:Concept",
    "mission": "navo:Mission",
    "person": "foaf:Person",
    "post": "org:Post",
    "organisation": "org:FormalOrganization",
    "country": "schema:Country",
    "document": "navo:NamedDocument",
    "meeting": "navo:Meeting",
}
"""Kind of thing (part of its IRI) -> the class of one that the reference data does not know."""
OFFICIAL = "https://zoek.officielebekendmakingen.nl/kst-"
_DATE_IN_ID = re.compile(r"\d{4}(?:-\d{2}){0,2}$")
_CITED = {"kenmerk": "kenmerk", "un-resolution": "resolution", "treaty": "document"}
_CITED_CLASSES = {"kenmerk": "navo:Paper", "un-resolution": "navo:Resolution", "treaty": "navo:NamedDocument"}


def clean(words: str) -> str:
    """`words` on one line: a label has no line breaks."""
    return " ".join(words.split())


def is_clean_of(words: str, raw: str) -> bool:
    """Whether `words` are `raw` on one line."""
    # Most differ in line ends alone; then words that are printable (no white space but spaces) need not be taken apart.
    same = raw.replace(" \n", " ").replace("\n", " ") == words
    if same and words.isprintable() and "  " not in words and words == words.strip():
        return True
    return words == clean(raw)


@lru_cache(maxsize=4096)
def slug(words: str) -> str:
    """`words` as an id: small letters and hyphens; "unnamed" for words without a letter or digit."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-") or "unnamed"


def is_known(graph: LetterGraph, kind: str, identifier: str) -> bool:
    """Whether the reference data has a thing, so that its IRI says enough."""
    return node(kind, identifier)[1:-1] in graph.known.types


def known_or_described(graph: LetterGraph, kind: str, identifier: str, label: str) -> str:
    """The term of a thing; described in `graph` when the reference data does not have it."""
    term = node(kind, identifier)
    if term[1:-1] not in graph.known.types and graph.first(term):
        graph.type(term, CLASSES[kind])
        graph.add(term, "rdfs:label", text(clean(label), "nl"))
        graph.add(term, "dcterms:identifier", text(identifier))
    return term


def post(graph: LetterGraph, role: str) -> str:
    """The term of the post called `role`, an id or a label; a described one when no post is called so."""
    known = graph.known.post(role)
    if known:
        return iri(known)
    return known_or_described(graph, "post", slug(role), role)


def dossier(graph: LetterGraph, number: str) -> str:
    """The term of a dossier ("28676", "35300-X"), described."""
    term = node("dossier", number)
    graph.type(term, "eli:ComplexWork", "navo:Dossier")
    graph.add(term, "navo:dossierNumber", text(number))
    return term


def kamerstuk(graph: LetterGraph, identifier: str) -> str:
    """The term of a Kamerstuk ("28676-344", "35300-X-64"), described; of a dossier for an id without number."""
    of, _, number = identifier.rpartition("-")
    if not of:
        return dossier(graph, identifier)
    term = node("kamerstuk", identifier)
    graph.type(term, "navo:Kamerstuk")
    graph.add(term, "navo:dossier", dossier(graph, of))
    graph.add(term, "navo:number", text(number))
    graph.add(term, "dcterms:identifier", text(identifier))
    graph.add(term, "navo:officialAddress", official_address(of, number))
    return term


def official_address(of: str, number: str) -> str:
    """The term of the address at which the state publishes paper `number` of a dossier."""
    return web(f"{OFFICIAL}{of}-{number}")


def cited(graph: LetterGraph, kind: str, identifier: str, surface: str) -> str:
    """The term of a paper that a reference of `kind` points to, described where it is not reference data."""
    if kind == "kamerstuk":
        return kamerstuk(graph, identifier)
    if kind == "url":
        term = web(identifier)
        graph.type(term, "navo:WebPage")
        return term
    term = node(_CITED[kind], identifier)
    if thing(_CITED[kind], identifier) not in graph.known.types and graph.first(term):
        graph.type(term, _CITED_CLASSES[kind])
        graph.add(term, "dcterms:identifier", text(identifier))
        if kind == "treaty":
            graph.add(term, "rdfs:label", text(clean(surface), "nl"))
    return term


def meeting(graph: LetterGraph, found: Meeting, document: Document, about: Meeting | None) -> str:
    """The term of a meeting, described with all that the letter tells of it."""
    term = node("meeting", found.id)
    graph.first(term)
    graph.type(term, "navo:Meeting")
    phase = _phase(found, document, about)
    if phase:
        graph.type(term, phase)
    series = graph.known.series(found.id)
    if series:
        graph.add(term, "navo:series", iri(series[0]))
    graph.add(term, "rdfs:label", text(_meeting_label(graph, found, series[1] if series else found.body), "nl"))
    graph.add(term, "dcterms:identifier", text(found.id))
    graph.add(term, "navo:body", text(found.body))
    for predicate, value in (("navo:startDate", found.start_date), ("navo:endDate", found.end_date)):
        if value:
            graph.add(term, predicate, moment(value))
    for predicate, value in (
        ("navo:place", found.place),
        ("navo:format", found.format),
        ("navo:inferredBecause", found.inferred),
    ):
        if value:
            graph.add(term, predicate, text(clean(value)))
    return term


def _meeting_label(graph: LetterGraph, found: Meeting, name: str) -> str:
    """The name in the reference data, else that of its series or body with the date that is in its id."""
    known = graph.known.dutch.get(thing("meeting", found.id))
    if known:
        return known
    date = _DATE_IN_ID.search(found.id)
    return ", ".join(filter(None, [clean(name), date[0] if date else found.start_date or ""]))


def _phase(found: Meeting, document: Document, about: Meeting | None) -> str | None:
    """Held or foreseen, as the letter sees it; None where the dates do not tell.

    An agenda or a consultation announces the meeting it is about, a report tells of it. Another meeting
    is held when it begins before the letter's date (before the meeting it is about, where the letter
    prints no date), and foreseen when it begins later.
    """
    if about is not None and found.id == about.id and document.kind != "letter":
        return "eli-dl:Activity" if document.kind == "report" else "eli-dl:ForeseenActivity"
    now = document.date or (about.start_date if about else None)
    when = found.start_date
    if not now or not when:
        return None
    size = min(len(now), len(when))
    if when[:size] == now[:size]:
        return None
    return "eli-dl:Activity" if when[:size] < now[:size] else "eli-dl:ForeseenActivity"
