"""Reading a letter: encodings recognised, what is no letter refused in one sentence."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navograaf.errors import LetterError
from navograaf.letters.plain import MAX_BYTES
from navograaf.letters.reading import from_bytes, read_letter
from navograaf.letters.sources import letter_paths

TEXT = "Geachte voorzitter,\r\nDe financiële bijdrage aan Oekraïne.\n"


@pytest.mark.parametrize(
    ("data", "encoding", "raw"),
    [
        (TEXT.encode(), "utf-8", TEXT),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", "\ufeff" + TEXT),  # offsets count the mark, as Python's utf-8 does
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", TEXT),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", TEXT),
        (TEXT.encode("cp1252"), "cp1252", TEXT),
    ],
)
def test_encodings_are_recognised(data: bytes, encoding: str, raw: str) -> None:
    letter = from_bytes(data, "a/brief.txt")
    assert (letter.raw, letter.encoding, letter.file, letter.source) == (raw, encoding, "brief.txt", "a/brief.txt")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t \xc2\xa0", "empty"),
        (b"%PDF-1.7 ...", "the PDF is cut off"),
        (b"PK\x03\x04....", "docx or zip"),
        (TEXT.encode("utf-16-le"), "without a byte order mark"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"Br\xff\xfe\x81\x8d\x8f", "neither UTF-8 nor Windows-1252"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "cut or damaged"),
        (b"a" * (MAX_BYTES + 1), "larger than 8 MB"),
    ],
    ids=["empty", "blank", "pdf", "docx", "utf16", "binary", "encoding", "cut", "huge"],
)
def test_what_is_no_letter_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(LetterError, match=says) as caught:
        from_bytes(data, "brief.txt")
    assert caught.value.where == "brief.txt"
    assert caught.value.status == 1
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="no such file"):
        read_letter(tmp_path / "absent.txt")
    with pytest.raises(LetterError, match="folder"):
        read_letter(tmp_path)


def test_folders_are_expanded_in_order_and_each_letter_comes_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "c.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "d.txt").write_text("x", encoding="utf-8")
    found = letter_paths([tmp_path / "b.txt", tmp_path])
    assert [p.relative_to(tmp_path).as_posix() for p in found] == ["b.txt", "a.txt", "more/d.txt"]


def test_what_stands_beside_letters_is_none(tmp_path: Path) -> None:
    letters = ["a.PDF", "b.docx", "deep/c.html", "d.htm", "e.xml", "f.txt", "g.xhtml"]
    others = ["a.metadata.xml", "deep/metadata.xml", "~$b.docx", ".hidden.pdf", ".git/x.txt", "letters.tsv", "g.png"]
    graph = ["graph/navograaf.json", "graph/texts/f.txt"]
    for name in [*letters, *others, *graph]:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    assert letter_paths([tmp_path]) == [tmp_path / name for name in sorted(letters)]
    assert letter_paths([tmp_path / "letters.tsv"]) == [tmp_path / "letters.tsv"]


def test_a_folder_without_letters_and_a_missing_path_are_errors(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="the folder holds no letters"):
        letter_paths([tmp_path])
    with pytest.raises(LetterError, match="no such file or folder"):
        letter_paths([tmp_path / "absent"])


@given(st.text(min_size=1).filter(lambda t: t.strip("\ufeff \t\r\n\f\v\xa0") and "\0" not in t))
def test_utf8_text_is_kept_as_it_stands(text: str) -> None:
    try:
        letter = from_bytes(text.encode("utf-8", "surrogatepass"), "x.txt")
    except LetterError:
        return  # control characters or a magic number: refused, not changed
    if letter.format == "txt" and letter.encoding == "utf-8":
        assert letter.raw == text
