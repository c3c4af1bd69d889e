"""Words looked for in the letters: whole words in their inflections, marked where they stand in the raw letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store

from navograaf.answers import search as module
from navograaf.answers.search import search
from navograaf.errors import SubjectError
from navograaf.graph.folder import GraphFolder
from navograaf.iris import GRAPHS, PREFIXES, THINGS
from navograaf.words.folding import fold
from navograaf.words.phrase import LONGEST, Wanted, wanted
from navograaf.words.stems import stem, stems

Line = tuple[str, str, str]
"""Kind, raw words, clean words ("" where they are the same)."""


def stored(*letters: Sequence[Line]) -> tuple[Store, list[str]]:
    """A store with letters of these sentences one behind the other, and the raw text of each letter."""
    navo, lines, texts = PREFIXES["navo"], [], []
    for number, sentences in enumerate(letters):
        name, raw = f"letter/{number}", ""
        graph = f"<{GRAPHS}{name}>"
        lines.append(f'<{THINGS}{name}> <{navo}sourceFile> "{number}.txt" {graph} .')
        for kind, exact, clean in sentences:
            start, raw = len(raw), f"{raw}{exact}\n\n"
            one, place = (f"<{THINGS}{name}/{part}/{start}-{start + len(exact)}>" for part in ("sentence", "quote"))
            lines += [
                f'{one} <{navo}sentenceKind> "{kind}" {graph} .',
                f"{one} <{navo}evidence> {place} {graph} .",
                f'{place} <{navo}start> "{start}"^^<{PREFIXES["xsd"]}integer> {graph} .',
                f"{place} <{navo}exact> {quoted(exact)} {graph} .",
            ]
            lines += [f"{one} <{navo}cleanText> {quoted(clean)} {graph} ."] if clean else []
        texts.append(raw)
    store = Store()
    store.load("\n".join(lines).encode(), format=RdfFormat.N_QUADS)
    return store, texts


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def told(text: str, *sentences: str | Line) -> list[list[str]]:
    """The raw words marked in each sentence that is found, in the order of the letter."""
    store, (raw,) = stored([("text", one, "") if isinstance(one, str) else one for one in sentences])
    return [[raw[start:end] for start, end in marks] for marks in search(store, text).values()]


@pytest.mark.parametrize(
    ("text", "sentence", "marked"),
    [
        ("hybride dreigingen", "De hybride dreiging neemt toe.", ["hybride", "dreiging"]),
        ("drone", "Twee drones zijn gezien.", ["drones"]),
        ("Oekraine", "De OEKRAÏNE en Oekraïne.", ["OEKRAÏNE", "Oekraïne"]),
        ("brieven", "De brief van de minister.", ["brief"]),
        ("operaties op zee", "Een operatie in de zee.", ["operatie", "zee"]),
        ("saceur", "De plannen van SACEUR’s staf.", ["SACEUR’s"]),
        ("F-35", "De F-35 en de F-16.", ["F-35"]),
        ("drone*", "De dronekaper, de drones en Drone-aanvallen.", ["dronekaper", "drones", "Drone-aanvallen"]),
        ("hybride dreig*", "Een hybride dreigingsbeeld.", ["hybride", "dreigingsbeeld"]),
    ],
)
def test_a_word_is_found_in_its_inflections(text: str, sentence: str, marked: list[str]) -> None:
    assert told(text, sentence) == [marked]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("drone", "De dronekaper en de antidrone-eenheid."),
        ("drone*", "Een antidrone."),
        ("F-35", "De F-16."),
        ("hybride dreiging", "Een hybride aanpak."),
        ("hybride*", "hybrid"),
    ],
)
def test_a_part_of_a_compound_is_another_word(text: str, sentence: str) -> None:
    assert told(text, sentence) == []


def test_a_phrase_comes_before_its_words_apart() -> None:
    apart = "De dreiging is hybride; elke hybride aanval telt."
    phrase = "Een hybride en soms nieuwe dreiging, en een hybride dreiging met hybride middelen."
    assert told("hybride dreiging", apart, phrase) == [["hybride", "dreiging"]]
    assert told("hybride dreiging", apart, "Niets.") == [["dreiging", "hybride", "hybride"]]
    assert told("hybride dreiging", "Het is hybride. Dreiging is er ook.") == [["hybride", "Dreiging"]]
    assert told("lasten delen", "De lasten; delen.", "De lasten van de delen.") == [["lasten", "delen"]]


def test_words_that_stand_in_two_sentences_are_no_hit() -> None:
    assert told("hybride dreiging", "Het is hybride.", "De dreiging is er.") == []


def test_the_same_word_twice_asks_for_it_twice_together() -> None:
    assert told("stap stap", "Een stap, nog veel.", "Stap na stap verder.") == [["Stap", "stap"]]


def test_headings_count_where_nothing_else_does() -> None:
    heading, note = ("heading", "Hybride dreigingen", ""), ("footnote", "Over hybride dreigingen.", "")
    assert told("hybride dreigingen", heading, note) == [["hybride", "dreigingen"]]
    assert told("hybride dreigingen", heading, "De dreiging is hybride.") == [["dreiging", "hybride"]]
    assert told("hybride dreigingen", heading, "Niets.") == [["Hybride", "dreigingen"]]


BROKEN = [
    ("bijeenkomst", "De bijeen-\nkomst en de bijeen-\r\n komst.", "", ["bijeen-\nkomst", "bijeen-\r\n komst"]),
    ("bijeenkomst", "De bijeen-\nkomst.", "De bijeenkomst.", ["bijeen-\nkomst"]),
    ("rusland", "In Rusland5 zelf\n\n5 Kamerstuk\n\nniet.", "In Rusland zelf niet.", ["Rusland"]),
    ("drone", "De drone-\nkaper ziet een drone en kapers.", "De dronekaper ziet een drone en kapers.", ["drone"]),
    (
        "navo-verdragsgebied",
        "Het NAVO-\nverdragsgebied is groot.",
        "Het NAVO-verdragsgebied is groot.",
        ["NAVO-\nverdragsgebied"],
    ),
    (
        "irak",
        "In Syrië\n\n3 Over Irak, pagina 2\n\nen Irak is het stil.",
        "In Syrië en Irak is het stil.",
        ["Irak"],
    ),
]


@pytest.mark.parametrize(("text", "exact", "clean", "marked"), BROKEN)
def test_a_word_that_the_page_breaks_is_marked_as_it_is_printed(
    text: str, exact: str, clean: str, marked: list[str]
) -> None:
    assert told(text, ("text", exact, clean)) == [marked]


def test_of_two_equal_words_the_one_of_the_sentence_is_marked() -> None:
    exact = "In Syrië\n\n3 Over Irak, pagina 2\n\nen Irak is het stil."
    store, (raw,) = stored([("text", exact, "In Syrië en Irak is het stil.")])
    ((place,),) = search(store, "irak").values()
    assert place[0] == raw.index("Irak is")


def test_a_word_that_cannot_be_found_again_is_not_marked() -> None:
    assert told("bijeenkomst", ("text", "De bijeen-\n2 Noot\nkomst.", "De bijeenkomst.")) == [[]]


@pytest.mark.parametrize("text", ["", "  ", "de van", "?!", "*", "x" * (LONGEST + 1), "*kaper", "d*"])
def test_what_cannot_be_looked_for_is_an_error_with_a_remedy(text: str) -> None:
    with pytest.raises(SubjectError) as caught:
        search(Store(), text)
    assert caught.value.todo


def test_the_words_asked_for_are_stems_or_beginnings() -> None:
    assert wanted("De Hybride  dreigingen van drone* (2020)") == (
        Wanted("hybride"),
        Wanted(stem("dreiging")),
        Wanted("drone", begins=True),
        Wanted("2020"),
    )
    assert len(wanted("woord " * 33)) == 33


def test_the_answer_is_bounded_and_begins_with_the_first_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 3)
    store, _ = stored(*[[("text", "Een drone.", ""), ("text", "Nog een drone.", "")] for _ in range(4)])
    found = list(search(store, "drone"))
    assert [iri.removeprefix(f"{THINGS}letter/").partition("/")[0] for iri in found] == ["0", "0", "1"]


def test_the_letters_of_a_graph_are_searched(seeds_graph: GraphFolder, letters_folder: object) -> None:
    store = seeds_graph.store()
    texts = {letter.id: seeds_graph.raw(letter) for letter in seeds_graph.letters()}
    found = search(store, "hybride dreigingen")
    assert found
    for iri, marks in found.items():
        raw = texts[iri.removeprefix(f"{THINGS}letter/").partition("/")[0]]
        assert [stem(fold(raw[start:end])) for start, end in marks] == [stem("hybride"), stem("dreiging")] * (
            len(marks) // 2
        )


WORDS = ["drone", "drones", "dronekaper", "dreiging", "dreigingen", "hybride", "NAVO-missie", "brieven", "brief", "de", "Irak"]  # fmt: skip
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)


@st.composite
def printed(draw: st.DrawFn) -> Line:
    """A sentence as a page prints it: lines end between words or, with a hyphen, within one."""
    exact, clean = "", ""
    for number, word in enumerate(draw(words)):
        cut = draw(st.sampled_from([0, 0, 0, 2, 3]))
        gap = draw(st.sampled_from([" ", "\n", " \n"])) if number else ""
        exact += gap + (f"{word[:cut]}-\n{word[cut:]}" if 0 < cut < len(word) - 1 and "-" not in word else word)
        clean += (" " if number else "") + word
    return draw(st.sampled_from(["text", "footnote"])), f"{exact}.", f"{clean}."


@given(st.lists(printed(), min_size=1, max_size=4), st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
def test_what_is_marked_is_what_is_asked_for_and_nothing_is_missed(lines: list[Line], query: list[str]) -> None:
    asked = {word.stem for word in stems(" ".join(query)) if word.stem != "de"}
    store, (raw,) = stored(lines)
    if not asked:
        with pytest.raises(SubjectError):
            search(store, " ".join(query))
        return
    found = search(store, " ".join(query))
    for marks in found.values():
        assert marks == sorted(set(marks))
        # `NAVO-missie` has a hyphen of its own; only that of a line end goes
        shown = [re.sub(r"-\s+", "", raw[start:end]) for start, end in marks]
        assert {stem(fold(word)) for word in shown} == asked
    holding = [clean for _, _, clean in lines if asked <= {word.stem for word in stems(clean)}]
    assert bool(found) == bool(holding)
    assert len(found) <= len(holding)
    if len(query) == 1:
        assert sum(map(len, found.values())) == sum(
            word.stem in asked for _, _, clean in lines for word in stems(clean)
        )
