"""What people correct: each verdict, every build, the file as a spreadsheet leaves it, and rows that no longer fit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from factory import AGENDA, REPORT, extract, write_letters
from hypothesis import given, settings
from hypothesis import strategies as st

from navograaf.cli import group, main
from navograaf.errors import NavograafError, RuleError
from navograaf.findings.model import Findings, Found, Mention
from navograaf.findings.told import Commitment, Decision, Position, Quantity, Question
from navograaf.graph.build import build, remove
from navograaf.graph.check import check_corrections, conforms
from navograaf.graph.correctable import KINDS, field_types, required
from navograaf.graph.correcting import PERSON, correct
from navograaf.graph.correction_cells import COLUMNS, FILE, CorrectionsError, decoded, with_line
from navograaf.graph.corrections import (
    Correction,
    checked,
    parse,
    read_corrections,
    split_pairs,
    written_pairs,
)
from navograaf.graph.folder import GraphFolder
from navograaf.graph.judgements import misfits
from navograaf.graph.pieces import put_together, taken_apart
from navograaf.graph.quads import letter_quads
from navograaf.graph.reference import reference
from navograaf.letters.reading import from_bytes

LETTER = "28676-333"
HEAD = "\t".join(COLUMNS)
FORMS = ("text", "table")
RAW = AGENDA
ACTIVITY = RAW.index("heeft de activiteiten opgeschort")
ACTIVITY_END = ACTIVITY + len("heeft de activiteiten opgeschort")
SUPPORT = RAW.index("Nederland steunt deze missie")


def place(words: str) -> tuple[int, int]:
    """Where `words` stand in the agenda of the factory."""
    start = RAW.index(words)
    return start, start + len(words)


def row(at: str, what: str, verdict: str, value: str = "", **more: str) -> Correction:
    start, end = place(at)
    cells = {"letter": LETTER, "start": str(start), "end": str(end), "what": what, "verdict": verdict, "value": value}
    cells |= {"who": "A. Analyst", "when": "2026-01-31", "why": "Read it", **more}
    return checked(cells)


def told() -> Findings:
    """The findings of the agenda, with a statement of each kind at known places."""
    found = extract(from_bytes(RAW.encode(), "004_agenda.txt"))
    at: dict[str, Any] = {"start": ACTIVITY, "end": ACTIVITY_END, "quote": "heeft de activiteiten opgeschort"}
    support: dict[str, Any] = {"start": SUPPORT, "end": SUPPORT + 28, "quote": "Nederland steunt deze missie"}
    return replace(
        found,
        decisions=(
            Decision(
                **at, rule="decisions.x", act="suspend", status="taken", decider="NATO", decider_id="organisation/nato"
            ),
            Decision(**at, rule="decisions.y", act="adopt", status="expected"),
        ),
        positions=(Position(**support, rule="positions.x", holder="Netherlands", polarity="supports"),),
        commitments=(Commitment(**support, rule="commitments.x", by="minister"),),
        quantities=(Quantity(**at, rule="quantities.x", value=160, unit="personnel"),),
        questions=(Question(1, SUPPORT, SUPPORT + 28, "questions.x"),),
    )


def applied(*rows: Correction, findings: Findings | None = None) -> tuple[Findings, list[str]]:
    """The corrected findings, and the problem of each row in the order given."""
    corrected, judged = correct(findings or told(), RAW, rows, reference())
    problems = {one.row: one.problem for one in judged}
    return corrected, [problems[one] for one in rows]


ACT = "heeft de activiteiten opgeschort"


# The verdicts


def test_wrong_takes_the_finding_away_and_no_other() -> None:
    before = told()
    found, problems = applied(row(ACT, "decision:adopt", "wrong"))
    assert problems == [""]
    assert [one.act for one in found.decisions] == ["suspend"]
    assert replace(found, decisions=before.decisions) == before


def test_wrong_takes_one_mention_of_a_thing_away() -> None:
    found, problems = applied(row("NMI", "mission", "wrong"))
    assert problems == [""]
    (nmi,) = found.missions
    assert [one.surface for one in nmi.mentions] == ["NAVO-missie in Irak"]
    found, _ = applied(row("NMI", "mission:NMI", "wrong"), row("NAVO-missie in Irak", "mission", "wrong"))
    assert found.missions == ()


def test_right_changes_nothing() -> None:
    assert applied(row(ACT, "decision:suspend", "right")) == (told(), [""])


def test_amended_replaces_fields_and_says_that_a_person_did() -> None:
    found, problems = applied(row(ACT, "decision:suspend", "amended", "status=proposed; decider=; object=de missie"))
    assert problems == [""]
    suspend = next(one for one in found.decisions if one.act == "suspend")
    assert (suspend.status, suspend.decider, suspend.object) == ("proposed", None, "de missie")
    assert suspend.decider_id is None, "the id was that of the decider who is gone"
    assert suspend.rule == PERSON


def test_amended_moves_a_mention_to_another_thing() -> None:
    found, problems = applied(row("NMI", "mission", "amended", "id=RSM; type=abbr"))
    assert problems == [""]
    assert {one.id: [m.surface for m in one.mentions] for one in found.missions} == {
        "NMI": ["NAVO-missie in Irak"],
        "RSM": ["NMI"],
    }


def test_added_makes_a_finding_with_the_rule_of_a_person() -> None:
    found, problems = applied(
        row("de NAVO blijft daar", "decision", "added", "act=extend; status=taken; mission=NMI"),
        row("wegversper-\nring", "topic", "added", "id=military-mobility; depth=listed"),
        row("wegversper-\nring", "quantity", "added", "value=500, 1500; unit=EUR"),
    )
    assert problems == ["", "", ""]
    start, end = place("de NAVO blijft daar")
    assert Decision(start, end, "de NAVO blijft daar", PERSON, "extend", "taken", mission="NMI") in found.decisions
    start, end = place("wegversper-\nring")
    topic = next(one for one in found.topics if one.id == "military-mobility")
    assert topic == Found("military-mobility", (Mention(start, end, RAW[start:end], PERSON, depth="listed"),))
    assert found.quantities[-1].value == (500, 1500)


def test_added_takes_the_place_of_the_same_finding() -> None:
    found, problems = applied(row(ACT, "decision", "added", "act=suspend; status=pending"))
    assert problems == [""]
    assert sorted((one.act, one.status) for one in found.decisions) == [("adopt", "expected"), ("suspend", "pending")]


def test_a_meeting_can_be_amended_and_added() -> None:
    words = "Bijeenkomst van NAVO-ministers van Defensie 2020-02-12"
    found, problems = applied(row(words, "meeting", "amended", "end_date=2020-02-13; place=Brussel"))
    assert problems == [""]
    assert [(one.id, one.end_date, one.place) for one in found.meetings] == [
        ("nato-dmm-2020-02-12", "2020-02-13", "Brussel")
    ]
    found, problems = applied(row("daar", "meeting", "added", "id=nato-fmm-2020-04; body=NATO foreign ministers"))
    assert problems == [""]
    assert found.meetings[-1].start_date == "2020-04"
    _, problems = applied(row("daar", "meeting", "added", "id=nato-fmm-2020-04"))
    assert "say its body" in problems[0]


def test_every_kind_is_taken_apart_and_put_together() -> None:
    before = told()
    for kind in KINDS:
        assert put_together(before, kind, taken_apart(before, kind), PERSON) == before, kind
    assert sum(bool(taken_apart(before, kind)) for kind in KINDS) >= 11


def test_the_page_names_every_kind_and_field() -> None:
    page = (Path(__file__).parent.parent / "docs/commands/correct.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    for kind in KINDS:
        line = next(one for one in rows if f"`{kind}`" in one.split("|")[1])
        for name in field_types(kind) if KINDS[kind].can_write else ():
            assert f"**{name}**" in line if name in required(kind) else name in line, (kind, name)


# The nodes that a correction points to are those of the letter's graph


def test_the_finding_of_a_correction_is_a_node_of_the_letter() -> None:
    findings = told()
    graph = letter_quads(findings, RAW)
    seen = set()
    letter = "<https://w3id.org/navograaf/id/letter/28676-333>"
    for kind in KINDS:
        for piece in taken_apart(findings, kind):
            if kind != "meeting" or piece.item.rule:
                assert f"{piece.term(letter, reference())} " in graph, piece
                seen.add(kind)
    assert len(seen) >= 11


# Rows that do not fit


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (row(ACT, "decision", "wrong"), "more than one decision is found at the place: say which (decision:adopt"),
        (row(ACT, "decision:expand", "wrong"), "no decision:expand is found at the place (there is one at"),
        (row("de NAVO blijft daar", "decision", "right"), "no decision is found at the place"),
        (row("NMI", "mission", "wrong", words="KFOR"), "the words at the place are now “NMI”"),
        (row("NMI", "mission", "wrong", words="Den Haag"), "those of the row stand at 61-69"),
        (row("daar", "mission", "added", "id=NNMI"), "there is no mission 'NNMI' in the reference data (near it: NMI"),
        (row(ACT, "decision:suspend", "amended", "act=supend"), "there is no act 'supend'"),
        (row("daar", "decision", "added", "act=adopt; status=taken; decider=X; decider_id=x"), "does not begin with"),
        (
            row("daar", "decision:extend", "added", "act=adopt; status=taken"),
            "makes decision:adopt, not decision:extend",
        ),
        (row("daar", "question", "added", "number=7; answer_start=10"), "the place of the answer"),
        (replace(row("daar", "mission", "wrong"), end=99_999), "outside the letter"),
    ],
)
def test_a_row_that_does_not_fit_changes_nothing_and_says_why(given: Correction, words: str) -> None:
    found, problems = applied(given)
    assert words in problems[0]
    assert found == told()


# Two rows for one place


def test_amendments_of_different_fields_go_together() -> None:
    found, problems = applied(
        row(ACT, "decision:suspend", "amended", "status=pending"),
        row(ACT, "decision:suspend", "amended", "object=de missie", who="B. Analyst"),
    )
    assert problems == ["", ""]
    assert [(one.status, one.object) for one in found.decisions if one.rule == PERSON] == [("pending", "de missie")]


def test_wrong_and_added_go_together() -> None:
    found, problems = applied(
        row(ACT, "decision:suspend", "wrong"), row(ACT, "decision", "added", "act=suspend; status=not_yet")
    )
    assert problems == ["", ""]
    assert sorted((one.act, one.status) for one in found.decisions) == [("adopt", "expected"), ("suspend", "not_yet")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("wrong", ""), ("right", "")),
        (("wrong", ""), ("amended", "status=pending")),
        (("right", ""), ("amended", "status=pending")),
        (("amended", "status=taken"), ("amended", "status=pending")),
    ],
)
def test_rows_that_contradict_each_other_do_nothing(one: tuple[str, str], two: tuple[str, str]) -> None:
    found, problems = applied(*(row(ACT, "decision:suspend", *judged) for judged in (one, two)))
    assert all("it contradicts another row" in problem for problem in problems)
    assert found == told()


def test_a_row_that_is_there_twice_counts_once() -> None:
    twice = row(ACT, "decision:adopt", "wrong")
    assert applied(twice, twice) == (applied(twice)[0], ["", ""])


# Laws

ROWS = st.lists(
    st.sampled_from(
        [
            row(ACT, "decision:adopt", "wrong"),
            row(ACT, "decision:suspend", "amended", "status=pending"),
            row(ACT, "decision:suspend", "amended", "act=adopt"),
            row(ACT, "decision:suspend", "right"),
            row(ACT, "decision", "wrong"),
            row(ACT, "decision", "added", "act=adopt; status=taken"),
            row(ACT, "decision", "added", "act=extend; status=taken"),
            row("NMI", "mission", "wrong"),
            row("NMI", "mission", "amended", "id=RSM"),
            row("NMI", "mission", "added", "id=RSM"),
            row("NMI", "mission:RSM", "right"),
            row("Nederland", "country", "amended", "id=BE"),
            row("daar", "country", "added", "id=IQ"),
            row("Nederland steunt deze missie", "position", "wrong"),
            row("Nederland steunt deze missie", "commitment", "amended", "conditional=true"),
        ]
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_laws_of_correcting(rows: list[Correction], rng: Any) -> None:
    """The order does not matter; what fits, applied twice, is applied once; what does not fit might be away."""
    once, judged = correct(told(), RAW, rows, reference())
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert correct(told(), RAW, shuffled, reference()) == (once, judged)
    fitting = [one.row for one in judged if one.fits]
    again, _ = correct(once, RAW, fitting, reference())
    assert letter_quads(again, RAW) == letter_quads(once, RAW)
    if not fitting:
        assert letter_quads(once, RAW) == letter_quads(told(), RAW)


# The file


def line(**cells: str) -> str:
    given = {"letter": LETTER, "start": "1", "end": "5", "what": "decision", "verdict": "wrong"}
    given |= {"who": "A", "when": "2026-01-31", "why": "because"} | cells
    return "\t".join(given.get(column, "") for column in COLUMNS)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"letter": ""}, "letter is empty. Fill it in"),
        ({"who": " "}, "who is empty"),
        ({"start": "5", "end": "5"}, "'5' to '5' is no place in a letter"),
        ({"start": "1.0"}, "is no place in a letter. Give two whole numbers"),
        ({"start": "-1"}, "is no place in a letter"),
        ({"what": "decison"}, "there is no kind of finding 'decison'. Did you mean decision?"),
        ({"what": "besluit"}, "It is one of decision, position"),
        ({"verdict": "rong"}, "there is no verdict 'rong'. Did you mean wrong?"),
        ({"value": "status=taken"}, "the verdict wrong takes no value. Empty that cell"),
        ({"verdict": "amended"}, "the value does not say a field with its new value"),
        ({"verdict": "amended", "value": "taken"}, "'taken' is no field with a value. Write field=value"),
        ({"verdict": "amended", "value": "status=taken; status=pending"}, "the field status is given twice"),
        ({"verdict": "amended", "value": "stat=taken"}, "a decision has no field 'stat'. Did you mean status?"),
        ({"verdict": "amended", "value": "rule=x"}, "a decision has no field 'rule'"),
        ({"verdict": "amended", "value": "status=done"}, "status cannot be 'done'. It is one of taken, expected"),
        ({"verdict": "amended", "value": "act="}, "act cannot be empty"),
        (
            {"verdict": "amended", "value": "date=2021-02-30"},
            "date cannot be '2021-02-30'. Write a day, a month or a year",
        ),
        ({"verdict": "amended", "value": "decider_id=country/NL"}, "decider_id stands without decider"),
        ({"verdict": "added", "value": "act=adopt"}, "the value does not say status"),
        ({"verdict": "added", "what": "candidate", "value": "id=x"}, "a candidate is only right or wrong"),
        ({"verdict": "amended", "what": "quantity", "value": "value=many"}, "value cannot be 'many'. Write a number"),
        ({"verdict": "amended", "what": "question", "value": "number=1.5"}, "It is a whole number"),
        ({"verdict": "amended", "what": "commitment", "value": "conditional=ja"}, "It is true or false"),
        ({"verdict": "amended", "what": "mission", "value": "type=nickname"}, "type cannot be 'nickname'"),
        ({"when": "31/01/2026"}, "'31/01/2026' is no day. Write it as 2026-01-31"),
        ({"when": "2026-02-30"}, "is no day"),
        ({"why": "#NAME?"}, "why is #NAME?, an error of the spreadsheet. Write it again, with ' before it"),
    ],
)
def test_an_invalid_row_is_told_with_its_line(cells: dict[str, str], words: str) -> None:
    text = f"{HEAD}\n{line()}\n\n{line(**cells)}\n"
    with pytest.raises(CorrectionsError) as caught:
        parse(text)
    assert str(caught.value).startswith(f"{FILE}:4: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("letter;start;end\n", "corrections.tsv:1: the columns have no tabs between them"),
        (f"{HEAD}\tnotes\n", "there is no column 'notes'"),
        (HEAD.replace("verdict", "verdikt"), "there is no column 'verdikt'. Did you mean verdict?"),
        (f"{HEAD}\twho\n", "the column who is there twice"),
        (HEAD.replace("\twhy", ""), "there is no column why"),
        (f"{HEAD}\n{line()}\n{line(why=chr(34) + 'open')}\n", "corrections.tsv:3: the cells cannot be told apart"),
        (f"{HEAD}\n{line()}\t\tleft\n", "'left' stands under no column"),
    ],
)
def test_a_file_that_is_no_table_is_told(text: str, words: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        parse(text)
    assert words in str(caught.value)


def test_all_errors_are_told_at_once() -> None:
    with pytest.raises(CorrectionsError) as caught:
        parse(f"{HEAD}\n{line(who='')}\n{line()}\n{line(when='x')}\n")
    assert [number for number, _ in caught.value.faults] == [2, 4]
    assert len(str(caught.value).splitlines()) == 2


def test_bytes_that_are_no_text_are_told() -> None:
    for data, words in ((b"letter\n\xff\n", "corrections.tsv:2: this is not UTF-8"), (b"\xff\xfex", "damaged UTF-16")):
        with pytest.raises(CorrectionsError, match=words):
            decoded(data)


def test_what_a_spreadsheet_does_to_the_file_is_understood() -> None:
    """Columns in another order, quoted cells, line ends, other encodings, verdicts in capitals, Dutch days."""
    why = 'a "b" c'
    rows = parse(f"{HEAD}\n{line(why=why)}\n")
    names = ["why", *[name for name in COLUMNS if name != "why"]]
    values = rows[0].cells | {"why": '"a ""b"" c"', "verdict": "Wrong", "when": "31-1-2026"}
    saved = "\t".join(names) + "\t\r\n" + "\t".join(values[name] for name in names) + "\t\r\n\t\t\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert parse(decoded(saved.encode(encoding))) == rows


@pytest.mark.parametrize(
    "words", ["=1+1", "-fractie", "+32 minus", "@home", "'=x", "''-y", "'s avonds", '"quoted" word']
)
def test_a_cell_that_begins_as_a_formula_is_kept_as_words(words: str) -> None:
    given = checked(parse(f"{HEAD}\n{line()}\n")[0].cells | {"why": words, "words": words})
    text = with_line("", given.cells)
    cells = text.splitlines()[1].split("\t")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert parse(text) == (given,)


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda words: words.split() and words == " ".join(words.split()) and not words.startswith("#")
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=4), st.sampled_from(["", HEAD, HEAD.replace("\twords", "")])
)
def test_what_is_written_is_read_back(cells: list[tuple[str, str, str, str]], text: str) -> None:
    written = []
    for who, why, words, object_ in cells:
        base = parse(f"{HEAD}\n{line()}\n")[0].cells | {"who": who, "why": why, "words": words}
        written.append(checked(base | {"verdict": "amended", "value": written_pairs([("object", object_)])}))
        text = with_line(text, written[-1].cells)
    assert list(parse(text)) == written


@given(st.dictionaries(st.sampled_from(["act", "status", "object"]), CELL))
def test_pairs_are_read_back(pairs: dict[str, str]) -> None:
    pairs = {name: value for name, value in pairs.items() if not value.endswith("\\")}
    assert dict(split_pairs(written_pairs(sorted(pairs.items())))) == pairs


# Building


@pytest.fixture
def simple(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The factory's extractor, with the statements of `told` in the agenda."""

    def found(letter: Any) -> Findings:
        own = extract(letter)
        if not letter.raw.startswith(RAW[:60]) or ACT not in letter.raw:
            return own
        moved = letter.raw.index(ACT) - ACTIVITY
        decisions = [replace(d, start=d.start + moved, end=d.end + moved) for d in told().decisions]
        return replace(own, decisions=tuple(decisions))

    monkeypatch.setattr("navograaf.findings.extract.extract", found)
    yield


