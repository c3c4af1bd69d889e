"""Letters and graphs that several measures need, made once in the work folder, with what making them cost.

Law: a build runs as the command that a user types, in a process of its own; its processor time is that of all its
processes, its memory the most that each of them held (Linux; elsewhere only the largest is known).
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

DISK_A_LETTER = 4_000_000
"""Bytes that a letter takes in a graph folder, its store and the letter itself included, and while it is built."""
RIM = 5_000_000_000
"""Bytes that are left alone on the disk."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command cost: seconds of the clock and of the processor, megabytes of the first process and the others."""

    wall: float
    cpu: float
    main_mb: float
    others_mb: float
    status: int


@dataclass(frozen=True, slots=True)
class Built:
    """A graph of so many letters and what building it cost. disk: bytes of the graph folder."""

    letters: int
    quads: int
    disk: int
    run: Run


def letters_folder(work: Path, count: int) -> Path:
    """A folder with the first `count` made-up letters."""
    from make_letters import letters

    folder = work / f"letters-{count}"
    if not folder.is_dir():
        folder.mkdir(parents=True)
        for name, text in letters(count):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def no_room(work: Path, count: int) -> str:
    """Why a graph of so many letters does not fit on the disk of `work`, or ""."""
    free, needed = shutil.disk_usage(work).free, count * DISK_A_LETTER + RIM
    if free >= needed:
        return ""
    return f"{count:,} letters need about {needed / 1e9:,.0f} GB on the disk, and {free / 1e9:,.0f} GB are free"


def graph_folder(work: Path, count: int) -> Path:
    """Where the graph of `count` letters stands; `built` makes it."""
    return work / f"graph-{count}"


def built(work: Path, count: int) -> Built:
    """The graph of the first `count` letters, built now if it does not stand yet. Raises OSError for a full disk."""
    folder, note = graph_folder(work, count), work / f"graph-{count}.json"
    if note.is_file():
        found = json.loads(note.read_text(encoding="utf-8"))
        return Built(**(found | {"run": Run(**found["run"])}))
    if reason := no_room(work, count):
        raise OSError(reason)
    letters = letters_folder(work, count)
    shutil.rmtree(folder, ignore_errors=True)
    run = measured([*navograaf(), "build", str(letters), "--graph", str(folder), "--quiet"], work)
    stored, quads = _held(folder)
    if stored < 0.99 * count:
        raise RuntimeError(f"only {stored} of {count} letters were stored: see benchmarks/make_letters.py")
    disk = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    made = Built(stored, quads, disk, run)
    note.write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


def own_letters(work: Path) -> Path:
    """A graph of the letters of seeds/, which all the questions have something to say about."""
    from navograaf.files import folder

    made = work / "graph-seeds"
    if not made.is_dir():
        command = [*navograaf(), "build", str(folder("seeds") / "letters"), "--graph", str(made), "--quiet"]
        measured(command, work)
    return made


def navograaf() -> list[str]:
    """The command, whatever the environment calls it."""
    return [sys.executable, "-m", "navograaf"]


def measured(command: Sequence[str], work: Path, good: Sequence[int] = (0, 1)) -> Run:
    """Run a command to its end and say what it cost. Raises RuntimeError for a status that is not among `good`."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    said = work / "said.txt"
    with said.open("wb") as stream:
        # As an installed program runs: its modules are compiled once, not by every command.
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
        process = subprocess.Popen(command, stdout=stream, stderr=stream, env=environment)  # noqa: S603
        most: dict[int, float] = {}
        while process.poll() is None:
            for pid in [process.pid, *_below(process.pid)]:
                most[pid] = max(most.get(pid, 0.0), _peak(pid))
            time.sleep(0.02)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in good:
        end = said.read_text(encoding="utf-8", errors="replace")[-600:]
        words = " ".join(command[3:])  # what follows `python -m navograaf`
        raise RuntimeError(f"navograaf {words} ended with {process.returncode}: {' '.join(end.split())}")
    main = most.pop(process.pid, 0.0)
    if not main:  # no /proc here: the largest of all children so far is all that is known
        main = after.ru_maxrss * (1 if platform.system() == "Darwin" else 1024) / 1e6
    return Run(wall, cpu, main, max(most.values(), default=0.0), process.returncode)


def _below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    found = [int(child) for child in text.split()]
    return found + [lower for child in found for lower in _below(child)]


def _peak(pid: int) -> float:
    """The most memory that a process held till now, in MB; 0 where that is not told."""
    try:
        with Path(f"/proc/{pid}/status").open(encoding="ascii", errors="replace") as stream:
            return next((int(line.split()[1]) * 1024 / 1e6 for line in stream if line.startswith("VmHWM")), 0.0)
    except OSError:
        return 0.0


def _held(folder: Path) -> tuple[int, int]:
    """Letters and quads of a graph folder."""
    from navograaf.graph.folder import GraphFolder

    rows = GraphFolder(folder).letters()
    return len(rows), sum(row.quads for row in rows)


def machine() -> str:
    """Cores and memory, which is all that is told of the machine."""
    try:
        memory = f", {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB of memory"
    except (ValueError, OSError):
        memory = ""
    return f"{platform.system()}, {os.cpu_count()} cores{memory}"
