"""Builds of all sizes: letters a second, memory of each process, disk; and what one changed letter costs.

    python benchmarks/run.py --only build_sizes --sizes 5,1000

The sizes are built by the command that a user types, with as many processes as there are cores. The graphs stay in the
work folder for the measures that ask them something.
"""

from __future__ import annotations

from collections.abc import Iterator

from letter_words import form
from measured import Options, Row
from stores import Built, built, graph_folder, letters_folder, measured, navograaf, no_room

LARGE = 100_000


def rows(options: Options) -> Iterator[Row]:
    """A row a size and figure, then the change of one letter, then what memory grows by."""
    from rdflib_way import bytes_a_triple, sample

    found: dict[int, Built] = {}
    for size in [*sorted(options.sizes), *([LARGE] if options.large else [])]:
        if reason := no_room(options.work, size):
            yield Row(f"build of {size:,} letters", None, "letters/s", note=reason)
            continue
        made = found[size] = built(options.work, size)
        yield from _size_rows(size, made)
        if size == LARGE:
            yield Row("peak memory of a process at 100,000 letters", _most(made), "MB", goal=2_000, most=True)
    middle, big = 1_000, 10_000
    if some := [size for size in found if size <= middle]:
        yield from _changed(options, max(some), found[max(some)])
    if middle in found and big in found:
        ratio = _most(found[big]) / _most(found[middle])
        yield Row(
            "peak memory of a process, 10,000 letters by 1,000", ratio, goal=1.2, most=True, note="the store included"
        )
    largest = max(found, default=0)
    if largest:
        each = bytes_a_triple(list(sample(options.sample)))
        theirs = each * found[largest].quads / 1e6
        yield Row(
            f"memory of rdflib's graph of {largest:,} letters, by the peak of a build of them",
            theirs / _most(found[largest]),
            goal=50 if largest >= big else None,
            note=f"{theirs:,.0f} MB ({each:,.0f} bytes a triple in {options.sample} letters, times "
            f"{found[largest].quads:,} triples) and {_most(found[largest]):,.0f} MB",
        )


def _most(made: Built) -> float:
    return max(made.run.main_mb, made.run.others_mb)


def _size_rows(size: int, made: Built) -> Iterator[Row]:
    run = made.run
    yield Row(
        f"build of {size:,} letters",
        made.letters / run.wall,
        "letters/s",
        note=f"{run.wall:,.1f} s by the clock, {run.cpu:,.1f} s of the processor; {made.quads:,} quads, "
        f"{made.disk / 1e6:,.0f} MB on disk",
    )
    yield Row(
        f"peak memory of the main process, {size:,} letters",
        run.main_mb,
        "MB",
        note=f"the largest of the others {run.others_mb:,.0f} MB",
    )


def _changed(options: Options, count: int, whole: Built) -> Iterator[Row]:
    """One letter changed: the command on the whole folder, and on that letter alone, by the processor."""
    work = options.work
    letters, graph = letters_folder(work, count), graph_folder(work, count)
    command = [*navograaf(), "build", "--graph", str(graph), "--quiet"]
    text = sorted(letters.iterdir())[count // 2]
    before = text.read_bytes()
    for what, sources in ((f"in a folder of {count:,}", letters), ("named alone", text)):
        runs = []
        for number in range(options.rounds):
            words = text.read_text(encoding="utf-8")
            addition, closing = form("changed", number=number + 1, what=what), form("closing")
            text.write_text(words.replace(f"\n\n{closing}", f"\n\n{addition}\n\n{closing}", 1), encoding="utf-8")
            runs.append(measured([*command, str(sources)], work))
        runs.sort(key=lambda run: run.cpu)
        run = runs[len(runs) // 2]
        yield Row(
            f"one changed letter, {what}, against a full build",
            run.cpu / whole.run.cpu,
            goal=0.01 if count == 1_000 else None,
            most=True,
            note=f"{run.cpu:.2f} s and {whole.run.cpu:,.1f} s of the processor; {run.wall:.2f} s by the clock",
        )
    text.write_bytes(before)
    measured([*command, str(text)], work)
