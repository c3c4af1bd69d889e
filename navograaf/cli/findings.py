"""`navograaf findings`: what is found in letters, as JSON, without a graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from navograaf.cli.options import letters_argument
from navograaf.cli.output import write_text
from navograaf.cli.reading import fail
from navograaf.errors import LetterError


@click.command()
@letters_argument()
@click.option(
    "--output-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one file per letter, named after the letter, into DIR (made if needed).",
)
@click.pass_context
def findings(ctx: click.Context, letters: tuple[Path, ...], output_dir: Path | None) -> None:
    """Print what is found in letters as JSON.

    One letter gives one JSON object; a folder or several letters give an array of objects. Offsets
    are code points of the letter as it stands. "-" reads a letter from standard input.

    A letter that cannot be read is named on standard error, the others go on, and the exit status is 1.
    One that reads like no letter, or is damaged, is named there too, with the reason; that is no error.
    """
    failed: list[str] = []
    found = _found(letters, failed)
    if output_dir is not None:
        _write(found, output_dir, failed)
    elif len(letters) == 1 and not letters[0].is_dir():
        for item in found:
            click.echo(_text(item))
    else:
        _print_array(found)
    if failed:
        ctx.exit(1)


def _found(sources: tuple[Path, ...], failed: list[str]) -> Iterator[dict[str, Any]]:
    """The findings of each letter in turn; letters that fail are named and added to `failed`."""
    from navograaf.findings.extract import extract
    from navograaf.findings.model import as_json
    from navograaf.letters.reading import read_letter
    from navograaf.letters.sources import letter_paths

    for source in sources:
        try:
            paths = letter_paths([source])
        except LetterError as error:
            fail(error, failed)
            continue
        for path in paths:
            try:
                letter = read_letter(path)
            except LetterError as error:
                fail(error, failed)
                continue
            found = extract(letter)
            if found.doubts:
                click.echo(f"{path}: doubtful: {' '.join(doubt.what for doubt in found.doubts)}", err=True)
            made = as_json(found)
            yield made if letter.format == "txt" else {"file": made.pop("file"), "format": letter.format, **made}


def _text(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, indent=1)


def _print_array(found: Iterator[dict[str, Any]]) -> None:
    # Written as it comes: the findings of a thousand letters need not be in memory together.
    separator = "[\n"
    for item in found:
        click.echo(separator + _text(item), nl=False)
        separator = ",\n"
    click.echo("[]" if separator == "[\n" else "\n]")


def _write(found: Iterator[dict[str, Any]], folder: Path, failed: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written: set[str] = set()
    for item in found:
        name = f"{Path(item['file']).stem}.json"
        if name in written:
            fail(
                LetterError(
                    "two letters have this name, and the second is left out",
                    where=item["file"],
                    todo="Give each a name of its own",
                ),
                failed,
            )
            continue
        write_text(folder / name, _text(item) + "\n")
        written.add(name)
    click.echo(f"{len(written)} files written to {folder}", err=True)