@pytest.fixture
def letters(tmp_path: Path, simple: None) -> list[Path]:
    return write_letters(tmp_path / "letters")


@pytest.fixture
def folder(tmp_path: Path, letters: list[Path]) -> GraphFolder:
    found = GraphFolder.create(tmp_path / "graph")
    assert build(found, letters).set_aside == []
    return found


def write(folder: GraphFolder, *rows: Correction) -> None:
    text = ""
    for one in rows:
        text = with_line(text, one.cells)
    (folder.path / FILE).write_text(text, encoding="utf-8", newline="")


def contents(folder: GraphFolder) -> dict[str, bytes]:
    found = {p.relative_to(folder.path).as_posix(): p for p in folder.path.rglob("*") if p.suffix in {".nq", ".txt"}}
    return {name: path.read_bytes() for name, path in found.items()}


def agenda(folder: GraphFolder) -> str:
    return folder.nquads(next(one for one in folder.letters() if one.id == LETTER))


def stored(folder: GraphFolder, predicate: str) -> list[str]:
    """The values of a property in the graph `corrections` of the store."""
    found: Any = folder.store().query(
        f"SELECT ?v {{ GRAPH <https://w3id.org/navograaf/graph/corrections> {{ ?c {predicate} ?v }} }} ORDER BY ?v",
        prefixes={"navo": "https://w3id.org/navograaf/ontology#", "prov": "http://www.w3.org/ns/prov#"},
    )
    return [one["v"].value for one in found]


