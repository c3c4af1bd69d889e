"""What stands at a place of a letter, one piece each: findings taken apart for a correction and put together again.

Used by correcting.py. Laws: what is taken apart and put together unchanged says the same; the node of a piece is the
one that the writers of quads give it (statement_quads.py, finding_quads.py, question_quads.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from navograaf.findings.model import Candidate, Country, Findings, Found, Meeting
from navograaf.findings.told import Decision, Position, Quantity, Question
from navograaf.graph import things
from navograaf.graph.correctable import KINDS, cell, field_types
from navograaf.graph.nquads import below
from navograaf.graph.statement_quads import act_id

if TYPE_CHECKING:
    from navograaf.graph.reference import Reference as Known


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement, or one mention of a thing with the thing's id; `whole` is what is told of a meeting or candidate."""

    kind: str
    item: Any
    id: str = ""
    whole: Meeting | Candidate | None = None

    @property
    def identity(self) -> str:
        """What tells it from another of its kind at the same place, as its node is named."""
        if isinstance(self.item, Decision):
            return act_id(self.item.act)
        if isinstance(self.item, Position):
            return f"{things.slug(self.item.holder)}-{self.item.polarity}"
        return str(self.item.number) if isinstance(self.item, Question) else self.id

    @property
    def names(self) -> frozenset[str]:
        """What may stand behind the kind in the column `what` to mean this one, as slugs."""
        item = self.item
        words: tuple[Any, ...] = (self.id,)
        if isinstance(item, Decision):
            words = (item.act,)
        elif isinstance(item, Position):
            words = (item.holder, item.polarity, f"{item.holder} {item.polarity}")
        elif isinstance(item, Quantity):
            words = (item.unit, cell(item.value))
        elif isinstance(item, Question):
            words = (item.number,)
        elif not self.id:
            words = (getattr(item, "by", ""), getattr(item, "kind", ""), *getattr(item, "ids", ()))
        return frozenset(things.slug(str(word)) for word in words if word)

    def told(self) -> dict[str, Any]:
        """Its fields and values, those that a person can set."""
        found: dict[str, Any] = {"id": self.id} if self.id else {}
        for name in field_types(self.kind):
            owner = self.item if hasattr(self.item, name) else self.whole
            if name != "id" and owner is not None:
                found[name] = getattr(owner, name)
        return found

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Fields and values as a cell has them, those that say something, and the rule."""
        for name, value in self.told().items():
            if value not in (None, (), ""):
                yield name, things.clean(cell(value))
        yield "rule", self.item.rule

    def term(self, letter: str, known: Known) -> str:
        """The term of its node in the graph of `letter` (a term)."""
        place = f"{self.item.start}-{self.item.end}"
        if isinstance(self.item, Question):
            return below(letter, "question", self.item.number)
        if self.kind == "reference":
            return below(letter, "citation", place)
        if self.kind == "topic":
            return below(letter, "passage", place, self.id)
        if isinstance(self.whole, Candidate):
            return below(letter, "candidate", place, f"{self.whole.kind}-{things.slug(self.whole.name)}")
        if self.id:
            kind = KINDS[self.kind].thing
            return below(letter, "mention", place, known.kind_of(self.id) if kind == "person" else kind, self.id)
        return below(letter, self.kind, place, *([self.identity] if self.identity else []))


def taken_apart(findings: Findings, kind: str) -> list[Piece]:
    """The pieces of a layer, in its order."""
    layer: Iterable[Any] = getattr(findings, KINDS[kind].layer)
    if not KINDS[kind].thing:
        return [Piece(kind, item) for item in layer]
    return [
        Piece(kind, mention, _id(found), found if isinstance(found, (Meeting, Candidate)) else None)
        for found in layer
        for mention in found.mentions
    ]


def put_together(findings: Findings, kind: str, pieces: Iterable[Piece], person: str) -> Findings:
    """`findings` with these pieces as the layer; where two tell of one meeting, the one of the rule `person` counts."""
    layer = KINDS[kind].layer
    if not KINDS[kind].thing:
        return _with_layer(findings, layer, tuple(piece.item for piece in pieces))
    groups: dict[Any, list[Piece]] = {}
    for piece in pieces:
        key = piece.id if kind != "candidate" else (piece.id, getattr(piece.whole, "kind", ""))
        groups.setdefault(key, []).append(piece)
    made: list[Any] = [found for found in getattr(findings, layer) if not found.mentions]
    for group in groups.values():
        mentions = tuple(piece.item for piece in group)
        first = next((piece for piece in group if piece.item.rule == person), group[0])
        if first.whole is not None:
            made.append(replace(first.whole, mentions=mentions))
        else:
            made.append(Country(first.id, mentions) if kind == "country" else Found(first.id, mentions))
    return _with_layer(findings, layer, tuple(made))


def names_of(made_of: type) -> frozenset[str]:
    """The fields of a dataclass."""
    return frozenset(f.name for f in fields(made_of))


def _with_layer(findings: Findings, layer: str, made: tuple[Any, ...]) -> Findings:
    values: dict[str, Any] = {layer: made}
    return replace(findings, **values)


def _id(found: Found | Country | Meeting | Candidate) -> str:
    if isinstance(found, Candidate):
        return found.name
    return found.iso2 if isinstance(found, Country) else found.id
