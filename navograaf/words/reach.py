r"""How far before a word that it needs a match can begin, for patterns of which the openings cannot be told.

A rule such as `(?<![\w-]) [\w-]{0,25} besluit \s+ van` may begin with any word, but with no other space between there
and "besluit". Beside anchors.py, between the parse of a pattern (facts.py) and its use (trials.py, places.py). Law: in
every match stands, before more than `spaces` runs of space have passed, a token that fits one of the anchors; and the
match begins at the start of a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as op  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from navograaf.words.anchors import anchors
from navograaf.words.tokens import Anchor

_FAR = 8
"""Spaces: from further off, as many places would be tried as there are."""
_TELLING, _ENDING = 4, 3
"""Fewer letters that need not be a whole token, or not its end, stand in too many tokens to tell where to try."""
_ASCII = int(re.ASCII)
_NONE = frozenset((op.AT, op.ASSERT_NOT))
_REPEATS = frozenset((op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT))
_SPACE, _WORD = (op.CATEGORY, op.CATEGORY_SPACE), (op.CATEGORY, op.CATEGORY_WORD)
_NO_WORD = (op.CATEGORY, op.CATEGORY_NOT_WORD)
_SOLID = frozenset((op.CATEGORY_WORD, op.CATEGORY_DIGIT, op.CATEGORY_NOT_SPACE))
"""Categories without space."""


class Near(NamedTuple):
    """What stands near the start of every match, and behind how many runs of space at most."""

    anchors: frozenset[Anchor]
    spaces: int


def alone(tree: Iterable[Any], flags: int) -> bool:
    """Whether the pattern says first of all that no word character stands before its matches."""
    first = next(_flat(tree), None)
    if first is None or first[0] is not op.ASSERT_NOT or flags & _ASCII:
        return False
    direction, looked = first[1][0], list(first[1][1])
    return direction < 0 and len(looked) == 1 and looked[0][0] is op.IN and _is_word(looked[0][1])


def near(tree: Iterable[Any], flags: int) -> Near | None:
    """What stands near the start of every match of a pattern that is alone; None where it cannot be told."""
    return _near(list(_flat(tree)), [], 0, flags)


def _near(parts: list[Any], before: list[Any], passed: int, flags: int) -> Near | None:
    """The same behind the parts `before`, which have passed so many spaces and tell nothing."""
    begun = list(before)
    for at, one in enumerate(parts):
        if one[0] is op.ASSERT:  # what it asks for ahead may stand far off
            continue
        spaces = _spaces([one])
        if spaces is None or passed + spaces > _FAR:
            return _of_ways(parts[at:], begun, passed, flags) if one[0] is op.BRANCH else None
        passed += spaces
        begun.append(one)
        if one[0] is op.LITERAL and parts[at + 1 : at + 2] and parts[at + 1][0] is op.LITERAL:
            continue  # a word is told as a whole
        found = anchors(begun, flags).anywhere
        if found and all(map(_tells, found)):
            return Near(found, passed)
    return None


def _of_ways(parts: list[Any], before: list[Any], passed: int, flags: int) -> Near | None:
    """What stands near the start whichever way of the branch is taken with which the parts begin."""
    found: set[Anchor] = set()
    most = 0
    for way in parts[0][1][1]:
        told = _near([*_flat(way), *parts[1:]], before, passed, flags)
        if told is None:
            return None
        found |= told.anchors
        most = max(most, told.spaces)
    return Near(frozenset(found), most)


def _tells(anchor: Anchor) -> bool:
    """Whether few tokens fit an anchor."""
    return len(anchor.letters) >= (_ENDING if anchor.ends else _TELLING) or (anchor.starts and anchor.ends)


def _flat(tree: Iterable[Any]) -> Iterator[Any]:
    """The parts of a pattern in order, groups opened."""
    for code, what in tree:
        if code is op.SUBPATTERN and not what[1] and not what[2]:
            yield from _flat(what[3])
        else:
            yield code, what


def _is_word(items: Iterable[Any]) -> bool:
    held = list(items)
    return _WORD in held and held[0][0] is not op.NEGATE


def _spaces(items: Iterable[Any]) -> int | None:
    """The most runs of space that the parts can take; None where there is no bound."""
    whole = 0
    for code, what in items:
        if code is op.BRANCH:
            ways = [_spaces(way) for way in what[1]]
            spaces = None if None in ways else max(way for way in ways if way is not None)
        elif code is op.SUBPATTERN or code is op.ATOMIC_GROUP:
            spaces = _spaces(what[3] if code is op.SUBPATTERN else what)
        elif code in _REPEATS:
            spaces = _repeated(*what)
        else:
            spaces = _of_one(code, what)
        if spaces is None:
            return None
        whole += spaces
    return whole


def _repeated(_: int, most: int, items: Iterable[Any]) -> int | None:
    held = list(items)
    if held == [(op.IN, [_SPACE])]:
        return 1
    spaces = _spaces(held)
    if not spaces:
        return spaces
    return None if most == op.MAXREPEAT else spaces * most


def _of_one(code: Any, what: Any) -> int | None:
    """Of one character, or of none."""
    if code in _NONE:
        return 0
    if code is op.LITERAL:
        return int(chr(what).isspace())
    if code is op.IN and what[0][0] is op.NEGATE:
        return int(_SPACE not in what and _NO_WORD not in what)
    if code is op.IN:
        return int(any(map(_holds_space, what)))
    return 1 if code is op.ANY or code is op.NOT_LITERAL else None


def _holds_space(item: Any) -> bool:
    code, what = item
    if code is op.RANGE:
        return any(chr(one).isspace() for one in range(what[0], what[1] + 1))
    if code is op.CATEGORY:
        return what not in _SOLID
    return code is op.LITERAL and chr(what).isspace()
