"""`navograaf meetings`: the meetings of the graph, each with its set of papers and what is missing from it."""

from __future__ import annotations

from pathlib import Path

import click

from navograaf.cli.forms import columns
from navograaf.cli.options import graph_option
from navograaf.cli.source import asked, endpoint_option

FORMS = ("table", "markdown", "csv", "json")
_WIDEST = 140


@click.command()
@click.option("--body", default="", metavar="NAME", help='Only this body: "defence ministers", nato-summit.')
@click.option("--since", default="", metavar="DATE", help="Only meetings that end on or after DATE.")
@click.option("--until", default="", metavar="DATE", help="Only meetings that begin by DATE.")
@click.option("--missing", is_flag=True, help="Only meetings of which a paper is not in the collection.")
@click.option("--all", "everything", is_flag=True, help="Also meetings of other bodies that letters speak of.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="The form.")
@graph_option
@endpoint_option
@click.pass_context
def meetings(
    ctx: click.Context,
    body: str,
    since: str,
    until: str,
    missing: bool,
    everything: bool,
    form: str,
    graph: Path,
    endpoint: str | None,
) -> None:
    """List the meetings that letters are about, oldest first, each with its agenda, consultation and report.

    Between them stand the meetings of the same bodies that letters only speak of, or that the calendar knows, with
    what other letters cite of them; what the collection does not have is named as missing.
    """
    from navograaf.answers import meetings_forms
    from navograaf.answers.meetings import meetings as answer
    from navograaf.answers.meetings_table import table

    with asked(graph, endpoint) as source:
        sets = answer(source, body=body, since=since, until=until, missing=missing, everything=everything)
    if form == "table":
        text = table(sets, width=columns(_WIDEST), color=ctx.color is not False)
    else:
        forms = {"markdown": meetings_forms.as_markdown, "csv": meetings_forms.as_csv, "json": meetings_forms.as_json}
        text = forms[form](sets)
    click.echo(text, nl=False)
    if not sets:
        click.echo("No meetings.", err=True)
