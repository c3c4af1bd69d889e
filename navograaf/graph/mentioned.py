"""What a letter names, and where: the mentions of all findings by the thing that they name.

Before finding_quads.py, which writes them. Law: a thing that several layers find has one entry, with the mentions of
all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from navograaf.findings.model import Findings, Found, Meeting, Mention

if TYPE_CHECKING:
    from navograaf.graph.reference import Reference

Named = dict[tuple[str, str], list[Mention]]
"""Kind and id of a thing -> the places that name it."""


def mentioned(findings: Findings, known: Reference) -> Named:
    """What is named and where. A topic's passages are no mentions of it; the words that made them are."""
    layers: tuple[tuple[str, Iterable[Found | Meeting]], ...] = (
        ("mission", findings.missions),
        ("topic", findings.topic_terms),
        ("organisation", findings.organisations),
        ("document", findings.documents_mentioned),
        ("meeting", findings.meetings),
    )
    rows: Named = {}
    for kind, layer in layers:
        for found in layer:
            rows.setdefault((kind, found.id), []).extend(found.mentions)
    for person in findings.people:
        who = known.kind_of(person.id), person.id
        for mention in person.mentions:
            rows.setdefault(who, []).append(mention)
            if mention.also:  # who held the post that day: asked for by name, the post's words count too
                rows.setdefault((known.kind_of(mention.also), mention.also), []).append(mention)
    for country in findings.countries:
        rows.setdefault(("country", country.iso2), []).extend(country.mentions)
    return {key: mentions for key, mentions in rows.items() if mentions}
