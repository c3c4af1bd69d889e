"""The sentences of an answer, with what each says: read from the graphs of the letters that they stand in.

Between trace.py, which finds the sentences that have to do with a subject, and the forms of an answer. Law: an entry is
a sentence of a letter, its offsets into the raw text and its words as they stand there, with all that it says: that a
decision in it is about another topic as well is no reason to hide it from who reads the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from navograaf.answers.ahead import looks_ahead
from navograaf.answers.collection import LetterCard
from navograaf.answers.lookup import Row, letter_graph, rows, rows_of
from navograaf.answers.printed import Place, pages, paths
from navograaf.answers.quotes import clean_quote
from navograaf.answers.statements import Statement, ordered, statements_of
from navograaf.iris import THINGS

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.answers.changes import Change

How = Literal["named", "words", "continued", "passage", "stated"]
HOWS: tuple[How, ...] = ("named", "words", "continued", "passage", "stated")
"""The sentence names the subject; has the words that were looked for; goes on about it ("deze missie"); stands in a
passage about it; does none of these, but says something that has to do with it: a decision, say, of the body that is
asked for."""
KINDS = ("decision", "plan", "position", "commitment", "question", "answer", "fact")
"""What an entry can be, what says most first. A decision is taken or explicitly not yet taken; a plan is a decision
that is expected, proposed or pending, or a sentence that looks ahead and says nothing else; all the rest is fact."""
_KIND_OF = {"expected": "plan", "proposed": "plan", "pending": "plan"}
"""Statuses of a decision that is still to be taken."""
SPOKEN = ("text", "footnote")
"""Kinds of sentence that say something; headings, letterhead and signature count where nothing else does."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One sentence about the subjects. start, end and marks count code points of the raw letter."""

    letter: LetterCard
    iri: str
    start: int
    end: int
    how: How
    part: str
    """What the sentence is: text, footnote, heading, letterhead or signature."""
    section: str
    about: tuple[str, ...]
    """Ids of the subjects asked for that the sentence is about."""
    found: tuple[str, ...]
    """Ids of the things found in it: a subject, or what belongs to one ("topic/civil-preparedness")."""
    exact: str
    """The words as in the file, with line breaks and hyphens."""
    quote: str
    """The same words to read and to copy: lines joined."""
    marks: tuple[tuple[int, int], ...] = ()
    quote_marks: tuple[tuple[int, int], ...] = ()
    """The names of the subjects: their places in the raw letter, and in `quote`."""
    references: tuple[str, ...] = ()
    """Ids of the papers that the sentence cites, "27925-692"."""
    statements: tuple[Statement, ...] = ()
    """The decisions, positions, commitments and quantities in it, all of them."""
    asked: tuple[Statement, ...] = ()
    """The question or the answer that it is part of."""
    ahead: bool = False
    """Whether it looks ahead in time."""
    change: Change | None = None
    """How it stands to what an earlier letter says; None when it is new."""
    page: int | None = None
    """On which the sentence begins, the first sheet of the file being 1; None where the letter has no pages."""
    path: str = ""
    """The element that it begins in, as an XPath; "" where the format has none."""

    @property
    def kind(self) -> str:
        """What it says, one of KINDS: the first of `kinds`."""
        return self.kinds[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        """All that it says, in the order of KINDS; a fact only where it says nothing else."""
        said = {_KIND_OF.get(one.fact("status"), one.kind) for one in self.statements if one.kind != "quantity"}
        around = {one.kind for one in self.asked}
        if self.ahead and not said and "question" not in around:
            said.add("plan")
        return tuple(kind for kind in KINDS if kind in said | around) or ("fact",)

    @property
    def date(self) -> str:
        """The ISO date of the meeting that the letter is about, else of the letter, else ""."""
        return self.letter.when


@dataclass(slots=True)
class Spoken:
    """Why a sentence is part of an answer: what was found in it, and how."""

    about: dict[str, None] = field(default_factory=dict)
    found: dict[str, None] = field(default_factory=dict)
    hows: set[How] = field(default_factory=set)
    marks: set[tuple[int, int]] = field(default_factory=set)

    def add(self, subject: str, found: str, how: How) -> None:
        """Note that it has to do with `subject`, since `found` (the subject or what belongs to it) was found in it."""
        self.about[subject] = self.found[found] = None
        self.hows.add(how)

    def kind(self, part: str) -> How | None:
        """How it speaks of the subject. A footnote at the foot of a page stands in a passage by accident."""
        return next((how for how in HOWS if how in self.hows and (how != "passage" or part == "text")), None)


def entries(store: Store, cards: Iterable[LetterCard], spoken: Mapping[str, Spoken]) -> Iterator[Entry]:
    """The sentences of `spoken` (sentence IRI -> why), letter by letter in the order of `cards`."""
    by_letter: dict[str, dict[str, Spoken]] = {}
    for sentence, why in spoken.items():
        by_letter.setdefault(sentence.rpartition("/sentence/")[0], {})[sentence] = why
    wanted = [card for card in cards if card.iri in by_letter]
    read = _Read(store, wanted, [iri for card in wanted for iri in by_letter[card.iri]])
    for card in wanted:
        yield from _of_letter(store, card, by_letter[card.iri], read)


class _Read:
    """What is read at once for all sentences of an answer."""

    def __init__(self, store: Store, cards: Iterable[LetterCard], sentences: Sequence[str]) -> None:
        self.sentences: dict[str, Row] = {}
        for row in rows_of(store, "sentence", "sentences", sentences):
            self.sentences.setdefault(row[0], row)
        self.cited: dict[str, dict[str, None]] = {}
        for sentence, paper, _ in rows_of(store, "citations-in", "sentences", sentences):
            self.cited.setdefault(sentence, {})[_paper(paper)] = None
        places: dict[str, list[int]] = {card.iri: [] for card in cards}
        for iri, row in self.sentences.items():
            places[iri.rpartition("/sentence/")[0]].append(int(row[2]))
        self.said, self.asked = statements_of(store, sentences, places)
        stand = [_place(iri, row) for iri, row in self.sentences.items()]
        self.pages, self.paths = pages(store, stand), paths(store, stand)


def _place(iri: str, row: Row) -> Place:
    """Where a sentence stands; row: as sentence.rq gives it."""
    return iri.rpartition("/sentence/")[0], int(row[2]), int(row[3])


def _of_letter(store: Store, card: LetterCard, spoken: Mapping[str, Spoken], read: _Read) -> Iterator[Entry]:
    found = [read.sentences[iri] for iri in spoken]
    found = [row for row in found if spoken[row[0]].kind(row[1])]
    found = [row for row in found if row[1] in SPOKEN] or found
    if not found:
        return
    headings = section_names(rows(store, "sections", graph=letter_graph(card.iri)))
    for iri, part, start, end, exact, clean, section in sorted(found, key=lambda row: (int(row[2]), int(row[3]))):
        why, first = spoken[iri], int(start)
        marks = tuple(sorted(why.marks))
        quote, quote_marks = clean_quote(exact, clean, [(s - first, e - first) for s, e in marks])
        around = [one for one in read.asked[card.iri] if one.start <= first < one.end]
        yield Entry(
            letter=card,
            iri=iri,
            start=first,
            end=int(end),
            how=why.kind(part) or "named",
            part=part,
            section=headings.get(section, ""),
            about=tuple(why.about),
            found=tuple(why.found),
            exact=exact,
            quote=quote,
            marks=marks,
            quote_marks=quote_marks,
            references=tuple(read.cited.get(iri, ())),
            statements=ordered(read.said.get(iri, ())),
            asked=ordered(around),
            ahead=part in SPOKEN and looks_ahead(quote, card.kind),
            page=read.pages.get((card.iri, first, int(end))),
            path=read.paths.get((card.iri, first, int(end)), ""),
        )


def _paper(iri: str) -> str:
    """The id of a paper that is cited, "27925-692"; the address of a page."""
    return iri.removeprefix(THINGS).partition("/")[2] if iri.startswith(THINGS) else iri


def section_names(sections: Iterable[Sequence[str]]) -> dict[str, str]:
    """Section IRI -> its heading on one line; rows as sections.rq gives them, in text order.

    A heading that the letter uses more than once is told apart by the one before it: "Antwoord" in a
    consultation becomes "Vraag 14 › Antwoord".
    """
    named = [(iri, " ".join(heading.split())) for iri, heading in sections]
    counts: dict[str, int] = {}
    for _, heading in named:
        counts[heading] = counts.get(heading, 0) + 1
    names: dict[str, str] = {}
    last = ""
    for iri, heading in named:
        if counts[heading] == 1:
            last = heading
        names[iri] = heading if counts[heading] == 1 or not last else f"{last} › {heading}"
    return names
