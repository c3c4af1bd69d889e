"""A short made-up letter as files in several formats, for the tests of letters that are there more than once."""

from __future__ import annotations

from html import escape
from pathlib import Path

from printed import Paragraph, PrintedLetter
from render_docx import render as docx
from render_pdf import render as pdf

NUMBER = "346"
WORDS = (
    "Den Haag, 21 oktober 2020",
    "Geachte voorzitter,",
    "Op 22 oktober 2020 vergaderen de NAVO-ministers van Defensie over de toekomst van de missie in Irak. Nederland "
    "steunt de NATO Mission Iraq en zal daar tijdens de bijeenkomst opnieuw om aandacht vragen.",
    "De ministers stemden eerder in met een herziening van het operatieplan, wat een verdere uitwerking zal vragen van "
    "de bondgenoten die troepen leveren aan het hoofdkwartier in Bagdad.",
    "Het is de verwachting dat in februari een besluit wordt genomen over de inzet in Afghanistan, waar de missie "
    "Resolute Support de veiligheidstroepen opleidt en adviseert.",
    "Ook bespreken de ministers de lastenverdeling binnen het bondgenootschap en de uitgaven aan defensie, die in "
    "Nederland volgens de laatste raming verder zullen stijgen.",
    "De minister van Defensie, A.Th.B. Bijleveld-Schouten",
)
OTHER = tuple(" ".join(reversed(words.split())) if len(words) > 60 else words for words in WORDS)
"""Another letter, with the same head and foot."""


def printed(words: tuple[str, ...] = WORDS, number: str = NUMBER) -> PrintedLetter:
    """The letter as a typesetter gets it; number: as it is printed above it, "" for a letter without."""
    head = ("Tweede Kamer der Staten-Generaal", "28 676 NAVO", f"Nr. {number} Brief van de minister") if number else ()
    return PrintedLetter("brief", tuple(Paragraph("text", (one,)) for one in (*head, *words)), {}, ())


def as_txt(letter: PrintedLetter) -> bytes:
    return "\n\n".join(one.words for one in letter.paragraphs).encode() + b"\n"


def as_html(letter: PrintedLetter) -> bytes:
    body = "".join(f"<p>{escape(one.words)}</p>" for one in letter.paragraphs)
    return f"<!DOCTYPE html><html><head><title>Brief</title></head><body>{body}</body></html>".encode()


RENDER = {".txt": as_txt, ".html": as_html, ".docx": docx, ".pdf": pdf}


def write(path: Path, words: tuple[str, ...] = WORDS, number: str = NUMBER) -> Path:
    """The letter in the format that the name of a file asks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(RENDER[path.suffix](printed(words, number)))
    return path
