"""`navograaf build` and `navograaf remove`: the commands that change a graph folder."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.answers.terminal import safe
from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option, letters_argument

if TYPE_CHECKING:
    from navograaf.graph.build import BuildReport
    from navograaf.graph.desk import Outcome


@click.command()
@letters_argument()
@graph_option
@click.option("--quiet", "-q", is_flag=True, help="Name only the letters that are set aside or doubtful.")
@click.pass_context
def build(ctx: click.Context, letters: tuple[Path, ...], graph: Path, quiet: bool) -> None:
    """Read letters and store what they say in a graph folder.

    LETTER_OR_FOLDER is a text file, a folder (all its .txt files) or "-" for standard input. A letter
    that changed replaces its earlier version, the others stay. One that cannot be read, or whose graph
    would not be valid, is named with the reason and set aside; then the exit status is 1.
    """
    from navograaf.graph.build import build as build_graph
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.create(graph)
    bar: Any = nullcontext()
    if sys.stderr.isatty() and not quiet:
        bar = click.progressbar(length=1, file=sys.stderr, label="Letters", item_show_func=lambda name: name)
    with bar as shown:

        def progress(done: int, total: int, source: str) -> None:
            if shown is not None:
                shown.length = total
                shown.update(done - shown.pos, Path(source).name if source else "storing")

        report = build_graph(folder, letters, progress=progress)
    for outcome in report.outcomes:
        if not quiet or outcome.state == "set aside":
            click.echo(safe(_line(outcome)), err=True)
        if outcome.doubts:
            click.echo(safe(f"{outcome.file}: doubtful: {' '.join(outcome.doubts)}"), err=True)
    say_misfits(report)
    if not quiet:
        _summary(report, graph)
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
