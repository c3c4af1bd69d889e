"""The words of a query and the expressions in its filters, read.

Behind proof_queries.py, which reads what stands around them; proof_filters.py says what an expression gives. Law: what
is not of the few kinds below raises ValueError (IndexError at the end of the words), so that no query is half read.
"""

from __future__ import annotations

import re

from navograaf.graph import proof_filters as filters
from navograaf.graph.proof_filters import Expression
from navograaf.graph.proof_terms import XSD

_TOKEN = re.compile(
    r"""\s*(?:(?P<variable>[?$]\w+)|(?P<name>[a-z]+:[A-Za-z_]\w*)|(?P<word>[A-Za-z]+)|(?P<value>"[^"\\\n]*"|[0-9]{1,17})
    |(?P<sign>[<>!]=|&&|\|\||[{}().;,/=<>!]))""",
    re.VERBOSE,
)
_COMPARED = ("=", "!=", "<", "<=", ">", ">=")
Tokens = list[tuple[str, str]]


class Expressions:
    """The words of a query from the first to the last, with what reads an expression that begins at the next."""

    def __init__(self, select: str, prefixes: dict[str, str]) -> None:
        self.tokens: Tokens = []
        self.prefixes = prefixes
        at, end = 0, len(select.rstrip())
        while at < end:
            match = _TOKEN.match(select, at)
            if not match or not match.lastgroup:
                raise ValueError
            self.tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self.at = 0

    def next(self, *expected: str) -> str:
        """The next token, which must be one of `expected` (kinds, or words and signs)."""
        kind, text = self.tokens[self.at]
        if kind not in expected and text.upper() not in expected:
            raise ValueError
        self.at += 1
        return text

    def sees(self, *expected: str) -> bool:
        kind, text = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return kind in expected or text.upper() in expected

    def variable(self) -> str:
        return f"?{self.next('variable')[1:]}"

    def name(self) -> str:
        prefix, _, local = self.next("name").partition(":")
        if prefix not in self.prefixes:
            raise ValueError
        return f"<{self.prefixes[prefix]}{local}>"

    def parentheses(self) -> Expression:
        self.next("(")
        found = self.either()
        self.next(")")
        return found

    def either(self) -> Expression:
        found = self.both()
        while self.sees("||"):
            self.next("||")
            found = filters.either(found, self.both())
        return found

    def both(self) -> Expression:
        found = self.compared()
        while self.sees("&&"):
            self.next("&&")
            found = filters.both(found, self.compared())
        return found

    def compared(self) -> Expression:
        found = self.one()
        if self.sees(*_COMPARED):
            return filters.compared(self.next(*_COMPARED), found, self.one())
        return found

    def one(self) -> Expression:
        if self.sees("!"):
            self.next("!")
            return filters.negated(self.one())
        if self.sees("("):
            return self.parentheses()
        if self.sees("variable"):
            return filters.variable(self.variable())
        if self.sees("value"):
            value = self.next("value")
            return filters.constant(filters.Words(value[1:-1]) if value.startswith('"') else int(value))
        if self.sees("name"):
            name = self.name()
            if not self.sees("("):
                return filters.constant(name)
            if name != f"<{XSD}integer>":
                raise ValueError
            return filters.cast(self.parentheses())
        return self.function()

    def function(self) -> Expression:
        name = self.next(*filters.FUNCTIONS, "BOUND").upper()
        self.next("(")
        if name == "BOUND":
            found = filters.is_bound(self.variable())
        else:
            arguments = [self.either()]
            while self.sees(","):
                self.next(",")
                arguments.append(self.either())
            found = filters.called(name, arguments)
        self.next(")")
        return found
