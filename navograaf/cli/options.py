"""Options and arguments that several commands share, so that they read the same everywhere."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

Function = TypeVar("Function", bound=Callable[..., Any])

graph_option = click.option(
    "--graph",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("graph"),
    envvar="NAVOGRAAF_GRAPH",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="The graph folder.",
)
"""--graph DIR, else the variable NAVOGRAAF_GRAPH, else ./graph; passes `graph: Path`."""


def graph_words(ctx: click.Context) -> str:
    """What a command that is suggested needs to mean the same graph: " --graph DIR" where that was given, else ""."""
    if ctx.get_parameter_source("graph") is not ParameterSource.COMMANDLINE:
        return ""
    return f" --graph {shlex.quote(str(ctx.params['graph']))}"


def show_words(ctx: click.Context) -> str:
    """The command that shows a place of the answer; "" for that of a server, whose letters it cannot read."""
    return "" if ctx.params.get("endpoint") else f"navograaf show{graph_words(ctx)}"


def letters_argument(*, required: bool = True) -> Callable[[Function], Function]:
    """LETTER_OR_FOLDER...: passes `letters: tuple[Path, ...]`; Path("-") stands for standard input.

    That a path exists is not asked here: the reader of letters says so in its own sentence, with status 1.
    """
    return click.argument(
        "letters",
        nargs=-1,
        required=required,
        metavar="LETTER_OR_FOLDER..." if required else "[LETTER_OR_FOLDER...]",
        type=click.Path(path_type=Path),
    )
