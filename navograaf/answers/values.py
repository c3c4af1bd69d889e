"""What a person gives to a question, as terms: "Resilience Pledge" -> the topic, "2020-02" -> a date.

Between ask.py and the graph. Laws: a name becomes a thing that the graph has, or an error with near
names; a value of another kind than the question takes is refused, and the error says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from navograaf.answers import collection, subjects
from navograaf.answers.collection import LetterCard
from navograaf.answers.questions import Param
from navograaf.answers.subjects import Index
from navograaf.answers.terms import Term, literal, uri
from navograaf.errors import QueryError, SubjectError
from navograaf.iris import GRAPHS, PREFIXES, THINGS, thing

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.answers.query import Source

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NAMED = 12
"""So many names are given in an error."""
_INTEGER = re.compile(r"-?\d{1,18}")
_PLACE = re.compile(r"(?P<letter>.+):(?P<start>\d+)-(?P<end>\d+)")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_LETTER = thing("letter", "")


class Values:
    """Reads values against one graph, which is opened when the first name has to be looked up."""

    def __init__(self, source: Source) -> None:
        """source: as Engine takes it."""
        self._source = source

    @cached_property
    def _store(self) -> Store:
        from navograaf.answers.query import opened

        return opened(self._source)

    @cached_property
    def _index(self) -> Index:
        return subjects.index(self._store)

    @cached_property
    def _cards(self) -> list[LetterCard]:
        return collection.letters(self._store)

    def terms(self, param: Param, value: str) -> list[Term]:
        """The terms that `value` stands for; more than one where several things have the name.

        Raises QueryError for a value of the wrong kind, SubjectError for a name that nothing has.
        """
        plain = _PLAIN.get(param.kinds[0])
        if plain:
            return [plain(param, value)]
        if "letter" in param.kinds and (letter := self._letter(value)):
            return [uri(letter)]
        if "place" in param.kinds and (node := self._node(value)):
            return [uri(node)]
        if "meeting" in param.kinds and _DAY.fullmatch(value.strip()):
            return [uri(self._meeting(value.strip()))]
        return [uri(iri) for iri in self._things(param, value)]

    def _letter(self, value: str) -> str | None:
        """A letter by its id, its file, the number or stem that its file begins with, or its Kamerstuk number."""
        wanted = value.strip().strip("<>").removeprefix(_LETTER).removeprefix("letter/").removeprefix("letter:")
        number = subjects.paper_id(wanted)
        for card in self._cards:
            if wanted in (card.id, card.file, card.file.rpartition(".")[0]) or (number and number == card.paper):
                return card.iri
        short = [card.iri for card in self._cards if card.file.partition("_")[0] == wanted]
        return short[0] if len(short) == 1 else None

    def _node(self, value: str) -> str | None:
        """A node of a letter's graph by its IRI; the sentence at LETTER:START-END, as `navograaf trace` prints it."""
        iri = value.strip().strip("<>")
        place = _PLACE.fullmatch(iri)
        letter = self._letter(place["letter"]) if place else None
        if place and letter:
            iri = f"{letter}/sentence/{place['start']}-{place['end']}"
            if not self._there(iri):
                raise SubjectError(
                    f"{value!r} is not the place of a sentence", todo="Take the places from `navograaf trace`"
                )
        return iri if iri.startswith(_LETTER) and not _NOT_IN_IRI.search(iri) and self._there(iri) else None

    def _there(self, iri: str) -> bool:
        from pyoxigraph import NamedNode

        return next(self._store.quads_for_pattern(NamedNode(iri), None, None), None) is not None

    def _meeting(self, day: str) -> str:
        """The meeting that begins on this day: of several the one that letters have, the whole and not a session."""
        from pyoxigraph import Literal, NamedNode

        date = Literal(day, datatype=NamedNode(f"{PREFIXES['xsd']}date"))
        part = NamedNode(f"{PREFIXES['navo']}partOf")
        quads = self._store.quads_for_pattern(None, NamedNode(f"{PREFIXES['navo']}startDate"), date)
        begun = {quad.subject for quad in quads}
        whole = {m for m in begun if not any(q.object in begun for q in self._store.quads_for_pattern(m, part, None))}
        found = sorted(str(getattr(m, "value", "")) for m in whole)
        found = [iri for iri in found if iri.startswith(thing("meeting", ""))]
        found = [iri for iri in found if self._in_letters(iri)] or found
        if len(found) == 1:
            return found[0]
        ids = ", ".join(iri.removeprefix(thing("meeting", "")) for iri in found)
        raise SubjectError(
            f"{len(found) or 'no'} meetings in this graph begin on {day}",
            todo=f"Name one by its id: {ids}" if ids else "Give its id, such as nato-dmm-2020-10-22, or its name",
        )

    def absent(self, param: Param, terms: Sequence[Term]) -> SubjectError | None:
        """The error that says so when no letter has any of the things that were given; with those that letters have."""
        from pyoxigraph import NamedNode

        given = [term.value for term in terms if term.kind == "uri" and not term.value.startswith(_LETTER)]
        if not given or any(self._in_letters(iri) for iri in given):
            return None
        pattern = self._store.quads_for_pattern(None, NamedNode(f"{PREFIXES['navo']}{param.name}"), None)
        others = {iri for quad in pattern if (iri := getattr(quad.object, "value", "")) in self._index.things}
        names = sorted(self._index.things[iri].label for iri in others)[:_NAMED]
        what = ", ".join(iri.removeprefix(THINGS) for iri in given)
        return SubjectError(
            f"no letter in this graph has anything of {what}",
            todo=f"The letters have: {', '.join(names)}" if names else "Build the graph of letters that name it",
        )

    def _in_letters(self, iri: str) -> bool:
        from pyoxigraph import NamedNode

        node, own = NamedNode(iri), NamedNode(f"{GRAPHS}reference")
        quads = chain(
            self._store.quads_for_pattern(None, None, node),
            self._store.quads_for_pattern(node, None, None),
        )
        return any(quad.graph_name != own for quad in quads)

    def _things(self, param: Param, value: str) -> list[str]:
        try:
            found = subjects.resolve(self._store, value, self._index)
        except SubjectError as error:
            if param.kinds == ("letter",):
                raise SubjectError(
                    f"no letter in this graph is called {value!r}", todo="Give its id, its file or its Kamerstuk number"
                ) from error
            raise
        fitting = [item.iri for item in found if item.kind in param.kinds]
        if not fitting:
            kinds = " and a ".join(item.kind for item in found)
            raise QueryError(f"{param.name} must be a {' or '.join(param.kinds)}; {value!r} is a {kinds}")
        return fitting


def _date(param: Param, value: str) -> Term:
    if not _DATE.fullmatch(value):
        raise QueryError(f"{param.name} must be a date, not {value!r}", todo="Write 2020, 2020-02 or 2020-02-12")
    return literal(value)  # the queries compare the text of dates, which keep the precision of the letter


def _int(param: Param, value: str) -> Term:
    if not _INTEGER.fullmatch(value):
        raise QueryError(f"{param.name} must be a whole number, not {value!r}")
    return literal(str(int(value)), PREFIXES["xsd"] + "integer")


def _string(param: Param, value: str) -> Term:
    if param.values and value not in param.values:
        raise SubjectError(f"{param.name} is never {value!r}", todo=f"It is one of {', '.join(param.values)}")
    return literal(value)


_PLAIN = {"date": _date, "int": _int, "string": _string}
