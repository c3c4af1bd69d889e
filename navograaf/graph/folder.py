"""The graph folder as readers see it: where it is, which letters it holds, its store, opened read-only.

    navograaf.json       that this is a graph folder, and the version of its format
    letters/ID.nq        the graph of a letter, sorted: what a person compares
    texts/ID.txt         the letter's text as it was read: what offsets count in
    texts/ID.json        what its format and the files beside it tell (structure.py); a plain text has none
    reference.nq         the reference data
    links/ID.nq          the links that start in the letter (navograaf/links)
    graphs/NAME.nq       a graph beside those of the letters: the rules of links, what people corrected, other files of
                         letters (manifestation_quads.py)
    corrections.tsv      what people judged of the findings: theirs to write (corrections.py)
    current              the name of the state that counts, such as 000012
    stores/000012/       that state: manifest.json (the letters), store/ (Oxigraph), names.db (SQLite: what things
                         are called, and the letters, to answer from; navograaf/names) and links.db (what was found of
                         each letter, to find links from; navograaf/links)
    drafts/              letters that a build in progress, or one that was stopped, has made (drafts.py)
    lock                 held by the process that is writing (change.py)

Laws: what is read belongs to one state, the one that `current` names, whatever a writer does meanwhile;
a reader writes nothing, so a folder on a read-only disk can be queried. A writer that was killed after
it set `current` leaves files under stores/NNNNNN/pending; they count as if they were in place already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TypeVar

from navograaf.errors import GraphError
from navograaf.graph.correction_cells import FILE as CORRECTIONS
from navograaf.graph.drafts import FOLDER as DRAFTS
from navograaf.graph.lock import hold
from navograaf.graph.manifest import MANIFEST, found_source, read_manifest
from navograaf.graph.stored import OtherFile, StoredLetter
from navograaf.graph.structure import restored
from navograaf.letters.model import Letter

if TYPE_CHECKING:
    from pyoxigraph import Store

    from navograaf.names.snapshot import Snapshot

FORMAT = 2
MARK, POINTER, STORES, LOCK = "navograaf.json", "current", "stores", "lock"
STORE, PENDING = "store", "pending"
LETTERS, TEXTS, LINKS, REFERENCE, BESIDE = "letters", "texts", "links", "reference.nq", "graphs"
UNMARKED = frozenset({STORES, LOCK, DRAFTS, CORRECTIONS})
"""What a folder without the mark may hold: what a first build leaves that was killed before it set the mark, and what
a person put there."""
_ATTEMPTS = 5
Read = TypeVar("Read")
Empty = TypeVar("Empty")


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """A folder that holds one graph. Build one with `create` or `open`, which check it."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> GraphFolder:
        """The graph folder at `path`. Raises GraphError when there is none, or one of a later format."""
        found = cls(path)
        if not ((path / POINTER).is_file() and (path / MARK).is_file()):
            raise GraphError(
                "there is no graph here",
                where=str(path),
                todo="Build one with `navograaf build LETTER_OR_FOLDER...`, or name its folder with --graph",
            )
        found._check_format()
        return found

    @classmethod
    def create(cls, path: Path) -> GraphFolder:
        """The graph folder at `path`, which may be new: nothing is written before the first letter is stored.

        Raises GraphError for a file, a folder of other things, or a graph of a later format.
        """
        found = cls(path)
        if path.exists() and not path.is_dir():
            raise GraphError("this is a file, not a folder", where=str(path), todo="Name a folder with --graph")
        if (path / MARK).exists():
            found._check_format()
        elif path.is_dir() and any(item.name not in UNMARKED and item.name[0] != "." for item in path.iterdir()):
            raise GraphError(
                "the folder holds other files than a graph", where=str(path), todo="Name a new or empty folder"
            )
        return found

    def letters(self) -> list[StoredLetter]:
        """The letters of the graph, sorted by id; none while the graph is empty."""
        return self._read(lambda state: [self._stored(state, row) for row in read_manifest(state)["letters"]], [])

    def reference_path(self) -> Path:
        """The file with the reference data as N-Quads."""
        return self._read(lambda state: self._place(state, REFERENCE), self.path / REFERENCE)

    def graph(self, name: str) -> str:
        """A graph beside those of the letters, such as "corrections", as sorted N-Quads; "" when there is none."""

        return self._there(f"{BESIDE}/{name}.nq")

    def links(self) -> Iterator[tuple[str, str]]:
        """The links between letters as sorted N-Quads: id of the letter in which they start, and its links.

        What tells of their rules comes first, with the id "". Raises GraphError when the graph is changed meanwhile.
        """
        state = self.state()
        yield "", self.graph("links")
        for letter in self.letters():
            text = self._there(f"{LINKS}/{letter.nquads.name}")
            if self.state() != state:  # the rest would be of another graph
                raise GraphError("the graph was changed while it was read", where=str(self.path), todo="Try again")
            if text:
                yield letter.id, text

    def letter(self, stored: StoredLetter) -> Letter:
        """A stored letter as it was read, with all that its format and the files beside it told.

        Raises GraphError when a file of it is gone or damaged.
        """
        told = self._words(stored, "structure") if stored.structure_sha256 else ""
        raw = self.raw(stored)
        return restored(told, file=stored.file, raw=raw, sha256=stored.sha256, source=stored.source)

    def raw(self, letter: StoredLetter) -> str:
        """The text of a stored letter as it was read, line ends included."""
        return self._words(letter, "text")

    def nquads(self, letter: StoredLetter) -> str:
        """The graph of a stored letter as sorted N-Quads."""
        return self._words(letter, "nquads")

    def _there(self, name: str) -> str:
        """A file that need not be there, "" when it is not."""

        def read(state: Path) -> str:
            for place in (state / PENDING, self.path):
                try:
                    return (place / name).read_bytes().decode("utf-8")
                except FileNotFoundError:
                    continue
            return ""

        return self._read(read, "")

    def _words(self, letter: StoredLetter, which: Literal["text", "nquads", "structure"]) -> str:
        path: Path = getattr(letter, which)
        for _ in range(_ATTEMPTS):
            try:
                return path.read_bytes().decode("utf-8")
            except FileNotFoundError:  # a writer has just put it into its final place
                path = next((getattr(one, which) for one in self.letters() if one.id == letter.id), path)
        raise GraphError("the file of the letter is gone", where=str(path), todo="Build the letter again")

    @property
    def store_path(self) -> Path:
        """The folder of the Oxigraph store that counts now, kept from removal while this process lives.

        Raises GraphError while the graph is empty.
        """
        found = self._read(_held_store, None)
        return found if found is not None else self._empty()

    def store(self) -> Store:
        """The store, opened read-only: a snapshot that a later build does not change."""
        from pyoxigraph import Store

        found = self._read(lambda state: Store.read_only(str(_held_store(state))), None)
        return found if found is not None else self._empty()

    def snapshot(self) -> Snapshot:
        """The same store with the names of its state beside it, which answers read from; it passes for the store."""
        from pyoxigraph import Store

        from navograaf.names.snapshot import Snapshot

        found = self._read(lambda state: Snapshot(Store.read_only(str(_held_store(state))), state), None)
        return found if found is not None else self._empty()

    def _empty(self) -> NoReturn:
        raise GraphError("the graph is empty", where=str(self.path), todo="Build it with `navograaf build`")

    def state(self) -> Path | None:
        """The folder of the state that counts, stores/NNNNNN, or None for a graph without one."""
        try:
            name = (self.path / POINTER).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        if not name.isdecimal():
            raise GraphError("the file that names the state is damaged", where=str(self.path / POINTER))
        return self.path / STORES / name

    def _read(self, read: Callable[[Path], Read], empty: Empty) -> Read | Empty:
        """What `read` makes of the state; again when a writer replaced it meanwhile."""
        for attempt in range(_ATTEMPTS):
            state = self.state()
            if state is None:
                return empty
            try:
                return read(state)
            except (OSError, RuntimeError) as error:  # the store says RuntimeError for a file that is gone
                if attempt == _ATTEMPTS - 1 or self.state() == state:
                    raise GraphError(
                        f"the graph cannot be read ({error})", where=str(state), todo="Build it again"
                    ) from error
        return empty

    def _check_format(self) -> None:
        try:
            version = json.loads((self.path / MARK).read_text(encoding="utf-8"))["format"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GraphError("the file that marks a graph folder is damaged", where=str(self.path / MARK)) from error
        if version != FORMAT:
            raise GraphError(
                f"the graph has format {version}, this program reads format {FORMAT}",
                where=str(self.path),
                todo="Build it again in another folder, or use the program that built it",
            )

    def _stored(self, state: Path, row: dict[str, Any]) -> StoredLetter:
        stem = row["stem"]
        return StoredLetter(
            id=row["id"],
            file=row["file"],
            source=found_source(self.path, row["source"]),
            sha256=row["sha256"],
            nquads=self._place(state, f"{LETTERS}/{stem}.nq"),
            nquads_sha256=row["nquads_sha256"],
            text=self._place(state, f"{TEXTS}/{stem}.txt"),
            text_sha256=row["text_sha256"],
            quads=row["quads"],
            warnings=row["warnings"],
            made_by=row["made_by"],
            format=row.get("format", "txt"),
            pages=row.get("pages", 0),
            structure=self._place(state, f"{TEXTS}/{stem}.json"),
            structure_sha256=row.get("structure_sha256", ""),
            also=tuple(
                OtherFile(
                    one["file"], found_source(self.path, one["source"]), one["sha256"], one["format"], one["pages"]
                )
                for one in row.get("also", ())
            ),
        )

    def _place(self, state: Path, name: str) -> Path:
        pending = state / PENDING / name
        return pending if pending.exists() else self.path / name


def _held_store(state: Path) -> Path:
    hold(state / MANIFEST)
    return state / STORE
