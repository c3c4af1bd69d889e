"""What letters expect and promise, and what came of it: the rows of the ledger and its chains, read from the graph.

Between the store (statements of letters, links across them) and ledger.py, which picks and groups. Laws: a row has the
place and the words of its letter, and so has what came of it; what only a letter says that was not there yet on the day
asked for is not known: such an outcome is no report yet, such a promise is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from navograaf.answers.collection import LetterCard, Meeting, described, facts
from navograaf.answers.ledger_model import Chain, Row, Spot
from navograaf.answers.linked import Linked, linked, threads
from navograaf.answers.lookup import Row as Found
from navograaf.answers.lookup import letter_graph, rows, rows_of
from navograaf.answers.printed import letter_of, pages
from navograaf.answers.reading import Reader
from navograaf.answers.statements import Statement, statements_at
from navograaf.answers.terms import Result, literal
from navograaf.iris import GRAPHS, PREFIXES, THINGS, local
from navograaf.links.model import Kind
from navograaf.words.joined import one_line

if TYPE_CHECKING:
    from pyoxigraph import Store

_OUTCOME_OF: dict[str, Kind] = {"decision": "outcomes", "commitment": "commitments"}
"""Kind of statement -> kind of the links that say what came of it."""
_CLASSES = tuple(PREFIXES["navo"] + name for name in ("Decision", "Commitment"))
_DECISION = "/decision/"
_MARKS = ".,;: \n\r\t"
_TOGETHER = 50
"""So many rows are read at a time to tell whether anything was linked at all."""
_LEAST = 5
"""Words that a decision has left at least when one inside it is taken away."""
_NOT_KNOWN = {"expectation": "no report", "commitment": "open"}


def read(
    store: Store, cards: list[LetterCard], had: Iterable[str], items: Iterable[str] | None = None
) -> tuple[tuple[Row, ...], tuple[Chain, ...]]:
    """Rows of the letters `had` (IRIs), and chains, all in the order of reading.

    cards: every letter of the graph in order. items: IRIs of statements, or of things that chains are about: the rows
    of these statements, the chains with any of them or about these, what else these share with chains, and the rows of
    all in them, which costs by their number; None reads every row and chain. A chain of which fewer than two members
    are in the letters is left out.
    """
    letters = set(had)
    known = {card.iri: card for card in cards if card.iri in letters}
    asked = None if items is None else set(items)
    followed = threads(store, asked, cards)
    if asked is None:
        asked = set(told(store, known))
    asked.update(member for thread in followed for member in thread.members)
    made = _Reading(store, cards, known, asked).rows()
    chains = []
    for thread in followed:
        items_ = tuple(made[iri] for iri in thread.members if iri in made)
        if len(items_) > 1:
            chains.append((thread, items_))
    for thread, items_ in reversed(chains):  # so that the first thread of a row is the one it keeps
        for row in items_:
            made[row.spot.iri] = replace(made[row.spot.iri], thread=thread.iri, label=thread.label)
    quoted = _quoted(store, made)
    return (
        tuple(row for row in quoted.values() if row.kind != "decision"),
        tuple(
            Chain(thread.iri, thread.label, thread.about, tuple(quoted[row.spot.iri] for row in items_))
            for thread, items_ in chains
        ),
    )


def told(store: Store, letters: Iterable[str]) -> list[str]:
    """The IRIs of the decisions and commitments of letters (IRIs)."""
    return [row[0] for letter in letters for row in rows(store, "told", graph=letter_graph(letter))]


def has_outcomes(store: Store, cards: list[LetterCard], had: Iterable[str]) -> bool:
    """Whether anything came of any row of the letters `had`, as `read` gives them, or there is no row at all."""
    letters = set(had)
    known = {card.iri: card for card in cards if card.iri in letters}
    for kind, links in _OUTCOME_OF.items():
        found = sorted(row[0] for row in rows(store, "link-sources", graph=f"{GRAPHS}links/{links}"))
        sources = [iri for iri in found if iri.partition(f"/{kind}/")[0] in letters]
        for first in range(0, len(sources), _TOGETHER):  # as a rule the first tells
            made = _Reading(store, cards, known, sources[first : first + _TOGETHER]).rows()
            if any(row.outcome for row in made.values()):
                return True
    made_of = (_Reading(store, cards, known, told(store, [letter])).rows() for letter in known)
    return not any(row.kind != "decision" for made in made_of for row in made.values())


class _Reading:
    """What rows are made with: the statements asked for, their links, and the places of both, read at once."""

    def __init__(
        self, store: Store, cards: Sequence[LetterCard], known: Mapping[str, LetterCard], iris: Iterable[str]
    ) -> None:
        self._store, self._known = store, known
        self._cards = {card.iri: card for card in cards}
        self._papers = {card.paper: card for card in cards if card.paper}
        self._spots: dict[str, Spot] = {}
        self._decided: dict[str, list[tuple[int, int]]] = {}
        self._statements = self._read(iris)
        self._links: dict[str, tuple[Linked, ...]] = {}
        for kind, links in _OUTCOME_OF.items():
            sources = [one.iri for _, one in self._statements if one.kind == kind]
            self._links.update(linked(store, sources, (links,)))
        ends = {iri for links in self._links.values() for iri in links[0].targets}
        self._places(sorted(ends - self._spots.keys()))
        due = {f"{THINGS}{one.fact('atMeeting')}" for _, one in self._statements if one.fact("atMeeting")}
        self._meetings = meetings_of(store, sorted(due), cards)

    def rows(self) -> dict[str, Row]:
        """A row a statement, by its IRI, in the order of reading."""
        return {one.iri: self.row(card, one) for card, one in self._statements}

    def _read(self, iris: Iterable[str]) -> list[tuple[LetterCard, Statement]]:
        """The statements among `iris` that are decisions or commitments of letters that are known."""
        number = {iri: place for place, iri in enumerate(self._known)}
        found = []
        for iri, class_, start, end, sentence in self._places(sorted(set(iris))):
            card = self._teller(iri)
            if class_ in _CLASSES and card and card.iri in number:
                found.append((number[card.iri], int(start), int(end), iri, class_, sentence))
        own = [(iri, class_, str(start), str(end), words) for _, start, end, iri, class_, words in sorted(found)]
        cards = list(self._known.values())
        order = {one[3]: cards[one[0]] for one in found}
        return [(order[one.iri], one) for one in statements_at(self._store, own)]

    def _places(self, iris: Sequence[str]) -> list[tuple[str, str, str, str, str]]:
        """Keep where things stand; each with its class, place and sentence, the first where it has more."""
        first: dict[str, tuple[str, str, str, str, str]] = {}
        made: dict[str, dict[str, Spot]] = {}
        found = sorted(rows_of(self._store, "spots", "things", iris), key=_place)
        known = pages(self._store, ((letter_of(iri), int(start), int(end)) for iri, _, start, end, *_ in found))
        for iri, class_, start, end, exact, sentence in found:
            card = self._teller(iri)
            if card and iri not in first:
                first[iri] = iri, class_, start, end, sentence
                made.setdefault(card.iri, {})[iri] = Spot(
                    iri, card, int(start), int(end), exact, known.get((letter_of(iri), int(start), int(end)))
                )
        for letter, spots in made.items():
            if letter not in self._decided and any(_DECISION in iri for iri in spots):
                self._decided[letter] = _decided(rows(self._store, "members", graph=letter_graph(letter)))
            self._spots.update(own_words(spots, self._decided.get(letter, ())))
        return list(first.values())

    def row(self, card: LetterCard, one: Statement) -> Row:
        """A decision or commitment with what came of it."""
        taken = one.kind == "decision" and one.fact("status") == "taken"
        kind = "commitment" if one.kind == "commitment" else "decision" if taken else "expectation"
        role = "holder" if kind == "commitment" else "decider"
        conditional = "conditional" if one.fact("conditional") == "true" else ""
        row = Row(
            kind=kind,
            spot=self._spots[one.iri],
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
        links = self._links.get(one.iri, ())
        return self._ended(row, links[0]) if links and not taken else row

    def _ended(self, row: Row, link: Linked) -> Row:
        """The row with its outcome, as far as the letters at hand tell it."""
        tellers = {link.letter, *(card.iri for card in map(self._teller, link.targets) if card)} - {""}
        if any(iri in self._cards and iri not in self._known for iri in tellers):
            return replace(row, outcome=_NOT_KNOWN[row.kind])
        spots = (self._spots[iri] for iri in link.targets if iri in self._spots)
        return replace(
            row,
            outcome=link.outcome,
            found=tuple(sorted(spots, key=lambda spot: (spot.letter.order, spot.start, spot.end, spot.iri))),
            papers=tuple(sorted(local(iri) for iri in link.targets if iri not in self._spots)),
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


def _place(row: Found) -> tuple[str, int, int, str, str]:
    """Sorts rows as spots.rq gives them."""
    iri, class_, start, end, _, sentence = row
    return iri, int(start), int(end), class_, sentence


def _decided(found: Iterable[Found]) -> list[tuple[int, int]]:
    """The places of the decisions of a letter; rows as members.rq gives them."""
    places: dict[str, tuple[int, int]] = {}
    for iri, start, end in found:
        places.setdefault(iri, (int(start), int(end)))
    return sorted(set(places.values()))


def own_words(spots: Mapping[str, Spot], decided: Collection[tuple[int, int]]) -> dict[str, Spot]:
    """Places of one letter, each decision without one that is told at its end, which has no full stop of its own.

    decided: where all decisions of the letter stand.

    Of "stemmen in met het uitwerken van de plannen om de uitbreiding in februari af te ronden" the first decision is
    quoted as far as "plannen": what is to be done in February is a row of its own.
    """
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


def meetings_of(store: Store, iris: Sequence[str], cards: Iterable[LetterCard]) -> dict[str, Meeting]:
    """The meetings with these IRIs, and those that letters are about."""
    found = {
        iri: described(iri, given) for iri, given in facts(rows_of(store, "meetings-of", "meetings", iris)).items()
    }
    return {**found, **{card.meeting.iri: card.meeting for card in cards if card.meeting}}
