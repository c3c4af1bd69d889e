"""Text that is damaged, foreign or no letter: read without a fall, doubted aloud, and nothing made of it.

Laws, tried with generated text: offsets give the quoted words back in every layer, whatever the text; what is pasted
below the signature changes nothing above it but by the rules that docs/commands/findings.md states.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navograaf.cli import main
from navograaf.findings.extract import extract
from navograaf.findings.model import Findings, as_json
from navograaf.letters.reading import from_bytes
from navograaf.letters.sources import letter_paths

CASES = Path(__file__).parent / "cases" / "bad_input"
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

HEAD = """28 676 NAVO

Nr. 500 BRIEF VAN DE MINISTER VAN DEFENSIE

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 3 maart 2027

"""
BODY = [
    "Op 18 en 19 februari 2027 spraken de NAVO-Ministers van Defensie in Brussel over de missie in Irak.",
    "De Ministers stemden in met een nieuw plan voor de NATO Response Force.",
    "Nederland steunt dit plan en draagt bij met circa 120 militairen.",
    "De secretaris-generaal riep de bondgenoten op om meer te investeren in luchtverdediging.",
    "Het kabinet heeft nog geen besluit genomen over een bijdrage aan operatie Noble Pelican.",
    "Ik zal uw Kamer voor de zomer van 2027 over de uitkomst informeren (Kamerstuk 28 676, nr. 480).",
]
SIGNATURE = "De Minister van Defensie,\nA.Th.B. Bijleveld-Schouten\n"
LETTER = HEAD + textwrap.fill(" ".join(BODY), 74) + "\n\n" + SIGNATURE
OTHER = [
    "De gemeenteraad heeft besloten om het marktplein opnieuw in te richten.",
    "Finland en Zweden hebben in mei 2022 het lidmaatschap van de NAVO aangevraagd.",
    "De Ministers keurden op 4 mei 2019 het rapport over de missie in Mali goed.",
    "Duitsland is tegen het voorstel en vraagt om 30 miljoen euro.",
    "Ik zeg u toe dat de Kamer voor 1 juni 2030 een brief ontvangt.",
    "The Ministers decided to adopt the Harbour Protection Policy and to extend the mandate.",
    "Allies stressed the importance of the NATO-Russia Council.",
]


def read(text: str, name: str = "a.txt") -> Findings:
    return extract(from_bytes(text.encode(), name))


def placed(found: Findings) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with a start and an end: its layer and its fields."""

    def walk(layer: str, item: Any) -> Iterator[tuple[str, dict[str, Any]]]:
        if isinstance(item, dict):
            if isinstance(item.get("start"), int):
                yield layer, item
            for value in item.values():
                yield from walk(layer, value)
        elif isinstance(item, list):
            for value in item:
                yield from walk(layer, value)

    for layer, value in as_json(found).items():
        yield from walk(layer, value)


def misquoted(found: Findings, raw: str) -> list[tuple[str, dict[str, Any]]]:
    """The findings whose place does not give their words back."""
    wrong = []
    for layer, item in placed(found):
        words = raw[item["start"] : item["end"]]
        quoted = [item[key] for key in ("surface", "quote", "heading") if key in item]
        inside = 0 <= item["start"] < item["end"] <= len(raw)
        answer = (item.get("answer_start") or 0) <= (item.get("answer_end") or 0) <= len(raw)
        if not inside or not answer or any(quote != words for quote in quoted):
            wrong.append((layer, item))
        # the view leaves out hyphens, footnote markers and page breaks, and adds nothing
        if layer == "sentences" and not set(item["clean"].split()[0]) <= set(raw):
            wrong.append((layer, item))
    return wrong


def statements(found: Findings) -> tuple[int, int, int]:
    return len(found.decisions), len(found.positions), len(found.commitments)


def spoilt(text: str, share: float) -> str:
    chance = random.Random(7)
    return "".join(chance.choice("0|1l~I^") if c.isalpha() and chance.random() < share else c for c in text)


def glued(text: str) -> str:
    chance = random.Random(7)
    return re.sub(r"(?<=\w) (?=\w)", lambda _: "" if chance.random() < 0.6 else " ", text)


