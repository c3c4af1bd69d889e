"""One letter in several files: it is read once, from the file that tells most, and the others are listed with it."""

from __future__ import annotations

import json
from itertools import combinations, permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from files_of_letters import OTHER, WORDS, write
from hypothesis import given
from hypothesis import strategies as st
from letter_case import LETTER
from printed import printed as laid_out
from printed import seed_files
from pyoxigraph import RdfFormat, parse
from render_docx import render as docx
from render_pdf import render as pdf
from render_xml import render_modern as xml

from navograaf.cli import group
from navograaf.graph.build import BuildReport, build, remove
from navograaf.graph.check import check_graph
from navograaf.graph.folder import GraphFolder
from navograaf.graph.letter_names import find_letter
from navograaf.graph.members import SURE, Member
from navograaf.graph.sketch import days, likeness, numbers, sketch
from navograaf.graph.verify import verify_graph
from navograaf.graph.works import works
from navograaf.iris import GRAPHS, ONTOLOGY
from navograaf.letters.reading import from_bytes

AGAIN = (*WORDS[:3], "Deze alinea staat alleen in dit ene bestand.", *WORDS[3:])


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return tmp_path / "letters"


@pytest.fixture
def folder(tmp_path: Path) -> GraphFolder:
    return GraphFolder.create(tmp_path / "graph")


def told(report: BuildReport) -> dict[str, tuple[str, str, str]]:
    """File -> what became of it, its letter, and the file that is read or the reason."""
    return {one.file: (one.state, one.letter, one.reason) for one in report.outcomes}


def held(folder: GraphFolder) -> dict[str, tuple[str, list[str]]]:
    """Id -> the file that is read, and the others."""
    return {one.id: (one.file, [other.file for other in one.also]) for one in folder.letters()}


def files(folder: GraphFolder) -> dict[str, bytes]:
    """What a graph folder says: its letters, their texts, the graphs beside them."""
    found = (path for name in ("letters", "texts", "graphs") for path in (folder.path / name).glob("*"))
    return {path.relative_to(folder.path).as_posix(): path.read_bytes() for path in found}


# Which file is read


def test_the_format_that_tells_most_is_read_and_the_others_are_listed(letters: Path, folder: GraphFolder) -> None:
    for ending in (".txt", ".html", ".docx", ".pdf"):
        write(letters / f"brief{ending}")
    report = build(folder, [letters])
    same = ("manifestation", "28676-346", "brief.html")
    assert told(report) == {
        "brief.html": ("stored", "28676-346", ""),
        "brief.docx": same,
        "brief.txt": same,
        "brief.pdf": same,
    }
    assert held(folder) == {"28676-346": ("brief.html", ["brief.docx", "brief.pdf", "brief.txt"])}
    assert report.manifestations == ["28676-346"] * 3
    assert report.formats == (("html", 1),)
    assert not any(one.doubts for one in report.outcomes)
    assert verify_graph(folder) == []
    assert [one for one in check_graph(folder) if one.severity == "Violation"] == []


def test_the_order_of_the_sources_does_not_matter(letters: Path, tmp_path: Path) -> None:
    paths = [write(letters / name) for name in ("b.html", "c.docx")] + [write(letters / "a.docx", number="")]
    seen = set()
    for number, order in enumerate((paths, paths[::-1], [*paths[1:], paths[0]])):
        folder = GraphFolder.create(tmp_path / f"graph{number}")
        build(folder, order)
        seen.add(json.dumps({name: data.decode() for name, data in files(folder).items()}, sort_keys=True))
    assert number == 2
    assert len(seen) == 1


def test_the_order_of_builds_does_not_matter(letters: Path, tmp_path: Path) -> None:
    paths = [write(letters / name) for name in ("b.html", "c.docx", "a.pdf")]
    seen = set()
    for number, order in enumerate((paths, paths[::-1], [*paths[1:], paths[0]])):
        folder = GraphFolder.create(tmp_path / f"graph{number}")
        for path in order:
            build(folder, [path])
        seen.add(json.dumps({name: data.decode() for name, data in files(folder).items()}, sort_keys=True))
        assert held(folder) == {"28676-346": ("b.html", ["a.pdf", "c.docx"])}
    assert number == 2
    assert len(seen) == 1


