"""Builds killed at random moments: does the next command find whole letters, and does the next build go on?

Each round gives half of the letters another text, starts a build in a process of its own, kills it (SIGKILL) at a
random moment, and reads the folder as a reader would: every letter must be the old or the new one, in the files and in
the store. At the end an undisturbed build must give the same bytes as one in an empty folder.

    python benchmarks/kill_builds.py              # 200 kills; some minutes
    python benchmarks/kill_builds.py --kills 20
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from letter_words import form
from make_letters import letters as made_letters

LETTERS = 24
"""So many letters, half of which change in each round: enough for the crew of a build to have work."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of the kills: how many hit a running build, how many left old and new letters, what was wrong."""

    kills: int
    hits: int
    readable: int
    wrong: tuple[str, ...]
    same_bytes: bool
    taken_up: int
    """Letters that builds found made by one that was killed."""


def measure(kills: int = 200, seed: int = 28676) -> Killed:
    """Kill builds; `kills` of them, at moments that depend on `seed` alone."""
    from navograaf.graph.build import build
    from navograaf.graph.drafts import FOLDER
    from navograaf.graph.folder import GraphFolder

    dice = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        texts = dict(made_letters(LETTERS, seed))
        versions = [_write(work / f"letters{n}", texts, n) for n in range(2)]
        whole: dict[str, set[str]] = {}
        took = 0.0
        for number, folder in enumerate(versions):
            sample = GraphFolder.create(work / f"sample{number}")
            start = time.perf_counter()
            _build(sample.path, folder).wait()
            took = time.perf_counter() - start
            for letter in sample.letters():
                whole.setdefault(letter.id, set()).add(sample.nquads(letter))
        graph, letters = work / "graph", work / "letters"
        hits = readable = taken_up = 0
        wrong: list[str] = []
        for turn in range(kills):
            shutil.rmtree(letters, ignore_errors=True)
            shutil.copytree(versions[turn % 2], letters)
            process = _build(graph, letters)
            time.sleep(dice.random() * took * 1.1)
            process.kill()
            hits += process.wait() == -signal.SIGKILL
            taken_up += len(list((graph / FOLDER).glob("*.json")))
            if (graph / "current").exists():
                readable += 1
                wrong += [f"kill {turn}: {one}" for one in _wrong(GraphFolder.open(graph), whole)]
        last = GraphFolder.create(graph)
        build(last, [letters])
        sample = GraphFolder.open(work / f"sample{(kills - 1) % 2}")
        same = {one.id: last.nquads(one) for one in last.letters()} == {
            one.id: sample.nquads(one) for one in sample.letters()
        }
    return Killed(kills, hits, readable, tuple(wrong), same, taken_up)


def _write(folder: Path, texts: dict[str, str], version: int) -> Path:
    folder.mkdir()
    for number, (name, text) in enumerate(texts.items()):
        more = f"\n\n{form('added')}\n" if version and number % 2 else ""
        (folder / name).write_text(text + more, encoding="utf-8")
    return folder


def _build(graph: Path, letters: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "navograaf", "build", "--quiet", "--graph", str(graph), str(letters)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 (our own program)


def _wrong(folder: object, whole: dict[str, set[str]]) -> list[str]:
    from pyoxigraph import NamedNode

    from navograaf.graph.evidence import graph_iri
    from navograaf.graph.folder import GraphFolder

    assert isinstance(folder, GraphFolder)
    store, found = folder.store(), []
    for letter in folder.letters():
        words = folder.nquads(letter)
        if words not in whole[letter.id]:
            found.append(f"{letter.id} is neither the old nor the new letter")
        held = sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(graph_iri(letter.id))))
        if held != words.count("\n"):
            found.append(f"{letter.id} has {words.count(chr(10))} quads in its file and {held} in the store")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=28676)
    given = parser.parse_args()
    found = measure(given.kills, given.seed)
    print(f"{found.kills} kills, {found.hits} of a running build; {found.readable} times there was a graph to read")
    print(f"letters neither old nor new: {len(found.wrong)}")
    for line in found.wrong[:20]:
        print(f"  {line}")
    print(f"letters taken up from a killed build: {found.taken_up}")
    print(f"the last build gives the bytes of an undisturbed one: {found.same_bytes}")


if __name__ == "__main__":
    main()
