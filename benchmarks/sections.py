"""results.md in sections, one a measure: a measure that runs alone replaces its own and leaves the others.

Between run.py, which measures, and the file. Law: sections stand in the order in which they are given; each says on
which machine and with which versions it was measured; the last line counts the verdicts of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_TITLE = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_LAST = re.compile(r"\n*^Goals met: .*\Z", re.MULTILINE | re.DOTALL)
_VERDICT = 4
"""The column of a row, split at its bars, in which its verdict stands; the goal is the one before it."""


def read(text: str) -> dict[str, str]:
    """The sections of a results file, title -> what stands below it. {} for a text without sections."""
    body = _LAST.sub("", text)
    marks = list(_TITLE.finditer(body))
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    return {mark["title"]: body[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)}


def written(head: Iterable[str], sections: Mapping[str, str], titles: Iterable[str]) -> Iterator[str]:
    """The lines of a results file: its head, the sections in the order of `titles`, and what they come to."""
    yield from head
    shown = [(title, sections[title]) for title in titles if title in sections]
    for title, body in shown:
        yield from ("", f"## {title}", "", *body.splitlines())
    yield ""
    yield counted("\n".join(body for _, body in shown))


def counted(text: str) -> str:
    """How many of the goals in some tables are met, and how many rows were not measured."""
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    verdicts = [(row[_VERDICT - 2].strip(), row[_VERDICT - 1].strip()) for row in rows if len(row) > _VERDICT]
    with_goal = [verdict for goal, verdict in verdicts if goal and goal != "goal"]
    met = sum(verdict == "met" for verdict in with_goal)
    unmeasured = sum(verdict == "not measured" for _, verdict in verdicts)
    return f"Goals met: {met} of {len(with_goal)}. Not measured: {unmeasured}."
