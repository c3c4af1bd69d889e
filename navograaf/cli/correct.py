"""`navograaf correct`: what a person judges of a finding, written down for every build to come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.answers.terminal import safe
from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option

if TYPE_CHECKING:
    from navograaf.graph.folder import GraphFolder


@click.command()
@click.argument("place", required=False, metavar="[LETTER:START-END]")
@click.option("--what", metavar="KIND[:WHICH]", help="The kind of finding, as in decision or decision:adopt.")
@click.option(
    "--verdict", type=click.Choice(["wrong", "right", "amended", "added"]), help="What is to be said of the finding."
)
@click.option("--who", help="Who judges.")
@click.option("--why", help="The reason, in a sentence.")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="Amended or added: may be given again.")
@click.option("--when", metavar="DAY", help="The day of the judgement, as 2026-01-31; else today.")
@click.option("--list", "listed", is_flag=True, help="Show the rows that there are, and whether they fit.")
@click.option("--build", "at_once", is_flag=True, help="Apply the corrections at once.")
@graph_option
@click.pass_context
def correct(
    ctx: click.Context,
    place: str | None,
    what: str | None,
    verdict: str | None,
    who: str | None,
    why: str | None,
    fields: tuple[str, ...],
    when: str | None,
    listed: bool,
    at_once: bool,
    graph: Path,
) -> None:
    """Say of a finding that it is wrong or right, amend it, or add one that is missing.

    LETTER:START-END is a place as `navograaf trace` prints it. The row goes into corrections.tsv in the graph folder,
    where it can be edited and taken out; every build applies it. A row that does not fit is refused.
    """
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.open(graph)
    given = {"LETTER:START-END": place, "--what": what, "--verdict": verdict, "--who": who, "--why": why}
    if listed or (at_once and not any(given.values())):
        if any(given.values()) or fields or when:
            raise click.UsageError("--list takes no row, and a row no --list")
        well = _build(folder) if at_once else True
        if (listed and not _list(folder)) or not well:
            ctx.exit(1)
        return
    lacking = [name for name, value in given.items() if not value]
    if lacking:
        raise click.UsageError(f"A row needs {', '.join(lacking)} as well")
    cells = {"what": what or "", "verdict": verdict or "", "who": who or "", "why": why or "", "when": when or _today()}
    _write(folder, place or "", {name: " ".join(cell.split()) for name, cell in cells.items()}, fields)
    if at_once:
        if not _build(folder):
            ctx.exit(1)
    else:
        click.echo("The next `navograaf build` applies it, and so does `navograaf correct --build`", err=True)


def _write(folder: GraphFolder, place: str, cells: dict[str, str], fields: tuple[str, ...]) -> None:
    from navograaf.answers.show import split_place
    from navograaf.cli.output import write_text
    from navograaf.graph.correction_cells import FILE
    from navograaf.graph.corrections import written_pairs
    from navograaf.graph.folder import LOCK
    from navograaf.graph.judging import new_row
    from navograaf.graph.lock import Lock

    letter, span = split_place(place)
    if span is None:
        raise click.UsageError(f"{place} names no place. Write LETTER:START-END, as `navograaf trace` prints it")
    if any("=" not in one for one in fields):
        raise click.UsageError("--set takes FIELD=VALUE, as in --set status=taken")
    pairs = [(name.strip(), value) for name, _, value in (one.partition("=") for one in fields)]
    cells |= {"letter": letter, "start": str(span[0]), "end": str(span[1]), "value": written_pairs(pairs)}
    lock = Lock(folder.path / LOCK)
    lock.acquire()
    try:
        row, text = new_row(folder, cells)
        write_text(folder.path / FILE, f"\ufeff{text}")  # without the mark a spreadsheet program misreads "é"
    finally:
        lock.release()
    click.echo(f"{folder.path / FILE}: {safe(f'{row.name} is {row.verdict}: “{row.words}”')}", err=True)


def _build(folder: GraphFolder) -> bool:
    """Build at once, and say what became of each letter; whether none was set aside."""
    from navograaf.cli.build import say_misfits
    from navograaf.graph.build import build

    report = build(folder, [])
    for outcome in report.outcomes:
        reason = f": {outcome.reason}" if outcome.reason else ""
        click.echo(safe(f"{outcome.letter}: {outcome.state}{reason}"), err=True)
    say_misfits(report)
    if not report.outcomes:
        click.echo("No letter changed", err=True)
    return not report.set_aside


def _list(folder: GraphFolder) -> bool:
    """Print the rows with what becomes of them; whether all fit."""
    from navograaf.graph.corrections import read_corrections
    from navograaf.graph.judging import judged_rows

    judged = judged_rows(folder, read_corrections(folder.path))
    columns = ("line", "place", "what", "verdict", "value", "who", "when", "why", "fits")
    if judged:
        click.echo("\t".join(columns))
    for one in judged:
        row = one.row
        place = f"{row.letter}:{row.start}-{row.end}"
        cells = (str(row.line), place, row.what, row.verdict, row.value, row.who, row.when, row.why)
        click.echo("\t".join(map(safe, [*cells, one.problem or "yes"])))
    wrong = sum(not one.fits for one in judged)
    fit = f", {wrong:,} of which do{'es' * (wrong == 1)} not fit" if wrong else ""
    click.echo(f"{counted(len(judged), 'correction')}{fit}", err=True)
    return not wrong


def _today() -> str:
    from datetime import date

    return date.today().isoformat()  # the day of a person's act, which nothing in the graph can tell
