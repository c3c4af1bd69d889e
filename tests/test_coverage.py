"""Coverage: which sentences have no statement and which have nothing at all, each counted once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from navograaf.cli import main
from navograaf.findings.coverage import cover
from navograaf.findings.model import Document, Findings, Found, Mention, Sentence
from navograaf.findings.told import Commitment, Question

WORDS = ("aa", "bb", "cc", "dd", "ee", "ff")


def findings(**layers: object) -> Findings:
    """Six sentences of ten characters; the last two are a heading and a footnote."""
    kinds = ("text", "text", "text", "text", "heading", "footnote")
    sentences = tuple(
        Sentence(i * 10, i * 10 + 9, kind=kind, clean=words)  # type: ignore[arg-type]
        for i, (kind, words) in enumerate(zip(kinds, WORDS, strict=True))
    )
    return Findings("a.txt", "", Document("letter"), sentences=sentences, **layers)  # type: ignore[arg-type]


def mention(start: int, end: int) -> Mention:
    return Mention(start, end, "x", "r")


def test_headings_are_not_counted_and_footnotes_are() -> None:
    found = cover(findings())
    assert found.sentences == 5
    assert [s.clean for s in found.unread] == ["aa", "bb", "cc", "dd", "ff"] == [s.clean for s in found.unsaid]


def test_a_name_is_something_and_no_statement() -> None:
    found = cover(findings(missions=(Found("NMI", (mention(12, 14),)),)))
    assert [s.clean for s in found.unread] == ["aa", "cc", "dd", "ff"]
    assert len(found.unsaid) == 5


def test_a_statement_over_two_sentences_covers_both() -> None:
    promise = Commitment(5, 13, "x", "r", by="minister")
    found = cover(findings(commitments=(promise,)))
    assert [s.clean for s in found.unsaid] == ["cc", "dd", "ff"] == [s.clean for s in found.unread]


def test_a_span_that_ends_where_a_sentence_begins_does_not_cover_it() -> None:
    found = cover(findings(missions=(Found("NMI", (mention(9, 10),)),)))
    assert len(found.unread) == 5


def test_the_answer_of_a_question_is_a_statement_too() -> None:
    asked = Question(1, 0, 9, "r", answer_start=20, answer_end=39)
    found = cover(findings(questions=(asked,)))
    assert [s.clean for s in found.unsaid] == ["bb", "ff"]


def test_a_passage_on_a_topic_is_nothing_but_its_word_is_something() -> None:
    passage, term = Found("iraq", (mention(0, 39),)), Found("iraq", (mention(0, 4),))
    found = cover(findings(topics=(passage,), topic_terms=(term,)))
    assert [s.clean for s in found.unread] == ["bb", "cc", "dd", "ff"]


def test_the_command_prints_two_shares_and_the_sentences(
    letters_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = next(letters_folder.glob("004_*.txt"))
    assert main(["coverage", str(letter), "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    (row,) = values["letters"]
    assert row["letter"] == letter.name
    assert values["total"] == {key: row[key] for key in values["total"]}
    raw = letter.read_text(encoding="utf-8")
    assert 0 < row["without_anything"] == sum(not s["anything"] for s in row["listed"]) < row["without_statement"]
    assert row["without_statement"] == len(row["listed"]) <= row["sentences"]
    assert all(raw[s["start"] : s["end"]].split()[0] == s["quote"].split()[0] for s in row["listed"])

    assert main(["coverage", str(letter)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{letter.name}: {row['sentences']} sentences, ")
    assert lines[-1] == lines[0].replace(letter.name, "total")
    assert len(lines) == 2 + row["without_anything"]
    assert all(line.startswith("  - ") for line in lines[1:-1])
    assert main(["coverage", "--all", str(letter)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2 + row["without_statement"]


def test_the_letters_of_a_graph_are_read_and_a_missing_one_is_named(
    letters_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = str(tmp_path / "graph")
    assert main(["coverage", "--graph", graph]) == 2
    assert main(["build", str(next(letters_folder.glob("004_*.txt"))), "--graph", graph]) == 0
    capsys.readouterr()
    assert main(["coverage", "--graph", graph]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("total: ")
    assert main(["coverage", str(tmp_path / "missing.txt")]) == 1
    captured = capsys.readouterr()
    assert "there is no such file" in captured.err
    assert captured.out == "total: 0 sentences, 0 without a statement (0%), 0 without anything (0%)\n"
