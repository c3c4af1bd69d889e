"""Findings become the graph of one letter: sorted N-Quads, the product that is stored and compared.

The station between extraction and validation. Law: the text depends on the findings, the letter and
the reference data alone, and not on the order in which findings come.
"""

from __future__ import annotations

from pathlib import PurePath

from navograaf.findings.model import Findings
from navograaf.graph import fact_quads, finding_quads, question_quads, statement_quads
from navograaf.graph import letter_quads as write
from navograaf.graph import manifestation_quads as files
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.mentioned import mentioned
from navograaf.graph.reference import reference
from navograaf.graph.sentences import Sentences
from navograaf.letters.model import Letter


def letter_id(findings: Findings) -> str:
    """The end of the letter's IRI: "28676-346" where dossier and number are printed or told, else the file's stem."""
    document = findings.document
    if document.dossier and document.number:
        return f"{document.dossier}-{document.number}"
    return PurePath(findings.file).stem


def letter_quads(findings: Findings, letter: Letter | str, identifier: str = "") -> str:
    """The graph of one letter as sorted N-Quads; `letter` may be its text alone, where its format tells nothing more.

    identifier: its id, where that is not told by the letter (`letter_id`) but by another file of it. Raises GraphError
    for a finding outside the letter, RuleError for a broken ontology file.
    """
    source = None if isinstance(letter, str) else letter
    raw = letter if isinstance(letter, str) else letter.raw
    graph = LetterGraph(identifier or letter_id(findings), raw, reference(), source)
    sentences = Sentences(graph, findings.sentences)
    named = mentioned(findings, graph.known)
    write.write_letter(graph, findings, len(raw))
    fact_quads.write_facts(graph, findings.document)
    if source is not None and files.tells(source):
        files.write_file(graph, source)
    write.write_meetings(graph, findings.document, findings.meetings)
    finding_quads.write_things(graph, named)
    finding_quads.write_mentions(graph, named, sentences)
    finding_quads.write_passages(graph, findings.topics, sentences)
    write.write_structure(graph, findings.sections, sentences)  # after the passages, which its sentences name
    finding_quads.write_citations(graph, findings.references, sentences)
    nameless = (one for one in findings.references if not one.ids)
    finding_quads.write_unresolved(graph, (*findings.unresolved, *nameless), sentences)
    finding_quads.write_candidates(graph, findings.candidates, sentences)
    statement_quads.write_statements(graph, findings, sentences)
    question_quads.write_questions(graph, findings, sentences)
    return graph.lines()
