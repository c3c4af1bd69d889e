"""Papers that KOOP publishes: both dialects give the letter's words, structure and facts; what is no paper is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from printed import printed, seed_files
from render_xml import render_legacy, render_modern

from navograaf.errors import LetterError
from navograaf.findings.extract import extract
from navograaf.findings.model import as_json
from navograaf.letters.koop.markup import tree
from navograaf.letters.koop.read import read_koop
from navograaf.letters.model import Letter, Part
from navograaf.letters.reading import from_bytes, read_letter

Render = Callable[..., bytes]
BOTH = pytest.mark.parametrize("render", [render_modern, render_legacy])
SEEDS = pytest.mark.parametrize("path", seed_files(), ids=lambda path: path.stem[:3])

MODERN = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><metadata><meta name="DC.identifier" content="kst-35300-X-4"/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2019–2020</tekstregel></kamerstukkop>
 <dossier><dossiernummer><dossiernr>35 300</dossiernr><begrotingshoofdstuk>X</begrotingshoofdstuk></dossiernummer>
  <titel>Vaststelling van de begroting</titel></dossier>
 <dossier><dossiernummer><dossiernr>28 676</dossiernr></dossiernummer><titel>NAVO</titel></dossier>
 <stuk><stuknr>Nr. <ondernummer kamer="2">4</ondernummer></stuknr>
  <titel>BRIEF VAN DE MINISTER VAN DEFENSIE<noot id="t"><noot.nr>1</noot.nr><noot.al>Eerste.</noot.al></noot></titel>
  <datumtekst>Ontvangen <datum isodatum="2020-02-03">3 februari 2020</datum></datumtekst>
  <algemeen><vrije-tekst><tekst>
   <al>De uit<?xpp afbm?>gaven<!-- hier --> stijgen
    met <nadruk type="cur">2</nadruk>% CO<inf>2</inf>.<noot id="a"><noot.nr>2</noot.nr><noot.al>Zie de memorie.</noot.al>
    <noot.al>En het verslag.</noot.al></noot> Zie ook<nootref refid="t"/>.</al>
   <divisie><kop><nr>1.</nr><titel>Inleiding</titel></kop>
    <lijst type="expliciet"><li><li.nr>–</li.nr><al>Eerste punt.</al></li>
     <li><li.nr>2.</li.nr><al>Tweede punt:</al>
      <lijst><li><li.nr>a.</li.nr><al>Onderdeel</al></li></lijst><al>Slot.</al></li></lijst>
    <divisie><kop><nr>1.1</nr><titel>Diep</titel></kop>
     <al-groep><al>Zie <extref soort="URL" doc="https://voorbeeld.example/">de lijst</extref>.</al></al-groep>
     <tussenkop kopopmaak="cur">Tussen</tussenkop><al>Tot slot.</al></divisie></divisie>
  </tekst></vrije-tekst></algemeen>
  <tekst-sluiting><ondertekening><functie>De Minister</functie> voor Rechtsbescherming,<naam><voornaam>S.</voornaam
   ><achternaam>Dekker</achternaam></naam><functie>De Minister van Defensie,</functie><naam><voornaam>H.</voornaam
   ><achternaam>Kamp</achternaam></naam></ondertekening></tekst-sluiting>
  <bijlage><kop><titel>Bijlage</titel></kop>
   <table><title>Uitgaven</title><tgroup cols="3"><colspec colnum="1"/>
    <thead><row><entry><al>Jaar</al></entry><entry><al>Bedrag</al></entry><entry><al>In %</al></entry></row></thead>
    <tbody><row><entry><al>2020</al></entry><entry/><entry><al>1,5</al><al>bbp</al></entry></row>
     <row><entry/><entry/><entry/></row></tbody></tgroup></table>
   <plaatje><illustratie naam="kst-1.png"/></plaatje></bijlage>
 </stuk></kamerstuk></officiele-publicatie>
"""
LAID = [
    ("letterhead", 0, "Vergaderjaar 2019–2020"),
    ("letterhead", 0, "35 300 X"),
    ("letterhead", 0, "Vaststelling van de begroting"),
    ("letterhead", 0, "28 676"),
    ("letterhead", 0, "NAVO"),
    ("letterhead", 0, "Nr. 4"),
    ("letterhead", 0, "BRIEF VAN DE MINISTER VAN DEFENSIE1"),
    ("letterhead", 0, "Ontvangen 3 februari 2020"),
    (None, 0, "De uitgaven stijgen met 2% CO2.2 Zie ook1."),
    ("heading", 1, "1. Inleiding"),
    ("text", 0, "– Eerste punt."),
    ("text", 0, "2. Tweede punt:"),
    ("text", 0, "a. Onderdeel"),
    (None, 0, "Slot."),
    ("heading", 2, "1.1 Diep"),
    (None, 0, "Zie de lijst."),
    ("heading", 3, "Tussen"),
    (None, 0, "Tot slot."),
    ("signature", 0, "De Minister voor Rechtsbescherming,"),
    ("signature", 0, "S. Dekker"),
    ("signature", 0, "De Minister van Defensie,"),
    ("signature", 0, "H. Kamp"),
    ("heading", 1, "Bijlage"),
    (None, 0, "Uitgaven"),
    ("text", 0, "Jaar | Bedrag | In %"),
    ("text", 0, "2020 | | 1,5 bbp"),
    ("footnote", 0, "1 Eerste."),
    ("footnote", 0, "2 Zie de memorie.\nEn het verslag."),
]
FACTS = [
    ("identifier", "kst-35300-X-4", "metadata/meta, DC.identifier"),
    ("parliamentary_year", "2019-2020", "kamerstukkop/tekstregel"),
    ("dossier", "35300-X", "dossier/dossiernummer"),
    ("dossier", "28676", "dossier/dossiernummer"),
    ("number", "4", "stuknr/ondernummer"),
    ("title", "BRIEF VAN DE MINISTER VAN DEFENSIE", "stuk/titel"),
    ("date", "2020-02-03", "datumtekst/datum/@isodatum"),
    ("signatory", "S. Dekker", "ondertekening/naam"),
    ("signatory", "H. Kamp", "ondertekening/naam"),
]


