"""Proof that every quote is still at its place: the letters are read again and compared with the graph.

The last law of the store: a reader who is shown a sentence can open the letter and find it. A letter is
read from where it came from, in whatever format; where that file is gone (or was standard input), from the
copy in the graph folder, and the result says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from navograaf.errors import LetterError
from navograaf.graph.evidence import graph_iri
from navograaf.graph.folder import GraphFolder
from navograaf.graph.stored import StoredLetter
from navograaf.iris import PREFIXES
from navograaf.letters.model import Letter
from navograaf.letters.reading import read_letter
from navograaf.letters.sources import STDIN

if TYPE_CHECKING:
    from pyoxigraph import Store

Kind = Literal["changed", "unreadable", "moved", "no quotes"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One way in which a letter and its graph differ.

    kind: "changed" the letter is not the text that the graph was made from; "unreadable"; "moved" a quote is
    not at its offsets, or not on its page (start, end, expected and found say which); "no quotes" the graph of the
    letter is gone.
    """

    letter: str
    file: str
    kind: Kind
    what: str
    start: int = 0
    end: int = 0
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A letter that was compared: where it was read, how many quotes were compared, what differs."""

    letter: str
    file: str
    read_from: str
    is_copy: bool
    """True when the letter's own file is gone, and the copy in the graph folder was read."""
    quotes: int
    drifts: tuple[Drift, ...]


def verify_graph(folder: GraphFolder) -> list[Drift]:
    """All differences between the letters and the graph, by letter and offset; empty when every quote stands."""
    return [drift for letter in verify_letters(folder) for drift in letter.drifts]


def verify_letters(folder: GraphFolder) -> Iterator[Verified]:
    """Each letter of the graph in order of id, compared. Raises GraphError for a folder that cannot be read."""
    letters = folder.letters()
    if letters:
        store = folder.store()
        for letter in letters:
            yield _verify(folder, store, letter)


def _verify(folder: GraphFolder, store: Store, letter: StoredLetter) -> Verified:
    is_copy = letter.source == STDIN or not Path(letter.source).exists()
    place = str(letter.text) if is_copy else letter.source
    try:
        if is_copy:
            read = folder.letter(letter)
            same = hashlib.sha256(read.raw.encode("utf-8")).hexdigest() == letter.text_sha256
        else:
            read = read_letter(letter.source)
            same = read.sha256 == letter.sha256
    except (LetterError, UnicodeDecodeError) as error:
        what = error.what if isinstance(error, LetterError) else f"the file is damaged ({error})"
        return Verified(letter.id, letter.file, place, is_copy, 0, (Drift(letter.id, letter.file, "unreadable", what),))
    drifts: list[Drift] = []
    if not same:
        drifts.append(Drift(letter.id, letter.file, "changed", "the letter changed since the graph was made"))
    elif _is_read_otherwise(read, letter):
        what = "this version of the program reads another text from the file than the one that the graph was made from"
        drifts.append(Drift(letter.id, letter.file, "changed", what))
    raw = read.raw
    quotes = _quotes(store, letter.id)
    if len(quotes) == 0:
        drifts.append(Drift(letter.id, letter.file, "no quotes", "the graph holds no quote of the letter"))
    for start, end, exact in quotes:
        if raw[start:end] != exact:
            what = "the words at these offsets are not the quote"
            drifts.append(Drift(letter.id, letter.file, "moved", what, start, end, exact, raw[start:end]))
    for start, end, page in _pages(store, letter.id) if letter.format == "pdf" or read.pages else ():
        if read.page(start) != page:
            what = "these words are on another page"
            found = str(read.page(start) or "")
            drifts.append(Drift(letter.id, letter.file, "moved", what, start, end, f"page {page}", f"page {found}"))
    return Verified(letter.id, letter.file, place, is_copy, len(quotes), tuple(drifts))


def _is_read_otherwise(read: Letter, letter: StoredLetter) -> bool:
    """Whether the bytes are the same and the text is not: never so of a text file, whose text is its bytes."""
    return letter.format != "txt" and hashlib.sha256(read.raw.encode("utf-8")).hexdigest() != letter.text_sha256


def _pages(store: Store, letter: str) -> list[tuple[int, int, int]]:
    """Start, end and page of each quote that has one, sorted, from the short-cut and the selector."""
    found: set[tuple[int, int, int]] = set()
    for page in ("?place navo:page ?page", "?place oa:hasSelector ?by . ?by a oa:FragmentSelector ; rdf:value ?page"):
        rows: Any = store.query(
            f"SELECT ?start ?end ?page WHERE {{ GRAPH <{graph_iri(letter)}> {{ "
            f"?place navo:start ?start ; navo:end ?end . {page} }} }}",
            prefixes=PREFIXES,
        )
        for row in rows:
            start, end = int(row["start"].value), int(row["end"].value)
            found.add((start, end, int(row["page"].value.removeprefix("page="))))
    return sorted(found)


def _quotes(store: Store, letter: str) -> list[tuple[int, int, str]]:
    """Start, end and words of each quote in the letter's graph, sorted, from the selectors and the short-cuts."""
    found: set[tuple[int, int, str]] = set()
    for start, end, exact in (
        ("navo:start", "navo:end", "navo:exact"),
        ("oa:hasSelector/oa:start", "oa:hasSelector/oa:end", "oa:hasSelector/oa:exact"),
    ):
        rows: Any = store.query(
            f"SELECT ?start ?end ?exact WHERE {{ GRAPH <{graph_iri(letter)}> {{ "
            f"?place {start} ?start ; {end} ?end ; {exact} ?exact }} }}",
            prefixes=PREFIXES,
        )
        for row in rows:
            found.add((int(row["start"].value), int(row["end"].value), row["exact"].value))
    return sorted(found)
