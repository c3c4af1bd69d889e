"""The corrections of one build: the rows of each letter applied, and all of them kept in the graph `corrections`.

Beside the desk (desk.py), which makes letters. Laws: a row has one node, named after its letter and its cells, so the
order of rows does not matter; a row that does not fit has its node too, with the reason; the nodes of a letter that
was not made in this build are those of the graph as it was, since they say what its own graph shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from navograaf.findings.model import Findings
from navograaf.graph import things
from navograaf.graph.correcting import Judged, correct
from navograaf.graph.corrections import Correction, kept_words, written_pairs
from navograaf.graph.nquads import Quads, below, boolean, integer, iri, moment, name, node, text
from navograaf.iris import GRAPHS, PREFIXES

if TYPE_CHECKING:
    from navograaf.graph.pieces import Piece
    from navograaf.graph.reference import Reference as Known

GRAPH = "corrections"
"""The name of the graph, below iris.GRAPHS and in the graph folder."""
_TYPE = f" {name('rdf:type')} {name('navo:Correction')} "


class Judgements:
    """The rows of corrections.tsv by letter, with the part of the graph `corrections` that each letter has."""

    def __init__(self, rows: Iterable[Correction], graph: str, known: Known) -> None:
        """graph: the N-Quads of the graph `corrections` as it is now; known: the reference data."""
        self._rows: dict[str, list[Correction]] = {}
        for row in rows:
            self._rows.setdefault(row.letter, []).append(row)
        self._graph, self._known = graph, known
        self._parts: dict[str, set[str]] = {}
        for line in graph.splitlines(keepends=True):
            self._parts.setdefault(_letter_of(line), set()).add(line)

    @property
    def written(self) -> list[Correction]:
        """All rows, in the order of the file."""
        return sorted((row for rows in self._rows.values() for row in rows), key=lambda row: row.line)

    def rows(self, letter: str) -> Sequence[Correction]:
        """The rows of the letter with this id."""
        return self._rows.get(letter, ())

    def are_current(self, letter: str) -> bool:
        """Whether the graph knows the rows of a letter as they are, so that its own graph shows what they ask."""
        kept = self._parts.get(node("letter", letter), ())
        return _terms(kept) == {_term(row) for row in self.rows(letter)}

    def are_applied(self) -> bool:
        """Whether the graph knows all rows as they are, and no others."""
        return _terms(self._graph.splitlines()) == {_term(row) for rows in self._rows.values() for row in rows}

    def correct(self, letter: str, findings: Findings, raw: str) -> tuple[Findings, str]:
        """The findings of a letter as its rows correct them, and the N-Quads of these rows for `keep`."""
        rows = self.rows(letter)
        if not rows:
            return findings, ""
        corrected, judged = correct(findings, raw, rows, self._known)
        return corrected, _quads(judged, raw, self._known)

    def keep(self, letter: str, part: str) -> None:
        """Take `part`, made by `correct`, as what the graph says of the letter's rows."""
        self._parts[node("letter", letter)] = set(part.splitlines(keepends=True))

    def refused(self, letter: str, reason: str) -> str:
        """The N-Quads of the rows of a letter when none of them could be applied, for `keep`."""
        return _quads([Judged(row, reason) for row in self.rows(letter)], "", self._known)

    def graph(self, letters: Collection[str]) -> str:
        """The graph `corrections` as sorted N-Quads, for a graph folder that holds `letters` (ids)."""
        for letter in self._rows.keys() - set(letters):
            self.keep(letter, self.refused(letter, "there is no such letter in the graph"))
        lines: set[str] = set()
        # Also of letters without rows: one that could not be made again shows rows that are gone from the file.
        for letter in {*self._rows, *letters}:
            lines |= self._parts.get(node("letter", letter), set())
        return "".join(sorted(lines | self._people(lines)))

    def _people(self, lines: Iterable[str]) -> set[str]:
        """The lines about those who judged what `lines` hold, as the file names them, else as the graph does."""
        terms = (line.split(" ", 3) for line in lines)
        wanted = {person for _, predicate, person, *_ in terms if predicate == name("prov:wasAttributedTo")}
        written = set(_agents(row for rows in self._rows.values() for row in rows).splitlines(keepends=True))
        there = {line.partition(" ")[0] for line in written}
        written |= {line for line in self._parts.get("", set()) if line.partition(" ")[0] not in there}
        return {line for line in written if line.partition(" ")[0] in wanted}

    def misfits(self, graph: str) -> list[tuple[Correction, str]]:
        """The rows that `graph` says do not fit, with the reason, in the order of the file."""
        reasons = dict(misfits(graph))
        return [(row, reasons[_term(row)]) for row in self.written if _term(row) in reasons]