def test_no_rows_are_the_same_bytes_as_no_file(folder: GraphFolder, letters: list[Path]) -> None:
    before, state = contents(folder), folder.state()
    for text in ("", HEAD, f"{HEAD}\r\n\r\n"):
        (folder.path / FILE).write_text(text, encoding="utf-8")
        build(folder, letters)
        assert contents(folder) == before
        assert folder.state() == state


def test_a_correction_is_applied_and_survives(folder: GraphFolder, letters: list[Path]) -> None:
    before = contents(folder)
    write(folder, row(ACT, "decision:adopt", "wrong"), row(ACT, "decision:suspend", "amended", "status=pending"))
    report = build(folder, letters)
    assert (report.stored, report.unchanged, report.misfits) == ([LETTER], ["001_verslag"], ())
    assert "/adopt>" not in agenda(folder)
    assert '#status> "pending"' in agenda(folder)
    assert stored(folder, "navo:verdict") == ["amended", "wrong"]
    assert stored(folder, "navo:judgedBecause") == ["Read it", "Read it"]
    assert "act=suspend; status=taken; decider=NATO" in stored(folder, "navo:before")[1]
    assert "act=suspend; status=pending" in stored(folder, "navo:after")[0]
    assert {one.rpartition("/")[2] for one in stored(folder, "prov:wasAttributedTo")} == {"a-analyst"}
    after, state = contents(folder), folder.state()
    assert build(folder, letters).stored == []
    assert (contents(folder), folder.state()) == (after, state), "building again changes nothing"
    letters[1].write_text(REPORT.replace("Turkije", "Nederland"), encoding="utf-8")
    build(folder, [letters[1]])
    assert agenda(folder).encode() == after[f"letters/{LETTER}.nq"], "nor does a build of another letter"
    assert stored(folder, "navo:verdict") == ["amended", "wrong"]
    letters[1].write_text(REPORT, encoding="utf-8")
    (folder.path / FILE).unlink()
    build(folder, letters)
    assert contents(folder) == before, "without rows the rules speak again"


