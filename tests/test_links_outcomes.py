"""links/outcomes.py: each answer to what came of an expectation, with its reason."""

from __future__ import annotations

from typing import Any

import found_links
import pytest
from small_decisions import AUTUMN, JUNE, KFOR, NMI, PLEDGE, decide, letter
from small_letters import BASE, Letter, collect, pad

from navograaf.links.known_things import Reference
from navograaf.links.model import Confidence, Item, Link, Thread
from navograaf.links.outcomes import Outcomes, after, came_of
from navograaf.links.pairs import INSIDE
from navograaf.links.threaded import around
from navograaf.links.weights import Weights

AT_AUTUMN = f"{BASE}meeting/{AUTUMN}"


def agenda(meeting: str = JUNE) -> Letter:
    return letter(f"agenda-{meeting}", kind="agenda", meeting=meeting, date="")


def report(meeting: str = JUNE) -> Letter:
    return letter(f"report-{meeting}", kind="report", meeting=meeting, date="")


def joined(*items: Item) -> Thread:
    return Thread(tuple(item.iri for item in items), "by hand")


def link(a: Item, b: Item, rule: str = "links.same-words", confidence: Confidence = "high") -> Link:
    return Link("decisions", a.iri, (b.iri,), rule, confidence, "by hand")


def outcomes(*letters: Letter, threads: list[Thread] | None = None, links: list[Link] | None = None) -> list[Link]:
    """The outcomes of the decisions of letters, by threads and links that are given."""
    with found_links.kept(collect(*letters)) as kept:
        made = (kept.decision_row(number)[0] for number in kept.of_letters("decision", kept.nodes))
        looked_up = around(kept, Weights(kept).rarity(), Reference("").names(kept.surface))
        return list(Outcomes({item.iri: item for item in made}, threads or [], links or [], looked_up).all())


def outcome(item: Item, *letters: Letter, threads: list[Thread] | None = None, links: list[Link] | None = None) -> Link:
    """The outcome of a decision, of which there is one."""
    (found,) = (one for one in outcomes(*letters, threads=threads, links=links) if one.source == item.iri)
    return found


def told(
    act: str, status: str, later: tuple[str, str], links: bool = True, **more: Any
) -> tuple[Link, Item, Letter, Letter]:
    """What a report makes of what an agenda announced, when the two are one matter."""
    first, last = agenda(), report()
    plan = decide(first, act, status, **more)
    done = decide(last, *later, **more)
    known = [link(plan, done)] if links else []
    return outcome(plan, first, last, threads=[joined(plan, done)], links=known), done, first, last


@pytest.mark.parametrize(
    ("act", "status", "later", "found"),
    [
        ("adopt", "expected", ("approve", "taken"), "fulfilled"),
        ("adopt", "proposed", ("adopt", "taken"), "fulfilled"),
        ("adopt", "pending", ("revise", "taken"), "fulfilled"),  # settled and changed
        ("withdraw", "not_yet", ("reduce", "taken"), "fulfilled"),
        ("adopt", "expected", ("deploy", "taken"), "changed"),
        ("adopt", "expected", ("postpone", "taken"), "changed"),
        ("end", "expected", ("postpone", "taken"), "changed"),
        ("adopt", "expected", ("advance", "taken"), "changed"),
        ("adopt", "expected", ("reject", "taken"), "contradicted"),
        ("deploy", "expected", ("cancel", "taken"), "contradicted"),
        ("adopt", "proposed", ("block", "taken"), "contradicted"),
        ("adopt", "expected", ("adopt", "not_yet"), "contradicted"),
        ("adopt", "proposed", ("adopt", "not_yet"), "contradicted"),
    ],
)
def test_the_report_tells_it(act: str, status: str, later: tuple[str, str], found: str) -> None:
    one, done, _, last = told(act, status, later)
    assert (one.outcome, one.rule, one.confidence) == (found, "links.outcome-told", "high")
    assert (one.targets, one.report) == ((done.iri,), last.iri)
    assert one.reason == f"report says: {later[0]}, {later[1].replace('_', ' ')}"


@pytest.mark.parametrize(
    ("status", "later"),
    [
        ("expected", ("reject", "expected")),
        ("not_yet", ("adopt", "not_yet")),
        ("pending", ("adopt", "not_yet")),
        ("expected", ("adopt", "pending")),
        ("expected", ("adopt", "proposed")),
    ],
)
def test_what_is_still_open_is_no_outcome(status: str, later: tuple[str, str]) -> None:
    one, *_ = told("adopt", status, later)
    assert one.rule != "links.outcome-told"


def test_another_act_on_the_same_document_fulfils() -> None:
    assert told("adopt", "expected", ("publish", "taken"))[0].outcome == "changed"
    assert told("adopt", "expected", ("publish", "taken"), named=PLEDGE)[0].outcome == "fulfilled"


