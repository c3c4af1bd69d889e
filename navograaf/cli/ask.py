"""`navograaf ask` and `navograaf query`: the questions of queries/, and SPARQL of your own."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.answers.results import FORMS
from navograaf.cli.forms import columns
from navograaf.cli.options import graph_option
from navograaf.cli.source import asked, endpoint_option

if TYPE_CHECKING:
    from navograaf.answers.query import Source
    from navograaf.answers.terms import Result

_TIMEOUT, _QUERY_SIZE = 30.0, 1_000_000
_WIDEST = 200

_form = click.option(
    "--format", "form", type=click.Choice(FORMS), help="The form of the answer.  [default: table; turtle for a graph]"
)
_timeout = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=_TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="How long the query may take.",
)


@click.command()
@click.argument("name", required=False)
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="The value of a parameter; may be repeated."
)
@_form
@_timeout
@graph_option
@endpoint_option
@click.pass_context
def ask(
    ctx: click.Context,
    name: str | None,
    params: tuple[str, ...],
    form: str | None,
    timeout: float,
    graph: Path,
    endpoint: str | None,
) -> None:
    """Answer a ready-made question; without NAME, list the questions.

    The value of a parameter is any name or id of a thing, a letter by its id, file or Kamerstuk number, or a
    date; given twice, it means either. The list as a page with all parameters: --format markdown.
    """
    if name is None:
        if params:
            raise click.UsageError("--param goes with the NAME of a question.")
        _list(form)
        return
    from navograaf.answers.ask import ask as answer

    given: dict[str, list[str]] = {}
    for param in params:
        key, sign, value = param.partition("=")
        if not sign or not key:
            raise click.BadParameter(f"{param!r} is not NAME=VALUE", param_hint="--param")
        given.setdefault(key.strip(), []).append(value)
    with asked(graph, endpoint) as source:
        result = answer(source, name, given, timeout=timeout)
        _say_defaults(name, given)
        _print(ctx, result, form, source)
        _say_links(name, result, source)


def _say_defaults(name: str, given: Mapping[str, Sequence[str]]) -> None:
    """Say which values the question took because none were given: an answer as of a day is not one as of today."""
    from navograaf.answers.questions import question

    for param in question(name).params:
        if param.default and param.name not in given:
            click.echo(f"{param.name} is {param.default}: another with --param {param.name}=...", err=True)


def _say_links(name: str, result: Result, source: Source) -> None:
    """Say that a graph without links gave no rows for that reason, so that nobody reads "nothing is open" in it."""
    from navograaf.answers.questions import question

    asks = any(term in question(name).text for term in ("navo:linkFrom", "navo:knownFrom"))
    if asks and not result.rows and not _linked(source):
        click.echo("This graph has no links between letters, which the question asks for: build it again.", err=True)


def _linked(source: Source) -> bool:
    from navograaf.answers.query import opened
    from navograaf.iris import GRAPHS

    return any(graph.value.startswith(f"{GRAPHS}links/") for graph in opened(source).named_graphs())


@click.command()
@click.argument("query", metavar="FILE_OR_TEXT")
@_form
@_timeout
@click.option("--allow-service", is_flag=True, help="Let the query send requests to other machines (SERVICE).")
@graph_option
@endpoint_option
@click.pass_context
def query(
    ctx: click.Context,
    query: str,
    form: str | None,
    timeout: float,
    allow_service: bool,
    graph: Path,
    endpoint: str | None,
) -> None:
    """Run a SPARQL query that reads: SELECT, ASK, CONSTRUCT or DESCRIBE.

    FILE_OR_TEXT is the query itself, a file that holds it, or - for standard input.
    """
    from navograaf.answers.query import run

    text = _text(query)
    with asked(graph, endpoint, any_graph=True) as source:
        _print(ctx, run(source, text, timeout=timeout, allow_service=allow_service), form, source)


def _list(form: str | None) -> None:
    """The questions: name, title and parameters (a ? marks those that may be left out), or the page of docs/."""
    from navograaf.answers.questions import questions

    known = questions()
    if form == "markdown":
        from navograaf.answers.questions_page import page

        click.echo(page(known), nl=False)
        return
    if form not in (None, "table"):
        raise click.UsageError("The list of questions has two forms: table and markdown.")
    width = max((len(one.name) for one in known), default=0) + 2
    for one in known:
        click.echo(f"{one.name:{width}}{one.title_en}")
        for param in one.params:
            optional = "" if param.required else "?"
            words = f" ({', '.join(param.values)})" if param.values else ""
            words += f" ({param.default} if it is left out)" if param.default else ""
            click.echo(f"{'':{width}}  --param {param.name}{optional}=  {param.what}{words}")


def _text(query: str) -> str:
    """The words of the query. A text with a brace or a line end is the query itself, and so is what is no file."""
    from navograaf.errors import QueryError

    if query == "-":
        return sys.stdin.read(_QUERY_SIZE)
    if not query.strip() or Path(query).is_dir():
        raise QueryError(
            "this is no query", where=query, todo="Give SPARQL, a file that holds it, or - for standard input"
        )
    if "{" in query or "\n" in query:
        return query
    try:
        with Path(query).open(encoding="utf-8-sig") as stream:
            return stream.read(_QUERY_SIZE)
    except FileNotFoundError:
        if query.endswith((".rq", ".sparql")):
            raise QueryError("there is no such file", where=query, todo="Check the path") from None
        return query
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a NUL in the name
        raise QueryError(f"the query cannot be read ({error})", where=query) from error


def _print(ctx: click.Context, result: Result, form: str | None, source: Source) -> None:
    from navograaf.answers.results import FOR_READING, render

    form = form or ("turtle" if result.graph else "table")
    if form in FOR_READING and result.rows:
        from navograaf.answers.query import opened
        from navograaf.answers.reading import Reader

        result = Reader(opened(source)).readable(result)
    for piece in render(result, form, width=columns(_WIDEST), color=ctx.color is not False):
        click.echo(piece, nl=False)
    if result.truth is None and not result.rows:
        click.echo("No rows.", err=True)
