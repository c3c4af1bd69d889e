"""links/matter.py: what a decision is about, when it is due, and which two cannot be one matter."""

from __future__ import annotations

from typing import Any

import pytest
from small_decisions import AUTUMN, JUNE, KFOR, NMI, decide, letter
from small_letters import BASE

from navograaf.links.matter import Matter, apart, documents, due, missions, year
from navograaf.links.model import Item

MEETING = {"agenda": JUNE, "questions": JUNE, "report": JUNE, "letter": "", "next agenda": AUTUMN}
AT_JUNE, AT_AUTUMN = f"{BASE}meeting/{JUNE}", f"{BASE}meeting/{AUTUMN}"


def made(kind: str, status: str, act: str = "adopt", **more: Any) -> Item:
    where = letter(kind.replace(" ", "-"), kind=kind.split()[-1], meeting=MEETING[kind])
    return decide(where, act, status, **more)


@pytest.mark.parametrize(
    ("kind", "status", "more", "at"),
    [
        ("agenda", "expected", {}, AT_JUNE),
        ("agenda", "proposed", {}, AT_JUNE),
        ("questions", "expected", {}, AT_JUNE),
        ("agenda", "taken", {}, ""),  # what an agenda tells was done before
        ("agenda", "not_yet", {}, ""),
        ("agenda", "pending", {}, ""),
        ("letter", "expected", {}, ""),
        ("report", "taken", {}, AT_JUNE),
        ("report", "not_yet", {}, AT_JUNE),
        ("report", "expected", {}, ""),
        # A time of its own
        ("agenda", "expected", {"say": "Het plan wordt in december vastgesteld."}, ""),
        ("agenda", "expected", {"say": "Het plan wordt dit najaar vastgesteld."}, ""),
        ("agenda", "expected", {"say": "Het plan wordt na 2019 vastgesteld."}, ""),
        ("agenda", "expected", {"say": "Het plan telt 12 punten."}, AT_JUNE),
        ("report", "taken", {"say": "In december begonnen zij aan het plan dat is vastgesteld."}, AT_JUNE),
        ("agenda", "expected", {"date": "2018-09"}, ""),
        ("agenda", "expected", {"date": "2032"}, ""),
        ("report", "taken", {"date": "2018-05"}, ""),
        ("report", "taken", {"date": "2016"}, ""),
        ("report", "taken", {"date": "2032"}, AT_JUNE),  # "voor de periode tot 2032"
        # Those who meet, or a government of its own
        ("agenda", "expected", {"who": frozenset({"ministers"})}, AT_JUNE),
        ("agenda", "expected", {"who": frozenset({"NATO"})}, AT_JUNE),
        ("agenda", "expected", {"who": frozenset({"country/NL"})}, ""),
        ("report", "taken", {"who": frozenset({"country/NL"})}, ""),
        ("report", "taken", {"who": frozenset({"country/NL", "allies"})}, AT_JUNE),
        # A meeting that it names
        ("agenda", "expected", {"meeting": AT_AUTUMN}, AT_AUTUMN),
        ("agenda", "expected", {"meeting": AT_AUTUMN, "who": frozenset({"country/NL"})}, AT_AUTUMN),
        ("letter", "taken", {"meeting": AT_AUTUMN}, AT_AUTUMN),
    ],
)  # fmt: skip
def test_where_it_is_due(kind: str, status: str, more: dict[str, Any], at: str) -> None:
    assert due(made(kind, status, **more)) == at


