"""What letters expect and promise, and what came of it: the rows of the ledger and its chains, read from the graph.

Between the store (statements of letters, links across them) and ledger.py, which picks and groups. Laws: a row has the
place and the words of its letter, and so has what came of it; what only a letter says that was not there yet on the day
asked for is not known: such an outcome is no report yet, such a promise is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from navograaf.answers.collection import LetterCard, Meeting, described, facts
from navograaf.answers.ledger_model import Chain, Row, Spot
from navograaf.answers.linked import Linked, linked, threads
from navograaf.answers.lookup import letter_graph, rows
from navograaf.answers.reading import Reader
from navograaf.answers.statements import Statement, statements
from navograaf.answers.terms import Result, literal
from navograaf.iris import THINGS, local
from navograaf.words.joined import one_line

if TYPE_CHECKING:
    from pyoxigraph import Store

_OUTCOME_OF = {"decision": "outcomes", "commitment": "commitments"}
"""Kind of statement -> kind of the links that say what came of it."""
_DECISION = "/decision/"
_MARKS = ".,;: \n\r\t"
_LEAST = 5
"""Words that a decision has left at least when one inside it is taken away."""
_NOT_KNOWN = {"expectation": "no report", "commitment": "open"}


def read(store: Store, cards: list[LetterCard], had: Iterable[str]) -> tuple[tuple[Row, ...], tuple[Chain, ...]]:
    """Every row of the letters `had` (IRIs), and the chains, all in the order of reading.

    cards: every letter of the graph in order. A chain of which fewer than two members are in the letters is left out.
    """
    known = {card.iri: card for card in cards if card.iri in set(had)}
    reading = _Reading(store, {card.iri: card for card in cards}, known)
    made: dict[str, Row] = {}
    for card in known.values():
        for one in statements(store, card.iri):
            if one.kind in _OUTCOME_OF:
                made[one.iri] = reading.row(card, one)
    chains = []
    for thread in threads(store):
        items = tuple(made[iri] for iri in thread.members if iri in made)
        if len(items) > 1:
            chains.append((thread, items))
    for thread, items in reversed(chains):  # so that the first thread of a row is the one it keeps
        for row in items:
            made[row.spot.iri] = replace(made[row.spot.iri], thread=thread.iri, label=thread.label)
    quoted = _quoted(store, made)
    return (
        tuple(row for row in quoted.values() if row.kind != "decision"),
        tuple(
            Chain(thread.iri, thread.label, thread.about, tuple(quoted[row.spot.iri] for row in items))
            for thread, items in chains
        ),
    )


class _Reading:
    """What rows are made with: the letters and the links, each letter's places read once."""

    def __init__(self, store: Store, cards: Mapping[str, LetterCard], known: Mapping[str, LetterCard]) -> None:
        self._store, self._cards, self._known = store, cards, known
        self._links = linked(store)
        self._meetings = _meetings(store, cards.values())
        self._papers = {card.paper: card for card in cards.values() if card.paper}
        self._places: dict[str, dict[str, Spot]] = {}

    def row(self, card: LetterCard, one: Statement) -> Row:
        """A decision or commitment with what came of it."""
        taken = one.kind == "decision" and one.fact("status") == "taken"
        kind = "commitment" if one.kind == "commitment" else "decision" if taken else "expectation"
        role = "holder" if kind == "commitment" else "decider"
        conditional = "conditional" if one.fact("conditional") == "true" else ""
        row = Row(
            kind=kind,
            spot=self._spot(one.iri) or Spot(one.iri, card, one.start, one.end),
            sentence=one.sentence,
            status="promised" if kind == "commitment" else one.fact("status"),
            who=one.facts.get(f"{role}Name", ()),
            who_ids=one.facts.get(role, ()),
            told_by=one.fact("assertedByName"),
            act=one.fact("act"),
            object=" ".join(one.fact("object").split()),
            about=one.about,
            meeting=self._meetings.get(THINGS + one.fact("atMeeting")),
            date=one.fact("onDate"),
            due=" ".join(one.fact("due").split()),
            condition=" ".join(one.fact("condition").split()) or conditional,
        )
        links = [link for link in self._links.get(one.iri, ()) if link.kind == _OUTCOME_OF[one.kind]]
        return self._ended(row, links[0]) if links and not taken else row

    def _ended(self, row: Row, link: Linked) -> Row:
        """The row with its outcome, as far as the letters at hand tell it."""
        tellers = {link.letter, *(card.iri for card in map(self._teller, link.targets) if card)} - {""}
        if any(iri in self._cards and iri not in self._known for iri in tellers):
            return replace(row, outcome=_NOT_KNOWN[row.kind])
        spots = tuple(spot for spot in map(self._spot, link.targets) if spot)
        return replace(
            row,
            outcome=link.outcome,
            found=tuple(sorted(spots, key=lambda spot: (spot.letter.order, spot.start, spot.end, spot.iri))),
            papers=tuple(sorted(local(iri) for iri in link.targets if self._spot(iri) is None)),
            report=self._known.get(link.letter),
            confidence=link.confidence,
            reason=link.reason,
            rule=link.rule,
        )

    def _teller(self, iri: str) -> LetterCard | None:
        """The letter that a target stands in, or that it is."""
        paper = self._papers.get(local(iri).removeprefix("kamerstuk/"))
        while iri not in self._cards and "/" in iri:
            iri = iri.rpartition("/")[0]
        return self._cards.get(iri) or paper

    def _spot(self, iri: str) -> Spot | None:
        card = self._teller(iri)
        if card is None:
            return None
        if card.iri not in self._places:
            found = rows(self._store, "places", graph=letter_graph(card.iri))
            spots = {
                thing: Spot(thing, card, int(start), int(end), exact) for thing, start, end, exact in reversed(found)
            }
            self._places[card.iri] = own_words(spots)
        return self._places[card.iri].get(iri)


