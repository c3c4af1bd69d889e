"""A folder that is watched: what appears is built once it is whole, and nothing that goes wrong ends the watch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

import pytest

from navograaf.cli import main
from navograaf.errors import LetterError, NavograafError, RuleError
from navograaf.graph.build import BuildReport, build
from navograaf.graph.folder import GraphFolder
from navograaf.graph.lock import GraphBusyError
from navograaf.watch import changes
from navograaf.watch.follow import Built, Gone, Said, Trouble, follow
from navograaf.watch.letters import Place
from navograaf.watch.settling import Look, Settling

WORDS = "Geachte Voorzitter,\n\nDe ministers spraken over de NAVO-missie in Irak (NMI).\n\nDe minister van Defensie\n"
LONG = 180.0
"""Seconds that a test of the real thing waits at most; it takes a few."""
Step = Callable[[], Set[Path]]


class Told:
    """What a watch of a folder says, with ticks that are given: each a step that changes files and names them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.graph = folder, folder / "graph"
        self.said: list[Said] = []
        self.built: list[list[str]] = []
        self.errors: list[Exception] = []
        self.left: int | None = None

    def build(self, graph: Path, sources: Sequence[Path]) -> BuildReport:
        self.built.append([path.relative_to(self.folder).as_posix() for path in sources])
        if self.errors:
            raise self.errors.pop(0)
        report = build(GraphFolder.create(graph), sources)
        return replace(report, left=self.left)

    def run(self, *steps: Step, look: Callable[[Path], Look] | None = None) -> bool:
        def ticks() -> Iterator[Set[Path]]:
            yield set()
            yield set()  # what was there has come to rest
            for step in steps:
                yield step()
                yield set()

        more = {"look": look} if look else {}
        return follow(self.folder, self.graph, ticks(), self.build, self.said.append, **more)

    def write(self, name: str, words: str = WORDS) -> Step:
        def step() -> Set[Path]:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
            return {path}

        return step

    def remove(self, name: str) -> Step:
        def step() -> Set[Path]:
            (self.folder / name).unlink()
            return {self.folder / name}

        return step


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def nothing() -> Set[Path]:
    return set()


def test_what_is_there_is_built_first_and_then_what_comes_alone(told: Told) -> None:
    told.write("a.txt")()
    told.run(told.write("b.txt", WORDS * 2), nothing, told.write("a.txt", WORDS * 3))
    assert told.built == [["a.txt"], ["b.txt"], ["a.txt"]]
    first, second, third = told.said
    assert isinstance(first, Built) and isinstance(second, Built) and isinstance(third, Built)
    assert (first.added, second.added, third.added) == (("a",), ("b",), ())
    assert (first.changed, second.changed, third.changed) == ((), (), ("a",))
    assert third.report.letters == 2


def test_an_empty_folder_is_waited_in(told: Told) -> None:
    assert not told.run(nothing)
    assert told.said == [] and not told.graph.exists()
    told.run(told.write("a.txt"))
    assert told.built == [["a.txt"]]


def test_a_letter_is_not_read_before_it_is_whole(told: Told) -> None:
    sizes = iter([1, 2, 3, 3])

    def look(path: Path) -> Look:
        return next(sizes), 0

    told.run(told.write("a.txt"), nothing, look=look)
    assert told.built == [["a.txt"]]
    assert next(sizes, None) is None


def test_a_path_is_at_rest_when_it_looks_the_same_twice() -> None:
    looks: dict[Path, Look] = {Path("a"): (1, 1), Path("b"): None}
    settling = Settling(looks.__getitem__)
    assert settling.take([Path("b"), Path("a")]) == []
    looks[Path("a")] = (1, 2)
    assert settling.take([]) == [Path("b")]
    assert settling.take([Path("a")]) == []
    assert settling.take([]) == [Path("a")]
    assert settling.take([]) == []


@pytest.mark.parametrize(
    "name",
    ["a.txt.part", ".a.txt", ".a.pdf.77.part", "~$a.docx", "a.txt~", "a.odt", "metadata.xml", "letters.tsv",
     "a.metadata.xml", "graph/texts/a.txt", "notes"],
)  # fmt: skip
def test_what_is_no_letter_is_left_alone(told: Told, name: str) -> None:
    told.run(told.write(name), nothing)
    assert told.built == []


