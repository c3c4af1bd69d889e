"""Findings become quads: what each finding is in the graph, and the laws that hold for any letter."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factory import AGENDA, REPORT, extract
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, RdfFormat, Store, parse

from navograaf.errors import GraphError
from navograaf.findings.model import (
    Document,
    Findings,
    Found,
    Inference,
    Meeting,
    Mention,
    Reference,
    Section,
    Sentence,
)
from navograaf.graph.quads import letter_id, letter_quads
from navograaf.graph.reference import reference, thing_kind
from navograaf.iris import PREFIXES, THINGS
from navograaf.letters.model import Letter
from navograaf.letters.reading import from_bytes

ROOT = Path(__file__).resolve().parent.parent
STATEMENTS = "VALUES ?class { navo:Mention navo:Passage navo:Citation navo:UnresolvedName } ?s a ?class ."


def agenda() -> Letter:
    return from_bytes(AGENDA.encode(), "004_agenda.txt")


def report() -> Letter:
    return from_bytes(REPORT.encode(), "001_verslag.txt")


def rows(nquads: str, pattern: str) -> list[tuple[str, ...]]:
    """The answers to a pattern: sorted rows of plain strings, variables as they first stand, our IRIs cut short."""
    store = Store()
    store.load(nquads.encode(), format=RdfFormat.N_QUADS)
    names = dict.fromkeys(re.findall(r"\?\w+", pattern))
    found: Any = store.query(
        f"SELECT DISTINCT {' '.join(names)} WHERE {{ {pattern} }}", prefixes=PREFIXES, use_default_graph_as_union=True
    )
    return sorted(tuple((v.value if v else "").removeprefix(THINGS) for v in row) for row in found)


def written(letter: Letter, **changes: Any) -> str:
    """The quads of the factory's findings for a letter, with some fields replaced."""
    return letter_quads(replace(extract(letter), **changes), letter.raw)


def bare(letter: Letter, **given: Any) -> str:
    """The quads of a letter in which nothing was found but what is given."""
    document = given.pop("document", Document("letter"))
    return letter_quads(Findings(letter.file, letter.sha256, document, **given), letter.raw)


def at(letter: Letter, words: str, **more: Any) -> Mention:
    start = letter.raw.index(words)
    return Mention(start, start + len(words), words, more.pop("rule", "test.rule"), **more)


def test_what_the_letter_is() -> None:
    letter = agenda()
    nquads = written(letter)
    me = "letter/28676-333"
    assert letter_id(extract(letter)) == "28676-333"
    assert rows(nquads, "?l a navo:AnnotatedAgenda ; navo:number ?n ; eli:date_document ?d ; navo:place ?p") == [
        (me, "333", "2020-02-03", "Den Haag")
    ]
    assert rows(nquads, "?l navo:dossier ?d . ?d eli:has_member ?l ; navo:dossierNumber ?n") == [
        (me, "dossier/28676", "28676")
    ]
    assert rows(nquads, "?l navo:identifiedAs ?k ; navo:officialAddress ?a") == [
        (me, "kamerstuk/28676-333", "https://zoek.officielebekendmakingen.nl/kst-28676-333")
    ]
    assert rows(nquads, "?l eli:is_realized_by ?t . ?t navo:length ?n ; navo:sha256 ?h") == [
        (me, f"{me}/text", str(len(letter.raw)), letter.sha256)
    ]
    assert rows(nquads, "?l navo:signature ?s . ?s navo:signatory ?p ; navo:evidence/navo:exact ?w") == [
        (me, f"{me}/signature/{letter.raw.index('A.Th.B.')}", "person/bijleveld-schouten", "A.Th.B. Bijleveld-Schouten")
    ]


def test_what_is_inferred_stays_apart_from_what_is_printed() -> None:
    document = Document(
        "report",
        number="333",
        inferred=(Inference("dossier", "28676", "it follows 28676-332", "high"),),
    )
    nquads = bare(report(), document=document)
    me = "letter/001_verslag"
    assert rows(nquads, "?l navo:identifiedAs ?k") == [(me, "kamerstuk/28676-333")]
    assert rows(nquads, f"<{THINGS}{me}> navo:dossier ?d") == []
    assert rows(nquads, "?i a navo:Inference ; navo:field ?f ; navo:value ?v ; navo:confidence ?c") == [
        (f"{me}/inference/dossier", "dossier", "28676", "high")
    ]


