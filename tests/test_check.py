"""Validation: results name the letter, the words and what to do; the forms of the report; the two commands."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_case import CASES, LETTER, apply, case, letter, node, nquads, reference, triples, without
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from navograaf.errors import GraphError, LetterError
from navograaf.graph.check import Result, check_graph, check_letter, check_reference, check_together, conforms
from navograaf.graph.folder import GraphFolder
from navograaf.graph.reference import reference as shipped
from navograaf.graph.report import COLUMNS, as_json, render, summary
from navograaf.iris import ONTOLOGY, PREFIXES, THINGS

KNOWN = reference()
QUOTE = f"{LETTER}/quote/5-50"
MENTION = f"{LETTER}/mention/8-11/mission/NMI"


def broken() -> list[Result]:
    """A letter with one Violation, one Warning and one Info."""
    rows = without(letter(), MENTION, ONTOLOGY + "foundBy")
    rows = without(rows, LETTER, ONTOLOGY + "aboutMeeting")
    meeting = node("meeting/nato-dmm-2020-10-22")
    rows = without(rows, meeting.value, ONTOLOGY + "endDate")
    day = ox.Literal("2020-10-01", datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    return check_letter(nquads(rows | {ox.Triple(meeting, node("navo:endDate"), day)}), KNOWN)


# What a result tells


def test_results_come_worst_first() -> None:
    assert [result.severity for result in broken()] == ["Violation", "Warning", "Info"]


def test_only_a_violation_is_not_conforming() -> None:
    results = broken()
    assert not conforms(results)
    assert conforms(results[1:])
    assert conforms([])


def test_result_names_letter_file_words_and_remedy() -> None:
    first = broken()[0]
    assert (first.letter, first.file) == ("28676-346", "003.txt")
    assert (first.focus, first.path, first.iri) == (MENTION, "navo:foundBy", ONTOLOGY + "foundBy")
    assert first.quote == "NMI"
    assert first.message_en == "Every statement names the rule that found it"
    assert first.message_nl == "Elke uitspraak noemt de regel waarmee ze gevonden is"
    assert first.remedy_en and first.remedy_nl and first.remedy_en != first.remedy_nl
    assert first.shape == ONTOLOGY + "StatementShape"


def test_quote_of_a_place_is_its_words() -> None:
    found = case(CASES / "shapes" / "quote-start-after-end.ttl")
    results = check_letter(nquads(apply(found)), KNOWN)
    assert {result.quote for result in results if result.focus == QUOTE} == {
        "De NMI is een Task Force (28 676, nr. 344)."
    }


def test_quote_of_a_reference_in_the_wrong_order_is_the_citation() -> None:
    found = case(CASES / "shapes" / "reference-dated-later.ttl")
    (result,) = check_letter(nquads(apply(found)), KNOWN)
    assert result.quote == "28 676, nr. 344"
    assert result.value == f"{LETTER}/citation/22-40"


def test_message_of_a_query_is_in_its_language_and_names_the_value() -> None:
    """pyshacl drops the languages of these; the messages are those of the file."""
    (result,) = check_letter(nquads(apply(case(CASES / "shapes" / "reference-to-later-number.ttl"))), KNOWN)
    assert result.message_en == "The letter refers to a later number of its own dossier: kamerstuk/28676-400"
    assert result.message_nl == "De brief verwijst naar een later nummer van zijn eigen dossier: kamerstuk/28676-400"
    (result,) = check_letter(nquads(apply(case(CASES / "shapes" / "signatory-after-office.ttl"))), KNOWN)
    assert result.message_en.endswith(": person/hennis") and result.quote == "A.Th.B. Bijleveld-Schouten"


def test_quote_of_a_paper_is_where_it_is_cited() -> None:
    found = case(CASES / "shapes" / "kamerstuk-with-spaces.ttl")
    (result,) = check_letter(nquads(apply(found)), KNOWN)
    assert (result.quote, result.value) == ("28 676, nr. 344", "28 676-344")


def test_the_reference_data_that_we_ship_have_nothing_odd() -> None:
    assert [(one.focus, one.message_en) for one in check_reference(shipped().nquads)] == []


def test_reference_data_is_never_at_fault_in_a_letter() -> None:
    """A mission without Dutch name, named in the letter, is a result of the reference data alone."""
    bare = triples(CASES / "reference.ttl")
    bare = without(bare, f"{THINGS}mission/NMI", PREFIXES["skos"] + "prefLabel")
    known = Graph().parse(data="".join(f"{row} .\n" for row in bare), format="nt")
    assert check_letter(nquads(letter()), known) == []
    assert {result.focus for result in check_reference(nquads(bare, "reference"))} == {f"{THINGS}mission/NMI"}


def test_a_thing_of_a_subclass_is_of_the_class() -> None:
    """An agenda is a letter to its statements, without the class being said."""
    rows = without(letter(), LETTER, PREFIXES["rdf"] + "type")
    assert not conforms(check_letter(nquads(rows), KNOWN))
    for kind in ("AnnotatedAgenda", "MeetingReport", "OtherLetter", "Letter"):
        known = rows | {ox.Triple(ox.NamedNode(LETTER), node("rdf:type"), node(f"navo:{kind}"))}
        assert check_letter(nquads(known), KNOWN) == []


def test_an_empty_graph_is_an_error() -> None:
    with pytest.raises(GraphError, match="empty"):
        check_letter("", KNOWN)


def test_what_is_not_n_quads_is_an_error_with_its_line() -> None:
    with pytest.raises(GraphError, match="line 2"):
        check_letter(nquads(letter()).split("\n")[0] + "\n<a b> oops\n", KNOWN)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_lines_does_not_matter(random: object) -> None:
    text = nquads(apply(case(CASES / "shapes" / "quote-start-after-end.ttl"))).splitlines()
    mixed = list(text)
    getattr(random, "shuffle")(mixed)  # noqa: B009
    assert check_letter("\n".join(mixed) + "\n", KNOWN) == check_letter("\n".join(text) + "\n", KNOWN)


def test_a_letter_of_ten_thousand_triples_takes_seconds() -> None:
    """Each statement with its place and selectors; processor time, so that a busy machine does not matter."""
    rows = letter()
    copied = [row for row in rows if row.subject.value.startswith((QUOTE, MENTION))]
    for number in range(340):
        for row in copied:
            rows.add(ox.Triple(*(_moved(term, number) for term in row)))
    text = nquads(rows)
    assert 9_500 < text.count("\n") < 12_000
    check_letter(nquads(letter()), KNOWN)
    begun = time.process_time()
    assert check_letter(text, KNOWN) == []
    assert time.process_time() - begun < 4


def _moved(term: ox.NamedNode | ox.Literal, number: int) -> ox.NamedNode | ox.Literal:
    own = isinstance(term, ox.NamedNode) and term.value.startswith((QUOTE, MENTION))
    return ox.NamedNode(term.value.replace("/28676-346/", f"/28676-346/copy-{number}/")) if own else term


# Between letters


def test_two_letters_that_are_one_kamerstuk_are_told() -> None:
    other = _renamed(letter(), "copy")
    (result,) = check_together([("28676-346", nquads(letter())), ("copy", nquads(other, "letter/copy"))])
    assert (result.severity, result.focus) == ("Warning", f"{THINGS}kamerstuk/28676-346")
    assert result.letter == "28676-346, copy"


def test_letters_that_differ_on_a_meeting_are_told() -> None:
    other = _renamed(letter(), "copy")
    other = without(other, f"{THINGS}letter/copy", ONTOLOGY + "identifiedAs")
    meeting = f"{THINGS}meeting/nato-dmm-2020-10-22"
    other = without(other, meeting, ONTOLOGY + "endDate")
    day = ox.Literal("2020-10-24", datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
    other.add(ox.Triple(ox.NamedNode(meeting), node("navo:endDate"), day))
    (result,) = check_together([("28676-346", nquads(letter())), ("copy", nquads(other, "letter/copy"))])
    assert (result.severity, result.focus, result.path) == ("Warning", meeting, "navo:endDate")


def test_what_letters_say_alike_is_no_result() -> None:
    other = without(_renamed(letter(), "copy"), f"{THINGS}letter/copy", ONTOLOGY + "identifiedAs")
    assert check_together([("28676-346", nquads(letter())), ("copy", nquads(other, "letter/copy"))]) == []
    assert check_together([]) == []


def _renamed(rows: Iterable[ox.Triple], name: str) -> set[ox.Triple]:
    def move(term: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
        own = isinstance(term, ox.NamedNode) and (term.value + "/").startswith(f"{LETTER}/")
        return ox.NamedNode(term.value.replace(LETTER, f"{THINGS}letter/{name}", 1)) if own else term

    return {ox.Triple(*(move(term) for term in row)) for row in rows}


# The report


def test_sentences_name_letter_words_and_remedy() -> None:
    lines = render(broken(), "text").splitlines()
    assert lines[0] == "28676-346 (003.txt)"
    assert lines[1] == "  Rule broken: Every statement names the rule that found it."
    assert lines[2] == "    “NMI”"
    assert lines[3] == "    letter/28676-346/mention/8-11/mission/NMI · navo:foundBy"
    assert lines[4].startswith("    To do: ")
    assert sum(line == lines[0] for line in lines) == 1


def test_sentences_in_dutch() -> None:
    text = render(broken(), "text", "nl")
    assert "  Regel geschonden: Elke uitspraak noemt de regel waarmee ze gevonden is." in text
    assert "Rule broken" not in text and "To do" not in text
    assert summary(broken(), "nl") == "De graaf voldoet niet: regel geschonden 1, vreemd 1, onbekend 1"


def test_table_has_a_row_for_each_result() -> None:
    results = broken()
    rows = [line.split("\t") for line in render(results, "table").splitlines()]
    assert rows[0] == list(COLUMNS)
    assert [row[0] for row in rows[1:]] == [result.severity for result in results]
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_json_holds_every_result() -> None:
    results = broken()
    data = json.loads(render(results, "json"))
    assert data == as_json(results)
    assert data["conforms"] is False
    assert [Result(**row) for row in data["results"]] == results


def test_turtle_is_a_validation_report() -> None:
    results = broken()
    graph = Graph().parse(data=render(results, "turtle"), format="turtle")
    report = URIRef(THINGS + "report")
    assert bool(graph.value(report, SH.conforms)) is False
    found = {
        (str(graph.value(one, SH.focusNode)), str(graph.value(one, SH.resultPath) or ""))
        for one in graph.objects(report, SH.result)
    }
    assert found == {(result.focus, result.iri) for result in results}
    assert {str(graph.value(one, SH.resultSeverity)) for one in graph.objects(report, SH.result)} == {
        f"{SH}{severity}" for severity in ("Violation", "Warning", "Info")
    }


@pytest.mark.parametrize("form", ["text", "table", "json", "turtle"])
def test_same_results_give_the_same_bytes(form: str) -> None:
    assert render(broken(), form) == render(broken(), form)  # type: ignore[arg-type]


def test_nothing_wrong_is_said_in_one_line() -> None:
    assert render([], "text") == ""
    assert summary([]) == "The graph conforms"


# The commands


def run(command: str, *args: str) -> tuple[int, str, str]:
    from importlib import import_module

    result = CliRunner().invoke(getattr(import_module(f"navograaf.cli.{command}"), command), list(args))
    return result.exit_code, result.stdout, result.stderr


def test_check_of_a_good_graph_ends_with_0(seeds_graph: GraphFolder) -> None:
    status, out, err = run("check", "--graph", str(seeds_graph.path))
    assert status == 0
    assert "The graph conforms" in err
    assert "Rule broken" not in out


def test_check_of_a_broken_graph_ends_with_1(seeds_graph: GraphFolder, tmp_path: Path) -> None:
    folder = _copy(seeds_graph, tmp_path)
    one = folder.letters()[0]
    lines = one.nquads.read_text("utf-8").splitlines()
    gone = next(line for line in lines if f"<{ONTOLOGY}foundBy>" in line)
    one.nquads.write_text("".join(f"{line}\n" for line in lines if line != gone), "utf-8")
    status, out, err = run("check", "--graph", str(folder.path), "--format", "json")
    data = json.loads(out)
    assert status == 1
    assert "does not conform" in err
    (wrong,) = [row for row in data["results"] if row["severity"] == "Violation"]
    assert (wrong["letter"], wrong["file"], wrong["path"]) == (one.id, one.file, "navo:foundBy")
    assert f"<{wrong['focus']}>" == gone.split(" ")[0]


def test_check_shows_what_is_asked_for_and_says_how_much(seeds_graph: GraphFolder, tmp_path: Path) -> None:
    folder = _copy(seeds_graph, tmp_path)
    one = folder.letters()[0]
    lines = one.nquads.read_text("utf-8").splitlines()
    gone = next(line for line in lines if f"<{ONTOLOGY}foundBy>" in line)
    one.nquads.write_text("".join(f"{line}\n" for line in lines if line != gone), "utf-8")

    def shown(*options: str) -> tuple[int, list[dict[str, str]], str, bool]:
        status, out, err = run("check", "--graph", str(folder.path), "--format", "json", *options)
        data = json.loads(out)
        return status, data["results"], err, data["conforms"]

    _, everything, _, _ = shown()
    assert {row["severity"] for row in everything} >= {"Violation", "Info"}
    for words, severities in (
        (["unknown"], {"Info"}),
        (["Info"], {"Info"}),
        (["odd"], {"Warning"}),
        (["broken"], {"Violation"}),
        (["broken", "unknown"], {"Violation", "Info"}),
    ):
        status, rows, err, whole = shown(*(part for word in words for part in ("--only", word)))
        assert rows == [row for row in everything if row["severity"] in severities]
        assert (status, whole) == (1, False), "what is not shown counts"
        assert f"({len(rows)} of {len(everything)} shown)" in err
    _, rows, _, _ = shown("--letter", one.file)
    assert rows == [row for row in everything if row["letter"] == one.id]
    assert 0 < len(rows) < len(everything)
    with pytest.raises(LetterError):
        _raised("--letter", "nothing", "--graph", str(folder.path))


def _raised(*args: str) -> None:
    from navograaf.cli import check as commands  # type: ignore[attr-defined]

    CliRunner().invoke(commands.check, list(args), catch_exceptions=False)


def test_check_of_a_damaged_file_is_an_error(seeds_graph: GraphFolder, tmp_path: Path) -> None:
    folder = _copy(seeds_graph, tmp_path)
    folder.letters()[0].nquads.write_text("nonsense\n", "utf-8")
    with pytest.raises(GraphError) as error:
        check_graph(folder)
    assert error.value.status == 2
    assert folder.letters()[0].nquads.name in error.value.where


def test_check_tells_how_far_it_is(seeds_graph: GraphFolder) -> None:
    told: list[tuple[int, int, str]] = []
    check_graph(seeds_graph, progress=lambda *step: told.append(step))
    names = [letter.id for letter in seeds_graph.letters()]
    assert told == [(done, len(names), name) for done, name in enumerate([*names, ""])]


def test_verify_of_a_good_graph_ends_with_0(seeds_graph: GraphFolder) -> None:
    status, out, err = run("verify", "--graph", str(seeds_graph.path))
    assert (status, out) == (0, "")
    assert "in 5 letters: all at their places" in err


def test_verify_of_a_changed_letter_ends_with_1(
    seeds_graph: GraphFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from navograaf.graph import verify

    drift = verify.Drift("28676-346", "003.txt", "moved", "the words are not the quote", 1, 4, "NMI", "RSM")
    found = verify.Verified("28676-346", "003.txt", "/x/003.txt", True, 7, (drift,))
    monkeypatch.setattr(verify, "verify_letters", lambda folder: iter([found]))
    status, out, err = run("verify", "--graph", str(seeds_graph.path))
    assert status == 1
    assert out == "28676-346 (003.txt): the words are not the quote: at 1-4 the graph has “NMI”, the letter “RSM”\n"
    assert "7 quotes in 1 letter: 1 difference" in err
    assert "its copy was read" in err


def test_verify_shows_the_first_quotes_that_moved_or_all(
    seeds_graph: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from navograaf.graph import verify

    changed = verify.Drift("28676-346", "003.txt", "changed", "the letter changed")
    moved = [verify.Drift("28676-346", "003.txt", "moved", "moved", at, at + 1, "a", "b") for at in range(10)]
    found = verify.Verified("28676-346", "003.txt", "/x/003.txt", False, 12, (changed, *moved))
    monkeypatch.setattr(verify, "verify_letters", lambda folder: iter([found]))
    graph = ("--graph", str(seeds_graph.path))
    few, every = run("verify", *graph), run("verify", "--all", *graph)
    assert few[0] == every[0] == 1
    assert "12 quotes in 1 letter: 11 differences" in few[2] and few[2] == every[2]
    assert len(few[1].splitlines()) == 5 and len(every[1].splitlines()) == 11
    assert few[1].splitlines()[0] == "28676-346 (003.txt): the letter changed. Build the letter again"
    assert few[1].splitlines()[-1] == "28676-346 (003.txt): 7 more quotes moved; --all shows them"


def _copy(folder: GraphFolder, to: Path) -> GraphFolder:
    import shutil

    shutil.copytree(folder.path, to / "graph")
    return GraphFolder.open(to / "graph")
