"""links/pairs.py: each rule that takes two decisions for one matter, with what it joins and what it leaves apart.

How alike two decisions are is given by hand, so that a case depends on one rule alone.
"""

from __future__ import annotations

from typing import Any

import found_links
import pytest
from small_decisions import AUTUMN, JUNE, KFOR, NMI, PLEDGE, Given, decide, letter
from small_letters import Letter, collect

from navograaf.links.known_things import Reference
from navograaf.links.likeness import Likeness
from navograaf.links.paired import Pairing
from navograaf.links.pairs import Pair, surest
from navograaf.links.reading import Reading


def joined(likeness: Likeness | float, *letters: Letter) -> list[Pair]:
    """The surest pairs of letters with a likeness that is given, the surest first."""
    given = likeness if isinstance(likeness, Likeness) else Given(likeness)
    with found_links.kept(collect(*letters)) as kept:
        pairing = Pairing(kept, Reading(kept.nodes), given, Reference("").names(kept.surface).called)
        pairing.all_anew()
        rows = kept.db.execute("SELECT a, b, pair FROM pair").fetchall()
        return surest(pairing.pair(*row) for row in rows)


def rules(found: list[Pair]) -> list[tuple[str, str]]:
    return [(pair.rule.removeprefix("links."), pair.confidence) for pair in found]


def across(score: float, first: tuple[Any, ...], second: tuple[Any, ...], **more: Any) -> list[tuple[str, str]]:
    """The rules that join a decision of one letter with one of another."""
    one, other = letter("one"), letter("another")
    for where, (act, named, about, facts) in ((one, first), (other, second)):
        decide(where, act, named=named, about=about, **{**more, **facts})
    return rules(joined(score, one, other))


def said(act: str, named: str = "", about: str = "", **facts: Any) -> tuple[Any, ...]:
    return act, named, about, facts


BY_NL, BY_ALLIES, BY_ANYONE = (frozenset({who}) for who in ("country/NL", "country/US", "NATO"))
JULY = {"date": "2018-07"}
NOTHING: list[tuple[str, str]] = []

