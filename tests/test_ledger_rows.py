"""Rows of the ledger that are read alone are those that are read with all others."""

from __future__ import annotations

from ledger_letters import ledger_store

from navograaf.answers.collection import letters
from navograaf.answers.ledger_rows import has_outcomes, read


def test_the_row_of_one_statement_is_that_of_the_whole_ledger() -> None:
    store = ledger_store()
    cards = letters(store)
    had = [card.iri for card in cards]
    rows, chains = read(store, cards, had)
    assert len(rows) >= 5
    assert len(chains) == 2
    for row in rows:
        alone, followed = read(store, cards, had, [row.spot.iri])
        assert row in alone
        assert followed == tuple(chain for chain in chains if row in chain.items)
        if not row.thread:
            assert alone == (row,)


def test_nothing_asked_for_gives_no_rows() -> None:
    store = ledger_store()
    cards = letters(store)
    assert read(store, cards, [card.iri for card in cards], []) == ((), ())


def test_outcomes_are_told_of_the_letters_at_hand_alone() -> None:
    linked, alone = ledger_store(), ledger_store(links=False)
    cards = letters(linked)
    had = [card.iri for card in cards]
    assert has_outcomes(linked, cards, had)
    assert not has_outcomes(alone, cards, had)
    assert has_outcomes(alone, cards, [])