def test_a_mention_leads_to_its_sentence_section_words_and_rule() -> None:
    letter = agenda()
    pattern = """
        ?m navo:mentions <https://w3id.org/navograaf/id/mission/NMI> ; navo:evidence [ navo:exact ?words ] ;
        navo:mentionType ?type ; navo:foundBy ?rule ; navo:inSentence ?sentence ; prov:wasGeneratedBy ?run .
        ?sentence navo:inSection/navo:heading ?heading ; navo:evidence/navo:start ?start .
        ?run prov:qualifiedAssociation/prov:hadPlan ?rule"""
    found = [(row[1], row[2], row[3], row[6], row[7]) for row in rows(written(letter), pattern)]
    start = str(letter.raw.index("De commandant"))
    assert found == [
        ("NAVO-missie in Irak", "name", "rule/missions.name", "Irak", start),
        ("NMI", "abbr", "rule/missions.abbreviation", "Irak", start),
    ]


def test_a_thing_that_is_stood_for_is_linked_to_the_sentence_and_is_no_mention() -> None:
    letter = agenda()
    start = letter.raw.index("Nederland steunt")
    sentence = rows(written(letter), "?s navo:continues ?what")
    assert [(row[0].split("/")[-1].split("-")[0], row[1]) for row in sentence] == [(str(start), "mission/NMI")]


def test_the_clean_words_stand_beside_the_raw_ones_where_they_differ() -> None:
    letter = agenda()
    damaged = at(letter, "een wegversper-\nring")
    whole = at(letter, "Nederland steunt deze missie")
    sentences = (
        Sentence(damaged.start, damaged.end, clean="een wegversperring"),
        Sentence(whole.start, whole.end, clean=whole.surface),
    )
    found = rows(bare(letter, sentences=sentences), "?s a navo:Sentence ; navo:cleanText ?words")
    assert [row[1] for row in found] == ["een wegversperring"]


@pytest.mark.parametrize(
    ("given", "cited", "primary", "references"),
    [
        (("28676-344",), {"28676-344"}, {"28676-344"}, {"28676-344"}),
        (("29521-407", "25295-407"), {"29521-407", "25295-407"}, {"29521-407"}, {"29521-407"}),
        (("35300-X-64",), {"35300-X-64"}, {"35300-X-64"}, {"35300-X-64"}),
    ],
)
def test_a_citation_keeps_the_alias_apart(
    given: tuple[str, ...], cited: set[str], primary: set[str], references: set[str]
) -> None:
    letter = agenda()
    where = at(letter, "Kamerstuk 27925-692")
    kamerstuk = Reference(
        "kamerstuk", given, where.start, where.end, where.surface, "r", given[0] if len(given) > 1 else None
    )
    nquads = bare(letter, references=(kamerstuk,))

    def ends(pattern: str) -> set[str]:
        return {row[-1].removeprefix("kamerstuk/") for row in rows(nquads, pattern)}

    assert ends("?c a navo:Citation ; cito:hasCitedEntity ?k") == cited
    assert ends("?c navo:primaryCited ?k") == primary
    assert ends("?l dcterms:references ?k") == references
    dossiers = {one.rpartition("-")[0] for one in cited}
    assert {row[1] for row in rows(nquads, "?k a navo:Kamerstuk . ?k navo:dossier/navo:dossierNumber ?n")} == dossiers


def test_the_footer_of_a_letter_is_no_reference_to_another_paper() -> None:
    letter = agenda()
    footer = Reference("kamerstuk", ("28676-333",), 0, 6, letter.raw[:6], "r", self=True)
    nquads = bare(letter, references=(footer,))
    assert rows(nquads, "?c navo:selfReference true") == [("letter/004_agenda/citation/0-6",)]
    assert rows(nquads, "?l dcterms:references ?k") == []


