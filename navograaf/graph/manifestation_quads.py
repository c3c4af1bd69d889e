"""The files of a letter as nodes: the one that it is read from, and the others that hold the same letter.

The first stands in the letter's own graph, where its format tells more than a text file does; the others stand in the
graph `manifestations` beside the letters, since a letter's graph is made from its one file alone. A manifestation is
what FRBR, and ELI after it, calls the same text in one format. Law: a file is named by the letter and its SHA-256, so
that the same file is the same node wherever it lay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nquads import Quads, below, integer, iri, name, node, text
from navograaf.graph.structure import page_count
from navograaf.iris import GRAPHS
from navograaf.letters.model import MEDIA_TYPES, Letter

GRAPH = "manifestations"
"""The name of the graph, below iris.GRAPHS and in the graph folder."""
_NAMED = 12
"""Hexadecimal digits of the SHA-256 that name a file: enough for the files of one letter."""


def tells(letter: Letter) -> bool:
    """Whether the file of a letter is described in the letter's graph: of a text file the graph says all already."""
    return letter.format != "txt"


def write_file(graph: LetterGraph, letter: Letter) -> None:
    """Describe the file that a letter is read from."""
    row = {"format": letter.format, "sha256": letter.sha256, "file": letter.file, "pages": page_count(letter)}
    _describe(graph.quads, graph.letter, row)


def manifestations(rows: Iterable[Mapping[str, Any]]) -> str:
    """The graph `manifestations` as sorted N-Quads, from the rows of the list of letters; "" where none has others."""
    quads = Quads(iri(GRAPHS + GRAPH))
    found = False
    for row in rows:
        others = row.get("also", [])
        # One file at two places is one manifestation, called as at the first.
        files = {other["sha256"]: other for other in reversed(others) if other["sha256"] != row["sha256"]}
        if files and row.get("format", "txt") == "txt":
            files[row["sha256"]] = row
        for sha256 in sorted(files):
            found = True
            _describe(quads, node("letter", row["id"]), files[sha256])
    return quads.lines() if found else ""


def _describe(quads: Quads, letter: str, row: Mapping[str, Any]) -> None:
    """row: what the list of letters says of a file."""
    file = below(letter, "file", row["sha256"][:_NAMED])
    quads.add(below(letter, "text"), name("eli:is_embodied_by"), file)
    quads.add(file, name("rdf:type"), name("eli:Manifestation"), name("navo:Manifestation"))
    quads.add(file, name("navo:mediaType"), text(MEDIA_TYPES[row.get("format", "txt")]))
    quads.add(file, name("navo:sha256"), text(row["sha256"]))
    quads.add(file, name("navo:fileName"), text(row["file"]))
    if row.get("pages"):
        quads.add(file, name("navo:pageCount"), integer(row["pages"]))
