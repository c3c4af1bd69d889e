"""Where a sentence states a stance: the rules of extract/positions.toml over its clauses, and what they say.

Before holders.py, which asks whose it is. A stance inside an indirect question, a condition or a relative clause is
nobody's ("of Italië dit steunt", "de landen die dit steunen"); a request that members put as a question is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from navograaf.findings.clauses import Clause, clauses_of, finite
from navograaf.findings.layout import Layout
from navograaf.findings.told import Polarity
from navograaf.text.reading import Span
from navograaf.words.rules import Rule, of_kind, rules
from navograaf.words.sweeps import sweep_of
from navograaf.words.trials import finds

NAME = "positions"
LEFT_OPEN = "position_frames"
"""The rule files."""
GOES_ON = ("waarbij",)
"""A relative clause that so begins says something of its own: "waarbij dit een overweging moet zijn"."""
_UNTIL = ("wanneer", "voordat", "alvorens", "totdat")
"""What a clause that so begins says is still to come: "een uitnodiging volgt wanneer allen instemmen"."""
_LEAST = 3
"""So many spaces follow a verb that comes first: at the end of a clause it may be one of a row."""
_RELATES = re.compile(r"^(?:en )?(?:waar\w*|hetgeen|wat|die|dat|welke)$")
"""One that so begins may name a holder of its own: "waarvoor Nederland heeft gepleit"."""


@dataclass(frozen=True, slots=True)
class Stance:
    """A rule that fits in clause number `clause`, its words at a span of the view, and what it says."""

    rule: Rule
    start: int
    end: int
    clause: int
    polarity: Polarity
    loose: bool = False
    """Whether only a source in the clause itself makes it somebody's: what governs the clause leaves it open."""

    @property
    def by(self) -> str:
        """How its holder is found (extract/positions.toml)."""
        return str(self.rule.more.get("by", ""))

    @property
    def judges(self) -> bool:
        """Whether it is a judgement that stands for itself, without a verb of saying."""
        return bool(self.rule.more.get("judges"))


def stances(layout: Layout, sentence: Span) -> Iterator[Stance]:
    """The stances of a sentence in the order of the rules."""
    hits = sweep_of(layout.kept, layout.text.places, NAME).hits(sentence.start, sentence.end)
    if not hits:
        return
    text, clauses = layout.text.view.text, clauses_of(layout, sentence)
    question = text[sentence.start : sentence.end].rstrip(" »”\"'").endswith("?")
    for rule, match in hits:
        at = _home(clauses, _clause_of(clauses, match), text, match.start())
        if at is None or not _open(rule, clauses, at, text, match.start(), question=question):
            continue
        judges = bool(rule.more.get("judges"))
        if judges and not _whole(clauses, at, match, text):
            continue
        polarity = _polarity(rule, text, clauses, at, match)
        yield Stance(rule, match.start(), match.end(), at, polarity, judges and not _governed(clauses, at, text))


def clause_at(clauses: Sequence[Clause], offset: int) -> int | None:
    """The number of the clause that holds an offset of the view; of nested ones the innermost."""
    inside = [i for i, c in enumerate(clauses) if any(a <= offset < b for a, b in c.parts)]
    before = inside or [i for i, c in enumerate(clauses) if c.start <= offset]
    return before[-1] if before else (0 if clauses else None)


def _clause_of(clauses: Sequence[Clause], match: re.Match[str]) -> int | None:
    """The clause where a match begins; of words that begin in an inserted clause, the one that it interrupts."""
    first, last = clause_at(clauses, match.start()), clause_at(clauses, match.end() - 1)
    if first is not None and last is not None and last != first and last in above(clauses, first):
        return last
    return first


def _home(clauses: Sequence[Clause], at: int | None, text: str, start: int) -> int | None:
    """The clause that words belong to: behind a comma an embedded clause is over, though nothing opens the next.

    So it is behind "en", when a verb comes first: "zei dat dit kan en riep anderen op mee te doen".
    """
    while at is not None and clauses[at].kind != "main" and clauses[at].parent is not None:
        before, after = text[clauses[at].start : start].rstrip(), text[start : clauses[at].end]
        row = before.lower().endswith((" en", ",en")) and after.count(" ") > _LEAST
        if not row and (clauses[at].kind == "that" or not before.endswith(",")):
            break
        at = clauses[at].parent
    return at


