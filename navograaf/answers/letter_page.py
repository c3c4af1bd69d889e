"""A letter as one web page: its text as it was printed, with what was found marked in it by kind.

Beside show.py, which draws the same marks for a terminal. Laws: the page loads nothing and runs nothing; every word of
the letter goes through the template's escaping; each kind of mark is told by its line as well as by its colour; every
sentence and statement has an anchor `#cSTART-END`, the place by which the other answers name it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from navograaf.answers.collection import KIND_NAMES, LetterCard
from navograaf.answers.dates import day
from navograaf.answers.entries import section_names
from navograaf.answers.escapes import web_address
from navograaf.answers.letter_blocks import LEAF, PLACE, Block, Part, blocks
from navograaf.answers.lookup import letter_graph, rows
from navograaf.answers.marks import Mark, marks
from navograaf.answers.pages import rendered
from navograaf.answers.printed import on_page
from navograaf.answers.statements import statements
from navograaf.answers.terminal import Span
from navograaf.answers.wording import occasion
from navograaf.errors import SubjectError

if TYPE_CHECKING:
    from pyoxigraph import Store

INK, SOFT = "#1b1f24", "#57606a"
"""As in templates/style.css: what stands on a coloured ground stays so in the dark."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a kind of mark is drawn: the colour behind its words, the colour and the style of the line under them."""

    back: str
    line: str
    style: str
    says: bool = False
    """Whether its words stand beside it in print: those of a statement, for a name tells itself."""


LOOKS = {
    "decision": Look("#ffd9d6", "#a40e26", "solid", True),
    "commitment": Look("#ffe3b8", "#8a4600", "solid", True),
    "position": Look("#d8f0d2", "#116329", "solid", True),
    "quantity": Look("#d3f1f5", "#0b6b78", "double", True),
    "question": Look("transparent", "#57606a", "none", True),
    "answer": Look("transparent", "#57606a", "none", True),
    "mission": Look("#d6e6ff", "#0b5394", "dotted"),
    "topic": Look("#fff3c4", "#7a5c00", "dotted"),
    "meeting": Look("#f0defa", "#6e2c91", "dotted"),
    "person": Look("#e6f2d9", "#3f6212", "dashed"),
    "organisation": Look("#e0e4fb", "#3538a0", "dashed"),
    "country": Look("#dff3ea", "#0a6b4a", "dashed"),
    "document": Look("#fbe0ee", "#a0266f", "wavy"),
    "reference": Look("#f0e6dc", "#7b4a1e", "wavy"),
    "candidate": Look("#eceef0", "#a40e26", "double"),
}
"""Kind of mark -> its look, in the order of the legend."""


def letter_page(
    store: Store,
    card: LetterCard,
    raw: str,
    *,
    only: Collection[str] = (),
    place: Span | None = None,
    pages: Sequence[tuple[int, int]] = (),
) -> str:
    """The page of a letter: HTML with its styles inside. raw: the text of the letter as it is stored.

    only: mark these kinds alone; place: code points of the letter, shown as the place asked for; pages: where each
    begins, as Letter.pages. Raises SubjectError for a place outside the letter.
    """
    if place and not 0 <= place[0] < place[1] <= len(raw):
        raise SubjectError(
            f"the letter has no place {place[0]}-{place[1]}", todo=f"It has {len(raw)} characters, counted from 0"
        )
    found = marks(store, card, only)
    graph = letter_graph(card.iri)
    sentences = [(kind, int(start), int(end)) for kind, start, end, *_ in rows(store, "words", graph=graph)]
    headings = [
        (words, int(level), int(start), int(end)) for words, level, start, end in rows(store, "headings", graph=graph)
    ]
    parts = [Part(start, end, "heading", max(level, 1)) for _, level, start, end in headings]
    parts += [Part(start, end, kind) for kind, start, end in sentences]
    places = {(start, end) for _, start, end in sentences} | ({place} if place else set())
    anchors = [Mark(start, end, PLACE, anchor(start, end)) for start, end in sorted(places)]
    said = {(one.start, one.end) for one in statements(store, card.iri)} - places
    # A statement is anchored at its first character: it may cross a sentence, and its own mark may be left out.
    anchors += [Mark(start, start + 1, PLACE, anchor(start, end)) for start, end in sorted(said)]
    counts = Counter(mark.kind for mark in found)
    begins = [(at + len(raw[at:]) - len(raw[at:].lstrip()), page) for at, page in pages]  # a space is in no block
    leaves = [Mark(at, at + 1, LEAF, on_page(page)) for at, page in begins if at < len(raw)]
    laid = blocks(raw, parts, [*anchors, *found, *leaves])
    return rendered(
        "letter.html",
        title=card.name,
        facts=_facts(card, rows(store, "signed", graph=graph)),
        letter_title=card.title,
        doubts=card.doubts,
        asked=anchor(*place) if place and raw[slice(*place)].strip() else "",
        contents=_contents(headings, {block.start for block in laid if block.level}),
        kinds=[(kind, counts[kind], look) for kind, look in LOOKS.items() if counts[kind]],
        blocks=[_block(one) for one in laid],
        ink=INK,
        soft=SOFT,
    )


def _contents(headings: Sequence[tuple[str, int, int, int]], shown: set[int]) -> list[tuple[str, str, int]]:
    """The sections as the table of contents has them: id, name, level; "Antwoord" as "Vraag 14 › Antwoord"."""
    names = section_names([(str(start), words) for words, _, start, _ in headings])
    return [(f"s{start}", names[str(start)], min(level, 2)) for _, level, start, _ in headings if start in shown]


def anchor(start: int, end: int) -> str:
    """The id of a place on the page: "c120-180"."""
    return f"c{start}-{end}"


def _facts(card: LetterCard, signed: Sequence[Sequence[str]]) -> list[tuple[str, str, str]]:
    """What the head of the page says of the letter: name, words, address of a link or ""."""
    number = f"{card.paper} (inferred)" if card.inferred else card.paper or "unknown"
    when, name = occasion(card.meeting, card.when) if card.meeting else ("", "")
    address = card.address if web_address(card.address) else ""
    told = [
        ("Kind", KIND_NAMES.get(card.kind, card.kind), ""),
        ("Number", number, ""),
        ("Date", day(card.date) if card.date else "unknown", ""),
        ("Meeting", f"{name}, {when}" if card.meeting else "", ""),
        ("Signed by", "; ".join(f"{who} ({role})" if role else who for who, role in signed), ""),
        ("Official paper", address, address),
        ("File", card.file, ""),
    ]
    return [(label, words, link) for label, words, link in told if words]


def _block(block: Block) -> dict[str, Any]:
    tag = f"h{min(block.level, 2) + 1}" if block.level else "p"
    return {"tag": tag, "id": f"s{block.start}" if block.level else "", "kind": block.kind, "pieces": block.pieces}
