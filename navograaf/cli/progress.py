"""How far a long command is, on standard error: a bar on a terminal, a line now and then elsewhere.

Used by the commands that go through many letters. Laws: at most a dozen lines for a stretch, whatever its length, and
none for a short one, so that a log stays readable; nothing goes to standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

_SILENT = 50
"""So many steps are taken without a line: they take seconds."""
_STEP = 100
"""Steps between two lines, or a tenth of all, when that is more."""


class Progress:
    """How far it is; `bar` is that of click, on a terminal alone, and `lines` whether lines are written instead."""

    def __init__(self, label: str, length: int, *, bar: Any = None, lines: bool = False) -> None:
        self._label, self._length, self._bar, self._lines = label, length, bar, lines
        self._done = self._told = self._steps = 0

    def step(self, number: int = 1) -> None:
        """So many more are done."""
        self.at(self._done + number, self._length)

    def at(self, done: int, total: int, name: str = "") -> None:
        """So many of so many are done, the last of them called `name`."""
        before, self._done, self._length = self._done, done, total
        self._steps += 1
        if self._bar is not None:
            self._bar.length = total
            self._bar.update(done - self._bar.pos, name)
        every = max(_STEP, -(-total // 10))
        if self._lines and self._steps > _SILENT and before // every < done // every and done < total:
            self._told += 1
            click.echo(f"{self._label}: {done:,} of {total:,}", err=True)

    def stage(self, words: str) -> None:
        """All are done, and what follows may take as long."""
        if self._bar is not None:  # an update by nothing draws nothing
            self._bar.current_item = words
            self._bar.render_progress()
        elif self._told:
            click.echo(f"{self._label}: {self._done:,} of {self._length:,}, {words}", err=True)


@contextmanager
def progress(label: str, length: int = 1, *, quiet: bool = False) -> Iterator[Progress]:
    """How far a stretch of `length` steps is; with `quiet` nothing is told."""
    if quiet or not length or not sys.stderr.isatty():
        yield Progress(label, length, lines=not quiet)
        return
    with click.progressbar(length=length, file=sys.stderr, label=label, item_show_func=lambda name: name) as bar:
        yield Progress(label, length, bar=bar)
