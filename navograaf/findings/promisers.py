"""Whose promise it is, and about what: a promise of another government is none to this House.

After commitments and bodies. A sentence in the passive ("uw Kamer wordt geïnformeerd"), or one in which the writer or
the government is a subject too, stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.clauses import helping_verbs
from navograaf.findings.layout import Layout
from navograaf.findings.themes import Themes
from navograaf.findings.told import Commitment
from navograaf.words.lists import meanings

_HOUSE = "organisation/dutch-house"
_GOVERNMENT = ("organisation/dutch-government", "country/NL")
_POSTS = ("nl-defence-minister", "nl-foreign-minister")


def of_ours(layout: Layout, commitments: Iterable[Commitment], bodies: Bodies, about: Themes) -> Iterator[Commitment]:
    """The promises that the government makes, each with who of it makes it and the mission and topic it is about."""
    place = layout.text.view.place
    for one in commitments:
        start, end = place(one.start) or 0, (place(one.end - 1) or 0) + 1
        one = replace(one, mission=about.mission(start, end), topic=about.topic(start, end))
        who = _promiser(layout.text.view.text[start:end], bodies.within(start, end))
        if who is None:
            yield one
        elif who.name in _own_names():
            yield replace(one, by=who.name, by_id=who.id)


def _promiser(words: str, inside: list[Body]) -> Body | None:
    """The only subject of the sentence, where it is somebody else than the writer; None when nothing tells."""
    subjects = [b for b in inside if b.role == "subject" and b.id != _HOUSE]
    passive = any(tells == "become" for _, tells in helping_verbs(words))
    ours = any(b.id in _GOVERNMENT or b.id is None for b in subjects)
    return subjects[0] if len(subjects) == 1 and not ours and not passive else None


def _own_names() -> set[str]:
    """The names of the ministers who may promise beside the one who signs."""
    return {meanings("holder-name")[post] for post in _POSTS}