@pytest.mark.parametrize(
    ("kind", "identifier", "iri", "type_"),
    [
        ("kenmerk", "2020D11584", "kenmerk/2020D11584", "Paper"),
        ("un-resolution", "UNSCR-9999", "resolution/UNSCR-9999", "Resolution"),
        ("treaty", "some-unheard-of-treaty", "document/some-unheard-of-treaty", "NamedDocument"),
        ("url", "https://www.nato.int/a b", "https://www.nato.int/a%20b", "WebPage"),
        ("kamerstuk", "28676", "dossier/28676", "Dossier"),
    ],
)
def test_other_papers(kind: Any, identifier: str, iri: str, type_: str) -> None:
    cited = Reference(kind, (identifier,), 0, 5, "28 67", "r")
    nquads = bare(agenda(), references=(cited,))
    assert rows(nquads, f"?c navo:primaryCited ?paper . ?paper a navo:{type_}")[0][1] == iri
    assert rows(nquads, "?l dcterms:references ?k") == []


def test_who_has_no_name_is_a_post() -> None:
    assert any(PREFIXES["foaf"] + "Person" in kinds for kinds in reference().types.values()), "ontology/people.ttl"
    assert thing_kind("bijleveld-schouten") == "person"
    assert thing_kind("sg-nato") == "post"
    assert thing_kind("commander-of-something-unheard-of") == "post"
    nquads = written(agenda())
    posts = {row[1] for row in rows(nquads, "?m navo:mentions ?p FILTER(CONTAINS(STR(?p), '/post/'))")}
    assert posts == {"post/sg-nato", "post/commander-nmi"}


def test_a_thing_outside_the_reference_data_is_described_once_by_its_first_words() -> None:
    letter = agenda()
    found = Found("UNHEARD-OF", (at(letter, "NMI"), at(letter, "NAVO-missie in Irak")))
    nquads = bare(letter, missions=(found,))
    thing = "mission/UNHEARD-OF"
    assert rows(nquads, "?t a navo:Mission ; rdfs:label ?label ; dcterms:identifier ?id") == [
        (thing, "NAVO-missie in Irak", "UNHEARD-OF")
    ]
    known = bare(letter, missions=(Found("NMI", (at(letter, "NMI"),)),))
    assert rows(known, "?t a navo:Mission") == [], "reference data is pointed to, not copied"


@pytest.mark.parametrize(
    ("kind", "date", "about", "other", "phase"),
    [
        ("agenda", None, "2020-02-12", "2020-02-12", "eli-dl:ForeseenActivity"),
        ("questions", None, "2020-02-12", "2020-02-12", "eli-dl:ForeseenActivity"),
        ("report", None, "2020-02-12", "2020-02-12", "eli-dl:Activity"),
        ("agenda", None, "2020-02-12", "2016", "eli-dl:Activity"),
        ("agenda", None, "2020-02-12", "2020-06", "eli-dl:ForeseenActivity"),
        ("report", None, "2020-02-12", "2021", "eli-dl:ForeseenActivity"),
        ("report", "2020-03-01", "2020-02-12", "2020-02-20", "eli-dl:Activity"),
        ("agenda", None, "2020-02-12", "2020", None),
        ("agenda", None, None, "2020-02-12", None),
    ],
)
def test_a_meeting_is_held_or_foreseen_as_the_letter_sees_it(
    kind: Any, date: str | None, about: str | None, other: str, phase: str | None
) -> None:
    letter = agenda()
    ids = {"x-about": about, "x-other": other} if about != other else {"x-about": about}
    meetings = tuple(
        Meeting(identifier, "a body", (at(letter, "Bijeenkomst"),), start)
        for identifier, start in ids.items()
        if start or identifier == "x-other"
    )
    document = Document(kind, date=date, about_meeting="x-about" if about else None)
    nquads = bare(letter, document=document, meetings=meetings)
    asked = "x-about" if about == other else "x-other"
    found = {row[0] for row in rows(nquads, f"<{THINGS}meeting/{asked}> a ?class")}
    expected = {PREFIXES["navo"] + "Meeting"}
    if phase:
        expected.add(PREFIXES["eli-dl"] + phase.partition(":")[2])
    assert found == expected


