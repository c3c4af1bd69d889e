"""What is said of a letter elsewhere, merged with what it prints: what fills, what contradicts, and what the graph says."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from navograaf.answers import collection
from navograaf.findings.extract import extract
from navograaf.findings.model import Findings, as_json
from navograaf.findings.told_values import agree, paper, readable
from navograaf.graph.build import build
from navograaf.graph.check import check_letter
from navograaf.graph.folder import GraphFolder
from navograaf.graph.quads import letter_id, letter_quads
from navograaf.iris import PREFIXES, THINGS
from navograaf.letters.model import Fact, Letter
from navograaf.letters.reading import from_bytes

PRINTED = """28 676 NAVO
Nr. 333 BRIEF VAN DE MINISTER VAN DEFENSIE
Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 3 februari 2020
Hierbij zend ik u de geannoteerde agenda voor de bijeenkomst van de NAVO-ministers van Defensie op 12 en 13 februari a.s.
te Brussel.
De Minister van Defensie,
A.Th.B. Bijleveld-Schouten
"""
SILENT = """Hierbij zend ik u de geannoteerde agenda voor de bijeenkomst van de NAVO-ministers van Defensie op 21 en 22
oktober a.s. te Brussel. De ministers spreken daar over de missie in Irak.

DE MINISTER VAN DEFENSIE

Henk Kamp
"""
OTHER = """Geachte voorzitter,

