"""Links that are found from a letter's own sentences, kept up to date: references to letters, questions on an agenda.

After placed.py; letters.py and asked.py say what a sentence means. Laws: a reference is looked up again where it looked
and a letter came, went or moved; questions only where a letter on their meeting did.
"""

from __future__ import annotations

from navograaf.links import asked
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.letters import Shelf, series, shelved
from navograaf.links.link_quads import lines
from navograaf.links.model import LetterNode, Link
from navograaf.links.touched import Touched
from navograaf.links.written_out import Out

_ON_A_MEETING = ("agenda", "questions")


def refer(kept: Kept, touched: Touched, moved: set[int], out: Out) -> None:
    """References to letters: those of letters that changed, and those that looked where a letter came or went."""
    shelf = Shelf(kept.nodes.values(), set(kept.column("SELECT DISTINCT meeting FROM told")))
    nodes = _nodes(kept, touched, moved)
    keys = {key for node in nodes for key in shelved(node)}
    keys |= {series(meeting) for meeting in (*touched.meetings, *(node.meeting for node in nodes))}
    again = touched.letters | moved
    for key in sorted(keys):
        again.update(kept.column("SELECT n FROM dep WHERE key = ?", f"l:{key}"))
    for n in sorted(again):
        shelf.asked.clear()
        links = [link for sentence in kept.referring(n) for link in shelf.links(sentence)]
        out.put("letters", n << SHIFT, lines(links))
        kept.db.execute("DELETE FROM dep WHERE n = ? AND key < 'p:'", (n,))
        kept.db.executemany("INSERT INTO dep VALUES (?, ?)", [(f"l:{key}", n) for key in sorted(shelf.asked)])


def ask(kept: Kept, touched: Touched, moved: set[int], out: Out) -> None:
    """Questions about an agenda: those of the meetings of which an agenda or a consultation changed."""
    nodes = _nodes(kept, touched, moved)
    again = {node.meeting for node in nodes if node.kind in _ON_A_MEETING and node.meeting}
    groups: dict[str, list[int]] = {}
    for n, node in sorted(kept.nodes.items()):
        if node.kind in _ON_A_MEETING and node.meeting in again:
            groups.setdefault(node.meeting, []).append(n)
    for n in sorted(touched.letters | moved):
        out.forget("questions", n)
    for meeting in sorted(groups):
        numbers = groups[meeting]
        sentences = [one for n in numbers for one in kept.sentences(n)]
        items = [one for n in numbers if kept.nodes[n].kind == "questions" for one in kept.questions(n)]
        found: dict[str, list[Link]] = {}
        for link in asked.find(sentences, items):
            found.setdefault(link.source, []).append(link)
        for n in numbers:
            own = [one.iri for one in items if one.letter.iri == kept.nodes[n].iri]
            out.put("questions", n << SHIFT, lines([link for iri in own for link in found.get(iri, ())]))


def _nodes(kept: Kept, touched: Touched, moved: set[int]) -> list[LetterNode]:
    """The letters that changed or moved, as they were and as they are."""
    return [*touched.before.values(), *(kept.nodes[n] for n in touched.letters | moved)]
