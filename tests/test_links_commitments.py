"""Every commitment has one outcome: kept, open, silent or no report."""

from __future__ import annotations

from typing import Any

import found_links
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_letters import Collection, Letter, collect, pad

from navograaf.links.model import Link

OCTOBER, FEBRUARY = "nato-dmm-2030-10-10", "nato-dmm-2031-02-12"
MEETING = f"https://w3id.org/navograaf/id/meeting/{OCTOBER}"
PAPER = "https://w3id.org/navograaf/id/kamerstuk/28676-901"


def find(collection: Collection, steps: int = 1) -> list[Link]:
    return found_links.find(collection, "commitments", steps)


def agenda() -> Letter:
    letter = pad(Letter("agenda", "agenda", OCTOBER, paper="28676-900"))
    letter.say("De brugverkenning brengt de zwakke bruggen in kaart.", "document/brugverkenning")
    return letter


def promise(letter: Letter, words: str, *named: str, **more: Any) -> str:
    letter.say(words, *named)
    return letter.state("commitment", **more)


def outcome(collection: Collection) -> Link:
    links = find(collection)
    assert len(links) == 1
    return links[0]


def test_a_promise_is_kept_by_a_later_letter_that_says_so_and_cites_the_paper() -> None:
    first, report = agenda(), pad(Letter("report", "report", OCTOBER))
    made = promise(first, "De brugverkenning wordt na afloop van de bijeenkomst met uw Kamer gedeeld.")
    told = report.say("De brugverkenning over bruggen is met uw Kamer gedeeld.", "kamerstuk/28676-901")
    link = outcome(collect(first, report))
    assert (link.source, link.outcome, link.report) == (made, "silent", report.iri)  # one shared word is too little
    first, report = agenda(), pad(Letter("report", "report", OCTOBER))
    words = "De brugverkenning wordt na afloop van de bijeenkomst met uw Kamer gedeeld."
    made = promise(first, words, "document/brugverkenning")
    told = report.say("De brugverkenning is met uw Kamer gedeeld.", "document/brugverkenning", "kamerstuk/28676-901")
    link = outcome(collect(first, report))
    assert (link.source, link.outcome, link.targets) == (made, "kept", (PAPER, told))
    assert link.report == report.iri and link.confidence == "high"


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        ("De brugverkenning is nog niet met uw Kamer gedeeld.", ()),
        ("De brugverkenning wordt met uw Kamer gedeeld.", ()),
        ("De brugverkenning is op 3 mei 2030 met uw Kamer gedeeld.", ()),
        ("De brugverkenning is met uw Kamer gedeeld.", ("kamerstuk/28676-899",)),
        ("De brugverkenning is met de bondgenoten gedeeld.", ()),
    ],
)
def test_what_is_not_done_or_was_done_before_keeps_no_promise(words: str, cited: tuple[str, ...]) -> None:
    first, report = agenda(), pad(Letter("report", "report", OCTOBER))
    said = "De brugverkenning wordt na afloop van de bijeenkomst met uw Kamer gedeeld."
    promise(first, said, "document/brugverkenning", meeting=MEETING)
    report.say(words, "document/brugverkenning", *cited)
    assert outcome(collect(first, report)).outcome == "silent"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("De brugverkenning over bruggen is met uw Kamer gedeeld.", "links.commitments-done"),
        ("Conform mijn toezegging volgt de brugverkenning over bruggen.", "links.commitments-promised"),
        ("Hierbij bied ik u de brugverkenning over bruggen aan.", "links.commitments-here"),
    ],
)
def test_a_kept_promise_names_the_rule_that_tells_it(words: str, rule: str) -> None:
    first, report = agenda(), pad(Letter("report", "report", OCTOBER))
    promise(first, "Uw Kamer ontvangt de brugverkenning over bruggen.", "document/brugverkenning")
    report.say(words, "document/brugverkenning")
    link = outcome(collect(first, report))
    assert (link.outcome, link.rule) == ("kept", rule)


@pytest.mark.parametrize(("cited", "expected"), [("kenmerk/BS2030001", "silent"), ("kenmerk/BS2030002", "kept")])
def test_a_paper_that_was_cited_before_keeps_no_promise(cited: str, expected: str) -> None:
    first, report = agenda(), pad(Letter("report", "report", OCTOBER))
    first.say("Zie ook de eerdere nota.", "kenmerk/BS2030001")
    said = "De brugverkenning wordt na afloop van de bijeenkomst met uw Kamer gedeeld."
    promise(first, said, "document/brugverkenning", meeting=MEETING)
    report.say("De brugverkenning is met uw Kamer gedeeld.", "document/brugverkenning", cited)
    assert outcome(collect(first, report)).outcome == expected


def test_a_letter_that_came_before_keeps_no_promise() -> None:
    first, later = agenda(), pad(Letter("later", "agenda", FEBRUARY))
    first.say("De brugverkenning over bruggen is met uw Kamer gedeeld.", "document/brugverkenning")
    promise(later, "Uw Kamer ontvangt de brugverkenning over bruggen.", "document/brugverkenning")
    assert outcome(collect(first, later)).outcome == "open"


