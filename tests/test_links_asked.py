"""A question is joined to the passage of the agenda that it asks about, or to nothing."""

from __future__ import annotations

from collections.abc import Iterable

import found_links
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_letters import Collection, Letter, collect, pad

from navograaf.links.model import Link
from navograaf.links.rarity import Rarity

OCTOBER, FEBRUARY = "nato-dmm-2030-10-10", "nato-dmm-2031-02-12"
BRIDGES = "De bruggen in het zuiden dragen vooralsnog geen zware tanks."


def find(collection: Collection, steps: int = 1) -> list[Link]:
    return found_links.find(collection, "questions", steps)


def agenda(meeting: str = OCTOBER) -> Letter:
    letter = pad(Letter(f"agenda-{meeting}", "agenda", meeting))
    letter.say("De ministers bespreken de Bruggenvisie en haar kosten.", "document/bruggenvisie")
    letter.say(BRIDGES, "topic/mobility")
    return letter


def asked(*questions: tuple[str, tuple[str, ...]]) -> Letter:
    letter = pad(Letter("asked", "questions", OCTOBER))
    for number, (words, named) in enumerate(questions, start=1):
        letter.say(words, *named)
        letter.state("question", numbers=(str(number),))
    return letter


def targets(links: list[Link]) -> list[tuple[str, ...]]:
    return [link.targets for link in links]


def one(words: str, *named: str) -> list[Link]:
    return find(collect(agenda(), asked((words, named))))


def test_words_between_quotation_marks_are_found_in_the_agenda() -> None:
    links = one("Wat betekent «dragen vooralsnog geen zware tanks»?")
    assert targets(links) == [(agenda().sentences[-1].iri,)]
    assert (links[0].confidence, links[0].rule) == ("high", "links.asked-quoted")
    assert one("Wat betekent «dragen voorlopig geen zware tanks»?") == []


def test_a_document_that_one_passage_names_is_enough_with_words() -> None:
    links = one("Deze leden vragen naar de kosten van de Bruggenvisie.", "document/bruggenvisie")
    assert targets(links) == [(agenda().sentences[-2].iri,)]
    assert links[0].confidence == "high"


def test_a_shared_topic_needs_shared_words() -> None:
    assert one("Waarom gaan de ministers niet in op havens?", "topic/mobility") == []
    links = one("Waarom dragen de bruggen in het zuiden geen tanks?", "topic/mobility")
    assert targets(links) == [(agenda().sentences[-1].iri,)]


def test_shared_words_without_a_name_are_too_weak() -> None:
    assert one("Waarom is er lang gepraat?") == []


def test_only_the_agenda_of_the_same_meeting_counts() -> None:
    question = asked(("Deze leden vragen naar de kosten van de Bruggenvisie.", ("document/bruggenvisie",)))
    assert find(collect(agenda(FEBRUARY), question)) == []


def test_hostile_words_break_nothing() -> None:
    assert one("«" * 3000 + "»" * 3000 + "“" + "tank " * 3000) == []


def test_many_questions_about_a_long_agenda_are_compared_with_the_likeliest_passages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A topic that every passage has makes no question be held against all of them."""
    sums: list[int] = []
    plain = Rarity.sum

    def counted(self: Rarity, features: Iterable[str]) -> float:
        sums.append(1)
        return plain(self, features)

    monkeypatch.setattr(Rarity, "sum", counted)
    long, many = Letter("long", "agenda", OCTOBER), Letter("many", "questions", OCTOBER)
    for number in range(600):
        long.say(f"Bruggen en sluizen krijgen pijler{number} en poort{number}.", "topic/mobility")
    for number in range(0, 600, 20):
        many.say(f"Krijgen bruggen en sluizen pijler{number} en poort{number}?", "topic/mobility")
        many.state("question", numbers=(str(number),))
    made = find(collect(long, many))
    assert targets(made) == [(long.sentences[number].iri,) for number in range(0, 600, 20)]
    assert len(sums) < 600 + 30 * 200


def whole() -> Collection:
    return collect(*_letters())


def _letters() -> list[Letter]:
    questions = (
        ("Wat betekent «dragen vooralsnog geen zware tanks»?", ()),
        ("Deze leden vragen naar de kosten van de Bruggenvisie.", ("document/bruggenvisie",)),
        ("Waarom dragen de bruggen in het zuiden geen tanks?", ("topic/mobility",)),
    )
    return [agenda(), agenda(FEBRUARY), asked(*questions)]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_letters_changes_nothing(seed: int) -> None:
    made = find(whole())
    assert len(made) == 3
    assert find(collect(*_letters(), seed=seed), steps=2) == made
