"""Property paths and the triples of a query, read from tokens.

Between tokens.py and blocks.py. Law: what is read is written back with the same meaning; what is not understood is an
error, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from navograaf.errors import QueryError
from navograaf.server.tokens import Token

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


@dataclass(frozen=True, slots=True)
class Path:
    """kind: iri (`text`), inverse, sequence, alternative, zero_or_more, one_or_more, zero_or_one, or not (`text`)."""

    kind: str
    parts: tuple[Path, ...] = ()
    text: str = ""

    def __str__(self) -> str:
        inner = [str(part) for part in self.parts]
        if self.kind == "iri":
            return self.text
        if self.kind == "inverse":
            return f"^{inner[0]}"
        if self.kind == "not":
            return f"!({self.text})"
        if self.kind in ("sequence", "alternative"):
            return f"({('/' if self.kind == 'sequence' else '|').join(inner)})"
        return f"({inner[0]}){_MARKS[self.kind]}"


_MARKS = {"zero_or_more": "*", "one_or_more": "+", "zero_or_one": "?"}
_KINDS = {mark: kind for kind, mark in _MARKS.items()}


class Pattern(NamedTuple):
    """A triple pattern: terms as SPARQL writes them, and a path or a variable between them."""

    subject: str
    path: Path | str
    object: str


class Block:
    """The triples of one block, from the token at `place` on; `place` is then behind the last of them."""

    def __init__(self, tokens: Sequence[Token], place: int, fresh: Iterator[str], blanks: dict[str, str]) -> None:
        """fresh: variables that stand nowhere in the query. blanks: the variable of each blank node label."""
        self._tokens, self.place, self._fresh, self._blanks = tokens, place, fresh, blanks
        self.patterns: list[Pattern] = []
        self.hidden: list[str] = []
        """Variables for blank nodes: they count, and are not seen outside."""
        while True:
            subject, alone = self._node()
            if not (alone and (self._at(".") or self._ended())):
                self._properties(subject)
            if not self._take("."):
                break
            if self._ended() or self._at("."):
                break

    def _ended(self) -> bool:
        token = self._now
        return (
            token is None or token.says("}", "{") or (token.kind == "word" and token.text not in ("true", "false", "a"))
        )

    def _properties(self, subject: str) -> None:
        while True:
            by_name = self._now is not None and self._now.kind == "var"
            path = "?" + self._next().text[1:] if by_name else self._alternative()
            while True:
                node, _ = self._node()
                self.patterns.append(Pattern(subject, path, node))
                if not self._take(","):
                    break
            if not self._take(";"):
                return
            while self._take(";"):
                pass
            if self._at(".", "}", "]") or self._ended():
                return

    def _node(self) -> tuple[str, bool]:
        """A term, and whether it stands for triples of its own."""
        token = self._next()
        if token.kind == "var":
            return "?" + token.text[1:], False
        if token.kind == "blank":
            if token.text not in self._blanks:
                self._blanks[token.text] = next(self._fresh)
                self.hidden.append(self._blanks[token.text])
            name = self._blanks[token.text]
            if name not in self.hidden:  # of another block, whose variables are not seen here
                raise _unread(token)
            return name, False
        if token.says("["):
            name = next(self._fresh)
            self.hidden.append(name)
            if self._take("]"):
                return name, False
            self._properties(name)
            self._want("]")
            return name, True
        if token.kind == "string":
            if self._now and self._now.kind == "tag":
                return token.text + self._next().text, False
            if self._take("^^"):
                return f"{token.text}^^{self._next().text}", False
            return token.text, False
        if token.says("+", "-") and self._now and self._now.kind == "number":
            return token.text + self._next().text, False
        if token.kind in ("iri", "name", "number") or token.says("TRUE", "FALSE"):
            return token.text, False
        raise _unread(token)

    def _alternative(self) -> Path:
        parts = [self._sequence()]
        while self._take("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Path("alternative", tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._take("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Path("sequence", tuple(parts))

    def _step(self) -> Path:
        if self._take("^"):
            return Path("inverse", (self._repeated(),))
        return self._repeated()

    def _repeated(self) -> Path:
        path = self._primary()
        if self._now and self._now.kind == "mark" and self._now.text in _KINDS:
            return Path(_KINDS[self._next().text], (path,))
        return path

    def _primary(self) -> Path:
        token = self._next()
        if token.says("("):
            path = self._alternative()
            self._want(")")
            return path
        if token.says("!"):
            several = self._take("(")
            names = [self._iri(self._next())]
            while several and self._take("|"):
                names.append(self._iri(self._next()))
            if several:
                self._want(")")
            return Path("not", text=", ".join(names))
        return Path("iri", text=self._iri(token))

    def _iri(self, token: Token) -> str:
        if token.kind == "word" and token.text == "a":
            return RDF_TYPE
        if token.kind not in ("iri", "name"):
            raise _unread(token)
        return token.text

    @property
    def _now(self) -> Token | None:
        return self._tokens[self.place] if self.place < len(self._tokens) else None

    def _next(self) -> Token:
        if self._now is None:
            raise QueryError("the query ends too early", where="query")
        self.place += 1
        return self._tokens[self.place - 1]

    def _at(self, *marks: str) -> bool:
        return self._now is not None and self._now.says(*marks)

    def _take(self, mark: str) -> bool:
        found = self._at(mark)
        self.place += found
        return found

    def _want(self, mark: str) -> None:
        if not self._take(mark):
            raise _unread(self._now)


def _unread(token: Token | None) -> QueryError:
    what = token.text if token else "its end"
    return QueryError(
        f"the query cannot be asked across the graphs of this server: at {what[:30]!r} it is written in a way "
        "that is not understood here",
        todo="Start the server with the union of its graphs as default graph, or write GRAPH ?g { } around each line",
    )
