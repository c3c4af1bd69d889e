"""`navograaf build` and `navograaf remove`: the commands that change a graph folder."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.answers.terminal import safe
from navograaf.cli import INTERRUPTED
from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option, letters_argument

if TYPE_CHECKING:
    from navograaf.graph.build import BuildReport
    from navograaf.graph.desk import Outcome

_LISTED = 20
"""Letters that are unchanged are named one by one up to so many."""


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

    LETTER_OR_FOLDER is a text file, a folder (all its .txt files) or "-" for standard input. A letter
    that changed replaces its earlier version, the others stay. One that cannot be read, or whose graph
    would not be valid, is named with the reason and set aside; then the exit status is 1.

    Ctrl-C stops the reading and stores what was read; the same command goes on with the rest, also after
    the program was killed.
    """
    from navograaf.graph.build import build as build_graph
    from navograaf.graph.cluster import dask_crew
    from navograaf.graph.crew import Crew
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.create(graph)
    bar: Any = nullcontext()
    if sys.stderr.isatty() and not quiet:
        bar = click.progressbar(length=1, file=sys.stderr, label="Letters", item_show_func=lambda name: name)
    with dask_crew(dask) if dask else nullcontext(Crew(jobs=jobs or 0)) as crew, bar as shown:

        def progress(done: int, total: int, source: str) -> None:
            if shown is not None:
                shown.length = total
                shown.update(done - shown.pos, Path(source).name if source else "")
                if not source:  # an update by nothing draws nothing, and what follows takes as long
                    shown.current_item = "storing, and linking letters"
                    shown.render_progress()

        try:
            report = build_graph(folder, letters, progress=progress, crew=crew)
        except KeyboardInterrupt:
            click.echo(
                "\nInterrupted: the graph is as it was. What was read is kept, and the same command goes on with it",
                err=True,
            )
            ctx.exit(INTERRUPTED)
    told = not quiet and len(report.unchanged) <= _LISTED
    for outcome in report.outcomes:
        if outcome.state == "set aside" or (not quiet and (told or outcome.state != "unchanged")):
            click.echo(safe(_line(outcome)), err=True)
        if outcome.doubts:
            click.echo(safe(f"{outcome.file}: doubtful: {' '.join(outcome.doubts)}"), err=True)
    say_misfits(report)
    if not quiet:
        if not told:
            click.echo(f"{counted(len(report.unchanged), 'letter')} unchanged", err=True)
        _summary(report, graph)
    if report.left is not None:
        click.echo(f"Interrupted: {counted(report.left, 'letter')} left. The same command goes on with them", err=True)
        ctx.exit(INTERRUPTED)
    if report.set_aside:
        ctx.exit(1)


def say_misfits(report: BuildReport) -> None:
    """Name the corrections that do not fit, on standard error."""
    for sentence in report.misfits:
        click.echo(f"Correction does not fit: {safe(sentence)}", err=True)


def _line(outcome: Outcome) -> str:
    if outcome.state == "set aside":
        kept = f" (its earlier version, {outcome.letter}, stays in the graph)" if outcome.letter else ""
        return f"{outcome.file}: set aside: {outcome.reason}{kept}"
    warnings = f", {counted(outcome.warnings, 'warning')}" if outcome.warnings else ""
    return f"{outcome.file}: {outcome.state} as {outcome.letter} ({counted(outcome.quads, 'triple')}{warnings})"


def _summary(report: BuildReport, graph: Path) -> None:
    if report.remade:
        files = ", ".join(report.new_rules[:3]) + (" ..." if len(report.new_rules) > 3 else "") or "the rules"
        click.echo(f"Changed since the last build: {files}; {counted(report.remade, 'letter')} read again", err=True)
    if report.letters:
        parts = [
            counted(report.letters, "letter"),
            counted(report.quads, "triple"),
            counted(report.warnings, "warning"),
        ]
        click.echo(f"{graph} holds {', '.join(parts)}", err=True)
    else:
        click.echo("Nothing is stored", err=True)
    if report.outdated:
        names = ", ".join(report.outdated[:3]) + (" ..." if len(report.outdated) > 3 else "")
        click.echo(
            f"{counted(len(report.outdated), 'letter')} made by an earlier version of the rules ({names}): "
            "build them again to bring them up to date",
            err=True,
        )
    if report.warnings:
        click.echo("See the warnings with `navograaf check`", err=True)


@click.command()
@click.argument("letter", metavar="LETTER")
@graph_option
@click.pass_context
def remove(ctx: click.Context, letter: str, graph: Path) -> None:
    """Take one letter out of the graph.

    LETTER is its id (28676-346), its file name, or the path that it was read from. The letter's file stays.
    """
    from navograaf.graph.build import remove as remove_letter
    from navograaf.graph.folder import GraphFolder

    others: list[Outcome] = []
    removed = remove_letter(GraphFolder.open(graph), letter, redone=others.append)
    click.echo(f"{removed.id} ({removed.file}) is taken out of {graph}", err=True)
    for outcome in others:
        click.echo(safe(_line(outcome)), err=True)
    if any(outcome.state == "set aside" for outcome in others):
        ctx.exit(1)