def test_a_letter_that_is_not_among_the_sources_is_made_again(folder: GraphFolder, letters: list[Path]) -> None:
    before = contents(folder)
    letters[0].unlink()
    write(folder, row("NMI", "mission", "wrong"))
    report = build(folder, [letters[1]])
    assert {one.letter: one.state for one in report.outcomes} == {LETTER: "redone", "001_verslag": "unchanged"}
    start, end = place("NMI")
    assert f"/mention/{start}-{end}/mission" not in agenda(folder)
    write(folder)
    assert build(folder, []).stored == [LETTER]
    assert contents(folder) == before


def test_the_order_of_rows_does_not_matter(folder: GraphFolder, letters: list[Path]) -> None:
    rows = [
        row(ACT, "decision:adopt", "wrong"),
        row("NMI", "mission", "right"),
        row("daar", "country", "added", "id=IQ"),
    ]
    write(folder, *rows)
    build(folder, letters)
    after, state = contents(folder), folder.state()
    write(folder, *reversed(rows))
    assert build(folder, letters).stored == []
    assert (contents(folder), folder.state()) == (after, state)


def test_a_finding_that_is_right_is_confirmed(folder: GraphFolder, letters: list[Path]) -> None:
    before = agenda(folder)
    write(folder, row(ACT, "decision:suspend", "right"))
    build(folder, letters)
    assert agenda(folder) == before
    found: Any = folder.store().query(
        "SELECT ?s { ?s navo:confirmedBy ?c . ?s a navo:Decision . ?c navo:fits true ; navo:resultsIn ?s }",
        prefixes={"navo": "https://w3id.org/navograaf/ontology#"},
        use_default_graph_as_union=True,
    )
    assert [one["s"].value.rpartition("/")[2] for one in found] == ["suspend"]


