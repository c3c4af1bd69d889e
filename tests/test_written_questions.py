"""Questions and answers of written consultations: every layout, who asks, what the answer does and points to."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.findings.layout import Layout
from navograaf.findings.questions import find_questions
from navograaf.findings.told import Question
from navograaf.findings.topics import find_terms
from navograaf.letters.reading import from_bytes, read_letter
from navograaf.text.reading import read_text

Row = tuple[int, bool, str | None, str, str, str | None]
"""Number, printed or not, party, first words of the question, first words of the answer, kind of answer."""


def found(text: str) -> list[Question]:
    layout = Layout(read_text(from_bytes(text.encode(), "overleg.txt")))
    return find_questions(layout, find_terms(layout))


def rows(text: str, words: int = 3) -> list[Row]:
    made: list[Row] = []
    for q in found(text):
        asked = " ".join(text[q.start : q.end].split()[:words])
        answer = "" if q.answer_start is None else " ".join(text[q.answer_start : q.answer_end].split()[:words])
        made.append((q.number, q.number_printed, q.party, asked, answer, q.answer_kind))
    return made


NUMBERED = """Vragen en opmerkingen vanuit de fracties en reactie van de Minister

Algemeen
De leden van de PVV-fractie danken de minister en hebben enkele vragen.

Vraag 1
De leden van de PVV-fractie vragen hoeveel schepen er varen. Zo weinig mogelijk, hopen zij.

Antwoord 1
Er varen drie schepen voor de kust van Libië.

Vraag 2
Deze leden vragen waarom dat er drie zijn.

Vraag 3
Kan het ook met twee?

Antwoord vraag 2 en 3
Zoals aangegeven in het antwoord op vraag één gaat het om een lange kust. Twee is te weinig.

Vraag 4 (D66)
Waar varen deze schepen precies?

Antwoord
Om operationele redenen kan ik hierover geen mededelingen doen.

Vraag 5
Komt er een verslag?