def own_words(spots: Mapping[str, Spot]) -> dict[str, Spot]:
    """The places of one letter, each decision without one that is told at its end, which has no full stop of its own.

    Of "stemmen in met het uitwerken van de plannen om de uitbreiding in februari af te ronden" the first decision is
    quoted as far as "plannen": what is to be done in February is a row of its own.
    """
    decided = {(one.start, one.end) for iri, one in spots.items() if _DECISION in iri}
    found = dict(spots)
    for iri, one in spots.items():
        if _DECISION not in iri:
            continue
        inside = [start for start, end in decided if one.start < start and one.end - 1 <= end <= one.end]
        words = one.quote[: min(inside, default=one.end) - one.start].rstrip(_MARKS)
        outer = any(start < one.start and one.end <= end for start, end in decided)
        if (inside and len(words.split()) >= _LEAST) or outer:  # not "De ministers zullen het | herziene plan"
            found[iri] = replace(one, end=one.start + len(words), quote=words)
    return found


def _quoted(store: Store, made: Mapping[str, Row]) -> dict[str, Row]:
    """The rows with their quotes in clean words."""
    exact = sorted({spot.quote for row in made.values() for spot in (row.spot, *row.found)})
    result = Reader(store).readable(Result(("quote",), tuple((literal(words),) for words in exact)))
    clean = {words: one_line(row[0].value) for words, row in zip(exact, result.rows, strict=True) if row[0]}

    def said(spot: Spot) -> Spot:
        return replace(spot, quote=clean[spot.quote])

    return {iri: replace(row, spot=said(row.spot), found=tuple(map(said, row.found))) for iri, row in made.items()}


def _meetings(store: Store, cards: Iterable[LetterCard]) -> dict[str, Meeting]:
    """Every meeting that a letter is about or at which something is due."""
    found = {iri: described(iri, given) for iri, given in facts(rows(store, "due-meetings")).items()}
    return {**found, **{card.meeting.iri: card.meeting for card in cards if card.meeting}}
