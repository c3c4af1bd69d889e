"""Who does an act, and whether one must be named for it to be a decision.

Between the turns of a clause (turns.py) and the decisions (decisions.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from navograaf.findings.bodies import Bodies
from navograaf.findings.body_names import Body
from navograaf.findings.clauses import Clause
from navograaf.findings.status import said
from navograaf.findings.turns import ABOUT, Turn
from navograaf.words.trials import tried


def enough(turn: Turn, clause: Clause, words: str) -> bool:
    """Whether the act needs no body in its clause: only bodies do it, or it is told in the passive."""
    if turn.word.weight == "strong" or turn.rule == ABOUT or clause.kind == "purpose":
        return True
    if any(
        turn.act in rule.more["acts"] and rule.regex.search(words)
        for rule in tried("decisions", "enough", clause.worth)
    ):
        return True  # "De medische ploeg keert in maart terug"
    passive = any(tells in ("become", "became", "be", "was") for _, tells in clause.helping)
    return turn.word.weight == "passive" and passive


def decider_of(text: str, bodies: Bodies, clauses: Sequence[Clause], at: int, *, asked: bool = False) -> Body | None:
    """Who does it: the agent, else the subject of the clause, else that of the clause that it hangs on.

    asked: one body asks another to do it ("Estland heeft de EU opgeroepen ..."): the other decides.
    """
    here: int | None = at
    while here is not None:
        clause = clauses[here]
        inside = [b for start, end in clause.parts for b in bodies.within(start, end)]
        addressed = [b for b in inside if b.role in ("subject", "to")]
        if asked and len(addressed) > 1:
            return addressed[1]
        for part in ("agent", "subject"):
            if chosen := next((b for b in inside if b.role == part), None):
                return chosen
        again = clause.kind in ("purpose", "main") or said("pronoun", clause.words(text), clause.worth)
        here = clause.parent if again else None
    return None
