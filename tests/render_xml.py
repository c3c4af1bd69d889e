"""The five letters as KOOP publishes papers: XML in the modern and in the legacy dialect, written by the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from printed import NoteMark, Paragraph, PrintedLetter

_NUMBERED = re.compile(r"(Nr\.) (\d+) ?(.*)")
_OWN = re.compile(r"vergaderjaar (\d{4}.\d{4}), (\d\d \d{3}), nr\. (\d+)")
_ITEM = re.compile(r"([•·–-]|[a-z]\)) (?=\S)")
_NAME = re.compile(r"((?:[Dd]rs\. )?(?:[A-Z][a-z]*\.)+|[A-Z][a-z]+) ?(.+)")


def render_modern(letter: PrintedLetter, **facts: str) -> bytes:
    """`officiele-publicatie`: notes in place, lists, emphasis, an instruction inside a word.

    facts: year, dossier, title, number, kind, date, isodate; what the letter prints of them needs none.
    """
    facts, paragraphs = _head(letter) | facts, _body(letter)
    head = "".join(
        f'<tekstregel inhoud="{kind}">{escape(words)}</tekstregel>'
        for kind, words in (("vergaderjaar", facts.get("year")), ("kameraanduiding", facts.get("chamber")))
        if words
    )
    dossier = ""
    if "dossier" in facts:
        number, chapter = facts["dossier"][:6], facts["dossier"][7:]
        chapter = f"<begrotingshoofdstuk>{chapter}</begrotingshoofdstuk>" if chapter else ""
        dossier = f"<dossier><dossiernummer><dossiernr>{number}</dossiernr>{chapter}</dossiernummer>"
        dossier += f"<titel>{escape(facts['title'])}</titel></dossier>" if "title" in facts else "</dossier>"
    stuk = ""
    if "number" in facts:
        stuk = f'<stuknr>Nr. <ondernummer kamer="2">{facts["number"]}</ondernummer></stuknr>'
    stuk += f"<titel>{escape(facts['kind'])}</titel>" if "kind" in facts else ""
    if "date" in facts:
        stuk += f'<datumtekst><datum isodatum="{facts["isodate"]}">{facts["date"]}</datum></datumtekst>'
    body = "\n".join(_modern(paragraphs, letter.notes))
    signed = "\n".join(
        f"<ondertekening><functie>{escape(role)}</functie><naam><voornaam>{escape(first)}</voornaam>"
        f"<achternaam>{escape(last)}</achternaam></naam></ondertekening>"
        for role, first, last in _signed(letter)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet href="none.xsl" type="text/xsl"?>\n'
        "<officiele-publicatie><metadata>"
        + "".join(f"<meta name={quoteattr(k)} content={quoteattr(v)}/>" for k, v in facts.items() if "." in k)
        + f"</metadata>\n<kamerstuk><kamerstukkop>{head}</kamerstukkop>{dossier}\n<stuk>{stuk}\n"
        f"<algemeen><vrije-tekst><tekst>\n{body}\n</tekst></vrije-tekst>\n<tekst-sluiting>{signed}</tekst-sluiting>"
        "</algemeen></stuk></kamerstuk></officiele-publicatie>\n"
    ).encode()


def render_legacy(letter: PrintedLetter, **facts: str) -> bytes:
    """`kamerwrk`: notes at the end of the file, headings by typography, in ISO-8859-1 where that has the letters.

    facts: as in `render_modern`.
    """
    facts, paragraphs = _head(letter) | facts, _body(letter)
    front = f"<vergjaar>{escape(facts['year'].split()[-1])}</vergjaar>" if "year" in facts else ""
    if "dossier" in facts:
        front += f"<onderw><nummer>{facts['dossier']}</nummer>"
        front += f"<naam>{escape(facts['title'])}</naam></onderw>" if "title" in facts else "</onderw>"
    stuk = f"<ltrlabel>Nr.</ltrlabel><nummer>{facts['number']}</nummer>" if "number" in facts else ""
    stuk += f"<titel>{escape(facts['kind'])}</titel>" if "kind" in facts else ""
    stuk += f"<al><datum>{escape(facts['date'])}</datum></al>" if "date" in facts else ""
    body = "\n<witreg/>\n".join(
        f'<tuskop letat="vet">{_words(one, {})}</tuskop>' if one.kind == "heading" else f"<al>{_words(one, {})}</al>"
        for one in paragraphs
    )
    signed = "\n".join(
        f"<ondtek><functie>{escape(role)}</functie><naam>{escape(first)} {escape(last)}</naam></ondtek>"
        for role, first, last in _signed(letter)
    )
    notes = "\n".join(
        f'<voetnoot id="v{n}" nr="{n}"><al>{escape(words)}</al></voetnoot>' for n, words in _notes(letter)
    )
    return (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE kamerwrk SYSTEM "kamerwrk.dtd" [<!-- ] -->]>\n'
        f'<kamerwrk kamer="2" publtype="kst"><metadata/>\n<frontm><versie dtd="1.0"/>{front}</frontm>\n'
        f"<body><stuk>{stuk}\n{body}\n{signed}</stuk></body>\n{notes}</kamerwrk>\n"
    ).encode("cp1252", "xmlcharrefreplace")


def _head(letter: PrintedLetter) -> dict[str, str]:
    """What the letter prints of itself, in its head and its footer, which papers have in elements."""
    made: dict[str, str] = {}
    for words in letter.footers:
        if own := _OWN.search(words):
            made |= {"year": f"Vergaderjaar {own[1]}", "dossier": own[2], "number": own[3]}
    for one in letter.paragraphs:
        if one.kind == "letterhead" and (found := _NUMBERED.fullmatch(one.words)):
            made |= {"number": found[2], "kind": found[3]}
    return made


def _body(letter: PrintedLetter) -> list[Paragraph]:
    return [
        one
        for one in letter.paragraphs
        if one.kind != "signature" and not (one.kind == "letterhead" and _NUMBERED.fullmatch(one.words))
    ]


def _signed(letter: PrintedLetter) -> Iterator[tuple[str, str, str]]:
    lines = [one.words for one in letter.paragraphs if one.kind == "signature"]
    for role, name in zip(lines[::2], lines[1::2], strict=True):
        found = _NAME.fullmatch(name)
        assert found, name
        yield role, found[1], found[2]


def _notes(letter: PrintedLetter) -> list[tuple[str, str]]:
    return list(letter.notes.items())


def _modern(paragraphs: list[Paragraph], notes: dict[str, str]) -> Iterator[str]:
    def is_item(one: Paragraph) -> bool:
        return one.kind == "text" and _ITEM.match(one.words) is not None

    for item, run in groupby(paragraphs, is_item):
        if item:
            yield "<lijst>" + "".join(map(_item, [_words(one, notes) for one in run])) + "</lijst>"
            continue
        for one in run:
            name = "tussenkop" if one.kind == "heading" else "al"
            yield f"<{name}>{_words(one, notes)}</{name}>"


def _item(words: str) -> str:
    found = _ITEM.match(words)
    assert found
    return f"<li><li.nr>{found[1]}</li.nr><al>{words[found.end() :]}</al></li>"


def _words(one: Paragraph, notes: dict[str, str]) -> str:
    """The words as XML, broken into lines as a typesetter leaves them; the notes in place where `notes` has them."""
    made = ""
    for piece in one.pieces:
        if isinstance(piece, NoteMark):
            n = piece.number
            words = f'<noot id="n{n}" type="voet"><noot.nr>{n}</noot.nr><noot.al>{escape(notes.get(n, ""))}</noot.al></noot>'
            made += words if notes else f'<voetref refid="v{n}">{n}</voetref>'
            continue
        words = (
            escape(piece)
            .replace("bondgenoten ", "bond<?xpp afbm?>genoten\n   ")
            .replace("NATO ", "<nadruk>NATO</nadruk> ")
        )
        made += words
    return made
