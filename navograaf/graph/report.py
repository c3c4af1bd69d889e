"""Results of validation for a reader: sentences, a table, JSON, or a SHACL report in Turtle.

After check.py and before the command line. Law: every form holds the same results in the same order; only
the sentences leave out what a person does not need to act.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

from navograaf.graph.check import SEVERITIES, Result, conforms
from navograaf.iris import PREFIXES, THINGS, local
from navograaf.vocabularies import NAMESPACES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Format = Literal["text", "table", "json", "turtle"]
Language = Literal["en", "nl"]
_QUOTE = 160
"""Characters of a quote in a sentence; the table and JSON show all."""
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "Violation": "Rule broken",
        "Warning": "Odd",
        "Info": "Unknown",
        "reference": "Reference data",
        "todo": "To do",
        "yes": "The graph conforms",
        "no": "The graph does not conform",
    },
    "nl": {
        "Violation": "Regel geschonden",
        "Warning": "Vreemd",
        "Info": "Onbekend",
        "reference": "Referentiegegevens",
        "todo": "Te doen",
        "yes": "De graaf voldoet",
        "no": "De graaf voldoet niet",
    },
}
"""Labels of the output; messages and remedies come from ontology/shapes.ttl."""
COLUMNS = ("severity", "letter", "file", "node", "path", "message", "quote", "value", "remedy")


def render(results: Sequence[Result], form: Format, language: Language = "en", *, whole: bool | None = None) -> str:
    """The results in one of the forms, ended by a line feed.

    whole: whether the graph conforms, when these are not all of its results.
    """
    if form == "json":
        return json.dumps(as_json(results, whole=whole), ensure_ascii=False, indent=2) + "\n"
    if form == "turtle":
        return _turtle(results, whole)
    return _table(results, language) if form == "table" else _sentences(results, language)


def summary(results: Iterable[Result], language: Language = "en") -> str:
    """One line: conforms or not, and how many results of each severity."""
    found, words = list(results), _WORDS[language]
    counts = [
        f"{words[severity].lower()} {sum(r.severity == severity for r in found)}"
        for severity in SEVERITIES
        if any(r.severity == severity for r in found)
    ]
    verdict = words["yes" if conforms(found) else "no"]
    return f"{verdict}: {', '.join(counts)}" if counts else verdict


def as_json(results: Iterable[Result], *, whole: bool | None = None) -> dict[str, object]:
    """The results as plain JSON values: {"conforms": bool, "results": [...]}. whole: as for `render`."""
    found = list(results)
    return {"conforms": conforms(found) if whole is None else whole, "results": [asdict(result) for result in found]}


def _sentences(results: Sequence[Result], language: Language) -> str:
    """A heading for each letter, then what is wrong, where, in which words, and what to do about it."""
    words = _WORDS[language]
    lines: list[str] = []
    before: tuple[str, str] | None = None
    for result in results:
        about = result.letter, result.file
        if about != before:
            before = about
            name = result.letter or words["reference"]
            lines += ["", f"{name} ({result.file})" if result.file else name]
        value, message = local(one_line(result.value)), _message(result, language)
        told = f" ({value})" if value and value not in message else ""
        lines.append(f"  {words[result.severity]}: {f'{message}{told}'.rstrip('.')}.")
        if result.quote:
            lines.append(f"    “{_shortened(one_line(result.quote))}”")
        lines.append(f"    {local(result.focus)}{' · ' + result.path if result.path else ''}")
        if remedy := _remedy(result, language):
            lines.append(f"    {words['todo']}: {remedy}.")
    return "".join(f"{line}\n" for line in lines[1:])


def _table(results: Iterable[Result], language: Language) -> str:
    """Tab-separated rows under a heading; no value holds a tab or a line end."""
    rows = [COLUMNS] + [
        (
            result.severity,
            result.letter,
            result.file,
            local(result.focus),
            result.path,
            _message(result, language),
            result.quote,
            result.value,
            _remedy(result, language),
        )
        for result in results
    ]
    return "".join("\t".join(one_line(cell) for cell in row) + "\n" for row in rows)


def _turtle(results: Iterable[Result], whole: bool | None) -> str:
    """A W3C SHACL validation report, its nodes named by their order."""
    from rdflib import Graph, Literal, URIRef
    from rdflib.namespace import RDF, SH, XSD

    found = list(results)
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in {"sh": NAMESPACES["sh"], "navo": PREFIXES["navo"], "xsd": str(XSD)}.items():
        graph.bind(prefix, namespace)
    report = URIRef(THINGS + "report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(conforms(found) if whole is None else whole)))
    for number, result in enumerate(found, 1):
        node = URIRef(f"{report}/{number}")
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        _describe(graph, node, result)
    return graph.serialize(format="turtle")


def _describe(graph: Graph, node: Node, result: Result) -> None:
    from rdflib import Literal, URIRef
    from rdflib.namespace import SH

    graph.add((node, SH.resultSeverity, URIRef(f"{SH}{result.severity}")))
    graph.add((node, SH.focusNode, URIRef(result.focus)))
    graph.add((node, SH.sourceShape, URIRef(result.shape)))
    graph.add((node, SH.sourceConstraintComponent, URIRef(f"{SH}{result.component}ConstraintComponent")))
    graph.add((node, SH.resultMessage, Literal(result.message_en, lang="en")))
    graph.add((node, SH.resultMessage, Literal(result.message_nl, lang="nl")))
    if result.iri:
        graph.add((node, SH.resultPath, URIRef(result.iri)))
    if result.value:
        link = result.value.startswith(("http://", "https://")) and not set(result.value) & set(' <>"{}|\\^`')
        graph.add((node, SH.value, URIRef(result.value) if link else Literal(result.value)))
    for name, value in (("letter", result.letter), ("sourceFile", result.file), ("exact", result.quote)):
        if value:
            graph.add((node, URIRef(PREFIXES["navo"] + name), Literal(value)))


def one_line(text: str) -> str:
    """`text` with every run of white space as one space."""
    return " ".join(text.split())


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1].rstrip()}…"


def _message(result: Result, language: Language) -> str:
    return one_line(result.message_nl if language == "nl" else result.message_en)


def _remedy(result: Result, language: Language) -> str:
    return result.remedy_nl if language == "nl" else result.remedy_en