Tijdens de bijeenkomst van de NAVO-ministers van Defensie op 21 en 22 oktober 2021 in Brussel is over Irak gesproken.
"""
META, TABLE = "metadata.xml, OVERHEIDop.x", "letters.tsv, row 3"


def read(text: str, *facts: tuple[str, ...]) -> tuple[Letter, Findings]:
    """A letter and its findings; a fact is field, value and source (metadata.xml where it is left out)."""
    letter = from_bytes(
        text.encode(), "brief.txt", tuple(Fact(*(one if len(one) == 3 else (*one, META))) for one in facts)
    )
    return letter, extract(letter)


def doubts(found: Findings) -> list[str]:
    return [one.what for one in found.doubts if one.about in ("metadata", "unreadable")]


def rows(found: tuple[Letter, Findings], pattern: str) -> list[tuple[str, ...]]:
    store = Store()
    store.load(letter_quads(found[1], found[0]).encode(), format=RdfFormat.N_QUADS)
    names = " ".join(dict.fromkeys(word for word in pattern.split() if word[0] == "?"))
    text = f"SELECT DISTINCT {names} WHERE {{ {pattern} }}"
    answers: Any = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    return sorted(tuple((one.value if one else "").removeprefix(THINGS) for one in row) for row in answers)


# What fills


@pytest.mark.parametrize(
    ("field", "value", "filled"),
    [
        ("dossier", "28 676", "28676"),
        ("dossier", "35 300 X", "35300-X"),
        ("number", "0344", "344"),
        ("date", "2021-10-11T00:00:00", "2021-10-11"),
        ("title", "Geannoteerde  agenda", "Geannoteerde agenda"),
        ("addressee", "Tweede Kamer der Staten-Generaal", "Tweede Kamer der Staten-Generaal"),
        ("parliamentary_year", "2021/22", "2021-2022"),
    ],
)
def test_what_the_letter_does_not_print_is_filled(field: str, value: str, filled: str) -> None:
    _, found = read(SILENT, (field, value))
    assert getattr(found.document, field) == filled
    assert as_json(found)["document"]["told"] == [{"field": field, "value": filled, "source": META}]
    assert doubts(found) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dossier", "28676"),
        ("number", "333"),
        ("date", "2020-02-03"),
        ("kind", "agenda"),
        ("addressee", "Tweede Kamer der Staten-Generaal"),
        ("signatory", "A. Bijleveld"),
        ("signatory", "Drs. A.Th.B. Bijleveld-Schouten"),
        ("identifier", "kst-28676-333"),
    ],
)
def test_what_the_letter_prints_as_well_agrees(field: str, value: str) -> None:
    alone, found = read(PRINTED)[1], read(PRINTED, (field, value))[1]
    assert [one.agrees for one in found.document.told] == [True]
    assert doubts(found) == []
    assert {**as_json(found)["document"], "told": 0} == {**as_json(alone)["document"], "told": 0}


CONTRADICTED = [
    ("dossier", "29521", "The dossier is 28676 in the letter, and 29521 in metadata.xml, OVERHEIDop.x."),
    ("number", "334", "The number is 333 in the letter, and 334 in metadata.xml, OVERHEIDop.x."),
    ("date", "2020-02-04", "The date is 2020-02-03 in the letter, and 2020-02-04 in metadata.xml, OVERHEIDop.x."),
    ("kind", "report", "The kind is agenda in the letter, and report in metadata.xml, OVERHEIDop.x."),
    (
        "signatory",
        "Henk Kamp",
        "The signatory is A.Th.B. Bijleveld-Schouten in the letter, and Henk Kamp in metadata.xml, OVERHEIDop.x.",
    ),
    (
        "addressee",
        "Eerste Kamer",
        "The addressee is Voorzitter van de Tweede Kamer der Staten-Generaal in the letter, and Eerste Kamer in"
        " metadata.xml, OVERHEIDop.x.",
    ),
    (
        "identifier",
        "kst-28676-334",
        "The identifier is kst-28676-333 in the letter, and kst-28676-334 in metadata.xml, OVERHEIDop.x.",
    ),
]


@pytest.mark.parametrize(("field", "value", "doubt"), CONTRADICTED)
def test_what_the_letter_prints_stays_and_a_contradiction_is_a_doubt(field: str, value: str, doubt: str) -> None:
    alone, found = read(PRINTED)[1], read(PRINTED, (field, value))[1]
    assert doubts(found) == [doubt]
    assert [one.agrees for one in found.document.told] == [False]
    assert {**as_json(found)["document"], "told": 0} == {**as_json(alone)["document"], "told": 0}


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "Geannoteerde agenda NAVO"), ("kind", "letter"), ("kind", "Brief regering"), ("kenmerk", "BS2020001234"),
     ("published", "2020-02-10"), ("address", "https://example.org/brief")],
)  # fmt: skip
def test_what_the_letter_says_nothing_about_is_kept_and_neither_agrees_nor_contradicts(field: str, value: str) -> None:
    found = read(PRINTED, (field, value))[1]
    assert [(one.value, one.agrees) for one in found.document.told] == [(value, None)]
    assert doubts(found) == []


def test_a_kind_is_filled_only_where_the_letter_tells_none() -> None:
    assert read(OTHER)[1].document.kind == "letter"
    found = read(OTHER, ("kind", "report"))[1]
    assert (found.document.kind, found.document.about_meeting, doubts(found)) == ("report", "nato-dmm-2021-10-21", [])
    assert read(SILENT, ("kind", "report"))[1].document.kind == "agenda"


def test_the_date_is_there_before_what_is_reckoned_from_it() -> None:
    """ "21 en 22 oktober a.s." is in the year of the date, and so is the meeting that the letter is about."""
    assert read(SILENT, ("date", "2021-10-11"))[1].document.about_meeting == "nato-dmm-2021-10-21"
    found = read(SILENT, ("date", "2019-10-11"))[1]
    assert [one.start_date for one in found.meetings if one.id == found.document.about_meeting] == ["2019-10-21"]


def test_dossier_and_number_together_name_the_letter() -> None:
    assert letter_id(read(SILENT, ("dossier", "28676"))[1]) == "brief"
    assert letter_id(read(SILENT, ("dossier", "28676"), ("number", "362"))[1]) == "28676-362"
    assert letter_id(read(SILENT, ("identifier", "kst-35300-X-64"))[1]) == "35300-X-64"


def test_a_told_dossier_stands_for_an_inferred_one() -> None:
    assert [row.field for row in read(SILENT)[1].document.inferred] == ["dossier"]
    assert read(SILENT, ("dossier", "28676"))[1].document.inferred == ()


def test_signatures_are_never_made_of_what_is_told() -> None:
    found = read(OTHER, ("signatory", "Henk Kamp"))[1]
    assert found.document.signed_by == ()
    assert [one.agrees for one in found.document.told] == [None]


# Who is trusted


def test_the_first_source_fills_and_the_contradiction_is_told() -> None:
    found = read(SILENT, ("date", "2021-10-11"), ("date", "2021-10-12", TABLE))[1]
    assert found.document.date == "2021-10-11"
    assert doubts(found) == [
        "The date is 2021-10-11 in metadata.xml, OVERHEIDop.x, and 2021-10-12 in letters.tsv, row 3."
    ]
    assert [one.agrees for one in found.document.told] == [None, None]
    other = read(SILENT, ("date", "2021-10-12", TABLE), ("date", "2021-10-11"))[1]
    assert other.document.date == "2021-10-12"


def test_two_sources_that_say_the_same_contradict_nothing() -> None:
    found = read(SILENT, ("dossier", "28 676"), ("dossier", "28676", TABLE), ("number", "12"), ("number", "012", TABLE))
    assert doubts(found[1]) == []


def test_one_source_may_give_several_dossiers_and_signatories() -> None:
    two = ("dossier", "28676"), ("dossier", "29521"), ("signatory", "S. Blok"), ("signatory", "A. Bijleveld")
    found = read(PRINTED, *two)[1]
    assert doubts(found) == []
    assert [one.agrees for one in found.document.told] == [True, False, False, True]
    assert read(SILENT, *two[:2])[1].document.dossier == "28676"
    assert doubts(read(PRINTED, *two[1:3])[1]) == [
        "The dossier is 28676 in the letter, and 29521 in metadata.xml, OVERHEIDop.x.",
        "The signatory is A.Th.B. Bijleveld-Schouten in the letter, and S. Blok in metadata.xml, OVERHEIDop.x.",
    ]


def test_a_number_is_not_taken_from_a_source_that_names_another_dossier() -> None:
    """28676-12 would be a paper that nobody speaks of."""
    text = PRINTED.replace("Nr. 333 ", "")
    assert read(text, ("number", "12"))[1].document.number == "12"
    found = read(text, ("dossier", "29521"), ("number", "12"))[1]
    assert (found.document.dossier, found.document.number) == ("28676", None)
    found = read(text, ("dossier", "29521"), ("number", "12"), ("number", "333", TABLE))[1]
    assert (found.document.dossier, found.document.number) == ("28676", "333")


def test_a_dossier_is_not_taken_from_a_source_that_gives_another_number() -> None:
    text = PRINTED.replace("28 676 NAVO\n", "")
    assert read(text, ("dossier", "28676"))[1].document.dossier == "28676"
    assert read(text, ("dossier", "28676"), ("number", "334"))[1].document.dossier is None
    assert read(text, ("dossier", "28676"), ("number", "333"))[1].document.dossier == "28676"


# What cannot be read


@pytest.mark.parametrize(
    ("fact", "doubt"),
    [
        (("date", "3 feb", TABLE), 'The date "3 feb" in letters.tsv, row 3 is no day: write it as 2020-02-03.'),
        (("date", "2020-02-30", TABLE), 'The date "2020-02-30" in letters.tsv, row 3 is no day: write it as 2020-02-03.'),
        (("dossier", "NAVO", TABLE),
         'The dossier "NAVO" in letters.tsv, row 3 is no dossier: write it as 28676 or 35300-X.'),
        (("dossier", "28676 en 29521", TABLE),
         'The dossier "28676 en 29521" in letters.tsv, row 3 is no dossier: write it as 28676 or 35300-X.'),
        (("number", "nr. 3", TABLE), 'The number "nr. 3" in letters.tsv, row 3 is no number in a dossier: write it as 344.'),
        (("parliamentary_year", "2020-2022", TABLE),
         'The parliamentary year "2020-2022" in letters.tsv, row 3 is no parliamentary year: write it as 2019-2020.'),
        (("problem", "there is no column \"file\". Name it", TABLE),
         'Not all that is said of the letter elsewhere counts: letters.tsv, row 3: there is no column "file". Name it.'),
        (("unreadable", "page 3: a picture without text", "brief.pdf"),
         "Not all of the file could be read: page 3: a picture without text."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_doubt_and_fills_nothing(fact: tuple[str, str, str], doubt: str) -> None:
    alone, found = read(SILENT)[1], read(SILENT, fact)[1]
    assert doubts(found) == [doubt]
    assert found.document == alone.document


def test_findings_of_a_letter_without_facts_do_not_name_them() -> None:
    assert "told" not in as_json(read(PRINTED)[1])["document"]


# Values


@pytest.mark.parametrize(
    ("field", "told", "printed", "agrees"),
    [
        ("signatory", "Kamp", "Henk Kamp", True),
        ("signatory", "H.G.J. Kamp", "Henk Kamp", True),
        ("signatory", "H. Kampman", "Henk Kamp", False),
        ("signatory", "A. B.", "Henk Kamp", False),
        ("addressee", "de VOORZITTER van de Tweede Kamer", "Voorzitter van de Tweede Kamer", True),
        ("addressee", "Kamer", "Kamerleden", False),
        ("title", "Agenda", "Geannoteerde agenda", True),
        ("title", "Irak", "Geannoteerde agenda", None),
        ("kind", "letter", "agenda", None),
        ("kind", "report", "agenda", False),
    ],
)
def test_agreement(field: str, told: str, printed: str, agrees: bool | None) -> None:
    assert agree(field, told, printed) is agrees


@pytest.mark.parametrize(
    ("identifier", "found"),
    [
        ("kst-28676-344", ("28676", "344")),
        ("kst-21501-28-554", ("21501-28", "554")),
        ("kst-35300-X-64", ("35300-X", "64")),
        ("kst-28676-A", ("28676", "A")),
        ("blg-123456", None),
        ("kst-28676", None),
    ],
)
def test_a_paper_in_its_identifier(identifier: str, found: tuple[str, str] | None) -> None:
    assert paper(identifier) == found


FIELDS = st.sampled_from(
    ["dossier", "number", "date", "kind", "title", "parliamentary_year", "identifier", "signatory"]
)
VALUES = st.one_of(st.text(max_size=30), st.sampled_from(["28 676", "344", "2020-02-03", "2019/20", "agenda"]))


@given(FIELDS, VALUES)
def test_a_readable_value_reads_as_itself(field: str, value: str) -> None:
    found = readable(field, value)
    assert found is None or (readable(field, found) == found and found == found.strip() != "")
    assert found is None or agree(field, found, found)


@settings(deadline=None, max_examples=60)  # the first example reads the rules
@given(st.lists(st.tuples(FIELDS, VALUES, st.sampled_from([META, TABLE])), max_size=6))
def test_any_facts_make_a_graph_without_violations(facts: list[tuple[str, str, str]]) -> None:
    """And no more than the printed fields stay: nothing that is said elsewhere changes what the letter prints."""
    letter, found = read(PRINTED, *facts)
    document = found.document
    assert (document.dossier, document.number, document.date, document.kind) == ("28676", "333", "2020-02-03", "agenda")
    assert len(document.told) <= len(facts)
    results = check_letter(letter_quads(found, letter))
    assert [one for one in results if one.severity == "Violation"] == []


# The graph


def test_each_statement_is_a_node_with_its_source() -> None:
    found = read(PRINTED, ("date", "2020-02-04"), ("date", "2020-02-03", TABLE), ("kenmerk", "BS2020001234"))
    told = rows(
        found,
        "?one a navo:MetadataStatement ; navo:letter ?in ; navo:field ?field ; navo:value ?value ; navo:toldBy ?by",
    )
    assert told == [
        (f"letter/28676-333/told/{place}", "letter/28676-333", *rest)
        for place, *rest in (
            ("date/1", "date", "2020-02-04", META),
            ("date/2", "date", "2020-02-03", TABLE),
            ("kenmerk/1", "kenmerk", "BS2020001234", META),
        )
    ]
    assert rows(found, "?one navo:agrees ?agrees") == [
        ("letter/28676-333/told/date/1", "false"),
        ("letter/28676-333/told/date/2", "true"),
    ]
    assert rows(found, "?one a navo:Inference") == []
    assert rows(found, "?letter navo:doubt ?doubt") == [
        ("letter/28676-333", "The date is 2020-02-03 in the letter, and 2020-02-04 in metadata.xml, OVERHEIDop.x.")
    ] + [("letter/28676-333", one.what) for one in found[1].doubts if one.about != "metadata"]


def test_what_is_filled_is_written_as_what_is_printed() -> None:
    found = read(SILENT, ("dossier", "28676"), ("number", "362"), ("date", "2021-10-11"), ("title", "NAVO"))
    patterns = "navo:number ?n ; navo:identifiedAs ?paper ; eli:date_document ?date ; dcterms:title ?title ; navo:officialAddress ?web"
    assert rows(found, f"?letter {patterns}") == [
        ("letter/28676-362", "362", "kamerstuk/28676-362", "2021-10-11", "NAVO", OFFICIAL + "28676-362")
    ]


OFFICIAL = "https://zoek.officielebekendmakingen.nl/kst-"


@pytest.mark.parametrize(
    ("text", "facts", "by"),
    [
        (PRINTED, [("dossier", "28676"), ("number", "333")], []),
        (SILENT, [("dossier", "28676"), ("number", "362")], ["metadata.xml"]),
        (SILENT, [("identifier", "kst-28676-362", TABLE)], ["letters.tsv"]),
        (PRINTED.replace("28 676 NAVO\n", ""), [("number", "333"), ("dossier", "28676", TABLE)], ["letters.tsv"]),
        (SILENT, [("number", "362")], []),  # a number without a dossier names no paper
    ],
)
def test_the_graph_says_who_tells_the_number(text: str, facts: list[tuple[str, ...]], by: list[str]) -> None:
    assert [source for _, source in rows(read(text, *facts), "?letter navo:numberToldBy ?by")] == by


@pytest.mark.parametrize(
    ("facts", "addresses"),
    [
        ([], []),
        ([("address", OFFICIAL + "28676-362.html")], [OFFICIAL + "28676-362"]),
        ([("identifier", "kst-32735-(R1921)-5")], [OFFICIAL + "32735-(R1921)-5"]),
        ([("address", "https://example.org/kst-28676-362")], []),
        ([("address", "javascript:alert(1)"), ("identifier", "blg-12")], []),
    ],
)
def test_the_official_address_comes_from_elsewhere_where_the_numbers_give_none(
    facts: Iterable[tuple[str, str]], addresses: list[str]
) -> None:
    letter, found = read(SILENT, *facts)
    assert [
        web for one, web in rows((letter, found), "?one navo:officialAddress ?web") if one == "letter/brief"
    ] == addresses
    assert [one for one in check_letter(letter_quads(found, letter)) if one.severity == "Violation"] == []


def test_printed_numbers_give_the_address_whatever_is_told() -> None:
    found = read(PRINTED, ("address", OFFICIAL + "28676-362"))
    addresses = dict(rows(found, "?one navo:officialAddress ?web"))
    assert addresses["letter/28676-333"] == OFFICIAL + "28676-333"


# Answers


def test_answers_say_who_tells_the_number_with_the_file_of_names_and_without(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "brief.txt").write_text(SILENT, "utf-8")
    (letters / "ander.txt").write_text(PRINTED, "utf-8")
    table = "file\tdossier\tnumber\tdate\nbrief.txt\t28676\t362\t2021-10-11\nander.txt\t28676\t333\t2020-02-04\n"
    (letters / "letters.tsv").write_text(table, "utf-8")
    folder = GraphFolder(tmp_path / "graph")
    assert build(folder, [letters]).set_aside == []
    snapshot = folder.snapshot()
    cards = collection.letters(snapshot)  # type: ignore[arg-type]
    assert [card.name for card in cards] == [
        "agenda 28676-333, 3 Feb 2020",
        "agenda 28676-362 (number told by letters.tsv), 11 Oct 2021",
    ]
    assert cards == collection.letters(snapshot.store)  # type: ignore[arg-type]
    assert cards[0].doubts == ("The date is 2020-02-03 in the letter, and 2020-02-04 in letters.tsv, row 3.",)
