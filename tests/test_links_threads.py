"""links/decisions.py: how pairs are gathered into threads."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from small_decisions import KFOR, NMI, PLEDGE, Given, decide, letter

from navograaf.links import decisions
from navograaf.links.matter import Matter
from navograaf.links.model import Confidence, Item
from navograaf.links.pairs import INSIDE, Pair

PLAN = "document/plan"


def pair(a: Item, b: Item, rule: str = "links.same-words", confidence: Confidence = "high") -> Pair:
    return Pair(a, b, rule, 0.5, confidence, "by hand")


def chain(count: int, named: str = "") -> list[Item]:
    """Decisions of as many letters, in the order of reading."""
    months = (f"{2001 + number // 12}-{1 + number % 12:02}-01" for number in range(count))
    return [decide(letter(f"letter{number}", date=date), "adopt", named=named) for number, date in enumerate(months)]


def threads(pairs: list[Pair], likeness: float | dict[frozenset[str], float] = 0.0) -> list[list[Item]]:
    matters = {item.iri: Matter.of(item) for pair in pairs for item in (pair.a, pair.b)}
    return decisions._threads(pairs, Given(likeness), matters)


def every_pair(items: list[Item]) -> list[Pair]:
    return [pair(a, b) for a, b in combinations(items, 2)]


def test_a_pair_is_a_thread_in_the_order_of_reading() -> None:
    a, b = chain(2)
    assert threads([pair(a, b)]) == threads([pair(b, a)]) == [[a, b]]
    assert threads([]) == []


def test_a_decision_on_two_documents_stands_in_two_threads() -> None:
    both = decide(letter("both", date="2001-01-01"), "revise", named=f"{PLEDGE} {PLAN}")
    pledge = decide(letter("pledge", date="2002-01-01"), "adopt", named=PLEDGE)
    plan = decide(letter("plan", date="2003-01-01"), "adopt", named=PLAN)
    assert threads([pair(both, pledge), pair(both, plan)]) == [[both, pledge], [both, plan]]
    again = decide(letter("again", date="2004-01-01"), "publish", named=f"{PLEDGE} {PLAN}")
    pairs = [pair(both, pledge), pair(both, plan), pair(both, again), pair(pledge, again), pair(plan, again)]
    assert threads(pairs) == [[both, pledge, again], [both, plan, again]]


def test_two_that_share_two_documents_are_in_the_threads_of_both() -> None:
    a, b, c = chain(2, f"{PLEDGE} {PLAN}") + chain(3, PLAN)[2:]
    assert threads([pair(a, b), pair(b, c)], 0.9) == [[a, b], [a, b, c]]


def test_where_no_document_is_shared_each_is_joined_by_its_own() -> None:
    a, b, c = chain(1, PLEDGE) + chain(3, PLAN)[1:]
    assert threads([pair(a, b), pair(b, c)], 0.9) == [[a, b, c]]


@pytest.mark.parametrize(
    ("known", "likeness", "whole"),
    [
        (2, 0.0, True),  # rules join 2 of the 4 pairs between the two groups
        (1, 0.0, False),  # 1 of 4
        (1, 0.25, True),  # but all are alike
        (1, 0.15, False),
    ],
)
def test_two_groups_are_joined_when_they_have_much_in_common(known: int, likeness: float, whole: bool) -> None:
    a, b, c, d = chain(4)
    bridges = [(a, c), (b, d)][:known]
    pairs = [pair(a, b), pair(c, d), *(pair(x, y) for x, y in bridges)]
    scores = {frozenset((x.iri, y.iri)): likeness for x in (a, b) for y in (c, d)}
    assert threads(pairs, scores) == ([[a, b, c, d]] if whole else [[a, b], [c, d]])


def test_a_pair_counts_whichever_of_its_two_groups_came_first() -> None:
    a, b, c, d = chain(4)
    assert threads([pair(a, d), pair(b, c), pair(a, b), pair(c, d)]) == [[a, b, c, d]]


def test_what_is_agreed_is_with_what_it_is_about_whatever_else_is_there() -> None:
    a, b, c, d = chain(4)
    assert threads([pair(a, b), pair(c, d), pair(b, c, INSIDE, "medium")]) == [[a, b, c, d]]


def test_one_that_cannot_be_joined_with_a_member_stays_out() -> None:
    one, other, middle = (
        decide(letter(name, date=f"200{number}-01-01"), "adopt", named=named)
        for number, (name, named) in enumerate([("one", NMI), ("other", KFOR), ("middle", "")])
    )
    assert threads([pair(one, middle), pair(middle, other)], 0.9) == [[one, middle]]


@pytest.mark.parametrize(("count", "lengths"), [(100, [100]), (300, [150, 150])])
def test_a_thread_has_a_greatest_length(count: int, lengths: list[int]) -> None:
    items = chain(count)
    found = threads([pair(a, b) for a, b in pairwise(items)], 0.9)
    assert [len(one) for one in found] == lengths
    assert len({item.iri for one in found for item in one}) == count


def test_a_joined_group_is_one_for_all_its_members() -> None:
    items = chain(4)
    found = threads(every_pair(items))
    assert found == [items]
