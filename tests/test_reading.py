"""The text station: the view gives its characters back, and blocks and notes are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.letters.model import Letter
from navograaf.letters.reading import from_bytes, read_letter
from navograaf.text.reading import Text, read_text

SEEDS = sorted(Path("seeds/letters").glob("*.txt")) or sorted(
    (Path(__file__).parent.parent / "seeds" / "letters").glob("*.txt")
)


def letter(text: str) -> Letter:
    return from_bytes(text.encode(), "brief.txt")


def blocks(text: str) -> list[tuple[str, str]]:
    made = read_text(letter(text))
    return [(b.kind, made.view.text[b.start : b.end]) for b in made.blocks]


def assert_law(made: Text) -> None:
    view, raw = made.view, made.letter.raw
    assert len(view.text) == len(view.origin) == len(view.folded)
    for i, char in enumerate(view.text):
        if not char.isspace():
            assert raw[view.origin[i]] == char
    places = {origin: i for i, origin in enumerate(view.origin)}  # of two with one origin the last counts
    assert [view.place(at) for at in range(len(raw))] == [places.get(at) for at in range(len(raw))]


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_every_character_of_the_view_stands_at_its_origin(path: Path) -> None:
    assert_law(read_text(read_letter(path)))


def test_there_are_five_seed_letters() -> None:
    assert len(SEEDS) == 5


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB é-\n .1;:,NAVO’\t\f®"), min_size=1, max_size=300).filter(
        lambda t: t.strip(" \n\t\f")
    )
)
def test_the_law_holds_for_any_text(text: str) -> None:
    made = read_text(letter(text))
    assert_law(made)
    for sentence in made.sentences:
        start, end = made.view.raw_span(sentence.start, sentence.end)
        assert 0 <= start < end <= len(text)


def test_a_heading_is_a_short_line_that_ended_on_purpose() -> None:
    text = (
        "Hierbij ontvangt u de agenda voor de bijeenkomst van de ministers, die in de stad\n"
        "Brussel zal plaatsvinden en waarop de lasten worden besproken door de ministers.\n\n"
        "Lasten\nAlle aspecten komen aan de orde tijdens de bijeenkomst, zo is de verwachting van\n"
        "het kabinet, dat hieraan hecht.\n"
    )
    assert [kind for kind, _ in blocks(text)] == ["text", "heading", "text"]
    assert blocks(text)[1][1] == "Lasten"


def test_a_footnote_leaves_the_sentence_that_it_interrupts() -> None:
    text = (
        "De minister heeft dit vorig jaar al gemeld.1 Het onderwerp raakt alle terreinen en daarom ook\n\n"
        "1 Kenmerk 2019D11111\n waarop het bondgenootschap actief is en blijft in de komende jaren, zo meent zij.\n"
    )
    made = blocks(text)
    assert made[-1] == ("footnote", "1 Kenmerk 2019D11111")
    assert "gemeld. Het onderwerp raakt alle terreinen en daarom ook waarop het bondgenootschap" in made[0][1]


def test_a_numbered_list_is_no_footnote() -> None:
    text = "De punten zijn:\n\n1 Inleiding van het stuk\n\nHet stuk begint hier en gaat dan verder.\n"
    assert not read_text(letter(text)).notes


def test_page_furniture_is_kept_apart() -> None:
    text = "De zin loopt door op de\n\nTweede Kamer, vergaderjaar 2020–2021, 28 676, nr. 346 2\n volgende bladzijde van de brief aan de leden.\n"
    made = read_text(letter(text))
    assert [line.text for line in made.footers] == ["Tweede Kamer, vergaderjaar 2020–2021, 28 676, nr. 346 2"]
    assert "vergaderjaar" not in made.view.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "28 676 NAVO\nNr. 12 BRIEF VAN DE MINISTER VAN DEFENSIE\nDen Haag, 3 mei 2012\nHierbij zend ik u het verslag.\n",
            3,
        ),
        ("Datum 3 mei 2012\nBetreft: Verslag van de top\nGeachte voorzitter,\nHierbij zend ik u het verslag.\n", 3),
        ("Hierbij zend ik u het verslag.\n", 0),
    ],
)
def test_the_letterhead_is_told_from_the_text(text: str, expected: int) -> None:
    assert [kind for kind, _ in blocks(text)].count("letterhead") == expected


@pytest.mark.parametrize(
    "ending",
    [
        "De Minister van Defensie,\nJ.A. Hennis-Plasschaert\n",
        "DE MINISTER VAN DEFENSIE\n\nDrs. H.G.J. Kamp\n",
        "Hoogachtend,\n\nDe minister van Defensie,\n\nE. van Middelkoop\n",
        "De Minister van Buitenlandse Zaken, W.B. Hoekstra\n",
    ],
)
def test_a_signature_is_no_heading(ending: str) -> None:
    made = blocks("Hierbij zend ik u het verslag van de bijeenkomst in de stad Brussel van deze week.\n\n" + ending)
    assert {kind for kind, _ in made[1:]} == {"signature"}


def test_a_table_of_contents_is_no_text() -> None:
    text = (
        "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nInhoudsopgave\nI Vragen en opmerkingen vanuit de fracties 2\n"
        "II Reactie van de minister 5\nI Vragen en opmerkingen vanuit de fracties\n"
        "De leden van de VVD-fractie danken de minister voor de brief.\nII Reactie van de minister\nDank voor de vragen.\n"
    )
    kinds = [kind for kind, _ in blocks(text)]
    assert kinds == ["letterhead"] * 4 + ["heading", "text", "heading", "text"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("aBcé -\n .;,"), min_size=1, max_size=300).filter(lambda t: t.strip()))
def test_no_word_of_a_letter_without_page_furniture_is_lost(text: str) -> None:
    made = read_text(letter(text))
    kept = {at for i, at in enumerate(made.view.origin) if not made.view.text[i].isspace()}
    hyphens = {h.at for h in made.view.hyphens}
    assert {i for i, char in enumerate(text) if not char.isspace()} <= kept | hyphens
