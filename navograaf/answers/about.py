"""Which sentences have to do with what somebody asks about, and why.

Between subjects.py and entries.py. Laws: a subject that nothing is called so is looked for as words; a topic that is
asked for beside some of its own narrower topics takes in no others, for who names two of seven means two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from navograaf.answers.entries import How, Spoken
from navograaf.answers.lookup import rows
from navograaf.answers.subjects import Index, Thing, resolve
from navograaf.errors import SubjectError
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

WORDS = "words"
"""The kind of a Thing that stands for words in the text and nothing else."""


@dataclass(slots=True)
class About:
    """What was asked for and found: the things, the sentences (IRI -> why), and what a reader must be told of it."""

    things: tuple[Thing, ...]
    spoken: dict[str, Spoken] = field(default_factory=dict)
    also: dict[str, None] = field(default_factory=dict)
    """IRIs of what was taken in besides, and found."""
    notes: list[str] = field(default_factory=list)
    """Whole sentences."""


def about(store: Store, subjects: Sequence[str], known: Index, *, narrower: bool) -> About:
    """The sentences about any of `subjects`. Raises SubjectError for one that is no name and no words of a letter."""
    named: dict[Thing, set[str]] = {}
    words: dict[Thing, dict[str, list[tuple[int, int]]]] = {}
    notes = []
    for text in subjects:
        try:
            for item in resolve(store, text, known):
                named.setdefault(item, set()).add(text)
        except SubjectError:
            found = _in_text(store, text)
            if not found:
                raise
            words[Thing("", f"{WORDS}/{text}", WORDS, f"“{text}”")] = found
            notes.append(f"Nothing is called {text!r}: these are the sentences that have its words.")
    answer = About((*named, *words), notes=notes)
    for item in named:
        iris = sorted(row[0] for row in rows(store, "covered", subject=item.iri)) if narrower else [item.iri]
        beside = [other for other in named if other.iri in iris and named[other] - named[item]]
        if item.kind == "topic" and beside:
            others = [iri for iri in iris if iri != item.iri and all(iri != other.iri for other in named)]
            iris = [item.iri]
            if others:
                names = ", ".join(other.id for other in beside if other != item)
                answer.notes.append(f"{item.id} takes in only what is asked for beside it: {names}.")
        for iri in iris:
            _add(store, answer, item, iri)
    for item, places in words.items():
        for sentence, marks in places.items():
            why = answer.spoken.setdefault(sentence, Spoken())
            why.add(item.id, item.id, "words")
            why.marks.update(marks)
    return answer


def _add(store: Store, answer: About, item: Thing, iri: str) -> None:
    """Add the sentences that have to do with `iri`: `item`, or what it takes in."""
    said = sorted(rows(store, "said", thing=iri))
    stated = sorted(rows(store, "stated", thing=iri))
    if (said or stated) and all(iri != other.iri for other in answer.things):
        answer.also[iri] = None
    for sentence, how, start, end in said:
        why = answer.spoken.setdefault(sentence, Spoken())
        why.add(item.id, iri.removeprefix(THINGS), cast("How", how))
        if start and end:
            why.marks.add((int(start), int(end)))
    for _, sentence in stated:
        answer.spoken.setdefault(sentence, Spoken()).add(item.id, iri.removeprefix(THINGS), "stated")


def _in_text(store: Store, text: str) -> dict[str, list[tuple[int, int]]]:
    from navograaf.answers.search import search

    try:
        return search(store, text)
    except SubjectError:  # no words at all: what has no such name says more
        return {}