def words(letter: Letter, part: Part) -> str:
    return letter.raw[part.start : part.end]


def letters(value: object) -> str:
    """A value without what a line end changes."""
    return re.sub(r"[\W_]", "", str(value))


def paper(inside: str) -> bytes:
    return f"<kamerstuk><stuk><tekst>{inside}</tekst></stuk></kamerstuk>".encode()


def said(inside: str) -> list[str]:
    letter = read_koop(paper(inside), "a.xml")
    return [words(letter, part) for part in letter.parts]


def laid(data: bytes) -> list[tuple[str | None, int, str]]:
    letter = read_koop(data, "a.xml")
    return [(part.kind, part.level, words(letter, part)) for part in letter.parts]


def test_every_element_of_the_modern_dialect_is_laid_down_as_it_prints() -> None:
    letter = read_koop(MODERN.replace("\n", "\r\n").encode(), "map/a.xml")
    assert [(part.kind, part.level, words(letter, part)) for part in letter.parts] == LAID
    assert [(fact.field, fact.value, fact.source) for fact in letter.facts] == [
        (field, value, f"a.xml, {source}") for field, value, source in FACTS
    ]
    assert (letter.format, letter.encoding, letter.file, letter.source) == ("xml", "utf-8", "a.xml", "map/a.xml")
    notes = [part for part in letter.parts if part.kind == "footnote"]
    assert [(note.number, note.marker and letter.raw[slice(*note.marker)]) for note in notes] == [
        ("1", "1"),
        ("2", "2"),
    ]
    assert notes[0].marker is not None and letter.raw[: notes[0].marker[0]].endswith("MINISTER VAN DEFENSIE")


