"""What a change of letters touches, by which the later steps find what to do again.

Filled by filing.py, tally.py and placed.py, read by the steps that update.py calls.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from navograaf.links.model import LetterNode, Order, Sentence


@dataclass(slots=True)
class Touched:
    """What the letters that came, went or changed touch."""

    letters: set[int] = field(default_factory=set)
    """Numbers of letters that are in and are new or changed."""
    before: dict[int, LetterNode] = field(default_factory=dict)
    """Number -> the letter as it was, of those that changed or went."""
    counts: dict[str, int] = field(default_factory=dict)
    """Word or name -> in how many sentences it stood before."""
    surfaces: dict[str, str] = field(default_factory=dict)
    """Document -> what letters called it most often before."""
    meetings: set[str] = field(default_factory=set)
    """Meetings of which letters tell other things."""
    papers: set[str] = field(default_factory=set)
    """Papers that other letters cite than before."""
    documents: set[str] = field(default_factory=set)
    left: list[tuple[int, Order, str | None]] = field(default_factory=list)
    """Decisions of letters that changed or went: number, order of the letter as it was, what paired.py kept."""
    done: list[tuple[int, Sentence]] = field(default_factory=list)
    """Sentences that told of something done, of letters that changed or went, with their number."""
