"""`navograaf build` and `navograaf remove`: the commands that change a graph folder."""

from __future__ import annotations

import shlex
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.answers.terminal import safe
from navograaf.cli import INTERRUPTED
from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option, graph_words, letters_argument
from navograaf.cli.progress import progress as shown

if TYPE_CHECKING:
    from navograaf.graph.build import BuildReport
    from navograaf.graph.outcome import Outcome

_LISTED = 20
"""Letters that are unchanged, or in the graph from another file, are named one by one up to so many."""
_NAMED = 10
"""So many of the letters that are no longer in a folder are named."""


@click.command()
@letters_argument()
@graph_option
@click.option("--quiet", "-q", is_flag=True, help="Name only the letters that are set aside or doubtful.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    help="Processes that read letters side by side  [default: one a processor core]",
)
@click.option("--dask", metavar="ADDRESS", help="Let the workers of a Dask cluster read the letters (tcp://host:8786).")
@click.pass_context
def build(
    ctx: click.Context, letters: tuple[Path, ...], graph: Path, quiet: bool, jobs: int | None, dask: str | None
) -> None:
    """Read letters and store what they say in a graph folder.

    LETTER_OR_FOLDER is a letter (XML, HTML, docx, text, PDF), a folder (all letters in it) or "-" for standard
    input. A letter that changed replaces its earlier version, the others stay. A letter that is there in several
    formats is read once. One that cannot be read, or whose graph would not be valid, is named with the reason and
    set aside; then the exit status is 1.

    Ctrl-C stops the reading and stores what was read; the same command goes on with the rest, also after
    the program was killed.
    """
    from navograaf.graph.build import build as build_graph
    from navograaf.graph.cluster import dask_crew
    from navograaf.graph.crew import Crew
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.create(graph)
    with dask_crew(dask) if dask else nullcontext(Crew(jobs=jobs or 0)) as crew, shown("Letters", quiet=quiet) as far:

        def progress(done: int, total: int, source: str) -> None:
            far.at(done, total, Path(source).name)
            if not source:
                far.stage("storing, and linking letters")

        try:
            report = build_graph(folder, letters, progress=progress, crew=crew)
        except KeyboardInterrupt:
            click.echo(
                "\nInterrupted: the graph is as it was. What was read is kept, and the same command goes on with it",
                err=True,
            )
            ctx.exit(INTERRUPTED)
    counted_only = {state for state, ids in _alike(report) if quiet or len(ids) > _LISTED}
    for outcome in report.outcomes:
        if outcome.state == "set aside" or not (quiet or outcome.state in counted_only):
            click.echo(safe(_line(outcome)), err=True)
        if outcome.doubts:
            click.echo(safe(f"{outcome.file}: doubtful: {' '.join(outcome.doubts)}"), err=True)
    say_misfits(report)
    if not quiet:
        for state, ids in _alike(report):
            if state in counted_only:
                what = "file" if state == "manifestation" else "letter"
                click.echo(f"{counted(len(ids), what)} {_COUNTED[state]}", err=True)
        _summary(report, graph, graph_words(ctx))
    if report.left is not None:
        click.echo(f"Interrupted: {counted(report.left, 'letter')} left. The same command goes on with them", err=True)
        ctx.exit(INTERRUPTED)
    if report.set_aside:
        ctx.exit(1)


_COUNTED = {
    "unchanged": "unchanged",
    "same": "in the graph already, the same in other files",
    "manifestation": "not read: the graph reads the same letters from other files",
}


def _alike(report: BuildReport) -> list[tuple[str, list[str]]]:
    """The letters for which nothing had to be done, by state."""
    return [("unchanged", report.unchanged), ("same", report.same), ("manifestation", report.manifestations)]


def say_misfits(report: BuildReport) -> None:
    """Name the corrections that do not fit, on standard error."""
    for sentence in report.misfits:
        click.echo(f"Correction does not fit: {safe(sentence)}", err=True)


def _line(outcome: Outcome) -> str:
    if outcome.state == "set aside":
        kept = f" (its earlier version, {outcome.letter}, stays in the graph)" if outcome.letter else ""
        return f"{outcome.file}: set aside: {outcome.reason}{kept}"
    if outcome.state == "same":
        return f"{outcome.file}: in the graph already, as {outcome.letter}: the same letter as {outcome.reason}"
    if outcome.state == "manifestation":
        return f"{outcome.file}: the same letter as {outcome.reason}, which is read (as {outcome.letter})"
    warnings = f", {counted(outcome.warnings, 'warning')}" if outcome.warnings else ""
    return f"{outcome.file}: {outcome.state} as {outcome.letter} ({counted(outcome.quads, 'triple')}{warnings})"


def _formats(report: BuildReport) -> str:
    """From what files the letters are read; "" when all are text files."""
    if [name for name, _ in report.formats] == ["txt"]:
        return ""
    names = {"txt": "text", "docx": "docx"}
    return f" ({', '.join(f'{count:,} {names.get(name, name.upper())}' for name, count in report.formats)})"


def _summary(report: BuildReport, graph: Path, words: str) -> None:
    if report.remade:
        files = ", ".join(report.new_rules[:3]) + (" ..." if len(report.new_rules) > 3 else "") or "the rules"
        click.echo(f"Changed since the last build: {files}; {counted(report.remade, 'letter')} read again", err=True)
    if report.letters:
        letters, quads, warnings = (
            counted(number, noun)
            for number, noun in ((report.letters, "letter"), (report.quads, "triple"), (report.warnings, "warning"))
        )
        # Links, corrections and reference data are in every count of a query or an export, and in none of a letter.
        click.echo(
            f"{graph} holds {letters}{_formats(report)}, {quads} in them (links and reference data not counted), "
            f"{warnings}",
            err=True,
        )
    else:
        click.echo("Nothing is stored", err=True)
    if report.outdated:
        names = ", ".join(report.outdated[:3]) + (" ..." if len(report.outdated) > 3 else "")
        click.echo(
            f"{counted(len(report.outdated), 'letter')} made by an earlier version of the rules ({names}): "
            "build them again to bring them up to date",
            err=True,
        )
    for folder, ids in report.gone:
        names = shlex.join(ids[:_NAMED]) + (" ..." if len(ids) > _NAMED else "")
        are = "is" if len(ids) == 1 else "are"
        click.echo(
            safe(
                f"{counted(len(ids), 'letter')} of the graph {are} no longer in {folder}. "
                f"To take {'it' if len(ids) == 1 else 'them'} out: navograaf remove{words} {names}"
            ),
            err=True,
        )
    if report.warnings:
        click.echo(safe(f"See the warnings with `navograaf check{words}`"), err=True)


@click.command()
@click.argument("letters", metavar="LETTER...", nargs=-1, required=True)
@graph_option
@click.pass_context
def remove(ctx: click.Context, letters: tuple[str, ...], graph: Path) -> None:
    """Take letters out of the graph.

    LETTER is its id (28676-346), its file name, or the path that it was read from. The letter's file stays. When one of
    several is not in the graph, none is taken out.
    """
    from navograaf.graph.build import remove_all
    from navograaf.graph.folder import GraphFolder

    others: list[Outcome] = []
    for removed in remove_all(GraphFolder.open(graph), letters, redone=others.append):
        click.echo(safe(f"{removed.id} ({removed.file}) is taken out of {graph}"), err=True)
    for outcome in others:
        click.echo(safe(_line(outcome)), err=True)
    if any(outcome.state == "set aside" for outcome in others):
        ctx.exit(1)
