"""Decisions, positions, commitments, quantities, questions and candidates as quads, and whole letters as annotated."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from annotated import FILES, annotated
from test_quads import rows

from navograaf.findings.model import Candidate, Document, Doubt, Findings, Found, Mention, Sentence, Signature
from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question
from navograaf.graph.check import check_letter
from navograaf.graph.quads import letter_quads
from navograaf.iris import THINGS

RAW = "De ministers stemden in met het plan.\nDe SP vraagt of dat klopt.\nDat klopt. Er gaan 15 tot 20 mensen.\nEinde brief."
LINES = tuple(
    Sentence(RAW.index(line), RAW.index(line) + len(line))
    for line in (*RAW.split("\n")[:2], "Dat klopt.", "Er gaan 15 tot 20 mensen.", "Einde brief.")
)
SIGNED = (Signature("A.Th.B. Bijleveld-Schouten", "minister van Defensie", 0, 3, "bijleveld-schouten"),)


def place(words: str) -> tuple[int, int, str, str]:
    """Start, end, words and rule of a finding."""
    start = RAW.index(words)
    return start, start + len(words), words, "test.rule"


def written(**layers: Any) -> str:
    """The quads of the letter RAW with these layers; its shapes are met, but for what a test expects."""
    document = layers.pop("document", Document("letter", signed_by=SIGNED))
    return letter_quads(Findings("a.txt", "0" * 64, document, sentences=LINES, **layers), RAW)


def well(nquads: str) -> list[tuple[str, str]]:
    """Path and message of what is wrong in a graph, what is only unknown left out."""
    return [(r.path, r.message_en) for r in check_letter(nquads) if r.severity != "Info"]


def decision(**more: Any) -> Decision:
    return replace(Decision(*place("stemden in met het plan"), act="agree", status="taken"), **more)


def question(number: int, words: str, answer: str | None = None, **more: Any) -> Question:
    start, end, _, rule = place(words)
    answered = place(answer) if answer else None
    more.setdefault("answer_kind", "answered" if answer else None)
    return Question(
        number, start, end, rule, answer_start=answered and answered[0], answer_end=answered and answered[1], **more
    )


def test_a_decision_has_its_act_status_decider_and_place() -> None:
    told = decision(
        decider="NATO defence ministers",
        object="het\nplan",
        date="2020-10",
        meeting="nato-dmm-2020-10-22",
        mission="NMI",
        topic="iraq",
    )
    nquads = written(decisions=(told,))
    me = "letter/a/decision/13-36/agree"
    assert rows(
        nquads,
        "?d a navo:Decision ; navo:act ?a ; navo:status ?s ; navo:deciderName ?n ; navo:object ?o ; navo:onDate ?t",
    ) == [(me, "act/agree", "taken", "NATO defence ministers", "het plan", "2020-10")]
    assert rows(nquads, "?d a navo:Decision ; navo:about ?t ; navo:atMeeting ?m ; navo:inSentence ?s") == [
        (me, "mission/NMI", "meeting/nato-dmm-2020-10-22", "letter/a/sentence/0-37"),
        (me, "topic/iraq", "meeting/nato-dmm-2020-10-22", "letter/a/sentence/0-37"),
    ]
    assert rows(nquads, "?d a navo:Decision ; navo:decider ?who") == []
    assert rows(nquads, "?d a navo:Decision ; navo:evidence [ navo:exact ?words ] ; navo:foundBy ?rule") == [
        (me, "stemden in met het plan", "rule/test.rule")
    ]
    assert well(nquads) == []


@pytest.mark.parametrize(
    ("path", "name", "found"),
    [
        ("organisation/nato", "NATO", "organisation/nato"),
        ("post/sg-nato", "NATO Secretary General", "post/sg-nato"),
        ("post/commander-of-nothing", "Commander", "post/commander-of-nothing"),
        ("group/allies", "allies", None),
        (None, "Germany and France", None),
        (None, "GroenLinks", "organisation/groenlinks"),
        (None, "minister van Defensie", "post/nl-defence-minister"),
        (None, None, None),
    ],
)
def test_who_decides_is_a_thing_where_it_is_known(path: str | None, name: str | None, found: str | None) -> None:
    nquads = written(decisions=(decision(decider=name, decider_id=path),))
    given = [row[1] for row in rows(nquads, "?d navo:decider ?who")]
    assert given == ([found] if found else [])
    assert [row[1] for row in rows(nquads, "?d navo:deciderName ?who")] == ([name] if name else [])
    assert well(nquads) == []


def test_an_act_that_is_in_no_list_is_described() -> None:
    nquads = written(decisions=(decision(act="swap places"),))
    assert rows(nquads, "?a a skos:Concept ; rdfs:label ?label ; dcterms:identifier ?id") == [
        ("act/swap-places", "swap places", "swap-places")
    ]
    assert rows(written(decisions=(decision(act="give guidance"),)), "?a a skos:Concept") == []
    assert well(nquads) == []


def test_who_says_that_it_was_decided_stands_apart() -> None:
    nquads = written(decisions=(decision(asserted_by="SP"),))
    assert rows(nquads, "?d navo:assertedBy ?who ; navo:assertedByName ?name") == [
        ("letter/a/decision/13-36/agree", "organisation/sp", "SP")
    ]


def test_an_impossible_date_does_not_lose_the_letter() -> None:
    nquads = written(decisions=(decision(date="30 februari"),))
    assert [r.severity for r in check_letter(nquads) if r.path == "navo:onDate"] == ["Warning"]


def test_a_position_has_its_holder_and_who_tells_it() -> None:
    told = Position(*place("vraagt of dat klopt"), holder="allies", polarity="asks", topic="nato-unity")
    nquads = written(positions=(told, replace(told, holder="SP", reported_by="GroenLinks")))
    here = f"letter/a/position/{told.start}-{told.end}"
    assert rows(nquads, "?p a navo:Position ; navo:holderName ?n ; navo:polarity ?p2 ; navo:reporter ?r") == [
        (f"{here}/allies-asks", "allies", "asks", "post/nl-defence-minister"),
        (f"{here}/sp-asks", "SP", "asks", "organisation/groenlinks"),
    ]
    assert rows(nquads, "?p navo:holder ?who") == [(f"{here}/sp-asks", "organisation/sp")]
    assert well(nquads) == []


def test_without_a_signature_nobody_tells_it() -> None:
    told = Position(*place("vraagt of dat klopt"), holder="allies", polarity="asks")
    nquads = written(positions=(told,), document=Document("letter"))
    assert rows(nquads, "?p navo:reporter ?who") == []
    person = Document("letter", signed_by=(Signature("A. Bijleveld", "zetbaas", 0, 3, "bijleveld-schouten"),))
    assert [row[1] for row in rows(written(positions=(told,), document=person), "?p navo:reporter ?who")] == [
        "person/bijleveld-schouten"
    ]


def test_a_commitment_has_its_term_in_words_and_as_a_date() -> None:
    told = Commitment(
        *place("Einde brief."),
        by="Minister of Defence (Netherlands)",
        due="na afloop",
        due_date="2020-10",
        condition="mocht dat zo zijn",
        conditional=True,
        topic="iraq",
    )
    nquads = written(commitments=(told,))
    assert rows(
        nquads, "?c a navo:Commitment ; navo:due ?d ; navo:onDate ?t ; navo:condition ?i ; navo:conditional ?b"
    ) == [(f"letter/a/commitment/{told.start}-{told.end}", "na afloop", "2020-10", "mocht dat zo zijn", "true")]
    assert rows(nquads, "?c navo:madeTo ?who ; navo:madeToName ?name")[0][1:] == (
        "organisation/dutch-house",
        "House of Representatives",
    )
    assert well(nquads) == []


@pytest.mark.parametrize(
    ("value", "given"),
    [
        (160, [("schema:value", "160")]),
        (2.0, [("schema:value", "2")]),
        (1.48, [("schema:value", "1.48")]),
        ((15, 20), [("schema:minValue", "15"), ("schema:maxValue", "20")]),
        ((20, 17.5), [("schema:minValue", "17.5"), ("schema:maxValue", "20")]),
        ((3, 3), [("schema:value", "3")]),
        (10**30, [("schema:value", "1" + "0" * 30)]),
        (0.0000001, [("schema:value", "0.0000001")]),
    ],
)
def test_a_quantity_is_a_number_or_a_range(value: Any, given: list[tuple[str, str]]) -> None:
    told = Quantity(*place("15 tot 20 mensen"), value=value, unit="people", of="mensen", qualifier="about")
    nquads = written(quantities=(told,))
    for name in ("schema:value", "schema:minValue", "schema:maxValue"):
        found = [row[1] for row in rows(nquads, f"?q {name} ?n")]
        assert found == [number for key, number in given if key == name]
    assert rows(nquads, "?q a navo:Quantity ; navo:unit ?u ; navo:quantityOf ?o ; navo:qualifier ?f")[0][1:] == (
        "people",
        "mensen",
        "about",
    )
    assert well(nquads) == []


def test_questions_that_share_an_answer_point_to_one() -> None:
    asked = (
        question(1, "De SP vraagt", "Dat klopt.", party="SP", answered_together_with=(2, 3)),
        question(2, "of dat klopt.", "Dat klopt.", party="SP", answer_kind="shared", answered_together_with=(1,)),
        question(3, "het plan", party="Volt"),
        question(4, "Einde brief.", "Er gaan", refers_to=(2, 4, 9), answer_kind="referred"),
    )
    nquads = written(questions=asked)
    start = RAW.index("Dat klopt.")
    answer, other = f"letter/a/answer/{start}-{start + 10}", f"letter/a/answer/{start + 11}-{start + 18}"
    assert rows(nquads, "?a navo:answers ?q ; navo:answerKind ?k") == [
        (answer, "letter/a/question/1", "shared"),
        (answer, "letter/a/question/2", "shared"),
        (answer, "letter/a/question/3", "shared"),
        (other, "letter/a/question/4", "referred"),
    ]
    assert rows(nquads, "?a navo:refersToAnswer ?b") == [(other, answer)]
    assert rows(nquads, "?q navo:party ?p ; navo:questionNumber ?n") == [
        ("letter/a/question/1", "organisation/sp", "1"),
        ("letter/a/question/2", "organisation/sp", "2"),
        ("letter/a/question/3", "organisation/volt", "3"),
    ]
    assert well(nquads) == []


def test_a_party_that_is_new_is_described_and_an_organisation_is_none() -> None:
    nquads = written(
        questions=(question(1, "De SP", party="Partij van Nieuwe Dingen"), question(2, "dat", party="NATO"))
    )
    assert rows(nquads, "?p a navo:Party ; rdfs:label ?name") == [
        ("organisation/nato-party", "NATO"),
        ("organisation/partij-van-nieuwe-dingen", "Partij van Nieuwe Dingen"),
    ]
    assert well(nquads) == []


def test_a_number_that_is_used_twice_makes_two_questions() -> None:
    asked = (question(1, "De SP vraagt"), question(1, "Einde brief."), question(0, "het plan", number_printed=False))
    nquads = written(questions=(*asked, asked[0]))
    start = RAW.index("Einde")
    assert [row[0] for row in rows(nquads, "?q a navo:Question")] == [
        "letter/a/question/0",
        "letter/a/question/1",
        f"letter/a/question/1-{start}-{len(RAW)}",
    ]
    assert well(nquads) == []


def test_a_question_is_about_what_it_names() -> None:
    named = Found("iraq", (Mention(*place("SP")),))
    elsewhere = Found("space", (Mention(*place("Einde")),))
    nquads = written(questions=(question(1, "De SP vraagt"),), topic_terms=(named, elsewhere))
    assert [row[1] for row in rows(nquads, "?q a navo:Question ; navo:about ?t")] == ["topic/iraq"]


def test_a_candidate_has_a_node_for_each_place() -> None:
    mentions = tuple(Mention(*place(words)) for words in ("het plan", "dat"))
    found = Candidate("document", "Het Plan", mentions, "HP")
    nquads = written(candidates=(found,))
    assert [
        row[1:]
        for row in rows(
            nquads, "?c a navo:CandidateName ; navo:candidateName ?n ; navo:candidateKind ?k ; navo:normalForm ?w"
        )
    ] == [("Het Plan", "document", "het plan"), ("Het Plan", "document", "dat")]
    assert rows(nquads, "?c navo:candidateAbbreviation ?a")[0][0] == "letter/a/candidate/28-36/document-het-plan"
    assert well(nquads) == []


def test_a_doubt_is_told_and_the_letter_kept() -> None:
    nquads = written(doubts=(Doubt("language", "The text is not Dutch."),))
    assert rows(nquads, "?l navo:doubt ?d") == [("letter/a", "The text is not Dutch.")]
    assert [(r.severity, r.value) for r in check_letter(nquads) if r.severity != "Info"] == [
        ("Warning", "The text is not Dutch.")
    ]


def test_two_rules_for_one_statement_make_one_node() -> None:
    twice = (decision(object="a"), decision(object="b"), decision(object="a", rule="other.rule"))
    nquads = written(decisions=twice)
    assert rows(nquads, "?d a navo:Decision ; navo:object ?o ; navo:status ?s") == [
        ("letter/a/decision/13-36/agree", "a", "taken")
    ]
    assert [row[1] for row in rows(nquads, "?d a navo:Decision ; navo:foundBy ?r")] == [
        "rule/other.rule",
        "rule/test.rule",
    ]
    assert well(nquads) == []


def test_a_statement_between_sentences_belongs_to_the_next_that_it_touches() -> None:
    told = Decision(37, 45, RAW[37:45], "r", "agree", "taken")
    assert [row[1] for row in rows(written(decisions=(told,)), "?d a navo:Decision ; navo:inSentence ?s")] == [
        f"letter/a/sentence/38-{RAW.index('Dat klopt.') - 1}"
    ]


# The letters as annotated


def test_five_letters_are_annotated() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:3])
def test_a_letter_as_annotated_keeps_all_its_statements_and_meets_the_shapes(path: Path) -> None:
    letter, findings = annotated(path)
    nquads = letter_quads(findings, letter.raw)
    assert [r for r in check_letter(nquads) if r.severity == "Violation"] == []
    for kind, layer in (
        ("Decision", {(d.start, d.end, d.act) for d in findings.decisions}),
        ("Position", {(p.start, p.end, p.holder, p.polarity) for p in findings.positions}),
        ("Commitment", set(findings.commitments)),
        ("Quantity", {(q.start, q.end) for q in findings.quantities}),
        ("Question", set(findings.questions)),
    ):
        assert len(rows(nquads, f"?s a navo:{kind}")) == len(layer), kind
        assert len(rows(nquads, f"?s a navo:{kind} ; navo:inSentence ?in")) == len(layer), kind
    rng = random.Random(3)
    mixed = {
        name: tuple(rng.sample(getattr(findings, name), len(getattr(findings, name))))
        for name in ("decisions", "positions", "commitments", "quantities", "questions")
    }
    assert letter_quads(replace(findings, **mixed), letter.raw) == nquads


def test_the_consultation_as_annotated_has_its_questions_and_answers() -> None:
    path = next(path for path in FILES if path.name.startswith("003"))
    letter, findings = annotated(path)
    nquads = letter_quads(findings, letter.raw)
    assert len(rows(nquads, "?q a navo:Question ; navo:party ?p")) == 25
    shared = [row[1] for row in rows(nquads, "?a navo:answers ?q . ?a navo:answers ?r FILTER(?q != ?r)")]
    assert shared == [f"letter/28676-346/question/{n}" for n in (10, 11)]
    assert len(rows(nquads, "?a a navo:Answer")) == 24
    refers = rows(nquads, "?a navo:refersToAnswer ?b . ?a navo:answers ?q . ?b navo:answers ?r")
    assert sorted({(row[2].rpartition("/")[2], row[3].rpartition("/")[2]) for row in refers}) == [
        ("10", "1"),
        ("11", "1"),
        ("22", "14"),
    ]
    assert all(row[0].startswith(THINGS) is False for row in refers)
