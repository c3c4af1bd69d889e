"""Every measure, one after the other, as one table: what `make bench` runs.

    python benchmarks/run.py [--only NAME ...] [--sizes 5,1000,10000] [--large] [--rounds R] [--work DIR] [--keep]
                             [--write]

Each measure is a module of this folder with a function `rows` and runs in a process of its own. What could not be
measured is said to be so, with the reason. With --only, --write replaces the sections of these measures in results.md
and leaves the others as they were measured before. Read the ratios: seconds say as much of the machine.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from measured import Options, Row, as_json, from_json, table
from sections import counted, written
from sections import read as sections_of

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
MEASURES = {
    "extract_names": "Extraction",
    "write_quads": "Writing N-Quads",
    "check_engines": "SHACL",
    "build_rdflib": "Build and validation beside rdflib and pyshacl",
    "build_sizes": "Builds by size, and one changed letter",
    "ask_questions": "Questions and projections",
    "cold_start": "Cold start",
    "kill_builds": "Killed at random moments",
}
"""Modules with the titles of their tables, in the order in which they run: the graphs of one serve the next."""
LIBRARIES = ("pyoxigraph", "rdflib", "pyshacl", "shacl", "spacy", "numpy", "click", "navograaf")


def main() -> None:
    """Run the measures that are asked for and print the tables."""
    asked = _arguments()
    if asked.rows:
        options = Options(asked.work, asked.rounds, asked.sizes, asked.large)
        print(json.dumps(as_json(_rows_of(asked.rows)(options))))
        return
    with _work(asked) as folder:
        sections = sections_of(RESULTS.read_text(encoding="utf-8")) if asked.write and RESULTS.is_file() else {}
        for name in asked.only or MEASURES:
            rows = _measure(name, asked, folder)
            sections[MEASURES[name]] = "\n".join([f"{_measured_with(asked)}", "", *table(rows)])
            print("\n".join(["", f"## {MEASURES[name]}", "", sections[MEASURES[name]]]), flush=True)
            if asked.write:  # measure by measure: what comes after may take an hour
                RESULTS.write_text("\n".join(written(_HEAD, sections, MEASURES.values())) + "\n", encoding="utf-8")
    print(f"\n{counted(chr(10).join(sections.values()))}")


@contextmanager
def _work(asked: argparse.Namespace) -> Iterator[Path]:
    """The folder in which everything is made; deleted afterwards, unless it is to be kept."""
    if asked.keep:
        yield asked.work
        return
    with tempfile.TemporaryDirectory(dir=asked.work, prefix="bench-") as folder:
        yield Path(folder)


def _rows_of(name: str) -> Callable[[Options], Iterable[Row]]:
    """The function of a measure that gives its rows: its own, or that of adapted.py."""
    found: Callable[[Options], Iterable[Row]] | None = getattr(importlib.import_module(name), "rows", None)
    if found is None:
        from adapted import ADAPTED

        if name not in ADAPTED:
            raise SystemExit(f"benchmarks/{name}.py has no function `rows`")
        found = ADAPTED[name]
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=MEASURES, help="this measure alone; may be given more often")
    parser.add_argument("--sizes", type=_sizes, default=(5, 1_000, 10_000), help="numbers of letters, with commas")
    parser.add_argument("--large", action="store_true", help="also build 100,000 letters, where the disk has room")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each measure; the median counts")
    parser.add_argument("--work", type=Path, help="a folder on a disk with room; what is made in it is deleted")
    parser.add_argument("--keep", action="store_true", help="leave what is made in --work, and use what stands there")
    parser.add_argument("--write", action="store_true", help=f"also write {RESULTS.name}")
    parser.add_argument("--rows", choices=MEASURES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.rounds < 1:
        parser.error("--rounds is 1 or more")
    if asked.work is not None and not asked.work.is_dir():
        parser.error(f"{asked.work} is no folder")
    if asked.keep and asked.work is None:
        parser.error("--keep needs --work, the folder in which things are kept")
    return asked


def _sizes(text: str) -> tuple[int, ...]:
    try:
        found = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers") from None
    if found[0] < 1:
        raise argparse.ArgumentTypeError("a size is 1 or more")
    return found


_HEAD = (
    "# What it costs: speed, memory and disk",
    "",
    "Made by `make bench`; benchmarks/README.md says what each line compares. Letters are made up",
    "(make_letters.py). Ratios are of two things measured in one run, medians of interleaved rounds;",
    "a slow side is measured on a sample and multiplied where the line says so.",
)


def _measured_with(asked: argparse.Namespace) -> str:
    from stores import machine

    rounds = f"{asked.rounds} rounds" if asked.rounds > 1 else "1 round"
    return f"Python {platform.python_version()}, {_versions()}; {machine()}; {rounds}."


def _measure(name: str, asked: argparse.Namespace, work: Path) -> list[Row]:
    """The rows of a measure, run in another process; one row that says why when it did not come to its end."""
    if importlib.util.find_spec(name) is None:
        return [Row(MEASURES[name], None, note=f"benchmarks/{name}.py is not there")]
    command = [sys.executable, str(HERE / "run.py"), "--rows", name, "--work", str(work)]
    command += ["--sizes", ",".join(map(str, asked.sizes)), "--rounds", str(asked.rounds)]
    command += ["--large"] if asked.large else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return [Row(MEASURES[name], None, note=last.replace("|", "/").replace(str(work), "work"))]
    return from_json(json.loads(done.stdout.splitlines()[-1]))


def _versions() -> str:
    found = []
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


if __name__ == "__main__":
    main()
