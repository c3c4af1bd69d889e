"""The answer to a query in the form asked for: table, csv, tsv, json, markdown; turtle for a graph.

Between query and the command line; nothing here reads the graph or a file. Forms for reading (table, markdown,
csv) put a cell on one line and shorten IRIs where that loses nothing; forms for programs (json, tsv, turtle)
hold exactly what the store holds. Laws: every form has every row, and no cell of a csv is a formula.
Forms: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from textwrap import wrap

from navograaf.answers.escapes import cell
from navograaf.answers.terminal import BOLD, safe, style
from navograaf.answers.terms import XSD_STRING, Result, Term
from navograaf.errors import QueryError
from navograaf.iris import PREFIXES, THINGS
from navograaf.words.joined import one_line

FORMS = ("table", "csv", "tsv", "json", "markdown", "turtle")
FOR_READING = ("table", "csv", "markdown")
"""Forms whose quotes are put in clean words first, by reading.py."""
_GAP = "  "
_READABLE = 24
"""A cell that is longer than this needs at least so many characters of a line to be read in a column."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")
_NUMBERS = tuple(PREFIXES["xsd"] + name for name in ("integer", "decimal", "double"))
_NUMBER = re.compile(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?")


def render(result: Result, form: str, *, width: int = 100, color: bool = False) -> Iterator[str]:
    """The result as pieces of text in `form`, one of FORMS; width and color count for the table alone.

    ASK gives `true` or `false`, in json as the standard has it. Raises QueryError for turtle of rows.
    """
    if result.truth is not None and form != "json":
        yield f"{str(result.truth).lower()}\n"
    elif form == "table":
        yield from _table(result, width, color)
    else:
        yield from _FORMS[form](result)


def _table(result: Result, width: int, color: bool) -> Iterator[str]:
    heads = list(result.variables)
    cells = [[_shown(term) for term in row] for row in result.rows]
    numbers = [all(row[i] is None or _is_number(row[i]) for row in result.rows) for i in range(len(heads))]
    natural = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    widths = _fitted(natural, width - len(_GAP) * (len(heads) - 1))
    if cells and any(size < min(whole, _READABLE) for size, whole in zip(widths, natural, strict=True)):
        yield from _blocks(heads, cells, width, color)
        return
    for number, row in enumerate([heads, *cells]):
        columns = [_wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*columns, fillvalue=""):
            aligned = zip(parts, widths, numbers, strict=True)
            text = _GAP.join(part.rjust(size) if right else part.ljust(size) for part, size, right in aligned).rstrip()
            yield f"{style(text, BOLD, color) if number == 0 else text}\n"


def _blocks(heads: list[str], cells: list[list[str]], width: int, color: bool) -> Iterator[str]:
    """Rows under one another, a line for each cell that is not empty: for rows too wide to stand in columns."""
    margin = max(map(len, heads)) + len(_GAP)
    for number, row in enumerate(cells):
        yield "\n" if number else ""
        for head, words in zip(heads, row, strict=True):
            for line, part in enumerate(_wrapped(words, max(width - margin, _READABLE)) if words else []):
                name = style(head, BOLD, color) if line == 0 else ""
                yield f"{name}{' ' * (margin - len(head) * (line == 0))}{part}\n"


def _wrapped(cell: str, size: int) -> list[str]:
    return wrap(cell, size, break_on_hyphens=False) or [""]


def _fitted(natural: list[int], room: int) -> list[int]:
    """Widths of columns that together take `room`: narrow ones whole, the others the same share of the rest."""
    share = min(max(natural, default=0), max(room, 1))
    while share > 1 and sum(min(size, share) for size in natural) > room:
        share -= 1
    widths = [min(size, share) for size in natural]
    for i in sorted(range(len(widths)), key=lambda i: natural[i]):  # what rounding down left over
        widths[i] += max(0, min(natural[i] - widths[i], room - sum(widths)))
    return widths


def _csv(result: Result) -> Iterator[str]:
    yield _csv_line(result.variables)
    for row in result.rows:
        yield _csv_line(tuple(_csv_cell(term) for term in row))


def _csv_line(cells: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(cells)
    return stream.getvalue()


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = one_line(term.value) if term.kind == "literal" else term.value
    return text if _NUMBER.fullmatch(text) else cell(text)


def _tsv(result: Result) -> Iterator[str]:
    from navograaf.answers.binding import written

    def cell(term: Term | None) -> str:
        if term is None:
            return ""
        if term.kind in ("bnode", "triple"):
            return f"_:{term.value}" if term.kind == "bnode" else term.value
        return written(term)

    yield "\t".join(f"?{name}" for name in result.variables) + "\n"
    for row in result.rows:
        yield "\t".join(map(cell, row)) + "\n"


def _json(result: Result) -> Iterator[str]:
    if result.truth is not None:
        yield json.dumps({"head": {}, "boolean": result.truth}) + "\n"
        return
    yield f'{{"head": {json.dumps({"vars": list(result.variables)})}, "results": {{"bindings": ['
    for number, row in enumerate(result.rows):
        bound = {name: _json_term(term) for name, term in zip(result.variables, row, strict=True) if term}
        yield f"{',' if number else ''}\n{json.dumps(bound, ensure_ascii=False)}"
    yield "\n]}}\n"


def _json_term(term: Term) -> dict[str, str]:
    # A triple as a value is not in SPARQL 1.1: it goes out as its text.
    found = {"type": "literal" if term.kind == "triple" else term.kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype not in ("", XSD_STRING):
        found["datatype"] = term.datatype
    return found


def _markdown(result: Result) -> Iterator[str]:
    yield f"| {' | '.join(result.variables)} |\n"
    yield f"|{'---|' * len(result.variables)}\n"
    for row in result.rows:
        yield f"| {' | '.join(_markdown_cell(term) for term in row)} |\n"


def _markdown_cell(term: Term | None) -> str:
    if term and term.kind == "uri" and term.value.startswith("http") and not term.value.startswith(THINGS):
        return f"<{term.value.replace('|', '%7C')}>"
    return _MARKDOWN.sub(r"\\\1", _shown(term))


def _turtle(result: Result) -> Iterator[str]:
    if not result.graph:
        raise QueryError("only CONSTRUCT and DESCRIBE make turtle", todo="Use table, csv, tsv, json or markdown")
    from pyoxigraph import RdfFormat, parse, serialize

    from navograaf.answers.binding import written

    def node(term: Term | None) -> str:
        assert term is not None
        return f"_:{term.value}" if term.kind == "bnode" else written(term)

    lines = "".join(f"{' '.join(map(node, row))} .\n" for row in result.rows)
    used = {name: base for name, base in PREFIXES.items() if f"<{base}" in lines}
    triples = (quad.triple for quad in parse(lines.encode(), format=RdfFormat.N_TRIPLES))
    yield (serialize(triples, format=RdfFormat.TURTLE, prefixes=used) or b"").decode("utf-8")


_FORMS: dict[str, Callable[[Result], Iterator[str]]] = {
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "markdown": _markdown,
    "turtle": _turtle,
}


def _shown(term: Term | None) -> str:
    """A cell for reading, on one line and without anything that a terminal would obey."""
    if term is None:
        return ""
    return safe(one_line(term.value)) if term.kind == "literal" else safe(term.short)


def _is_number(term: Term | None) -> bool:
    return term is not None and term.datatype in _NUMBERS
