"""The judgement of people applied to the findings of a letter, before its quads are written.

Between extraction and quads. Laws: every row is looked up in what the rules found, never in what another row made, so
the order of rows does not matter; a row that does not fit changes nothing and says why; two rows that contradict each
other both do nothing, since nobody but a person can choose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from navograaf.findings.model import Findings, Meeting
from navograaf.graph import things
from navograaf.graph.correctable import KINDS, read_pairs
from navograaf.graph.corrections import Correction, kept_words
from navograaf.graph.named import unknown
from navograaf.graph.pieces import Piece, names_of, put_together, taken_apart

if TYPE_CHECKING:
    from navograaf.graph.reference import Reference as Known

PERSON = "corrections.person"
"""The rule of what a person wrote."""
_DATE_IN_ID = re.compile(r"\d{4}(?:-\d{2}){0,2}$")


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a row: why it does not fit ("" when it does), and the piece before and after it."""

    row: Correction
    problem: str = ""
    before: Piece | None = None
    after: Piece | None = None

    @property
    def fits(self) -> bool:
        """Whether it was applied."""
        return not self.problem


def correct(
    findings: Findings, raw: str, rows: Sequence[Correction], known: Known
) -> tuple[Findings, tuple[Judged, ...]]:
    """The findings of a letter as `rows`, all of this letter, correct them, and what became of each row, sorted.

    raw: the text that offsets count in; known: the reference data.
    """
    judged: list[Judged] = []
    for kind in sorted({row.kind for row in rows}):
        pieces = taken_apart(findings, kind)
        of_kind = sorted({row for row in rows if row.kind == kind}, key=lambda row: row.digest)
        found = _agreed([_look_up(row, raw, pieces, known) for row in of_kind])
        judged += found
        findings = put_together(findings, kind, _changed(pieces, found), PERSON)
    return findings, tuple(sorted(judged, key=lambda one: (one.row.start, one.row.end, one.row.what, one.row.digest)))


def _changed(pieces: Sequence[Piece], judged: Sequence[Judged]) -> list[Piece]:
    """The pieces with all rows applied that fit."""
    fitting = [one for one in judged if one.fits]
    gone = {_key(one.before) for one in fitting if one.before and one.row.verdict != "right"}
    made = {_key(one.after): one.after for one in fitting if one.after and one.row.verdict in ("amended", "added")}
    kept = [piece for piece in pieces if _key(piece) not in gone and _key(piece) not in made]
    return kept + list(made.values())


def _look_up(row: Correction, raw: str, pieces: Sequence[Piece], known: Known) -> Judged:
    """A row with the piece that it is about and the one that it makes."""
    if row.end > len(raw):
        return Judged(row, f"the place is outside the letter, which has {len(raw)} characters")
    words = kept_words(raw[row.start : row.end])
    if row.words and row.words != words:
        return Judged(row, f"the words at the place are now “{_short(words)}”{_elsewhere(row, raw)}")
    if not words:
        return Judged(row, "there are no words at the place")
    here = [p for p in pieces if (p.item.start, p.item.end) == (row.start, row.end)]
    if row.verdict == "added":
        return _added(row, raw, here, pieces, known)
    # What a person wrote is no target: applied to its own result, a row would judge itself.
    meant = [p for p in here if p.item.rule != PERSON and (not row.which or things.slug(row.which) in p.names)]
    if not meant:
        return Judged(row, f"no {row.what} is found at the place{_nearby(row, pieces)}")
    if len({piece.identity for piece in meant}) > 1:
        several = ", ".join(sorted(f"{row.kind}:{min(piece.names)}" for piece in meant))
        return Judged(row, f"more than one {row.kind} is found at the place: say which ({several})")
    if row.verdict != "amended":
        return Judged(row, before=meant[0], after=meant[0] if row.verdict == "right" else None)
    values = read_pairs(row.kind, row.pairs, whole=False)
    after = _amended(meant[0], values, pieces)
    return Judged(row, _wrong_values(after, values, raw, pieces, known), meant[0], after)


def _added(row: Correction, raw: str, here: Sequence[Piece], pieces: Sequence[Piece], known: Known) -> Judged:
    values = read_pairs(row.kind, row.pairs, whole=True)
    kind = KINDS[row.kind]
    own = names_of(kind.made_of)
    fixed: dict[str, Any] = {"start": row.start, "end": row.end, "rule": PERSON}
    fixed |= {name: raw[row.start : row.end] for name in ("quote", "surface") if name in own}
    item = kind.made_of(**fixed, **{name: value for name, value in values.items() if name in own})
    piece = Piece(row.kind, item, values.get("id", ""))
    if kind.more:
        piece = replace(piece, whole=_meeting(None, piece.id, values, pieces))
        if piece.whole is None:
            return Judged(row, f"the letter has no meeting {piece.id}: say its body as well")
    if row.which and things.slug(row.which) not in piece.names:
        return Judged(row, f"the value makes {row.kind}:{min(piece.names, default='')}, not {row.what}")
    before = next((one for one in here if one.identity == piece.identity and one.item.rule != PERSON), None)
    return Judged(row, _wrong_values(piece, values, raw, pieces, known), before, piece)


