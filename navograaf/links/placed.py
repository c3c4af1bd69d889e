"""Letters placed by their meetings: those that they name, as the letters together tell of them, and those they are tied
to by the letters around them.

After filing.py, before all steps that look from letter to letter; meetings.py says what ties a letter. Law: a letter's
place hangs on all letters, so those that another letter moves are named.
"""

from __future__ import annotations

from dataclasses import astuple

from navograaf.links import plain
from navograaf.links.facts import Meeting
from navograaf.links.kept import SHIFT, Kept
from navograaf.links.link_quads import lines
from navograaf.links.meetings import Around, filled
from navograaf.links.model import LetterNode
from navograaf.links.opening import Told, told
from navograaf.links.touched import Touched
from navograaf.links.written_out import Out


def place(kept: Kept, touched: Touched, out: Out) -> set[int]:
    """Place the letters anew after some came, went or changed; those that moved and did not change themselves, with
    what they were in `touched.before`."""
    _name_meetings(kept, touched)
    return _tie(kept, touched, out)


def _name_meetings(kept: Kept, touched: Touched) -> None:
    """Give letters the meetings that they name, as the letters together tell of them."""
    letters = set(touched.letters)
    for meeting in sorted(touched.meetings):
        letters.update(kept.column("SELECT n FROM about WHERE meeting = ?", meeting))
    for n in sorted(letters):
        facts = kept.facts(n)
        node = facts.node({iri: found for iri in facts.about if (found := _meeting(kept, iri))})
        kept.db.execute("UPDATE letter SET base = ? WHERE n = ?", (plain.dumps(astuple(node)), n))


def _meeting(kept: Kept, iri: str) -> Meeting | None:
    facts: dict[str, set[str]] = {}
    rows = kept.column("SELECT facts FROM told WHERE meeting = ?", iri)
    for row in rows:
        for name, values in plain.loads(row).items():
            facts.setdefault(name, set()).update(values)
    return Meeting(facts) if rows else None


def _tie(kept: Kept, touched: Touched, out: Out) -> set[int]:
    base = {n: LetterNode(*plain.loads(row)) for n, row in kept.db.execute("SELECT n, base FROM letter")}
    ties = Around(base.values(), kept.citing()).ties(lambda letter: _opening(kept, letter))
    full = filled(base.values(), ties)
    by_letter = {link.source: link for link in ties}
    moved: set[int] = set()
    for n, node in sorted(base.items()):
        whole = full.get(node.iri, node)
        if whole != kept.nodes[n]:
            if n not in touched.letters:
                moved.add(n)
                touched.before[n] = kept.nodes[n]
            kept.set_node(n, whole)
        link = by_letter.get(node.iri)
        out.put("ties", n << SHIFT, lines([link]) if link else "")
        if n in moved or n in touched.letters:
            out.put("known", n << SHIFT, lines((), (), [whole]))
    kept.sentences.forget()
    return moved


def _opening(kept: Kept, letter: LetterNode) -> Told | None:
    """What the opening of a letter tells, read once and kept."""
    n = kept.numbers[letter.id]
    row = kept.db.execute("SELECT told FROM opening WHERE n = ?", (n,)).fetchone()
    if row is None:
        found = told(letter, kept.sentences(n))
        kept.db.execute("INSERT INTO opening VALUES (?, ?)", (n, plain.dumps(astuple(found) if found else None)))
        return found
    value = plain.loads(row[0])
    return Told(*value) if value else None
