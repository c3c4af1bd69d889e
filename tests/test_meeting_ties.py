"""Ties: letters of one meeting reach one IRI, by their own words or by what the other letters say.

The letters and what is expected of each stand in tests/cases/meetings/sets.toml.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import found_links
import pytest
from small_letters import Collection

from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder
from navograaf.iris import THINGS
from navograaf.links.digest import Digest
from navograaf.links.meetings import RULES, filled
from navograaf.links.model import LetterNode, Link
from navograaf.links.written import Numbered

SETS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "meetings" / "sets.toml").read_text(encoding="utf-8")
)["set"]
MEETING = f"{THINGS}meeting/"


def collection(folder: Path, letters: list[dict[str, Any]]) -> dict[str, Digest]:
    """The letters of a set, read and built."""
    (folder / "letters").mkdir()
    for letter in letters:
        (folder / "letters" / letter["file"]).write_text(letter["text"].lstrip("\n"), encoding="utf-8")
    graph = GraphFolder.create(folder / "graph")
    assert not build(graph, [folder / "letters"]).set_aside
    return found_links.graph_digests(graph)


def test_there_are_eight_sets_of_twenty_two_letters() -> None:
    assert (len(SETS), sum(len(one["letter"]) for one in SETS)) == (8, 22)


@pytest.mark.parametrize("case", SETS, ids=[one["name"] for one in SETS])
def test_each_letter_reaches_its_meeting(case: dict[str, Any], tmp_path: Path) -> None:
    made = collection(tmp_path, case["letter"])
    read = found_links.collected(made)
    own = {letter.file: letter.meeting.removeprefix(MEETING) for letter in read.letters}
    assert own == {letter["file"]: letter["own"] for letter in case["letter"]}
    links = found_links.found(made).ties
    files = {letter.iri: letter.file for letter in read.letters}
    found = {files[link.source]: (link.targets[0].removeprefix(MEETING), link.rule) for link in links}
    expected = {one["file"]: (one["tied"], one["rule"]) for one in case["letter"] if one.get("tied")}
    assert found == expected
    assert all(link.reason and link.rule in RULES and link.kind == "letters" for link in links)
    whole = found_links.collected(made, links)
    full = {letter.file: letter.meeting.removeprefix(MEETING) for letter in whole.letters}
    assert full == {one["file"]: one.get("tied") or one["own"] for one in case["letter"]}
    assert all(letter.body and letter.meeting_start for letter in whole.letters if letter.meeting)
    assert not found_links.found(found_links.digests(whole)).ties
    shuffled = list(made.items())
    random.Random(4).shuffle(shuffled)
    assert found_links.found(dict(shuffled), steps=len(shuffled)).ties == links


def node(name: str, **given: str) -> LetterNode:
    facts = {"iri": f"{THINGS}letter/{name}", "id": name, "file": f"{name}.txt", "date": "", "paper": "", **given}
    return LetterNode(**{"kind": "report", **facts})  # type: ignore[arg-type]


def test_a_letter_is_written_between_the_numbers_around_it() -> None:
    letters = [
        node("a", paper="28676-10", date="2020-01-02"),
        node("b", paper="28676-14", date="2020-03-04"),
        node("c", paper="27925-11", date="2020-02-02"),
    ]
    one = node("x", paper="28676-12")
    numbered = Numbered([one, *letters], {})
    when = numbered.written(one)
    assert (when.first, when.last, when.bounded) == ("2020-01-02", "2020-03-04", True)
    assert "28676-10" in when.why
    assert [near.id if near else "" for near in numbered.neighbours(one)] == ["a", "b"]


def test_what_a_letter_cites_is_older_and_what_cites_it_is_newer() -> None:
    letters = [node("a", paper="28676-10", date="2020-01-02"), node("b", paper="28676-14", date="2020-03-04")]
    one = node("x", paper="27925-12")
    cites = {one.iri: frozenset({"28676-10"}), letters[1].iri: frozenset({"27925-12"})}
    assert Numbered([one, *letters], cites).written(one).bounded
    turned = {one.iri: frozenset({"28676-14"}), letters[0].iri: frozenset({"27925-12"})}
    assert not Numbered([one, *letters], turned).written(one).why


def test_a_report_is_not_tied_to_the_meeting_of_a_report_that_it_cites() -> None:
    letters = (
        node("a", paper="28676-10", meeting=f"{MEETING}nato-dmm-2020-02-12", meeting_start="2020-02-12"),
        node("x"),
    )
    assert found_links.found(found_links.digests(Collection(letters, (), ()))).ties == []


def test_a_tie_of_another_kind_fills_in_nothing() -> None:
    letter = node("x")
    other = Link("letters", letter.iri, (f"{MEETING}nato-dmm-2020-02-12",), "links.other", "high", "so")
    assert filled([letter], [other]) == {}
