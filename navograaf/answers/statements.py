"""What a letter says that somebody decided, holds, promises or asks: the statements of its graph, read to be shown.

Between the store and trace and show. Laws: a statement has the place and the words of the letter that say it; who holds
it is never the one who only tells it; what is not known is "" and is left out of what is shown.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from navograaf.answers.lookup import Row, letter_graph, rows, rows_of
from navograaf.answers.printed import letter_of, pages
from navograaf.iris import PREFIXES, THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

KINDS = {
    "Decision": "decision",
    "Position": "position",
    "Commitment": "commitment",
    "Quantity": "quantity",
    "Question": "question",
    "Answer": "answer",
    "CandidateName": "candidate",
}
"""Class -> kind, the kind that says most of a sentence first."""
ORDER = tuple(KINDS.values())


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a letter. start and end count code points of the raw letter; `facts` are its properties.

    A key of `facts` is a property without its prefix ("status"); values are words, or ids ("mission/NMI").
    """

    iri: str
    kind: str
    start: int
    end: int
    sentence: str
    facts: Mapping[str, tuple[str, ...]] = field(hash=False)
    page: int | None = None
    """On which it begins, where the letter has pages and they were asked for."""

    def fact(self, name: str) -> str:
        """The value of a property, the first where it has more, "" where it has none."""
        return next(iter(self.facts.get(name, ())), "")

    @property
    def about(self) -> tuple[str, ...]:
        """Ids of the mission and topic that it has to do with."""
        return self.facts.get("about", ())

    @property
    def who(self) -> str:
        """What the one is called who decides, holds or promises; the party that asks."""
        return self.fact("deciderName") or self.fact("holderName") or self.fact("partyName")

    @property
    def number(self) -> str:
        """The value of a quantity, "160" or "15–20"; the number of a question, those that an answer is for."""
        if self.kind == "quantity":
            return self.fact("value") or f"{self.fact('minValue')}–{self.fact('maxValue')}"
        numbers = self.facts.get("questionNumber", ())
        return ", ".join(sorted(numbers, key=lambda n: (len(n), n)))

    @property
    def words(self) -> str:
        """What it says, in one line: "taken: NATO: resume, hervatting van de activiteiten"."""
        return _WORDS[self.kind](self)

    @property
    def label(self) -> str:
        """The same in a few words and with its kind, for a mark in a text: "decision taken: NATO, resume"."""
        status = f" {self.fact('status').replace('_', ' ')}" if self.kind == "decision" else ""
        return f"{self.kind}{status}: {_LABELS[self.kind](self)}"

    def values(self) -> dict[str, object]:
        """What a script reads: kind, place, and each fact by its name; one value as it is, more as a list."""
        found: dict[str, object] = {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "page": self.page,
        }
        for name, values in self.facts.items():
            several = name in ("about", "questionNumber") and self.kind != "question"
            found[_snake(name)] = list(values) if several or len(values) > 1 else values[0]
        return {**found, "iri": self.iri}


def statements(store: Store, letter: str) -> list[Statement]:
    """The statements of the letter with this IRI, in text order."""
    graph = letter_graph(letter)
    found = rows(store, "statements", graph=graph)
    return _made(found, rows(store, "facts", graph=graph), functools.partial(_parties, store)) if found else []


def statements_at(store: Store, found: Sequence[Row]) -> list[Statement]:
    """The statements of rows of IRI, class, start, end and sentence, in their order, with what each says."""
    return _made(found, _facts(store, (row[0] for row in found)), functools.partial(_parties, store))


def statements_of(
    store: Store, sentences: Sequence[str], places: Mapping[str, Sequence[int]]
) -> tuple[dict[str, list[Statement]], dict[str, list[Statement]]]:
    """What sentences say, by their IRI, and the questions and answers that places stand in, by letter; in text order.

    places: IRI of a letter -> offsets in it. A few queries for all of them: it costs by what is said there, not by what
    else their letters say.
    """
    said = rows_of(store, "stated-in", "sentences", sentences)
    asked = {
        letter: [row for row in rows(store, "asked", graph=letter_graph(letter)) if _holds(row, own)]
        for letter, own in places.items()
    }
    found = [*said, *(row for own in asked.values() for row in own)]
    facts = _facts(store, (row[0] for row in found))
    made = {one.iri: one for one in _paged(store, _made(found, facts, functools.partial(_parties, store)))}
    by_sentence: dict[str, list[Statement]] = {}
    for iri in dict.fromkeys(row[0] for row in said):
        by_sentence.setdefault(made[iri].sentence, []).append(made[iri])
    return by_sentence, {
        letter: [made[iri] for iri in dict.fromkeys(row[0] for row in own)] for letter, own in asked.items()
    }


def _paged(store: Store, found: Sequence[Statement]) -> list[Statement]:
    """The statements with their pages."""
    places = [(letter_of(one.iri), one.start, one.end) for one in found]
    known = pages(store, places)
    return [replace(one, page=known.get(place)) for one, place in zip(found, places, strict=True)]


