"""Changing a graph folder: everything is made beside the state that counts, then one file is replaced.

    1. lock the folder; finish what a killed writer left
    2. write the changed letters under stores/NNNNNN/pending; beside them (next_state.py) the changed copy of the store
       (hard links, so it costs milliseconds whatever its size), of links.db and names.db (whole copies), and the list
       of letters
    3. os.replace `current`: from here on the new state counts
    4. move pending files into place, remove the old state

Law: killed at any moment, the folder holds the old state or the new one, whole. Step 4 can be done by
anyone later, and readers look into `pending` first (folder.py).
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from navograaf.errors import GraphError
from navograaf.graph import folder as layout
from navograaf.graph import linking, state
from navograaf.graph.drafts import FOLDER as DRAFTS
from navograaf.graph.drafts import STRUCTURE, Draft
from navograaf.graph.folder import GraphFolder
from navograaf.graph.lock import Lock, unwritable
from navograaf.graph.manifest import Entry, read_manifest
from navograaf.graph.next_state import NextState
from navograaf.graph.reference import GRAPH as REFERENCE_GRAPH
from navograaf.iris import GRAPHS
from navograaf.names.tables import FILE as NAMES


def _may_pass(error: BaseException) -> bool:
    """Whether the same build may well succeed when it is begun again."""
    from concurrent.futures import BrokenExecutor

    return isinstance(error, (GraphError, OSError, KeyboardInterrupt, BrokenExecutor))


class Writer:
    """A change of a graph folder: `put`, `drop`, `set_reference`, `set_beside`, then `commit`, without which nothing
    changes.

    A context manager. Raises GraphError on entering when another process writes the same folder.
    """

    def __init__(self, folder: GraphFolder, link: linking.Link | None = None) -> None:
        """link: finds the links between the letters, which are stored with them."""
        self.folder = folder
        self._link = link
        self.rows: dict[str, dict[str, Any]] = {}
        """Id -> row of the list of letters, with the changes made so far."""
        self.made_with: Mapping[str, str] = {}
        """The files that the graph is made with (fingerprint.py), as the list of letters keeps them."""
        self.keep_drafts = False
        """Whether drafts stay when the change ends, for a build that was interrupted and will be gone on with."""
        self._lock = Lock(folder.path / layout.LOCK)
        self._stems: set[str] = set()
        self._before: Mapping[str, str] = {}
        self._rows_before: list[dict[str, Any]] = []
        self._made: list[Path] = []
        self._changed: set[str] = set()
        self._gone: set[str] = set()  # ids whose graph must leave the store
        self._reference: str | None = None
        self._beside: set[str] = set()
        self._old: Path | None = None
        self._new = folder.path

    def __enter__(self) -> Writer:
        path = self.folder.path
        for missing in [p for p in (path, *path.parents) if not p.exists()][::-1]:
            try:
                missing.mkdir(exist_ok=True)
            except OSError as error:
                raise unwritable(path, error) from error
            self._made.append(missing)
        self._lock.acquire()
        try:
            self._old = self.folder.state()
            if self._old:
                state.settle(path, self._old)
            if self._old:
                manifest = read_manifest(self._old)
                self._rows_before = manifest["letters"]
                self.rows = {row["id"]: row for row in self._rows_before}
                self._reference = manifest["reference"]
                self.made_with = self._before = manifest.get("made with", {})
                self._stems = {row["stem"].casefold() for row in self.rows.values()}
            number = int(self._old.name) + 1 if self._old else 1
            self._new = path / layout.STORES / f"{number:06d}"
            shutil.rmtree(self._new, ignore_errors=True)  # of a writer that was killed in a first build
            for place in (layout.LETTERS, layout.TEXTS):
                (self._new / layout.PENDING / place).mkdir(parents=True)
        except BaseException as error:
            self._lock.release()
            if isinstance(error, PermissionError):
                raise unwritable(path, error) from error
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        committed = self.folder.state() == self._new
        if not committed:
            shutil.rmtree(self._new, ignore_errors=True)
        drafts = self.folder.path / DRAFTS
        # A full disk or a defect in what comes after must not cost the letters that were read.
        if not (self.keep_drafts or (error and _may_pass(error))):
            shutil.rmtree(drafts, ignore_errors=True)
        empty = not (self.folder.path / layout.POINTER).exists()
        if empty:  # nothing was ever stored here: leave no trace
            shutil.rmtree(self.folder.path / layout.STORES, ignore_errors=True)
            (self.folder.path / layout.MARK).unlink(missing_ok=True)
        self._lock.release(remove=empty)
        if empty and not drafts.exists():
            for made in reversed(self._made):
                if not any(made.iterdir()):
                    made.rmdir()

    def put(self, entry: Entry, draft: Draft) -> None:
        """Store a letter, in place of the one with the same id."""
        old = self.rows.get(entry.id)
        stem = old["stem"] if old else state.file_stem(entry.id, self._stems)
        self._stems.add(stem.casefold())
        pending = self._new / layout.PENDING
        state.take_away(pending / layout.TEXTS / f"{stem}.json")  # of the letter as it was put before in this change
        files = [(layout.LETTERS, ".nq", ".nq"), (layout.TEXTS, ".txt", ".txt")]
        files += [(layout.TEXTS, STRUCTURE, ".json")] if draft.structure_sha256 else []
        for place, made, ending in files:
            # Not moved: a build that is killed before it counts finds its drafts again.
            state.link(draft.path.with_name(draft.path.name + made), pending / place / (stem + ending))
        self.rows[entry.id] = asdict(entry) | {
            "stem": stem,
            "quads": draft.quads,
            "nquads_sha256": draft.nquads_sha256,
            "text_sha256": draft.text_sha256,
            "structure_sha256": draft.structure_sha256,
            "format": draft.format,
            "pages": draft.pages,
            "sketch": draft.sketch,
            "days": draft.days,
            "numbered": draft.numbered,
        }
        self._changed.add(entry.id)
        self._gone.discard(entry.id)

    def note(self, entry: Entry) -> None:
        """Change what the list says about a stored letter; its graph stays as it is."""
        self.rows[entry.id] = self.rows[entry.id] | asdict(entry)

    def list_files(self, identifier: str, also: list[dict[str, Any]]) -> None:
        """Say which other files hold a stored letter, in place of what was said; [] for none."""
        row = {name: value for name, value in self.rows[identifier].items() if name != "also"}
        self.rows[identifier] = row | ({"also": also} if also else {})

    def drop(self, identifier: str) -> None:
        """Take a letter out. Raises KeyError when it is not in."""
        stem = self.rows.pop(identifier)["stem"]
        self._stems.discard(stem.casefold())
        pending = self._new / layout.PENDING
        (pending / layout.LETTERS / f"{stem}.nq").unlink(missing_ok=True)
        (pending / layout.TEXTS / f"{stem}.txt").unlink(missing_ok=True)
        state.take_away(pending / layout.TEXTS / f"{stem}.json")
        self._changed.discard(identifier)
        self._gone.add(identifier)

    def set_reference(self, nquads: str) -> None:
        """Replace the reference data, if it is another than that of the graph."""
        digest = hashlib.sha256(nquads.encode("utf-8")).hexdigest()
        if digest != self._reference:
            self._reference = digest
            (self._new / layout.PENDING / layout.REFERENCE).write_text(nquads, encoding="utf-8", newline="")

    def set_beside(self, name: str, nquads: str) -> bool:
        """Replace the graph `name` beside the letters ("" for an empty one); False when it is the same."""
        path = self._new / layout.PENDING / layout.BESIDE / f"{name}.nq"
        changed = nquads != self.folder.graph(name)
        if changed:
            path.parent.mkdir(exist_ok=True)
            path.write_text(nquads, encoding="utf-8", newline="")
            self._beside.add(name)
        return changed

    def commit(self) -> bool:
        """Make the changes count; False when there are none.

        Raises GraphError when the disk refuses or the links cannot be made; then the folder stays as it was.
        """
        before = self._rows_before
        rows = [self.rows[key] for key in sorted(self.rows)]
        reference = (self._new / layout.PENDING / layout.REFERENCE).exists()
        same = rows == before and self.made_with == self._before
        # A state without names is one of a version before, or somebody removed them.
        same = same and (self._old is None or (self._old / NAMES).exists())
        if not (self._changed or self._gone or self._beside or reference) and same:
            return False
        try:
            others = [GRAPHS + name for name in sorted(self._beside)] + [REFERENCE_GRAPH] * reference
            NextState(
                folder=self.folder.path,
                old=self._old,
                new=self._new,
                before=before,
                rows=self.rows,
                changed=self._changed,
                gone=self._gone,
                others=others,
                made_with=self.made_with,
                link=self._link,
            ).make()
            kept = {row["stem"] for row in rows}
            gone = sorted({row["stem"] for row in before} - kept)
            state.write_lists(self._new, rows, self._reference or "", gone, self.made_with)
            state.point(self.folder.path, self._new)
        except OSError as error:
            raise GraphError(f"the graph cannot be written ({error})", where=str(self.folder.path)) from error
        self._old, self._rows_before = self._new, rows
        state.settle(self.folder.path, self._new)
        return True
