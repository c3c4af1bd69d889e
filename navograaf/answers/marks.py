"""The places of a letter that say something: of a thing, or that somebody decided, holds or promises something.

Between the graph and show.py, which draws them. Law: a mark stands where its finding stands, and says in a few words
what was found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navograaf.answers.collection import LetterCard
from navograaf.answers.lookup import letter_graph, rows
from navograaf.answers.statements import statements
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

COLORS = {
    "meeting": "35",
    "mission": "36",
    "person": "32",
    "organisation": "34",
    "country": "94",
    "document": "95",
    "reference": "31",
    "topic": "33",
    "candidate": "4;31",
    "quantity": "96",
    "decision": "91",
    "commitment": "93",
    "position": "92",
    "question": "3",
    "answer": "3",
}
"""Kind of mark -> its ANSI colour; the order of the legend, and who has the colour of one place."""
ORDER = list(COLORS)
_SAME = {"post": "person", "kamerstuk": "reference", "dossier": "reference", "resolution": "reference"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place (code points of the raw letter) that says something: kind, a key of COLORS, and what it stands for."""

    start: int
    end: int
    kind: str
    thing: str
    """The ids of the things ("mission:NMI"), or what is said ("decision taken: NATO, suspend")."""


def marks(store: Store, letter: LetterCard, only: Collection[str] = ()) -> list[Mark]:
    """The marks of a letter in text order, those of the kinds in `only`, or all."""
    found: dict[tuple[int, int, str], list[str]] = {}
    for iri, start, end in rows(store, "marks", graph=letter_graph(letter.iri)):
        segment, _, name = iri.removeprefix(THINGS).partition("/")
        known = iri.startswith(THINGS)
        kind = segment if segment in COLORS else _SAME.get(segment, "reference")
        if not only or kind in only:
            ids = found.setdefault((int(start), int(end), kind), [])
            ids.append(f"{segment}:{name}" if known else iri)
    for said in statements(store, letter.iri):
        if not only or said.kind in only:
            words = " ".join(said.label.replace("[", "(").replace("]", ")").replace("|", "/").split())
            found.setdefault((said.start, said.end, said.kind), []).append(words)
    made = [Mark(*place, " + ".join(ids)) for place, ids in found.items()]
    return sorted(made, key=lambda mark: (mark.start, -mark.end, ORDER.index(mark.kind)))
