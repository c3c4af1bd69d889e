"""Papers of a meeting that letters cite and that are not in the collection: "het verslag van de bijeenkomst van ...".

Beside meetings.py. Law: a paper belongs to a meeting only where the citing sentence names the meeting right before the
number, or calls the paper an agenda, consultation or report of it; the sentence is kept to show why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navograaf.answers.collection import LetterCard
from navograaf.answers.lookup import rows
from navograaf.iris import THINGS
from navograaf.words.joined import one_line
from navograaf.words.rules import of_kind

if TYPE_CHECKING:
    from pyoxigraph import Store

_KINDS = ("questions", "agenda", "report")
_NEAR = 40
"""Characters between the words for the meeting and the number of its paper."""


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """A paper by its number ("28676-344"), what the citing words call it ("" when they do not say), and those words."""

    number: str
    kind: str
    letter: LetterCard
    start: int
    end: int
    quote: str


def cited_papers(store: Store, cards: Iterable[LetterCard]) -> dict[str, tuple[CitedPaper, ...]]:
    """IRI of a meeting -> the papers of it that are cited and not in the collection, one a number, in its order."""
    by_iri = {card.iri: card for card in cards}
    held = {card.paper for card in by_iri.values() if card.paper}
    found: dict[str, dict[str, CitedPaper]] = {}
    best: dict[tuple[str, str, int], tuple[int, str, CitedPaper]] = {}
    for letter, meeting, named, paper, cited, start, end, exact, clean in rows(store, "cited-with-meeting"):
        number = paper.rpartition("/")[2]
        gap = int(cited) - int(named)
        if not paper.startswith(f"{THINGS}kamerstuk/") or number in held or not 0 <= gap <= _NEAR:
            continue
        card = by_iri[letter]
        one = CitedPaper(
            number,
            _kind(one_line(exact[: int(cited) - int(start)])),
            card,
            int(start),
            int(end),
            " ".join(clean.split()) or one_line(exact),
        )
        key = letter, number, int(cited)
        if key not in best or gap < best[key][0]:  # of two meetings in a sentence the nearer one
            best[key] = gap, meeting, one
    for _, (_, meeting, one) in sorted(best.items(), key=lambda item: (by_iri[item[0][0]].order, item[0])):
        old = found.setdefault(meeting, {}).get(one.number)
        if old is None or (one.kind and not old.kind):
            found[meeting][one.number] = one
    return {meeting: tuple(papers[number] for number in sorted(papers)) for meeting, papers in found.items()}


def _kind(before: str) -> str:
    """What the words before a number call the paper: the last that is named, "" when none is."""
    named = [
        (m.start(), kind) for kind in _KINDS for rule in of_kind("document", kind) for m in rule.regex.finditer(before)
    ]
    return max(named, default=(0, ""))[1]
