"""What a letter is, as quads: kind, number, date, signatures, meetings, sections, sentences.

The other half of a letter's graph, what is spoken of in it, is finding_quads.py. Law: a property of the letter holds
what the letter prints, or what is told of it elsewhere where it does not (fact_quads.py names the source); what is only
inferred stands in an Inference with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from navograaf.findings.model import Document, Findings, Meeting, Section, Signature
from navograaf.graph import things
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.forms import LETTER, A, B, C, D, E, F, Form
from navograaf.graph.nquads import integer, moment, node, step, text
from navograaf.graph.sentences import Sentences
from navograaf.graph.spans import Spans

CLASSES = {
    "agenda": "navo:AnnotatedAgenda",
    "report": "navo:MeetingReport",
    "questions": "navo:WrittenConsultation",
    "letter": "navo:OtherLetter",
}

_SENTENCE = Form(
    (A, "rdf:type", "navo:Sentence"),
    (A, "navo:letter", f"<{LETTER}>"),
    (A, "navo:evidence", f"<{LETTER}/quote/{B}>"),
    (A, "navo:sentenceKind", C),
    lines=(("navo:cleanText", D), ("navo:inPassage", E), ("navo:inSection", F)),
)


def write_letter(graph: LetterGraph, findings: Findings, length: int) -> None:
    """The letter with its text, number, meeting and inferences; `length` of the text in code points."""
    letter, document = graph.letter, findings.document
    graph.type(letter, CLASSES[document.kind])
    graph.add(letter, "navo:sourceFile", text(findings.file))
    graph.add(letter, "navo:letterKind", text(document.kind))
    graph.add(letter, "eli:is_realized_by", graph.body)
    graph.type(graph.body, "eli:Expression", "navo:LetterText")
    graph.add(graph.body, "navo:sha256", text(findings.sha256))
    graph.add(graph.body, "navo:length", integer(length))
    graph.add(graph.body, "dcterms:language", text("nl"))
    for predicate, value in (
        ("navo:number", document.number),
        ("navo:place", document.place),
        ("navo:addressee", document.addressee),
        ("navo:parliamentaryYear", document.parliamentary_year),
    ):
        if value:
            graph.add(letter, predicate, text(things.clean(value)))
    if document.date:
        graph.add(letter, "eli:date_document", moment(document.date))
    if document.title:
        graph.add(letter, "dcterms:title", text(things.clean(document.title), "nl"))
    for doubt in findings.doubts:
        graph.add(letter, "navo:doubt", text(things.clean(doubt.what)))
    for role in sorted(document.on_behalf_of):
        graph.add(letter, "navo:onBehalfOf", things.post(graph, role))
    _number(graph, document)
    _inferences(graph, document)
    for signature in sorted(document.signed_by, key=lambda s: (s.start, s.end)):
        _signature(graph, signature)


def write_meetings(graph: LetterGraph, document: Document, meetings: Sequence[Meeting]) -> None:
    """The meetings that the letter speaks of, and the one it is about."""
    about = next((found for found in meetings if found.id == document.about_meeting), None)
    for found in meetings:
        things.meeting(graph, found, document, about)
    for found in meetings:  # after all have their own description
        if found.part_of:
            whole = things.known_or_described(graph, "meeting", found.part_of, found.part_of)
            graph.add(node("meeting", found.id), "navo:partOf", whole)
    if document.about_meeting:
        if about is None:  # known from the title alone, so that no mention gave it a node
            about = Meeting(document.about_meeting, document.about_meeting, ())
            things.meeting(graph, about, document, about)
        graph.add(graph.letter, "navo:aboutMeeting", node("meeting", document.about_meeting))


def write_structure(graph: LetterGraph, sections: Sequence[Section], sentences: Sentences) -> None:
    """Sections and sentences; a sentence is in the innermost section that it begins in."""
    for section in sections:
        term = _section(graph, section)
        graph.type(term, "navo:Section")
        graph.add(term, "navo:letter", graph.letter)
        graph.add(term, "navo:heading", text(things.clean(section.heading), "nl"))
        graph.add(term, "navo:level", integer(section.level))
        graph.add(term, "navo:bodyStart", integer(section.body_start))
        graph.add(term, "navo:bodyEnd", integer(section.body_end))
        graph.add(term, "navo:evidence", graph.quote(section.start, section.end))
    _sentences(graph, Spans(_Reach(section) for section in sections), sentences)
    graph.add(graph.letter, "navo:speaksOf", *sentences.subjects)


class _Reach:
    """A section from its heading to the end of its body."""

    __slots__ = ("end", "section", "start")

    def __init__(self, section: Section) -> None:
        self.section, self.start, self.end = section, section.start, max(section.end, section.body_end)


def _section(graph: LetterGraph, section: Section) -> str:
    return graph.part("section", section.start)


def _sentences(graph: LetterGraph, reach: Spans[_Reach], sentences: Sentences) -> None:
    fill, bundle, place_of, innermost = graph.filler(_SENTENCE), graph.quads.bundle, graph.place, reach.innermost
    clean_text, in_section, in_passage = map(graph.line, ("navo:cleanText", "navo:inSection", "navo:inPassage"))
    sections = [_section(graph, one.section) for one in reach.places]
    within = [in_section("", section) for section in sections]
    kinds: dict[str, str] = {}
    for sentence, term in sentences:
        start, told = sentence.start, sentence.kind
        place = place_of(start, sentence.end)
        section, words = innermost(start), sentence.clean
        # Clean words only where hyphens, page breaks or notes damage the sentence.
        differ = words and not things.is_clean_of(words, graph.words(sentence))
        passages = sentences.passages.get(term)
        bundle(
            term,
            fill(
                term,
                place,
                kinds.get(told) or kinds.setdefault(told, text(told)),
                clean_text(term, text(words)) if differ else "",
                "".join([in_passage(term, one) for one in sorted(passages)]) if passages else "",
                term + within[section] if section is not None else "",
            ),
        )
        if term in sentences.spoken:  # told of the section, so that no question has to gather it from the sentences
            graph.add(sections[section] if section is not None else term, "navo:speaksOf", *sentences.spoken[term])
        for path in sentence.continues:  # "mission/NMI"
            kind, _, identifier = path.partition("/")
            graph.add(term, "navo:continues", node(kind, identifier))


def _number(graph: LetterGraph, document: Document) -> None:
    """Dossier and number: as printed on the letter itself, as printed or inferred for what it is known as."""
    inferred = {row.field: row.value for row in document.inferred}
    dossier, number = (document.dossier or inferred.get("dossier"), document.number or inferred.get("number"))
    if document.dossier:
        holder = things.dossier(graph, document.dossier)
        graph.add(graph.letter, "navo:dossier", holder)
        graph.add(holder, "eli:has_member", graph.letter)
    if dossier and number:
        graph.add(graph.letter, "navo:identifiedAs", things.kamerstuk(graph, f"{dossier}-{number}"))
        graph.add(graph.letter, "navo:officialAddress", things.official_address(dossier, number))


def _inferences(graph: LetterGraph, document: Document) -> None:
    for row in document.inferred:
        term = graph.part("inference", step(row.field))
        graph.type(term, "navo:Inference")
        graph.add(term, "navo:inferenceAbout", graph.letter)
        graph.add(term, "navo:field", text(row.field))
        graph.add(term, "navo:value", text(row.value))
        graph.add(term, "navo:reason", text(row.reason))
        graph.add(term, "navo:confidence", text(row.confidence))


def _signature(graph: LetterGraph, signature: Signature) -> None:
    term = graph.part("signature", signature.start)
    graph.type(term, "navo:Signature")
    graph.add(graph.letter, "navo:signature", term)
    graph.add(term, "navo:letter", graph.letter)
    graph.add(term, "navo:signatoryName", text(things.clean(signature.name)))
    graph.add(term, "navo:evidence", graph.quote(signature.start, signature.end))
    if signature.id:
        graph.add(term, "navo:signatory", things.known_or_described(graph, "person", signature.id, signature.name))
    if signature.role:
        graph.add(term, "navo:roleName", text(things.clean(signature.role)))
        post = graph.known.post(signature.role)
        if post:
            graph.add(term, "navo:inRole", f"<{post}>")