def test_the_legacy_dialect_tells_the_same() -> None:
    data = """<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE kamerwrk SYSTEM "kamerwrk.dtd">
    <kamerwrk kamer="2" publtype="kst"><metadata><meta name="OVERHEIDop.dossiernummer" content="28676"/></metadata>
    <kop><titel>Tweede Kamer der Staten-Generaal</titel><subtitel>Vergaderjaar 2003–2004</subtitel></kop>
    <frontm><versie dtd="1"/><ordernr>KST1</ordernr><vergjaar>2003-2004</vergjaar>
    <onderw><nummer>28 676</nummer><naam>NAVO</naam></onderw></frontm>
    <body><stuk><ltrlabel>Nr.</ltrlabel><nummer>12</nummer><titel>BRIEF VAN DE MINISTER</titel>
    <al><datum>’s-Gravenhage, 14 juni 2004</datum></al><witreg/><tuskop letat="vet">Inzet</tuskop>
    <al>Wij doen mee.<voetref refid="v1">1</voetref> Altijd.<voetref refid="weg">9</voetref></al>
    <ondtek><functie>De Minister van Defensie,</functie><naam>H.G.J. Kamp</naam></ondtek></stuk></body>
    <voetnoot id="v1" nr="1"><al>Zie het verslag.</al></voetnoot></kamerwrk>""".encode("cp1252")
    assert laid(data) == [
        ("letterhead", 0, "Tweede Kamer der Staten-Generaal"),
        ("letterhead", 0, "Vergaderjaar 2003–2004"),
        ("letterhead", 0, "KST1"),
        ("letterhead", 0, "2003-2004"),
        ("letterhead", 0, "28 676"),
        ("letterhead", 0, "NAVO"),
        ("letterhead", 0, "Nr. 12"),
        ("letterhead", 0, "BRIEF VAN DE MINISTER"),
        (None, 0, "’s-Gravenhage, 14 juni 2004"),
        ("heading", 1, "Inzet"),
        (None, 0, "Wij doen mee.1 Altijd.9"),
        ("signature", 0, "De Minister van Defensie,"),
        ("signature", 0, "H.G.J. Kamp"),
        ("footnote", 0, "1 Zie het verslag."),
    ]
    letter = read_koop(data, "a.xml")
    assert letter.encoding == "cp1252"
    assert [(fact.field, fact.value) for fact in letter.facts] == [
        ("dossier", "28676"),
        ("parliamentary_year", "2003-2004"),
        ("parliamentary_year", "2003-2004"),
        ("dossier", "28676"),
        ("number", "12"),
        ("title", "BRIEF VAN DE MINISTER"),
        ("signatory", "H.G.J. Kamp"),
    ]
    document = extract(letter).document
    assert (document.dossier, document.number, document.date) == ("28676", "12", "2004-06-14")
    assert [(one.name, one.role) for one in document.signed_by] == [("H.G.J. Kamp", "Minister van Defensie")]


def test_namespaces_and_a_wrapper_change_nothing() -> None:
    inside = MODERN.partition("<kamerstuk>")[2].partition("</kamerstuk>")[0]
    alone = read_koop(f"<kamerstuk>{inside}</kamerstuk>".encode(), "a.xml")
    spaced = re.sub(r"<(/?)([a-z])", r"<\1k:\2", inside)
    named = read_koop(f'<k:kamerstuk xmlns:k="https://voorbeeld.example/k">{spaced}</k:kamerstuk>'.encode(), "a.xml")
    given = read_koop(f'<kamerstuk xmlns="https://voorbeeld.example/k">{inside}</kamerstuk>'.encode(), "a.xml")
    whole = read_koop(MODERN.encode(), "a.xml")
    assert alone.raw == named.raw == given.raw == whole.raw
    assert alone.parts == named.parts == given.parts
    assert [part.path for part in whole.parts] == [f"/officiele-publicatie[1]{part.path}" for part in alone.parts]
    assert alone.facts == named.facts == given.facts == whole.facts[1:]


@BOTH
@SEEDS
def test_a_letter_keeps_its_words_notes_and_headings(path: Path, render: Render) -> None:
    letter, seed = read_koop(render(printed(path)), "a.xml"), printed(path)
    notes = [part for part in letter.parts if part.kind == "footnote"]
    assert {note.number: words(letter, note) for note in notes} == {n: f"{n} {said}" for n, said in seed.notes.items()}
    marks = [note.marker for note in notes if note.marker]
    assert [letter.raw[start:end] for start, end in marks] == list(seed.notes)
    text = letter.raw[: notes[0].start] if notes else letter.raw
    for start, end in sorted(marks, reverse=True):
        text = text[:start] + text[end:]
    whole = " ".join(one.words for one in seed.paragraphs)
    assert " ".join(text.split()).endswith(" ".join(whole.split()))
    headings = [words(letter, part) for part in letter.parts if part.kind == "heading"]
    assert headings == [one.words for one in seed.paragraphs if one.kind == "heading"]
    assert len(marks) == len(seed.notes)


