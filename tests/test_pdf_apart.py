"""PDFs are read in a process of their own: it gives what the reader gives, and its death costs one PDF."""

from __future__ import annotations

import pytest
from printed import printed, seed_files
from render_pdf import render

from navograaf.errors import LetterError
from navograaf.letters.pdf import apart
from navograaf.letters.pdf.apart import read_apart
from navograaf.letters.pdf.read import read_pdf
from navograaf.letters.reading import from_bytes


def test_it_gives_the_letter_that_the_reader_gives() -> None:
    seen = 0
    for path in seed_files():
        data = render(printed(path))
        assert read_apart(data, "brief é.pdf") == read_pdf(data, "brief é.pdf") == from_bytes(data, "brief é.pdf")
        seen += 1
    assert seen == 5 and len(apart._READERS) == 1


def test_what_is_wrong_with_a_pdf_is_said_in_the_same_words() -> None:
    for data in (b"%PDF-1.7 ...", b"%PDF-1.7\n%%EOF"):
        with pytest.raises(LetterError) as there:
            read_apart(data, "brief.pdf")
        with pytest.raises(LetterError) as here:
            read_pdf(data, "brief.pdf")
        assert str(there.value) == str(here.value) and there.value.where == "brief.pdf"


def test_a_pdf_that_takes_too_long_is_given_up_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = render(printed(seed_files()[0]))
    with monkeypatch.context() as patch:
        patch.setattr(apart, "MAX_SECONDS", 0.0)
        with pytest.raises(LetterError, match=r"brief\.pdf: the PDF takes longer than 0 seconds to read"):
            read_apart(data, "brief.pdf")
    assert read_apart(data, "brief.pdf").raw == read_pdf(data, "brief.pdf").raw


def test_a_process_that_died_is_replaced() -> None:
    data = render(printed(seed_files()[0]))
    read_apart(data, "brief.pdf")
    (process,) = apart._READERS
    process.kill()
    process.wait()
    assert read_apart(data, "brief.pdf").pages and apart._READERS[0] is not process


def test_a_process_that_dies_on_a_pdf_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = render(printed(seed_files()[0]))
    asked = apart._asked

    def dies(process: object, *rest: object) -> object:
        apart._READERS[0].kill()
        return asked(process, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(apart, "_asked", dies)
        with pytest.raises(LetterError, match="takes too much memory, or is damaged"):
            read_apart(data, "brief.pdf")
    assert read_apart(data, "brief.pdf").pages
