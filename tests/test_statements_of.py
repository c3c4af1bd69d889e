"""What sentences say, and the questions and answers that places stand in: read for an answer, and no more than that."""

from __future__ import annotations

from pyoxigraph import RdfFormat, Store

from navograaf.answers.statements import statements_of
from navograaf.iris import GRAPHS, PREFIXES, THINGS

NAVO, A = PREFIXES["navo"], f"<{PREFIXES['rdf']}type>"
LETTER = f"{THINGS}letter/1"
PARTY = f"{THINGS}party/cda"


def _store() -> Store:
    """Two questions, each with its answer, far apart in one letter."""
    lines = [f'<{PARTY}> <{PREFIXES["skos"]}prefLabel> "CDA"@nl', f"<{PARTY}> {A} <{NAVO}Party>"]
    for number, start in (("3", 0), ("4", 1000)):
        asked, given = f"<{LETTER}/question/{number}>", f"<{LETTER}/answer/{number}>"
        lines += [
            f'{asked} <{NAVO}questionNumber> "{number}"',
            f"{asked} <{NAVO}party> <{PARTY}>",
            f"{given} <{NAVO}answers> {asked}",
            f'{given} <{NAVO}answerKind> "refused"',
        ]
        for one, kind, first in ((asked, "Question", start), (given, "Answer", start + 500)):
            place = f"{one[:-1]}/place>"
            lines += [f"{one} {A} <{NAVO}{kind}>", f"{one} <{NAVO}evidence> {place}"]
            lines += [
                f'{place} <{NAVO}{name}> "{at}"^^<{PREFIXES["xsd"]}integer>'
                for name, at in (("start", first), ("end", first + 100))
            ]
    store = Store()
    text = "".join(f"{line} <{GRAPHS}letter/1> .\n" for line in lines)
    store.load(text.encode(), format=RdfFormat.N_QUADS)
    return store


def test_an_answer_has_the_number_and_party_of_a_question_that_no_place_stands_in() -> None:
    said, asked = statements_of(_store(), [], {LETTER: [550]})
    assert said == {}
    (answer,) = asked[LETTER]
    assert (answer.kind, answer.fact("answerKind")) == ("answer", "refused")
    assert (answer.number, answer.fact("partyName")) == ("3", "CDA")


def test_questions_and_answers_around_no_place_are_left_out() -> None:
    store = _store()
    assert statements_of(store, [], {LETTER: [499, 600, 2000]})[1] == {LETTER: []}
    found = statements_of(store, [], {LETTER: [0, 1599]})[1][LETTER]
    assert [(one.kind, one.number) for one in found] == [("question", "3"), ("answer", "4")]
