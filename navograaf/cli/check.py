"""`navograaf check`: is the graph valid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from navograaf.answers.terminal import safe
from navograaf.cli.options import graph_option
from navograaf.cli.progress import progress

if TYPE_CHECKING:
    from navograaf.graph.check import Result
    from navograaf.graph.engines import Engine
    from navograaf.graph.folder import GraphFolder


_KINDS = {"broken": "Violation", "odd": "Warning", "unknown": "Info"}
_SAID = {**_KINDS, **{severity.lower(): severity for severity in _KINDS.values()}}


@click.command()
@graph_option
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(list(_SAID), case_sensitive=False),
    metavar="KIND",
    help="Show only what is broken, odd or unknown (violation, warning, info); may be repeated.",
)
@click.option("--letter", "letters", multiple=True, metavar="LETTER", help="Show only this letter; may be repeated.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "table", "json", "turtle"]),
    default="text",
    show_default=True,
    help="Sentences, tab-separated rows, JSON, or a SHACL report.",
)
@click.option(
    "--lang", "language", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="Language of messages."
)
@click.option(
    "--engine",
    type=click.Choice(["fast", "pyshacl"]),
    default="fast",
    show_default=True,
    help="What holds the graph against the shapes; the results are the same.",
)
@click.pass_context
def check(
    ctx: click.Context,
    graph: Path,
    kinds: tuple[str, ...],
    letters: tuple[str, ...],
    form: Any,
    language: Any,
    engine: Any,
) -> None:
    """Validate the graph and say what is wrong, in sentences.

    Every letter is held against the shapes of ontology/shapes.ttl, and so is the reference data. A broken
    rule makes the graph wrong; what is odd is for a person to look at; what is unknown is only told. The exit
    status is 0 when no rule is broken, 1 when one is, 2 when the graph could not be checked.

    --only and --letter choose what is shown. Everything is checked all the same, and the status is that of all.
    LETTER is an id (28676-346), a file name or a path.
    """
    from navograaf.graph.check import conforms
    from navograaf.graph.folder import GraphFolder
    from navograaf.graph.letter_names import find_letter
    from navograaf.graph.report import render, summary

    folder = GraphFolder.open(graph)
    stored = folder.letters() if letters else []
    ids = {find_letter(stored, letter).id for letter in letters}
    results = _checked(folder, engine)
    chosen = _chosen(results, {_SAID[kind] for kind in kinds}, ids)
    shown = render(chosen, form, language, whole=conforms(results))
    if form in ("text", "table"):  # the other forms are read by programs, and escape what they quote
        shown = "\t".join(map(safe, shown.split("\t")))
    click.echo(shown, nl=False)
    told = summary(results, language)
    if kinds or letters:
        told += f" ({_SHOWN[language].format(shown=f'{len(chosen):,}', all=f'{len(results):,}')})"
    click.echo(told, err=True)
    if not (_say_corrections(folder) and conforms(results)):
        ctx.exit(1)


_SHOWN = {"en": "{shown} of {all} shown", "nl": "{shown} van {all} getoond"}


def _chosen(results: list[Result], severities: set[str], letters: set[str]) -> list[Result]:
    """The results of these severities and letters; an empty set stands for all."""
    return [
        result
        for result in results
        if (not severities or result.severity in severities) and (not letters or result.letter in letters)
    ]


def _say_corrections(folder: GraphFolder) -> bool:
    """Say what is wrong with corrections.tsv itself, or that it changed since the build; False when it has errors."""
    from navograaf.graph.correction_cells import CorrectionsError
    from navograaf.graph.corrections import read_corrections
    from navograaf.graph.judgements import GRAPH, Judgements
    from navograaf.graph.reference import reference

    try:
        rows = read_corrections(folder.path)
    except CorrectionsError as error:
        click.echo(f"Error: {safe(str(error))}", err=True)
        return False
    if not Judgements(rows, folder.graph(GRAPH), reference()).are_applied():
        click.echo("corrections.tsv changed since the graph was built: `navograaf build` applies it", err=True)
    return True


def _checked(folder: GraphFolder, engine: Engine) -> list[Result]:
    from navograaf.graph.check import check_graph

    with progress("Letters") as far:
        return check_graph(
            folder,
            progress=lambda done, total, letter: far.at(done, total, letter or "all letters together"),
            engine=engine,
        )
