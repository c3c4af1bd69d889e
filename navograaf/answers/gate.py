"""What a query may not do: reach other servers, read files, change the graph. Looked at before it runs.

Between the text that a person wrote and worker.py. The engine sends a SERVICE out whatever it is told, and
has no switch for it, so the text itself is judged. Law: a query that passes holds no SERVICE, in whatever
way its text could be cut into tokens; where a cut is uncertain, all of them are followed. A parser of our
own reading is not enough: rdflib ends a comment at a line feed, Oxigraph at a carriage return too, so
`#x<CR>SERVICE <...>` is a comment to the one and a request to the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from navograaf.errors import QueryError
from navograaf.iris import PREFIXES

LONGEST = 100_000
"""Characters that a query may have."""
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_FRONT = re.compile(r"(?:\s*#[^\n]*\n)*")
_IRI = r"<[^\x00-\x20<>\"{}|^`\\]*>"
PROLOGUE = re.compile(
    rf"""(?: \s++ | \#[^\n]*+ | base\s*+{_IRI} | prefix\s*+[^\s:<]*+\s*+:\s*+{_IRI} )*+   (?P<first> [a-z]*+ )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before the form of a query, and the form. Nothing in it is tried twice: a query may be all spaces."""
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_VARIABLE = re.compile(r"[?$][A-Za-z0-9_\u0080-\U0010ffff]*")
_NAME = re.compile(r"(?:[A-Za-z0-9_:.%\u0080-\U0010ffff-]|\\[_~.!$&'()*+,;=/?#@%-])+")
_STRINGS = {
    '"': (re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL), re.compile(r'"(?:[^"\\\n]|\\.)*"')),
    "'": (re.compile(r"'''(?:[^'\\]|\\.|'(?!''))*'''", re.DOTALL), re.compile(r"'(?:[^'\\\n]|\\.)*'")),
}
_ADDRESS = re.compile(_IRI)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
# `?1SERVICE`: after a path that ends in "?" this is the number 1 and then the keyword.
_SPLIT_VARIABLE = re.compile(r"[?$](?:\d\w*|true|false)service", re.IGNORECASE)


def admit(text: str, *, allow_service: bool = False) -> str:
    """The query as it will run: `text` with line ends made one kind.

    Raises QueryError for a text that is empty, too long, an update, or (unless allowed) holds a SERVICE.
    """
    if len(text) > LONGEST:
        raise QueryError(f"the query has {len(text):,} characters", todo=f"At most {LONGEST:,} are accepted")
    query = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    bad = _CONTROL.search(query)
    if bad:
        raise QueryError(f"the query holds a control character (U+{ord(bad[0]):04X})", todo="Take it out")
    first = PROLOGUE.match(query)
    keyword = first["first"].upper() if first else ""
    if keyword in _UPDATES:
        raise QueryError(
            f"{keyword} changes a graph, and a graph is only changed by building it from letters",
            todo="Export the graph to another store to change it there",
        )
    if not keyword and not query[first.end() if first else 0 :].strip():
        raise QueryError("the query is empty")
    if not allow_service and (_calls_out(query) or _calls_out(_decoded(query))):
        raise QueryError(
            "SERVICE sends parts of the graph to another server, so it is refused",
            todo="Use --allow-service when you mean it",
        )
    return query


def named_graphs(query: str) -> tuple[str, ...]:
    """The IRIs after FROM and FROM NAMED in a query that was admitted; none when it has no such clause.

    Raises QueryError when there may be one and the query does not parse as SPARQL 1.1.
    """
    if not re.search("from", query[_FRONT.match(query).end() :], re.IGNORECASE):  # type: ignore[union-attr]
        return ()
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        clauses = translateQuery(parseQuery(query), initNs=PREFIXES).algebra.datasetClause
    except ParseBaseException as error:
        raise QueryError(
            f"the query does not parse as SPARQL 1.1 ({error.msg})",
            where=f"query, line {error.lineno}, column {error.column}",
        ) from error
    except Exception as error:  # rdflib has no class of its own for a prefix that is not declared
        raise QueryError(f"the query does not parse as SPARQL 1.1 ({error})", where="query") from error
    return tuple(str(clause.default or clause.named) for clause in clauses or ())


def _calls_out(query: str) -> bool:
    """Whether some way to cut `query` into tokens has the keyword SERVICE."""
    if "service" not in query.lower():
        return False
    reached = bytearray(len(query) + 1)
    reached[0] = 1
    for place in range(len(query)):
        if not reached[place]:
            continue
        for end in _ends(query, place):
            if end < 0:
                return True
            reached[end] = 1
    return False


def _ends(query: str, place: int) -> Iterator[int]:
    """Where the token at `place` can end; -1 for one that can be the keyword."""
    character = query[place]
    if character == "#":
        end = query.find("\n", place)
        yield len(query) if end < 0 else end
        return
    if character == "<":  # an address, or "less than"
        address = _ADDRESS.match(query, place)
        if address:
            yield address.end()
            if _ABSOLUTE.match(address[0]):  # as "less than" it would be a name and two slashes, which is no SPARQL
                return
    for pattern in _STRINGS.get(character, ()):
        words = pattern.match(query, place)
        if words:
            yield words.end()
    variable = _VARIABLE.match(query, place)
    name = _NAME.match(query, place)
    if variable:
        yield -1 if _SPLIT_VARIABLE.match(query, place) else variable.end()
    elif name:
        # Only after a colon is it part of a name: Oxigraph reads "1SERVICE" and "SERVICE:x" as the keyword.
        yield -1 if "service" in name[0].partition(":")[0].lower() else name.end()
    elif character not in _STRINGS:
        yield place + 1


def _decoded(query: str) -> str:
    """`query` with code point escapes decoded: SPARQL lets them stand for any character of its text."""
    return _CODEPOINT.sub(_character, query)


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number <= 0x10FFFF else " "
