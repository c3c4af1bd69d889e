"""`navograaf trace SUBJECT...`: what was said about subjects over time, on the terminal or in a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from navograaf.cli.doubts import say_doubts
from navograaf.cli.options import graph_option

FORMS = ("table", "markdown", "html", "csv", "json")


@click.command()
@click.argument("subjects", nargs=-1, required=True, metavar="SUBJECT...")
@click.option(
    "--format", "form", type=click.Choice(FORMS), help="The form.  [default: by the name of the output file, or table]"
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to FILE instead."
)
@click.option(
    "--narrower/--no-narrower",
    default=True,
    show_default=True,
    help="Take in narrower topics, parts of a mission, papers of a dossier.",
)
@graph_option
@click.pass_context
def trace(
    ctx: click.Context, subjects: tuple[str, ...], form: str | None, output: Path | None, narrower: bool, graph: Path
) -> None:
    """What was said about SUBJECT over time: the sentences, oldest meeting first.

    SUBJECT is a topic, mission, document, person, post, organisation, country, meeting or paper, by any
    of its names, its id or its number: NMI, "resolute support", mission/NMI, "Kamerstuk 28 676, nr. 344".
    More than one SUBJECT gives the sentences about any of them in one answer.
    """
    from navograaf.answers.render import SUFFIXES, render
    from navograaf.answers.trace import trace as answer

    form = form or (SUFFIXES.get(output.suffix.lower()) if output else "table")
    if form is None:
        known = ", ".join(sorted(SUFFIXES))
        raise click.BadParameter(f"{str(output)!r} does not end in {known}; name a --format", param_hint="--output")
    found = answer(graph, subjects, narrower=narrower)
    if found.related:
        left = "; ".join(f"{item.label}, as {item.id}" for item in found.related)
        click.echo(f"Not taken in, though the words point to it as well: {left}", err=True)
    say_doubts(found.letters)
    if output:
        from navograaf.cli.output import write_text

        write_text(output, render(found, form))
        click.echo(f"Wrote {output} ({len(found.entries)} statements)", err=True)
        return
    width = min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120)
    click.echo(render(found, form, width=width, color=ctx.color is not False), nl=False)
