"""Letters become a graph: read, extract, write quads, validate, store. The middle of the flow, end to end.

What the letters say about each other is worked out at the end (navograaf/links/). Laws: a letter with a fault is named
with its reason and set aside, the others are stored; building the same letters again changes nothing; the order of the
sources does not matter; a letter that is not among the sources stays. When nothing can be stored, the folder is left as
it was.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from navograaf.errors import LetterError
from navograaf.graph.change import Writer
from navograaf.graph.corrections import read_corrections
from navograaf.graph.crew import ALONE, Crew
from navograaf.graph.desk import Desk
from navograaf.graph.fingerprint import changed, files_that_count, fingerprint
from navograaf.graph.folder import GraphFolder
from navograaf.graph.judgements import GRAPH as CORRECTED
from navograaf.graph.judgements import Judgements
from navograaf.graph.letter_names import find_letter
from navograaf.graph.manifest import found_source
from navograaf.graph.manifestation_quads import GRAPH as MANIFESTATIONS
from navograaf.graph.manifestation_quads import manifestations
from navograaf.graph.outcome import Outcome, set_aside
from navograaf.graph.reference import reference
from navograaf.graph.stored import StoredLetter
from navograaf.letters.sources import STDIN, letter_paths
from navograaf.links.derive import link

Progress = Callable[[int, int, str], None]
"""Called with letters done, letters in all, and the source of the last one ("" when all that is left is to store)."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, an outcome for each source in order of path, and what the graph holds now."""

    outcomes: tuple[Outcome, ...]
    letters: int
    quads: int
    warnings: int
    outdated: tuple[str, ...]
    """Ids of letters that were not among the sources, could be, and were made by other rules than today's."""
    misfits: tuple[str, ...] = ()
    """A sentence for each row of corrections.tsv that does not fit, in the order of the file."""
    new_rules: tuple[str, ...] = ()
    """The files of rules, ontology and program that are not those of the last build."""
    remade: int = 0
    """Letters that did not change and were made again because of these."""
    gone: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Folders among the sources, each with the ids of letters that were read from it and are no longer in it."""
    formats: tuple[tuple[str, int], ...] = ()
    """Formats, each with the number of letters that are read from it: most letters first."""
    left: int | None = None
    """After Ctrl-C: the number of letters that were not looked at. None after a whole build."""

    @property
    def stored(self) -> list[str]:
        """Ids of the letters that are new or changed."""
        return [row.letter for row in self.outcomes if row.state in ("stored", "redone")]

    @property
    def unchanged(self) -> list[str]:
        """Ids of the letters that were in the graph already, as they are."""
        return [row.letter for row in self.outcomes if row.state == "unchanged"]

    @property
    def same(self) -> list[str]:
        """Ids of the letters that the graph has from another file, which holds the same."""
        return [row.letter for row in self.outcomes if row.state == "same"]

    @property
    def manifestations(self) -> list[str]:
        """Ids of the letters that are read from another file than this one, once for each such file."""
        return [row.letter for row in self.outcomes if row.state == "manifestation"]

    @property
    def set_aside(self) -> list[tuple[str, str]]:
        """File and reason of each letter that was not stored."""
        return [(row.file, row.reason) for row in self.outcomes if row.state == "set aside"]


def build(
    folder: GraphFolder, sources: Iterable[Path | str], *, progress: Progress | None = None, crew: Crew = ALONE
) -> BuildReport:
    """Store the letters named by `sources` (files, folders, "-" for standard input) in `folder`.

    What people corrected (corrections.tsv) is applied, also to stored letters that are not among the sources.
    crew: who makes the letters. Ctrl-C stops the making: what was made till then is stored, and the report says so; a
    second one leaves the folder as it was. Raises RuleError for broken rules, reference data or corrections,
    GraphError when the folder cannot be written.
    """
    known, made_with = reference(), files_that_count()
    made_by = fingerprint(made_with)
    sources = list(sources)
    paths, outcomes = _paths(sources)
    interrupted = False
    with Writer(folder, partial(link, crew=crew)) as writer:
        judgements = Judgements(read_corrections(folder.path), folder.graph(CORRECTED), known)
        desk = Desk(writer, made_by, judgements, crew)
        try:
            for path in desk.take(paths):
                if progress:
                    progress(desk.done, len(paths), path)
        except KeyboardInterrupt:
            interrupted = writer.keep_drafts = True
        left = len(paths) - desk.done
        if progress:
            progress(desk.done, len(paths), "")
        outcomes += desk.settle()
        outcomes += [] if interrupted else desk.redo()
        corrected = judgements.graph(writer.rows)
        judged = bool(writer.rows) and writer.set_beside(CORRECTED, corrected)
        new_rules = changed(writer.made_with, made_with)
        if not interrupted:
            writer.made_with = made_with
        if judged or any(row.state != "set aside" for row in outcomes):
            writer.set_reference(known.nquads)
            writer.set_beside(MANIFESTATIONS, manifestations(writer.rows.values()))
            writer.commit()
        rows = list(writer.rows.values())
    gone = _gone(folder.path, rows, sources, paths)
    # To build these again would bring nothing up to date.
    read = {row.letter for row in outcomes if row.state not in ("same", "manifestation")}
    read = read.union(*(ids for _, ids in gone))
    return BuildReport(
        tuple(sorted(outcomes, key=lambda row: row.source)),
        len(rows),
        sum(row["quads"] for row in rows),
        sum(row["warnings"] for row in rows),
        tuple(sorted(row["id"] for row in rows if row["made_by"] != made_by and row["id"] not in read)),
        tuple(f"{row.where}: {row.name} {row.verdict}: {why}" for row, why in judgements.misfits(corrected)),
        tuple(new_rules),
        desk.remade,
        gone,
        _formats(rows),
        left if interrupted else None,
    )


def remove(folder: GraphFolder, letter: str, *, redone: Callable[[Outcome], None] | None = None) -> StoredLetter:
    """Take one letter out, as `remove_all` does several."""
    return remove_all(folder, [letter], redone=redone)[0]


def remove_all(
    folder: GraphFolder, letters: Sequence[str], *, redone: Callable[[Outcome], None] | None = None
) -> list[StoredLetter]:
    """Take letters out, all or none, each named by id, file name or path. Raises LetterError with near misses for one
    that is not in the graph.

    redone: called for each other letter that was made again, or could not be, since its corrections changed.
    """
    known, made_by = reference(), fingerprint(files_that_count())
    with Writer(folder, link) as writer:
        judgements = Judgements(read_corrections(folder.path), folder.graph(CORRECTED), known)
        writer.keep_drafts = True  # of a build that was killed: they are for the next build
        stored = folder.letters()
        found = list({one.id: one for one in (find_letter(stored, letter) for letter in letters)}.values())
        for one in found:
            writer.drop(one.id)
        outcomes = Desk(writer, made_by, judgements).redo()
        writer.set_beside(CORRECTED, judgements.graph(writer.rows))
        writer.set_beside(MANIFESTATIONS, manifestations(writer.rows.values()))
        writer.commit()
    for outcome in outcomes:
        if redone:
            redone(outcome)
    return found


def _gone(
    graph: Path, rows: Iterable[Mapping[str, Any]], sources: Iterable[Path | str], paths: Iterable[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The folders of `sources` that letters were read from which are no longer in them, with the ids of these."""
    folders = [(str(source), os.path.join(os.path.abspath(source), "")) for source in sources if Path(source).is_dir()]  # noqa: PTH100, PTH118
    if not folders:
        return ()
    there = {os.path.abspath(path) for path in paths}  # noqa: PTH100
    gone: dict[str, list[str]] = {}
    for row in rows:
        # A letter that lost the file that it was read from is still there while another file of it is.
        place, *others = (found_source(graph, one["source"]) for one in (row, *row.get("also", ())))
        if not there.intersection((place, *others)):
            name = next((name for name, inside in folders if place.startswith(inside)), None)
            if name is not None:
                gone.setdefault(name, []).append(row["id"])
    return tuple((name, tuple(sorted(gone[name]))) for name in sorted(gone))


def _formats(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(row.get("format", "txt") for row in rows)
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _paths(sources: Iterable[Path | str]) -> tuple[list[str], list[Outcome]]:
    """The letters to read, each once and sorted by path, and the sources that name none."""
    paths: dict[str, str] = {}
    wrong: list[Outcome] = []
    for source in sources:
        try:
            for path in map(str, letter_paths([source])):
                paths.setdefault(path if path == STDIN else os.path.abspath(path), path)  # noqa: PTH100
        except LetterError as error:
            wrong.append(set_aside(str(source), error))
    return [paths[key] for key in sorted(paths)], wrong
