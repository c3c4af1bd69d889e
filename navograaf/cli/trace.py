"""`navograaf trace SUBJECT...`: what was said about subjects over time, on the terminal or in a file."""

from __future__ import annotations

from pathlib import Path

import click

from navograaf.cli.doubts import say_doubts
from navograaf.cli.forms import chosen, columns, form_option, output_option
from navograaf.cli.options import graph_option, show_words
from navograaf.cli.source import asked, endpoint_option

KINDS = ("decision", "plan", "position", "commitment", "question", "answer", "fact")


@click.command()
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT...")
@form_option
@output_option
@click.option("--as-of", default="", metavar="DATE", help="Only what parliament could know on that day.")
@click.option("--since", default="", metavar="DATE", help="Only meetings, and letters about none, on or after DATE.")
@click.option("--until", default="", metavar="DATE", help="Only those on or before DATE.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only what says this; may be repeated.")
@click.option(
    "--holder", default="", metavar="NAME", help="Only decisions, positions and promises of a person, body or country."
)
@click.option(
    "--exact",
    is_flag=True,
    help="Leave out narrower topics, parts of a mission, papers of a dossier, and who speaks for a holder.",
)
@click.option("--narrower/--no-narrower", default=True, hidden=True)
@graph_option
@endpoint_option
@click.pass_context
def trace(
    ctx: click.Context,
    subjects: tuple[str, ...],
    form: str | None,
    output: Path | None,
    as_of: str,
    since: str,
    until: str,
    kinds: tuple[str, ...],
    holder: str,
    exact: bool,
    narrower: bool,
    graph: Path,
    endpoint: str | None,
) -> None:
    """What was said about SUBJECT over time: the sentences, oldest meeting first, and what changed.

    SUBJECT is a topic, mission, document, person, post, organisation, country, meeting or paper, by any
    of its names, its id or its number: NMI, "resolute support", mission/NMI, "Kamerstuk 28 676, nr. 344".
    What has no such name is looked for as words. More than one SUBJECT gives the sentences about any of
    them in one answer. DATE is a day, a month or a year: 2020-10-21, 2020-10, 2020.
    """
    from navograaf.answers.filters import Limits
    from navograaf.answers.render import render
    from navograaf.answers.trace import trace as answer
    from navograaf.answers.wording import related

    form = chosen(form, output)
    limits = Limits(as_of, since, until, kinds, holder)
    with asked(graph, endpoint) as source:
        found = answer(source, subjects, narrower=narrower and not exact, limits=limits)
    for note in found.notes:
        click.echo(note, err=True)
    if found.related:
        click.echo(related(found), err=True)
    say_doubts(found.letters)
    if output:
        from navograaf.cli.output import write_text

        write_text(output, render(found, form))
        click.echo(f"Wrote {output} ({len(found.entries)} statements)", err=True)
        return
    click.echo(render(found, form, width=columns(), color=ctx.color is not False, show=show_words(ctx)), nl=False)
