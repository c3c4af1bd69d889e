"""The comments of queries/: docs/questions.md is made from them, and a broken one is an error with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from navograaf.answers.questions import Param, questions, read_question
from navograaf.cli import group
from navograaf.errors import RuleError

ROOT = Path(__file__).resolve().parent.parent
GOOD = """\
# title: Een vraag
# title-en: A question
# question: 3, 14
# what: What it gives,
#   over two lines.
# param: topic (topic|mission) required — the subject
# param: since (date) default=2020 — from when
# param: letter (letter) optional — only this letter
# column: date — a day
SELECT ?date { }
"""


def test_the_page_of_questions_is_up_to_date() -> None:
    made = CliRunner().invoke(group, ["ask", "--format", "markdown"])
    assert made.exit_code == 0
    assert made.stdout == (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


def test_the_page_names_every_question_parameter_and_column() -> None:
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    found = questions()
    assert [one.name for one in found] == [line[3:] for line in page.splitlines() if line.startswith("## ")]
    assert len(found) == len(list((ROOT / "queries").glob("*.rq")))
    for one in found:
        part = page.split(f"\n## {one.name}\n")[1].split("\n## ")[0]
        assert one.title in part
        names = [param.name for param in one.params] + [column.name for column in one.columns]
        assert [name for name in names if f"| `{name}` |" not in part] == []


def test_the_comment_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(GOOD, encoding="utf-8")
    found = read_question(path)
    assert (found.name, found.numbers, found.title, found.title_en) == (
        "mine",
        ("3", "14"),
        "Een vraag",
        "A question",
    )
    assert found.what == "What it gives, over two lines."
    assert found.params == (
        Param("topic", ("topic", "mission"), True, None, "the subject"),
        Param("since", ("date",), False, "2020", "from when"),
        Param("letter", ("letter",), False, None, "only this letter"),
    )
    assert [(column.name, column.what) for column in found.columns] == [("date", "a day")]
    assert found.text == GOOD


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("# title-en: A question\n", "", "no line `# title-en"),
        ("# column: date — a day\n", "", "no line `# column"),
        ("# question:", "# questoin:", r"mine\.rq:3"),
        ("(topic|mission)", "(topic|missoin)", r"mine\.rq:6"),
        ("required —", "needed —", r"mine\.rq:6"),
        ("date — a day", "date, a day", r"mine\.rq:9"),
    ],
)
def test_a_broken_comment_is_an_error(tmp_path: Path, old: str, new: str, where: str) -> None:
    path = tmp_path / "mine.rq"
    assert GOOD.count(old) == 1
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError, match=where):
        read_question(path)
