"""Which part of a network is wanted: a stretch of time, what has to do with a thing, heavy edges, the largest part.

Between rows.py and assemble.py. Laws: with a stretch of time only what is dated can be in it; a row that is left out
may still describe its node, but adds nothing up.
"""

from __future__ import annotations

from dataclasses import dataclass

from navograaf.answers.periods import asked_period, check_stretch
from navograaf.network.cells import short
from navograaf.network.spells import Spell

_FIRST, _LAST = "0001-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for; the defaults ask for all."""

    window: Spell | None = None
    """First and last day asked for."""
    things: frozenset[str] = frozenset()
    """Short ids of the topics and missions asked for, with what they take in."""
    named: tuple[str, ...] = ()
    """How they were asked for: `--mission NMI`."""
    min_weight: float = 0
    """Edges of less weight are left out."""
    largest: bool = False
    """Whether only the largest connected part is wanted."""

    def in_time(self, start: str, end: str) -> bool:
        """Whether a spell ("" for none) touches the days asked for."""
        return self.window is None or (start != "" and start <= self.window.end and end >= self.window.start)

    def about(self, cell: object) -> bool:
        """Whether a cell of ?about, ids one a line, names a thing asked for; IRIs are shortened as ids are."""
        return any(short(name) in self.things for name in str(cell).split())

    def told(self) -> str:
        """What is asked for, as the options of the command: `--since 2020-10-01 --mission NMI --min-weight 2`."""
        first, last = self.window or (_FIRST, _LAST)
        parts = [f"--since {first}"] if first != _FIRST else []
        parts += [f"--until {last}"] if last != _LAST else []
        parts += self.named or sorted(self.things)
        parts += [f"--min-weight {_plain(self.min_weight)}"] if self.min_weight else []
        parts += ["--largest-component"] if self.largest else []
        return " ".join(parts)


def window(since: str | None, until: str | None) -> Spell | None:
    """The days from `since` to `until`, each a day, a month or a year, or None for open; None when both are open.

    Raises QueryError for what is no date and for a stretch that ends before it begins.
    """
    if since is None and until is None:
        return None
    first = _FIRST if since is None else asked_period(since, "since")[0].isoformat()
    last = _LAST if until is None else asked_period(until, "until")[1].isoformat()
    check_stretch(since or "", until or "")
    return Spell(first, last)


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
