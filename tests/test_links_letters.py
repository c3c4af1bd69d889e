"""A reference to another letter of the collection is joined to it where exactly one letter fits."""

from __future__ import annotations

import found_links
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_letters import Collection, Letter, collect

from navograaf.links.model import Link

JUNE, OCTOBER = "nato-dmm-2030-06-12", "nato-dmm-2030-10-10"


def find(collection: Collection, steps: int = 1) -> list[Link]:
    return found_links.find(collection, "letters", steps)


def shelf() -> dict[str, Letter]:
    return {
        "june-report": Letter("june-report", "report", JUNE, "2030-06-13", "2030-06-20", "28676-890"),
        "agenda": Letter("agenda", "agenda", OCTOBER, "2030-10-11", "2030-10-01"),
        "asked": Letter("asked", "questions", OCTOBER, "2030-10-11", "2030-10-07"),
        "report": Letter("report", "report", OCTOBER, "2030-10-11", "2030-10-20", "28676-901"),
        "letter": Letter("letter", "letter", date="2030-05-03", paper="28676-880"),
    }


@pytest.mark.parametrize(
    ("citing", "words", "named", "cited"),
    [
        ("agenda", "Dit is eerder gemeld.", ("kamerstuk/28676-890",), "june-report"),
        ("asked", "Dat staat in de geannoteerde agenda.", (), "agenda"),
        ("asked", "Daarop komt het verslag van de bijeenkomst terug.", (), "report"),
        ("asked", "In het verslag van de vorige bijeenkomst staat dat.", (), "june-report"),
        ("agenda", "Zie het verslag van de bijeenkomst van 12 en 13 juni 2030.", (), "june-report"),
        ("agenda", "Zie het verslag van de bijeenkomst van de ministers in juni 2030.", (), "june-report"),
        ("report", "In mijn brief van 3 mei 2030 staat meer.", (), "letter"),
        ("report", "Tijdens het schriftelijk overleg is dit gevraagd, zie het schriftelijk overleg.", (), "asked"),
    ],
)
def test_a_letter_is_found_by_number_or_description(
    citing: str, words: str, named: tuple[str, ...], cited: str
) -> None:
    letters = shelf()
    source = letters[citing].say(words, *named)
    links = find(collect(*letters.values()))
    assert [(link.source, link.targets) for link in links] == [(source, (letters[cited].iri,))]


@pytest.mark.parametrize(
    ("citing", "words", "named"),
    [
        ("agenda", "Hierbij ontvangt u de geannoteerde agenda.", ()),
        ("report", "Dit verslag heeft nummer 901.", ("kamerstuk/28676-901",)),
        ("asked", "Zie het verslag van de bijeenkomst van 3 april 2030.", ()),
        ("asked", "Zie het verslag van de Raad Buitenlandse Zaken.", ()),
        ("asked", "Zie uw brief van 3 mei 2030.", ()),
        ("asked", "Zie mijn brief van 4 mei 2030.", ()),
        ("agenda", "Zie het verslag van de bijeenkomst van 12 en 13 juni 2030.", ("kamerstuk/28676-700",)),
        ("asked", "Zie het verslag van een schriftelijk overleg.", ()),
    ],
)
def test_what_is_another_paper_or_the_letter_itself_makes_no_link(
    citing: str, words: str, named: tuple[str, ...]
) -> None:
    letters = shelf()
    letters[citing].say(words, *named)
    assert find(collect(*letters.values())) == []


def test_two_letters_that_fit_make_no_link() -> None:
    letters = shelf()
    letters["asked"].say("Dat staat in de geannoteerde agenda.")
    second = Letter("second", "agenda", OCTOBER, "2030-10-11")
    assert find(collect(*letters.values(), second)) == []


def test_the_meeting_before_is_not_one_of_long_ago() -> None:
    old, asked = Letter("old", "report", "nato-dmm-2029-02-12"), Letter("asked", "questions", OCTOBER)
    asked.say("In het verslag van de vorige bijeenkomst staat dat.")
    assert find(collect(old, asked)) == []


def test_hostile_words_break_nothing() -> None:
    letters = shelf()
    letters["asked"].say("het verslag van " * 2000 + "31 februari 2030", "kamerstuk/", "kamerstuk/%00-1")
    assert find(collect(*letters.values())) == []


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_letters_changes_nothing(seed: int) -> None:
    letters = shelf()
    letters["asked"].say("Dat staat in de geannoteerde agenda.", "kamerstuk/28676-890")
    letters["report"].say("In mijn brief van 3 mei 2030 staat meer.")
    made = find(collect(*letters.values()))
    assert len(made) == 3
    assert find(collect(*letters.values(), seed=seed), steps=2) == made
