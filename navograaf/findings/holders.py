"""Whose a stance is: a body of its clause, what the clause says it is for, the party that asks, or the writer.

Between stances.py and positions.py. In a passive the agent holds it, never the subject (subjects.py). Without any, a
judgement is the writer's: the government's in the minister's text, the party's in a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.clauses import Clause
from navograaf.findings.stances import GOES_ON, Stance, above, reach, root_of
from navograaf.findings.subjects import HOUSE, bodies_in, is_passive, is_wished, subject_of, together

_BEHIND = 60
"""So many characters behind "op verzoek van" may begin the body that is meant."""
_BETWEEN = re.compile(r"^\s*(?:(?:de|het|een|alle|beide|ons|onze|zijn|haar|hun|[a-zà-ÿ-]+e|[A-Z][a-zà-ÿ]+se)\s+){0,4}$")
"""What may stand between "op verzoek van" and the body that is meant."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks where a sentence stands, and whether in a question of members."""

    body: Body
    asked: bool
    gathering: Body | None = None
    """The ministers of the meeting that the letter reports on."""


def held_by(stance: Stance, text: str, clauses: Sequence[Clause], bodies: Bodies, voice: Voice) -> Body | None:
    """The body that holds a stance, None when nobody can be told."""
    at = stance.clause
    if "holder" in stance.rule.more:
        iri = stance.rule.more.get("holder_id")
        return Body(stance.start, stance.end, str(stance.rule.more["holder"]), str(iri) if iri else None)
    if stance.by == "of":
        behind = bodies.within(stance.end, stance.end + _BEHIND)
        first = behind[0] if behind and behind[0].id != HOUSE else None
        return first if first and _BETWEEN.match(text[stance.end : first.start]) else None
    if stance.by == "party":
        return _asker(clauses, bodies, voice)
    if stance.by == "near":
        inside = bodies.within(stance.start, stance.end)
        here = [b for b in inside or bodies_in(clauses[at], bodies) if b.id != HOUSE]
        return next((b for b in here if b.role in ("agent", "source", "for")), here[0] if here else None)
    if stance.by == "gathering":
        groups = [b for b in bodies_in(clauses[at], bodies) if b.role in ("source", "oblique") and b.sort == "group"]
        groups = [b for b in groups if b.id is None]  # those who met, not the alliance that it is about
        return groups[0] if groups else voice.gathering
    if stance.by == "subject":
        return _doer(stance, text, clauses, bodies, voice)
    if stance.loose:
        return next((b for b in bodies_in(clauses[at], bodies) if b.role == "source"), None)
    source = source_of(clauses, at, bodies, weighed=stance.polarity != "notes")
    if voice.asked and source is not None and source.sort == "person":
        return None  # "in de ogen van de minister"
    if source is not None or stance.by == "source":
        return source
    if not stance.judges:
        return subject_of(text, clauses, at, bodies, (stance.start, stance.end)) or voice.body
    if clauses[at].opener.startswith(GOES_ON):  # "Nederland steunt dit, waarbij haast geboden is"
        return subject_of(text, clauses, root_of(clauses, at), bodies) or voice.body
    return None if _said_by_other(clauses, at, bodies) else voice.body


def _doer(stance: Stance, text: str, clauses: Sequence[Clause], bodies: Bodies, voice: Voice) -> Body | None:
    clause, words = clauses[stance.clause], (stance.start, stance.end)
    if is_wished(text, clause, words):
        return None
    found = subject_of(text, clauses, stance.clause, bodies, words)
    if found is None and stance.rule.more.get("unsaid") and is_passive(text, clause, words):
        return voice.gathering or (voice.body if stance.rule.more["unsaid"] is True else None)
    if found is None or (found.sort == "party" and stance.rule.more.get("parties") is False):
        return None
    return together(found, text, clauses[root_of(clauses, stance.clause)], bodies)


def source_of(clauses: Sequence[Clause], at: int, bodies: Bodies, *, weighed: bool) -> Body | None:
    """Whose opinion the clause or those above say it is: "volgens Polen", "voor de bondgenoten", "wat ons betreft".

    weighed: whether what is important for somebody counts too; what is merely noted may be so for others.
    """
    start, end = reach(clauses, root_of(clauses, at))
    near = [b for b in bodies.within(start, end) if b.role in ("source", "for")]
    theirs = [b for b in near if b.role == "source" or _ours(b) or (weighed and b.sort in ("group", "party"))]
    return theirs[0] if theirs else None


def _asker(clauses: Sequence[Clause], bodies: Bodies, voice: Voice) -> Body | None:
    if not voice.asked:
        return None
    start, end = clauses[0].start, clauses[-1].end
    party = next((b for b in bodies.within(start, end) if b.sort == "party" and b.role == "subject"), None)
    return party or voice.body


def _said_by_other(clauses: Sequence[Clause], at: int, bodies: Bodies) -> bool:
    """Whether a clause above says who says so: then the verb there tells of the stance, or nothing does."""
    reason = clauses[at].kind == "other"  # "Nederland tekende niet, omdat het onverenigbaar is met ..."
    over = [b for i in above(clauses, at) if i != at for b in bodies_in(clauses[i], bodies) if b.role == "subject"]
    return any(not (reason and _ours(b)) for b in over)


def _ours(body: Body) -> bool:
    return body.id in ("country/NL", "organisation/nato", "organisation/dutch-government", "organisation/eu")
