"""The file of names: the same answers with it and without, however it came about; damage is said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from factory import draft, small_graph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navograaf.answers.collection import letters
from navograaf.answers.lookup import open_store
from navograaf.answers.subjects import index, resolve
from navograaf.answers.trace import trace
from navograaf.errors import GraphError, SubjectError
from navograaf.graph.change import Writer
from navograaf.graph.evidence import graph_iri
from navograaf.graph.folder import GraphFolder
from navograaf.graph.manifest import Entry
from navograaf.graph.reference import GRAPH as REFERENCE
from navograaf.iris import GRAPHS, ONTOLOGY, PREFIXES, THINGS
from navograaf.names.snapshot import Snapshot
from navograaf.names.tables import FILE
from navograaf.names.written import write_names

ASKED = (
    "NMI",
    "resolute support",
    "Irak",
    "28 676, nr. 333",
    "mission/NMI",
    "nato-dmm-2020-02-12",
    "Bijleveld",
    "28 676",
)
UNKNOWN = ("NMJ", "Resolut Support", "Kamerstuk 28 676, nr. 331", "Xyzzy", "mission/none", "")


def same_answers(folder: GraphFolder) -> int:
    """The number of things that are called something; fails when they are others without the file of names."""
    snapshot = folder.snapshot()
    kept, asked = index(snapshot), index(snapshot.store)  # type: ignore[arg-type]
    assert snapshot.names is not None
    assert dict(kept.things) == asked.things
    assert dict(kept.names) == asked.names
    assert dict(kept.pointers) == asked.pointers
    assert letters(snapshot) == letters(snapshot.store)  # type: ignore[arg-type]
    return len(kept.things)


def rows(state: Path) -> dict[str, list[tuple[object, ...]]]:
    """What the file of names of a state says, without its own numbers."""
    facts = (
        "SELECT t.iri, t.key, property, value, language, f.key, points, said FROM facts f JOIN things t ON t.id = thing"
    )
    said = f"SELECT g.iri, {facts.removeprefix('SELECT ')} JOIN said s ON s.fact = f.id JOIN graphs g ON g.id = s.graph"
    texts = {
        "facts": facts,
        "said": said,
        "things": "SELECT iri, key FROM things",
        "letters": "SELECT g.iri, l.iri, file, kind, date, paper, address, meeting, title, doubts"
        " FROM letters l JOIN graphs g ON g.id = l.graph",
        "graphs": "SELECT iri FROM graphs",
    }
    with closing(sqlite3.connect(state / FILE)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name: sorted(file.execute(text).fetchall()) for name, text in texts.items()}


def state_of(folder: GraphFolder) -> Path:
    state = folder.state()
    assert state is not None
    return state


def from_scratch(folder: GraphFolder, place: Path) -> Path:
    place.mkdir()
    write_names(None, place, folder.store(), ())
    return place


def test_the_five_letters_give_the_same_answers(seeds_graph: GraphFolder) -> None:
    assert same_answers(seeds_graph) > 1500
    snapshot = open_store(seeds_graph)
    assert isinstance(snapshot, Snapshot)
    found = trace(seeds_graph, ["NMI"])
    assert found == trace(snapshot.store, ["NMI"])
    assert found.entries


@pytest.mark.parametrize("text", [*ASKED, *UNKNOWN])
def test_a_name_is_found_or_refused_alike(small: GraphFolder, text: str) -> None:
    snapshot = small.snapshot()

    def said(store: object) -> object:
        try:
            return resolve(store, text)  # type: ignore[arg-type]
        except SubjectError as error:
            return str(error)

    found = said(snapshot)
    assert found == said(snapshot.store)
    assert isinstance(found, str) == (text in UNKNOWN)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_graph(tmp_path_factory.mktemp("names"))


def letter(number: int, words: str, meeting: int | None) -> str:
    """The graph of a letter that names a paper, a meeting and itself."""
    graph, iri = graph_iri(str(number)), f"{THINGS}letter/{number}"
    said = [
        f'<{iri}> <{ONTOLOGY}sourceFile> "{number}.txt"',
        f'<{THINGS}kamerstuk/28676-{len(words)}> <{PREFIXES["dcterms"]}identifier> "28676-{len(words)}"',
        f'<{THINGS}person/p> <{PREFIXES["rdfs"]}label> "{words}"@nl',
        f'<{THINGS}rule/r> <{PREFIXES["rdfs"]}label> "a rule"',
    ]
    if meeting is not None:
        iri_of = f"<{THINGS}meeting/m{meeting}>"
        said += [
            f"<{iri}> <{ONTOLOGY}aboutMeeting> {iri_of}",
            f'{iri_of} <{PREFIXES["rdfs"]}label> "meeting {meeting}"',
        ]
        said += [f'{iri_of} <{ONTOLOGY}startDate> "2020-0{meeting}"', f'<{iri}> <{ONTOLOGY}doubt> "{words}"']
    return "".join(f"{line} <{graph}> .\n" for line in sorted(said))


WORDS = st.sampled_from(["a", "Één naam", "b-c", "de é naam", "---"])
PUT = st.tuples(st.integers(0, 3), st.tuples(WORDS, st.none() | st.integers(1, 3)) | st.none())
CHANGES = st.lists(st.lists(PUT, min_size=1, max_size=4, unique_by=lambda one: one[0]), min_size=2, max_size=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_any_series_of_changes_leaves_what_is_made_at_once(
    tmp_path_factory: pytest.TempPathFactory, changes: list[list[tuple[int, tuple[str, int | None] | None]]]
) -> None:
    place = tmp_path_factory.mktemp("changes")
    folder = GraphFolder.create(place / "graph")
    for count, change in enumerate(changes):
        with Writer(folder) as writer:
            for number, given_ in change:
                if given_ is None:
                    if str(number) in writer.rows:
                        writer.drop(str(number))
                else:
                    nquads = letter(number, *given_)
                    entry = Entry(str(number), f"{number}.txt", f"../{number}.txt", f"{given_}")
                    writer.put(entry, draft(writer, nquads, f"{given_}"))
            name = f'<{THINGS}mission/x> <{PREFIXES["rdfs"]}label> "generation {count // 2}"'
            writer.set_reference(f"{name} <{REFERENCE}> .\n")
            beside = f'<{THINGS}person/p> <{PREFIXES["rdfs"]}label> "{count}" <{GRAPHS}corrections> .\n'
            writer.set_beside("corrections", beside if count % 2 else "")
            writer.commit()
        same_answers(folder)
    assert rows(state_of(folder)) == rows(from_scratch(folder, place / "scratch"))


def test_a_change_costs_what_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from navograaf.names import written

    added: list[str] = []
    add = written._add

    def noted(file: sqlite3.Connection, graph: str, *facts: Any) -> None:
        added.append(graph)
        add(file, graph, *facts)

    monkeypatch.setattr(written, "_add", noted)
    folder = small_graph(tmp_path)
    assert len(added) == 3
    before = rows(state_of(folder))
    added.clear()
    with Writer(folder) as writer:
        writer.put(Entry("9", "9.txt", "../9.txt", "9"), draft(writer, letter(9, "negen", 2), "9"))
        assert writer.commit()
    assert added == [graph_iri("9")]
    with Writer(folder) as writer:  # one more quad, which names nothing
        more = f'<https://x.org/s> <https://x.org/p> "o" <{graph_iri("9")}> .\n'
        writer.put(Entry("9", "9.txt", "../9.txt", "9"), draft(writer, letter(9, "negen", 2) + more, "9"))
        assert writer.commit()
    assert added == [graph_iri("9")]
    assert {card.id for card in letters(folder.snapshot())} == {"28676-333", "001_verslag", "9"}  # type: ignore[arg-type]
    with Writer(folder) as writer:
        writer.drop("9")
        assert writer.commit()
    assert rows(state_of(folder)) == before


def test_a_graph_without_names_is_read_by_queries_and_gets_them_at_the_next_build(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    before = trace(folder, ["NMI"])
    state = state_of(folder)
    (state / FILE).unlink()
    assert folder.snapshot().names is None
    assert trace(folder, ["NMI"]) == before
    with Writer(folder) as writer:
        assert writer.commit(), "the names are made, though no letter changed"
    assert state_of(folder) != state
    assert same_answers(folder)
    with Writer(folder) as writer:
        assert not writer.commit()


def test_a_file_of_other_tables_is_passed_over_and_made_anew(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    with closing(sqlite3.connect(state_of(folder) / FILE)) as file:
        file.execute("PRAGMA user_version = 1")
        file.execute("DROP TABLE facts")
        file.commit()
    assert folder.snapshot().names is None
    assert trace(folder, ["NMI"]).entries
    with Writer(folder) as writer:
        writer.put(Entry("9", "9.txt", "../9.txt", "9"), draft(writer, letter(9, "negen", 2), "9"))
        writer.commit()
    assert same_answers(folder)


@pytest.mark.parametrize("keep", [0, 100, 8192])
def test_a_damaged_file_is_said_and_mended_by_a_build(tmp_path: Path, keep: int) -> None:
    folder = small_graph(tmp_path)
    path = state_of(folder) / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:keep] + b"\xff" * (len(whole) - keep))
    with pytest.raises(GraphError, match="its file of names is damaged") as caught:
        trace(folder, ["NMI"])
    assert str(path) in str(caught.value)
    with Writer(folder) as writer:
        writer.put(Entry("9", "9.txt", "../9.txt", "9"), draft(writer, letter(9, "negen", 2), "9"))
        writer.commit()
    assert same_answers(folder)


def test_names_and_store_are_those_of_one_state(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    snapshot = folder.snapshot()
    with Writer(folder) as writer:
        for identifier in list(writer.rows):
            writer.drop(identifier)
        writer.put(Entry("9", "9.txt", "../9.txt", "9"), draft(writer, letter(9, "negen", 2), "9"))
        writer.commit()
    assert {card.id for card in letters(snapshot)} == {"28676-333", "001_verslag"}  # type: ignore[arg-type]
    assert [card.id for card in letters(folder.snapshot())] == ["9"]  # type: ignore[arg-type]
    assert snapshot.names is not None


def test_reading_leaves_the_file_as_it_is(small: GraphFolder) -> None:
    state = state_of(small)
    before = (state / FILE).read_bytes()
    trace(small, ["NMI"])
    assert (state / FILE).read_bytes() == before
    assert not [path.name for path in state.iterdir() if path.name.startswith(FILE) and path.name != FILE]
