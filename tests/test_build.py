"""Building: what is stored, what is set aside, and the laws of building again, in any order, and taking out."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from factory import AGENDA, REPORT, extract, write_letters
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf import files
from navograaf.cli import group
from navograaf.errors import GraphError, LetterError, RuleError
from navograaf.graph import build as build_module
from navograaf.graph.build import build, remove
from navograaf.graph.claims import Claim, decide
from navograaf.graph.evidence import graph_iri
from navograaf.graph.fingerprint import files_that_count, fingerprint
from navograaf.graph.folder import GraphFolder
from navograaf.iris import PREFIXES, THINGS
from navograaf.words.reference import things


@dataclass
class Said:
    """A result of validation, as far as a build looks at it."""

    severity: str
    message_en: str = "A date is a date"
    quote: str = "30 februari"


def validate(nquads: str, reference: object) -> list[Said]:
    """Stands in for SHACL: the words of a letter say what is wrong with it."""
    assert reference
    return [Said("Violation")] * nquads.count("Verboden") + [Said("Warning")] * nquads.count("Twijfel")


def crash_or_extract(letter: Any) -> Any:
    if "crash" in letter.raw:
        raise IndexError("a defect")
    if "rule" in letter.raw:
        raise RuleError("a rule is broken", where="extract/x.toml:3")
    return extract(letter)


@contextmanager
def stand_ins(extractor: Callable[[Any], Any] = crash_or_extract) -> Iterator[None]:
    """An extractor, `validate` and a small ontology, in place of the real ones."""
    things()  # read once a process: the small ontology must not be what later tests find there
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as place:
        (Path(place) / "ontology").mkdir()
        (Path(place) / "extract").symlink_to(ROOT / "extract")  # links compare words by its lists
        kept = Path(place) / "ontology" / "people.ttl"
        kept.write_text(f"<{THINGS}person/bijleveld-schouten> a <{PREFIXES['foaf']}Person> .", encoding="utf-8")
        patch.setattr(files, "root", lambda: Path(place))
        patch.setattr(build_module, "files_that_count", lambda: {"extract/rules.toml": "1"})
        patch.setattr(build_module, "fingerprint", lambda _: "today")
        for name, attribute, function in (
            ("navograaf.findings.extract", "extract", extractor),
            ("navograaf.graph.check", "check_letter", validate),
        ):
            module = ModuleType(name)
            setattr(module, attribute, function)
            patch.setitem(sys.modules, name, module)
        yield


@pytest.fixture(autouse=True)
def simple() -> Iterator[None]:
    with stand_ins():
        yield


@pytest.fixture
def letters(tmp_path: Path) -> list[Path]:
    return write_letters(tmp_path / "letters")


@pytest.fixture
def folder(tmp_path: Path) -> GraphFolder:
    return GraphFolder.create(tmp_path / "graph")


def numbered(number: int | str, words: str = "Over de NMI.") -> str:
    """A letter that prints its number in dossier 28 676."""
    return f"28 676 Noord-Atlantische Verdragsorganisatie\n\nNr. {number} agenda\n{words}\n"


def contents(folder: GraphFolder) -> dict[str, bytes]:
    """The files of a graph that a person compares."""
    found = {p.relative_to(folder.path).as_posix(): p for p in folder.path.rglob("*") if p.suffix in {".nq", ".txt"}}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith("drafts/")}


def held(folder: GraphFolder) -> set[str]:
    """The named graphs in the store."""
    return {graph.value for graph in folder.store().named_graphs()}


def test_two_letters_are_stored(letters: list[Path], folder: GraphFolder) -> None:
    report = build(folder, [letters[0].parent])
    assert report.stored == ["001_verslag", "28676-333"]
    assert (report.unchanged, report.set_aside, report.outdated) == ([], [], ())
    assert report.letters == 2
    assert sorted(contents(folder)) == [
        "graphs/links.nq",  # one letter cites the other
        "letters/001_verslag.nq",
        "letters/28676-333.nq",
        "links/001_verslag.nq",
        "links/28676-333.nq",
        "reference.nq",
        "texts/001_verslag.txt",
        "texts/28676-333.txt",
    ]
    lines = sum(data.count(b"\n") for name, data in contents(folder).items() if name.startswith("letters/"))
    assert report.quads == lines == sum(letter.quads for letter in folder.letters())
    assert held(folder) == {
        graph_iri("001_verslag"),
        graph_iri("28676-333"),
        graph_iri("x").replace("letter/x", "reference"),
        graph_iri("x").replace("letter/x", "links/letters"),
    }
    assert contents(folder)["texts/28676-333.txt"] == AGENDA.encode()


def test_building_again_changes_nothing(letters: list[Path], folder: GraphFolder) -> None:
    build(folder, letters)
    state = folder.state()
    report = build(folder, letters)
    assert (report.stored, report.unchanged) == ([], ["001_verslag", "28676-333"])
    assert folder.state() == state, "no change, no new state"


def test_a_changed_letter_is_replaced_and_the_others_stay(letters: list[Path], folder: GraphFolder) -> None:
    build(folder, letters)
    before = contents(folder)
    letters[1].write_text(REPORT.replace("Turkije", "Nederland"), encoding="utf-8")
    report = build(folder, [letters[1]])
    assert report.stored == ["001_verslag"]
    after = contents(folder)
    assert sorted(after) == sorted(before)
    assert {name for name in after if after[name] != before[name]} == {
        "letters/001_verslag.nq",
        "texts/001_verslag.txt",
    }
    assert b"country/TR" not in after["letters/001_verslag.nq"]
    turkey = "{ ?s ?p <https://w3id.org/navograaf/id/country/TR> }"
    rows: Any = folder.store().query(f"SELECT * {{ GRAPH <{graph_iri('001_verslag')}> {turkey} }}")
    assert list(rows) == []


def test_a_letter_that_gets_another_number_leaves_its_old_graph(letters: list[Path], folder: GraphFolder) -> None:
    build(folder, letters)
    letters[0].write_text(AGENDA.replace("Nr. 333", "Nr. 334"), encoding="utf-8")
    assert build(folder, letters).stored == ["28676-334"]
    assert [letter.id for letter in folder.letters()] == ["001_verslag", "28676-334"]
    assert graph_iri("28676-333") not in held(folder)
    assert not (folder.path / "letters" / "28676-333.nq").exists()


def test_two_letters_swap_their_numbers(tmp_path: Path, folder: GraphFolder) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(numbered(1), encoding="utf-8")
    two.write_text(numbered(2), encoding="utf-8")
    build(folder, [one, two])
    one.write_text(numbered(2, "Nu twee: Nederland."), encoding="utf-8")
    two.write_text(numbered(1, "Nu een: Turkije."), encoding="utf-8")
    report = build(folder, [one, two])
    assert sorted(report.stored) == ["28676-1", "28676-2"]
    assert {letter.id: letter.file for letter in folder.letters()} == {"28676-1": "two.txt", "28676-2": "one.txt"}
    assert folder.raw(folder.letters()[0]) == two.read_text(encoding="utf-8")


def test_faulty_letters_are_set_aside_with_the_reason(letters: list[Path], folder: GraphFolder, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    faults = {
        "empty.txt": (b"", "the file is empty"),
        "binary.txt": (b"\x00\x01\x02", "binary"),
        "scan.txt": (b"%PDF-1.7", "the PDF"),
        "crash.txt": (b"crash", "failed on this letter (IndexError: a defect)"),
        "shape.txt": (b"Verboden: Kamerstuk 28676-1", "not be valid: A date is a date"),
    }
    (bad / "shape.txt").write_text("Resilience Pledge Verboden.\n", encoding="utf-8")
    for name, (data, _) in faults.items():
        if name != "shape.txt":
            (bad / name).write_bytes(data)
    report = build(folder, [bad, *letters, tmp_path / "missing.txt"])
    assert report.stored == ["001_verslag", "28676-333"]
    reasons = dict(report.set_aside)
    assert len(reasons) == len(faults) + 1
    for name, (_, words) in faults.items():
        assert words in reasons[name]
    assert "no such file" in reasons["missing.txt"]
    assert '("30 februari")' in reasons["shape.txt"]


def test_nothing_stored_leaves_no_trace(folder: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    report = build(folder, [tmp_path / "empty.txt"])
    assert (report.letters, len(report.set_aside)) == (0, 1)
    assert not folder.path.exists()


def test_a_broken_version_leaves_the_good_one(letters: list[Path], folder: GraphFolder) -> None:
    build(folder, letters)
    before, state = contents(folder), folder.state()
    letters[0].write_bytes(b"")
    report = build(folder, letters)
    assert [(row.letter, row.state) for row in report.outcomes] == [
        ("001_verslag", "unchanged"),
        ("28676-333", "set aside"),
    ]
    assert (contents(folder), folder.state()) == (before, state)


def test_a_broken_rule_stops_the_build(letters: list[Path], folder: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "rule.txt").write_text("rule", encoding="utf-8")
    with pytest.raises(RuleError, match=r"extract/x\.toml:3"):
        build(folder, [*letters, tmp_path / "rule.txt"])
    assert not folder.path.exists()


def test_a_defect_in_the_links_is_said_and_leaves_the_graph(
    letters: list[Path], folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, [letters[0]])
    before = contents(folder)

    def defect(_: object, crew: object = None) -> object:
        raise IndexError("a defect")

    monkeypatch.setattr(build_module, "link", defect)
    with pytest.raises(GraphError, match=r"links between the letters could not be made \(IndexError: a defect\)"):
        build(folder, letters)
    with pytest.raises(GraphError, match="links between the letters"):
        remove(folder, "28676-333")
    assert contents(folder) == before


def test_warnings_are_counted_and_kept(folder: GraphFolder, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Twijfel over de NMI.\n", encoding="utf-8")
    report = build(folder, [tmp_path / "a.txt"])
    assert report.outcomes[0].warnings > 0
    assert report.warnings == folder.letters()[0].warnings == report.outcomes[0].warnings
    assert build(folder, [tmp_path / "a.txt"]).warnings == report.warnings


def test_a_second_file_with_the_same_id_is_set_aside(letters: list[Path], folder: GraphFolder, tmp_path: Path) -> None:
    build(folder, letters)
    other = tmp_path / "letters" / "005_other.txt"
    other.write_text(AGENDA + "Nog iets over Nederland.\n", encoding="utf-8")
    copy = tmp_path / "letters" / "003_copy.txt"
    copy.write_text(AGENDA, encoding="utf-8")
    report = build(folder, [tmp_path / "letters"])
    reasons = dict(report.set_aside)
    assert list(reasons) == ["005_other.txt"]
    assert f"same id, 28676-333, as {letters[0]}" in reasons["005_other.txt"]
    assert report.same == ["28676-333"]
    assert folder.letters()[1].file == "004_agenda.txt", "who was first stays, also after others by name"


def test_the_advice_about_a_second_letter_with_the_same_id_works(
    letters: list[Path], folder: GraphFolder, tmp_path: Path
) -> None:
    build(folder, letters)
    other = tmp_path / "letters" / "other.txt"
    other.write_text(AGENDA + "Nog iets over Nederland.\n", encoding="utf-8")
    ((_, reason),) = build(folder, [other]).set_aside
    assert "`navograaf remove 28676-333`, then build this one alone" in reason
    remove(folder, "28676-333")
    assert build(folder, [other]).stored == ["28676-333"]


def test_letters_copied_to_another_folder_are_those_of_the_graph(
    letters: list[Path], folder: GraphFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, letters)
    before, state = contents(folder), folder.state()
    read: list[str] = []
    monkeypatch.setattr(sys.modules["navograaf.findings.extract"], "extract", lambda a: read.append(a.file))
    copies = write_letters(tmp_path / "copied")
    report = build(folder, [tmp_path / "copied"])
    assert (report.set_aside, report.stored, report.same) == ([], [], ["001_verslag", "28676-333"])
    assert [outcome.reason for outcome in report.outcomes] == sorted(map(str, letters))
    assert (report.outdated, read) == ((), [])
    assert (contents(folder), folder.state()) == (before, state)
    for path in letters:
        path.unlink()
    moved = build(folder, [tmp_path / "copied"])
    assert (moved.unchanged, moved.same, read) == (["001_verslag", "28676-333"], [], [])
    assert sorted(letter.source for letter in folder.letters()) == sorted(map(str, copies))
    assert contents(folder) == before


def test_a_copy_that_is_read_by_other_rules_brings_the_letter_up_to_date(
    letters: list[Path], folder: GraphFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, letters)
    monkeypatch.setattr(build_module, "fingerprint", lambda _: "another")
    monkeypatch.setattr(
        sys.modules["navograaf.findings.extract"], "extract", lambda a: replace(extract(a), countries=())
    )
    write_letters(tmp_path / "copied")
    report = build(folder, [tmp_path / "copied"])
    assert (report.same, report.outdated) == (["001_verslag", "28676-333"], ())
    assert all("country" not in folder.nquads(letter) for letter in folder.letters())
    assert sorted(letter.source for letter in folder.letters()) == sorted(map(str, letters))
    renamed = tmp_path / "005_renamed.txt"
    renamed.write_bytes(letters[0].read_bytes())
    monkeypatch.setattr(build_module, "fingerprint", lambda _: "yet another")
    report = build(folder, [renamed])
    assert (report.same, report.outdated) == (["28676-333"], ("001_verslag", "28676-333")), "its graph names the file"


def test_a_file_that_becomes_a_copy_does_not_lose_its_letter_in_silence(folder: GraphFolder, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(numbered(number), encoding="utf-8")
    build(folder, [tmp_path / "1.txt", tmp_path / "2.txt"])
    (tmp_path / "2.txt").write_text(numbered(1), encoding="utf-8")
    (outcome,) = build(folder, [tmp_path / "2.txt"]).outcomes
    assert (outcome.state, outcome.letter) == ("set aside", "28676-2")
    assert "the same letter as" in outcome.reason


def test_letters_that_left_their_folder_are_named_and_stay(
    letters: list[Path], folder: GraphFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere.txt").write_text(numbered(7), encoding="utf-8")
    assert build(folder, [tmp_path / "letters", tmp_path / "elsewhere.txt"]).gone == ()
    letters[0].unlink()
    (tmp_path / "elsewhere.txt").unlink()
    report = build(folder, [tmp_path / "letters"])
    assert report.gone == ((str(tmp_path / "letters"), ("28676-333",)),)
    assert len(folder.letters()) == 3
    assert build(folder, [letters[1]]).gone == (), "a file says nothing of its folder"
    monkeypatch.setattr(build_module, "fingerprint", lambda _: "another")
    assert build(folder, [tmp_path / "letters"]).outdated == ("28676-7",), "what is gone cannot be built again"
    said = run("build", tmp_path / "letters", "--graph", folder.path)
    assert said.exit_code == 0
    assert f"1 letter of the graph is no longer in {tmp_path / 'letters'}." in said.stderr
    # The graph of another folder than the one that was built must not lose a letter by a command that was copied.
    assert f"take it out: navograaf remove --graph {folder.path} 28676-333\n" in said.stderr
    monkeypatch.setenv("NAVOGRAAF_GRAPH", str(folder.path))
    assert "take it out: navograaf remove 28676-333\n" in run("build", tmp_path / "letters").stderr
    remove(folder, "28676-333")
    assert build(folder, [tmp_path / "letters"]).gone == ()


def test_a_letter_that_was_moved_keeps_its_graph(letters: list[Path], folder: GraphFolder, tmp_path: Path) -> None:
    build(folder, letters)
    before = contents(folder)
    moved = letters[0].rename(tmp_path / "004_agenda.txt")
    report = build(folder, [moved])
    assert report.unchanged == ["28676-333"]
    assert contents(folder) == before
    assert folder.letters()[1].source == str(moved)


def test_other_rules_make_letters_anew_and_name_those_left_behind(
    letters: list[Path], folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build(folder, letters)
    assert (first.remade, first.new_rules) == (0, ())
    monkeypatch.setattr(build_module, "files_that_count", lambda: {"extract/rules.toml": "2", "ontology/new.ttl": "1"})
    monkeypatch.setattr(build_module, "fingerprint", lambda _: "another")
    report = build(folder, [letters[0]])
    assert (report.remade, report.new_rules) == (1, ("extract/rules.toml", "ontology/new.ttl"))
    assert report.unchanged == ["28676-333"], "made anew, and the same"
    assert report.outdated == ("001_verslag",)
    assert build(folder, letters).outdated == ()
    monkeypatch.setattr(build_module, "fingerprint", lambda _: "yet another")
    monkeypatch.setattr(
        sys.modules["navograaf.findings.extract"], "extract", lambda a: replace(extract(a), countries=())
    )
    assert build(folder, letters).stored == ["001_verslag", "28676-333"]
    assert all("country" not in folder.nquads(letter) for letter in folder.letters())


def test_reference_data_that_changed_is_replaced(
    letters: list[Path], folder: GraphFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build(folder, letters)
    (tmp_path / "files" / "ontology").mkdir(parents=True)
    (tmp_path / "files" / "extract").symlink_to(ROOT / "extract")
    monkeypatch.setattr(files, "root", lambda: tmp_path / "files")
    broken = tmp_path / "files" / "ontology" / "x.ttl"
    broken.write_text("<https://x.org/a> a <https://x.org/B> .", encoding="utf-8")
    build(folder, letters)
    rows: Any = folder.store().query("SELECT * { GRAPH <https://w3id.org/navograaf/graph/reference> { ?s ?p ?o } }")
    assert [row["s"].value for row in rows] == ["https://x.org/a"]
    assert folder.reference_path().read_text(encoding="utf-8").count("\n") == 1
    broken.write_text("\n<https://x.org/a> a", encoding="utf-8")
    with pytest.raises(RuleError, match=r"ontology/x\.ttl:2"):
        build(folder, letters)


def test_the_fingerprint_follows_every_file_that_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "ontology").mkdir()
    seen = {fingerprint()}
    for name in ("ontology/a.ttl", "ontology/shapes.ttl", "extract/r.toml", "extract/words/w.tsv"):
        for words in ("one", "two"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(words, encoding="utf-8")
            seen.add(fingerprint())
            assert fingerprint() in seen
    assert len(seen) == 9


RULES = """# a comment
[[rule]]
id = "a.b"
kind = "c"
pattern = '''x # in a pattern
  y'''
