"""What was found in a letter: the contract between extraction, scoring and the graph.

Every finding carries its place in the raw letter (start, end: code points, text[start:end] is the
surface, line breaks and hyphens included) and the id of the rule that found it. `as_json` gives
the shape of tests/gold/NNN.json, which `navograaf findings` prints and `navograaf evaluate` scores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question

Depth = Literal["substantive", "listed"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a thing is spoken of."""

    start: int
    end: int
    surface: str
    rule: str
    type: str = "name"
    normal: str | None = None
    """The clean words, where the surface is damaged by a hyphen, a page break or OCR."""
    also: str | None = None
    """People only: the person who held the post that is named, or the post that the named person held, that day."""
    depth: Depth | None = None
    """Topics only: something is said about it, or it is named in passing."""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with the places that mention it. `id` is the end of its IRI."""

    id: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code (XK for Kosovo)."""

    iso2: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: body and start date make its id. Dates keep their precision (2021, 2021-02, 2021-02-17)."""

    id: str
    body: str
    mentions: tuple[Mention, ...]
    start_date: str | None = None
    end_date: str | None = None
    place: str | None = None
    format: str | None = None
    part_of: str | None = None
    inferred: str | None = None
    """Why a date that the letter does not print in full is believed; None when it is printed."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a paper: Kamerstuk, kenmerk, UN resolution, treaty or URL."""

    kind: Literal["kamerstuk", "kenmerk", "un-resolution", "treaty", "url"]
    ids: tuple[str, ...]
    start: int
    end: int
    surface: str
    rule: str
    primary_id: str | tuple[str, ...] | None = None
    """The id under the first dossier; the others are aliases that may collide with another paper."""
    date: str | None = None
    """The date that the letter gives the paper, where it does."""
    self: bool = False
    """True for the letter's own number in a footer."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the body under it; level 1 is an agenda item. Offsets are raw."""

    heading: str
    start: int
    end: int
    level: int
    body_start: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the letter. `kind` tells body text from footnote, heading or letterhead."""

    start: int
    end: int
    kind: Literal["text", "footnote", "heading", "letterhead", "signature"] = "text"
    clean: str = ""
    """The words as they read: line-end hyphens joined or kept, page breaks and footnote markers gone."""
    continues: tuple[str, ...] = ()
    """Ids (as `mission/NMI`) that "deze missie" and its like stand for here: kept apart from the
    mentions, because the words do not name them."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, in which post, and where the letter says so."""

    name: str
    role: str | None
    start: int
    end: int
    id: str | None = None
    """The person's id when the name is one known person, else None."""


@dataclass(frozen=True, slots=True)
class Inference:
    """A value that the letter does not print, with the reason to believe it."""

    field: str
    value: str
    reason: str
    confidence: Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Told:
    """A value that the letter's format, or a file beside it, gives (letters.model.Fact), in the form of Document."""

    field: str
    value: str
    source: str
    agrees: bool | None = None
    """Whether the letter prints the same; None where it prints nothing about it."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the letter is. A field holds what its text prints; where that is silent, what is `told` of it elsewhere,
    else None; `inferred` holds the rest."""

    kind: Literal["agenda", "report", "questions", "letter"]
    dossier: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    addressee: str | None = None
    about_meeting: str | None = None
    parliamentary_year: str | None = None
    signed_by: tuple[Signature, ...] = ()
    on_behalf_of: tuple[str, ...] = ()
    title: str | None = None
    inferred: tuple[Inference, ...] = ()
    told: tuple[Told, ...] = ()
    """All that is said of the letter elsewhere, the most trusted source first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that looks like a mission, exercise or document and stands in no list: for a person to add."""

    kind: Literal["mission", "operation", "exercise", "document"]
    name: str
    """The clean words of the first mention."""
    mentions: tuple[Mention, ...]
    abbreviation: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to distrust what was found: the text is no letter, not Dutch, damaged, or contradicted elsewhere.

    `what` is a whole sentence.
    """

    about: Literal["language", "kind", "characters", "spaces", "capitals", "length", "unreadable", "metadata"]
    what: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one letter, each layer in text order."""

    file: str
    sha256: str
    document: Document
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    references: tuple[Reference, ...] = ()
    missions: tuple[Found, ...] = ()
    topics: tuple[Found, ...] = ()
    people: tuple[Found, ...] = ()
    organisations: tuple[Found, ...] = ()
    countries: tuple[Country, ...] = ()
    documents_mentioned: tuple[Found, ...] = ()
    topic_terms: tuple[Found, ...] = ()
    """The words that made a topic: where the term stands, inside the passages of `topics`."""
    decisions: tuple[Decision, ...] = ()
    positions: tuple[Position, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    questions: tuple[Question, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unresolved: tuple[Mention, ...] = field(default=())
    """Names that fit more than one thing, or none: listed, never guessed."""


def as_json(findings: Findings) -> dict[str, Any]:
    """Findings as plain JSON values, None and empty values left out, keys in the order of the classes."""
    return dict(_pairs(findings))


def _pairs(item: Any) -> Iterator[tuple[str, Any]]:
    for f in fields(item):
        value = _plain(getattr(item, f.name))
        if f.name == "inferred" and isinstance(value, list):
            value = {row.pop("field"): row for row in value}
        left_out = (f.name == "self" and value is False) or (f.name == "told" and not value)
        if value is not None and value != {} and not left_out:
            yield f.name, value


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return dict(_pairs(value))
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