@BOTH
@SEEDS
def test_what_is_found_in_a_letter_is_what_is_found_in_its_text(path: Path, render: Render) -> None:
    text, found = extract(read_letter(path)), extract(from_bytes(render(printed(path)), "a.xml"))
    one, other = as_json(text), as_json(found)
    for field in ("kind", "dossier", "number", "date", "place", "addressee", "about_meeting", "parliamentary_year"):
        assert one["document"].get(field) == other["document"].get(field), field
    assert [(s.name, s.role) for s in text.document.signed_by] == [(s.name, s.role) for s in found.document.signed_by]
    kept = {
        "decisions": ("act", "status", "decider_id", "topic", "mission", "date", "quote"),
        "positions": ("holder_id", "polarity", "topic", "quote"),
        "questions": ("number", "party", "answer_kind", "answered_together_with"),
        "commitments": ("promiser", "due", "quote"),
        "meetings": ("id",),
    }
    for layer, keys in kept.items():
        rows, others = (
            [[letters(row.get(key))[:25] for key in keys] for row in all_of[layer]] for all_of in (one, other)
        )
        assert sorted(rows) == sorted(others), layer  # notes stand behind the letter
    assert len(one["sections"]) == len(other["sections"])


@BOTH
def test_the_head_of_a_paper_is_found_as_a_letter_prints_it(render: Render) -> None:
    letter = next(path for path in seed_files() if path.stem.startswith("004"))
    facts = {"dossier": "28 676", "title": "NAVO", "year": "Vergaderjaar 2019–2020", "chamber": "Tweede Kamer"}
    document = extract(read_koop(render(printed(letter), **facts), "a.xml")).document
    assert (document.dossier, document.number, document.date) == ("28676", "333", "2020-02-03")
    assert document.kind == "agenda" and document.place == "Den Haag"
    assert document.addressee == "Voorzitter van de Tweede Kamer der Staten-Generaal"


@BOTH
@SEEDS
def test_a_path_leads_to_the_element_that_has_the_words(path: Path, render: Render) -> None:
    data = render(printed(path))
    letter, root = read_koop(data, "a.xml"), tree(data, "a.xml")[0].getroottree()
    notes = {part.marker for part in letter.parts if part.marker}
    assert len(letter.parts) > 10
    for part in letter.parts:
        (element,) = root.xpath(part.path)
        apart = "noot.nr" if part.kind == "footnote" else "noot"
        inside = letters("".join(element.xpath(f".//text()[not(ancestor::{apart} or ancestor::voetref)]")))
        printed_ones = "".join(
            char
            for at, char in enumerate(letter.raw[part.start : part.end], part.start)
            if not any(start <= at < end for start, end in notes)
        )
        own = letters(printed_ones.removeprefix(f"{part.number} " if part.number else "Nr. "))
        assert own and own in inside, part.path


def test_the_path_counts_elements_of_one_name_whatever_stands_between() -> None:
    letter = read_koop(paper("<al>Een.</al><lijst><li><al>Twee.</al></li></lijst><al>Drie.</al>"), "a.xml")
    assert [part.path.removeprefix("/kamerstuk[1]/stuk[1]/tekst[1]") for part in letter.parts] == [
        "/al[1]",
        "/lijst[1]/li[1]/al[1]",
        "/al[2]",
    ]
    assert letter.path(letter.raw.index("rie")).endswith("/al[2]") and letter.path(len(letter.raw)) == ""


