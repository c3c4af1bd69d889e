"""Whose statements count: a country with its government and ministers, a body with its parts, a person in office."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from answer_samples import AGENDA
from ledger_letters import ledger_store
from pyoxigraph import Store
from told_letters import told_graph

from navograaf.answers.collection import letters
from navograaf.answers.filters import Limits
from navograaf.answers.holder import holder_of
from navograaf.answers.ledger import ledger
from navograaf.answers.statements import Statement
from navograaf.answers.subjects import Index, index
from navograaf.answers.trace import Trace, trace
from navograaf.errors import SubjectError
from navograaf.graph.folder import GraphFolder

LETTER = replace(AGENDA, date="2024-05-28", meeting=None)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return told_graph(tmp_path_factory.mktemp("holder"))


@pytest.fixture(scope="module")
def store(graph: GraphFolder) -> Store:
    return graph.store()


@pytest.fixture(scope="module")
def known(store: Store) -> Index:
    return index(store)


def statement(who: str = "", name: str = "", kind: str = "position") -> Statement:
    role = "decider" if kind == "decision" else "holder"
    facts = {role: (who,)} if who else {}
    return Statement("x:y", kind, 0, 1, "", {**facts, f"{role}Name": (name,)} if name else facts)


@pytest.mark.parametrize("name", ["Nederland", "Netherlands", "country/NL"])
@pytest.mark.parametrize(
    ("who", "theirs"),
    [
        ("country/NL", True),
        ("organisation/dutch-government", True),
        ("organisation/dutch-mod", True),
        ("organisation/dutch-mfa", True),
        ("organisation/dutch-armed-forces", True),
        ("post/nl-defence-minister", True),
        ("post/nl-foreign-minister", True),
        ("post/nl-prime-minister", True),
        ("organisation/dutch-house", False),
        ("organisation/groenlinks", False),
        ("organisation/german-government", False),
        ("post/sg-nato", False),
        ("country/DE", False),
    ],
)
def test_a_country_speaks_through_its_government_and_ministers(
    store: Store, known: Index, name: str, who: str, theirs: bool
) -> None:
    holder = holder_of(store, name, known)
    for kind in ("decision", "position", "commitment"):
        assert holder.holds(statement(who, kind=kind), LETTER) is theirs
    assert not holder.holds(statement(who, kind="quantity"), LETTER)


def test_alone_only_the_country_counts(store: Store, known: Index) -> None:
    holder = holder_of(store, "Nederland", known, alone=True)
    assert holder.holds(statement("country/NL"), LETTER)
    assert not holder.holds(statement("post/nl-defence-minister"), LETTER)


def test_a_government_has_its_ministers_but_is_not_its_country(store: Store, known: Index) -> None:
    holder = holder_of(store, "kabinet", known)
    assert holder.holds(statement("post/nl-defence-minister"), LETTER)
    assert not holder.holds(statement("country/NL"), LETTER)


def test_a_body_has_its_parts_and_posts_and_a_post_not_its_body(store: Store, known: Index) -> None:
    assert holder_of(store, "NAVO", known).holds(statement("post/sg-nato"), LETTER)
    assert not holder_of(store, "post/sg-nato", known).holds(statement("organisation/nato"), LETTER)


@pytest.mark.parametrize(("date", "theirs"), [("2024-05-28", True), ("2020-05-28", False), ("2024", True), ("", False)])
def test_a_person_has_what_the_post_says_while_in_office(store: Store, known: Index, date: str, theirs: bool) -> None:
    holder = holder_of(store, "ollongren", known)
    assert holder.holds(statement("post/nl-defence-minister"), replace(LETTER, date=date)) is theirs
    assert holder.holds(statement("person/ollongren"), replace(LETTER, date=date))


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("SG NATO and SACEUR", True),
        ("Netherlands and allies", False),
        ("SG NATO (future)", True),
        ("SG NATO staff", False),
    ],
)
def test_a_statement_of_several_counts_for_each_by_its_name(
    store: Store, known: Index, name: str, theirs: bool
) -> None:
    assert holder_of(store, "post/sg-nato", known).holds(statement("", name), LETTER) is theirs
    assert holder_of(store, "Nederland", known).holds(statement("", name), LETTER) is (name == "Netherlands and allies")


def test_nobody_of_that_name_is_an_error(store: Store, known: Index) -> None:
    with pytest.raises(SubjectError):
        holder_of(store, "no such body", known)


@pytest.fixture(scope="module")
def written() -> Store:
    return ledger_store()


@pytest.mark.parametrize("name", ["defence ministers", "NATO defence ministers", "nato DEFENCE ministers"])
def test_a_name_that_no_list_has_is_the_one_that_letters_print(written: Store, name: str) -> None:
    holder = holder_of(written, name, index(written))
    assert holder.things == () and holder.label == name
    assert holder.holds(statement("", "NATO defence ministers", kind="decision"), LETTER)
    assert not holder.holds(statement("", "ministers", kind="decision"), LETTER)


@pytest.mark.parametrize("name", ["fence ministers", "ministers defence", "!", ""])
def test_other_words_are_nobodys_name(written: Store, name: str) -> None:
    with pytest.raises(SubjectError):
        holder_of(written, name, index(written))


@pytest.mark.parametrize("name", ["Iraakse autoriteiten", "Iraakse regering", "Irak"])
def test_a_government_holds_what_letters_say_of_the_authorities(store: Store, known: Index, name: str) -> None:
    assert holder_of(store, name, known).holds(statement("", "Iraqi authorities"), LETTER)
    assert not holder_of(store, name, known).holds(statement("", "Afghan government"), LETTER)


def test_a_promise_of_the_government_is_the_ministers_who_sign_the_letters_on_its_meeting(
    store: Store, known: Index
) -> None:
    cards = {card.id: card for card in letters(store)}
    of_state = statement("organisation/dutch-government", "Dutch government", kind="commitment")
    agenda, unsigned = cards["agenda"], replace(cards["overleg"], iri="x:unsigned")
    for name, date, theirs in (
        ("ollongren", "2024-05-28", True),
        ("ollongren", "2020-05-28", False),  # in no post yet
        ("brekelmans", "2024-05-28", False),
        ("stoltenberg", "2024-05-28", False),  # in no ministry
    ):
        holder = holder_of(store, name, known, cards=cards.values())
        assert holder.holds(of_state, replace(agenda, date=date)) is theirs, name
        assert holder.holds(of_state, replace(unsigned, date=date)) is theirs, name
        assert not holder.holds(replace(of_state, kind="position"), replace(agenda, date=date))
    other = holder_of(store, "bruins slot", known, cards=cards.values())  # foreign minister that day
    assert not other.holds(of_state, agenda) and not other.holds(of_state, unsigned)
    alone = replace(unsigned, iri="x:other", meeting=None)
    assert other.holds(of_state, alone)  # no one else is known to have written it


def test_trace_and_ledger_count_the_same_promises(written: Store) -> None:
    for name in ("Nederland", "ollongren", "post/nl-defence-minister", "SG NAVO", "kabinet"):
        shown = trace(written, ["NMI"], limits=Limits(holder=name, kinds=("commitment",)))
        promised = ledger(written, ["NMI"], holder=name, statuses=["promised"])
        places = [
            (one.start, one.end) for entry in shown.entries for one in entry.statements if one.kind == "commitment"
        ]
        assert [(row.spot.start, row.spot.end) for row in promised.rows] == places
        assert bool(places) is (name != "SG NAVO"), name


def test_a_trace_of_a_holder_has_what_they_decide_hold_and_promise(graph: GraphFolder) -> None:
    def places(holder: str, **more: object) -> list[str]:
        found: Trace = trace(graph, ["NMI"], limits=Limits(holder=holder, **more))  # type: ignore[arg-type]
        assert found.total == 4
        return [f"{entry.letter.id}:{entry.start}" for entry in found.entries]

    assert places("Nederland") == ["agenda:68", "verslag:194", "agenda-oktober:0"]
    assert places("Nederland", kinds=("commitment",)) == ["verslag:194"]
    assert places("SG NAVO") == ["verslag:52"]
    assert places("SP") == []


def test_a_letter_that_speaks_but_not_of_the_holder_is_not_silent(graph: GraphFolder, tmp_path: Path) -> None:
    found = trace(graph, ["NMI"], limits=Limits(holder="SG NAVO"))
    assert found.silent == ()
    assert [card.id for card in found.passed] == ["agenda", "overleg", "agenda-oktober"]