DAMAGE: dict[str, tuple[Callable[[str], str], str]] = {
    "capitals": (str.upper, "capitals"),
    "hyphens": (lambda text: text.replace("-", "--"), "characters"),
    "ocr": (lambda text: spoilt(text, 0.04), "characters"),
    "spaces": (glued, "spaces"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_letter_is_read_and_the_damage_is_named(damage: str, letters_folder: Path) -> None:
    spoil, about = DAMAGE[damage]
    paths = letter_paths([letters_folder])
    assert len(paths) == 5
    for path in paths[:2] + paths[4:]:
        raw = spoil(path.read_text(encoding="utf-8"))
        found = read(raw)
        assert about in [doubt.about for doubt in found.doubts], path.name
        assert found.candidates == ()  # a known name, misread
        assert misquoted(found, raw) == []


def test_the_five_letters_are_not_doubted(letters_folder: Path) -> None:
    for path in letter_paths([letters_folder]):
        assert read(path.read_text(encoding="utf-8")).doubts == ()


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("english.txt", "language"),
        ("unrelated-club.txt", "kind"),
        ("unrelated-council.txt", "kind"),
        ("unrelated-football.txt", "kind"),
        ("unrelated-history.txt", "kind"),
        ("unrelated-housing-news.txt", "kind"),
    ],
)
def test_what_is_no_dutch_letter_decides_holds_and_promises_nothing(name: str, about: str) -> None:
    raw = (CASES / name).read_text(encoding="utf-8")
    found = read(raw)
    assert [doubt.about for doubt in found.doubts] == [about]
    assert (*statements(found), len(found.candidates)) == (0, 0, 0, 0)
    assert misquoted(found, raw) == []


def test_all_bad_cases_are_tried() -> None:
    assert len(list(CASES.glob("*.txt"))) == 6


def test_a_letter_to_parliament_on_another_matter_is_doubted_and_read() -> None:
    body = (CASES / "unrelated-housing-news.txt").read_text(encoding="utf-8")
    head = HEAD.replace("NAVO", "Woningbouw").replace("DEFENSIE", "VOLKSHUISVESTING")
    found = read(head + body + "\nZie Kamerstuk 32 847, nr. 12. Uw Kamer ontvangt voor 1 juli 2027 een brief.\n")
    assert [doubt.about for doubt in found.doubts] == ["kind"]
    assert sum(statements(found)) > 0


def test_english_pasted_below_a_letter_takes_nothing_from_it() -> None:
    english = (CASES / "english.txt").read_text(encoding="utf-8").partition("Yours")[0]
    before, after = read(LETTER), read(LETTER + "\n" + textwrap.fill(english * 3, 70) + "\n")
    assert "language" in [doubt.about for doubt in after.doubts]
    assert before.decisions and before.commitments
    assert set(before.decisions) <= set(after.decisions) and set(before.commitments) <= set(after.commitments)


@pytest.mark.parametrize(
    "text", ["x", "42", "?\n" * 50, "De", "Vraag 1\nAntwoord\n", "\n\n1\n2\n", "😀 " * 90, "de " * 4000]
)
def test_scraps_are_read(text: str) -> None:
    found = read(text)
    assert statements(found) == (0, 0, 0)
    assert misquoted(found, text) == []


