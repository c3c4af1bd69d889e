"""A document with a new name is joined to the places where other letters have the old one."""

from __future__ import annotations

from dataclasses import replace

import found_links
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_letters import Collection, Letter, collect, pad

from navograaf.links.model import Link
from navograaf.words.lists import meanings
from navograaf.words.stems import stem

OLD = "document/bridge-survey"


def find(collection: Collection, steps: int = 1) -> list[Link]:
    return found_links.find(collection, "documents", steps)


def letters(words: str, *named: str, before: tuple[str, ...] = ()) -> list[Letter]:
    """One letter that tells of a change of name, one that has the old name twice, one that has the new name."""
    tells, has, new = (
        pad(Letter("tells", "questions", "nato-dmm-2030-10-10")),
        pad(Letter("has", "agenda", "nato-dmm-2030-10-10")),
        pad(Letter("new", "report", "nato-dmm-2030-10-10")),
    )
    if before:
        tells.say("De Bridge Survey verscheen in mei.", *before)
    tells.say(words, *named)
    has.say("De Bridge Survey wordt besproken.", OLD)
    has.say("Ook later komt de Bridge Survey terug.", OLD)
    new.say("De Crossing Review werd besproken.", OLD)
    return [tells, has, new]


@pytest.mark.parametrize(
    "words",
    [
        "De Bridge Survey, waarvan de titel is veranderd in Crossing Review, is gereed.",
        "De Bridge Survey – waarvan de naam door de NAVO inmiddels is gewijzigd in Crossing Review – is gereed.",
        "De Bridge Survey is omgedoopt tot Crossing Review.",
        "De Bridge Survey, nu Crossing Review genaamd, is gereed.",
        "De Bridge Survey heet voortaan Crossing Review.",
        "De Bridge Survey is vervangen door de nieuwe Crossing Review.",
        "De Crossing Review (voorheen Bridge Survey) is gereed.",
    ],
)
def test_the_old_name_is_found_once_in_each_other_letter(words: str) -> None:
    tells, has, new = letters(words, OLD)
    links = find(collect(tells, has, new))
    assert len(links) == 1
    assert links[0].source == tells.sentences[-1].iri
    assert links[0].targets[0] == has.sentences[-2].iri
    if "voorheen" not in words:  # the new name is known: a letter that has it has not the old one
        assert links[0].targets == (has.sentences[-2].iri,)
        assert "Crossing Review" in links[0].reason


def test_a_decision_to_rename_is_the_source() -> None:
    tells, has, new = letters("De titel daarvan is veranderd in Crossing Review.", before=(OLD,))
    decision = tells.state("decision", act="rename")
    assert [link.source for link in find(collect(tells, has, new))] == [decision]


def test_of_two_documents_the_one_with_the_old_name_is_meant() -> None:
    words = "De Bridge Survey is vervangen door de Crossing Review."
    tells, has, new = letters(words, OLD, "document/crossing-review")
    assert find(collect(tells, has, new))[0].targets[0] == has.sentences[-2].iri


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("De Belgische compagnie is vervangen door de Franse Groep.", ()),
        ("De Bridge Survey is veranderd in de loop der jaren.", (OLD,)),
        ("De titel is veranderd in Crossing Review.", ("document/a-plan", "document/b-plan")),
        ("De opvolger van generaal Jansen komt in mei.", (OLD,)),
    ],
)
def test_what_is_no_change_of_name_or_cannot_be_told_makes_no_link(words: str, named: tuple[str, ...]) -> None:
    assert find(collect(*letters(words, *named))) == []


def test_a_name_that_no_list_has_is_found_by_its_words() -> None:
    tells, has, _ = letters("Het rapport is de opvolger van de Northern Rail Atlas.")
    place = has.say("De Northern Rail Atlas ligt voor.")
    links = find(collect(tells, has))
    assert [(link.targets, link.confidence) for link in links] == [((place,), "medium")]


def test_hostile_words_break_nothing() -> None:
    tells, has, new = letters("De titel is veranderd in " + "X" * 5000 + " omgedoopt tot " * 500, OLD)
    assert find(collect(tells, has, new)) == []  # "omgedoopt tot" needs a name with a capital behind it
    tells, has, new = letters("De Bridge Survey is omgedoopt tot Crossing Review. " * 500, OLD)
    assert [link.targets for link in find(collect(tells, has, new))] == [(has.sentences[-2].iri,)]


def test_a_letter_with_both_names_is_no_place_of_the_old_one() -> None:
    tells, has, _ = letters("De Bridge Survey is omgedoopt tot Crossing Review.", OLD)
    has.say("De Crossing Review verschijnt in mei.", OLD)
    assert find(collect(tells, has)) == []
    tells, has, _ = letters("De Bridge Survey is omgedoopt tot Crossing Review.", OLD)
    has.say("Crossing Reviewers zijn er niet.")
    assert len(find(collect(tells, has))) == 1


def test_a_new_name_inside_the_old_one_is_not_had_by_those_with_the_old_one() -> None:
    tells, has, _ = letters("De Bridge Survey (voorheen genoemd) is omgedoopt tot Survey.", OLD)
    tells.sentences[-1] = replace(tells.sentences[-1], words="De Survey is de opvolger van de Bridge Survey.")
    assert len(find(collect(tells, has))) == 1


def test_two_names_with_one_rare_word_are_both_found() -> None:
    tells, first, second = (pad(Letter(name, "letter", date=f"2030-0{at}-01")) for at, name in enumerate("abc", 1))
    tells.say("Het rapport is de opvolger van de Northern Infrastructure Atlas.")
    tells.say("De nota is de opvolger van de Southern Infrastructure Review.")
    places = [
        first.say("De Northern Infrastructure Atlas ligt voor."),
        second.say("De Southern Infrastructure Review ligt voor."),
    ]
    assert [link.targets for link in find(collect(tells, first, second))] == [(place,) for place in places]


def test_a_name_is_not_looked_up_by_a_word_that_says_little() -> None:
    little = max((word for word in meanings("says-little") if word.isalpha()), key=lambda one: (len(one), one))
    tells, has, _ = letters(f"Het rapport is de opvolger van de Rail {little.title()} Atlas.")
    place = has.say(f"De Rail {little.title()} Atlas ligt voor.")
    assert len(stem(little)) > len("atlas")
    assert [link.targets for link in find(collect(tells, has))] == [(place,)]


def test_of_many_letters_the_first_hundred_are_given() -> None:
    tells, *_ = letters("De Bridge Survey is omgedoopt tot Crossing Review.", OLD)
    others = [Letter(f"other-{at:03}", "letter", date=f"20{10 + at // 12}-{1 + at % 12:02}-01") for at in range(120)]
    places = [other.say("De Bridge Survey wordt besproken.", OLD) for other in others]
    assert [link.targets for link in find(collect(tells, *others, seed=3))] == [tuple(places[:100])]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_letters_changes_nothing(seed: int) -> None:
    made = letters("De Bridge Survey is omgedoopt tot Crossing Review.", OLD)
    assert find(collect(*made, seed=seed), steps=2) == find(collect(*made)) != []