Antwoord
Ja. Uw Kamer ontvangt na de zomer een brief met dit verslag.
"""


def test_numbered_questions_get_the_answers_that_the_marks_give_them() -> None:
    assert rows(NUMBERED) == [
        (1, True, "PVV", "De leden van", "Er varen drie", "answered"),
        (2, True, "PVV", "Deze leden vragen", "Zoals aangegeven in", "shared"),
        (3, True, "PVV", "Kan het ook", "Zoals aangegeven in", "shared"),
        (4, True, "D66", "Waar varen deze", "Om operationele redenen", "refused"),
        (5, True, "D66", "Komt er een", "Ja. Uw Kamer", "deferred"),
    ]


def test_links_between_answers_are_drawn() -> None:
    made = {q.number: q for q in found(NUMBERED)}
    assert [made[n].answered_together_with for n in (1, 2, 3)] == [(), (3,), (2,)]
    assert [made[n].refers_to for n in (1, 2, 3, 4)] == [(), (1,), (1,), ()]
    assert made[4].ground == "Om operationele redenen"
    assert all(made[n].ground is None for n in (1, 2, 3, 5))


LIST_HEAD = (
    "28 676 NAVO\n\nNr. 80 LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld 3 maart 2010\n\n"
    "De commissie heeft de minister een aantal vragen voorgelegd over de brief van mei. Deze zijn\n"
    "beantwoord bij brief van 2 maart 2010.\n\n"
)


def test_a_list_with_bare_numbers() -> None:
    text = LIST_HEAD + (
        "1\nHoeveel functies zijn er in de nieuwe staf?\n\nAntwoord op vraag 1:\nEr zijn 72 functies in de staf.\n\n"
        "2\nWanneer is de staf gereed?\n\n3\nWaar komt de staf?\n\nAntwoord op de vragen 2 en 3:\n"
        "De staf komt in Ulm en is in 2013 gereed.\n\n4\nWie leidt de staf?\n\nAntwoord op vraag 4:\n"
        "Zie het antwoord op vraag 1.\n"
    )
    assert rows(text) == [
        (1, True, None, "Hoeveel functies zijn", "Er zijn 72", "answered"),
        (2, True, None, "Wanneer is de", "De staf komt", "shared"),
        (3, True, None, "Waar komt de", "De staf komt", "shared"),
        (4, True, None, "Wie leidt de", "Zie het antwoord", "referred"),
    ]
    assert found(text)[3].refers_to == (1,)


def test_a_list_that_prints_no_mark_over_its_answers() -> None:
    text = LIST_HEAD + (
        "1 en 2\n\nHoeveel tanks zijn verkocht? En aan wie?\n\nIs er een plan voor de rest?\n\n"
        "Er zijn zestig tanks verkocht aan Finland.\n\nHet plan wordt volgend jaar gemaakt.\n\n"
        "3\n\nWat kost het vervoer?\n\nHet vervoer kost twee miljoen euro.\n"
    )
    assert rows(text) == [
        (1, True, None, "Hoeveel tanks zijn", "Er zijn zestig", "shared"),
        (2, True, None, "Is er een", "Er zijn zestig", "shared"),
        (3, True, None, "Wat kost het", "Het vervoer kost", "answered"),
    ]


def test_a_list_with_the_number_in_the_line_of_the_question_and_the_party_behind_it() -> None:
    text = LIST_HEAD + (
        "1. Waarom doet Nederland niet mee aan de missie in de provincie Darfur in Sudan? (SP)\n\n"
        "Nederland doet mee aan andere missies.\n\n"
        "2. Hoeveel tanks worden er verkocht? (VVD, CDA)\n\n"
        "Er worden zestig tanks verkocht, in deze delen:\n1. veertig aan Finland;\n2. twintig aan een ander land.\n\n"
        "3. Wordt de Kamer ingelicht? (Partij van de Arbeid)\n\nJa.\n"
    )
    assert rows(text) == [
        (1, True, "SP", "Waarom doet Nederland", "Nederland doet mee", "answered"),
        (2, True, "VVD and CDA", "Hoeveel tanks worden", "Er worden zestig", "answered"),
        (3, True, "PvdA", "Wordt de Kamer", "Ja.", "answered"),
    ]


def test_marks_in_the_line_of_the_text() -> None:
    text = (
        "Hierbij bied ik u de antwoorden op de feitelijke vragen aan over de brief van 3 mei 2017.\n\n"
        "Vraag 1: Hoe staat het met de schepen in de Middellandse Zee?\n"
        "Antwoord: De schepen varen volgens plan en blijven er tot september van dit jaar.\n"
        "Vraag 2: Wat kost dat?\nAntwoord: Zie hierboven.\n"
        "Vraag 3 (PVV): Waarom doet Turkije niet mee?\nAntwoord: Hierover doet het kabinet geen mededelingen.\n"
    )
    assert rows(text) == [
        (1, True, None, "Hoe staat het", "De schepen varen", "answered"),
        (2, True, None, "Wat kost dat?", "Zie hierboven.", "referred"),
        (3, True, "PVV", "Waarom doet Turkije", "Hierover doet het", "refused"),
    ]
    assert found(text)[1].refers_to == (1,)


def test_every_party_may_count_from_one_and_the_title_may_name_who_asks() -> None:
    text = (
        "Vragen en opmerkingen van de leden van de VVD-fractie\n\nVraag 1\nIs er geld?\n\nAntwoord\nJa, er is geld.\n\n"
        "Vragen en opmerkingen van de leden van de SP-fractie\n\nVraag 1\nIs er geld?\n\nAntwoord\n"
        "Zie antwoord 1 van de VVD-fractie.\n"
    )
    assert [(q.number, q.party, q.refers_to) for q in found(text)] == [(1, "VVD", ()), (1, "SP", (1,))]
    text = (
        "Antwoorden op schriftelijke vragen van de leden Jansen (SP) en De Boer (GroenLinks) over de raketten die in\n"
        "het oosten van Turkije staan.\n\n1\nKent u dit bericht?\n\nJa.\n\n2\nIs het waar?\n\nNee, het is niet waar.\n"
    )
    assert [(q.number, q.party) for q in found(text)] == [(1, "SP and GroenLinks"), (2, "SP and GroenLinks")]


INTERLEAVED = """Vragen en opmerkingen vanuit de fracties en reactie van de Minister

