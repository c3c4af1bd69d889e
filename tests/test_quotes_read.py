"""Quotes read back in one go are what they are when they are read line by line, however the text is damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.graph import nodes
from navograaf.graph.evidence import LetterGraph
from navograaf.graph.nodes import Nodes, read
from navograaf.graph.nquads import text
from navograaf.graph.quotes_read import quotes_of
from navograaf.graph.reference import reference

RAW = 'De missie "NMI" in Irak\nbegon in 2018, \\ zei de minister.' * 9
PLACES = [(3, 9), (3, 90), (3, 91), (30, 34), (10, 15), (0, 2), (100, 444), (1, 17)]
END = " <https://w3id.org/navograaf/graph/letter/28676-1> .\n"


def graph(places: list[tuple[int, int]] = PLACES) -> str:
    made = LetterGraph("28676-1", RAW, reference())
    made.add(made.letter, "navo:place", text("Den Haag"))
    for start, end in places:
        made.quote(start, end)
    made.add(f"{made.letter[:-1]}/zone>", "rdfs:label", text("after the quotes", "nl"))
    return made.lines()


def by_line(given: str, monkeypatch: pytest.MonkeyPatch) -> Nodes | None:
    with monkeypatch.context() as patch:
        patch.setattr(nodes, "quotes_of", lambda *_: None)
        return read(given)


def rows(found: Nodes | None) -> dict[str, list[tuple[str, str]]] | None:
    if found is None:
        return None
    return {node: sorted(zip(*found.rows(node), strict=True)) for node in found.own}


def test_quotes_are_read_as_their_lines_are(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = graph()
    quotes = quotes_of(whole, END)
    assert quotes is not None
    assert [len(one.nodes) for one in quotes.alike] == [len(PLACES)] * 3
    assert "".join(quotes.rest).count("\n") == 2
    assert whole.count("\n") == 2 + 12 * len(PLACES)
    assert rows(read(whole)) == rows(by_line(whole, monkeypatch))
    assert len(read(whole).own) == 2 + 3 * len(PLACES)  # type: ignore[union-attr]


def test_a_graph_without_quotes_or_of_another_thing_has_none_to_read() -> None:
    assert quotes_of(graph([]), END) is None
    assert quotes_of(graph(), END.replace("letter", "letters")) is None
    assert quotes_of("", END) is None


@pytest.mark.parametrize("number", range(12 * len(PLACES)))
def test_a_line_that_is_missing_twice_there_or_elsewhere_is_seen(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = graph().splitlines(True)
    one = lines[number]
    assert one.startswith("<https://w3id.org/navograaf/id/letter/28676-1/quote/")
    without = "".join(lines[:number] + lines[number + 1 :])
    for damaged in (
        without,
        without + one,
        one + without,
        "".join(lines) + one,
        "".join([*lines[:3], one, *lines[3:]]),
    ):
        assert rows(read(damaged)) == rows(by_line(damaged, monkeypatch))
    assert len(rows(read(without)) or {}) >= 1 + 3 * len(PLACES)


@given(
    st.integers(0, 10**6), st.sampled_from(['"', "0", "9", "-", "/", "\\", " ", "\n", "<", ">", "", "words>", "é", END])
)
def test_damage_anywhere_is_read_alike(at: int, put: str) -> None:
    whole = graph()
    at %= len(whole) - len(END)
    damaged = whole[:at] + put + whole[at + 1 :]
    with pytest.MonkeyPatch.context() as patch:
        try:
            expected = rows(by_line(damaged, patch))
        except Exception as error:
            with pytest.raises(type(error)):
                read(damaged)
        else:
            assert rows(read(damaged)) == expected
