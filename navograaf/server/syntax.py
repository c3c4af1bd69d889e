"""Whether a query parses, told before it is sent: a server's own words are harder to read.

Used by remote.py. Law: nothing of the query is run here, and a text that is too much for the parser ends a child
process and not this one: braces a thousand deep break its stack, and a long list takes it minutes.
"""

from __future__ import annotations

from navograaf.answers.child import Child, Gone
from navograaf.answers.refusals import engine_error, refused, too_slow
from navograaf.iris import PREFIXES

_MEMORY = 1 << 30
"""Bytes that parsing may take."""


class Syntax:
    """Parses one query after another in a child process, which starts with the first. Close it after use."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def close(self) -> None:
        """End the child process; the next query starts another."""
        if self._child:
            self._child.kill()
            self._child = None

    def check(self, query: str, seconds: float) -> None:
        """Raise QueryError, with the place, for a query that does not parse, or not in so many seconds."""
        if self._child is None or not self._child.alive:
            self.close()
            self._child = Child(None, _MEMORY)
        try:
            self._child.ready()
            request = {"query": query, "prefixes": PREFIXES, "parse": True}
            last = list(self._child.ask(request, seconds))[-1]
        except Gone as gone:
            self.close()
            raise (too_slow(seconds) if gone.late else engine_error(gone.status, _MEMORY)) from gone
        except BaseException:  # Ctrl-C too: a reply still to come is not that of the next query
            self.close()
            raise
        if "error" in last:
            raise refused(last["error"], last["text"], query)
