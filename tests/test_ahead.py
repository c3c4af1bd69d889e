"""Whether a sentence looks ahead. The rules' own examples are run with all rules."""

from __future__ import annotations

import pytest

from navograaf.answers.ahead import looks_ahead


@pytest.mark.parametrize("kind", ["agenda", "questions", "report", "letter"])
def test_the_future_is_ahead_in_every_letter(kind: str) -> None:
    assert looks_ahead("De brigade zal in mei oefenen.", kind)
    assert not looks_ahead("De brigade oefende in mei.", kind)


def test_the_present_of_a_session_is_ahead_in_an_agenda_alone() -> None:
    words = "De ministers spreken over de voorraden."
    assert looks_ahead(words, "agenda")
    assert not looks_ahead(words, "report")
