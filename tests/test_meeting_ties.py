"""Ties: letters of one meeting reach one IRI, by their own words or by what the other letters say.

The letters and what is expected of each stand in tests/cases/meetings/sets.toml.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from navograaf.answers.lookup import open_store
from navograaf.graph.build import build
from navograaf.graph.folder import GraphFolder
from navograaf.iris import THINGS
from navograaf.links.gather import gather
from navograaf.links.meetings import RULES, tie, tied
from navograaf.links.model import Collection, LetterNode, Link
from navograaf.links.written import neighbours, written

SETS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "meetings" / "sets.toml").read_text(encoding="utf-8")
)["set"]
MEETING = f"{THINGS}meeting/"


def collection(folder: Path, letters: list[dict[str, Any]]) -> Collection:
    """The letters of a set, read and built."""
    (folder / "letters").mkdir()
    for letter in letters:
        (folder / "letters" / letter["file"]).write_text(letter["text"].lstrip("\n"), encoding="utf-8")
    graph = GraphFolder.create(folder / "graph")
    assert not build(graph, [folder / "letters"]).set_aside
    return gather(open_store(graph))


def test_there_are_eight_sets_of_twenty_two_letters() -> None:
    assert (len(SETS), sum(len(one["letter"]) for one in SETS)) == (8, 22)


@pytest.mark.parametrize("case", SETS, ids=[one["name"] for one in SETS])
def test_each_letter_reaches_its_meeting(case: dict[str, Any], tmp_path: Path) -> None:
    read = collection(tmp_path, case["letter"])
    own = {letter.file: letter.meeting.removeprefix(MEETING) for letter in read.letters}
    assert own == {letter["file"]: letter["own"] for letter in case["letter"]}
    links = tie(read)
    files = {letter.iri: letter.file for letter in read.letters}
    found = {files[link.source]: (link.targets[0].removeprefix(MEETING), link.rule) for link in links}
    expected = {one["file"]: (one["tied"], one["rule"]) for one in case["letter"] if one.get("tied")}
    assert found == expected
    assert all(link.reason and link.rule in RULES and link.kind == "letters" for link in links)
    whole = tied(read, links)
    full = {letter.file: letter.meeting.removeprefix(MEETING) for letter in whole.letters}
    assert full == {one["file"]: one.get("tied") or one["own"] for one in case["letter"]}
    assert all(letter.body and letter.meeting_start for letter in whole.letters if letter.meeting)
    assert not tie(whole)
    shuffled = list(read.letters)
    random.Random(4).shuffle(shuffled)
    assert tie(replace(read, letters=tuple(shuffled))) == links


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
    when = written(one, letters, {})
    assert (when.first, when.last, when.bounded) == ("2020-01-02", "2020-03-04", True)
    assert "28676-10" in when.why
    assert [near.id if near else "" for near in neighbours(one, letters)] == ["a", "b"]


def test_what_a_letter_cites_is_older_and_what_cites_it_is_newer() -> None:
    letters = [node("a", paper="28676-10", date="2020-01-02"), node("b", paper="28676-14", date="2020-03-04")]
    one = node("x", paper="27925-12")
    cites = {one.iri: frozenset({"28676-10"}), letters[1].iri: frozenset({"27925-12"})}
    assert written(one, letters, cites).bounded
    turned = {one.iri: frozenset({"28676-14"}), letters[0].iri: frozenset({"27925-12"})}
    assert not written(one, letters, turned).why


def test_a_report_is_not_tied_to_the_meeting_of_a_report_that_it_cites() -> None:
    letters = (
        node("a", paper="28676-10", meeting=f"{MEETING}nato-dmm-2020-02-12", meeting_start="2020-02-12"),
        node("x"),
    )
    assert tie(Collection(letters, (), (), {})) == []


def test_a_tie_of_another_kind_fills_in_nothing() -> None:
    read = Collection((node("x"),), (), (), {})
    other = Link("letters", read.letters[0].iri, (f"{MEETING}nato-dmm-2020-02-12",), "links.other", "high", "so")
    assert tied(read, [other]) == read
