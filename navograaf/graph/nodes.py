"""N-Quads of one graph as nodes with their rows, the terms as they are written.

What proof.py holds the shapes against. Law: two terms are the same term exactly when they are written the same; a
text that may hold a term in two forms, a blank node, or no N-Quads at all, is not read (None) and left to a parser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise

from navograaf.iris import PREFIXES

Form = tuple[str, ...]
"""The predicates of a node, each as often as it has it."""
Rows = tuple[Form, list[str]]
"""Predicates and objects of a node, side by side."""
TYPE = f"<{PREFIXES['rdf']}type>"
_XSD = re.escape(PREFIXES["xsd"])
# The characters of an IRI that need no thought; the parser is asked about an address with any other.
_EASY = (
    r"<https?://[a-z0-9.-]++(?:[/?#](?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f]{2})*+)?+(?:#[A-Za-z0-9._~-]*+)?+>"
)
_ANY = r"<[^<>\"{}|^`\\\x00-\x20\x7f-\x9f\u2028\u2029\ufffe\uffff]++>"
# A literal as nquads.py writes it: what is escaped there is never there unescaped.
_WORDS = (
    r'"(?:[^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]++|\\[tbnrf"\\]'
    r'|\\u(?:00(?:0[0-7BEF]|1[0-9A-F]|7F|8[0-9A-F]|9[0-9A-F])|2028|2029|FFFE|FFFF))*+"'
)
_KIND = rf"(?:@[a-z]{{1,8}}+(?:-[a-z0-9]{{1,8}}+)*+|\^\^<{_XSD}(?!string>)[A-Za-z]++>)?+"
_SURE = re.compile(f"(?:(?:{_EASY}|{_WORDS}{_KIND})\n)*+")
_READABLE = re.compile(rf"(?:(?:{_ANY}|{_WORDS}(?:{_KIND}|\^\^(?!<{_XSD}string>){_ANY}))\n)*+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_AT_ONCE = 128
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes of a graph."""

    rows: dict[str, Rows] = field(repr=False)
    """A node as it is written (<IRI>) -> what is said of it."""
    forms: dict[Form, list[str]] = field(repr=False)
    """The nodes that are alike in their predicates."""
    objects: set[str] = field(repr=False)
    name: str = ""
    """IRI of the named graph of the last quad, or ""."""

    def describes(self, node: str) -> bool:
        """True when something is said of a node (an IRI)."""
        return f"<{node}>" in self.rows

    def values(self, subject: str, predicate: str) -> list[str]:
        """What stands behind a predicate of a node (IRIs), without quotes and escapes."""
        one = f"<{predicate}>"
        predicates, objects = self.rows.get(f"<{subject}>", ((), ()))
        return [plain(item) for p, item in zip(predicates, objects, strict=True) if p == one]

    def holders(self, predicate: str, item: str) -> list[str]:
        """The nodes of which a predicate names a thing (IRIs)."""
        one, other = f"<{predicate}>", f"<{item}>"
        return [
            plain(node)
            for form, nodes in self.forms.items()
            if one in form
            for node in nodes
            if (one, other) in zip(form, self.rows[node][1], strict=True)
        ]

    def lines(self, subjects: Iterable[str], predicates: Collection[str] | None = None) -> list[str]:
        """The rows of some nodes as lines of N-Triples; of `predicates` alone where they are given."""
        return [
            f"{node} {p} {item} .\n"
            for node in subjects
            for p, item in zip(*self.rows[node], strict=True)
            if predicates is None or p in predicates
        ]


def read(text: str) -> Nodes | None:
    """The nodes of N-Quads, whatever graphs they stand in; None where the text is not plainly N-Quads.

    Raises GraphError where a term looks right and the parser says that it is not.
    """
    if not text.endswith("> .\n"):
        return None
    end = text[text.rfind(" <") :]
    lines, graphs = text.split(end), [end[1:-3]]
    if lines.pop() or len(lines) < 1:
        return None
    found = _nodes(lines, graphs[0])
    terms = _terms(found, graphs) if found else None
    if found and terms:
        return found if _are_sure(terms, text) else None
    parts = [line.rsplit(" ", 2) for line in text.split("\n")[:-1]]
    if any(len(part) < 3 or part[2] != "." for part in parts):
        return None
    graphs = sorted({part[1] for part in parts})
    found = _nodes([part[0] for part in parts], parts[-1][1])
    terms = _terms(found, graphs) if found else None
    return found if found and terms and _are_sure(terms, text) else None


def _nodes(lines: list[str], graph: str) -> Nodes | None:
    """The nodes of lines "subject predicate object"."""
    subjects: list[str] = []
    predicates: list[str] = []
    objects: list[str] = []
    try:
        # Bit by bit, so that what is cut stays near, and no garbage collector is woken by thousands of lists.
        for n in range(0, len(lines), _AT_ONCE):
            cut = zip(*[line.split(" ", 2) for line in lines[n : n + _AT_ONCE]], strict=True)
            for column, words in zip((subjects, predicates, objects), cut, strict=True):
                column.extend(words)
    except ValueError:
        return None
    # Rows of one node stand together; where they do not, the lines are sorted and read again.
    ends = [n for n, (one, other) in enumerate(pairwise(subjects), 1) if one != other]
    starts, ends = [0, *ends], [*ends, len(lines)]
    own = [subjects[n] for n in starts]
    said = [(tuple(predicates[n:m]), objects[n:m]) for n, m in zip(starts, ends, strict=True)]
    rows = dict(zip(own, said, strict=True))
    if len(rows) < len(own):
        return _nodes(sorted(set(lines)), graph)
    forms: dict[Form, list[str]] = {}
    for node, (form, _) in rows.items():
        forms.setdefault(form, []).append(node)
    return Nodes(rows, forms, set(objects), graph[1:-1])


def _are_sure(terms: str, text: str) -> bool:
    """True when every term is right and written as the writer does. Raises GraphError as `read` does."""
    if _SURE.fullmatch(terms):
        return True
    if not _READABLE.fullmatch(terms):
        return False
    from navograaf.graph.known import quads

    for _ in quads(text):
        pass
    return True


def _terms(nodes: Nodes, graphs: list[str]) -> str | None:
    """Every term once, a line each; None where a line hides in a term, or a name is no name."""
    names = [*nodes.rows, *set(chain.from_iterable(nodes.forms)), *graphs]
    terms = [*names, *(nodes.objects - nodes.rows.keys())]
    if not all(name.startswith("<") for name in names):
        return None
    lines = "".join([f"{term}\n" for term in terms])
    return lines if lines.count("\n") == len(terms) else None


def plain(term: str) -> str:
    """The IRI, or the words of a literal."""
    if term.startswith("<"):
        return term[1:-1]
    words = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_character, words) if "\\" in words else words


def _character(escape: re.Match[str]) -> str:
    code, letter = escape.groups()
    return chr(int(code, 16)) if code else _NAMED.get(letter, letter)
