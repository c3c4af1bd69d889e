"""`navograaf verify`: do the quotes of the graph still stand in the letters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.answers.terminal import safe
from navograaf.cli.options import graph_option

if TYPE_CHECKING:
    from navograaf.graph.verify import Drift, Verified

_FEW = 3
"""Quotes of a letter that are shown: one word that was put in at its head moves all the others."""


@click.command()
@graph_option
@click.option("--all", "whole", is_flag=True, help=f"Show every quote that moved, not the first {_FEW} of a letter.")
@click.pass_context
def verify(ctx: click.Context, graph: Path, whole: bool) -> None:
    """Prove that every quote is still at its place in its letter.

    Each letter is read again from where it came from (from the copy in the graph when that file is gone) and
    compared with the graph. The exit status is 0 when every quote stands, 1 when one does not.
    """
    from navograaf.graph.folder import GraphFolder
    from navograaf.graph.verify import verify_letters

    quotes, letters, drifts = 0, 0, 0
    for verified in verify_letters(GraphFolder.open(graph)):
        letters += 1
        quotes += verified.quotes
        drifts += len(verified.drifts)
        _tell(verified, whole)
        if verified.is_copy:
            said = f"{verified.file}: the letter itself is gone, its copy was read ({verified.read_from})"
            click.echo(safe(said), err=True)
    found = "all at their places" if not drifts else f"{drifts:,} difference{'' if drifts == 1 else 's'}"
    click.echo(f"{quotes:,} quotes in {letters:,} letter{'' if letters == 1 else 's'}: {found}", err=True)
    if drifts:
        ctx.exit(1)


def _tell(verified: Verified, whole: bool) -> None:
    moved = [drift for drift in verified.drifts if drift.kind == "moved"]
    shown = len(moved) if whole else _FEW
    for drift in [*(one for one in verified.drifts if one.kind != "moved"), *moved[:shown]]:
        click.echo(safe(_drift(drift)))
    if (left := len(moved) - shown) > 0:
        click.echo(safe(f"{verified.letter} ({verified.file}): {left:,} more quotes moved; --all shows them"))


def _drift(drift: Drift) -> str:
    line = f"{drift.letter} ({drift.file}): {drift.what}"
    if drift.kind != "moved":
        return f"{line}. Build the letter again"
    expected, found = (" ".join(words.split())[:80] for words in (drift.expected, drift.found))
    return f"{line}: at {drift.start}-{drift.end} the graph has “{expected}”, the letter “{found}”"