SMALL = {
    "unknown among words": ("<al>Dit <vreemd>woord</vreemd>je.</al>", ["Dit woordje."]),
    "unknown among blocks": ("<vreemd><a>Een.</a><b>Twee.</b></vreemd><al>x</al>", ["Een.", "Twee.", "x"]),
    "unknown with words": ("<vreemd>Los <b>vet</b> woord<al>x</al>na</vreemd>", ["Los vet woord", "x", "na"]),
    "list in a paragraph": (
        "<al>Voor <lijst><li><li.nr>a.</li.nr><al>in</al></li></lijst> na</al>",
        ["Voor", "a. in", "na"],
    ),
    "label without words": ("<lijst><li><li.nr>3.</li.nr></li><li><al>in</al></li></lijst>", ["3.", "in"]),
    "label before a signature": (
        "<li><li.nr>1.</li.nr><ondertekening><naam>A. B</naam></ondertekening></li><al>x</al>",
        ["1. A. B", "x"],
    ),
    "two labels": ("<lid><lidnr>1.</lidnr><lidnr>2.</lidnr><al>in</al></lid>", ["1.", "2. in"]),
    "line break": ("<al>Een<br/>twee</al>", ["Een\ntwee"]),
    "table of html": ("<table><tr><th>A</th><td>B<br/>C</td></tr><tr><td/></tr></table><al>x</al>", ["A | B C", "x"]),
    "question": ("<vraag><nr>Vraag 1</nr><al>Ja?</al></vraag>", ["Vraag 1", "Ja?"]),
    "note among blocks": ("<al>x</al><noot><noot.nr>1</noot.nr><noot.al>n</noot.al></noot>", ["x", "1 n"]),
    "note before words": ("<al><noot><noot.nr>1</noot.nr><noot.al>n</noot.al></noot> x</al>", ["1 x", "1 n"]),
    "note without number": ("<al>x<noot><noot.al>n</noot.al></noot> y</al>", ["x y", "n"]),
    "note in an emphasis": (
        "<al><nadruk>x<noot><noot.nr>*</noot.nr><noot.al>n<br/>m</noot.al></noot></nadruk>.</al>",
        ["x*.", "* n\nm"],
    ),
    "signature of two": (
        "<ondertekening>Namens <functie>de Minister,</functie><naam>A. B</naam>, <naam>C. D</naam> griffier</ondertekening><al>x</al>",
        ["Namens de Minister,", "A. B,", "C. D", "griffier", "x"],
    ),
    "signature with paragraphs": (
        "<ondertekening><al>Hoogachtend,</al><functie>De griffier,</functie><naam><achternaam>De Lange<noot><noot.nr>1"
        "</noot.nr><noot.al>n</noot.al></noot></achternaam></naam></ondertekening>",
        ["Hoogachtend,", "De griffier,", "De Lange1", "1 n"],
    ),
    "nested tables": (
        "<table><row><entry><table><row><entry>a</entry><entry>b</entry></row></table></entry><entry>c</entry></row></table><al>x</al>",
        ["a b | c", "x"],
    ),
    "article": (
        "<artikel><kop><label>Artikel</label><nr>1</nr></kop><lid><lidnr>1.</lidnr><al>in</al></lid></artikel>",
        ["Artikel 1", "1. in"],
    ),
    "characters": ("<al>&lt;b&gt; &amp; &#233;&#xA0;<![CDATA[<c>]]></al>", ["<b> & é\xa0<c>"]),
    "no include": ('<al>x<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd"/></al>', ["x"]),
}


@pytest.mark.parametrize("case", SMALL)
def test_small_structures(case: str) -> None:
    assert len(SMALL) == 20
    inside, laid_down = SMALL[case]
    assert said(inside) == laid_down


def test_other_publications_are_read_by_their_paragraphs() -> None:
    report = b"""<officiele-publicatie><handelingen><agendapunt><item-titel>NAVO</item-titel><spreekbeurt><spreker>
    <voorvoegsels>De heer</voorvoegsels><naam><achternaam>Jansen</achternaam></naam> (<politiek>VVD</politiek>):</spreker>
    <tekst><al>Voorzitter.</al></tekst></spreekbeurt></agendapunt></handelingen></officiele-publicatie>"""
    assert laid(report) == [
        ("heading", 1, "NAVO"),
        (None, 0, "De heer Jansen (VVD):"),
        (None, 0, "Voorzitter."),
    ]


