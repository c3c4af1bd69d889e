"""XML is parsed without its document type, in an encoding that is known, within bounds; what is not is said where."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.errors import LetterError
from navograaf.letters.koop import markup
from navograaf.letters.koop.markup import name_of, tree
from navograaf.letters.koop.read import read_koop

PAPER = "<kamerstuk><al>Eén “brief” €5</al></kamerstuk>"


def text(data: bytes) -> str:
    return "".join(str(words) for words in tree(data, "a.xml")[0].itertext())


def declared(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n'


def test_the_encoding_is_that_of_the_mark_or_the_declaration_and_if_that_fails_windows_1252() -> None:
    cases = [
        (PAPER.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PAPER.encode(), "utf-8"),
        ((declared("UTF-8") + PAPER).encode(), "utf-8"),
        ((declared("utf-16") + PAPER).encode("utf-16"), "utf-16-le"),
        ((declared("utf-16") + PAPER).encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF16_BE + PAPER.encode("utf-16-be"), "utf-16-be"),
        ((declared("utf-16") + PAPER).encode("utf-8"), "utf-8"),
        ((declared("windows-1252") + PAPER).encode("cp1252"), "cp1252"),
        ((declared("ISO-8859-1") + PAPER).encode("cp1252"), "cp1252"),
        ((declared("utf-8") + PAPER).encode("cp1252"), "cp1252"),
        (PAPER.encode("cp1252"), "cp1252"),
        ((declared("iso-8859-15") + PAPER.replace("“", "'").replace("”", "'")).encode("iso-8859-15"), "iso-8859-15"),
    ]
    assert len(cases) == 12
    for data, encoding in cases:
        assert tree(data, "a.xml")[1] == encoding
        assert text(data).replace("'", "") in ("Eén “brief” €5", "Eén brief €5"), data
        assert read_koop(data, "a.xml").encoding == encoding


BAD = {
    "unknown encoding": ((declared("koi8-r") + PAPER).encode(), "encoding koi8-r is not read", "a.xml"),
    "wrong bytes": (b"<a>\n\n<b>\x81\x8d</b></a>", "nor in Windows-1252", "a.xml:3"),
    "cut": (b"<a>\n<b>woorden", "cut or damaged", "a.xml:2"),
    "cut utf-16": ((declared("utf-16") + PAPER).encode("utf-16")[:-1], "not in the encoding", "a.xml:2"),
    "empty": (b"  ", "cut or damaged", "a.xml"),
    "mismatched": (b"<a>\n<b></c></a>", "cut or damaged", "a.xml:2"),
    "two roots": (b"<a/><b/>", "cut or damaged", "a.xml:1"),
    "control character": (b"<a>\x0b</a>", "cut or damaged", "a.xml:1"),
    "unbound prefix": (b"<x:a><y/>", "cut or damaged", "a.xml:1"),
    "entity of html": (b"<a>\n&eacute;</a>", "entity &eacute;", "a.xml:2"),
    "own entity": (b'<!DOCTYPE a [\n<!ENTITY e "x">\n]>\n<a>&e;</a>', "entity &e;", "a.xml:4"),
    "own entity in an attribute": (b'<!DOCTYPE a [<!ENTITY e "x">]><a b="&e;"/>', "entity &e;", "a.xml:1"),
    "outside entity": (b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', "entity &e;", "a.xml:1"),
    "cut document type": (b'<!DOCTYPE a [<!ENTITY e "x"', "document type is cut", "a.xml"),
    "late document type": (b"<a><!DOCTYPE a></a>", "cut or damaged", "a.xml:1"),
    "deep": (b"<a>" * 101 + b"</a>" * 101, "more than 100 deep", "a.xml:1"),
    "very deep": (b"<a>" * 5000 + b"</a>" * 5000, "more than 100 deep", "a.xml:1"),
    "too many elements": (b"<a>" + b"<b/>" * 600_000 + b"</a>", "more than 600,000 elements", "a.xml"),
    "too many attributes": (b"<a " + b'b="" ' * 600_001 + b"/>", "more than 600,000 elements", "a.xml"),
    "too large": (b"<a>" + b"x" * 16_000_000 + b"</a>", "larger than 16 MB", "a.xml"),
    "one text too large": (b"<a>" + b"x" * 12_000_000 + b"</a>", "cut or damaged", "a.xml"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_parsed_is_said_with_its_place_and_remedy(case: str) -> None:
    assert len(BAD) == 21
    data, what, where = BAD[case]
    with pytest.raises(LetterError, match=re.escape(what)) as error:
        tree(data, "a.xml")
    assert error.value.where.startswith(where) and error.value.todo


def test_a_bomb_of_entities_does_not_grow() -> None:
    lols = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 30))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "lol">{lols}]><a>&l29;</a>'.encode()
    with pytest.raises(LetterError, match="entity &l29;"):
        tree(bomb, "a.xml")


def test_a_document_type_alone_is_passed_over_and_nothing_outside_is_read(tmp_path: Path) -> None:
    outside = tmp_path / "a.dtd"
    outside.write_text('<!ENTITY e "geheim"><!ATTLIST a b CDATA "geheim">')
    types = [
        "<!DOCTYPE a>",
        f'<!DOCTYPE a SYSTEM "{outside.as_uri()}">',
        '<!DOCTYPE a PUBLIC "-//x//y[" "a>b.dtd">',
        f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{outside.as_uri()}"> %p; <!-- ]> " --> <?x ]> \' ?> <!ELEMENT a (#PCDATA)>\n]>',
        '<!DOCTYPE a [<!ATTLIST a b CDATA "geheim"><!ENTITY ongebruikt "]>">]  >',
    ]
    assert len(types) == 5
    for one in types:
        root, _ = tree(
            f'<?xml version="1.0"?>\n<!-- <!DOCTYPE b> --><?x y?>{one}<a>&lt;&amp;&#233;</a>'.encode(), "a.xml"
        )
        assert (root.text, root.get("b"), root.getroottree().docinfo.doctype) == ("<&é", None, "")


def test_an_inclusion_stays_an_element(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<b>geheim</b>")
    data = f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{tmp_path / "b.xml"}"/></a>'.encode()
    root, _ = tree(data, str(tmp_path / "a.xml"))
    assert [name_of(one) for one in root] == ["include"] and text(data) == ""


def test_names_are_without_prefix_and_comments_have_none() -> None:
    root, _ = tree(b'<k:a xmlns:k="x"><b/><!-- c --><?d e?></k:a>', "a.xml")
    assert [name_of(root), *map(name_of, root)] == ["a", "b", "", ""]


def test_a_line_is_that_of_the_file_though_its_document_type_is_left_out() -> None:
    data = b'<?xml version="1.0"\n?>\n<!DOCTYPE a [\n<!ELEMENT a ANY>\n]>\n<a>\n<b></a>'
    with pytest.raises(LetterError) as error:
        tree(data, "a.xml")
    assert error.value.where == "a.xml:7"


@given(st.binary(max_size=120) | st.text("<>!?[]-&;/DOCTYPE a'\"", max_size=60).map(str.encode))
def test_any_bytes_are_a_tree_or_a_letter_error(data: bytes) -> None:
    for head in (b"", b"<!DOCTYPE a [", b'<?xml version="1.0" encoding="'):
        try:
            root, encoding = tree(head + data, "a.xml")
        except LetterError as error:
            assert error.where.startswith("a.xml") and error.todo
        else:
            assert name_of(root) and encoding in {*markup.ENCODINGS.values(), "utf-16-le", "utf-16-be"}
