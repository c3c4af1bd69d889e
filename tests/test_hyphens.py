"""Line-end hyphens: the 86 of the seed letters as annotated, and each reason with a case of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from navograaf.letters.reading import read_letter
from navograaf.text.hyphens import decider
from navograaf.text.reading import read_text

ROOT = Path(__file__).parent.parent
WANTED = {"hyphenation-join": "join", "hyphenation-keep": "keep"}


def annotated() -> list[tuple[str, int, str]]:
    rows = []
    for path in sorted((ROOT / "tests" / "gold").glob("00?.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        rows += [
            (gold["file"], a["start"], a["end"], WANTED[a["kind"]]) for a in gold["artefacts"] if a["kind"] in WANTED
        ]
    return rows


def test_every_annotated_line_end_is_decided_right() -> None:
    rows = annotated()
    decided = {
        path.name: read_text(read_letter(path)).view.hyphens
        for path in sorted((ROOT / "seeds" / "letters").glob("*.txt"))
    }
    wrong, seen = [], 0
    for file, start, end, want in rows:
        hits = [h for h in decided[file] if start <= h.at < end]
        seen += bool(hits)
        wrong += [(file, start, h.choice, want) for h in hits if h.choice != want]
    assert len(rows) == seen == 78  # the other eight of the 86 are broken web addresses
    assert wrong == []


@pytest.mark.parametrize(
    ("left", "right", "choice"),
    [
        ("voor de bijeen-", "komst van morgen", "join"),
        ("van het NAVO-", "verdragsgebied", "keep"),  # capitals before
        ("bij de defensie-", "uitgaven van dit jaar", "keep"),  # e and u would run together
        ("de Euro-", "Atlantic Area", "keep"),  # a capital follows
        ("het COVID-19-", "virus", "keep"),
        ("de veiligheids-", "en defensiesector", "suspend"),
        ("https://www.nato.int/cps/en-", "nato/opinions.htm", "keep"),
        ("de secretaris-", "generaal", "keep"),  # in the list
        ("de aanpak van zee-", "piraterij", "join"),
    ],
)
def test_a_line_end_without_other_evidence(left: str, right: str, choice: str) -> None:
    assert decider("")(left, right)[0] == choice


def test_the_same_word_elsewhere_in_the_letter_decides_first() -> None:
    assert decider("de Defensievisie biedt")("de Defensie-", "visie 2035")[0] == "join"
    assert decider("het contra-terrorisme beleid")("op contra-", "terrorisme gebied")[0] == "keep"
    assert decider("de zero-tolerantie geldt")("een zero-", "tolerantie beleid") == ("keep", "own letter")
