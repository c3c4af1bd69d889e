"""Names of the ontology found in a text: folding keeps lengths, the trie finds what an alternation finds, case counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.words.folding import fold
from navograaf.words.gazetteer import Gazetteer, Scan
from navograaf.words.lists import alternation, meanings
from navograaf.words.reference import Label, Thing
from navograaf.words.trie import pattern


def thing(name: str, *labels: tuple[str, str]) -> Thing:
    made = tuple(Label(text, "nl", role) for text, role in labels)  # type: ignore[arg-type]
    return Thing(f"https://example.org/id/mission/{name}", "mission", name, made, {})


def hits(gazetteer: Gazetteer, text: str) -> list[tuple[str, list[str]]]:
    return [(text[h.start : h.end], [t.id for t, _ in h.named]) for h in gazetteer.find(text, fold(text))]


@given(st.text())
def test_folding_keeps_the_length_and_looks_at_each_character_alone(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == "".join(map(fold, text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("OEKRAÏNE", "oekraine"), ("SACEUR’s", "saceur's"), ("a\u00a0b–c", "a b-c"), ("één\n", "een\n"), ("Łódź", "lodz")],
)
def test_spellings_become_equal(text: str, folded: str) -> None:
    assert fold(text) == folded


words = st.lists(
    st.text(alphabet="ab -", min_size=1, max_size=6).filter(lambda w: w.strip() == w), min_size=1, max_size=12
)


@given(words, st.text(alphabet="ab -", max_size=40))
def test_the_trie_finds_the_spans_of_a_plain_alternation(names: list[str], text: str) -> None:
    plain = "|".join(re.escape(w) for w in sorted(set(names), key=lambda w: (-len(w), w)))
    tree = re.compile(rf"(?<!\w){pattern(names)}(?!\w)")
    flat = re.compile(rf"(?<!\w)(?:{plain})(?!\w)")
    assert [m.span() for m in tree.finditer(text)] == [m.span() for m in flat.finditer(text)]


MISSIONS = Gazetteer(
    [
        thing("RSM", ("Resolute Support", "name"), ("RSM", "abbr"), ("missie in Afghanistan", "description")),
        thing("CHAIR", ("voorzitter van de Commissie", "name")),
        thing("SPACE", ("ruimte", "name"), ("ruimte", "search")),
        thing("COAL", ("anti-ISIS-coalitie", "name")),
        thing("LONG", ("Resolute Support Alliance", "name")),
    ],
    ("name", "abbr", "description"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Resolute Support-missie gaat door", [("Resolute Support", ["RSM"])]),
        ("resolute support is geen naam", []),  # a name keeps its capitals
        ("de RSM en de rsm", [("RSM", ["RSM"])]),  # an abbreviation only in its own case
        ("Missie in Afghanistan", [("Missie in Afghanistan", ["RSM"])]),  # lower case fits any case
        ("de voorzitter van de commissie", []),  # the Commissie is another
        ("meer ruimte voor beleid", []),  # a name for search only
        ("de anti-ISIS coalitie", [("anti-ISIS coalitie", ["COAL"])]),  # hyphen and space are the same
        ("Resolute Support Alliances", [("Resolute Support", ["RSM"])]),  # whole words: the shorter name fits
        ("de Resolute\nSupport", []),  # not across paragraphs
    ],
)
def test_names_are_whole_words_in_their_own_case(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert hits(MISSIONS, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Nato Response Force", [("Nato Response Force", ["NRF"])]),  # an acronym in a longer name may be a word
        ("een Navo-missie in Irak", [("Navo-missie in Irak", ["NMI"])]),
        ("een navo-missie in Irak", []),
        ("de Nrf", []),  # an acronym that stands alone keeps its case
        ("de NAto Response Force", []),
    ],
)
def test_an_acronym_in_a_longer_name_may_be_written_as_a_word(text: str, expected: list[tuple[str, list[str]]]) -> None:
    things = [
        thing("NRF", ("NATO Response Force", "name"), ("NRF", "abbr")),
        thing("NMI", ("NAVO-missie in Irak", "description")),
    ]
    assert hits(Gazetteer(things, ("name", "abbr", "description")), text) == expected


def test_a_gazetteer_may_refuse_hyphens() -> None:
    tokens = Gazetteer([thing("nato", ("NAVO", "name"))], ("name",), hyphens=False)
    assert hits(tokens, "NAVO-missie, EU-NAVO en de NAVO zelf") == [("NAVO", ["nato"])]
    assert len(hits(Gazetteer([thing("nato", ("NAVO", "name"))], ("name",)), "NAVO-missie van de NAVO")) == 2


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert hits(Gazetteer([], ("name",)), "NAVO") == []


names = st.lists(st.text(alphabet="ab 1", min_size=1, max_size=5).filter(lambda w: w.strip() == w != ""), max_size=6)


@given(st.lists(st.tuples(names, st.booleans()), min_size=1, max_size=3), st.text(alphabet="ab 1-.", max_size=40))
def test_a_list_has_the_same_hits_in_company_as_alone(lists: list[tuple[list[str], bool]], text: str) -> None:
    made = [Gazetteer([thing(w, (w, "name")) for w in held], ("name",), stems=stems) for held, stems in lists]
    found = Scan(made).find(text, fold(text))
    assert len(found) == len(lists)
    for (held, stems), own in zip(lists, found, strict=True):
        plain = "|".join(re.escape(w) for w in sorted(set(held), key=lambda w: (-len(w), w))) or "(?!)"
        end = "[a-z0-9]*" if stems else "(?![a-z0-9])"
        regex = re.compile(rf"(?<![a-z0-9])(?:{plain}){end}")
        assert [(hit.start, hit.end) for hit in own] == [m.span() for m in regex.finditer(text.replace("-", " "))]


@pytest.mark.parametrize("name", ["month", "preposition", "finite", "number-word", "regarding-before", "summit-place"])
def test_a_list_as_a_tree_takes_the_longest_of_its_words(name: str) -> None:
    flat = sorted(meanings(name), key=lambda w: (-len(w), w))
    text = "; ".join(meanings(name)) + " " + "".join(meanings(name))
    plain = re.compile("|".join(re.sub(r"(?:\\ )+", r"\\s+", re.escape(w)) for w in flat))
    assert len(flat) > 2
    assert [m.span() for m in re.finditer(alternation(name), text)] == [m.span() for m in plain.finditer(text)]
