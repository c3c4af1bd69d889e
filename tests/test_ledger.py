"""The ledger: what was expected and promised, what came of it, and what a question leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_letters import ASKED, JUNE, ledger_store, said
from pyoxigraph import Store
from told_letters import AGENDA, REPORT

from navograaf.answers.collection import letters
from navograaf.answers.filters import Limits, in_time
from navograaf.answers.ledger import Ledger, ledger
from navograaf.answers.ledger_model import Row
from navograaf.errors import GraphError, QueryError, SubjectError
from navograaf.graph.folder import GraphFolder

PLAN, AGREE = (
    "keuren naar verwachting het operatieplan van NMI goed",
    "De ministers stemmen in met het operatieplan van NMI.",
)
SITE = "Over een tweede locatie is nog geen besluit genomen."
PLEDGE = "stellen naar verwachting de Resilience Pledge vast"
TRAINING = "=De training begint in maart 2025."
OVERVIEW = "Ik stuur u een overzicht."
PROMISE = "Ik stuur uw Kamer na afloop van de bijeenkomst in oktober een brief, mocht NMI groeien."
ALL = [PLAN, SITE, PLEDGE, AGREE, TRAINING, OVERVIEW, PROMISE]


@pytest.fixture(scope="module")
def store() -> Store:
    return ledger_store()


def quotes(found: Ledger) -> list[str]:
    return [row.spot.quote for row in found.rows]


def row(found: Ledger, quote: str) -> Row:
    (one,) = (one for one in found.rows if one.spot.quote == quote)
    return one


def test_every_expectation_and_commitment_is_a_row_in_the_order_of_reading(store: Store) -> None:
    found = ledger(store)
    assert quotes(found) == ALL
    assert [one.status for one in found.expectations] == ["expected", "not_yet", "expected", "expected", "proposed"]
    assert [one.status for one in found.commitments] == ["promised", "promised"]
    assert len(found.letters) == 5
    assert found.linked


def test_a_row_has_its_place_who_act_object_and_meeting(store: Store) -> None:
    plan = row(ledger(store), PLAN)
    assert AGENDA[plan.spot.start : plan.spot.end] == PLAN
    assert plan.spot.place == f"agenda:{plan.spot.start}-{plan.spot.end}"
    assert (plan.who, plan.act, plan.object) == (("NATO defence ministers",), "approve", "het operatieplan van NMI")
    assert plan.meeting and plan.meeting.id == JUNE
    promise = row(ledger(store), PROMISE)
    assert (promise.who_ids, promise.date) == (("post/nl-defence-minister",), "2024-10-17")
    assert (promise.due, promise.condition) == ("na afloop van de bijeenkomst in oktober", "mocht NMI groeien")


def test_words_that_the_page_broke_are_quoted_whole(store: Store) -> None:
    agree = row(ledger(store), AGREE)
    assert "opera-\ntieplan" in ASKED[agree.spot.start : agree.spot.end]


def test_an_outcome_has_the_place_and_the_words_of_the_letter_that_tells_it(store: Store) -> None:
    plan = row(ledger(store), PLAN)
    assert (plan.outcome, plan.reason) == ("fulfilled", "both name NMI")
    (spot,) = plan.found
    assert spot.quote == "keurden het operatieplan van NMI goed" == REPORT[spot.start : spot.end]
    assert spot.letter.file == "verslag.txt"
    assert plan.report and plan.report.file == "verslag.txt"


def test_silence_names_the_letter_looked_in_and_a_paper_that_is_not_here_its_number(store: Store) -> None:
    found = ledger(store)
    site = row(found, SITE)
    assert (site.outcome, site.found, site.report and site.report.id) == ("silent", (), "verslag")
    overview = row(found, OVERVIEW)
    assert (overview.outcome, overview.papers, overview.found) == ("kept", ("kamerstuk/28676-347",), ())


def test_statements_of_one_matter_on_one_meeting_stand_together(store: Store) -> None:
    shown = list(ledger(store).occasions())
    assert [(meeting.id if meeting else "", date) for meeting, date, _ in shown] == [
        (JUNE, "2024-06-13"),
        ("nato-dmm-2024-10-17", "2024-10-17"),
    ]
    groups = [(kind, outcome, [len(one.rows) for one in matters]) for kind, outcome, matters in shown[0][2]]
    assert groups == [
        ("expectation", "fulfilled", [2]),
        ("expectation", "changed", [1]),
        ("expectation", "silent", [1]),
        ("expectation", "no report", [1]),
        ("commitment", "kept", [1]),
    ]
    plan = shown[0][2][0][2][0]
    assert plan.label == "operatieplan van NMI"
    assert [spot.quote for spot in plan.found] == ["keurden het operatieplan van NMI goed"]


def test_a_matter_of_two_outcomes_is_two_lines(store: Store) -> None:
    """What the report says is to be finished later is not fulfilled because its first half is."""
    from dataclasses import replace

    found = ledger(store)
    rows = tuple(replace(one, outcome="no report") if one.spot.quote == AGREE else one for one in found.rows)
    groups = next(replace(found, rows=rows).occasions())[2]
    assert [
        (outcome, [len(one.rows) for one in matters]) for kind, outcome, matters in groups if kind == "expectation"
    ] == [
        ("fulfilled", [1]),
        ("changed", [1]),
        ("silent", [1]),
        ("no report", [1, 1]),
    ]


def test_chains_go_from_letter_to_letter_and_have_the_outcome_of_their_last_expectation(store: Store) -> None:
    plan, pledge = ledger(store).chains
    assert [(item.kind, item.spot.quote) for item in plan.items] == [
        ("expectation", PLAN),
        ("expectation", AGREE),
        ("decision", "keurden het operatieplan van NMI goed"),
    ]
    assert (plan.outcome, pledge.outcome) == ("fulfilled", "changed")
    assert plan.items[-1].outcome == ""


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"subjects": ["NMI"]}, [PLAN, SITE, AGREE, PROMISE]),
        ({"subjects": ["resilience-pledge-2016"]}, [PLEDGE]),
        ({"subjects": ["topic/iraq"]}, [PLAN, AGREE, TRAINING, PROMISE]),
        ({"subjects": ["28676-347"]}, [OVERVIEW]),
        ({"subjects": ["nato"]}, [SITE]),
        ({"subjects": ["tweede locatie"]}, [SITE]),
        ({"subjects": ["training begint"]}, [TRAINING]),
        ({"subjects": ["NMI", "28676-347"]}, [PLAN, SITE, AGREE, OVERVIEW, PROMISE]),
        ({"statuses": ["expected"]}, [PLAN, PLEDGE, AGREE]),
        ({"statuses": ["not_yet", "promised"]}, [SITE, OVERVIEW, PROMISE]),
        ({"outcomes": ["silent"]}, [SITE]),
        ({"outcomes": ["kept", "no report"]}, [TRAINING, OVERVIEW]),
        ({"subjects": ["NMI"], "outcomes": ["open"]}, [PROMISE]),
        ({"holder": "ollongren"}, [OVERVIEW, PROMISE]),
        ({"holder": "brekelmans"}, []),
        ({"holder": "Nederland"}, [OVERVIEW, PROMISE]),
        ({"holder": "kabinet"}, [OVERVIEW, PROMISE]),
        ({"holder": "post/nl-defence-minister"}, [OVERVIEW, PROMISE]),
        ({"holder": "NATO defence ministers"}, [PLAN, PLEDGE, AGREE]),
        ({"holder": "defence ministers"}, [PLAN, PLEDGE, AGREE]),
        ({"meeting": "nato-dmm-2024-10-17"}, [PROMISE]),
        ({"meeting": "2024-10"}, [PROMISE]),
        ({"meeting": "2024-06-14"}, ALL),
        ({"meeting": "2024-06-15"}, []),
        ({"since": "2024-06-14"}, ALL),  # the second day of the meeting
        ({"since": "2024-06-15"}, []),
        ({"since": "2024-06"}, ALL),
        ({"until": "2024-06-12"}, []),
        ({"until": "2024-06-13"}, ALL),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_all_that_is_left_out(store: Store, asked: dict[str, object], wanted: list[str]) -> None:
    assert quotes(ledger(store, **asked)) == wanted  # type: ignore[arg-type]


def test_a_chain_is_whole_when_one_of_its_members_fits(store: Store) -> None:
    (plan,) = ledger(store, statuses=["expected"], outcomes=["fulfilled"]).chains
    assert len(plan.items) == 3
    assert [chain.label for chain in ledger(store, ["resilience-pledge-2016"]).chains] == ["Resilience Pledge"]
    assert ledger(store, outcomes=["kept"]).chains == ()


@pytest.mark.parametrize("day", ["2024-06-13", "2024-06-26"])
def test_what_the_report_says_was_not_known_before_it_came(store: Store, day: str) -> None:
    found = ledger(store, as_of=day)
    assert quotes(found) == [PLAN, SITE, PLEDGE, AGREE, TRAINING, OVERVIEW]
    assert [(one.outcome, one.found, one.report) for one in found.expectations] == [("no report", (), None)] * 5
    assert [(one.outcome, one.papers) for one in found.commitments] == [("open", ())]
    assert [card.file for card in found.later] == ["verslag.txt", "agenda-oktober.txt"]
    assert [len(chain.items) for chain in found.chains] == [2]
    assert found.chains[0].outcome == "no report"


def test_the_day_after_the_report_its_outcomes_are_known_and_later_ones_not(store: Store) -> None:
    found = ledger(store, as_of="2024-06-27")
    assert row(found, PLAN).outcome == "fulfilled"
    assert row(found, OVERVIEW).outcome == "open"
    assert ledger(store, as_of="2024-10-03").rows == ledger(store).rows
    assert quotes(ledger(store, as_of="2024-06-11")) == [PLAN, SITE, PLEDGE]
    undated = [PLAN, SITE, PLEDGE, AGREE, TRAINING, OVERVIEW]  # the consultation without a date, the day before
    assert quotes(ledger(store, as_of="2024-06-12")) == undated
    assert ledger(store, as_of="2024-05-27").rows == ()


@pytest.mark.parametrize(
    "day", ["2024-05-27", "2024-05-28", "2024-05", "2024-06-11", "2024-06-12", "2024-06-26", "2024-06", "2024", "2025"]
)
def test_the_letters_of_a_day_are_those_that_a_trace_has(store: Store, day: str) -> None:
    found, cards = ledger(store, as_of=day), letters(store)
    assert (list(found.letters), []) == in_time(cards, Limits(as_of=day))
    assert sorted(card.id for card in (*found.letters, *found.later)) == sorted(card.id for card in cards)


def test_a_day_that_is_none_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="is no date"):
        ledger(store, as_of="gisteren")


def test_words_that_nothing_is_called_are_looked_for_and_that_is_said(store: Store) -> None:
    found = ledger(store, ["tweede locatie"])
    assert found.told == ("Nothing is called 'tweede locatie': these are the sentences that have its words.",)
    assert ledger(store, ["NMI"]).told == ()


def test_a_matter_with_one_member_about_the_subject_comes_whole(store: Store) -> None:
    """ "deze Pledge vernieuwen" has no name of the pledge and is about another topic."""
    found = ledger(store, ["topic/iraq"])
    plan = row(found, AGREE)
    assert "topic/iraq" not in plan.about and "topic/iraq" in row(found, PLAN).about
    assert row(found, PLAN).thread == plan.thread != ""


def test_a_stretch_that_ends_before_it_begins_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="the stretch ends before it begins"):
        ledger(store, since="2021", until="2020-12")
    assert ledger(store, since="2024-06", until="2024").rows


@pytest.mark.parametrize(
    "asked", [{"subjects": ["no such thing"]}, {"meeting": "NMI"}, {"meeting": "nowhere"}, {"holder": "no such one"}]
)
def test_a_name_of_nothing_is_an_error_and_no_empty_answer(store: Store, asked: dict[str, object]) -> None:
    with pytest.raises(SubjectError):
        ledger(store, **asked)  # type: ignore[arg-type]


def test_without_links_the_rows_are_there_and_outcomes_are_not() -> None:
    found = ledger(ledger_store(links=False))
    assert quotes(found) == ALL
    assert {one.outcome for one in found.rows} == {""}
    assert not found.linked
    assert found.chains == ()


def test_a_path_without_a_graph_says_so(tmp_path: Path) -> None:
    with pytest.raises(GraphError):
        ledger(tmp_path / "nothing")


def test_every_row_of_the_five_letters_stands_at_its_place(seeds_graph: GraphFolder) -> None:
    raws = {stored.file: seeds_graph.raw(stored) for stored in seeds_graph.letters()}
    found = ledger(seeds_graph)
    assert found.expectations and found.commitments
    for one in (*found.rows, *(item for chain in found.chains for item in chain.items)):
        for spot in (one.spot, *one.found):
            raw = iter(raws[spot.letter.file][spot.start : spot.end])
            assert spot.quote and spot.quote == " ".join(spot.quote.split())
            assert all(sign in raw for sign in spot.quote if not sign.isspace())  # in this order, none added
    assert len({one.spot.iri for one in found.rows}) == len(found.rows)


def test_the_place_of_a_statement_is_the_one_it_was_said_in(store: Store) -> None:
    assert row(ledger(store), PLEDGE).spot.iri == said(store, "agenda", "adopt")