def test_a_row_stays_in_the_graph_when_the_text_moved(folder: GraphFolder, letters: list[Path]) -> None:
    write(folder, row("NMI", "mission", "wrong", words="NMI"), row(ACT, "decision:adopt", "wrong", words=ACT))
    assert build(folder, letters).misfits == ()
    letters[0].write_text(AGENDA.replace("Irak\n\n", "Irak en omgeving\n\n"), encoding="utf-8", newline="")
    report = build(folder, letters)
    assert len(report.misfits) == 2
    assert report.misfits[0].startswith(f"{FILE}:2: {LETTER}:")
    assert "those of the row stand at" in report.misfits[1]
    assert "/adopt>" in agenda(folder)
    assert stored(folder, "navo:fits") == ["false", "false"]
    results = check_corrections(folder.graph("corrections"))
    assert [(one.severity, one.letter) for one in results] == [("Warning", LETTER)] * 2
    assert "A correction does not fit" in results[0].message_en
    assert {one.quote for one in results} == {"NMI", ACT}
    letters[0].write_text(AGENDA, encoding="utf-8", newline="")
    assert build(folder, letters).misfits == (), "back at its place it fits again"


def test_a_letter_that_is_not_there_leaves_its_rows_in_the_graph(folder: GraphFolder, letters: list[Path]) -> None:
    write(folder, row("NMI", "mission", "wrong"), replace(row("NMI", "mission", "wrong"), letter="28676-999"))
    report = build(folder, letters)
    assert report.misfits == (f"{FILE}:3: 28676-999:{place('NMI')[0]}-{place('NMI')[1]} mission wrong: "
                              "there is no such letter in the graph",)  # fmt: skip
    remove(folder, LETTER)
    assert len(misfits(folder.graph("corrections"))) == 2
    assert build(folder, letters).misfits == report.misfits


