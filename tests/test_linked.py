"""Links and threads as answers read them."""

from __future__ import annotations

from ledger_letters import iri, ledger_store, said
from pyoxigraph import RdfFormat, Store

from navograaf.answers.linked import linked, threads
from navograaf.iris import GRAPHS, PREFIXES, THINGS
from navograaf.links.model import KINDS

NAVO = PREFIXES["navo"]


def test_a_link_has_its_kind_outcome_targets_letter_and_reason() -> None:
    store = ledger_store()
    (pledge,) = linked(store)[said(store, "agenda", "adopt")]
    assert (pledge.kind, pledge.outcome, pledge.confidence) == ("outcomes", "changed", "medium")
    assert pledge.targets == (said(store, "report", "adopt"),)
    assert (pledge.letter, pledge.reason, pledge.rule) == (iri("report"), "the same pledge", "links.test")


def test_silence_is_a_link_without_a_target_and_no_report_one_without_a_letter() -> None:
    store = ledger_store()
    (silent,) = linked(store)[said(store, "agenda", "establish")]
    assert (silent.outcome, silent.targets, silent.letter) == ("silent", (), iri("report"))
    (missing,) = linked(store)[said(store, "asked", "begin")]
    assert (missing.outcome, missing.targets, missing.letter) == ("no report", (), "")


def test_the_links_of_one_source_stand_in_the_order_of_kinds() -> None:
    store = ledger_store()
    found = linked(store)[said(store, "agenda", "approve")]
    assert [one.kind for one in found] == ["decisions", "outcomes"]
    assert found[0].outcome == ""


def test_links_of_some_kinds_are_read_without_the_others() -> None:
    store = ledger_store()
    source = said(store, "agenda", "approve")
    assert [one.kind for one in linked(store, [source], ("outcomes",))[source]] == ["outcomes"]


def test_every_target_of_a_link_is_in_it_in_order() -> None:
    store = Store()
    lines = [f"<{THINGS}l> <{PREFIXES['rdf']}type> <{NAVO}Link>", f"<{THINGS}l> <{NAVO}linkFrom> <{THINGS}a>"]
    lines += [f"<{THINGS}l> <{NAVO}linkTo> <{THINGS}{name}>" for name in "db"]
    for kind in KINDS:
        store.load("".join(f"{line} <{GRAPHS}links/{kind}> .\n" for line in lines).encode(), format=RdfFormat.N_QUADS)
    found = linked(store)[f"{THINGS}a"]
    assert [one.kind for one in found] == list(KINDS)
    assert {one.targets for one in found} == {(f"{THINGS}b", f"{THINGS}d")}


def test_members_of_a_thread_stand_in_the_order_of_reading() -> None:
    store = ledger_store()
    plan, pledge = threads(store)
    assert (plan.label, plan.about) == ("operatieplan van NMI", ("mission/NMI",))
    assert plan.members == (
        said(store, "agenda", "approve"),
        said(store, "asked", "agree"),
        said(store, "report", "approve"),
    )
    assert pledge.label == "Resilience Pledge"
    assert pledge.members == (said(store, "agenda", "adopt"), said(store, "report", "adopt"))


def test_a_member_of_a_letter_that_is_gone_is_left_out() -> None:
    from pyoxigraph import NamedNode

    store = ledger_store()
    gone = said(store, "asked", "agree")
    store.remove_graph(NamedNode(f"{GRAPHS}letter/vragen"))
    assert gone not in threads(store)[0].members
    assert len(threads(store)[0].members) == 2


def test_a_graph_without_links_has_none() -> None:
    store = ledger_store(links=False)
    assert linked(store) == {}
    assert threads(store) == ()


def test_what_the_graph_of_a_letter_says_is_no_link() -> None:
    store = ledger_store(links=False)
    graph = f"<{GRAPHS}letter/agenda>"
    lines = [f"<{THINGS}l> <{PREFIXES['rdf']}type> <{NAVO}{name}> {graph} .\n" for name in ("Link", "Thread")] + [
        f"<{THINGS}l> <{NAVO}linkFrom> <{THINGS}a> {graph} .\n",
        f"<{THINGS}l> <{NAVO}member> <{THINGS}a> {graph} .\n",
    ]
    store.load("".join(lines).encode(), format=RdfFormat.N_QUADS)
    assert linked(store) == {}
    assert threads(store) == ()


def test_threads_of_some_items_are_those_of_the_whole_graph() -> None:
    store = ledger_store()
    plan, pledge = threads(store)
    assert threads(store, [plan.members[1]]) == (plan,)
    assert threads(store, [f"{THINGS}mission/NMI"]) == (plan,)
    assert threads(store, [plan.members[2], pledge.members[0]]) == (plan, pledge)
    assert threads(store, []) == threads(store, [f"{THINGS}mission/none"]) == ()
