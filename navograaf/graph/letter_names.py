"""Which letter of a graph a user means: by id, file name or path, with near misses when there is none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from navograaf.errors import LetterError
from navograaf.graph.stored import StoredLetter

_NEAR = 3


def find_letter(letters: Sequence[StoredLetter], words: str) -> StoredLetter:
    """The one letter that `words` names: its id, as tables print it too ("agenda%20feb"), or the path, name or stem of
    one of its files, names case folded.

    Raises LetterError when none or more than one is called so; the message names near or exact matches.
    """
    path = os.path.abspath(words)  # noqa: PTH100 (a stored path has its symlinks unresolved)
    for matches in (
        [letter for letter in letters if letter.id == words],
        [letter for letter in letters if letter.id == unquote(words)],
        [letter for letter in letters if letter.source == path],
        [letter for letter in letters if any(one.source == path for one in letter.also)],
        [letter for letter in letters if words.casefold() in _names(letter)],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = ", ".join(letter.id for letter in matches)
            raise LetterError(f"several letters are called {words}", todo=f"Name one by its id: {ids}")
    raise LetterError(f"no letter in the graph is called {words}", todo=_advice(letters, words))


def _names(letter: StoredLetter) -> set[str]:
    files = (letter.file, *(one.file for one in letter.also))
    return {name.casefold() for file in files for name in (letter.id, file, Path(file).stem)}


def _advice(letters: Sequence[StoredLetter], words: str) -> str:
    import difflib

    if not letters:
        return "The graph is empty: build it with `navograaf build`"
    ids = {name: letter.id for letter in letters for name in _names(letter)}
    last = Path(words).name.casefold()
    near = difflib.get_close_matches(last, sorted(ids), n=2 * _NEAR, cutoff=0.5)
    near += [name for name in sorted(ids) if last and last in name]
    found = list(dict.fromkeys(ids[name] for name in near))[:_NEAR] or sorted(letter.id for letter in letters)[:_NEAR]
    return f"Did you mean {' or '.join(found)}?" if near else f"Its letters are called {', '.join(found)} and so on"
