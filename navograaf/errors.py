"""What can go wrong, said so that a reader can mend it: what, where, what to do.

Every error that a user may meet is a NavograafError; the command line prints it as one
sentence and exits with its status. Anything else that escapes is a defect of navograaf.
"""

from __future__ import annotations


class NavograafError(Exception):
    """An error that is the input's or the user's to mend.

    what: what is wrong, one clause; where: file, letter, line or rule, or "";
    todo: what to do about it, or "". `status` is the exit status of a command (1 or 2).
    """

    status = 1

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.todo = what, where, todo

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}. {self.todo}" if self.todo else text


class LetterError(NavograafError):
    """A letter that cannot be read: missing, empty, binary, too large, of an unknown encoding."""


class RuleError(NavograafError):
    """A rule, word list or ontology file that is broken; `where` names the file and the line or rule."""

    status = 2


class GraphError(NavograafError):
    """A graph folder that is absent, held by another process or of another version."""

    status = 2


class QueryError(NavograafError):
    """A query that is refused, does not parse, lacks a parameter or takes too long."""

    status = 2


class EndpointError(NavograafError):
    """A SPARQL server that cannot be reached, refuses, answers what is no answer, or takes too long."""

    status = 2


class FetchError(NavograafError):
    """A service of letters that cannot be reached, refuses, answers what is no answer, or names no address."""

    status = 2


class SubjectError(NavograafError):
    """A subject that nothing in the graph is called; `todo` suggests near names."""


class ExportError(NavograafError):
    """An export that cannot be made: unknown format or projection, nothing to write, an unwritable path."""
