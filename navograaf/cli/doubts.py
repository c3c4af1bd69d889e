"""The doubts about the letters that a command shows, one line each on standard error."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from navograaf.answers.collection import LetterCard


def say_doubts(letters: Iterable[LetterCard]) -> None:
    """Say why what was found in a letter is to be distrusted, for each that has a reason."""
    for card in letters:
        if card.doubts:
            click.echo(f"Doubt about {card.id}: {' '.join(card.doubts)}", err=True)
