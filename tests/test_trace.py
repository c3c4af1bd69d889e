"""What was said about a subject: which sentences, in which order, with which words and places."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from answer_samples import ENTRIES
from factory import small_graph
from pyoxigraph import RdfFormat, Store

from navograaf.answers.entries import KINDS, Entry, section_names
from navograaf.answers.filters import Limits
from navograaf.answers.statements import Statement
from navograaf.answers.trace import trace
from navograaf.errors import GraphError, SubjectError
from navograaf.findings.model import (
    Document,
    Findings,
    Found,
    Meeting,
    Mention,
    Reference,
    Section,
    Sentence,
    Signature,
)
from navograaf.graph.folder import GraphFolder
from navograaf.graph.quads import letter_quads
from navograaf.graph.reference import reference

SUBJECTS = ("NMI", "Irak", "Resilience Pledge", "Resolute Support", "28676-344", "vrouwen, vrede en veiligheid", "nato")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> GraphFolder:
    return small_graph(tmp_path_factory.mktemp("trace"))


def findings(raw: str, file: str, **layers: Any) -> Findings:
    """Findings of a letter whose lines are its sentences, with `layers` over the defaults."""
    places, at = [], 0
    for line in raw.splitlines():
        if line:
            places.append(Sentence(at, at + len(line)))
        at += len(line) + 1
    layers.setdefault("document", Document("agenda"))
    sentences = layers.pop("sentences", tuple(places))
    return Findings(file, hashlib.sha256(raw.encode()).hexdigest(), sentences=sentences, **layers)


def mentions(raw: str, words: str, **more: Any) -> tuple[Mention, ...]:
    """Every place of `words` in `raw`."""
    starts = [at for at in range(len(raw)) if raw.startswith(words, at)]
    return tuple(Mention(at, at + len(words), words, "test.words", **more) for at in starts)


def store_of(*letters: tuple[str, Findings]) -> Store:
    """A store in memory with the reference data and these letters."""
    store = Store()
    store.load(reference().nquads.encode(), format=RdfFormat.N_QUADS)
    for raw, found in letters:
        store.load(letter_quads(found, raw).encode(), format=RdfFormat.N_QUADS)
    return store


def quotes(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.quote for entry in entries]


def about(meeting: str, start: str | None, kind: Any = "agenda") -> dict[str, Any]:
    """The layers of a letter about a meeting."""
    return {
        "document": Document(kind, about_meeting=meeting),
        "meetings": (Meeting(meeting, "NATO defence ministers", (), start),),
    }


def test_the_oldest_meeting_comes_first_whatever_the_names_of_the_files(small: GraphFolder) -> None:
    found = trace(small, ["NMI"])
    assert [entry.date for entry in found.entries] == sorted(entry.date for entry in found.entries)
    assert found.entries[0].letter.id == "28676-333"
    assert found.entries[-1].letter.id == "001_verslag"


def test_an_entry_knows_its_letter_meeting_section_and_citations(small: GraphFolder) -> None:
    entry = trace(small, ["NMI"]).entries[0]
    assert entry.quote.startswith("De commandant van de NAVO-missie in Irak (NMI)")
    assert (entry.date, entry.how, entry.part, entry.section) == ("2020-02-12", "named", "text", "Irak")
    assert entry.letter.name == "agenda 28676-333, 3 Feb 2020"
    assert entry.letter.meeting and entry.letter.meeting.dates == "12–13 Feb 2020"
    assert entry.letter.address == "https://zoek.officielebekendmakingen.nl/kst-28676-333"
    assert entry.references == ("27925-692",)
    assert [entry.quote[start:end] for start, end in entry.quote_marks] == ["NAVO-missie in Irak", "NMI"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_quote_stands_at_its_place_in_its_letter(seeds_graph: GraphFolder, subject: str) -> None:
    raws = {stored.file: seeds_graph.raw(stored) for stored in seeds_graph.letters()}
    found = trace(seeds_graph, [subject])
    assert found.entries
    for entry in found.entries:
        raw = raws[entry.letter.file]
        assert raw[entry.start : entry.end] == entry.exact
        assert entry.quote == " ".join(entry.quote.split())
        assert all(entry.start <= start < end <= entry.end for start, end in entry.marks)
        for start, end in entry.quote_marks:
            assert 0 <= start < end <= len(entry.quote)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_letter_either_speaks_or_is_silent(seeds_graph: GraphFolder, subject: str) -> None:
    found = trace(seeds_graph, [subject])
    speaking, silent = {card.id for card in found.letters}, {card.id for card in found.silent}
    assert not speaking & silent
    assert speaking | silent == {stored.id for stored in seeds_graph.letters()}
    assert found.total == 5
    assert len({(entry.letter.id, entry.start, entry.end) for entry in found.entries}) == len(found.entries)


def test_the_mission_in_iraq_over_the_five_letters(seeds_graph: GraphFolder) -> None:
    found = trace(seeds_graph, ["NMI"])
    assert [card.file[:3] for card in found.letters] == ["004", "000", "003", "001"]
    assert [card.file[:3] for card in found.silent] == ["002"]
    text = "\n".join(quotes(found.entries))
    assert "heeft de commandant van de NAVO-missie de activiteiten tijdelijk opgeschort" in text
    assert "De Ministers stemden in met een herziening van het operatieplan van NMI" in text
    assert [item.id for item in found.related] == ["topic/iraq"]
    answers = [entry.section for entry in found.entries if entry.letter.file.startswith("003")]
    assert "Vraag 14 › Antwoord" in answers


def test_several_subjects_are_one_answer_without_doubles(small: GraphFolder) -> None:
    both = trace(small, ["NMI", "27925-692", "TR"])
    assert quotes(both.entries) == [
        *quotes(trace(small, ["NMI"]).entries),
        *quotes(trace(small, ["TR"]).entries),
    ]
    assert both.entries[0].about == ("mission/NMI", "kamerstuk/27925-692")
    assert trace(small, ["NMI", "nmi", "mission/NMI"]).entries == trace(small, ["NMI"]).entries


def test_an_unknown_subject_is_an_error_even_beside_a_known_one(small: GraphFolder) -> None:
    with pytest.raises(SubjectError):
        trace(small, ["NMI", "no such thing"])


def test_a_folder_without_a_graph_says_so(small: GraphFolder) -> None:
    with pytest.raises(GraphError):
        trace(small.path / "nothing", ["NMI"])


def test_a_path_a_folder_and_a_store_give_the_same(small: GraphFolder) -> None:
    assert trace(small.path, ["NMI"]) == trace(small, ["NMI"]) == trace(small.store(), ["NMI"])


def test_a_sentence_that_goes_on_about_a_mission_is_continued() -> None:
    raw = "NMI begint.\nDeze missie groeit.\nIets anders."
    sentences = (Sentence(0, 11), Sentence(12, 31, continues=("mission/NMI",)), Sentence(32, 44))
    found = findings(raw, "a.txt", missions=(Found("NMI", mentions(raw, "NMI")),), sentences=sentences)
    answer = trace(store_of((raw, found)), ["NMI"])
    assert [(e.quote, e.how) for e in answer.entries] == [
        ("NMI begint.", "named"),
        ("Deze missie groeit.", "continued"),
    ]
    assert answer.entries[1].quote_marks == ()


def topic_letter(depth: Any = "substantive") -> tuple[str, Findings]:
    raw = "De ruimte is van belang.\nDat blijft zo.\n5 Bron: een krant.\nHet weer."
    passage = Mention(0, raw.index("\nHet"), raw[: raw.index("\nHet")], "test.passage", depth=depth)
    at = raw.index("5 Bron")
    lines = (Sentence(0, 24), Sentence(25, 39), Sentence(at, at + 18, "footnote"), Sentence(at + 19, len(raw)))
    terms = (Found("space", mentions(raw, "ruimte")),)
    return raw, findings(raw, "a.txt", topics=(Found("space", (passage,)),), topic_terms=terms, sentences=lines)


def test_a_topic_has_the_sentences_of_its_passages_but_not_their_footnotes() -> None:
    answer = trace(store_of(topic_letter()), ["topic/space"])
    assert [(e.quote, e.how) for e in answer.entries] == [
        ("De ruimte is van belang.", "named"),
        ("Dat blijft zo.", "passage"),
    ]


def test_a_topic_that_is_only_listed_has_the_sentence_that_names_it() -> None:
    answer = trace(store_of(topic_letter(depth="listed")), ["topic/space"])
    assert quotes(answer.entries) == ["De ruimte is van belang."]


def test_a_broad_topic_takes_in_narrower_ones_unless_told_not_to() -> None:
    store = store_of(topic_letter())
    answer = trace(store, ["topic/domains-and-technology"])
    assert len(answer.entries) == 2
    assert {(e.about, e.found) for e in answer.entries} == {(("topic/domains-and-technology",), ("topic/space",))}
    assert [item.id for item in answer.also] == ["topic/space"]
    assert trace(store, ["topic/domains-and-technology"], narrower=False).entries == ()
    assert len(trace(store, ["topic/space"], narrower=False).entries) == 2


def test_a_dossier_takes_in_its_papers_and_a_footer_is_no_citation() -> None:
    raw = "Zie stuk 1.\nZie stuk 2.\nvergaderjaar, 28 676, nr. 3"
    cites = [("27925-1", 4, 10, False), ("27925-2", 16, 22, False), ("28676-3", 24, 50, True)]
    papers = tuple(
        Reference("kamerstuk", (one,), start, end, raw[start:end], "test.paper", one, self=own)
        for one, start, end, own in cites
    )
    store = store_of((raw, findings(raw, "a.txt", references=papers)))
    assert quotes(trace(store, ["27 925"]).entries) == ["Zie stuk 1.", "Zie stuk 2."]
    assert quotes(trace(store, ["27925-2"]).entries) == ["Zie stuk 2."]
    assert trace(store, ["28676-3"]).entries == ()


def test_an_alias_of_a_paper_finds_it_and_the_entry_cites_the_primary_number() -> None:
    raw = "Zie Kamerstukken 29 521 en 25 295, nr. 407."
    paper = Reference("kamerstuk", ("29521-407", "25295-407"), 4, 42, raw[4:42], "test.paper", "29521-407")
    store = store_of((raw, findings(raw, "a.txt", references=(paper,))))
    assert trace(store, ["25295-407"]).entries[0].references == ("29521-407",)


def test_headings_and_signatures_count_only_in_a_letter_that_says_nothing_else() -> None:
    raw = "Irak\nNMI groeit."
    head = (Sentence(0, 4, "heading"), Sentence(5, 16))
    both = findings(raw, "both.txt", missions=(Found("NMI", (Mention(0, 4, "Irak", "t"), Mention(5, 8, "NMI", "t"))),))
    only = findings(raw, "only.txt", missions=(Found("NMI", (Mention(0, 4, "Irak", "t"),)),))
    store = store_of((raw, replace(both, sentences=head)), (raw, replace(only, sentences=head)))
    assert [(e.letter.id, e.part) for e in trace(store, ["NMI"]).entries] == [("both", "text"), ("only", "heading")]


def test_letters_on_one_meeting_stand_in_the_order_agenda_consultation_report() -> None:
    raw = "NMI groeit."
    mission = {"missions": (Found("NMI", mentions(raw, "NMI")),)}
    kinds = {"a": "report", "b": "questions", "c": "agenda", "d": "letter"}
    letters = [
        (raw, findings(raw, f"{name}.txt", **about("nato-dmm-2020-10-22", "2020-10-22", kind), **mission))
        for name, kind in kinds.items()
    ]
    assert [e.letter.id for e in trace(store_of(*letters), ["NMI"]).entries] == ["c", "b", "a", "d"]


def test_dates_of_any_precision_are_in_order_and_the_unknown_comes_last() -> None:
    raw = "NMI groeit."
    mission = {"missions": (Found("NMI", mentions(raw, "NMI")),)}
    given = {
        "unknown": {"document": Document("letter")},
        "late": about("nato-dmm-2021-02", "2021-02"),
        "dated": {"document": Document("letter", date="2020-05-01")},
        "year": about("nato-summit-2020", "2020"),
        "day": about("nato-dmm-2020-10-22", "2020-10-22"),
    }
    store = store_of(*((raw, findings(raw, f"{name}.txt", **layers, **mission)) for name, layers in given.items()))
    found = trace(store, ["NMI"])
    assert [e.letter.id for e in found.entries] == ["year", "dated", "day", "late", "unknown"]
    assert [e.date for e in found.entries] == ["2020", "2020-05-01", "2020-10-22", "2021-02", ""]
    assert [(meeting.id if meeting else None, date) for meeting, date, _ in found.occasions()] == [
        ("nato-summit-2020", "2020"),
        (None, "2020-05-01"),
        ("nato-dmm-2020-10-22", "2020-10-22"),
        ("nato-dmm-2021-02", "2021-02"),
        (None, ""),
    ]


def test_a_person_who_only_signs_is_shown_with_the_signature() -> None:
    raw = "De brief.\nA.Th.B. Bijleveld-Schouten"
    signed = (Signature("A.Th.B. Bijleveld-Schouten", None, 10, len(raw), "bijleveld-schouten"),)
    people = (Found("bijleveld-schouten", mentions(raw, "A.Th.B. Bijleveld-Schouten")),)
    lines = (Sentence(0, 9), Sentence(10, len(raw), "signature"))
    found = findings(raw, "a.txt", document=Document("letter", signed_by=signed), people=people, sentences=lines)
    answer = trace(store_of((raw, found)), ["bijleveld-schouten"])
    assert [(e.part, e.quote) for e in answer.entries] == [("signature", "A.Th.B. Bijleveld-Schouten")]


def test_a_heading_that_comes_back_is_told_apart_by_the_one_before_it() -> None:
    rows = [("s1", "Algemeen"), ("s2", "Vraag 1"), ("s3", "Antwoord"), ("s4", "Vraag 2"), ("s5", "Ant-\nwoord")]
    rows += [("s6", "Antwoord")]
    assert section_names(rows) == {
        "s1": "Algemeen",
        "s2": "Vraag 1",
        "s3": "Vraag 1 › Antwoord",
        "s4": "Vraag 2",
        "s5": "Ant- woord",
        "s6": "Ant- woord › Antwoord",
    }


def test_sections_are_found_by_where_their_heading_stands() -> None:
    raw = "Irak\nNMI groeit.\nRuimte\nNMI krimpt."
    sections = (Section("Irak", 0, 4, 1, 5, 16), Section("Ruimte", 17, 23, 1, 24, len(raw)))
    found = findings(raw, "a.txt", missions=(Found("NMI", mentions(raw, "NMI")),), sections=sections)
    assert [e.section for e in trace(store_of((raw, found)), ["NMI"]).entries] == ["Irak", "Ruimte"]


def kinds_of(
    statuses: tuple[str, ...] = (), kinds: tuple[str, ...] = (), asked: str = "", ahead: bool = False
) -> tuple[str, ...]:
    said = [Statement(f"x:{status}", "decision", 0, 1, "", {"status": (status,)}) for status in statuses]
    said += [Statement(f"x:{kind}", kind, 0, 1, "", {}) for kind in kinds]
    around = (Statement("x:asked", asked, 0, 1, "", {}),) if asked else ()
    return replace(ENTRIES[0], statements=tuple(said), asked=around, ahead=ahead).kinds


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ({"statuses": ("taken",)}, ("decision",)),
        ({"statuses": ("not_yet",)}, ("decision",)),
        ({"statuses": ("expected",)}, ("plan",)),
        ({"statuses": ("proposed", "taken"), "kinds": ("position",)}, ("decision", "plan", "position")),
        ({"statuses": ("pending",), "asked": "answer"}, ("plan", "answer")),
        ({"kinds": ("position",), "ahead": True}, ("position",)),
        ({"kinds": ("quantity",)}, ("fact",)),
        ({"kinds": ("quantity",), "asked": "answer"}, ("answer",)),
        ({"kinds": ("commitment", "position")}, ("position", "commitment")),
        ({"asked": "question", "ahead": True}, ("question",)),
        ({"asked": "answer", "ahead": True}, ("plan", "answer")),
        ({"ahead": True}, ("plan",)),
        ({}, ("fact",)),
    ],
)
def test_what_an_entry_says_is_told_by_its_statements_and_whether_it_looks_ahead(
    said: dict[str, Any], kinds: tuple[str, ...]
) -> None:
    assert kinds_of(**said) == kinds
    assert set(kinds) <= set(KINDS)


def test_a_sentence_that_looks_ahead_is_a_plan() -> None:
    raw = "NMI zal groeien.\nNMI groeide."
    found = findings(raw, "a.txt", missions=(Found("NMI", mentions(raw, "NMI")),))
    answer = trace(store_of((raw, found)), ["NMI"])
    assert [entry.kind for entry in answer.entries] == ["plan", "fact"]
    assert quotes(trace(store_of((raw, found)), ["NMI"], limits=Limits(kinds=("plan",))).entries) == [
        "NMI zal groeien."
    ]


def three_meetings() -> Store:
    """An agenda and a report without dates on one meeting, a dated letter, and an agenda on the next meeting."""
    raw = "NMI groeit."
    mission = {"missions": (Found("NMI", mentions(raw, "NMI")),)}
    given = {
        "agenda": about("nato-dmm-2020-02-12", "2020-02-12"),
        "report": about("nato-dmm-2020-02-12", "2020-02-12", "report"),
        "dated": {"document": Document("letter", date="2020-05-01")},
        "next": about("nato-dmm-2020-10-22", "2020-10-22"),
        "nowhere": {"document": Document("letter")},
    }
    return store_of(*((raw, findings(raw, f"{name}.txt", **layers, **mission)) for name, layers in given.items()))


@pytest.mark.parametrize(
    ("limits", "ids"),
    [
        (Limits(), ["agenda", "report", "dated", "next", "nowhere"]),
        (Limits(as_of="2020-02-11"), ["agenda"]),
        (Limits(as_of="2020-02-13"), ["agenda"]),
        (Limits(as_of="2020-02-14"), ["agenda", "report"]),
        (Limits(as_of="2020-05"), ["agenda", "report", "dated"]),
        (Limits(since="2020-05"), ["dated", "next"]),
        (Limits(since="2020-03", until="2020-09"), ["dated"]),
        (Limits(until="2020-02"), ["agenda", "report"]),
        (Limits(since="2020-05", as_of="2020-06"), ["dated"]),
    ],
)
def test_dates_limit_the_letters(limits: Limits, ids: list[str]) -> None:
    found = trace(three_meetings(), ["NMI"], limits=limits)
    assert [entry.letter.id for entry in found.entries] == ids
    assert found.total == len(ids)
    placed = limits != Limits() and "nowhere" not in ids
    assert any("nothing says when" in note and "nowhere" in note for note in found.notes) is placed


def test_a_letter_that_is_left_out_for_its_time_is_said_with_the_reason() -> None:
    found = trace(three_meetings(), ["NMI"], limits=Limits(as_of="2020-02-12"))
    assert any("report (report without a date: after its meeting ends)" in note for note in found.notes)


def test_what_was_said_before_the_stretch_asked_for_still_counts_as_earlier() -> None:
    found = trace(three_meetings(), ["NMI"], limits=Limits(since="2020-10"))
    assert [entry.change.letter.id if entry.change else None for entry in found.entries] == ["dated"]


def two_topics() -> Store:
    raw = "De ruimte is van belang.\nHet internet ook."
    terms = (Found("space", mentions(raw, "ruimte")), Found("cyber-defence", mentions(raw, "internet")))
    return store_of((raw, findings(raw, "a.txt", topic_terms=terms)))


def test_a_topic_asked_beside_a_narrower_one_takes_in_no_other() -> None:
    store = two_topics()
    broad, one, other = "topic/domains-and-technology", "topic/space", "topic/cyber-defence"
    assert len(trace(store, [broad]).entries) == 2
    found = trace(store, [broad, one])
    assert quotes(found.entries) == ["De ruimte is van belang."]
    assert found.notes == (f"{broad} takes in only what is asked for beside it: {one}.",)
    assert len(trace(store, [broad, one, other]).entries) == 2
    assert trace(store, [one, other]).notes == ()


def test_what_has_no_name_is_looked_for_as_words() -> None:
    raw = "De genie bouwt twee bruggen.\nDe brug is klaar.\nHet weer."
    store = store_of((raw, findings(raw, "a.txt")))
    found = trace(store, ["bruggen"])
    assert [(entry.how, entry.kind) for entry in found.entries][:1] == [("words", "fact")]
    assert quotes(found.entries) == ["De genie bouwt twee bruggen.", "De brug is klaar."]
    assert [entry.quote[slice(*mark)] for entry in found.entries for mark in entry.quote_marks] == ["bruggen", "brug"]
    assert found.things[0].kind == "words"
    assert any("bruggen" in note for note in found.notes)
    with pytest.raises(SubjectError):
        trace(store, ["tunnels"])
