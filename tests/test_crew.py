"""Letters made side by side: the same graph whoever makes it, whatever dies, and whenever it is stopped."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import test_build
from factory import extract
from test_build import contents, numbered

from navograaf.errors import RuleError
from navograaf.graph import crew as crew_module
from navograaf.graph import drafts
from navograaf.graph.build import build
from navograaf.graph.crew import FEW, Crew, side_by_side
from navograaf.graph.folder import GraphFolder
from navograaf.graph.make import Fault, Task, make
from navograaf.letters.reading import from_bytes

HERE = Path(__file__).resolve().parent
MANY = FEW + 14
"""More letters than one process makes alone."""


def extract_or_die(letter: Any) -> Any:
    """Stands in for extraction: some words of a letter kill the process that reads it, or break a rule."""
    if "doodt" in letter.raw and os.getpid() != MAIN:
        os.kill(os.getpid(), signal.SIGKILL)
    if "regel" in letter.raw:
        raise RuleError("a rule is broken", where="extract/x.toml:3")
    time.sleep(float(os.environ.get("SLOW", "0")))
    return extract(letter)


MAIN = os.getpid()


@contextmanager
def stand_ins() -> Iterator[None]:
    """Those of test_build, with an extractor that can kill."""
    with test_build.stand_ins(extract_or_die), pytest.MonkeyPatch.context() as patch:
        if sys.platform == "linux":  # other tests leave threads behind, and only a fork has the stand-ins
            patch.setattr("threading.active_count", lambda: 1)
        yield


@pytest.fixture(autouse=True)
def simple() -> Iterator[None]:
    with stand_ins():
        yield


def shelf(folder: Path, words: dict[int, str] | None = None, many: int = MANY) -> list[Path]:
    """Letters 100, 101, ..., with words of their own for some."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(100, 100 + many)]
    for number, path in enumerate(paths, 100):
        path.write_text(numbered(number, (words or {}).get(number, "Over de NMI.")), encoding="utf-8")
    return paths


class Backwards(Executor):
    """Does the last thing first, and nothing before somebody waits for it."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Future[Any], Any]] = []
        self.most = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Late(self)
        self.waiting.append((future, lambda: fn(*args, **kwargs)))
        self.most = max(self.most, len(self.waiting))
        return future

    def run(self) -> None:
        for future, work in reversed(self.waiting):
            future.set_result(work())
        self.waiting.clear()


class Late(Future[Any]):
    def __init__(self, executor: Backwards) -> None:
        super().__init__()
        self.executor = executor

    def result(self, timeout: float | None = None) -> Any:
        if not self.done():
            self.executor.run()
        return super().result(timeout)


def test_the_same_graph_whoever_makes_it(tmp_path: Path) -> None:
    paths = shelf(tmp_path / "letters")
    alone = GraphFolder.create(tmp_path / "alone")
    report = build(alone, paths, crew=Crew(jobs=1))
    assert len(report.stored) == MANY
    backwards = Backwards()
    with ThreadPoolExecutor(3) as threads:
        crews = {"processes": Crew(jobs=3), "threads": Crew(threads), "backwards": Crew(backwards, 2)}
        for name, crew in crews.items():
            folder = GraphFolder.create(tmp_path / name)
            assert build(folder, paths, crew=crew) == report
            assert contents(folder) == contents(alone)
            assert folder.path.joinpath("stores/000001/manifest.json").read_bytes() == (
                alone.path.joinpath("stores/000001/manifest.json").read_bytes()
            )
    assert len(crews) == 3
    assert 2 <= backwards.most < MANY, "only some wait at a time"


def test_an_executor_of_another_is_left_open(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1) as pool:
        folder = GraphFolder.create(tmp_path / "graph")
        build(folder, shelf(tmp_path / "letters", many=2), crew=Crew(pool))
        assert pool.submit(int, "7").result() == 7


@pytest.mark.skipif(sys.platform != "linux", reason="stand-ins reach a process that is forked")
def test_a_letter_that_kills_its_process_is_set_aside(tmp_path: Path) -> None:
    paths = shelf(tmp_path / "letters", {FEW + 103: "Dit doodt.", FEW + 108: "Dit doodt ook."})
    folder = GraphFolder.create(tmp_path / "graph")
    report = build(folder, paths, crew=Crew(jobs=3))
    assert [file for file, _ in report.set_aside] == [f"{FEW + 103}.txt", f"{FEW + 108}.txt"]
    assert all("was killed" in reason for _, reason in report.set_aside)
    assert len(report.stored) == MANY - 2
    assert [row.file for row in report.outcomes] == [path.name for path in paths], "in order"


@pytest.mark.skipif(sys.platform != "linux", reason="stand-ins reach a process that is forked")
def test_a_broken_rule_stops_the_build_from_any_process(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "graph")
    with pytest.raises(RuleError, match=r"extract/x\.toml:3"):
        build(folder, shelf(tmp_path / "letters", {MANY + 99: "Deze regel."}), crew=Crew(jobs=2))
    assert not folder.path.exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stores_what_was_read_and_the_rest_follows(tmp_path: Path, jobs: int) -> None:
    paths = shelf(tmp_path / "letters")
    whole = GraphFolder.create(tmp_path / "whole")
    build(whole, paths)
    folder = GraphFolder.create(tmp_path / "graph")

    def stop(done: int, total: int, source: str) -> None:
        if done == FEW + 4 and source:
            raise KeyboardInterrupt

    report = build(folder, paths, crew=Crew(jobs=jobs), progress=stop)
    assert report.left == MANY - FEW - 4
    assert report.stored == [letter.id for letter in folder.letters()] == [f"28676-{n}" for n in range(100, 104 + FEW)]
    report = build(folder, paths, crew=Crew(jobs=jobs))
    assert (report.left, len(report.stored), len(report.unchanged)) == (None, MANY - FEW - 4, FEW + 4)
    assert contents(folder) == contents(whole)
    assert not (folder.path / drafts.FOLDER).exists()


def test_a_letter_that_was_made_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def task(words: str = "Over de NMI.", name: str = "1.txt", made_by: str = "rules") -> Task:
        return Task(from_bytes(numbered(1, words).encode(), name), tmp_path / "drafts", made_by)

    ((_, first),) = side_by_side(make, [task()], Crew(jobs=1), Fault("killed"))
    assert isinstance(first, drafts.Draft)
    monkeypatch.setattr(sys.modules["navograaf.findings.extract"], "extract", lambda letter: 1 / 0)
    ((_, again),) = side_by_side(make, [task()], Crew(jobs=1), Fault("killed"))
    assert again == first
    others = [task("Over Irak."), task(name="2.txt"), task(made_by="other rules")]
    results = [result for _, result in side_by_side(make, others, Crew(jobs=1), Fault("killed"))]
    assert len(results) == 3
    assert all(isinstance(one, Fault) and "ZeroDivisionError" in one.what for one in results)
    for ending in (".nq", ".txt", ".json"):
        path = first.path.with_name(first.path.name + ending)
        kept = path.read_bytes()
        path.write_bytes(kept[:-2])
        assert drafts.read(first.path) is None, f"{ending} is cut"
        path.write_bytes(kept)
        assert drafts.read(first.path) == first


BUILD = """
import sys
import test_crew as t
from test_build import contents
with t.stand_ins():
    t.crew_module.FEW = 2
    t.build(t.GraphFolder.create(t.Path(sys.argv[1])), [sys.argv[2]], crew=t.Crew(jobs=2))