def test_the_label_of_a_meeting_does_not_depend_on_the_letter() -> None:
    letter = agenda()
    labels = set()
    for words, body in (("Bijeenkomst", "NATO defence ministers"), ("Brussel", "ministers")):
        meeting = Meeting("nato-dmm-2020-02-12", body, (at(letter, words),), "2020-02")
        found = rows(bare(letter, meetings=(meeting,)), "?m a navo:Meeting ; rdfs:label ?label")
        labels |= {row[1] for row in found}
    assert len(labels) == 1
    assert "2020" in labels.pop()


def test_a_session_of_a_larger_meeting_keeps_the_description_of_both() -> None:
    letter = agenda()
    part = Meeting("x-2020-02", "a part", (at(letter, "Brussel"),), "2020-02", part_of="x-2020-02-12")
    whole = Meeting("x-2020-02-12", "the whole", (at(letter, "Bijeenkomst"),), "2020-02-12")
    for order in ((part, whole), (whole, part)):
        nquads = bare(letter, meetings=order)
        assert rows(nquads, "?p navo:partOf ?w . ?w rdfs:label ?label ; navo:body ?b") == [
            ("meeting/x-2020-02", "meeting/x-2020-02-12", "the whole, 2020-02-12", "the whole")
        ]


def test_a_passage_holds_the_sentences_it_touches() -> None:
    letter = agenda()
    first, second = at(letter, "Nederland steunt"), at(letter, "blijft daar.")
    sentences = (
        Sentence(first.start, first.end),
        Sentence(first.end + 1, second.start),
        Sentence(second.start, second.end),
    )
    clause = Mention(first.start + 3, second.start + 2, letter.raw[first.start + 3 : second.start + 2], "r")
    early = Mention(first.start, first.end, first.surface, "r", depth="listed")
    nquads = bare(letter, sentences=sentences, topics=(Found("iraq", (clause, early)),))
    held = rows(nquads, "?p a navo:Passage . ?s navo:inPassage ?p")
    assert [row[0].split("/")[3] for row in held].count(f"{clause.start}-{clause.end}") == 3
    assert [row[0].split("/")[3] for row in held].count(f"{early.start}-{early.end}") == 1


def test_a_section_speaks_of_its_topics_and_missions_and_a_sentence_under_no_heading_of_its_own() -> None:
    letter = agenda()
    first, second = at(letter, "Nederland steunt"), at(letter, "blijft daar.")
    sentences = (Sentence(first.start, first.end), Sentence(second.start, second.end))
    section = Section("kop", first.start, first.start + 3, 1, first.start + 3, first.end)
    here, there = Mention(first.start, first.start + 4, "x", "r"), Mention(second.start, second.start + 4, "x", "r")
    nquads = bare(
        letter,
        sections=(section,),
        sentences=sentences,
        missions=(Found("NMI", (here, there)),),
        topics=(Found("iraq", (here,)),),
        organisations=(Found("eu", (here,)),),
        topic_terms=(Found("cyber", (Mention(0, 4, "x", "r"),)),),
    )
    told = {
        (part.partition("/")[2].partition("/")[2], thing) for part, thing in rows(nquads, "?part navo:speaksOf ?thing")
    }
    assert told == {
        *(("", thing) for thing in ("mission/NMI", "topic/cyber", "topic/iraq")),
        *((f"section/{first.start}", thing) for thing in ("mission/NMI", "topic/iraq")),
        (f"sentence/{second.start}-{second.end}", "mission/NMI"),
    }


def test_two_rules_for_one_place_make_one_mention_with_two_rules() -> None:
    letter = agenda()
    twice = (at(letter, "NMI", rule="b", type="abbr"), at(letter, "NMI", rule="a", type="abbr"))
    nquads = bare(letter, missions=(Found("NMI", twice),))
    assert [row[1] for row in rows(nquads, "?m a navo:Mention ; navo:foundBy ?r")] == ["rule/a", "rule/b"]
    assert len(rows(nquads, "?m navo:mentionType ?t")) == 1


