"""Clauses: where a sentence is cut, what hangs on what, and which pieces belong together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.findings.clauses import clauses_of, helping_verbs
from navograaf.findings.layout import Layout
from navograaf.letters.reading import from_bytes
from navograaf.text.reading import read_text

CASES: list[tuple[str, list[tuple[str, str]]]] = [
    ("De raad keurde het plan goed.", [("main", "De raad keurde het plan goed.")]),
    (
        "De minister meldde dat het schip vertrekt.",
        [("main", "De minister meldde"), ("that", "dat het schip vertrekt.")],
    ),
    (
        "Gevraagd is om de bijdrage te verhogen.",
        [("main", "Gevraagd is"), ("purpose", "om de bijdrage te verhogen.")],
    ),
    (
        "De missie, die in mei begon, is verlengd.",
        [("main", "De missie is verlengd."), ("relative", "die in mei begon")],
    ),
    (
        "Mocht het mandaat aflopen, dan wordt de inzet beëindigd.",
        [("condition", "Mocht het mandaat aflopen"), ("main", "dan wordt de inzet beëindigd.")],
    ),
    (
        "Om tijd te winnen is in 2017 een fonds opgericht.",
        [("purpose", "Om tijd te winnen"), ("main", "is in 2017 een fonds opgericht.")],
    ),
    (
        "Het plan is klaar, maar de raad moet het nog bespreken.",
        [("main", "Het plan is klaar"), ("main", "maar de raad moet het nog bespreken.")],
    ),
    (
        "Generaal Jansen, de nieuwe bevelhebber, zal het plan toelichten.",
        [("main", "Generaal Jansen, de nieuwe bevelhebber zal het plan toelichten.")],
    ),
    ("In dat kader sprak de raad.", [("main", "In dat kader sprak de raad.")]),
    (
        "Zij kondigde aan dat het korps vertrekt.",
        [("main", "Zij kondigde aan"), ("that", "dat het korps vertrekt.")],
    ),
    (
        "Het kabinet beziet of het fregat kan varen.",
        [("main", "Het kabinet beziet"), ("question", "of het fregat kan varen.")],
    ),
    (
        "Er komt een centrum, waarbij Litouwen de leiding heeft.",
        [("main", "Er komt een centrum"), ("relative", "waarbij Litouwen de leiding heeft.")],
    ),
    (
        "De raad meende dat dit kan en riep het fonds op tot haast.",
        [("main", "De raad meende"), ("that", "dat dit kan"), ("main", "en riep het fonds op tot haast.")],
    ),
    (
        "Onzeker is nog of Litouwen meedoet.",
        [("main", "Onzeker is nog of Litouwen meedoet.")],
    ),
    (
        "De leden vragen of Litouwen meedoet.",
        [("main", "De leden vragen"), ("question", "of Litouwen meedoet.")],
    ),
    (
        "Hij zei dat dit niet aan geld, maar aan tijd lag.",
        [("main", "Hij zei"), ("that", "dat dit niet aan geld, maar aan tijd lag.")],
    ),
    ("De raad deelt die zorg niet.", [("main", "De raad deelt die zorg niet.")]),
    ("Hij onderschreef dat uitgangspunt.", [("main", "Hij onderschreef dat uitgangspunt.")]),
    (
        "Nu de raad heeft besloten, maken de leden een plan.",
        [("other", "Nu de raad heeft besloten"), ("main", "maken de leden een plan.")],
    ),
    (
        "Het mag, al betreurde de raad dit.",
        [("main", "Het mag"), ("other", "al betreurde de raad dit.")],
    ),
    (
        "Zij spraken in Riga, waar de raad een voorstel deed.",
        [("main", "Zij spraken in Riga"), ("relative", "waar de raad een voorstel deed.")],
    ),
]


def layout_of(text: str) -> Layout:
    return Layout(read_text(from_bytes(text.encode(), "brief.txt")))


def test_all_cases_are_tried() -> None:
    assert len(CASES) == 21


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:30] for c in CASES])
def test_a_sentence_is_cut(text: str, expected: list[tuple[str, str]]) -> None:
    layout = layout_of(text)
    clauses = clauses_of(layout, layout.text.sentences[0])
    assert [(c.kind, c.words(layout.text.view.text)) for c in clauses] == expected


def test_a_clause_hangs_on_the_one_before() -> None:
    layout = layout_of("De minister meldde dat de raad vroeg om het plan te herzien.")
    clauses = clauses_of(layout, layout.text.sentences[0])
    assert [(c.kind, c.parent) for c in clauses] == [("main", None), ("that", 0), ("purpose", 1)]


def test_helping_verbs_tell_time_and_manner() -> None:
    assert helping_verbs("De raad zal worden gevraagd") == [("zal", "will"), ("worden", "become")]


WORDS = st.lists(
    st.sampled_from(["de", "raad", "heeft", "dat", "om", "te", "die", ",", ";", "en", "is", "plan", "zal", "mocht"]),
    min_size=1,
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_clauses_lie_in_their_sentence_and_share_no_character(words: list[str]) -> None:
    layout = layout_of("De " + " ".join(words) + ".")
    for sentence in layout.text.sentences:
        clauses = clauses_of(layout, sentence)
        parts = sorted(part for clause in clauses for part in clause.parts)
        assert all(sentence.start <= a < b <= sentence.end for a, b in parts)
        assert all(first[1] <= second[0] for first, second in pairwise(parts))
        assert all(c.parent is None or c.parent < i for i, c in enumerate(clauses))
