"""N-Quads of one graph as nodes with their rows, the terms as they are written.

What proof.py holds the shapes against. Law: two terms are the same term exactly when they are written the same; a
text that may hold a term in two forms, a blank node, or no N-Quads at all, is not read (None) and left to a parser.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from navograaf.graph.alike import Alike, Form
from navograaf.graph.quotes_read import Read, quotes_of
from navograaf.iris import PREFIXES

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
_NAMES = re.compile(f"(?:{_EASY}\n)*+")
_READABLE = re.compile(rf"(?:(?:{_ANY}|{_WORDS}(?:{_KIND}|\^\^(?!<{_XSD}string>){_ANY}))\n)*+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_NAMED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(slots=True)
class Nodes:
    """The nodes of a graph."""

    alike: list[Alike] = field(repr=False)
    """Every node stands in one of these."""
    objects: set[str] = field(repr=False)
    name: str = ""
    """IRI of the named graph of the last quad, or ""."""
    own: dict[str, Alike] = field(init=False, repr=False)
    """A node as it is written (<IRI>) -> where it stands."""
    _rows: dict[str, tuple[Form, tuple[str, ...]]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.own = {}
        for one in self.alike:
            self.own.update(dict.fromkeys(one.nodes, one))

    def rows(self, node: str) -> tuple[Form, tuple[str, ...]]:
        """Predicates and objects of a node, side by side."""
        if not self._rows:
            for one in self.alike:
                self._rows.update((n, (one.form, items)) for n, items in zip(one.nodes, one.items(), strict=True))
        return self._rows[node]

    def describes(self, node: str) -> bool:
        """True when something is said of a node (an IRI)."""
        return f"<{node}>" in self.own

    def values(self, subject: str, predicate: str) -> list[str]:
        """What stands behind a predicate of a node (IRIs), without quotes and escapes."""
        one = self.own.get(f"<{subject}>")
        if one is None:
            return []
        at = one.nodes.index(f"<{subject}>")
        return [plain(one.columns[place][at]) for place in one.places(f"<{predicate}>")]

    def holders(self, predicate: str, item: str) -> list[str]:
        """The nodes of which a predicate names a thing (IRIs)."""
        other = f"<{item}>"
        columns = [(one, one.columns[place]) for one in self.alike for place in one.places(f"<{predicate}>")]
        return list(
            dict.fromkeys(
                plain(node)
                for one, column in columns
                if other in column
                for node, found in zip(one.nodes, column, strict=True)
                if found == other
            )
        )

    def lines(self, subjects: Iterable[str], predicates: Collection[str] | None = None) -> Iterator[str]:
        """The rows of some nodes as lines of N-Triples; of `predicates` alone where they are given."""
        for node in subjects:
            for p, item in zip(*self.rows(node), strict=True):
                if predicates is None or p in predicates:
                    yield f"{node} {p} {item} .\n"


def read(text: str) -> Nodes | None:
    """The nodes of N-Quads, whatever graphs they stand in; None where the text is not plainly N-Quads.

    Raises GraphError where a term looks right and the parser says that it is not.
    """
    if not text.endswith("> .\n"):
        return None
    end = text[text.rfind(" <") :]
    quotes = quotes_of(text, end)
    if quotes and (found := _of_one_graph(quotes.rest, end, quotes, text)):
        return found
    if found := _of_one_graph([text], end, None, text):
        return found
    parts = [line.rsplit(" ", 2) for line in text.split("\n")[:-1]]
    if any(len(part) < 3 or part[2] != "." for part in parts):
        return None
    return _nodes([part[0] for part in parts], sorted({part[1] for part in parts}), parts[-1][1], None, text)


def _of_one_graph(texts: Iterable[str], end: str, quotes: Read | None, text: str) -> Nodes | None:
    """The nodes of lines that all end alike, beside the quotes that are read."""
    lines: list[str] = []
    for part in texts:
        lines += part.split(end)
        if lines.pop():
            return None
    graph = end[1:-3]
    return _nodes(lines, [graph], graph, quotes, text) if lines else None


def _nodes(lines: list[str], graphs: list[str], graph: str, quotes: Read | None, text: str) -> Nodes | None:
    """The nodes of lines "subject predicate object", beside the quotes that are read."""
    read = quotes.alike if quotes else []
    try:
        found = _put_together(lines)
    except ValueError:  # a line of fewer words
        return None
    items = set[str]().union(*(column for one in found for column in one.columns))
    subjects = list(chain.from_iterable(one.nodes for one in found))
    aimed = items.union(*(column for one in read for column in one.columns if column[0][0] == "<"))
    nodes = Nodes([*read, *found], aimed, graph[1:-1])
    if len(nodes.own) < len(subjects) + sum(len(one.nodes) for one in read):
        # The rows of one node do not stand together.
        return None if quotes else _nodes(sorted(set(lines)), graphs, graph, None, text)
    names = [*subjects, *set(chain.from_iterable(one.form for one in found)), *graphs]
    words = [*(items - nodes.own.keys()), *(quotes.terms if quotes else ())]
    return nodes if _are_sure(names, words, text) else None


def _put_together(lines: list[str]) -> list[Alike]:
    """The nodes of lines by their predicates; a node whose lines do not stand together is there more than once.

    Raises ValueError for a line of fewer words.
    """
    forms: dict[Form, tuple[list[str], list[list[str]]]] = {}

    def put(node: str, predicates: list[str], objects: list[str]) -> None:
        form = tuple(predicates)
        found = forms.get(form)
        if found is None:
            found = forms[form] = [], []
        found[0].append(node)
        found[1].append(objects)

    node, predicates, objects = "", list[str](), list[str]()
    for line in lines:
        subject, predicate, item = line.split(" ", 2)
        if subject == node:
            predicates.append(predicate)
            objects.append(item)
            continue
        if predicates:
            put(node, predicates, objects)
        node, predicates, objects = subject, [predicate], [item]
    put(node, predicates, objects)
    return [Alike(form, own, list(zip(*rows, strict=True))) for form, (own, rows) in forms.items()]


def _are_sure(names: list[str], items: list[str], text: str) -> bool:
    """True when every term is right and written as the writer does. Raises GraphError as `read` does."""
    named, others = "\n".join([*names, ""]), "\n".join([*items, ""]) if items else ""
    if named.count("\n") != len(names) or others.count("\n") != len(items):
        return False  # a line hides in a term
    if _NAMES.fullmatch(named) and _SURE.fullmatch(others):
        return True
    if not (all(name.startswith("<") for name in names) and _READABLE.fullmatch(named + others)):
        return False
    from navograaf.graph.known import quads

    for _ in quads(text):
        pass
    return True


def plain(term: str) -> str:
    """The IRI, or the words of a literal."""
    if term.startswith("<"):
        return term[1:-1]
    words = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_character, words) if "\\" in words else words


def _character(escape: re.Match[str]) -> str:
    code, letter = escape.groups()
    return chr(int(code, 16)) if code else _NAMED.get(letter, letter)
