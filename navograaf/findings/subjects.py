"""Who does what a clause says: its subject, the agent of its passive, and those a country acts with.

For holders.py. An infinitive and a clause that goes on without a subject of its own take the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.clauses import Clause, helping_verbs
from navograaf.words.lists import alternation

HOUSE = "organisation/dutch-house"
"""The House decides and asks by motion, but holds no position in these letters."""
_CLOSE = 12
"""An agent so close behind a participle is its own: "gesteund door Noorwegen"."""
_FEW = 3
"""What seems a clause and has so many spaces or fewer is none: "ik heb die verzekering verwelkomd"."""
_PAST = re.compile(r"^\w*ge\w+(?:en|d|t)$", re.I)
"""A participle that no finite form is like: what stands before it may be whom it is done to ("Israël opgeroepen")."""
_PARTICIPLE = re.compile(r"(?:^|[\s\w])ge\w+|\b(?:be|ver|her|onder|ont|om)\w+(?:t|d|en)$|en$", re.I)


def bodies_in(clause: Clause, bodies: Bodies) -> list[Body]:
    """The bodies of a clause in text order, those in its holes left out."""
    return [b for start, end in clause.parts for b in bodies.within(start, end)]


def subject_of(
    text: str, clauses: Sequence[Clause], at: int, bodies: Bodies, words: tuple[int, int] | None = None
) -> Body | None:
    """The subject of a clause, its agent in the passive; of an infinitive or a row of main clauses the one before.

    words: the span of the words that need a holder.
    """
    seen: set[int] = set()
    here: int | None = at
    while here is not None and here not in seen:
        seen.add(here)
        clause = clauses[here]
        inside = [b for b in bodies_in(clause, bodies) if b.id != HOUSE]
        if _elided().match(text, clause.start):  # "en roept Rusland op": who does is named before
            inside = [b for b in inside if b.role != "subject"]
        agent = next((b for b in inside if b.role == "agent"), None)
        if here == at and words is not None:
            close = next((b for b in inside if b.role == "agent" and 0 <= b.start - words[1] <= _CLOSE), None)
            if close or is_passive(text, clause, words):
                return close or agent
            beside = next((b for b in inside if b.role == "subject" and b.end == words[0] - 1), None)
            helped = helping_verbs(_joint().split(text[clause.start : words[0]])[-1])
            if beside and clause.kind == "main" and not helped and not _PAST.search(text[slice(*words)]):
                return beside  # "Andere landen zwegen, de leden waarderen dit"
        for part in ("subject",) if here == at else ("subject", "for"):
            if chosen := next((b for b in inside if b.role == part), None):
                return chosen
        if agent:
            return agent
        no_clause = clause.kind in ("relative", "that") and not inside and clause.words(text).count(" ") <= _FEW
        if clause.kind == "purpose" or no_clause:
            here = clause.parent
        elif clause.kind == "main" and clause.opener:
            here = next((i for i in range(here - 1, -1, -1) if clauses[i].kind == "main"), None)
        else:
            return None
    return None


@cache
def _elided() -> re.Pattern[str]:
    return re.compile(rf"(?:en|maar)\s+(?:{alternation('clause-verb')}|{alternation('finite')})(?![\w-])", re.I)


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf",|(?<![\w-]){alternation('conjunction')}(?![\w-])")


def is_wished(text: str, clause: Clause, words: tuple[int, int]) -> bool:
    """Whether a clause inside another says what a body should do: "dat Italië dit moet steunen"."""
    verbs = {tells for _, tells in helping_verbs(text[clause.start : words[0]])}
    return clause.kind == "that" and "must" in verbs and text[slice(*words)].endswith("en")


def together(body: Body, text: str, clause: Clause, bodies: Bodies) -> Body:
    """A country with those it acts with: "Nederland zal met België aandacht vragen", "met Frankrijk heb ik"."""
    ours = body.id == "organisation/dutch-government" or body.name.endswith("(Netherlands)")
    if body.sort not in ("country", "person") and not ours:
        return body
    for other in bodies_in(clause, bodies):
        before = text[clause.start : other.start]
        alone = other.role in ("oblique", "subject") and (other.sort == "country" or " and " in other.name)
        if other is not body and alone and _beside().search(before) and other.name != body.name:
            own = "Netherlands" if body.sort != "country" else body.name
            names = [own, *re.split(r", | and ", other.name)]
            return body._replace(name=f"{', '.join(names[:-1])} and {names[-1]}", id=None, sort="group")
    return body


@cache
def _beside() -> re.Pattern[str]:
    """What comes before a companion: "met" where a verb, the subject or nothing stands before it."""
    verb = rf"(?<![\w-])(?:{alternation('position-beside')}|{alternation('finite')})\s"
    return re.compile(rf"(?:^|,\s|{verb})(?:(?:samen|gezamenlijk|tezamen)\s)?met\s(?:(?:de|het)\s)?$", re.I)


def is_passive(text: str, clause: Clause, words: tuple[int, int]) -> bool:
    """Whether the words are the participle of a passive: "werd door de ministers benadrukt"."""
    if not _PARTICIPLE.search(text[slice(*words)]):
        return False
    for verb in _become().finditer(text, clause.start, clause.end):
        between = text[min(verb.end(), words[1]) : max(verb.start(), words[0])]
        if not re.search(r"\b(?:dat|die|en)\b", between):
            return True
    return False


@cache
def _become() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternation('passive')}(?![\w-])", re.I)
