"""Nodes with the same predicates, together: their objects stand in columns, so that each is looked at in one go.

What nodes.py reads a graph into, and proof_groups.py takes further apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Form = tuple[str, ...]
"""The predicates of a node, each as often as it has it."""


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """Nodes of one form; all terms are as they are written."""

    form: Form
    nodes: Sequence[str] = field(repr=False)
    columns: Sequence[Sequence[str]] = field(repr=False)
    """For each predicate of the form the objects, node by node."""

    def places(self, predicate: str) -> list[int]:
        """Where a predicate stands in the form."""
        return [at for at, one in enumerate(self.form) if one == predicate]

    def items(self) -> Iterable[tuple[str, ...]]:
        """The objects of each node."""
        return zip(*self.columns, strict=True)