def test_a_correction_that_would_break_the_letter_leaves_it_as_it_was(folder: GraphFolder, letters: list[Path]) -> None:
    before = agenda(folder)
    write(folder, row("daar", "reference", "added", "kind=kamerstuk; ids=28676-x y"), row("NMI", "mission", "right"))
    report = build(folder, letters)
    assert "the letter would not be valid with it" in report.misfits[0]
    assert agenda(folder) == before


def test_the_graph_of_corrections_conforms(folder: GraphFolder, letters: list[Path]) -> None:
    write(
        folder,
        row("NMI", "mission", "right"),
        row("daar", "mission", "wrong"),
        row("daar", "country", "added", "id=IQ"),
    )
    build(folder, letters)
    graph = folder.graph("corrections")
    assert conforms(check_corrections(graph))
    broken = "".join(one for one in graph.splitlines(keepends=True) if "judgedBecause" not in one)
    assert [one.path for one in check_corrections(broken) if one.severity == "Violation"] == ["navo:judgedBecause"] * 3


def test_a_file_with_errors_stops_the_build_and_changes_nothing(folder: GraphFolder, letters: list[Path]) -> None:
    before = contents(folder)
    (folder.path / FILE).write_text(f"{HEAD}\n{line(who='')}\n", encoding="utf-8")
    with pytest.raises(CorrectionsError, match="who is empty"):
        build(folder, letters)
    assert contents(folder) == before


