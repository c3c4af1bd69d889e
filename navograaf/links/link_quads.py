"""Links as quads: a node for each with what it joins, the rule, the reason and how sure it is.

Before the store. Laws: the node of a link is named after what it joins, so the same link has the same name in every
build; a link stands in the graph of its kind, never in that of a letter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import cast
from urllib.parse import unquote

from navograaf.graph.nquads import Quads, iri, moment, node, text
from navograaf.iris import GRAPHS, PREFIXES, THINGS
from navograaf.links.known_from import known_from
from navograaf.links.meetings import RULES
from navograaf.links.model import Kind, LetterNode, Link, Thread

CLASSES: Mapping[str, str] = {
    "decisions": "SameDecision",
    "outcomes": "ExpectationOutcome",
    "commitments": "CommitmentOutcome",
    "documents": "DocumentRenamed",
    "letters": "LetterCitation",
    "questions": "AskedPassage",
}
"""Kind of link -> its class in ontology/navo.ttl."""
_TIE = "MeetingTie"
_TYPE = iri(PREFIXES["rdf"] + "type")


def graph_iri(kind: Kind) -> str:
    """The IRI of the named graph of a kind of link."""
    return f"{GRAPHS}links/{kind}"


def lines(links: Iterable[Link], threads: Iterable[Thread] = (), letters: Iterable[LetterNode] = ()) -> str:
    """The N-Quads of links, threads and letters of one kind each, sorted, without what tells of their rules."""
    kinds = [*(link.kind for link in links), *("decisions" for _ in threads), *("letters" for _ in letters)]
    if not kinds:
        return ""
    quads = Quads(iri(graph_iri(cast("Kind", kinds[0]))))
    for link in links:
        _link(quads, link)
    for thread in threads:
        _thread(quads, thread)
    for letter in letters:
        _known(quads, letter)
    return quads.lines()


def rule_lines(graph: str, rule: str) -> str:
    """The N-Quads of a rule in a graph of links; both are terms."""
    quads = Quads(graph)
    _rule(quads, rule, unquote(rule.rpartition("/rule/")[2].removesuffix(">")))
    return quads.lines()


def _name(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:16]


def _navo(local: str) -> str:
    return iri(PREFIXES["navo"] + local)


def _link(quads: Quads, link: Link) -> None:
    term = node("link", f"{link.kind}/{_name(link.source, *link.targets, link.rule)}")
    quads.add(term, _TYPE, _navo("Link"), _navo(_TIE if link.rule in RULES else CLASSES[link.kind]))
    quads.add(term, _navo("linkFrom"), iri(link.source))
    derived = iri(PREFIXES["prov"] + "wasDerivedFrom")
    quads.add(term, derived, iri(link.source))
    for target in link.targets:
        quads.add(term, _navo("linkTo"), iri(target))
        quads.add(term, derived, iri(target))
    if link.outcome:
        quads.add(term, _navo("outcome"), text(link.outcome))
    if link.report:
        quads.add(term, _navo("outcomeLetter"), iri(link.report))
    quads.add(term, _navo("confidence"), text(link.confidence))
    quads.add(term, _navo("reason"), text(link.reason, "en"))
    rule = node("rule", link.rule)
    quads.add(term, _navo("foundBy"), rule)
    if link.kind == "commitments" and link.outcome == "kept":
        papers = [target for target in link.targets if target.startswith(f"{THINGS}kamerstuk/")] or [link.report]
        quads.add(iri(link.source), _navo("fulfilledBy"), *(iri(paper) for paper in papers if paper))


def _rule(quads: Quads, rule: str, name: str) -> None:
    quads.add(rule, _TYPE, iri(PREFIXES["prov"] + "Plan"), _navo("Rule"))
    quads.add(rule, iri(PREFIXES["rdfs"] + "label"), text(name))


def _known(quads: Quads, letter: LetterNode) -> None:
    day, how = known_from(letter.kind, letter.date, letter.meeting_start, letter.meeting_end)
    if day:
        quads.add(iri(letter.iri), _navo("knownFrom"), moment(day.isoformat()))
        quads.add(iri(letter.iri), _navo("knownBy"), text(how))


def _thread(quads: Quads, thread: Thread) -> None:
    term = node("thread", _name(*thread.members))
    quads.add(term, _TYPE, _navo("Thread"))
    quads.add(term, iri(PREFIXES["rdfs"] + "label"), text(" ".join(thread.label.split()), "nl"))
    quads.add(term, _navo("member"), *map(iri, thread.members))
    quads.add(term, _navo("about"), *(iri(THINGS + name) for name in thread.about))
