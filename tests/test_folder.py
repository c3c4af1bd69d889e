"""The graph folder: readers see one whole state, one writer at a time, and a kill loses nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from factory import draft, small_graph
from pyoxigraph import RdfFormat

from navograaf.errors import GraphError, RuleError
from navograaf.graph import loading, state
from navograaf.graph.change import Writer
from navograaf.graph.evidence import graph_iri
from navograaf.graph.folder import GraphFolder
from navograaf.graph.lock import Lock
from navograaf.graph.manifest import Entry, found_source, kept_source

HERE = Path(__file__).resolve().parent
NAMES = ("a", "b", "c")


def graph_of(identifier: str, words: str) -> str:
    """A graph of one quad that holds `words`."""
    return f'<https://x.org/{identifier}> <https://x.org/says> "{words}" <{graph_iri(identifier)}> .\n'


def store_generation(folder: GraphFolder, generation: int) -> None:
    """Give each of the letters a, b, c a text and a graph that say `generation`, in one change."""
    with Writer(folder) as writer:
        for name in NAMES:
            words = f"{generation} {name}"
            entry = Entry(name, f"{name}.txt", f"../{name}.txt", f"{generation}")
            writer.put(entry, draft(writer, graph_of(name, words) * 1, words))
        if generation % 2:
            extra = Entry("extra", "extra.txt", "../extra.txt", f"{generation}")
            writer.put(extra, draft(writer, graph_of("extra", f"{generation} extra"), f"{generation} extra"))
        elif "extra" in writer.rows:
            writer.drop("extra")
        writer.set_reference(
            f'<https://x.org/r> <https://x.org/is> "{generation}" <{graph_iri("r")[:-8]}reference> .\n'
        )
        assert writer.commit()


def generation_of(folder: GraphFolder) -> int:
    """The generation that every part of the folder shows; fails when two parts differ."""
    letters = folder.letters()
    generation = int(letters[0].sha256)
    assert [letter.id for letter in letters] == [*NAMES, *(["extra"] if generation % 2 else [])]
    store = folder.store()
    for letter in letters:
        raw = folder.raw(letter)
        assert raw == f"{generation} {letter.id}"
        assert hashlib.sha256(raw.encode()).hexdigest() == letter.text_sha256
        assert folder.nquads(letter) == graph_of(letter.id, raw)
    rows: Any = store.query("SELECT ?w { GRAPH ?g { ?s <https://x.org/says> ?w } } ORDER BY ?w")
    assert [row["w"].value for row in rows] == [f"{generation} {letter.id}" for letter in letters]
    assert f'"{generation}"' in folder.reference_path().read_text(encoding="utf-8")
    return generation


def contents(path: Path) -> dict[str, bytes]:
    """The files that a person compares, by name."""
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.suffix in {".nq", ".txt"}}


def test_the_layout_of_a_small_graph(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    assert [letter.id for letter in folder.letters()] == ["001_verslag", "28676-333"]
    assert {p.name for p in folder.path.iterdir()} == {
        "navograaf.json", "current", "letters", "texts", "reference.nq", "stores", "lock",
    }  # fmt: skip
    assert sorted(p.name for p in (folder.path / "letters").iterdir()) == ["001_verslag.nq", "28676-333.nq"]
    assert [p.name for p in (folder.path / "stores").iterdir()] == ["000001"]
    agenda = folder.letters()[1]
    assert agenda.source == str(tmp_path / "letters" / "004_agenda.txt")
    assert agenda.quads == folder.nquads(agenda).count("\n")
    assert folder.raw(agenda).encode() == Path(agenda.source).read_bytes()
    rows: Any = folder.store().query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph_iri('28676-333')}> {{ ?s ?p ?o }} }}")
    assert int(next(iter(rows))["n"].value) == agenda.quads


def test_a_place_without_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"no graph here.*navograaf build") as caught:
        GraphFolder.open(tmp_path / "graph")
    assert caught.value.status == 2
    folder = GraphFolder.create(tmp_path / "graph")
    assert folder.letters() == []
    assert not (tmp_path / "graph").exists(), "nothing is written before there is something to store"
    with pytest.raises(GraphError, match="empty"):
        folder.store()


@pytest.mark.parametrize("name", ["thesis.docx", "letters/a.txt", "texts/a.txt", "current", "reference.nq"])
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, name: str) -> None:
    """Also one with a folder called letters, such as the one that the letters stand in."""
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(GraphError, match="other files"):
        GraphFolder.create(tmp_path)


def test_a_file_is_no_graph_folder(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(GraphError, match="a file, not a folder"):
        GraphFolder.create(tmp_path / "thesis.docx")


def test_another_format_and_a_damaged_mark_are_refused(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    mark = folder.path / "navograaf.json"
    mark.write_text('{"format": 99}', encoding="utf-8")
    with pytest.raises(GraphError, match="format 99"):
        GraphFolder.open(folder.path)
    with pytest.raises(GraphError, match="format 99"):
        GraphFolder.create(folder.path)
    mark.write_text("", encoding="utf-8")
    with pytest.raises(GraphError, match="damaged"):
        GraphFolder.open(folder.path)


@pytest.mark.parametrize("name", ["current", "stores/000001/manifest.json"])
def test_a_damaged_pointer_or_list_is_said(tmp_path: Path, name: str) -> None:
    folder = small_graph(tmp_path)
    (folder.path / name).write_text("?", encoding="utf-8")
    with pytest.raises(GraphError, match="damaged"):
        folder.letters()


def test_a_store_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    (folder.path / "current").write_text("000007\n", encoding="ascii")
    with pytest.raises(GraphError, match="cannot be read"):
        folder.letters()
    with pytest.raises(GraphError, match="cannot be read"):
        folder.store()


def test_a_damaged_store_is_said(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    for path in folder.path.glob("stores/*/store/*.sst"):
        path.unlink()
    with pytest.raises(GraphError, match="cannot be read"):
        folder.store()


def test_a_change_shows_everywhere_at_once(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "new" / "graph")
    for generation in range(1, 5):
        store_generation(folder, generation)
        assert {letter.sha256 for letter in folder.letters()} == {str(generation)}
        assert [p.name for p in (folder.path / "stores").iterdir()] == [f"{generation:06d}"]
        extra = folder.path / "letters" / "extra.nq"
        assert extra.exists() == bool(generation % 2)
    assert generation_of(GraphFolder.open(folder.path)) == 4
    store_generation(folder, 5)
    assert generation_of(GraphFolder.open(folder.path)) == 5


def test_a_reader_keeps_what_it_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BULK", 0)  # each change in files of its own: more than a store opens at once
    folder = GraphFolder.create(tmp_path)
    last, files = 0, 0
    while files <= 20 and last < 99:  # RocksDB joins files in its own time; odd generations have an extra letter
        last += 1 if last % 2 == 0 else 2
        store_generation(folder, last)
        files = len(list((folder.state() or folder.path).glob("store/*.sst")))
    assert files > 20
    state = folder.state()
    assert state
    code = """
