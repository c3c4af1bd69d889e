"""Verification: a quote that is not at its place is found, wherever the letter is read from."""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import AGENDA, draft, small_graph

from navograaf.graph.change import Writer
from navograaf.graph.folder import GraphFolder
from navograaf.graph.manifest import Entry, kept_source
from navograaf.graph.verify import verify_graph, verify_letters


@pytest.fixture
def folder(tmp_path: Path) -> GraphFolder:
    return small_graph(tmp_path)


def agenda(folder: GraphFolder) -> Path:
    return folder.path.parent / "letters" / "004_agenda.txt"


def test_every_quote_of_an_unchanged_letter_stands(folder: GraphFolder) -> None:
    assert verify_graph(folder) == []
    results = list(verify_letters(folder))
    assert [(result.letter, result.is_copy) for result in results] == [("001_verslag", False), ("28676-333", False)]
    assert results[1].read_from == str(agenda(folder))
    places = folder.nquads(folder.letters()[1]).count("oa#SpecificResource> ")
    assert results[1].quotes == places > 20


def test_a_word_put_in_moves_the_quotes_after_it(folder: GraphFolder) -> None:
    place = AGENDA.index("Nederland steunt")
    changed = AGENDA[:place] + "Ook " + AGENDA[place:]
    agenda(folder).write_text(changed, encoding="utf-8")
    drifts = verify_graph(folder)
    assert {drift.letter for drift in drifts} == {"28676-333"}
    assert drifts[0].kind == "changed"
    moved = drifts[1:]
    assert moved
    assert all(drift.kind == "moved" and drift.end > place for drift in moved)
    first = next(drift for drift in moved if drift.expected == "Nederland")
    assert (first.start, changed[first.start : first.end]) == (place, first.found)
    assert len(moved) == sum(result.quotes for result in verify_letters(folder) if result.letter == "28676-333") - sum(
        1 for line in folder.nquads(folder.letters()[1]).splitlines()
        if "ontology#end> " in line and int(line.split('"')[1]) <= place
    )  # fmt: skip


def test_a_change_after_the_last_quote_is_still_a_change(folder: GraphFolder) -> None:
    agenda(folder).write_text(AGENDA + "\n", encoding="utf-8")
    assert [(drift.kind, drift.letter) for drift in verify_graph(folder)] == [("changed", "28676-333")]


def test_a_letter_whose_file_is_gone_is_read_from_the_copy(folder: GraphFolder) -> None:
    agenda(folder).unlink()
    result = list(verify_letters(folder))[1]
    copy = folder.path / "texts" / "28676-333.txt"
    assert (result.is_copy, result.read_from, result.drifts) == (True, str(copy), ())
    copy.write_text(AGENDA.replace("Nederland", "nederland"), encoding="utf-8")
    drifts = verify_graph(folder)
    assert [drift.kind for drift in drifts][:2] == ["changed", "moved"]
    copy.write_bytes(b"\xff")
    assert [drift.kind for drift in verify_graph(folder)] == ["unreadable"]


def test_a_file_that_is_no_letter_any_more_is_said(folder: GraphFolder) -> None:
    agenda(folder).write_bytes(b"")
    (drift,) = verify_graph(folder)
    assert (drift.kind, drift.what) == ("unreadable", "the file is empty")


@pytest.mark.parametrize(
    ("line", "kinds"), [("ontology#start>", ["moved"]), ("oa#start>", ["moved"]), ("", ["no quotes"])]
)
def test_a_graph_that_was_damaged_is_found(folder: GraphFolder, line: str, kinds: list[str]) -> None:
    letter = folder.letters()[1]
    raw = folder.raw(letter)
    lines = folder.nquads(letter).splitlines(keepends=True)
    if line:
        number = next(n for n, text in enumerate(lines) if line in text)
        lines[number] = lines[number].replace('"^^', '9"^^', 1)
    else:
        lines = [text for text in lines if "/quote/" not in text]
    with Writer(folder) as writer:
        entry = Entry(letter.id, letter.file, kept_source(folder.path, letter.source), letter.sha256)
        writer.put(entry, draft(writer, "".join(lines), raw))
        writer.commit()
    assert [drift.kind for drift in verify_graph(folder)] == kinds


def test_an_empty_graph_has_nothing_to_verify(folder: GraphFolder) -> None:
    with Writer(folder) as writer:
        writer.drop("001_verslag")
        writer.drop("28676-333")
        writer.commit()
    assert verify_graph(folder) == []
