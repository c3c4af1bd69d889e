"""A query about all graphs together, written anew for a server that keeps its graphs apart.

Between remote.py and blocks.py. A server may look into its default graph alone, and what a query joins stands in many
graphs (a letter's, the reference data, the links); `GRAPH ?g { ... }` around it would look for it all in one. So each
triple pattern gets a GRAPH of its own. Law: the answer has the rows that it would have on the union of the graphs,
which holds a triple once however many graphs have it: where that could be told, blocks.py takes the copies out.
Everything else of the query, GRAPH and SERVICE in it too, is passed on as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from navograaf.errors import QueryError
from navograaf.server.blocks import Values, rewritten
from navograaf.server.limits import Ask, check_depth, limited
from navograaf.server.paths import Block
from navograaf.server.tokens import Token, joined, tokens

PREFIX = "navograaf_"
"""Begins every variable that is added."""
_AGGREGATES = ("COUNT", "SUM", "AVG", "GROUP_CONCAT")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def across(query: str, ask: Ask) -> str:
    """`query` so that it looks into every named graph of a server, whatever its default graph is.

    ask: sends a SELECT to the server, for the ends of paths of any length. Raises QueryError for what cannot be
    written so: DESCRIBE, CONSTRUCT WHERE, collections, paths of any length from many places, and what is nested deeper
    than any query that a person writes.
    """
    found = tokens(query)
    check_depth(found)
    return _Writer(found, limited(ask)).written()


class _Writer:
    def __init__(self, found: list[Token], ask: Ask) -> None:
        self._tokens, self._ask = found, ask
        taken = {token.text[1:] for token in found if token.kind == "var"}
        self._fresh: Iterator[str] = (f"?{PREFIX}{n}" for n in count(1) if f"{PREFIX}{n}" not in taken)
        self._blanks: dict[str, str] = {}
        self._in_line = not any(
            token.says("*") and found[place - 1].says("SELECT", "DISTINCT", "REDUCED")
            for place, token in enumerate(found)
            if place
        )
        self._prologue = ""
        self._outside: frozenset[str] = frozenset()

    def written(self) -> str:
        """The whole query."""
        start = next((n for n, token in enumerate(self._tokens) if token.says(*_FORMS)), len(self._tokens))
        self._prologue = joined(self._tokens[:start])
        form = self._tokens[start].text.upper() if start < len(self._tokens) else ""
        if form not in ("SELECT", "ASK", "CONSTRUCT"):
            raise QueryError(
                f"{form or 'this'} cannot be asked of a server that keeps its graphs apart",
                todo="Write CONSTRUCT { <...> ?p ?o } WHERE { <...> ?p ?o }",
            )
        place, head = start, ""
        if form == "CONSTRUCT":
            if not self._tokens[start + 1].says("{"):
                raise QueryError(
                    "CONSTRUCT WHERE cannot be asked of a server that keeps its graphs apart",
                    todo="Write the pattern twice: CONSTRUCT { ... } WHERE { ... }",
                )
            place = self._closing(start + 1) + 1
            head = joined(self._tokens[start:place])
        body = self._select(place, outer=form != "SELECT", end=len(self._tokens))
        return " ".join(filter(None, (self._prologue, head, body)))

    def _select(self, start: int, *, outer: bool, end: int) -> str:
        """A SELECT (or what is like one) from `start` to `end`: what it chooses, its group, what follows.

        outer: whether copies of a row do not matter where its rows go.
        """
        group = start
        depth = 0
        while not (self._tokens[group].says("{") and depth == 0 and not self._tokens[group - 1].says("EXISTS")):
            depth += self._tokens[group].says("(") - self._tokens[group].says(")")
            group = self._closing(group) + 1 if self._tokens[group].says("{") else group + 1
            if group >= end:
                raise QueryError("the query has no WHERE", where="query")
        close = self._closing(group)
        free = _copies_do_not_matter([*self._tokens[start:group], *self._tokens[close + 1 : end]], outer)
        head, tail = self._copied(start, group), self._copied(close + 1, end)
        return f"{head} {self._group(group, free=free and self._in_line)} {tail}"

    def _group(self, start: int, *, free: bool) -> str:
        """The group whose brace opens at `start`. free: whether copies of a row do not matter in it."""
        close = self._closing(start)
        if self._tokens[start + 1].says("SELECT"):
            return f"{{ {self._select(start + 1, outer=free, end=close)} }}"
        values = self._values(start + 1, close)
        written: list[str] = []
        place = start + 1
        while place < close:
            token = self._tokens[place]
            if token.says("."):
                place += 1
            elif token.says("{"):
                written.append(self._group(place, free=free))
                place = self._closing(place) + 1
            elif token.says("OPTIONAL", "UNION"):
                written.append(token.text)
                place += 1
            elif token.says("MINUS"):
                written.append(f"MINUS {self._group(place + 1, free=True)}")
                place = self._closing(place + 1) + 1
            elif token.says("GRAPH", "SERVICE", "VALUES"):
                after = self._after(place)
                written.append(joined(self._tokens[place:after]))
                place = after
            elif token.says("FILTER", "BIND"):
                after = self._expression(place + 1)
                written.append(self._copied(place, after))
                place = after
            else:
                block = Block(self._tokens, place, self._fresh, self._blanks)
                ask = lambda text: self._ask(f"{self._prologue} {text}")  # noqa: E731
                written.append(rewritten(block, values, self._fresh, ask, free=free, outside=self._outside))
                place = block.place
        return f"{{ {' '.join(written)} }}"

    def _values(self, start: int, end: int) -> list[Values]:
        """The blocks VALUES ?x { } of a group itself: what they say may be used early."""
        found: list[Values] = []
        place = start
        while place < end:
            if self._tokens[place].says("VALUES") and self._tokens[place + 1].kind == "var":
                data = self._tokens[place + 3 : self._closing(place + 2)]
                if data and not any(token.says("UNDEF") for token in data):
                    found.append(Values("?" + self._tokens[place + 1].text[1:], joined(data)))
            place = self._closing(place) + 1 if self._tokens[place].says("{") else place + 1
        return found

    def _copied(self, start: int, end: int) -> str:
        """Tokens as they stand, but for the groups of EXISTS among them."""
        written: list[Token] = []
        place = start
        while place < end:
            token = self._tokens[place]
            if token.says("{") and self._tokens[place - 1].says("EXISTS"):
                written.append(Token("group", self._exists(place)))
                place = self._closing(place) + 1
            else:
                written.append(token)
                place += 1
        return joined(written)

    def _exists(self, start: int) -> str:
        """The group of an EXISTS: in it the variables of the query around it have the values of the row."""
        before, close = self._outside, self._closing(start)
        around = (*self._tokens[:start], *self._tokens[close + 1 :])
        self._outside = frozenset("?" + token.text[1:] for token in around if token.kind == "var")
        written = self._group(start, free=True)
        self._outside = before
        return written

    def _after(self, place: int) -> int:
        """The place behind the braces that come next."""
        while not self._tokens[place].says("{"):
            place += 1
        return self._closing(place) + 1

    def _expression(self, place: int) -> int:
        """The place behind the constraint that begins at `place`."""
        while not self._tokens[place].says("(", "{"):
            place += 1
        return self._closing(place) + 1

    def _closing(self, start: int) -> int:
        """The place of the brace or parenthesis that closes the one at `start`."""
        depth = 0
        for place in range(start, len(self._tokens)):
            token = self._tokens[place]
            depth += token.says("{", "(") - token.says("}", ")")
            if depth == 0:
                return place
        raise QueryError("a brace or parenthesis is not closed", where="query")


def _copies_do_not_matter(own: list[Token], outer: bool) -> bool:
    """Whether copies of rows in the group of a SELECT change what comes out of it. own: its tokens but the group."""
    words = [token.text.upper() if token.kind == "word" else token.text for token in own]
    counted = any(
        word in _AGGREGATES and words[place + 2 : place + 3] != ["DISTINCT"] for place, word in enumerate(words)
    )
    if counted:
        return False
    grouped = "GROUP" in words or any(word in ("MIN", "MAX", "SAMPLE", *_AGGREGATES) for word in words)
    return grouped or words[1:2] == ["DISTINCT"] or (outer and not {"LIMIT", "OFFSET"} & set(words))
