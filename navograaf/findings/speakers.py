"""Who speaks in each sentence: the government in the minister's text, a party in a question of members.

For decisions and positions. In a question the party named last goes on speaking; a heading may name it too.
"""

from __future__ import annotations

from collections.abc import Iterator

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.holders import Voice
from navograaf.findings.layout import Layout
from navograaf.findings.model import Document, Meeting
from navograaf.findings.rounds import asking
from navograaf.text.reading import Span

_WRITER = Body(0, 0, "Dutch government", "organisation/dutch-government", role="subject")
_MEMBERS = Body(0, 0, "House committee", None, role="subject", sort="party")
_LONGEST = 4000
"""No sentence of a letter has so many characters; a longer one is no prose (a table, a list of names)."""


def spoken(
    layout: Layout, document: Document, bodies: Bodies, meetings: tuple[Meeting, ...] = ()
) -> Iterator[tuple[Span, Voice]]:
    """The sentences of text and footnotes in order, each with its voice."""
    asked, members = _asked(layout), _MEMBERS
    gathering = _gathering(document, meetings)
    writer = Voice(_WRITER, False, gathering)
    for sentence in layout.text.sentences:
        if sentence.kind not in ("text", "footnote") or sentence.end - sentence.start > _LONGEST:
            continue
        parties = asked.get(sentence.block)
        if parties is None:
            yield sentence, writer
            continue
        here = next((b for b in bodies.within(sentence.start, sentence.end) if b.sort == "party"), None)
        if here is not None:
            members = _MEMBERS._replace(name=here.name, id=here.id)
        elif len(parties) == 1 and parties[0] != members.name:
            members = _MEMBERS._replace(name=parties[0])
        yield sentence, Voice(members, True, gathering)


def _asked(layout: Layout) -> dict[int, tuple[str, ...]]:
    """Blocks in which members speak, with the parties that their heading names."""
    found: dict[int, tuple[str, ...]] = {}
    if not layout.is_consultation:
        return found
    starts = {block.start: i for i, block in enumerate(layout.text.blocks)}
    for stretch in asking(layout):
        for start, _ in stretch.pieces:
            block = layout.block_at(start)
            found[starts[block.start]] = stretch.parties
    return found


def _gathering(document: Document, meetings: tuple[Meeting, ...]) -> Body | None:
    """Who met, where the letter reports on a meeting."""
    body = next((m.body for m in meetings if m.id == document.about_meeting), None)
    return Body(0, 0, body, None, role="subject", sort="group") if body and document.kind == "report" else None
