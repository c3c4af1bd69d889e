"""Which characters a parsed pattern can begin with, worked out for many characters at once.

Between the parse of a pattern (facts.py) and openings.py. Law: a character is left out only when no text that begins
with it can match; what is not understood leaves nothing out.

A set of characters is an int with a bit for each of CHARS, and one more for the empty text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

CHARS = "".join(map(chr, [*range(0x180), *range(0x2010, 0x2046)]))
"""The characters that letters are written with, but for a few."""
_AT = {char: 1 << at for at, char in enumerate(CHARS)} | {"": 1 << len(CHARS)}
_ALL = (1 << len(CHARS) + 1) - 1
_REPEATS = frozenset((code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT))
_ONE = frozenset((code.LITERAL, code.NOT_LITERAL, code.IN, code.ANY))
_IGNORECASE, _ASCII, _UNICODE = int(re.IGNORECASE), int(re.ASCII), int(re.UNICODE)
_FLAGS = _IGNORECASE | _ASCII | int(re.DOTALL)


def begins(tree: Iterable[Any], flags: int) -> int:
    """What a text can begin with that a parsed pattern matches from its first character."""
    takes, empty = _sequence(tree, flags)
    return takes | empty


def holds(found: int, char: str) -> bool:
    """Whether a character ("": the empty text) is in a set; one that is not among CHARS is taken to be."""
    return bool(found & _AT.get(char, _ALL))


def _sequence(nodes: Iterable[Any], flags: int) -> tuple[int, int]:
    """What the nodes can take as their first character, and before what they can match without taking any."""
    taken, open_ = 0, _ALL
    for op, args in nodes:
        takes, empty = _node(op, args, flags)
        taken |= takes & open_
        open_ &= empty
        if not open_:
            break
    return taken, open_


def _node(op: Any, args: Any, flags: int) -> tuple[int, int]:
    if op in _ONE:
        return _one(op, args, flags & _FLAGS), 0
    if op is code.AT or op is code.ASSERT_NOT:
        return 0, _ALL
    if op is code.ASSERT:  # what it asks for comes next, so it may refuse; behind or before the text, it tells nothing
        takes, empty = _sequence(args[1], flags) if args[0] > 0 else (_ALL, _ALL)
        return 0, takes | empty
    if op is code.BRANCH:
        takes = empty = 0
        for way in args[1]:
            own, none = _sequence(way, flags)
            takes, empty = takes | own, empty | none
        return takes, empty
    if op is code.SUBPATTERN:
        _, add, remove, inner = args
        return _sequence(inner, (flags | add) & ~remove)
    if op is code.ATOMIC_GROUP:
        return _sequence(args, flags)
    if op in _REPEATS:
        least, _, inner = args
        takes, empty = _sequence(inner, flags)
        return takes, _ALL if least == 0 else empty
    return _ALL, _ALL


_known: dict[tuple[str, int], int] = {}
"""Node as text and flags -> the characters that it takes; a few hundred nodes are all that the rules are made of."""


def _one(op: Any, args: Any, flags: int) -> int:
    """The characters that a node takes which takes one."""
    node = repr((op, args)), flags
    if node not in _known:
        _known[node] = _asked(op, args, flags)
    return _known[node]


def _asked(op: Any, args: Any, flags: int) -> int:
    """The same, asked of `re` itself, whose case rules are its own."""
    state = parser.State()
    state.flags = flags
    state.str = ""
    tree = parser.SubPattern(state, [(op, args)])
    regex = compiler.compile(tree, flags | _UNICODE * (not flags & _ASCII))
    found = 0
    for match in regex.finditer(CHARS):
        found |= 1 << match.start()
    return found