Vragen en opmerkingen van de leden van de VVD-fractie

De leden van de VVD-fractie vragen hoe het staat met de fregatten. Hoeveel komen er?

Reactie van de Minister

Er komen vier fregatten.

Het eerste vaart in 2029.

De leden van de VVD-fractie vragen ook naar de mijnenjagers.

Reactie van de Minister

De mijnenjagers worden in Frankrijk gebouwd.

Vragen en opmerkingen van de leden van de GL-PvdA-fractie

Deze leden zijn benieuwd naar de uitstoot van tanks.

Reactie van de Minister

De uitstoot is nog niet bekend.
"""


def test_by_party_with_the_reaction_after_each_question() -> None:
    assert rows(INTERLEAVED) == [
        (1, False, "VVD", "De leden van", "Er komen vier", "answered"),
        (2, False, "VVD", "De leden van", "De mijnenjagers worden", "answered"),
        (3, False, "GroenLinks-PvdA", "Deze leden zijn", "De uitstoot is", "answered"),
    ]
    first = found(INTERLEAVED)[0]
    assert INTERLEAVED[first.answer_start : first.answer_end].endswith("Het eerste vaart in 2029.")


TWO_PARTS = """28 676 NAVO

Nr. 290 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vastgesteld 5 juni 2018

I Vragen en opmerkingen vanuit de fracties

Vragen en opmerkingen van de leden van de CDA-fractie

De leden van de CDA-fractie hebben met belangstelling kennisgenomen van de agenda. Deze leden hebben
nog enkele vragen.

Genoemde leden lezen dat de munitie opraakt. Hoe lang is de voorraad munitie nog toereikend? Wordt samen met
Duitsland nieuwe munitie gekocht en zo ja, welke? Graag vernemen zij wanneer het plan van aanpak komt.

Wat betekent de brigade voor de eenheid in Litouwen? Zo nee, waarom niet?

Vragen en opmerkingen van de leden van de SP-fractie

De leden van de SP-fractie vragen of de minister hun zorg over de voorraad munitie deelt.

Zij vragen tevens naar de kwetsbaarheid van kabels in zee.

Vragen en opmerkingen van de leden van de Volt-fractie

Ten slotte willen de leden van de Volt-fractie weten wie de kabels in zee bewaakt.

II Antwoord / Reactie van de Minister

Ik dank de leden voor hun inbreng.

CDA-fractie

Over de voorraad munitie kan ik in het openbaar geen mededelingen doen, omdat daaruit de gereedheid blijkt.

Samen met Duitsland is nieuwe munitie gekocht van het kaliber 155 mm. De bestelling is geplaatst.

Het plan van aanpak wordt op dit moment afgestemd met Financiën. Ik verwacht het uw Kamer in mei te kunnen doen
toekomen.

De brigade in Litouwen blijft op afroep gereed in eigen land. De eenheid verandert niet.

SP-fractie

Voor de voorraad munitie verwijs ik naar mijn antwoord op de vraag van de leden van de CDA-fractie.

Fracties van de SP en Volt: kabels in zee

