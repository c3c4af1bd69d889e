"""`navograaf show LETTER`: a letter with what was found in it marked, by colour or in brackets, or as a web page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from navograaf.cli.doubts import say_doubts
from navograaf.cli.forms import chosen, output_option
from navograaf.cli.options import graph_option

KINDS = (
    *("decision", "position", "commitment", "quantity", "question", "answer", "candidate"),
    *("meeting", "mission", "topic", "person", "organisation", "country", "document", "reference"),
)
FORMS = {".txt": "text", ".html": "html", ".htm": "html"}
"""The form that a file's name asks for."""


@click.command()
@click.argument("letter", metavar="LETTER[:START-END]")
@click.option("--only", multiple=True, type=click.Choice(KINDS), help="Mark this kind alone; may be given again.")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(set(FORMS.values()), reverse=True)),
    help="The form.  [default: by the name of the output file, or text]",
)
@output_option
@graph_option
@click.pass_context
def show(
    ctx: click.Context, letter: str, only: tuple[str, ...], form: str | None, output: Path | None, graph: Path
) -> None:
    """Show LETTER with what was found marked in it: decisions, positions and commitments, quantities, questions
    and answers; meetings, missions, topics, people and papers; and names that stand in no list.

    LETTER is an id, a Kamerstuk number or a file name, as `navograaf trace` prints them; with a place,
    as in 28676-346:23344-23407, the lines around that sentence. In a pipe, or with NO_COLOR set, marks
    are written as [NMI|mission:NMI]. `-o letter.html` makes a web page of the whole letter.
    """
    from navograaf.answers import collection
    from navograaf.answers.lookup import open_store
    from navograaf.answers.show import find, split_place
    from navograaf.graph.folder import GraphFolder

    form = chosen(form, output, suffixes=FORMS, otherwise="text")
    folder = GraphFolder.open(graph)
    store = open_store(folder)
    name, place = split_place(letter)
    stored = folder.letters()
    named = next((one.id for one in stored if Path(name).name in (other.file for other in one.also)), name)
    card = find(collection.letters(store), named)
    read = folder.letter(next(one for one in stored if one.id == card.id))
    color = output is None and (ctx.color if ctx.color is not None else sys.stdout.isatty())
    if form == "html":
        from navograaf.answers.letter_page import letter_page

        text = letter_page(store, card, read.raw, only=only, place=place, pages=read.pages)
    else:
        from navograaf.answers.marks import marks
        from navograaf.answers.printed import on_page
        from navograaf.answers.show import show as marked

        page = read.page(place[0]) if place else None
        where = f" · {', '.join(filter(None, (on_page(page), f'characters {place[0]}-{place[1]}')))}" if place else ""
        words = marked(read.raw, marks(store, card, only), place=place, color=color)
        text = f"{card.name} · {card.file}{where}\n\n{words}"
    say_doubts([card])
    if output:
        from navograaf.cli.output import write_text

        write_text(output, text)
        click.echo(f"Wrote {output}", err=True)
        return
    click.echo(text, nl=False, color=color)