def test_what_is_no_paper_is_refused_by_the_name_of_its_root() -> None:
    cases = {
        b'<metadata_gegevens><metadata name="a" content="b"/></metadata_gegevens>': "beside the letter",
        b'<s:searchRetrieveResponse xmlns:s="x"><al>a</al></s:searchRetrieveResponse>': "letters that it lists",
        b"<rss><channel/></rss>": "letters that it lists",
        b"<feed xmlns='http://www.w3.org/2005/Atom'/>": "letters that it lists",
        b"<boek><hoofdstuk>Woorden</hoofdstuk></boek>": "letter's own XML",
        b"<officiele-publicatie/>": "letter's own XML",
    }
    assert len(cases) == 6
    for data, todo in cases.items():
        with pytest.raises(LetterError, match=re.escape(todo)) as error:
            read_koop(data, "map/a.xml")
        root = etree.QName(etree.fromstring(data)).localname
        assert f"<{root}>" in error.value.what and error.value.where == "map/a.xml"


def test_a_paper_without_words_and_one_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LetterError, match="holds no words"):
        read_koop(paper("<al> \n</al>"), "a.xml")
    monkeypatch.setattr("navograaf.letters.canonical.MAX_CHARACTERS", 100)
    with pytest.raises(LetterError, match="longer than"):
        read_koop(paper(f"<al>{'woord ' * 30}</al>"), "a.xml")


def test_two_letters_on_standard_input_have_two_names() -> None:
    one, other = read_koop(paper("<al>Een.</al>"), "-"), read_koop(paper("<al>Twee.</al>"), "-")
    assert one.file != other.file and one.file.endswith(".xml")


WORDS = st.text("aé.?1 |\n\t&<", min_size=0, max_size=6)
LEAVES = st.sampled_from(
    ["al", "nadruk", "vreemd", "li.nr", "kop", "titel", "nr", "naam", "functie", "tussenkop", "stuknr"]
)
STEMS = st.sampled_from(
    [
        "al",
        "lijst",
        "li",
        "row",
        "entry",
        "table",
        "divisie",
        "ondertekening",
        "vreemd",
        "stuk",
        "dossier",
        "vraag",
        "kop",
    ]
)


def element(parts: tuple[str, str, list[tuple[str, str]]]) -> str:
    name, first, rest = parts
    return f"<{name}>{escape(first)}{''.join(child + escape(tail) for child, tail in rest)}</{name}>"


TREES = st.recursive(
    st.tuples(LEAVES, WORDS, st.just([])).map(element),
    lambda inner: st.tuples(STEMS, WORDS, st.lists(st.tuples(inner, WORDS), max_size=4)).map(element),
    max_leaves=12,
)


@given(TREES)
def test_every_character_between_tags_is_laid_down_in_its_order(tree: str) -> None:
    data = f"<kamerstuk><al>Eerst</al>{tree}<!-- niet --><?x niet?></kamerstuk>".encode()
    printed_ones = "".join("".join(etree.fromstring(data).xpath("//text()")).split()).replace("|", "")
    letter = read_koop(data, "a.xml")
    assert "".join(letter.raw.split()).replace("|", "") == printed_ones
    assert "".join(words(letter, part) for part in letter.parts) == letter.raw.replace("\n\n", "").removesuffix("\n")
    assert read_koop(data, "a.xml") == letter


@given(TREES, st.lists(WORDS.filter(str.strip), min_size=1, max_size=3))
def test_notes_keep_their_words_wherever_they_stand(tree: str, notes: list[str]) -> None:
    ends = [match.end() for match in re.finditer(r"<(?:al|vreemd|nadruk|entry|naam|titel)>", tree)]
    data = tree
    for at, words_of in zip(reversed(ends), notes, strict=False):
        data = f"{data[:at]}<noot><noot.nr>7</noot.nr><noot.al>{escape(words_of)}</noot.al></noot>{data[at:]}"
    letter = read_koop(f"<kamerstuk><al>Eerst</al>{data}</kamerstuk>".encode(), "a.xml")
    kept = [words(letter, part) for part in letter.parts if part.kind == "footnote"]
    expected = [f"7 {' '.join(one.split())}" for one in notes[: len(ends)]]
    assert sorted(map(str.split, kept)) == sorted(map(str.split, expected))
    assert all(letter.raw[slice(*p.marker)] == "7" for p in letter.parts if p.kind == "footnote" and p.marker)
