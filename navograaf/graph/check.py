"""Validation: a letter's graph held against the shapes, and every result said so that a person can act on it.

The station between extraction and store, and `navograaf check`. A letter is checked alone, with the little
of the reference data that it points to; its results do not depend on other letters. Laws: only a Violation
sets a letter aside; a result names the letter, the words and what to do; the same graph gives the same
results in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from navograaf.errors import GraphError
from navograaf.graph.engine import Raw
from navograaf.graph.engines import Engine, Facts, hold
from navograaf.graph.known import Known, known, rows
from navograaf.graph.shapes import Shapes, Words, shapes
from navograaf.iris import GRAPHS, PREFIXES, THINGS
from navograaf.vocabularies import shorten

if TYPE_CHECKING:
    from rdflib import Graph

    from navograaf.graph.folder import GraphFolder
    from navograaf.graph.reference import Reference

Progress = Callable[[int, int, str], None]
"""Called with letters done, letters in all, and the id of the letter that is next ("" at the end)."""
Severity = Literal["Violation", "Warning", "Info"]
SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")
_NAVO = PREFIXES["navo"]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is wrong, odd or unknown.

    letter: the end of the letter's IRI ("28676-346"), several with commas where letters differ, "" for the
    reference data; file: the letter's file; focus: IRI of the node; path: the property, shortened; quote: the
    words in the letter; value: the offending value; shape and component: the constraint that is not met.
    Strings are empty where there is nothing to tell.
    """

    severity: Severity
    letter: str
    focus: str
    path: str
    message_nl: str
    message_en: str
    quote: str
    value: str
    shape: str
    component: str = ""
    iri: str = ""
    """The IRI of the property, where the path is one property."""
    file: str = ""
    remedy_nl: str = ""
    remedy_en: str = ""


def check_letter(nquads: str, reference: Reference | Graph | None = None, *, engine: Engine = "fast") -> list[Result]:
    """Hold one letter's graph (N-Quads) against the shapes for letters; results sorted, worst first.

    reference: the reference data; None reads the ontology folder. engine: see engines.py; the results are the same.
    Raises GraphError for an empty graph and for what is not N-Quads, RuleError for a broken ontology file.
    """
    return _check(nquads, known(reference), engine)


def check_reference(nquads: str, *, engine: Engine = "fast") -> list[Result]:
    """Hold the reference data (N-Quads) against the shapes for it; results as those of `check_letter`."""
    found = shapes("reference")
    return _sorted(_said(raw, found) for raw in hold(nquads, None, found, engine).results)


def check_corrections(nquads: str, *, engine: Engine = "fast") -> list[Result]:
    """Hold what people corrected (the graph `corrections` as N-Quads) against the shapes for it."""
    found = shapes("corrections")
    held = hold(nquads, None, found, engine)

    def of(raw: Raw, name: str) -> str:
        return _first_value(held.facts, raw.focus, name)

    return _sorted(
        _said(raw, found, of(raw, "correctedLetter").removeprefix(f"{THINGS}letter/"), quote=of(raw, "correctedWords"))
        for raw in held.results
    )


def check_files(nquads: str, *, engine: Engine = "fast") -> list[Result]:
    """Hold the other files of letters (the graph `manifestations` as N-Quads) against the shapes for them."""
    found = shapes("letter")
    return _sorted(_said(raw, found, "manifestations") for raw in hold(nquads, None, found, engine).results)


def check_links(nquads: str, *, engine: Engine = "fast") -> list[Result]:
    """Hold the links between letters (N-Quads) against the shapes for them."""
    found = shapes("links")
    return _sorted(_said(raw, found, "links") for raw in hold(nquads, None, found, engine).results)


def check_together(letters: Iterable[tuple[str, str]], *, engine: Engine = "fast") -> list[Result]:
    """Hold what letters say together (pairs of id and N-Quads) against the shapes for that.

    A letter is checked alone by `check_letter`; here stands what only shows between letters, such as two files
    that are the same Kamerstuk. What several letters say alike of one meeting is said once.
    """
    found = shapes("collection")
    texts: list[str] = []
    tellers: dict[str, set[str]] = {}
    for letter, nquads in letters:
        for line in nquads.split("\n"):
            terms = line.split(" ", 3)
            if len(terms) == 4 and terms[1][1:-1] in found.terms:
                texts.append(f"{line}\n")
                for node in (terms[0], terms[2]):
                    tellers.setdefault(node[1:-1], set()).add(letter)
    results = hold("".join(texts), None, found, engine).results
    return _sorted(_said(raw, found, ", ".join(sorted(tellers.get(raw.focus, ())))) for raw in results)


