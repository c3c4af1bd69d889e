"""`navograaf show LETTER`: a letter with what was found in it marked, by colour or in brackets."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from navograaf.cli.doubts import say_doubts
from navograaf.cli.options import graph_option

KINDS = (
    *("decision", "position", "commitment", "quantity", "question", "answer", "candidate"),
    *("meeting", "mission", "topic", "person", "organisation", "country", "document", "reference"),
)


@click.command()
@click.argument("letter", metavar="LETTER[:START-END]")
@click.option("--only", multiple=True, type=click.Choice(KINDS), help="Mark this kind alone; may be given again.")
@graph_option
@click.pass_context
def show(ctx: click.Context, letter: str, only: tuple[str, ...], graph: Path) -> None:
    """Show LETTER with what was found marked in it: decisions, positions and commitments, quantities, questions
    and answers; meetings, missions, topics, people and papers; and names that stand in no list.

    LETTER is an id, a Kamerstuk number or a file name, as `navograaf trace` prints them; with a place,
    as in 28676-346:23344-23407, the lines around that sentence. In a pipe, or with NO_COLOR set, marks
    are written as [NMI|mission:NMI].
    """
    from navograaf.answers import collection
    from navograaf.answers.marks import marks
    from navograaf.answers.show import find, split_place
    from navograaf.answers.show import show as marked
    from navograaf.graph.folder import GraphFolder

    folder = GraphFolder.open(graph)
    store = folder.store()
    name, place = split_place(letter)
    card = find(collection.letters(store), name)
    stored = next(one for one in folder.letters() if one.id == card.id)
    color = ctx.color if ctx.color is not None else sys.stdout.isatty()
    text = marked(folder.raw(stored), marks(store, card, only), place=place, color=color)
    say_doubts([card])
    where = f" · characters {place[0]}-{place[1]}" if place else ""
    click.echo(f"{card.name} · {card.file}{where}\n\n{text}", nl=False, color=color)