def test_a_question_of_a_party_keeps_no_promise() -> None:
    first, asked = agenda(), pad(Letter("asked", "questions", OCTOBER))
    said = "De brugverkenning wordt na afloop van de bijeenkomst met uw Kamer gedeeld."
    promise(first, said, "document/brugverkenning", meeting=MEETING)
    asked.say("Deze leden vragen waarom de brugverkenning met de Kamer is gedeeld.", "document/brugverkenning")
    asked.state("question", numbers=("1",))
    assert outcome(collect(first, asked)).outcome == "no report"


def test_a_promise_to_tell_in_the_report_is_kept_by_the_report_that_does() -> None:
    first, report = agenda(), pad(Letter("report", "report", OCTOBER))
    first.say("De inzet van missie Noordster wordt herzien door een duikteam.", "mission/NOORD")
    said = "Uw Kamer wordt daarover in het verslag van de bijeenkomst geïnformeerd."
    promise(first, said, meeting=MEETING)
    told = report.say("Het duikteam van missie Noordster wordt herzien.", "mission/NOORD")
    report.say("Missie Zuidster gaat door.", "mission/ZUID")
    link = outcome(collect(first, report))
    assert (link.outcome, link.targets, link.report) == ("kept", (told,), report.iri)
    silent = outcome(collect(first, pad(Letter("report", "report", OCTOBER))))
    assert (silent.outcome, silent.targets, silent.report) == ("silent", (), report.iri)
    missing = outcome(collect(first, pad(Letter("report", "report", FEBRUARY))))
    assert (missing.outcome, missing.targets, missing.report) == ("no report", (), "")


def test_the_promised_report_itself_keeps_the_promise() -> None:
    first = agenda()
    promise(first, "Na afloop ontvangt uw Kamer een verslag.", meeting=MEETING)
    assert outcome(collect(first)).outcome == "no report"
    link = outcome(collect(first, Letter("report", "report", OCTOBER, paper="28676-901")))
    assert (link.outcome, link.targets) == ("kept", (PAPER,))


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        ("Zodra het besluit er is, ontvangt uw Kamer een brief.", {"due": "Zodra het besluit er is"}, "open"),
        ("Mocht dit veranderen, dan wordt uw Kamer geïnformeerd.", {"conditional": True}, "open"),
        ("Uw Kamer wordt hierover geïnformeerd.", {}, "open"),
        ("Uw Kamer ontvangt de nota in 2033.", {"date": "2033"}, "open"),
        ("Uw Kamer ontvangt de nota in november.", {"date": "2030-11"}, "no report"),
        ("Hierbij zend ik uw Kamer de nota.", {}, "kept"),
    ],
)
def test_what_has_no_answer_is_open_until_it_was_due(words: str, more: dict[str, Any], expected: str) -> None:
    first, later = agenda(), pad(Letter("later", "agenda", FEBRUARY))
    promise(first, words, **more)
    assert outcome(collect(first, later)).outcome == expected


def test_a_sentence_that_tells_of_fulfilment_is_kept_by_the_paper_that_it_cites() -> None:
    first = agenda()
    promise(first, "De nota over bruggen is met uw Kamer gedeeld.", "kamerstuk/28676-901")
    link = outcome(collect(first))
    assert (link.outcome, link.targets) == ("kept", (PAPER,))


def test_hostile_words_cost_little_and_break_nothing() -> None:
    first = agenda()
    promise(first, "Hierbij " + "is uw Kamer zal wordt gedeeld dat " * 400, "kamerstuk/" + "9" * 300)
    assert len(find(collect(first))) == 1


def everything() -> list[Letter]:
    first, report, later = (
        agenda(),
        pad(Letter("report", "report", OCTOBER)),
        pad(Letter("later", "agenda", FEBRUARY)),
    )
    promise(first, "De brugverkenning wordt na de bijeenkomst met uw Kamer gedeeld.", "document/brugverkenning")
    promise(first, "Uw Kamer wordt over bruggen in het verslag van de bijeenkomst geïnformeerd.", meeting=MEETING)
    promise(report, "Uw Kamer ontvangt de nota zodra deze gereed is.")
    for letter in (report, later):
        letter.say("De brugverkenning is met uw Kamer gedeeld.", "document/brugverkenning", "kamerstuk/28676-901")
    return [first, report, later]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_letters_changes_nothing(seed: int) -> None:
    assert find(collect(*everything(), seed=seed), steps=2) == find(collect(*everything()))
    assert len(find(collect(*everything()))) == 3


@pytest.mark.parametrize("number", ["902", "2147483648", "9" * 30])
def test_a_paper_of_any_number_keeps_a_promise(number: str) -> None:
    letter, report = agenda(), pad(Letter("report", "report", OCTOBER))
    promise(letter, "Uw Kamer ontvangt de brugverkenning over bruggen.", "document/brugverkenning")
    report.say(
        "De brugverkenning over bruggen is met uw Kamer gedeeld.",
        *("document/brugverkenning", f"kamerstuk/28676-{number}"),
    )
    found = outcome(collect(letter, report))
    assert found.outcome == "kept"
    assert f"https://w3id.org/navograaf/id/kamerstuk/28676-{number}" in found.targets