def check_graph(folder: GraphFolder, *, progress: Progress | None = None, engine: Engine = "fast") -> list[Result]:
    """All results for a graph folder: each letter, all letters together, corrections, links, the reference data.

    Raises GraphError when a file of the folder cannot be read.
    """
    letters = folder.letters()
    if not letters:
        return []
    reference = folder.reference_path().read_text(encoding="utf-8")
    about = Known(rows(reference))
    results: list[Result] = []
    for done, letter in enumerate(letters):
        if progress:
            progress(done, len(letters), letter.id)
        try:
            results += _check(folder.nquads(letter), about, engine)
        except GraphError as error:
            raise GraphError(error.what, where=str(letter.nquads), todo="Build the letter again") from error
    if progress:
        progress(len(letters), len(letters), "")
    results += check_together(((letter.id, folder.nquads(letter)) for letter in letters), engine=engine)
    corrected = folder.graph("corrections")
    results += check_corrections(corrected, engine=engine) if corrected else []
    others = folder.graph("manifestations")
    results += check_files(others, engine=engine) if others else []
    told = dict[Result, None]()
    rules = folder.graph("links")
    for _, links in folder.links():
        told.update(dict.fromkeys(check_links(rules + links if links != rules else rules, engine=engine)))
    return results + _sorted(told) + check_reference(reference, engine=engine)


def conforms(results: Iterable[Result]) -> bool:
    """True when none of the results is a Violation."""
    return all(result.severity != "Violation" for result in results)


def _check(nquads: str, about: Known, engine: Engine) -> list[Result]:
    found = shapes("letter")
    held = hold(nquads, about, found, engine)
    if held.is_empty:
        raise GraphError("the graph of the letter is empty", todo="Build the letter again")
    facts = held.facts
    identifier = facts.name.removeprefix(GRAPHS + "letter/")
    file = _first_value(facts, f"{THINGS}letter/{identifier}", "sourceFile")
    return _sorted(_said(raw, found, identifier, file, _quote(facts, raw)) for raw in held.results)


def _said(raw: Raw, found: Shapes, letter: str = "", file: str = "", quote: str = "") -> Result:
    words = found.words.get(raw.shape) or Words(raw.shape, shorten(raw.path), {}, {})  # a shape inside another
    message = {k: v.replace("{?value}", raw.value.removeprefix(THINGS)) for k, v in words.message.items()}
    return Result(
        severity=cast("Severity", raw.severity),
        letter=letter,
        focus=raw.focus,
        path=words.path,
        message_nl=_in("nl", message) or raw.component,
        message_en=_in("en", message) or raw.component,
        quote=quote,
        value=raw.value,
        shape=words.shape,
        component=raw.component,
        iri=raw.path if raw.path.startswith("http") else "",
        file=file,
        remedy_nl=_in("nl", words.remedy),
        remedy_en=_in("en", words.remedy),
    )


def _in(language: str, texts: dict[str, str]) -> str:
    """A text in a language, or in any other: an analyst may add a shape in one language."""
    return texts.get(language) or next(iter(texts.values()), "")


def _sorted(results: Iterable[Result]) -> list[Result]:
    """Without what is said twice, worst first, then by place."""
    return sorted(
        set(results),
        key=lambda r: (SEVERITIES.index(r.severity), r.letter, r.focus, r.path, r.component, r.value, r.message_en),
    )


def _quote(facts: Facts, raw: Raw) -> str:
    """The words in the letter that a result is about: those of the value's or the node's own place, else the first
    place where the node is named or cited."""
    evidence = _NAVO + "evidence"
    nodes = [one for one in (raw.value, raw.focus) if facts.describes(one)]
    for node in nodes:
        for place in (node, *sorted(facts.values(node, evidence))):
            if exact := _first_value(facts, place, "exact"):
                return exact
    for node in nodes:
        found = [
            (int(start) if (start := _first_value(facts, place, "start")).isdecimal() else 0, exact)
            for name in (PREFIXES["cito"] + "hasCitedEntity", _NAVO + "mentions", _NAVO + "about")
            for statement in facts.holders(name, node)
            for place in facts.values(statement, evidence)
            if (exact := _first_value(facts, place, "exact"))
        ]
        if found:
            return min(found)[1]
    return ""


def _first_value(facts: Facts, subject: str, name: str) -> str:
    return min(facts.values(subject, _NAVO + name), default="")
