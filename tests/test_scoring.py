"""Scoring: what counts as found, missed and false, layer by layer; and the laws that all layers keep."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.scoring import Known, Tally, annotated_letters, evaluate, read_known, score_letter
from navograaf.scoring.changes import changes
from navograaf.scoring.evaluation import below_floors, findings_in
from navograaf.scoring.matching import pair, plain, shares_half
from navograaf.scoring.registry import AnnotationError

KNOWN = Known(
    missions=frozenset({"NMI", "RSM"}),
    people=frozenset({"stoltenberg"}),
    organisations=frozenset({"nato"}),
    topics=frozenset({"iraq", "cyber", "space"}),
    acts=frozenset({"approve", "agree", "extend", "establish"}),
)
EMPTY: dict[str, Any] = {"file": "x.txt", "document": {"kind": "agenda"}}


def at(start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **more}


def thing(name: str, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "mentions": list(mentions), **more}


def counts(layer: str, wanted: dict[str, Any], found: dict[str, Any]) -> tuple[int, int, int]:
    """Hits, false hits and misses of a layer."""
    tally = score_letter({**EMPTY, **wanted}, found, KNOWN)[layer]
    return tally.hits, tally.false_hits, tally.misses


def test_figures_of_a_tally() -> None:
    tally = Tally(hits=3, false_hits=1, misses=2)
    assert (tally.precision, tally.recall) == (0.75, 0.6)
    assert tally.f1 == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("tally", "precision", "recall", "f1"),
    [
        (Tally(), None, None, None),  # nothing to find, nothing found
        (Tally(misses=2), None, 0.0, 0.0),
        (Tally(false_hits=2), 0.0, None, 0.0),
    ],
)
def test_figures_without_items(tally: Tally, precision: Any, recall: Any, f1: Any) -> None:
    assert (tally.precision, tally.recall, tally.f1) == (precision, recall, f1)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ((0, 10), (5, 15), True),  # exactly half of the shorter
        ((0, 10), (6, 16), False),
        ((0, 10), (0, 600), True),  # long, but not out of proportion
        ((0, 10), (0, 601), False),
        ((0, 300), (0, 900), True),  # three times the shorter
        ((0, 300), (0, 901), False),
        ((5, 5), (0, 10), False),  # an empty span shares nothing
    ],
)
def test_spans_that_share_half(a: tuple[int, int], b: tuple[int, int], same: bool) -> None:
    assert shares_half(a, b) is same
    assert shares_half(b, a) is same


def test_names_are_compared_without_case_and_signs() -> None:
    assert plain("TAAC-North") == plain("taac north") == "taacnorth"
    assert plain(None) == ""


def test_the_largest_overlap_is_taken_and_each_item_once() -> None:
    tally = pair([at(0, 10), at(10, 20)], [at(8, 20), at(0, 9)], lambda a, b: a["start"] < b["end"])
    assert (tally.hits, tally.false_hits, tally.misses) == (2, 0, 0)
    tally = pair([at(0, 10)], [at(0, 5), at(0, 9)], lambda a, b: True)
    assert (tally.hits, tally.false) == (1, [at(0, 5)])


CASES: list[tuple[str, str, dict[str, Any], dict[str, Any], tuple[int, int, int]]] = [
    (
        "a known mission must have its id",
        "missions",
        {"missions": [thing("NMI", at(0, 3))]},
        {"missions": [thing("RSM", at(0, 3))]},
        (0, 1, 1),
    ),
    (
        "an id that no other letter uses is matched by place",
        "missions",
        {"missions": [thing("enduring-freedom", at(0, 3))]},
        {"missions": [thing("OEF", at(0, 3))]},
        (1, 0, 0),
    ),
    (
        "an anaphor is neither a miss nor, when found, a hit",
        "missions",
        {"missions": [thing("NMI", at(0, 3, type="anaphor"), at(9, 12, type="anaphor"))]},
        {"missions": [thing("NMI", at(0, 3))]},
        (0, 0, 0),
    ),
    (
        "a finding that touches an anaphor is not false",
        "missions",
        {"missions": [thing("NMI", at(0, 3, type="anaphor"))]},
        {"missions": [thing("RSM", at(0, 3))]},
        (0, 0, 0),
    ),
    (
        "the coalition may stand under organisations instead of missions: no miss",
        "missions",
        {"missions": [thing("anti-isis-coalition", at(0, 9))]},
        {"organisations": [thing("anti-isis", at(0, 9))]},
        (0, 0, 0),
    ),
    (
        "and it is no false hit among the organisations",
        "organisations",
        {"missions": [thing("anti-isis-coalition", at(0, 9))]},
        {"organisations": [thing("anti-isis", at(0, 9))]},
        (0, 0, 0),
    ),
    (
        "two mentions of one country need two findings",
        "countries",
        {"countries": [{"iso2": "IQ", "mentions": [at(0, 4), at(9, 13)]}]},
        {"countries": [{"iso2": "IQ", "mentions": [at(0, 4)]}, {"iso2": "IR", "mentions": [at(20, 24)]}]},
        (1, 1, 1),
    ),
    (
        "a role without a named holder is matched by place",
        "people",
        {"people": [thing("sg-nato", at(0, 4)), thing("stoltenberg", at(9, 13))]},
        {"people": [thing("stoltenberg", at(0, 4)), thing("other", at(9, 13))]},
        (1, 1, 1),
    ),
    (
        "a meeting under another id counts when the dates agree to the month",
        "meetings",
        {"meetings": [thing("nato-dmm-2020-02-12", at(0, 9), start_date="2020-02-12")]},
        {"meetings": [thing("dmm-february", at(0, 9), start_date="2020-02")]},
        (1, 0, 0),
    ),
    (
        "a year alone is not enough",
        "meetings",
        {"meetings": [thing("nato-dmm-2020-02-12", at(0, 9), start_date="2020-02-12")]},
        {"meetings": [thing("dmm-2020", at(0, 9), start_date="2020")]},
        (0, 1, 1),
    ),
    (
        "the primary id must be among the ids, an alias may",
        "references",
        {"references": [at(0, 9, ids=["29521-407", "25295-407"], primary_id="29521-407", kind="kamerstuk")]},
        {"references": [at(0, 9, ids=["29521-407"], kind="kamerstuk")]},
        (1, 0, 0),
    ),
    (
        "the alias alone is another paper",
        "references",
        {"references": [at(0, 9, ids=["29521-407", "25295-407"], primary_id="29521-407", kind="kamerstuk")]},
        {"references": [at(0, 9, ids=["25295-407"], kind="kamerstuk")]},
        (0, 1, 1),
    ),
    (
        "the footer of the letter itself is free",
        "references",
        {"references": [at(0, 9, ids=["28676-346"], kind="kamerstuk", self=True)]},
        {"references": [at(0, 9, ids=["28676-346"], kind="kamerstuk")]},
        (0, 0, 0),
    ),
    (
        "a URL is not scored with the Kamerstukken",
        "references-other",
        {"references": [at(0, 9, ids=["https://nato.int/"], kind="url"), at(20, 29, ids=["1-2"], kind="kamerstuk")]},
        {"references": [at(0, 9, ids=["https://nato.int"], kind="url"), at(20, 29, ids=["1-2"], kind="kamerstuk")]},
        (1, 0, 0),
    ),
    (
        "topics are a set; one that is listed only is free, one that the list lacks too",
        "topics",
        {
            "topics": [
                thing("iraq", at(0, 9, depth="substantive")),
                thing("cyber", at(0, 9, depth="listed")),
                thing("own-topic", at(0, 9, depth="substantive")),
            ]
        },
        {"topics": [thing("cyber", at(50, 59)), thing("space", at(0, 9)), thing("own-topic", at(0, 9))]},
        (0, 1, 1),
    ),
    (
        "a topic found as listed is not said to be discussed",
        "topics",
        {"topics": [thing("iraq", at(0, 9, depth="substantive"))]},
        {"topics": [thing("iraq", at(0, 9, depth="listed"))]},
        (0, 0, 1),
    ),
    (
        "passages are compared by character",
        "topics-spans",
        {"topics": [thing("iraq", at(0, 10, depth="substantive"))]},
        {"topics": [thing("iraq", at(5, 12)), thing("space", at(0, 4))]},
        (5, 6, 5),
    ),
    (
        "acts of one family are one",
        "decisions",
        {"decisions": [at(0, 40, act="agree", status="taken")]},
        {"decisions": [at(0, 40, act="endorse", status="taken")]},
        (1, 0, 0),
    ),
    (
        "another family is not",
        "decisions",
        {"decisions": [at(0, 40, act="agree", status="taken")]},
        {"decisions": [at(0, 40, act="extend", status="taken")]},
        (0, 1, 1),
    ),
    (
        "an act that the annotation does not establish is matched by status",
        "decisions",
        {"decisions": [at(0, 40, act="suspend", status="not_yet")]},
        {"decisions": [at(0, 40, act="halt", status="not yet")]},
        (1, 0, 0),
    ),
    (
        "decisions-status does not look at the act",
        "decisions-status",
        {"decisions": [at(0, 40, act="agree", status="taken")]},
        {"decisions": [at(0, 40, act="extend", status="taken")]},
        (1, 0, 0),
    ),
    (
        "decisions-found looks at the place alone",
        "decisions-found",
        {"decisions": [at(0, 40, act="agree", status="taken")]},
        {"decisions": [at(0, 40, act="extend", status="pending")]},
        (1, 0, 0),
    ),
    (
        "a borderline decision may be left out or found",
        "decisions-found",
        {"decisions": [at(0, 40, borderline=True), at(50, 90, borderline=True)]},
        {"decisions": [at(0, 40)]},
        (0, 0, 0),
    ),
    (
        "the government has three names, and the soft polarities are one",
        "positions",
        {"positions": [at(0, 40, holder="Dutch government", polarity="stresses")]},
        {"positions": [at(0, 40, holder="Netherlands", polarity="urges")]},
        (1, 0, 0),
    ),
    (
        "supports is firm",
        "positions",
        {"positions": [at(0, 40, holder="Netherlands", polarity="supports")]},
        {"positions": [at(0, 40, holder="Netherlands", polarity="stresses")]},
        (0, 1, 1),
    ),
    (
        "positions-found looks at the place alone",
        "positions-found",
        {"positions": [at(0, 40, holder="SP", polarity="opposes")]},
        {"positions": [at(0, 40, holder="NATO", polarity="supports")]},
        (1, 0, 0),
    ),
    ("commitments by place", "commitments", {"commitments": [at(0, 40)]}, {"commitments": [at(30, 70)]}, (0, 1, 1)),
    (
        "a quantity is its number, a range both numbers",
        "quantities",
        {"quantities": [at(0, 4, value=500), at(9, 14, value=[2, 3])]},
        {"quantities": [at(0, 4, value="500"), at(9, 14, value=2)]},
        (1, 1, 1),
    ),
    (
        "a question needs its party, its answer and its links",
        "questions",
        {
            "questions": [
                at(0, 20, number=1, party="SP", answer_start=30, answer_end=60, refers_to=[]),
                at(70, 90, number=2, party="SP", answer_start=100, answer_end=130, refers_to=[1]),
            ]
        },
        {
            "questions": [
                at(0, 20, number=1, party="SP-fractie", answer_start=30, answer_end=60),
                at(70, 90, number=2, party="SP", answer_start=100, answer_end=130, refers_to=[]),
            ]
        },
        (1, 1, 1),
    ),
    (
        "a question without a printed number is paired by place",
        "questions",
        {"questions": [at(0, 20, number=1, number_printed=False, party="SP", refers_to=[3])]},
        {"questions": [at(0, 20, number=9, party="SP"), at(50, 70, number=1, party="SP")]},
        (1, 1, 0),
    ),
]


@pytest.mark.parametrize(("layer", "wanted", "found", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_counts(layer: str, wanted: Any, found: Any, expected: tuple[int, int, int]) -> None:
    assert counts(layer, wanted, found) == expected


def test_every_layer_but_two_has_a_case() -> None:
    assert {case[1] for case in CASES} | {"document", "sections", "documents"} == set(score_letter(EMPTY, {}, KNOWN))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"kind": "agenda", "number": "333", "place": "Den Haag"}, (3, 0, 2)),
        ({"kind": "report", "number": "333"}, (1, 1, 4)),  # a wrong value is a miss and a false hit
        ({"kind": "agenda", "dossier": "28676"}, (1, 0, 4)),  # agrees with what is inferred
        ({"kind": "agenda", "dossier": "28675"}, (1, 1, 4)),  # does not
        ({"kind": "agenda", "date": "2020-02-03"}, (1, 0, 4)),  # nothing is known: free
        ({"kind": "agenda", "about_meeting": "other"}, (2, 0, 3)),  # another id, but the same day
        ({"signed_by": [{"name": "Kamp"}, {"name": "Bijleveld"}]}, (1, 1, 4)),
    ],
)
def test_what_the_letter_is(document: dict[str, Any], expected: tuple[int, int, int]) -> None:
    wanted = {
        "document": {
            "kind": "agenda",
            "dossier": None,
            "number": "333",
            "date": None,
            "place": "'s-Gravenhage" if document.get("place") is None else "Den Haag",
            "about_meeting": "nato-dmm-2020-02-12",
            "signed_by": [{"name": "Henk Kamp"}],
            "inferred": {"dossier": {"value": "28676"}, "date": {"not_before": "2020-01-01"}},
        },
        "meetings": [thing("nato-dmm-2020-02-12", start_date="2020-02-12")],
    }
    found = {"document": document, "meetings": [thing("other", start_date="2020-02")]}
    assert counts("document", wanted, found) == expected


@pytest.fixture(scope="module")
def gold(gold_folder: Path) -> list[dict[str, Any]]:
    return annotated_letters(gold_folder)


def test_the_annotation_folder_has_five_letters_and_their_ids(gold: list[dict[str, Any]], gold_folder: Path) -> None:
    assert len(gold) == 5
    known = read_known(gold_folder)
    assert (len(known.topics), "NMI" in known.missions, "saceur" in known.people) == (40, True, False)


def test_the_annotation_scores_itself_without_a_fault(gold: list[dict[str, Any]], gold_folder: Path) -> None:
    known = read_known(gold_folder)
    for letter in gold:
        for layer, tally in score_letter(letter, copy.deepcopy(letter), known).items():
            assert (layer, tally.misses, tally.false_hits) == (layer, 0, 0)


def test_nothing_found_is_all_missed(gold: list[dict[str, Any]], gold_folder: Path) -> None:
    known = read_known(gold_folder)
    for letter in gold:
        for layer, tally in score_letter(letter, {}, known).items():
            assert (layer, tally.hits, tally.false_hits) == (layer, 0, 0)


@given(data=st.data())
def test_dropping_a_finding_never_helps_and_costs_one_at_most(data: st.DataObject, gold: list[dict[str, Any]]) -> None:
    letter = data.draw(st.sampled_from(gold))
    layer = data.draw(st.sampled_from(["sections", "decisions", "positions", "quantities"]))
    number = data.draw(st.integers(0, len(letter[layer]) - 1))
    less = {**letter, layer: letter[layer][:number] + letter[layer][number + 1 :]}
    whole, part = score_letter(letter, letter, Known())[layer], score_letter(letter, less, Known())[layer]
    assert whole.hits - 1 <= part.hits <= whole.hits
    assert part.false_hits == 0


def test_totals_are_the_sums_of_letters(gold_folder: Path, gold: list[dict[str, Any]]) -> None:
    found = {letter["file"]: {**letter, "missions": letter["missions"][::2]} for letter in gold}
    result = evaluate(gold_folder, lambda file: found[file])
    for layer, tally in result.total.items():
        parts = [layers[layer] for layers in result.letters.values()]
        assert len(parts) == 5
        for count in ("hits", "false_hits", "misses"):
            assert getattr(tally, count) == sum(getattr(part, count) for part in parts)
    assert 0 < result.total["missions"].misses == len(result.places("missions", "missed"))


def test_a_finding_of_the_wrong_kind_is_named(gold_folder: Path) -> None:
    with pytest.raises(AnnotationError, match=r"000_\w+\.txt: a field is missing or of the wrong kind"):
        evaluate(gold_folder, lambda file: {"file": file, "sections": [{"heading": "no offsets"}]})


def test_floors() -> None:
    total = {"missions": Tally(hits=9, misses=1), "people": Tally()}
    assert below_floors(total, {"missions": 0.9}) == []
    assert below_floors(total, {"missions": 0.95, "people": 0.5}) == [
        "missions: F1 0.947, floor 0.950",
        "people: F1 0.000, floor 0.500",
    ]
    with pytest.raises(AnnotationError, match="no layer: mission"):
        below_floors(total, {"mission": 0.9})


def figures(f1: float, **places: list[str]) -> dict[str, Any]:
    """The figures of one layer in one letter, "a.txt"."""
    return {"f1": f1, "letters": {"a.txt": {"f1": f1, **places}}}


def test_changes_name_the_findings_that_came_and_went() -> None:
    old = {"missions": figures(0.5, found=["0-3 RSM", "5-8 RSM"], false=["5-8 RSM"])}
    new = {"missions": figures(0.75, found=["0-3 RSM", "9-12 KFOR"], false=[])}
    assert changes(old, new) == [
        "missions: F1 0.500 -> 0.750 (+0.250)",
        "  a.txt: F1 0.500 -> 0.750 (+0.250)",
        "    + right  9-12 KFOR",
        "    - false  5-8 RSM",
    ]
    assert changes(old, old) == []


def test_what_counts_neither_way_is_not_called_right() -> None:
    old = {"positions": figures(0.5, found=["4000-4040 opposes"], false=[], neither=["4000-4040 opposes"])}
    new = {"positions": figures(0.5, found=[], false=[], neither=[])}
    assert changes(old, new)[2:] == ["    - neither  4000-4040 opposes"]


def test_a_finding_is_told_once_in_the_strictest_layer() -> None:
    lost = "0-9 approve taken"
    old = {"decisions": figures(1.0, found=[lost], false=[])}
    new = {"decisions": figures(0.0, found=[], false=[])}
    for layer in ("decisions-status", "decisions-found"):
        old[layer] = figures(1.0, missed=[], false=[])
        new[layer] = figures(0.0, missed=[lost], false=[])
    assert changes(old, new) == [
        "decisions: F1 1.000 -> 0.000 (-1.000)",
        "  a.txt: F1 1.000 -> 0.000 (-1.000)",
        "    - right  0-9 approve taken",
        "decisions-status: F1 1.000 -> 0.000 (-1.000)",
        "  a.txt: F1 1.000 -> 0.000 (-1.000)",
        "decisions-found: F1 1.000 -> 0.000 (-1.000)",
        "  a.txt: F1 1.000 -> 0.000 (-1.000)",
    ]


def test_two_findings_with_the_same_words_are_two() -> None:
    old = {"missions": figures(0.5, found=["0-3 RSM"])}
    new = {"missions": figures(0.5, found=["0-3 RSM", "0-3 RSM"])}
    assert changes(old, new)[2:] == ["    + right  0-3 RSM"]


def test_changes_of_a_layer_without_findings_are_its_faults() -> None:
    old = {"document": figures(0.5, missed=["field 'date'"], false=["field 'place'"])}
    new = {"document": figures(0.5, missed=["field 'kind'"], false=[])}
    assert changes(old, new)[2:] == [
        "    + no longer missed  field 'date'",
        "    + no longer false  field 'place'",
        "    - now missed  field 'kind'",
    ]


def test_figures_without_letters_are_refused() -> None:
    with pytest.raises(AnnotationError, match="no figures by letter"):
        changes({"missions": {"f1": 0.5, "missed": [], "false": []}}, {})


def test_findings_files_are_known_by_their_letter(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"file": "000_x.txt", "sections": []}', encoding="utf-8")
    (tmp_path / "b.json").write_text("[1]", encoding="utf-8")
    assert list(findings_in(tmp_path)) == ["000_x.txt"]
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"c\.json: the file is not JSON"):
        findings_in(tmp_path)


def test_a_folder_without_annotation_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no annotated letters"):
        annotated_letters(tmp_path)
