"""What a letter says of itself, and what the letters together say of a meeting.

Before digest.py, which keeps the first; update.py asks for the second when a letter that tells of a meeting changed
(placed.py). Law: what is read of a letter does not depend on the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from navograaf.iris import thing
from navograaf.links.letter_items import Nodes, one_value
from navograaf.links.model import LetterKind, LetterNode


class Meeting:
    """What the letters together say of a meeting; of "2020-10" and "2020-10-22" the longer says more."""

    def __init__(self, facts: Mapping[str, set[str]]) -> None:
        def most(name: str) -> str:
            return min(facts.get(name, ()), key=lambda value: (-len(value), value), default="")

        self.start, self.end, self.body = most("startDate"), most("endDate"), most("body")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter says of itself, before other letters tell more of its meeting."""

    iri: str
    id: str
    file: str
    kind: LetterKind
    date: str
    paper: str
    about: tuple[str, ...]
    """IRIs of the meetings that it is about."""

    def node(self, meetings: Mapping[str, Meeting]) -> LetterNode:
        """The letter with the first of its meetings, as the letters together tell of it."""
        about = [one for one in self.about if one in meetings]
        first = min(about, key=lambda one: (meetings[one].start or "9999", one), default="")
        meeting = meetings.get(first)
        return LetterNode(
            iri=self.iri,
            id=self.id,
            file=self.file,
            kind=self.kind,
            date=self.date,
            paper=self.paper,
            meeting=first,
            meeting_start=meeting.start if meeting else "",
            meeting_end=(meeting.end or meeting.start) if meeting else "",
            body=meeting.body if meeting else "",
        )


def facts_of(identifier: str, nodes: Nodes) -> Facts | None:
    """What the letter with this id says of itself; None when its graph does not speak of it."""
    iri = thing("letter", identifier)
    facts = nodes.get(iri)
    if facts is None:
        return None
    return Facts(
        iri=iri,
        id=identifier,
        file=one_value(facts, "sourceFile"),
        kind=cast("LetterKind", one_value(facts, "letterKind") or "letter"),
        date=one_value(facts, "date_document"),
        paper=one_value(facts, "identifiedAs").rpartition("/")[2],
        about=tuple(facts.get("aboutMeeting", ())),
    )
