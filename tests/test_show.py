"""A letter with its findings marked: nothing lost, marks that nest, the place that was asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from factory import AGENDA, small_graph
from hypothesis import given
from hypothesis import strategies as st

from navograaf.answers import collection
from navograaf.answers.collection import LetterCard
from navograaf.answers.marks import COLORS, Mark, marks
from navograaf.answers.show import find, legend, nested, show, split_place
from navograaf.cli import main
from navograaf.cli.show import KINDS
from navograaf.errors import SubjectError
from navograaf.graph.folder import GraphFolder

ANSI = re.compile(r"\x1b\[[0-9;]*m")
TEXT = "De NAVO-missie in Irak (NMI) groeit.\nNederland steunt dat.\n"
MARKS = [
    Mark(3, 22, "mission", "mission:NMI"),
    Mark(18, 22, "country", "country:IQ"),
    Mark(18, 22, "topic", "topic:iraq"),
    Mark(24, 27, "mission", "mission:NMI"),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_graph(tmp_path_factory.mktemp("show"))


@pytest.fixture(scope="module")
def cards(graph: GraphFolder) -> list[LetterCard]:
    return collection.letters(graph.store())


def test_without_colour_marks_are_brackets_with_what_they_stand_for() -> None:
    shown = show(TEXT, MARKS)
    assert shown.splitlines()[0] == (
        "De [NAVO-missie in [Irak|country:IQ + topic:iraq]|mission:NMI] ([NMI|mission:NMI]) groeit."
    )
    assert shown.splitlines()[-1] == "Marked: mission 2 · country 1 · topic 1"


def test_with_colour_the_inner_mark_has_the_colour_and_the_text_is_whole() -> None:
    shown = show(TEXT, MARKS, color=True)
    mission, country = COLORS["mission"], COLORS["country"]
    assert f"\x1b[{mission}mNAVO-missie in \x1b[0m\x1b[{country}mIrak\x1b[0m" in shown
    assert ANSI.sub("", shown).startswith(TEXT)


def test_a_mark_over_a_line_end_does_not_paint_the_rest_of_the_line() -> None:
    shown = show("een bijeen-\nkomst hier", [Mark(4, 17, "meeting", "meeting:m")], color=True)
    assert "\x1b[35mbijeen-\x1b[0m\n\x1b[35mkomst\x1b[0m hier" in shown


def test_marks_that_cross_are_cut_where_they_part() -> None:
    crossing = [Mark(0, 8, "post", "a"), Mark(4, 12, "organisation", "b")]
    assert show("een twee drie", [Mark(m.start, m.end, "person", m.thing) for m in crossing]).startswith(
        "[een [twee|b]|a][ dri|b]e"
    )


places = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda p: (p[0], min(p[0] + p[1], 36)))


@given(st.lists(st.builds(lambda p, k: Mark(*p, k, f"{k}:x"), places, st.sampled_from(list(COLORS))), max_size=8))
def test_marks_nest_and_cover_what_they_covered(given_marks: list[Mark]) -> None:
    found = nested(given_marks)
    for one in found:
        for other in found:
            assert (
                one.end <= other.start
                or other.end <= one.start
                or (
                    (one.start <= other.start and other.end <= one.end)
                    or (other.start <= one.start and one.end <= other.end)
                )
            )
    for kind in COLORS:
        before = {at for mark in given_marks if mark.kind == kind for at in range(mark.start, mark.end)}
        assert {at for mark in found if mark.kind == kind for at in range(mark.start, mark.end)} == before
    body = show(TEXT, given_marks).rpartition("\n\n")[0]
    assert re.sub(r"\[|(\|[a-z]+:x( \+ [a-z]+:x)*\])", "", body) == TEXT.rstrip()
    assert ANSI.sub("", show(TEXT, given_marks, color=True)).startswith(TEXT.rstrip())


def test_a_place_is_shown_with_the_lines_around_it() -> None:
    raw = "".join(f"regel {number}\n" for number in range(40))
    start = raw.index("regel 20")
    plain = show(raw, [], place=(start, start + 8))
    assert ">>>regel 20<<<" in plain
    assert "regel 14" in plain and "regel 26" in plain
    assert "regel 13" not in plain and "regel 27" not in plain
    assert "\x1b[7mregel 20\x1b[0m" in show(raw, [], place=(start, start + 8), color=True)
    assert show(raw, [], place=(0, 7)).startswith(">>>regel 0<<<\nregel 1")
    assert ">>>regel 39<<<" in show(raw, [], place=(len(raw) - 9, len(raw) - 1))


@pytest.mark.parametrize("place", [(5, 5), (9, 3), (0, 1000), (60, 61)])
def test_a_place_outside_the_letter_is_an_error(place: tuple[int, int]) -> None:
    with pytest.raises(SubjectError):
        show(TEXT, [], place=place)


def test_control_characters_do_not_reach_a_terminal() -> None:
    assert "\x1b" not in show("een \x1b[2J brief\r\n", [])
    assert len(show("een \x1b brief", []).split("\n")[0]) == len("een \x1b brief")


def test_a_name_may_carry_a_place() -> None:
    assert split_place("28676-346:120-180") == ("28676-346", (120, 180))
    assert split_place("28676-346") == ("28676-346", None)
    assert split_place("C:\\brieven\\a.txt:1-2") == ("C:\\brieven\\a.txt", (1, 2))


@pytest.mark.parametrize(
    "text",
    ["28676-333", "004_agenda.txt", "004_agenda", "letters/004_agenda.txt", "28 676, nr. 333", "kst-28676-333", "004"],
)
def test_a_letter_is_found_by_any_of_its_names(cards: list[LetterCard], text: str) -> None:
    assert find(cards, text).id == "28676-333"


def test_a_letter_that_is_not_there_names_what_is(cards: list[LetterCard]) -> None:
    with pytest.raises(SubjectError) as caught:
        find(cards, "004_agnda")
    assert "004_agenda.txt" in caught.value.todo


def test_two_letters_of_one_file_name_must_be_told_apart(cards: list[LetterCard]) -> None:
    from dataclasses import replace

    twins = [replace(cards[0], id=name, file="brief.txt", paper="") for name in ("een", "twee")]
    with pytest.raises(SubjectError) as caught:
        find(twins, "brief")
    assert "een, twee" in caught.value.todo
    assert find(twins, "twee").id == "twee"


def test_the_marks_of_a_letter_are_those_of_its_graph(graph: GraphFolder, cards: list[LetterCard]) -> None:
    card = find(cards, "28676-333")
    found = marks(graph.store(), card)
    named = {(AGENDA[mark.start : mark.end], mark.kind, mark.thing) for mark in found}
    assert ("NMI", "mission", "mission:NMI") in named
    assert ("Kamerstuk 27925-692", "reference", "kamerstuk:27925-692") in named
    assert ("Resilience Pledge", "topic", "topic:resilience-pledge") in named
    assert ("secretaris-generaal", "person", "post:sg-nato") in named
    assert found == sorted(found, key=lambda mark: (mark.start, -mark.end, list(COLORS).index(mark.kind)))
    assert {mark.kind for mark in marks(graph.store(), card, ["mission", "country"])} == {"mission", "country"}


def test_a_legend_of_nothing_says_so() -> None:
    assert legend([], color=True) == "Nothing is marked."


def test_the_command_shows_the_letter_in_brackets_when_piped(
    graph: GraphFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "004", "--graph", str(graph.path), "--only", "mission"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("agenda 28676-333, 3 Feb 2020 · 004_agenda.txt\n\n")
    assert "([NMI|mission:NMI])" in out
    assert "country:" not in out


def test_the_command_says_what_is_wrong(graph: GraphFolder, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["show", "nothing", "--graph", str(graph.path)]) == 1
    assert capsys.readouterr().err.startswith("Error: there is no letter 'nothing'")
    assert main(["show", "004:1-99999", "--graph", str(graph.path)]) == 1
    assert "99999" in capsys.readouterr().err
    assert main(["show", "004", "--graph", str(tmp_path / "none")]) == 2
    assert "navograaf build" in capsys.readouterr().err


def test_the_command_offers_every_kind_of_mark() -> None:
    assert set(KINDS) == set(COLORS)


def test_a_doubt_about_a_letter_that_is_shown_is_one_line_of_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, graph = tmp_path / "x.txt", str(tmp_path / "graph")
    words = "The Ministers met in Brussels and talked about NMI and the future of the mission, which they will expand. "
    letter.write_text(words * 4, encoding="utf-8")
    assert main(["build", str(letter), "--graph", graph]) == 0
    capsys.readouterr()
    for command in (["show", "x"], ["trace", "mission/NMI"]):
        assert main([*command, "--graph", graph]) == 0
        captured = capsys.readouterr()
        assert "Doubt" not in captured.out
        (line,) = captured.err.splitlines()
        assert line.startswith("Doubt about x: The text does not read as Dutch")


def test_a_letter_without_a_doubt_is_shown_in_silence(graph: GraphFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "004", "--graph", str(graph.path)]) == 0
    assert capsys.readouterr().err == ""