def _resumed(clause: Clause, text: str, start: int) -> bool:
    return start > clause.start and text[clause.start : start].rstrip().endswith(",")


def root_of(clauses: Sequence[Clause], at: int) -> int:
    """The number of the main clause that a clause hangs on, itself when it is one."""
    seen = {at}
    while clauses[at].kind != "main":
        parent = clauses[at].parent
        if parent is None or parent in seen:
            break
        at = parent
        seen.add(at)
    return at


def above(clauses: Sequence[Clause], at: int) -> Iterator[int]:
    """A clause and those that it hangs on, up to its main clause."""
    yield at
    while clauses[at].kind != "main" and (parent := clauses[at].parent) is not None and parent < at:
        at = parent
        yield at


def reach(clauses: Sequence[Clause], at: int) -> tuple[int, int]:
    """The span of a clause with all that hangs on it."""
    under = [c for i, c in enumerate(clauses) if at in above(clauses, i)]
    return clauses[at].start, max(c.end for c in under)


def _open(rule: Rule, clauses: Sequence[Clause], at: int, text: str, start: int, *, question: bool) -> bool:
    """Whether what stands in a clause is stated there, not asked after or left open."""
    by = rule.more.get("by")
    if by == "of" or rule.more.get("questions"):
        return True
    if question or _left_open(text, clauses[at].start, start):
        return False
    for i in above(clauses, at):
        clause = clauses[i]
        if clause.kind == "question" or clause.opener in _UNTIL:
            return False
        if clause.kind == "condition" and not (i == at and _resumed(clause, text, start)):
            return False
        loose = clause.kind == "relative" and clause.opener.split(" ")[-1] not in GOES_ON
        if loose and (i != at or by not in ("subject", "near") or not _RELATES.match(clause.opener)):
            return False
    return True


def _whole(clauses: Sequence[Clause], at: int, match: re.Match[str], text: str) -> bool:
    """Whether a judgement stands in one clause that states it: not behind "de vraag of", "om"."""
    if _home(clauses, clause_at(clauses, match.end() - 1), text, match.end()) not in (
        at,
        clause_at(clauses, match.start()),
    ):
        return False
    clause = clauses[at]
    if _left_open(text, clauses[0].start, match.start()):
        return False
    if clause.kind == "purpose":  # "een uitnodiging om lid te worden is een brug te ver"
        return match.start() > clause.start and bool(finite().search(text, clause.start, match.end()))
    return True


def _governed(clauses: Sequence[Clause], at: int, text: str) -> bool:
    """Whether a judgement behind "dat" counts: "dat betekent dat dit moet", not "het feit dat dit moet"."""
    parent = clauses[at].parent
    if clauses[at].kind != "that" or parent is None:
        return True
    before = clauses[parent].words(text)
    return finds(LEFT_OPEN, "governs", before, clauses[parent].worth)


def _left_open(text: str, start: int, end: int) -> bool:
    return any(rule.regex.search(text, start, end) for rule in of_kind(LEFT_OPEN, "left-open"))


def _polarity(rule: Rule, text: str, clauses: Sequence[Clause], at: int, match: re.Match[str]) -> Polarity:
    content = rule.more.get("content")
    if content:
        start, end = clauses[at].start, max(reach(clauses, at)[1], match.end())
        for judge in _judges():
            if (content == "judged" or judge.kind != "supports") and judge.regex.search(text, start, end):
                return judge.kind  # type: ignore[return-value]
    elif rule.kind == "supports" and not rule.more.get("judges"):
        words = clauses[at].words(text)
        if finds(LEFT_OPEN, "denies", words, clauses[at].worth):
            return "opposes"  # "Nederland steunt dit voorstel niet"
    return rule.kind  # type: ignore[return-value]


@cache
def _judges() -> tuple[Rule, ...]:
    """The judgements in file order: what is bad goes before what is needed, that before what must be."""
    return tuple(rule for rule in rules(NAME) if rule.more.get("judges"))
