"""What became of each source of a build: stored, there already, or set aside with the reason.

Between desk.py, which finds it out, and those who tell it: the report of a build, and the command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from navograaf.errors import NavograafError
from navograaf.graph.make import Fault

State = Literal["stored", "unchanged", "same", "manifestation", "set aside", "redone"]
"""`same`: another file has the same letter, and is the one that the graph names (`reason` says which). `manifestation`:
the same letter is read from another file, in a format that tells more (`reason` says which). `redone`: it was
not among the sources, and was made again from its stored text since its corrections changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source. `letter` is the id under which it is in the graph, "" when it is not;
    `reason` says why it was set aside, which leaves an earlier version of it where it was."""

    source: str
    file: str
    state: State
    letter: str = ""
    quads: int = 0
    warnings: int = 0
    reason: str = ""
    doubts: tuple[str, ...] = ()
    """Reasons to distrust what was found in it; not said again of a letter that needed no reading."""


def set_aside(source: str, error: NavograafError | Fault, letter: str = "") -> Outcome:
    """The outcome for a letter with a fault; `letter`: the id of its version that is in the graph."""
    reason = f"{error.what}. {error.todo}" if error.todo else error.what
    return Outcome(source, Path(source).name or source, "set aside", letter, reason=reason)


def not_redone(source: str, fault: Fault, identifier: str) -> Outcome:
    """The outcome for a stored letter whose corrections changed, and which a fault kept as it was."""
    what = f"its corrections changed, and the letter could not be made again with them: {fault.what}"
    return set_aside(source, Fault(what, fault.todo), identifier)


def outcome_of(source: str, state: State, row: Mapping[str, Any]) -> Outcome:
    """The outcome for a letter that is in the graph; row: what the list of letters says of it."""
    return Outcome(source, row["file"], state, row["id"], row["quads"], row["warnings"])
