"""What the format of a letter tells is kept with the graph: a stored letter is the letter that was read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from files_of_letters import OTHER, WORDS, write
from hypothesis import given
from hypothesis import strategies as st

from navograaf.errors import GraphError
from navograaf.graph import drafts
from navograaf.graph.build import build, remove
from navograaf.graph.change import Writer
from navograaf.graph.correction_cells import COLUMNS
from navograaf.graph.drafts import Draft
from navograaf.graph.folder import GraphFolder
from navograaf.graph.make import Task, make
from navograaf.graph.manifest import Entry
from navograaf.graph.structure import facts_digest, page_count, restored, written
from navograaf.graph.verify import verify_graph, verify_letters
from navograaf.letters.canonical import Canonical, Mark, Turn
from navograaf.letters.model import Fact, Letter
from navograaf.letters.reading import from_bytes, read_letter


def laid(format: str = "pdf") -> Letter:
    """A letter of two pages with a footnote, a footer and elements, laid down as a reader does."""
    text = Canonical()
    text.page(1)
    text.paragraph("Geachte voorzitter,", path="/brief[1]/p[1]")
    text.paragraph(["De missie in Irak", Mark("n", "1"), " gaat door ", Turn(2), "in 2021."], path="/brief[1]/p[2]")
    text.paragraph("Vervolg", "heading", level=2)
    text.note("n", "1", "Kamerstuk 28676-333.")
    text.furniture("Tweede Kamer 2")
    raw, parts, pages = text.laid()
    facts = (Fact("title", "Brief", "b.pdf, title"), Fact("kenmerk", "X\ud8001", "b.pdf"))
    return Letter("b.pdf", raw, "0" * 64, "utf-8", "in/b.pdf", format, parts, pages, facts)  # type: ignore[arg-type]


def again(letter: Letter, told: str) -> Letter:
    return restored(told, file=letter.file, raw=letter.raw, sha256=letter.sha256, source=letter.source)


def test_a_letter_comes_back_as_it_was() -> None:
    letter = laid()
    assert len(letter.parts) == 5 and [page for _, page in letter.pages] == [1, 2]
    assert letter.parts[3].marker is not None and letter.parts[2].level == 2
    told = written(letter)
    assert again(letter, told) == letter
    assert told.endswith("]]}\n") and told.isascii() and told.count("\n") == 1
    assert sorted(json.loads(told)) == list(json.loads(told)) == ["facts", "format", "pages", "parts"]


@given(st.text(max_size=20), st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=3))
def test_any_words_and_facts_come_back(words: str, facts: list[tuple[str, str]]) -> None:
    text = Canonical()
    text.paragraph(words, path=f"/p[{words}]")
    raw, parts, pages = text.laid()
    told = tuple(Fact(field, value, words) for field, value in facts)
    letter = Letter("a.html", raw, "0" * 64, "utf-8", "a.html", "html", parts, pages, told)
    assert again(letter, written(letter)) == letter


def test_a_text_file_of_which_nothing_is_told_has_no_structure() -> None:
    letter = from_bytes(b"Geachte voorzitter,\n", "a.txt")
    assert written(letter) == ""
    assert again(letter, "") == letter
    with_facts = replace(letter, facts=(Fact("date", "2020-10-22", "metadata.xml"),))
    assert again(letter, written(with_facts)) == with_facts


@pytest.mark.parametrize(
    "told", ["{", "[]", '{"format": "exe"}', '{"facts":[],"format":"pdf","pages":[[1]],"parts":[]}', '{"parts":[[1]]}']
)
def test_a_damaged_structure_is_an_error(told: str) -> None:
    with pytest.raises(GraphError, match=r"b\.pdf: .*structure is damaged.*Build the letter again"):
        again(laid(), told)


def test_pages_are_counted() -> None:
    letter = laid()
    assert page_count(letter) == 2
    assert page_count(replace(letter, facts=(Fact("pages", "7", "b.pdf"),))) == 7
    assert page_count(replace(letter, pages=(), facts=(Fact("pages", "7", "b.pdf"),))) == 0


def test_the_digest_of_facts_is_of_all_they_say() -> None:
    one, two = Fact("date", "2020", "a"), Fact("date", "2021", "a")
    digests = {facts_digest(facts) for facts in ((), (one,), (two,), (one, two), (two, one))}
    assert len(digests) == 5 and facts_digest(()) == ""


# In drafts and in the graph folder


def test_a_draft_holds_the_structure_and_another_structure_is_another_draft(tmp_path: Path) -> None:
    letter = laid()
    task = Task(replace(letter, facts=()), tmp_path / "drafts", "rules")
    draft = make(task)
    assert isinstance(draft, Draft)
    assert (draft.format, draft.pages, draft.numbered) == ("pdf", 2, False) and draft.sketch
    assert drafts.read(task.path) == draft
    assert drafts.letter(draft, letter.file, letter.sha256, letter.source) == task.letter
    others = [replace(task.letter, pages=()), replace(task.letter, facts=(Fact("title", "x", "y"),))]
    assert len({task.path, *(replace(task, letter=one).path for one in others)}) == 3
    draft.path.with_name(draft.path.name + drafts.STRUCTURE).write_text("{}", "utf-8")
    assert drafts.read(task.path) is None


def test_the_graph_folder_keeps_it_until_the_letter_is_text(tmp_path: Path) -> None:
    source = write(tmp_path / "brief.pdf", number="")
    folder = GraphFolder.create(tmp_path / "graph")
    build(folder, [source])
    (stored,) = folder.letters()
    read = read_letter(source)
    assert folder.letter(stored) == replace(read, source=str(source))
    assert read.parts and read.pages
    data = (folder.path / "texts" / "brief.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == stored.structure_sha256
    assert (stored.format, stored.pages) == ("pdf", 1)
    source.write_text("\n\n".join(WORDS), encoding="utf-8")  # whatever its name says
    build(folder, [source])
    assert [path.name for path in (folder.path / "texts").iterdir()] == ["brief.txt"]
    write(source, number="")
    build(folder, [source])
    assert (folder.path / "texts" / "brief.json").read_bytes() == data
    remove(folder, "brief")
    assert list((folder.path / "texts").iterdir()) == []


@pytest.mark.parametrize("moves", range(4))
def test_a_structure_stays_whenever_the_writer_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    source = write(tmp_path / "brief.txt", number="")
    folder = GraphFolder.create(tmp_path / "graph")
    build(folder, [source])
    source = write(tmp_path / "brief.html", number="")
    with monkeypatch.context() as killed:
        moved: list[Path] = []
        replace_file = Path.replace

        def die(path: Path, target: Path) -> Path:
            if "pending" in path.parts:
                if len(moved) == moves:
                    raise KeyboardInterrupt
                moved.append(path)
            return replace_file(path, target)

        killed.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            build(folder, [source])
    assert len(moved) == moves
    other = write(tmp_path / "ander.txt", OTHER, number="")
    build(folder, [other])
    found = {one.id: folder.letter(one) for one in folder.letters()}
    assert sorted(found) == ["ander", "brief"]
    assert found["brief"] == replace(read_letter(source), source=str(source)) and found["brief"].parts


def test_a_correction_is_applied_to_the_letter_with_its_structure(tmp_path: Path) -> None:
    source = write(tmp_path / "brief.pdf", number="")
    folder = GraphFolder.create(tmp_path / "graph")
    build(folder, [source])
    before = folder.nquads(folder.letters()[0])
    at = folder.raw(folder.letters()[0]).index("Irak")
    values = {"letter": "brief", "start": at, "end": at + 4, "what": "country", "verdict": "wrong", "why": "test"}
    values |= {"who": "tester", "when": "2024-01-01", "words": "Irak"}
    cells = [str(values.get(name, "")) for name in COLUMNS]
    (folder.path / "corrections.tsv").write_text("\t".join(COLUMNS) + "\n" + "\t".join(cells) + "\n", "utf-8")
    source.unlink()
    other = write(tmp_path / "other.txt", OTHER, number="")
    report = build(folder, [other])
    assert report.misfits == ()
    assert [(one.letter, one.state) for one in report.outcomes] == [("brief", "redone"), ("other", "stored")]
    after = folder.nquads(next(one for one in folder.letters() if one.id == "brief"))
    assert after != before and after.count("#page> ") > 0.9 * before.count("#page> ") > 0


# Facts outside the letter


def test_a_letter_is_read_again_when_what_is_said_of_it_changes(tmp_path: Path) -> None:
    source = write(tmp_path / "brief.txt", number="")
    folder = GraphFolder.create(tmp_path / "graph")
    build(folder, [source])
    assert build(folder, [source]).unchanged == ["brief"]
    beside = tmp_path / "brief.metadata.xml"
    row = '<metadata name="DCTERMS.available" content="2020-10-23"/>'
    beside.write_text(f"<metadata_gegevens>{row}</metadata_gegevens>", "utf-8")
    assert build(folder, [source]).stored == ["brief"]
    (stored,) = folder.letters()
    assert [(fact.field, fact.value) for fact in folder.letter(stored).facts] == [("published", "2020-10-23")]
    assert build(folder, [source]).unchanged == ["brief"]
    beside.unlink()
    assert build(folder, [source]).stored == ["brief"]
    assert not (folder.path / "texts" / "brief.json").exists()


# verify


def test_verify_reads_every_format_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = [write(tmp_path / "in" / f"a{ending}", number="") for ending in (".html", ".pdf")]
    folder = GraphFolder.create(tmp_path / "graph")
    build(folder, sources[1:])
    (verified,) = verify_letters(folder)
    assert verified.quotes > 20 and verified.drifts == () and not verified.is_copy

    def elsewhere(source: str) -> Letter:
        letter = read_letter(source)
        return replace(letter, pages=tuple((offset, page + 1) for offset, page in letter.pages))

    monkeypatch.setattr("navograaf.graph.verify.read_letter", elsewhere)
    found = verify_graph(folder)
    assert {(one.kind, one.what, one.expected, one.found) for one in found} == {
        ("moved", "these words are on another page", "page 1", "page 2")
    }
    assert len(found) == verified.quotes

    def otherwise(source: str) -> Letter:
        letter = read_letter(source)
        return replace(letter, raw=f"!{letter.raw}")

    monkeypatch.setattr("navograaf.graph.verify.read_letter", otherwise)
    kinds = {one.kind for one in verify_graph(folder)}
    assert kinds == {"changed", "moved"}
    monkeypatch.undo()
    sources[1].unlink()
    (verified,) = verify_letters(folder)
    assert verified.is_copy and verified.drifts == ()


def test_a_letter_that_is_put_twice_in_one_change_is_the_last(tmp_path: Path) -> None:
    folder = GraphFolder.create(tmp_path / "graph")
    with Writer(folder) as writer:
        drafts_of = [
            drafts.write(folder.path / "drafts" / name, "a", f"{name}\n", name, structure=told)
            for name, told in (("one", "{}"), ("two", ""))
        ]
        for draft in drafts_of:
            writer.put(Entry("a", "a.txt", "../a.txt", "0"), draft)
        assert [drafts.read(draft.path) for draft in drafts_of] == drafts_of
        (texts,) = writer.folder.path.glob("stores/*/pending/texts")
        assert [path.name for path in texts.iterdir()] == ["a.txt"]
        assert (texts / "a.txt").read_text("utf-8") == "two"
