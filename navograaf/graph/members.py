"""A file of a letter as works.py compares it: what is known of it, and how like another it is.

Law: two text files that differ are two letters, since which of two versions counts a person has to say; so are two
files that name other days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from navograaf.graph.sketch import likeness, numbers
from navograaf.letters.model import Format

SURE = 0.9
"""Below this likeness two files of one letter differ so much that a person should look; and two files of which one
names no day, so that days cannot tell them apart, are two letters."""
SAME_DAYS = 0.6
"""When fewer of the days that one file names stand in the other, they are two letters, unless both have the same
number. One letter in two formats has them all, but for the letterhead of a PDF; an agenda and the next one, which may
be the same else, share a day of the past."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file: one that this build read ("made"), that a letter of the graph is read from ("stored"), or that the graph
    lists as another file of a letter ("listed")."""

    key: str
    """Names it among those of its state."""
    state: Literal["made", "stored", "listed"]
    id: str
    numbered: bool
    """Whether the id is a number that it prints or is told, and not its name."""
    format: Format
    path: str
    words: str = ""
    """The hash of its text; "" where it is not known."""
    kept: str = field(default="", repr=False)
    """Its sketch, as the list of letters keeps it."""
    days: str = field(default="", repr=False)
    """The sketch of the days that it names."""
    there: bool = True
    """False for a file that is gone."""
    held: str = ""
    """The id of the letter that the graph reads from it, or read until it was read anew; "" where there is none."""

    @property
    def sketch(self) -> tuple[int, ...]:
        """Its sketch as numbers: read only for a file that has to be compared."""
        return numbers(self.kept)


def alike(one: Member, other: Member) -> float:
    """How much of the words of two files is the same, from 0 to 1."""
    return 1.0 if one.words and one.words == other.words else likeness(one.sketch, other.sketch)


def as_one(one: Member, other: Member) -> float:
    """How alike two files are that may be one letter; 0 where they are two however alike: two text files that differ,
    since which of two versions counts a person has to say, and files that name other days."""
    if one.words and one.words == other.words:
        return 1.0
    if one.format == other.format == "txt":
        return 0.0
    rate = alike(one, other)
    if one.numbered and other.numbered:
        return rate
    if not (one.days and other.days):
        return rate if rate >= SURE else 0.0
    days, others = {*numbers(one.days)}, {*numbers(other.days)}
    return rate if len(days & others) >= SAME_DAYS * min(len(days), len(others)) else 0.0