def test_a_name_that_fits_nothing_is_kept() -> None:
    letter = agenda()
    nquads = bare(letter, unresolved=(at(letter, "Resilience Pledge"),))
    assert rows(nquads, "?u a navo:UnresolvedName ; navo:normalForm ?w ; navo:foundBy ?r") == [
        (rows(nquads, "?u a navo:UnresolvedName")[0][0], "Resilience Pledge", "rule/test.rule")
    ]


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (9, 3), (0, 10_000)])
def test_a_finding_outside_the_letter_is_an_error(start: int, end: int) -> None:
    with pytest.raises(GraphError, match="outside the letter"):
        bare(agenda(), missions=(Found("NMI", (Mention(start, end, "x", "r"),)),))


LINES = st.sampled_from(
    [*AGENDA.splitlines(), *REPORT.splitlines(), "", "Zie ook: \u201cNMI\u201d\t– Nederland", "é\u2028\\"]
)
TEXTS = st.lists(st.one_of(LINES, st.text(st.characters(codec="utf-8"), max_size=30)), min_size=1).map("\n".join)


@given(
    TEXTS.filter(str.strip), st.sampled_from(["a.txt", "ongenummerd brief (2).txt", "..txt", "%.txt", "brief é.txt"])
)
def test_laws_of_any_letter(raw: str, name: str) -> None:
    letter = Letter(name, raw, "0" * 64, "utf-8", name)
    nquads = letter_quads(extract(letter), raw)
    lines = nquads.split("\n")[:-1]
    assert lines == sorted(set(lines))
    quads = list(parse(input=nquads.encode(), format=RdfFormat.N_QUADS, lenient=False))
    assert len(set(quads)) == len(lines)
    assert len({quad.graph_name for quad in quads}) == 1
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    for place, words in rows(nquads, "?q navo:exact ?words"):
        start, end = place.rsplit("/", 1)[1].split("-")
        assert raw[int(start) : int(end)] == words
    statements = {row[1] for row in rows(nquads, STATEMENTS)}
    for predicate in ("navo:letter", "navo:evidence", "navo:foundBy"):
        linked = [row[0] for row in rows(nquads, f"?s {predicate} ?o") if row[0] in statements]
        assert set(linked) == statements
        assert predicate == "navo:foundBy" or len(linked) == len(statements)


def test_the_order_of_findings_does_not_matter() -> None:
    rng = random.Random(7)
    for letter in (agenda(), report()):
        findings = extract(letter)
        expected = letter_quads(findings, letter.raw)
        for _ in range(10):
            changes = {}
            for field in fields(findings):
                value = getattr(findings, field.name)
                if isinstance(value, tuple):
                    changes[field.name] = tuple(shuffled(map(inside_out(rng), value), rng))
            assert letter_quads(replace(findings, **changes), letter.raw) == expected


def shuffled(items: Iterable[Any], rng: random.Random) -> list[Any]:
    found = list(items)
    rng.shuffle(found)
    return found


def inside_out(rng: random.Random) -> Any:
    def change(item: Any) -> Any:
        return replace(item, mentions=tuple(shuffled(item.mentions, rng))) if hasattr(item, "mentions") else item

    return change


def test_every_term_of_our_own_is_in_the_ontology() -> None:
    source = "".join(
        (ROOT / "navograaf" / "graph" / f"{name}.py").read_text(encoding="utf-8")
        for name in (
            "evidence",
            "quotes",
            "things",
            "letter_quads",
            "finding_quads",
            "sentences",
            "statement_quads",
            "question_quads",
            "actors",
        )
    )
    used = set(re.findall(r'"navo:(\w+)"', source))
    ontology = (ROOT / "ontology" / "navo.ttl").read_text(encoding="utf-8")
    defined = set(re.findall(r"^navo:(\w+) a owl:", ontology, re.MULTILINE))
    assert len(used) >= 90
    assert used - defined == set()


def test_lines_are_in_order_and_end_alike() -> None:
    nquads = written(agenda())
    lines = nquads.splitlines()
    assert all(one < two for one, two in pairwise(lines))
    assert all(line.endswith("graph/letter/28676-333> .") for line in lines)
