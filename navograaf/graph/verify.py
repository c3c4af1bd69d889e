"""Proof that every quote is still at its place: the letters are read again and compared with the graph.

The last law of the store: a reader who is shown a sentence can open the letter and find it. A letter is
read from where it came from; where that file is gone (or was standard input), from the copy in the graph
folder, and the result says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from navograaf.errors import LetterError
from navograaf.graph.evidence import graph_iri
from navograaf.graph.folder import GraphFolder, StoredLetter
from navograaf.iris import PREFIXES
from navograaf.letters import STDIN, read_letter

if TYPE_CHECKING:
    from pyoxigraph import Store

Kind = Literal["changed", "unreadable", "moved", "no quotes"]


@dataclass(frozen=True, slots=True)
class Drift:
    """One way in which a letter and its graph differ.

    kind: "changed" the letter is not the text that the graph was made from; "unreadable"; "moved" a quote is
    not at its offsets (start, end, expected and found say which); "no quotes" the graph of the letter is gone.
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
            raw = folder.raw(letter)
            same = hashlib.sha256(raw.encode("utf-8")).hexdigest() == letter.text_sha256
        else:
            read = read_letter(letter.source)
            raw, same = read.raw, read.sha256 == letter.sha256
    except (LetterError, UnicodeDecodeError) as error:
        what = error.what if isinstance(error, LetterError) else f"the file is damaged ({error})"
        return Verified(letter.id, letter.file, place, is_copy, 0, (Drift(letter.id, letter.file, "unreadable", what),))
    drifts: list[Drift] = []
    if not same:
        drifts.append(Drift(letter.id, letter.file, "changed", "the letter changed since the graph was made"))
    quotes = _quotes(store, letter.id)
    if len(quotes) == 0:
        drifts.append(Drift(letter.id, letter.file, "no quotes", "the graph holds no quote of the letter"))
    for start, end, exact in quotes:
        if raw[start:end] != exact:
            what = "the words at these offsets are not the quote"
            drifts.append(Drift(letter.id, letter.file, "moved", what, start, end, exact, raw[start:end]))
    return Verified(letter.id, letter.file, place, is_copy, len(quotes), tuple(drifts))


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