ACROSS = [
    # Nearly the same words join whatever is done; fewer do where acts are akin.
    ("same words", 0.6, said("adopt"), said("withdraw"), [("same-words", "high")]),
    ("same words of other deciders", 0.6, said("adopt", who=BY_NL), said("adopt", who=BY_ALLIES), [("same-words", "high")]),
    ("akin words", 0.45, said("adopt"), said("approve"), [("same-words", "high")]),
    ("akin by settling and changing", 0.45, said("adopt"), said("revise"), [("same-words", "high")]),
    ("akin by sending", 0.45, said("deploy"), said("contribute"), [("same-words", "high")]),
    ("akin words of acts that are not", 0.45, said("adopt"), said("withdraw"), NOTHING),
    ("changing and sending are not akin", 0.45, said("revise"), said("deploy"), NOTHING),
    ("akin words of other deciders", 0.45, said("adopt", who=BY_NL), said("approve", who=BY_ALLIES), NOTHING),
    ("akin words of the allies", 0.45, said("adopt", who=BY_NL), said("approve", who=BY_ANYONE), [("same-words", "high")]),
    ("akin words of one decider", 0.45, said("adopt", who=BY_NL), said("approve", who=BY_NL), [("same-words", "high")]),
    ("words that differ", 0.3, said("adopt"), said("approve"), NOTHING),
    # A document
    ("a document", 0.3, said("adopt", PLEDGE), said("publish", PLEDGE), [("same-document", "high")]),
    ("a document of akin acts", 0.01, said("adopt", PLEDGE), said("approve", PLEDGE), [("same-document", "high")]),
    ("a document of deciders", 0.3, said("adopt", PLEDGE, who=BY_NL), said("publish", PLEDGE, who=BY_ALLIES), [("same-document", "high")]),
    ("two editions", 0.01, said("adopt", PLEDGE + "-2016"), said("approve", PLEDGE + "-2021"), [("same-document", "high")]),
    ("a document and little else", 0.1, said("adopt", PLEDGE), said("publish", PLEDGE), NOTHING),
    ("two documents", 0.3, said("adopt", PLEDGE), said("publish", "document/plan"), NOTHING),
    ("a document only described", 0.3, said("adopt", "document/plan-one"), said("publish", "document/plan-another"), NOTHING),
    # A day
    ("a month and a mission", 0.3, said("lead", NMI, **JULY), said("draft", NMI, **JULY), [("same-date", "medium")]),
    ("a month, a mission, little else", 0.1, said("lead", NMI, **JULY), said("draft", NMI, **JULY), NOTHING),
    ("a month and no mission", 0.3, said("lead", **JULY), said("draft", **JULY), NOTHING),
    ("other months", 0.3, said("lead", NMI, **JULY), said("draft", NMI, date="2018-08"), NOTHING),
    ("no months", 0.3, said("lead", NMI), said("draft", NMI), NOTHING),
    ("a month of other deciders", 0.3, said("lead", NMI, who=BY_NL, **JULY), said("draft", NMI, who=BY_ALLIES, **JULY), NOTHING),
    ("a month and other missions", 0.6, said("lead", NMI, **JULY), said("draft", KFOR, **JULY), NOTHING),
    # An act
    ("an act on a topic", 0.3, said("deploy", "", "topic/cyber"), said("deploy", "", "topic/cyber"), [("same-act", "medium")]),
    ("an act on a mission", 0.3, said("deploy", NMI), said("deploy", "", NMI), [("same-act", "medium")]),
    ("an act in other words", 0.1, said("deploy", NMI), said("deploy", NMI), NOTHING),
    ("an act on nothing", 0.3, said("deploy"), said("deploy"), NOTHING),
    ("other acts on a topic", 0.3, said("deploy", "", "topic/cyber"), said("lead", "", "topic/cyber"), NOTHING),
    ("an act of other deciders", 0.3, said("deploy", NMI, who=BY_NL), said("deploy", NMI, who=BY_ALLIES), NOTHING),
    ("adopting says little", 0.3, said("adopt", "", "topic/cyber"), said("adopt", "", "topic/cyber"), NOTHING),
    ("adopting in like words", 0.4, said("adopt", "", "topic/cyber"), said("adopt", "", "topic/cyber"), [("same-act", "medium")]),
    # What was stopped
    ("stopped and resumed", 0.12, said("suspend", NMI), said("resume", NMI), [("stopped", "medium")]),
    ("stopped and resumed in other words", 0.04, said("suspend", NMI), said("resume", NMI), NOTHING),
    ("one of them stopped", 0.12, said("suspend", NMI), said("lead", NMI), NOTHING),
    ("stopped without a mission", 0.12, said("suspend"), said("resume"), NOTHING),
    ("another mission resumed", 0.6, said("suspend", NMI), said("resume", KFOR), NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("score", "first", "second", "found"), [row[1:] for row in ACROSS], ids=[row[0] for row in ACROSS]
)
def test_two_letters(
    score: float, first: tuple[Any, ...], second: tuple[Any, ...], found: list[tuple[str, str]]
) -> None:
    assert across(score, first, second) == found
    assert across(score, second, first) == found


@pytest.mark.parametrize(
    ("score", "acts", "names", "gap", "section", "found"),
    [
        (0.12, "suspend resume", ("", ""), 100, "", [("stopped", "medium")]),  # near, in one section
        (0.12, "suspend resume", (NMI, KFOR), 100, "", NOTHING),
        (0.12, "suspend resume", (NMI, NMI), 3000, "elsewhere", [("stopped", "medium")]),
        (0.04, "suspend resume", ("", ""), 100, "", NOTHING),
        (0.12, "suspend resume", ("", ""), 3000, "", NOTHING),
        (0.12, "suspend resume", ("", ""), 100, "elsewhere", NOTHING),
        (0.12, "suspend deploy", ("", ""), 100, "", NOTHING),
        (0.6, "adopt approve", ("", ""), 100, "", NOTHING),  # one letter does not say the same twice
        (0.6, "deploy deploy", (NMI, NMI), 100, "", NOTHING),
        (0.3, "lead draft", (NMI, NMI), 100, "", NOTHING),
        (0.3, "adopt approve", (PLEDGE, PLEDGE), 3000, "elsewhere", [("same-document", "high")]),
    ],
)
def test_one_letter(
    score: float, acts: str, names: tuple[str, str], gap: int, section: str, found: list[tuple[str, str]]
) -> None:
    one = letter()
    first, second = acts.split()
    decide(one, first, named=names[0], date="2018-07")
    one.at += gap
    decide(one, second, named=names[1], section=section, date="2018-07")
    assert rules(joined(score, one)) == found


@pytest.mark.parametrize(
    ("stems", "named", "found"),
    [
        ({"pledg"}, "", [("that-clause", "medium")]),
        ({"pledg", "vloot"}, "", NOTHING),  # "overeengekomen dat de vloot ...": another matter inside
        ({"vloot"}, PLEDGE, NOTHING),
    ],
)
def test_a_decision_inside_another(stems: set[str], named: str, found: list[tuple[str, str]]) -> None:
    one = letter()
    one.say("Zij zijn het erover eens.", *named.split())
    one.say("Er komt een Pledge.", *named.split())
    one.state("decision", back=2, act="agree", status="taken", stems=frozenset({"een", "pledg"}))
    one.state("decision", act="adopt", status="expected", stems=frozenset(stems))
    assert rules(joined(0.9, one)) == found


# At one meeting


def at_meeting(
    score: float, first: tuple[Any, ...], second: tuple[Any, ...], later: str = JUNE
) -> list[tuple[str, str]]:
    agenda, report = letter("agenda", kind="agenda", meeting=JUNE), letter("report", kind="report", meeting=later)
    for where, status, (act, named, about, facts) in ((agenda, "expected", first), (report, "taken", second)):
        decide(where, act, status, named=named, about=about, **facts)
    return rules(joined(score, agenda, report))


MEETING, TOPIC = [("same-meeting", "medium")], [("same-topic", "low")]
AT_MEETING = [
    ("a mission", 0.15, said("adopt", NMI), said("approve", NMI), MEETING),
    ("settled and changed", 0.15, said("adopt", NMI), said("expand", NMI), MEETING),
    ("a described document", 0.15, said("adopt", "document/plan-agenda"), said("approve", "document/plan-report"), MEETING),
    ("a mission in other words", 0.07, said("adopt", NMI), said("approve", NMI), NOTHING),
    ("acts that are not akin", 0.15, said("adopt", NMI), said("deploy", NMI), NOTHING),
    ("nothing in common", 0.15, said("adopt"), said("approve"), NOTHING),
    ("other deciders", 0.15, said("adopt", NMI, who=BY_NL, meeting="x"), said("approve", NMI, who=BY_ALLIES, meeting="x"), NOTHING),
    ("a mission it is about", 0.15, said("adopt", "", NMI), said("approve", "", NMI), MEETING),
    # What an agenda announces on a topic is the decision of the report that is most like it.
    ("a topic", 0.07, said("adopt", "", "topic/cyber"), said("approve", "", "topic/cyber"), TOPIC),
    ("a topic and an act", 0.07, said("adopt", "", "topic/cyber"), said("adopt", "", "topic/cyber"), TOPIC),
    ("a mission it is faintly about", 0.07, said("adopt", "", NMI), said("approve", "", NMI), TOPIC),
    ("a mission settled and changed", 0.07, said("adopt", "", NMI), said("expand", "", NMI), TOPIC),
    ("an act on a mission", 0.07, said("adopt", "", NMI), said("adopt", "", NMI), [("same-topic", "medium")]),
    ("a topic in all other words", 0.02, said("adopt", "", "topic/cyber"), said("approve", "", "topic/cyber"), NOTHING),
    ("a topic settled and changed", 0.1, said("adopt", "", "topic/cyber"), said("expand", "", "topic/cyber"), NOTHING),
    ("a topic settled and changed alike", 0.3, said("adopt", "", "topic/cyber"), said("expand", "", "topic/cyber"), TOPIC),
    ("a topic and acts that are not akin", 0.3, said("adopt", "", "topic/cyber"), said("deploy", "", "topic/cyber"), NOTHING),
    ("other topics", 0.3, said("adopt", "", "topic/cyber"), said("approve", "", "topic/space"), NOTHING),
    ("a country is no topic", 0.3, said("adopt", "", "country/IQ"), said("approve", "", "country/IQ"), NOTHING),
    ("a topic of other deciders", 0.3, said("adopt", "", "topic/cyber", who=BY_NL, meeting="x"), said("approve", "", "topic/cyber", who=BY_ALLIES, meeting="x"), NOTHING),
    ("a topic of other missions", 0.3, said("adopt", NMI, "topic/cyber"), said("approve", KFOR, "topic/cyber"), NOTHING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("score", "first", "second", "found"), [row[1:] for row in AT_MEETING], ids=[row[0] for row in AT_MEETING]
)
def test_one_meeting(
    score: float, first: tuple[Any, ...], second: tuple[Any, ...], found: list[tuple[str, str]]
) -> None:
    assert at_meeting(score, first, second) == found
    assert at_meeting(score, first, second, AUTUMN) == NOTHING


def test_two_decisions_of_one_letter_are_not_one_for_their_meeting() -> None:
    agenda = letter("agenda", kind="agenda", meeting=JUNE)
    decide(agenda, "adopt", "expected", NMI, f"{NMI} topic/cyber")
    decide(agenda, "approve", "expected", NMI, f"{NMI} topic/cyber")
    assert joined(0.3, agenda) == []


@pytest.mark.parametrize("more", [0.08, 0.3])
def test_a_topic_joins_only_what_is_most_alike_in_both_letters(more: float) -> None:
    agenda, report = letter("agenda", kind="agenda", meeting=JUNE), letter("report", kind="report", meeting=JUNE)
    announced = [decide(agenda, "adopt", "expected", about="topic/cyber") for _ in range(2)]
    told = [decide(report, "approve", about="topic/cyber") for _ in range(2)]
    scores = {(0, 0): 0.2, (0, 1): 0.1, (1, 0): more, (1, 1): 0.06}
    given = Given({frozenset((announced[i].iri, told[j].iri)): score for (i, j), score in scores.items()}, telling={})
    places = {item.iri: place for items in (announced, told) for place, item in enumerate(items)}
    found = [(places[pair.a.iri], places[pair.b.iri]) for pair in joined(given, agenda, report)]
    assert found == [(0, 0)] if more < 0.2 else [(1, 0)]


@pytest.mark.parametrize(("others", "found"), [(10, 1), (60, 0)])
def test_of_a_crowd_on_one_topic_nothing_is_told(others: int, found: int) -> None:
    agenda, report = letter("agenda", kind="agenda", meeting=JUNE), letter("report", kind="report", meeting=JUNE)
    plan = decide(agenda, "adopt", "expected", about="topic/cyber")
    told = [decide(report, "approve", about="topic/cyber") for _ in range(others)]
    given = Given({frozenset((plan.iri, told[3].iri)): 0.3}, telling={})
    assert len(joined(given, agenda, report)) == found


def test_two_rules_join_two_decisions_once_by_the_surest() -> None:
    assert at_meeting(0.45, said("adopt", NMI, NMI), said("adopt", NMI, NMI)) == [("same-words", "high")]


def test_the_surest_pairs_come_first_and_of_these_the_most_alike() -> None:
    letters = [letter(name) for name in ("a", "bb", "ccc")]
    items = [decide(one, "deploy", named=NMI) for one in letters]
    scores = {(0, 1): 0.2, (0, 2): 0.3, (1, 2): 0.6}
    given = Given({frozenset((items[i].iri, items[j].iri)): score for (i, j), score in scores.items()})
    found = joined(given, *letters)
    assert [(pair.confidence, pair.likeness) for pair in found] == [("high", 0.6), ("medium", 0.3), ("medium", 0.2)]


# What is looked up


def looked_up(first: list[str], second: list[str], named: str = "", meeting: str = "") -> bool:
    """Whether two decisions that are as alike as can be are compared, by the features that tell of them."""
    kind = "agenda" if meeting else "letter"
    one = letter("one", kind=kind, meeting=meeting)
    other = letter("another", kind=kind, meeting=meeting)
    a, b = decide(one, "adopt", "expected", named), decide(other, "adopt", "expected", named)
    return bool(joined(Given(0.9, {a.iri: first, b.iri: second}), one, other))


def test_decisions_are_looked_up_by_their_telling_features() -> None:
    many = [f"word{number}" for number in range(30)]
    assert looked_up(["vloot"], ["vloot"])
    assert looked_up(["vloot", *many], ["brug", "vloot"])
    assert not looked_up(["vloot"], ["brug"])
    assert not looked_up([*many, "vloot"], ["vloot"])  # the rarest only
    assert looked_up([], [], PLEDGE)
    assert looked_up([], [], NMI, JUNE)
    assert not looked_up([], [], NMI)


@pytest.mark.parametrize(("gap", "found"), [(0, 1), (300, 1), (2000, 0)])
def test_what_stands_close_by_is_looked_up(gap: int, found: int) -> None:
    one = letter()
    decide(one, "suspend")
    one.at += gap
    decide(one, "resume")
    assert len(joined(Given(0.9, telling={}), one)) == found


def test_what_many_letters_name_is_followed_from_one_to_the_next() -> None:
    letters = [letter(f"letter{number:02}", date=f"2018-01-{1 + number % 28:02}") for number in range(60)]
    for one in letters:
        decide(one, "adopt")
    few, many = joined(0.9, *letters[:30]), joined(0.9, *letters)
    assert len(few) == 30 * 29 / 2
    reading = sorted((item for one in letters for item in one.items), key=lambda item: item.order)
    place = {item.iri: at for at, item in enumerate(reading)}
    apart = {place[pair.b.iri] - place[pair.a.iri] for pair in many}
    assert {1, 2, 3} <= apart and max(apart) < 20