def test_nothing_is_read_again_when_nothing_changed(
    letters: Path, folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("brief.html", "brief.pdf"):
        write(letters / name)
    build(folder, [letters])
    before = files(folder), folder.state()
    monkeypatch.setattr("navograaf.graph.intake.from_bytes", None)
    report = build(folder, [letters])
    assert {one.file: one.state for one in report.outcomes} == {"brief.html": "unchanged", "brief.pdf": "manifestation"}
    assert (files(folder), folder.state()) == before


# Better files that come later, and files that go


def test_a_better_format_takes_the_place_and_the_id_stays(letters: Path, folder: GraphFolder) -> None:
    write(letters / "brief.pdf")
    build(folder, [letters])
    assert held(folder) == {"28676-346": ("brief.pdf", [])}
    assert [one.pages for one in folder.letters()] == [1]
    write(letters / "brief.html")
    report = build(folder, [letters])
    assert told(report) == {
        "brief.html": ("stored", "28676-346", ""),
        "brief.pdf": ("manifestation", "28676-346", "brief.html"),
    }
    assert held(folder) == {"28676-346": ("brief.html", ["brief.pdf"])}
    assert b"ontology#page" not in files(folder)["letters/28676-346.nq"]


def test_a_worse_format_that_comes_later_is_only_listed(letters: Path, folder: GraphFolder) -> None:
    write(letters / "brief.html")
    build(folder, [letters])
    graph = files(folder)["letters/28676-346.nq"]
    write(letters / "brief.docx")
    report = build(folder, [letters])
    assert told(report)["brief.docx"] == ("manifestation", "28676-346", "brief.html")
    assert files(folder)["letters/28676-346.nq"] == graph
    assert held(folder) == {"28676-346": ("brief.html", ["brief.docx"])}


def test_a_number_that_only_a_worse_file_prints_is_the_id(letters: Path, folder: GraphFolder) -> None:
    write(letters / "2020D1.html", number="")
    build(folder, [letters])
    assert held(folder) == {"2020D1": ("2020D1.html", [])}
    write(letters / "kst.pdf")
    build(folder, [letters])
    assert held(folder) == {"28676-346": ("2020D1.html", ["kst.pdf"])}
    letter = folder.letter(folder.letters()[0])
    assert [tuple(fact) for fact in letter.facts if fact.source == "kst.pdf"] == [
        ("dossier", "28676", "kst.pdf"),
        ("number", "346", "kst.pdf"),
    ]
    assert sorted(path.name for path in (folder.path / "texts").iterdir()) == ["28676-346.json", "28676-346.txt"]
    before = files(folder)
    assert {one.state for one in build(folder, [letters]).outcomes} == {"unchanged", "manifestation"}
    assert files(folder) == before
    again = GraphFolder.create(folder.path.parent / "again")
    build(again, [letters])
    assert files(again) == before


def test_files_without_a_number_are_one_letter_when_their_words_are(letters: Path, folder: GraphFolder) -> None:
    write(letters / "2020D1.docx", number="")
    build(folder, [letters])
    write(letters / "brief.html", number="")
    build(folder, [letters])
    assert held(folder) == {"2020D1": ("brief.html", ["2020D1.docx"])}  # the id that the graph has stays


def test_when_the_file_that_is_read_goes_nothing_is_lost(letters: Path, folder: GraphFolder) -> None:
    html = write(letters / "brief.html")
    write(letters / "brief.pdf")
    build(folder, [letters])
    before = files(folder)
    html.unlink()
    report = build(folder, [letters])
    assert told(report) == {"brief.pdf": ("manifestation", "28676-346", "brief.html")}
    assert report.gone == ()  # to take it out would lose a letter that brief.pdf still holds
    assert files(folder) == before
    remove(folder, "28676-346")
    assert "graphs/manifestations.nq" not in files(folder)
    build(folder, [letters])
    assert held(folder) == {"28676-346": ("brief.pdf", [])}


def test_a_listed_file_that_changes_into_another_letter_is_read(letters: Path, folder: GraphFolder) -> None:
    write(letters / "brief.html")
    write(letters / "other.docx", number="")
    build(folder, [letters])
    assert held(folder) == {"28676-346": ("brief.html", ["other.docx"])}
    write(letters / "other.docx", OTHER, number="")
    assert told(build(folder, [letters]))["other.docx"] == ("stored", "other", "")
    assert held(folder) == {"28676-346": ("brief.html", []), "other": ("other.docx", [])}
    assert "graphs/manifestations.nq" not in files(folder)


def test_when_the_file_that_is_read_becomes_another_letter_the_listed_one_is_read(
    letters: Path, folder: GraphFolder
) -> None:
    write(letters / "brief.html")
    write(letters / "same.docx")
    build(folder, [letters])
    write(letters / "brief.html", OTHER, number="347")
    report = build(folder, [letters])
    assert told(report) == {"brief.html": ("stored", "28676-347", ""), "same.docx": ("stored", "28676-346", "")}
    assert held(folder) == {"28676-346": ("same.docx", []), "28676-347": ("brief.html", [])}


# What is not one letter


def test_letters_with_two_numbers_are_two_however_alike(letters: Path, folder: GraphFolder) -> None:
    write(letters / "a.html")
    write(letters / "b.docx", number="347")
    build(folder, [letters])
    assert held(folder) == {"28676-346": ("a.html", []), "28676-347": ("b.docx", [])}


def test_another_letter_with_the_same_id_is_told(letters: Path, folder: GraphFolder) -> None:
    write(letters / "a.html")
    write(letters / "b.docx", OTHER)
    report = build(folder, [letters])
    ((file, reason),) = report.set_aside
    assert file in ("a.html", "b.docx")
    assert "which is another letter" in reason and "navograaf remove 28676-346" in reason
    assert len(held(folder)) == 1


def test_text_files_with_other_names_are_other_letters(letters: Path, folder: GraphFolder) -> None:
    write(letters / "a.txt", number="")
    write(letters / "b.txt", AGAIN, number="")
    build(folder, [letters])
    assert held(folder) == {"a": ("a.txt", []), "b": ("b.txt", [])}


@pytest.mark.parametrize("ending", [".txt", ".pdf", ".docx", ".html"])
def test_copies_with_other_names_are_one_letter(letters: Path, folder: GraphFolder, ending: str) -> None:
    for name in ("a", "b", "c/d"):
        write(letters / f"{name}{ending}", number="")
    write(letters / f"e{ending}", OTHER, number="")
    report = build(folder, [letters])
    assert held(folder) == {"a": (f"a{ending}", []), "e": (f"e{ending}", [])}
    assert sorted(one.state for one in report.outcomes) == ["same", "same", "stored", "stored"]
    later = build(folder, [write(letters / f"z{ending}", number="")])
    assert [(one.state, one.letter) for one in later.outcomes] == [("same", "a")] and len(held(folder)) == 2
    again = build(folder, [letters])
    assert again.stored == [] and len(held(folder)) == 2 and again.gone == ()


def test_a_letter_is_not_gone_while_another_file_of_it_is_there(letters: Path, folder: GraphFolder) -> None:
    best, other = (write(letters / f"brief{ending}") for ending in (".html", ".pdf"))
    build(folder, [letters])
    best.unlink()
    assert build(folder, [letters]).gone == () and held(folder) == {"28676-346": ("brief.html", ["brief.pdf"])}
    other.unlink()
    write(letters / "other.txt", OTHER, number="")
    assert build(folder, [letters]).gone == ((str(letters), ("28676-346",)),)


def test_a_letter_is_found_by_any_of_its_files_and_by_its_printed_id(letters: Path, folder: GraphFolder) -> None:
    for ending in (".html", ".pdf"):
        write(letters / f"agenda feb{ending}", number="")
    build(folder, [letters])
    stored = folder.letters()
    names = ("agenda feb", "agenda%20feb", "agenda feb.html", "agenda feb.pdf", str(letters / "agenda feb.pdf"))
    assert [find_letter(stored, name).id for name in names] == ["agenda feb"] * 5
    shown = [CliRunner().invoke(group, ["show", name, "--graph", str(folder.path)]) for name in names]
    assert [one.exit_code for one in shown] == [0] * 5


def test_much_difference_is_a_doubt(letters: Path, folder: GraphFolder) -> None:
    write(letters / "a.html")
    write(letters / "b.docx", WORDS[:5])
    report = build(folder, [letters])
    (other,) = (one for one in report.outcomes if one.state == "manifestation")
    (doubt,) = other.doubts
    assert doubt.startswith("Its words differ from those that are read: of the two together 7")


# What is told


def test_the_command_says_which_file_is_read_and_in_what_formats(letters: Path, tmp_path: Path) -> None:
    for ending in (".html", ".pdf"):
        write(letters / f"brief{ending}")
    write(letters / "other.txt", OTHER, number="")
    told = CliRunner().invoke(group, ["build", str(letters), "--graph", str(tmp_path / "graph")])
    assert told.exit_code == 0
    assert "brief.pdf: the same letter as brief.html, which is read (as 28676-346)\n" in told.stderr
    assert "holds 2 letters (1 HTML, 1 text), " in told.stderr


# What the graph says


def test_the_graph_beside_tells_of_every_file(letters: Path, folder: GraphFolder) -> None:
    for ending in (".html", ".docx", ".pdf"):
        write(letters / f"brief{ending}")
    copy = write(letters / "copy" / "brief.pdf")
    build(folder, [letters])
    found = list(parse(folder.graph("manifestations").encode(), format=RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in found} == {GRAPHS + "manifestations"}
    said = {(quad.subject.value, quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in found}
    others = {one.sha256: one for one in folder.letters()[0].also}
    assert len(folder.letters()[0].also) == 3 and copy.read_bytes() == (letters / "brief.pdf").read_bytes()
    assert len(others) == 2 and len(found) == 2 * 6 + 1  # one of them has pages
    for sha256, one in others.items():
        node = f"{LETTER}/file/{sha256[:12]}"
        assert (f"{LETTER}/text", "is_embodied_by", node) in said
        assert (node, "fileName", one.file) in said and (node, "sha256", sha256) in said
    assert (ONTOLOGY + "pageCount") in {quad.predicate.value for quad in found}


def test_a_text_file_is_described_only_beside_others(letters: Path, folder: GraphFolder) -> None:
    write(letters / "brief.txt")
    build(folder, [letters])
    assert b"is_embodied_by" not in files(folder)["letters/28676-346.nq"]
    assert "graphs/manifestations.nq" not in files(folder)
    write(letters / "brief.pdf")
    build(folder, [letters])
    assert held(folder) == {"28676-346": ("brief.txt", ["brief.pdf"])}
    words = folder.graph("manifestations")
    assert words.count("is_embodied_by") == 2 and '"text/plain"' in words and '"application/pdf"' in words


# Which files are alike


def test_hyphens_line_ends_digits_and_places_do_not_count() -> None:
    text = " ".join(WORDS)
    other = (
        text.replace("Nederland", "Neder-\nland")
        .replace("ministers", "minis\xadters")
        .replace("bondgenoten", "bondgenoten5")
    )
    assert sketch(other) == sketch(text) != ""
    turned = f"{text[400:]} {text[:400]}"  # a footnote elsewhere
    assert 0.8 < likeness(numbers(sketch(text)), numbers(sketch(turned))) < 1


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_from_nought_to_one_and_the_same_both_ways(one: str, other: str) -> None:
    a, b = numbers(sketch(one)), numbers(sketch(other))
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1
    assert likeness(a, a) == (1.0 if a else 0.0)


def test_one_letter_in_two_formats_is_alike_and_two_letters_are_not() -> None:
    found = []
    for path in seed_files():
        letter = laid_out(path)
        texts = [path.read_text("utf-8")]
        texts += [from_bytes(render(letter), path.stem).raw for render in (xml, docx, pdf)]
        found.append([numbers(sketch(text)) for text in texts])
    assert [len(formats) for formats in found] == [4] * 5
    for formats in found:
        assert min(likeness(one, other) for one, other in combinations(formats, 2)) > SURE
    for two in combinations(found, 2):
        assert max(likeness(one, other) for one in two[0] for other in two[1]) < 0.1
    assert likeness(numbers(sketch(" ".join(WORDS))), numbers(sketch(" ".join(OTHER)))) < 0.3


def member(key: str, **more: object) -> Member:
    values = {
        "state": "made",
        "id": key,
        "numbered": False,
        "format": "pdf",
        "path": key,
        "kept": sketch(" ".join(WORDS)),
    }
    return Member(key, **(values | more))  # type: ignore[arg-type]


def test_a_file_without_a_number_joins_one_of_two_that_have_one() -> None:
    one, two = (member(name, id=f"28676-{name}", numbered=True) for name in ("1", "2"))
    third = member("x")
    for order in permutations((one, two, third)):
        assert [(work.id, [m.key for m in (*work.chosen, *work.others)]) for work in works(order)] == [
            ("28676-1", ["1", "x"]),
            ("28676-2", ["2"]),
        ]


def test_a_stored_file_that_is_gone_gives_way_to_another_of_its_format() -> None:
    gone = member("a", state="stored", id="z", words="1", there=False)
    (work,) = works([gone, member("b", id="z", words="2")])
    assert [one.key for one in work.chosen] == ["b"]
    (work,) = works([gone, member("b", id="z", words="2", format="txt")])
    assert [one.key for one in work.chosen] == ["b"]
    html = member("a", state="stored", id="z", words="1", there=False, format="html")
    (work,) = works([html, member("b", id="z", words="2")])
    assert [one.key for one in work.chosen] == ["a"]


# An agenda and the next one


def later(words: str) -> str:
    """The same sentence a month later."""
    for day, other in (("21 oktober", "17 november"), ("22 oktober", "18 november"), ("februari", "april")):
        words = words.replace(day, other)
    return words


LATER = tuple(map(later, WORDS))


@pytest.mark.parametrize(("first", "next"), [("a.pdf", "b.html"), ("a.pdf", "b.pdf"), ("a.txt", "b.pdf")])
def test_an_agenda_and_the_next_one_are_two_letters(letters: Path, folder: GraphFolder, first: str, next: str) -> None:
    write(letters / first, number="")
    write(letters / next, LATER, number="")
    report = build(folder, [letters])
    assert told(report) == {first: ("stored", "a", ""), next: ("stored", "b", "")}
    assert likeness(numbers(sketch(" ".join(WORDS))), numbers(sketch(" ".join(LATER)))) > 0.8


def test_an_agenda_does_not_join_the_next_one_that_has_a_number(letters: Path, folder: GraphFolder) -> None:
    write(letters / "a.html")
    write(letters / "b.pdf", LATER, number="")
    assert told(build(folder, [letters])) == {"a.html": ("stored", "28676-346", ""), "b.pdf": ("stored", "b", "")}


def test_an_agenda_that_is_called_as_the_next_one_is_told(letters: Path, folder: GraphFolder) -> None:
    write(letters / "oktober" / "agenda.pdf", number="")
    write(letters / "november" / "agenda.html", LATER, number="")
    report = build(folder, [letters])
    assert sorted(one.state for one in report.outcomes) == ["set aside", "stored"]
    assert "which is another letter" in report.set_aside[0][1]


def test_files_that_name_no_day_have_to_be_nearly_the_same() -> None:
    half = sketch(" ".join((*WORDS[:-2], *OTHER[-2:])))
    assert 0.6 < likeness(numbers(half), numbers(sketch(" ".join(WORDS)))) < SURE
    known = days(" ".join(WORDS))
    assert [
        len(works([member("a", days=one), member("b", days=two, kept=half)]))
        for one in ("", known)
        for two in ("", known)
    ] == [2, 2, 2, 1]
    assert len(works([member("a"), member("b", days=known)])) == 1


def test_days_are_those_that_the_text_names() -> None:
    assert days("op 21 oktober 2020") == days("Op 21\noktober\xa02020, in maart 2021 en in 2022")
    assert len({days(one) for one in ("op 21 oktober 2020", "op 22 oktober 2020", "op 21 oktober", "niets")}) == 4
    assert len(numbers(days("12 en 13 februari 2020"))) == 2 and days("in 2020") == ""


# Two versions of a text


def test_a_file_like_two_texts_joins_the_one_that_is_most_like_it() -> None:
    texts = [
        member(name, format="txt", words=name, kept=kept)
        for name, kept in (("a", sketch(" ".join(AGAIN))), ("b", sketch(" ".join(WORDS))))
    ]
    for order in permutations((*texts, member("x"))):
        assert [(work.id, [m.key for m in (*work.chosen, *work.others)]) for work in works(order)] == [
            ("a", ["a"]),
            ("b", ["b", "x"]),
        ]


# A graph of an earlier version


def test_a_letter_that_was_stored_without_a_sketch_is_known_again(letters: Path, folder: GraphFolder) -> None:
    build(folder, [write(letters / "brief.txt"), write(letters / "z.txt", OTHER, number="")])
    state = folder.state()
    assert state is not None
    manifest = json.loads((state / "manifest.json").read_text("utf-8"))
    for row in manifest["letters"]:
        for name in ("sketch", "days", "numbered", "format", "pages", "facts", "structure_sha256"):
            del row[name]
    (state / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    report = build(folder, [write(letters / "een.pdf"), write(letters / "twee.html", OTHER, number="")])
    assert told(report) == {
        "een.pdf": ("manifestation", "28676-346", "brief.txt"),
        "twee.html": ("stored", "z", ""),
    }
    assert held(folder) == {"28676-346": ("brief.txt", ["een.pdf"]), "z": ("twee.html", ["z.txt"])}