@pytest.mark.parametrize(
    ("kind", "more", "found"),
    [
        ("report", {}, "2018"),
        ("report", {"date": "2021-02"}, "2021"),
        ("report", {"date": "2016"}, "2016"),
        ("report", {"who": frozenset({"country/NL"})}, ""),
        ("agenda", {}, ""),
        ("letter", {}, ""),
        ("letter", {"date": "2021"}, "2021"),
    ],
)
def test_the_year_in_which_it_is_taken(kind: str, more: dict[str, Any], found: str) -> None:
    assert year(made(kind, "taken", **more)) == found


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("document/resilience-pledge", {"document/resilience-pledge"}),
        ("document/resilience-pledge-2016", {"document/resilience-pledge"}),  # an edition
        ("document/resilience-pledge-20167", {"document/resilience-pledge-20167"}),
        ("document/pledge-one document/plan mission/NMI", {"document/pledge-one", "document/plan"}),
        ("document/plan-voor-vrouwen-28676-333", {"described/document/plan-voor-vrouwen"}),  # known in this letter alone
        ("document/plan-voor-28676-333", {"described/document/plan"}),
        ("document/plan-voor-28676-334", {"document/plan-voor-28676-334"}),
        ("mission/NMI topic/cyber", set()),
    ],
)  # fmt: skip
def test_documents(named: str, found: set[str]) -> None:
    item = decide(letter("28676_333"), "adopt", named=named)
    assert documents(item) == found


def test_the_missions_that_it_names_come_before_those_it_is_about() -> None:
    assert missions(made("report", "taken", named=f"{NMI} topic/cyber", about=f"{NMI} {KFOR}")) == {NMI}
    assert missions(made("report", "taken", named="topic/cyber", about=f"topic/cyber {KFOR}")) == {KFOR}
    assert missions(made("report", "taken", about="topic/cyber")) == set()


def conflict(a: Item, b: Item) -> bool:
    return apart(Matter.of(a), Matter.of(b))


def of(kind: str, status: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return kind, status, more


CONFLICTS = [
    (of("agenda", "expected", named=NMI), of("report", "taken", named=KFOR), True),
    (of("agenda", "expected", named=NMI), of("report", "taken", about=KFOR), True),
    (of("agenda", "expected", named=NMI), of("report", "taken", named=f"{KFOR} {NMI}"), False),
    (of("agenda", "expected", named=NMI), of("report", "taken"), False),
    (of("agenda", "expected"), of("report", "taken"), False),
    # Still to be decided at two meetings
    (of("agenda", "expected"), of("next agenda", "expected"), True),
    (of("agenda", "expected"), of("next agenda", "proposed"), True),
    (of("agenda", "expected"), of("next agenda", "taken", meeting=AT_AUTUMN), False),
    (of("agenda", "expected"), of("questions", "proposed"), False),
    (of("agenda", "expected"), of("letter", "expected"), False),
    (of("agenda", "expected", meeting=AT_AUTUMN), of("next agenda", "expected"), False),
    # Taken in two years
    (of("letter", "taken", date="2016"), of("report", "taken"), True),
    (of("letter", "taken", date="2016"), of("letter", "taken", date="2018-02"), True),
    (of("letter", "taken", date="2018"), of("report", "taken"), False),
    (of("letter", "taken"), of("report", "taken"), False),
    (of("letter", "taken", date="2016"), of("report", "taken", act="revise"), False),
    (of("letter", "expected", date="2016"), of("report", "taken"), False),
]


@pytest.mark.parametrize(("first", "second", "cannot"), CONFLICTS)
def test_two_that_cannot_be_one(
    first: tuple[str, str, dict[str, Any]], second: tuple[str, str, dict[str, Any]], cannot: bool
) -> None:
    a, b = (made(kind, status, **more) for kind, status, more in (first, second))
    assert conflict(a, b) == conflict(b, a) == cannot


@pytest.mark.parametrize("acts", ["suspend resume", "adopt approve"])
def test_two_missions_are_two_matters_in_one_letter_too(acts: str) -> None:
    where = letter()
    a, b = (decide(where, act, named=name) for act, name in zip(acts.split(), (NMI, KFOR), strict=True))
    assert conflict(a, b) and conflict(b, a)
    assert not conflict(a, decide(where, "postpone", named=NMI))
