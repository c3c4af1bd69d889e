"""Small letters made by hand for the tests of links: a letter is given as its sentences and statements."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from navograaf.links.model import Item, LetterKind, LetterNode, Sentence
from navograaf.words.lists import meanings
from navograaf.words.stems import stem, stems

BASE = "https://w3id.org/navograaf/id/"


def content(words: str) -> frozenset[str]:
    """The stems that letter_items.py would give."""
    few = {stem(word) for word in meanings("says-little")}
    return frozenset(one.stem for one in stems(words) if one.stem not in few)


@dataclass(frozen=True)
class Collection:
    """Letters with their statements and sentences."""

    letters: tuple[LetterNode, ...]
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]


@dataclass
class Letter:
    """A letter in the making; `say` adds a sentence, `state` a statement about the sentence said last."""

    id: str
    kind: LetterKind
    meeting: str = ""
    end: str = ""
    date: str = ""
    paper: str = ""
    at: int = 0
    sentences: list[Sentence] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def node(self) -> LetterNode:
        start = self.meeting.rpartition("dmm-")[2]
        iri = f"{BASE}meeting/{self.meeting}" if self.meeting else ""
        file = f"{self.id}.txt"
        return LetterNode(
            self.iri, self.id, file, self.kind, self.date, self.paper, iri, start, self.end or start, "ministers"
        )

    @property
    def iri(self) -> str:
        return f"{BASE}letter/{self.id}"

    def say(self, words: str, *named: str, kind: str = "text") -> str:
        """A sentence; gives its IRI."""
        end = self.at + len(words)
        iri = f"{self.iri}/sentence/{self.at}-{end}"
        self.sentences.append(Sentence(iri, self.node, self.at, end, kind, "", words, content(words), frozenset(named)))
        self.at = end + 1
        return iri

    def state(self, kind: str, *about: str, back: int = 1, **more: Any) -> str:
        """A statement that spans the last `back` sentences; gives its IRI."""
        spoken = self.sentences[-back:]
        start, end = spoken[0].start, spoken[-1].end
        words = " ".join(sentence.words for sentence in spoken)
        named = frozenset(name for sentence in spoken for name in sentence.named)
        iri = f"{self.iri}/{kind}/{start}-{end}"
        item = Item(
            iri=iri,
            letter=self.node,
            kind=kind,
            start=start,
            end=end,
            words=words,
            stems=content(words),
            named=named,
            about=frozenset(about),
            sentence=spoken[0].iri,
        )
        self.items.append(replace(item, **more))
        return iri


def collect(*letters: Letter, seed: int | None = None) -> Collection:
    """The collection of some letters; with a seed everything in it stands in another order."""
    nodes = [letter.node for letter in letters]
    items = [item for letter in letters for item in letter.items]
    sentences = [sentence for letter in letters for sentence in letter.sentences]
    if seed is not None:
        for rows in (nodes, items, sentences):
            random.Random(seed).shuffle(rows)
    return Collection(tuple(nodes), tuple(items), tuple(sentences))


FILLER = (
    "De ministers bespraken de bevoorrading van de vloot in de Zwarte Zee.",
    "Het weer belemmerde de vluchten boven het noorden.",
    "Canada stelde een veldhospitaal ter beschikking.",
    "De begroting van het hoofdkwartier groeit met twee procent.",
    "Een werkgroep buigt zich over brandstofleidingen.",
    "Spanje organiseert de volgende duikoefening.",
    "Over spoorwegen werd lang gepraat.",
    "De tolken kregen een nieuwe ruimte.",
)


def pad(letter: Letter) -> Letter:
    """The letter with sentences about other things, so that words are rare as in a letter of some length."""
    for words in FILLER:
        letter.say(words)
    return letter
