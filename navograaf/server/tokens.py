"""A SPARQL query cut into tokens, for across.py. Law: the tokens joined again are the same query."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from navograaf.errors import QueryError

_TOKEN = re.compile(
    r"""(?P<space> \s+ | \#[^\n]* )
    | (?P<iri> <[^\x00-\x20<>"{}|^`\\]*> )
    | (?P<string> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
    | (?P<var> [?$]\w+ )
    | (?P<blank> _:[\w.-]*[\w-] )
    | (?P<number> \d+\.\d*[eE][+-]?\d+ | (?:\d*\.)?\d+(?:[eE][+-]?\d+)? )
    | (?P<name> (?:[^\W\d_][\w.-]*)? : (?: (?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])
        (?: (?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*
            (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-]) )? )? )
    | (?P<tag> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<word> [A-Za-z_]\w* )
    | (?P<mark> \^\^ | && | \|\| | != | <= | >= | [][{}().,;*+/|^!=<>?-] )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind (iri, string, var, blank, number, name, tag, word, mark) and its text."""

    kind: str
    text: str
    apart: bool = True
    """Whether a space or a comment stands before it."""

    def says(self, *words: str) -> bool:
        """Whether it is one of these keywords (in capitals) or marks."""
        return self.kind in ("word", "mark") and self.text.upper() in words


def tokens(query: str) -> list[Token]:
    """The tokens of a query without comments. Raises QueryError where there is none."""
    found: list[Token] = []
    place, apart = 0, False
    while place < len(query):
        token = _TOKEN.match(query, place)
        if token is None or not token[0]:
            raise QueryError(f"the query does not parse from {query[place : place + 30]!r} on", where="query")
        if token.lastgroup != "space":
            found.append(Token(str(token.lastgroup), token[0], apart))
        apart = token.lastgroup == "space"
        place = token.end()
    return found


def joined(found: Iterable[Token]) -> str:
    """The text of tokens, with a space where there was one: some servers mind one before a comma."""
    return "".join(f" {token.text}" if token.apart else token.text for token in found).strip()
