"""What came of a decision that was expected or a promise that was made, told in a few words with its place.

Between linked.py and trace. Laws: an outcome that rests on a letter that is left out is not told; silence and a report
that is not there are outcomes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navograaf.answers.collection import LetterCard
from navograaf.answers.lookup import letter_graph, rows
from navograaf.answers.printed import with_page
from navograaf.iris import THINGS
from navograaf.links.model import Kind

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.answers.linked import Linked

KINDS: tuple[Kind, ...] = ("outcomes", "commitments")
"""The kinds of link that tell what came of something."""
_MISSING = "no report"
SETTLED = ("fulfilled", "changed", "contradicted", "kept")
"""Outcomes after which nothing is open any more."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a statement: `outcome` as the graph names it, the letter and the place where that stands."""

    outcome: str
    letter: LetterCard | None = None
    at: str = ""
    """LETTER:START-END, or the number of a paper; "" where nothing is said."""
    page: int | None = None
    """On which that place begins, where the letter has pages."""

    @property
    def words(self) -> str:
        """In words: "fulfilled in report 28676-347, 3 Nov 2020: 28676-347:10-20"."""
        if self.outcome == _MISSING:
            return "no report yet"
        inside = f" in {self.letter.name}" if self.letter else ""
        if not self.at:
            return self.outcome + inside
        return f"{self.outcome}{inside}: {with_page(self.at, self.page)}"


def came_of(
    store: Store, sources: Iterable[str], cards: Mapping[str, LetterCard], *, all_known: bool
) -> dict[str, Came]:
    """What came of the statements with these IRIs, as far as the letters of `cards` (by IRI) tell.

    all_known: whether these are all letters; else an outcome without a letter of its own may rest on one left out.
    """
    from navograaf.answers.linked import linked

    asked = list(dict.fromkeys(sources))
    links = linked(store, asked, KINDS)
    found: dict[str, Came] = {}
    for source in asked:
        one = next((link for link in links.get(source, ()) if link.kind in KINDS and link.outcome), None)
        if one is None or (one.letter and one.letter not in cards):
            continue
        if not (one.letter or all_known or one.outcome == _MISSING):
            continue
        found[source] = Came(one.outcome, cards.get(one.letter), *_place(store, one, cards))
    return found


def _place(store: Store, link: Linked, cards: Mapping[str, LetterCard]) -> tuple[str, int | None]:
    """Where an outcome stands ("" for nowhere), and on which page."""
    for target in link.targets:
        letter = next((iri for iri in _above(target) if iri in cards), "")
        if target in cards:
            return cards[target].id, None
        if letter:
            places = rows(store, "place", graph=letter_graph(letter), item=target)
            if places:
                start, end, page = places[0]
                return f"{cards[letter].id}:{start}-{end}", int(page) if page else None
        elif target.startswith(f"{THINGS}kamerstuk/"):
            return target.rpartition("/")[2], None
    return "", None


def _above(iri: str) -> Iterable[str]:
    """The IRIs that `iri` may belong to: what is left when its last parts are cut off."""
    while iri.startswith(f"{THINGS}letter/") and iri != f"{THINGS}letter":
        iri = iri.rpartition("/")[0]
        yield iri
