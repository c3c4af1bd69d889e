"""A letter with what was found marked in it: where a reader who distrusts an answer looks.

Draws the marks that marks.py reads into the stored text of the letter. Laws: every character of the letter is
shown in its place (control characters as spaces); without colour each mark is in brackets with the
thing it stands for, so that nothing depends on colour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from urllib.parse import unquote

from navograaf.answers.collection import LetterCard
from navograaf.answers.marks import COLORS, ORDER, Mark
from navograaf.answers.subjects import paper_id
from navograaf.answers.terminal import REVERSE, Span, safe, style
from navograaf.errors import SubjectError

_PLACE = re.compile(r"^(?P<letter>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})$")
_AROUND = 6


def split_place(text: str) -> tuple[str, Span | None]:
    """ "28676-346:120-180" as ("28676-346", (120, 180)); a name without a place as (name, None)."""
    found = _PLACE.match(text)
    return (found["letter"], (int(found["start"]), int(found["end"]))) if found else (text, None)


def find(letters: Sequence[LetterCard], text: str) -> LetterCard:
    """The letter that `text` names: its id, its file (with or without .txt, or its start, 004), its Kamerstuk number.

    Raises SubjectError when there is none (with near names), or when two letters have that file name.
    """
    name = PurePath(text.replace("\\", "/")).name
    wanted = {text, unquote(text), name, paper_id(text) or text}  # tables print "agenda%20feb"
    by_id = [card for card in letters if card.id in wanted]
    by_file = [card for card in letters if wanted & {card.file, PurePath(card.file).stem}]
    by_number = [card for card in letters if card.paper in wanted]
    by_start = [card for card in letters if card.file.partition("_")[0] in wanted]
    for found in (by_id, by_file, by_number, by_start):
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(sorted(card.id for card in found))
            raise SubjectError(f"{len(found)} letters are called {text!r}", todo=f"Name one by its id: {ids}")
    from difflib import get_close_matches

    near = get_close_matches(text, sorted({n for c in letters for n in (c.id, c.file, c.paper) if n}), n=5, cutoff=0.5)
    todo = f"Near: {', '.join(near)}" if near else f"It holds: {', '.join(card.id for card in letters[:5])}"
    raise SubjectError(f"there is no letter {text!r} in this graph", todo=todo)


def show(raw: str, found: Sequence[Mark], *, place: Span | None = None, color: bool = False) -> str:
    """The letter's text with `found` marked in it and a legend under it.

    With `place` only the lines around it, the place itself reversed, or between >>> and <<< without
    colour. Raises SubjectError for a place outside the letter.
    """
    start, end = 0, len(raw)
    if place:
        if not 0 <= place[0] < place[1] <= len(raw):
            raise SubjectError(
                f"the letter has no place {place[0]}-{place[1]}", todo=f"It has {len(raw)} characters, counted from 0"
            )
        start, end = _around(raw, place)
    shown = [mark for mark in found if start <= mark.start and mark.end <= end]
    text = safe(raw)
    words = _colored(text, shown, (start, end), place) if color else _bracketed(text, shown, (start, end), place)
    return f"{''.join(words).rstrip()}\n\n{legend(shown, color=color)}\n"


def legend(found: Iterable[Mark], *, color: bool) -> str:
    """How many marks of each kind, in their colours."""
    counts = Counter(mark.kind for mark in found)
    named = [style(f"{kind} {counts[kind]}", code, color) for kind, code in COLORS.items() if counts[kind]]
    return f"Marked: {' · '.join(named)}" if named else "Nothing is marked."


def _around(raw: str, place: Span) -> Span:
    start, end = place[0], place[1] - 1
    for _ in range(_AROUND + 1):
        start = raw.rfind("\n", 0, max(start, 0))
    for _ in range(_AROUND + 1):
        end = raw.find("\n", end + 1) if end >= 0 else -1
    return max(start + 1, 0), len(raw) if end < 0 else end


def _colored(text: str, found: Sequence[Mark], window: Span, place: Span | None) -> Iterator[str]:
    """Runs of one style; where marks overlap the shortest has the character, then the first kind."""
    codes = [""] * len(text)
    for mark in sorted(found, key=lambda mark: (mark.start - mark.end, -ORDER.index(mark.kind))):
        codes[mark.start : mark.end] = [COLORS[mark.kind]] * (mark.end - mark.start)
    for at in range(*place) if place else ():
        codes[at] = f"{codes[at]};{REVERSE}".lstrip(";")
    start, last = window
    for at in range(start + 1, last + 1):
        # A style must not run over a line end: a terminal would paint the rest of the line.
        if at == last or codes[at] != codes[start] or "\n" in (text[at], text[at - 1]):
            piece = text[start:at]
            yield piece if piece == "\n" or not codes[start] else style(piece, codes[start])
            start = at


def _bracketed(text: str, found: Sequence[Mark], window: Span, place: Span | None) -> Iterator[str]:
    """The text with [words|kind:id]; marks nest, and one that crosses another is cut where they part."""
    same: dict[Span, Mark] = {}
    for mark in found:
        other = same.get((mark.start, mark.end))
        things = f"{other.thing} + {mark.thing}" if other else mark.thing
        same[mark.start, mark.end] = Mark(mark.start, mark.end, mark.kind, things)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for mark in nested(same.values()):
        opening.setdefault(mark.start, []).append("[")
        closing.setdefault(mark.end, []).insert(0, f"|{mark.thing}]")
    if place:
        opening.setdefault(place[0], []).insert(0, ">>>")
        closing.setdefault(place[1], []).append("<<<")
    start, end = window
    for at in range(start, end + 1):
        yield "".join(closing.get(at, ()))
        yield "".join(opening.get(at, ()))
        yield text[at : min(at + 1, end)]


def nested(found: Iterable[Mark]) -> list[Mark]:
    """The marks, outer before inner, those that cross another cut in two so that all nest."""
    todo = sorted(found, key=lambda mark: (mark.start, -mark.end), reverse=True)
    done: list[Mark] = []
    ends: list[int] = []
    while todo:
        mark = todo.pop()
        while ends and ends[-1] <= mark.start:
            ends.pop()
        if ends and mark.end > ends[-1]:
            rest = Mark(ends[-1], mark.end, mark.kind, mark.thing)
            mark = Mark(mark.start, ends[-1], mark.kind, mark.thing)
            todo.append(rest)
            todo.sort(key=lambda mark: (mark.start, -mark.end), reverse=True)
        ends.append(mark.end)
        done.append(mark)
    return done
