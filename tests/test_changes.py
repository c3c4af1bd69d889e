"""What changed between letters: repeated, reworded with the differing words, new, not said again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from answer_samples import AGENDA, REPORT, SILENT, entry
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.answers.changes import compared, dropped
from navograaf.answers.collection import LetterCard
from navograaf.answers.entries import Entry
from navograaf.answers.occasions import no_longer_said, occasions
from navograaf.answers.statements import Statement

FILLER = (
    "De haven van Rotterdam krijgt een nieuwe kade.",
    "Over de brug bij Nijmegen wordt nog gesproken.",
    "Een schip met voorraden vertrok naar het noorden.",
    "Drie bataljons oefenden deze zomer in Litouwen.",
    "Het budget voor onderhoud groeide met vijf procent.",
)


def line(letter: LetterCard, start: int, quote: str, **more: Any) -> Entry:
    return entry(letter, start, quote, **more)


def filler(letter: LetterCard) -> list[Entry]:
    return [line(letter, 1000 + 100 * number, text) for number, text in enumerate(FILLER)]


def test_the_same_words_are_repeated_whatever_the_spacing() -> None:
    new = compared([line(AGENDA, 5, "De missie groeit in omvang."), line(REPORT, 9, "De  missie groeit in om vang.")])[
        1
    ]
    assert new.change is not None
    assert (new.change.kind, new.change.place, new.change.added) == ("repeated", "28676-333:5-32", ())


def test_similar_words_are_reworded_and_the_differing_ones_marked_in_both() -> None:
    old = "De ministers stellen naar verwachting het plan voor luchtverdediging vast."
    words = "De ministers stelden unaniem het plan voor luchtverdediging vast."
    found = compared([line(AGENDA, 0, old), *filler(AGENDA), line(REPORT, 0, words)])[-1]
    assert found.change is not None and found.change.kind == "reworded"
    assert [found.quote[slice(*span)] for span in found.change.added] == ["stelden unaniem"]
    assert [found.change.quote[slice(*span)] for span in found.change.removed] == ["stellen naar verwachting"]
    assert found.change.quote == old


def test_an_inflected_word_is_alike_but_marked_as_differing() -> None:
    old, words = "Twee bataljons oefenen samen in het noorden.", "Twee bataljon oefenen samen in het noorden."
    found = compared([line(AGENDA, 0, old), *filler(AGENDA), line(REPORT, 0, words)])[-1]
    assert found.change is not None
    assert [found.quote[slice(*span)] for span in found.change.added] == ["bataljon"]


def test_sentences_that_share_only_small_words_are_new() -> None:
    old = "De ministers spraken over de toekomst van de vloot in het noorden."
    words = "De ministers spraken over de kosten van de brug in het zuiden en over de haven van Rotterdam."
    assert compared([line(AGENDA, 0, old), *filler(AGENDA), line(REPORT, 0, words)])[-1].change is None


def test_a_sentence_is_compared_with_earlier_letters_only() -> None:
    same = "De missie groeit in omvang en in aantal."
    first, second = compared([line(AGENDA, 0, same), line(AGENDA, 50, same)])
    assert first.change is second.change is None
    again = compared([line(AGENDA, 0, same), line(SILENT, 0, same), line(REPORT, 0, same)])
    assert [one.change.letter.id if one.change else None for one in again] == [None, "28676-333", "002"]


def test_a_sentence_about_another_subject_is_no_earlier_one() -> None:
    same = "De missie groeit in omvang en in aantal."
    other = line(AGENDA, 0, same, about=("mission/KFOR",))
    assert compared([other, line(REPORT, 0, same)])[1].change is None
    assert compared([replace(other, about=("mission/KFOR", "mission/NMI")), line(REPORT, 0, same)])[1].change


def asked(letter: LetterCard, start: int, quote: str) -> Entry:
    one = Statement(f"x:q{start}", "question", start, start + len(quote), "", {"questionNumber": ("1",)})
    return line(letter, start, quote, asked=(one,))


def test_questions_are_compared_with_questions_alone() -> None:
    """A member who quotes the minister rewords nothing, and the minister does not reword a member."""
    same = "De missie groeit dit najaar in omvang en in aantal."
    assert compared([line(AGENDA, 0, same), *filler(AGENDA), asked(REPORT, 0, same)])[-1].change is None
    assert compared([asked(AGENDA, 0, same), *filler(AGENDA), line(REPORT, 0, same)])[-1].change is None
    nearly = same.replace("dit najaar", "dit voorjaar")
    assert compared([line(AGENDA, 0, same), *filler(AGENDA), asked(REPORT, 0, nearly)])[-1].change is None
    again = compared([asked(AGENDA, 0, same), line(AGENDA, 90, same), *filler(AGENDA), asked(REPORT, 0, nearly)])[-1]
    assert again.change is not None and (again.change.kind, again.change.start) == ("reworded", 0)


WORDS = st.lists(st.sampled_from(["vloot", "kade", "brug", "haven", "plan", "groeit", "de", "in"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), WORDS), max_size=14))
def test_every_change_names_an_earlier_letter_and_marks_words_of_both(rows: list[tuple[int, list[str]]]) -> None:
    letters = [replace(AGENDA, iri=f"{AGENDA.iri}{n}", id=f"l{n}") for n in range(4)]
    given_ = [
        line(letters[n], at, " ".join(words) or "x") for at, (n, words) in enumerate(sorted(rows, key=lambda r: r[0]))
    ]
    found = compared(given_)
    assert [replace(one, change=None) for one in found] == given_
    assert found == compared(given_)
    for one in found:
        if one.change:
            assert one.change.letter.id < one.letter.id
            assert (one.change.kind == "repeated") == ("".join(one.quote.split()) == "".join(one.change.quote.split()))
            for text, spans in ((one.quote, one.change.added), (one.change.quote, one.change.removed)):
                assert all(0 <= start < end <= len(text) for start, end in spans)
                assert all(text[start:end] == text[start:end].strip() for start, end in spans)


def decided(letter: LetterCard, start: int, quote: str) -> Entry:
    one = Statement(f"x:{start}", "decision", start, start + 1, "", {"status": ("taken",)})
    return line(letter, start, quote, statements=(one,))


def test_what_has_no_counterpart_is_dropped_and_of_those_alike_the_last_is_told() -> None:
    gone, kept = "De vloot blijft tot het najaar in de haven.", "De brigade krijgt vijftig nieuwe voertuigen erbij."
    before = compared([line(AGENDA, 0, gone), line(AGENDA, 100, kept), line(SILENT, 200, gone)])
    now = [line(REPORT, 0, "De brigade krijgt vijftig nieuwe voertuigen."), *filler(REPORT)]
    assert [(one.letter.id, one.start) for one in dropped(before, now)] == [("002", 200)]


def test_only_what_was_decided_planned_or_held_is_told_as_not_said_again() -> None:
    before = [
        line(AGENDA, 0, "De vloot blijft in de haven."),
        decided(AGENDA, 100, "De brigade krijgt nieuwe voertuigen."),
    ]
    (gone,) = no_longer_said([*before, line(REPORT, 0, "Het weer was goed.")])
    assert [one.start for one in gone.entries] == [100]
    assert gone.meeting == REPORT.meeting and gone.since == AGENDA.meeting
    assert no_longer_said([*before, line(REPORT, 0, "De brigade krijgt nieuwe voertuigen.")]) == ()


@pytest.mark.parametrize(
    ("kind", "facts", "told"),
    [
        ("decision", {"status": ("taken",)}, True),
        ("decision", {"status": ("expected",)}, True),
        ("position", {}, True),
        ("commitment", {}, True),
        ("quantity", {"value": ("5",)}, False),
    ],
)
def test_a_sentence_that_looks_ahead_is_told_only_with_what_somebody_decides_holds_or_promises(
    kind: str, facts: dict[str, tuple[str, ...]], told: bool
) -> None:
    talk = line(AGENDA, 0, "De Ministers spreken morgen over de vloot.", ahead=True)
    said = replace(talk, start=90, end=130, statements=(Statement("x:s", kind, 90, 130, "", facts),))
    after = line(REPORT, 0, "Het weer was goed.")
    assert talk.kind == "plan" and no_longer_said([talk, after]) == ()
    assert [one.entries[0].start for one in no_longer_said([said, after])] == [90] * told


def test_letters_about_no_meeting_neither_drop_nor_are_dropped_from() -> None:
    assert no_longer_said([decided(AGENDA, 0, "De vloot vaart uit."), line(SILENT, 0, "Het weer was goed.")]) == ()


def test_occasions_have_silent_letters_in_their_place_and_dates_that_do_not_run_backwards() -> None:
    mute = replace(REPORT, iri=f"{REPORT.iri}-mute", id="mute", kind="agenda")
    found = occasions([line(AGENDA, 0, "Een."), line(REPORT, 0, "Twee.")], [SILENT, mute])
    assert [one.date for one in found] == ["2020-02-12", "2020-06-01", "2021-10-22"]
    assert [one.silent for one in found] == [False, True, False]
    assert [(card.id, len(own)) for card, own in found[2].letters] == [("mute", 0), ("001", 1)]