def misfits(graph: str) -> list[tuple[str, str]]:
    """Term and reason of each correction in the N-Quads of the graph `corrections` that does not fit."""
    from pyoxigraph import RdfFormat, parse

    about = PREFIXES["navo"] + "misfit"
    quads = parse(graph, format=RdfFormat.N_QUADS)
    return sorted((str(q.subject), getattr(q.object, "value", "")) for q in quads if q.predicate.value == about)


def _terms(lines: Iterable[str]) -> set[str]:
    """The terms of the corrections in lines of N-Quads."""
    return {line.partition(" ")[0] for line in lines if _TYPE in line}


def _term(row: Correction) -> str:
    return below(node("letter", row.letter), "correction", row.digest)


def _letter_of(line: str) -> str:
    """The term of the letter that the subject of a line is a part of, "" for an agent."""
    base = node("letter", "")[:-1]
    rest = line.removeprefix(base)
    return f"{base}{rest.partition('/')[0]}>" if rest != line else ""


def _agents(rows: Iterable[Correction]) -> str:
    quads = Quads(iri(GRAPHS + GRAPH))
    for row in rows:
        quads.add(_agent(row), name("rdf:type"), name("prov:Agent"))
        quads.add(_agent(row), name("foaf:name"), text(row.who))
    return quads.lines()


def _agent(row: Correction) -> str:
    return node("agent", things.slug(row.who))


def _quads(judged: Iterable[Judged], raw: str, known: Known) -> str:
    quads = Quads(iri(GRAPHS + GRAPH))
    for one in judged:
        _write(quads, one, kept_words(raw[one.row.start : one.row.end]), known)
    return quads.lines()


def _write(quads: Quads, one: Judged, words: str, known: Known) -> None:
    row = one.row
    term, letter = _term(row), node("letter", row.letter)

    def say(predicate: str, value: str) -> None:
        quads.add(term, name(predicate), value)

    quads.add(term, name("rdf:type"), name("navo:Correction"))
    say("navo:correctedLetter", letter)
    say("navo:fromOffset", integer(row.start))
    say("navo:toOffset", integer(row.end))
    say("navo:findingKind", text(row.kind))
    say("navo:verdict", text(row.verdict))
    say("navo:judgedBecause", text(row.why))
    say("dcterms:date", moment(row.when))
    say("prov:wasAttributedTo", _agent(row))
    say("navo:fits", boolean(one.fits))
    for predicate, value in (
        ("navo:findingKey", row.which),
        ("navo:newValue", row.value),
        ("navo:correctedWords", row.words or words),
        ("navo:misfit", one.problem),
    ):
        if value:
            say(predicate, text(value))
    if one.fits:
        _change(quads, one, term, letter, known)


def _change(quads: Quads, one: Judged, term: str, letter: str, known: Known) -> None:
    """What the finding was before and is after, and who now stands for it."""

    def finding(piece: Piece) -> str:
        return piece.term(letter, known)

    if one.before:
        quads.add(term, name("navo:before"), text(written_pairs(list(one.before.pairs()))))
        quads.add(term, name("navo:corrects"), finding(one.before))
    if one.after:
        quads.add(term, name("navo:after"), text(written_pairs(list(one.after.pairs()))))
        quads.add(term, name("navo:resultsIn"), finding(one.after))
        if one.row.verdict == "right":
            quads.add(finding(one.after), name("navo:confirmedBy"), term)
        else:
            quads.add(finding(one.after), name("prov:wasAttributedTo"), _agent(one.row))
