"""What is said of a letter elsewhere, as quads: a navo:MetadataStatement for each value, with its source.

Beside letter_quads.py, which writes a field that is filled from elsewhere as it writes one that the letter prints. Law:
a statement says who says it and whether the letter prints the same; no reason is made up for it, as an Inference has.
"""

from __future__ import annotations

import re
from collections import Counter

from navograaf.findings.model import Document, Told
from navograaf.findings.told_values import paper
from navograaf.graph import things
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nquads import boolean, step, text, web

_ADDRESS = re.compile(r"(https://zoek\.officielebekendmakingen\.nl/kst-[A-Za-z0-9()-]+)(?:\.[a-z]+)?")


def write_facts(graph: LetterGraph, document: Document) -> None:
    """The statements about the letter, and what tells its number and its address where its own text does not."""
    seen = Counter[str]()
    for one in document.told:
        seen[one.field] += 1
        term = graph.part("told", step(one.field), str(seen[one.field]))
        graph.type(term, "navo:MetadataStatement")
        graph.add(term, "navo:letter", graph.letter)
        graph.add(term, "navo:field", text(one.field))
        graph.add(term, "navo:value", text(things.clean(one.value)))
        graph.add(term, "navo:toldBy", text(things.clean(one.source)))
        if one.agrees is not None:
            graph.add(term, "navo:agrees", boolean(one.agrees))
    if source := number_source(document):
        graph.add(graph.letter, "navo:numberToldBy", text(source))
    if (address := _address(document)) and not _has_address(document):
        graph.add(graph.letter, "navo:officialAddress", web(address))


def number_source(document: Document) -> str | None:
    """The file that gives the letter its dossier or number ("metadata.xml"); None where it prints both, or has none."""
    if not (document.dossier and document.number):
        return None
    known = {"dossier": document.dossier, "number": document.number}
    own = (document.dossier, document.number)
    for one in document.told:
        fills = one.value == known.get(one.field) or (one.field == "identifier" and paper(one.value) == own)
        if fills and one.agrees is None:
            return things.clean(one.source.partition(",")[0])
    return None


def _has_address(document: Document) -> bool:
    """Whether dossier and number, printed, told or inferred, give the address already."""
    known = {row.field for row in document.inferred if row.value}
    return all(getattr(document, field) or field in known for field in ("dossier", "number"))


def _address(document: Document) -> str | None:
    """The page of the letter at officielebekendmakingen.nl, as its identifier or its address gives it."""
    return next(filter(None, map(_page, document.told)), None)


def _page(one: Told) -> str | None:
    if one.agrees is False:
        return None
    if one.field == "identifier" and one.value.startswith("kst-"):
        match = _ADDRESS.fullmatch(things.OFFICIAL + one.value.removeprefix("kst-"))
    else:
        match = _ADDRESS.fullmatch(one.value) if one.field == "address" else None
    return match[1] if match else None