def test_what_a_thread_joins_without_a_link_is_less_sure() -> None:
    assert told("adopt", "expected", ("adopt", "taken"), links=False)[0].confidence == "medium"


def test_a_fulfilment_is_told_before_a_change_and_that_before_a_refusal() -> None:
    first, last, end = agenda(), report(), letter("a-report", kind="report", meeting=AUTUMN, date="")
    plan = decide(first, "adopt", "expected")
    refused, moved, done, again = (
        decide(where, act) for where, act in ((last, "reject"), (last, "postpone"), (last, "adopt"), (end, "adopt"))
    )
    found = [
        outcome(plan, first, last, end, threads=[joined(plan, *rest)]).targets
        for rest in ((refused, moved, done, again), (refused, moved), (refused,))
    ]
    assert found == [(done.iri,), (moved.iri,), (refused.iri,)]


def test_agreed_that_it_will_be_done_is_not_done() -> None:
    first, last = agenda(), report()
    plan = decide(first, "adopt", "expected")
    agreed, inside = decide(last, "agree"), decide(last, "adopt", "expected")
    thread = [joined(plan, agreed, inside)]
    assert outcome(plan, first, last, threads=thread, links=[link(agreed, inside)]).outcome == "fulfilled"
    assert outcome(plan, first, last, threads=thread, links=[link(agreed, inside, INSIDE)]).outcome != "fulfilled"
    done = decide(last, "adopt")  # "zijn overeengekomen dat het is aangenomen"
    one = outcome(plan, first, last, threads=[joined(plan, agreed, done)], links=[link(agreed, done, INSIDE)])
    assert one.targets == (agreed.iri,)


@pytest.mark.parametrize(
    ("kind", "meeting", "can"),
    [
        ("agenda", JUNE, False),  # its own letter
        ("questions", JUNE, False),  # before the meeting
        ("report", JUNE, True),
        ("agenda", AUTUMN, True),
        ("report", "dmm-2018-02-14", False),
    ],
)
def test_only_a_letter_after_it_can_tell(kind: str, meeting: str, can: bool) -> None:
    first = agenda()
    plan = decide(first, "adopt", "expected")
    last = first if (kind, meeting) == ("agenda", JUNE) else letter("last", kind=kind, meeting=meeting, date="")
    done = decide(last, "adopt")
    assert after(last.node, plan) == can
    letters = (first,) if last is first else (first, last)
    assert (outcome(plan, *letters, threads=[joined(plan, done)]).outcome == "fulfilled") == can


def test_what_a_decision_makes_of_another() -> None:
    where = letter()
    plan, done = decide(where, "adopt", "expected"), decide(where, "approve")
    assert came_of(plan, done) == "fulfilled"
    assert came_of(done, plan) is None


# A report that tells nothing


def silent(*said: tuple[str, str], **more: Any) -> tuple[Link, list[str], Letter]:
    """The outcome of a plan of which the report says these sentences, given with what they name."""
    first, last = agenda(), pad(report())
    plan = decide(first, "adopt", "expected", **{"say": "Het plan voor weerbare havens ligt voor.", **more})
    iris = [last.say(words, *named.split()) for words, named in said]
    return outcome(plan, first, last), iris, last


PASSED = "Zij spraken lang met elkaar."


def test_silent_though_it_speaks_of_the_document() -> None:
    one, iris, last = silent((PASSED, PLEDGE), (PASSED, "document/plan"), named=PLEDGE)
    assert (one.outcome, one.rule, one.confidence) == ("silent", "links.outcome-silent", "medium")
    assert (one.targets, one.report) == ((iris[0],), last.iri)
    assert one.reason == "the report speaks of it and tells no decision"


def test_silent_though_it_speaks_of_it_in_its_words() -> None:
    one, iris, _ = silent(("Over weerbare havens spraken zij.", ""), (PASSED, ""))
    assert (one.outcome, one.targets) == ("silent", (iris[0],))
    one, _, _ = silent(("Over het plan spraken zij lang met elkaar.", ""))
    assert (one.outcome, one.targets) == ("silent", ())


def test_of_a_mission_fewer_words_do_but_of_another_mission_none() -> None:
    words = "Over havens spraken zij."
    plan = "Het plan voor weerbare havens ligt voor."
    assert silent((words, NMI), named=NMI, say=plan)[0].targets
    assert not silent((words, ""), named=NMI, say=plan)[0].targets
    assert not silent(("Over weerbare havens spraken zij.", KFOR), named=NMI)[0].targets
    assert silent(("Over weerbare havens spraken zij.", f"{KFOR} {NMI}"), named=NMI)[0].targets