def test_a_file_that_gets_its_name_at_the_end_is_built(told: Told) -> None:
    def rename() -> Set[Path]:
        (told.folder / "a.txt.part").rename(told.folder / "a.txt")
        return {told.folder / "a.txt.part", told.folder / "a.txt"}

    told.run(told.write("a.txt.part"), nothing, rename)
    assert told.built == [["a.txt"]]
    assert not [one for one in told.said if isinstance(one, Gone)]


def test_a_folder_that_is_moved_in_is_looked_through(told: Told, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "2020"
    other.mkdir()
    (other / "a.txt").write_text(WORDS, encoding="utf-8")

    def move() -> Set[Path]:
        other.rename(told.folder / "2020")
        return {told.folder / "2020"}

    told.run(move)
    assert told.built == [["2020/a.txt"]]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("a.metadata.xml", ["a.txt"]),
        ("a.metadata.json", ["a.txt"]),
        ("metadata.xml", ["a.txt", "b.txt"]),
        ("letters.tsv", ["a.txt", "b.txt", "below/c.txt"]),
        ("below/metadata.xml", ["below/c.txt"]),
        ("other.metadata.xml", None),
    ],
)
def test_what_a_file_beside_letters_says_is_read_again_with_them(told: Told, name: str, read: list[str] | None) -> None:
    for number, letter in enumerate(["a.txt", "b.txt", "below/c.txt", "below/deep/d.txt"]):
        told.write(letter, WORDS * (number + 1))()
    told.run(told.write(name, "x"))
    assert told.built[1:] == ([read] if read else [])


def test_what_is_told_beside_a_letter_comes_into_the_graph_and_leaves_it(told: Told) -> None:
    told.write("a.txt")()
    fact = '{"facts": [{"field": "number", "value": "%s", "from": "here"}, {"field": "dossier", "value": "28676"}]}'
    beside = "a.metadata.json"
    told.run(
        *(told.write(beside, fact % number) for number in (7, 7, 12)), told.remove(beside), told.write("b.txt", "x")
    )
    reports = [(one.added, one.changed, one.report.unchanged) for one in told.said if isinstance(one, Built)]
    assert len(reports) == 6
    first, with_number, same, other_number, without, _ = reports
    assert same[:2] == ((), ()) and len(same[2]) == 1
    for added, changed, unchanged in (first, with_number, other_number, without):
        assert len(added) + len(changed) == 1 and not unchanged
    assert not [one for one in told.said if isinstance(one, Gone)]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), MemoryError("x")])
def test_a_full_disk_does_not_end_the_watch(told: Told, error: Exception) -> None:
    told.errors = [error, error]
    told.run(told.write("a.txt"), told.write("b.txt", WORDS * 2))
    assert [type(one) for one in told.said] == [Trouble, Built]
    assert isinstance(told.said[0], Trouble) and not told.said[0].waits
    assert ("No space left on device" in str(told.said[0].error)) is isinstance(error, OSError)
    assert told.built[-1] == ["a.txt", "b.txt"]


def test_a_folder_that_may_not_be_entered_does_not_end_the_watch(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    told.write("a.txt")()
    told.write("shut/b.txt", WORDS * 2)()
    stat = Path.stat

    def refused(path: Path, **more: bool) -> os.stat_result:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path, **more)

    monkeypatch.setattr(Path, "stat", refused)
    told.run(lambda: {told.folder / "shut" / "b.txt"})
    assert told.built == [["a.txt"]]


def test_a_letter_whose_file_goes_is_told_once_and_stays(told: Told) -> None:
    told.write("a.txt")()
    told.write("b.txt", WORDS * 2)()
    told.run(told.remove("a.txt"), nothing, told.write("b.txt", WORDS * 3), told.remove("b.txt"))
    assert [one.letters for one in told.said if isinstance(one, Gone)] == [("a",), ("b",)]
    assert [one.id for one in GraphFolder.open(told.graph).letters()] == ["a", "b"]


def test_what_went_while_nobody_watched_is_told_at_the_start(told: Told) -> None:
    told.write("a.txt")()
    told.run()
    (told.folder / "a.txt").unlink()
    again = Told(told.folder)
    again.run(nothing)
    assert again.said == [Gone(("a",))]


def test_a_graph_that_is_being_written_is_waited_for_and_said_once(told: Told) -> None:
    told.errors = [GraphBusyError("another process is writing this graph") for _ in range(3)]
    told.run(told.write("a.txt"), nothing, nothing)
    assert [type(one) for one in told.said] == [Trouble, Built]
    assert isinstance(told.said[0], Trouble) and told.said[0].waits
    assert told.built == [["a.txt"]] * 4