import sys, test_folder as t
store = t.GraphFolder.open(t.Path(sys.argv[1])).store()
print("open", flush=True)
sys.stdin.readline()
rows = store.query("SELECT ?w { GRAPH ?g { ?s <https://x.org/says> ?w } } ORDER BY ?w")
print([row["w"].value for row in rows])
"""
    reader = in_other_process(code, tmp_path)
    assert reader.stdout
    assert reader.stdin
    assert reader.stdout.readline() == "open\n"
    for generation in (1, 2, 3):
        store_generation(folder, last + generation)
    number = int(state.name)
    assert sorted(p.name for p in (tmp_path / "stores").iterdir()) == [state.name, f"{number + 3:06d}"]
    answer, error = reader.communicate("go on\n", timeout=60)
    assert answer == f"{[f'{last} {name}' for name in ('a', 'b', 'c', 'extra')]}\n", error
    store_generation(folder, last + 4)
    assert [p.name for p in (tmp_path / "stores").iterdir()] == [f"{number + 4:06d}"]


def test_a_store_that_is_read_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        small_graph(tmp_path).store().clear()


def test_no_commit_changes_nothing(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "graph")
    with Writer(folder) as writer:
        writer.put(Entry("a", "a.txt", "../a.txt", "1"), draft(writer, graph_of("a", "x"), "x"))
    assert not (tmp_path / "graph").exists()
    store_generation(folder, 1)
    before = contents(folder.path)
    with pytest.raises(ZeroDivisionError), Writer(folder) as writer:
        writer.drop("a")
        raise ZeroDivisionError
    assert contents(folder.path) == before
    assert generation_of(folder) == 1
    with Writer(folder) as writer:
        assert not writer.commit(), "no change, no new state"
    assert [p.name for p in (folder.path / "stores").iterdir()] == ["000001"]


def test_links_that_cannot_be_made_are_said_and_change_nothing(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "graph")

    class Broken:
        whole = True

        def put_into(self, store: Any) -> None:
            store.load(input=b"no quads", format=RdfFormat.N_QUADS)

        def files(self) -> Iterator[tuple[str, str]]:
            yield from ()

        def rules(self) -> str:
            return ""

    def defect(_: Any) -> Any:
        raise ValueError("a defect")

    def broken(_: Any) -> Any:
        return nullcontext(Broken())

    def rules(_: Any) -> Any:
        raise RuleError("a rule is broken")

    kept: list[object] = []  # as a notebook keeps the last error: the store must not stay locked by it
    for there in (False, True):
        before = contents(folder.path)
        for link, said in ((defect, r"links .* \(ValueError: a defect\).*--debug.*report it"), (broken, "links")):
            with pytest.raises(GraphError, match=said) as caught, Writer(folder, link) as writer:
                kept.append(caught)
                writer.put(Entry("b", "b.txt", "../b.txt", "1"), draft(writer, graph_of("b", "new"), "new"))
                writer.commit()
        with pytest.raises(RuleError, match="a rule is broken"), Writer(folder, rules) as writer:
            writer.set_reference(graph_of("r", "new"))
            writer.commit()
        assert contents(folder.path) == before
        assert (tmp_path / "graph" / "current").exists() == there
        if there:
            assert [p.name for p in (folder.path / "stores").iterdir()] == ["000001"]
            assert generation_of(folder) == 1
        else:
            store_generation(folder, 1)


def test_the_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path)
    store_generation(folder, 1)
    with Writer(folder):
        with pytest.raises(GraphError, match=rf"another process \({os.getpid()}\) is writing"):
            store_generation(folder, 2)
        code = "import sys, test_folder as t; t.store_generation(t.GraphFolder.create(t.Path(sys.argv[1])), 2)"
        other = in_other_process(code, tmp_path)
        assert f"another process ({os.getpid()}) is writing" in other.communicate()[1]
        assert other.returncode == 1
        assert generation_of(folder) == 1
    store_generation(folder, 2)
    assert generation_of(folder) == 2


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_may_not_be_written_is_named_with_what_to_do(
    tmp_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = GraphFolder.create(tmp_path / "graph")
    store_generation(folder, 2)
    plain = os.open

    def refusing(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_RDWR and Path(path).name == "lock":
            raise OSError(number, os.strerror(number), str(path))
        return plain(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(GraphError, match="this graph cannot be written") as error, Writer(folder):
        pass
    assert error.value.where == str(tmp_path / "graph")
    assert "--graph" in error.value.todo
    assert generation_of(folder) == 2, "it can be read"


def test_a_place_where_no_folder_may_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    folder = GraphFolder.create(tmp_path / "new" / "graph")
    monkeypatch.setattr(Path, "mkdir", refusing)
    with pytest.raises(GraphError, match="Permission denied") as error, Writer(folder):
        pass
    assert error.value.where == str(tmp_path / "new" / "graph")


def test_a_lock_that_was_removed_while_waiting_is_taken_anew(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    first.acquire()
    first.release(remove=True)
    second.acquire()
    assert (tmp_path / "lock").read_text(encoding="ascii").strip() == str(os.getpid())
    with pytest.raises(GraphError):
        first.acquire()
    second.release()
    first.acquire()
    first.release()


def in_other_process(code: str, *arguments: object) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(HERE.parent), str(HERE)])
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


DIE = """
import os, signal, sys
import test_folder as t
from navograaf.graph import change, loading, state
step, folder = sys.argv[1], t.GraphFolder.create(t.Path(sys.argv[2]))
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
def after(function, times, then=None):
    # die after `times` calls of a function; with `then`, at the call after them
    calls = []
    def call(*given, **named):
        calls.append(1)
        if then and len(calls) > times: then()
        result = function(*given, **named)
        if not then and len(calls) == times: die()
        return result
    return call
