"""The letters that a command reads: those it is given, or else those of the graph folder, read again.

Shared by `candidates` and `coverage`; `findings` reads its own and shares `fail`. The letters of a graph are read
again from the texts that it keeps, so that what was added to ontology/ or extract/ since it was built counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from navograaf.errors import LetterError

if TYPE_CHECKING:
    from navograaf.findings.model import Findings


def read_all(letters: tuple[Path, ...], graph: Path, failed: list[str]) -> Iterator[tuple[str, Findings]]:
    """Name and findings of each letter; the name is the file's, or the id in the graph.

    A letter that cannot be read is named on standard error and added to `failed`. Raises GraphError when
    no letter is given and there is no graph.
    """
    from navograaf.findings.extract import extract
    from navograaf.letters.reading import read_letter
    from navograaf.letters.sources import letter_paths

    if not letters:
        from navograaf.graph.folder import GraphFolder

        folder = GraphFolder.open(graph)
        for stored in folder.letters():
            yield stored.id, extract(folder.letter(stored))
        return
    for source in letters:
        try:
            for path in letter_paths([source]):
                try:
                    letter = read_letter(path)
                except LetterError as error:
                    fail(error, failed)
                    continue
                yield letter.file, extract(letter)
        except LetterError as error:
            fail(error, failed)


def fail(error: LetterError, failed: list[str]) -> None:
    """Name a letter that cannot be read on standard error, and add it to `failed`."""
    click.echo(f"Error: {error}", err=True)
    failed.append(error.where)
