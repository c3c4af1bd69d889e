"""A pattern as templates: what each of its matches reads like, as far as it is fixed.

`(?:heeft|hebben) \\s (?:\\w+\\s+)* besloten` has two: "heeft", anything, "besloten", and the same with "hebben". Before
the anchors (anchors.py). Law: every match reads like one of the templates; what cannot be told is anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any

from navograaf.words.heads import MOST, behind, dropped, headed, opens
from navograaf.words.rarity import BLANK, EDGE, GAP, of_templates, rarer
from navograaf.words.tokens import Anchor, plain

_ASCII = int(re.ASCII)
_MANY = 96
"""No more templates than this are multiplied out; what stands before is then weighed by itself."""
_EXPANDED = 8
"""A class of so many characters is written out."""
_SAFE = frozenset(
    char for char in map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x100), *range(0x2010, 0x2045)]) if not char.isspace()
)
"""Characters of which every other case is a word character too where they are, and is made equal by `plain`."""


def parts_of(tree: Iterable[Any], flags: int) -> Part | None:
    """A parsed pattern taken apart, None when it has too many templates or its words are other than those of a text."""
    if flags & _ASCII:
        return None  # a letter with an accent would then end a word
    return _sequence(tree)


class Part:
    """What a part of a pattern matches: its templates, and a choice of anchors that it needs beside them.

    heads: how the templates open; kept apart, since of long ones the rest is weighed and dropped.
    """

    __slots__ = ("heads", "needs", "templates")

    def __init__(self, templates: list[str], needs: list[Anchor] | None = None, heads: list[str] | None = None) -> None:
        self.templates = templates
        self.needs = needs
        self.heads = templates if heads is None else heads

    def best(self) -> list[Anchor] | None:
        """The rarest anchors without which the part does not match, None when it can do without any."""
        return rarer(of_templates(self.templates), self.needs)

    def all_begin(self, mark: str) -> bool:
        return all(t.startswith(mark) for t in self.templates)

    def all_end(self, mark: str) -> bool:
        return all(t.endswith(mark) for t in self.templates)


_NOTHING, _ANYTHING, _BOUND = Part([""]), Part([GAP]), Part([EDGE])
_SPACE, _NO_WORD = Part([EDGE], None, [BLANK]), Part([EDGE], None, [GAP])


def _sequence(items: Iterable[Any]) -> Part | None:
    """Parts behind one another. None: a part cannot be read."""
    templates, needs, run = [""], None, ""
    heads, opened = [""], False
    for code, what in items:
        if code is op.LITERAL and (char := _letter(what)):
            run += char
            continue
        if run:
            templates = [t + run for t in templates]
            if not opened:
                heads, opened = headed(heads, [run])
            run = ""
        part = _read(code, what)
        if part is None:
            return None
        needs = rarer(needs, part.needs)
        if part is _NOTHING:
            continue
        if not opened:
            heads, opened = headed(heads, part.heads)
        if templates == [""]:
            templates = part.templates
        elif len(part.templates) == 1:
            templates = behind(templates, part.templates)
        else:
            if len(templates) * len(part.templates) > max(_MANY, len(templates), len(part.templates)):
                needs = rarer(needs, of_templates(templates))
                templates = [dropped(templates)]
            templates = list(dict.fromkeys(behind(templates, part.templates)))
    if run:
        templates = [t + run for t in templates]
        if not opened:
            heads, _ = headed(heads, [run])
    return Part(templates, needs, heads)


@cache
def _letter(code: int) -> str:
    """A character that stands for itself, as `plain` makes it; "" for another."""
    char = chr(code)
    return plain(char) if char in _SAFE and char != " " else ""


def _either(parts: Sequence[Part | None]) -> Part | None:
    """Any one of the parts."""
    templates: list[str] = []
    for part in parts:
        if part is None:
            return None
        templates += part.templates
    needs: list[Anchor] | None = None
    if any(part is not None and part.needs for part in parts):  # else the templates tell it all
        best = [part.best() for part in parts if part is not None]
        needs = [anchor for one in best for anchor in one or ()] if None not in best else None
    if len(templates) > MOST:
        return None
    heads = list(dict.fromkeys([head for part in parts if part is not None for head in part.heads]))
    return Part(list(dict.fromkeys(templates)), list(dict.fromkeys(needs)) if needs else None, heads)


def _read(code: Any, what: Any) -> Part | None:
    if code is op.LITERAL:
        return _literal(what)
    if code is op.IN:
        return _class(what)
    if code is op.BRANCH:
        return _either([_sequence(branch) for branch in what[1]])
    if code is op.SUBPATTERN:
        return None if what[1] & _ASCII else _sequence(what[3])
    if code is op.ATOMIC_GROUP:
        return _sequence(what)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(*what)
    if code in (op.ASSERT, op.ASSERT_NOT):
        return _looked(code, *what)
    if code is op.AT:
        return _NOTHING if what in (op.AT_NON_BOUNDARY,) else _BOUND
    if code is op.GROUPREF_EXISTS:
        _, yes, no = what
        return _either([_sequence(yes), _sequence(no) if no else _NOTHING])
    return _ANYTHING  # any character, a character that is not one, what a group matched


def _literal(code: int) -> Part:
    char = chr(code)
    if char.isspace():
        return _SPACE
    return Part([plain(char)]) if char in _SAFE else _ANYTHING


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _class(items: Sequence[tuple[Any, Any]]) -> Part:
    """One character of a class: one that ends words, a few that are written out, or anything."""
    if items[0][0] is op.NEGATE:
        return _NO_WORD if (op.CATEGORY, op.CATEGORY_WORD) in items else _ANYTHING
    chars: list[str] = []
    for code, what in items:
        if code is op.LITERAL:
            chars.append(chr(what))
        elif code is op.RANGE and what[1] - what[0] < _EXPANDED:
            chars += map(chr, range(what[0], what[1] + 1))
        elif code is op.CATEGORY and what is op.CATEGORY_SPACE:
            chars.append(" ")
        else:
            return _NO_WORD if (code, what) == (op.CATEGORY, op.CATEGORY_NOT_WORD) and len(items) == 1 else _ANYTHING
    if any(char not in _SAFE and not char.isspace() for char in chars):
        return _ANYTHING
    if len(chars) > _EXPANDED:
        return _ANYTHING if any(map(_is_word, chars)) else _NO_WORD
    parts = [_SPACE if char.isspace() else Part([plain(char)]) for char in chars]
    return parts[0] if len(parts) == 1 else _either(parts) or _ANYTHING


def _repeated(least: int, most: Any, items: Iterable[Any]) -> Part | None:
    part = _sequence(items)
    if part is None or (least, most) == (1, 1):
        return part
    if part.templates == [EDGE] and part.heads in ([EDGE], [BLANK], [GAP]):
        return part if least else Part(["", EDGE], None, ["", *part.heads])
    many = part
    if most != 1:
        left, right = EDGE if part.all_begin(EDGE) else "", EDGE if part.all_end(EDGE) else ""
        heads = [head if opens(head) else head + GAP for head in part.heads]
        many = Part([left + GAP + right], part.best(), heads)
    return many if least else _either([_NOTHING, many])


def _looked(code: Any, direction: int, items: Iterable[Any]) -> Part | None:
    """What stands before or behind: a word that ends here, or, behind, what must stand there."""
    items = list(items)
    if code is op.ASSERT_NOT:
        no_word = len(items) == 1 and items[0][0] is op.IN and (op.CATEGORY, op.CATEGORY_WORD) in items[0][1]
        return _BOUND if no_word and items[0][1][0][0] is not op.NEGATE else _NOTHING
    part = _sequence(items)
    if part is not None and direction < 0:  # it may stand before the place where a search begins
        return _BOUND if part.all_end(EDGE) else _NOTHING
    return None if part is None else Part([EDGE if part.all_begin(EDGE) else ""], part.best())
