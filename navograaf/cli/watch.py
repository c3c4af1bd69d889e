"""`navograaf watch FOLDER`: what appears in a folder is built, till Ctrl-C."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.answers.terminal import safe
from navograaf.cli import INTERRUPTED
from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option, graph_words

if TYPE_CHECKING:
    from navograaf.watch.follow import Built, Said

_NAMED = 10
"""So many letters are named in a line."""


@click.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@graph_option
@click.pass_context
def watch(ctx: click.Context, folder: Path, graph: Path) -> None:
    """Build the letters of FOLDER, and then each that appears or changes in it, till Ctrl-C.

    A file is read when it is whole. What files beside letters say (metadata.xml, letters.tsv) is read again with their
    letters. A letter whose file goes stays in the graph, and the command that takes it out is told.
    """
    from navograaf.graph.folder import GraphFolder
    from navograaf.watch.apart import build_apart
    from navograaf.watch.changes import changes
    from navograaf.watch.follow import Built, follow

    GraphFolder.create(graph)
    builds = stored = 0

    def say(said: Said) -> None:
        nonlocal builds, stored
        if isinstance(said, Built):
            builds, stored = builds + 1, stored + len(said.added) + len(said.changed)
        for line in _lines(said, graph, graph_words(ctx)):
            click.echo(safe(line), err=True)

    interrupted = False
    try:
        ticks = changes(folder, graph)
        click.echo(safe(f"Watching {folder} for letters; Ctrl-C ends it"), err=True)
        interrupted = follow(folder, graph, ticks, build_apart, say)
    except KeyboardInterrupt:
        pass
    click.echo(
        safe(f"No longer watching {folder}: {counted(builds, 'build')}, {counted(stored, 'letter')} stored"), err=True
    )
    if interrupted:
        ctx.exit(INTERRUPTED)


def _lines(said: Said, graph: Path, words: str) -> list[str]:
    """What is to be told: a build in one line, and a line for each letter that something is wrong with."""
    from navograaf.watch.follow import Built, Gone

    if isinstance(said, Built):
        return _of_build(said, graph)
    if isinstance(said, Gone):
        many = len(said.letters)
        names = shlex.join(said.letters[:_NAMED]) + (" ..." if many > _NAMED else "")
        return [
            f"{counted(many, 'letter')} of the graph {'is' if many == 1 else 'are'} no longer in the folder. "
            f"To take {'it' if many == 1 else 'them'} out: navograaf remove{words} {names}"
        ]
    after = "Waiting for it" if said.waits else "The watch goes on, and tries again when something changes"
    return [
        f"Not built: {said.error}. {after}" if not str(said.error).endswith(".") else f"Not built: {said.error} {after}"
    ]


def _of_build(built: Built, graph: Path) -> list[str]:
    report = built.report
    parts = [
        f"{len(ids)} {what} ({', '.join(ids[:_NAMED])}{', ...' if len(ids) > _NAMED else ''})"
        for what, ids in (("added", built.added), ("changed", built.changed))
        if ids
    ]
    parts += [
        f"{number} {what}"
        for what, number in (
            ("unchanged", len(report.unchanged)),
            ("in the graph already from another file", len(report.same)),
            ("another file of a letter", len(report.manifestations)),
            ("set aside", len(report.set_aside)),
        )
        if number
    ]
    warnings = f", {counted(report.warnings, 'warning')}" if report.warnings else ""
    lines = [f"{', '.join(parts) or 'nothing'}; {graph} holds {counted(report.letters, 'letter')}{warnings}"]
    for outcome in report.outcomes:
        if outcome.state == "set aside":
            kept = f" (its earlier version, {outcome.letter}, stays in the graph)" if outcome.letter else ""
            lines.append(f"{outcome.file}: set aside: {outcome.reason}{kept}")
        if outcome.doubts:
            lines.append(f"{outcome.file}: doubtful: {' '.join(outcome.doubts)}")
    lines += [f"Correction does not fit: {sentence}" for sentence in report.misfits]
    if report.left is not None:
        lines.append(f"Interrupted: {counted(report.left, 'letter')} left. The same command goes on with them")
    return lines