def test_the_lock_of_another_build_is_such_a_trouble(told: Told) -> None:
    told.write("a.txt")()
    told.graph.mkdir()
    build(GraphFolder.create(told.graph), [told.folder / "a.txt"])
    script = (
        "import sys; from pathlib import Path; from navograaf.graph.change import Writer; "
        "from navograaf.graph.folder import GraphFolder; from navograaf.links.derive import link; "
        "w = Writer(GraphFolder(Path(sys.argv[1])), link); w.__enter__(); print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(told.graph)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        told.run(told.write("b.txt", WORDS * 2))
    finally:
        holder.communicate("")
    assert [type(one) for one in told.said] == [Trouble]
    assert isinstance(told.said[0], Trouble) and told.said[0].waits
    told.said.clear()
    told.run()
    assert isinstance(told.said[0], Built) and told.said[0].added == ("b",)


def test_a_broken_rule_is_said_once_and_tried_again_when_something_changes(told: Told) -> None:
    told.errors = [RuleError("no such word list", where="extract/x.toml:3") for _ in range(2)]
    rule = {Path("/elsewhere/extract/x.toml")}
    told.run(told.write("a.txt"), nothing, lambda: rule, nothing, lambda: rule)
    assert [type(one) for one in told.said] == [Trouble, Built]
    assert isinstance(told.said[0], Trouble) and not told.said[0].waits
    assert told.built == [["a.txt"]] * 3


def test_a_letter_that_cannot_be_read_is_set_aside_and_the_others_are_built(told: Told) -> None:
    told.write("bad.txt", "\0" * 400)()
    told.write("good.txt")()
    told.run()
    (one,) = told.said
    assert isinstance(one, Built) and one.added == ("good",)
    assert [file for file, _ in one.report.set_aside] == ["bad.txt"]


def test_ctrl_c_in_a_build_ends_the_watch(told: Told) -> None:
    told.write("a.txt")()
    told.left = 3
    assert told.run(told.write("b.txt"))
    assert len(told.said) == 1


def test_the_graph_is_no_letter_wherever_it_lies(tmp_path: Path) -> None:
    place = Place(tmp_path / "letters", tmp_path / "letters" / "graph")
    assert place.holds(tmp_path / "letters" / "graph.txt")
    assert not place.holds(tmp_path / "letters" / "graph" / "a.txt")
    assert not place.holds(tmp_path / "a.txt")


def test_no_folder_and_no_watchfiles_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LetterError, match="there is no such folder"):
        changes.changes(tmp_path / "none", tmp_path / "graph")
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(NavograafError, match=r"pip install 'navograaf\[watch\]'"):
        changes.changes(tmp_path, tmp_path / "graph")


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", str(tmp_path / "none"), "--graph", str(tmp_path / "g")]) == 1
    assert "there is no such folder" in capsys.readouterr().err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    assert main(["watch", str(tmp_path), "--graph", str(tmp_path / "full")]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a process is not ended by Ctrl-C from outside")
def test_the_command_builds_what_appears_till_ctrl_c(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, "-m", "navograaf", "watch", str(folder), "--graph", str(folder / "graph")],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NAVOGRAAF_GRAPH": ""},
    )
    lines: list[str] = []
    assert run.stderr is not None
    reader = threading.Thread(target=lambda: lines.extend(iter(run.stderr.readline, "")), daemon=True)  # type: ignore[union-attr]
    reader.start()
    try:
        _until(lambda: any("1 added (a)" in line for line in lines), lines)
        (folder / "b.txt").write_text(WORDS * 2, encoding="utf-8")
        _until(lambda: any("1 added (b)" in line for line in lines), lines)
        (folder / "a.txt").unlink()
        _until(lambda: any("navograaf remove --graph" in line for line in lines), lines)
        run.send_signal(signal.SIGINT)
        assert run.wait(LONG) == 0
    finally:
        run.kill()
        run.wait()
        reader.join(LONG)
    assert lines[0] == f"Watching {folder} for letters; Ctrl-C ends it\n"
    assert lines[-1] == f"No longer watching {folder}: 2 builds, 2 letters stored\n"
    assert len([line for line in lines if ": doubtful: " not in line]) == 5


def _until(reached: Callable[[], bool], lines: list[str]) -> None:
    end = time.monotonic() + LONG
    while not reached():
        assert time.monotonic() < end, lines
        time.sleep(0.1)
