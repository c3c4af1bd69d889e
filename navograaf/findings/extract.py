"""The third station: everything that is found in a letter, in the order in which one layer needs another.

Text, then dates, meetings and references, then names; each layer is a module of its own. Law: the same letter,
rules and ontology give the same findings, whatever was read before.
"""

from __future__ import annotations

from dataclasses import replace

from navograaf.findings import names
from navograaf.findings.bodies import find_bodies
from navograaf.findings.candidates import find_candidates
from navograaf.findings.commitments import find_commitments
from navograaf.findings.continuation import continued
from navograaf.findings.dates import find_dates, resolved
from navograaf.findings.decided import describe
from navograaf.findings.decisions import find_deeds
from navograaf.findings.document import day_of, kind_of, printed_date, read_document
from navograaf.findings.doubts import judged
from navograaf.findings.layout import Layout, find_sections
from navograaf.findings.meeting_about import choose_about
from navograaf.findings.meeting_words import named_meetings
from navograaf.findings.meetings import find_meetings
from navograaf.findings.model import Findings, Sentence
from navograaf.findings.organisations import find_organisations
from navograaf.findings.outside import Outside
from navograaf.findings.papers import Surroundings, find_papers
from navograaf.findings.people import find_people, sign
from navograaf.findings.places import find_countries
from navograaf.findings.positions import find_positions
from navograaf.findings.promisers import of_ours
from navograaf.findings.quantities import find_quantities
from navograaf.findings.questions import find_questions
from navograaf.findings.references import find_references
from navograaf.findings.themes import Themes
from navograaf.findings.topics import find_terms, find_topics, term_mentions
from navograaf.letters.model import Letter
from navograaf.text.reading import read_text

_MISSIONS, _DOCUMENTS = "missions.name", "documents.name"


def extract(letter: Letter) -> Findings:
    """Read a letter and find what it says. Raises RuleError when a rule or ontology file is broken."""
    layout = Layout(read_text(letter))
    view = layout.text.view
    printed = find_dates(view.text)
    outside = Outside(letter.facts)
    signed = printed_date(layout)[0] or outside.first("date")
    day = day_of(layout, printed, signed)
    dates = [resolved(date, day) for date in printed]
    said = kind_of(layout)
    kind = outside.kind(said)
    words = named_meetings(layout, printed, day)
    meetings, about = find_meetings(layout, words, choose_about(layout, words, kind), dates, day, (kind, signed))
    references = find_references(layout.text, dates, names.treaties(), names.treaty_spans(layout, day))
    meeting = next((m for m in meetings if m.id == about), None)
    document, doubts = outside.merged(read_document(layout, kind, meeting, references), said)
    today = document.date or (meeting.start_date if meeting else None) or day
    document = replace(document, signed_by=sign(document.signed_by, today))
    missions = names.find_named(layout, "mission", today)
    papers = names.find_named(layout, "document", today)
    longer = [(n.start, n.end) for n in words] + [(n.start, n.end) for n in missions + papers]
    organisations, english = find_organisations(layout, names.english(missions + papers), longer)
    terms = find_terms(layout)
    topics = find_topics(layout, terms)
    goes_on = continued(layout, missions)
    named = [(n.start, n.end) for n in missions + papers]
    found = Findings(
        file=letter.file,
        sha256=letter.sha256,
        document=document,
        sections=tuple(find_sections(layout)),
        sentences=tuple(_sentences(layout, goes_on)),
        meetings=tuple(meetings),
        references=tuple(references),
        missions=tuple(names.as_found(layout, missions, _MISSIONS)),
        topics=tuple(topics),
        people=tuple(find_people(layout, document, today, english)),
        organisations=tuple(organisations),
        countries=tuple(find_countries(layout, english)),
        documents_mentioned=tuple(names.as_found(layout, papers, _DOCUMENTS)),
        topic_terms=tuple(term_mentions(layout, terms)),
        commitments=tuple(find_commitments(layout, document, dates, meetings, today)),
        quantities=tuple(find_quantities(layout, printed, references, named, missions, goes_on)),
        questions=tuple(find_questions(layout, terms)),
        doubts=doubts,
    )
    bodies = find_bodies(layout, document, meeting, found.people, found.organisations, found.countries, meetings)
    about_what = Themes(layout, terms, topics, missions, meetings, goes_on)
    deeds = find_deeds(layout, document, bodies, sorted(n.start for n in missions), today)
    candidates = find_candidates(layout, found)
    near = Surroundings(letter.file, document, dates, meetings)
    found = replace(
        found,
        commitments=tuple(of_ours(layout, found.commitments, bodies, about_what)),
        documents_mentioned=tuple(find_papers(layout, found.documents_mentioned, candidates, near)),
        decisions=tuple(describe(layout, deeds, document, about_what, dates, meetings)),
        positions=tuple(find_positions(layout, document, bodies, about_what)),
        candidates=tuple(candidates),
    )
    return judged(layout, found)


def _sentences(layout: Layout, missions: dict[int, str]) -> list[Sentence]:
    view = layout.text.view
    return [
        Sentence(
            *view.raw_span(s.start, s.end),
            kind=s.kind,
            clean=layout.words(s),
            continues=(f"mission/{missions[s.start]}",) if s.start in missions else (),
        )
        for s in layout.text.sentences
    ]
