"""What stands in a letter, as quads: mentions, passages about a topic, citations, unresolved names.

Each is a statement: class, letter, place, rule. Laws: the node of a finding is named after its place
and its thing, so the same finding has the same name in every build; two rules that find the same thing
at the same place make one node with two rules.
"""

from __future__ import annotations

from collections.abc import Iterable

from navograaf.findings.model import Candidate, Found, Mention, Reference
from navograaf.graph import things
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.forms import LETTER, A, B, C, D, E, F, Form, G, H
from navograaf.graph.mentioned import Named
from navograaf.graph.nquads import boolean, moment, node, step, text
from navograaf.graph.sentences import Sentences
from navograaf.graph.spans import Span

_MENTION = Form(
    (A, "rdf:type", "navo:Mention"),
    (A, "navo:letter", f"<{LETTER}>"),
    (A, "navo:evidence", f"<{LETTER}/quote/{B}>"),
    (A, "navo:foundBy", C),
    (A, "prov:wasGeneratedBy", D),
    (A, "navo:mentions", E),
    (A, "navo:mentionType", F),
    lines=(("navo:inSentence", G), ("navo:normalForm", H)),
)

_PASSAGE = Form(
    (A, "rdf:type", "navo:Passage"),
    (A, "navo:letter", f"<{LETTER}>"),
    (A, "navo:evidence", f"<{LETTER}/quote/{B}>"),
    (A, "navo:foundBy", C),
    (A, "prov:wasGeneratedBy", D),
    (A, "navo:about", E),
    lines=(("navo:depth", F),),
)

_SUBJECTS = ("mission", "topic")
"""What a letter and its sections are said to speak of (`navo:speaksOf`)."""


def write_mentions(graph: LetterGraph, named: Named, sentences: Sentences) -> None:
    """A node for each place where a thing is named; meetings and papers have their own nodes already."""
    fill, bundle = graph.filler(_MENTION), graph.quads.bundle
    normal_form, within = graph.line("navo:normalForm"), sentences.tails(graph)
    begin, innermost, place_of, rule_of = graph.part("mention", "")[:-1], sentences.innermost, graph.place, graph.rule
    types: dict[str, str] = {}
    spoken, terms, rules = sentences.spoken, sentences.terms, graph.rules
    for (kind, identifier), mentions in named.items():
        thing, ending = node(kind, identifier), f"/{step(kind)}/{step(identifier)}>"
        subject = kind in _SUBJECTS
        if subject:
            sentences.subjects.add(thing)
        for mention, rule in _once(mentions):
            start, of_type, normal = mention.start, mention.type, mention.normal
            place = place_of(start, mention.end)
            term = f"{begin}{place}{ending}"
            plan, run, _, _ = rules.get(rule) or rule_of(rule)
            said = types.get(of_type) or types.setdefault(of_type, text(of_type))
            sentence, in_sentence = innermost(start), ""
            if sentence is not None:
                in_sentence = term + within[sentence]
                if subject:
                    spoken.setdefault(terms[sentence], set()).add(thing)
            in_words = normal_form(term, text(normal)) if normal else ""
            bundle(term, fill(term, place, plan, run, thing, said, in_sentence, in_words))


def write_passages(graph: LetterGraph, topics: Iterable[Found], sentences: Sentences) -> None:
    """A node for each stretch of text about a topic; what sentences it touches is noted in `sentences`."""
    fill, depth_line = graph.filler(_PASSAGE), graph.line("navo:depth")
    for topic in topics:
        substantive = {(one.start, one.end) for one in topic.mentions if one.depth == "substantive"}
        about = things.known_or_described(graph, "topic", topic.id, topic.id) if topic.mentions else ""
        if about:
            sentences.subjects.add(about)
        for span in topic.mentions:
            place = graph.place(span.start, span.end)
            term = graph.part("passage", place, topic.id)
            plan, run, _, _ = graph.rule(span.rule)
            depth = "substantive" if (span.start, span.end) in substantive else span.depth
            said = depth_line(term, text(depth)) if depth else ""
            graph.quads.bundle(term, fill(term, place, plan, run, about, said))
            for sentence in sentences.touching(span):
                sentences.passages.setdefault(sentence, set()).add(term)
                sentences.spoken.setdefault(sentence, set()).add(about)


def write_citations(graph: LetterGraph, references: Iterable[Reference], sentences: Sentences) -> None:
    """A node for each pointer to a paper, and the papers that the letter refers to.

    `dcterms:references` holds Kamerstukken alone, and leaves out aliases and the letter's own footer: in
    "Kamerstukken 29 521 en 25 295, nr. 407" the number counts in the first dossier, 25295-407 is another paper.
    A reference without an id points to no paper: its words are an unresolved name (`write_unresolved`).
    """
    for reference in sorted((one for one in references if one.ids), key=lambda r: (r.start, r.end)):
        term = graph.part("citation", f"{reference.start}-{reference.end}")
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
        term = graph.part("unresolved", f"{mention.start}-{mention.end}")
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
            term = graph.part("candidate", place, f"{candidate.kind}-{things.slug(candidate.name)}")
            graph.statement(term, "navo:CandidateName", mention, mention.rule)
            if not graph.first(term):
                continue
            graph.add(term, "navo:candidateKind", text(candidate.kind))
            graph.add(term, "navo:candidateName", text(things.clean(candidate.name)))
            graph.add(term, "navo:normalForm", text(things.clean(mention.normal or mention.surface)))
            if candidate.abbreviation:
                graph.add(term, "navo:candidateAbbreviation", text(things.clean(candidate.abbreviation)))
            _in_sentence(graph, term, mention, sentences)


def write_things(graph: LetterGraph, named: Named) -> None:
    """Describe the things named in the letter that are no reference data, by the first words for them."""
    new = [key for key in named if key[0] != "meeting" and not things.is_known(graph, *key)]
    for kind, identifier in sorted(new):
        first = min(named[kind, identifier], key=_order)
        things.known_or_described(graph, kind, identifier, first.normal or first.surface)


def _once(mentions: list[Mention]) -> list[tuple[Mention, str]]:
    """Each mention with its rule; at one place the rules of all, with the first mention in order."""
    if len(mentions) == 1 or len({(one.start, one.end) for one in mentions}) == len(mentions):
        return [(one, one.rule) for one in mentions]
    places: dict[tuple[int, int], list[Mention]] = {}
    for mention in mentions:
        places.setdefault((mention.start, mention.end), []).append(mention)
    return [(min(found, key=_order), one.rule) for found in places.values() for one in found]


def _in_sentence(graph: LetterGraph, term: str, span: Span, sentences: Sentences) -> None:
    sentence = sentences.at(span.start)
    if sentence:
        graph.add(term, "navo:inSentence", sentence)


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return mention.start, mention.end, mention.type, mention.rule
