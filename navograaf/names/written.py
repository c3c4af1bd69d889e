"""The file of names of a new state: that of the state before it, with what the changed graphs say.

A step of a change (graph/change.py), after the store is made. Laws: what can be read from the file depends on the store
alone, not on the changes that led to it; a change costs by the graphs that changed, and by a copy of the file.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from navograaf.iris import THINGS
from navograaf.names.called import KINDS, NAMES, kind_of, name_of, points
from navograaf.names.tables import DOUBT, FILE, LETTER, LINKS, PROPERTIES, TABLES, VERSION
from navograaf.words.folding import key

if TYPE_CHECKING:
    from pyoxigraph import Store

_Fact = tuple[str, int, str, str]
_UNSAFE = "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
"""A file that is not finished belongs to a state that does not count: it needs no journal on disk."""


def write_names(old: Path | None, new: Path, store: Store, graphs: Iterable[str]) -> None:
    """Make the file of names in the folder `new` of a state.

    old: the folder of the state before, whose file is copied where it has one that can be read; store: that of the new
    state; graphs: IRIs of the graphs in which it differs from that of `old`. Raises OSError.
    """
    place = new / FILE
    changed = sorted(graph for graph in set(graphs) if not graph.startswith(LINKS))
    if old is not None and _copied(old / FILE, place, linked=not changed):
        try:
            if changed:
                _write(place, store, changed)
            return
        except sqlite3.DatabaseError:  # the file before was damaged: made anew
            place.unlink()
    try:
        _write(place, store, None)
    except sqlite3.DatabaseError as error:
        raise OSError(f"the file of names: {error}") from error


def _write(place: Path, store: Store, changed: Iterable[str] | None) -> None:
    """Bring the file up to date with the graphs that changed; None: with all graphs of the store, the file is new."""
    with closing(sqlite3.connect(place)) as file:
        file.executescript(_UNSAFE)
        if changed is None:
            file.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
            changed = sorted(graph.value for graph in store.named_graphs() if not graph.value.startswith(LINKS))
        for graph in changed:
            facts, letters = sorted(set(_facts(store, graph))), _letters(store, graph)
            if (facts, letters) != _kept(file, graph):  # most changes of a letter change no name
                _forget(file, graph)
                _add(file, graph, facts, letters)
        file.commit()
    _on_disk(place)


def _copied(old: Path, place: Path, *, linked: bool) -> bool:
    """Whether `place` is now a copy of `old` (or, when it will not be changed, a second name of it)."""
    try:
        with closing(sqlite3.connect(f"{old.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            if file.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                return False
            file.execute("SELECT count(*) FROM graphs").fetchone()
    except sqlite3.Error:  # none: of a version before; damaged: made anew
        return False
    if linked:
        try:
            place.hardlink_to(old)
        except OSError:  # a disk without such names
            pass
        else:
            return True
    shutil.copyfile(old, place)
    return True


def _on_disk(place: Path) -> None:
    with place.open("rb+") as stream:
        os.fsync(stream.fileno())


def _forget(file: sqlite3.Connection, graph: str) -> None:
    found = file.execute("SELECT id FROM graphs WHERE iri = ?", (graph,)).fetchone()
    if found is None:
        return
    things = file.execute(
        "SELECT DISTINCT thing FROM facts WHERE id IN (SELECT fact FROM said WHERE graph = ?)", found
    ).fetchall()
    file.execute("UPDATE facts SET said = said - 1 WHERE id IN (SELECT fact FROM said WHERE graph = ?)", found)
    file.execute("DELETE FROM facts WHERE said = 0 AND id IN (SELECT fact FROM said WHERE graph = ?)", found)
    file.executemany(
        "DELETE FROM things WHERE id = ? AND NOT EXISTS (SELECT 1 FROM facts WHERE thing = things.id)", things
    )
    for table, column in (("said", "graph"), ("letters", "graph"), ("graphs", "id")):
        file.execute(f"DELETE FROM {table} WHERE {column} = ?", found)  # noqa: S608 (names of our own)


def _kept(file: sqlite3.Connection, graph: str) -> tuple[list[_Fact], list[tuple[str, ...]]]:
    """What the file has of a graph, as `_facts`, sorted, and `_letters` give it."""
    facts = file.execute(
        "SELECT t.iri, f.property, f.value, f.language FROM graphs g JOIN said s ON s.graph = g.id"
        " JOIN facts f ON f.id = s.fact JOIN things t ON t.id = f.thing WHERE g.iri = ?",
        (graph,),
    ).fetchall()
    letters = file.execute(
        f"SELECT l.iri, {', '.join(LETTER)}, doubts FROM letters l JOIN graphs g ON g.id = l.graph WHERE g.iri = ?",  # noqa: S608
        (graph,),
    ).fetchall()
    return sorted(facts), letters


def _add(file: sqlite3.Connection, graph: str, facts: list[_Fact], letters: list[tuple[str, ...]]) -> None:
    if not facts and not letters:
        return
    number = file.execute("INSERT INTO graphs (iri) VALUES (?)", (graph,)).lastrowid
    for iri, property_, value, language in facts:
        file.execute("INSERT INTO things (iri, key) VALUES (?, ?) ON CONFLICT DO NOTHING", (iri, key(name_of(iri))))
        name = PROPERTIES[property_] in NAMES
        (fact,) = file.execute(
            "INSERT INTO facts (thing, property, value, language, key, points, said)"
            " SELECT id, ?, ?, ?, ?, ?, 1 FROM things WHERE iri = ?"
            " ON CONFLICT DO UPDATE SET said = said + 1 RETURNING id",
            (
                *(property_, value, language, key(value) if name else None),
                *(name and points(kind_of(iri), PROPERTIES[property_]), iri),
            ),
        ).fetchone()
        file.execute("INSERT INTO said VALUES (?, ?)", (number, fact))
    for row in letters:
        file.execute("INSERT INTO letters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *row))


def _facts(store: Store, graph: str) -> Iterator[_Fact]:
    """What a graph says of things by PROPERTIES: IRI, place of the property, value, language."""
    from pyoxigraph import Literal, NamedNode

    for number, property_ in enumerate(PROPERTIES):
        for quad in store.quads_for_pattern(None, NamedNode(property_), None, NamedNode(graph)):
            said, iri = quad.object, quad.subject
            if not isinstance(said, Literal) or not isinstance(iri, NamedNode):
                continue
            if iri.value.startswith(THINGS) and kind_of(iri.value) in KINDS:
                yield iri.value, number, said.value, said.language or ""


def _letters(store: Store, graph: str) -> list[tuple[str, ...]]:
    """The letter whose graph it is (none in another graph), as a row of the table without the graph."""
    from pyoxigraph import NamedNode

    def values(iri: NamedNode, property_: str) -> list[str]:
        quads = store.quads_for_pattern(iri, NamedNode(property_), None, NamedNode(graph))
        return sorted(quad.object.value for quad in quads if hasattr(quad.object, "value"))

    found = []
    for quad in store.quads_for_pattern(None, NamedNode(LETTER["file"]), None, NamedNode(graph)):
        iri = quad.subject
        if isinstance(iri, NamedNode):
            cells = [next(iter(values(iri, property_)), "") for property_ in LETTER.values()]
            found.append((iri.value, *cells, json.dumps(values(iri, DOUBT), ensure_ascii=False)))
    return sorted(found)[:1]