De bewaking van kabels in zee is verdubbeld. De marine vaart daarvoor extra patrouilles.
"""


def test_two_parts_are_paired_by_party_order_and_shared_words() -> None:
    assert rows(TWO_PARTS) == [
        (1, False, "CDA", "Hoe lang is", "Over de voorraad", "refused"),
        (2, False, "CDA", "Wordt samen met", "Samen met Duitsland", "answered"),
        (3, False, "CDA", "Graag vernemen zij", "Het plan van", "deferred"),
        (4, False, "CDA", "Wat betekent de", "De brigade in", "answered"),
        (5, False, "SP", "De leden van", "Voor de voorraad", "referred"),
        (6, False, "SP", "Zij vragen tevens", "De bewaking van", "shared"),
        (7, False, "Volt", "Ten slotte willen", "De bewaking van", "shared"),
    ]
    made = found(TWO_PARTS)
    assert made[0].ground == "omdat daaruit de gereedheid blijkt"
    assert made[4].refers_to == (1,)
    assert (made[5].answered_together_with, made[6].answered_together_with) == ((7,), (6,))


def test_the_answers_may_stand_under_the_headings_of_the_questions_and_say_them_again() -> None:
    text = (
        "I Vragen en opmerkingen vanuit de fracties\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n"
        "De leden van de VVD-fractie vragen naar de nieuwe staf.\n\nDaarnaast vragen zij naar de plannen met Georgië.\n\n"
        "Vragen en opmerkingen van de leden van de SP-fractie\n\nDe leden van de SP-fractie vragen naar de raketten.\n\n"
        "II Reactie van de minister\n\nVragen en opmerkingen van de leden van de VVD-fractie\n\n"
        "De leden van de VVD-fractie vroegen naar de nieuwe staf. Deze komt in Ulm.\n\n"
        "De leden van deze fractie vroegen voorts naar Georgië. Een datum is er niet.\n\n"
        "Vragen en opmerkingen van de leden van de SP-fractie\n\nDe raketten zijn verwijderd.\n"
    )
    assert rows(text, 7) == [
        (1, False, "VVD", "De leden van de VVD-fractie vragen naar", "De leden van de VVD-fractie vroegen naar", "answered"),
        (2, False, "VVD", "Daarnaast vragen zij naar de plannen met", "De leden van deze fractie vroegen voorts", "answered"),
        (3, False, "SP", "De leden van de SP-fractie vragen naar", "De raketten zijn verwijderd.", "answered"),
    ]  # fmt: skip


def test_a_question_that_no_answer_fits_has_none() -> None:
    text = (
        "Vragen en opmerkingen van de leden van de VVD-fractie\n\nDe leden van de VVD-fractie vragen naar de fregatten.\n\n"
        "Zij vragen ook naar de pensioenen van veteranen.\n\n"
        "Vragen en opmerkingen van de leden van de SP-fractie\n\nDe leden van de SP-fractie vragen naar kernwapens.\n\n"
        "Reactie van de minister\n\nDe fregatten worden in Vlissingen gebouwd.\n\nDe kernwapens blijven op hun plaats.\n"
    )
    assert [(q.party, q.answer_kind, q.answer_start is None) for q in found(text)] == [
        ("VVD", "answered", False),
        ("VVD", None, True),
        ("SP", "answered", False),
    ]


def test_answers_that_follow_at_once_without_a_heading() -> None:
    text = (
        "Vragen en opmerkingen vanuit de fracties en reactie van de staatssecretaris\n\n"
        "Vragen en opmerkingen van de leden van de CDA-fractie\n\nDe leden van de CDA-fractie vragen naar het schip.\n\n"
        "Het schip wordt in 2024 opgeleverd.\n\nDeze leden vragen verder naar de haven.\n\nDe haven wordt verbreed.\n"
    )
    assert rows(text) == [
        (1, False, "CDA", "De leden van", "Het schip wordt", "answered"),
        (2, False, "CDA", "Deze leden vragen", "De haven wordt", "answered"),
    ]


def test_questions_that_wait_for_their_answers_have_none() -> None:
    text = (
        "INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVragen en opmerkingen van de leden van de D66-fractie\n\n"
        "Kan de minister de planning geven?\n\nDe oorlog duurt voort.\n\n"
        "Vragen en opmerkingen van de leden van de VVD- en CDA-fracties\n\nDeze leden vragen naar de kosten.\n"
    )
    assert rows(text) == [
        (1, False, "D66", "Kan de minister", "", None),
        (2, False, "VVD and CDA", "Deze leden vragen", "", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hierbij zend ik u de agenda. Waarom is dit van belang?\n\n1\n\n2\n\n3\n",
        "1. Inleiding\n\nDe leden van de SP-fractie stelden eerder vragen.\n\n2. Missies\n\nDeze zijn beantwoord.\n",
        "",
    ],
)
def test_other_letters_have_no_questions(text: str) -> None:
    assert found(text) == [] if text else True


def test_page_furniture_and_footnotes_inside_a_question_do_not_cut_it() -> None:
    text = (
        "Vraag 1\nDe leden van de SP-fractie vragen hoe de missie in Kosovo wordt uitgebreid en waarom de\n\n"
        "Tweede Kamer, vergaderjaar 2009–2010, 28 676, nr. 90 2\n bondgenoten dat nu nodig vinden.\n\n"
        "Antwoord\nDe missie wordt kleiner.\n\nVraag 2\nHoeveel kleiner?\n\nAntwoord\nDe helft.\n"
    )
    first = found(text)[0]
    assert text[first.start : first.end].endswith("bondgenoten dat nu nodig vinden.")
    assert text[first.answer_start : first.answer_end] == "De missie wordt kleiner."


def test_all_questions_of_the_annotated_consultation_are_found(letters_folder: Path) -> None:
    path = next(letters_folder.glob("003_*.txt"))
    layout = Layout(read_text(read_letter(path)))
    made = find_questions(layout, find_terms(layout))
    assert [q.number for q in made] == list(range(1, 26))
    kinds = {q.number: q.answer_kind for q in made}
    assert (kinds[4], kinds[10], kinds[11], kinds[14], kinds[22]) == (
        "refused",
        "shared",
        "shared",
        "deferred",
        "referred",
    )
    assert made[3].ground == "In het kader van de operationele veiligheid"


PARTS = (
    "Vraag 1\n", "Vraag 2 (SP)\n", "Vragen 3 en 4:\n", "1\n", "2. ", "Antwoord\n", "Antwoord 2 t/m 4\n", "Antwoord: ",
    "Vragen en opmerkingen van de leden van de VVD-fractie\n", "CDA-fractie\n", "II Reactie van de minister\n",
    "LIJST VAN VRAGEN EN ANTWOORDEN\n", "De leden van de SP-fractie vragen naar Irak. ", "Hoeveel is dat? (D66)\n",
    "Zo ja, waarom?\n", "Nederland doet dat niet.\n", "Zie het antwoord op vraag 1.\n", "Zie hierboven.\n", "\n", "\n\n",
    "Hierover kan ik geen mededelingen doen.\n", "Fracties van de SP en Volt\n", "De Minister van Defensie,\n", "\f", "  ",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_spans_lie_in_the_letter_and_in_order(parts: list[str]) -> None:
    text = "".join(parts) + "Einde."
    made = found(text)
    assert [q.start for q in made] == sorted(q.start for q in made)
    for q in made:
        assert 0 <= q.start < q.end <= len(text)
        assert (q.answer_start is None) == (q.answer_end is None) == (q.answer_kind is None)
        if q.answer_start is not None and q.answer_end is not None:
            assert 0 <= q.answer_start < q.answer_end <= len(text)
            assert q.answer_end <= q.start or q.end <= q.answer_start
        assert q.ground is None or q.answer_kind == "refused"
    if not any(q.number_printed for q in made):
        assert [q.number for q in made] == list(range(1, len(made) + 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_the_same_letter_gives_the_same_questions(parts: list[str]) -> None:
    text = "".join(parts) + "Einde."
    assert found(text) == found(text)