def test_the_file_may_be_there_before_the_graph(letters: list[Path], tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    new = GraphFolder(tmp_path / "new")
    write(new, row("NMI", "mission", "wrong"))
    build(GraphFolder.create(new.path), letters)
    assert stored(new, "navo:fits") == ["true"]


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the next letter that is read be the agenda on which `error` is raised; the others are read."""
    from navograaf.findings import extract as module

    rules = module.extract

    def fails(letter: Any) -> Findings:
        if letter.raw == RAW:
            raise error
        return rules(letter)

    monkeypatch.setattr(module, "extract", fails)


@pytest.mark.parametrize("error", [NavograafError("no time"), ValueError("a defect")])
def test_a_correction_that_is_taken_out_is_tried_until_it_is_gone(
    folder: GraphFolder, letters: list[Path], error: Exception
) -> None:
    before = contents(folder)
    write(folder, row(ACT, "decision:adopt", "wrong"))
    build(folder, letters)
    corrected = contents(folder)
    write(folder)
    for _ in range(2):
        with pytest.MonkeyPatch.context() as patch:
            failing(patch, error)
            (outcome,) = build(folder, []).outcomes
        assert (outcome.state, outcome.letter) == ("set aside", LETTER)
        assert "could not be made again" in outcome.reason
        assert str(error) in outcome.reason
        assert contents(folder) == corrected, "the row and who wrote it stay while the letter shows them"
    assert build(folder, []).stored == [LETTER]
    assert contents(folder) == before


def test_a_correction_that_could_not_be_applied_is_tried_again(folder: GraphFolder, letters: list[Path]) -> None:
    write(folder, row("NMI", "mission", "right"))
    build(folder, letters)
    before = contents(folder)
    write(folder, row("NMI", "mission", "right"), row(ACT, "decision:adopt", "wrong", who="B. Reader"))
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, ValueError("a defect"))
        report = build(folder, [letters[1]])
    assert {one.letter: one.state for one in report.outcomes} == {LETTER: "set aside", "001_verslag": "unchanged"}
    assert contents(folder) == before
    check = CliRunner().invoke(group, ["check", "--graph", str(folder.path)])
    assert "changed since the graph was built" in check.stderr
    assert build(folder, []).stored == [LETTER]
    assert "/adopt>" not in agenda(folder)
    assert {one.rpartition("/")[2] for one in stored(folder, "prov:wasAttributedTo")} == {"a-analyst", "b-reader"}


def test_another_letter_is_taken_out_though_one_cannot_be_made_again(folder: GraphFolder) -> None:
    write(folder, row(ACT, "decision:adopt", "wrong"))
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, ValueError("a defect"))
        result = CliRunner().invoke(group, ["remove", "001_verslag", "--graph", str(folder.path)])
    assert "001_verslag (001_verslag.txt) is taken out" in result.stderr
    assert "the program failed on this letter (ValueError: a defect)" in result.stderr
    assert (result.exit_code, [one.id for one in folder.letters()]) == (1, [LETTER])
    assert build(folder, []).stored == [LETTER]


def test_broken_rules_stop_making_again(folder: GraphFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, row(ACT, "decision:adopt", "wrong"))
    before = contents(folder)
    failing(monkeypatch, RuleError("a rule is broken", where="extract/x.toml:3"))
    with pytest.raises(RuleError):
        build(folder, [])
    assert contents(folder) == before


# The command


def run(folder: GraphFolder, *args: str) -> Result:
    return CliRunner().invoke(group, ["correct", *args, "--graph", str(folder.path)])


def judge(folder: GraphFolder, words: str, what: str, verdict: str, *more: str) -> Result:
    start, end = place(words)
    who = ["--who", "A. Analyst", "--why", "Read it"]
    return run(folder, f"{LETTER}:{start}-{end}", "--what", what, "--verdict", verdict, *who, *more)


def test_the_command_writes_a_row_that_the_next_build_applies(folder: GraphFolder, letters: list[Path]) -> None:
    result = judge(folder, ACT, "decision:suspend", "amended", "--set", "status=pending", "--when", "2026-01-31")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "The next `navograaf build` applies it" in result.stderr
    (written,) = read_corrections(folder.path)
    assert written == row(ACT, "decision:suspend", "amended", "status=pending", words=ACT)
    assert (folder.path / FILE).read_bytes().startswith(b"\xef\xbb\xbfletter\t")
    result = judge(folder, "NMI", "mission", "wrong")
    assert [one.verdict for one in read_corrections(folder.path)] == ["amended", "wrong"]
    assert len(read_corrections(folder.path)[1].when) == 10
    assert build(folder, letters).stored == [LETTER]


def test_the_command_applies_it_at_once(folder: GraphFolder) -> None:
    result = judge(folder, "NMI", "mission", "wrong", "--build")
    assert (result.exit_code, f"{LETTER}: redone" in result.stderr) == (0, True)
    assert stored(folder, "navo:fits") == ["true"]
    (folder.path / FILE).unlink()
    assert f"{LETTER}: redone" in run(folder, "--build").stderr
    assert folder.graph("corrections") == ""


def test_the_command_says_with_its_status_that_a_letter_was_set_aside(folder: GraphFolder) -> None:
    write(folder, row(ACT, "decision:adopt", "wrong"))
    with pytest.MonkeyPatch.context() as patch:
        failing(patch, ValueError("a defect"))
        result = run(folder, "--build")
    assert (result.exit_code, f"{LETTER}: set aside" in result.stderr) == (1, True)
    assert run(folder, "--build").exit_code == 0


def test_a_wider_place_stands_for_the_one_finding_in_it(folder: GraphFolder) -> None:
    assert judge(folder, "(NMI) heeft", "mission", "wrong").exit_code == 0
    (written,) = read_corrections(folder.path)
    assert (written.start, written.end, written.words) == (*place("NMI"), "NMI")


@pytest.mark.parametrize(
    ("words", "what", "verdict", "more", "said"),
    [
        ("daar", "mission", "wrong", (), "no mission is found there"),
        ("NAVO-missie in Irak (NMI)", "mission", "wrong", (), "more than one mission stands there"),
        (ACT, "decision", "wrong", (), "more than one decision is found at the place"),
        ("daar", "mission", "added", ("--set", "id=NNMI"), "there is no mission 'NNMI'"),
        ("daar", "misson", "added", ("--set", "id=NMI"), "Did you mean mission?"),
        ("NMI", "mission", "wrong", ("--when", "soon"), "'soon' is no day"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(
    folder: GraphFolder, words: str, what: str, verdict: str, more: tuple[str, ...], said: str
) -> None:
    result = judge(folder, words, what, verdict, *more)
    assert isinstance(result.exception, NavograafError)
    assert said in str(result.exception)
    assert not (folder.path / FILE).exists()


def test_a_row_twice_or_against_another_is_refused(folder: GraphFolder) -> None:
    assert judge(folder, "NMI", "mission", "wrong").exit_code == 0
    for verdict, said in (("wrong", "this row is there already"), ("right", "it contradicts another row")):
        result = judge(folder, "NMI", "mission", verdict)
        assert said in str(result.exception)
    assert len(read_corrections(folder.path)) == 1


def test_a_letter_that_is_no_letter_gets_near_names(folder: GraphFolder) -> None:
    args = ("--what", "mission", "--verdict", "wrong", "--who", "A", "--why", "b")
    assert "Did you mean 28676-333?" in str(run(folder, "28676-334:1-5", *args).exception)
    assert run(folder, "28676-333", *args).exit_code == 2
    assert run(folder, "28676-333:1-5").exit_code == 2
    assert run(folder, "28676-333:1-5", *args, "--list").exit_code == 2


def test_the_list_shows_the_rows_and_whether_they_fit(folder: GraphFolder) -> None:
    assert (run(folder, "--list").exit_code, run(folder, "--list").stdout) == (0, "")
    write(folder, row("NMI", "mission", "wrong"), row("daar", "mission", "wrong"))
    result = run(folder, "--list")
    lines = [one.split("\t") for one in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [one[-1] for one in lines] == ["fits", "yes", "no mission is found at the place"]
    assert len({len(one) for one in lines}) == 1
    assert "2 corrections, 1 of which does not fit" in result.stderr


def test_check_says_that_the_file_changed_or_is_broken(folder: GraphFolder) -> None:
    def check() -> Result:
        return CliRunner().invoke(group, ["check", "--graph", str(folder.path)])

    assert "corrections.tsv" not in check().stderr
    write(folder, row("daar", "mission", "wrong"))
    assert "changed since the graph was built" in check().stderr
    build(folder, [])
    assert "corrections.tsv" not in check().stderr
    assert "A correction does not fit" in check().stdout
    write(folder, row("daar", "mission", "added", "id=\\\\d\u202e"))  # named with an escape
    build(folder, [])
    assert (check().exit_code, check().exception) == (0, None)
    assert misfits(folder.graph("corrections"))[0][1] in check().stdout, "with its backslashes as they are"
    (folder.path / FILE).write_text(f"{HEAD}\n{line(who='')}\n", encoding="utf-8")
    assert check().exit_code == 1
    assert f"{FILE}:2: who is empty" in check().stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes, and links need rights")
def test_the_command_keeps_a_link_and_the_mode_of_the_file(folder: GraphFolder, tmp_path: Path) -> None:
    shared = tmp_path / "shared" / "rows.tsv"
    shared.parent.mkdir()
    shared.write_text(f"{HEAD}\n", encoding="utf-8")
    shared.chmod(0o660)
    (folder.path / FILE).symlink_to(shared)
    assert judge(folder, "NMI", "mission", "wrong").exit_code == 0
    assert (folder.path / FILE).is_symlink()
    assert shared.stat().st_mode & 0o777 == 0o660
    assert [one.verdict for one in read_corrections(folder.path)] == ["wrong"]
    assert list(shared.parent.iterdir()) == [shared]


def test_cells_do_not_reach_the_terminal_as_escape_sequences(folder: GraphFolder, letters: list[Path]) -> None:
    title = "\x1b]0,title\x07\x9b31m\u202e"
    echo = judge(folder, "NMI", f"mission:NMI{title}", "wrong")
    assert "no mission" in str(echo.exception)
    write(
        folder,
        row("NMI", "mission", "wrong", why=f"Read it{title}", who=f"A{title}"),
        row("daar", f"mission:x{title}", "wrong", words=f"hier{title}"),
        row("daar", "country", "added", f"id=x{title}"),
    )
    listed = run(folder, "--list")
    built = CliRunner().invoke(group, ["build", str(letters[1]), "--graph", str(folder.path)])
    assert built.stderr.count("Correction does not fit: ") == 2
    places = [CliRunner().invoke(group, ["check", "--graph", str(folder.path), "--format", one]) for one in FORMS]
    assert [(one.exit_code, one.exception) for one in places] == [(0, None)] * 2
    assert all("hier" in one.stdout for one in places)
    fits = judge(folder, "heeft", "topic-term", "added", "--set", "id=burden-sharing", "--why", f"So{title}")
    assert (fits.exit_code, run(folder, "--list").stdout.count("\n")) == (0, 5)
    for result in (listed, built, *places, fits, run(folder, "--list")):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", result.output)


def test_errors_of_the_file_do_not_reach_the_terminal_as_escape_sequences(
    folder: GraphFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = line(verdict="amended", value="act\x1b]0,t\x07=a; act\x1b]0,t\x07=b")
    (folder.path / FILE).write_text(f"{HEAD}\n{cells}\n", encoding="utf-8")
    assert main(["correct", "--list", "--graph", str(folder.path)]) == 2
    said = capsys.readouterr().err
    assert f"{FILE}:2: " in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", said)
    assert main(["check", "--graph", str(folder.path)]) == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", capsys.readouterr().err)


def test_another_writer_is_waited_for(folder: GraphFolder) -> None:
    from navograaf.graph.lock import Lock

    lock = Lock(folder.path / "lock")
    lock.acquire()
    try:
        assert "is writing this graph" in str(judge(folder, "NMI", "mission", "wrong").exception)
    finally:
        lock.release()
    assert not (folder.path / FILE).exists()
