"""A compiled pattern in a form that can be kept, since to compile 600 rules takes longer than to read a letter.

Beside kept.py, for rules.py and for what searches with thousands of names. Law: what is made of a kept program is the
pattern that `re.compile` makes of the same text and flags. The form is that of the `re` module of one version of Python
on one kind of machine, so both are part of its key. `re` refuses most of what is no program, not all: only a program of
which the checksum is right, in a file and a folder that the user alone can write (kept.py), gets here.
"""

from __future__ import annotations

import binascii
import os
import re
import sys
from array import array
from collections.abc import Sequence
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from navograaf.files import root
from navograaf.kept import kept, key_of
from navograaf.words.trie import pattern

MACHINE = f"{sys.byteorder} {sys.maxsize} {compiler.MAGIC} {compiler._sre.CODESIZE} {os.name}"
"""What a program depends on, beside the version of Python."""
_IS_KEPT = sys.implementation.name == "cpython"


class Parsed(NamedTuple):
    """A pattern that compiles. tree: its parse; flags: with those that stand in it; program: as JSON has it."""

    tree: Any
    flags: int
    program: list[object]


def parsed(printed: str, flags: int) -> Parsed:
    """A pattern parsed and compiled. Raises re.error."""
    tree = parser.parse(printed, flags)
    code = compiler._code(tree, flags)
    state = tree.state
    text = binascii.b2a_base64(array("I", code).tobytes(), newline=False).decode("ascii")
    flags |= state.flags
    return Parsed(tree, flags, [printed, flags, text, state.groups - 1, dict(state.groupdict)])


def made(program: Any) -> re.Pattern[str]:
    """The pattern of a program. Raises ValueError, TypeError or RuntimeError for what is none."""
    printed, flags, text, groups, names = program
    if not isinstance(printed, str) or not isinstance(groups, int) or not 0 <= groups <= len(printed):
        raise TypeError("this is no pattern")
    named: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        named[number] = name
    code = array("I")
    code.frombytes(binascii.a2b_base64(text))
    regex: re.Pattern[str] = compiler._sre.compile(printed, flags, code.tolist(), groups, names, tuple(named))
    return regex


def kept_key(place: str, *parts: str | bytes) -> str | None:
    """The key of what holds programs, None where they cannot be kept."""
    return key_of(place, MACHINE, *parts) if _IS_KEPT else None


def of_words(name: str, before: str, words: Sequence[str], behind: str) -> re.Pattern[str]:
    """The pattern `before` + any of the words, the longest first + `behind`, of which writing and compiling is kept.

    name: as in kept.py. Raises re.error.
    """
    key = kept_key(str(root()), before, behind, *words)
    return kept(name, key, lambda: parsed(f"{before}{pattern(words)}{behind}", 0).program, made)