def _amended(piece: Piece, values: dict[str, Any], pieces: Sequence[Piece]) -> Piece:
    own = names_of(type(piece.item))
    item = replace(piece.item, rule=PERSON, **{name: value for name, value in values.items() if name in own})
    for name in values:
        if f"{name}_id" in own and f"{name}_id" not in values:  # the id was that of another name
            item = replace(item, **{f"{name}_id": None})
    identifier = values.get("id", piece.id)
    whole = piece.whole
    if KINDS[piece.kind].more and isinstance(whole, Meeting):
        whole = _meeting(whole, identifier, values, pieces)
    return Piece(piece.kind, item, identifier, whole)


def _meeting(old: Meeting | None, identifier: str, values: dict[str, Any], pieces: Sequence[Piece]) -> Meeting | None:
    """The meeting `identifier` as the letter has it, else a new one with the body of `old`, with the values given."""
    known = next((p.whole for p in pieces if p.id == identifier and isinstance(p.whole, Meeting)), None)
    body = values.get("body") or (old.body if old else None)
    if known is None and not body:
        return None
    date = _DATE_IN_ID.search(identifier)
    base = known or Meeting(identifier, str(body), (), date[0] if date else None)
    given = {name: value for name, value in values.items() if name in names_of(Meeting) - {"id"}}
    return replace(base, **given)


def _wrong_values(piece: Piece, values: dict[str, Any], raw: str, pieces: Sequence[Piece], known: Known) -> str:
    """Why a piece cannot be: a name that nothing has, an answer outside the letter; "" when it can."""
    start, end = (getattr(piece.item, name, None) for name in ("answer_start", "answer_end"))
    if (start is None) != (end is None) or (start is not None and end is not None and not 0 <= start < end <= len(raw)):
        return "the place of the answer is no place in the letter"
    return unknown(piece, values, {one.id for one in pieces if one.id}, known)


def _agreed(judged: Sequence[Judged]) -> list[Judged]:
    """The rows, less those that contradict another about one finding; amendments of one finding are put together."""
    groups: dict[tuple[Any, ...], list[Judged]] = {}
    for one in judged:
        if one.fits:
            groups.setdefault(_key(one.before or one.after), []).append(one)
    agreed = {id(one): one for one in judged}
    for group in groups.values():
        merged = _merged(group)
        for one in group:
            if merged is None:
                others = ", ".join(sorted(other.row.where for other in group if other.row != one.row))
                agreed[id(one)] = replace(one, problem=f"it contradicts another row about the finding ({others})")
            elif one.row.verdict == "amended":
                agreed[id(one)] = replace(one, after=merged)
    return _distinct([agreed[id(one)] for one in judged])


def _distinct(judged: Sequence[Judged]) -> list[Judged]:
    """The rows, less those that make two different findings of one name ("suspend" amended to adopt, adopt added)."""
    made: dict[tuple[Any, ...], set[Piece]] = {}
    for one in judged:
        if one.fits and one.after:
            made.setdefault(_key(one.after), set()).add(one.after)
    problem = "it contradicts another row, which makes another finding of it"
    clash = {key for key, pieces in made.items() if len(pieces) > 1}
    return [replace(one, problem=problem) if one.fits and _key(one.after) in clash else one for one in judged]


def _merged(group: Sequence[Judged]) -> Piece | None:
    """What the rows about one finding make of it together; None where they contradict each other."""
    verdicts = {one.row.verdict for one in group}
    if len(group) == 1 or verdicts in ({"wrong"}, {"right"}):
        return group[0].after or group[0].before
    # "This is wrong" and "this is what stands there" is one judgement in two rows.
    if verdicts == {"wrong", "added"} or verdicts == {"added"}:
        made = {one.after for one in group if one.row.verdict == "added"}
        return made.pop() if len(made) == 1 else None
    if verdicts != {"amended"}:
        return None
    pairs: dict[str, str] = {}
    for one in group:
        if any(pairs.setdefault(name, value) != value for name, value in one.row.pairs):
            return None
    before = group[0].before
    assert before is not None
    whole = [one.after.whole for one in group if one.after]
    values = read_pairs(before.kind, sorted(pairs.items()), whole=False)
    pieces = [Piece(before.kind, before.item, one.id, one) for one in whole if isinstance(one, Meeting)]
    return _amended(before, values, pieces)


def _key(piece: Piece | None) -> tuple[Any, ...]:
    return (piece.item.start, piece.item.end, piece.identity) if piece else ()


def _elsewhere(row: Correction, raw: str) -> str:
    """Where the words of a row stand now, when they stand at one place."""
    pattern = r"\s+".join(re.escape(word) for word in row.words.removesuffix("…").split())
    places = [match.span() for match in re.finditer(pattern, raw)][:2]
    return f"; those of the row stand at {places[0][0]}-{places[0][1]}" if len(places) == 1 else ""


def _nearby(row: Correction, pieces: Sequence[Piece]) -> str:
    near = sorted({(p.item.start, p.item.end) for p in pieces if p.item.start < row.end and row.start < p.item.end})
    places = ", ".join(f"{start}-{end}" for start, end in near[:3])
    return f" (there is one at {places})" if places else ""


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"
