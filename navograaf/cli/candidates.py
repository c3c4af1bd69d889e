"""`navograaf candidates`: names that ontology/ does not know, ready to be added."""

from __future__ import annotations

import json
from pathlib import Path

import click

from navograaf.cli.counts import counted
from navograaf.cli.options import graph_option, letters_argument


@click.command()
@letters_argument(required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "turtle")),
    default="text",
    show_default=True,
    help="Sentences, values, or the Turtle to paste in ontology/.",
)
@graph_option
@click.pass_context
def candidates(ctx: click.Context, letters: tuple[Path, ...], form: str, graph: Path) -> None:
    """List names that look like a mission, operation, exercise or document and stand in no list of ontology/.

    The letters named are read; without one, the letters of the graph, read again, so that a name added since the
    graph was built is gone. A letter that cannot be read is named, the others go on, and the exit status is 1.
    """
    from navograaf.answers.proposals import as_json, proposals, turtle
    from navograaf.cli.reading import read_all

    failed: list[str] = []
    found = proposals(read_all(letters, graph, failed))
    if form == "json":
        click.echo(json.dumps([as_json(one) for one in found], ensure_ascii=False, indent=1))
    elif form == "turtle":
        click.echo(turtle(found), nl=False)
    for one in found if form == "text" else ():
        short = f" ({one.abbreviation})" if one.abbreviation else ""
        click.echo(f"{one.kind}  {one.name}{short}  {counted(len(one.places), 'place')}")
        for letter in one.letters:
            places = [place for place in one.places if place.letter == letter]
            click.echo(f"    {letter}  {', '.join(f'{p.start}-{p.end}' for p in places)}")
            click.echo(f"        “{' '.join(places[0].quote.split())}”")
    if not found:
        click.echo("No unknown names.", err=True)
    if failed:
        ctx.exit(1)
