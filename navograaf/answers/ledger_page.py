"""A ledger as one web page: its strip of meetings, every expectation and promise with what came of it, the chains.

One of the forms of a ledger, filled into templates/ledger.html. Laws: the page loads nothing and runs nothing; every
word of a letter goes through the template's escaping; the same ledger gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from navograaf.answers.escapes import web_address
from navograaf.answers.ledger import Ledger, Matter
from navograaf.answers.ledger_model import OUTCOMES, Chain, Row, Spot
from navograaf.answers.ledger_words import (
    EMPTY,
    NO_CHAINS,
    came,
    chain_title,
    heading,
    notes,
    occasion,
    says,
    shared,
    source,
    status,
    summary,
    title,
)
from navograaf.answers.outcomes import SETTLED
from navograaf.answers.pages import rendered, strip_words
from navograaf.answers.strip import Stop, Strip, strip


def page(ledger: Ledger, *, chains: bool = False) -> str:
    """The whole page, HTML with its styles inside; with `chains` the chains alone."""
    places = _Places()
    found = [] if chains else _occasions(ledger, places)
    used = [one for one in (*OUTCOMES, "") if any(row.outcome == one for row in ledger.rows)]
    empty = NO_CHAINS if chains else EMPTY
    picture = Strip((), ()) if chains else ledger_strip(ledger)
    return rendered(
        "ledger.html",
        title=title(ledger),
        summary=summary(ledger),
        notes=notes(ledger),
        strip=picture,
        strip_name=strip_words(picture, "Expectations and commitments"),
        empty=empty if not (ledger.chains if chains else ledger.rows) else "",
        outcomes=[one or "not looked for" for one in used],
        counted=[{**one, "numbers": [one["counts"][outcome] for outcome in used]} for one in found],
        occasions=found,
        chains=[_chain(chain, places) for chain in ledger.chains],
    )


def ledger_strip(ledger: Ledger) -> Strip:
    """The picture: how much is expected and promised for each meeting, and what of it is settled or not."""
    stops = [Stop(card.when, 0) for card in ledger.letters] if ledger.rows else []
    for _, date, groups in ledger.occasions():
        for _, outcome, matters in groups:
            count = sum(len(matter.rows) for matter in matters)
            stops.append(Stop(date, count, count * (outcome in SETTLED), count * (outcome not in SETTLED)))
    return strip(stops)


class _Places:
    """The anchors of the page: the first statement at a place has it as its id."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def new(self, row: Row) -> dict[str, Any]:
        """A statement of the ledger itself."""
        id_ = "" if row.spot.place in self._known else row.spot.place
        self._known.add(row.spot.place)
        return {**self.row(row), "id": id_}

    def row(self, row: Row) -> dict[str, Any]:
        """A statement that stands elsewhere on the page as well, or not at all."""
        return {**self.spot(row.spot), "status": status(row), "says": says(row)}

    def spot(self, spot: Spot) -> dict[str, Any]:
        """Words and where they stand; the place is a link where the page has it."""
        address = spot.letter.address
        return {
            "iri": spot.iri,
            "id": "",
            "quote": spot.quote,
            "letter": source(spot).removesuffix(spot.place).rstrip(" ·"),
            "place": spot.place,
            "anchor": spot.place if spot.place in self._known else "",
            "address": address if web_address(address) else "",
        }


def _occasions(ledger: Ledger, places: _Places) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, (meeting, date, groups) in enumerate(ledger.occasions(), 1):
        when, name = occasion(meeting, date)
        counts = Counter({"": 0})
        for _, outcome, matters in groups:
            counts[outcome] += sum(len(matter.rows) for matter in matters)
        shown = [
            {
                "heading": heading(kind, outcome, matters),
                "matters": [_matter(matter, places, told=bool(shared(matters))) for matter in matters],
            }
            for kind, outcome, matters in groups
        ]
        found.append({"anchor": f"m{number}", "when": when, "name": name, "counts": counts, "groups": shown})
    return found


def _chain(chain: Chain, places: _Places) -> dict[str, Any]:
    ended = Matter("", (chain.last,)) if chain.last else None
    return {
        "title": chain_title(chain),
        "rows": [places.row(row) for row in chain.items],
        "outcome": chain.outcome or "outcome",
        "words": came(ended) if ended else "",
        "found": [places.spot(spot) for spot in ended.found] if ended else [],
    }


def _matter(matter: Matter, places: _Places, *, told: bool) -> dict[str, Any]:
    return {
        "label": matter.label,
        "rows": [places.new(row) for row in matter.rows],
        "outcome": matter.outcome or "outcome",
        "words": "" if told else came(matter),
        "found": [places.spot(spot) for spot in matter.found],
    }
