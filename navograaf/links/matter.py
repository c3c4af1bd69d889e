"""What a decision is about and when it is due, as far as that tells whether two decisions can be one matter.

Between the letters (digest.py) and pairs.py, decisions.py and outcomes.py. Law: two decisions about different missions
are never one matter, nor two that are still to be taken at different meetings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from navograaf.links.model import Item
from navograaf.words.lists import meanings
from navograaf.words.stems import stem, stems

OPEN = frozenset({"expected", "proposed", "pending", "not_yet"})
"""Statuses of a decision of which something is still to come."""
DESCRIBED = "described/"
"""Before the name of a document that a letter only describes: "het actieplan ter implementatie van het beleid"."""


def documents(item: Item) -> frozenset[str]:
    """The documents that it names, an edition by its name without the year: the Pledge of 2016 and that of 2021."""
    return frozenset(_edition(name, item) for name in item.named if name.startswith("document/"))


def _edition(name: str, item: Item) -> str:
    described = name.removesuffix("-" + re.sub(r"[\W_]+", "-", item.letter.id.casefold()))
    if described != name:  # "het actieplan ter implementatie van het beleid": known by its words in one letter alone
        words = described.split("-")
        while words and words[-1] in meanings("says-little"):
            words.pop()
        return DESCRIBED + "-".join(words)
    head, _, year = name.rpartition("-")
    return head if len(year) == 4 and year.isdigit() else name


def missions(item: Item) -> frozenset[str]:
    """The missions that it names, else those that it is about."""
    named = frozenset(name for name in item.named if name.startswith("mission/"))
    return named or frozenset(name for name in item.about if name.startswith("mission/"))


def due(item: Item) -> str:
    """The meeting at which it is or would be decided: that which it names, else that which its letter is about.

    An agenda foresees what those who meet will do there; what a government of its own is working on is due nowhere.
    """
    ahead = item.status in ("expected", "proposed") and item.letter.kind in ("agenda", "questions")
    told = item.letter.kind == "report" and item.status in ("taken", "not_yet")
    ahead = ahead and not _later(item)
    # "aanvaardden de doelen voor de periode tot 2032": a date beyond the meeting is that of the thing
    dated = item.date if ahead or item.date[:4] <= item.letter.meeting_start[:4] else ""
    meets = not item.who or item.letter.body in item.who or item.who & set(meanings("any-decider"))
    return item.meeting or (item.letter.meeting if (ahead or told) and meets and not dated else "")


def _later(item: Item) -> bool:
    """Whether its words name a time of their own: "in december gecertificeerd" is not due at the meeting of October."""
    return any(one.stem in _times() or (one.stem.isdigit() and len(one.stem) == 4) for one in stems(item.words))


@cache
def _times() -> frozenset[str]:
    return frozenset(stem(word) for name in ("month", "season") for word in meanings(name))


def year(item: Item) -> str:
    """The year in which it is taken, "" when nothing tells."""
    held = item.letter.meeting_start if due(item) == item.letter.meeting else ""
    return (item.date or held)[:4]


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """A decision with what tells whether another is the same matter, worked out once."""

    item: Item
    documents: frozenset[str]
    missions: frozenset[str]
    due: str
    year: str

    @classmethod
    def of(cls, item: Item) -> Matter:
        """The matter of a decision."""
        return cls(item, documents(item), missions(item), due(item), year(item))


def apart(one: Matter, other: Matter) -> bool:
    """Whether two decisions cannot be one: of other missions, for other meetings, or taken in other years."""
    if one.missions and other.missions and one.missions.isdisjoint(other.missions):
        return True
    a, b = one.item, other.item
    if a.status == b.status == "taken" and a.act == b.act and one.year and other.year and one.year != other.year:
        return True
    both = bool(one.due) and bool(other.due) and one.due != other.due
    return both and a.status in OPEN and b.status in OPEN
