"""Forms, bundles and blocks: what is written in bulk is what a plain writer of single lines would write."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty_words import NASTY

from navograaf.errors import GraphError
from navograaf.findings.model import (
    Candidate,
    Country,
    Document,
    Findings,
    Found,
    Inference,
    Mention,
    Reference,
    Section,
    Sentence,
    Signature,
)
from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question
from navograaf.graph import nquads
from navograaf.graph.forms import LETTER, A, B, Form
from navograaf.graph.quads import letter_quads
from navograaf.graph.quotes import Quotes

L, GRAPH = "https://a.nl/letter/1", "<https://a.nl/graph/1>"
WORDS = NASTY.filter(lambda words: not any("\ud800" <= c <= "\udfff" for c in words))


def slow_text(value: str) -> str:
    """A literal written character by character, by the rules of the canonical form and no code of the writer."""
    named = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
    hidden = {0x2028, 0x2029, 0xFFFE, 0xFFFF, *range(0x20), *range(0x7F, 0xA0)}
    return '"' + "".join(named.get(c) or (f"\\u{ord(c):04X}" if ord(c) in hidden else c) for c in value) + '"'


class SlowQuads:
    """Quads as a set of whole lines, sorted as lines."""

    def __init__(self, graph: str) -> None:
        self.end = f" {graph} .\n"
        self.rows: set[str] = set()

    def add(self, subject: str, predicate: str, *objects: str) -> None:
        self.rows |= {f"{subject} {predicate} {item}{self.end}" for item in objects}


@given(WORDS)
def test_a_literal_is_that_of_a_plain_writer(value: str) -> None:
    assert nquads.text(value) == slow_text(value)


def test_every_character_is_written_as_a_plain_writer_does() -> None:
    characters = [chr(n) for n in range(0x110000) if not 0xD800 <= n <= 0xDFFF]
    assert len(characters) == 0x110000 - 0x800
    assert [c for c in characters if nquads.text(c) != slow_text(c)] == []


@given(WORDS, WORDS, st.lists(WORDS, max_size=3))
def test_a_filled_form_is_its_lines_written_one_by_one(one: str, other: str, many: list[str]) -> None:
    form = Form(
        (A, "navo:letter", f"<{LETTER}>"),
        (A, "rdf:type", "navo:Mention"),
        (A, "navo:normalForm", B),
        lines=(("navo:inPassage", "\x05"), ("navo:depth", "\x06")),
    )
    slow = SlowQuads(GRAPH)
    subject, exact = f"<{L}/{nquads.step(one)}>", nquads.text(other)
    slow.add(subject, nquads.name("navo:letter"), f"<{L}>")
    slow.add(subject, nquads.name("rdf:type"), nquads.name("navo:Mention"))
    slow.add(subject, nquads.name("navo:normalForm"), exact)
    passages = {nquads.text(words) for words in many}
    slow.add(subject, nquads.name("navo:inPassage"), *passages)
    lines = "".join(sorted(f"{subject} {nquads.name('navo:inPassage')} {item} {GRAPH} .\n" for item in passages))
    filled = form.of(L, GRAPH)(subject, exact, lines, "")
    assert filled == "".join(sorted(slow.rows))


@pytest.mark.parametrize(
    "rows",
    [
        [(A, "navo:exact", B), (A, "navo:exact", '"x"')],
        [(A, "navo:exact", '"x"'), (A, "navo:exact", '"x"')],
        [(A, "navo:exact", '"x"'), (B, "navo:exact", '"x"')],
        [(A, "navo:exact", f"<{LETTER}>"), (A, "navo:exact", "<https://a.nl/>")],
    ],
)
def test_a_form_whose_order_depends_on_what_fills_it_is_refused(rows: list[tuple[str, str, str]]) -> None:
    with pytest.raises(GraphError, match="order of these lines"):
        Form(*rows).of(L, GRAPH)


def test_a_table_is_the_form_filled_for_each_node() -> None:
    form = Form(("<http://a/\x03>", "navo:start", "\x04"), ("<http://a/\x03>", "navo:end", f"<{LETTER}/\x05>"))
    columns = ["1", "2", "3"], ['"a"', '"b"', '"c"'], ["x", "y", "z"]
    table, fill = form.table(L, GRAPH, *columns), form.of(L, GRAPH)
    filled = [fill(*row) for row in zip(*columns, strict=True)]
    assert len(table) == 3 * form.width
    starts = range(0, len(table), form.width)
    assert ["".join(table[at : at + form.width]) for at in starts] == filled
    assert form.table(L, GRAPH, [], [], []) == []


SUBJECTS = st.sampled_from(["1-2", "1-23", "1-2/a", "1-2-", "1", "1-2!", "é", "1-2/a/b", "q/1"])


@given(st.lists(st.tuples(SUBJECTS, SUBJECTS, WORDS, st.booleans()), max_size=12), st.booleans())
def test_lines_by_subject_are_the_sorted_lines(rows: list[tuple[str, str, str, bool]], blocked: bool) -> None:
    quads, slow = nquads.Quads(GRAPH), SlowQuads(GRAPH)
    for subject, predicate, value, bundled in rows:
        row = f"<https://a.nl/{subject}>", f"<https://a.nl/p/{predicate}>", nquads.text(value)
        slow.add(*row)
        if bundled:
            quads.bundle(row[0], f"{' '.join(row)}{quads.end}")
        else:
            quads.add(*row)
    if blocked:
        for begin in ("<https://a.nl/1-2x/", "<https://a.nl/1-2y/"):
            block = [f"{begin}{n}> <https://a.nl/p> <https://a.nl/o>{quads.end}" for n in "123"]
            quads.block(begin, [piece for line in block for piece in (line[:9], "", line[9:])])
            slow.rows |= set(block)
    assert quads.lines() == "".join(sorted(slow.rows))


@given(st.text(st.characters(codec="utf-8"), min_size=130, max_size=150), st.data())
def test_quotes_are_in_the_order_of_their_lines(raw: str, data: Any) -> None:
    ends = st.sampled_from([1, 2, 3, 10, 11, 12, 19, 20, 100, 101, 110, 123, 124, 129])
    places = data.draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1]), max_size=25))
    quotes, slow = Quotes(raw), SlowQuads(GRAPH)
    for start, end in places:
        place = f"<{L}/quote/{quotes.place(start, end)}"
        first, last = nquads.integer(start), nquads.integer(end)
        exact = slow_text(raw[start:end])
        for subject, predicate, *objects in (
            (f"{place}>", "rdf:type", nquads.name("oa:SpecificResource")),
            (f"{place}>", "oa:hasSource", f"<{L}/text>"),
            (f"{place}>", "oa:hasSelector", f"{place}/position>", f"{place}/words>"),
            (f"{place}>", "navo:start", first),
            (f"{place}>", "navo:end", last),
            (f"{place}>", "navo:exact", exact),
            (f"{place}/position>", "rdf:type", nquads.name("oa:TextPositionSelector")),
            (f"{place}/position>", "oa:start", first),
            (f"{place}/position>", "oa:end", last),
            (f"{place}/words>", "rdf:type", nquads.name("oa:TextQuoteSelector")),
            (f"{place}/words>", "oa:exact", exact),
        ):
            slow.add(subject, nquads.name(predicate), *objects)
    written = "".join(quotes.lines(L, GRAPH))
    assert written == "".join(sorted(slow.rows))
    assert written.count("\n") == 12 * len(set(places))


def nasty_findings(raw: str, w: list[str], at: list[tuple[int, int]]) -> Findings:
    """Every kind of finding, with nasty words for all that a letter or a rule can fill in."""
    (s, e), (s2, e2), (s3, e3) = at
    one, other = Mention(s, e, raw[s:e], w[0], w[1], w[2] or None), Mention(s2, e2, raw[s2:e2], w[3], w[4])
    return Findings(
        w[5] or "a.txt",
        "0" * 64,
        Document("letter", w[6] or None, w[7] or None, w[8], w[9], w[0], None, w[1], title=w[2], on_behalf_of=(w[3],),
                 signed_by=(Signature(w[4], w[5], s, e, w[6]),), inferred=(Inference(w[7], w[8], w[9], "low"),)),
        sections=(Section(w[0], s, e, 1, e, e2), Section(w[1], s2, e2, 2, e2, e3)),
        sentences=(Sentence(s, e, clean=w[2]), Sentence(s2, e2, "footnote", w[3], (f"mission/{w[4]}",))),
        references=(Reference("url", (w[5],), s, e, w[6], w[7]), Reference("kenmerk", (w[8],), s2, e2, w[9], w[0])),
        missions=(Found(w[1], (one, other, one)),),
        topics=(Found(w[2], (other, one)),),
        people=(Found(w[3], (Mention(s3, e3, "x", w[4], also=w[5] or None),)),),
        countries=(Country(w[6], (other,)),),
        topic_terms=(Found(w[7], (one,)), Found("NMI", (other,))),
        decisions=(Decision(s, e, w[8], w[9], w[0], "taken", w[1], f"post/{w[2]}", w[3], w[4]),),
        positions=(Position(s, e, w[5], w[6], w[7], "asks", None, w[8]), Position(s, e, w[5], w[6], w[8], "notes")),
        commitments=(Commitment(s2, e2, w[9], w[0], w[1], None, w[2], w[3], w[4]),),
        quantities=(Quantity(s3, e3, w[5], w[6], (1.5, 2), w[7], w[8]),),
        questions=(Question(1, s, e, w[9], True, w[0], s2, e2, w[1], "refused", w[2]), Question(1, s3, e3, w[3])),
        candidates=(Candidate("mission", w[4], (one,), w[5] or None),),
        unresolved=(other,),
    )  # fmt: skip


@settings(deadline=None)  # the first letter reads the reference data
@given(
    st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('\n"\\\u2028 ')), min_size=30, max_size=160),
    st.lists(WORDS, min_size=10, max_size=10),
    st.data(),
)
def test_a_letter_of_nasty_words_is_what_single_lines_would_be(raw: str, words: list[str], data: Any) -> None:
    place = st.tuples(st.integers(0, len(raw) - 1), st.integers(1, 12)).map(lambda p: (p[0], min(sum(p), len(raw))))
    findings = nasty_findings(raw, words, data.draw(st.tuples(place, place, place)))
    written = letter_quads(findings, raw)
    lines = written.splitlines(True)
    assert lines == sorted(set(lines))
    assert len(lines) > 60
    from pyoxigraph import Literal, RdfFormat, parse

    quads = list(parse(input=written.encode(), format=RdfFormat.N_QUADS, lenient=False))
    assert len(set(quads)) == len(lines)
    exact = nquads.name("oa:exact")[1:-1]
    quoted = {q.subject.value: q.object for q in quads if q.predicate.value == exact}
    assert quoted
    for subject, literal in quoted.items():
        start, end = map(int, subject.split("/")[-2].split("-"))
        assert isinstance(literal, Literal)
        assert literal.value == raw[start:end]
    # Each line is the one that the terms of its quad make, so no bundle wrote a line of its own making.
    graph = f" {quads[0].graph_name} .\n"
    simple = [q for q in quads if isinstance(q.object, Literal) and q.object.datatype.value == nquads.XSD + "string"]
    assert {f"{q.subject} {q.predicate} {slow_text(q.object.value)}{graph}" for q in simple} <= set(lines)


def test_half_a_character_is_refused_where_a_quote_holds_it_and_nowhere_else() -> None:
    raw = "NMI en \ud800 en\nNMI"
    fine = Findings("a.txt", "0" * 64, Document("letter"), missions=(Found("NMI", (Mention(0, 3, "NMI", "r"),)),))
    assert '"NMI"' in letter_quads(fine, raw)
    over = Findings("a.txt", "0" * 64, Document("letter"), missions=(Found("NMI", (Mention(0, 9, "NMI", "r"),)),))
    with pytest.raises(GraphError, match="half a character"):
        letter_quads(over, raw)