if step == "draft": change.Writer.put = die
elif step == "store": loading._load = die
elif step == "lists": state.write_lists = die
elif step == "pointer": state.point = die
elif step == "mark": state._replace = after(state._replace, 1)
elif step == "settle": state.settle = after(state.settle, 1, then=die)
elif step == "moved": t.Path.replace = after(t.Path.replace, int(sys.argv[3]))
elif step == "gone": t.Path.unlink = after(t.Path.unlink, int(sys.argv[3]))
t.store_generation(folder, 2)
"""
STEPS = [
    ("draft", 1),
    ("store", 1),
    ("lists", 1),
    ("pointer", 1),
    *((f"moved {n}", 1 if n < 10 else 2) for n in (1, 9, 10, 11, 16)),  # nine of drafts, the pointer, then seven files
    ("settle", 2),
    *((f"gone {n}", 1 if n < 3 else 2) for n in (1, 2, 3, 4)),  # the dropped letter's draft, then its files
]
"""Where the writer dies, and the generation that must be found."""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize(("step", "expected"), STEPS)
def test_a_writer_killed_at_any_step_leaves_one_whole_state(tmp_path: Path, step: str, expected: int) -> None:
    folder = GraphFolder.create(tmp_path)
    store_generation(folder, 1)
    name, _, times = step.partition(" ")
    writer = in_other_process(DIE, name, tmp_path, times)
    error = writer.communicate()[1]
    assert writer.returncode == -signal.SIGKILL, error
    assert generation_of(GraphFolder.open(tmp_path)) == expected
    store_generation(folder, 4)
    assert generation_of(folder) == 4
    assert sorted(contents(tmp_path)) == sorted(
        ["reference.nq", *(f"letters/{n}.nq" for n in NAMES), *(f"texts/{n}.txt" for n in NAMES)]
    )
    assert len(list((tmp_path / "stores").iterdir())) <= 2, "the state that this test has read, and the last"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("step", ["draft", "store", "mark", "pointer"])
def test_a_first_build_that_is_killed_leaves_a_folder_to_build_in(tmp_path: Path, step: str) -> None:
    path = tmp_path / "graph"
    writer = in_other_process(DIE, step, path)
    writer.communicate()
    assert writer.returncode == -signal.SIGKILL
    with pytest.raises(GraphError, match="no graph here"):
        GraphFolder.open(path)
    store_generation(GraphFolder.create(path), 3)
    assert generation_of(GraphFolder.open(path)) == 3


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_writers_killed_at_random_moments(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path)
    store_generation(folder, 1)
    code = """
