"""Names become things: every writing of a name, namesakes, papers, near misses."""

from __future__ import annotations

import pytest
from factory import small_graph
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from navograaf.answers.subjects import Index, index, key, paper_id, resolve
from navograaf.errors import SubjectError

PAPERS = [
    ("28676-344", "28676-344"),
    ("28 676, nr. 344", "28676-344"),
    ("28 676 nr. 344", "28676-344"),
    ("28.676, nr 344", "28676-344"),
    ("Kamerstuk 28 676 nr. 344", "28676-344"),
    ("Kamerstukken 28 676, nr. 344", "28676-344"),
    ("kst-28676-344", "28676-344"),
    ("https://zoek.officielebekendmakingen.nl/kst-28676-344.html", "28676-344"),
    ("vergaderjaar 2020–2021, 28 676, nr. 346", "28676-346"),
    ("27925 nr. 612", "27925-612"),
    ("35 300 X, nr. 64", "35300-X-64"),
    ("35300-X-64", "35300-X-64"),
    ("36 600 XV, nr. 51", "36600-XV-51"),
    ("21 501-28, nr. 262", "21501-28-262"),
    ("kst-21501-28-263", "21501-28-263"),
    ("28676-007", "28676-7"),
]
NO_PAPERS = ["", "NMI", "28 676", "2020-02-12", "nato-dmm-2020-02-12", "Resolute Support", "2026Z01888", "1325"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_graph(tmp_path_factory.mktemp("subjects")).store()


@pytest.fixture(scope="module")
def known(store: Store) -> Index:
    return index(store)


def ids(store: Store, text: str, known: Index) -> list[str]:
    return [item.id for item in resolve(store, text, known)]


@pytest.mark.parametrize(("text", "expected"), PAPERS)
def test_a_kamerstuk_is_read_in_every_usual_writing(text: str, expected: str) -> None:
    assert paper_id(text) == expected


@pytest.mark.parametrize("text", NO_PAPERS)
def test_what_is_no_kamerstuk_is_left_alone(text: str) -> None:
    assert paper_id(text) is None


@given(st.sampled_from(["Resolute-Support", "Oekraïne", "anti-ISIS coalitie", "SACEUR’s plan"]), st.data())
def test_case_accents_hyphens_and_spaces_do_not_matter(name: str, data: st.DataObject) -> None:
    varied = "".join(
        data.draw(st.sampled_from([c, c.upper(), c.lower()] if c.isalnum() else ["-", " ", "", "–"])) for c in name
    )
    assert key(varied) == key(name) == key(name.replace("ï", "i"))


@pytest.mark.parametrize(
    "text",
    ["NMI", "nmi", "N.M.I.", "mission/NMI", "mission:NMI", "NATO Mission Iraq", "nato-mission iraq", "id:mission/NMI"],
)
def test_a_mission_by_any_of_its_names(store: Store, known: Index, text: str) -> None:
    assert ids(store, text, known) == ["mission/NMI"]


def test_the_whole_iri_is_understood(store: Store, known: Index) -> None:
    iri = known.called("NMI")[0].iri
    assert [item.iri for item in resolve(store, f"<{iri}>", known)] == [iri]


def test_a_name_of_several_things_gives_all_of_them(store: Store, known: Index) -> None:
    assert ids(store, "Irak", known) == ["topic/iraq", "country/IQ"]


def test_an_id_with_its_kind_gives_one_of_them(store: Store, known: Index) -> None:
    assert ids(store, "country/IQ", known) == ["country/IQ"]


@pytest.mark.parametrize("text", ["mission/nmi", "mission:Nmi", "mission/NATO Mission Iraq"])
def test_an_id_is_understood_in_any_case_and_by_any_name_of_its_kind(store: Store, known: Index, text: str) -> None:
    assert [item.id for item in resolve(store, text, known)] == ["mission/NMI"]


def test_a_name_of_another_kind_is_no_id(store: Store, known: Index) -> None:
    with pytest.raises(SubjectError):
        resolve(store, "topic/Stoltenberg", known)


def test_words_that_only_point_to_a_topic_do_not_take_it_in(store: Store, known: Index) -> None:
    # NMI is the name of the mission, and a word that makes a sentence speak of the topic Irak.
    assert [item.id for item in known.pointed("NMI")] == ["topic/iraq"]
    assert "topic/iraq" not in ids(store, "NMI", known)


def test_words_that_point_to_a_topic_find_it_when_nothing_is_called_so(store: Store, known: Index) -> None:
    assert ids(store, "Bagdad", known) == ["topic/iraq"]


def test_a_misspelling_that_the_ontology_lists_finds_the_thing(store: Store, known: Index) -> None:
    assert "topic/resilience-pledge" in ids(store, "Resilience Plegde", known)


@pytest.mark.parametrize("text", ["27925-692", "Kamerstuk 27 925, nr. 692", "kamerstuk/27925-692", "kst-27925-692"])
def test_a_cited_paper_is_found_by_its_number(store: Store, known: Index, text: str) -> None:
    assert ids(store, text, known) == ["kamerstuk/27925-692"]


@pytest.mark.parametrize("text", ["27925", "27 925", "dossier/27925"])
def test_a_dossier_is_found_by_its_number(store: Store, known: Index, text: str) -> None:
    assert ids(store, text, known) == ["dossier/27925"]


def test_a_meeting_that_only_letters_speak_of_is_found(store: Store, known: Index) -> None:
    assert ids(store, "nato-dmm-2020-10-22", known) == ["meeting/nato-dmm-2020-10-22"]


def test_labels_show_the_abbreviation_of_a_mission_and_not_that_of_a_topic(known: Index) -> None:
    assert known.called("NMI")[0].label == "NATO Mission Iraq (NMI)"
    assert all("(NTM" not in item.label for item in known.pointed("NMI"))


@pytest.mark.parametrize("text", ["Resolut Suport", "resolute suport"])
def test_a_near_miss_is_suggested(store: Store, known: Index, text: str) -> None:
    with pytest.raises(SubjectError) as caught:
        resolve(store, text, known)
    assert text in caught.value.what
    assert "mission/RSM" in caught.value.todo


@pytest.mark.parametrize(
    ("text", "near"), [("Jansen", ""), ("Irac", "country/IQ"), ("KFRO", "mission/KFOR"), ("Nata", "organisation/nato")]
)
def test_a_short_name_has_no_near_name_rather_than_a_silly_one(
    store: Store, known: Index, text: str, near: str
) -> None:
    with pytest.raises(SubjectError) as caught:
        resolve(store, text, known)
    assert ("Near: " in caught.value.todo) == bool(near) and near in caught.value.todo


def test_a_paper_that_no_letter_cites_names_the_nearest_of_its_dossier(store: Store, known: Index) -> None:
    with pytest.raises(SubjectError) as caught:
        resolve(store, "27 925, nr. 690", known)
    assert "27925-690" in caught.value.what
    assert "kamerstuk/27925-692" in caught.value.todo


@pytest.mark.parametrize("text", ["", "   ", "-", "mission/", "x> ?p ?o } #", "<a b>", "'; DROP", "\x00", "É" * 3000])
def test_text_that_is_no_name_is_one_clear_error(store: Store, known: Index, text: str) -> None:
    with pytest.raises(SubjectError):
        resolve(store, text, known)


def test_every_thing_is_found_by_its_own_id(store: Store, known: Index) -> None:
    assert len(known.things) > 100
    for item in list(known.things.values())[::7]:
        assert item in resolve(store, item.id, known)
