"""`navograaf ledger [SUBJECT...]`: what was expected and promised, and what came of it."""

from __future__ import annotations

from pathlib import Path

import click

from navograaf.answers.ledger_model import OUTCOMES, STATUSES
from navograaf.cli.doubts import say_doubts
from navograaf.cli.forms import chosen, columns, form_option, output_option
from navograaf.cli.options import graph_option, show_words
from navograaf.cli.source import asked, endpoint_option


@click.command()
@click.argument("subjects", nargs=-1, metavar="[SUBJECT...]")
@click.option(
    "--meeting", default="", metavar="MEETING", help="Due at this meeting (its name, id or day), or said on it."
)
@click.option("--minister", "--holder", "holder", default="", metavar="NAME", help="Decided or promised by NAME.")
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="This status; may be given again."
)
@click.option(
    "--outcome", "outcomes", multiple=True, type=click.Choice(OUTCOMES), help="This outcome; may be given again."
)
@click.option("--as-of", default="", metavar="DATE", help="Only what parliament could know that day.")
@click.option("--since", default="", metavar="DATE", help="Said on meetings from this day on.")
@click.option("--until", default="", metavar="DATE", help="Said on meetings up to this day.")
@click.option("--chains", is_flag=True, help="The matters that are followed from letter to letter.")
@form_option
@output_option
@graph_option
@endpoint_option
@click.pass_context
def ledger(
    ctx: click.Context,
    subjects: tuple[str, ...],
    meeting: str,
    holder: str,
    statuses: tuple[str, ...],
    outcomes: tuple[str, ...],
    as_of: str,
    since: str,
    until: str,
    chains: bool,
    form: str | None,
    output: Path | None,
    graph: Path,
    endpoint: str | None,
) -> None:
    """What letters expected and promised about SUBJECT, and what came of it: fulfilled, changed, contradicted, nothing
    said of it, no report yet; kept or open.

    Without SUBJECT, everything. SUBJECT is a name, id or number, as `navograaf trace` takes it.
    """
    from navograaf.answers.ledger import ledger as answer
    from navograaf.answers.ledger_forms import render

    form = chosen(form, output)
    with asked(graph, endpoint) as source:
        found = answer(
            source,
            subjects,
            meeting=meeting,
            holder=holder,
            statuses=statuses,
            outcomes=outcomes,
            as_of=as_of,
            since=since,
            until=until,
        )
    say_doubts(dict.fromkeys(row.spot.letter for row in found.rows))
    if output:
        from navograaf.cli.counts import counted
        from navograaf.cli.output import write_text

        write_text(output, render(found, form, chains=chains))
        what = (
            f"{counted(len(found.expectations), 'expectation')}, {counted(len(found.commitments), 'commitment')}, "
            f"{counted(len(found.chains), 'chain')}"
        )
        click.echo(f"Wrote {output} ({what})", err=True)
        return
    click.echo(
        render(found, form, chains=chains, width=columns(), color=ctx.color is not False, show=show_words(ctx)),
        nl=False,
    )
