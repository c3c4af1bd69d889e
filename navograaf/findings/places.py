"""Countries, and which country an adjective belongs to ("Iraakse" -> IQ)."""

from __future__ import annotations

from functools import cache

from navograaf.findings.layout import Layout
from navograaf.findings.model import Country, Mention
from navograaf.findings.named import hits
from navograaf.findings.spots import Spans
from navograaf.iris import ONTOLOGY
from navograaf.words.folding import fold
from navograaf.words.reference import Thing, of_kind

RULE = "countries.name"


@cache
def adjectives() -> dict[str, Thing]:
    """Folded adjective -> country."""
    return {fold(word): thing for thing in of_kind("country") for word in thing.values.get(ONTOLOGY + "adjective", ())}


def find_countries(layout: Layout, shadows: list[tuple[int, int]]) -> list[Country]:
    """The countries named, by code.

    A name inside an English name (`shadows`, spans of the view) does not count: NATO Mission Iraq.
    """
    view, raw = layout.text.view, layout.text.letter.raw
    held: dict[str, list[Mention]] = {}
    shaded = Spans(shadows)
    for hit in hits(layout, "country"):
        if shaded.hold(hit.start, hit.end):
            continue
        thing, label = hit.named[0]
        start, end = view.raw_span(hit.start, hit.end)
        normal = thing.name_nl if label.role == "hidden" else None
        held.setdefault(thing.id, []).append(Mention(start, end, raw[start:end], RULE, normal=normal))
    return [Country(code, tuple(held[code])) for code in sorted(held)]
