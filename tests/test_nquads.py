"""The writer of N-Quads: a strict parser reads back what was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from navograaf.errors import GraphError
from navograaf.graph import nquads
from navograaf.iris import THINGS

GRAPH = nquads.node("graph", "test")
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
HARD = [
    '"',
    "\\",
    "\n",
    "\r\n",
    "\x00",
    "\x85",
    "\u2028",
    "\x7f",
    "\ufeff",
    "\ufffe",
    "\U0010ffff",
    "a\tb",
    "é",
    "<b>",
    "\\u0041",
]


def read_back(term: str) -> Literal | NamedNode:
    """The object that a strict parser makes of `term`."""
    quads = nquads.Quads(GRAPH)
    quads.add(nquads.node("a", "b"), nquads.name("navo:is"), term)
    (quad,) = parse(input=quads.lines().encode(), format=RdfFormat.N_QUADS, lenient=False)
    assert isinstance(quad.object, Literal | NamedNode)
    return quad.object


@given(ANY_TEXT, st.sampled_from(["", "nl", "en", "nl-nl"]))
def test_a_literal_comes_back_as_it_was_given(value: str, language: str) -> None:
    term = read_back(nquads.text(value, language))
    assert isinstance(term, Literal)
    assert term.value == value
    assert (term.language or "") == language


@pytest.mark.parametrize("value", HARD)
def test_characters_that_break_other_writers(value: str) -> None:
    line = nquads.text(value)
    assert read_back(line).value == value
    assert len(line.splitlines()) == 1


@given(ANY_TEXT)
def test_a_thing_has_a_valid_iri_whatever_its_id(identifier: str) -> None:
    term = read_back(nquads.node("mission", identifier))
    assert isinstance(term, NamedNode)
    assert term.value.startswith(f"{THINGS}mission/")


@given(ANY_TEXT, ANY_TEXT)
def test_two_ids_never_share_a_node_below_a_letter(one: str, other: str) -> None:
    letter = nquads.node("letter", "x")
    same = nquads.below(letter, "run", one, "by") == nquads.below(letter, "run", other, "by")
    assert same == (one == other)
    read_back(nquads.below(letter, "run", one))


@given(
    st.one_of(ANY_TEXT, ANY_TEXT.map(lambda t: f"https://nato.int/{t}"), ANY_TEXT.map(lambda t: f"http://{t}/x#{t}"))
)
def test_a_web_address_is_always_an_iri(address: str) -> None:
    assert isinstance(read_back(nquads.web(address)), NamedNode)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("https://www.nato.int/cps/en/natohq/115204.htm", "https://www.nato.int/cps/en/natohq/115204.htm"),
        (
            "https://www.t-online.de/id_88743142/a.html?b=1&c=%20#d",
            "https://www.t-online.de/id_88743142/a.html?b=1&c=%20#d",
        ),
        ("HTTP://Nato.INT/A b", "http://nato.int/A%20b"),
        ("https://a.nl/11e8–8c9a", "https://a.nl/11e8%E2%80%938c9a"),
        ("https://a.nl/%zz#x#y", "https://a.nl/%25zz#x%23y"),
        ("https://a.nl", "https://a.nl"),
        ("www.nato.int", f"{THINGS}url/www.nato.int"),
        ("https://[bad/x", f"{THINGS}url/https%3A//%5Bbad/x"),
    ],
)
def test_web_addresses(printed: str, written: str) -> None:
    assert nquads.web(printed) == f"<{written}>"
    assert read_back(nquads.web(printed)).value == written


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2021-02-17", "date"),
        ("2021-02", "gYearMonth"),
        ("2021", "gYear"),
        ("februari 2021", "string"),
        ("２０２１", "string"),
    ],
)
def test_a_date_keeps_its_precision(value: str, datatype: str) -> None:
    term = read_back(nquads.moment(value))
    assert isinstance(term, Literal)
    assert (term.value, term.datatype.value) == (value, nquads.XSD + datatype)


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_integers_are_canonical(value: int) -> None:
    term = read_back(nquads.integer(value))
    assert isinstance(term, Literal)
    assert (term.value, term.datatype.value) == (str(value), nquads.XSD + "integer")


def test_booleans_are_canonical() -> None:
    assert [read_back(nquads.boolean(b)).value for b in (True, False)] == ["true", "false"]


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=8), st.randoms())
def test_order_and_repetition_do_not_matter(rows: list[tuple[str, str, str]], random: object) -> None:
    def written(some: list[tuple[str, str, str]]) -> str:
        quads = nquads.Quads(GRAPH)
        for subject, predicate, value in some:
            quads.add(nquads.node("s", subject), nquads.node("p", predicate), nquads.text(value))
        return quads.lines()

    shuffled = [*rows, *rows]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert written(shuffled) == written(rows)
    assert written(rows).count("\n") == len(set(rows))


def test_what_cannot_be_written_is_refused() -> None:
    for call in (
        lambda: nquads.iri("https://a/b c"),
        lambda: nquads.iri("https://a/<b>"),
        lambda: nquads.iri("no-scheme"),
        lambda: nquads.name("nvao:start"),
        lambda: nquads.name("navo:"),
        lambda: nquads.text("x", "Nederlands!"),
        lambda: nquads.text("\ud800"),
        lambda: nquads.integer(10**18),
    ):
        with pytest.raises(GraphError):
            call()


@pytest.mark.parametrize(
    ("value", "words", "kind"),
    [
        (160, "160", "integer"),
        (2.0, "2", "integer"),
        (1.48, "1.48", "decimal"),
        (0.1, "0.1", "decimal"),
        (1e-7, "0.0000001", "decimal"),
        (-0.5, "-0.5", "decimal"),
        (10**18, "1" + "0" * 18, "decimal"),
    ],
)
def test_a_number_is_whole_or_a_decimal(value: float, words: str, kind: str) -> None:
    term = read_back(nquads.number(value))
    assert isinstance(term, Literal)
    assert (term.value, term.datatype.value.rpartition("#")[2]) == (words, kind)


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_any_number_can_be_written(value: float) -> None:
    term = read_back(nquads.number(value))
    assert isinstance(term, Literal)
    assert float(term.value) == float(value)
    assert "e" not in term.value.lower()


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_what_is_no_number_is_an_error(value: float) -> None:
    with pytest.raises(GraphError):
        nquads.number(value)