import sys, test_folder as t
folder = t.GraphFolder.create(t.Path(sys.argv[1]))
for generation in range(int(sys.argv[2]), 100_000):
    t.store_generation(folder, generation)
"""
    seen = 1
    for milliseconds in (40, 150, 333):
        writer = in_other_process(code, tmp_path, seen + 1)
        deadline = time.monotonic() + 30
        while generation_of_if_settled(folder) <= seen and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(milliseconds / 1000)
        writer.kill()
        writer.communicate()
        found = generation_of(GraphFolder.open(tmp_path))
        assert found > seen
        seen = found


def generation_of_if_settled(folder: GraphFolder) -> int:
    """The generation in the list of letters; a reader beside a live writer must never fail."""
    letters = folder.letters()
    folder.store()
    return int(letters[0].sha256)


@pytest.mark.parametrize(
    ("identifier", "stem"),
    [
        ("28676-346", "28676-346"),
        ("003_brief (2)", "003_brief (2)"),
        ("Oekraïne", "Oekraïne"),
        ("a/b\\c:d", "a%2Fb%5Cc%3Ad"),
        ("..", "%2E%2E"),
        (".verborgen", "%2Everborgen"),
        ("einde.", "einde%2E"),
    ],
)
def test_names_of_files(identifier: str, stem: str) -> None:
    assert state.file_stem(identifier, set()) == stem


def test_names_of_files_that_would_clash() -> None:
    for identifier, taken in (("NUL", set()), ("con.1", set()), ("Brief", {"brief"}), ("x" * 300, set()), ("", set())):
        stem = state.file_stem(identifier, taken)
        assert stem.casefold() not in taken | {"nul", "con.1", ""}
        assert len(stem.encode()) < 150
    assert state.file_stem("x" * 300, set()) != state.file_stem("x" * 301, set())


def test_letters_and_graph_can_move_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = kept_source(Path("work/graph"), "work/letters/a.txt")
    assert kept == "../letters/a.txt"
    assert found_source(Path("elsewhere/graph"), kept) == str(tmp_path / "elsewhere" / "letters" / "a.txt")
    assert kept_source(Path("graph"), "-") == found_source(Path("graph"), "-") == "-"


def test_the_list_of_letters_says_nothing_of_this_machine(tmp_path: Path) -> None:
    folder = small_graph(tmp_path)
    written = (folder.path / "stores" / "000001" / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in written
    assert [row["source"] for row in json.loads(written)["letters"]] == [
        "../letters/001_verslag.txt", "../letters/004_agenda.txt",
    ]  # fmt: skip