def _holds(row: Row, places: Sequence[int]) -> bool:
    """Whether a statement, as asked.rq gives it, has one of the places inside it."""
    start, end = int(row[2]), int(row[3])
    return any(start <= place < end for place in places)


def _facts(store: Store, statements: Iterable[str]) -> list[Row]:
    """What statements say, and the questions that those of them are an answer to: an answer has their numbers."""
    iris = dict.fromkeys(statements)
    said = rows_of(store, "facts-of", "statements", list(iris))
    asked = dict.fromkeys(value for _, property_, value in said if _local(property_) == "answers")
    return said + rows_of(store, "facts-of", "statements", [iri for iri in asked if iri not in iris])


def _parties(store: Store) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(store, "parties")}


def _made(found: Sequence[Row], said: Iterable[Row], called: Callable[[], dict[str, str]]) -> list[Statement]:
    """The statements of rows as statements.rq gives them, with the facts of rows as facts.rq gives them."""
    facts: dict[str, dict[str, list[str]]] = {}
    for iri, property_, value in said:
        facts.setdefault(iri, {}).setdefault(_local(property_), []).append(value.removeprefix(THINGS))
    parties = called() if any("party" in own for own in facts.values()) else {}
    for own in facts.values():
        if "party" in own:
            own["partyName"] = [parties.get(THINGS + one, one.partition("/")[2]) for one in own["party"]]
    for own in facts.values():  # an answer has the numbers and parties of its questions
        for number in own.pop("answers", ()):
            question = facts.get(THINGS + number, {})
            for name in ("questionNumber", "partyName"):
                own[name] = sorted({*own.get(name, ()), *question.get(name, ())})
    made: dict[str, Statement] = {}
    for iri, class_, start, end, sentence in found:
        own = facts.get(iri, {})
        if "act" in own:
            own["act"] = [one.removeprefix("act/").replace("-", " ") for one in own["act"]]
        kept = {name: tuple(values) for name, values in sorted(own.items())}
        made.setdefault(iri, Statement(iri, KINDS[_local(class_)], int(start), int(end), sentence, kept))
    return list(made.values())


def ordered(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of a sentence as they are shown: decisions first, then by place."""
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.kind), one.start, one.end, one.iri)))


def _decision(one: Statement) -> str:
    says = ", ".join(filter(None, (one.fact("act"), one.fact("object"))))
    by = f" (according to {one.fact('assertedByName')})" if one.fact("assertedByName") else ""
    return f"{one.fact('status').replace('_', ' '):<8}  {one.fact('deciderName') or 'not named'}: {says}{by}"


def _position(one: Statement) -> str:
    by = f" (told by {one.fact('reporterName')})" if one.fact("reporterName") else ""
    return f"{one.fact('holderName')} {one.fact('polarity')}{by}"


def _commitment(one: Statement) -> str:
    due = one.fact("due") or one.fact("onDate")
    date = f" ({one.fact('onDate')})" if one.fact("due") and one.fact("onDate") else ""
    condition = one.fact("condition") or ("conditional" if one.fact("conditional") == "true" else "")
    parts = (f"due {due}{date}" if due else "", f"if: {condition}" if condition else "")
    return ", ".join(filter(None, (one.fact("holderName"), *parts)))


def _quantity(one: Statement) -> str:
    of = f": {one.fact('quantityOf')}" if one.fact("quantityOf") else ""
    return f"{one.number} {one.fact('unit')}{_qualifier(one)}{of}"


def _qualifier(one: Statement) -> str:
    """ " (ceiling)": a number is not told without the word that limits it."""
    return f" ({one.fact('qualifier')})" if one.fact("qualifier") else ""


def _question(one: Statement) -> str:
    return f"{one.number} by {one.fact('partyName')}" if one.fact("partyName") else one.number


def _answer(one: Statement) -> str:
    kind = "" if one.fact("answerKind") == "answered" else f", {one.fact('answerKind')}"
    ground = f": {one.fact('ground')}" if one.fact("ground") else ""
    return f"to question {one.number}{kind}{ground}"


def _candidate(one: Statement) -> str:
    return f"{one.fact('candidateKind')} {one.fact('candidateName')}"


_WORDS: dict[str, Callable[[Statement], str]] = {
    "decision": _decision,
    "position": _position,
    "commitment": _commitment,
    "quantity": _quantity,
    "question": _question,
    "answer": _answer,
    "candidate": _candidate,
}
_LABELS: dict[str, Callable[[Statement], str]] = {
    **_WORDS,
    "decision": lambda one: ", ".join(filter(None, (one.fact("deciderName"), one.fact("act")))),
    "position": lambda one: f"{one.fact('holderName')} {one.fact('polarity')}",
    "quantity": lambda one: f"{one.number} {one.fact('unit')}{_qualifier(one)}",
    "answer": lambda one: f"{one.number} {one.fact('answerKind')}",
}


def _local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["navo"]).removeprefix(PREFIXES["schema"])


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name)
