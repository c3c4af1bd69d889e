"""Formats told by content: what each file is, whatever it is called, and what it is that nobody reads."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.errors import LetterError
from navograaf.letters.model import Format
from navograaf.letters.reading import from_bytes, name_of
from navograaf.letters.recognised import OTHERS, other, recognised

_KOOP = '<officiele-publicatie xmlns:x="urn:x"><kamerstuk/></officiele-publicatie>'
FORMATS: dict[str, tuple[bytes, Format]] = {
    "plain text": (b"Hierbij ontvangt u het verslag.", "txt"),
    "text with a mark": ("\ufeffHierbij ontvangt u het verslag.".encode(), "txt"),
    "UTF-16 text": ("Hierbij ontvangt u het verslag.".encode("utf-16"), "txt"),
    "text in angles": (b"<vertrouwelijk> Hierbij ontvangt u het verslag.", "txt"),
    "a number in angles": (b"<2% van het bbp is te weinig.", "txt"),
    "an arrow": (b"<- Zie hierboven. Hierbij ontvangt u het verslag.", "txt"),
    "an address in angles": (b"<kamer@example.nl> schreef ons.", "txt"),
    "text in brackets": (b"{Concept} Hierbij ontvangt u het verslag.", "txt"),
    "text with fields": (b"Aan: de Voorzitter\nBetreft: verslag\n\nHierbij ontvangt u het verslag.", "txt"),
    "text that speaks of a page": (b"Zie de pagina <b>hieronder</b>. Hierbij ontvangt u het verslag.", "txt"),
    "a page": (b"<!DOCTYPE html><html><p>Brief</p></html>", "html"),
    "an old page": (b'<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<HTML><P>Brief', "html"),
    "XHTML with a declaration": (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"/>', "html"),
    "XHTML with a type": (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html/>', "html"),
    "XHTML with a prefix": (b'<?xml version="1.0"?><h:html xmlns:h="http://www.w3.org/1999/xhtml"/>', "html"),
    "a page behind a comment": (b"\xef\xbb\xbf \n<!-- <x> --><!-- y -->\n<html lang=nl><p>Brief", "html"),
    "a part of a page": (b"  <p class=x>Brief</p><p>Twee</p>", "html"),
    "a page behind a stray word": (b"ok\n<html><body><p>Brief</body></html>", "html"),
    "a frameset": (b"<frameset rows=x><frame src=y></frameset>", "html"),
    "a UTF-16 page": ("<html><p>Brief</p></html>".encode("utf-16"), "html"),
    "a UTF-16 page without a mark": ("<html><p>Brief</p></html>".encode("utf-16-le"), "html"),
    "KOOP XML": (f'<?xml version="1.0" encoding="UTF-8"?>\n{_KOOP}'.encode(), "xml"),
    "KOOP XML without a declaration": (_KOOP.encode(), "xml"),
    "KOOP XML with a type": (b"<!DOCTYPE officiele-publicatie SYSTEM 'x.dtd'>" + _KOOP.encode(), "xml"),
    "UTF-16 XML": (f'<?xml version="1.0"?>{_KOOP}'.encode("utf-16"), "xml"),
    "the old dialect, cut": (b"<kamerwrk><kop><titel>Brief", "xml"),
    "any XML": (b"<a1><b1>x</b1></a1>\n", "xml"),
    "XML, its root cut": (b'<onbekend naam="x"><y>z', "xml"),
    "XML with a word like an HTML element": (b'<?xml version="1.0"?><o:p xmlns:o="x">y</o:p>', "xml"),
    "PDF": (b"%PDF-1.7\n", "pdf"),
    "PDF behind a blank line": (b"\n%PDF-1.4\n", "pdf"),
}


@pytest.mark.parametrize(("data", "kind"), FORMATS.values(), ids=FORMATS)
def test_each_format_is_told(data: bytes, kind: Format) -> None:
    assert recognised(data) == kind
    assert other(data) is None


def test_the_cases_are_all_there() -> None:
    assert len(FORMATS) == 31
    assert {kind for _, kind in FORMATS.values()} == {"txt", "html", "xml", "pdf"}


def _zip(**held: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, words in held.items():
            archive.writestr(name.replace("__", "/"), words)
    return made.getvalue()


_MHT = b'From: <Saved by Word>\r\nSubject: Brief\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="x"\r\n\r\n--x'
REFUSED = {
    "a Word .doc": (b"\xd0\xcf\x11\xe0" + bytes(100), "Word .doc"),
    "RTF": (b"{\\rtf1\\ansi Brief}", "RTF"),
    "PostScript": (b"%!PS-Adobe-3.0", "PostScript"),
    "a PNG": (b"\x89PNG\r\n", "picture"),
    "a TIFF": (b"II*\0\x08", "picture"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "JSON": (b'{\n  "titel": "Brief"\n}', "JSON"),
    "a JSON list": (b'[{"titel": null}]', "JSON"),
    "an e-mail": (b"Received: from a\n by b\nFrom: x@example.nl\nSubject: Brief\n\nBrief", "e-mail"),
    "MHT": (_MHT, "MHT"),
    "ODT": (_zip(mimetype="application/vnd.oasis.opendocument.text", content="<x/>"), "OpenDocument"),
    "Excel": (_zip(x="y", xl__workbook="z").replace(b"xl/workbook", b"xl/workbook."), "Excel"),
    "PowerPoint": (_zip(ppt__slides__s="z"), "PowerPoint"),
}


@pytest.mark.parametrize(("data", "what"), REFUSED.values(), ids=REFUSED)
def test_what_nobody_reads_is_named_with_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(LetterError) as caught:
        from_bytes(data, "map/brief.txt")
    assert what in caught.value.what
    assert caught.value.where == "map/brief.txt"
    assert caught.value.todo


def test_every_beginning_has_a_remedy() -> None:
    assert len(OTHERS) == 12
    assert all(one.what and one.todo for one in OTHERS.values())
    assert len(REFUSED) == 13


def test_a_docx_is_no_other_file() -> None:
    data = _zip(word__document="x", xl__workbook="an Excel sheet inside the letter")
    assert recognised(data) == "docx"
    assert other(data) is None


def test_a_letter_from_standard_input_is_named_after_its_format() -> None:
    assert name_of(b"<html><p>x", "-").endswith(".html")
    assert name_of(b"Brief", "-").endswith(".txt")
    assert name_of(b"<html><p>x", "map/brief.txt") == "brief.txt"


WORDS = st.sampled_from(
    ["Hierbij", "ontvangt", "u", "het", "verslag", "van", "de", "NAVO-top", "(2%)", "«geen»", "<2%", "a < b", "{concept}",
     "[1]", "Betreft:", "é", "a>b", "&", "“Ja”", "\n", "\n\n", "-", "1.", "https://nato.int/x?y=z&a=1"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_law_plain_dutch_text_is_always_text(words: list[str], encoding: str) -> None:
    data = " ".join(words).encode(encoding)
    assert recognised(data) == "txt"
    assert other(data) is None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_law_any_bytes_have_a_format(data: bytes) -> None:
    assert recognised(data) in ("txt", "pdf", "docx", "html", "xml")
    other(data)