"""
OTHER = "Nederland en Turkije over de NMI."


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_builds_killed_at_random_moments_leave_old_or_new_letters_and_go_on(tmp_path: Path) -> None:
    """Twenty kills: before each the letters change, so that old and new can be told apart."""
    dice, many = random.Random(28676), 12
    path, letters = tmp_path / "graph", tmp_path / "letters"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)]), "SLOW": "0.02"}
    versions = {False: shelf(letters, many=many)}
    nquads: dict[str, set[str]] = {f"28676-{n}": set() for n in range(100, 100 + many)}
    for words in ({}, dict.fromkeys(range(100, 100 + many), OTHER)):
        shelf(letters, words, many)
        sample = GraphFolder.create(tmp_path / f"sample-{len(words)}")
        build(sample, [letters], crew=Crew(jobs=1))
        for letter in sample.letters():
            nquads[letter.id].add(sample.nquads(letter))
    assert all(len(texts) == 2 for texts in nquads.values()) and len(versions[False]) == many
    kills = 0
    for turn in range(20):
        shelf(letters, dict.fromkeys(range(100, 100 + many), OTHER) if turn % 2 else {}, many)
        writer = subprocess.Popen([sys.executable, "-c", BUILD, str(path), str(letters)], env=environment)
        time.sleep(0.25 + dice.random() * 0.9)
        writer.kill()
        kills += writer.wait() == -signal.SIGKILL
        if (path / "current").exists():
            folder = GraphFolder.open(path)
            for letter in folder.letters():
                words = folder.nquads(letter)
                assert words in nquads[letter.id], "the old letter or the new one, whole"
                assert stored(folder, letter.id) == words.count("\n")
    assert kills > 5, "the moments of the test are too late for this machine"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:  # those that worked for a killed build end by themselves
        try:
            build(GraphFolder.create(path), [letters], crew=Crew(jobs=1))
            break
        except Exception:
            time.sleep(0.1)
    assert contents(GraphFolder.open(path)) == contents(GraphFolder.open(tmp_path / f"sample-{many}"))
    assert not (path / drafts.FOLDER).exists()


def stored(folder: GraphFolder, identifier: str) -> int:
    """The number of quads of a letter in the store."""
    from pyoxigraph import NamedNode

    graph = NamedNode(f"https://w3id.org/navograaf/graph/letter/{identifier}")
    return sum(1 for _ in folder.store().quads_for_pattern(None, None, None, graph))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_those_that_work_for_a_killed_build_end(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    shelf(letters)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)]), "SLOW": "0.5"}
    writer = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(tmp_path / "graph"), str(letters)], env=environment, stdout=subprocess.PIPE
    )
    assert writer.stdout
    deadline = time.monotonic() + 30
    while len(list((tmp_path / "graph" / "drafts").glob("*.json"))) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    writer.kill()
    writer.wait()
    # The pipe closes when the last process that has it open ends.
    assert writer.stdout.read() == b""
    from navograaf.graph.lock import Lock

    lock = Lock(tmp_path / "graph" / "lock")
    lock.acquire()
    lock.release()


def test_cores_are_counted() -> None:
    assert crew_module.cores() >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="stand-ins reach a process that is forked")
def test_a_killed_worker_of_an_executor_costs_no_other_letter(tmp_path: Path) -> None:
    paths = shelf(tmp_path / "letters", {104: "Dit doodt."}, many=8)
    folder = GraphFolder.create(tmp_path / "graph")
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        report = build(folder, paths, crew=Crew(pool, 2))
    assert [row.file for row in report.outcomes] == [path.name for path in paths]
    assert [file for file, _ in report.set_aside] == ["104.txt"]
    assert len(report.stored) == 7
