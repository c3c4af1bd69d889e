"""Topics: a heading makes a section, two sentences make a paragraph, an enumeration only lists."""

from __future__ import annotations

import pytest

from navograaf.findings.extract import extract
from navograaf.findings.model import Findings
from navograaf.letters.reading import from_bytes

LONG = "Zo was het oordeel van de bondgenoten die deze week in de stad bijeen waren gekomen. "


def found(text: str) -> Findings:
    return extract(from_bytes(f"{text}\n".encode(), "brief.txt"))


def depths(text: str) -> dict[str, set[str]]:
    return {t.id: {str(m.depth) for m in t.mentions} for t in found(text).topics}


def test_a_heading_makes_its_section_about_the_topic() -> None:
    text = f"Lastenverdeling\n{LONG}\n\n{LONG}\n"
    made = found(text)
    (topic,) = [t for t in made.topics if t.id == "burden-sharing"]
    (passage,) = topic.mentions
    assert passage.depth == "substantive"
    assert (passage.start, passage.end) == (made.sections[0].body_start, made.sections[0].body_end)


@pytest.mark.parametrize(
    ("text", "topic", "depth"),
    [
        ("Over cyberverdediging werd lang gesproken. " + LONG + "De cyberverdediging groeit.", "cyber-defence", "substantive"),
        (LONG * 3 + "Ook kwamen cyberverdediging, weerbaarheid, kernwapens en ruimtevaart kort langs. " + LONG, "cyber-defence", "listed"),
        (LONG * 3 + "De wapenbeheersing verdient volgens Nederland meer aandacht. " + LONG, "arms-control", "substantive"),
    ],
)  # fmt: skip
def test_how_deep_a_topic_goes(text: str, topic: str, depth: str) -> None:
    assert depths(text)[topic] == {depth}


def test_a_weak_word_alone_makes_no_topic() -> None:
    assert "burden-sharing" not in depths("De lasten zijn hoog. " + LONG)


def test_a_question_and_its_answer_are_one_unit() -> None:
    text = f"Vraag 1\nHoe staat het met de weerbaarheid?\n\nAntwoord\n{LONG}Weerbaarheid heeft aandacht.\n\nVraag 2\nEn dan?\n\nAntwoord\nDan ook.\n"
    (topic,) = [t for t in found(text).topics if t.id == "resilience"]
    (passage,) = topic.mentions
    assert passage.surface.startswith("Hoe staat") and passage.surface.endswith("aandacht.")


def test_a_topic_that_implies_its_parent_counts_as_both() -> None:
    made = depths("KFOR blijft in Kosovo. De rust in Kosovo is broos.")
    assert made["kosovo"] == made["operations-and-missions"] == {"substantive"}


def test_passages_of_a_topic_do_not_lie_in_each_other() -> None:
    text = f"Weerbaarheid\nWeerbaarheid is nodig. Meer weerbaarheid ook. {LONG}\n\nDe weerbaarheid groeit."
    (topic,) = [t for t in found(text).topics if t.id == "resilience"]
    spans = [(m.start, m.end) for m in topic.mentions]
    assert all(not (a != b and a[0] <= b[0] and b[1] <= a[1]) for a in spans for b in spans)


def test_a_word_that_begins_with_a_stem_names_the_topic() -> None:
    words = {m.surface for t in found("Nederland wil een kernwapenvrije zone.").topic_terms for m in t.mentions}
    assert "kernwapenvrije" in words


def test_a_larger_mission_is_no_larger_alliance() -> None:
    def topics(text: str) -> set[str]:
        return {term.id for term in found(text).topic_terms}

    for word in ("NAVO-missie", "NAVO missie", "NAVO-inzet"):
        assert "nato-enlargement" not in topics(f"Gesproken wordt over de uitbreiding van de {word} in Irak.")
    assert "nato-enlargement" in topics("Gesproken wordt over de uitbreiding van de NAVO met Montenegro.")


def test_a_country_in_a_list_of_countries_is_not_what_is_spoken_of() -> None:
    assert "ukraine" not in depths("De troepen komen uit België, Oekraïne, Letland en Noorwegen. " + LONG)
    assert depths("De troepen blijven in Oekraïne. " + LONG)["ukraine"] == {"substantive"}


def test_a_topic_goes_on_until_another_is_named() -> None:
    first = "De Kamer vroeg naar de wapenbeheersing. "
    text = f"{LONG}{first}{LONG}De evacuatie is voltooid. {LONG * 5}"
    spans = {t.id: [m.surface for m in t.mentions] for t in found(text).topics}
    assert spans["arms-control"] == [(first + LONG).strip()]
    assert spans["evacuation-and-resettlement"][0].startswith("De evacuatie is voltooid.")


def test_a_heading_with_two_topics_shares_its_section() -> None:
    text = f"{LONG}\n\nAfghanistan en Irak\n\nAfghanistan blijft onrustig. {LONG}\n\nIrak maakt voortgang. {LONG}\n"
    spans = {t.id: [m.surface for m in t.mentions] for t in found(text).topics}
    assert [s.split()[0] for s in spans["afghanistan"] + spans["iraq"]] == ["Afghanistan", "Irak"]


def test_a_topic_implies_what_it_always_is_about_but_only_when_something_is_said() -> None:
    assert depths("De hybride dreiging neemt toe. Hybride aanvallen volgen.")["resilience"] == {"substantive"}
    named = LONG * 3 + "Ook kwamen sabotage, kernwapens, ruimtevaart en ontwapening langs. "
    assert "resilience" not in depths(named)
