"""Which letters count: what was known on a day, and what lies in a stretch of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from answer_samples import AGENDA, FEBRUARY, REPORT, SILENT

from navograaf.answers.collection import LetterCard
from navograaf.answers.filters import Limits, in_time, known, within
from navograaf.errors import QueryError

UNDATED = replace(AGENDA, date="", id="undated")
NOWHERE = replace(SILENT, date="", id="nowhere")


@pytest.mark.parametrize(
    ("card", "day"),
    [
        (AGENDA, date(2020, 2, 3)),
        (replace(AGENDA, date="2020-02"), date(2020, 2, 29)),
        (UNDATED, date(2020, 2, 11)),
        (replace(UNDATED, kind="questions"), date(2020, 2, 11)),
        (replace(UNDATED, kind="report"), date(2020, 2, 14)),
        (replace(UNDATED, kind="letter"), date(2020, 2, 14)),
        (replace(UNDATED, kind="report", meeting=replace(FEBRUARY, end="")), date(2020, 2, 13)),
        (replace(UNDATED, meeting=replace(FEBRUARY, start="2020-02", end="")), date(2020, 2, 28)),
        (NOWHERE, None),
        (replace(UNDATED, meeting=replace(FEBRUARY, start="", end="")), None),
        (replace(UNDATED, kind="report", meeting=replace(FEBRUARY, start="9999", end="")), None),
    ],
)
def test_a_letter_is_known_from_its_date_else_by_its_kind_and_its_meeting(card: LetterCard, day: date | None) -> None:
    found = known(card)
    assert found.day == day
    assert bool(found.why) == (not card.date)


@pytest.mark.parametrize(
    ("as_of", "ids"),
    [
        ("2020-02-02", []),
        ("2020-02-03", ["28676-333"]),
        ("2020-02-10", ["28676-333"]),
        ("2020-02-11", ["28676-333", "undated"]),
        ("2020-02", ["28676-333", "undated"]),
        ("2021-10-23", ["28676-333", "undated", "002"]),
        ("2021-10-24", ["28676-333", "undated", "001", "002"]),
    ],
)
def test_a_report_without_a_date_is_not_known_on_the_day_of_its_meeting(as_of: str, ids: list[str]) -> None:
    kept, hidden = in_time([AGENDA, UNDATED, REPORT, SILENT, NOWHERE], Limits(as_of=as_of))
    assert [card.id for card in kept] == ids
    assert [card.id for card in hidden] == ["nowhere"]


def test_without_a_day_every_letter_counts() -> None:
    assert in_time([AGENDA, NOWHERE], Limits()) == ([AGENDA, NOWHERE], [])
    assert within([AGENDA, NOWHERE], Limits()) == ([AGENDA, NOWHERE], [])


@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [
        ("2020", "2020", ["28676-333", "002"]),
        ("2020-02-13", "", ["28676-333", "001", "002"]),
        ("2020-02-14", "", ["001", "002"]),
        ("", "2020-02-11", []),
        ("", "2020-02-12", ["28676-333"]),
        ("2020-06-01", "2020-06-01", ["002"]),
        ("2021", "2020", []),
    ],
)
def test_a_stretch_of_time_takes_meetings_that_touch_it(since: str, until: str, ids: list[str]) -> None:
    kept, undated = within([AGENDA, REPORT, SILENT, NOWHERE], Limits(since=since, until=until))
    assert [card.id for card in kept] == ids
    assert [card.id for card in undated] == ["nowhere"]


@pytest.mark.parametrize(
    "limits", [Limits(as_of="x"), Limits(since="2020-00"), Limits(until="y"), Limits(kinds=("z",))]
)
def test_limits_that_are_none_are_refused(limits: Limits) -> None:
    with pytest.raises(QueryError):
        limits.check()
