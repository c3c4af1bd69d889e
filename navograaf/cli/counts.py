"""Numbers in the sentences that commands print."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """ "1 letter", "1,200 letters": a number with its noun, in the plural with an s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