yes = ["xy"]
no = ["z"]
weight = 1
"""


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        ("# a comment\n", "# another, of two\n# lines\n\n", False),
        ('["xy"]', '["xy", "an xy too"]', False),
        ('["z"]', '["zz"]', False),
        ('id = "a.b"\nkind = "c"\n', 'id   = "a.b"  # named\nkind="c"\n', False),
        ("\n", "\r\n", False),
        ('["z"]', "[]", True),
        ("  y", "  z", True),
        ("weight = 1", "weight = 2", True),
        ("weight = 1", "weight = 2026-01-01", True),
        ("[[rule]]", "[other]\na = 1\n[[rule]]", True),
        ("[[rule]]", "[[rule", True),
        ("\n", " \udcff\n", True),
    ],
)
def test_a_rule_file_counts_by_what_it_says(
    before: str, after: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "ontology").mkdir()
    path = tmp_path / "extract" / "r.toml"
    path.write_bytes(RULES.encode())
    first = fingerprint()
    path.write_bytes(RULES.replace(before, after).encode("utf-8", "surrogateescape"))
    assert (fingerprint() != first) is counts
    monkeypatch.setenv("NAVOGRAAF_CACHE", "")
    assert (fingerprint() != first) is counts, "the same when nothing is kept"


def test_the_order_of_rules_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "ontology").mkdir()
    other = RULES.replace("a.b", "a.c")
    (tmp_path / "extract" / "r.toml").write_text(RULES + other, encoding="utf-8")
    first = fingerprint()
    (tmp_path / "extract" / "r.toml").write_text(other + RULES, encoding="utf-8")
    assert fingerprint() != first


def test_rules_of_links_make_no_letter_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "root", lambda: tmp_path)
    (tmp_path / "extract").mkdir()
    (tmp_path / "ontology").mkdir()
    path = tmp_path / "extract" / "links.toml"
    path.write_text(RULES, encoding="utf-8")
    first, made_with = fingerprint(), files_that_count()
    path.write_text(RULES.replace("  y", "  z"), encoding="utf-8")
    assert fingerprint() == first
    assert files_that_count() != made_with, "the links are made anew"


def test_removing_and_building_restores_the_bytes(letters: list[Path], folder: GraphFolder) -> None:
    build(folder, letters)
    before = contents(folder)
    assert remove(folder, "28676-333").file == "004_agenda.txt"
    assert [letter.id for letter in folder.letters()] == ["001_verslag"]
    assert graph_iri("28676-333") not in held(folder)
    gone = set(before) - set(contents(folder)) - {"graphs/links.nq", "links/001_verslag.nq"}
    assert sorted(gone) == ["letters/28676-333.nq", "links/28676-333.nq", "texts/28676-333.txt"]
    build(folder, letters)
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["28676-333", "004_agenda.txt", "004_AGENDA", "letters/004_agenda.txt"])
def test_a_letter_is_named_by_id_file_or_path(
    letters: list[Path], folder: GraphFolder, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letters[0].parent.parent)
    build(folder, letters)
    assert remove(folder, name).id == "28676-333"
    remove(folder, "001_verslag")
    assert folder.letters() == []
    assert held(folder) == {graph_iri("x").replace("letter/x", "reference")}


@pytest.mark.parametrize(
    ("name", "words"),
    [("28676-334", "Did you mean 28676-333"), ("verslag", "001_verslag"), ("?", "called 001_verslag")],
)
def test_a_name_that_is_none_gets_near_ones(letters: list[Path], folder: GraphFolder, name: str, words: str) -> None:
    build(folder, letters)
    state = folder.state()
    with pytest.raises(LetterError, match="no letter in the graph is called") as caught:
        remove(folder, name)
    assert words in str(caught.value)
    assert folder.state() == state


def test_a_letter_from_standard_input(folder: GraphFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, words in (("1", "Een."), ("2", "Twee."), ("1", "Weer een."), ("1", "Weer een.")):
        stdin = TextIOWrapper(BytesIO(numbered(number, words).encode()))
        monkeypatch.setattr(sys, "stdin", stdin)
        assert build(folder, ["-"]).set_aside == []
    assert [letter.id for letter in folder.letters()] == ["28676-1", "28676-2"]
    assert "Weer een." in folder.raw(folder.letters()[0])
    assert {letter.source for letter in folder.letters()} == {"-"}


def test_progress_names_each_letter(letters: list[Path], folder: GraphFolder) -> None:
    calls: list[tuple[int, int, str]] = []
    build(folder, letters, progress=lambda *given: calls.append(given))
    assert [(done, total, Path(name).name) for done, total, name in calls] == [
        (1, 2, "001_verslag.txt"),
        (2, 2, "004_agenda.txt"),
        (2, 2, ""),
    ]


TEXT = st.builds(
    numbered,
    st.sampled_from([1, 2, "x"]),
    st.sampled_from(["Over de NMI.", "Nederland en Turkije.", "Twijfel NMI.", "Verboden NMI."]),
)
SHELF = st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]), TEXT, min_size=1)


@settings(max_examples=20, deadline=None)
@given(SHELF, SHELF, st.randoms(use_true_random=False))
def test_laws_of_building(first: dict[str, str], second: dict[str, str], rng: random.Random) -> None:
    """The order of sources does not matter, twice is once, and a removed letter comes back byte for byte."""
    with tempfile.TemporaryDirectory() as place, stand_ins():
        shelf = Path(place) / "letters"
        shelf.mkdir()
        graphs = [GraphFolder.create(Path(place) / name) for name in ("one", "two")]
        for round_ in (first, second):
            for name, words in round_.items():
                (shelf / name).write_text(words, encoding="utf-8", newline="")
            paths = [shelf / name for name in round_]
            build(graphs[0], paths)
            rng.shuffle(paths)
            build(graphs[1], [*paths, *paths])
            assert graphs[0].letters() == [] or contents(graphs[0]) == contents(graphs[1])
            before, state = contents(graphs[0]) if graphs[0].path.exists() else {}, graphs[0].state()
            again = build(graphs[0], paths)
            assert again.stored == []
            assert graphs[0].state() == state
            for letter in graphs[0].letters():
                assert graphs[0].raw(letter) == (shelf / letter.file).read_text(encoding="utf-8") or letter.file in {
                    row.file for row in again.outcomes if row.state == "set aside"
                }
        if graphs[0].letters():
            gone = rng.choice(graphs[0].letters())
            if graphs[0].raw(gone) == (shelf / gone.file).read_text(encoding="utf-8"):
                remove(graphs[0], gone.id)
                build(graphs[0], [gone.source])
                assert contents(graphs[0]) == before


PLACES = st.sampled_from([f"{folder}/{name}.txt" for folder in "ab" for name in "xy"])
SHELVES = st.dictionaries(PLACES, st.tuples(st.integers(1, 2), st.sampled_from(["NMI", "eFP"])), min_size=1)


@settings(max_examples=15, deadline=None)
@given(st.lists(SHELVES, min_size=2, max_size=4))
def test_letters_that_are_moved_and_copied_are_never_confused(shelves: list[dict[str, tuple[int, str]]]) -> None:
    """Each state of two folders is another: files came, went, moved, were copied, swapped or changed."""
    with stand_ins(), tempfile.TemporaryDirectory() as place:
        shelf, graph = Path(place) / "letters", GraphFolder.create(Path(place) / "graph")
        for files_now in shelves:
            shutil.rmtree(shelf, ignore_errors=True)
            for name, (number, mission) in files_now.items():
                (shelf / name).parent.mkdir(parents=True, exist_ok=True)
                (shelf / name).write_text(numbered(number, f"Over de {mission}."), encoding="utf-8")
            report = build(graph, [shelf])
            stored = {letter.id: letter for letter in graph.letters()}
            for outcome in report.outcomes:
                if outcome.state != "set aside":
                    words = Path(outcome.source).read_text(encoding="utf-8")
                    assert graph.raw(stored[outcome.letter]) == words, "it is in the graph as it stands in the file"
            assert {letter.file for letter in stored.values()} <= {f"{name}.txt" for name in "xy"}
            assert all(Path(letter.source).name == letter.file for letter in stored.values())
            fresh = GraphFolder.create(Path(place) / "fresh")
            for letter in stored.values():
                copy = Path(place) / "copies" / letter.id / letter.file
                copy.parent.mkdir(parents=True)
                copy.write_text(graph.raw(letter), encoding="utf-8", newline="")
            build(fresh, [Path(place) / "copies"])
            assert contents(fresh) == contents(graph), "as if it was read where it lay for the first time"
            assert set(fresh.store()) == set(graph.store()), "and the store holds what the files say"
            shutil.rmtree(fresh.path)
            shutil.rmtree(Path(place) / "copies")


IDS, SOURCES = st.sampled_from("XYZ"), st.sampled_from("abcd")


@given(
    st.dictionaries(SOURCES, IDS),
    st.dictionaries(IDS, SOURCES).filter(lambda d: len(set(d.values())) == len(d)),
    st.sets(SOURCES),
    st.randoms(use_true_random=False),
)
def test_laws_of_claims(wanted: dict[str, str], stored: dict[str, str], there: set[str], rng: random.Random) -> None:
    claims = [Claim(source, identifier) for source, identifier in wanted.items()]
    there |= set(wanted)
    decision = decide(claims, stored, there.__contains__)
    shuffled = claims[:]
    rng.shuffle(shuffled)
    assert decide(shuffled, stored, there.__contains__) == decision
    assert {claim.source for claim in decision.won} | {claim.source for claim in decision.lost} == set(wanted)
    ids = [claim.id for claim in decision.won]
    assert len(ids) == len(set(ids)), "an id is granted once"
    after = {i: s for i, s in stored.items() if i not in decision.freed} | {c.id: c.source for c in decision.won}
    for claim, owner in decision.lost.items():
        assert after[claim.id] == owner != claim.source
    for identifier, source in stored.items():
        if source in there and source not in wanted:
            assert after[identifier] == source, "a letter that is still there and was not built keeps its place"
        if wanted.get(source) == identifier:
            assert after[identifier] == source, "who has the id already goes first"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], input=stdin)


def test_the_command_says_what_became_of_each_letter(letters: list[Path], tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = run("build", letters[0].parent, "--graph", graph)
    assert (first.exit_code, first.stdout) == (0, "")
    lines = first.stderr.splitlines()
    assert lines[0].startswith("001_verslag.txt: stored as 001_verslag (")
    assert lines[1].startswith("004_agenda.txt: stored as 28676-333 (")
    assert "holds 2 letters, " in lines[2]
    assert " triples in them (links and reference data not counted), 0 warnings" in lines[2]
    (letters[0].parent / "leeg.txt").write_bytes(b"")
    second = run("build", letters[0].parent, "--graph", graph)
    assert second.exit_code == 1
    assert "leeg.txt: set aside: the file is empty" in second.stderr
    assert second.stderr.count("unchanged as") == 2
    quiet = run("build", "--quiet", letters[0].parent, "--graph", graph)
    assert quiet.stderr.splitlines() == [line for line in second.stderr.splitlines() if "set aside" in line]


def test_the_command_reads_standard_input(tmp_path: Path) -> None:
    result = run("build", "-", "--graph", tmp_path / "graph", stdin=AGENDA.encode())
    assert result.exit_code == 0, result.stderr
    name = f"stdin-{hashlib.sha256(AGENDA.encode()).hexdigest()[:8]}.txt"
    assert f"{name}: stored as 28676-333" in result.stderr


def test_two_letters_from_standard_input_do_not_replace_each_other(tmp_path: Path) -> None:
    for words in ("De eerste brief gaat over de NAVO.", "De tweede brief gaat over de NAVO."):
        assert run("build", "-", "--graph", tmp_path / "graph", stdin=words.encode()).exit_code == 0
    assert len(GraphFolder.open(tmp_path / "graph").letters()) == 2


def test_nothing_to_store_exits_with_1(tmp_path: Path) -> None:
    result = run("build", tmp_path / "no.txt", "--graph", tmp_path / "graph")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "no.txt: set aside: there is no such file or folder. Check the path",
        "Nothing is stored",
    ]
    assert not (tmp_path / "graph").exists()


def test_remove_says_what_it_took_out(letters: list[Path], tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    run("build", letters[0].parent, "--graph", graph)
    result = run("remove", "004_agenda.txt", "--graph", graph)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "28676-333 (004_agenda.txt) is taken out" in result.stderr
    again = run("remove", "004_agenda.txt", "--graph", graph)
    assert isinstance(again.exception, LetterError)
    nowhere = run("remove", "x", "--graph", tmp_path / "none")
    assert isinstance(nowhere.exception, GraphError)


def test_several_letters_are_removed_or_none(letters: list[Path], tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    run("build", letters[0].parent, "--graph", graph)
    wrong = run("remove", "28676-333", "nothing", "--graph", graph)
    assert isinstance(wrong.exception, LetterError)
    assert len(GraphFolder.open(graph).letters()) == 2
    result = run("remove", "28676-333", "001_verslag", "004_agenda.txt", "--graph", graph)
    assert (result.exit_code, result.stderr.count("is taken out of")) == (0, 2)
    assert GraphFolder.open(graph).letters() == []


def test_many_unchanged_letters_are_counted(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir(exist_ok=True)
    for number in range(100, 122):
        (tmp_path / "letters" / f"{number}.txt").write_text(numbered(number), encoding="utf-8")
    command = ["build", str(tmp_path / "letters"), "--graph", str(tmp_path / "graph"), "--jobs", "1"]
    assert run(*command).stderr.count("stored as") == 22
    (tmp_path / "letters" / "122.txt").write_text(numbered(122), encoding="utf-8")
    said = run(*command).stderr
    assert "122.txt: stored as 28676-122" in said
    assert "22 letters unchanged" in said
    assert "unchanged as" not in said
    shutil.copytree(tmp_path / "letters", tmp_path / "copied")
    said = run("build", tmp_path / "copied", "--graph", tmp_path / "graph", "--jobs", "1").stderr
    assert "23 letters in the graph already, the same in other files" in said
    assert "100.txt" not in said


def test_a_damaged_or_missing_database_of_links_is_made_anew(letters: list[Path], folder: GraphFolder) -> None:
    build(folder, letters)
    before = contents(folder)
    for damage in (None, b"no database", b""):
        state = folder.state()
        assert state
        (state / "links.db").unlink() if damage is None else (state / "links.db").write_bytes(damage)
        remove(folder, "28676-333")
        build(folder, letters)
        assert contents(folder) == before


@pytest.mark.parametrize("damage", ["pages", "values", "out"])
def test_a_database_of_links_that_is_damaged_inside_is_made_anew(
    letters: list[Path], folder: GraphFolder, damage: str
) -> None:
    build(folder, letters)
    before = contents(folder)
    state = folder.state()
    assert state
    path = state / "links.db"
    if damage == "pages":
        data = path.read_bytes()
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    else:
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE text SET sentences = x'00'" if damage == "values" else "DROP TABLE out")
            db.commit()
    remove(folder, "28676-333")
    build(folder, letters)
    assert contents(folder) == before


def test_a_database_of_links_whose_damage_shows_late_is_named(
    letters: list[Path], folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, letters)
    before, state = contents(folder), folder.state()
    assert state

    def damaged(*_: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    with monkeypatch.context() as patch:
        patch.setattr("navograaf.graph.linking.store_links", damaged)
        with pytest.raises(GraphError, match="malformed") as error:
            remove(folder, "28676-333")
    assert f"Remove {state / 'links.db'} and build again" in error.value.todo
    (state / "links.db").unlink()
    remove(folder, "28676-333")
    build(folder, letters)
    assert contents(folder) == before


def test_drafts_stay_when_they_cannot_be_stored(
    letters: list[Path], folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("navograaf.graph.loading.make_store", full)
        with pytest.raises(GraphError, match="No space left"):
            build(folder, letters)
    assert len(list((folder.path / "drafts").glob("*.json"))) == 2
    monkeypatch.setattr(sys.modules["navograaf.findings.extract"], "extract", lambda _: 1 / 0)
    assert len(build(folder, letters).stored) == 2
    assert not (folder.path / "drafts").exists()


def test_ctrl_c_while_storing_is_said(letters: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("navograaf.graph.loading.make_store", stop)
        result = run("build", letters[0].parent, "--graph", tmp_path / "graph")
    assert result.exit_code == 130
    assert "the graph is as it was" in result.stderr
    assert len(list((tmp_path / "graph" / "drafts").glob("*.json"))) == 2
    assert run("build", letters[0].parent, "--graph", tmp_path / "graph").exit_code == 0
