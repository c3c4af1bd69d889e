"""One letter as links need it, made once when its graph changes: facts, sentences, statements and what they tell alone.

After statements.py, before kept.py. Laws: a digest is made of one letter's N-Quads and of the reference data, never of
other letters; what can be told of a sentence by itself (that it tells of something done, that it refers to a letter)
is told here, so that no later step reads all sentences again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from navograaf.iris import THINGS
from navograaf.links.facts import Facts, facts_of
from navograaf.links.known_things import Reference
from navograaf.links.letter_items import LetterItems
from navograaf.links.letters import refers
from navograaf.links.model import Item, LetterNode, Sentence
from navograaf.links.promise import Promise, promises
from navograaf.links.rarity import PROSE
from navograaf.links.renamed import Change, changes
from navograaf.links.statements import MEETING, nodes
from navograaf.links.telling import done

Told = dict[str, dict[str, list[str]]]
"""Meeting -> what a letter tells of it: property -> values."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A letter; sentences and statements in the order of reading."""

    facts: Facts
    meetings: Told
    surfaces: dict[tuple[str, str], int]
    sentences: list[Sentence]
    items: list[Item]
    promises: list[Promise]
    done: list[Sentence]
    """Sentences that tell that the House was told or given something."""
    refers: list[Sentence]
    """Sentences that may refer to another letter."""
    changes: list[Change]

    @property
    def decisions(self) -> list[Item]:
        """The decisions among the statements."""
        return [one for one in self.items if one.kind == "decision"]

    def counts(self) -> Counter[str]:
        """In how many sentences each word and name stands, and their number ("")."""
        return counts(self.sentences)


def counts(sentences: list[Sentence]) -> Counter[str]:
    """In how many of the sentences that tell something each word and name stands, and their number ("")."""
    found: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.kind in PROSE:
            found[""] += 1
            found.update(sentence.stems)
            found.update(name for name in sentence.named if "/" in name)
    return found


def digest(identifier: str, nquads: str, known: Reference) -> Digest | None:
    """The digest of the letter with this id; None when its graph says nothing of the letter itself."""
    found = nodes(identifier, nquads)
    facts = facts_of(identifier, found)
    if facts is None:
        return None
    told = {
        iri: {name: own[name] for name in MEETING if name in own}
        for iri, own in found.items()
        if iri.startswith(f"{THINGS}meeting/")
    }
    node = facts.node({})
    letter = LetterItems(node, found, known.few, known.wholes, known.verbs)
    sentences = sorted(letter.sentences(), key=lambda one: (one.start, one.end, one.iri))
    items = sorted(letter.items(), key=lambda one: (one.start, one.end, one.iri))
    return Digest(
        facts=facts,
        meetings=told,
        surfaces=dict(Counter(letter.surfaces())),
        sentences=sentences,
        items=items,
        promises=promises(sentences, items),
        done=done(sentences, items),
        refers=[one for one in sentences if refers(one)],
        changes=list(changes(sentences)),
    )


_SETS = ("stems", "named", "about", "who")


def flat_item(item: Item) -> tuple[Any, ...]:
    """A statement as plain values, without its letter."""
    return tuple(None if n == "letter" else sorted(v) if n in _SETS else v for n, v in _fields(item))


def item_from(row: tuple[Any, ...], letter: LetterNode) -> Item:
    """A statement of `letter` from what `flat_item` made."""
    values: list[Any] = [
        letter if n == "letter" else frozenset(v) if n in _SETS else v for n, v in zip(Item.__slots__, row, strict=True)
    ]
    return Item(*values)


def flat_sentence(sentence: Sentence) -> tuple[Any, ...]:
    """A sentence as plain values, without its letter."""
    return tuple(None if n == "letter" else sorted(v) if n in _SETS else v for n, v in _fields(sentence))


def sentence_from(row: tuple[Any, ...], letter: LetterNode) -> Sentence:
    """A sentence of `letter` from what `flat_sentence` made."""
    iri, _, start, end, kind, section, words, stems, named = row
    return Sentence(iri, letter, start, end, kind, section, words, frozenset(stems), frozenset(named))


def flat_promise(promise: Promise) -> tuple[Any, ...]:
    """A promise as plain values, without its letter."""
    return flat_item(promise.item), sorted(promise.own), sorted(promise.back), promise.due, promise.done


def promise_from(row: tuple[Any, ...], letter: LetterNode) -> Promise:
    """A promise of `letter` from what `flat_promise` made."""
    item, own, back, due, told = row
    return Promise(item_from(item, letter), frozenset(own), frozenset(back), due, told)


def _fields(value: Item | Sentence) -> list[tuple[str, Any]]:
    return [(name, getattr(value, name)) for name in type(value).__slots__]
