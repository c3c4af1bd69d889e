"""The form of an answer and the width of the terminal, alike in every command that prints or writes one."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import click

FORMS = ("table", "markdown", "html", "csv", "json")
SUFFIXES = {
    ".txt": "table",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}
"""The form that a file's name asks for."""
_NARROWEST = 60

form_option = click.option(
    "--format", "form", type=click.Choice(FORMS), help="The form.  [default: by the name of the output file, or table]"
)
output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to FILE instead."
)


def chosen(
    form: str | None, output: Path | None, *, suffixes: Mapping[str, str] = SUFFIXES, otherwise: str = "table"
) -> str:
    """The form asked for: by --format, else by the name of the output file, else `otherwise`.

    Raises click.BadParameter for a name that asks for none.
    """
    found = form or (suffixes.get(output.suffix.lower()) if output else otherwise)
    if found is None:
        known = ", ".join(sorted(suffixes))
        raise click.BadParameter(f"{str(output)!r} does not end in {known}; name a --format", param_hint="--output")
    return found


def columns(widest: int = 120) -> int:
    """Columns of the terminal, within what can be read well."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, _NARROWEST), widest)
