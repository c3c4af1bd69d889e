"""What stands in a letter, as quads: mentions, passages about a topic, citations, unresolved names.

Each is a statement: class, letter, place, rule. Laws: the node of a finding is named after its place
and its thing, so the same finding has the same name in every build; two rules that find the same thing
at the same place make one node with two rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from navograaf.findings.model import Candidate, Findings, Found, Meeting, Mention, Reference, Sentence
from navograaf.graph import things
from navograaf.graph.evidence import LetterGraph, Span, innermost
from navograaf.graph.nquads import below, boolean, moment, node, text

if TYPE_CHECKING:
    from navograaf.graph.reference import Reference as Known


class Sentences:
    """The sentences of a letter with their terms."""

    __slots__ = ("_letter", "places")

    def __init__(self, letter: str, sentences: Iterable[Sentence]) -> None:
        self.places: Sequence[Sentence] = sorted(sentences, key=lambda s: (s.start, -s.end))
        self._letter = letter

    def term(self, sentence: Sentence) -> str:
        """The term of a sentence."""
        return below(self._letter, "sentence", f"{sentence.start}-{sentence.end}")

    def at(self, place: int) -> str | None:
        """The term of the innermost sentence at an offset, or None between sentences."""
        found = innermost(self.places, place)
        return self.term(found) if found else None

    def holding(self, span: Span) -> str | None:
        """The term of the sentence that `span` begins in, or of the first that it touches."""
        return self.at(span.start) or next(self.touching(span), None)

    def touching(self, span: Span) -> Iterator[str]:
        """The terms of the sentences that share a character with `span`."""
        for sentence in self.places:
            if sentence.start < span.end and span.start < sentence.end:
                yield self.term(sentence)


def write_mentions(graph: LetterGraph, findings: Findings, sentences: Sentences) -> None:
    """A node for each place where a thing is named; meetings and papers have their own nodes already."""
    seen: dict[str, Mention] = {}
    for kind, identifier, mention in sorted(
        _mentions(findings, graph.known), key=lambda row: (row[0], row[1], _order(row[2]))
    ):
        term = below(graph.letter, "mention", f"{mention.start}-{mention.end}", kind, identifier)
        graph.statement(term, "navo:Mention", mention, mention.rule)
        if term in seen:
            continue
        seen[term] = mention
        graph.add(term, "navo:mentions", node(kind, identifier))
        graph.add(term, "navo:mentionType", text(mention.type))
        _in_sentence(graph, term, mention, sentences)
        if mention.normal:
            graph.add(term, "navo:normalForm", text(mention.normal))


def write_passages(graph: LetterGraph, topics: Iterable[Found], sentences: Sentences) -> None:
    """A node for each stretch of text about a topic, and its sentences."""
    for topic in topics:
        for span in sorted(topic.mentions, key=_order):
            term = below(graph.letter, "passage", f"{span.start}-{span.end}", topic.id)
            graph.statement(term, "navo:Passage", span, span.rule)
            graph.add(term, "navo:about", things.known_or_described(graph, "topic", topic.id, topic.id))
            depths = {other.depth for other in topic.mentions if (other.start, other.end) == (span.start, span.end)}
            if depth := "substantive" if "substantive" in depths else span.depth:
                graph.add(term, "navo:depth", text(depth))
            for sentence in sentences.touching(span):
                graph.add(sentence, "navo:inPassage", term)


def write_citations(graph: LetterGraph, references: Iterable[Reference], sentences: Sentences) -> None:
    """A node for each pointer to a paper, and the papers that the letter refers to.

    `dcterms:references` holds Kamerstukken alone, and leaves out aliases and the letter's own footer: in
    "Kamerstukken 29 521 en 25 295, nr. 407" the number counts in the first dossier, 25295-407 is another paper.
    A reference without an id points to no paper: its words are an unresolved name (`write_unresolved`).
    """
    for reference in sorted((one for one in references if one.ids), key=lambda r: (r.start, r.end)):
        term = below(graph.letter, "citation", f"{reference.start}-{reference.end}")
        graph.statement(term, "navo:Citation", reference, reference.rule)
        graph.add(term, "cito:hasCitingEntity", graph.letter)
        graph.add(term, "navo:referenceKind", text(reference.kind))
        graph.add(term, "navo:rawReference", text(reference.surface))
        papers = {one: things.cited(graph, reference.kind, one, reference.surface) for one in reference.ids}
        primary = reference.primary_id or reference.ids
        for one, paper in papers.items():
            graph.add(term, "cito:hasCitedEntity", paper)
            if one in ((primary,) if isinstance(primary, str) else primary):
                graph.add(term, "navo:primaryCited", paper)
                if reference.kind == "kamerstuk" and "-" in one and not reference.self:
                    graph.add(graph.letter, "dcterms:references", paper)
        _in_sentence(graph, term, reference, sentences)
        if reference.date:
            graph.add(term, "navo:givenDate", moment(reference.date))
        if reference.self:
            graph.add(term, "navo:selfReference", boolean(True))


def write_unresolved(graph: LetterGraph, unresolved: Iterable[Mention | Reference], sentences: Sentences) -> None:
    """A node for each name that fits nothing known, or more than one thing: to be looked at by a person."""
    for mention in unresolved:
        term = below(graph.letter, "unresolved", f"{mention.start}-{mention.end}")
        graph.statement(term, "navo:UnresolvedName", mention, mention.rule)
        normal = mention.normal if isinstance(mention, Mention) else None
        if graph.first(term):
            graph.add(term, "navo:normalForm", text(things.clean(normal or mention.surface)))
            _in_sentence(graph, term, mention, sentences)


def write_candidates(graph: LetterGraph, candidates: Iterable[Candidate], sentences: Sentences) -> None:
    """A node for each place of a name that looks like a mission, exercise or document and is in no list."""
    for candidate in sorted(candidates, key=lambda c: (c.kind, c.name, repr(c))):
        for mention in sorted(candidate.mentions, key=_order):
            place = f"{mention.start}-{mention.end}"
            term = below(graph.letter, "candidate", place, f"{candidate.kind}-{things.slug(candidate.name)}")
            graph.statement(term, "navo:CandidateName", mention, mention.rule)
            if not graph.first(term):
                continue
            graph.add(term, "navo:candidateKind", text(candidate.kind))
            graph.add(term, "navo:candidateName", text(things.clean(candidate.name)))
            graph.add(term, "navo:normalForm", text(things.clean(mention.normal or mention.surface)))
            if candidate.abbreviation:
                graph.add(term, "navo:candidateAbbreviation", text(things.clean(candidate.abbreviation)))
            _in_sentence(graph, term, mention, sentences)


def write_things(graph: LetterGraph, findings: Findings) -> None:
    """Describe the things named in the letter that are no reference data, by the first words for them."""
    first: dict[tuple[str, str], Mention] = {}
    for kind, identifier, mention in _mentions(findings, graph.known):
        key = (kind, identifier)
        if kind != "meeting" and (key not in first or _order(mention) < _order(first[key])):
            first[key] = mention
    for (kind, identifier), mention in sorted(first.items(), key=lambda row: row[0]):
        things.known_or_described(graph, kind, identifier, mention.normal or mention.surface)


def _mentions(findings: Findings, known: Known) -> Iterator[tuple[str, str, Mention]]:
    """Kind of thing, id, place. A topic's passages are no mentions of it; the words that made them are."""
    layers: tuple[tuple[str, Iterable[Found | Meeting]], ...] = (
        ("mission", findings.missions),
        ("topic", findings.topic_terms),
        ("organisation", findings.organisations),
        ("document", findings.documents_mentioned),
        ("meeting", findings.meetings),
    )
    for kind, layer in layers:
        for found in layer:
            for mention in found.mentions:
                yield kind, found.id, mention
    for person in findings.people:
        for mention in person.mentions:
            yield known.kind_of(person.id), person.id, mention
            if mention.also:  # who held the post that day: asked for by name, the post's words count too
                yield known.kind_of(mention.also), mention.also, mention
    for country in findings.countries:
        for mention in country.mentions:
            yield "country", country.iso2, mention


def _in_sentence(graph: LetterGraph, term: str, span: Span, sentences: Sentences) -> None:
    sentence = sentences.at(span.start)
    if sentence:
        graph.add(term, "navo:inSentence", sentence)


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.type, mention.rule