def test_two_sentences_at_most_are_named_the_document_first() -> None:
    one, iris, _ = silent(
        ("Over weerbare havens spraken zij.", ""), (PASSED, PLEDGE), (PASSED, PLEDGE), (PASSED, PLEDGE), named=PLEDGE
    )
    assert one.targets == (iris[1], iris[2])


def test_silent_though_it_speaks_of_the_topic() -> None:
    one, iris, last = silent((PASSED, "topic/cyber"), ("Het plan was er.", "topic/cyber"), about="topic/cyber")
    assert (one.outcome, one.rule, one.confidence) == ("silent", "links.outcome-silent", "low")
    assert (one.targets, one.report) == ((iris[1],), last.iri)  # the one with more of its words
    assert one.reason == "the report speaks of cyber and tells no such decision"


def test_silent_and_speaks_of_nothing_like_it() -> None:
    one, _, last = silent((PASSED, "topic/space country/IQ"), about="topic/cyber country/IQ", named=PLEDGE)
    assert (one.outcome, one.rule, one.confidence) == ("silent", "links.outcome-silent", "medium")
    assert (one.targets, one.report) == ((), last.iri)
    assert one.reason == "the report does not speak of it"


def test_a_heading_says_nothing_of_it() -> None:
    first, last = agenda(), pad(report())
    plan = decide(first, "adopt", "expected", PLEDGE)
    last.say("Pledge", PLEDGE, kind="heading")
    assert outcome(plan, first, last).targets == ()


# No report that could tell it


def untold(one: Link) -> tuple[str, str, tuple[str, ...], str]:
    return one.outcome, one.rule.removeprefix("links.outcome-"), one.targets, one.report


def test_no_report_on_that_meeting() -> None:
    first, last = agenda(), report(AUTUMN)
    one = outcome(decide(first, "adopt", "expected"), first, last)
    assert untold(one) == ("no report", "no-report", (), "") and one.confidence == "high"
    assert one.reason == "no report on that meeting in the collection"


def test_a_report_that_came_before_cannot_tell() -> None:
    first, last = report(), agenda(AUTUMN)
    one = outcome(decide(last, "adopt", "expected", meeting=f"{BASE}meeting/{JUNE}"), first, last)
    assert untold(one) == ("no report", "no-report", (), "")


def test_a_letter_on_that_meeting_is_no_report_of_it() -> None:
    first, last = agenda(), letter("last", kind="letter", meeting=JUNE, date="2018-07-01")
    assert untold(outcome(decide(first, "adopt", "expected"), first, last)) == ("no report", "no-report", (), "")


def test_due_at_no_meeting() -> None:
    first, last = letter("first"), report()
    one = outcome(decide(first, "adopt", "expected"), first, last)
    assert untold(one) == ("no report", "no-report", (), "") and one.confidence == "high"
    assert one.reason == "no later letter says that it was done"


def test_a_later_letter_says_it_is_still_open() -> None:
    first, second, third = agenda(), agenda(AUTUMN), letter("third", date="2018-12-01")
    plan, again, last = (decide(one, "adopt", "expected") for one in (first, second, third))
    one = outcome(plan, first, second, third, threads=[joined(plan, again, last)])
    assert untold(one) == ("no report", "open", (last.iri,), third.iri) and one.confidence == "medium"
    assert one.reason == "no letter tells the outcome; a later letter says it is still open"
    one = outcome(again, first, second, third, threads=[joined(plan, again)])
    assert untold(one)[1:3] == ("no-report", ())  # the letter before it is not later


@pytest.mark.parametrize(
    ("act", "status", "more", "found"),
    [
        ("adopt", "expected", {"meeting": AT_AUTUMN}, "no report"),
        ("adopt", "not_yet", {"date": "2018-10"}, "no report"),
        ("adopt", "expected", {}, "silent"),
        ("deploy", "expected", {"meeting": AT_AUTUMN}, "silent"),  # another act
        ("adopt", "taken", {"date": "2018-02"}, "silent"),
    ],
)
def test_a_report_need_not_tell_what_a_mate_says_is_due_later(
    act: str, status: str, more: dict[str, str], found: str
) -> None:
    first, last = agenda(), report()
    plan, mate = decide(first, "adopt", "expected"), decide(first, act, status, **more)
    assert outcome(plan, first, last, threads=[joined(plan, mate)]).outcome == found
    if more:  # unless it says itself when it is due
        own = decide(first, "adopt", "expected", meeting=f"{BASE}meeting/{JUNE}")
        assert outcome(own, first, last, threads=[joined(own, mate)]).outcome == "silent"


def test_every_open_decision_has_one_outcome_and_what_is_taken_has_none() -> None:
    first, last = agenda(), report()
    for status in ("expected", "proposed", "pending", "not_yet", "taken"):
        decide(first, "adopt", status)
        decide(last, "adopt", status)
    found = outcomes(first, last)
    assert len(found) == len({one.source for one in found}) == 8
