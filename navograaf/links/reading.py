"""The order of reading of the letters of a store, as they are placed by their meetings now.

After placed.py, for the steps that look for what came before or after.
"""

from __future__ import annotations

from collections.abc import Mapping

from navograaf.links.model import LetterNode


class Reading:
    """The letters in the order of reading."""

    def __init__(self, nodes: Mapping[int, LetterNode]) -> None:
        """nodes: number -> letter."""
        ranked = sorted((node.order, n) for n, node in nodes.items())
        self.letters = [n for _, n in ranked]
        """Numbers of the letters."""
        self.orders = [order for order, _ in ranked]
        """The order of each of them."""
        self.rank = {n: place for place, n in enumerate(self.letters)}
        """Number of a letter -> its place."""
