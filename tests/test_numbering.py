"""Numbers that open questions: only in letters that answer, only where they run on from 1 and ask something."""

from __future__ import annotations

import pytest

from navograaf.text.lines import split_lines
from navograaf.text.numbering import question_numbers


def numbering(text: str) -> tuple[list[str], list[str]]:
    flow = tuple(split_lines(text))
    made = question_numbers((), flow)
    bare, inline = (sorted(x.text for x in flow if x.start in starts) for starts in (made.bare, made.inline))
    return bare, inline


def test_bare_numbers_that_run_on_are_found() -> None:
    text = "1\nWaarom?\nAntwoord\nDaarom.\n2 en 3\nHoe?\nEn waar?\nAntwoord\nZo.\n4\nWie?\nAntwoord\nWij.\n"
    assert numbering(text) == (["1", "2 en 3", "4"], [])


def test_a_page_number_or_year_between_them_is_left_alone() -> None:
    text = "1\nWaarom?\nAntwoord\nDaarom.\n17\n2\nHoe?\n2020\nAntwoord\nZo.\n"
    assert numbering(text) == (["1", "2"], [])


def test_numbers_in_the_line_are_found_and_a_list_inside_an_answer_is_not() -> None:
    text = "1. Waarom is dat?\nAntwoord\nOm:\n1. geld;\n2) Tijd.\n2. Hoe is dat?\nAntwoord\nZo.\n3. Wie doet dat?\n"
    bare, inline = numbering(text)
    assert bare == []
    assert {"1. Waarom is dat?", "3. Wie doet dat?"} <= set(inline)


@pytest.mark.parametrize(
    "text",
    [
        "1\nWaarom?\n2\nHoe?\n",  # nobody answers
        "1\nDe kosten.\n2\nDe baten.\n3\nHet saldo.\nAntwoord\n",  # nothing is asked
        "1\nWaarom?\nAntwoord\nDaarom.\n",  # one number is no run
        "4\nWaarom?\nAntwoord\n5\nHoe?\n",  # does not begin at 1
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert numbering(text) == ([], [])