def test_a_doubt_is_named_on_stderr_and_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = CASES / "english.txt"
    assert main(["findings", str(letter)]) == 0
    captured = capsys.readouterr()
    (line,) = captured.err.splitlines()
    assert line.startswith(f"{letter}: doubtful: The text does not read as Dutch: ")
    assert main(["build", str(letter), "--graph", str(tmp_path / "graph"), "--quiet"]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("english.txt: doubtful: ")


words = st.sampled_from(
    [*" ".join(BODY + OTHER).split(), "1", "Vraag 1", "Antwoord", "\n", "\n\n", "-\n", "NAVO-\n", "«", "5\n"]
)
scraps = st.one_of(
    st.lists(words, max_size=80).map(" ".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t -"), max_size=300),
)


@SLOW
@given(st.lists(st.one_of(scraps, st.sampled_from(BODY + OTHER)), min_size=1, max_size=6).map("\n".join))
def test_offsets_give_the_words_back_whatever_the_text(text: str) -> None:
    raw = HEAD + text + "\n\n" + SIGNATURE
    assert misquoted(read(raw), raw) == []


@cache
def above() -> frozenset[tuple[str, str]]:
    return said_above(LETTER)


def said_above(raw: str) -> frozenset[tuple[str, str]]:
    """What is found before the signature, without the fields that a stated rule may change."""
    free = {"mentions", "topic", "body_end"}
    signed = LETTER.index(SIGNATURE)
    return frozenset(
        (layer, repr(sorted((k, v) for k, v in item.items() if k not in free)))
        for layer, item in placed(read(raw))
        if item["end"] <= signed and layer != "topics"
    )


pasted = st.lists(
    st.one_of(
        st.lists(st.sampled_from(OTHER + BODY), min_size=1, max_size=4).map(" ".join),
        # a line in small letters would be read as the rest of the last line above: a stated rule
        st.text(st.sampled_from("abcdefgh ijklmn opqrstu vwxyz,"), max_size=120).map(lambda text: f"Ja {text}."),
    ).map(lambda paragraph: textwrap.fill(paragraph, 70)),
    max_size=4,
).map("\n\n".join)


@SLOW
@given(pasted)
def test_what_is_pasted_below_a_letter_changes_nothing_above(text: str) -> None:
    assert len(above()) > 20
    assert said_above(LETTER + "\n" + text + "\n") == above()


@pytest.mark.parametrize(
    ("below", "changed"),
    [
        ("Tweede Kamer, vergaderjaar 2030–2031, 28 676, nr. 500 3\n", "parliamentary_year"),
        ("De Minister van Buitenlandse Zaken,\nS.A. Blok\n", "signed_by"),
    ],
)
def test_a_stated_rule_reads_below_the_letter(below: str, changed: str) -> None:
    before, after = as_json(read(LETTER))["document"], as_json(read(LETTER + "\n" + below))["document"]
    assert before.get(changed) != after.get(changed)


PARTY = "Vragen en opmerkingen van de leden van de VVD-fractie\n\n"
REACTION = "II Reactie van de minister\n\n"
# what is found in the head and the signature counts too: 7 sentences, the House and NATO
OVERLONG: dict[str, tuple[str, dict[str, int]]] = {
    "question marks": ("Waarom" + "?" * 60_000, {"sentences": 7}),
    "questions": (
        PARTY + "Waarom?\n\n" * 3000 + REACTION + "Daarom is dat zo.\n\n" * 1500,
        {"questions": 3000},
    ),
    "shares": ("2 procent van het bbp " * 2700, {"quantities": 2700}),
    "shares of nothing told": ("2 procent van alles " * 3000, {"quantities": 3000}),
    "amounts": ("EUR 100 miljoen tot " * 3000, {"quantities": 3000}),
    "wholes": ("de helft van de " * 3750, {"quantities": 3749}),  # the last has nothing behind it
    "parties": ("VVD, " * 12_000, {"mentions of organisations": 12_002}),
    "meetings": ("De NAVO-top in Brussel van 11 juli 2018. " * 1500, {"mentions of meetings": 1500}),
    "papers": ("De brief van 7 oktober 2019. " * 2000, {"mentions of documents_mentioned": 2000}),
    "promises": (
        PARTY + "Waarom?\n\n" * 3000 + REACTION + "Ik zal uw Kamer informeren. " * 1200,
        {"commitments": 1200},
    ),
    "answers": (
        "Lijst van vragen en antwoorden\n\n"
        + "".join(f"Vraag {i}\nWaarom?\n\nAntwoord {i}\nDaarom.\n\n" for i in range(1, 1300)),
        {"questions": 999},  # a number has three digits
    ),
    "paragraphs": (PARTY + "Ja.\n\n" * 12_000, {"questions": 0, "sentences": 12_007}),
}


@pytest.mark.parametrize("name", OVERLONG)
def test_a_letter_of_one_thing_without_end_is_read_to_its_end(name: str, tmp_path: Path) -> None:
    body, expected = OVERLONG[name]
    letter = tmp_path / "a.txt"
    letter.write_text(HEAD + body + "\n\n" + SIGNATURE, encoding="utf-8")
    assert 48_000 < letter.stat().st_size < 75_000
    command = [sys.executable, "-m", "navograaf", "findings", str(letter)]
    # the limit only keeps the tests from hanging; it says nothing about how fast a letter is read
    done = subprocess.run(command, capture_output=True, timeout=20, check=True, encoding="utf-8")
    found = json.loads(done.stdout)
    for layer, number in expected.items():
        of = layer.removeprefix("mentions of ")
        count = len(found[of]) if of == layer else sum(len(one["mentions"]) for one in found[of])
        assert count == number, (layer, count)
